/*
 * terminal: taking it over and giving it back, turning a canvas into what ncurses sends and what it
 * sends into keys. With input.c the only part that knows ncurses.
 */
#ifndef WORKSTATION_TERMINAL_H
#define WORKSTATION_TERMINAL_H

#include "canvas.h"
#include "screen.h"
#include "theme.h"

struct terminal;

/* VHA_UNAVAILABLE, with the terminal untouched, when there is none or one that cannot be used; the
 * sentence says why and not how to mend it. */
enum vha_status terminal_check(struct vha_error *error) VHA_MUST_CHECK;

/* Takes the terminal over, after that check. */
enum vha_status terminal_start(struct terminal **terminal,
                               const struct vha_workstation_options *options,
                               struct vha_error *error) VHA_MUST_CHECK;
/* Gives it back as it was. */
void terminal_end(struct terminal *terminal);

/* The size that it has now. */
void terminal_size(const struct terminal *terminal, int *rows, int *columns);
/* Takes over a size that has changed; the next paint is of everything. */
void terminal_resize(struct terminal *terminal);

bool terminal_has_colours(const struct terminal *terminal);
/* Takes a theme, before the first paint and between two of them; one with colours only where there
 * are any. The next paint sends what looks different in it. */
void terminal_set_looks(struct terminal *terminal, const struct theme *theme);

/* Shows the canvas: sends what differs from what was shown last. */
void terminal_paint(struct terminal *terminal, const struct canvas *canvas);
/* Forgets what was shown: the next paint starts from a cleared screen. */
void terminal_forget(struct terminal *terminal);
/* Stops the program as Ctrl-Z does, with the terminal given back in the meantime. */
void terminal_suspend(struct terminal *terminal);

/* Input that is waiting, without waiting for it. */
enum terminal_input { TERMINAL_NOTHING, TERMINAL_KEY, TERMINAL_MOUSE };
enum terminal_input terminal_read(struct terminal *terminal, int32_t *key, struct event *mouse);

#endif
