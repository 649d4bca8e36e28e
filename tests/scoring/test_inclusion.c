/* Who is on the list: quantity and recency (SOP 16), custody, shortfall. */
#include "person.h"

#include <string.h>

/* Three reports that come to exactly 2,500, or to a thousandth less. */
static const char *const exact[][2] = {{"base: 5475\n", "base: 2480\n"}};
static const char *const short_by_one[][2] = {{"base: 5475\n", "base: 2479.999\n"}};

enum rules { DEFAULT, EXACT, SHORT_BY_ONE, RULES };

#define TWO_GBH   "crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH suspect"
#define TWO_INTEL "intel 2026-09-30 GBH B2|intel 2026-09-30 GBH B2"
#define TWO_OLD   "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect"
/* Enough in quantity, nothing of it in the last twelve months. */
#define OLD_FOUR TWO_OLD "|" TWO_INTEL

struct row {
    const char *what;
    enum rules rules;
    const char *facts;
    const char *assessment;
};

static const struct row quantity[] = {
    {"nobody", DEFAULT, "", "0.000 from 0, 0.000 from 0, latest , , , out"},
    {"four reports, two of them crime reports", DEFAULT, TWO_GBH "|" TWO_INTEL,
     "2920.000 from 2, 292.000 from 2, latest 2026-09-30, four_reports, offence, in"},
    {"four reports, one of them a crime report", DEFAULT,
     "crime 2026-09-30 GBH suspect|" TWO_INTEL "|" TWO_INTEL,
     "1460.000 from 1, 584.000 from 4, latest 2026-09-30, , offence, out"},
    {"three reports, two of them crime reports", DEFAULT, TWO_GBH "|intel 2026-09-30 GBH B2",
     "2920.000 from 2, 146.000 from 1, latest 2026-09-30, , offence, out"},
    {"four crime reports of little harm", DEFAULT,
     "crime 2026-09-30 THREATS_TO_KILL suspect|crime 2026-09-30 THREATS_TO_KILL suspect|"
     "crime 2026-09-30 THREATS_TO_KILL suspect|crime 2026-09-30 THREATS_TO_KILL suspect",
     "40.000 from 4, 0.000 from 0, latest 2026-09-30, four_reports, offence, in"},
    {"three crime reports of 2,500.000", EXACT,
     "crime 2026-09-30 HOMICIDE suspect|crime 2026-09-30 THREATS_TO_KILL suspect|"
     "crime 2026-09-30 THREATS_TO_KILL suspect",
     "2500.000 from 3, 0.000 from 0, latest 2026-09-30, three_crimes, offence, in"},
    {"three crime reports of 2,499.999", SHORT_BY_ONE,
     "crime 2026-09-30 HOMICIDE suspect|crime 2026-09-30 THREATS_TO_KILL suspect|"
     "crime 2026-09-30 THREATS_TO_KILL suspect",
     "2499.999 from 3, 0.000 from 0, latest 2026-09-30, , offence, out"},
    {"intelligence does not help the harm score", SHORT_BY_ONE,
     "crime 2026-09-30 HOMICIDE suspect|crime 2026-09-30 THREATS_TO_KILL suspect|"
     "crime 2025-10-01 THREATS_TO_KILL suspect|intel 2026-04-01 HOMICIDE B2",
     "2496.666 from 3, 0.000 from 0, latest 2026-09-30, , offence, out"},
    {"the harm score is taken after decay", DEFAULT,
     "crime 2025-10-01 GBH suspect|crime 2025-10-01 GBH suspect|crime 2025-10-02 KIDNAP suspect",
     "2494.166 from 3, 0.000 from 0, latest 2025-10-02, , offence, out"},
    {"two crime reports of any harm", DEFAULT,
     "crime 2026-09-30 HOMICIDE suspect|crime 2026-09-30 HOMICIDE suspect",
     "10950.000 from 2, 0.000 from 0, latest 2026-09-30, , offence, out"},
    {"both at once are told as four reports", DEFAULT,
     TWO_GBH "|crime 2026-09-30 GBH suspect|crime 2026-09-30 GBH suspect",
     "5840.000 from 4, 0.000 from 0, latest 2026-09-30, four_reports, offence, in"},
    {"both at once, the fourth being intelligence", DEFAULT,
     TWO_GBH "|crime 2026-09-30 GBH suspect|intel 2026-09-30 THREATS_TO_KILL E5",
     "4380.000 from 3, 0.250 from 1, latest 2026-09-30, four_reports, offence, in"},
    {"reports left out are no reports", DEFAULT,
     TWO_GBH "|intel 2026-09-30 GBH B2|intel 2026-09-30 GBH B2 >1|crime 2026-09-30 GBH victim|"
             "crime 2026-09-30 PWITS suspect|crime 2023-10-01 GBH suspect",
     "2920.000 from 2, 146.000 from 1, latest 2026-09-30, , offence, out"},
    {"two roles on one report are one report", DEFAULT,
     "crime 2026-09-30 GBH suspect+accused|crime 2026-09-30 GBH suspect+accused|"
     "intel 2026-09-30 GBH B2",
     "2920.000 from 2, 146.000 from 1, latest 2026-09-30, , offence, out"},
};

static const struct row recency[] = {
    {"an offence on the first day of the twelve months", DEFAULT,
     "crime 2025-10-02 GBH suspect|crime 2025-10-01 GBH suspect|" TWO_INTEL,
     "2433.333 from 2, 292.000 from 2, latest 2025-10-02, four_reports, offence, in"},
    {"an offence the day before it", DEFAULT, OLD_FOUR,
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"intelligence is no offence", DEFAULT, OLD_FOUR "|intel 2026-09-30 HOMICIDE A1",
     "1946.666 from 2, 839.500 from 3, latest 2025-10-01, four_reports, , out"},
    {"an offence that does not count", DEFAULT, OLD_FOUR "|crime 2026-09-30 GBH suspect DOMESTIC",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"an offence after the assessment date", DEFAULT, OLD_FOUR "|crime 2026-10-02 GBH suspect",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"recent without the quantity", DEFAULT, "crime 2026-09-30 GBH suspect|held 2026-01-01",
     "1460.000 from 1, 0.000 from 0, latest 2026-09-30, , offence, out, held"},
};

static const struct row custody[] = {
    {"still held", DEFAULT, OLD_FOUR "|held 2020-01-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in, held"},
    {"released on the window's first day", DEFAULT, OLD_FOUR "|held 2020-01-01 2025-10-02",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in"},
    {"released the day before it", DEFAULT, OLD_FOUR "|held 2020-01-01 2025-10-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"released on the assessment date: not held any more", DEFAULT,
     OLD_FOUR "|held 2020-01-01 2026-10-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in"},
    {"released the day after it: held", DEFAULT, OLD_FOUR "|held 2020-01-01 2026-10-02",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in, held"},
    {"received on the assessment date", DEFAULT, OLD_FOUR "|held 2026-10-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in, held"},
    {"received the day after it", DEFAULT, OLD_FOUR "|held 2026-10-02",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"received and released after it", DEFAULT, OLD_FOUR "|held 2026-10-02 2026-10-03",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, , out"},
    {"received and released on the same day", DEFAULT, OLD_FOUR "|held 2026-03-01 2026-03-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in"},
    {"received and released on the assessment date", DEFAULT,
     OLD_FOUR "|held 2026-10-01 2026-10-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in"},
    {"one episode of several", DEFAULT,
     OLD_FOUR "|held 2019-01-01 2019-02-01|held 2026-03-01 2026-04-01|held 2020-01-01 2020-02-01",
     "1946.666 from 2, 292.000 from 2, latest 2025-10-01, four_reports, custody, in"},
    {"an offence is told before custody", DEFAULT, TWO_GBH "|" TWO_INTEL "|held 2026-03-01",
     "2920.000 from 2, 292.000 from 2, latest 2026-09-30, four_reports, offence, in, held"},
    {"held without any report", DEFAULT, "held 2026-03-01",
     "0.000 from 0, 0.000 from 0, latest , , custody, out, held"},
};

static void check_rows(void **state, const struct row *rows, size_t count)
{
    struct vha_policy *const *policies = *state;
    static struct person person;
    char text[PERSON_TEXT];
    for (size_t i = 0; i < count; i++) {
        const struct vha_policy *policy = policies[rows[i].rules];
        person_read(policy, rows[i].facts, &person);
        assessment_text(policy, day(AS_OF), &person, text);
        if (strcmp(text, rows[i].assessment) != 0)
            fail_msg("%s\n  got      %s\n  expected %s", rows[i].what, text, rows[i].assessment);
    }
}

static void test_quantity(void **state)
{
    check_rows(state, quantity, VHA_COUNT(quantity));
}

static void test_recency(void **state)
{
    check_rows(state, recency, VHA_COUNT(recency));
}

static void test_custody(void **state)
{
    check_rows(state, custody, VHA_COUNT(custody));
}

/* ----------------------------------------------------------------------------------- shortfall */

static const struct {
    const char *facts;
    struct vha_shortfall wanting;
} shortfalls[] = {
    {"", {4, 2, 3, 2500000, true}},
    {"crime 2026-09-30 GBH suspect", {3, 1, 2, 1040000, false}},
    {TWO_GBH, {2, 0, 1, 0, false}},
    {TWO_GBH "|" TWO_INTEL, {0, 0, 1, 0, false}},
    {TWO_INTEL "|" TWO_INTEL "|" TWO_INTEL, {0, 2, 3, 2500000, true}},
    {OLD_FOUR, {0, 0, 1, 553334, true}},
    {OLD_FOUR "|held 2026-01-01", {0, 0, 1, 553334, false}},
    {"crime 2026-09-30 THREATS_TO_KILL suspect|crime 2026-09-30 THREATS_TO_KILL suspect|"
     "crime 2026-09-30 THREATS_TO_KILL suspect",
     {1, 0, 0, 2470000, false}},
};

static void test_shortfall(void **state)
{
    struct vha_policy *const *policies = *state;
    static struct person person;
    for (size_t i = 0; i < VHA_COUNT(shortfalls); i++) {
        struct vha_assessment assessment;
        person_read(policies[DEFAULT], shortfalls[i].facts, &person);
        vha_assess(policies[DEFAULT], day(AS_OF), &person.individual, NULL, NULL, &assessment);
        const struct vha_shortfall got = vha_shortfall(policies[DEFAULT], &assessment);
        const struct vha_shortfall want = shortfalls[i].wanting;
        if (got.reports != want.reports || got.crime_reports != want.crime_reports ||
            got.scoring_crimes != want.scoring_crimes || got.crime_score != want.crime_score ||
            got.recency != want.recency)
            fail_msg("%s: %d, %d, %d, %lld, %d", shortfalls[i].facts, got.reports,
                     got.crime_reports, got.scoring_crimes, (long long)got.crime_score,
                     got.recency);
    }
}

static int read_policies(void **state)
{
    static struct vha_policy *policies[RULES];
    policies[DEFAULT] = default_policy();
    policies[EXACT] = policy_with(exact, 1);
    policies[SHORT_BY_ONE] = policy_with(short_by_one, 1);
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
        cmocka_unit_test(test_quantity),
        cmocka_unit_test(test_recency),
        cmocka_unit_test(test_custody),
        cmocka_unit_test(test_shortfall),
    };
    return cmocka_run_group_tests(tests, read_policies, free_policies);
}
