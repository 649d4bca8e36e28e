/*
 * copying: what becomes of each copy of the list (SOP 52, 53). A part of the register: each step
 * asks for permission itself and is in the audit log, or nothing has changed.
 *
 * A copy has a number, is 'Official - Sensitive', has a holder and a day by which it is to be
 * destroyed, and is open until its destruction is recorded. The coordinator confirms the authority
 * that its maker gave; nobody confirms their own.
 */
#ifndef VHA_COPYING_H
#define VHA_COPYING_H

#include "vha/base.h"

struct vha_user;
struct vha_register;

#define VHA_COPY_MARKING "Official - Sensitive"

/* Records an authorised copy (SOP 53) and returns its number. */
struct vha_copy {
    const char *login;
    const char *authority;
    const char *reason;
    const char *quarter;
    const char *format;
    int64_t people;
    const char *sha256; /* of what was handed out */
    const char *holder;
    vha_date destroy_by;
};
enum vha_status vha_register_copy(struct vha_register *reg, const struct vha_copy *copy,
                                  int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

enum vha_copy_step {
    VHA_COPY_AUTHORISE, /* coordinator; once */
    VHA_COPY_MOVE,      /* to another holder */
    VHA_COPY_EXTEND,    /* coordinator: a later day to be destroyed by */
    VHA_COPY_DESTROY,   /* it is no more */
    VHA_COPY_STEPS
};
const char *vha_copy_step_name(enum vha_copy_step step);  /* "destroy" */
const char *vha_copy_step_words(enum vha_copy_step step); /* "destroyed" */
bool vha_copy_step_parse(const char *name, enum vha_copy_step *step);
/* Whether the user's role may take the step, without a trace. */
bool vha_user_may_copy_step(const struct vha_user *user, enum vha_copy_step step);

struct vha_copy_taken {
    enum vha_copy_step step;
    const char *note;    /* how, why, who saw it; needed */
    const char *holder;  /* of a move: the new one; else NULL */
    vha_date destroy_by; /* of an extension: after today; else VHA_NO_DATE */
};

/* Takes a step of a copy. VHA_USAGE when there is no such copy, it is destroyed, or something is
 * missing; VHA_NO_PERMISSION, on record, when it is not this user's to take. */
enum vha_status vha_copy_take_step(struct vha_register *reg, const struct vha_user *user,
                                   int64_t number, const struct vha_copy_taken *taken,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* A copy as it stands; texts are valid until the function returns. */
struct vha_copy_standing {
    int64_t number;
    const char *at;
    const char *by;
    const char *authority;
    const char *reason;
    const char *quarter;
    const char *format;
    int64_t people;
    const char *sha256;
    const char *holder;
    const char *destroy_by;
    const char *authorised_at; /* NULL: not yet */
    const char *authorised_by;
    const char *destroyed_at; /* NULL: it is open */
    bool overdue;             /* open after the day by which it was to be destroyed */
};
/* "open", "overdue" or "destroyed". */
const char *vha_copy_state_words(const struct vha_copy_standing *copy);
/* Gives what there is to know of a copy, its number, marking and state aside, in the order in which
 * it is shown: a label and its text, NULL where there is none. */
typedef void vha_copy_fact_function(void *context, const char *label, const char *text);
void vha_copy_facts(const struct vha_copy_standing *copy, vha_copy_fact_function *give,
                    void *context);
typedef void vha_copy_function(void *context, const struct vha_copy_standing *copy);

struct vha_copy_filter {
    int64_t number;    /* 0: any */
    bool open;         /* not destroyed yet */
    bool overdue;      /* and past their day */
    bool unauthorised; /* without the coordinator's word yet */
};

/* Tells of copies in the order of their numbers; the look is logged. */
enum vha_status vha_copy_list(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_copy_filter *filter, vha_copy_function *show,
                              void *context, struct vha_error *error) VHA_MUST_CHECK;

/* Tells of a copy's steps in their order, to whoever may list it; the look at the copy is logged by
 * vha_copy_list. */
struct vha_copy_moved {
    const char *at;
    const char *by;
    enum vha_copy_step step;
    const char *note;
    const char *holder;     /* NULL for none, */
    const char *destroy_by; /* as this */
};
typedef void vha_copy_moved_function(void *context, const struct vha_copy_moved *moved);
enum vha_status vha_copy_history(struct vha_register *reg, const struct vha_user *user,
                                 int64_t number, vha_copy_moved_function *show, void *context,
                                 struct vha_error *error) VHA_MUST_CHECK;

#endif
