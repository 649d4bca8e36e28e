#!/bin/sh
# The release program under valgrind: init, a load of the sample, an explanation and a copy, without
# an error or a lost block. Usage: load.sh PROGRAM SAMPLE
set -eu
program=$1
sample=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

checked() {
  valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect \
    --errors-for-leak-kinds=definite,indirect "$program" --home "$folder/home" "$@" \
    >"$folder/out" 2>"$folder/err" || {
    cat "$folder/err"
    echo "vha $1 is not clean under valgrind."
    exit 1
  }
}
checked init
checked load "$sample"
checked explain 2021/0008875Q --purpose "assurance: memory test"
checked --print-screen 80x24 --purpose "assurance: memory test"
checked export --authority TEST --reason 'memory test'
