#!/usr/bin/env bash
# Measures the commits of FastSignal under load, beside bare synced writes on the same disk, and adds a table to perf/results/<date>-commits.md.
#
#   perf/commits.sh [--rounds 3] [--seconds 5] [--warm-up 4] [--connections "1 64 512"] [--disk-seconds 5]
#
# The load is wrk: apt-get install wrk. PORT chooses the server's port; the one above it is for /metrics. Exit code: 0; 1 it failed; 2 usage.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."

usage() { sed -n '2,6s/^# \{0,1\}//p' "$0"; }
refuse() { echo "$1" >&2; exit 2; }

rounds=3 seconds=5 warm_up=4 connections="1 64 512" disk_seconds=5 port=${PORT:-18080}
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --rounds | --seconds | --warm-up | --connections | --disk-seconds) [ $# -ge 2 ] || refuse "$1 needs a value." ;;
    *) usage >&2; exit 2 ;;
  esac
  [[ "$2" =~ ^[1-9][0-9]*(\ [1-9][0-9]*)*$ && ( $1 = --connections || "$2" != *' '* ) ]] || refuse "$1 is '$2', but must be a number of at least 1."
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warm-up) warm_up=$2 ;;
    --connections) connections=$2 ;;
    --disk-seconds) disk_seconds=$2 ;;
  esac
  shift 2
done

metrics_port=$((port + 1))
for program in wrk curl; do
  command -v "$program" > /dev/null || refuse "$program is not there: apt-get install $program"
done
for busy in "$port" "$metrics_port"; do
  ! (exec 3<> "/dev/tcp/127.0.0.1/$busy") 2> /dev/null || refuse "something listens on port $busy already: set PORT to one that is free, and the one above it, too"
done

token=fs_commits0123456789abcdefghijABCDEF
url=http://127.0.0.1:$port/custom_signals/$token/entries
fastsignal=artifacts/bin/FastSignal.Server/release/fastsignal
load_tests=artifacts/bin/FastSignal.LoadTests/release/FastSignal.LoadTests

# The log is as fast as its disk: a folder in memory would measure something else.
work=artifacts/commits
rm -rf "$work"
mkdir -p "$work"
server=
stop() {
  [ -z "$server" ] || { kill "$server" && kill "$server" && wait "$server"; } 2> /dev/null || true   # The second signal ends the drain.
  server=
}
trap 'stop; rm -rf "$work"' EXIT

# The payload of the corpus on one line.
export CONTENT=$work/rb2b.json
sed -n '/^ "payload": {/,/^ }/p' tests/corpus/payloads/rb2b_standard.json | sed 's/^ "payload": //; s/^ *//; $s/,$//' | tr -d '\n' > "$CONTENT"

start() {
  rm -rf "$work/data"
  : > "$work/out"   # Not the last one, whose "ready" would be taken for this one.
  "$fastsignal" signals create --data "$work/data" --name commits --target people --status live --token "$token" > /dev/null 2>&1
  "$fastsignal" serve --data "$work/data" --listen "127.0.0.1:$port" --console "127.0.0.1:$metrics_port" --no-consume > "$work/out" 2> "$work/err" &
  server=$!
  for _ in $(seq 300); do
    ! grep -q ^ready "$work/out" || return 0
    kill -0 "$server" || break
    sleep 0.1
  done
  echo "fastsignal did not start:" >&2
  cat "$work/err" >&2
  return 1
}

load() { cut -d ' ' -f 1-3 /proc/loadavg; }
post() { wrk -t1 -c"$1" -d"${2}s" -s perf/compare.lua "$url"; }
scrape() { curl -sf "http://127.0.0.1:$metrics_port/metrics" > "$work/$1"; }

measure() { # round connections
  start
  # The log allocates its 64 MiB of memory page by page, once; at one connection that would take minutes, and look like a cost of each commit.
  post 64 4 > /dev/null
  post "$2" "$warm_up" > /dev/null
  # Each reading works on a snapshot of its own, which lives for a second: so both cost the same.
  sleep 1.2
  scrape idle
  sleep 1.2
  scrape before
  post "$2" "$seconds" > "$work/wrk"
  sleep 1.2
  scrape after
  awk -v row="commits $1 $2" -f perf/metrics.awk -f perf/scrape.awk "$work/idle" "$work/before" "$work/after" "$work/wrk" | tee -a "$work/rows"
  stop
}

disk() { # before|after
  "$load_tests" disk --folder "$work/disk" --seconds "$disk_seconds" --json "$work/disk.json" > /dev/null
  awk -v when="$1" -F '": ' '
    { value = $2; gsub(/^"|"?,?$/, "", value) }
    $1 ~ /"way$/ { way = value }
    $1 ~ /"write_bytes$/ { kib = value / 1024 }
    $1 ~ /"writes_per_second$/ { rate = value }
    $1 ~ /"p50_milliseconds$/ { p50 = value }
    $1 ~ /"p99_milliseconds$/ { p99 = value }
    $1 ~ /"p999_milliseconds$/ { printf "disk %s %d %.0f %.3f %.3f %.3f %s\n", when, kib, rate, p50, p99, value, way }' "$work/disk.json" | tee -a "$work/rows"
}

dotnet build src/FastSignal.Server -c Release --nologo -v quiet
dotnet build perf/FastSignal.LoadTests -c Release --nologo -v quiet

load_before=$(load)
echo "disk before|after KiB writes/s p50-ms p99-ms p99.9-ms way"
disk before
echo "commits round connections requests/s commits/s p50-ms p99-ms entries/commit bytes/commit bytes/request collections failed"
for round in $(seq "$rounds"); do
  for count in $connections; do
    measure "$round" "$count"
  done
done
disk after

mkdir -p perf/results
result=perf/results/$(date -u +%F)-commits.md
{
  [ ! -e "$result" ] || echo
  echo "# perf/commits.sh on $(date -u '+%F %H:%M') UTC"
  echo
  echo "* Commit $(git rev-parse --short HEAD). $(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), Linux $(uname -r), $(df --output=fstype "$work" | tail -n 1), .NET $(dotnet --version)."
  echo "* RB2B content of $(wc -c < "$CONTENT") octets; $rounds rounds of $seconds s after $warm_up s of warm-up, each with a fresh process and folder; connections interleaved. wrk with one thread on the same processors."
  echo "* FastSignal without consumer, 128 MiB segments. Commits from two readings of /metrics: p50 and p99 interpolated in fastsignal.log.commit.duration; bytes and collections are the runtime's, less what a reading itself allocates."
  echo "* Median (least to most of the rounds). The bare loops ran alone, $disk_seconds s each, before the rounds and after them."
  echo "* Load average before: $load_before; after: $(load) (the measurement's own load included)."
  echo
  sort -k1,1 -k3,3n -s "$work/rows" | awk -f perf/median.awk -f perf/commits.awk
} | tee -a "$result"
echo "added to $result" >&2
