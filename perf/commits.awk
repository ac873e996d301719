# Turns the rows of commits.sh into tables: median (least to most). Needs median.awk in front. A row is either of
#   commits round connections requests/s commits/s p50 p99 entries/commit bytes/commit bytes/request collections failed
#   disk before|after KiB writes/s p50 p99 p99.9 way
$1 == "commits" {
  if (!($3 in seen)) { seen[$3]; size[++sizes] = $3 }
  for (i = 4; i <= 11; i++)
    figures[$3, i] = figures[$3, i] " " $i
  failed += $12
}

$1 == "disk" {
  way = $8
  for (i = 9; i <= NF; i++) way = way " " $i
  at = way " | " $3
  if (!(at in seen_way)) { seen_way[at]; ways[++way_count] = at }
  for (i = 4; i <= 7; i++)
    writes[at, $2, i] = $i
}

function both(at, i, format) { return sprintf(format ", " format, writes[at, "before", i], writes[at, "after", i]) }

END {
  print "| connections | requests/s | commits/s | commit p50 ms | commit p99 ms | entries a commit | bytes allocated a commit | a request | collections |"
  print "|---|---|---|---|---|---|---|---|---|"
  for (s = 1; s <= sizes; s++) {
    c = size[s]
    print "| " c " | " show("%.0f", figures[c, 4]) " | " show("%.0f", figures[c, 5]) " | " show("%.2f", figures[c, 6]) " | " show("%.2f", figures[c, 7]) \
      " | " show("%.1f", figures[c, 8]) " | " show("%.0f", figures[c, 9]) " | " show("%.0f", figures[c, 10]) " | " show("%.0f", figures[c, 11]) " |"
  }
  print "\nFailed requests: " failed + 0 ".\n"
  print "| bare loop, one thread (before, after) | KiB | writes/s | p50 ms | p99 ms | p99.9 ms |"
  print "|---|---|---|---|---|---|"
  for (w = 1; w <= way_count; w++) {
    at = ways[w]
    print "| " at " | " both(at, 4, "%.0f") " | " both(at, 5, "%.2f") " | " both(at, 6, "%.2f") " | " both(at, 7, "%.2f") " |"
  }
}
