/*
 * What single cells may hold (extracts.md, Values). Each function gives NULL when the value is
 * good, else the reason why it is not, as rejects.csv says it.
 */
#ifndef VHA_EXTRACT_VALUES_H
#define VHA_EXTRACT_VALUES_H

#include "reader.h"
#include "vha/extract.h"

/* A cell without blanks at its ends. */
struct cell value_trim(struct cell cell);

const char *value_pncid(struct cell cell, vha_date as_of, vha_pncid *pncid);

/* A day on or before as_of. */
const char *value_past_date(struct cell cell, vha_date as_of, vha_date *date);

/* Any day, or nothing: VHA_NO_DATE. */
const char *value_optional_date(struct cell cell, vha_date *date);

const char *value_role(struct cell cell, uint8_t *role);
const char *value_sex(struct cell cell, char *sex);
const char *value_ethnicity(struct cell cell, char ethnicity[3]);
const char *value_borough(struct cell cell, const struct vha_areas *areas, uint8_t *borough);
const char *value_grade(struct cell cell, char grade[4]);

/* A text that may not be empty. */
const char *value_filled(struct cell cell);

/* One of the words in a NULL-ended list; `reason` is what to say otherwise. */
const char *value_one_of(struct cell cell, const char *const *words, const char *reason);

#endif
