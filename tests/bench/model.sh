#!/bin/sh
# How long a model of a changed policy takes at 100,000 nominals, beside the load of the same quarter.
#
#   model.sh [--quick] [--work FOLDER]
#
# The bar is the load's scoring stage and one second more; one second alone is asked for here, which
# is less. Each shipped variant, and the stability of every weight, the median of five runs each.
# --quick divides the nominals by ten. --work keeps the extract in FOLDER for the next run.
# VHA_PROGRAM names the program; without it, that of the release preset is built and taken. Ends with
# status 1 when the bar is missed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${VHA_PROGRAM:-$root/build/release/vha}
size=100000
work=

while [ $# -gt 0 ]; do
    case $1 in
    --quick) size=10000 ;;
    --work) work=$2 && shift ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
    esac
    shift
done

if [ -z "${VHA_PROGRAM:-}" ]; then
    { cmake -S "$root" -B "$root/build/release" --preset release &&
        cmake --build "$root/build/release" --target vha; } >/dev/null
fi
keep=$work
[ -n "$work" ] || work=$(mktemp -d)
mkdir -p "$work"
# shellcheck disable=SC2317 # the trap calls it
clean_up() {
    rm -rf "${work:?}/home"
    [ -n "$keep" ] || rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# The seconds that a command takes.
seconds_of() {
    begun=$(date +%s.%N)
    "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2 && exit 70; }
    ended=$(date +%s.%N)
    awk -v a="$begun" -v b="$ended" 'BEGIN { printf "%.3f", b - a }'
}

median_of_five() {
    for _ in 1 2 3 4 5; do
        seconds_of "$@"
        echo
    done | sort -n | sed -n 3p
}

rm -rf "${work:?}/home"
export VHA_HOME="$work/home"
[ -e "$work/extract-$size/manifest.yaml" ] ||
    "$program" synth "$work/extract-$size" --nominals "$size" --seed 1 --quarter 2026-Q3 >/dev/null 2>&1
"$program" init >/dev/null
echo "cores: $(nproc), load average: $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "$size nominals: vha load $(seconds_of "$program" load "$work/extract-$size") s"
missed=0
for variant in "$root"/config/variants/*.yaml; do
    name=$(basename "$variant" .yaml)
    seconds=$(median_of_five "$program" model "$name" --purpose 'assurance: the bench of models')
    verdict=held
    awk -v a="$seconds" 'BEGIN { exit !(a < 1) }' || { verdict=MISSED && missed=1; }
    echo "  vha model $name: $seconds s (under 1: $verdict)"
done
echo "  vha model --stability: $(median_of_five "$program" model --stability \
    --purpose 'assurance: the bench of models') s"
exit $missed
