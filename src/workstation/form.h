/*
 * form: labelled fields that are filled in by keyboard, from a table of fields. What is missing or
 * wrong is said while it is being filled in; nothing is accepted before all of it is right. Knows
 * no register: what an accepted form does is the affair of whoever shows it (form_screen).
 */
#ifndef WORKSTATION_FORM_H
#define WORKSTATION_FORM_H

#include "actions.h"
#include "canvas.h"
#include "editor.h"
#include "lines.h"
#include "undo.h"

struct event;

#define FORM_FIELDS        12
#define FORM_SENTENCE_SIZE 256
#define FORM_NOTHING       SIZE_MAX /* of a choice: nothing is chosen yet */
/* The help of a choice. */
#define FORM_CHOOSE "Up and Down, the first letters, or a number."

enum field_kind {
    FIELD_TEXT,   /* one line */
    FIELD_LONG,   /* a text of several lines */
    FIELD_DATE,   /* YYYY-MM-DD */
    FIELD_CHOICE, /* one of the options */
    FIELD_FIXED   /* to be read, not changed */
};

struct field_option {
    const char *name;  /* as typed: "safeguard" */
    const char *title; /* what it is; may be "" */
    const char *note;  /* said while it is chosen; may be NULL */
};

/* Writes what is wrong with a filled field into `wrong`; false when something is. */
typedef bool field_check(const void *context, const char *text, char *wrong, size_t size);

struct field {
    const char *label;
    const char *help; /* what belongs there, said while it has the cursor; may be NULL */
    enum field_kind kind;
    bool optional;
    size_t most; /* bytes that it takes, below EDITOR_SIZE; 0: EDITOR_LINE */
    int rows;    /* of a long text; 0: four */
    const struct field_option *options;
    size_t option_count;
    field_check *check; /* NULL: whatever is filled in is right; the kind is checked besides */
};

struct field_value {
    struct editor editor; /* the text; of a choice, what was typed to find it */
    size_t chosen;        /* of a choice */
    struct undo undo;
};

struct form {
    const struct field *fields; /* these and the context belong to whoever made the form */
    size_t count;
    const void *context; /* of the checks */
    size_t at;           /* the field with the cursor */
    bool changed;        /* something has been typed or chosen */
    int columns;         /* that it is drawn in (form_fit) */
    bool unicode;
    struct field_value values[FORM_FIELDS];
};

/* Empty fields, the cursor in the first that can be changed. */
void form_init(struct form *form, const struct field *fields, size_t count, const void *context);
void form_free(struct form *form);

/* A field's text: of a choice the option's name, "" when nothing is chosen. */
const char *form_text(const struct form *form, size_t field);
/* Fills a field in; of a choice with the option of that name, or nothing. */
void form_set(struct form *form, size_t field, const char *text);
void form_set_today(struct form *form, size_t field);
/* Which option of a choice is chosen, in a form that is complete. */
size_t form_chosen(const struct form *form, size_t field);
/* The date in a field that is right; else VHA_NO_DATE. */
vha_date form_date(const struct form *form, size_t field);

/* Whether everything is filled in and right. */
bool form_complete(const struct form *form);
/* What is wrong with a field, "" when nothing is; a field that is empty is not wrong. Returns
 * `wrong`. */
char *form_wrong(const struct form *form, size_t field, char wrong[FORM_SENTENCE_SIZE]);
/* One sentence on what is wrong, of the field with the cursor if something is, or missing; "" when
 * the form is complete. Returns out. */
char *form_remark(const struct form *form, char out[FORM_SENTENCE_SIZE]);

/* Puts the cursor into the first field, from the one after the cursor's round to it, that is
 * missing or wrong; false when there is none. */
bool form_to_fault(struct form *form);
/* To the next field that can be changed; false after the last one. */
bool form_to_next(struct form *form);

/* Takes typing, moving between fields and choosing; accepting and cancelling are the caller's. True
 * when something on the screen has changed. */
bool form_handle(struct form *form, const struct event *event);

/* Says how many columns it is drawn in, and whether in Unicode, so that the cursor moves by the
 * rows of a long text that are seen. */
void form_fit(struct form *form, int columns, bool unicode);
/* Columns that a value has beside the labels, on such a canvas. */
int form_value_columns(const struct form *form, const struct canvas *canvas, int columns);
/* Rows that the form takes. */
int form_rows(const struct form *form);
/* Draws the rows from `first` on; an area with fewer rows than the form shows a part of it. */
void form_draw(const struct form *form, struct canvas *canvas, struct area area, int first);
/* The row of the form that the cursor is in; of a long text the last one. */
int form_cursor_row(const struct form *form);
/* A click on a row of the form puts the cursor there, or chooses the option. */
bool form_click(struct form *form, int row);

/* Every field with what is in it, the options of the one that has the cursor, and what to type. */
void form_words(const struct form *form, struct lines *lines);

/* -------------------------------------------------------------------------------------- drafts */

/* What is in the fields that can be changed, in their order, as one text to be kept for another
 * time. It may name people: whoever asked for it wipes and frees it. */
char *form_draft(const struct form *form);
/* Fills the fields in with such a text. */
void form_take_draft(struct form *form, const char *draft);

#endif
