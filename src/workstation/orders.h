/*
 * orders: what can be typed after a colon. Every action of the action table is an order by its own
 * name; those that take arguments are rows of the tables listed in orders.c. The prompt, its
 * completion, the help and the manual's test are made from them.
 */
#ifndef WORKSTATION_ORDERS_H
#define WORKSTATION_ORDERS_H

#include "actions.h"

struct desk;

#define ORDER_SIZE      1024 /* bytes of a line */
#define CANDIDATES      80
#define CANDIDATE_SIZE  96
#define ORDER_HINT_SIZE 1152

/* Words that the word under the cursor can become, all of them beginning with it. */
struct candidates {
    size_t from; /* byte of the text where that word begins */
    size_t count;
    char words[CANDIDATES][CANDIDATE_SIZE];
};

struct order {
    const char *name;      /* may be that of an action, which it then is without arguments */
    const char *arguments; /* as the help shows them: "WORDS", "[NAME]"; "" for none */
    const char *summary;   /* for the help: what it does, no full stop */
    /* Does it. `arguments` have no blanks around them and are there, unless they stand in brackets
     * above. *flags is what the loop has to do besides drawing. A failure is told on the line above
     * the prompt, which stays open. */
    enum vha_status (*run)(struct desk *desk, const char *arguments, unsigned *flags,
                           struct vha_error *error);
    /* Offers words for the last one of the arguments as far as they are typed. NULL: none. */
    void (*complete)(struct desk *desk, const char *arguments, struct candidates *candidates);
    /* Writes what to say above the line while the arguments are typed. NULL: the summary. */
    void (*preview)(struct desk *desk, const char *arguments, char *out, size_t size);
};

/* Orders of one subject. A new subject is a table of its own, listed in orders.c. */
struct order_group {
    const char *heading; /* in the help */
    const struct order *orders;
    size_t count;
};
extern const struct order_group list_orders;     /* screens/cohort_orders.c */
extern const struct order_group open_orders;     /* screens/open_orders.c */
extern const struct order_group filter_orders;   /* screens/cohort_filters.c */
extern const struct order_group table_orders;    /* screens/cohort_table.c */
extern const struct order_group view_orders;     /* screens/cohort_views.c */
extern const struct order_group looks_orders;    /* looks_orders.c */
extern const struct order_group purpose_orders;  /* screens/purpose.c */
extern const struct order_group access_orders;   /* screens/access.c */
extern const struct order_group audit_orders;    /* screens/audit_orders.c */
extern const struct order_group casework_orders; /* screens/casework_orders.c */
extern const struct order_group copy_orders;     /* screens/copies.c */
extern const struct order_group board_orders;    /* screens/board.c */
extern const struct order_group todo_orders;     /* screens/todo.c */
extern const struct order_group removal_orders;  /* screens/removal_orders.c */
extern const struct order_group fairness_orders; /* screens/concern.c */
extern const struct order_group search_orders;   /* screens/search_list.c */
extern const struct order_group movement_orders; /* screens/movements.c */
extern const struct order_group assess_orders;   /* screens/assess.c */
extern const struct order_group changes_orders;  /* screens/changes.c */
extern const struct order_group model_orders;    /* screens/model.c */
extern const struct order_group equality_orders; /* screens/equality.c */

/* Those of plain mode alone. */
extern const struct order_group plain_orders; /* plain_orders.c */

/* The groups, in the order of the help. */
extern const struct order_group *const order_groups[];
extern const size_t order_group_count;

/* The order of that name in these groups, or NULL; actions are not among them. */
const struct order *order_find(const char *name);

/* Runs a line without its colon: an order, an action by its name, or a rank by its number.
 * VHA_USAGE with the nearest word for what is none of them. */
enum vha_status order_run(struct desk *desk, const char *line, unsigned *flags,
                          struct vha_error *error) VHA_MUST_CHECK;

/* The same, of plain mode's orders too where the desk is in it. */
const struct order *order_of(const struct desk *desk, const char *name);

/* VHA_USAGE with the nearest name there is. */
enum vha_status order_unknown(const struct desk *desk, const char *name, struct vha_error *error);

/* The action that goes by that name as an order; ACTION_NONE for none. */
enum action order_action(const char *name);

/* Offers words for the end of a line. */
void order_complete(struct desk *desk, const char *line, struct candidates *candidates);

/* What to say above a line that is being typed. */
void order_preview(struct desk *desk, const char *line, char out[ORDER_HINT_SIZE]);

/* Adds a word to the candidates if it begins with `typed`, case-blind and accent-blind. */
void candidates_offer(struct candidates *candidates, const char *typed, const char *word);

#endif
