/*
 * A fuzz target: one function that reads any bytes and must come back, whatever they are. The name
 * and type are libFuzzer's, so that the same file links with clang -fsanitize=fuzzer; under ctest
 * driver.c calls it.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "vha/base.h"
#include "vha/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, as a finding, unless the condition holds. */
#define MUST(condition) ((condition) ? (void)0 : fuzz_finding(#condition, __FILE__, __LINE__))
_Noreturn void fuzz_finding(const char *condition, const char *file, int line);

/* The bytes as a file without a name; returns a path to it, valid until the next call. */
const char *fuzz_file(const void *bytes, size_t size);

/* A folder of this process, empty at first, which is removed at its end. */
const char *fuzz_folder(void);
void fuzz_write(const char *name, const void *bytes, size_t size);

/* Limits so low that inputs of a few KB reach them. */
struct vha_settings fuzz_settings(void);

/* A refusal must say what and where, in one line. */
void fuzz_check_refusal(enum vha_status status, const struct vha_error *error);

#endif
