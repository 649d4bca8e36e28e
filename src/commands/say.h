/*
 * What commands say in more than one line.
 */
#ifndef COMMANDS_SAY_H
#define COMMANDS_SAY_H

#include <stdio.h>

/* A text behind the name of what it is, harmless, each of its lines on one of its own. Nothing for
 * NULL or "". */
void say_text(const char *name, const char *text);

/* A text of any length, harmless, between two that are so. */
void say_shown(FILE *out, const char *before, const char *text, const char *after);

#endif
