/* What source systems hand out in forms of their own, and is right all the same. */
#include "quarter_fixture.h"

#include <stdio.h>

static const struct vha_nominal_row *nominal(const struct quarter *quarter, const char *pncid)
{
    return &quarter->extract->nominals[quarter_nominal(quarter, pncid)];
}

static const char *surname(const struct quarter *quarter, const char *pncid)
{
    return quarter_text(quarter, VHA_NOMINALS, nominal(quarter, pncid)->surname);
}

/* ----------------------------------------------------------------------------- the whole quarter
 */

static void test_everything_is_there(void **state)
{
    struct quarter *quarter = *state;
    quarter_expect_good(quarter);
    const struct vha_extract *extract = quarter->extract;
    char date[VHA_DATE_SIZE];
    assert_string_equal(extract->quarter, "2026-Q3");
    assert_string_equal(vha_date_format(date, extract->as_of), AS_OF);
    assert_string_equal(extract->prepared_by, "MO2");
    for (int table = 0; table < VHA_TABLES; table++) {
        const struct vha_table_summary *summary = &extract->tables[table];
        const size_t rows = quarter_rows(quarter, (enum vha_table)table);
        char sha256[VHA_SHA256_TEXT_SIZE];
        vha_sha256_text(sha256, quarter->files[table].text, quarter->files[table].length);
        assert_true(summary->present);
        assert_int_equal(summary->encoding, VHA_UTF8);
        assert_int_equal(summary->rows, rows);
        assert_int_equal(summary->kept, rows);
        assert_int_equal(extract->counts[table], rows);
        assert_string_equal(summary->extra_columns, "");
        assert_string_equal(summary->sha256, sha256);
    }
}

static void test_optional_tables_may_be_absent(void **state)
{
    struct quarter *quarter = *state;
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        quarter_set(quarter, (enum vha_table)table, NULL);
    quarter_expect_good(quarter);
    for (int table = 0; table < VHA_TABLES; table++)
        assert_true(quarter->extract->tables[table].present == (table < VHA_WANTED));
}

static void test_tables_of_a_header_alone(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++) {
        char *header = vha_copy_text(quarter->files[table].text);
        header[strcspn(header, "\n") + (table % 2 == 0 ? 1 : 0)] = '\0'; /* with and without LF */
        quarter_set(quarter, (enum vha_table)table, header);
        free(header);
    }
    quarter_expect_good(quarter);
    for (int table = 0; table < VHA_TABLES; table++)
        assert_int_equal(quarter->extract->counts[table], 0);
}

/* --------------------------------------------------------------------------------------- columns
 */

static void test_columns_in_any_order_and_case(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_CUSTODY,
                "RELEASED, Establishment ,\"Pncid\",received\n"
                ",HMP Brixton,2003/0062845E,2026-01-01\n");
    quarter_expect_good(quarter);
    const struct vha_custody_row *row = &quarter->extract->custody[0];
    char date[VHA_DATE_SIZE];
    assert_int_equal(row->nominal, quarter_nominal(quarter, "2003/0062845E"));
    assert_string_equal(quarter_text(quarter, VHA_CUSTODY, row->establishment), "HMP Brixton");
    assert_string_equal(vha_date_format(date, row->received), "2026-01-01");
    assert_int_equal(row->released, VHA_NO_DATE);
}

static void test_columns_that_nobody_asked_for(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM,
                "officer,pncid,cohort,since,no\x1b\n"
                "Smith,2003/0062845E,FIXED,2026-01-01,7\n");
    quarter_expect_good(quarter);
    assert_string_equal(quarter->extract->tables[VHA_IOM].extra_columns, "officer, no\\x1b");
    assert_string_equal(quarter_text(quarter, VHA_IOM, quarter->extract->flags[VHA_IOM][0].kind),
                        "FIXED");
    /* A value that is wrong there is nobody's business; one of ours is told by its own name. */
    quarter_set(quarter, VHA_IOM,
                "officer,pncid,cohort,since\n"
                "Smith,2003/0062845E,FIXED,2026-01-32\n");
    quarter_expect_reject(quarter, VHA_IOM, 2, "since", "2026-01-32", "not a day");
}

/* ----------------------------------------------------------------------------------------- lines
 */

static void replace_line_ends(struct quarter *quarter, enum vha_table table, const char *end,
                              size_t every)
{
    const char *text = quarter->files[table].text;
    char *out = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&out, &length);
    assert_non_null(file);
    size_t line = 0;
    for (; *text != '\0'; text++) {
        if (*text == '\n' && line++ % every == 0)
            fputs(end, file);
        else
            fputc(*text, file);
    }
    assert_int_equal(fclose(file), 0);
    quarter_set(quarter, table, out);
    free(out);
}

static void test_line_ends_of_every_kind(void **state)
{
    struct quarter *quarter = *state;
    for (size_t every = 1; every <= 3; every++) {
        quarter_reset(quarter);
        for (int table = 0; table < VHA_TABLES; table++)
            replace_line_ends(quarter, (enum vha_table)table, "\r\n", every);
        quarter_expect_good(quarter);
        assert_int_equal(quarter->extract->counts[VHA_NOMINALS], 5);
        /* Lines are counted alike. */
        quarter_add(quarter, VHA_IOM, "2003/0062845E,NO,2026-01-01\r\n");
        quarter_expect_reject(quarter, VHA_IOM, 4, "cohort", "NO", "not a cohort");
    }
}

static void test_no_line_end_at_the_end(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++) {
        const struct quarter_file *file = &quarter->files[table];
        char *text = vha_copy_text(file->text);
        text[file->length - 1] = '\0';
        quarter_set(quarter, (enum vha_table)table, text);
        free(text);
    }
    quarter_expect_good(quarter);
    for (int table = 0; table < VHA_TABLES; table++)
        assert_int_equal(quarter->extract->counts[table],
                         quarter_rows(quarter, (enum vha_table)table));
    quarter_set(quarter, VHA_IOM, "pncid,cohort,since\n2003/0062845E,NO,2026-01-01");
    quarter_expect_reject(quarter, VHA_IOM, 2, "cohort", "NO", "not a cohort");
}

static void test_empty_lines_are_no_rows(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM,
                "\n\r\npncid,cohort,since\n\n\n2003/0062845E,FIXED,2026-01-01\r\n\r\n"
                "2003/0062845E,NO,2026-01-01\n\n");
    quarter_expect_reject(quarter, VHA_IOM, 8, "cohort", "NO", "not a cohort");
    assert_int_equal(quarter->extract->tables[VHA_IOM].rows, 2);
}

/* --------------------------------------------------------------------------------- quoted cells */

static void test_quoted_cells(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "surname", "\"O\"\"Neill, the\nelder\r\nof two\"");
    /* The rows after it stand three lines further down than their number says. */
    quarter_add(quarter, VHA_NOMINALS,
                "2024/0000777J,\"a\nb\",\"c\n\n\",1990-05-05,F,W1,nowhere\n"
                "2010/0000002D,x,y,1990-05-05,F,W1,\"no\nwhere\"\n");
    assert_int_equal(quarter_read(quarter, 2), VHA_OK);
    assert_string_equal(surname(quarter, "2003/0062845E"), "O\"Neill, the\nelder\r\nof two");
    assert_int_equal(quarter->extract->rejects[0].line, 9);
    assert_string_equal(quarter->extract->rejects[0].value, "nowhere");
    assert_int_equal(quarter->extract->rejects[1].line, 13);
    assert_string_equal(quarter->extract->rejects[1].value, "no\nwhere");
}

static void test_blanks_around_cells(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "surname", "  van der Berg\t");
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "dob", " 1990-05-05 ");
    quarter_set_cell(quarter, VHA_NOMINALS, 2, "surname", "\"  Brook \"");
    quarter_set_cell(quarter, VHA_NOMINALS, 2, "forenames", "   ");
    quarter_expect_good(quarter);
    assert_string_equal(surname(quarter, "2003/0062845E"), "van der Berg");
    assert_string_equal(surname(quarter, "1996/0346922Z"), "Brook");
    assert_int_equal(nominal(quarter, "1996/0346922Z")->forenames, 0);
}

/* ------------------------------------------------------------------------------------- encodings
 */

static void test_byte_order_mark(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++) {
        char *marked = NULL;
        assert_true(asprintf(&marked, "\xEF\xBB\xBF%s", quarter->files[table].text) >= 0);
        quarter_set(quarter, (enum vha_table)table, marked);
        free(marked);
    }
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_NOMINALS].encoding, VHA_UTF8);
}

static void test_names_in_utf_8(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "surname", "Zoë Łukasz 李 🙂");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_NOMINALS].encoding, VHA_UTF8);
    assert_string_equal(surname(quarter, "2003/0062845E"), "Zoë Łukasz 李 🙂");
}

static void test_windows_1252(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "surname", "O\x92Neill");
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "forenames", "Zo\xEB \x80\x9F\xFF");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_NOMINALS].encoding, VHA_WINDOWS_1252);
    assert_int_equal(quarter->extract->tables[VHA_IOM].encoding, VHA_UTF8);
    assert_string_equal(surname(quarter, "2003/0062845E"), "O’Neill");
    assert_string_equal(
        quarter_text(quarter, VHA_NOMINALS, nominal(quarter, "2003/0062845E")->forenames),
        "Zoë €Ÿÿ");
    quarter_set_cell(quarter, VHA_NOMINALS, 5, "borough", "Sk\xE5ne");
    quarter_expect_reject(quarter, VHA_NOMINALS, 6, "borough", "Skåne", "London borough");
}

static void test_utf_8_with_broken_bytes(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "surname", "Zoë");
    quarter_set_cell(quarter, VHA_NOMINALS, 2, "surname", "Zo\xEB");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_NOMINALS].encoding, VHA_UTF8_BROKEN);
    assert_string_equal(surname(quarter, "2003/0062845E"), "Zoë");
    assert_string_equal(surname(quarter, "1996/0346922Z"), "Zo\xEB");
    expect_words(vha_encoding_text(VHA_UTF8_BROKEN), "broken bytes");
}

/* ---------------------------------------------------------------------------------------- values
 */

static void test_pncids_in_every_form(void **state)
{
    static const struct {
        const char *written;
        const char *meant;
    } forms[] = {
        {"24/777J", "2024/0000777J"},     {"24/0000777J", "2024/0000777J"},
        {"2024/777J", "2024/0000777J"},   {"2024/0000777J", "2024/0000777J"},
        {"26/42Q", "2026/0000042Q"}, /* the year of as_of itself is of this century */
        {"27/5Q", "1927/0000005Q"},  /* and the next one of the last */
        {"99/0000003J", "1999/0000003J"}, {"1927/5Q", "1927/0000005Q"},
        {"2027/5Q", "2027/0000005Q"}, /* in the long form a year is what it says */
    };
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(forms); i++) {
        char row[96];
        quarter_reset(quarter);
        snprintf(row, sizeof row, "%s,New,Ned,1920-01-01,M,W1,\n", forms[i].written);
        quarter_add(quarter, VHA_NOMINALS, row);
        snprintf(row, sizeof row, "CR1,%s,victim\n", forms[i].meant);
        quarter_add(quarter, VHA_CRIME_NOMINALS, row);
        quarter_expect_good(quarter);
        assert_string_equal(surname(quarter, forms[i].meant), "New");
    }
}

static void test_boroughs_in_every_form(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_NOMINALS, 1, "borough", "Kensington and Chelsea");
    quarter_set_cell(quarter, VHA_NOMINALS, 2, "borough", "E09000020");
    quarter_set_cell(quarter, VHA_NOMINALS, 3, "borough", "");
    quarter_set_cell(quarter, VHA_NOMINALS, 4, "borough", "LAMBETH");
    quarter_expect_good(quarter);
    const uint8_t borough = nominal(quarter, "2003/0062845E")->borough;
    assert_int_equal(nominal(quarter, "1996/0346922Z")->borough, borough);
    assert_int_equal(nominal(quarter, "2010/0000001C")->borough, VHA_NO_BOROUGH);
    assert_string_equal(quarter->areas->boroughs[borough].name, "Kensington and Chelsea");
    assert_string_equal(quarter->areas->boroughs[nominal(quarter, "2020/0000042Z")->borough].name,
                        "Lambeth");
}

/* The report with that reference; reports do not stand in the order of their file. */
static const struct vha_crime_row *crime_report(const struct quarter *quarter, const char *ref)
{
    const struct vha_extract *extract = quarter->extract;
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_REPORTS]; i++)
        if (strcmp(quarter_text(quarter, VHA_CRIME_REPORTS, extract->crimes[i].ref), ref) == 0)
            return &extract->crimes[i];
    fail_msg("there is no crime report %s", ref);
    return extract->crimes;
}

static const struct vha_intel_row *intel_report(const struct quarter *quarter, const char *ref)
{
    const struct vha_extract *extract = quarter->extract;
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_REPORTS]; i++)
        if (strcmp(quarter_text(quarter, VHA_INTEL_REPORTS, extract->intel[i].ref), ref) == 0)
            return &extract->intel[i];
    fail_msg("there is no intelligence report %s", ref);
    return extract->intel;
}

/* Whether an offence is in scope is the policy's to say, later. */
static void test_unknown_offences_and_features_are_kept(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_CRIME_REPORTS, 1, "offence", "Taking a swan");
    quarter_set_cell(quarter, VHA_CRIME_REPORTS, 1, "features", "SWAN;;KNIFE; LAKE");
    quarter_set_cell(quarter, VHA_INTEL_REPORTS, 1, "offence", "Taking a goose");
    quarter_expect_good(quarter);
    const struct vha_crime_row *crime = crime_report(quarter, "CR1");
    assert_string_equal(quarter_text(quarter, VHA_CRIME_REPORTS, crime->offence), "Taking a swan");
    assert_string_equal(quarter_text(quarter, VHA_CRIME_REPORTS, crime->features),
                        "SWAN;;KNIFE; LAKE");
    assert_string_equal(
        quarter_text(quarter, VHA_INTEL_REPORTS, intel_report(quarter, "IR1")->offence),
        "Taking a goose");
}

static void test_grades_in_every_form(void **state)
{
    static const char *const grades[] = {"A1", "E5", "B24", "A11", "1AP", "3EC", "2CP"};
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(grades); i++) {
        quarter_set_cell(quarter, VHA_INTEL_REPORTS, 1, "grade", grades[i]);
        quarter_expect_good(quarter);
        assert_string_equal(intel_report(quarter, "IR1")->grade, grades[i]);
    }
}

static void test_roles_on_one_report_are_joined(void **state)
{
    struct quarter *quarter = *state;
    quarter_add(quarter, VHA_CRIME_NOMINALS,
                "CR1,2003/0062845E,victim\n"
                "CR1,2003/0062845E,accused\n"
                "CR1,2003/0062845E,victim\n");
    quarter_expect_good(quarter);
    const struct vha_extract *extract = quarter->extract;
    assert_int_equal(extract->tables[VHA_CRIME_NOMINALS].rows, 8);
    assert_int_equal(extract->tables[VHA_CRIME_NOMINALS].duplicates, 1);
    assert_int_equal(extract->tables[VHA_CRIME_NOMINALS].kept, 7);
    assert_int_equal(extract->counts[VHA_CRIME_NOMINALS], 5);
    const uint32_t who = quarter_nominal(quarter, "2003/0062845E");
    uint8_t roles = 0;
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_NOMINALS]; i++) {
        const struct vha_crime_nominal_row *row = &extract->crime_nominals[i];
        const char *ref = quarter_text(quarter, VHA_CRIME_REPORTS, extract->crimes[row->crime].ref);
        if (row->nominal == who && strcmp(ref, "CR1") == 0)
            roles = row->roles;
    }
    assert_int_equal(roles, VHA_SUSPECT | VHA_ACCUSED | VHA_VICTIM);
}

/* ---------------------------------------------------------------------------------------- order */

/* All that was kept of a quarter as text, whatever the order in which it came. */
static char *all_of(const struct quarter *quarter)
{
    const struct vha_extract *extract = quarter->extract;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (uint32_t i = 0; i < extract->counts[VHA_NOMINALS]; i++)
        fprintf(out, "%llu %s %d\n", (unsigned long long)extract->nominals[i].pncid,
                quarter_text(quarter, VHA_NOMINALS, extract->nominals[i].surname),
                extract->nominals[i].dob);
    for (uint32_t i = 0; i < extract->counts[VHA_CUSTODY]; i++)
        fprintf(out, "%u %d %d\n", extract->custody[i].nominal, extract->custody[i].received,
                extract->custody[i].released);
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        for (uint32_t i = 0; i < extract->counts[table]; i++) {
            const struct vha_flag_row *row = &extract->flags[table][i];
            fprintf(out, "%d %u %s %s %d %d\n", table, row->nominal,
                    quarter_text(quarter, (enum vha_table)table, row->kind),
                    quarter_text(quarter, (enum vha_table)table, row->reference), row->since,
                    row->until);
        }
    assert_int_equal(fclose(out), 0);
    return text;
}

/* Nothing hangs on the order of rows in a file, nor on the order of files in the manifest. */
static void test_order_of_rows_and_files(void **state)
{
    struct quarter *quarter = *state;
    /* Entries of one person and one day, which only their words can put in order. */
    quarter_add(quarter, VHA_MISSING,
                "2020/0000042Z,M3,MISSING,2026-05-02\n"
                "2020/0000042Z,L3,MISSING,2026-05-02\n");
    quarter_add(quarter, VHA_GANG_LINKS,
                "2003/0062845E,GANG-9,\n2003/0062845E,GANG-0,\n"
                "2003/0062845E,GANG-0,IR1\n");
    quarter_add(quarter, VHA_RESTRICTIONS,
                "2003/0062845E,CBO,2026-01-01,2027-01-01\n"
                "2003/0062845E,CBO,2026-01-01,\n");
    quarter_expect_good(quarter);
    char *before = all_of(quarter);
    for (int order = 1; order < 4; order++) {
        quarter->backwards = (order & 1) != 0;
        for (int table = 0; (order & 2) != 0 && table < VHA_TABLES; table++)
            quarter_reverse_rows(quarter, (enum vha_table)table);
        quarter_expect_good(quarter);
        char *after = all_of(quarter);
        assert_string_equal(after, before);
        free(after);
    }
    free(before);
}

static void test_nominals_stand_in_the_order_of_their_pncids(void **state)
{
    struct quarter *quarter = *state;
    quarter_expect_good(quarter);
    for (uint32_t i = 1; i < quarter->extract->counts[VHA_NOMINALS]; i++)
        assert_true(quarter->extract->nominals[i - 1].pncid < quarter->extract->nominals[i].pncid);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, quarter_open, quarter_close)
    const struct CMUnitTest tests[] = {
        TEST(test_everything_is_there),
        TEST(test_optional_tables_may_be_absent),
        TEST(test_tables_of_a_header_alone),
        TEST(test_columns_in_any_order_and_case),
        TEST(test_columns_that_nobody_asked_for),
        TEST(test_line_ends_of_every_kind),
        TEST(test_no_line_end_at_the_end),
        TEST(test_empty_lines_are_no_rows),
        TEST(test_quoted_cells),
        TEST(test_blanks_around_cells),
        TEST(test_byte_order_mark),
        TEST(test_names_in_utf_8),
        TEST(test_windows_1252),
        TEST(test_utf_8_with_broken_bytes),
        TEST(test_pncids_in_every_form),
        TEST(test_boroughs_in_every_form),
        TEST(test_unknown_offences_and_features_are_kept),
        TEST(test_grades_in_every_form),
        TEST(test_roles_on_one_report_are_joined),
        TEST(test_order_of_rows_and_files),
        TEST(test_nominals_stand_in_the_order_of_their_pncids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
