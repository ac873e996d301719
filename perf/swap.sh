#!/usr/bin/env bash
# Measures what it costs that the token table is swapped: the server, while the token of one signal after the other is rotated; then senders, by an open loop without and with these changes.
#
#   perf/swap.sh [--signals 10000] [--rate 5000] [--seconds 15] [--every 200] [--registry FILE]
#
# --every: milliseconds between two changes. --registry: begins with a copy of this signals.db, and leaves it there if there is none: the signals are made one by one, each synced,
# and 100,000 of them take minutes. PORT chooses the server's port; the one above it must be free, too. Exit code: 0; 1 a post failed, or the p99 with changes is above 20 ms; 2 usage.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

signals=10000 rate=5000 seconds=15 every=200 registry= port=${PORT:-18080}
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  [[ $1 = --registry || "$2" =~ ^[1-9][0-9]*$ ]] || usage
  case $1 in
    --signals) signals=$2 ;;
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    --every) every=$2 ;;
    --registry) registry=$(realpath -m "$2") ;;
    *) usage ;;
  esac
  shift 2
done
cd "$(dirname "$0")/.."

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

if [ -n "$registry" ] && [ -s "$registry" ]; then
  echo "beginning with $registry"
  cp "$registry" "$work/data/signals.db"
else
  echo "making $signals signals"
fi
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
if [ -n "$registry" ] && [ ! -s "$registry" ]; then
  cp "$work/data/signals.db" "$registry"
fi

"$fastsignal" serve --data "$work/data" --listen "127.0.0.1:$port" --console "127.0.0.1:$((port + 1))" --no-consume > "$work/out" 2> "$work/err" &
server=$!
until grep -q ^ready "$work/out"; do
  kill -0 "$server" || { cat "$work/err" >&2; exit 1; }
  sleep 0.1
done

post() { # threshold...
  "$load_tests" rb2b --url "http://127.0.0.1:$port/custom_signals/$token/entries" --rate "$rate" --seconds "$seconds" --max-failures 0 "$@"
}

scrape() { curl -sf "http://127.0.0.1:$((port + 1))/metrics" > "$work/metrics.$1"; }

# Runs a command while signals change. How many did, and when the server had taken them up, is said at the end.
while_changing() { # command...
  "$benchmarks" signals "$work/data/signals.db" "$signals" "$every" < "$work/until" > "$work/changes" &
  local changes=$! code=0
  exec 3> "$work/until"
  "$@" || code=$?
  exec 3>&-
  wait "$changes"
  tail -n 1 "$work/changes"
  return "$code"
}

echo "a change every $every ms, without posts"
for reading in 1 2; do
  sleep 1.1   # As old as it may be, a reading is answered again.
  scrape "$reading"
done
while_changing sleep "$seconds"
scrape 3
awk -v changes="$(awk 'END { print $2 + 0 }' "$work/changes")" -f perf/metrics.awk -f perf/swap.awk "$work"/metrics.[123]

echo "posts without changes"
post
echo "posts and a change every $every ms"
while_changing post --max-p99 20
