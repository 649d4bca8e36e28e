/* What the tests of this folder share: cmocka, a made-up cohort, and a desk without a terminal. */
#ifndef WORKSTATION_TESTING_H
#define WORKSTATION_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "canvas.h"
#include "screen.h"

#include "vha/cohort_ranking.h"

#define SHIPPED_KEYS       VHA_SOURCE_DIR "/config/keys.yaml"
#define SHIPPED_THEMES     VHA_SOURCE_DIR "/themes"
#define SHIPPED_PURPOSES   VHA_SOURCE_DIR "/config/purposes.yaml"
#define SHIPPED_AREAS      VHA_SOURCE_DIR "/config/areas.yaml"
#define SHIPPED_ASSESSMENT VHA_SOURCE_DIR "/config/crime-assessment.yaml"
#define SHIPPED_POLICY     VHA_SOURCE_DIR "/config/policy.yaml"
#define SHIPPED_POPULATION VHA_SOURCE_DIR "/config/population.yaml"
#define SHIPPED_VARIANTS   VHA_SOURCE_DIR "/config/variants"

/* A made-up cohort stands in for the real one, so that screens meet names and numbers on purpose:
 * the functions of cohort.h and register.h are defined in fake_cohort.c and fake_register.c. */
struct fake {
    uint32_t listed;
    bool superseded;
    bool audit_fails;
    const char *notice; /* of the register's, once */
    int64_t removals;   /* version of the approved ones */
    size_t removed;     /* how many were taken off the list at last */
    uint32_t returned;  /* how many are back after a removal: the first ones */
    bool refused;
    const char *question; /* of an audit enquiry that is due, until it is answered */
    bool measures_fail;
    const char *quarter;
    const char *earlier_quarter;
    bool ranking_fails;
    struct vha_ranking ranking;
    uint64_t *kept;                            /* of vha_cohort_keep_only */
    const struct vha_explanation *explanation; /* of whoever is asked for; NULL: its own */
    int64_t entries;                           /* of the audit log, made up */
    int64_t broken_at; /* the entry that is not as it was written; 0: none */
    int64_t enquiries;
    bool log_fails;
    /* What was asked of it. */
    uint64_t entries_told;
    int64_t asked_about;
    unsigned rows_fetched;
    unsigned explained;
    unsigned casework_looks;
    unsigned copy_looks;
    int64_t todos[16]; /* in the order of vha_todo */
    unsigned selects;
    unsigned audits;
    unsigned refusals;
    char last_action[32];
    char last_subject[128];
    char last_reason[1024];
    bool model_fails;
    unsigned models;    /* that were run */
    char answer[1024];  /* to the enquiry */
    char applied[1024]; /* the application that was put in */
    char step[1024];    /* the last step of access that was taken */
    const char *state;  /* that it came to */
    bool step_refused;
    char findings[1024]; /* with which the equality review was closed; "" for none */
    char draft[16384];   /* that was kept last; "" for none */
    char draft_of[64];   /* the form that it was kept for */
    struct {
        char of[64];
        char text[16384];
    } drafts[8];       /* all of them */
    bool no_drafts;    /* they can neither be kept nor looked up */
    int64_t requests;  /* for removals, made up: number N is in state N % 6 */
    bool no_requests;  /* they cannot be looked up */
    int64_t steps;     /* of all requests */
    int64_t moved;     /* a request that came to another state, */
    int moved_to;      /* this one */
    bool quicker;      /* somebody else takes each step at that moment */
    char taken[1024];  /* the last step that was taken of a request */
    const char *news;  /* of a request, to be told once */
    bool removal_open; /* there is a request for everybody already */
    char sent[16384];  /* the request for a removal that was sent */
};
extern struct fake fake;
void fake_reset(uint32_t listed);

/* A desk of `rows` by `columns` with the first screen, and what it draws on. */
struct stage {
    struct vha_workstation_options options;
    struct vha_settings settings;
    struct vha_user user;
    struct desk desk;
    struct canvas canvas;
};
void stage_open(struct stage *stage, int rows, int columns);
/* The same in two steps: what it is opened with can be changed in between. */
void stage_prepare(struct stage *stage);
void stage_begin(struct stage *stage, int rows, int columns);
void stage_close(struct stage *stage);
void stage_resize(struct stage *stage, int rows, int columns);
/* Presses keys by their names, parted by blanks ("j j Enter"), and draws; returns the flags. */
unsigned stage_press(struct stage *stage, const char *keys);
/* Types each character of a text. */
void stage_type(struct stage *stage, const char *text);
/* Lets time go on, runs what is due and draws. */
void stage_wait(struct stage *stage, int64_t milliseconds);
void stage_draw(struct stage *stage);
/* One row as text. */
const char *stage_row(struct stage *stage, int row);
/* The whole screen. */
const char *stage_text(struct stage *stage);
bool stage_shows(struct stage *stage, const char *text);
/* These fail the test, and show the screen. */
void stage_expect(struct stage *stage, const char *text);
void stage_expect_not(struct stage *stage, const char *text);
/* Types an order in the line for them, whatever was left there, and runs it. */
void stage_give(struct stage *stage, const char *order);
/* Role of the cell where `text` begins; fails the test when it is not on the screen. */
enum role stage_role_of(struct stage *stage, const char *text);
/* Where it begins: row and column. */
void stage_find(struct stage *stage, const char *text, int *row, int *column);

#endif
