# Turns three readings of /metrics (idle, before and after a load: files in this order) into four figures; those that a server does not have are "-":
#   KB allocated and collections per 100,000 requests, commits a second, entries a commit
# -v requests=N -v seconds=S: the load.
FNR == 1 { reading++ }

/^fastsignal_log_commit_entries_count[{ ]/ { commits[reading] = $NF }
/^fastsignal_log_commit_entries_sum[{ ]/ { entries[reading] = $NF }
/^dotnet_gc_heap_total_allocated_bytes_total[{ ]/ { allocated[reading] = $NF }
/^dotnet_gc_collections_total[{ ]/ { collections[reading] += $NF }

END {
  if (reading < 3) {
    print "- - - -"
    exit
  }
  # Between the first two readings nobody posted: what was allocated there is a reading's own, and is in the other difference, too.
  bytes = allocated[3] - allocated[2] - (allocated[2] - allocated[1])
  made = commits[3] - commits[2]
  printf "%.0f %.2f ", (bytes < 0 ? 0 : bytes) / 1e3 * 1e5 / requests, (collections[3] - collections[2]) * 1e5 / requests
  if (made > 0)
    printf "%.0f %.1f\n", made / seconds, (entries[3] - entries[2]) / made
  else
    print "- -"
}
