#!/bin/sh
# How long the audit log takes to verify: a million entries within five seconds.
#
#   audit.sh [--quick]
#
# Fills a fresh home's log with entries as sessions write them (audit_bench, from the build) and
# times `vha audit verify` over it, the best of three. --quick takes 100,000 entries and half a
# second. VHA_PROGRAM names the program; without it, that of the release preset is taken. Ends with
# status 1 when the bar is missed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${VHA_PROGRAM:-$root/build/release/vha}
filler=$(dirname "$program")/tests/bench/audit_bench
entries=1000000
bar=5.0

case ${1:-} in
'') ;;
--quick) entries=100000 && bar=0.5 ;;
*) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
esac

for needed in "$program" "$filler" /usr/bin/time; do
    [ -x "$needed" ] || { echo "audit.sh: $needed is missing." >&2; exit 69; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

"$program" --home "$work/home" init >/dev/null
"$filler" "$work/home/register.db" "$(id -un)" "$entries"

best=
for _ in 1 2 3; do
    /usr/bin/time -f %e -o "$work/time" "$program" --home "$work/home" audit verify >"$work/said"
    seconds=$(cat "$work/time")
    best=$(printf '%s\n' $best "$seconds" | sort -n | head -1)
done
cat "$work/said"
echo "verified in $best s (bar: $bar s)"
awk -v best="$best" -v bar="$bar" 'BEGIN { exit !(best <= bar) }'
