#include "build.h"

#include <stdlib.h>
#include <string.h>

/* The arrays of a load as virtual tables, so that a table is filled by one INSERT ... SELECT: half
 * the time of a statement bound and stepped for each row, and the SQL says which columns go where.
 *
 * Each source is a declaration, a count and a function that gives a row's columns. */
struct source {
    const char *name;
    const char *declaration;
    uint64_t (*count)(const struct build *build);
    void (*column)(const struct build *build, uint32_t row, int column, sqlite3_context *out);
};

static void give_text(sqlite3_context *out, const char *text)
{
    /* The arrays outlive the statement. */
    sqlite3_result_text(out, text, -1, SQLITE_STATIC);
}

static void give_number(sqlite3_context *out, int64_t number)
{
    sqlite3_result_int64(out, number);
}

static void give_date(sqlite3_context *out, vha_date date)
{
    if (date == VHA_NO_DATE)
        sqlite3_result_null(out);
    else
        sqlite3_result_int(out, date);
}

static void give_borough(sqlite3_context *out, uint8_t borough)
{
    if (borough == VHA_NO_BOROUGH)
        sqlite3_result_null(out);
    else
        sqlite3_result_int(out, borough + 1);
}

/* Rows of the extract become keys from 1. */
static int64_t key_of(uint32_t row)
{
    return (int64_t)row + 1;
}

static vha_pncid pncid_of(const struct build *build, uint32_t nominal)
{
    return build->extract->nominals[nominal].pncid;
}

/* ------------------------------------------------------------------------------------- source */

static uint64_t count_sources(const struct build *build)
{
    (void)build;
    return VHA_TABLES;
}

static void source_column(const struct build *build, uint32_t row, int column, sqlite3_context *out)
{
    const struct vha_table_summary *summary = &build->extract->tables[row];
    switch (column) {
    case 0:
        give_text(out, vha_table_name((enum vha_table)row));
        break;
    case 1:
        give_text(out, summary->present ? summary->file : "");
        break;
    case 2:
        give_text(out, summary->sha256);
        break;
    case 3:
        give_text(out, summary->present ? vha_encoding_text(summary->encoding) : "");
        break;
    default: {
        const uint64_t numbers[] = {summary->rows, summary->kept, summary->duplicates,
                                    summary->rejects};
        give_number(out, (int64_t)numbers[column - 4]);
    }
    }
}

/* ------------------------------------------------------------------------------------ borough */

static uint64_t count_boroughs(const struct build *build)
{
    return build->request->areas->count;
}

static void borough_column(const struct build *build, uint32_t row, int column,
                           sqlite3_context *out)
{
    const struct vha_borough *borough = &build->request->areas->boroughs[row];
    const char *const texts[] = {borough->gss, borough->name, borough->bcu, borough->bcu_name};
    if (column == 0)
        give_number(out, key_of(row));
    else
        give_text(out, texts[column - 1]);
}

/* ------------------------------------------------------------------------------------ nominal */

static uint64_t count_nominals(const struct build *build)
{
    return build->extract->counts[VHA_NOMINALS];
}

static void identity_column(const struct build *build, const struct vha_nominal_row *nominal,
                            int column, sqlite3_context *out)
{
    switch (column) {
    case 0:
        give_number(out, (int64_t)nominal->pncid);
        break;
    case 1:
        give_text(out, vha_extract_text(build->extract, VHA_NOMINALS, nominal->surname));
        break;
    case 2:
        give_text(out, vha_extract_text(build->extract, VHA_NOMINALS, nominal->forenames));
        break;
    case 3:
        give_date(out, nominal->dob);
        break;
    case 4:
        sqlite3_result_text(out, &nominal->sex, 1, SQLITE_STATIC);
        break;
    case 5:
        give_text(out, nominal->ethnicity);
        break;
    default:
        give_borough(out, nominal->borough);
    }
}

static void standing_column(const struct build *build, uint32_t row, int column,
                            sqlite3_context *out)
{
    const struct vha_assessment *assessment = &build->assessments[row];
    const uint32_t position = build->positions[row];
    switch (column) {
    case 8:
        give_number(out, assessment->crime_score);
        break;
    case 9:
        give_number(out, assessment->intel_score);
        break;
    case 10:
        give_number(out, assessment->crime_reports);
        break;
    case 11:
        give_number(out, assessment->intel_reports);
        break;
    case 12:
        give_number(out, (int64_t)assessment->qualifying);
        break;
    case 13:
        give_number(out, (int64_t)assessment->recency);
        break;
    case 14:
        give_date(out, assessment->latest);
        break;
    default:
        if (position == NOT_LISTED)
            sqlite3_result_null(out);
        else
            give_number(out, column == 15 ? position : build->standings[position].rank);
    }
}

static void nominal_column(const struct build *build, uint32_t row, int column,
                           sqlite3_context *out)
{
    if (column < 7)
        identity_column(build, &build->extract->nominals[row], column, out);
    else if (column == 7)
        give_number(out, build->flags[row]);
    else
        standing_column(build, row, column, out);
}

/* ------------------------------------------------------------------------------------ reports */

static uint64_t count_crimes(const struct build *build)
{
    return build->extract->counts[VHA_CRIME_REPORTS];
}

static void crime_column(const struct build *build, uint32_t row, int column, sqlite3_context *out)
{
    const struct vha_crime_row *crime = &build->extract->crimes[row];
    const vha_text_id texts[] = {crime->ref, 0, crime->offence, crime->features};
    if (column == 1)
        give_date(out, crime->offence_date);
    else if (column == 4)
        give_borough(out, crime->borough);
    else
        give_text(out, vha_extract_text(build->extract, VHA_CRIME_REPORTS, texts[column]));
}

static uint64_t count_intel(const struct build *build)
{
    return build->extract->counts[VHA_INTEL_REPORTS];
}

static void intel_column(const struct build *build, uint32_t row, int column, sqlite3_context *out)
{
    const struct vha_intel_row *intel = &build->extract->intel[row];
    switch (column) {
    case 0:
        give_text(out, vha_extract_text(build->extract, VHA_INTEL_REPORTS, intel->ref));
        break;
    case 1:
        give_date(out, intel->report_date);
        break;
    case 2:
        give_text(out, vha_extract_text(build->extract, VHA_INTEL_REPORTS, intel->offence));
        break;
    case 3:
        give_text(out, intel->grade);
        break;
    default:
        if (intel->crime == VHA_NO_ROW)
            sqlite3_result_null(out);
        else
            give_number(out, key_of(intel->crime));
    }
}

static uint64_t count_crime_nominals(const struct build *build)
{
    return build->extract->counts[VHA_CRIME_NOMINALS];
}

static void crime_nominal_column(const struct build *build, uint32_t row, int column,
                                 sqlite3_context *out)
{
    const struct vha_crime_nominal_row *link = &build->extract->crime_nominals[row];
    const struct stored_judgement *judgement = &build->crime_judgements[row];
    const int64_t numbers[] = {(int64_t)pncid_of(build, link->nominal), key_of(link->crime),
                               link->roles, judgement->verdict, judgement->score};
    give_number(out, numbers[column]);
}

static uint64_t count_intel_nominals(const struct build *build)
{
    return build->extract->counts[VHA_INTEL_NOMINALS];
}

static void intel_nominal_column(const struct build *build, uint32_t row, int column,
                                 sqlite3_context *out)
{
    const struct vha_intel_nominal_row *link = &build->extract->intel_nominals[row];
    const struct stored_judgement *judgement = &build->intel_judgements[row];
    const int64_t numbers[] = {(int64_t)pncid_of(build, link->nominal), key_of(link->intel),
                               judgement->verdict, judgement->score};
    give_number(out, numbers[column]);
}

/* ------------------------------------------------------------------------- custody and flags */

static uint64_t count_custody(const struct build *build)
{
    return build->extract->counts[VHA_CUSTODY];
}

static void custody_column(const struct build *build, uint32_t row, int column,
                           sqlite3_context *out)
{
    const struct vha_custody_row *episode = &build->extract->custody[row];
    switch (column) {
    case 0:
        give_number(out, (int64_t)pncid_of(build, episode->nominal));
        break;
    case 1:
        give_date(out, episode->received);
        break;
    case 2:
        give_text(out, vha_extract_text(build->extract, VHA_CUSTODY, episode->establishment));
        break;
    default:
        give_date(out, episode->released);
    }
}

static uint64_t count_flag_entries(const struct build *build)
{
    uint64_t count = 0;
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        count += build->extract->counts[table];
    return count;
}

/* The entries of all seven tables stand one after another. */
static void flag_entry_column(const struct build *build, uint32_t row, int column,
                              sqlite3_context *out)
{
    int table = VHA_WANTED;
    while (row >= build->extract->counts[table])
        row -= build->extract->counts[table++];
    const struct vha_flag_row *entry = &build->extract->flags[table][row];
    switch (column) {
    case 0:
        give_number(out, (int64_t)pncid_of(build, entry->nominal));
        break;
    case 1:
        give_number(out, table);
        break;
    case 2:
        give_number(out, key_of(row));
        break;
    case 3:
        give_text(out, vha_extract_text(build->extract, (enum vha_table)table, entry->kind));
        break;
    case 4:
        give_text(out, vha_extract_text(build->extract, (enum vha_table)table, entry->reference));
        break;
    default:
        give_date(out, column == 5 ? entry->since : entry->until);
    }
}

/* --------------------------------------------------------------------------------------- list */

static uint64_t count_listed(const struct build *build)
{
    return build->listed;
}

static void listing_column(const struct build *build, uint32_t row, int column,
                           sqlite3_context *out)
{
    const struct vha_standing *standing = &build->standings[row];
    const int64_t numbers[] = {row, standing->rank, (int64_t)standing->pncid, build->previous[row]};
    if (column == 3 && build->previous[row] == 0)
        sqlite3_result_null(out);
    else
        give_number(out, numbers[column]);
}

static const struct source sources[] = {
    {"from_source",
     "CREATE TABLE t (name, file, sha256, encoding, in_file, kept, duplicates, rejects)",
     count_sources, source_column},
    {"from_borough", "CREATE TABLE t (id, gss, name, bcu, bcu_name)", count_boroughs,
     borough_column},
    {"from_nominal",
     "CREATE TABLE t (pncid, surname, forenames, dob, sex, ethnicity, borough, flags, crime_score, "
     "intel_score, crime_reports, intel_reports, qualifying, recency, latest, position, rank)",
     count_nominals, nominal_column},
    {"from_crime_report", "CREATE TABLE t (ref, offence_date, offence, features, borough)",
     count_crimes, crime_column},
    {"from_intel_report", "CREATE TABLE t (ref, report_date, offence, grade, crime_report)",
     count_intel, intel_column},
    {"from_crime_nominal", "CREATE TABLE t (pncid, crime_report, roles, verdict, score)",
     count_crime_nominals, crime_nominal_column},
    {"from_intel_nominal", "CREATE TABLE t (pncid, intel_report, verdict, score)",
     count_intel_nominals, intel_nominal_column},
    {"from_custody", "CREATE TABLE t (pncid, received, establishment, released)", count_custody,
     custody_column},
    {"from_flag_entry", "CREATE TABLE t (pncid, origin, number, kind, reference, since, until)",
     count_flag_entries, flag_entry_column},
    {"from_listing", "CREATE TABLE t (position, rank, pncid, previous)", count_listed,
     listing_column},
};

/* -------------------------------------------------------------------------- SQLite's interface */

/* What a module was registered with. */
struct registration {
    const struct build *build;
    const struct source *source;
};

struct source_table {
    sqlite3_vtab base;
    const struct registration *registration;
};

struct source_cursor {
    sqlite3_vtab_cursor base;
    const struct registration *registration;
    uint64_t row;
    uint64_t count;
};

static int connect_source(sqlite3 *database, void *client, int argc, const char *const *argv,
                          sqlite3_vtab **table, char **message)
{
    (void)argc;
    (void)argv;
    (void)message;
    const struct registration *registration = client;
    const int result = sqlite3_declare_vtab(database, registration->source->declaration);
    if (result != SQLITE_OK)
        return result;
    struct source_table *made = vha_alloc_zeroed(1, sizeof *made);
    made->registration = registration;
    *table = &made->base;
    return SQLITE_OK;
}

static int disconnect_source(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int plan_scan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    const struct source_table *from = (const struct source_table *)table;
    struct source_cursor *made = vha_alloc_zeroed(1, sizeof *made);
    made->registration = from->registration;
    *cursor = &made->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int start_scan(sqlite3_vtab_cursor *cursor, int number, const char *name, int argc,
                      sqlite3_value **argv)
{
    (void)number;
    (void)name;
    (void)argc;
    (void)argv;
    struct source_cursor *scan = (struct source_cursor *)cursor;
    scan->row = 0;
    scan->count = scan->registration->source->count(scan->registration->build);
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    ((struct source_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
    const struct source_cursor *scan = (const struct source_cursor *)cursor;
    return scan->row >= scan->count;
}

static int give_column(sqlite3_vtab_cursor *cursor, sqlite3_context *out, int column)
{
    const struct source_cursor *scan = (const struct source_cursor *)cursor;
    scan->registration->source->column(scan->registration->build, (uint32_t)scan->row, column, out);
    return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((const struct source_cursor *)cursor)->row;
    return SQLITE_OK;
}

/* Without xCreate a module is a table by its own name, with no CREATE VIRTUAL TABLE. */
static const sqlite3_module source_module = {
    .xConnect = connect_source,
    .xBestIndex = plan_scan,
    .xDisconnect = disconnect_source,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = start_scan,
    .xNext = next_row,
    .xEof = at_end,
    .xColumn = give_column,
    .xRowid = give_rowid,
};

int build_register_sources(struct build *build)
{
    int result = SQLITE_OK;
    for (size_t i = 0; i < VHA_COUNT(sources) && result == SQLITE_OK; i++) {
        struct registration *registration = vha_alloc(sizeof *registration);
        *registration = (struct registration){build, &sources[i]};
        result = sqlite3_create_module_v2(build->database, sources[i].name, &source_module,
                                          registration, free);
    }
    return result;
}
