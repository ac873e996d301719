# Functions of the tables of compare.awk and commits.awk.
function sort(values, count,    i, j, value) {
  for (i = 2; i <= count; i++) {
    value = values[i]
    for (j = i - 1; j >= 1 && values[j] > value; j--)
      values[j + 1] = values[j]
    values[j + 1] = value
  }
}

function show(format, list,    values, count, middle, i) {
  count = split(list, values, " ")
  if (count == 0)
    return "-"
  for (i = 1; i <= count; i++)
    values[i] += 0
  sort(values, count)
  middle = count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
  return sprintf(format " (" format " to " format ")", middle, values[1], values[count])
}
