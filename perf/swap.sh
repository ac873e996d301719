#!/usr/bin/env bash
# Measures what it costs senders that the token table is swapped while they post: an open loop without changes, and then with one change of a signal after the other.
#
#   perf/swap.sh [--signals 10000] [--rate 5000] [--seconds 15] [--every 200]
#
# --every: milliseconds between two changes. PORT chooses the server's port. Exit code: 0; 1 a post failed, or the p99 with changes is above 20 ms; 2 usage.
# It makes the signals one by one, each synced: 100,000 of them take minutes.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."

signals=10000 rate=5000 seconds=15 every=200 port=${PORT:-18080}
while [ $# -gt 0 ]; do
  [[ $# -ge 2 && "$2" =~ ^[1-9][0-9]*$ ]] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
  case $1 in
    --signals) signals=$2 ;;
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    --every) every=$2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done

fastsignal=artifacts/bin/FastSignal.Server/release/fastsignal
benchmarks=artifacts/bin/FastSignal.Benchmarks/release/FastSignal.Benchmarks
load_tests=artifacts/bin/FastSignal.LoadTests/release/FastSignal.LoadTests
for project in src/FastSignal.Server perf/FastSignal.Benchmarks perf/FastSignal.LoadTests; do
  dotnet build $project -c Release --nologo -v quiet > /dev/null
done

work=artifacts/swap
rm -rf "$work"
mkdir -p "$work/data"
chmod 700 "$work/data"
server= changes=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2> /dev/null || true
  rm -rf "$work"
}
trap stop EXIT

echo "making $signals signals"
mkfifo "$work/until"
"$benchmarks" signals "$work/data/signals.db" "$signals" "$every" < "$work/until" > "$work/changes" &
changes=$!
exec 3> "$work/until"
until [ -s "$work/changes" ]; do
  kill -0 "$changes"
  sleep 0.1
done
exec 3>&-   # No changes yet.
wait "$changes"
token=$(head -n 1 "$work/changes")

"$fastsignal" serve --data "$work/data" --listen "127.0.0.1:$port" --console none --no-consume > "$work/out" 2> "$work/err" &
server=$!
until grep -q ^ready "$work/out"; do
  kill -0 "$server" || { cat "$work/err" >&2; exit 1; }
  sleep 0.1
done

post() { # threshold...
  "$load_tests" rb2b --url "http://127.0.0.1:$port/custom_signals/$token/entries" --rate "$rate" --seconds "$seconds" --max-failures 0 "$@"
}

echo "without changes"
post
echo "with a change every $every ms"
"$benchmarks" signals "$work/data/signals.db" "$signals" "$every" < "$work/until" > "$work/changes" &
changes=$!
exec 3> "$work/until"
code=0
post --max-p99 20 || code=$?
exec 3>&-
wait "$changes"
tail -n 1 "$work/changes"
exit "$code"
