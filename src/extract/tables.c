#include "reading.h"
#include "values.h"

#include <string.h>

/* A copy of a cell as the id of a text of its own, and of one that comes often. */
static vha_text_id keep(struct reading *reading, struct cell cell)
{
    return pool_add(&reading->pool, cell.text, cell.length);
}

static vha_text_id keep_word(struct reading *reading, struct cell cell)
{
    return pool_word(&reading->pool, cell.text, cell.length);
}

static bool is_kept(const struct reading *reading, vha_text_id id, struct cell cell)
{
    return pool_equals(&reading->pool, id, cell.text, cell.length);
}

static const char another_row[] =
    "another row has this key with other content; only one of them can be right";

/* ----------------------------------------------------------------------------------- nominals */

enum { N_PNCID, N_SURNAME, N_FORENAMES, N_DOB, N_SEX, N_ETHNICITY, N_BOROUGH };

static bool same_nominal(const struct reading *reading, const struct vha_nominal_row *kept,
                         const struct vha_nominal_row *row, const struct cell *cells)
{
    return kept->dob == row->dob && kept->sex == row->sex && kept->borough == row->borough &&
           memcmp(kept->ethnicity, row->ethnicity, sizeof row->ethnicity) == 0 &&
           is_kept(reading, kept->surname, cells[N_SURNAME]) &&
           is_kept(reading, kept->forenames, cells[N_FORENAMES]);
}

static void take_nominal(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_nominal_row row = {0};
    if (!accept(reading, N_PNCID, value_pncid(cells[N_PNCID], extract->as_of, &row.pncid)) ||
        !accept(reading, N_DOB, value_past_date(cells[N_DOB], extract->as_of, &row.dob)) ||
        !accept(reading, N_SEX, value_sex(cells[N_SEX], &row.sex)) ||
        !accept(reading, N_ETHNICITY, value_ethnicity(cells[N_ETHNICITY], row.ethnicity)) ||
        !accept(reading, N_BOROUGH,
                value_borough(cells[N_BOROUGH], reading->request->areas, &row.borough)))
        return;

    const uint32_t hash = hash_number(row.pncid);
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->indexes->nominals_by_pncid, hash, &at, &other);) {
        if (extract->nominals[other].pncid != row.pncid)
            continue;
        if (same_nominal(reading, &extract->nominals[other], &row, cells))
            drop_duplicate(reading);
        else
            reject(reading, N_PNCID, another_row);
        return;
    }
    index_add(&reading->indexes->nominals_by_pncid, hash, extract->counts[VHA_NOMINALS]);
    row.surname = keep(reading, cells[N_SURNAME]);
    row.forenames = keep(reading, cells[N_FORENAMES]);
    *NEW_ROW(reading, extract->nominals) = row;
}

/* ------------------------------------------------------------------------------ crime_reports */

enum { C_REF, C_DATE, C_OFFENCE, C_FEATURES, C_BOROUGH };

static void take_crime_report(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_crime_row row = {0};
    if (!accept(reading, C_REF, value_filled(cells[C_REF])) ||
        !accept(reading, C_DATE,
                value_past_date(cells[C_DATE], extract->as_of, &row.offence_date)) ||
        !accept(reading, C_OFFENCE, value_filled(cells[C_OFFENCE])) ||
        !accept(reading, C_BOROUGH,
                value_borough(cells[C_BOROUGH], reading->request->areas, &row.borough)))
        return;
    row.offence = keep_word(reading, cells[C_OFFENCE]);
    row.features = keep_word(reading, cells[C_FEATURES]);

    const uint32_t hash = hash_bytes(cells[C_REF].text, cells[C_REF].length);
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->indexes->crimes_by_ref, hash, &at, &other);) {
        const struct vha_crime_row *kept = &extract->crimes[other];
        if (!is_kept(reading, kept->ref, cells[C_REF]))
            continue;
        if (kept->offence_date == row.offence_date && kept->offence == row.offence &&
            kept->features == row.features && kept->borough == row.borough)
            drop_duplicate(reading);
        else
            reject(reading, C_REF, another_row);
        return;
    }
    index_add(&reading->indexes->crimes_by_ref, hash, extract->counts[VHA_CRIME_REPORTS]);
    row.ref = keep(reading, cells[C_REF]);
    *NEW_ROW(reading, extract->crimes) = row;
}

/* ----------------------------------------------------------------------------- crime_nominals */

enum { CN_REF, CN_PNCID, CN_ROLE };

static void take_crime_nominal(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_crime_nominal_row row = {0};
    if (!find_crime(reading, CN_REF, false, &row.crime) ||
        !find_nominal(reading, CN_PNCID, &row.nominal) ||
        !accept(reading, CN_ROLE, value_role(cells[CN_ROLE], &row.roles)))
        return;
    if (extract->nominals[row.nominal].dob > extract->crimes[row.crime].offence_date) {
        reject(reading, CN_PNCID, "this nominal was born after the offence");
        return;
    }
    *NEW_ROW(reading, extract->crime_nominals) = row;
}

/* ------------------------------------------------------------------------------ intel_reports */

enum { I_REF, I_DATE, I_OFFENCE, I_GRADE, I_CRIME };

static void take_intel_report(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_intel_row row = {0};
    if (!accept(reading, I_REF, value_filled(cells[I_REF])) ||
        !accept(reading, I_DATE,
                value_past_date(cells[I_DATE], extract->as_of, &row.report_date)) ||
        !accept(reading, I_OFFENCE, value_filled(cells[I_OFFENCE])) ||
        !accept(reading, I_GRADE, value_grade(cells[I_GRADE], row.grade)) ||
        !find_crime(reading, I_CRIME, true, &row.crime))
        return;
    row.offence = keep_word(reading, cells[I_OFFENCE]);

    const uint32_t hash = hash_bytes(cells[I_REF].text, cells[I_REF].length);
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->indexes->intel_by_ref, hash, &at, &other);) {
        const struct vha_intel_row *kept = &extract->intel[other];
        if (!is_kept(reading, kept->ref, cells[I_REF]))
            continue;
        if (kept->report_date == row.report_date && kept->offence == row.offence &&
            memcmp(kept->grade, row.grade, sizeof row.grade) == 0 && kept->crime == row.crime)
            drop_duplicate(reading);
        else
            reject(reading, I_REF, another_row);
        return;
    }
    index_add(&reading->indexes->intel_by_ref, hash, extract->counts[VHA_INTEL_REPORTS]);
    row.ref = keep(reading, cells[I_REF]);
    *NEW_ROW(reading, extract->intel) = row;
}

/* ----------------------------------------------------------------------------- intel_nominals */

enum { IN_REF, IN_PNCID };

static void take_intel_nominal(struct reading *reading, const struct cell *cells)
{
    (void)cells;
    struct vha_intel_nominal_row row = {0};
    if (!find_intel(reading, IN_REF, false, &row.intel) ||
        !find_nominal(reading, IN_PNCID, &row.nominal))
        return;
    *NEW_ROW(reading, reading->extract->intel_nominals) = row;
}

/* ------------------------------------------------------------------------------ intel_results */

enum { R_REF, R_DATE, R_OFFENCE, R_GRADE, R_CRIME, R_PNCID };

/* The first row of the report that a row is of; NULL when it is the first itself. */
static const struct vha_intel_result_row *first_of_report(struct reading *reading, struct cell ref,
                                                          uint32_t hash)
{
    uint32_t first = 0;
    for (size_t at = 0; index_next(&reading->indexes->intel_by_ref, hash, &at, &first);)
        if (is_kept(reading, reading->extract->intel_results[first].ref, ref))
            return &reading->extract->intel_results[first];
    return NULL;
}

static bool same_report(const struct vha_intel_result_row *a, const struct vha_intel_result_row *b)
{
    return a->report_date == b->report_date && a->offence == b->offence &&
           a->crime_ref == b->crime_ref && memcmp(a->grade, b->grade, sizeof a->grade) == 0;
}

/* Whether a row before has the same report and person. */
static bool is_named_again(struct reading *reading, const struct vha_intel_result_row *row,
                           uint32_t hash)
{
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->keys, hash, &at, &other);)
        if (reading->extract->intel_results[other].ref == row->ref &&
            reading->extract->intel_results[other].pncid == row->pncid)
            return true;
    return false;
}

/* Whoever is not in the quarter may well be in a report, and is no fault of the row. */
static void take_intel_result(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_intel_result_row row = {0};
    uint32_t nominal = 0;
    if (!accept(reading, R_REF, value_filled(cells[R_REF])) ||
        !accept(reading, R_DATE,
                value_past_date(cells[R_DATE], extract->as_of, &row.report_date)) ||
        !accept(reading, R_OFFENCE, value_filled(cells[R_OFFENCE])) ||
        !accept(reading, R_GRADE, value_grade(cells[R_GRADE], row.grade)) ||
        !accept(reading, R_PNCID, value_pncid(cells[R_PNCID], extract->as_of, &row.pncid)))
        return;
    row.known = lookup_nominal(reading, row.pncid, &nominal);
    row.offence = keep_word(reading, cells[R_OFFENCE]);
    row.crime_ref = keep_word(reading, cells[R_CRIME]);

    const uint32_t report = hash_bytes(cells[R_REF].text, cells[R_REF].length);
    const struct vha_intel_result_row *const first = first_of_report(reading, cells[R_REF], report);
    if (first != NULL && !same_report(first, &row)) {
        reject(reading, R_REF, another_row);
        return;
    }
    row.ref = first != NULL ? first->ref : keep(reading, cells[R_REF]);
    const uint32_t naming = hash_number(row.pncid ^ (uint64_t)row.ref << 32);
    if (is_named_again(reading, &row, naming)) {
        drop_duplicate(reading);
        return;
    }
    if (first == NULL)
        index_add(&reading->indexes->intel_by_ref, report, extract->counts[reading->table]);
    index_add(&reading->keys, naming, extract->counts[reading->table]);
    *NEW_ROW(reading, extract->intel_results) = row;
}

/* ------------------------------------------------------------------------------------ custody */

enum { U_PNCID, U_ESTABLISHMENT, U_RECEIVED, U_RELEASED };

static void take_custody(struct reading *reading, const struct cell *cells)
{
    struct vha_extract *extract = reading->extract;
    struct vha_custody_row row = {0};
    if (!find_nominal(reading, U_PNCID, &row.nominal) ||
        !accept(reading, U_RECEIVED,
                value_past_date(cells[U_RECEIVED], extract->as_of, &row.received)) ||
        !accept(reading, U_RELEASED, value_optional_date(cells[U_RELEASED], &row.released)))
        return;
    if (row.released != VHA_NO_DATE && row.released < row.received) {
        reject(reading, U_RELEASED, "released before received");
        return;
    }
    row.establishment = keep_word(reading, cells[U_ESTABLISHMENT]);

    const uint32_t hash = hash_number((uint64_t)row.nominal << 32 | (uint32_t)row.received);
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->keys, hash, &at, &other);) {
        const struct vha_custody_row *kept = &extract->custody[other];
        if (kept->nominal != row.nominal || kept->received != row.received)
            continue;
        if (kept->released == row.released && kept->establishment == row.establishment)
            drop_duplicate(reading);
        else
            reject(reading, U_RECEIVED, another_row);
        return;
    }
    index_add(&reading->keys, hash, extract->counts[VHA_CUSTODY]);
    *NEW_ROW(reading, extract->custody) = row;
}

/* -------------------------------------------------------------------------------------- flags */

/* What a column of a flag table is. */
enum flag_cell { F_NOMINAL, F_KIND, F_REFERENCE, F_CRIME, F_INTEL, F_PAST, F_END, F_NONE };

/* The seven flag tables differ in their columns, the words allowed and the key alone. */
struct flag_table {
    enum flag_cell cells[MAX_TABLE_COLUMNS];
    const char *const *kinds; /* the words that `kind` may be, or NULL for any */
    const char *unknown_kind;
    enum { KEY_WHOLE_ROW, KEY_KIND_AND_REFERENCE, KEY_REFERENCE } key;
};

static const struct flag_table flag_tables[VHA_TABLES] = {
    [VHA_WANTED] = {{F_NOMINAL, F_KIND, F_PAST, F_REFERENCE, F_NONE},
                    (const char *const[]){"EWMS", "CRIS", NULL},
                    "not a source: EWMS or CRIS",
                    KEY_KIND_AND_REFERENCE},
    [VHA_RESTRICTIONS] = {{F_NOMINAL, F_KIND, F_PAST, F_END, F_NONE}, NULL, NULL, KEY_WHOLE_ROW},
    [VHA_GANG_LINKS] = {{F_NOMINAL, F_KIND, F_INTEL, F_NONE}, NULL, NULL, KEY_WHOLE_ROW},
    [VHA_COUNTY_LINES] = {{F_NOMINAL, F_KIND, F_PAST, F_NONE}, NULL, NULL, KEY_WHOLE_ROW},
    [VHA_VICTIMS] = {{F_NOMINAL, F_CRIME, F_KIND, F_PAST, F_NONE},
                     (const char *const[]){"STABBING", "LETHAL_DISCHARGE", NULL},
                     "not a kind: STABBING or LETHAL_DISCHARGE",
                     KEY_WHOLE_ROW},
    [VHA_MISSING] = {{F_NOMINAL, F_REFERENCE, F_KIND, F_PAST, F_NONE},
                     (const char *const[]){"MISSING", "PAC", NULL},
                     "not a kind: MISSING or PAC",
                     KEY_REFERENCE},
    [VHA_IOM] = {{F_NOMINAL, F_KIND, F_PAST, F_NONE},
                 (const char *const[]){"FIXED", "FLEX", "FREE", NULL},
                 "not a cohort: FIXED, FLEX or FREE",
                 KEY_WHOLE_ROW},
};

static bool take_kind(struct reading *reading, const struct flag_table *table, size_t column,
                      struct vha_flag_row *row)
{
    const struct cell cell = reading->cells[column];
    const char *fault = table->kinds != NULL ? value_one_of(cell, table->kinds, table->unknown_kind)
                                             : value_filled(cell);
    if (!accept(reading, column, fault))
        return false;
    row->kind = keep_word(reading, cell);
    return true;
}

static bool take_end(struct reading *reading, size_t column, struct vha_flag_row *row)
{
    if (!accept(reading, column, value_optional_date(reading->cells[column], &row->until)))
        return false;
    return accept(reading, column,
                  row->until != VHA_NO_DATE && row->until < row->since ? "ends before it starts"
                                                                       : NULL);
}

static bool take_flag_cell(struct reading *reading, const struct flag_table *table, size_t column,
                           struct vha_flag_row *row)
{
    const struct cell cell = reading->cells[column];
    uint32_t parent = 0;
    switch (table->cells[column]) {
    case F_NOMINAL:
        return find_nominal(reading, column, &row->nominal);
    case F_KIND:
        return take_kind(reading, table, column, row);
    case F_CRIME:
    case F_INTEL:
        if (table->cells[column] == F_CRIME ? !find_crime(reading, column, false, &parent)
                                            : !find_intel(reading, column, true, &parent))
            return false;
        row->reference = keep_word(reading, cell);
        return true;
    case F_REFERENCE:
        if (!accept(reading, column, value_filled(cell)))
            return false;
        row->reference = keep_word(reading, cell);
        return true;
    case F_PAST:
        return accept(reading, column, value_past_date(cell, reading->extract->as_of, &row->since));
    case F_END:
        return take_end(reading, column, row);
    case F_NONE:
        break;
    }
    return true;
}

static bool same_key(const struct flag_table *table, const struct vha_flag_row *a,
                     const struct vha_flag_row *b)
{
    if (table->key == KEY_REFERENCE)
        return a->reference == b->reference;
    return a->nominal == b->nominal && a->kind == b->kind && a->reference == b->reference;
}

static bool same_row(const struct vha_flag_row *a, const struct vha_flag_row *b)
{
    return a->nominal == b->nominal && a->kind == b->kind && a->reference == b->reference &&
           a->since == b->since && a->until == b->until;
}

static size_t key_column(const struct flag_table *table)
{
    size_t column = 0;
    while (table->cells[column] != F_REFERENCE)
        column++;
    return column;
}

static void take_flag(struct reading *reading, const struct cell *cells)
{
    (void)cells;
    const struct flag_table *table = &flag_tables[reading->table];
    struct vha_flag_row row = {.since = VHA_NO_DATE, .until = VHA_NO_DATE};
    for (size_t column = 0; table->cells[column] != F_NONE; column++)
        if (!take_flag_cell(reading, table, column, &row))
            return;

    struct vha_extract *extract = reading->extract;
    const uint32_t hash =
        table->key == KEY_REFERENCE
            ? hash_number(row.reference)
            : hash_number((uint64_t)row.nominal << 32 ^ (uint64_t)row.kind << 16 ^ row.reference);
    uint32_t other = 0;
    for (size_t at = 0; index_next(&reading->keys, hash, &at, &other);) {
        const struct vha_flag_row *kept = &extract->flags[reading->table][other];
        if (same_row(kept, &row)) {
            drop_duplicate(reading);
            return;
        }
        if (table->key != KEY_WHOLE_ROW && same_key(table, kept, &row)) {
            reject(reading, key_column(table), another_row);
            return;
        }
    }
    index_add(&reading->keys, hash, extract->counts[reading->table]);
    *NEW_ROW(reading, extract->flags[reading->table]) = row;
}

/* ------------------------------------------------------------------------------------- tables */

#define AFTER(table) (1u << (table))

const struct table tables[VHA_ALL_TABLES] = {
    [VHA_NOMINALS] = {"nominals",
                      true,
                      0,
                      {"pncid", "surname", "forenames", "dob", "sex", "ethnicity", "borough"},
                      take_nominal},
    [VHA_CRIME_REPORTS] = {"crime_reports",
                           true,
                           0,
                           {"crime_ref", "offence_date", "offence", "features", "borough"},
                           take_crime_report},
    [VHA_CRIME_NOMINALS] = {"crime_nominals",
                            true,
                            AFTER(VHA_NOMINALS) | AFTER(VHA_CRIME_REPORTS),
                            {"crime_ref", "pncid", "role"},
                            take_crime_nominal},
    [VHA_INTEL_REPORTS] = {"intel_reports",
                           true,
                           AFTER(VHA_CRIME_REPORTS),
                           {"intel_ref", "report_date", "offence", "grade", "crime_ref"},
                           take_intel_report},
    [VHA_INTEL_NOMINALS] = {"intel_nominals",
                            true,
                            AFTER(VHA_NOMINALS) | AFTER(VHA_INTEL_REPORTS),
                            {"intel_ref", "pncid"},
                            take_intel_nominal},
    [VHA_CUSTODY] = {"custody",
                     true,
                     AFTER(VHA_NOMINALS),
                     {"pncid", "establishment", "received", "released"},
                     take_custody},
    [VHA_WANTED] = {"wanted",
                    false,
                    AFTER(VHA_NOMINALS),
                    {"pncid", "source", "since", "reference"},
                    take_flag},
    [VHA_RESTRICTIONS] =
        {"restrictions", false, AFTER(VHA_NOMINALS), {"pncid", "kind", "start", "end"}, take_flag},
    [VHA_GANG_LINKS] = {"gang_links",
                        false,
                        AFTER(VHA_NOMINALS) | AFTER(VHA_INTEL_REPORTS),
                        {"pncid", "gang", "intel_ref"},
                        take_flag},
    [VHA_COUNTY_LINES] =
        {"county_lines", false, AFTER(VHA_NOMINALS), {"pncid", "line", "since"}, take_flag},
    [VHA_VICTIMS] = {"victims",
                     false,
                     AFTER(VHA_NOMINALS) | AFTER(VHA_CRIME_REPORTS),
                     {"pncid", "crime_ref", "kind", "date"},
                     take_flag},
    [VHA_MISSING] =
        {"missing", false, AFTER(VHA_NOMINALS), {"pncid", "merlin_ref", "kind", "date"}, take_flag},
    [VHA_IOM] = {"iom", false, AFTER(VHA_NOMINALS), {"pncid", "cohort", "since"}, take_flag},
    [VHA_INTEL_RESULTS] = {"intel_results",
                           false,
                           AFTER(VHA_NOMINALS),
                           {"intel_ref", "report_date", "offence", "grade", "crime_ref", "pncid"},
                           take_intel_result},
};

const char *vha_table_name(enum vha_table table)
{
    return tables[table].name;
}

bool vha_table_required(enum vha_table table)
{
    return tables[table].required;
}

enum vha_table table_named(const char *name, size_t length)
{
    int table = 0;
    while (table < VHA_TABLES &&
           (strlen(tables[table].name) != length || memcmp(tables[table].name, name, length) != 0))
        table++;
    return (enum vha_table)table;
}
