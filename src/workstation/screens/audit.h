/*
 * audit: the audit log on the screen, newest entry first, a page at a time: however long the log
 * is, no more of it is in memory. What the files of the screen share.
 */
#ifndef WORKSTATION_SCREENS_AUDIT_H
#define WORKSTATION_SCREENS_AUDIT_H

#include "../audit_filter.h"
#include "../screen.h"

/* An entry as the list shows it; texts stand in the page's arena, "" for none. */
struct audit_row {
    int64_t number;
    const char *at;
    const char *login;
    const char *action;
    const char *outcome;
    const char *subject;
    const char *reason;
};

struct audit_state {
    struct audit_filter filter;
    struct vha_arena *arena; /* of the page */
    struct audit_row *rows;  /* the page in sight, newest first */
    size_t count;
    size_t capacity;
    size_t cursor;      /* in the page */
    int64_t before;     /* entries that precede the page */
    int64_t all;        /* that the filter lets through */
    int64_t newest;     /* of the log when it was looked at: later ones come with reloading */
    size_t page;        /* rows of a page; 0: none was read yet */
    struct area inside; /* the frame's */
    struct vha_audit_walk *walk; /* the verification that is under way, or NULL */
    int64_t walk_to;
};

/* Opens the list, permitted and logged. */
enum vha_status audit_screen(struct desk *desk, const struct audit_filter *filter,
                             struct screen *screen, struct vha_error *error) VHA_MUST_CHECK;
/* The state of the audit screen, if that is what is on top; else NULL. */
struct audit_state *audit_of(struct desk *desk);
/* Another filter, logged. */
enum vha_status audit_set_filter(struct audit_state *state, struct desk *desk,
                                 const struct audit_filter *filter,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* Asks for permission to read the audit log and logs the look: nothing is shown before. */
enum vha_status audit_log_look(struct desk *desk, const char *subject, const char *what,
                               struct vha_error *error) VHA_MUST_CHECK;

/* ---- audit_draw.c */
void audit_draw(const void *opaque, const struct desk *desk, struct canvas *canvas);
void audit_words(const void *opaque, const struct desk *desk, struct lines *lines);
void audit_here_words(const void *opaque, const struct desk *desk, char *out, size_t size);

/* ---- audit_verify.c: following the chain, a part at a time */
unsigned audit_verify(struct audit_state *state, struct desk *desk);
int64_t audit_verify_deadline(const void *opaque);
unsigned audit_verify_on(void *opaque, struct desk *desk);
/* Stops it; false when there is none. */
bool audit_verify_stop(struct audit_state *state);
/* "Verifying: 120,000 of 1,000,000 entries". */
void audit_verify_words(const struct audit_state *state, char *out, size_t size);

/* ---- audit_entry.c */
/* One entry with all that it holds, logged. */
enum vha_status audit_entry_screen(struct desk *desk, int64_t number, struct screen *screen,
                                   struct vha_error *error) VHA_MUST_CHECK;
/* The form that asks why an entry happened. */
struct screen enquire_screen(struct desk *desk, int64_t entry, const char *about);
/* ---- enquiries.c */
enum vha_status enquiries_screen(struct desk *desk, const char *arguments, struct screen *screen,
                                 struct vha_error *error) VHA_MUST_CHECK;
/* ---- usage.c: the monthly review */
enum vha_status usage_screen(struct desk *desk, const char *month, struct screen *screen,
                             struct vha_error *error) VHA_MUST_CHECK;

#endif
