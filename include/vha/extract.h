/*
 * extract: a quarter's folder as the source systems hand it out, read, checked row by row, and held
 * compactly. Knows CSV, workbooks, the manifest and every check of extracts.md; knows nothing of
 * scores or SQL.
 */
#ifndef VHA_EXTRACT_H
#define VHA_EXTRACT_H

#include "vha/base.h"
#include "vha/policy.h"

/* The tables of a quarter, parents before children. */
enum vha_table {
    VHA_NOMINALS,
    VHA_CRIME_REPORTS,
    VHA_CRIME_NOMINALS,
    VHA_INTEL_REPORTS,
    VHA_INTEL_NOMINALS,
    VHA_CUSTODY,
    VHA_WANTED,
    VHA_RESTRICTIONS,
    VHA_GANG_LINKS,
    VHA_COUNTY_LINES,
    VHA_VICTIMS,
    VHA_MISSING,
    VHA_IOM,
    VHA_TABLES,
    /* The results of the daily searches: no table of a quarter, but read in the same way between
     * two loads. */
    VHA_INTEL_RESULTS = VHA_TABLES,
    VHA_ALL_TABLES
};
const char *vha_table_name(enum vha_table table); /* "nominals", ... */
bool vha_table_required(enum vha_table table);

/* A text of a table by its place among the table's texts; 0 is the empty text. */
typedef uint32_t vha_text_id;

#define VHA_NO_ROW UINT32_MAX

/* Rows as they are held. Nominals stand in the order of their PNCIDs, reports in the order in which
 * the nominals name them. Numbers named `nominal`,
 * `crime` and `intel` are row numbers of those tables. Everything has passed its checks. */
struct vha_nominal_row {
    vha_pncid pncid;
    vha_text_id surname;
    vha_text_id forenames;
    vha_date dob;
    uint8_t borough; /* index in the areas, or VHA_NO_BOROUGH */
    char sex;        /* M, F, X or U */
    char ethnicity[3];
};

struct vha_crime_row {
    vha_text_id ref;
    vha_text_id offence;
    vha_text_id features;
    vha_date offence_date;
    uint8_t borough;
};

/* Sorted by nominal, then crime; the roles of a nominal on one report are joined in one row. */
struct vha_crime_nominal_row {
    uint32_t nominal;
    uint32_t crime;
    uint8_t roles; /* bits of enum vha_role */
};

struct vha_intel_row {
    vha_text_id ref;
    vha_text_id offence;
    vha_date report_date;
    uint32_t crime; /* linked crime report, or VHA_NO_ROW */
    char grade[4];  /* B2, B24, 1AP */
};

/* Sorted by nominal, then intel. */
struct vha_intel_nominal_row {
    uint32_t nominal;
    uint32_t intel;
};

/* Sorted by nominal, then the day received. */
struct vha_custody_row {
    uint32_t nominal;
    vha_text_id establishment;
    vha_date received;
    vha_date released; /* VHA_NO_DATE: still held */
};

/* A row of any of the seven tables that give flags, sorted by nominal. What a table has no column
 * for is 0 or VHA_NO_DATE. */
struct vha_flag_row {
    uint32_t nominal;
    vha_text_id kind;      /* source, kind, gang, line or cohort */
    vha_text_id reference; /* reference, merlin_ref, intel_ref or crime_ref */
    vha_date since;        /* since, start or date */
    vha_date until;        /* end */
};

/* A person whom a report names that the daily searches have found (SOP 70). The crime report that
 * it belongs to may be younger than the quarter, so it is a text. */
struct vha_intel_result_row {
    vha_pncid pncid;
    bool known; /* they are in the quarter in force */
    vha_text_id ref;
    vha_text_id offence;
    vha_text_id crime_ref;
    vha_date report_date;
    char grade[4];
};

enum vha_encoding { VHA_UTF8, VHA_UTF8_BROKEN, VHA_WINDOWS_1252, VHA_WORKBOOK };
const char *vha_encoding_text(enum vha_encoding encoding); /* for the load report */

/* What became of a table. */
struct vha_table_summary {
    bool present;
    const char *file; /* "nominals.csv", "extract.xlsx" */
    char sha256[VHA_SHA256_TEXT_SIZE];
    enum vha_encoding encoding;
    uint64_t rows; /* data rows in the file, equal to the manifest's */
    uint64_t kept;
    uint64_t duplicates; /* exact duplicates, dropped */
    uint64_t rejects;
    const char *extra_columns; /* names of columns that nobody asked for, or "" */
};

/* A row left out. Texts are raw: pass them through vha_text_show. */
struct vha_reject {
    const char *file;
    uint64_t line; /* of the CSV file, or row of the sheet */
    const char *column;
    const char *value;
    const char *reason;
};

/* A whole quarter. Read by vha_extract_read, freed by vha_extract_free. Row arrays are in no
 * particular order unless their struct says so; a flag table's array is flags[table]. */
struct vha_extract {
    char quarter[8]; /* 2026-Q3 */
    vha_date as_of;
    const char *prepared_by;

    struct vha_table_summary tables[VHA_ALL_TABLES];
    uint32_t counts[VHA_ALL_TABLES]; /* elements of the arrays below */
    struct vha_nominal_row *nominals;
    struct vha_crime_row *crimes;
    struct vha_crime_nominal_row *crime_nominals;
    struct vha_intel_row *intel;
    struct vha_intel_nominal_row *intel_nominals;
    struct vha_custody_row *custody;
    struct vha_flag_row *flags[VHA_TABLES];
    struct vha_intel_result_row *intel_results;

    char *texts[VHA_ALL_TABLES]; /* of each table; see vha_extract_text */

    uint64_t reject_count; /* of all tables */
    size_t reject_entries; /* of them, so many are in the array: at most so many a table */
    struct vha_reject *rejects;

    /* What each table's reading left: its rejects and the texts that they point to. */
    struct vha_reject *rejects_of[VHA_ALL_TABLES];
    size_t rejects_kept[VHA_ALL_TABLES];
    struct vha_arena *arenas[VHA_ALL_TABLES];
    struct vha_arena *arena;
};

#define VHA_MAX_REJECTS_KEPT 100000 /* of a table */

/* What a reading may use and allow. */
struct vha_extract_request {
    const char *folder;
    const struct vha_settings *settings;
    const struct vha_areas *areas;
    uint64_t max_rejects; /* 0: the first reject refuses the load */
    const struct vha_progress *progress;
};

/* Reads and checks the whole folder. VHA_OK with at most max_rejects rejects. With more of them
 * VHA_BAD_DATA, and *extract is there all the same, for its rejects and summaries. For any other
 * fault (a missing column or file, a manifest that disagrees, a broken file, see extracts.md) one
 * sentence, and *extract is NULL. The caller frees *extract. */
enum vha_status vha_extract_read(const struct vha_extract_request *request,
                                 struct vha_extract **extract,
                                 struct vha_error *error) VHA_MUST_CHECK;
void vha_extract_free(struct vha_extract *extract); /* NULL is allowed */

/* One CSV file of one table between two loads. */
struct vha_table_request {
    const char *path;
    enum vha_table table;    /* VHA_CUSTODY, VHA_WANTED or VHA_INTEL_RESULTS: they refer to nominals
                              * alone */
    vha_date as_of;          /* nothing may be dated later */
    const vha_pncid *pncids; /* of everybody in the quarter in force, */
    size_t count;            /* each once */
    const struct vha_settings *settings;
};

/* Reads and checks it as a load would; a row that cannot be used refuses it all, VHA_BAD_DATA with
 * its line. The extract has the people and that table alone; the caller frees it. */
enum vha_status vha_extract_read_table(const struct vha_table_request *request,
                                       struct vha_extract **extract,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* A text of a table: NUL-terminated, UTF-8 as a rule. */
static inline const char *vha_extract_text(const struct vha_extract *extract, enum vha_table table,
                                           vha_text_id id)
{
    return extract->texts[table] + id;
}

/* The rejects as the content of rejects.csv: file,line,column,value,reason, quoted as RFC 4180
 * says, harmless for a terminal. The caller frees *text. */
void vha_rejects_csv(const struct vha_extract *extract, char **text, size_t *length);

#endif
