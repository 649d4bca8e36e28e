/*
 * What the tests of this folder share: a folder of the test's own, the rules, and quarters that are
 * written, read and built in it.
 */
#ifndef VHA_TESTS_COHORT_QUARTER_H
#define VHA_TESTS_COHORT_QUARTER_H

#include "../base/support.h"

#include "vha/cohort.h"
#include "vha/cohort_dossier.h"
#include "vha/cohort_list.h"
#include "vha/cohort_ranking.h"
#include "vha/cohort_search.h"
#include "vha/cohort_selection.h"
#include "vha/cohort_sorting.h"
#include "vha/database.h"
#include "vha/extract.h"

struct vha_earlier;

#define SAMPLE_CSV  VHA_SOURCE_DIR "/tests/data/sample-2026-Q3"
#define SAMPLE_XLSX VHA_SOURCE_DIR "/tests/data/sample-2026-Q3-xlsx"
#define SAMPLE_JSON VHA_SOURCE_DIR "/tests/data/sample-2026-Q3.expected.json"

struct quarter {
    char folder[64];
    struct vha_policy *policy;
    struct vha_areas *areas;
    struct vha_settings *settings;
    struct vha_arena *arena; /* of paths and texts that tests need */
};

/* Set-up and tear-down of a test or a group; *state is the struct quarter. */
int quarter_begin(void **state);
int quarter_end(void **state);

/* A path in the folder, and a folder made there. */
const char *quarter_path(const struct quarter *quarter, const char *name);
const char *quarter_folder(const struct quarter *quarter, const char *name);

/* Writes a table of an extract: its header is known from the name, `rows` are lines. NULL leaves
 * the table with no rows. */
void quarter_table(const struct quarter *quarter, const char *folder, const char *table,
                   const char *rows);

/* Writes the manifest over all CSV files of the folder. */
void quarter_manifest(const struct quarter *quarter, const char *folder, const char *name,
                      const char *as_of);

/* Writes a quarter of `count` people, all of equal score, so that they stand in the list as they
 * stand here. Tables beside the reports are `extra`: name and rows in turns, NULL at the end. */
struct known_person {
    const char *surname;
    const char *forenames;
    const char *dob; /* NULL: 1990-01-01 */
};
const char *quarter_of_people(const struct quarter *quarter, const char *folder, const char *name,
                              const char *as_of, const struct known_person *people, size_t count,
                              const char *const *extra);

/* The PNCID of a person of quarter_of_people, as a number and in its long form. */
vha_pncid quarter_pncid(size_t person);
const char *quarter_pncid_text(const struct quarter *quarter, size_t person);

/* Reads an extract without rejects; builds a cache at `path`; opens one. */
struct vha_extract *quarter_read(const struct quarter *quarter, const char *folder);
enum vha_status quarter_try_build(const struct quarter *quarter, const struct vha_extract *extract,
                                  const char *path, const struct vha_progress *progress,
                                  struct vha_error *error);
void quarter_build(const struct quarter *quarter, const char *folder, const char *path);
/* The same beside an earlier quarter. */
void quarter_build_after(const struct quarter *quarter, const char *folder, const char *path,
                         const struct vha_earlier *earlier);
/* ... in which every fifth of the list was not there, and the others stood elsewhere or there. */
void quarter_build_compared(const struct quarter *quarter, const char *folder, const char *path);
uint32_t quarter_earlier_rank(uint32_t position); /* in that quarter; 0: not on its list */
struct vha_cohort *quarter_open(const char *path);

/* All rows of the list in rank order, in the arena. */
struct vha_list_row *quarter_rows(struct vha_cohort *cohort, struct vha_arena *arena);

/* The first number of a query. */
int64_t quarter_number(const char *path, const char *sql);
void quarter_execute(const char *path, const char *sql);

bool quarter_exists(const char *path);

#endif
