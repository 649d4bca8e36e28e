# The tables of screen.sh: first VisiData's lines, then vha's, as screen_bench writes them.
# Variables: start, median, late, step, page, memory (the bars).
function verdict(value, bar) {
    if (value < bar)
        return "pass"
    missed++
    return "MISS"
}

FILENAME ~ /visidata$/ {
    for (field = 2; field <= NF; field++)
        theirs[$1, field] = $field
    next
}

FNR == 1 {
    printf "%-14s %5s %9s %9s %7s %7s %7s  %-45s %9s %8s\n", "", "n", "median ms", "p99 ms",
        "bytes", "largest", "later", "bars", "VisiData", "bytes"
}

$1 == "memory" {
    megabytes = $2 * 1024 / 1e6
    printf "%-14s %5s %9.1f MB (%.1f MB of its own) %15s under %d MB: %-16s", "memory", "", megabytes,
        $3 * 1024 / 1e6, "", memory, verdict(megabytes, memory)
    if (("memory", 2) in theirs)
        printf " %8.1f MB", theirs["memory", 2] * 1024 / 1e6
    printf "\n"
    next
}

{
    bars = ""
    if ($1 == "start")
        bars = "under " start " ms: " verdict($3, start)
    else {
        bars = median " ms: " verdict($3, median) ", p99 " late " ms: " verdict($4, late)
        if ($1 == "cursor step")
            bars = bars ", " step " B: " verdict($7, step)
        if ($1 == "page")
            bars = bars ", " page " B: " verdict($7, page)
    }
    printf "%-14s %5d %9.2f %9.2f %7d %7d %7d  %-45s", $1, $2, $3, $4, $6, $7, $8, bars
    if (($1, 3) in theirs)
        printf " %9.2f %8d", theirs[$1, 3], theirs[$1, 6]
    printf "\n"
}

END {
    printf "bars missed: %d\n", missed
    exit missed > 0
}
