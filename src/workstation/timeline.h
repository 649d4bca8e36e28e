/*
 * timeline: a picture of one person's reports over the years in which they count. Time runs to the
 * right, up to the assessment date; a line stands where each period of decay ends. Crime reports
 * are bars as high as their weights, filled as far as decay has left them; what does not count has
 * rows of its own, so that form and place tell it apart and colour need not. Intelligence, custody
 * and dated flags have a lane each. One report is chosen.
 */
#ifndef WORKSTATION_TIMELINE_H
#define WORKSTATION_TIMELINE_H

#include "actions.h"
#include "canvas.h"
#include "why.h"

#include "vha/cohort_dossier.h"

/* ------------------------------------------------------------------------------- the line of time
 */

/* Columns of time, from left to right: one for what is earlier, then for each period of decay a
 * line and its cells, the oldest first, then the line of the assessment date and one column for
 * what is later. */
struct timescale {
    vha_date as_of;
    int window;  /* months that are shown: those in which crime reports count */
    int period;  /* months of a period of decay */
    int periods; /* the oldest may be a part of one */
    int cells;   /* columns of a whole period */
    int columns; /* all of them */
};

/* Lays the window out in `room` columns at most; where these are too few for the lines between
 * periods, as one period. */
struct timescale timescale_make(const struct vha_policy *policy, vha_date as_of, int room);
/* The column of a day. The first one is of what is out of the window, the last of what is later. */
int timescale_column(const struct timescale *scale, vha_date date);
/* The column in which things become so many months old: a line, where a period ends there. */
int timescale_edge(const struct timescale *scale, int months);
/* The last day that is so many months before the assessment date. */
vha_date timescale_day(const struct timescale *scale, int months);

/* ------------------------------------------------------------------------------------ the picture
 */

/* What stands in one column. */
struct timeline_column {
    vha_milli base; /* of the counted crime reports together */
    vha_milli score;
    unsigned crimes;
    unsigned crimes_out; /* not counted */
    unsigned intel;
    unsigned intel_out;
};

struct timeline {
    const struct vha_explanation *explanation;
    const struct report *reports; /* newest first, in the arena given */
    size_t count;
    size_t chosen;

    struct timescale scale;
    struct timeline_column *columns;
    vha_milli highest; /* base of the highest bar */
    int labels;        /* columns of what the lanes are called */
    bool crimes_out;   /* some are not counted: they have a row of their own */
    bool intel_out;
    int bar_rows;
    int width; /* that it was laid out for; 0: not yet */
};

void timeline_init(struct timeline *timeline, const struct vha_explanation *explanation,
                   struct vha_arena *arena);
void timeline_free(struct timeline *timeline);

/* Lays it out for an area, of which `below` rows are to be left free. */
void timeline_fit(struct timeline *timeline, int rows, int columns, int below);
/* Rows that the picture takes. */
int timeline_rows(const struct timeline *timeline);

/* Chooses another report by an action; false when the action is none of that. */
bool timeline_move(struct timeline *timeline, enum action action);
/* Chooses the report nearest to a column of the area, from 0. */
void timeline_choose_at(struct timeline *timeline, int column);

void timeline_draw(const struct timeline *timeline, struct canvas *canvas, struct area area);

/* The letter by which an entry stands in the lane of flags, 0 for one without a date. */
char timeline_flag_letter(const struct vha_flag_entry *entry);
/* What the letters of a person's flags stand for: "W wanted, M missing"; "" for none. */
char *timeline_flag_legend(const struct vha_dossier *dossier, char *out, size_t size);

#endif
