# Every warning is an error: what a compiler doubts, a reader will doubt too.
add_library(vha_warnings INTERFACE)
target_compile_options(vha_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wold-style-definition -Wcast-qual -Wcast-align -Wwrite-strings -Wpointer-arith
  -Wformat=2 -Wundef -Wvla -Wswitch-enum -Wdouble-promotion -Wnull-dereference -Wlogical-op
  -Wduplicated-cond -Wduplicated-branches)
