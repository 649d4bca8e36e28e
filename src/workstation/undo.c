#include "undo.h"

#include <stdlib.h>
#include <string.h>

static void let_go(struct undo_state *state)
{
    explicit_bzero(state->text, strlen(state->text));
    free(state->text);
    *state = (struct undo_state){.text = NULL};
}

static void let_all_go(struct undo_state *states, size_t *count)
{
    while (*count > 0)
        let_go(&states[--*count]);
}

static void push(struct undo_state *states, size_t *count, const char *text, size_t cursor)
{
    if (*count == UNDO_STEPS) {
        let_go(&states[0]);
        memmove(states, states + 1, (UNDO_STEPS - 1) * sizeof *states);
        --*count;
    }
    states[(*count)++] = (struct undo_state){vha_copy_text(text), cursor};
}

void undo_note(struct undo *undo, const struct undo_state *before, enum undo_kind kind, bool begins)
{
    const bool goes_on = kind == undo->last && kind != UNDO_OTHER && !begins;
    undo->last = kind;
    let_all_go(undo->future, &undo->future_count);
    if (!goes_on)
        push(undo->past, &undo->past_count, before->text, before->cursor);
}

/* Moves the newest state of one side into the editor, and the editor's to the other side. */
static bool swap(struct undo_state *from, size_t *from_count, struct undo_state *to,
                 size_t *to_count, struct editor *editor)
{
    if (*from_count == 0)
        return false;
    struct undo_state *const newest = &from[--*from_count];
    push(to, to_count, editor->text, editor->cursor);
    editor_set(editor, newest->text);
    editor->cursor = newest->cursor;
    let_go(newest);
    return true;
}

bool undo_back(struct undo *undo, struct editor *editor)
{
    undo->last = UNDO_NOTHING;
    return swap(undo->past, &undo->past_count, undo->future, &undo->future_count, editor);
}

bool undo_again(struct undo *undo, struct editor *editor)
{
    undo->last = UNDO_NOTHING;
    return swap(undo->future, &undo->future_count, undo->past, &undo->past_count, editor);
}

void undo_free(struct undo *undo)
{
    let_all_go(undo->past, &undo->past_count);
    let_all_go(undo->future, &undo->future_count);
}
