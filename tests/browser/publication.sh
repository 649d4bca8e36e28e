#!/bin/sh
# Publishes the equality review of a quarter as a page and has a real browser look at it
# (checks.html); and at pages with one fault each, so that the checks are seen to find them.
#
#   publication.sh PROGRAM EXTRACT
set -eu

program=$1
extract=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" VHA_HOME="$work/home"

"$program" init >/dev/null
"$program" load "$extract" >/dev/null 2>&1
"$program" equality publish --format html >"$work/published.html"
cp "$here/checks.html" "$work"

# What the browser says of $work/page.html.
look() {
  chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$work/browser" \
    --allow-file-access-from-files --virtual-time-budget=10000 --dump-dom \
    "file://$work/checks.html" 2>"$work/errors" | sed -n 's/^<pre>//; T; :a; p; /<\/pre>/q; n; ba'
}

cp "$work/published.html" "$work/page.html"
said=$(look)
if [ "$said" != 'Every check holds.</pre>' ]; then
  echo "The published page: ${said:-the browser said nothing}" >&2
  tail -5 "$work/errors" >&2
  exit 1
fi

failed=0
# A change of the page, as sed has it, and what the browser has to say of it.
expect_fault() {
  sed "$1" "$work/published.html" >"$work/page.html"
  said=$(look)
  case $said in
  *"$2"*) ;;
  *)
    echo "After $1, '$2' was to be said, and this was: $said" >&2
    failed=1
    ;;
  esac
}

expect_fault 's/color:#1a1a1a/color:#777/' 'has a contrast of 4.5, under 7'
expect_fault 's/1\.125rem/0.75rem/' 'is small'
expect_fault 's/\.wide{overflow-x:auto}//' 'On a narrow screen, the page is'
expect_fault 's/padding:1rem/min-width:41rem/' 'With letters twice as large'
expect_fault 's/ tabindex="0"//' 'is not reached by the keyboard'
expect_fault 's/outline:3px solid/outline:0 none/' 'the focus does not show'
expect_fault 's/ id="sex"//' 'a region has no name'
expect_fault 's/<h2/<h3/; s,</h2>,</h3>,' 'leaves out a level'
expect_fault 's,<caption>.*</caption>,,' 'a table has no caption'
expect_fault 's/<th scope="row">/<th>/' 'a row has no head'
expect_fault 's,<th scope="col">People</th>,,' 'has cells without a head'
expect_fault 's,<td>not shown</td>,<td></td>,' 'has an empty cell'
expect_fault 's/ lang="en-GB"//' 'it has no language'
expect_fault 's,</main>,<img src="x.png" alt=""/></main>,' 'it fetches something'
expect_fault 's,</main>,<script>1</script></main>,' 'it runs something'
[ "$failed" -eq 0 ] && echo "The page holds, and fifteen faults are found."
exit "$failed"
