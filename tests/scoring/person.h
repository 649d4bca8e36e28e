/*
 * One made-up individual, written as lines that read like the reports, and what scoring says of
 * them as text, so that a test is a row of a table.
 */
#ifndef VHA_TESTS_SCORING_PERSON_H
#define VHA_TESTS_SCORING_PERSON_H

#include "../base/support.h"

#include "vha/policy.h"
#include "vha/scoring.h"

#define DEFAULT_POLICY VHA_SOURCE_DIR "/config/policy.yaml"
#define AS_OF          "2026-10-01"

enum { PERSON_FACTS = 128, PERSON_TEXT = 4096 };

struct person {
    struct vha_crime_fact crimes[PERSON_FACTS];
    struct vha_intel_fact intel[PERSON_FACTS];
    struct vha_custody_fact custody[PERSON_FACTS];
    struct vha_individual individual; /* points to the three above */
};

/* The default policy with `count` changes to its text: the first text of each, where it first
 * stands, becomes the second. The caller frees it. */
struct vha_policy *policy_with(const char *const (*changes)[2], size_t count);
struct vha_policy *default_policy(void);

vha_date day(const char *text);

/* Reads facts parted by line feeds or '|':
 *     crime DATE OFFENCE ROLE[+ROLE] [FEATURES] [#REPORT]
 *     intel DATE OFFENCE GRADE [>REPORT]      the crime report that it links to
 *     held DATE [DATE]                        received and released
 * A crime report without a number takes its place in the text, from 1. */
void person_read(const struct vha_policy *policy, const char *text, struct person *person);

/* Points the individual at the person's own arrays again, after a copy. */
void person_bind(struct person *person);

/* "counted 1460.000; left_role; ..." for each crime report, then each intelligence report. */
char *verdicts_text(const struct vha_policy *policy, vha_date as_of, const struct person *person,
                    char text[PERSON_TEXT]);

/* "1460.000 from 1, 36.500 from 1, latest 2026-05-01, four_reports, offence, in, held". */
char *assessment_text(const struct vha_policy *policy, vha_date as_of, const struct person *person,
                      char text[PERSON_TEXT]);

/* A random individual of at most `most` facts of each sort, dated around as_of and around the edges
 * of the windows; with `later` some are dated after as_of. */
void person_random(const struct vha_policy *policy, vha_date as_of, int64_t most, bool later,
                   uint64_t *state, struct person *person);

#endif
