/*
 * short_list: a few things, one a line under a header, with a cursor; Enter opens one. What belongs
 * to one list is a table and two functions: see todo.c.
 */
#ifndef WORKSTATION_SCREENS_SHORT_LIST_H
#define WORKSTATION_SCREENS_SHORT_LIST_H

#include "../screen.h"

struct short_list;

#define SHORT_LIST_STEPS 4

struct short_list_spec {
    const char *name;   /* of the screen, as its help has it; NULL: "a short list" */
    const char *title;  /* of the frame, unless reading gives another */
    const char *header; /* above the columns; NULL: none */
    const char *none;   /* said when there is nothing */
    const char *opens;  /* what Enter does, in the footer; NULL: as everywhere */
    bool once;          /* opening changes nothing: it is not read again */
    bool sections;      /* some rows are headings, which Tab goes to */
    int remark;         /* rows below, in which what is under the cursor is said; 0: none */
    bool leads;         /* what its rows open leads back to it, be it by an order */
    bool of_people;     /* of the list: read again, whatever else, when somebody has left it */
    /* Adds the rows; called again when one was opened, since that may have changed them. */
    enum vha_status (*read)(struct short_list *list, struct desk *desk, struct vha_error *error);
    /* Opens a row by its tag. */
    enum vha_status (*open)(struct desk *desk, const char *tag, unsigned *flags,
                            struct vha_error *error);
    /* Other keys that do something with a row, as many as there are offers. */
    size_t (*offers)(const struct vha_user *user, struct offer offers[SHORT_LIST_STEPS]);
    enum vha_status (*take)(struct desk *desk, enum action action, const char *tag,
                            struct vha_error *error);
    const char *refused; /* the title of what says why not; NULL: "This was not opened" */
    const void *context; /* for reading; outlasts it, and with `once` no more than the first */
};

/* A row as it stands in columns, the same in words, and what it is opened by. */
void short_list_add(struct short_list *list, const char *text, const char *said, const char *tag);
/* A heading above the rows that follow. */
void short_list_section(struct short_list *list, const char *title);
const void *short_list_context(const struct short_list *list);
size_t short_list_count(const struct short_list *list);
/* Another title, while reading. */
void short_list_title(struct short_list *list, const char *title);

/* Reads the rows and makes the screen. *count, where given, tells how many there are. */
enum vha_status short_list_screen(struct desk *desk, const struct short_list_spec *spec,
                                  struct screen *screen, size_t *count,
                                  struct vha_error *error) VHA_MUST_CHECK;

#endif
