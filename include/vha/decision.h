/*
 * decision: the Crime Assessment Policy of 2017 as a decision table: whether a crime report is
 * assessed in or out for further investigation. The table is configuration; following it is a pure
 * function of the answers. Knows no database and no screen.
 */
#ifndef VHA_DECISION_H
#define VHA_DECISION_H

#include "vha/base.h"

#define VHA_DECISION_QUESTIONS 32
#define VHA_DECISION_ANSWERS   8
#define VHA_DECISION_TELLINGS  12

/* Refer: a supervisor decides. */
enum vha_decision_outcome {
    VHA_DECISION_OPEN, /* there are questions left */
    VHA_DECISION_IN,
    VHA_DECISION_OUT,
    VHA_DECISION_REFER
};
const char *vha_decision_name(enum vha_decision_outcome outcome); /* "in", "out", "refer", "" */

struct vha_decision_answer {
    const char *name;   /* as typed: "yes", "no", "making-off" */
    const char *words;  /* what it means, where the name does not tell; else NULL */
    const char *reason; /* why the crime is in or out by it; NULL where it decides nothing */
    const char *to_do;  /* what to do at once; NULL for nothing */
    size_t next;        /* the next question; that one's own index where the outcome is */
    enum vha_decision_outcome outcome; /* VHA_DECISION_OPEN where there is a next question */
};

struct vha_decision_question {
    const char *code;
    const char *principle; /* "4a: CCTV" */
    const char *text;
    const char *note; /* NULL for none */
    size_t count;
    struct vha_decision_answer answers[VHA_DECISION_ANSWERS];
};

/* Something that the victim must be told; only after an answer where `answer` is not NULL. */
struct vha_decision_telling {
    const char *text;
    const char *question;
    const char *answer;
};

struct vha_decision_tellings {
    size_t count;
    struct vha_decision_telling tellings[VHA_DECISION_TELLINGS];
};

/* Questions stand in such an order that each answer leads to a later one: every path ends. The
 * first question begins. */
struct vha_decision_table {
    const char *name;
    const char *source;
    size_t count;
    struct vha_decision_question questions[VHA_DECISION_QUESTIONS];
    struct vha_decision_tellings in;
    struct vha_decision_tellings out;
    struct vha_decision_tellings always;
    struct vha_arena *arena;
};

/* Reads and checks config/crime-assessment.yaml. VHA_NO_INPUT, or VHA_BAD_CONFIG with
 * file:line:column: a question that is unknown, stands earlier or is never reached; an answer
 * that leads nowhere or both ways. Free with vha_decision_free. */
enum vha_status vha_decision_read(const char *path, struct vha_decision_table **table,
                                  struct vha_error *error) VHA_MUST_CHECK;
void vha_decision_free(struct vha_decision_table *table); /* NULL is allowed */

/* Where the answers so far have led. */
struct vha_decision_path {
    size_t count; /* of answers given */
    struct vha_decision_step {
        size_t question;
        size_t answer;
    } steps[VHA_DECISION_QUESTIONS];
    size_t next; /* the question to be asked, while the outcome is open */
    enum vha_decision_outcome outcome;
};
void vha_decision_begin(struct vha_decision_path *path);

/* Gives the next question's answer, as typed; VHA_USAGE with the answers that there are. Must not
 * be called when the outcome is no longer open. */
enum vha_status vha_decision_give(const struct vha_decision_table *table, const char *answer,
                                  struct vha_decision_path *path,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* Whether the victim must be told something after a path. */
bool vha_decision_tells(const struct vha_decision_table *table,
                        const struct vha_decision_path *path,
                        const struct vha_decision_telling *telling);

/* The index of the question of that code, or its count. */
size_t vha_decision_find(const struct vha_decision_table *table, const char *code, size_t length);

#endif
