# Turns the rows of compare.sh (round variant case requests/s cpu p50 p99 rss others failed p99.9 MB/s ready kB collections commits/s entries/commit) into tables: median (least to most). Needs median.awk in front.
function title(what,    parts) {
  split(what, parts, "x")
  return parts[1] (parts[1] == 1 ? " connection" : " connections") (parts[2] == "" ? "" : ", contents of " (parts[2] == "1M" ? "1 MiB" : "64 KB"))
}

# A figure that a server does not have is left out.
function add(list, figure) { return figure == "-" ? list : list " " figure }

# Both sides of a ratio are from one round, that is from the same minutes.
function ratio(figure, one, other, connections,    list, round) {
  for (round = 1; round <= rounds; round++)
    if (((round, one, connections) in figure) && figure[round, other, connections] > 0)
      list = list " " figure[round, one, connections] / figure[round, other, connections]
  return show("%.2f", list)
}

function add_ratio(what, figure, one, other, target,    i, line) {
  line = "| " what " | "
  for (i = 1; i <= sizes; i++)
    line = line ratio(figure, one, other, size[i]) " | "
  print line target " |"
}

{
  if (!($2 in seen_variant)) { seen_variant[$2]; variant[++variants] = $2 }
  if (!($3 in seen_size)) { seen_size[$3]; size[++sizes] = $3 }
  if ($1 > rounds) rounds = $1
  at = $2 SUBSEP $3
  rate[$1, $2, $3] = $4; rates[at] = rates[at] " " $4
  cpu[$1, $2, $3] = $5; cpus[at] = cpus[at] " " $5
  p50[at] = p50[at] " " $6
  p99[at] = p99[at] " " $7
  rss[at] = rss[at] " " $8
  taken[at] = taken[at] " " $9
  others = others " " $9
  failed += $10
  p999[at] = p999[at] " " $11
  megabytes[at] = megabytes[at] " " $12
  ready[at] = ready[at] " " $13
  allocated[at] = add(allocated[at], $14)
  collections[at] = add(collections[at], $15)
  commits[at] = add(commits[at], $16)
  entries[at] = add(entries[at], $17)
}

END {
  print "Others: CPU time of other programs while it was measured, in percent of the machine; in all " show("%.0f", others) ". Failed requests: " failed "."
  for (s = 1; s <= sizes; s++) {
    print "\n### " title(size[s]) "\n"
    print "| server | requests/s | MB/s | CPU us a request | p50 ms | p99 ms | p99.9 ms | RSS MB | kB allocated, 100,000 requests | collections, 100,000 requests | commits/s | entries a commit | ready ms | others % |"
    print "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    for (v = 1; v <= variants; v++) {
      at = variant[v] SUBSEP size[s]
      print "| " variant[v] " | " show("%.0f", rates[at]) " | " show("%.0f", megabytes[at]) " | " show("%.1f", cpus[at]) " | " show("%.2f", p50[at]) " | " show("%.2f", p99[at]) " | " show("%.2f", p999[at]) " | " show("%.0f", rss[at]) " | " show("%.0f", allocated[at]) " | " show("%.1f", collections[at]) " | " show("%.0f", commits[at]) " | " show("%.1f", entries[at]) " | " show("%.0f", ready[at]) " | " show("%.0f", taken[at]) " |"
    }
  }

  line = "| ratio | "; rule = "|---|"
  for (s = 1; s <= sizes; s++) { line = line "at " size[s] " | "; rule = rule "---|" }
  print "\n### Ratios, each of two figures of one round\n\n" line "aim |\n" rule "---|"
  add_ratio("requests/s: fastsignal-durable / kestrel-memory", rate, "fastsignal-durable", "kestrel-memory", "1.15 at 64, 1.7 at 512, 0.8 at 16x1M")
  add_ratio("requests/s: fastsignal-durable / kestrel-durable", rate, "fastsignal-durable", "kestrel-durable", "4 at 64")
  add_ratio("requests/s: fastsignal-durable / kestrel-spinning", rate, "fastsignal-durable", "kestrel-spinning", "4 at 64")
  add_ratio("requests/s: fastsignal-memory / kestrel-memory", rate, "fastsignal-memory", "kestrel-memory", "-")
  add_ratio("CPU: fastsignal-durable / kestrel-memory", cpu, "fastsignal-durable", "kestrel-memory", "at most 0.42 at 512")
  add_ratio("CPU: fastsignal-memory / kestrel-memory", cpu, "fastsignal-memory", "kestrel-memory", "at most 0.45 at 64")
  add_ratio("CPU: fastsignal-memory / nginx", cpu, "fastsignal-memory", "nginx", "at most 1.35 at 64")
  add_ratio("requests/s: fastsignal-durable / kestrel-shared", rate, "fastsignal-durable", "kestrel-shared", "-")
  add_ratio("requests/s: fastsignal-durable / floor", rate, "fastsignal-durable", "floor", "-")
}
