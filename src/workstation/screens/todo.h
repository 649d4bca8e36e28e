/*
 * todo: what waits for the user, by their role: a line each, which opens the screen where it is
 * done.
 */
#ifndef WORKSTATION_SCREENS_TODO_H
#define WORKSTATION_SCREENS_TODO_H

#include "../screen.h"

/* Puts what waits on top, when anything does, as a session begins. */
void todo_begin(struct desk *desk);

#endif
