/*
 * Loads with the real program: a home and a small quarter to load into it.
 */
#ifndef TESTS_COMMANDS_LOADING_H
#define TESTS_COMMANDS_LOADING_H

#include "program.h"
#include "quarter_fixture.h"

#define SAMPLE          VHA_SOURCE_DIR "/tests/data/sample-2026-Q3"
#define SAMPLE_XLSX     VHA_SOURCE_DIR "/tests/data/sample-2026-Q3-xlsx"
#define RESULTS         VHA_SOURCE_DIR "/tests/data/search-results.csv" /* of searches since then */
#define SAMPLE_EXPECTED VHA_SOURCE_DIR "/tests/data/sample-2026-Q3.expected.json"

struct scene {
    struct place *place;     /* with a home */
    struct quarter *quarter; /* not written yet */
};

/* cmocka's set-up and tear-down; *state becomes a struct scene *. */
int scene_open(void **state);
int scene_close(void **state);

/* Writes the scene's quarter and loads it, with these more words; the status. */
int load_quarter(struct scene *scene, const char *max_rejects);

/* Loads a folder, which must go well. */
void load_well(struct place *place, const char *folder);

/* The whole of a file, which must be there; the caller frees it. */
char *text_of(const char *path);

/* A file in the only folder of the home's reports; the caller frees it. */
char *report_text(struct place *place, const char *name);

/* Folders in the home's reports. */
size_t report_count(struct place *place);

/* Nothing in the text can do more to a terminal than print itself: no control characters but line
 * ends, no bidirectional marks, well-formed UTF-8. */
void expect_harmless(const char *text);

#endif
