/* The equality review of a quarter, beside the quarter before. */
#include "review.h"

#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------------------- what it is of
 */

static enum vha_status open_in_force(const struct vha_review_sources *sources,
                                     struct vha_cohort **cohort, struct vha_error *error)
{
    const enum vha_status status = vha_cohort_open(sources->cohort_path, cohort, error);
    return status == VHA_OK ? vha_quarters_take_removals(sources->reg, *cohort, error) : status;
}

static enum vha_status open_kept(const struct vha_review_sources *sources, const char *quarter,
                                 struct vha_cohort **cohort, struct vha_error *error)
{
    struct vha_kept_quarter *kept = NULL;
    size_t count = 0;
    bool there = false;
    enum vha_status status = vha_quarters_read(sources->archive_folder, &kept, &count, error);
    for (size_t i = 0; i < count && !there; i++)
        there = strcmp(kept[i].quarter, quarter) == 0;
    free(kept);
    if (status == VHA_OK && !there)
        status =
            vha_fail(error, VHA_NO_INPUT,
                     "This home keeps no quarter '%.40s'; one is named such as 2026-Q3, and MO2 "
                     "loads them and keeps them for three years.",
                     quarter);
    return status == VHA_OK
               ? vha_quarters_open(sources->reg, sources->archive_folder, quarter, cohort, error)
               : status;
}

/* The quarter in force where it is that, else one of the archive. */
static enum vha_status open_quarter(const struct vha_review_sources *sources, const char *quarter,
                                    struct vha_cohort **cohort, struct vha_error *error)
{
    *cohort = NULL;
    if (sources->cohort_path != NULL) {
        const enum vha_status status = open_in_force(sources, cohort, error);
        if (status != VHA_OK || quarter == NULL ||
            strcmp(vha_cohort_info(*cohort)->quarter, quarter) == 0)
            return status;
        vha_cohort_close(*cohort);
        *cohort = NULL;
    }
    return open_kept(sources, quarter, cohort, error);
}

/* ----------------------------------------------------------------------------------- what it takes
 */

static enum vha_status read_population(const struct vha_review_sources *sources,
                                       struct vha_quarter_review *review, struct vha_error *error)
{
    const enum vha_status status = vha_areas_read(sources->areas_path, &review->areas, error);
    return status == VHA_OK ? vha_population_read(sources->population_path, review->areas,
                                                  &review->population, error)
                            : status;
}

static enum vha_status read_earlier(const struct vha_review_sources *sources, const char *quarter,
                                    struct vha_equality_person **people, size_t *count,
                                    struct vha_error *error)
{
    struct vha_cohort *earlier = NULL;
    *people = NULL;
    *count = 0;
    enum vha_status status =
        vha_quarters_open(sources->reg, sources->archive_folder, quarter, &earlier, error);
    if (status == VHA_OK)
        status = vha_cohort_people(earlier, people, count, error);
    vha_cohort_close(earlier);
    return status;
}

enum vha_status vha_quarter_review_make(const struct vha_review_sources *sources,
                                        const char *quarter, struct vha_quarter_review *review,
                                        struct vha_error *error)
{
    struct vha_equality_person *before = NULL;
    size_t count_before = 0;
    *review = (struct vha_quarter_review){.areas = NULL};
    enum vha_status status = read_population(sources, review, error);
    if (status == VHA_OK)
        status = open_quarter(sources, quarter, &review->cohort, error);
    if (status == VHA_OK)
        status = vha_cohort_people(review->cohort, &review->people, &review->count, error);
    if (status != VHA_OK)
        return status;
    const char *const earlier = vha_cohort_info(review->cohort)->earlier_quarter;
    const bool compared = earlier != NULL && read_earlier(sources, earlier, &before, &count_before,
                                                          &review->not_compared) == VHA_OK;
    vha_equality_review(
        review->population, &(struct vha_equality_people){review->people, review->count},
        compared ? &(struct vha_equality_people){before, count_before} : NULL, &review->equality);
    free(before);
    return VHA_OK;
}

void vha_quarter_review_free(struct vha_quarter_review *review)
{
    review_free_record(review);
    free(review->people);
    vha_cohort_close(review->cohort);
    vha_population_free(review->population);
    vha_areas_free(review->areas);
    *review = (struct vha_quarter_review){.areas = NULL};
}
