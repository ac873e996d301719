# Turns three readings of /metrics, the last one after changes, into what a change allocates. Needs metrics.awk in front.
# -v changes=N: how many there were.
END {
  if (reading != 3 || !changes) {
    print "swap.awk: /metrics shows no changes" > "/dev/stderr"
    exit 1
  }
  printf "a change allocates %.0f KB\n", bytes_made() / 1e3 / changes
}
