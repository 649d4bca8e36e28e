# The tables of screen.sh: first VisiData's lines, then vha's, as screen_bench writes them.
# Variables: start, median, late, step, page, memory (the bars).
function verdict(value, bar) {
    if (value < bar)
        return "pass"
    missed++
    return "MISS"
}

# What each kind is held to. Whole screens of another sort, a record and the overview, are shown
# without a bar; bytes are held to the largest repaint, not to the usual one.
function bars(    text) {
    if ($1 == "start")
        return "< " start " ms: " verdict($3, start)
    if ($1 == "open record" || $1 == "overview" || $1 == "picture" ||
        $1 == "request open")
        return ""
    text = "< " median " ms: " verdict($3, median) ", p99 < " late " ms: " verdict($4, late)
    if ($1 == "cursor step")
        text = text ", < " step " B: " verdict($7, step)
    if ($1 == "page")
        text = text ", < " page " B: " verdict($7, page)
    return text
}

FILENAME ~ /visidata$/ {
    for (field = 2; field <= NF; field++)
        theirs[$1, field] = $field
    next
}

FNR == 1 {
    printf "%-14s %5s %9s %9s %7s %7s %7s  %-52s %11s %7s\n", "", "n", "median ms", "p99 ms", "bytes",
        "largest", "later", "bars", "VisiData ms", "bytes"
}

$1 == "memory" {
    megabytes = $2 * 1024 / 1e6
    printf "%-14s %8.1f MB resident, %.1f MB of it its own %13s < %d MB: %-42s", "memory", megabytes,
        $3 * 1024 / 1e6, "", memory, verdict(megabytes, memory)
    if (("memory", 2) in theirs)
        printf " %8.1f MB", theirs["memory", 2] * 1024 / 1e6
    printf "\n"
    next
}

{
    printf "%-14s %5d %9.2f %9.2f %7d %7d %7d  %-52s", $1, $2, $3, $4, $6, $7, $8, bars()
    if (($1, 3) in theirs)
        printf " %11.2f %7d", theirs[$1, 3], theirs[$1, 6]
    printf "\n"
}

END {
    printf "bars missed: %d\n", missed
    exit missed > 0
}
