/* Filters as they are typed, completed and said in words. */
#include "quarter.h"

#include <stdio.h>
#include <string.h>

static const struct vha_facet_value boroughs[] = {
    {"Lambeth", "Lambeth", "AS Central South", 61},
    {"Southwark", "Southwark", "AS Central South", 58},
    {"Hackney", "Hackney", "CE Central East", 40},
    {"Tower Hamlets", "Tower Hamlets", "CE Central East", 9},
    {"Havering", "Havering", "EA East Area", 1},
    {"none", "None or outside London", "", 3},
};
static const struct vha_facet_value ages[] = {{"u18", "Under 18", "", 3},
                                              {"adult", "18 and over", "", 5}};
static const struct vha_facet_value wanted[] = {
    {"ewms", "EWMS", "", 2}, {"cris", "CRIS", "", 6}, {"no", "Not wanted", "", 6}};
static const struct vha_facet_value gangs[] = {{"yes", "Gang link", "", 2},
                                               {"no", "No gang link", "", 6}};
static const struct vha_facet facets[] = {
    {"borough", "Borough", VHA_COUNT(boroughs), boroughs},
    {"under_18", "Under 18", VHA_COUNT(ages), ages},
    {"wanted", "Wanted", VHA_COUNT(wanted), wanted},
    {"gang", "Gang link", VHA_COUNT(gangs), gangs},
};
static const struct vha_panes panes = {facets, VHA_COUNT(facets)};

enum { BOROUGH, UNDER_18, WANTED, GANG };

/* --------------------------------------------------------------------------------------- typed */

static struct vha_filter parse(const char *text)
{
    struct vha_filter filter = {.chosen = {0}};
    struct vha_error error = {0};
    if (vha_filter_parse(&panes, text, &filter, &error) != VHA_OK)
        fail_msg("%s: %s", text, error.message);
    return filter;
}

static void test_values(void **state)
{
    (void)state;
    assert_true(vha_filter_is_empty(&(struct vha_filter){.chosen = {0}}));
    const struct vha_filter nothing = parse("  ");
    assert_true(vha_filter_is_empty(&nothing));
    static const struct {
        const char *typed;
        size_t facet;
        uint64_t chosen;
        uint64_t excluded;
    } rows[] = {
        {"borough=Lambeth", BOROUGH, 1, 0},
        {"borough=lambeth,SOUTHWARK", BOROUGH, 3, 0},
        {"borough=Lambeth borough=Havering", BOROUGH, 17, 0},
        {"borough=Tower_Hamlets", BOROUGH, 8, 0},
        {"borough=towerhamlets", BOROUGH, 8, 0},
        {"borough=\"Tower Hamlets\"", BOROUGH, 8, 0},
        {"borough=tow", BOROUGH, 8, 0},
        {"borough=None_or_outside_London", BOROUGH, 32, 0},
        {"borough!=Lambeth,Hackney", BOROUGH, 0, 5},
        {"!borough=Lambeth", BOROUGH, 0, 1},
        {"!borough!=Lambeth", BOROUGH, 1, 0},
        {"bcu=AS", BOROUGH, 3, 0},
        {"bcu=ce", BOROUGH, 12, 0},
        {"bcu=CE_Central_East", BOROUGH, 12, 0},
        {"bcu!=AS,CE", BOROUGH, 0, 15},
        {"Lambeth", BOROUGH, 1, 0},
        {"u18", UNDER_18, 1, 0},
        {"!u18", UNDER_18, 0, 1},
        {"EWMS", WANTED, 1, 0},
        {"wanted", WANTED, 0, 4},
        {"!wanted", WANTED, 4, 0},
        {"wanted=no", WANTED, 4, 0},
        {"gang", GANG, 0, 2},
    };
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        const struct vha_filter filter = parse(rows[i].typed);
        if (filter.chosen[rows[i].facet] != rows[i].chosen ||
            filter.excluded[rows[i].facet] != rows[i].excluded)
            fail_msg("%s: chosen %llx, excluded %llx", rows[i].typed,
                     (unsigned long long)filter.chosen[rows[i].facet],
                     (unsigned long long)filter.excluded[rows[i].facet]);
    }
    const struct vha_filter both = parse("borough=Lambeth,Southwark  u18 wanted=ewms");
    assert_int_equal(both.chosen[BOROUGH], 3);
    assert_int_equal(both.chosen[UNDER_18], 1);
    assert_int_equal(both.chosen[WANTED], 1);
}

static void test_ranges(void **state)
{
    (void)state;
    const vha_date july = vha_date_from_civil((struct vha_civil_date){2026, 7, 1});
    const struct {
        const char *typed;
        enum vha_measure measure;
        int64_t least;
        int64_t most;
    } rows[] = {
        {"age=15", VHA_MEASURE_AGE, 15, 15},
        {"age=13..17", VHA_MEASURE_AGE, 13, 17},
        {"age=..17", VHA_MEASURE_AGE, INT64_MIN, 17},
        {"age=13..", VHA_MEASURE_AGE, 13, INT64_MAX},
        {"age>=13", VHA_MEASURE_AGE, 13, INT64_MAX},
        {"age>13", VHA_MEASURE_AGE, 14, INT64_MAX},
        {"age<18", VHA_MEASURE_AGE, INT64_MIN, 17},
        {"age<=18", VHA_MEASURE_AGE, INT64_MIN, 18},
        {"score>=547.5", VHA_MEASURE_SCORE, 547500, INT64_MAX},
        {"score<2500", VHA_MEASURE_SCORE, INT64_MIN, 2499999},
        {"crimes=3..3", VHA_MEASURE_CRIME_REPORTS, 3, 3},
        {"latest=2026-07-01", VHA_MEASURE_LATEST, july, july},
        {"latest=2026-07", VHA_MEASURE_LATEST, july, july + 30},
        {"latest=2026-Q3", VHA_MEASURE_LATEST, july, july + 91},
        {"latest=2026", VHA_MEASURE_LATEST, july - 181, july + 183},
        {"latest=2026-07..2026-08", VHA_MEASURE_LATEST, july, july + 61},
        {"latest>2026-07", VHA_MEASURE_LATEST, july + 31, INT64_MAX},
        {"latest<2026-07", VHA_MEASURE_LATEST, INT64_MIN, july - 1},
        {"born=2010..", VHA_MEASURE_BORN, vha_date_from_civil((struct vha_civil_date){2010, 1, 1}),
         INT64_MAX},
    };
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        const struct vha_filter filter = parse(rows[i].typed);
        const struct vha_range *const range = &filter.ranges[rows[i].measure];
        if (!range->set || range->least != rows[i].least || range->most != rows[i].most)
            fail_msg("%s: %d %lld to %lld", rows[i].typed, range->set, (long long)range->least,
                     (long long)range->most);
    }
}

static void test_faults_name_the_term_and_the_nearest_word(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *said;
    } rows[] = {
        {"borogh=Lambeth", "did you mean \"borough\"?"},
        {"borough=Lamberth", "did you mean \"Lambeth\"?"},
        {"borough=H", "More than one value of borough begins with \"H\""},
        {"borough=", "A value is missing in \"borough=\""},
        {"borough=Lambeth,", "A value is missing"},
        {"bcu=ZZ", "\"ZZ\" is no BCU"},
        {"borough", "borough=Lambeth"},
        {"no", "More than one filter has the value \"no\""},
        {"xyzzy", "\"xyzzy\" is no filter; those there are: bcu, "},
        {"xyzzy=3", "\"xyzzy\" is no filter; those there are: bcu, "},
        {"xyzzy", "born, latest."},
        {"borough=xyzzy", "is no value of borough; those there are: "},
        {"borough>Lambeth", "borough has no order"},
        {"age=", "age takes a whole number, or a range such as 13..17, 13.. or ..17."},
        {"latest=", "or a range such as 2026-07.. or 2025..2026-03."},
        {"age=abc", "age takes a whole number, and \"abc\" is none"},
        {"age=1.5", "age takes a whole number"},
        {"score=1e9", "score takes a number"},
        {"latest=2026-13", "latest takes a day"},
        {"latest=2026-02-30", "latest takes a day"},
        {"latest=2026-Q5", "latest takes a day"},
        {"age=..", "has neither of its ends"},
        {"age=17..13", "ends before it begins"},
        {"age!=13", "cannot be turned round"},
        {"!age=13", "cannot be turned round"},
        {"!", "nothing does"},
        {"=Lambeth", "is no filter"},
        {"borough!Lambeth", "is no filter"},
    };
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        struct vha_filter filter = {.chosen = {7}};
        struct vha_error error = {0};
        assert_int_equal(vha_filter_parse(&panes, rows[i].typed, &filter, &error), VHA_USAGE);
        if (strstr(error.message, rows[i].said) == NULL)
            fail_msg("%s: %s", rows[i].typed, error.message);
        assert_int_equal(filter.chosen[0], 7);
    }
}

/* Whatever is set, typed out and read again it is the same; and no text however long or broken does
 * any harm. */
static void test_there_and_back(void **state)
{
    (void)state;
    uint64_t random = 4711;
    for (int round = 0; round < 2000; round++) {
        struct vha_filter filter = {.chosen = {0}};
        char typed[2048];
        for (size_t facet = 0; facet < panes.count; facet++) {
            const uint64_t all = (UINT64_C(1) << facets[facet].value_count) - 1;
            filter.chosen[facet] = next_random(&random) & next_random(&random) & all;
            filter.excluded[facet] = next_random(&random) & next_random(&random) & all;
        }
        for (size_t measure = 0; measure < VHA_MEASURES; measure++) {
            const bool set = next_random(&random) % 2 == 0;
            const int64_t least = (int64_t)(next_random(&random) % 20000);
            const bool open = next_random(&random) % 3 == 0;
            if (set)
                filter.ranges[measure] = (struct vha_range){
                    true, least, open ? INT64_MAX : least + (int64_t)(next_random(&random) % 9)};
        }
        vha_filter_format(&panes, &filter, typed, sizeof typed);
        const struct vha_filter again = parse(typed);
        assert_memory_equal(filter.chosen, again.chosen, sizeof filter.chosen);
        assert_memory_equal(filter.excluded, again.excluded, sizeof filter.excluded);
        for (size_t measure = 0; measure < VHA_MEASURES; measure++) {
            assert_int_equal(filter.ranges[measure].set, again.ranges[measure].set);
            assert_int_equal(filter.ranges[measure].least, again.ranges[measure].least);
            assert_int_equal(filter.ranges[measure].most, again.ranges[measure].most);
        }
        for (size_t cut = 0; cut < 10; cut++) {
            struct vha_error error;
            typed[next_random(&random) % (strlen(typed) + 1)] = (char)(next_random(&random) % 256);
            (void)!vha_filter_parse(&panes, typed, &filter, &error);
        }
    }
}

static void test_whole_groups_are_typed_as_bcus(void **state)
{
    (void)state;
    char typed[256];
    const struct vha_filter filter = parse("borough=Southwark,Lambeth,Havering,Hackney score>=10");
    assert_string_equal(vha_filter_format(&panes, &filter, typed, sizeof typed),
                        "borough=Hackney,Havering bcu=AS score=10..");
}

/* -------------------------------------------------------------------------------------- words */

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *words;
    } rows[] = {
        {"", ""},
        {"borough=Lambeth", "Borough: Lambeth"},
        {"borough=Lambeth,Hackney u18", "Borough: Lambeth or Hackney; Under 18"},
        {"bcu=AS borough=Havering", "Borough: AS Central South or Havering"},
        {"bcu!=AS", "Borough: not AS Central South"},
        {"borough!=Lambeth,Hackney", "Borough: not Lambeth and not Hackney"},
        {"!u18", "not Under 18"},
        {"wanted", "Wanted: any"},
        {"gang=yes", "Gang link"},
        {"score>=2500", "Score from 2,500"},
        {"score=1000..2500.5", "Score 1,000 to 2,500.5"},
        {"age<=17", "Age up to 17"},
        {"age=15", "Age 15"},
        {"latest=2026-07", "Latest offence 2026-07-01 to 2026-07-31"},
    };
    char words[512];
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        const struct vha_filter filter = parse(rows[i].typed);
        assert_string_equal(vha_filter_words(&panes, &filter, words, sizeof words), rows[i].words);
    }
    /* What has no room is left out whole. */
    char few[30];
    const struct vha_filter filter = parse("borough=Lambeth,Hackney u18");
    assert_string_equal(vha_filter_words(&panes, &filter, few, sizeof few),
                        "Borough: Lambeth or Hackney");
}

/* --------------------------------------------------------------------------------- completion */

static char offered[8192];

static void note(void *context, const char *word)
{
    (void)context;
    const size_t length = strlen(offered);
    snprintf(offered + length, sizeof offered - length, "%s|", word);
}

static void test_completion(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        size_t from;
        const char *has;
        const char *lacks;
    } rows[] = {
        {"", 0, "borough=|under_18=|wanted=|gang=|bcu=|score=|", "|no|"},
        {"u18 bor", 4, "u18|adult|ewms|cris|", "Lambeth"},
        {"!b", 0, "!borough=|", "score="},
        {"borough=Lam", 8, "Lambeth|Southwark|Hackney|Tower_Hamlets|", "ewms"},
        {"u18 borough=Lambeth,So", 20, "Southwark|", "u18"},
        {"!borough!=", 10, "Havering|", "bcu"},
        {"bcu=", 4, "AS|CE|EA|", "Lambeth"},
        {"score=", 6, "", "|"},
    };
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        offered[0] = '\0';
        assert_int_equal(vha_filter_complete(&panes, rows[i].typed, note, NULL), rows[i].from);
        if (strstr(offered, rows[i].has) == NULL || strstr(offered, rows[i].lacks) != NULL)
            fail_msg("%s: %s", rows[i].typed, offered);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_faults_name_the_term_and_the_nearest_word),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_whole_groups_are_typed_as_bcus),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_completion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
