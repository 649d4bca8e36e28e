/*
 * assess: whether a crime report is assessed in or out, asked question by question: the answers so
 * far, the question that is open, and in the end what was decided and what follows from it.
 */
#ifndef WORKSTATION_SCREENS_ASSESS_H
#define WORKSTATION_SCREENS_ASSESS_H

#include "form_kept.h"
#include "text_screen.h"
#include "vha/decision.h"

/* The lines of something that can be chosen. */
struct assess_place {
    size_t begin;
    size_t end;
};

struct assessing {
    struct text_screen screen;
    struct vha_decision_table *table;
    struct vha_decided decided;
    char *reference; /* of the crime report; "" for none */
    char *supervisor;
    char *rationale;
    char kept[FORM_KEPT_NAME]; /* the name of the answers in the register; "": they are not kept */
    bool recalled;             /* there were answers, kept before it was opened */
    bool unkept;               /* the answers of now could not be */
    bool recorded;
    bool leaving;  /* was told that nothing is recorded yet */
    bool changed;  /* since its lines were made */
    size_t cursor; /* over the answers given, then what can be chosen now */
    size_t cursor_line;
    /* Of the answers given, then of what can be chosen now, as the lines were made. */
    struct assess_place places[VHA_DECISION_QUESTIONS + VHA_DECISION_ANSWERS];
    size_t place_count; /* 0: something else is asked since */
};

/* What can be chosen when there is no question left. */
enum { CONCLUDE_AS_ASSESSED, CONCLUDE_OTHERWISE, CONCLUSIONS };

/* How many things can be chosen now: answers, then conclusions, and none once it is recorded. */
size_t assess_choices(const struct assessing *state);

/* Puts the decision on record, permitted before; from then on it stays as it is. The texts are
 * copied; NULL where nobody decides otherwise. */
enum vha_status assess_record(struct assessing *state, struct desk *desk,
                              enum vha_decision_outcome decision, const char *supervisor,
                              const char *rationale, struct vha_error *error) VHA_MUST_CHECK;

/* ---- assess_say.c */
/* Its lines for the screen, the one of the cursor marked; and in words. */
void assess_lines(struct assessing *state, int columns);
void assess_words(const void *opaque, const struct desk *desk, struct lines *lines);

/* ---- assess_form.c */
/* The form for a supervisor's decision. It writes to the state, which lies under it. */
struct screen assess_form(struct desk *desk, struct assessing *state);
/* It is not needed any more: forgets what is kept of one that was left. */
void assess_form_forget(const struct assessing *state, struct desk *desk);

#endif
