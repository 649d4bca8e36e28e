/*
 * form_screen: a form on a screen of its own, with a few sentences above it. What belongs to one
 * form is a table and a function: see purpose.c.
 */
#ifndef WORKSTATION_SCREENS_FORM_SCREEN_H
#define WORKSTATION_SCREENS_FORM_SCREEN_H

#include "../form.h"
#include "../screen.h"

struct form_spec {
    const char *title; /* of the frame: "Purpose of this session" */
    const char *intro; /* what is asked for, and why, in lines; NULL: nothing stands above */
    const struct field *fields;
    size_t count;
    /* What is typed is kept in the register under this name, at pauses and when the form is left,
     * until it is accepted, by another session too. NULL: not. */
    const char *kept;
    bool gate; /* nothing lies before it: who leaves it leaves the VHA */

    /* Belongs to the screen from then on; all that the spec points to outlasts it. */
    void *context;
    void (*free)(void *context);

    /* Fills fields in beforehand. NULL: none. */
    void (*fill)(const void *context, struct form *form);
    /* Asks once more before it is done. NULL: it is done at once. */
    void (*ask)(const void *context, const struct form *form, char *out, size_t size);
    /* Does it, with a form that is complete. *flags is what comes next (SCREEN_BACK ...). A failure
     * is told under the fields, and the form stays. */
    enum vha_status (*accept)(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error);
};

/* Fields and texts that the spec points to may lie in its context. */
struct screen form_screen(struct desk *desk, const struct form_spec *spec);

#endif
