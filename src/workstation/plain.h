/*
 * plain: the workstation in words, for screen readers, for slow lines and for terminals that cannot
 * place a cursor. A loop reads lines, each an order as after the colon but without it, runs them on
 * the same desk and the same screens, and says what has changed: nothing is framed, nothing is said
 * again that was not asked for, and no byte but text and line feeds is ever written.
 */
#ifndef WORKSTATION_PLAIN_H
#define WORKSTATION_PLAIN_H

#include "lines.h"
#include "vha/workstation.h"

struct plain;

#define PLAIN_LEAST_PAGE 1
#define PLAIN_MOST_PAGE  200

/* Runs it on standard input and output, each a terminal, a pipe or a file, until the user leaves or
 * the input ends. `notice` is said first, unless it is NULL. */
enum vha_status plain_run(const struct vha_workstation_options *options, const char *notice,
                          struct vha_error *error) VHA_MUST_CHECK;

/* Says a sentence at once, in the middle of an order that takes its time. */
void plain_tell(struct plain *plain, const char *text);

/* People of a list, or lines of a text, that are said at a time. */
int plain_page(const struct plain *plain);

#endif
