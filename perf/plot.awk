# Turns the rows of compare.sh (round variant case requests/s ...) into a bar chart, SVG: the median rate of each server, by the number of connections, RB2B content.
# Needs median.awk in front. Grey and saturated colours alone: it is shown on white and on black.
BEGIN {
  split("fastsignal-durable fastsignal-memory kestrel-memory kestrel-durable kestrel-shared nginx floor", order, " ")
  said["fastsignal-durable"] = "FastSignal, on disk";            colour["fastsignal-durable"] = "#0a84ff"
  said["fastsignal-memory"] = "FastSignal, ack memory";          colour["fastsignal-memory"] = "#64b5f6"
  said["kestrel-memory"] = "Kestrel, nothing stored";            colour["kestrel-memory"] = "#ff9500"
  said["kestrel-durable"] = "Kestrel, FasterLog awaited";        colour["kestrel-durable"] = "#c93400"
  said["kestrel-shared"] = "Kestrel, FastSignal's log";          colour["kestrel-shared"] = "#d9a066"
  said["nginx"] = "nginx return 202";                            colour["nginx"] = "#8e8e93"
  said["floor"] = "bare epoll loop";                             colour["floor"] = "#c7c7cc"
  width = 900; height = 400; left = 70; right = 20; top = 60; bottom = 70
}

$3 !~ /x/ {
  rates[$2, $3] = rates[$2, $3] " " $4
  if (!($3 in seen)) { seen[$3]; size[++sizes] = $3 }
  there[$2]
}

function middle(list,    parts) { split(show("%.3f", list), parts, " "); return parts[1] + 0 }

function text(x, y, anchor, words) {
  printf "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words
}

END {
  for (i = 1; i in order; i++)
    if (order[i] in there) {
      server[++servers] = order[i]
      for (s = 1; s <= sizes; s++) {
        rate[order[i], s] = middle(rates[order[i], size[s]])
        if (rate[order[i], s] > most) most = rate[order[i], s]
      }
    }
  step = most > 100000 ? 50000 : most > 20000 ? 10000 : 1000
  ceiling = step * (int(most / step) + 1)
  inner = height - top - bottom

  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#808080\" role=\"img\">\n", width, height
  print "  <title>Requests a second by connections, medians of one run of perf/compare.sh</title>"
  text(left, 20, "start", "requests/s, RB2B content, load and server on the same processors; the median rate above each bar, in thousands")
  for (value = 0; value <= ceiling; value += step) {
    y = top + inner * (1 - value / ceiling)
    printf "  <line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#808080\" stroke-opacity=\"0.3\"/>\n", left, width - right, y, y
    text(left - 8, y + 4, "end", value)
  }

  group = (width - left - right) / sizes
  bar = group * 0.86 / servers
  for (s = 1; s <= sizes; s++) {
    for (v = 1; v <= servers; v++) {
      value = rate[server[v], s]
      x = left + (s - 1) * group + group * 0.07 + (v - 1) * bar
      tall = inner * value / ceiling
      printf "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, top + inner - tall, bar * 0.92, tall, colour[server[v]]
      printf "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"9\">%s</text>\n", x + bar * 0.46, top + inner - tall - 3, value < 9950 ? sprintf("%.1f", value / 1000) : sprintf("%.0f", value / 1000)
    }
    text(left + (s - 0.5) * group, top + inner + 18, "middle", size[s] (size[s] == 1 ? " connection" : " connections"))
  }

  across = (width - left - right) / 4
  for (v = 1; v <= servers; v++) {
    x = left + (v - 1) % 4 * across
    y = top + inner + 40 + (v > 4 ? 18 : 0)
    printf "  <rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>\n", x, y - 9, colour[server[v]]
    text(x + 15, y, "start", said[server[v]])
  }
  print "</svg>"
}
