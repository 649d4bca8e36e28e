/* Filters and counts against a recount of every row, done the slow way. */
#include "quarter.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LISTED = 256, ROUNDS = 400 };

/* The sample's list, everything of it looked up one person at a time. */
struct listing {
    struct vha_cohort *cohort;
    const struct vha_facet *facets;
    size_t facet_count;
    uint32_t listed;
    struct vha_list_row *rows;
    bool member[VHA_MAX_FACETS][VHA_MAX_FACET_VALUES][MAX_LISTED];
};

/* ---------------------------------------------------------------- who belongs to which value */

static bool has_entry(const struct vha_dossier *dossier, const char *table, const char *kind)
{
    for (size_t i = 0; i < dossier->flag_count; i++)
        if (strcmp(dossier->flags[i].table, table) == 0 && dossier->flags[i].current &&
            (kind == NULL || strcmp(dossier->flags[i].kind, kind) == 0))
            return true;
    return false;
}

static bool in_table(const struct vha_dossier *dossier, const char *table, const char *code)
{
    return strcmp(code, "none") == 0 ? !has_entry(dossier, table, NULL)
                                     : has_entry(dossier, table, code);
}

static bool in_iom(const struct vha_explanation *who, const char *code)
{
    return in_table(&who->dossier, "iom", code);
}

static bool is_victim(const struct vha_explanation *who, const char *code)
{
    return in_table(&who->dossier, "victims", code);
}

static bool is_missing(const struct vha_explanation *who, const char *code)
{
    return in_table(&who->dossier, "missing", code);
}

static bool is_restricted(const struct vha_explanation *who, const char *code)
{
    return in_table(&who->dossier, "restrictions", code);
}

static bool is_of_borough(const struct vha_explanation *who, const char *code)
{
    const char *borough = who->dossier.person.borough;
    return strcmp(code, "none") == 0 ? *borough == '\0' : strcmp(borough, code) == 0;
}

static bool is_of_age(const struct vha_explanation *who, const char *code)
{
    return (who->dossier.person.age < 18) == (strcmp(code, "u18") == 0);
}

static bool is_released_lately(const struct vha_explanation *who)
{
    const struct vha_individual *individual = &who->dossier.individual;
    for (size_t i = 0; i < individual->custody_count; i++) {
        const vha_date released = individual->custody[i].released;
        if (released != VHA_NO_DATE && released <= who->as_of && released > who->as_of - 30)
            return true;
    }
    return false;
}

static bool is_of_custody(const struct vha_explanation *who, const char *code)
{
    if (strcmp(code, "released") == 0)
        return is_released_lately(who);
    return who->assessment.in_custody == (strcmp(code, "in") == 0);
}

static bool is_wanted(const struct vha_explanation *who, const char *code)
{
    if (strcmp(code, "no") == 0)
        return !has_entry(&who->dossier, "wanted", NULL);
    return has_entry(&who->dossier, "wanted", strcmp(code, "ewms") == 0 ? "EWMS" : "CRIS");
}

static bool has_gang(const struct vha_explanation *who, const char *code)
{
    return has_entry(&who->dossier, "gang_links", NULL) == (strcmp(code, "yes") == 0);
}

static bool has_county_lines(const struct vha_explanation *who, const char *code)
{
    return has_entry(&who->dossier, "county_lines", NULL) == (strcmp(code, "yes") == 0);
}

static bool is_scored_for(const struct vha_explanation *who, const char *code)
{
    const struct vha_individual *individual = &who->dossier.individual;
    const uint16_t category = vha_policy_category(who->policy, code, strlen(code));
    for (size_t i = 0; i < individual->crime_count; i++)
        if (individual->crimes[i].category == category && who->crimes[i].verdict == VHA_COUNTED)
            return true;
    for (size_t i = 0; i < individual->intel_count; i++)
        if (individual->intel[i].category == category && who->intel[i].verdict == VHA_COUNTED)
            return true;
    return false;
}

static bool is_since(const struct vha_explanation *who, const char *code)
{
    static const char *const codes[] = {[VHA_CHANGE_UNKNOWN] = "unknown",
                                        [VHA_CHANGE_NEW] = "new",
                                        [VHA_CHANGE_RISEN] = "risen",
                                        [VHA_CHANGE_FALLEN] = "fallen",
                                        [VHA_CHANGE_NONE] = "same"};
    return strcmp(codes[who->dossier.person.change], code) == 0;
}

static const struct {
    const char *pane;
    bool (*belongs)(const struct vha_explanation *who, const char *code);
} panes[] = {
    {"borough", is_of_borough},
    {"under_18", is_of_age},
    {"custody", is_of_custody},
    {"wanted", is_wanted},
    {"offence", is_scored_for},
    {"gang", has_gang},
    {"county_lines", has_county_lines},
    {"iom", in_iom},
    {"victim", is_victim},
    {"missing", is_missing},
    {"restriction", is_restricted},
    {"since_last_quarter", is_since},
};

static void look_up_members(struct listing *listing)
{
    struct vha_arena *arena = vha_arena_new();
    assert_int_equal(listing->facet_count, VHA_COUNT(panes));
    for (uint32_t position = 0; position < listing->listed; position++) {
        struct vha_explanation who;
        assert_int_equal(
            vha_cohort_explain(listing->cohort, listing->rows[position].pncid, arena, &who, NULL),
            VHA_OK);
        for (size_t facet = 0; facet < listing->facet_count; facet++)
            for (size_t value = 0; value < listing->facets[facet].value_count; value++)
                listing->member[facet][value][position] =
                    panes[facet].belongs(&who, listing->facets[facet].values[value].code);
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
}

/* ------------------------------------------------------------------------------------ filters */

static bool passes_pane(const struct listing *listing, const struct vha_filter *filter,
                        size_t facet, uint32_t position)
{
    bool chosen = filter->chosen[facet] == 0;
    for (size_t value = 0; value < listing->facets[facet].value_count; value++) {
        if (!listing->member[facet][value][position])
            continue;
        if ((filter->excluded[facet] >> value & 1u) != 0)
            return false;
        chosen = chosen || (filter->chosen[facet] >> value & 1u) != 0;
    }
    return chosen;
}

static int64_t measure_of(const struct vha_list_row *row, enum vha_measure measure)
{
    const int64_t numbers[VHA_MEASURES] = {
        [VHA_MEASURE_SCORE] = row->crime_score + row->intel_score,
        [VHA_MEASURE_CRIME_SCORE] = row->crime_score,
        [VHA_MEASURE_INTEL_SCORE] = row->intel_score,
        [VHA_MEASURE_CRIME_REPORTS] = row->crime_reports,
        [VHA_MEASURE_INTEL_REPORTS] = row->intel_reports,
        [VHA_MEASURE_AGE] = row->age,
        [VHA_MEASURE_BORN] = row->dob,
        [VHA_MEASURE_LATEST] = row->latest,
    };
    return numbers[measure];
}

static bool passes_ranges(const struct listing *listing, const struct vha_filter *filter,
                          uint32_t position)
{
    for (int measure = 0; measure < VHA_MEASURES; measure++) {
        const struct vha_range *const range = &filter->ranges[measure];
        const int64_t number = measure_of(&listing->rows[position], (enum vha_measure)measure);
        if (range->set && (number < range->least || number > range->most))
            return false;
    }
    return true;
}

/* `but` is a pane that is not asked; SIZE_MAX for none. */
static bool passes(const struct listing *listing, const struct vha_filter *filter, size_t but,
                   uint32_t position)
{
    for (size_t facet = 0; facet < listing->facet_count; facet++)
        if (facet != but && !passes_pane(listing, filter, facet, position))
            return false;
    return passes_ranges(listing, filter, position);
}

/* Who of the people selected has each value, whatever is chosen of its pane. */
static void check_tally(const struct listing *listing, const struct vha_selection *selection)
{
    struct vha_tally tally;
    vha_cohort_tally(listing->cohort, selection->positions, selection->count, &tally);
    assert_int_equal(tally.people, selection->count);
    for (size_t facet = 0; facet < listing->facet_count; facet++)
        for (size_t value = 0; value < listing->facets[facet].value_count; value++) {
            uint32_t count = 0;
            for (uint32_t i = 0; i < selection->count; i++)
                count += listing->member[facet][value][selection->positions[i]];
            assert_int_equal(tally.counts[facet][value], count);
        }
}

static const struct vha_sorting by_rank = {.count = 0};

static void check_selection(const struct listing *listing, const struct vha_filter *filter,
                            const struct vha_selection *selection)
{
    uint32_t next = 0;
    for (uint32_t position = 0; position < listing->listed; position++)
        if (passes(listing, filter, SIZE_MAX, position)) {
            assert_true(next < selection->count);
            assert_int_equal(selection->positions[next++], position);
        }
    assert_int_equal(next, selection->count);
    for (size_t facet = 0; facet < listing->facet_count; facet++)
        for (size_t value = 0; value < listing->facets[facet].value_count; value++) {
            uint32_t count = 0;
            for (uint32_t position = 0; position < listing->listed; position++)
                count += listing->member[facet][value][position] &&
                         passes(listing, filter, facet, position);
            if (selection->counts[facet][value] != count)
                fail_msg("%s %s: %u, recounted %u", listing->facets[facet].name,
                         listing->facets[facet].values[value].code, selection->counts[facet][value],
                         count);
        }
    check_tally(listing, selection);
}

static struct vha_filter random_filter(const struct listing *listing, int panes_chosen,
                                       uint64_t *random)
{
    struct vha_filter filter = {.chosen = {0}};
    for (int i = 0; i < panes_chosen; i++) {
        const size_t facet = next_random(random) % listing->facet_count;
        const size_t values = listing->facets[facet].value_count;
        for (uint64_t more = 1 + next_random(random) % 4; more > 0; more--)
            filter.chosen[facet] |= UINT64_C(1) << next_random(random) % values;
    }
    return filter;
}

/* Some of what is chosen is excluded instead, and a range runs between two people's numbers. */
static void turn_some_round(const struct listing *listing, struct vha_filter *filter,
                            uint64_t *random)
{
    for (size_t facet = 0; facet < listing->facet_count; facet++) {
        filter->excluded[facet] = filter->chosen[facet] & next_random(random);
        filter->chosen[facet] &= ~filter->excluded[facet];
    }
    if (next_random(random) % 2 == 0)
        return;
    const enum vha_measure measure = (enum vha_measure)(next_random(random) % VHA_MEASURES);
    const uint32_t one = (uint32_t)(next_random(random) % listing->listed);
    const uint32_t other = (uint32_t)(next_random(random) % listing->listed);
    const int64_t a = measure_of(&listing->rows[one], measure);
    const int64_t b = measure_of(&listing->rows[other], measure);
    filter->ranges[measure] = (struct vha_range){true, a < b ? a : b, a < b ? b : a};
    if (next_random(random) % 4 == 0)
        filter->ranges[measure].most = INT64_MAX;
}

static void test_every_pane_has_its_totals(void **state)
{
    const struct listing *listing = *state;
    for (size_t facet = 0; facet < listing->facet_count; facet++) {
        assert_string_equal(listing->facets[facet].name, panes[facet].pane);
        assert_true(strlen(listing->facets[facet].title) > 0);
        uint32_t somebody = 0;
        for (size_t value = 0; value < listing->facets[facet].value_count; value++) {
            uint32_t count = 0;
            for (uint32_t position = 0; position < listing->listed; position++)
                count += listing->member[facet][value][position];
            assert_int_equal(listing->facets[facet].values[value].total, count);
            assert_true(strlen(listing->facets[facet].values[value].label) > 0);
            somebody += count;
        }
        /* Everybody has at least one value of every pane. */
        assert_true(somebody >= listing->listed);
    }
}

static void test_boroughs_are_gathered_by_bcu(void **state)
{
    const struct listing *listing = *state;
    const struct vha_facet *boroughs = &listing->facets[0];
    assert_int_equal(boroughs->value_count, 34);
    const char *last_group = "";
    for (size_t i = 0; i + 2 < boroughs->value_count; i++) {
        const struct vha_facet_value *value = &boroughs->values[i];
        assert_true(strlen(value->group) > 0);
        if (strcmp(value->group, last_group) != 0)
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(boroughs->values[j].group, value->group);
        last_group = value->group;
    }
    assert_string_equal(boroughs->values[32].code, "City of London");
    assert_string_equal(boroughs->values[33].code, "none");
}

static void test_selections_equal_a_recount(void **state)
{
    struct listing *listing = *state;
    struct vha_selection selection = {0};
    uint64_t random = 77;
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct vha_filter filter = random_filter(listing, round % 5, &random);
        if (round % 2 != 0)
            turn_some_round(listing, &filter, &random);
        assert_int_equal(vha_cohort_select(listing->cohort, &filter, &by_rank, &selection, NULL),
                         VHA_OK);
        check_selection(listing, &filter, &selection);
        found += selection.count > 0;
    }
    assert_in_range(found, ROUNDS / 4, ROUNDS - 1);
    vha_selection_free(&selection);
    assert_null(selection.positions);
}

static void test_bits_beyond_the_values_find_nobody(void **state)
{
    struct listing *listing = *state;
    struct vha_selection selection = {0};
    struct vha_filter filter = {.chosen = {0}};
    filter.chosen[1] = UINT64_C(1) << 63;
    assert_int_equal(vha_cohort_select(listing->cohort, &filter, &by_rank, &selection, NULL),
                     VHA_OK);
    assert_int_equal(selection.count, 0);
    vha_selection_free(&selection);
}

/* ----------------------------------------------------------------------------------- the scope */

static void test_a_scope_confines_everything(void **state)
{
    struct listing *listing = *state;
    struct vha_selection selection = {0};
    const struct vha_filter all = {.chosen = {0}};
    uint32_t expected = 0;
    vha_cohort_confine(listing->cohort, "AS WA");
    for (uint32_t position = 0; position < listing->listed; position++) {
        bool inside = false;
        for (size_t value = 0; value < listing->facets[0].value_count; value++)
            inside = inside || (listing->member[0][value][position] &&
                                (strncmp(listing->facets[0].values[value].group, "AS ", 3) == 0 ||
                                 strncmp(listing->facets[0].values[value].group, "WA ", 3) == 0));
        assert_int_equal(vha_cohort_covers(listing->cohort, position), inside);
        expected += inside;
    }
    assert_in_range(expected, 1, listing->listed - 1);
    assert_int_equal(vha_cohort_in_scope(listing->cohort), expected);
    assert_int_equal(vha_cohort_select(listing->cohort, &all, &by_rank, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, expected);
    uint32_t counted = 0;
    for (size_t value = 0; value < listing->facets[0].value_count; value++)
        counted += selection.counts[0][value];
    assert_int_equal(counted, expected);
    char words[64];
    assert_string_equal(vha_cohort_scope_words(listing->cohort, words, sizeof words),
                        "Central South, West Area");
    vha_cohort_confine(listing->cohort, "XX");
    assert_int_equal(vha_cohort_select(listing->cohort, &all, &by_rank, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, 0);
    vha_cohort_confine(listing->cohort, "all");
    assert_int_equal(vha_cohort_in_scope(listing->cohort), listing->listed);
    assert_false(vha_cohort_covers(listing->cohort, listing->listed));
    assert_string_equal(vha_cohort_scope_words(listing->cohort, words, sizeof words), "");
    vha_selection_free(&selection);
}

/* Whoever is not on the list is in scope by their borough; whoever is, by their place there. */
static void test_a_scope_takes_in_people_off_the_list(void **state)
{
    struct listing *listing = *state;
    struct vha_list_row person = {.position = UINT32_MAX, .borough = "Lambeth"};
    assert_true(vha_cohort_covers_person(listing->cohort, &person));
    vha_cohort_confine(listing->cohort, "CN AS");
    assert_true(vha_cohort_covers_person(listing->cohort, &person));
    static const char *const elsewhere[] = {"Ealing", "City of London", "", "none", "lambeth"};
    for (size_t i = 0; i < VHA_COUNT(elsewhere); i++) {
        person.borough = elsewhere[i];
        assert_false(vha_cohort_covers_person(listing->cohort, &person));
    }
    for (uint32_t position = 0; position < listing->listed; position++)
        assert_int_equal(vha_cohort_covers_person(listing->cohort, &listing->rows[position]),
                         vha_cohort_covers(listing->cohort, position));
    vha_cohort_confine(listing->cohort, "all");
}

static void test_keeping_to_some_confines_everything(void **state)
{
    struct listing *listing = *state;
    struct vha_selection selection = {0};
    const struct vha_filter all = {.chosen = {0}};
    uint64_t kept[MAX_LISTED / 64] = {0};
    for (uint32_t position = 0; position < listing->listed; position += 3)
        kept[position / 64] |= UINT64_C(1) << position % 64;
    vha_cohort_keep_only(listing->cohort, kept);
    kept[0] = 0; /* they have been copied */
    assert_int_equal(vha_cohort_select(listing->cohort, &all, &by_rank, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, (listing->listed + 2) / 3);
    for (uint32_t i = 0; i < selection.count; i++)
        assert_int_equal(selection.positions[i], 3 * i);
    uint32_t counted = 0;
    for (size_t value = 0; value < listing->facets[0].value_count; value++)
        counted += selection.counts[0][value];
    assert_int_equal(counted, selection.count);
    vha_cohort_keep_only(listing->cohort, NULL);
    assert_int_equal(vha_cohort_select(listing->cohort, &all, &by_rank, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, listing->listed);
    vha_selection_free(&selection);
}

/* ------------------------------------------------------------------------------- the sample */

static struct vha_arena *row_arena;

static int open_sample(void **state)
{
    static struct listing listing;
    void *group = NULL;
    if (quarter_begin(&group) != 0)
        return -1;
    const struct quarter *quarter = group;
    const char *path = quarter_path(quarter, "sample.db");
    quarter_build_compared(quarter, SAMPLE_CSV, path);
    row_arena = vha_arena_new();
    listing.cohort = quarter_open(path);
    listing.listed = vha_cohort_info(listing.cohort)->listed;
    assert_true(listing.listed <= MAX_LISTED);
    listing.facet_count = vha_cohort_facets(listing.cohort, &listing.facets);
    listing.rows = quarter_rows(listing.cohort, row_arena);
    look_up_members(&listing);
    *state = &listing;
    return quarter_end(&group); /* the open file outlives its name */
}

static int close_sample(void **state)
{
    struct listing *listing = *state;
    vha_cohort_close(listing->cohort);
    vha_arena_free(row_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pane_has_its_totals),
        cmocka_unit_test(test_boroughs_are_gathered_by_bcu),
        cmocka_unit_test(test_selections_equal_a_recount),
        cmocka_unit_test(test_bits_beyond_the_values_find_nobody),
        cmocka_unit_test(test_a_scope_confines_everything),
        cmocka_unit_test(test_a_scope_takes_in_people_off_the_list),
        cmocka_unit_test(test_keeping_to_some_confines_everything),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
