/* Two quarters of people of whom each has come, gone or stayed for a reason of their own. */
#include "quarter.h"

#include "vha/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum person {
    STAYS,
    CRIME,
    INTEL,
    CUSTODY,
    LATE,
    RECENCY,
    WINDOW,
    GONE,
    REMOVED,
    BOTH,
    BACK,
    PEOPLE
};

/* A report of a person: suspected threats to kill, which score little, or murder. In the quarters
 * whose bits are set. */
struct report {
    enum person person;
    const char *ref;
    const char *date;
    int quarters;
    bool intel;
    const char *offence; /* NULL: THREATS_TO_KILL */
};
enum { THEN = 1, NOW = 2, ALWAYS = THEN | NOW };

static const struct report reports[] = {
    {STAYS, "S1", "2026-05-01", ALWAYS, false, "HOMICIDE"},
    {STAYS, "S2", "2026-05-01", ALWAYS, false, NULL},
    {STAYS, "S3", "2026-05-01", ALWAYS, false, NULL},
    {STAYS, "S4", "2026-05-01", ALWAYS, false, NULL},
    {CRIME, "C1", "2026-05-01", ALWAYS, false, NULL},
    {CRIME, "C2", "2026-05-02", ALWAYS, false, NULL},
    {CRIME, "C3", "2026-05-03", ALWAYS, false, NULL},
    {CRIME, "C5", "2026-09-01", NOW, false, NULL},
    {CRIME, "C4", "2026-08-01", NOW, false, NULL},
    {INTEL, "I1", "2026-05-01", ALWAYS, false, NULL},
    {INTEL, "I2", "2026-05-02", ALWAYS, false, NULL},
    {INTEL, "I3", "2026-05-03", ALWAYS, false, NULL},
    {INTEL, "CRRT1", "2026-08-15", NOW, true, NULL},
    {CUSTODY, "H1", "2025-06-01", ALWAYS, false, NULL},
    {CUSTODY, "H2", "2025-06-02", ALWAYS, false, NULL},
    {CUSTODY, "H3", "2025-06-03", ALWAYS, false, NULL},
    {CUSTODY, "H4", "2025-06-04", ALWAYS, false, NULL},
    {LATE, "L1", "2026-05-01", ALWAYS, false, NULL},
    {LATE, "L2", "2026-05-02", ALWAYS, false, NULL},
    {LATE, "L3", "2026-05-03", ALWAYS, false, NULL},
    {LATE, "L4", "2026-04-04", NOW, false, NULL},
    {RECENCY, "R1", "2025-09-01", ALWAYS, false, NULL},
    {RECENCY, "R2", "2025-09-01", ALWAYS, false, NULL},
    {RECENCY, "R3", "2025-09-01", ALWAYS, false, NULL},
    {RECENCY, "R4", "2025-09-01", ALWAYS, false, NULL},
    {WINDOW, "W1", "2023-08-01", ALWAYS, false, NULL},
    {WINDOW, "W2", "2026-05-01", ALWAYS, false, NULL},
    {WINDOW, "W3", "2026-05-01", ALWAYS, false, NULL},
    {WINDOW, "W4", "2026-05-01", THEN, false, NULL},
    {GONE, "G1", "2026-05-01", THEN, false, NULL},
    {GONE, "G2", "2026-05-01", THEN, false, NULL},
    {GONE, "G3", "2026-05-01", THEN, false, NULL},
    {GONE, "G4", "2026-05-01", THEN, false, NULL},
    {REMOVED, "M1", "2026-05-01", ALWAYS, false, NULL},
    {REMOVED, "M2", "2026-05-01", ALWAYS, false, NULL},
    {REMOVED, "M3", "2026-05-01", ALWAYS, false, NULL},
    {REMOVED, "M4", "2026-05-01", ALWAYS, false, NULL},
    {BOTH, "B1", "2023-08-15", ALWAYS, false, NULL},
    {BOTH, "B2", "2023-08-15", ALWAYS, false, NULL},
    {BOTH, "B3", "2023-08-15", ALWAYS, false, NULL},
    {BOTH, "B4", "2025-08-01", ALWAYS, false, NULL},
    {BACK, "K1", "2026-05-01", ALWAYS, false, NULL},
    {BACK, "K2", "2026-05-01", ALWAYS, false, NULL},
    {BACK, "K3", "2026-05-01", ALWAYS, false, NULL},
    {BACK, "K4", "2026-05-01", ALWAYS, false, NULL},
};

static struct vha_cohort *build(const struct quarter *quarter, int which, const char *name,
                                const char *as_of)
{
    struct vha_arena *const arena = quarter->arena;
    const char *const folder = quarter_folder(quarter, name);
    const char *nominals = "";
    const char *crimes = "";
    const char *roles = "";
    const char *intel = "";
    const char *named = "";
    for (size_t i = 0; i < PEOPLE; i++)
        if (i != GONE || which == THEN)
            nominals = vha_arena_format(arena, "%s%s,Surname%zu,First,1990-01-01,M,W1,\n", nominals,
                                        quarter_pncid_text(quarter, i), i);
    for (size_t i = 0; i < VHA_COUNT(reports); i++) {
        const struct report *const report = &reports[i];
        const char *const pncid = quarter_pncid_text(quarter, report->person);
        const char *const offence = report->offence != NULL ? report->offence : "THREATS_TO_KILL";
        if ((report->quarters & which) == 0)
            continue;
        if (report->intel) {
            intel = vha_arena_format(arena, "%s%s,%s,%s,B2,\n", intel, report->ref, report->date,
                                     offence);
            named = vha_arena_format(arena, "%s%s,%s\n", named, report->ref, pncid);
        } else {
            crimes = vha_arena_format(arena, "%s%s,%s,%s,,\n", crimes, report->ref, report->date,
                                      offence);
            roles = vha_arena_format(arena, "%s%s,%s,suspect\n", roles, report->ref, pncid);
        }
    }
    quarter_table(quarter, folder, "nominals", nominals);
    quarter_table(quarter, folder, "crime_reports", crimes);
    quarter_table(quarter, folder, "crime_nominals", roles);
    quarter_table(quarter, folder, "intel_reports", intel);
    quarter_table(quarter, folder, "intel_nominals", named);
    quarter_table(quarter, folder, "custody",
                  which == THEN ? NULL
                                : vha_arena_format(arena, "%s,HMP Somewhere,2026-08-02,\n",
                                                   quarter_pncid_text(quarter, CUSTODY)));
    quarter_manifest(quarter, folder, name, as_of);
    const char *const path = vha_arena_format(arena, "%s.db", folder);
    quarter_build(quarter, folder, path);
    return quarter_open(path);
}

struct both {
    struct quarter *quarter;
    struct vha_cohort *then;
    struct vha_cohort *now;
};

static vha_date day(const char *text)
{
    vha_date date = VHA_NO_DATE;
    assert_true(vha_date_parse(text, strlen(text), &date));
    return date;
}

static int set_up(void **state)
{
    void *quarter = NULL;
    if (quarter_begin(&quarter) != 0)
        return -1;
    struct both *const both = vha_alloc_zeroed(1, sizeof *both);
    both->quarter = quarter;
    both->then = build(both->quarter, THEN, "2026-Q2", "2026-07-01");
    both->now = build(both->quarter, NOW, "2026-Q3", "2026-10-01");
    const struct vha_cohort_removal removals[] = {
        {quarter_pncid(REMOVED), day("2026-08-20"), day("2027-01-01")},
        {quarter_pncid(BACK), day("2026-06-20"), day("2026-10-01")},
    };
    *state = both;
    return (int)vha_cohort_remove(both->then, &removals[1], 1, NULL) |
           (int)vha_cohort_remove(both->now, removals, 2, NULL);
}

static int tear_down(void **state)
{
    struct both *const both = *state;
    void *quarter = both->quarter;
    vha_cohort_close(both->then);
    vha_cohort_close(both->now);
    free(both);
    return quarter_end(&quarter);
}

static struct vha_changes find(const struct both *both)
{
    struct vha_changes changes;
    struct vha_error error = {0};
    if (vha_changes_find(both->now, both->then, both->quarter->arena, &changes, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return changes;
}

static void test_who_came_and_by_what(void **state)
{
    static const struct {
        enum person person;
        enum vha_came came;
        const char *ref;
        const char *date;
    } wanted[] = {
        {CRIME, VHA_CAME_BY_CRIME, "C4", "2026-08-01"},
        {INTEL, VHA_CAME_BY_INTEL, "CRRT1", "2026-08-15"},
        {CUSTODY, VHA_CAME_BY_CUSTODY, "HMP Somewhere", "2026-08-02"},
        {LATE, VHA_CAME_BY_CRIME, "L4", "2026-04-04"},
        {BACK, VHA_CAME_BACK, "", NULL},
    };
    const struct vha_changes changes = find(*state);
    assert_string_equal(changes.quarter, "2026-Q3");
    assert_string_equal(changes.earlier, "2026-Q2");
    assert_int_equal(changes.arrival_count, VHA_COUNT(wanted));
    for (size_t i = 0; i < VHA_COUNT(wanted); i++) {
        size_t at = 0;
        while (at < changes.arrival_count &&
               changes.arrivals[at].person.pncid != quarter_pncid(wanted[i].person))
            at++;
        assert_true(at < changes.arrival_count);
        const struct vha_arrival *const found = &changes.arrivals[at];
        assert_int_equal(found->came, wanted[i].came);
        assert_string_equal(found->ref, wanted[i].ref);
        assert_int_equal(found->date, wanted[i].date != NULL ? day(wanted[i].date) : VHA_NO_DATE);
        if (i > 0)
            assert_true(changes.arrivals[i].person.rank >= changes.arrivals[i - 1].person.rank);
    }
}

static const struct vha_departure *departure_of(const struct vha_changes *changes,
                                                enum person person)
{
    for (size_t i = 0; i < changes->departure_count; i++)
        if (changes->departures[i].person.pncid == quarter_pncid(person))
            return &changes->departures[i];
    fail_msg("person %d has not left", (int)person);
    return NULL;
}

static void test_who_went_and_by_which_rule(void **state)
{
    const struct vha_changes changes = find(*state);
    assert_int_equal(changes.departure_count, 5);
    const struct vha_departure *const recency = departure_of(&changes, RECENCY);
    assert_int_equal(recency->went, VHA_WENT_BY_RECENCY);
    assert_int_equal(recency->lost_count, 0);
    assert_true(recency->shortfall.recency);
    const struct vha_departure *const window = departure_of(&changes, WINDOW);
    assert_int_equal(window->went, VHA_WENT_BY_QUANTITY);
    assert_int_equal(vha_shortfall_reports(&window->shortfall), 2);
    assert_int_equal(window->lost_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const bool old = strcmp(window->lost[i].ref, "W1") == 0;
        assert_string_equal(window->lost[i].ref, old ? "W1" : "W4");
        assert_int_equal(window->lost[i].gone, !old);
        if (old)
            assert_int_equal(window->lost[i].verdict, VHA_LEFT_WINDOW);
    }
    const struct vha_departure *const gone = departure_of(&changes, GONE);
    assert_int_equal(gone->went, VHA_WENT_UNRECORDED);
    assert_int_equal(gone->lost_count, 4);
    assert_int_equal(departure_of(&changes, REMOVED)->went, VHA_WENT_BY_REMOVAL);
    const struct vha_departure *const both = departure_of(&changes, BOTH);
    assert_int_equal(both->went, VHA_WENT_BY_BOTH);
    assert_int_equal(both->lost_count, 3);
    assert_string_equal(both->person.surname, "Surname9");
}

static void test_who_stayed(void **state)
{
    const struct vha_changes changes = find(*state);
    assert_int_equal(changes.stayed, 1);
    assert_int_equal(changes.mover_count, 0); /* this cache was not built beside the other */
}

/* With the same extract under another policy nothing new is needed. */
static void test_rules_alone_bring_people(void **state)
{
    const struct both *const both = *state;
    struct quarter changed = *both->quarter;
    struct vha_changes changes;
    const char *const path = quarter_path(both->quarter, "accused.db");
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(
        vha_read_file(VHA_SOURCE_DIR "/config/policy.yaml", 1 << 20, &text, &length, NULL), VHA_OK);
    char *const roles = strstr(text, "roles: [suspect, accused]");
    assert_non_null(roles);
    memcpy(roles, "roles: [accused]         ", 25);
    assert_int_equal(vha_policy_parse("accused", text, length, &changed.policy, NULL), VHA_OK);
    free(text);
    quarter_build(&changed, quarter_path(both->quarter, "2026-Q3"), path);
    struct vha_cohort *const before = quarter_open(path);
    assert_int_equal(vha_changes_find(both->now, before, both->quarter->arena, &changes, NULL),
                     VHA_OK);
    assert_true(changes.arrival_count > 3);
    for (size_t i = 0; i < changes.arrival_count; i++)
        assert_int_equal(changes.arrivals[i].came,
                         changes.arrivals[i].person.pncid == quarter_pncid(BACK)
                             ? VHA_CAME_BACK
                             : VHA_CAME_BY_RULES);
    vha_cohort_close(before);
    vha_policy_free(changed.policy);
}

/* Beside the ranks that the build compared with, in the sample. */
static void test_movers_stand_by_distance(void **state)
{
    const struct both *const both = *state;
    const char *const path = quarter_path(both->quarter, "compared.db");
    struct vha_changes changes;
    quarter_build_compared(both->quarter, SAMPLE_CSV, path);
    struct vha_cohort *const cohort = quarter_open(path);
    struct vha_cohort *const same = quarter_open(path);
    assert_int_equal(vha_changes_find(cohort, same, both->quarter->arena, &changes, NULL), VHA_OK);
    assert_int_equal(changes.arrival_count + changes.departure_count, 0);
    assert_int_equal(changes.stayed, 208);
    const struct vha_list_row *const rows = quarter_rows(cohort, both->quarter->arena);
    size_t moved = 0;
    for (uint32_t i = 0; i < 208; i++)
        moved += rows[i].change == VHA_CHANGE_RISEN || rows[i].change == VHA_CHANGE_FALLEN;
    assert_int_equal(changes.mover_count, moved);
    int64_t last = INT64_MAX;
    for (size_t i = 0; i < moved; i++) {
        const int64_t distance =
            llabs((int64_t)changes.movers[i].rank - (int64_t)changes.movers[i].previous_rank);
        assert_true(distance > 0 && distance <= last);
        last = distance;
    }
    vha_cohort_close(same);
    vha_cohort_close(cohort);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_came_and_by_what),
        cmocka_unit_test(test_who_went_and_by_which_rule),
        cmocka_unit_test(test_who_stayed),
        cmocka_unit_test(test_rules_alone_bring_people),
        cmocka_unit_test(test_movers_stand_by_distance),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
