/* record: the lines of a person's record. */
#ifndef WORKSTATION_SCREENS_RECORD_H
#define WORKSTATION_SCREENS_RECORD_H

#include "../lines.h"
#include "vha/cohort.h"

/* Everything that the cache holds of a person, in sections, in lines at most `width` wide; with a
 * width of 0 as words, for plain mode. */
void record_lines(struct lines *lines, const struct vha_explanation *explanation, int width,
                  bool unicode);

#endif
