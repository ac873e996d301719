# Turns three readings of /metrics into four figures; those that a server does not have are "-". Needs metrics.awk in front.
#   KB allocated and collections per 100,000 requests, commits a second, entries a commit
# -v requests=N -v seconds=S: the load.
END {
  if (reading < 3) {
    print "- - - -"
    exit
  }
  bytes = bytes_made()
  printf "%.0f %.2f ", (bytes < 0 ? 0 : bytes) / 1e3 * 1e5 / requests, made(collections) * 1e5 / requests
  if (made(commits) > 0)
    printf "%.0f %.1f\n", made(commits) / seconds, made(entries) / made(commits)
  else
    print "- -"
}
