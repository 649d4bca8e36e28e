#include "vha/equality.h"

#include <assert.h>
#include <stdlib.h>

/* What somebody adds to the rows that they are in. */
struct change {
    uint32_t listed;
    uint32_t suspects;
    uint32_t before;
    uint32_t entered;
    uint32_t left;
    uint32_t asked;
    uint32_t approved;
    uint32_t refused;
};

static void add(struct vha_equality_row *row, const struct change *change)
{
    row->listed += change->listed;
    row->suspects += change->suspects;
    row->before += change->before;
    row->entered += change->entered;
    row->left += change->left;
    row->asked += change->asked;
    row->approved += change->approved;
    row->refused += change->refused;
}

static void count_person(const struct vha_population *population,
                         const struct vha_equality_person *person, const struct change *change,
                         struct vha_equality *equality)
{
    uint8_t groups[VHA_BREAKDOWNS];
    vha_equality_groups(population, person, groups);
    for (int breakdown = 0; breakdown < VHA_BREAKDOWNS; breakdown++) {
        struct vha_equality_table *const table = &equality->by[breakdown];
        add(&table->rows[groups[breakdown]], change);
        add(&table->total, change);
    }
}

static void count_now(const struct vha_population *population,
                      const struct vha_equality_people *now, struct vha_equality *equality)
{
    for (size_t i = 0; i < now->count; i++) {
        const struct change change = {.listed = now->people[i].listed,
                                      .suspects = now->people[i].suspect};
        count_person(population, &now->people[i], &change, equality);
    }
}

/* Walks both quarters together, as their PNCIDs stand. */
static void compare(const struct vha_population *population, const struct vha_equality_people *now,
                    const struct vha_equality_people *before, struct vha_equality *equality)
{
    size_t i = 0;
    size_t j = 0;
    while (i < now->count || j < before->count) {
        const struct vha_equality_person *a = i < now->count ? &now->people[i] : NULL;
        const struct vha_equality_person *b = j < before->count ? &before->people[j] : NULL;
        if (a != NULL && b != NULL && a->pncid != b->pncid) {
            if (a->pncid < b->pncid)
                b = NULL;
            else
                a = NULL;
        }
        const bool is = a != NULL && a->listed;
        const bool was = b != NULL && b->listed;
        if (is)
            count_person(population, a, &(struct change){.entered = !was}, equality);
        if (was)
            count_person(population, b, &(struct change){.before = 1, .left = !is}, equality);
        i += a != NULL;
        j += b != NULL;
    }
}

/* ---------------------------------------------------------------------------------------- ratios
 */

/* The others that a group is compared with: the reference group, or everybody else of known group;
 * of those with a figure when it is about the reference population. */
struct others {
    int64_t listed;
    int64_t people;
};

static struct others others_of(const struct vha_population_breakdown *by,
                               const struct vha_equality_table *table, size_t group,
                               bool by_suspects)
{
    struct others others = {0};
    for (size_t i = 0; i < by->count; i++) {
        const struct vha_population_group *const other = &by->groups[i];
        const bool chosen = by->reference == VHA_NO_GROUP ? i != group : i == by->reference;
        if (!chosen || other->unknown || (!by_suspects && other->people == VHA_NO_FIGURE))
            continue;
        others.listed += table->rows[i].listed;
        others.people += by_suspects ? table->rows[i].suspects : other->people;
    }
    return others;
}

static void give_ratios(const struct vha_population_breakdown *by, struct vha_equality_table *table)
{
    for (size_t i = 0; i < by->count; i++) {
        struct vha_equality_row *const row = &table->rows[i];
        if (by->groups[i].unknown || i == by->reference)
            continue;
        const struct others of_census = others_of(by, table, i, false);
        const struct others of_suspects = others_of(by, table, i, true);
        row->census = vha_ratio_of_rates(row->listed, by->groups[i].people, of_census.listed,
                                         of_census.people);
        row->suspect = vha_ratio_of_proportions(row->listed, row->suspects, of_suspects.listed,
                                                of_suspects.people);
    }
}

void vha_equality_review(const struct vha_population *population,
                         const struct vha_equality_people *now,
                         const struct vha_equality_people *before, struct vha_equality *equality)
{
    *equality = (struct vha_equality){.compared = before != NULL};
    for (int breakdown = 0; breakdown < VHA_BREAKDOWNS; breakdown++) {
        equality->by[breakdown].count = population->by[breakdown].count;
        assert(population->by[breakdown].count > 0);
    }
    count_now(population, now, equality);
    if (before != NULL)
        compare(population, now, before, equality);
    for (int breakdown = 0; breakdown < VHA_BREAKDOWNS; breakdown++)
        give_ratios(&population->by[breakdown], &equality->by[breakdown]);
}

static int by_pncid(const void *one, const void *other)
{
    const struct vha_equality_person *const a = one;
    const struct vha_equality_person *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

void vha_equality_add_requests(const struct vha_population *population,
                               const struct vha_equality_people *now,
                               const struct vha_equality_request *requests, size_t count,
                               struct vha_equality *equality)
{
    for (size_t i = 0; i < count && now->count > 0; i++) {
        const struct vha_equality_person wanted = {.pncid = requests[i].pncid};
        const struct vha_equality_person *const person =
            bsearch(&wanted, now->people, now->count, sizeof wanted, by_pncid);
        const struct change change = {.asked = 1,
                                      .approved = requests[i].outcome == VHA_REQUEST_APPROVED,
                                      .refused = requests[i].outcome == VHA_REQUEST_REFUSED};
        if (person != NULL)
            count_person(population, person, &change, equality);
    }
}
