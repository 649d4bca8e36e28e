/*
 * cohort: the first screen: filters on the left, the ranked list, and the reasons of the person
 * under the cursor. State here; cohort.c prepares it, cohort_draw.c paints it, the others change
 * it, each by one subject.
 */
#ifndef WORKSTATION_SCREENS_COHORT_H
#define WORKSTATION_SCREENS_COHORT_H

#include "../columns.h"
#include "../editor.h"
#include "../filter_history.h"
#include "../filters.h"
#include "../lines.h"
#include "../screen.h"

#include "vha/cohort_dossier.h"
#include "vha/cohort_ranking.h"
#include "vha/cohort_search.h"

/* In the order in which the keyboard goes round. */
enum focus { FOCUS_TABLE, FOCUS_WHY, FOCUS_FILTERS };
#define FOCUSES 3

enum typing_for { TYPING_FOR_NOTHING, TYPING_FOR_SEARCH, TYPING_FOR_JUMP };

/* Where everything lies, from the size of the screen. The insides of the frames. */
struct cohort_areas {
    struct area filters;
    struct area table; /* its heading included */
    struct area why;
    struct area frame_left;
    struct area frame_right;
};

/* The person that the why pane tells of. */
struct why_pane {
    struct lines lines;
    char title[512];
    char summary[256];
    uint32_t position; /* in rank order; UINT32_MAX for nobody */
    int width;         /* that the lines were made for */
    int64_t due_ms;    /* when the cursor will have rested long enough; INT64_MAX: nothing due */
};

/* People who are marked, by their positions. */
struct marks {
    uint64_t *bits; /* bit p % 64 of word p / 64; NULL: none yet */
    uint32_t count;
    bool only; /* nobody else is on the list */
};

/* A choice of the list that is in the audit log, and what leads back to it. */
struct logged_choice {
    struct vha_filter filter;
    struct vha_sorting sorting;
    bool marked; /* those alone who are marked */
    bool ranked; /* on chosen offences */
    char *words;
    char order[VHA_SORTING_SIZE];
};

/* What of it is on record, and what is to be. */
struct choice_log {
    struct logged_choice logged;
    char *searching; /* not logged yet; NULL: nothing */
    char *searched;
    int64_t due_ms; /* when what was changed counts as settled; INT64_MAX: nothing was */
};

struct cohort_state {
    struct vha_filter filter;
    struct vha_sorting sorting;
    struct vha_selection selection;
    uint64_t selections;          /* how often it was made: whoever shows it can tell another one */
    struct vha_selection preview; /* of a filter that is being typed */
    struct filter_history history;

    struct choice_log log;
    struct marks marks;

    uint32_t cursor; /* index in the selection */
    uint32_t top;
    enum focus focus;
    enum typing_for typing;
    struct editor search;
    char searched[EDITOR_LINE + 1]; /* what was searched for last: n and N go on with it */
    char put_away[EDITOR_LINE + 1]; /* what stood in the line of searches when it was left */
    struct editor jump;
    struct vha_near_name near[VHA_NEAR_NAMES]; /* to a name that nobody has, while it is typed */
    size_t near_count;
    bool search_done;     /* Enter was pressed on it: what is typed next is another one */
    uint32_t search_from; /* where the cursor was when the search began */
    bool plain;           /* plain mode: pages follow each other, and there is no why pane */

    struct filter_pane filters;
    struct why_pane why;
    char ranked_on[768]; /* codes of the chosen offences; "": it is the VHA rank */
    char banner[128];
    struct vha_sorting unranked; /* the order before it was ranked on them */
    struct column_choice choice; /* of columns */
    size_t column_scroll;
    struct column_layout columns;
    struct cohort_areas areas;
    int rows; /* that the areas were made for */
    int width;
    size_t overview_panel; /* where the cursor was when the overview was left */
    size_t overview_bar;

    struct vha_arena *arena; /* of the rows in sight */
    struct vha_list_row *in_sight;
    uint32_t in_sight_from;
    uint32_t in_sight_count;
    uint32_t in_sight_capacity;
};

/* ---- cohort.c */
/* The list at the bottom of the desk's screens, or NULL. */
struct cohort_state *cohort_of(const struct desk *desk);
/* The same for what somebody asks to do with it. A role that has no list is refused that, on
 * record. */
enum vha_status cohort_find(struct desk *desk, enum vha_action action, struct cohort_state **state,
                            struct vha_error *error) VHA_MUST_CHECK;
/* Fills the selection anew and keeps the person at `position` under the cursor, if still there. */
enum vha_status cohort_select(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error);
/* Position of the person under the cursor, or UINT32_MAX when nobody is. */
uint32_t cohort_here(const struct cohort_state *state);
/* The position of whoever stands `by` places after the person at a position in the list as it is
 * filtered and sorted; UINT32_MAX for nobody, also when that person is not in it. */
uint32_t cohort_beside(const struct cohort_state *state, uint32_t position, int by);
/* Puts the cursor on the person at a position, if they are in the list. */
void cohort_put_cursor(struct cohort_state *state, const struct desk *desk, uint32_t position);
/* After the cursor has moved: keeps it in sight and lets the why pane wait for it to rest. */
void cohort_moved(struct cohort_state *state, const struct desk *desk);
/* What the why pane shows is no longer so: the next refresh fills it anew. */
void cohort_why_at_once(struct cohort_state *state, const struct desk *desk);
int cohort_page(const struct cohort_state *state); /* rows of the list in sight */
/* Columns before those of the table: for the cursor's mark, and for marks once there are any. */
int cohort_margin(const struct cohort_state *state);

/* ---- cohort_reload.c */
/* Opens a newer load in place of the old one and finds filter, order, marks and person again. */
enum vha_status cohort_reload(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error);

/* What a refresh between two loads can change of a list, to be told of. */
enum { COHORT_REFRESHED = 4 };
struct cohort_standing {
    char loaded_at[32];
    /* In custody, wanted by EWMS, by CRIS, and reports found since the load; in scope. */
    uint32_t counts[COHORT_REFRESHED];
};
enum vha_status cohort_look(struct vha_cohort *cohort, struct cohort_standing *standing,
                            struct vha_error *error);
/* Says that the newer load is shown, or, of a refresh, what has changed. */
void cohort_say_refreshed(struct desk *desk, const struct cohort_standing *before,
                          const struct cohort_standing *after);
/* Where somebody of another list stands in this one; UINT32_MAX for nowhere. */
uint32_t cohort_find_again(struct vha_cohort *cohort, vha_pncid pncid);

/* What follows does what a key or an order asks for and returns flags as a screen does. */

/* ---- open_orders.c */
/* Opens the record of a PNCID over the screen that is there, which it leads back to: for the lines
 * of a short list of people. */
enum vha_status cohort_open_over(struct desk *desk, const char *pncid, unsigned *flags,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* ---- cohort_keys.c */
unsigned cohort_handle(void *state, struct desk *desk, const struct event *event);
/* A failure is told on a screen of its own: its sentence may be longer than a line. */
unsigned cohort_tell(struct desk *desk, const char *title, const struct vha_error *error);
unsigned cohort_select_anew(struct cohort_state *state, struct desk *desk);
void cohort_set_focus(struct cohort_state *state, enum focus focus);
/* To an index in the selection, the nearest there is. */
unsigned cohort_move_to(struct cohort_state *state, const struct desk *desk, int64_t to);
/* Moves the list and the cursor alike, so that the cursor keeps its row. */
unsigned cohort_move_page(struct cohort_state *state, const struct desk *desk, int64_t by);
unsigned cohort_open_record(struct cohort_state *state, struct desk *desk);
/* cohort_reload, if there is a newer load. */
unsigned cohort_reload_newer(struct cohort_state *state, struct desk *desk);

/* ---- cohort_filters.c */
unsigned cohort_toggle(struct cohort_state *state, struct desk *desk); /* with the focus there */
unsigned cohort_exclude(struct cohort_state *state, struct desk *desk);
unsigned cohort_clear_pane(struct cohort_state *state, struct desk *desk);
unsigned cohort_clear_all(struct cohort_state *state, struct desk *desk);
unsigned cohort_undo_filter(struct cohort_state *state, struct desk *desk);
unsigned cohort_redo_filter(struct cohort_state *state, struct desk *desk);
/* Shows those alone who pass the filter, as a step that can be taken back. */
enum vha_status cohort_set_filter(struct cohort_state *state, struct desk *desk,
                                  const struct vha_filter *filter, struct vha_error *error);
/* The same for a filter as it is typed. VHA_USAGE for what is none. */
enum vha_status cohort_filter_typed(struct cohort_state *state, struct desk *desk,
                                    const char *typed, struct vha_error *error);
struct vha_panes cohort_panes(const struct cohort_state *state);
/* Whom the list shows, in words, the chosen offences included; "" for everybody. */
char *cohort_filtered_by(const struct cohort_state *state, char *out, size_t size);

/* ---- cohort_sort.c */
unsigned cohort_sort_as(struct cohort_state *state, struct desk *desk,
                        const struct vha_sorting *sorting);
unsigned cohort_sort_by(struct cohort_state *state, struct desk *desk, enum vha_sort sort,
                        bool descending);
/* The last key, of one or several, gives way to the next column in sight; or is turned round. */
unsigned cohort_sort_next(struct cohort_state *state, struct desk *desk);
unsigned cohort_reverse(struct cohort_state *state, struct desk *desk);
/* Those equal so far are sorted by one column more, or one less. */
unsigned cohort_add_key(struct cohort_state *state, struct desk *desk, enum vha_sort sort);
unsigned cohort_sort_more(struct cohort_state *state, struct desk *desk);
unsigned cohort_sort_less(struct cohort_state *state, struct desk *desk);

/* ---- cohort_marks.c */
bool cohort_is_marked(const struct cohort_state *state, uint32_t position);
unsigned cohort_mark(struct cohort_state *state, struct desk *desk); /* or no longer */
unsigned cohort_next_mark(struct cohort_state *state, struct desk *desk);
unsigned cohort_previous_mark(struct cohort_state *state, struct desk *desk);
/* Those alone who are marked; or the others too. */
unsigned cohort_only_marked(struct cohort_state *state, struct desk *desk);
unsigned cohort_clear_marks(struct cohort_state *state, struct desk *desk);
/* Has the next selection take in the others too. */
void cohort_show_unmarked(struct cohort_state *state, struct desk *desk);
/* Marks the same people in a newer load. */
enum vha_status cohort_carry_marks(struct cohort_state *state, struct desk *desk,
                                   struct vha_cohort *fresh, struct vha_error *error);
void cohort_forget_marks(struct cohort_state *state);

/* ---- cohort_rerank.c */
/* Ranks the list on offence types (bits of the policy's), or on all as before for none. */
enum vha_status cohort_rank_on(struct cohort_state *state, struct desk *desk, uint64_t offences,
                               struct vha_error *error);
/* On those that are chosen in the filters, or the one under the cursor there; again: as before. */
unsigned cohort_rerank(struct cohort_state *state, struct desk *desk);
/* Ranks a newer load as the one that is open, as far as its policy has the offences. */
enum vha_status cohort_carry_ranking(struct cohort_state *state, struct desk *desk,
                                     struct vha_cohort *fresh, struct vha_error *error);
/* Writes what the list is ranked on, and that it is not the VHA rank. */
void cohort_write_banner(struct cohort_state *state, struct desk *desk);

/* ---- cohort_columns.c */
/* Shows those columns from now on, from the first one that can scroll. */
void cohort_choose_columns(struct cohort_state *state, const struct column_choice *choice);
/* The columns that are chosen; without a choice those that the width gives. */
struct column_choice cohort_chosen_columns(const struct cohort_state *state);
/* By one column to the left or right. */
unsigned cohort_scroll_columns(struct cohort_state *state, enum action action);
unsigned cohort_columns(struct cohort_state *state, struct desk *desk); /* the screen for it */

/* ---- columns_screen.c */
struct screen columns_screen(struct cohort_state *list);

/* ---- cohort_search.c */
unsigned cohort_search(struct cohort_state *state, struct desk *desk); /* begins the typing */
unsigned cohort_search_next(struct cohort_state *state, struct desk *desk);
unsigned cohort_search_previous(struct cohort_state *state, struct desk *desk);
/* Puts the cursor on the next one who matches, and has search_next go on from there. */
unsigned cohort_search_for(struct cohort_state *state, struct desk *desk, const char *text);
unsigned cohort_jump(struct cohort_state *state, struct desk *desk);
unsigned cohort_jump_from(struct cohort_state *state, uint32_t digit); /* typed already */
/* Puts the cursor on the first one of that rank, or after it. */
unsigned cohort_to_rank(struct cohort_state *state, struct desk *desk, uint32_t rank);
unsigned cohort_type(struct cohort_state *state, struct desk *desk, const struct event *event);

/* ---- cohort_log.c */
/* From everybody in rank order, whom the entry of the whole list stands for. */
void cohort_log_begin(struct cohort_state *state);
void cohort_log_free(struct cohort_state *state);
extern const struct choice_ops cohort_choice;
/* After a change of the list, or while something is searched for: once that has settled, it is in
 * the log (desk_settle_choice). */
void cohort_log_later(struct cohort_state *state, const struct desk *desk);
void cohort_log_search(struct cohort_state *state, const struct desk *desk, const char *text);

/* ---- cohort_mouse.c */
unsigned cohort_click(struct cohort_state *state, struct desk *desk, const struct event *event);
unsigned cohort_wheel(struct cohort_state *state, struct desk *desk, const struct event *event);

/* ---- cohort_words.c */
void cohort_words(const void *state, const struct desk *desk, struct lines *lines);
void cohort_here_words(const void *state, const struct desk *desk, char *out, size_t size);
/* Every pane, its values and their counts. */
void cohort_filter_words(const struct cohort_state *state, struct lines *lines);
/* The reasons of the person under the cursor. */
enum vha_status cohort_why_words(const struct cohort_state *state, struct desk *desk,
                                 struct lines *lines, struct vha_error *error);

/* ---- cohort_draw.c */
void cohort_draw(const void *state, const struct desk *desk, struct canvas *canvas);
/* What is filtered, in words, on the second row; at its right what a screen says there, unless
 * there is a newer load. */
void cohort_draw_filter_line(const struct cohort_state *state, const struct desk *desk,
                             struct canvas *canvas, const char *aside, enum role role);

#endif
