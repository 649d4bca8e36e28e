#include "build.h"

#include <stdlib.h>
#include <string.h>

enum { STOP_CHECK_NOMINALS = 8192 };

/* What a text of the extract means to the policy, looked up once for each different text. */
struct meaning {
    vha_text_id text;
    uint16_t category;
    uint64_t features;
};

/* A small table of meanings, found by text id. Offences and lists of features are few, however many
 * the reports. */
struct meanings {
    const struct build *build;
    enum vha_table table; /* whose texts they are */
    struct meaning *slots;
    size_t mask;
    size_t count;
};

static struct meanings meanings_new(const struct build *build, enum vha_table table)
{
    enum { FIRST_SLOTS = 256 };
    return (struct meanings){
        .build = build,
        .table = table,
        .slots = vha_alloc_zeroed(FIRST_SLOTS, sizeof(struct meaning)),
        .mask = FIRST_SLOTS - 1,
    };
}

static struct meaning *find_slot(struct meaning *slots, size_t mask, vha_text_id text)
{
    size_t at = text * UINT32_C(2654435769) >> 7 & mask;
    while (slots[at].text != 0 && slots[at].text != text)
        at = (at + 1) & mask;
    return &slots[at];
}

static void enlarge(struct meanings *meanings)
{
    const size_t mask = meanings->mask * 2 + 1;
    struct meaning *slots = vha_alloc_zeroed(mask + 1, sizeof *slots);
    for (size_t i = 0; i <= meanings->mask; i++)
        if (meanings->slots[i].text != 0)
            *find_slot(slots, mask, meanings->slots[i].text) = meanings->slots[i];
    free(meanings->slots);
    meanings->slots = slots;
    meanings->mask = mask;
}

static struct meaning meaning_of(struct meanings *meanings, vha_text_id text)
{
    if (text == 0)
        return (struct meaning){.category = VHA_OUT_OF_SCOPE};
    struct meaning *slot = find_slot(meanings->slots, meanings->mask, text);
    if (slot->text == text)
        return *slot;
    if (meanings->count > meanings->mask / 2) {
        enlarge(meanings);
        slot = find_slot(meanings->slots, meanings->mask, text);
    }
    const struct vha_policy *policy = meanings->build->request->policy;
    const char *words = vha_extract_text(meanings->build->extract, meanings->table, text);
    const size_t length = strlen(words);
    meanings->count++;
    *slot = (struct meaning){
        .text = text,
        .category = vha_policy_category(policy, words, length),
        .features = vha_policy_features(policy, words, length),
    };
    return *slot;
}

/* The facts of the individual under way, in arrays that are used again for the next. */
struct facts {
    struct vha_crime_fact *crimes;
    struct vha_intel_fact *intel;
    struct vha_custody_fact *custody;
    struct vha_judged *crime_judged;
    struct vha_judged *intel_judged;
    size_t crime_capacity;
    size_t intel_capacity;
    size_t custody_capacity;
    size_t crime_judged_capacity;
    size_t intel_judged_capacity;
};

static void facts_free(struct facts *facts)
{
    free(facts->crimes);
    free(facts->intel);
    free(facts->custody);
    free(facts->crime_judged);
    free(facts->intel_judged);
}

/* Where the rows of the next individual begin in each table; the tables are in the nominals' order,
 * so each is walked once. */
struct cursor {
    uint32_t crime;
    uint32_t intel;
    uint32_t custody;
};

static size_t collect_crimes(const struct build *build, struct meanings *meanings, uint32_t nominal,
                             uint32_t *at, struct facts *facts)
{
    const struct vha_extract *extract = build->extract;
    const uint32_t end = extract->counts[VHA_CRIME_NOMINALS];
    size_t count = 0;
    for (; *at < end && extract->crime_nominals[*at].nominal == nominal; (*at)++) {
        const struct vha_crime_nominal_row *row = &extract->crime_nominals[*at];
        const struct vha_crime_row *crime = &extract->crimes[row->crime];
        facts->crimes =
            vha_grow(facts->crimes, count, &facts->crime_capacity, sizeof *facts->crimes);
        facts->crime_judged = vha_grow(facts->crime_judged, count, &facts->crime_judged_capacity,
                                       sizeof *facts->crime_judged);
        facts->crimes[count++] = (struct vha_crime_fact){
            .report = row->crime,
            .offence_date = crime->offence_date,
            .features = meaning_of(meanings, crime->features).features,
            .category = build->crime_categories[row->crime],
            .roles = row->roles,
        };
    }
    return count;
}

static size_t collect_intel(const struct build *build, uint32_t nominal, uint32_t *at,
                            struct facts *facts)
{
    const struct vha_extract *extract = build->extract;
    const uint32_t end = extract->counts[VHA_INTEL_NOMINALS];
    size_t count = 0;
    for (; *at < end && extract->intel_nominals[*at].nominal == nominal; (*at)++) {
        const uint32_t report = extract->intel_nominals[*at].intel;
        const struct vha_intel_row *intel = &extract->intel[report];
        const int grade =
            vha_policy_grade(build->request->policy, intel->grade, strlen(intel->grade));
        facts->intel = vha_grow(facts->intel, count, &facts->intel_capacity, sizeof *facts->intel);
        facts->intel_judged = vha_grow(facts->intel_judged, count, &facts->intel_judged_capacity,
                                       sizeof *facts->intel_judged);
        facts->intel[count++] = (struct vha_intel_fact){
            .report = report,
            .crime_report = intel->crime,
            .report_date = intel->report_date,
            .category = build->intel_categories[report],
            .grade = (uint8_t)grade,
        };
    }
    return count;
}

static size_t collect_custody(const struct build *build, uint32_t nominal, uint32_t *at,
                              struct facts *facts)
{
    const struct vha_extract *extract = build->extract;
    const uint32_t end = extract->counts[VHA_CUSTODY];
    size_t count = 0;
    for (; *at < end && extract->custody[*at].nominal == nominal; (*at)++) {
        facts->custody =
            vha_grow(facts->custody, count, &facts->custody_capacity, sizeof *facts->custody);
        facts->custody[count++] = (struct vha_custody_fact){
            .received = extract->custody[*at].received,
            .released = extract->custody[*at].released,
        };
    }
    return count;
}

static void store(const struct vha_judged *judged, size_t count, struct stored_judgement *stored)
{
    for (size_t i = 0; i < count; i++)
        stored[i] = (struct stored_judgement){judged[i].score, (uint8_t)judged[i].verdict};
}

static void assess_nominal(struct build *build, struct meanings *meanings, uint32_t nominal,
                           struct cursor *cursor, struct facts *facts)
{
    const struct cursor start = *cursor;
    struct vha_individual individual = {0};
    individual.crime_count = collect_crimes(build, meanings, nominal, &cursor->crime, facts);
    individual.intel_count = collect_intel(build, nominal, &cursor->intel, facts);
    individual.custody_count = collect_custody(build, nominal, &cursor->custody, facts);
    individual.crimes = facts->crimes;
    individual.intel = facts->intel;
    individual.custody = facts->custody;
    vha_assess(build->request->policy, build->extract->as_of, &individual, facts->crime_judged,
               facts->intel_judged, &build->assessments[nominal]);
    store(facts->crime_judged, individual.crime_count, &build->crime_judgements[start.crime]);
    store(facts->intel_judged, individual.intel_count, &build->intel_judgements[start.intel]);
}

/* Finds the categories of all reports; those of the crime reports' texts are of use afterwards. */
static void find_categories(struct build *build, struct meanings *crime_meanings)
{
    const struct vha_extract *extract = build->extract;
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_REPORTS]; i++)
        build->crime_categories[i] =
            meaning_of(crime_meanings, extract->crimes[i].offence).category;
    struct meanings intel_meanings = meanings_new(build, VHA_INTEL_REPORTS);
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_REPORTS]; i++)
        build->intel_categories[i] =
            meaning_of(&intel_meanings, extract->intel[i].offence).category;
    free(intel_meanings.slots);
}

static void rank_included(struct build *build)
{
    const struct vha_extract *extract = build->extract;
    const uint32_t nominals = extract->counts[VHA_NOMINALS];
    for (uint32_t i = 0; i < nominals; i++)
        build->listed += build->assessments[i].included ? 1 : 0;
    build->standings = vha_alloc_zeroed(build->listed, sizeof *build->standings);
    uint32_t count = 0;
    for (uint32_t i = 0; i < nominals; i++) {
        const struct vha_assessment *assessment = &build->assessments[i];
        build->positions[i] = NOT_LISTED;
        if (!assessment->included)
            continue;
        build->standings[count++] = (struct vha_standing){
            .score = vha_assessment_score(assessment),
            .latest = assessment->latest,
            .crime_reports = assessment->crime_reports,
            .pncid = extract->nominals[i].pncid,
            .nominal = i,
        };
    }
    vha_rank(build->standings, build->listed);
    for (uint32_t position = 0; position < build->listed; position++)
        build->positions[build->standings[position].nominal] = position;
}

enum vha_status build_assess(struct build *build, struct vha_error *error)
{
    const struct vha_extract *extract = build->extract;
    const uint32_t nominals = extract->counts[VHA_NOMINALS];
    build->assessments = vha_alloc_zeroed(nominals, sizeof *build->assessments);
    build->positions = vha_alloc_zeroed(nominals, sizeof *build->positions);
    build->crime_judgements =
        vha_alloc_zeroed(extract->counts[VHA_CRIME_NOMINALS], sizeof *build->crime_judgements);
    build->intel_judgements =
        vha_alloc_zeroed(extract->counts[VHA_INTEL_NOMINALS], sizeof *build->intel_judgements);
    build->crime_categories =
        vha_alloc_zeroed(extract->counts[VHA_CRIME_REPORTS], sizeof *build->crime_categories);
    build->intel_categories =
        vha_alloc_zeroed(extract->counts[VHA_INTEL_REPORTS], sizeof *build->intel_categories);

    struct meanings meanings = meanings_new(build, VHA_CRIME_REPORTS);
    struct facts facts = {0};
    struct cursor cursor = {0};
    enum vha_status status = VHA_OK;
    find_categories(build, &meanings);
    for (uint32_t nominal = 0; nominal < nominals && status == VHA_OK; nominal++) {
        if (nominal % STOP_CHECK_NOMINALS == 0 && vha_progress_stopped(build->request->progress))
            status = vha_fail_stopped(error);
        assess_nominal(build, &meanings, nominal, &cursor, &facts);
    }
    facts_free(&facts);
    free(meanings.slots);
    if (status == VHA_OK)
        rank_included(build);
    return status;
}
