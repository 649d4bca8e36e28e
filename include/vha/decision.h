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

/* Takes the answer of one step back, and with it all that came after: its question is the next. */
void vha_decision_back(struct vha_decision_path *path, size_t step);

/* The answers of a path as text, to be gone on with later; "" for none. The caller frees it. */
char *vha_decision_write(const struct vha_decision_table *table,
                         const struct vha_decision_path *path);

/* Gives the answers of such a text, as far as the table, which may be another by now, asks for them
 * one after the other. */
void vha_decision_resume(const struct vha_decision_table *table, const char *answers,
                         struct vha_decision_path *path);

/* Whether the victim must be told something after a path. */
bool vha_decision_tells(const struct vha_decision_table *table,
                        const struct vha_decision_path *path,
                        const struct vha_decision_telling *telling);

/* ------------------------------------------------------------------------------ what is decided */

/* Letters of the rationale that a decision otherwise than the policy's has at least. */
#define VHA_DECISION_RATIONALE 40

/* A decision on a crime report; the texts belong to whoever makes it. */
struct vha_decided {
    const struct vha_decision_table *table;
    struct vha_decision_path path;
    enum vha_decision_outcome decision; /* of the path, or else a supervisor's: in or out */
    const char *supervisor;             /* who that is; NULL where nobody decided otherwise */
    const char *rationale;              /* why */
};

/* Whether the decision is another than that of the path, and so a supervisor's. */
bool vha_decision_differs(const struct vha_decided *decided);

/* Whether a supervisor's name, or a rationale, says anything: NULL, blanks and what is too short do
 * not. */
bool vha_decision_names(const char *supervisor);
bool vha_decision_justifies(const char *rationale);

/* The reasons on the path: "no CCTV is known to exist; no other lead". The caller frees it. */
char *vha_decision_reasons(const struct vha_decided *decided);

/* What the audit log keeps of a decision: "assessed out: REASONS; decided in by NAME: RATIONALE".
 * The caller frees it. */
char *vha_decision_record(const struct vha_decided *decided);

/* What follows from a decision. */
enum vha_decision_duty {
    VHA_DUTY_TO_DO,      /* at once */
    VHA_DUTY_DOCUMENT,   /* whatever was decided */
    VHA_DUTY_TELL,       /* the victim, of this decision; not before there is one */
    VHA_DUTY_TELL_ALWAYS /* the victim, of whatever decision */
};

/* Gives the duties, each a sentence, one kind after the other. */
typedef void vha_decision_duty_function(void *context, enum vha_decision_duty duty,
                                        const char *text);
void vha_decision_duties(const struct vha_decided *decided, vha_decision_duty_function *give,
                         void *context);

/* The index of the question of that code, or its count. */
size_t vha_decision_find(const struct vha_decision_table *table, const char *code, size_t length);

#endif
