#!/bin/sh
# How long a record takes to open while twenty sessions open them for a minute: 99 of 100 within 50 ms,
# every one of them once in the audit log, and no error on any screen.
#
#   sessions.sh [--quick] [--pause MILLISECONDS]
#
# Drives twenty real sessions in terminals of their own (sessions_bench, from the build), and one
# alone before, for comparison. --quick takes five seconds. --pause is how long each rests at most
# between two records (1000 unless said; 0: not at all). VHA_PROGRAM and SESSIONS_BENCH name the
# programs; without them, those of the release preset are built and taken. Ends with status 1 when the
# bar is missed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${VHA_PROGRAM:-$root/build/release/vha}
driver=${SESSIONS_BENCH:-$root/build/release/tests/bench/sessions_bench}
seconds=60
pause=1000
bar=50

while [ $# -gt 0 ]; do
    case $1 in
    --quick) seconds=5 ;;
    --pause) pause=$2 && shift ;;
    *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
    esac
    shift
done

if [ -z "${VHA_PROGRAM:-}${SESSIONS_BENCH:-}" ]; then
    { cmake -S "$root" -B "$root/build/release" --preset release -DVHA_TESTS=ON &&
        cmake --build "$root/build/release" --target vha sessions_bench; } >/dev/null
fi
for needed in "$program" "$driver"; do
    [ -x "$needed" ] || { echo "sessions.sh: $needed is missing." >&2; exit 69; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
TERM=xterm-256color
LC_ALL=C.UTF-8
export TERM LC_ALL

"$program" --home "$work/home" init >/dev/null
"$program" synth "$work/extract" --nominals 100000 --seed 1 --quarter 2026-Q3 >/dev/null 2>&1
"$program" --home "$work/home" load "$work/extract" >/dev/null 2>&1

# Prints what $1 sessions took, and adds their records to $work/opened.
measure() {
    "$driver" "$1" "$seconds" "$pause" "$program" --home "$work/home" \
        --purpose "assurance: how long records take to open" >"$work/taken"
    cut -f 1 "$work/taken" >>"$work/opened"
    awk -v sessions="$1" '{ printf "%2d sessions: %6d records opened; median %s ms, 99th percentile %s ms, largest %s ms\n", sessions, $1, $2, $3, $4 }' "$work/taken"
}
measure 1
measure 20
p99=$(cut -f 3 "$work/taken")

opened=$(awk '{ sum += $1 } END { print sum }' "$work/opened")
logged=$("$program" --home "$work/home" audit list --action open --outcome done --format csv |
    grep -c ',"open",')
"$program" --home "$work/home" audit verify
echo "$opened records opened, $logged of them in the audit log"
echo "99th percentile of twenty: $p99 ms (bar: $bar ms)"
[ "$opened" = "$logged" ] && awk -v p99="$p99" -v bar="$bar" 'BEGIN { exit !(p99 < bar) }'
