#!/bin/sh
# How fast the workstation answers, seen from the terminal: with some 1,600 and with 100,000 people on
# the list, at 200 columns by 50 rows, beside VisiData showing the same rows in the same run; and with
# 10,000 requests for removals in the queue.
#
#   screen.sh [--quick] [--work FOLDER] [--only small|large|queue]
#
# --quick takes a tenth of the samples. --work keeps the two homes in FOLDER, and uses them again
# when they are there. VHA_PROGRAM and SCREEN_BENCH name the programs; without them, those of the
# release preset are built and taken. Ends with status 1 when a bar is missed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${VHA_PROGRAM:-$root/build/release/vha}
driver=${SCREEN_BENCH:-$root/build/release/tests/bench/screen_bench}
share=1
work=
only="small large queue"

while [ $# -gt 0 ]; do
    case $1 in
    --quick) share=0.1 ;;
    --work) work=$2 && shift ;;
    --only) only=$2 && shift ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
    esac
    shift
done

if [ -z "${VHA_PROGRAM:-}${SCREEN_BENCH:-}" ]; then
    { cmake -S "$root" -B "$root/build/release" --preset release -DVHA_TESTS=ON &&
        cmake --build "$root/build/release" --target vha screen_bench; } >/dev/null
fi
for needed in "$program" "$driver"; do
    [ -x "$needed" ] || { echo "screen.sh: $needed is missing; build the release preset." >&2; exit 69; }
done

if [ -z "$work" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
TERM=xterm-256color
LC_ALL=C.UTF-8
export TERM LC_ALL

# How long the cursor rests before the why pane follows it.
rest=$(sed -n 's/^ *why_rest_milliseconds: *//p' "$root/config/settings.yaml")

# The policy with a lower threshold, so that anyone with one counted crime report is listed.
lowered_policy() {
    sed -e '/^  recency:/,/source:/s/months: .*/months: 36/' \
        -e '/^inclusion:/,/search_list:/{
            s/^    reports: .*/    reports: 1/
            s/^    crime_reports: .*/    crime_reports: 1/
            s/^    score: .*/    score: 0.001/
        }' "$root/config/policy.yaml"
}

# Makes the home $1 from a quarter of $2 nominals, with the lowered policy when $3 says so, and
# exports its rows for VisiData.
make_home() {
    rm -rf "${work:?}/$1" "$work/extract"
    "$program" --home "$work/$1" init >"$work/log"
    if [ "$3" = lowered ]; then
        mkdir -p "$work/$1/config"
        lowered_policy >"$work/$1/config/policy.yaml"
    fi
    "$program" synth "$work/extract" --nominals "$2" --seed 1 --quarter 2026-Q3 >>"$work/log" 2>&1
    "$program" --home "$work/$1" load "$work/extract" >>"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 70
    }
    "$program" --home "$work/$1" export --authority BENCH/1 --reason "benchmark of made-up people" \
        --format csv >"$work/$1.csv" 2>>"$work/log"
    rm -rf "$work/extract"
}

listed() {
    echo $(($(wc -l <"$work/$1.csv") - 1))
}

# Requests of half a year, every fourth of which is open, and as many approved and in force: from
# today's to those of 20 weeks ago.
fill_queue() {
    sqlite3 "$1" "
        INSERT INTO user (login, name, role, created)
        VALUES ('analyst.as', 'Analyst Two', 'analyst', '2026-01-05T00:00:00Z');
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state, until)
        SELECT printf('2003/%07d', i) ||
               substr('ZABCDEFGHJKLMNPQRTUVWXY', 1 + (30000000 + i) % 23, 1),
               CASE i % 3 WHEN 0 THEN 'deceased' WHEN 1 THEN 'data-error' ELSE 'other' END,
               printf('%.*c', 800, 'x'), '0000342/23', CASE i % 4 WHEN 0 THEN 'AS' ELSE 'CN' END,
               'analyst.as', strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || ((10000 - i) / 3) || ' hours'),
               CASE i % 4 WHEN 0 THEN 'queued' WHEN 1 THEN 'refused' WHEN 2 THEN 'approved'
                          ELSE 'withdrawn' END,
               CASE i % 4 WHEN 2 THEN '2037-01-01' END
        FROM n;
        INSERT INTO removal_step SELECT number, 1, 'send', asked_at, asked_by, '' FROM removal;
        INSERT INTO removal_step
        SELECT number, 2, 'approve', asked_at, 'mo2.two', 'Yes.' FROM removal
        WHERE state = 'approved';"
}

prepare() {
    [ -e "$work/$1.ready" ] && return
    if [ "$1" = queue ]; then
        make_home queue 2000 default
        fill_queue "$work/queue/register.db"
    elif [ "$1" = small ]; then
        make_home small 100000 default
    else
        make_home large 150000 lowered
        if [ "$(listed large)" -lt 100000 ]; then
            make_home large $((150000 * 104000 / $(listed large))) lowered
        fi
    fi
    : >"$work/$1.ready"
}

# Measures both programs for the home $1, against the bars: start, median and 99th percentile of a
# key in ms, bytes of a step and of a page, MB in memory; $8 is the plan.
compare() {
    VHA_HOME=$work/$1 "$driver" --share "$share" --rest $((rest + 100)) "$here/$8.plan" "$program" \
        --purpose "assurance: benchmark" >"$work/$1.vha" || return 1
    : >"$work/$1.visidata"
    if [ "$1" != queue ] && command -v visidata >/dev/null; then
        HOME=$work "$driver" --share "$share" "$here/visidata.plan" "$(command -v visidata)" \
            "$work/$1.csv" >"$work/$1.visidata" || return 1
    fi
    echo
    echo "$(listed "$1") people on the list, 200 x 50"
    awk -F '\t' -v start="$2" -v median="$3" -v late="$4" -v step="$5" -v page="$6" -v memory="$7" \
        -f "$here/screen.awk" "$work/$1.visidata" "$work/$1.vha"
}

echo "cores: $(nproc), load average: $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "A repaint ends with its last byte before a silence of 30 ms (VisiData: 70 ms). The why pane"
echo "follows once the cursor has rested for $rest ms: its bytes stand under 'later' and"
echo "are in no other number. Times run from writing the key to reading the last byte."
failed=0
for home in $only; do
    prepare "$home"
    if [ "$home" = small ]; then
        compare small 20 2 16 200 6000 12 vha || failed=1
    elif [ "$home" = large ]; then
        compare large 60 6 16 200 6000 60 vha || failed=1
    else
        compare queue 20 6 16 200 6000 16 requests || failed=1
    fi
done
exit $failed
