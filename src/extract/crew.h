/*
 * Reads the tables of a plan, side by side where their parents allow it.
 */
#ifndef VHA_EXTRACT_CREW_H
#define VHA_EXTRACT_CREW_H

#include "plan.h"
#include "reading.h"

/* Reads every planned table into the extract: rows, texts, summaries, rejects. The first failure in
 * the order of the tables is the one told. */
enum vha_status crew_read(const struct vha_extract_request *request, const struct plan *plan,
                          struct vha_extract *extract, struct vha_error *error) VHA_MUST_CHECK;

#endif
