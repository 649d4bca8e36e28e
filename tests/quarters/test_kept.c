/* Which quarters an archive has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "vha/quarters.h"

#include <stdlib.h>
#include <string.h>

static void put(const char *folder, const char *name)
{
    struct vha_error error;
    char *const path = path_in(folder, name);
    if (vha_write_file(path, "", 0, &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(path);
}

static void test_in_their_order_and_nothing_else(void **state)
{
    static const char *const names[] = {"2026-Q2.db", "2025-Q4.db",     "2026-Q1.db",
                                        "2026-Q5.db", "2026-Q1.db-wal", "2026-Q3",
                                        "notes.txt",  "2026-q4.db",     "12026-Q1.db"};
    static const char *const expected[] = {"2025-Q4", "2026-Q1", "2026-Q2"};
    struct vha_kept_quarter *kept = NULL;
    size_t count = 0;
    struct vha_error error;
    char end[VHA_DATE_SIZE];
    char *const folder = temporary_folder();
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(names); i++)
        put(folder, names[i]);
    assert_int_equal(vha_quarters_read(folder, &kept, &count, &error), VHA_OK);
    assert_int_equal(count, VHA_COUNT(expected));
    for (size_t i = 0; i < count; i++)
        assert_string_equal(kept[i].quarter, expected[i]);
    assert_string_equal(vha_date_format(end, kept[0].end), "2025-12-31");
    free(kept);
    remove_folder(folder);
    free(folder);
}

static void test_a_folder_that_is_not_there(void **state)
{
    struct vha_kept_quarter *kept = NULL;
    size_t count = 1;
    struct vha_error error;
    (void)state;
    assert_int_equal(vha_quarters_read("/nonexistent", &kept, &count, &error), VHA_UNAVAILABLE);
    assert_non_null(strstr(error.message, "The archive /nonexistent cannot be read"));
    assert_null(kept);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_their_order_and_nothing_else),
        cmocka_unit_test(test_a_folder_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
