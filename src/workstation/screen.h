/*
 * screen: what a screen is, and what all screens share (the desk). A screen is a state and a table
 * of functions. Keys become actions before a screen sees them; a screen says by flags what has to
 * happen next and one loop does it. Drawing only paints what refresh has prepared.
 */
#ifndef WORKSTATION_SCREEN_H
#define WORKSTATION_SCREEN_H

#include "actions.h"
#include "canvas.h"
#include "form.h"
#include "keys.h"
#include "looks.h"
#include "prompt.h"
#include "vha/cohort.h"
#include "vha/cohort_list.h"
#include "vha/register.h"
#include "vha/workstation.h"

#include <time.h>

struct vha_dossier;

enum event_kind {
    EVENT_ACTION, /* an action; character is the key's where it types one */
    EVENT_TYPING, /* an editing key, while something is being typed */
    EVENT_TEXT,   /* a character typed */
    EVENT_CLICK,
    EVENT_WHEEL
};

struct event {
    enum event_kind kind;
    enum action action;
    enum typing_action typing;
    uint32_t character;
    bool pasted; /* in one go with what comes before and after */
    int row;     /* of the mouse */
    int column;
    int wheel; /* -1 up, 1 down */
};

/* ---- pointing.c */
/* Whether the mouse is in an area. */
bool event_is_in(const struct event *event, struct area area);
/* Which of `count` things the mouse is on, where the rows of an area show one each from `top` on;
 * false for none. */
bool event_points_at(const struct event *event, struct area area, size_t top, size_t count,
                     size_t *at);

/* What a handler asks for, as bits. */
enum {
    SCREEN_IGNORED = 0,
    SCREEN_REDRAW = 1,  /* something on the screen has changed */
    SCREEN_BACK = 2,    /* this screen is done */
    SCREEN_QUIT = 4,    /* the user leaves */
    SCREEN_REPAINT = 8, /* the terminal is to be painted afresh */
    SCREEN_SUSPEND = 16,
    SCREEN_ONWARD = 32 /* what had to be met first has been: on to what comes next */
};

/* An action that a screen offers; those with `footer` stand on its last line. */
struct offer {
    enum action action;
    const char *label; /* NULL: that of the action table */
    bool footer;
};

struct desk;
struct lines;
struct plain;

/* What is chosen on a screen is shown at once and logged once it has settled; but what cannot be
 * logged does not stay. */
struct choice_ops {
    /* When it has settled, on the desk's clock of milliseconds; INT64_MAX: all of it is logged. */
    int64_t (*due)(const void *state);
    enum vha_status (*log)(void *state, struct desk *desk, struct vha_error *error);
    /* Back to what is on record. */
    enum vha_status (*take_back)(void *state, struct desk *desk, struct vha_error *error);
};

struct screen_ops {
    const char *title; /* "the list": for the help */
    /* What can be done now (it may depend on the focus). */
    const struct offer *(*offers)(const void *state, size_t *count);
    /* True while characters go into an editor. NULL: never. */
    bool (*typing)(const void *state);
    /* Prepares everything that drawing needs, for the desk's size. */
    enum vha_status (*refresh)(void *state, struct desk *desk, struct vha_error *error);
    void (*draw)(const void *state, const struct desk *desk, struct canvas *canvas);
    unsigned (*handle)(void *state, struct desk *desk, const struct event *event);
    /* When `due` is wanted, on the desk's clock of milliseconds; INT64_MAX for never. NULL: never.
     */
    int64_t (*deadline)(const void *state);
    unsigned (*due)(void *state, struct desk *desk);
    const struct choice_ops *choice; /* NULL: nothing is chosen */
    /* Somebody took a step of a request for a removal, the latest of all: true when there is
     * something to draw. NULL: it shows no request. */
    bool (*follow)(void *state, int64_t step);
    bool leads; /* what orders show stands on top of this one, and leads back to it */
    void (*free)(void *state);
    /* Adds the screen as words, for plain mode, after a refresh: first a line that says what it is
     * and what it holds, then one item a line, in sentences and not in columns. Texts may be raw
     * and of any length. */
    void (*words)(const void *state, const struct desk *desk, struct lines *lines);
    /* Lists alone: the item under the cursor, as words. Words are then those of the page in sight,
     * which page_up and page_down move. NULL: words are all there is, and plain mode pages them. */
    void (*here)(const void *state, const struct desk *desk, char *out, size_t size);
};

struct screen {
    const struct screen_ops *ops;
    void *state;
    unsigned serial; /* no two screens of a desk have the same; given when it is put on top */
};

#define DESK_SCREENS 8

/* What screens share; owned by whoever runs them. */
struct desk {
    const struct vha_workstation_options *options;
    struct vha_cohort *cohort;      /* NULL until it may be shown, and for who has no use for it */
    char purpose[VHA_PURPOSE_SIZE]; /* that was stated; "": nothing is shown yet */
    struct keymap keymap;
    bool unicode;
    int rows;
    int columns;
    int64_t now_ms; /* since some moment that stays the same */
    time_t wall;    /* what the clock on the first line shows */
    bool superseded;
    bool another_load; /* by a load, that is, and not by a refresh of the one that is shown */
    int64_t removals;  /* version of those that the list is without */
    bool decided;      /* a step that the user took, which the list has not followed yet */
    unsigned escapes;  /* Esc so many times in a row */
    uint32_t selected; /* people on the list as it is filtered */
    struct screen screens[DESK_SCREENS];
    size_t screen_count;
    unsigned serials; /* given so far */
    struct prompt prompt;
    struct looks looks;  /* set by whoever has a terminal */
    char message[256];   /* on the last row until the next key */
    struct plain *plain; /* plain mode; NULL: the desk is drawn */
    unsigned casework;   /* how often something was added to what is on record around people, */
    unsigned accesses;   /* and to what is on record of access */
    bool afresh;         /* a script: it begins at the top, and nobody goes on where it ended */
    bool failed;         /* what was to come next could not be opened: why is in failure */
    struct vha_error failure;
};

/* ---- desk_begin.c */
/* Reads the keys and puts the first screen on top: that which has an audit enquiry answered, if
 * there is one, then that which asks for the purpose, unless one is given, then that of the user's
 * role, permitted and logged. */
enum vha_status desk_open(struct desk *desk, const struct vha_workstation_options *options,
                          struct vha_error *error) VHA_MUST_CHECK;
/* The same, for plain mode. */
enum vha_status desk_open_plain(struct desk *desk, const struct vha_workstation_options *options,
                                struct plain *plain, struct vha_error *error) VHA_MUST_CHECK;
void desk_close(struct desk *desk);
/* What SCREEN_ONWARD asks for. */
unsigned desk_go_onward(struct desk *desk);
/* How it ended: `status` of the loop, or why the desk could not go on. */
enum vha_status desk_end(struct desk *desk, enum vha_status status,
                         struct vha_error *error) VHA_MUST_CHECK;
/* States a policing purpose as typed, logged; all entries carry it from then on. */
enum vha_status desk_state_purpose(struct desk *desk, const char *typed,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Puts a screen on top; the desk owns its state from then on. */
void desk_push(struct desk *desk, struct screen screen);
void desk_pop(struct desk *desk);
struct screen *desk_top(struct desk *desk);
/* Goes back to the first screen. */
void desk_home(struct desk *desk);
/* For an order: puts a screen that was made (status VHA_OK) on top of the first one, or of one that
 * leads, which is where it leads back to. Returns the status. */
enum vha_status desk_show(struct desk *desk, enum vha_status status, const struct screen *screen,
                          unsigned *flags) VHA_MUST_CHECK;

/* Does an action as its key would: on the top screen, or on the first one when only that offers it.
 * VHA_USAGE when neither does. */
enum vha_status desk_perform(struct desk *desk, enum action action, unsigned *flags,
                             struct vha_error *error) VHA_MUST_CHECK;

/* Once the list is open, which it is not before a purpose is stated: begins as the options say, or
 * else where the user was when they left last. What cannot be restored is said on the last row.
 * Puts what waits for the user on top. */
void desk_restore(struct desk *desk);
/* Keeps where the user is for their next session. It is a comfort: when it cannot be kept, nothing
 * else is lost, and the next session begins at the top. A quarter of the archive has no place of
 * its own, and leaves that in the current quarter alone. */
void desk_keep_place(const struct desk *desk);

/* Says something on the last row until the next key. */
void desk_say(struct desk *desk, const char *format, ...) VHA_PRINTF(2, 3);

/* Puts what the register wants to be read (vha_register_next_notice) on a screen of its own, once
 * nothing is being typed. */
unsigned desk_tell_notices(struct desk *desk);

/* Gives the top screen an event of a key or the mouse; help, repainting and suspending are the
 * desk's own. Returns the flags that are left to do. */
unsigned desk_key(struct desk *desk, int32_t key);
unsigned desk_mouse(struct desk *desk, const struct event *event);
/* Stopping for now, unless nobody would be there to go on. */
unsigned desk_suspend(const struct desk *desk);
/* Gives the top screen, which is being typed in, a whole text at once, and accepts it; NULL goes
 * back as cancelling does. */
unsigned desk_type(struct desk *desk, const char *text);
bool desk_is_typing(struct desk *desk);
/* True when the top screen has a use for the action now. */
bool desk_offers(struct desk *desk, enum action action);
/* Runs what is due. */
unsigned desk_due(struct desk *desk);
int64_t desk_deadline(struct desk *desk);
/* Does at once what waits for a pause in typing: the terminal has gone, or the session is over. */
void desk_keep_typing(struct desk *desk);
/* Prepares and draws the top screen, or what a terminal that is too small gets. */
void desk_draw(struct desk *desk, struct canvas *canvas);

/* Asks for permission and writes the log; what cannot be logged does not happen. */
enum vha_status desk_log(struct desk *desk, enum vha_action action, const char *subject,
                         struct vha_error *error) VHA_MUST_CHECK;
/* Writes the log alone: a look that was permitted, with what the log is to say of it. */
enum vha_status desk_record_look(struct desk *desk, enum vha_action action, const char *subject,
                                 const char *reason, struct vha_error *error) VHA_MUST_CHECK;
/* Writes the log alone. */
enum vha_status desk_record(struct desk *desk, const struct vha_audit_entry *entry,
                            struct vha_error *error) VHA_MUST_CHECK;

/* ---- desk_cohort.c */
/* Opens the cohort that is in place, confined to the user's scope, permitted and logged. The caller
 * closes it. */
enum vha_status desk_take_cohort(struct desk *desk, struct vha_cohort **cohort,
                                 struct vha_error *error) VHA_MUST_CHECK;
/* Takes those off a list whose removal MO2 has approved (SOP 28); and, for a session that goes on,
 * looks whether that has changed, in which case *changed becomes true. */
enum vha_status desk_take_removals(struct desk *desk, struct vha_cohort *cohort,
                                   struct vha_error *error) VHA_MUST_CHECK;
enum vha_status desk_look_for_removals(struct desk *desk, bool *changed,
                                       struct vha_error *error) VHA_MUST_CHECK;
/* Looks whether a step of a request for a removal was taken that a screen in front does not show;
 * *changed becomes true when there is something to draw. */
enum vha_status desk_look_for_steps(struct desk *desk, bool *changed,
                                    struct vha_error *error) VHA_MUST_CHECK;
/* Reads a PNCID as typed. VHA_USAGE for what is none; `wanted` begins the sentence: "open takes a
 * rank or a PNCID". */
enum vha_status desk_read_pncid(const struct desk *desk, const char *text, const char *wanted,
                                vha_pncid *pncid, struct vha_error *error) VHA_MUST_CHECK;
/* Looks somebody up, and whether the user's scope takes them in, for who then asks for permission.
 * To a user whose scope has an edge, people beyond it and people who do not exist are the same. */
enum vha_status desk_find_person(const struct desk *desk, vha_pncid pncid, struct vha_arena *arena,
                                 struct vha_dossier *dossier, bool *in_scope,
                                 struct vha_error *error) VHA_MUST_CHECK;
/* For what is of the whole list: permitted, refused on record to whose access has an edge (see
 * vha_register_need_all), and the list is open. */
enum vha_status desk_need_whole(struct desk *desk, enum vha_action action, const char *subject,
                                const char *what, struct vha_error *error) VHA_MUST_CHECK;
/* Explains a person of the extract whom the user's scope takes in, permitted and logged: the one
 * way to somebody's record. A PNCID that nobody there has is logged as well. */
enum vha_status desk_explain(struct desk *desk, vha_pncid pncid, struct vha_arena *arena,
                             struct vha_explanation *explanation,
                             struct vha_error *error) VHA_MUST_CHECK;

/* ---- screens/cohort.c */
/* Refuses, on record, what is an affair of the list to who has none. */
enum vha_status cohort_check_action(struct desk *desk, enum action action,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* ---- screens/cohort_reload.c */
/* Shows a refresh between two loads unasked, in the list and in a record open over it, and says
 * what has changed; not while something is being typed or another screen is in front, nor in plain
 * mode, which says that there is one. True when it has. A whole load waits until it is asked for:
 * it may be another quarter. */
bool desk_show_refresh(struct desk *desk);

/* ---- choices.c */
/* When what was chosen on any screen, of the list or searched for, counts as settled, on the desk's
 * clock; INT64_MAX for never. */
int64_t desk_choice_due(const struct desk *desk);
/* Logs it, if there is anything. */
enum vha_status desk_log_choice(struct desk *desk, struct vha_error *error) VHA_MUST_CHECK;
/* The same; and a choice that cannot be logged is taken back and the user told why. A failure is
 * that of taking it back. */
enum vha_status desk_settle_choice(struct desk *desk, bool *logged,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* The screens. */
enum vha_status cohort_screen(struct desk *desk, struct screen *screen,
                              struct vha_error *error) VHA_MUST_CHECK;
enum vha_status record_screen(struct desk *desk, vha_pncid pncid, struct screen *screen,
                              struct vha_error *error) VHA_MUST_CHECK;
enum vha_status overview_screen(struct desk *desk, struct screen *screen,
                                struct vha_error *error) VHA_MUST_CHECK;
struct screen purpose_screen(struct desk *desk);
/* The User Undertaking Form, for who has no access yet. */
struct screen undertaking_screen(struct desk *desk);
/* The first audit enquiry that the user must answer before going on; *due is false when there is
 * none, and then there is no screen. */
enum vha_status enquiry_screen(struct desk *desk, struct screen *screen, bool *due,
                               struct vha_error *error) VHA_MUST_CHECK;
/* Puts on top what became of the user's requests for removals since they were told last, if there
 * is something. */
void removal_tell_news(struct desk *desk);
/* What the user's role may do, for roles that have no other screen to begin with. */
struct screen start_screen(void);
struct screen help_screen(const struct desk *desk, const struct screen *of);
struct screen message_screen(const char *title, const char *text);
bool screen_is_message(const struct screen *screen);

#endif
