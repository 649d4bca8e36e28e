#include "testing.h"

#include "vha/cohort_dossier.h"
#include "vha/cohort_refresh.h"
#include "vha/cohort_search.h"
#include "vha/cohort_selection.h"
#include "vha/cohort_sorting.h"

struct fake fake;

void fake_reset(uint32_t listed)
{
    free(fake.kept);
    fake = (struct fake){.listed = listed, .quarter = "2026-Q3"};
}

/* ----------------------------------------------------------------------------------- the cohort */

const struct vha_flag_words vha_flags[VHA_FLAGS] = {
    {VHA_FLAG_UNDER_18, "U18", "under 18", "under 18"},
    {VHA_FLAG_TURNS_18, "18*", "turns 18", "turns 18 this quarter"},
    {VHA_FLAG_WANTED_EWMS, "W", "wanted", "wanted EWMS"},
    {VHA_FLAG_WANTED_CRIS, "WC", "wanted (CRIS)", "wanted CRIS"},
    {VHA_FLAG_IN_CUSTODY, "C", "in custody", "in custody"},
    {VHA_FLAG_RELEASED, "R30", "released", "released lately"},
    {VHA_FLAG_GANG, "G", "gang link", "gang link"},
    {VHA_FLAG_COUNTY_LINES, "CL", "county lines", "county lines"},
    {VHA_FLAG_VICTIM, "V", "victim", "victim"},
    {VHA_FLAG_MISSING, "M", "missing", "missing"},
    {VHA_FLAG_RESTRICTION, "JR", "restriction", "restriction"},
    {VHA_FLAG_IOM, "IOM", "iom", "IOM"},
};

/* People by their position modulo this table: ordinary names and hostile ones. */
static const struct {
    const char *surname;
    const char *forenames;
    const char *borough;
    int age;
    uint32_t flags;
} people[] = {
    {"O'NEILL", "Zoë", "Lambeth", 13, VHA_FLAG_UNDER_18 | VHA_FLAG_WANTED_EWMS},
    {"KOWALSKI", "Isaac", "Southwark", 24, 0},
    {"\x1b[2J\x1b]0;owned\x07", "Escape", "Lambeth", 30, VHA_FLAG_IN_CUSTODY},
    {"\xe2\x80\xaegnol", "Override", "Southwark", 17, VHA_FLAG_UNDER_18 | VHA_FLAG_TURNS_18},
    {"李", "小龍", "Lambeth", 19, VHA_FLAG_GANG},
    {"Ze\xcc\x81\xcc\x81\xcc\x81\xcc\x81lda", "Marks", "Barking and Dagenham", 44, 0},
    {"\xff\xfe", "Bytes", "", 50, 0xFFF},
    {"A SURNAME THAT IS A GREAT DEAL LONGER THAN ANY COLUMN", "Forename", "Southwark", 21, 0},
};

struct vha_cohort {
    struct vha_cohort_info info;
    bool whole;       /* the scope is all of London */
    int64_t *measure; /* the last one asked for */
};

enum vha_status vha_cohort_open(const char *path, struct vha_cohort **cohort,
                                struct vha_error *error)
{
    (void)path;
    (void)error;
    *cohort = calloc(1, sizeof **cohort);
    (*cohort)->info = (struct vha_cohort_info){.quarter = fake.quarter,
                                               .as_of = 20727, /* 2026-10-01 */
                                               .prepared_by = "MO2",
                                               .listed = fake.listed,
                                               .nominals = fake.listed * 2,
                                               .earlier_quarter = fake.earlier_quarter};
    return VHA_OK;
}

void vha_cohort_close(struct vha_cohort *cohort)
{
    if (cohort != NULL)
        free(cohort->measure);
    free(cohort);
}

bool vha_cohort_superseded(const struct vha_cohort *cohort)
{
    (void)cohort;
    return fake.superseded;
}

const struct vha_cohort_info *vha_cohort_info(const struct vha_cohort *cohort)
{
    return &cohort->info;
}

static const struct vha_facet_value boroughs[] = {
    {"Lambeth", "Lambeth", "AS Central South", 61},
    {"Southwark", "Southwark", "AS Central South", 58},
    {"Barking and Dagenham", "Barking and Dagenham", "EA East Area", 9},
    {"Havering", "Havering", "EA East Area", 1},
    {"Redbridge", "Redbridge", "EA East Area", 2},
    {"none", "None or outside London", "", 3},
};
static const struct vha_facet_value ages[] = {{"u18", "Under 18", "", 3},
                                              {"adult", "18 and over", "", 5}};
static const struct vha_facet_value customs[] = {{"in", "In custody", "", 2},
                                                 {"out", "Not in custody", "", 6}};
static const struct vha_facet facets[] = {
    {"borough", "Borough", VHA_COUNT(boroughs), boroughs},
    {"under_18", "Under 18", VHA_COUNT(ages), ages},
    {"custody", "Custody", VHA_COUNT(customs), customs},
};

size_t vha_cohort_facets(const struct vha_cohort *cohort, const struct vha_facet **out)
{
    (void)cohort;
    *out = facets;
    return VHA_COUNT(facets);
}

static bool has_value(uint32_t position, size_t facet, size_t value)
{
    const size_t person = position % VHA_COUNT(people);
    if (facet == 0)
        return strcmp(people[person].borough, value == 5 ? "" : boroughs[value].code) == 0;
    if (facet == 1)
        return (people[person].age < 18) == (value == 0);
    return ((people[person].flags & VHA_FLAG_IN_CUSTODY) != 0) == (value == 0);
}

/* Of the policy's two offences the first is that of every third person, the other of every fourth.
 */
static bool is_ranked(uint32_t position)
{
    const uint64_t offences = fake.ranking.offences;
    return ((offences & 1) != 0 && position % 3 == 0) || ((offences & 2) != 0 && position % 4 == 0);
}

/* Scores fall from rank to rank, by fifty points; ages are those of the people. */
static int64_t fake_number(enum vha_measure measure, uint32_t position)
{
    if (measure == VHA_MEASURE_AGE)
        return people[position % VHA_COUNT(people)].age;
    return measure == VHA_MEASURE_SCORE ? (int64_t)(fake.listed - position) * 50000 : 0;
}

static bool in_ranges(uint32_t position, const struct vha_filter *filter)
{
    for (int measure = 0; measure < VHA_MEASURES; measure++) {
        const struct vha_range *const range = &filter->ranges[measure];
        const int64_t number = fake_number((enum vha_measure)measure, position);
        if (range->set && (number < range->least || number > range->most))
            return false;
    }
    return true;
}

static bool passes(uint32_t position, const struct vha_filter *filter, size_t but)
{
    if (fake.ranking.offences != 0 && !is_ranked(position))
        return false;
    if (fake.kept != NULL && (fake.kept[position / 64] >> position % 64 & 1) == 0)
        return false;
    for (size_t facet = 0; facet < VHA_COUNT(facets); facet++) {
        bool any = filter->chosen[facet] == 0 || facet == but;
        for (size_t value = 0; value < facets[facet].value_count && facet != but; value++)
            if ((filter->excluded[facet] >> value & 1) != 0 && has_value(position, facet, value))
                return false;
        for (size_t value = 0; value < facets[facet].value_count; value++)
            any = any ||
                  ((filter->chosen[facet] >> value & 1) != 0 && has_value(position, facet, value));
        if (!any)
            return false;
    }
    return in_ranges(position, filter);
}

void vha_cohort_tally(struct vha_cohort *cohort, const uint32_t *positions, uint32_t count,
                      struct vha_tally *tally)
{
    (void)cohort;
    *tally = (struct vha_tally){.people = count};
    for (uint32_t i = 0; i < count; i++)
        for (size_t facet = 0; facet < VHA_COUNT(facets); facet++)
            for (size_t value = 0; value < facets[facet].value_count; value++)
                tally->counts[facet][value] += has_value(positions[i], facet, value);
}

enum vha_status vha_cohort_measure(struct vha_cohort *cohort, enum vha_measure measure,
                                   const int64_t **values, struct vha_error *error)
{
    if (fake.measures_fail)
        return vha_fail(error, VHA_BAD_DATA, "The cohort is damaged.");
    cohort->measure = realloc(cohort->measure, (fake.listed + 1) * sizeof *cohort->measure);
    for (uint32_t position = 0; position < fake.listed; position++)
        cohort->measure[position] = fake_number(measure, position);
    *values = cohort->measure;
    return VHA_OK;
}

/* A scope takes in the people of Southwark alone, whatever it is; "all" everybody. */
static bool takes_in(const struct vha_cohort *cohort, uint32_t position)
{
    return cohort->whole || strcmp(people[position % VHA_COUNT(people)].borough, "Southwark") == 0;
}

enum vha_status vha_cohort_select(struct vha_cohort *cohort, const struct vha_filter *filter,
                                  const struct vha_sorting *sorting,
                                  struct vha_selection *selection, struct vha_error *error)
{
    (void)error;
    const enum vha_sort sort = sorting->count > 0 ? sorting->keys[0].sort : VHA_SORT_RANK;
    const bool descending = sorting->count > 0 && sorting->keys[0].descending;
    fake.selects++;
    selection->positions =
        realloc(selection->positions, (fake.listed + 1) * sizeof *selection->positions);
    selection->count = 0;
    memset(selection->counts, 0, sizeof selection->counts);
    for (uint32_t i = 0; i < fake.listed; i++) {
        /* By any other column, and on chosen offences, the last come first. */
        const uint32_t position = (sort == VHA_SORT_RANK) == descending ? fake.listed - 1 - i : i;
        if (!takes_in(cohort, position))
            continue;
        if (passes(position, filter, SIZE_MAX))
            selection->positions[selection->count++] = position;
        for (size_t facet = 0; facet < VHA_COUNT(facets); facet++)
            for (size_t value = 0; value < facets[facet].value_count; value++)
                if (passes(position, filter, facet) && has_value(position, facet, value))
                    selection->counts[facet][value]++;
    }
    return VHA_OK;
}

enum vha_status vha_cohort_rank_on(struct vha_cohort *cohort, uint64_t offences,
                                   struct vha_error *error)
{
    (void)cohort;
    if (fake.ranking_fails)
        return vha_fail(error, VHA_BAD_DATA, "the cohort is damaged");
    fake.ranking = (struct vha_ranking){.offences = offences};
    for (uint32_t position = 0; position < fake.listed; position++)
        fake.ranking.ranked += is_ranked(position);
    fake.ranking.left_out = fake.listed - fake.ranking.ranked;
    return VHA_OK;
}

const struct vha_ranking *vha_cohort_ranking(const struct vha_cohort *cohort)
{
    (void)cohort;
    return fake.ranking.offences != 0 ? &fake.ranking : NULL;
}

void vha_cohort_keep_only(struct vha_cohort *cohort, const uint64_t *members)
{
    (void)cohort;
    free(fake.kept);
    fake.kept = NULL;
    if (members == NULL)
        return;
    const size_t bytes = (fake.listed / 64 + 1) * sizeof *fake.kept;
    fake.kept = malloc(bytes);
    memcpy(fake.kept, members, (fake.listed + 63) / 64 * sizeof *fake.kept);
}

uint32_t vha_cohort_in_scope(const struct vha_cohort *cohort)
{
    uint32_t count = 0;
    for (uint32_t position = 0; position < cohort->info.listed; position++)
        count += takes_in(cohort, position);
    return count - (uint32_t)fake.removed;
}

bool vha_cohort_covers(const struct vha_cohort *cohort, uint32_t position)
{
    return position < cohort->info.listed && takes_in(cohort, position);
}

bool vha_cohort_covers_person(const struct vha_cohort *cohort, const struct vha_list_row *person)
{
    return takes_in(cohort, person->position);
}

char *vha_cohort_scope_words(const struct vha_cohort *cohort, char *out, size_t size)
{
    snprintf(out, size, "%s", cohort->whole ? "" : "Central South, South Area");
    return out;
}

void vha_cohort_confine(struct vha_cohort *cohort, const char *scope)
{
    cohort->whole = strcmp(scope, "all") == 0;
}

enum vha_status vha_cohort_remove(struct vha_cohort *cohort,
                                  const struct vha_cohort_removal *removals, size_t count,
                                  struct vha_error *error)
{
    (void)cohort;
    (void)removals;
    (void)error;
    fake.removed = count;
    return VHA_OK;
}

uint32_t vha_cohort_listed(const struct vha_cohort *cohort)
{
    (void)cohort;
    return fake.listed;
}

uint32_t vha_cohort_nth(const struct vha_cohort *cohort, uint32_t n)
{
    (void)cohort;
    return n;
}

void vha_selection_free(struct vha_selection *selection)
{
    free(selection->positions);
    *selection = (struct vha_selection){.positions = NULL};
}

static struct vha_list_row make_row(uint32_t position)
{
    const size_t person = position % VHA_COUNT(people);
    struct vha_list_row row = {.position = position,
                               .rank = position + 1,
                               .pncid = UINT64_C(20030000000) + position,
                               .surname = people[person].surname,
                               .forenames = people[person].forenames,
                               .borough = people[person].borough,
                               .dob = 16000,
                               .age = people[person].age,
                               .sex = 'F',
                               .ethnicity = "W1",
                               .flags = people[person].flags,
                               .crime_score = 7797333,
                               .intel_score = 0,
                               .crime_reports = 5,
                               .intel_reports = 1,
                               .qualifying = VHA_FOUR_REPORTS,
                               .recency = VHA_RECENCY_OFFENCE,
                               .latest = 20634,
                               .removed = position < fake.returned ? VHA_BACK_ON_EVIDENCE
                                                                   : VHA_NEVER_REMOVED};
    row.bcu = strcmp(row.borough, "") == 0 ? "" : "AS Central South";
    row.previous_rank = fake.earlier_quarter == NULL || position % 4 == 0 ? 0 : 5;
    row.change = fake.earlier_quarter == NULL ? VHA_CHANGE_UNKNOWN
                 : row.previous_rank == 0     ? VHA_CHANGE_NEW
                 : row.rank == 5              ? VHA_CHANGE_NONE
                 : row.rank < 5               ? VHA_CHANGE_RISEN
                                              : VHA_CHANGE_FALLEN;
    if (fake.ranking.offences != 0 && is_ranked(position)) {
        for (uint32_t other = position; other < fake.listed; other++)
            row.chosen_rank += is_ranked(other);
        row.chosen_score = 1000 * (vha_milli)row.chosen_rank;
    }
    return row;
}

enum vha_status vha_cohort_row(struct vha_cohort *cohort, uint32_t position,
                               struct vha_arena *arena, struct vha_list_row *row,
                               struct vha_error *error)
{
    (void)arena;
    if (position >= cohort->info.listed)
        return vha_fail(error, VHA_SOFTWARE, "nobody stands at position %u", position);
    fake.rows_fetched++;
    *row = make_row(position);
    return VHA_OK;
}

bool vha_cohort_returned(const struct vha_cohort *cohort, uint32_t n, uint32_t *position)
{
    *position = n;
    return n < fake.returned && n < cohort->info.listed;
}

uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *typed, uint32_t from, bool forwards)
{
    (void)cohort;
    for (uint32_t i = 1; i <= selection->count; i++) {
        const uint32_t at = (from + (forwards ? i : selection->count - i)) % selection->count;
        const size_t person = selection->positions[at] % VHA_COUNT(people);
        if ((person == 7 && strcmp(typed, "0100/26") == 0) ||
            strcasestr(people[person].surname, typed) != NULL ||
            strcasestr(people[person].forenames, typed) != NULL)
            return at;
    }
    return UINT32_MAX;
}

/* One person is found by a report too, and one name is near to "kowalsky". */
char *vha_cohort_found_by(struct vha_cohort *cohort, uint32_t position, const char *typed,
                          char out[VHA_REFERENCE_SIZE])
{
    (void)cohort;
    const bool found = position % VHA_COUNT(people) == 7 && strcmp(typed, "0100/26") == 0;
    snprintf(out, VHA_REFERENCE_SIZE, "%s", found ? "0100/26" : "");
    return out;
}

size_t vha_cohort_nearest(struct vha_cohort *cohort, const struct vha_selection *selection,
                          const char *typed, struct vha_near_name names[VHA_NEAR_NAMES])
{
    (void)cohort;
    if (strcasecmp(typed, "kowalsky") != 0 || selection->count == 0)
        return 0;
    names[0] = (struct vha_near_name){"kowalski", "Kowalski", 50};
    names[1] = (struct vha_near_name){"lukasz", "Łukasz", 1};
    return 2;
}

/* ----------------------------------------------------------------------------------- a person */

static const struct vha_policy policy = {
    .crime_window_months = 36,
    .intel_window_months = 6,
    .recency_window_months = 12,
    .counted_roles = VHA_SUSPECT | VHA_ACCUSED,
    .decay = VHA_DECAY_GEOMETRIC,
    .decay_months = 12,
    .kept_numerator = 2,
    .kept_denominator = 3,
    .four_reports_total = 3,
    .four_reports_crimes = 2,
    .three_crimes_count = 3,
    .three_crimes_score = 2500000,
    .search_list_score = 2500000,
    .category_count = 2,
    .categories = {{.code = "KNIFE_INJURY",
                    .weights = {{.base = 1460000,
                                 .origin = {"CCHI 2016: wounding with intent", true}}},
                    .weight_count = 1,
                    .intel = 146000,
                    .intel_origin = {"a tenth", true}},
                   {.code = "HOMICIDE",
                    .weights = {{.base = 5475000, .origin = {"CCHI: murder", false}}},
                    .weight_count = 1}},
};

/* Its text, which variants are made of, is that of the shipped one. */
enum vha_status vha_cohort_policy(struct vha_cohort *cohort, const struct vha_policy **out,
                                  struct vha_error *error)
{
    static struct vha_policy with_text;
    static char *text;
    (void)cohort;
    *out = &with_text;
    if (text != NULL)
        return VHA_OK;
    with_text = policy;
    const enum vha_status status =
        vha_read_file(SHIPPED_POLICY, 1 << 16, &text, &with_text.text_length, error);
    with_text.text = text;
    return status;
}

static const struct vha_crime_fact crime_facts[] = {
    {1, 20725, 0, 0, VHA_SUSPECT}, {2, 20200, 0, 1, VHA_ACCUSED}, {3, 19000, 0, 0, VHA_SUSPECT}};
static const struct vha_crime_entry crime_entries[] = {
    {"0100/26", "KNIFE_INJURY", "KNIFE", "Lambeth"},
    {"0101/25", "HOMICIDE", "", "Lambeth"},
    {"0102/22", "KNIFE_\x1b[31mINJURY", "", "Lambeth"}};
static const struct vha_judged crime_judged[] = {{VHA_COUNTED, 0, 0, 1460000, 0, 1460000},
                                                 {VHA_COUNTED, 1, 0, 5475000, 0, 3650000},
                                                 {VHA_LEFT_WINDOW, 0, 0, 0, 0, 0}};
static const struct vha_intel_fact intel_facts[] = {{1, VHA_NO_REPORT, 20726, 0, 2}};
static const struct vha_intel_entry intel_entries[] = {{"CR1", "KNIFE_INJURY", "C2", ""}};
static const struct vha_judged intel_judged[] = {{VHA_COUNTED, 0, 0, 146000, 750, 109500}};
static const struct vha_custody_fact custody_facts[] = {{20500, VHA_NO_DATE}, {20000, 20100}};
static const struct vha_custody_entry custody_entries[] = {{"HMYOI Example"}, {"HMP Example"}};
static const struct vha_flag_entry flag_entries[] = {
    {VHA_FLAG_WANTED_EWMS, "wanted", "EWMS", "E/17", "EWMS", 20700, VHA_NO_DATE, true},
    {VHA_FLAG_RESTRICTION, "restrictions", "CBO", "", "PNC", 19000, 19500, false}};
static const bool yes_no[] = {true, false, false};

enum vha_status vha_cohort_dossier(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   struct vha_error *error)
{
    (void)cohort;
    (void)arena;
    const uint32_t position = (uint32_t)(pncid - UINT64_C(20030000000));
    if (position >= fake.listed)
        return vha_fail(error, VHA_NO_INPUT, "nobody has that PNCID");
    const struct vha_list_row person = make_row(position);
    *dossier =
        (struct vha_dossier){.person = person,
                             .listed = true,
                             .turns_18 = person.age < 18 ? 22000 : VHA_NO_DATE,
                             .individual = {crime_facts, intel_facts, custody_facts, 3, 1, 2},
                             .crimes = crime_entries,
                             .intel = intel_entries,
                             .custody = custody_entries,
                             .flag_count = VHA_COUNT(flag_entries),
                             .flags = flag_entries};
    return VHA_OK;
}

/* The first two have moved. */
enum vha_status vha_cohort_moved(struct vha_cohort *cohort, struct vha_arena *arena,
                                 const struct vha_moved **moved, size_t *count,
                                 struct vha_error *error)
{
    struct vha_moved *const made = vha_arena_alloc(arena, 2 * sizeof *made);
    enum vha_status status = VHA_OK;
    *moved = made;
    *count = 0;
    for (uint32_t i = 0; i < 2 && i < fake.listed && status == VHA_OK; i++) {
        made[i] =
            (struct vha_moved){.day = vha_date_from_civil((struct vha_civil_date){2026, 10, 8}),
                               .before = i == 0 ? 0 : VHA_FLAG_WANTED_EWMS,
                               .after = i == 0 ? VHA_FLAG_IN_CUSTODY : 0};
        status = vha_cohort_row(cohort, i, arena, &made[i].row, error);
        *count += status == VHA_OK;
    }
    return status;
}

const char *vha_movement_words(uint32_t before, uint32_t after)
{
    return after > before ? "now in custody" : "found: no longer wanted (EWMS)";
}

/* The second on the list has three. */
enum vha_status vha_cohort_new_intel(struct vha_cohort *cohort, uint32_t **counts, uint32_t *total,
                                     struct vha_error *error)
{
    (void)cohort;
    (void)error;
    *counts = vha_alloc_zeroed(fake.listed + (size_t)2, sizeof **counts);
    (*counts)[1] = 3;
    *total = 3;
    return VHA_OK;
}

enum vha_status vha_cohort_explain(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_explanation *explanation,
                                   struct vha_error *error)
{
    fake.explained++;
    if (fake.explanation != NULL) {
        *explanation = *fake.explanation;
        return VHA_OK;
    }
    *explanation = (struct vha_explanation){.policy = &policy,
                                            .as_of = 20727,
                                            .crimes = crime_judged,
                                            .intel = intel_judged,
                                            .crime_decisive = yes_no,
                                            .intel_decisive = yes_no + 1,
                                            .leaves = 21000};
    explanation->assessment = (struct vha_assessment){.crime_score = 5110000,
                                                      .intel_score = 109500,
                                                      .crime_reports = 2,
                                                      .intel_reports = 1,
                                                      .latest = 20725,
                                                      .qualifying = VHA_FOUR_REPORTS,
                                                      .recency = VHA_RECENCY_OFFENCE,
                                                      .included = true};
    return vha_cohort_dossier(cohort, pncid, arena, &explanation->dossier, error);
}
