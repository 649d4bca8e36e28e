#include "cohort.h"

#include "read.sql.h"

#include <stdlib.h>
#include <string.h>

/* What the reports of the chosen types come to, while they are added up. */
struct adding {
    struct vha_cohort *cohort;
    const struct vha_policy *policy;
    uint64_t offences;
    struct vha_standing *standings; /* by position; `nominal` is the position */
    bool *counted;                  /* somebody has a report of these types */
    bool sound;
};

static bool is_chosen(const struct adding *adding, sqlite3_stmt *statement)
{
    const char *const offence = (const char *)sqlite3_column_text(statement, 2);
    const size_t length = (size_t)sqlite3_column_bytes(statement, 2);
    const uint16_t category =
        offence != NULL ? vha_policy_category(adding->policy, offence, length) : VHA_OUT_OF_SCOPE;
    return category < VHA_MAX_CATEGORIES && (adding->offences >> category & 1u) != 0;
}

/* One counted report: a row of counted_crimes or counted_intel; only those of crimes have a day. */
static void add_report(struct adding *adding, sqlite3_stmt *statement, bool crime)
{
    const sqlite3_int64 position = sqlite3_column_int64(statement, 0);
    if (position < 0 || position >= adding->cohort->info.listed) {
        adding->sound = false;
        return;
    }
    if (!is_chosen(adding, statement))
        return;
    struct vha_standing *const standing = &adding->standings[position];
    if (__builtin_add_overflow(standing->score, sqlite3_column_int64(statement, 1),
                               &standing->score))
        adding->sound = false; /* no scores come to that */
    adding->counted[position] = true;
    if (!crime)
        return;
    const vha_date day = cohort_date(statement, 3);
    standing->crime_reports++;
    standing->latest = day > standing->latest ? day : standing->latest;
}

static enum vha_status add_all(struct adding *adding, const char *section, bool crime,
                               struct vha_error *error)
{
    struct vha_cohort *const cohort = adding->cohort;
    sqlite3_stmt *statement = NULL;
    int result = vha_sql_prepare(cohort->database, read_sql, section, &statement);
    if (result == SQLITE_OK)
        while (adding->sound && (result = sqlite3_step(statement)) == SQLITE_ROW)
            add_report(adding, statement, crime);
    sqlite3_finalize(statement);
    if (!adding->sound)
        return cohort_fail_damaged(cohort, error);
    return result == SQLITE_DONE ? VHA_OK : cohort_fail(cohort, error);
}

/* ------------------------------------------------------------------------------- putting in force
 */

static void end_ranking(struct vha_cohort *cohort)
{
    free(cohort->chosen_ranks);
    free(cohort->chosen_scores);
    free(cohort->ranked);
    free(cohort->places[VHA_SORT_CHOSEN]);
    free(cohort->order);
    cohort->chosen_ranks = NULL;
    cohort->chosen_scores = NULL;
    cohort->ranked = NULL;
    cohort->places[VHA_SORT_CHOSEN] = NULL;
    cohort->order = NULL;
    cohort->ranking = (struct vha_ranking){.offences = 0};
}

/* Brings those who have a report of these types to the front, in the order of the list. */
static uint32_t gather(const struct adding *adding)
{
    uint32_t ranked = 0;
    for (uint32_t position = 0; position < adding->cohort->info.listed; position++)
        if (adding->counted[position])
            adding->standings[ranked++] = adding->standings[position];
    return ranked;
}

static void put_in_force(const struct adding *adding)
{
    struct vha_cohort *const cohort = adding->cohort;
    const uint32_t listed = cohort->info.listed;
    const uint32_t ranked = gather(adding);
    vha_rank(adding->standings, ranked);
    end_ranking(cohort);
    cohort->ranking = (struct vha_ranking){.offences = adding->offences, .ranked = ranked};
    cohort->chosen_ranks = vha_alloc_zeroed((size_t)listed + 1, sizeof *cohort->chosen_ranks);
    cohort->chosen_scores = vha_alloc_zeroed((size_t)listed + 1, sizeof *cohort->chosen_scores);
    cohort->ranked = vha_alloc_zeroed(cohort->words + 1, sizeof *cohort->ranked);
    uint32_t *const places = vha_alloc_zeroed((size_t)listed + 1, sizeof *places);
    for (uint32_t i = 0; i < ranked; i++) {
        const struct vha_standing *const standing = &adding->standings[i];
        const uint32_t position = standing->nominal;
        cohort->chosen_ranks[position] = standing->rank;
        cohort->chosen_scores[position] = standing->score;
        cohort->ranked[position / 64] |= UINT64_C(1) << position % 64;
        places[position] = i;
    }
    for (size_t i = 0; i < cohort->words; i++)
        cohort->ranking.left_out +=
            (uint32_t)__builtin_popcountll(cohort->scope[i] & ~cohort->ranked[i]);
    uint32_t place = ranked; /* the others after them, as the list has them */
    for (uint32_t position = 0; position < listed; position++)
        if (!adding->counted[position])
            places[position] = place++;
    cohort->places[VHA_SORT_CHOSEN] = places;
}

/* Ties go by PNCID in the end, as in the list. */
static enum vha_status begin_standings(struct adding *adding, struct vha_error *error)
{
    const vha_pncid *pncids = NULL;
    const enum vha_status status = cohort_pncids(adding->cohort, &pncids, error);
    for (uint32_t position = 0; status == VHA_OK && position < adding->cohort->info.listed;
         position++)
        adding->standings[position] = (struct vha_standing){
            .latest = VHA_NO_DATE, .pncid = pncids[position], .nominal = position};
    return status;
}

enum vha_status vha_cohort_rank_on(struct vha_cohort *cohort, uint64_t offences,
                                   struct vha_error *error)
{
    if (offences == 0) {
        end_ranking(cohort);
        return VHA_OK;
    }
    struct adding adding = {.cohort = cohort, .offences = offences, .sound = true};
    enum vha_status status = vha_cohort_policy(cohort, &adding.policy, error);
    if (status != VHA_OK)
        return status;
    adding.standings = vha_alloc_zeroed((size_t)cohort->info.listed + 1, sizeof *adding.standings);
    adding.counted = vha_alloc_zeroed((size_t)cohort->info.listed + 1, sizeof *adding.counted);
    status = begin_standings(&adding, error);
    if (status == VHA_OK)
        status = add_all(&adding, "counted_crimes", true, error);
    if (status == VHA_OK)
        status = add_all(&adding, "counted_intel", false, error);
    if (status == VHA_OK) {
        cohort_leave_removed_out(cohort, adding.counted);
        put_in_force(&adding);
    }
    free(adding.counted);
    free(adding.standings);
    return status;
}

const struct vha_ranking *vha_cohort_ranking(const struct vha_cohort *cohort)
{
    return cohort->ranking.offences != 0 ? &cohort->ranking : NULL;
}
