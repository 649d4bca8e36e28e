/*
 * removal: requests for removals on the screen (SOP 28): the form that makes one, the queue, and
 * the review of one of them. The steps themselves are the register's, as for vha removal.
 */
#ifndef WORKSTATION_SCREENS_REMOVAL_H
#define WORKSTATION_SCREENS_REMOVAL_H

#include "../orders.h"
#include "../removal_filter.h"
#include "../screen.h"

/* ---- removal_form.c */
/* Puts the form that asks for a person's removal on top, if the user may ask for it now; a refusal
 * is on record, and so is that the form was opened. */
enum vha_status removal_begin(struct desk *desk, vha_pncid pncid,
                              struct vha_error *error) VHA_MUST_CHECK;
/* The same for a key: a refusal is told on a screen of its own. Returns the flags. */
unsigned removal_ask_for(struct desk *desk, vha_pncid pncid);

/* ---- removal_queue.c */
/* Requests as the list shows them; texts stand in the page's arena. */
struct removal_row {
    int64_t number;
    const char *pncid;
    const char *name; /* of the person, where the user's scope takes them in; else "" */
    enum vha_removal_ground ground;
    enum vha_removal_state state;
    const char *bcu;
    const char *asked_by;
    int age; /* in working days */
};

/* The order of the whole queue is in memory, and of its requests the page in sight. */
struct removal_queue {
    struct removal_filter filter;
    struct removal_filter logged; /* the last one that is on record */
    int64_t log_due_ms;           /* when the filter is logged; INT64_MAX: it is */
    int64_t *numbers;
    size_t count;
    size_t cursor;
    size_t top;
    size_t page;             /* rows that there is room for */
    bool stale;              /* a step may have been taken since it was read */
    int64_t step;            /* the latest of all steps when the rows were read */
    bool behind;             /* that was after the order was */
    struct vha_arena *arena; /* of the page */
    struct removal_row *rows;
    size_t row_count;
    size_t row_capacity;
    size_t row_top;     /* that the rows were read for; SIZE_MAX: not yet */
    struct area inside; /* the frame's */
};

/* Opens the queue, permitted and logged. */
enum vha_status removal_queue_screen(struct desk *desk, const struct removal_filter *filter,
                                     struct screen *screen, struct vha_error *error) VHA_MUST_CHECK;
/* The state of the queue, if that is what is on top; else NULL. */
struct removal_queue *removal_queue_of(struct desk *desk);
/* Another filter, logged once it has settled. */
enum vha_status removal_queue_set_filter(struct removal_queue *state, struct desk *desk,
                                         const struct removal_filter *filter,
                                         struct vha_error *error) VHA_MUST_CHECK;
/* For a key: all that the user may see; returns the flags. */
unsigned removal_show_queue(struct desk *desk);

/* ---- removal_queue_draw.c */
void removal_queue_draw(const void *opaque, const struct desk *desk, struct canvas *canvas);
void removal_queue_words(const void *opaque, const struct desk *desk, struct lines *lines);
void removal_queue_here(const void *opaque, const struct desk *desk, char *out, size_t size);

/* ---- removal_review.c */
/* One request with all that is on record of it, beside why the person is on the list; permitted and
 * logged. */
enum vha_status removal_review_screen(struct desk *desk, int64_t number, struct screen *screen,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* ---- removal_step.c */
/* The step that an action stands for; VHA_REMOVAL_STEPS for none. */
enum vha_removal_step removal_step_of(enum action action);
/* The steps that this user can take of the request, as offers; returns how many. */
size_t removal_step_offers(const struct vha_user *user, const struct vha_removal *removal,
                           struct offer offers[VHA_REMOVAL_STEPS]);
/* Takes a step that needs no reason, or puts the form that asks for it on top; what cannot be done
 * is told. `state` is where the request stands on the screen. Returns the flags. */
unsigned removal_take_step(struct desk *desk, int64_t number, enum vha_removal_state state,
                           enum vha_removal_step step);

#endif
