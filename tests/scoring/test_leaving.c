/* The day on which somebody leaves the list, and the reports that the outcome hangs on. */
#include "person.h"

#include <string.h>

static const struct {
    const char *what;
    const char *facts;
    const char *leaves; /* NULL: never, since they are not on the list */
} leavings[] = {
    {"nobody", "", NULL},
    {"quantity without recency",
     "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect|"
     "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect",
     NULL},
    {"the newest offence leaves the twelve months",
     "crime 2026-02-10 GBH suspect|crime 2026-01-10 GBH suspect|"
     "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect",
     "2027-02-10"},
    {"of the 31st, in a year's time on the 31st",
     "crime 2026-08-31 HOMICIDE suspect|crime 2026-01-10 HOMICIDE suspect|"
     "crime 2026-01-10 HOMICIDE suspect",
     "2027-08-31"},
    {"intelligence leaves the six months",
     "crime 2026-09-10 GBH suspect|crime 2026-09-10 GBH suspect|"
     "intel 2026-08-31 GBH B2|intel 2026-09-20 GBH B2",
     "2027-03-01"},
    {"decay takes the harm score below the threshold",
     "crime 2026-09-10 GBH suspect|crime 2025-12-24 GBH suspect|crime 2026-09-10 "
     "THREATS_TO_KILL suspect",
     "2026-12-24"},
    {"held without an end: when reports run out",
     "crime 2024-06-01 THREATS_TO_KILL suspect|crime 2024-07-01 THREATS_TO_KILL suspect|"
     "crime 2024-08-01 THREATS_TO_KILL suspect|crime 2024-09-01 THREATS_TO_KILL suspect|"
     "held 2024-10-01",
     "2027-06-01"},
    {"released: twelve months after that",
     "crime 2024-06-01 THREATS_TO_KILL suspect|crime 2024-07-01 THREATS_TO_KILL suspect|"
     "crime 2024-08-01 THREATS_TO_KILL suspect|crime 2024-09-01 THREATS_TO_KILL suspect|"
     "held 2024-10-01 2025-12-05",
     "2026-12-05"},
    {"release already fixed for a later day",
     "crime 2026-01-01 THREATS_TO_KILL suspect|crime 2024-10-02 THREATS_TO_KILL suspect|"
     "crime 2026-01-01 THREATS_TO_KILL suspect|crime 2026-01-01 THREATS_TO_KILL suspect|"
     "crime 2026-01-01 THREATS_TO_KILL suspect|held 2024-10-01 2026-11-05",
     "2027-11-05"},
    {"what is dated later is something new",
     "crime 2026-02-10 GBH suspect|crime 2026-01-10 GBH suspect|"
     "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect|crime 2026-12-01 GBH suspect|"
     "held 2026-10-02",
     "2027-02-10"},
    {"the company that a report needs leaves",
     "crime 2023-11-01 THREATS_TO_KILL suspect|crime 2026-09-01 RAPE suspect|"
     "crime 2026-09-01 RAPE suspect|crime 2026-09-01 RAPE suspect",
     "2026-11-01"},
    {"intelligence on a report of the future is not taken for one of its own",
     "crime 2026-09-01 GBH suspect|crime 2026-09-01 GBH suspect|crime 2026-10-05 GBH suspect|"
     "intel 2026-09-01 GBH B2 >3|intel 2026-09-01 GBH B2",
     "2027-03-01"},
};

static void test_leaving_dates(void **state)
{
    static struct person person;
    for (size_t i = 0; i < VHA_COUNT(leavings); i++) {
        char got[VHA_DATE_SIZE];
        person_read(*state, leavings[i].facts, &person);
        vha_date_format(got, vha_leaving_date(*state, day(AS_OF), &person.individual));
        if (strcmp(got, leavings[i].leaves != NULL ? leavings[i].leaves : "") != 0)
            fail_msg("%s: leaves on '%s'", leavings[i].what, got);
    }
}

static bool included_on(const struct vha_policy *policy, vha_date date, const struct person *person)
{
    struct vha_assessment assessment;
    vha_assess(policy, date, &person->individual, NULL, NULL, &assessment);
    return assessment.included;
}

/* What is recorded by as_of. */
static void forget_later(vha_date as_of, struct person *person)
{
    struct vha_individual *individual = &person->individual;
    size_t kept = 0;
    for (size_t i = 0; i < individual->crime_count; i++)
        if (person->crimes[i].offence_date <= as_of)
            person->crimes[kept++] = person->crimes[i];
    individual->crime_count = kept;
    kept = 0;
    for (size_t i = 0; i < individual->intel_count; i++)
        if (person->intel[i].report_date <= as_of)
            person->intel[kept++] = person->intel[i];
    individual->intel_count = kept;
    kept = 0;
    for (size_t i = 0; i < individual->custody_count; i++)
        if (person->custody[i].received <= as_of)
            person->custody[kept++] = person->custody[i];
    individual->custody_count = kept;
}

static vha_date leaving_day_by_day(const struct vha_policy *policy, vha_date as_of,
                                   struct person *person)
{
    enum { LONGER_THAN_EVERY_WINDOW_DAYS = 40 * 31 };
    forget_later(as_of, person);
    if (!included_on(policy, as_of, person))
        return VHA_NO_DATE;
    for (vha_date date = as_of + 1; date < as_of + LONGER_THAN_EVERY_WINDOW_DAYS; date++)
        if (!included_on(policy, date, person))
            return date;
    return VHA_NO_DATE;
}

static void test_leaving_dates_of_random_people(void **state)
{
    const struct vha_policy *policy = *state;
    static struct person person;
    uint64_t random = 4711;
    int listed = 0;
    for (int i = 0; i < 2000; i++) {
        const vha_date as_of = day("2024-01-01") + (int32_t)random_between(&random, 0, 1200);
        person_random(policy, as_of, 7, i % 2 == 0, &random, &person);
        const bool included = included_on(policy, as_of, &person);
        const vha_date got = vha_leaving_date(policy, as_of, &person.individual);
        assert_int_equal(got != VHA_NO_DATE, included);
        const vha_date want = leaving_day_by_day(policy, as_of, &person);
        assert_int_equal(got, want);
        listed += want != VHA_NO_DATE;
    }
    assert_in_range(listed, 200, 1800);
}

/* ------------------------------------------------------------------------------------ decisive */

static const struct {
    const char *what;
    const char *facts;
    const char *decisive; /* a letter for each crime report, then each intelligence report */
} hangings[] = {
    {"each of exactly four",
     "crime 2026-09-30 GBH_NO_WEAPON suspect|crime 2026-09-30 GBH_NO_WEAPON suspect|"
     "intel 2026-09-30 GBH B2|intel 2026-09-30 GBH B2",
     "yyyy"},
    {"none of five, all recent",
     "crime 2026-09-30 GBH_NO_WEAPON suspect|crime 2026-09-30 GBH_NO_WEAPON suspect|"
     "crime 2026-09-30 GBH_NO_WEAPON suspect|intel 2026-09-30 GBH B2|intel 2026-09-30 GBH B2",
     "nnnnn"},
    {"the one recent offence",
     "crime 2026-09-30 GBH_NO_WEAPON suspect|crime 2025-09-30 GBH_NO_WEAPON suspect|"
     "crime 2025-09-30 GBH_NO_WEAPON suspect|intel 2026-09-30 GBH B2|intel 2026-09-30 GBH B2",
     "ynnnn"},
    {"the three of three_crimes, not the one left out",
     "crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH victim|"
     "crime 2026-09-30 GBH suspect",
     "yyny"},
    {"the company that others need",
     "crime 2026-09-30 THREATS_TO_KILL suspect|crime 2026-09-30 RAPE suspect|"
     "crime 2026-09-30 RAPE suspect|crime 2026-09-30 RAPE suspect|crime 2026-09-30 RAPE suspect",
     "ynnnn"},
    {"a crime report whose link keeps intelligence out, though it does not count itself",
     "crime 2026-09-30 GBH_NO_WEAPON suspect|crime 2026-09-30 GBH_NO_WEAPON suspect|"
     "crime 2026-09-30 PWITS suspect|intel 2026-09-30 GBH B2 >3|intel 2026-09-30 GBH B2 >3",
     "nnynn"},
    {"far from the list", "crime 2026-09-30 GBH suspect", "n"},
};

static void test_decisive_reports(void **state)
{
    static struct person person;
    for (size_t i = 0; i < VHA_COUNT(hangings); i++) {
        bool flags[2 * PERSON_FACTS] = {false};
        person_read(*state, hangings[i].facts, &person);
        const size_t crimes = person.individual.crime_count;
        vha_decisive(*state, day(AS_OF), &person.individual, flags, flags + crimes);
        char text[2 * PERSON_FACTS + 1] = "";
        for (size_t j = 0; j < crimes + person.individual.intel_count; j++)
            text[j] = flags[j] ? 'y' : 'n';
        if (strcmp(text, hangings[i].decisive) != 0)
            fail_msg("%s: %s", hangings[i].what, text);
    }
}

static struct person without_crime(const struct person *person, size_t left_out)
{
    struct person rest = *person;
    rest.crimes[left_out] = rest.crimes[--rest.individual.crime_count];
    person_bind(&rest);
    return rest;
}

static struct person without_intel(const struct person *person, size_t left_out)
{
    struct person rest = *person;
    rest.intel[left_out] = rest.intel[--rest.individual.intel_count];
    person_bind(&rest);
    return rest;
}

static void test_decisive_reports_of_random_people(void **state)
{
    const struct vha_policy *policy = *state;
    static struct person person;
    static struct person rest;
    uint64_t random = 815;
    int decisive = 0;
    for (int i = 0; i < 3000; i++) {
        const vha_date as_of = day("2024-01-01") + (int32_t)random_between(&random, 0, 1200);
        person_random(policy, as_of, 6, i % 2 == 0, &random, &person);
        bool crimes[PERSON_FACTS];
        bool intel[PERSON_FACTS];
        vha_decisive(policy, as_of, &person.individual, crimes, intel);
        const bool included = included_on(policy, as_of, &person);
        for (size_t j = 0; j < person.individual.crime_count; j++) {
            rest = without_crime(&person, j);
            person_bind(&rest);
            assert_int_equal(crimes[j], included_on(policy, as_of, &rest) != included);
            decisive += crimes[j];
        }
        for (size_t j = 0; j < person.individual.intel_count; j++) {
            rest = without_intel(&person, j);
            person_bind(&rest);
            assert_int_equal(intel[j], included_on(policy, as_of, &rest) != included);
            decisive += intel[j];
        }
    }
    assert_true(decisive > 300);
}

static int read_policy(void **state)
{
    *state = default_policy();
    return 0;
}

static int free_policy(void **state)
{
    vha_policy_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaving_dates),
        cmocka_unit_test(test_leaving_dates_of_random_people),
        cmocka_unit_test(test_decisive_reports),
        cmocka_unit_test(test_decisive_reports_of_random_people),
    };
    return cmocka_run_group_tests(tests, read_policy, free_policy);
}
