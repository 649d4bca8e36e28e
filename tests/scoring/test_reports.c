/* Which reports count, what each scores, and which rule leaves one out. */
#include "person.h"

#include <string.h>

/* A policy other than the default one, as a change to its text. */
enum rules { DEFAULT, LINEAR, ACCUSED_ONLY, VICTIMS_TOO, HALVES, RULES };

static const char *const changes[RULES][1][2] = {
    [LINEAR] = {{"form: geometric", "form: linear"}},
    [ACCUSED_ONLY] = {{"roles: [suspect, accused]", "roles: [accused]"}},
    [VICTIMS_TOO] = {{"roles: [suspect, accused]", "roles: [suspect, accused, victim]"}},
    [HALVES] = {{"{numerator: 2, denominator: 3}", "{numerator: 1, denominator: 2}"}},
};

struct row {
    const char *what;
    enum rules rules;
    const char *as_of; /* NULL: 2026-10-01 */
    const char *facts;
    const char *verdicts;
};

static const struct row crime_window[] = {
    {"the first day of the window is the day after the anniversary", DEFAULT, NULL,
     "crime 2023-10-02 GBH suspect", "counted 648.889"},
    {"on the anniversary 36 months are complete", DEFAULT, NULL, "crime 2023-10-01 GBH suspect",
     "left_window"},
    {"the last day is the assessment date", DEFAULT, NULL, "crime 2026-10-01 GBH suspect",
     "counted 1460.000"},
    {"the day after it", DEFAULT, NULL, "crime 2026-10-02 GBH suspect", "left_future"},
    {"as_of on the 31st: the 31st is out", DEFAULT, "2026-08-31", "crime 2023-08-31 GBH suspect",
     "left_window"},
    {"as_of on the 31st: the first of the month after is in", DEFAULT, "2026-08-31",
     "crime 2023-09-01 GBH suspect", "counted 648.889"},
    {"the 31st has no anniversary in a short month", DEFAULT, "2026-02-28",
     "crime 2023-01-31 GBH suspect|crime 2023-03-01 GBH suspect", "left_window; counted 648.889"},
    {"a month end that meets a shorter one", DEFAULT, "2026-09-30", "crime 2023-09-30 GBH suspect",
     "left_window"},
    {"29 February: 36 months are not complete on 28 February", DEFAULT, "2027-02-28",
     "crime 2024-02-29 GBH suspect", "counted 648.889"},
    {"29 February: they are on 1 March", DEFAULT, "2027-03-01", "crime 2024-02-29 GBH suspect",
     "left_window"},
    {"as_of on 29 February", DEFAULT, "2028-02-29",
     "crime 2025-02-28 GBH suspect|crime 2025-03-01 GBH suspect", "left_window; counted 648.889"},
    {"29 February four years on", DEFAULT, "2028-02-29", "crime 2024-02-29 GBH suspect",
     "left_window"},
    {"over the turn of a year", DEFAULT, "2026-01-01",
     "crime 2023-01-01 GBH suspect|crime 2023-01-02 GBH suspect", "left_window; counted 648.889"},
};

static const struct row intel_window[] = {
    {"the first day", DEFAULT, NULL, "intel 2026-04-02 GBH B2", "counted 146.000"},
    {"six months complete", DEFAULT, NULL, "intel 2026-04-01 GBH B2", "left_window"},
    {"the last day", DEFAULT, NULL, "intel 2026-10-01 GBH B2", "counted 146.000"},
    {"the day after it", DEFAULT, NULL, "intel 2026-10-02 GBH B2", "left_future"},
    {"31 August is five months back on 28 February", DEFAULT, "2026-02-28",
     "intel 2025-08-31 GBH B2", "counted 146.000"},
    {"and six on 1 March", DEFAULT, "2026-03-01", "intel 2025-08-31 GBH B2|intel 2025-09-01 GBH B2",
     "left_window; left_window"},
    {"28 August to 28 February", DEFAULT, "2026-02-28",
     "intel 2025-08-28 GBH B2|intel 2025-08-29 GBH B2", "left_window; counted 146.000"},
    {"29 August to 29 February", DEFAULT, "2028-02-29",
     "intel 2027-08-29 GBH B2|intel 2027-08-30 GBH B2", "left_window; counted 146.000"},
    {"no decay inside the window", DEFAULT, NULL,
     "intel 2026-04-02 HOMICIDE A1|intel 2026-10-01 HOMICIDE A1",
     "counted 547.500; counted 547.500"},
};

static const struct row decay[] = {
    {"the day before twelve months", DEFAULT, NULL, "crime 2025-10-02 GBH suspect",
     "counted 1460.000"},
    {"the exact anniversary", DEFAULT, NULL, "crime 2025-10-01 GBH suspect", "counted 973.333"},
    {"the day before twenty-four", DEFAULT, NULL, "crime 2024-10-02 GBH suspect",
     "counted 973.333"},
    {"the second anniversary", DEFAULT, NULL, "crime 2024-10-01 GBH suspect", "counted 648.889"},
    {"29 February steps on 1 March, not on the 28th", DEFAULT, "2025-02-28",
     "crime 2024-02-29 GBH suspect", "counted 1460.000"},
    {"29 February, a day later", DEFAULT, "2025-03-01", "crime 2024-02-29 GBH suspect",
     "counted 973.333"},
    {"31 January in a year's time", DEFAULT, "2027-01-31",
     "crime 2026-01-31 GBH suspect|crime 2026-02-01 GBH suspect",
     "counted 973.333; counted 1460.000"},
    {"linear, no year", LINEAR, NULL, "crime 2025-10-02 GBH suspect", "counted 1460.000"},
    {"linear, one year", LINEAR, NULL, "crime 2025-10-01 GBH suspect", "counted 973.333"},
    {"linear, two years", LINEAR, NULL, "crime 2024-10-01 GBH suspect", "counted 486.667"},
    {"halves", HALVES, NULL, "crime 2025-10-01 GBH suspect|crime 2024-10-01 GBH suspect",
     "counted 730.000; counted 365.000"},
    {"2/3 of the smallest weights", DEFAULT, NULL,
     "crime 2025-10-01 THEFT_PERSON suspect|crime 2024-10-01 THEFT_PERSON suspect|"
     "crime 2025-10-01 THREATS_TO_KILL suspect",
     "counted 1.333; counted 0.889; counted 6.667"},
};

static const struct row weights[] = {
    {"robbery without a weapon: CHI", DEFAULT, NULL, "crime 2026-09-30 ROBBERY_PERSONAL suspect",
     "counted 365.000"},
    {"with a knife, a firearm, another weapon: ONS", DEFAULT, NULL,
     "crime 2026-09-30 ROBBERY_PERSONAL suspect KNIFE|"
     "crime 2026-09-30 ROBBERY_PERSONAL suspect FIREARM|"
     "crime 2026-09-30 ROBBERY_PERSONAL suspect OTHER_WEAPON|"
     "crime 2026-09-30 ROBBERY_PERSONAL suspect KNIFE;FIREARM",
     "counted 746.000; counted 746.000; counted 746.000; counted 746.000"},
    {"a feature that no weight names", DEFAULT, NULL,
     "crime 2026-09-30 ROBBERY_PERSONAL suspect CORROSIVE", "counted 365.000"},
    {"a feature that the policy does not know", DEFAULT, NULL,
     "crime 2026-09-30 ROBBERY_PERSONAL suspect MASK", "counted 365.000"},
    {"the weapon decays from the ONS weight", DEFAULT, NULL,
     "crime 2025-10-01 ROBBERY_PERSONAL suspect KNIFE", "counted 497.333"},
    {"features make no difference elsewhere", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect KNIFE;FIREARM", "counted 1460.000"},
    {"an alias is the category", DEFAULT, NULL,
     "crime 2026-09-30 MURDER suspect|intel 2026-09-30 MANSLAUGHTER B2",
     "counted 5475.000; counted 547.500"},
};

static const struct row grades[] = {
    {"5x5x5", DEFAULT, NULL,
     "intel 2026-09-30 GBH A1|intel 2026-09-30 GBH B2|intel 2026-09-30 GBH C3|"
     "intel 2026-09-30 GBH D4|intel 2026-09-30 GBH E5",
     "counted 146.000; counted 146.000; counted 109.500; counted 73.000; counted 36.500"},
    {"3x5x2", DEFAULT, NULL,
     "intel 2026-09-30 GBH 1AP|intel 2026-09-30 GBH 2CC|intel 2026-09-30 GBH 3EC",
     "counted 146.000; counted 73.000; counted 36.500"},
    {"the information's grade and the handling make no difference", DEFAULT, NULL,
     "intel 2026-09-30 GBH C1|intel 2026-09-30 GBH C55", "counted 109.500; counted 109.500"},
    {"exact halves of a thousandth go up", DEFAULT, NULL, /* 41.0625, 13.6875, 4.5625 */
     "intel 2026-09-30 KIDNAP C1|intel 2026-09-30 KIDNAP E1|intel 2026-09-30 KNIFE_POSSESSION E1",
     "counted 41.063; counted 13.688; counted 4.563"},
    {"thousandths that are no halves", DEFAULT, NULL, /* 27.375, 9.125 */
     "intel 2026-09-30 GBH_NO_WEAPON C1|intel 2026-09-30 GBH_NO_WEAPON E1",
     "counted 27.375; counted 9.125"},
};

static const struct row roles[] = {
    {"suspect, accused, both", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH accused|"
     "crime 2026-09-30 GBH suspect+accused",
     "counted 1460.000; counted 1460.000; counted 1460.000"},
    {"victim and witness", DEFAULT, NULL,
     "crime 2026-09-30 GBH victim|crime 2026-09-30 GBH witness|"
     "crime 2026-09-30 GBH victim+witness",
     "left_role; left_role; left_role"},
    {"suspect and victim at once", DEFAULT, NULL, "crime 2026-09-30 GBH suspect+victim",
     "counted 1460.000"},
    {"accused alone, where the policy says so", ACCUSED_ONLY, NULL,
     "crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH suspect+accused|"
     "intel 2026-09-30 GBH B2 >1|intel 2026-09-30 GBH B2 >2",
     "left_role; counted 1460.000; counted 146.000; left_linked"},
    {"more roles, where the policy says so", VICTIMS_TOO, NULL, "crime 2026-09-30 GBH victim",
     "counted 1460.000"},
};

static const struct row domestic[] = {
    {"domestic abuse", DEFAULT, NULL, "crime 2026-09-30 GBH suspect DOMESTIC", "left_feature"},
    {"beside a weapon", DEFAULT, NULL, "crime 2026-09-30 ROBBERY_PERSONAL suspect KNIFE;DOMESTIC",
     "left_feature"},
};

static const struct row needs_other[] = {
    {"alone", DEFAULT, NULL, "crime 2026-09-30 RAPE suspect|crime 2026-09-30 THEFT_PERSON suspect",
     "left_needs_other; left_needs_other"},
    {"beside another category", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|crime 2026-09-30 THREATS_TO_KILL suspect",
     "counted 1825.000; counted 10.000"},
    {"whatever the order", DEFAULT, NULL,
     "crime 2026-09-30 THREATS_TO_KILL suspect|crime 2026-09-30 THEFT_PERSON suspect",
     "counted 10.000; counted 2.000"},
    {"intelligence alone", DEFAULT, NULL,
     "intel 2026-09-30 RAPE B2|intel 2026-09-30 GBH B2|intel 2026-09-30 THEFT_PERSON B2",
     "left_needs_other; counted 146.000; left_needs_other"},
    {"intelligence of another category is no company for a crime report", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|intel 2026-09-30 GBH B2", "left_needs_other; counted 146.000"},
    {"intelligence beside a crime report of another category", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect|intel 2026-09-30 RAPE B2|intel 2026-09-30 THEFT_PERSON B2",
     "counted 1460.000; counted 182.500; counted 0.200"},
    {"the company is out of its window", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|crime 2023-10-01 GBH suspect|intel 2026-09-30 RAPE B2",
     "left_needs_other; left_window; left_needs_other"},
    {"the company is domestic, of the future, out of scope, a victim's", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|crime 2026-09-30 GBH suspect DOMESTIC|"
     "crime 2026-10-02 GBH suspect|crime 2026-09-30 PWITS suspect|crime 2026-09-30 GBH victim",
     "left_needs_other; left_feature; left_future; left_scope; left_role"},
    {"company on the window's first day", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|crime 2023-10-02 THREATS_TO_KILL suspect",
     "counted 1825.000; counted 4.444"},
};

static const struct row linked[] = {
    {"to a crime report where suspect, accused, both", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH accused|"
     "crime 2026-09-30 GBH suspect+accused|"
     "intel 2026-09-30 GBH B2 >1|intel 2026-09-30 GBH B2 >2|intel 2026-09-30 GBH B2 >3",
     "counted 1460.000; counted 1460.000; counted 1460.000; left_linked; left_linked; "
     "left_linked"},
    {"to one where victim or witness", DEFAULT, NULL,
     "crime 2026-09-30 GBH victim|crime 2026-09-30 GBH witness|"
     "intel 2026-09-30 GBH B2 >1|intel 2026-09-30 GBH B2 >2",
     "left_role; left_role; counted 146.000; counted 146.000"},
    {"to one that is itself out of scope", DEFAULT, NULL,
     "crime 2026-09-30 PWITS suspect|intel 2026-09-30 GBH B2 >1", "left_scope; left_linked"},
    {"to one that has left its window", DEFAULT, NULL,
     "crime 2020-09-30 GBH suspect|intel 2026-09-30 GBH B2 >1", "left_window; left_linked"},
    {"to one that is domestic", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect DOMESTIC|intel 2026-09-30 GBH B2 >1",
     "left_feature; left_linked"},
    {"to one that is wanting in company", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|intel 2026-09-30 GBH B2 >1", "left_needs_other; left_linked"},
    {"to another person's", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect|intel 2026-09-30 GBH B2 >77",
     "counted 1460.000; counted 146.000"},
    {"to one of several", DEFAULT, NULL,
     "crime 2026-09-30 GBH suspect #8|crime 2026-09-30 GBH suspect #9|intel 2026-09-30 GBH B2 >9",
     "counted 1460.000; counted 1460.000; left_linked"},
    {"to one dated after the assessment date, which does not exist yet", DEFAULT, NULL,
     "crime 2026-10-02 GBH suspect|intel 2026-09-30 GBH B2 >1", "left_future; counted 146.000"},
};

/* Where several rules apply, the first of enum vha_verdict is the one that is told. */
static const struct row precedence[] = {
    {"role before scope, date, window, feature", DEFAULT, NULL,
     "crime 2026-09-30 PWITS victim|crime 2026-10-02 GBH victim|crime 2020-01-01 GBH victim|"
     "crime 2026-09-30 GBH victim DOMESTIC|crime 2026-09-30 RAPE victim",
     "left_role; left_role; left_role; left_role; left_role"},
    {"scope before date, window, feature", DEFAULT, NULL,
     "crime 2026-10-02 PWITS suspect|crime 2020-01-01 PWITS suspect|"
     "crime 2026-09-30 PWITS suspect DOMESTIC",
     "left_scope; left_scope; left_scope"},
    {"date before feature and company", DEFAULT, NULL,
     "crime 2026-10-02 RAPE suspect DOMESTIC|crime 2026-10-02 RAPE suspect",
     "left_future; left_future"},
    {"window before feature and company", DEFAULT, NULL,
     "crime 2020-01-01 RAPE suspect DOMESTIC|crime 2020-01-01 RAPE suspect",
     "left_window; left_window"},
    {"feature before company", DEFAULT, NULL, "crime 2026-09-30 RAPE suspect DOMESTIC",
     "left_feature"},
    {"intelligence: scope, date, window before link before company", DEFAULT, NULL,
     "crime 2026-09-30 RAPE suspect|"
     "intel 2026-10-02 PWITS B2 >1|intel 2020-01-01 PWITS B2 >1|intel 2026-10-02 RAPE B2 >1|"
     "intel 2020-01-01 RAPE B2 >1|intel 2026-09-30 RAPE B2 >1|intel 2026-09-30 RAPE B2",
     "left_needs_other; left_scope; left_scope; left_future; left_window; left_linked; "
     "left_needs_other"},
};

static void check_rows(void **state, const struct row *rows, size_t count)
{
    struct vha_policy *const *policies = *state;
    static struct person person;
    char text[PERSON_TEXT];
    for (size_t i = 0; i < count; i++) {
        const struct vha_policy *policy = policies[rows[i].rules];
        person_read(policy, rows[i].facts, &person);
        verdicts_text(policy, day(rows[i].as_of != NULL ? rows[i].as_of : AS_OF), &person, text);
        if (strcmp(text, rows[i].verdicts) != 0)
            fail_msg("%s: %s\n  got      %s\n  expected %s", rows[i].what, rows[i].facts, text,
                     rows[i].verdicts);
    }
}

#define TABLE_TEST(table)                                                                          \
    static void test_##table(void **state)                                                         \
    {                                                                                              \
        check_rows(state, table, VHA_COUNT(table));                                                \
    }

TABLE_TEST(crime_window)
TABLE_TEST(intel_window)
TABLE_TEST(decay)
TABLE_TEST(weights)
TABLE_TEST(grades)
TABLE_TEST(roles)
TABLE_TEST(domestic)
TABLE_TEST(needs_other)
TABLE_TEST(linked)
TABLE_TEST(precedence)

/* Weights of a ten-thousandth's worth: 0.0005 goes up, 0.00049... has no place in the policy. */
static void test_half_of_a_thousandth_goes_up_in_decay(void **state)
{
    (void)state;
    static const char *const tiny[][2] = {
        {"{numerator: 2, denominator: 3}", "{numerator: 1, denominator: 2}"},
        {"base: 10\n", "base: 0.001\n"},
        {"base: 365\n        source: \"CCHI: median",
         "base: 0.003\n        source: \"CCHI: median"},
    };
    struct vha_policy *policy = policy_with(tiny, VHA_COUNT(tiny));
    static struct person person;
    char text[PERSON_TEXT];
    person_read(policy,
                "crime 2025-10-01 THREATS_TO_KILL suspect|crime 2024-10-01 THREATS_TO_KILL suspect|"
                "crime 2025-10-01 GBH_NO_WEAPON suspect|crime 2024-10-01 GBH_NO_WEAPON suspect",
                &person);
    /* 0.0005, 0.00025, 0.0015, 0.00075: rounded once, not at each step */
    assert_string_equal(verdicts_text(policy, day(AS_OF), &person, text),
                        "counted 0.001; counted 0.000; counted 0.002; counted 0.001");
    vha_policy_free(policy);
}

static void test_the_first_weight_that_is_met(void **state)
{
    (void)state;
    static const char *const three[][2] = {
        {"      - features_any: [KNIFE, FIREARM, OTHER_WEAPON]\n",
         "      - features_any: [CORROSIVE, FIREARM]\n        base: 900\n        source: \"test\"\n"
         "        status: assumed\n      - features_any: [KNIFE]\n"}};
    struct vha_policy *policy = policy_with(three, VHA_COUNT(three));
    static struct person person;
    char text[PERSON_TEXT];
    person_read(policy,
                "crime 2026-09-30 ROBBERY_PERSONAL suspect FIREARM;KNIFE|"
                "crime 2026-09-30 ROBBERY_PERSONAL suspect KNIFE|"
                "crime 2026-09-30 ROBBERY_PERSONAL suspect CORROSIVE|"
                "crime 2026-09-30 ROBBERY_PERSONAL suspect OTHER_WEAPON|"
                "crime 2026-09-30 ROBBERY_PERSONAL suspect",
                &person);
    assert_string_equal(
        verdicts_text(policy, day(AS_OF), &person, text),
        "counted 900.000; counted 746.000; counted 900.000; counted 365.000; counted 365.000");
    vha_policy_free(policy);
}

static void test_a_judgement_tells_its_steps(void **state)
{
    struct vha_policy *const *policies = *state;
    static struct person person;
    person_read(policies[DEFAULT],
                "crime 2024-10-01 ROBBERY_PERSONAL suspect KNIFE|"
                "crime 2026-09-30 ROBBERY_PERSONAL suspect|crime 2020-01-01 GBH suspect|"
                "intel 2026-09-30 GBH C3|intel 2020-09-30 GBH C3",
                &person);
    struct vha_judged crimes[3];
    struct vha_judged intel[2];
    struct vha_assessment assessment;
    vha_assess(policies[DEFAULT], day(AS_OF), &person.individual, crimes, intel, &assessment);
    assert_int_equal(crimes[0].decay_periods, 2);
    assert_int_equal(crimes[0].weight, 0);
    assert_int_equal(crimes[0].base, 746000);
    assert_int_equal(crimes[1].decay_periods, 0);
    assert_int_equal(crimes[1].weight, 1);
    assert_int_equal(crimes[1].base, 365000);
    assert_int_equal(intel[0].base, 146000);
    assert_int_equal(intel[0].multiplier, 750);
    const struct vha_judged left = {.verdict = VHA_LEFT_WINDOW};
    assert_memory_equal(&crimes[2], &left, sizeof left);
    assert_memory_equal(&intel[1], &left, sizeof left);
}

/* More reports than fit the scratch space of a caller who wants totals alone. */
static void test_hundreds_of_reports(void **state)
{
    struct vha_policy *const *policies = *state;
    enum { MANY = 500 };
    static struct vha_crime_fact crimes[MANY];
    static struct vha_intel_fact intel[MANY];
    static struct vha_judged judged[MANY];
    const uint16_t category = vha_policy_category(policies[DEFAULT], "GBH", 3);
    for (uint32_t i = 0; i < MANY; i++) {
        crimes[i] = (struct vha_crime_fact){i, day(AS_OF), 0, category, VHA_SUSPECT};
        intel[i] = (struct vha_intel_fact){i, VHA_NO_REPORT, day(AS_OF), category, 0};
    }
    const struct vha_individual individual = {
        .crimes = crimes, .intel = intel, .crime_count = MANY, .intel_count = MANY};
    struct vha_assessment without;
    struct vha_assessment with;
    vha_assess(policies[DEFAULT], day(AS_OF), &individual, NULL, NULL, &without);
    vha_assess(policies[DEFAULT], day(AS_OF), &individual, judged, NULL, &with);
    assert_int_equal(without.crime_score, INT64_C(1460000) * MANY);
    assert_int_equal(without.intel_score, INT64_C(146000) * MANY);
    assert_memory_equal(&with, &without, sizeof with);
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(vha_qualifying_name(VHA_QUALIFYING_NONE), "");
    assert_string_equal(vha_qualifying_name(VHA_FOUR_REPORTS), "four_reports");
    assert_string_equal(vha_qualifying_name(VHA_THREE_CRIMES), "three_crimes");
    assert_string_equal(vha_recency_name(VHA_RECENCY_NONE), "");
    assert_string_equal(vha_recency_name(VHA_RECENCY_OFFENCE), "offence");
    assert_string_equal(vha_recency_name(VHA_RECENCY_CUSTODY), "custody");
    for (int i = 0; i < VHA_VERDICTS; i++) {
        assert_true(strlen(vha_verdict_name((enum vha_verdict)i)) > 0);
        assert_true(strlen(vha_verdict_text((enum vha_verdict)i)) > 0);
        for (int other = 0; other < i; other++)
            assert_string_not_equal(vha_verdict_name((enum vha_verdict)i),
                                    vha_verdict_name((enum vha_verdict)other));
    }
}

static int read_policies(void **state)
{
    static struct vha_policy *policies[RULES];
    policies[DEFAULT] = default_policy();
    for (int i = DEFAULT + 1; i < RULES; i++)
        policies[i] = policy_with(changes[i], 1);
    *state = policies;
    return 0;
}

static int free_policies(void **state)
{
    struct vha_policy **policies = *state;
    for (int i = 0; i < RULES; i++)
        vha_policy_free(policies[i]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crime_window),
        cmocka_unit_test(test_intel_window),
        cmocka_unit_test(test_decay),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_grades),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_domestic),
        cmocka_unit_test(test_needs_other),
        cmocka_unit_test(test_linked),
        cmocka_unit_test(test_precedence),
        cmocka_unit_test(test_half_of_a_thousandth_goes_up_in_decay),
        cmocka_unit_test(test_the_first_weight_that_is_met),
        cmocka_unit_test(test_a_judgement_tells_its_steps),
        cmocka_unit_test(test_hundreds_of_reports),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, read_policies, free_policies);
}
