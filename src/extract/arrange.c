#include "reading.h"

#include <stdlib.h>
#include <string.h>

/* Rows of one nominal, compared by what they say: the numbers of their texts hang on the order in
 * which the file has its rows, which must not show. */
typedef int comparison(const void *a, const void *b, void *texts);

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

/* A nominal's PNCID with the row that it stands in. */
struct numbered {
    vha_pncid pncid;
    uint32_t row;
};

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *left = a;
    const struct numbered *right = b;
    return ORDER(left->pncid, right->pncid);
}

/* Brings the nominals into the order of their PNCIDs, which is that of the cache's key; returns the
 * new row of each old one. The caller frees it. */
static uint32_t *order_nominals(struct vha_extract *extract)
{
    const uint32_t count = extract->counts[VHA_NOMINALS];
    struct numbered *order = vha_alloc((size_t)count * sizeof *order);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct numbered){extract->nominals[i].pncid, i};
    qsort(order, count, sizeof *order, compare_numbered);
    struct vha_nominal_row *ordered = vha_alloc((size_t)count * sizeof *ordered);
    uint32_t *new_rows = vha_alloc((size_t)count * sizeof *new_rows);
    for (uint32_t i = 0; i < count; i++) {
        ordered[i] = extract->nominals[order[i].row];
        new_rows[order[i].row] = i;
    }
    free(order);
    free(extract->nominals);
    extract->nominals = ordered;
    return new_rows;
}

static uint32_t nominal_of(const unsigned char *row)
{
    uint32_t nominal = 0;
    memcpy(&nominal, row, sizeof nominal);
    return nominal;
}

/* How the nominals were numbered anew. */
struct numbering {
    const uint32_t *new_rows;
    uint32_t count;
};

/* Renumbers rows whose first member is the nominal's number and gathers those of each nominal, in
 * the nominals' order: by counting, since the numbers are dense. Returns the array in a new place.
 */
static void *group_by_nominal(void *rows, uint32_t count, size_t size,
                              const struct numbering *numbering)
{
    if (count == 0)
        return rows;
    const uint32_t nominals = numbering->count;
    unsigned char *from = rows;
    uint32_t *starts = vha_alloc_zeroed((size_t)nominals + 1, sizeof *starts);
    for (size_t i = 0; i < count; i++) {
        const uint32_t nominal = numbering->new_rows[nominal_of(from + i * size)];
        memcpy(from + i * size, &nominal, sizeof nominal);
        starts[nominal + 1]++;
    }
    for (size_t i = 0; i < nominals; i++)
        starts[i + 1] += starts[i];
    unsigned char *to = vha_alloc(count * size);
    for (size_t i = 0; i < count; i++) {
        const unsigned char *row = from + i * size;
        memcpy(to + starts[nominal_of(row)]++ * size, row, size);
    }
    free(starts);
    free(rows);
    return to;
}

/* Sorts the rows of each nominal by `compare`, which gets the table's texts. */
static void sort_groups(void *rows, uint32_t count, size_t size, comparison *compare, char *texts)
{
    unsigned char *from = rows;
    for (size_t start = 0, end = 0; start < count; start = end) {
        for (end = start + 1;
             end < count && nominal_of(from + end * size) == nominal_of(from + start * size); end++)
            continue;
        if (end - start > 1)
            qsort_r(from + start * size, end - start, size, compare, texts);
    }
}

/* Brings reports into the order in which the nominals name them, those that nobody names last: a
 * nominal's reports then stand together, in the cache too, where they are read together. Returns
 * the new row of each old one; the caller frees it. `links` are rows of a nominal's number and a
 * report's, grouped; they are renumbered. */
static uint32_t *order_reports(void **reports, uint32_t count, size_t size, void *links,
                               uint32_t link_count, size_t link_size)
{
    uint32_t *new_rows = vha_alloc((size_t)count * sizeof *new_rows);
    memset(new_rows, 0xFF, (size_t)count * sizeof *new_rows);
    uint32_t next = 0;
    for (size_t i = 0; i < link_count; i++) {
        unsigned char *number = (unsigned char *)links + i * link_size + sizeof(uint32_t);
        uint32_t report = 0;
        memcpy(&report, number, sizeof report);
        if (new_rows[report] == VHA_NO_ROW)
            new_rows[report] = next++;
        memcpy(number, &new_rows[report], sizeof report);
    }
    const unsigned char *from = *reports;
    unsigned char *to = vha_alloc((size_t)count * size);
    for (size_t i = 0; i < count; i++) {
        if (new_rows[i] == VHA_NO_ROW)
            new_rows[i] = next++;
        memcpy(to + new_rows[i] * size, from + i * size, size);
    }
    free(*reports);
    *reports = to;
    return new_rows;
}

static int compare_crime_nominals(const void *a, const void *b, void *texts)
{
    (void)texts;
    const struct vha_crime_nominal_row *left = a;
    const struct vha_crime_nominal_row *right = b;
    return ORDER(left->crime, right->crime);
}

static int compare_intel_nominals(const void *a, const void *b, void *texts)
{
    (void)texts;
    const struct vha_intel_nominal_row *left = a;
    const struct vha_intel_nominal_row *right = b;
    return ORDER(left->intel, right->intel);
}

static int compare_custody(const void *a, const void *b, void *texts)
{
    (void)texts;
    const struct vha_custody_row *left = a;
    const struct vha_custody_row *right = b;
    return ORDER(left->received, right->received);
}

static int compare_flags(const void *a, const void *b, void *texts)
{
    const struct vha_flag_row *left = a;
    const struct vha_flag_row *right = b;
    const char *text = texts;
    int order = ORDER(left->since, right->since);
    if (order == 0 && left->kind != right->kind)
        order = strcmp(text + left->kind, text + right->kind);
    if (order == 0 && left->reference != right->reference)
        order = strcmp(text + left->reference, text + right->reference);
    return order != 0 ? order : ORDER(left->until, right->until);
}

/* One row for each nominal on each crime report, with all their roles; a role that stands twice was
 * a duplicate. */
static void join_roles(struct vha_extract *extract)
{
    struct vha_crime_nominal_row *rows = extract->crime_nominals;
    struct vha_table_summary *summary = &extract->tables[VHA_CRIME_NOMINALS];
    uint32_t kept = 0;
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_NOMINALS]; i++) {
        struct vha_crime_nominal_row *last = kept > 0 ? &rows[kept - 1] : NULL;
        if (last == NULL || last->nominal != rows[i].nominal || last->crime != rows[i].crime) {
            rows[kept++] = rows[i];
        } else if ((last->roles & rows[i].roles) != 0) {
            summary->duplicates++;
            summary->kept--;
        } else {
            last->roles |= rows[i].roles;
        }
    }
    extract->counts[VHA_CRIME_NOMINALS] = kept;
}

static void drop_double_intel(struct vha_extract *extract)
{
    struct vha_intel_nominal_row *rows = extract->intel_nominals;
    struct vha_table_summary *summary = &extract->tables[VHA_INTEL_NOMINALS];
    uint32_t kept = 0;
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_NOMINALS]; i++)
        if (kept == 0 || rows[kept - 1].nominal != rows[i].nominal ||
            rows[kept - 1].intel != rows[i].intel)
            rows[kept++] = rows[i];
    summary->duplicates += extract->counts[VHA_INTEL_NOMINALS] - kept;
    summary->kept = kept;
    extract->counts[VHA_INTEL_NOMINALS] = kept;
}

static void arrange_crimes(struct vha_extract *extract, const struct numbering *nominals)
{
    const uint32_t count = extract->counts[VHA_CRIME_NOMINALS];
    struct vha_crime_nominal_row *rows =
        group_by_nominal(extract->crime_nominals, count, sizeof *rows, nominals);
    void *crimes = extract->crimes;
    uint32_t *new_rows = order_reports(&crimes, extract->counts[VHA_CRIME_REPORTS],
                                       sizeof *extract->crimes, rows, count, sizeof *rows);
    extract->crimes = crimes;
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_REPORTS]; i++)
        if (extract->intel[i].crime != VHA_NO_ROW)
            extract->intel[i].crime = new_rows[extract->intel[i].crime];
    free(new_rows);
    sort_groups(rows, count, sizeof *rows, compare_crime_nominals, NULL);
    extract->crime_nominals = rows;
    join_roles(extract);
}

static void arrange_intel(struct vha_extract *extract, const struct numbering *nominals)
{
    const uint32_t count = extract->counts[VHA_INTEL_NOMINALS];
    struct vha_intel_nominal_row *rows =
        group_by_nominal(extract->intel_nominals, count, sizeof *rows, nominals);
    void *intel = extract->intel;
    free(order_reports(&intel, extract->counts[VHA_INTEL_REPORTS], sizeof *extract->intel, rows,
                       count, sizeof *rows));
    extract->intel = intel;
    sort_groups(rows, count, sizeof *rows, compare_intel_nominals, NULL);
    extract->intel_nominals = rows;
    drop_double_intel(extract);
}

void arrange(struct vha_extract *extract)
{
    uint32_t *new_rows = order_nominals(extract);
    const struct numbering nominals = {new_rows, extract->counts[VHA_NOMINALS]};
    arrange_crimes(extract, &nominals);
    arrange_intel(extract, &nominals);
    extract->custody = group_by_nominal(extract->custody, extract->counts[VHA_CUSTODY],
                                        sizeof *extract->custody, &nominals);
    sort_groups(extract->custody, extract->counts[VHA_CUSTODY], sizeof *extract->custody,
                compare_custody, NULL);
    for (int table = VHA_WANTED; table < VHA_TABLES; table++) {
        extract->flags[table] = group_by_nominal(extract->flags[table], extract->counts[table],
                                                 sizeof **extract->flags, &nominals);
        sort_groups(extract->flags[table], extract->counts[table], sizeof **extract->flags,
                    compare_flags, extract->texts[table]);
    }
    free(new_rows);
}
