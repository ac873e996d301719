-- wrk's side of compare.sh: posts the content of $CONTENT and prints one line of figures: requests, microseconds, p50, p99, failed, p99.9.
local file = assert(io.open(assert(os.getenv("CONTENT"), "CONTENT is not set"), "rb"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/json"
file:close()

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("figures %d %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed, latency:percentile(99.9)))
end
