/* What single cells may hold, beyond what the bad rows of whole quarters show. */
#include "values.h"

#include "quarter_fixture.h"

static struct cell cell_of(const char *text)
{
    return (struct cell){text, strlen(text)};
}

static void test_trim(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        const char *trimmed;
    } cases[] = {{"", ""},
                 {" ", ""},
                 {" \t ", ""},
                 {"a", "a"},
                 {" a b\t", "a b"},
                 {"\na\n", "\na\n"},
                 {"\xC2\xA0", "\xC2\xA0"}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const struct cell cell = value_trim(cell_of(cases[i].raw));
        assert_int_equal(cell.length, strlen(cases[i].trimmed));
        assert_memory_equal(cell.text, cases[i].trimmed, cell.length);
    }
}

/* Cells are not NUL-terminated: what stands behind one must not matter. */
static void test_what_stands_behind_a_cell(void **state)
{
    (void)state;
    char sex = 0;
    char ethnicity[3];
    char grade[4];
    uint8_t role = 0;
    vha_date date = 0;
    vha_pncid pncid = 0;
    const vha_date as_of = vha_date_from_civil((struct vha_civil_date){2026, 10, 1});
    assert_null(value_sex((struct cell){"MX", 1}, &sex));
    assert_int_equal(sex, 'M');
    assert_null(value_ethnicity((struct cell){"W123", 2}, ethnicity));
    assert_string_equal(ethnicity, "W1");
    assert_null(value_grade((struct cell){"B2456", 3}, grade));
    assert_string_equal(grade, "B24");
    assert_null(value_grade((struct cell){"B2456", 2}, grade));
    assert_string_equal(grade, "B2");
    assert_null(value_role((struct cell){"suspects", 7}, &role));
    assert_int_equal(role, VHA_SUSPECT);
    assert_null(value_past_date((struct cell){"2026-10-011", 10}, as_of, &date));
    assert_int_equal(date, as_of);
    assert_null(value_pncid((struct cell){"2003/0062845EE", 13}, as_of, &pncid));
    assert_int_equal(pncid, 20030062845);
}

static void test_every_ethnicity_code(void **state)
{
    (void)state;
    static const char *const codes[] = {"W1", "W2", "W3", "W9", "M1", "M2", "M3", "M9", "A1", "A2",
                                        "A3", "A4", "A9", "B1", "B2", "B9", "O1", "O2", "O9", "NS"};
    char ethnicity[3];
    size_t good = 0;
    for (int first = ' '; first < 127; first++)
        for (int second = ' '; second < 127; second++) {
            const char code[] = {(char)first, (char)second, '\0'};
            good += value_ethnicity(cell_of(code), ethnicity) == NULL ? 1 : 0;
        }
    assert_int_equal(good, VHA_COUNT(codes));
    for (size_t i = 0; i < VHA_COUNT(codes); i++)
        assert_null(value_ethnicity(cell_of(codes[i]), ethnicity));
}

static void test_every_grade(void **state)
{
    (void)state;
    char grade[4];
    size_t good[4] = {0};
    for (int a = ' '; a < 127; a++)
        for (int b = ' '; b < 127; b++) {
            const char two[] = {(char)a, (char)b, '\0'};
            good[2] += value_grade(cell_of(two), grade) == NULL ? 1 : 0;
            for (int c = ' '; c < 127; c++) {
                const char three[] = {(char)a, (char)b, (char)c, '\0'};
                good[3] += value_grade(cell_of(three), grade) == NULL ? 1 : 0;
            }
        }
    assert_int_equal(good[2], 5 * 5);                 /* 5x5 without handling code */
    assert_int_equal(good[3], 5 * 5 * 5 + 3 * 5 * 2); /* 5x5x5, and 3x5x2 */
}

static void test_optional_dates(void **state)
{
    (void)state;
    vha_date date = 7;
    assert_null(value_optional_date(cell_of(""), &date));
    assert_int_equal(date, VHA_NO_DATE);
    assert_null(value_optional_date(cell_of("9999-12-31"), &date));
    assert_non_null(value_optional_date(cell_of("0000-12-31"), &date));
    assert_non_null(value_optional_date(cell_of("-"), &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_what_stands_behind_a_cell),
        cmocka_unit_test(test_every_ethnicity_code),
        cmocka_unit_test(test_every_grade),
        cmocka_unit_test(test_optional_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
