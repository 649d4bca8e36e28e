/* Each bad row of a table is left out, with its place and the reason, and nothing else with it. */
#include "quarter_fixture.h"

#include <stdio.h>

/* ---------------------------------------------------------------------------------- bad cells */

/* A value put in one cell. The rows chosen are those that no other table refers to. */
struct bad_cell {
    enum vha_table table;
    size_t row;
    const char *column;
    const char *value;
    const char *reason;
};

#define FORM   "not a PNCID of the form"
#define LETTER "check letter is wrong"
#define NO_DAY "not a day of the form YYYY-MM-DD"
#define FUTURE "after the assessment date"
#define NOBODY "no such nominal in the extract"
#define NOT_OR "neither empty nor a day"
#define EMPTY  "empty, but needed"

static const struct bad_cell bad_cells[] = {
    {VHA_NOMINALS, 5, "pncid", "2026/0000005B", LETTER},
    {VHA_NOMINALS, 5, "pncid", "26/5Z", LETTER},
    {VHA_NOMINALS, 5, "pncid", "", FORM},
    {VHA_NOMINALS, 5, "pncid", "2026/0000005", FORM},
    {VHA_NOMINALS, 5, "pncid", "2026/0000005a", FORM},
    {VHA_NOMINALS, 5, "pncid", "2026/00000005A", FORM},
    {VHA_NOMINALS, 5, "pncid", "2026-0000005A", FORM},
    {VHA_NOMINALS, 5, "pncid", "026/0000005A", FORM},
    {VHA_NOMINALS, 5, "pncid", "nobody", FORM},
    {VHA_NOMINALS, 5, "dob", "", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "2026-02-30", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "2025-02-29", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "01/01/2012", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "2012-1-1", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "2012-01-01T00:00", NO_DAY},
    {VHA_NOMINALS, 5, "dob", "2026-10-02", FUTURE},
    {VHA_NOMINALS, 5, "sex", "", "not one of M, F, X and U"},
    {VHA_NOMINALS, 5, "sex", "m", "not one of M, F, X and U"},
    {VHA_NOMINALS, 5, "sex", "MALE", "not one of M, F, X and U"},
    {VHA_NOMINALS, 5, "ethnicity", "", "ethnicity code"},
    {VHA_NOMINALS, 5, "ethnicity", "W4", "ethnicity code"},
    {VHA_NOMINALS, 5, "ethnicity", "w1", "ethnicity code"},
    {VHA_NOMINALS, 5, "borough", "E09000034", "London borough"},
    {VHA_NOMINALS, 5, "borough", "Dartford", "London borough"},
    {VHA_CRIME_REPORTS, 5, "crime_ref", "", EMPTY},
    {VHA_CRIME_REPORTS, 5, "offence_date", "yesterday", NO_DAY},
    {VHA_CRIME_REPORTS, 5, "offence_date", "2026-02-30", NO_DAY},
    {VHA_CRIME_REPORTS, 5, "offence_date", "2026-10-02", FUTURE},
    {VHA_CRIME_REPORTS, 5, "offence_date", "", NO_DAY},
    {VHA_CRIME_REPORTS, 5, "offence", "", EMPTY},
    {VHA_CRIME_REPORTS, 5, "borough", "Atlantis", "London borough"},
    {VHA_CRIME_NOMINALS, 5, "crime_ref", "CR9", "no such crime report"},
    {VHA_CRIME_NOMINALS, 5, "crime_ref", "cr1", "no such crime report"},
    {VHA_CRIME_NOMINALS, 5, "crime_ref", "CR", "no such crime report"},
    {VHA_CRIME_NOMINALS, 5, "crime_ref", "CR11", "no such crime report"},
    {VHA_CRIME_NOMINALS, 5, "crime_ref", "", "no such crime report"},
    {VHA_CRIME_NOMINALS, 5, "pncid", "2024/0000777J", NOBODY},
    {VHA_CRIME_NOMINALS, 5, "pncid", "2024/0000777K", LETTER},
    {VHA_CRIME_NOMINALS, 5, "pncid", "x", FORM},
    {VHA_CRIME_NOMINALS, 5, "role", "", "not a role"},
    {VHA_CRIME_NOMINALS, 5, "role", "Suspect", "not a role"},
    {VHA_CRIME_NOMINALS, 5, "role", "bystander", "not a role"},
    {VHA_INTEL_REPORTS, 4, "intel_ref", "", EMPTY},
    {VHA_INTEL_REPORTS, 4, "report_date", "2026-06-31", NO_DAY},
    {VHA_INTEL_REPORTS, 4, "report_date", "2026-10-02", FUTURE},
    {VHA_INTEL_REPORTS, 4, "offence", "", EMPTY},
    {VHA_INTEL_REPORTS, 4, "grade", "", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "F1", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "A6", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "B", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "B245", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "4AP", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "grade", "1AX", "not an evaluation"},
    {VHA_INTEL_REPORTS, 4, "crime_ref", "CR9", "no such crime report"},
    {VHA_INTEL_NOMINALS, 3, "intel_ref", "IR9", "no such intelligence report"},
    {VHA_INTEL_NOMINALS, 3, "intel_ref", "", "no such intelligence report"},
    {VHA_INTEL_NOMINALS, 3, "pncid", "2024/0000777J", NOBODY},
    {VHA_CUSTODY, 3, "pncid", "2024/0000777J", NOBODY},
    {VHA_CUSTODY, 3, "received", "", NO_DAY},
    {VHA_CUSTODY, 3, "received", "2026-10-02", FUTURE},
    {VHA_CUSTODY, 3, "released", "2026-06-05", "released before received"},
    {VHA_CUSTODY, 3, "released", "soon", NOT_OR},
    {VHA_CUSTODY, 3, "released", "2026-11-31", NOT_OR},
    {VHA_WANTED, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_WANTED, 2, "source", "PNC", "not a source: EWMS or CRIS"},
    {VHA_WANTED, 2, "source", "", "not a source: EWMS or CRIS"},
    {VHA_WANTED, 2, "since", "2026-10-02", FUTURE},
    {VHA_WANTED, 2, "since", "", NO_DAY},
    {VHA_WANTED, 2, "reference", "", EMPTY},
    {VHA_RESTRICTIONS, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_RESTRICTIONS, 2, "kind", "", EMPTY},
    {VHA_RESTRICTIONS, 2, "start", "2026-10-02", FUTURE},
    {VHA_RESTRICTIONS, 2, "start", "", NO_DAY},
    {VHA_RESTRICTIONS, 2, "end", "2026-02-01", "ends before it starts"},
    {VHA_RESTRICTIONS, 2, "end", "never", NOT_OR},
    {VHA_GANG_LINKS, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_GANG_LINKS, 2, "gang", "", EMPTY},
    {VHA_GANG_LINKS, 2, "intel_ref", "IR9", "no such intelligence report"},
    {VHA_COUNTY_LINES, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_COUNTY_LINES, 2, "line", "", EMPTY},
    {VHA_COUNTY_LINES, 2, "since", "2026-10-02", FUTURE},
    {VHA_VICTIMS, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_VICTIMS, 2, "crime_ref", "CR9", "no such crime report"},
    {VHA_VICTIMS, 2, "crime_ref", "", "no such crime report"},
    {VHA_VICTIMS, 2, "kind", "ASSAULT", "not a kind: STABBING"},
    {VHA_VICTIMS, 2, "date", "2026-10-02", FUTURE},
    {VHA_MISSING, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_MISSING, 2, "merlin_ref", "", EMPTY},
    {VHA_MISSING, 2, "kind", "GONE", "not a kind: MISSING or PAC"},
    {VHA_MISSING, 2, "date", "2026-13-01", NO_DAY},
    {VHA_IOM, 2, "pncid", "2024/0000777J", NOBODY},
    {VHA_IOM, 2, "cohort", "fixed", "not a cohort: FIXED, FLEX or FREE"},
    {VHA_IOM, 2, "since", "2026-10-02", FUTURE},
};

static void test_bad_cells(void **state)
{
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(bad_cells); i++) {
        const struct bad_cell *bad = &bad_cells[i];
        quarter_reset(quarter);
        quarter_set_cell(quarter, bad->table, bad->row, bad->column, bad->value);
        quarter_expect_reject(quarter, bad->table, bad->row + 1, bad->column, bad->value,
                              bad->reason);
    }
}

static void test_born_after_the_offence(void **state)
{
    struct quarter *quarter = *state;
    quarter_add(quarter, VHA_CRIME_NOMINALS, "CR4,2026/0000005A,witness\n");
    quarter_set_cell(quarter, VHA_NOMINALS, 5, "dob", "2024-02-29");
    quarter_expect_good(quarter); /* on the day itself it is odd but possible: a victim */
    quarter_set_cell(quarter, VHA_NOMINALS, 5, "dob", "2024-03-01");
    quarter_expect_reject(quarter, VHA_CRIME_NOMINALS, 7, "pncid", "2026/0000005A",
                          "born after the offence");
}

/* Days that look wrong and are right. */
static void test_days_to_come_where_they_are_right(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_CUSTODY, 3, "released", "2030-01-01");
    quarter_set_cell(quarter, VHA_CUSTODY, 1, "released", "2026-01-01"); /* the day received */
    quarter_set_cell(quarter, VHA_RESTRICTIONS, 2, "end", "2030-01-01");
    quarter_set_cell(quarter, VHA_RESTRICTIONS, 1, "end", "2026-01-01"); /* the day it starts */
    quarter_set_cell(quarter, VHA_NOMINALS, 5, "dob", AS_OF);
    quarter_set_cell(quarter, VHA_IOM, 2, "since", AS_OF);
    quarter_expect_good(quarter);
    const struct vha_extract *extract = quarter->extract;
    char date[VHA_DATE_SIZE];
    const uint32_t last = quarter_nominal(quarter, "2010/0000001C");
    for (uint32_t i = 0; i < extract->counts[VHA_CUSTODY]; i++)
        if (extract->custody[i].nominal == last)
            assert_string_equal(vha_date_format(date, extract->custody[i].released), "2030-01-01");
}

/* ----------------------------------------------------------------------------- rows of no shape */

static void test_wrong_number_of_cells(void **state)
{
    struct quarter *quarter = *state;
    quarter_add(quarter, VHA_IOM, "2003/0062845E,FREE\n2003/0062845E,FIXED,2026-01-01\n");
    quarter_expect_reject(quarter, VHA_IOM, 4, "", "",
                          "the row has 2 cells where the header has 3");
    quarter_reset(quarter);
    quarter_add(quarter, VHA_IOM, "2003/0062845E,FREE,2026-01-01,\n");
    quarter_expect_reject(quarter, VHA_IOM, 4, "", "",
                          "the row has 4 cells where the header has 3");
}

/* ----------------------------------------------------------------------------------- duplicates */

/* A row of each table once more. */
static const struct {
    enum vha_table table;
    const char *row;
} twins[] = {
    {VHA_NOMINALS, "2026/0000005A,Eden,Eve,2012-01-01,X,NS,E09000033\n"},
    {VHA_CRIME_REPORTS, "CR5,2026-10-01,THEFT_PERSON,,E09000033\n"},
    {VHA_CRIME_NOMINALS, "CR4,2010/0000001C,witness\n"},
    {VHA_INTEL_REPORTS, "IR4,2026-06-01,GBH,E5,\n"},
    {VHA_INTEL_NOMINALS, "IR3,1996/0346922Z\n"},
    {VHA_CUSTODY, "2010/0000001C,HMP Belmarsh,2026-06-06,2026-12-24\n"},
    {VHA_WANTED, "1996/0346922Z,CRIS,2026-08-09,W2\n"},
    {VHA_RESTRICTIONS, "1996/0346922Z,LICENCE,2026-02-02,\n"},
    {VHA_GANG_LINKS, "1996/0346922Z,GANG-2,\n"},
    {VHA_COUNTY_LINES, "1996/0346922Z,LINE-2,2026-03-04\n"},
    {VHA_VICTIMS, "2010/0000001C,CR4,LETHAL_DISCHARGE,2024-02-29\n"},
    {VHA_MISSING, "2020/0000042Z,M2,PAC,2026-05-02\n"},
    {VHA_IOM, "1996/0346922Z,FLEX,2026-01-02\n"},
};

static void test_exact_duplicates_are_dropped_and_counted(void **state)
{
    struct quarter *quarter = *state;
    quarter_expect_good(quarter);
    uint32_t counts[VHA_TABLES];
    memcpy(counts, quarter->extract->counts, sizeof counts);
    assert_int_equal(VHA_COUNT(twins), VHA_TABLES);
    for (size_t i = 0; i < VHA_COUNT(twins); i++) {
        const enum vha_table table = twins[i].table;
        quarter_reset(quarter);
        const size_t rows = quarter_rows(quarter, table);
        quarter_add(quarter, table, twins[i].row);
        quarter_add(quarter, table, twins[i].row);
        quarter_expect_good(quarter);
        assert_memory_equal(quarter->extract->counts, counts, sizeof counts);
        for (int other = 0; other < VHA_TABLES; other++)
            assert_int_equal(quarter->extract->tables[other].duplicates,
                             other == (int)table ? 2 : 0);
        assert_int_equal(quarter->extract->tables[table].rows, rows + 2);
        assert_int_equal(quarter->extract->tables[table].kept, rows);
    }
}

/* The same row in another spelling is the same row. */
static void test_duplicates_are_compared_by_what_they_mean(void **state)
{
    struct quarter *quarter = *state;
    quarter_add(quarter, VHA_NOMINALS, "26/5A, Eden ,\"Eve\",2012-01-01,X,NS,Westminster\n");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_NOMINALS].duplicates, 1);
    quarter_add(quarter, VHA_CUSTODY, "10/1C,HMP Belmarsh,2026-06-06,2026-12-24\n");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->tables[VHA_CUSTODY].duplicates, 1);
}

/* Each column of a keyed table makes a difference, not the first few alone. */
static void test_every_column_tells_twins_apart(void **state)
{
    static const struct {
        enum vha_table table;
        const char *column; /* that the reject names */
        const char *value;
        const char *row;
    } others[] = {
        {VHA_NOMINALS, "pncid", "2026/0000005A",
         "2026/0000005A,Edem,Eve,2012-01-01,X,NS,E09000033\n"},
        {VHA_NOMINALS, "pncid", "2026/0000005A", "2026/0000005A,Eden,,2012-01-01,X,NS,E09000033\n"},
        {VHA_NOMINALS, "pncid", "2026/0000005A",
         "2026/0000005A,Eden,Eve,2012-01-02,X,NS,E09000033\n"},
        {VHA_NOMINALS, "pncid", "2026/0000005A",
         "2026/0000005A,Eden,Eve,2012-01-01,U,NS,E09000033\n"},
        {VHA_NOMINALS, "pncid", "2026/0000005A",
         "2026/0000005A,Eden,Eve,2012-01-01,X,O9,E09000033\n"},
        {VHA_NOMINALS, "pncid", "2026/0000005A", "2026/0000005A,Eden,Eve,2012-01-01,X,NS,\n"},
        {VHA_CRIME_REPORTS, "crime_ref", "CR5", "CR5,2026-09-30,THEFT_PERSON,,E09000033\n"},
        {VHA_CRIME_REPORTS, "crime_ref", "CR5", "CR5,2026-10-01,GBH,,E09000033\n"},
        {VHA_CRIME_REPORTS, "crime_ref", "CR5", "CR5,2026-10-01,THEFT_PERSON,KNIFE,E09000033\n"},
        {VHA_CRIME_REPORTS, "crime_ref", "CR5", "CR5,2026-10-01,THEFT_PERSON,,\n"},
        {VHA_INTEL_REPORTS, "intel_ref", "IR4", "IR4,2026-06-02,GBH,E5,\n"},
        {VHA_INTEL_REPORTS, "intel_ref", "IR4", "IR4,2026-06-01,RAPE,E5,\n"},
        {VHA_INTEL_REPORTS, "intel_ref", "IR4", "IR4,2026-06-01,GBH,E4,\n"},
        {VHA_INTEL_REPORTS, "intel_ref", "IR4", "IR4,2026-06-01,GBH,E51,\n"},
        {VHA_INTEL_REPORTS, "intel_ref", "IR4", "IR4,2026-06-01,GBH,E5,CR1\n"},
        {VHA_CUSTODY, "received", "2026-06-06", "2010/0000001C,HMP Isis,2026-06-06,2026-12-24\n"},
        {VHA_CUSTODY, "received", "2026-06-06", "2010/0000001C,HMP Belmarsh,2026-06-06,\n"},
        {VHA_WANTED, "reference", "W2", "1996/0346922Z,CRIS,2026-08-08,W2\n"},
        {VHA_MISSING, "merlin_ref", "M2", "2020/0000042Z,M2,MISSING,2026-05-02\n"},
        {VHA_MISSING, "merlin_ref", "M2", "2020/0000042Z,M2,PAC,2026-05-03\n"},
        {VHA_MISSING, "merlin_ref", "M2", "1996/0346922Z,M2,PAC,2026-05-02\n"},
    };
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        quarter_reset(quarter);
        const size_t line = quarter_rows(quarter, others[i].table) + 2;
        quarter_add(quarter, others[i].table, others[i].row);
        quarter_expect_reject(quarter, others[i].table, line, others[i].column, others[i].value,
                              "another row has this key with other content");
    }
}

/* What is one key in a table of a wider key is two rows there. */
static void test_rows_that_share_a_part_of_the_key(void **state)
{
    struct quarter *quarter = *state;
    quarter_add(quarter, VHA_CUSTODY, "2010/0000001C,HMP Belmarsh,2026-06-07,2026-12-24\n");
    quarter_add(quarter, VHA_WANTED,
                "1996/0346922Z,EWMS,2026-08-09,W2\n"
                "2003/0062845E,CRIS,2026-08-09,W2\n"
                "1996/0346922Z,CRIS,2026-08-09,W3\n");
    quarter_add(quarter, VHA_RESTRICTIONS, "1996/0346922Z,LICENCE,2026-02-02,2027-01-01\n");
    quarter_expect_good(quarter);
    assert_int_equal(quarter->extract->counts[VHA_CUSTODY], 4);
    assert_int_equal(quarter->extract->counts[VHA_WANTED], 5);
    assert_int_equal(quarter->extract->counts[VHA_RESTRICTIONS], 3);
}

/* ------------------------------------------------------------------------- what follows a reject
 */

/* A parent left out takes its children with it, each said with its own place. */
static void test_children_of_a_rejected_parent(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_CRIME_REPORTS, 1, "offence_date", "2026-02-30");
    assert_int_equal(quarter_read(quarter, 0), VHA_BAD_DATA);
    static const struct {
        const char *file;
        uint64_t line;
        const char *column;
        const char *value;
    } expected[] = {
        {"crime_reports.csv", 2, "offence_date", "2026-02-30"},
        {"crime_nominals.csv", 2, "crime_ref", "CR1"},
        {"crime_nominals.csv", 6, "crime_ref", "CR1"},
        {"intel_reports.csv", 3, "crime_ref", "CR1"},
        {"intel_nominals.csv", 3, "intel_ref", "IR2"},
        {"victims.csv", 2, "crime_ref", "CR1"},
    };
    assert_int_equal(quarter->extract->reject_count, VHA_COUNT(expected));
    for (size_t i = 0; i < VHA_COUNT(expected); i++) {
        const struct vha_reject *reject = &quarter->extract->rejects[i];
        assert_string_equal(reject->file, expected[i].file);
        assert_int_equal(reject->line, expected[i].line);
        assert_string_equal(reject->column, expected[i].column);
        assert_string_equal(reject->value, expected[i].value);
        if (i > 0)
            expect_words(reject->reason, "or its row was rejected");
    }
}

static void test_as_many_rejects_as_allowed(void **state)
{
    struct quarter *quarter = *state;
    quarter_set_cell(quarter, VHA_IOM, 1, "cohort", "A");
    quarter_set_cell(quarter, VHA_IOM, 2, "cohort", "B");
    quarter_set_cell(quarter, VHA_CUSTODY, 1, "received", "C");
    assert_int_equal(quarter_read(quarter, 2), VHA_BAD_DATA);
    expect_words(quarter->error.message,
                 "3 rows of the extract cannot be used, more than --max-rejects allows");
    assert_non_null(quarter->extract);
    assert_int_equal(quarter_read(quarter, 3), VHA_OK);
    assert_int_equal(quarter->extract->reject_count, 3);
    assert_int_equal(quarter->extract->counts[VHA_IOM], 0);
    assert_int_equal(quarter->extract->counts[VHA_CUSTODY], 2);
}

/* Two threads read the tables; the rejects stand in the order of tables and lines all the same. */
static void test_rejects_stand_in_order(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++)
        for (int i = 0; i < 40; i++)
            quarter_add(quarter, (enum vha_table)table, "x\n");
    for (int run = 0; run < 100; run++) {
        quarter->backwards = run % 2 == 1;
        assert_int_equal(quarter_read(quarter, 0), VHA_BAD_DATA);
        const struct vha_extract *extract = quarter->extract;
        assert_int_equal(extract->reject_entries, 40 * VHA_TABLES);
        for (size_t i = 0; i < extract->reject_entries; i++) {
            const enum vha_table table = (enum vha_table)(i / 40);
            char file[64];
            snprintf(file, sizeof file, "%s.csv", vha_table_name(table));
            assert_string_equal(extract->rejects[i].file, file);
            assert_int_equal(extract->rejects[i].line,
                             extract->tables[table].rows - 40 + 2 + i % 40);
        }
    }
}

static void test_entries_are_kept_up_to_a_limit(void **state)
{
    struct quarter *quarter = *state;
    const size_t count = VHA_MAX_REJECTS_KEPT + 5;
    char *text = vha_alloc(64 + 2 * count);
    size_t used = (size_t)sprintf(text, "pncid,cohort,since\n");
    for (size_t i = 0; i < count; i++, used += 2)
        memcpy(text + used, "x\n", 2);
    text[used] = '\0';
    quarter_set(quarter, VHA_IOM, text);
    free(text);
    assert_int_equal(quarter_read(quarter, count - 1), VHA_BAD_DATA);
    assert_int_equal(quarter->extract->reject_count, count);
    assert_int_equal(quarter->extract->reject_entries, VHA_MAX_REJECTS_KEPT);
    assert_int_equal(quarter_read(quarter, count), VHA_OK);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, quarter_open, quarter_close)
    const struct CMUnitTest tests[] = {
        TEST(test_bad_cells),
        TEST(test_born_after_the_offence),
        TEST(test_days_to_come_where_they_are_right),
        TEST(test_wrong_number_of_cells),
        TEST(test_exact_duplicates_are_dropped_and_counted),
        TEST(test_duplicates_are_compared_by_what_they_mean),
        TEST(test_every_column_tells_twins_apart),
        TEST(test_rows_that_share_a_part_of_the_key),
        TEST(test_children_of_a_rejected_parent),
        TEST(test_as_many_rejects_as_allowed),
        TEST(test_rejects_stand_in_order),
        TEST(test_entries_are_kept_up_to_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
