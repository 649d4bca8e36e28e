#include "testing.h"

#include "vha/policy.h"

static void test_default_settings(void **state)
{
    (void)state;
    struct vha_settings *settings = NULL;
    struct vha_error error = {0};
    if (vha_settings_read(DEFAULT_SETTINGS, &settings, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(settings->max_file_bytes, INT64_C(2147483648));
    assert_int_equal(settings->max_sheet_bytes, INT64_C(2147483648));
    assert_int_equal(settings->max_compression_ratio, 200);
    assert_int_equal(settings->max_cell_bytes, 32768);
    assert_int_equal(settings->max_rejects_listed, 10);
    assert_int_equal(settings->why_rest_milliseconds, 200);
    assert_int_equal(settings->choice_rest_milliseconds, 500);
    assert_int_equal(settings->busy_milliseconds, 5000);
    assert_int_equal(settings->audit_head_entries, 100);
    assert_int_equal(settings->escape_milliseconds, 25);
    assert_string_equal(settings->theme, "dark");
    assert_string_equal(settings->archive, "archive");
    assert_string_equal(settings->reports, "reports");
    assert_string_equal(settings->syslog, "/dev/log");
    assert_int_equal(settings->review_history_months, 12);
    assert_int_equal(settings->review_least_months, 3);
    assert_int_equal(settings->review_least_records, 30);
    assert_int_equal(settings->review_z_tenths, 35);
    assert_int_equal(settings->review_from_hour, 7);
    assert_int_equal(settings->review_to_hour, 19);
    assert_int_equal(settings->review_habit_percent, 5);
    assert_int_equal(settings->review_least_outside, 10);
    assert_int_equal(settings->review_outside_percent, 25);
    assert_int_equal(settings->copy_days, 28);
    assert_int_equal(settings->mail_notices, 0);
    assert_string_equal(settings->sendmail, "/usr/sbin/sendmail");
    assert_int_equal(settings->bank_holidays.count, 24);
    /* Bank holidays are in the week: what falls on a weekend has another day in its place. */
    for (size_t i = 0; i < settings->bank_holidays.count; i++)
        assert_int_equal(vha_working_days(settings->bank_holidays.days[i] - 1,
                                          settings->bank_holidays.days[i],
                                          &(struct vha_holidays){NULL, 0}),
                         1);
    vha_settings_free(settings);
    vha_settings_free(NULL);
}

/* Each fault is one change of the default file. */
static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *to;
        const char *words; /* that the message ends in */
    } cases[] = {
        {"max_cell_bytes: 32768", "max_cell_bytes: 255",
         "found \"255\", expected a whole number from 256 to 16777216"},
        {"max_cell_bytes: 32768", "max_cell_bytes: 32 KiB",
         "found \"32 KiB\", expected a whole number from 256 to 16777216"},
        {"max_cell_bytes: 32768", "max_cell_bytes: '32768'",
         "found \"32768\", expected a whole number from 256 to 16777216"},
        {"max_cell_bytes: 32768",
         "max_cell_bytes:", "found nothing, expected a whole number from 256 to 16777216"},
        {"max_cell_bytes: 32768", "max_cell_bytes: [32768]",
         "found a list, expected a whole number from 256 to 16777216"},
        {"busy_milliseconds: 5000", "busy_milliseconds: -1",
         "found \"-1\", expected a whole number from 0 to 600000"},
        {"busy_milliseconds: 5000", "busy_milliseconds: 05",
         "found \"05\", expected a whole number from 0 to 600000"},
        {"busy_milliseconds: 5000", "busy_milliseconds: 5e3",
         "found \"5e3\", expected a whole number from 0 to 600000"},
        {"busy_milliseconds: 5000", "busy_milliseconds: 99999999999999999999",
         "found \"99999999999999999999\", expected a whole number from 0 to 600000"},
        {"busy_milliseconds", "bussy_milliseconds",
         "found \"bussy_milliseconds\", expected \"busy_milliseconds\"; did you mean "
         "\"busy_milliseconds\"?"},
        {"  busy_milliseconds: 5000\n", "  busy_milliseconds: 5000\n  third: 3\n",
         "found \"third\", expected no key besides the 3 here"},
        {"  reports: reports",
         "  reports:", "found nothing, expected a text of 1 to 1024 characters"},
        {"times:", "limits:",
         "found \"limits\" a second time, expected each key once; the first stands on line 4"},
        {"2026-01-01, 2026-04-03", "2026-04-03, 2026-01-01",
         "found \"2026-01-01\", expected a day such as 2026-12-25, later than the one before it"},
        {"2026-01-01,", "2026-02-30,",
         "found \"2026-02-30\", expected a day such as 2026-12-25, later than the one before it"},
        {"  busy_milliseconds: 5000", "",
         "found no \"busy_milliseconds\" in the mapping that begins here, expected it with a whole "
         "number"},
    };
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(DEFAULT_SETTINGS, 1 << 20, &text, &length, NULL), VHA_OK);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        char *changed = replaced(text, cases[i].from, cases[i].to);
        char *path = scratch_file(changed);
        struct vha_settings *settings = NULL;
        struct vha_error error = {0};
        assert_int_equal(vha_settings_read(path, &settings, &error), VHA_BAD_CONFIG);
        assert_null(settings);
        const char *found = strstr(error.message, "found");
        assert_non_null(found);
        assert_string_equal(found, cases[i].words);
        unlink(path);
        free(path);
        free(changed);
    }
    free(text);
    struct vha_settings *settings = NULL;
    assert_int_equal(vha_settings_read("no/such/settings.yaml", &settings, NULL), VHA_NO_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_settings),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
