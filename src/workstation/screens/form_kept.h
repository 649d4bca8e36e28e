/*
 * form_kept: keeps what is typed into a form in the register until it is accepted, so that leaving
 * it loses nothing, and a dropped line next to nothing.
 */
#ifndef WORKSTATION_SCREENS_FORM_KEPT_H
#define WORKSTATION_SCREENS_FORM_KEPT_H

#include "../form.h"
#include "../screen.h"

#define FORM_KEPT_NAME 64

struct form_kept {
    char name[FORM_KEPT_NAME]; /* of the draft in the register; "": nothing is kept */
    char *filled;     /* the form as it was before anything was typed: no draft is made of that */
    bool recalled;    /* something had been kept, and is in the form */
    int64_t pause_ms; /* when a pause in typing is one; INT64_MAX: nothing is to be kept */
    int64_t keep_ms;  /* when it is kept without one */
};

/* A name as the register takes it: what is longer is told from others by its hash. */
void form_kept_name(char out[FORM_KEPT_NAME], const char *name);

/* Fills a form in with what is kept under the name, NULL for none. Where that cannot be looked up
 * nothing is kept either, and why is in *error. */
enum vha_status form_kept_begin(struct form_kept *kept, struct desk *desk, const char *name,
                                struct form *form, struct vha_error *error) VHA_MUST_CHECK;
/* Something was typed: it is kept at the next pause, and before long without one. */
void form_kept_soon(struct form_kept *kept, int64_t now_ms);
/* Keeps what is still to be kept. */
enum vha_status form_kept_now(struct form_kept *kept, struct desk *desk, const struct form *form,
                              struct vha_error *error) VHA_MUST_CHECK;
/* It has been done: nothing of it is needed any more. */
void form_kept_forget(struct form_kept *kept, struct desk *desk);
void form_kept_free(struct form_kept *kept);

#endif
