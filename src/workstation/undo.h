/*
 * undo: what stood in an editor before each step of typing, to be taken back and done again. A word
 * that is typed, a run of erasing and a text that is pasted are a step each.
 */
#ifndef WORKSTATION_UNDO_H
#define WORKSTATION_UNDO_H

#include "editor.h"

#define UNDO_STEPS 64 /* the oldest are given up beyond them */

enum undo_kind { UNDO_NOTHING, UNDO_TYPING, UNDO_ERASING, UNDO_PASTING, UNDO_OTHER };

struct undo_state {
    char *text;
    size_t cursor;
};

/* Zeros are a beginning. */
struct undo {
    struct undo_state past[UNDO_STEPS];
    struct undo_state future[UNDO_STEPS];
    size_t past_count;
    size_t future_count;
    enum undo_kind last; /* of the change before */
};

/* Notes what stood in the editor before a change of that kind; `begins` when the change begins a
 * new step even so. */
void undo_note(struct undo *undo, const struct undo_state *before, enum undo_kind kind,
               bool begins);
/* Takes the last step back, or does it again; false when there is none. */
bool undo_back(struct undo *undo, struct editor *editor);
bool undo_again(struct undo *undo, struct editor *editor);
/* A text may name people: it is wiped before it is let go. */
void undo_free(struct undo *undo);

#endif
