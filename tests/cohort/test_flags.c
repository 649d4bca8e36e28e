/* Which entry sets which flag, from which day to which. */
#include "flags.h"
#include "quarter.h"

#include <string.h>

static vha_date day(const char *text)
{
    vha_date date = VHA_NO_DATE;
    if (*text != '\0')
        assert_true(vha_date_parse(text, strlen(text), &date));
    return date;
}

/* ------------------------------------------------------------------------------- on their own */

static const struct {
    const char *since;
    const char *until;
    bool restricts;
} restrictions[] = {
    {"2026-03-15", "", true},            /* without an end */
    {"2026-03-15", "2026-10-02", true},  /* ends tomorrow */
    {"2026-03-15", "2026-10-01", true},  /* the last day */
    {"2026-03-15", "2026-09-30", false}, /* ended yesterday */
    {"2026-10-01", "", true},            /* the first day */
    {"2026-10-02", "", false},           /* not begun */
    {"2026-10-02", "2026-10-03", false},
    {"", "", true},
    {"", "2026-09-30", false},
};

static void test_a_restriction_runs_from_its_first_day_to_its_last(void **state)
{
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(restrictions); i++)
        assert_int_equal(entry_is_current(VHA_RESTRICTIONS, day(restrictions[i].since),
                                          day(restrictions[i].until), day("2026-10-01")),
                         restrictions[i].restricts);
    /* The other tables' entries do not run out. */
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        if (table != VHA_RESTRICTIONS)
            assert_true(entry_is_current((enum vha_table)table, day("1999-01-01"), VHA_NO_DATE,
                                         day("2026-10-01")));
}

static void test_released_in_the_last_thirty_days(void **state)
{
    (void)state;
    const vha_date as_of = day("2026-10-01");
    assert_true(released_lately(as_of, as_of));
    assert_true(released_lately(day("2026-09-02"), as_of)); /* 29 days ago: the first of thirty */
    assert_false(released_lately(day("2026-09-01"), as_of));
    assert_false(released_lately(day("2026-10-02"), as_of));
    assert_false(released_lately(VHA_NO_DATE, as_of));
}

static void test_flags_have_words(void **state)
{
    (void)state;
    uint32_t all = 0;
    for (size_t i = 0; i < VHA_FLAGS; i++) {
        assert_int_equal(__builtin_popcount(vha_flags[i].flag), 1);
        assert_int_equal(all & vha_flags[i].flag, 0);
        all |= vha_flags[i].flag;
        assert_true(strlen(vha_flags[i].mark) > 0 && strlen(vha_flags[i].words) > 0);
    }
    assert_int_equal(all, (1u << VHA_FLAGS) - 1);
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        assert_true(strlen(source_of_table((enum vha_table)table)) > 0);
}

/* --------------------------------------------------------------------------- through a quarter */

struct case_of_flags {
    const char *what;
    const char *dob; /* NULL: an adult */
    const char *table;
    const char *row; /* what follows the PNCID */
    uint32_t flags;
};

enum { CHILD = VHA_FLAG_UNDER_18, TURNS = VHA_FLAG_UNDER_18 | VHA_FLAG_TURNS_18 };

static const struct case_of_flags cases[] = {
    {"nothing", NULL, NULL, NULL, 0},
    {"EWMS", NULL, "wanted", "EWMS,2026-01-01,W1", VHA_FLAG_WANTED_EWMS},
    {"CRIS", NULL, "wanted", "CRIS,2026-01-01,W2", VHA_FLAG_WANTED_CRIS},
    {"restriction", NULL, "restrictions", "CBO,2026-01-01,", VHA_FLAG_RESTRICTION},
    {"restriction, last day", NULL, "restrictions", "SHPO,2026-01-01,2026-10-01",
     VHA_FLAG_RESTRICTION},
    {"restriction, over", NULL, "restrictions", "CBO,2026-01-01,2026-09-30", 0},
    {"gang", NULL, "gang_links", "GANG-001,", VHA_FLAG_GANG},
    {"county lines", NULL, "county_lines", "LINE-001,2026-01-01", VHA_FLAG_COUNTY_LINES},
    {"stabbed", NULL, "victims", "C0-0,STABBING,2026-01-01", VHA_FLAG_VICTIM},
    {"shot at", NULL, "victims", "C0-1,LETHAL_DISCHARGE,2026-01-01", VHA_FLAG_VICTIM},
    {"missing", NULL, "missing", "M1,MISSING,2026-01-01", VHA_FLAG_MISSING},
    {"PAC", NULL, "missing", "M2,PAC,2026-01-01", VHA_FLAG_MISSING},
    {"IOM", NULL, "iom", "FIXED,2026-01-01", VHA_FLAG_IOM},
    {"held", NULL, "custody", "HMP A,2026-01-01,", VHA_FLAG_IN_CUSTODY},
    {"held until tomorrow", NULL, "custody", "HMP A,2026-01-01,2026-10-02", VHA_FLAG_IN_CUSTODY},
    {"released today", NULL, "custody", "HMP A,2026-01-01,2026-10-01", VHA_FLAG_RELEASED},
    {"released on the first of thirty days", NULL, "custody", "HMP A,2026-01-01,2026-09-02",
     VHA_FLAG_RELEASED},
    {"released the day before", NULL, "custody", "HMP A,2026-01-01,2026-09-01", 0},
    {"18 today", "2008-10-01", NULL, NULL, 0},
    {"18 tomorrow", "2008-10-02", NULL, NULL, TURNS},
    {"18 on the quarter's last day", "2008-12-31", NULL, NULL, TURNS},
    {"18 on the day after", "2009-01-01", NULL, NULL, CHILD},
    {"a child", "2013-02-03", NULL, NULL, CHILD},
};

/* The rows of one table for everybody who has one. */
static const char *rows_of(const struct quarter *quarter, const char *table)
{
    const char *rows = "";
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        if (cases[i].table != NULL && strcmp(cases[i].table, table) == 0)
            rows = vha_arena_format(quarter->arena, "%s%s,%s\n", rows,
                                    quarter_pncid_text(quarter, i), cases[i].row);
    return rows;
}

static struct vha_cohort *open_cases(const struct quarter *quarter)
{
    static const char *const tables[] = {"custody",      "wanted",  "restrictions", "gang_links",
                                         "county_lines", "victims", "missing",      "iom"};
    struct known_person people[VHA_COUNT(cases)];
    const char *extra[2 * VHA_COUNT(tables) + 1] = {NULL};
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        people[i] = (struct known_person){"Quill", "Ada", cases[i].dob};
    for (size_t i = 0; i < VHA_COUNT(tables); i++) {
        extra[2 * i] = tables[i];
        extra[2 * i + 1] = rows_of(quarter, tables[i]);
    }
    const char *path = quarter_path(quarter, "flags.db");
    quarter_build(quarter,
                  quarter_of_people(quarter, "flags", "2026-Q3", "2026-10-01", people,
                                    VHA_COUNT(cases), extra),
                  path);
    return quarter_open(path);
}

static void test_each_table_sets_its_flag(void **state)
{
    const struct quarter *quarter = *state;
    struct vha_cohort *cohort = open_cases(quarter);
    const struct vha_list_row *rows = quarter_rows(cohort, quarter->arena);
    assert_int_equal(vha_cohort_info(cohort)->listed, VHA_COUNT(cases));
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        assert_int_equal(rows[i].pncid, quarter_pncid(i));
        if (rows[i].flags != cases[i].flags)
            fail_msg("%s: flags %x", cases[i].what, rows[i].flags);
    }
    vha_cohort_close(cohort);
}

static void test_a_dossier_tells_what_stands_behind_a_flag(void **state)
{
    const struct quarter *quarter = *state;
    struct vha_cohort *cohort = open_cases(quarter);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_dossier dossier;
        assert_int_equal(
            vha_cohort_dossier(cohort, quarter_pncid(i), quarter->arena, &dossier, NULL), VHA_OK);
        const bool in_flag_table = cases[i].table != NULL && strcmp(cases[i].table, "custody") != 0;
        assert_int_equal(dossier.flag_count, in_flag_table ? 1 : 0);
        if (!in_flag_table)
            continue;
        const struct vha_flag_entry *entry = &dossier.flags[0];
        assert_string_equal(entry->table, cases[i].table);
        assert_int_equal(entry->current ? entry->flag : 0, cases[i].flags);
        assert_non_null(strstr(cases[i].row, entry->kind));
        assert_non_null(strstr(cases[i].row, entry->detail));
        assert_true(strlen(entry->source) > 0);
        char since[VHA_DATE_SIZE];
        assert_non_null(strstr(cases[i].row, vha_date_format(since, entry->since)));
    }
    vha_cohort_close(cohort);
}

static void test_the_day_of_coming_of_age(void **state)
{
    const struct quarter *quarter = *state;
    struct vha_cohort *cohort = open_cases(quarter);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_dossier dossier;
        assert_int_equal(
            vha_cohort_dossier(cohort, quarter_pncid(i), quarter->arena, &dossier, NULL), VHA_OK);
        char turns[VHA_DATE_SIZE];
        vha_date_format(turns, dossier.turns_18);
        if ((cases[i].flags & VHA_FLAG_UNDER_18) == 0)
            assert_string_equal(turns, "");
        else /* the same day of another year */
            assert_string_equal(turns + 4, cases[i].dob + 4);
    }
    vha_cohort_close(cohort);
}

/* Born on 29 February: of age on 1 March, not on the 28th. */
static void test_born_on_the_leap_day(void **state)
{
    const struct quarter *quarter = *state;
    static const struct known_person people[] = {{"Quill", "Ada", "2008-02-29"},
                                                 {"Quill", "Bea", "2008-02-28"}};
    static const struct {
        const char *as_of;
        uint32_t flags[2];
        const char *turns;
        int age;
    } days[] = {
        {"2025-12-02", {TURNS, TURNS}, "2026-03-01", 17},
        {"2025-12-01", {CHILD, TURNS}, "2026-03-01", 17},
        {"2025-11-28", {CHILD, CHILD}, "2026-03-01", 17},
        {"2026-02-28", {TURNS, 0}, "2026-03-01", 17},
        {"2026-03-01", {0, 0}, "", 18},
    };
    for (size_t i = 0; i < VHA_COUNT(days); i++) {
        const char *path = quarter_path(quarter, "leap.db");
        quarter_build(quarter,
                      quarter_of_people(quarter, vha_arena_format(quarter->arena, "leap-%zu", i),
                                        "2026-Q1", days[i].as_of, people, 2, NULL),
                      path);
        struct vha_cohort *cohort = quarter_open(path);
        const struct vha_list_row *rows = quarter_rows(cohort, quarter->arena);
        struct vha_dossier dossier;
        char turns[VHA_DATE_SIZE];
        for (size_t who = 0; who < 2; who++)
            if (rows[who].flags != days[i].flags[who])
                fail_msg("%s %s: flags %x", days[i].as_of, people[who].dob, rows[who].flags);
        assert_int_equal(rows[0].age, days[i].age);
        assert_int_equal(
            vha_cohort_dossier(cohort, quarter_pncid(0), quarter->arena, &dossier, NULL), VHA_OK);
        assert_string_equal(vha_date_format(turns, dossier.turns_18), days[i].turns);
        vha_cohort_close(cohort);
    }
}

/* Several entries of one person, and two roles on one report. */
static void test_flags_come_together(void **state)
{
    const struct quarter *quarter = *state;
    const char *ada = quarter_pncid_text(quarter, 0);
    const char *const extra[] = {
        "wanted",
        vha_arena_format(quarter->arena, "%s,EWMS,2026-01-01,W1\n%s,CRIS,2026-02-01,W2\n", ada,
                         ada),
        "restrictions",
        vha_arena_format(quarter->arena, "%s,CBO,2026-01-01,2026-02-01\n%s,SHPO,2026-01-01,\n", ada,
                         ada),
        "custody",
        vha_arena_format(quarter->arena, "%s,HMP A,2025-01-01,2026-09-20\n%s,HMP B,2026-09-25,\n",
                         ada, ada),
        "crime_nominals",
        vha_arena_format(quarter->arena,
                         "C0-0,%s,suspect\nC0-0,%s,accused\nC0-1,%s,accused\nC0-2,%s,suspect\n"
                         "C0-3,%s,suspect\nC0-3,%s,suspect\n",
                         ada, ada, ada, ada, ada, ada),
        NULL};
    static const struct known_person people[] = {{"Quill", "Ada", NULL}};
    const char *path = quarter_path(quarter, "together.db");
    quarter_build(quarter,
                  quarter_of_people(quarter, "together", "2026-Q3", "2026-10-01", people, 1, extra),
                  path);
    struct vha_cohort *cohort = quarter_open(path);
    struct vha_explanation explanation;
    assert_int_equal(
        vha_cohort_explain(cohort, quarter_pncid(0), quarter->arena, &explanation, NULL), VHA_OK);
    const struct vha_dossier *dossier = &explanation.dossier;
    assert_int_equal(dossier->person.flags, VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS |
                                                VHA_FLAG_RESTRICTION | VHA_FLAG_IN_CUSTODY |
                                                VHA_FLAG_RELEASED);
    assert_int_equal(dossier->flag_count, 4);
    /* wanted before restrictions, each newest first */
    assert_string_equal(dossier->flags[0].kind, "CRIS");
    assert_string_equal(dossier->flags[1].kind, "EWMS");
    assert_string_equal(dossier->custody[0].establishment, "HMP B");
    assert_int_equal(dossier->person.crime_reports, 4);
    assert_int_equal(dossier->individual.crime_count, 4);
    assert_string_equal(dossier->crimes[0].ref, "C0-0");
    assert_int_equal(dossier->individual.crimes[0].roles, VHA_SUSPECT | VHA_ACCUSED);
    vha_cohort_close(cohort);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_restriction_runs_from_its_first_day_to_its_last),
        cmocka_unit_test(test_released_in_the_last_thirty_days),
        cmocka_unit_test(test_flags_have_words),
        cmocka_unit_test(test_each_table_sets_its_flag),
        cmocka_unit_test(test_a_dossier_tells_what_stands_behind_a_flag),
        cmocka_unit_test(test_the_day_of_coming_of_age),
        cmocka_unit_test(test_born_on_the_leap_day),
        cmocka_unit_test(test_flags_come_together),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
