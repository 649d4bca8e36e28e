/*
 * What commands say in more than one line.
 */
#ifndef COMMANDS_SAY_H
#define COMMANDS_SAY_H

/* A text behind the name of what it is, harmless, each of its lines on one of its own. Nothing for
 * NULL or "". */
void say_text(const char *name, const char *text);

#endif
