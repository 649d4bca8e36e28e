#include "vha/cohort_dossier.h"
#include "vha/workstation.h"

/* What a message to a partner may be made of, and what it must not tell (SOP 74). */

struct vha_sharing_secret vha_workstation_secret(const struct vha_explanation *explanation)
{
    if (explanation == NULL || !explanation->dossier.listed)
        return (struct vha_sharing_secret){0};
    const struct vha_list_row *const person = &explanation->dossier.person;
    return (struct vha_sharing_secret){.rank = person->rank,
                                       .score = person->crime_score + person->intel_score};
}

/* Reports that name them as suspect or accused, and intelligence, whether it counts or not: which
 * reports count would tell of the assessment. */
static size_t collect(const struct vha_dossier *dossier, struct vha_sharing_report *reports)
{
    const struct vha_individual *const individual = &dossier->individual;
    size_t count = 0;
    for (size_t i = 0; i < individual->crime_count; i++)
        if ((individual->crimes[i].roles & (VHA_SUSPECT | VHA_ACCUSED)) != 0)
            reports[count++] =
                (struct vha_sharing_report){.day = individual->crimes[i].offence_date,
                                            .ref = dossier->crimes[i].ref,
                                            .offence = dossier->crimes[i].offence};
    for (size_t i = 0; i < individual->intel_count; i++)
        reports[count++] = (struct vha_sharing_report){.day = individual->intel[i].report_date,
                                                       .intelligence = true,
                                                       .ref = dossier->intel[i].ref,
                                                       .offence = dossier->intel[i].offence};
    return count;
}

const char *vha_workstation_offer_words(const struct vha_explanation *explanation,
                                        struct vha_arena *arena)
{
    const struct vha_dossier *const dossier = &explanation->dossier;
    const size_t most = dossier->individual.crime_count + dossier->individual.intel_count;
    struct vha_sharing_report *const reports = vha_arena_alloc(arena, (most + 1) * sizeof *reports);
    const struct vha_sharing_subject subject = {
        .surname = dossier->person.surname,
        .forenames = dossier->person.forenames,
        .born = dossier->person.dob,
        .reports = reports,
        .report_count = collect(dossier, reports),
        .secret = vha_workstation_secret(explanation),
    };
    return vha_sharing_offer(&subject, arena);
}
