#!/usr/bin/env bash
# Measures FastSignal beside the same contract on Kestrel, beside nginx and a bare epoll loop, in interleaved rounds, and writes perf/results/<date>.md
# and a plot beside it.
#
#   perf/compare.sh [--rounds 5] [--seconds 4] [--warm-up 6] [--cases "1 16 64 512 16x64K 16x1M"] [--servers "fastsignal-durable kestrel-memory ..."]
#
# A case is a number of connections, with RB2B content or one of 64 KB or 1 MiB. The load is wrk: apt-get install wrk nginx-light gcc curl.
# Server and wrk share the processors, so only ratios from one run say something.
set -euo pipefail
shopt -s nullglob
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."

rounds=5 seconds=4 warm_up=6 cases="1 16 64 512 16x64K 16x1M" port=${PORT:-18080} metrics_port=
servers="fastsignal-durable fastsignal-memory kestrel-memory kestrel-durable kestrel-spinning kestrel-shared nginx floor"
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warm-up) warm_up=$2 ;;
    --cases | --connections) cases=$2 ;;
    --servers) servers=$2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done

for tool in wrk nginx gcc curl; do
  command -v $tool > /dev/null || { echo "$tool is not there: apt-get install wrk nginx-light gcc curl" >&2; exit 2; }
done
metrics_port=$((port + 1))
for busy in "$port" "$metrics_port"; do
  if (exec 3<> "/dev/tcp/127.0.0.1/$busy") 2> /dev/null; then
    echo "something listens on port $busy already: set PORT to one that is free, and the one above it, too" >&2
    exit 2
  fi
done

read -ra variants <<< "$servers"
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

# The payload of the corpus on one line; the larger contents are arrays of it.
export CONTENT
sed -n '/^ "payload": {/,/^ }/p' tests/corpus/payloads/rb2b_standard.json | sed 's/^ "payload": //; s/^ *//; $s/,$//' | tr -d '\n' > "$work/rb2b.json"
visits() { awk -v most="$1" '{ n = int((most - 13) / (length($0) + 1)); printf "{\"visits\":[%s", $0; while (--n > 0) printf ",%s", $0; printf "]}" }' "$work/rb2b.json"; }
visits 65536 > "$work/64K.json"
visits 1048576 > "$work/1M.json"

# One process that does nothing but answer.
gcc -O2 -o "$work/floor" perf/floor.c
cat > "$work/nginx.conf" << END
daemon off; master_process off; pid $PWD/$work/nginx.pid; error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off; client_max_body_size 2m; client_body_buffer_size 2m; client_body_temp_path $PWD/$work/nginx-body; keepalive_requests 1000000000;
  server { listen 127.0.0.1:$port backlog=4096; location / { default_type application/json; return 202 '{"status":202}'; } }
}
END

# Those that only answer are ready when they listen.
is_ready() { case $1 in nginx | floor) ;; *) grep -q ^ready "$work/out" ;; esac }

start() { # variant
  rm -rf "$work/data" "$work/out"
  : > "$work/out"   # Not the last one, whose "ready" would be taken for this one.
  case $1 in
    fastsignal-*)
      "$fastsignal" signals create --data "$work/data" --name compare --target people --status live --token "$token" > /dev/null 2>&1
      "$fastsignal" serve --data "$work/data" --listen "127.0.0.1:$port" --console "127.0.0.1:$metrics_port" --no-consume --ack "${1#fastsignal-}" > "$work/out" 2> "$work/err" & ;;
    kestrel-*)
      "$kestrel" "${1#kestrel-}" "$port" "$work/data" "$token" > "$work/out" 2> "$work/err" & ;;
    nginx)
      nginx -c "$PWD/$work/nginx.conf" 2> "$work/err" & ;;
    floor)
      "$work/floor" "$port" > "$work/out" 2> "$work/err" & ;;
  esac
  server=$!
  local begun
  begun=$(now)
  for _ in $(seq 3000); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null && is_ready "$1"; then
      ready_after=$(($(now) - begun))
      return 0
    fi
    kill -0 "$server" || break
    sleep 0.01
  done
  echo "$1 did not start:" >&2
  cat "$work/err" >&2
  return 1
}

now() { date +%s%3N; }   # In milliseconds.

# The runtime's figures, from the servers that have some. A reading is a snapshot that lives for a second: so each costs the same.
scrape() { # variant reading
  case $1 in
    fastsignal-*) sleep 1.1; curl -sf "http://127.0.0.1:$metrics_port/metrics" > "$work/metrics.$2" ;;
    kestrel-*) curl -sf "http://127.0.0.1:$port/metrics" > "$work/metrics.$2" ;;
  esac
}

# utime and stime, in ticks; the name in front of them may hold blanks.
ticks_of() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
# All processors: everything but idle and iowait, stolen time included.
busy_ticks() { awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 + $9 }' /proc/stat; }
load() { cut -d ' ' -f 1-3 /proc/loadavg; }

measure() { # round variant case
  local connections=${3%%x*} content=${3#*x}
  [ "$content" != "$3" ] || content=rb2b
  CONTENT=$work/$content.json
  start "$2"
  wrk -t1 -c"$connections" -d"${warm_up}s" -s perf/compare.lua "$url" > /dev/null
  rm -f "$work"/metrics.*
  scrape "$2" 1-idle
  scrape "$2" 2-before
  local ticks_before busy_before ticks busy wrk_seconds
  ticks_before=$(ticks_of "$server") busy_before=$(busy_ticks)
  wrk_seconds=$( { TIMEFORMAT='%U %S'; time wrk -t1 -c"$connections" -d"${seconds}s" -s perf/compare.lua "$url" > "$work/wrk"; } 2>&1 )
  ticks=$(($(ticks_of "$server") - ticks_before)) busy=$(($(busy_ticks) - busy_before))
  scrape "$2" 3-after
  local runtime
  runtime=$(awk -v requests="$(awk '$1 == "figures" { print $2 }' "$work/wrk")" -v seconds="$seconds" -f perf/metrics.awk -f perf/runtime.awk "$work"/metrics.* /dev/null)
  awk -v row="$1 $2 $3" -v runtime="$runtime" -v ready_after="$ready_after" -v bytes="$(wc -c < "$CONTENT")" -v ticks="$ticks" -v busy="$busy" -v hz="$(getconf CLK_TCK)" -v wrk="$wrk_seconds" -v processors="$(nproc)" \
    -v rss="$(awk '/^VmRSS/ { print $2 / 1024 }' "/proc/$server/status")" '
    $1 == "figures" {
      split(wrk, parts, " ")
      wall = $3 / 1e6
      others = 100 * (busy / hz - ticks / hz - parts[1] - parts[2]) / (wall * processors)
      printf "%s %.0f %.2f %.3f %.3f %.0f %.1f %d %.3f %.1f %d %s\n", row, $2 / wall, ticks / hz * 1e6 / $2, $4 / 1e3, $5 / 1e3, rss, others < 0 ? 0 : others, $6, $7 / 1e3, $2 / wall * bytes / 1e6, ready_after, runtime
    }' "$work/wrk" | tee -a "$work/rows"
  stop
}

dotnet build src/FastSignal.Server -c Release --nologo -v quiet
dotnet build perf/FastSignal.KestrelBaseline -c Release --nologo -v quiet

load_before=$(load)
echo "round server case requests/s cpu-us p50-ms p99-ms rss-mb others-% failed p99.9-ms MB/s ready-ms kB/100k collections/100k commits/s entries/commit"
for round in $(seq "$rounds"); do
  for count in $cases; do
    for i in "${!variants[@]}"; do
      # Each round begins with another server: none is always the first after a pause.
      measure "$round" "${variants[(i + round - 1) % ${#variants[@]}]}" "$count"
    done
  done
done

result=perf/results/$(date -u +%F).md
[ ! -e "$result" ] || result=perf/results/$(date -u +%F-%H%M).md
mkdir -p perf/results
sort -k3,3V -s "$work/rows" | awk -f perf/median.awk -f perf/plot.awk > "${result%.md}.svg"
{
  echo "# perf/compare.sh on $(date -u '+%F %H:%M') UTC"
  echo
  echo "* Commit $(git rev-parse --short HEAD). $(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), Linux $(uname -r), $(df --output=fstype "$work" | tail -n 1), .NET $(dotnet --version)."
  echo "* RB2B content of $(wc -c < "$work/rb2b.json") octets; $rounds rounds of $seconds s after $warm_up s of warm-up, each with a fresh process and folder; servers interleaved. wrk with one thread on the same processors."
  echo "* FastSignal without consumer, as Kestrel has none, but with its console. kestrel-memory never commits; kestrel-durable awaits FasterLog's commits, made when there is something; kestrel-spinning the same with a committer that never rests; kestrel-shared those of FastSignal's own log. nginx says \`return 202\`, floor is a bare epoll loop: neither looks at the content."
  echo "* Median (least to most of the rounds). CPU is user + system time of the server. Allocations and collections are the runtime's, less what a reading of them allocates."
  echo "* Load average before: $load_before; after: $(load) (the measurement's own load included)."
  echo
  echo "![requests a second]($(basename "${result%.md}").svg)"
  echo
  sort -k3,3V -s "$work/rows" | awk -f perf/median.awk -f perf/compare.awk
} > "$result"
cat "$result"
echo "written to $result" >&2
