/* What the tests of this folder share: cmocka, and files of the test's own. */
#ifndef VHA_POLICY_TESTING_H
#define VHA_POLICY_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DEFAULT_POLICY   VHA_SOURCE_DIR "/config/policy.yaml"
#define DEFAULT_AREAS    VHA_SOURCE_DIR "/config/areas.yaml"
#define DEFAULT_SETTINGS VHA_SOURCE_DIR "/config/settings.yaml"

/* A file in the working folder that holds `text`; the caller unlinks and frees the path. */
static inline char *scratch_file(const char *text)
{
    char name[] = "scratch-XXXXXX";
    const int file = mkstemp(name);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    assert_int_equal(close(file), 0);
    return strdup(name);
}

/* `text` with the one place that holds `from` replaced; the caller frees it. */
static inline char *replaced(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    const size_t size = strlen(text) + strlen(to) + 1;
    char *result = malloc(size);
    assert_non_null(result);
    snprintf(result, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return result;
}

#endif
