/*
 * actions: everything that a key can mean, in one table. The footer, the help, the keys file and
 * its messages are made from it.
 */
#ifndef WORKSTATION_ACTIONS_H
#define WORKSTATION_ACTIONS_H

#include "vha/base.h"

enum action {
    ACTION_NONE,
    /* moving */
    ACTION_UP,
    ACTION_DOWN,
    ACTION_LEFT,
    ACTION_RIGHT,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_HALF_UP,
    ACTION_HALF_DOWN,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_NEXT_PANE,
    ACTION_PREVIOUS_PANE,
    ACTION_NUMBER, /* a digit: the event says which */
    /* finding */
    ACTION_SEARCH,
    ACTION_SEARCH_NEXT,
    ACTION_SEARCH_PREVIOUS,
    ACTION_JUMP,
    ACTION_MARK,
    ACTION_NEXT_MARK,
    ACTION_PREVIOUS_MARK,
    /* choosing */
    ACTION_FILTERS,
    ACTION_TOGGLE,
    ACTION_EXCLUDE,
    ACTION_CLEAR_PANE,
    ACTION_CLEAR_ALL,
    ACTION_UNDO_FILTER,
    ACTION_REDO_FILTER,
    ACTION_SORT,
    ACTION_REVERSE,
    ACTION_SORT_MORE,
    ACTION_SORT_LESS,
    ACTION_ONLY_MARKED,
    ACTION_CLEAR_MARKS,
    ACTION_RERANK,
    ACTION_COLUMNS,
    ACTION_MOVE_LEFT,
    ACTION_MOVE_RIGHT,
    ACTION_NARROWER,
    ACTION_WIDER,
    ACTION_FREEZE,
    /* access */
    ACTION_AUTHORISE,
    ACTION_GRANT,
    ACTION_WITHDRAW,
    /* removals */
    ACTION_REMOVE,
    ACTION_REMOVALS,
    ACTION_TAKE,
    ACTION_APPROVE,
    ACTION_REFUSE,
    ACTION_ASK_MORE,
    ACTION_ADD_MORE,
    ACTION_WITHDRAW_REQUEST,
    ACTION_REVERSE_DECISION,
    /* going */
    ACTION_OPEN,
    ACTION_OVERVIEW,
    ACTION_VIEWS,
    ACTION_NEXT_PERSON,
    ACTION_PREVIOUS_PERSON,
    /* the audit log */
    ACTION_ENQUIRE,
    ACTION_ENQUIRIES,
    ACTION_VERIFY,
    ACTION_BACK,
    ACTION_COMMAND,
    ACTION_HELP,
    ACTION_RELOAD,
    ACTION_THEME,
    ACTION_REPAINT,
    ACTION_SUSPEND,
    ACTION_QUIT,
    ACTIONS
};

/* What a key can mean while something is being typed. */
enum typing_action {
    TYPING_NONE,
    TYPING_ACCEPT,
    TYPING_CANCEL,
    TYPING_ERASE,
    TYPING_DELETE,
    TYPING_ERASE_WORD,
    TYPING_ERASE_ALL,
    TYPING_LEFT,
    TYPING_RIGHT,
    TYPING_HOME,
    TYPING_END,
    TYPING_COMPLETE,
    TYPING_COMPLETE_BACK,
    TYPING_EARLIER,
    TYPING_LATER,
    TYPING_HELP,
    TYPING_NEW_LINE,
    TYPING_UNDO,
    TYPING_REDO,
    TYPING_ACTIONS
};

struct action_entry {
    const char *name;        /* as in keys.yaml */
    const char *description; /* for the help: what it does, no full stop */
    const char *label;       /* for the footer; a screen may give its own */
    const char *group;       /* heading in the help */
};

extern const struct action_entry action_table[ACTIONS];
extern const struct action_entry typing_table[TYPING_ACTIONS];

/* How many places an action moves a cursor, or what is in sight, with `page` places in sight of
 * `count`: a step, a page or half of one, or all the way. False for actions that are no such move.
 */
bool action_moves(enum action action, int page, size_t count, int64_t *by);

/* Moves the cursor of a short list so, which knows no half pages, and with a `page` of 0 none at
 * all; false when it stays where it is. */
bool action_moves_cursor(enum action action, int page, size_t count, size_t *cursor);

#endif
