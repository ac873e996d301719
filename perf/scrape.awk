# Turns three readings of /metrics (idle, before and after a load: files in this order) and wrk's figures (the last file) into one row:
#   row requests/s commits/s commit-p50-ms commit-p99-ms entries/commit bytes/commit bytes/request collections failed
FNR == 1 { reading++ }

# The row's own figures: requests, microseconds, p50, p99, failed.
$1 == "figures" { requests = $2; seconds = $3 / 1e6; failed = $6 }

/^fastsignal_log_commit_duration_seconds_bucket[{]/ {
  match($0, /le="[^"]*"/)
  bound = substr($0, RSTART + 4, RLENGTH - 5)
  if (reading == 1) bounds[++buckets] = bound
  below[reading, bound] = $NF
}
/^fastsignal_log_commit_duration_seconds_count[{]/ { commits[reading] = $NF }
/^fastsignal_log_commit_entries_sum[{]/ { entries[reading] = $NF }
/^dotnet_gc_heap_total_allocated_bytes_total[{]/ { allocated[reading] = $NF }
/^dotnet_gc_collections_total[{]/ { collections[reading] += $NF }

# Within a bucket the commits are taken to be spread evenly, as Prometheus does.
function percentile(part,    i, wanted, count, before, lower) {
  wanted = part * (commits[3] - commits[2])
  for (i = 1; i <= buckets; i++) {
    count = below[3, bounds[i]] - below[2, bounds[i]]
    if (count >= wanted)
      return 1e3 * (bounds[i] == "+Inf" ? lower : lower + (bounds[i] - lower) * (wanted - before) / (count - before))
    before = count
    lower = bounds[i]
  }
}

END {
  if (reading != 4 || commits[3] <= commits[2] || !requests) {
    print "scrape.awk: /metrics shows no commits" > "/dev/stderr"
    exit 1
  }
  # Between the first two readings nobody posted: what was allocated there is a reading's own, and is in the other difference, too.
  bytes = allocated[3] - allocated[2] - (allocated[2] - allocated[1])
  made = commits[3] - commits[2]
  posted = entries[3] - entries[2]
  printf "%s %.0f %.0f %.3f %.3f %.2f %.0f %.1f %d %d\n", row, requests / seconds, made / seconds, percentile(0.5), percentile(0.99),
    posted / made, bytes / made, bytes / posted, collections[3] - collections[2], failed
}
