/*
 * model: a changed policy on the quarter that is open, or how far the list hangs on each weight and
 * on single reports; told line by line, each person's line leading to their record.
 */
#ifndef WORKSTATION_SCREENS_MODEL_H
#define WORKSTATION_SCREENS_MODEL_H

#include "../screen.h"

/* The screen of the variant in the file `path`, whose title is `title`, or with NULL of the
 * stability. It is run once the screen says so, in plain mode before this returns; permitted by the
 * caller, and logged before anything of it is shown. */
enum vha_status model_screen(struct desk *desk, const char *path, const char *title,
                             struct screen *screen, struct vha_error *error) VHA_MUST_CHECK;

#endif
