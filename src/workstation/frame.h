/* frame: the first and the last line, which every screen has. */
#ifndef WORKSTATION_FRAME_H
#define WORKSTATION_FRAME_H

#include "screen.h"

/* "61 of 1,604": people on the list as it is filtered, of all that the user's scope takes in. */
#define FRAME_COUNT_SIZE 80
char *frame_count(const struct desk *desk, char out[FRAME_COUNT_SIZE]);

/* What the quarter is called: "VHA", or "ARCHIVE" for one of those before. */
const char *frame_kind(const struct desk *desk);

/* Marking, quarter, how many of how many, who looks, what time it is. */
void frame_status(const struct desk *desk, struct canvas *canvas);

/* The keys of what has focus: as many as have room; help and quit always. */
void frame_footer(const struct desk *desk, const struct offer *offers, size_t count,
                  struct canvas *canvas);

/* The keys of a form, in the place of those. */
void frame_typing(const struct desk *desk, const struct form *form, struct canvas *canvas);

/* Role as shown to people: "MO2". */
const char *role_words(enum vha_user_role role);

#endif
