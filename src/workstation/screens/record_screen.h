/* The state of a record's screen, for the files that make it. */
#ifndef WORKSTATION_SCREENS_RECORD_SCREEN_H
#define WORKSTATION_SCREENS_RECORD_SCREEN_H

#include "../screen.h"
#include "../timeline.h"
#include "casework.h"
#include "record.h"
#include "vha/removal.h"

struct record_state {
    struct vha_arena *arena; /* of the explanation */
    struct vha_explanation explanation;
    enum record_tab tabs[RECORD_TABS]; /* that this person has */
    size_t tab_count;
    enum record_tab tab;    /* on the screen */
    enum record_tab chosen; /* by the user, for the people who come next */
    struct lines lines[RECORD_TABS];
    int widths[RECORD_TABS];       /* that the lines were made for; 0: not yet */
    struct casework casework;      /* around this person; read when a tab needs it */
    struct vha_removal_open asked; /* for their removal */
    int64_t step;                  /* the latest of all requests when that was read */
    bool asked_stale;              /* a step may have been taken since, or it was never read */
    struct timeline timeline;
    size_t facts_of;  /* the report that the timeline's lines tell of */
    struct area area; /* under the tabs, inside the frame */
    bool plain;       /* plain mode: the tabs follow each other in one text */
};

/* Rows of the area that lines have. */
int record_line_rows(const struct record_state *state);

/* ---- record_draw.c */
/* The insides of the frame under the tabs, on a screen of that size. */
struct area record_area(int rows, int columns);
void record_draw(const void *state, const struct desk *desk, struct canvas *canvas);
/* The tab whose name stands in that column of the tabs' row; RECORD_TABS for none. */
enum record_tab record_tab_at(const struct record_state *state, int row, int column);

#endif
