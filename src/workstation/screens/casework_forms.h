/*
 * casework_forms: what the forms share by which something is added to what is on record around a
 * person. Each is a table of fields and a function, in a file of its own.
 */
#ifndef WORKSTATION_SCREENS_CASEWORK_FORMS_H
#define WORKSTATION_SCREENS_CASEWORK_FORMS_H

#include "../screen.h"
#include "vha/casework.h"

struct casework_form;

/* A form. */
struct casework_kind {
    enum vha_action action;
    const char *title; /* the PNCID follows */
    const char *intro;
    const struct field *fields;
    size_t count;
    void (*fill)(const struct casework_form *state, struct form *form); /* NULL: nothing */
    enum vha_status (*add)(const struct casework_form *state, struct desk *desk,
                           const struct form *form, struct vha_error *error);
};

/* A form that is open. */
struct casework_form {
    const struct casework_kind *kind;
    const struct field *fields; /* the kind's, or others in the arena */
    struct vha_areas *areas;    /* of BCUs */
    struct vha_arena *arena;
    char title[VHA_PNCID_SIZE + 64];
    char kept[VHA_PNCID_SIZE + 96]; /* the name of what is typed */
    char pncid[VHA_PNCID_SIZE];
    bool in_scope;
    bool child;
    const char *bcu;                  /* that does it, as far as it is plain; "" else */
    const char *words;                /* offered for a sharing */
    const char *option;               /* that a decision is about; "" for none */
    struct vha_sharing_secret secret; /* of the person */
    int64_t number;                   /* of the activity that a result is added to */
};

/* The state of a form about the person whose record is open; NULL with the error when there can be
 * none. casework_form_push takes it; until then it is for casework_form_free. */
struct casework_form *casework_form_begin(struct desk *desk, const struct casework_kind *kind,
                                          struct vha_error *error);
/* The same of a form about no person, with a title of its own to come; permitted by the caller. */
struct casework_form *casework_form_new(const struct casework_kind *kind);
void casework_form_free(void *state);
void casework_form_push(struct desk *desk, struct casework_form *state);

/* Whether the user may, today and in this quarter. */
enum vha_status casework_form_permit(struct desk *desk, const struct casework_kind *kind,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Takes the code of one BCU; the context is the form's state. */
bool casework_form_check_bcu(const void *context, const char *text, char *wrong, size_t size);

#define CASEWORK_BCU_FIELD                                                                         \
    {                                                                                              \
        .label = "BCU", .help = "The code of the BCU of yours that did it, such as AS.",           \
        .check = casework_form_check_bcu                                                           \
    }

#endif
