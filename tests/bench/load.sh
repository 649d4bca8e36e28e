#!/bin/sh
# How long a load takes, and how much memory, beside sqlite3's bare import of the same CSV files.
#
#   load.sh [--quick] [--work FOLDER] [--only pairs|memory|growth]
#
# pairs:  100,000 nominals; the whole load into a fresh home (read, check, score, index, verify,
#         swap) and `.import` of every table into a new database, in turn, five times each; medians.
# memory: the highest resident memory of a load of 300,000 nominals.
# growth: loads of 10,000 to 1,000,000 nominals, each the median of three, and the exponent of a
#         straight line through the logarithms (1 is linear).
# --quick divides the numbers of nominals by ten and takes three pairs. --work keeps the extracts in
# FOLDER for the next run. VHA_PROGRAM names the program; without it, that of the release preset is
# built and taken. Ends with status 1 when a bar is missed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${VHA_PROGRAM:-$root/build/release/vha}
parts="pairs memory growth"
divisor=1
pairs=5
work=

while [ $# -gt 0 ]; do
    case $1 in
    --quick) divisor=10 && pairs=3 ;;
    --work) work=$2 && shift ;;
    --only) parts=$2 && shift ;;
    *) sed -n '2,14s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
    esac
    shift
done

if [ -z "${VHA_PROGRAM:-}" ]; then
    { cmake -S "$root" -B "$root/build/release" --preset release &&
        cmake --build "$root/build/release" --target vha; } >/dev/null
fi
for needed in "$program" "$(command -v sqlite3 || echo sqlite3)" /usr/bin/time; do
    [ -x "$needed" ] || { echo "load.sh: $needed is missing." >&2; exit 69; }
done

keep=$work
[ -n "$work" ] || work=$(mktemp -d)
mkdir -p "$work"
# shellcheck disable=SC2317 # the trap calls it
clean_up() {
    rm -rf "${work:?}/home" "$work/new.db" "$work/new.db-journal"
    [ -n "$keep" ] || rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Makes the extract of $1 nominals, once.
extract() {
    [ -e "$work/extract-$1/manifest.yaml" ] ||
        "$program" synth "$work/extract-$1" --nominals "$1" --seed 1 --quarter 2026-Q3 \
            >"$work/log" 2>&1
}

# Runs a command; leaves its seconds and its highest resident kB in $seconds and $kilobytes.
timed() {
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 70
    }
    read -r seconds kilobytes <"$work/time"
}

load() {
    rm -rf "${work:?}/home"
    "$program" --home "$work/home" init >"$work/log"
    timed "$program" --home "$work/home" load "$work/extract-$1"
}

import() {
    rm -f "$work/new.db"
    {
        echo ".mode csv"
        for file in "$work/extract-$1"/*.csv; do
            echo ".import $file $(basename "$file" .csv)"
        done
    } >"$work/import.sql"
    timed sqlite3 -init "$work/import.sql" "$work/new.db" ""
}

median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

verdict() { # value, bar: pass when the value is no larger
    awk -v value="$1" -v bar="$2" 'BEGIN { print (value <= bar ? "pass" : "MISS") }'
}

failed=0
note() {
    case $1 in *MISS*) failed=1 ;; esac
    echo "$1"
}

run_pairs() {
    size=$((100000 / divisor))
    extract $size
    echo "$size nominals, $(($(wc -l <"$work/extract-$size/crime_reports.csv") - 1)) crime reports," \
        "$(cat "$work/extract-$size"/*.csv | wc -c) bytes of CSV"
    : >"$work/loads" && : >"$work/imports"
    turn=1
    while [ $turn -le $pairs ]; do
        load $size
        loaded=$seconds peak=$kilobytes
        import $size
        echo "  pair $turn: vha load $loaded s ($peak kB), sqlite3 .import $seconds s ($kilobytes kB)"
        echo "$loaded" >>"$work/loads"
        echo "$seconds" >>"$work/imports"
        turn=$((turn + 1))
    done
    ours=$(median <"$work/loads")
    theirs=$(median <"$work/imports")
    ratio=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')
    note "  medians: vha load $ours s, sqlite3 .import $theirs s, ratio $ratio (at most 1.00: $(verdict "$ratio" 1); mark to beat 0.67)"
}

run_memory() {
    size=$((300000 / divisor))
    extract $size
    load $size
    megabytes=$(awk -v k="$kilobytes" 'BEGIN { printf "%.1f", k * 1024 / 1e6 }')
    note "$size nominals: $seconds s, peak $megabytes MB (under 150: $(verdict "$megabytes" 150))"
}

run_growth() {
    echo "growth:"
    : >"$work/growth"
    for thousand in 10 30 100 300 1000; do
        size=$((thousand * 1000 / divisor))
        extract $size
        : >"$work/loads"
        for turn in 1 2 3; do
            load $size
            echo "$seconds" >>"$work/loads"
        done
        seconds=$(median <"$work/loads")
        echo "  $size nominals: $seconds s (median of $turn), $kilobytes kB"
        echo "$size $seconds" >>"$work/growth"
        [ -n "$keep" ] || rm -rf "$work/extract-$size"
    done
    awk '{ x = log($1); y = log($2); n++; sx += x; sy += y; sxx += x * x; sxy += x * y }
         END { printf "  exponent %.3f (1 is linear)\n", (n * sxy - sx * sy) / (n * sxx - sx * sx) }' \
        "$work/growth"
}

echo "cores: $(nproc), load average: $(cut -d ' ' -f 1-3 /proc/loadavg)"
for part in $parts; do
    case $part in
    pairs) run_pairs ;;
    memory) run_memory ;;
    growth) run_growth ;;
    *) echo "load.sh: there is no part '$part'; pairs, memory and growth are the parts." >&2 && exit 64 ;;
    esac
done
exit $failed
