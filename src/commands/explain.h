/*
 * An explanation written out, for people and for programs.
 */
#ifndef COMMANDS_EXPLAIN_H
#define COMMANDS_EXPLAIN_H

#include "vha/cohort_dossier.h"
#include "vha/removal.h"

#include <stdio.h>

/* As text for a terminal; everything from the extract is made harmless. `asked` is the request that
 * is open for their removal, if the user may see one. */
void explain_text(FILE *out, const struct vha_explanation *explanation,
                  const struct vha_removal_open *asked);

/* As one JSON object in ASCII; scores are texts with three decimals, days YYYY-MM-DD or null. */
void explain_json(FILE *out, const struct vha_explanation *explanation,
                  const struct vha_removal_open *asked);

/* The parts of a score that both show, found for one counted report. */
struct weight_origin {
    const char *source;
    bool assumed;
};
struct weight_origin explain_crime_origin(const struct vha_explanation *explanation, size_t crime);
struct weight_origin explain_intel_origin(const struct vha_explanation *explanation, size_t intel);

/* The roles of a bit set as "suspect, accused"; returns out. */
char *explain_roles(char *out, size_t size, uint8_t roles);

/* The title of a report's category, or its offence as the extract has it when it is out of scope.
 * Raw text. */
const char *explain_offence(const struct vha_explanation *explanation, uint16_t category,
                            const char *offence);

#endif
