# Reads /metrics three times, idle, before and after a load (files in this order), for runtime.awk, scrape.awk and swap.awk, which come behind it.
FNR == 1 { reading++ }

/^fastsignal_log_commit_entries_count[{ ]/ { commits[reading] = $NF }
/^fastsignal_log_commit_entries_sum[{ ]/ { entries[reading] = $NF }
/^dotnet_gc_heap_total_allocated_bytes_total[{ ]/ { allocated[reading] = $NF }
/^dotnet_gc_collections_total[{ ]/ { collections[reading] += $NF }

# What the load itself made of a figure.
function made(figure) { return figure[3] - figure[2] }

# Between the first two readings nobody posted: what was allocated there is a reading's own, and is in the other difference, too.
function bytes_made() { return made(allocated) - (allocated[2] - allocated[1]) }
