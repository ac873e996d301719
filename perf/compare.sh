#!/usr/bin/env bash
# Measures FastSignal beside the same contract on Kestrel, in interleaved rounds, and writes perf/results/<date>.md.
#
#   perf/compare.sh [--rounds 3] [--seconds 4] [--warm-up 6] [--connections "1 64 512"]
#
# The load is wrk: apt-get install wrk. Server and wrk share the processors, so only ratios from one run say something.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."

rounds=3 seconds=4 warm_up=6 connections="1 64 512" port=${PORT:-18080}
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warm-up) warm_up=$2 ;;
    --connections) connections=$2 ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done

command -v wrk > /dev/null || { echo "wrk is not there: apt-get install wrk" >&2; exit 2; }
if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
  echo "something listens on port $port already: set PORT to a free one" >&2
  exit 2
fi

variants=(fastsignal-durable fastsignal-memory kestrel-memory kestrel-durable)
token=fs_compare0123456789abcdefghijABCDEF
url=http://127.0.0.1:$port/custom_signals/$token/entries
fastsignal=artifacts/bin/FastSignal.Server/release/fastsignal
kestrel=artifacts/bin/FastSignal.KestrelBaseline/release/FastSignal.KestrelBaseline

# The log is as fast as its disk: a folder in memory would measure something else.
work=artifacts/compare
rm -rf "$work"
mkdir -p "$work"
server=
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2> /dev/null || true
  server=
}
trap 'stop; rm -rf "$work"' EXIT

# The payload of the corpus on one line.
export CONTENT=$work/rb2b.json
sed -n '/^ "payload": {/,/^ }/p' tests/corpus/payloads/rb2b_standard.json | sed 's/^ "payload": //; s/^ *//; $s/,$//' | tr -d '\n' > "$CONTENT"

start() { # variant
  rm -rf "$work/data" "$work/out"
  : > "$work/out"   # Not the last one, whose "ready" would be taken for this one.
  case $1 in
    fastsignal-*)
      "$fastsignal" signals create --data "$work/data" --name compare --target people --status live --token "$token" > /dev/null 2>&1
      "$fastsignal" serve --data "$work/data" --listen "127.0.0.1:$port" --console none --no-consume --ack "${1#fastsignal-}" > "$work/out" 2> "$work/err" & ;;
    kestrel-*)
      "$kestrel" "${1#kestrel-}" "$port" "$work/data" "$token" > "$work/out" 2> "$work/err" & ;;
  esac
  server=$!
  for _ in $(seq 300); do
    ! grep -q ^ready "$work/out" || return 0
    kill -0 "$server" || break
    sleep 0.1
  done
  echo "$1 did not start:" >&2
  cat "$work/err" >&2
  return 1
}

# utime and stime, in ticks; the name in front of them may hold blanks.
ticks_of() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
# All processors: everything but idle and iowait, stolen time included.
busy_ticks() { awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 + $9 }' /proc/stat; }
load() { cut -d ' ' -f 1-3 /proc/loadavg; }

measure() { # round variant connections
  start "$2"
  wrk -t1 -c"$3" -d"${warm_up}s" -s perf/compare.lua "$url" > /dev/null
  local ticks_before busy_before ticks busy wrk_seconds
  ticks_before=$(ticks_of "$server") busy_before=$(busy_ticks)
  wrk_seconds=$( { TIMEFORMAT='%U %S'; time wrk -t1 -c"$3" -d"${seconds}s" -s perf/compare.lua "$url" > "$work/wrk"; } 2>&1 )
  ticks=$(($(ticks_of "$server") - ticks_before)) busy=$(($(busy_ticks) - busy_before))
  awk -v row="$1 $2 $3" -v ticks="$ticks" -v busy="$busy" -v hz="$(getconf CLK_TCK)" -v wrk="$wrk_seconds" -v processors="$(nproc)" \
    -v rss="$(awk '/^VmRSS/ { print $2 / 1024 }' "/proc/$server/status")" '
    $1 == "figures" {
      split(wrk, parts, " ")
      wall = $3 / 1e6
      others = 100 * (busy / hz - ticks / hz - parts[1] - parts[2]) / (wall * processors)
      printf "%s %.0f %.2f %.3f %.3f %.0f %.1f %d\n", row, $2 / wall, ticks / hz * 1e6 / $2, $4 / 1e3, $5 / 1e3, rss, others < 0 ? 0 : others, $6
    }' "$work/wrk" | tee -a "$work/rows"
  stop
}

dotnet build src/FastSignal.Server -c Release --nologo -v quiet
dotnet build perf/FastSignal.KestrelBaseline -c Release --nologo -v quiet

load_before=$(load)
echo "round server connections requests/s cpu-us p50-ms p99-ms rss-mb others-% failed"
for round in $(seq "$rounds"); do
  for count in $connections; do
    for i in "${!variants[@]}"; do
      # Each round begins with another server: none is always the first after a pause.
      measure "$round" "${variants[(i + round - 1) % ${#variants[@]}]}" "$count"
    done
  done
done

result=perf/results/$(date -u +%F).md
[ ! -e "$result" ] || result=perf/results/$(date -u +%F-%H%M).md
mkdir -p perf/results
{
  echo "# perf/compare.sh on $(date -u '+%F %H:%M') UTC"
  echo
  echo "* Commit $(git rev-parse --short HEAD). $(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), Linux $(uname -r), $(df --output=fstype "$work" | tail -n 1), .NET $(dotnet --version)."
  echo "* RB2B content of $(wc -c < "$CONTENT") octets; $rounds rounds of $seconds s after $warm_up s of warm-up, each with a fresh process and folder; servers interleaved. wrk with one thread on the same processors."
  echo "* FastSignal without console and consumer, as Kestrel has none. kestrel-memory never commits; kestrel-durable awaits FasterLog's commits."
  echo "* Median (least to most of the rounds). CPU is user + system time of the server."
  echo "* Load average before: $load_before; after: $(load) (the measurement's own load included)."
  echo
  sort -k3,3n -s "$work/rows" | awk -f perf/median.awk -f perf/compare.awk
} > "$result"
cat "$result"
echo "written to $result" >&2
