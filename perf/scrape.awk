# Turns three readings of /metrics and wrk's figures (the last file) into one row. Needs metrics.awk in front.
#   row requests/s commits/s commit-p50-ms commit-p99-ms entries/commit bytes/commit bytes/request collections failed
# The row's own figures: requests, microseconds, p50, p99, failed.
$1 == "figures" { requests = $2; seconds = $3 / 1e6; failed = $6 }

/^fastsignal_log_commit_duration_seconds_bucket[{]/ {
  match($0, /le="[^"]*"/)
  bound = substr($0, RSTART + 4, RLENGTH - 5)
  if (reading == 1) bounds[++buckets] = bound
  below[reading, bound] = $NF
}

# Within a bucket the commits are taken to be spread evenly, as Prometheus does.
function percentile(part,    i, wanted, count, before, lower) {
  wanted = part * made(commits)
  for (i = 1; i <= buckets; i++) {
    count = below[3, bounds[i]] - below[2, bounds[i]]
    if (count >= wanted)
      return 1e3 * (bounds[i] == "+Inf" ? lower : lower + (bounds[i] - lower) * (wanted - before) / (count - before))
    before = count
    lower = bounds[i]
  }
}

END {
  if (reading != 4 || made(commits) <= 0 || !requests) {
    print "scrape.awk: /metrics shows no commits" > "/dev/stderr"
    exit 1
  }
  printf "%s %.0f %.0f %.3f %.3f %.2f %.0f %.1f %d %d\n", row, requests / seconds, made(commits) / seconds, percentile(0.5), percentile(0.99),
    made(entries) / made(commits), bytes_made() / made(commits), bytes_made() / made(entries), made(collections), failed
}
