#include "cohort.h"
#include "flags.h"

#include "read.sql.h"

#include "vha/cohort_dossier.h"

#include <stdlib.h>
#include <string.h>

/* A statement about one nominal, ready to be stepped, with the number of its rows: it is stepped
 * through once to count them, so that the arrays can be made to measure. */
struct listing {
    sqlite3_stmt *statement;
    size_t count;
};

static enum vha_status start_listing(struct vha_cohort *cohort, enum cohort_statement which,
                                     vha_pncid pncid, struct listing *listing,
                                     struct vha_error *error)
{
    listing->statement = cohort_statement(cohort, which);
    listing->count = 0;
    if (listing->statement == NULL)
        return cohort_fail(cohort, error);
    sqlite3_bind_int64(listing->statement, 1, (sqlite3_int64)pncid);
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(listing->statement)) == SQLITE_ROW)
        listing->count++;
    sqlite3_reset(listing->statement);
    return result == SQLITE_DONE ? VHA_OK : cohort_fail(cohort, error);
}

static bool next_listed(const struct listing *listing, size_t done)
{
    return done < listing->count && sqlite3_step(listing->statement) == SQLITE_ROW;
}

static enum vha_status read_person(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   const struct vha_policy *policy, struct vha_error *error)
{
    struct listing listing;
    enum vha_status status = start_listing(cohort, STATEMENT_PERSON, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    if (!next_listed(&listing, 0)) {
        char text[VHA_PNCID_SIZE];
        return vha_fail(error, VHA_NO_INPUT,
                        "Nobody with the PNCID %s is in the extract of %s; check the number.",
                        vha_pncid_format(text, pncid), cohort->info.quarter);
    }
    const bool sound = cohort_read_row(cohort, listing.statement, arena, &dossier->person);
    sqlite3_reset(listing.statement);
    if (!sound)
        return cohort_fail_damaged(cohort, error);
    dossier->listed = dossier->person.rank > 0;
    dossier->turns_18 = vha_date_after_months(dossier->person.dob, policy->adult_age_months);
    if (dossier->turns_18 <= cohort->info.as_of)
        dossier->turns_18 = VHA_NO_DATE;
    return VHA_OK;
}

static enum vha_status read_crimes(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   const struct vha_policy *policy, struct vha_error *error)
{
    struct listing listing;
    const enum vha_status status = start_listing(cohort, STATEMENT_CRIMES, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    struct vha_crime_fact *facts = vha_arena_alloc(arena, (listing.count + 1) * sizeof *facts);
    struct vha_crime_entry *entries = vha_arena_alloc(arena, (listing.count + 1) * sizeof *entries);
    size_t count = 0;
    bool sound = true;
    for (; next_listed(&listing, count); count++) {
        entries[count] = (struct vha_crime_entry){
            .ref = cohort_text(listing.statement, 1, arena),
            .offence = cohort_text(listing.statement, 3, arena),
            .features = cohort_text(listing.statement, 4, arena),
            .borough = cohort_text(listing.statement, 5, arena),
        };
        const char *offence = entries[count].offence;
        const char *features = entries[count].features;
        facts[count] = (struct vha_crime_fact){
            .report = (uint32_t)sqlite3_column_int64(listing.statement, 0),
            .offence_date = cohort_date(listing.statement, 2),
            .features = vha_policy_features(policy, features, strlen(features)),
            .category = vha_policy_category(policy, offence, strlen(offence)),
            .roles = (uint8_t)sqlite3_column_int(listing.statement, 6),
        };
        sound = sound && facts[count].offence_date != VHA_NO_DATE;
    }
    sqlite3_reset(listing.statement);
    if (!sound)
        return cohort_fail_damaged(cohort, error);
    dossier->crimes = entries;
    dossier->individual.crimes = facts;
    dossier->individual.crime_count = count;
    return VHA_OK;
}

static enum vha_status read_intel(struct vha_cohort *cohort, vha_pncid pncid,
                                  struct vha_arena *arena, struct vha_dossier *dossier,
                                  const struct vha_policy *policy, struct vha_error *error)
{
    struct listing listing;
    const enum vha_status status = start_listing(cohort, STATEMENT_INTEL, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    struct vha_intel_fact *facts = vha_arena_alloc(arena, (listing.count + 1) * sizeof *facts);
    struct vha_intel_entry *entries = vha_arena_alloc(arena, (listing.count + 1) * sizeof *entries);
    size_t count = 0;
    bool sound = true;
    for (; next_listed(&listing, count); count++) {
        entries[count] = (struct vha_intel_entry){
            .ref = cohort_text(listing.statement, 1, arena),
            .offence = cohort_text(listing.statement, 3, arena),
            .grade = cohort_text(listing.statement, 4, arena),
            .crime_ref = cohort_text(listing.statement, 6, arena),
        };
        const char *offence = entries[count].offence;
        const int grade =
            vha_policy_grade(policy, entries[count].grade, strlen(entries[count].grade));
        const bool linked = sqlite3_column_type(listing.statement, 5) != SQLITE_NULL;
        facts[count] = (struct vha_intel_fact){
            .report = (uint32_t)sqlite3_column_int64(listing.statement, 0),
            .crime_report =
                linked ? (uint32_t)sqlite3_column_int64(listing.statement, 5) : VHA_NO_REPORT,
            .report_date = cohort_date(listing.statement, 2),
            .category = vha_policy_category(policy, offence, strlen(offence)),
            .grade = (uint8_t)grade,
        };
        sound = sound && grade >= 0 && facts[count].report_date != VHA_NO_DATE;
    }
    sqlite3_reset(listing.statement);
    if (!sound)
        return cohort_fail_damaged(cohort, error);
    dossier->intel = entries;
    dossier->individual.intel = facts;
    dossier->individual.intel_count = count;
    return VHA_OK;
}

static enum vha_status read_custody(struct vha_cohort *cohort, vha_pncid pncid,
                                    struct vha_arena *arena, struct vha_dossier *dossier,
                                    const struct vha_policy *policy, struct vha_error *error)
{
    (void)policy;
    struct listing listing;
    const enum vha_status status = start_listing(cohort, STATEMENT_CUSTODY, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    struct vha_custody_fact *facts = vha_arena_alloc(arena, (listing.count + 1) * sizeof *facts);
    struct vha_custody_entry *entries =
        vha_arena_alloc(arena, (listing.count + 1) * sizeof *entries);
    size_t count = 0;
    bool sound = true;
    for (; next_listed(&listing, count); count++) {
        facts[count] = (struct vha_custody_fact){cohort_date(listing.statement, 0),
                                                 cohort_date(listing.statement, 1)};
        entries[count].establishment = cohort_text(listing.statement, 2, arena);
        sound = sound && facts[count].received != VHA_NO_DATE;
    }
    sqlite3_reset(listing.statement);
    if (!sound)
        return cohort_fail_damaged(cohort, error);
    dossier->custody = entries;
    dossier->individual.custody = facts;
    dossier->individual.custody_count = count;
    return VHA_OK;
}

static enum vha_status read_flags(struct vha_cohort *cohort, vha_pncid pncid,
                                  struct vha_arena *arena, struct vha_dossier *dossier,
                                  const struct vha_policy *policy, struct vha_error *error)
{
    (void)policy;
    struct listing listing;
    const enum vha_status status =
        start_listing(cohort, STATEMENT_FLAG_ENTRIES, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    struct vha_flag_entry *entries = vha_arena_alloc(arena, (listing.count + 1) * sizeof *entries);
    size_t count = 0;
    while (next_listed(&listing, count)) {
        const int origin = sqlite3_column_int(listing.statement, 0);
        if (origin < VHA_WANTED || origin >= VHA_TABLES)
            continue;
        const enum vha_table table = (enum vha_table)origin;
        struct vha_flag_entry *entry = &entries[count++];
        entry->table = vha_table_name(table);
        entry->kind = cohort_text(listing.statement, 1, arena);
        entry->detail = cohort_text(listing.statement, 2, arena);
        entry->since = cohort_date(listing.statement, 3);
        entry->until = cohort_date(listing.statement, 4);
        entry->flag = flag_of_table(table, entry->kind);
        entry->source = source_of_table(table);
        entry->current = entry_is_current(table, entry->since, entry->until, cohort->info.as_of);
    }
    sqlite3_reset(listing.statement);
    dossier->flags = entries;
    dossier->flag_count = count;
    return VHA_OK;
}

static enum vha_status read_new_intel(struct vha_cohort *cohort, vha_pncid pncid,
                                      struct vha_arena *arena, struct vha_dossier *dossier,
                                      const struct vha_policy *policy, struct vha_error *error)
{
    (void)policy;
    struct listing listing;
    if (cohort->version < COHORT_WITH_INTEL)
        return VHA_OK;
    const enum vha_status status =
        start_listing(cohort, STATEMENT_NEW_INTEL, pncid, &listing, error);
    if (status != VHA_OK)
        return status;
    struct vha_new_intel *entries = vha_arena_alloc(arena, (listing.count + 1) * sizeof *entries);
    size_t count = 0;
    bool sound = true;
    for (; next_listed(&listing, count); count++) {
        entries[count] = (struct vha_new_intel){
            .ref = cohort_text(listing.statement, 0, arena),
            .report_date = cohort_date(listing.statement, 1),
            .offence = cohort_text(listing.statement, 2, arena),
            .grade = cohort_text(listing.statement, 3, arena),
            .crime_ref = cohort_text(listing.statement, 4, arena),
            .found = cohort_date(listing.statement, 5),
        };
        sound = sound && entries[count].report_date != VHA_NO_DATE &&
                entries[count].found != VHA_NO_DATE;
    }
    sqlite3_reset(listing.statement);
    if (!sound)
        return cohort_fail_damaged(cohort, error);
    dossier->new_intel = entries;
    dossier->new_intel_count = count;
    return VHA_OK;
}

static int count_new_intel(struct vha_cohort *cohort, uint32_t *counts, uint32_t *total)
{
    sqlite3_stmt *statement = NULL;
    int result = vha_sql_prepare(cohort->database, read_sql, "new_intel_counts", &statement);
    if (result == SQLITE_OK)
        while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
            const sqlite3_int64 position = sqlite3_column_int64(statement, 0);
            const uint32_t reports = (uint32_t)sqlite3_column_int64(statement, 1);
            if (position < 0 || position >= cohort->info.listed ||
                !vha_cohort_covers(cohort, (uint32_t)position))
                continue;
            counts[position] = reports;
            *total += reports;
        }
    sqlite3_finalize(statement);
    return result;
}

enum vha_status vha_cohort_new_intel(struct vha_cohort *cohort, uint32_t **counts, uint32_t *total,
                                     struct vha_error *error)
{
    *counts = vha_alloc_zeroed(cohort->info.listed + (size_t)1, sizeof **counts);
    *total = 0;
    if (cohort->version < COHORT_WITH_INTEL ||
        count_new_intel(cohort, *counts, total) == SQLITE_DONE)
        return VHA_OK;
    free(*counts);
    *counts = NULL;
    return cohort_fail(cohort, error);
}

enum vha_status vha_cohort_dossier(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   struct vha_error *error)
{
    static enum vha_status (*const parts[])(struct vha_cohort *, vha_pncid, struct vha_arena *,
                                            struct vha_dossier *, const struct vha_policy *,
                                            struct vha_error *) = {
        read_person, read_crimes, read_intel, read_custody, read_flags, read_new_intel};
    *dossier = (struct vha_dossier){0};
    const struct vha_policy *policy = NULL;
    enum vha_status status = vha_cohort_policy(cohort, &policy, error);
    for (size_t i = 0; i < VHA_COUNT(parts) && status == VHA_OK; i++)
        status = parts[i](cohort, pncid, arena, dossier, policy, error);
    return status;
}
