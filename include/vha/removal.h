/*
 * removal: asking for a person's removal from the list, and what MO2 decides (SOP 28; governance,
 * Removal). A part of the register: each step asks for permission itself, is in the audit log with
 * what it changed or nothing has changed, and says in a sentence why it is refused.
 *
 *   queued -> under review -> approved | refused | more wanted (-> queued)
 *
 * While it is open, its requester can withdraw it. A decision can be reversed. Nobody decides on
 * what they asked for themselves.
 */
#ifndef VHA_REMOVAL_H
#define VHA_REMOVAL_H

#include "vha/base.h"

struct vha_register;
struct vha_user;

enum vha_removal_ground {
    VHA_GROUND_LOCAL_KNOWLEDGE,
    VHA_GROUND_PROFESSIONAL_JUDGEMENT,
    VHA_GROUND_MISTAKEN_IDENTITY,
    VHA_GROUND_DATA_ERROR,
    VHA_GROUND_DOMESTIC_ABUSE_REPORT,
    VHA_GROUND_NO_LONGER_ACTIVE,
    VHA_GROUND_DECEASED,
    VHA_GROUND_OTHER,
    VHA_REMOVAL_GROUNDS
};
extern const char *const vha_removal_ground_names[VHA_REMOVAL_GROUNDS]; /* in their order */
const char *vha_removal_ground_name(enum vha_removal_ground ground);    /* "data-error" */
const char *vha_removal_ground_words(enum vha_removal_ground ground);   /* "data error" */
bool vha_removal_ground_parse(const char *name, enum vha_removal_ground *ground);

enum vha_removal_state {
    VHA_REMOVAL_QUEUED,
    VHA_REMOVAL_UNDER_REVIEW,
    VHA_REMOVAL_MORE_WANTED,
    VHA_REMOVAL_APPROVED,
    VHA_REMOVAL_REFUSED,
    VHA_REMOVAL_WITHDRAWN,
    VHA_REMOVAL_STATES
};
#define VHA_REMOVAL_ANY "any" /* of a list: whatever the state */
extern const char *const vha_removal_state_names[VHA_REMOVAL_STATES + 1]; /* that, and then each */
const char *vha_removal_state_name(enum vha_removal_state state);         /* "more-wanted" */
const char *vha_removal_state_words(enum vha_removal_state state); /* "more information wanted" */
bool vha_removal_state_parse(const char *name, enum vha_removal_state *state);

#define VHA_RATIONALE_LEAST 40   /* characters, blanks around it aside */
#define VHA_RATIONALE_MOST  8000 /* bytes */
#define VHA_EVIDENCE_MOST   2000 /* bytes */
#define VHA_REASON_MOST     2000 /* bytes, of a step */

/* What is asked. */
struct vha_removal_request {
    const char *pncid; /* in its long form */
    enum vha_removal_ground ground;
    const char *rationale; /* may have several lines */
    const char *evidence;  /* references of reports, one a line; "" for none */
    const char *bcu;       /* the one that asks: "AS"; one of the user's */
};

/* One sentence on what is wrong with a rationale, "" when nothing is. Returns out. For a form that
 * says so while it is being typed; vha_removal_send checks with the same. */
#define VHA_REMARK_SIZE 160
char *vha_removal_rationale_remark(const char *rationale, char out[VHA_REMARK_SIZE]);

/* Whether this user may ask for that person's removal now: refused as vha_removal_send would be, so
 * that nobody writes a rationale for nothing. */
enum vha_status vha_removal_may_send(struct vha_register *reg, const struct vha_user *user,
                                     bool in_scope, const char *pncid,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Sends a request: it is queued for MO2. in_scope as for vha_register_permit_person. VHA_USAGE when
 * something is missing; VHA_CANNOT_CREATE when a request for that person is open already, or they
 * were removed and still are. */
enum vha_status vha_removal_send(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_removal_request *request,
                                 int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* The steps after that. Each is a row of the one table that says from where to where it leads, who
 * may take it and whether it needs a reason. */
enum vha_removal_step {
    VHA_STEP_TAKE,     /* mo2 begins to review, or takes over from a colleague */
    VHA_STEP_APPROVE,  /* mo2; with a review date */
    VHA_STEP_REFUSE,   /* mo2 */
    VHA_STEP_ASK,      /* mo2 wants more information */
    VHA_STEP_ADD,      /* the requester gives it: back in the queue */
    VHA_STEP_WITHDRAW, /* the requester, while it is open */
    VHA_STEP_REVERSE,  /* mo2, somebody else than who decided: approved becomes refused, refused
                        * becomes approved; with a review date then */
    VHA_REMOVAL_STEPS
};
const char *vha_removal_step_name(enum vha_removal_step step);  /* "take" */
const char *vha_removal_step_words(enum vha_removal_step step); /* "taken for review" */
bool vha_removal_step_parse(const char *name, enum vha_removal_step *step);
bool vha_removal_step_needs_reason(enum vha_removal_step step);

/* Takes a step of a request. `until` is the review date of an approval, a day after today; else
 * VHA_NO_DATE. VHA_USAGE when the request is not where the step leads from (somebody else may have
 * been quicker), a reason is missing or there is no such request; VHA_NO_PERMISSION, on record,
 * when it is not this user's to take. */
enum vha_status vha_removal_take_step(struct vha_register *reg, const struct vha_user *user,
                                      int64_t number, enum vha_removal_step step,
                                      const char *reason, vha_date until,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* Whether the step could be taken now, refused as vha_removal_take_step would be, so that nobody
 * writes a reason for nothing. */
enum vha_status vha_removal_may_take_step(struct vha_register *reg, const struct vha_user *user,
                                          int64_t number, enum vha_removal_step step,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* A request as it stands. Texts are valid until the function that was given it returns. */
struct vha_removal {
    int64_t number;
    const char *pncid;
    enum vha_removal_ground ground;
    const char *rationale;
    const char *evidence;
    const char *bcu;
    const char *asked_by;
    const char *asked_at;
    enum vha_removal_state state;
    const char *since;  /* when it came to that state */
    const char *by;     /* who took the last step, */
    const char *reason; /* and why; "" where none was needed */
    const char *until;  /* review date of an approval; NULL: it is none */
};
typedef void vha_removal_function(void *context, const struct vha_removal *removal);

/* Whether a screen should offer the step to this user, of a request as it stands. */
bool vha_removal_step_is_theirs(const struct vha_user *user, enum vha_removal_step step,
                                const struct vha_removal *removal);

/* Which requests; zeros and NULL stand for any. */
struct vha_removal_filter {
    int64_t number;
    const char *pncid;
    const char *asked_by;
    const char *bcu;
    unsigned states;          /* bits 1 << state; 0: any */
    unsigned grounds;         /* bits 1 << ground; 0: any */
    const char *asked_before; /* this day, YYYY-MM-DD */
    int64_t beyond;           /* a page: those after this number, */
    int64_t limit;            /* at most so many */
    const char *typed;        /* for the log, how it was asked for */
};

/* Tells of requests, the oldest first. An analyst sees their own; a head of CID besides those that
 * their BCUs asked; mo2 all. The look is logged first. */
enum vha_status vha_removal_list(struct vha_register *reg, const struct vha_user *user,
                                 const struct vha_removal_filter *filter,
                                 vha_removal_function *show, void *context,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* Permits and logs a look at the requests of a filter (SOP 61). */
enum vha_status vha_removal_log_look(struct vha_register *reg, const struct vha_user *user,
                                     const struct vha_removal_filter *filter,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* The request that is open for somebody, as far as their record tells of it; number 0: there is
 * none that the user may see. */
struct vha_removal_open {
    int64_t number;
    enum vha_removal_state state;
    char asked_on[VHA_DATE_SIZE]; /* YYYY-MM-DD, UTC */
};

/* Finds it. Who sees what is as for vha_removal_list. It is part of the look at the person's
 * record, which is permitted and logged already. */
enum vha_status vha_removal_find_open(struct vha_register *reg, const struct vha_user *user,
                                      const char *pncid, struct vha_removal_open *open,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* "asked for on 2026-10-02, waiting for MO2 (request 12)"; "" for none. Returns out. */
#define VHA_REMOVAL_OPEN_SIZE 96
char *vha_removal_open_words(const struct vha_removal_open *open, char out[VHA_REMOVAL_OPEN_SIZE]);

/* Numbers of requests in the order in which they want to be looked at: those that are open, the
 * oldest first, then the others, the newest first. In memory that the caller frees. Who sees what
 * is as for vha_removal_list; whoever shows them logs that (vha_removal_log_look): the first look
 * before it is shown, and what is chosen among what is shown already once it has settled. */
enum vha_status vha_removal_queue(struct vha_register *reg, const struct vha_user *user,
                                  const struct vha_removal_filter *filter, int64_t **numbers,
                                  size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* Tells of some of them, in that order: a page of a queue whose look is logged already. */
enum vha_status vha_removal_page(struct vha_register *reg, const struct vha_user *user,
                                 const int64_t *numbers, size_t count, vha_removal_function *show,
                                 void *context, struct vha_error *error) VHA_MUST_CHECK;

/* A number that grows with each step of any request, and with each new one, for screens that look
 * whether what they show still stands. */
enum vha_status vha_removal_latest_step(struct vha_register *reg, int64_t *step,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* Open requests are late from more than so many working days on. */
#define VHA_REMOVAL_DAYS 10
/* Whether a request in that state still wants something to be done. */
bool vha_removal_is_open(enum vha_removal_state state);
/* Whether one in that state is late at that age. */
bool vha_removal_is_late(enum vha_removal_state state, int age);
/* Those that are open and were asked before this day are late on `today`. */
vha_date vha_removal_late_before(vha_date today, const struct vha_holidays *holidays);
/* Working days since it was asked; of one that is not open, until then. */
int vha_removal_age(const struct vha_removal *removal, const struct vha_holidays *holidays);

/* What was decided on a user's requests, or asked about them, since they were told last: they are
 * told of it once. */
struct vha_removal_news {
    int64_t number;
    const char *pncid;
    enum vha_removal_step step; /* approve, refuse, ask or reverse */
    const char *by;
    const char *at;
    const char *reason;
    enum vha_removal_state state; /* that it came to */
};
typedef void vha_removal_news_function(void *context, const struct vha_removal_news *news);
enum vha_status vha_removal_tell_news(struct vha_register *reg, const struct vha_user *user,
                                      vha_removal_news_function *show, void *context,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* One step that was taken of a request. */
struct vha_removal_taken {
    const char *at;
    const char *by;
    const char *step;   /* "send" or the name of a step */
    const char *reason; /* "" for none */
};
typedef void vha_removal_taken_function(void *context, const struct vha_removal_taken *taken);

/* Tells of a request's steps in their order, to whoever may see the request. They are part of the
 * look at it, which is logged already (vha_removal_list, vha_removal_log_look). VHA_USAGE when
 * there is no such request that the user may see. */
enum vha_status vha_removal_history(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, vha_removal_taken_function *show, void *context,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------------ its effect
 */

/* A removal that was approved. It keeps its person off the list of a quarter until the review date
 * or new evidence; whether that is so, the cohort knows (vha_cohort_remove). */
struct vha_removed {
    char pncid[VHA_PNCID_SIZE];
    vha_date approved;
    vha_date until;
    int64_t number; /* of the request */
};

/* All approved removals, by PNCID, in memory that the caller frees. */
enum vha_status vha_removal_approved(struct vha_register *reg, struct vha_removed **removed,
                                     size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* A number that changes whenever an approval or its reversal does, for sessions that look whether
 * they must ask again. */
enum vha_status vha_removal_version(struct vha_register *reg, int64_t *version,
                                    struct vha_error *error) VHA_MUST_CHECK;

#endif
