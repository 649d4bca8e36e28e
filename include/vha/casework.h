/*
 * casework: what is done around a person (SOP 35 to 39, 68, 72 to 75; governance, Children, and
 * Activity, sharing, copies). A part of the register: each function asks for permission itself, is
 * in the audit log with what it added or nothing was added, and says in a sentence why it is
 * refused. Nothing is ever changed: what is added last is what holds, and all before it is kept.
 */
#ifndef VHA_CASEWORK_H
#define VHA_CASEWORK_H

#include "vha/sharing.h"

struct vha_register;
struct vha_user;

#define VHA_NOTE_MOST    2000 /* bytes */
#define VHA_SHARED_MOST  8000 /* bytes */
#define VHA_PARTNER_MOST 200  /* bytes; of a basis too */

/* ---------------------------------------------------------------------------------- safeguarding
 */

/* The options of SOP 39, in its order. */
enum vha_option {
    VHA_OPTION_REVIEW_PLAN,
    VHA_OPTION_OTHER_FORUMS,
    VHA_OPTION_STRATEGY_MEETING,
    VHA_OPTION_RECORD_OUTCOME,
    VHA_OPTION_FAMILY_ENGAGEMENT,
    VHA_OPTION_REFERRALS,
    VHA_OPTION_RESEARCH_PACKAGE,
    VHA_OPTION_MACE_ATTENDANCE,
    VHA_SAFEGUARDING_OPTIONS
};
const char *vha_option_name(enum vha_option option);  /* "strategy-meeting" */
const char *vha_option_title(enum vha_option option); /* "Strategy meeting and a named lead" */
const char *vha_option_words(enum vha_option option); /* a sentence, as SOP 39 has it */
bool vha_option_parse(const char *name, enum vha_option *option);

enum vha_consideration { VHA_CONSIDERED, VHA_DONE, VHA_NOT_APPLICABLE };
#define VHA_CONSIDERATIONS 3
const char *vha_consideration_name(enum vha_consideration state);  /* "not-applicable" */
const char *vha_consideration_words(enum vha_consideration state); /* "not applicable" */
bool vha_consideration_parse(const char *name, enum vha_consideration *state);

/* What is decided about one option. */
struct vha_safeguard {
    const char *pncid; /* in its long form */
    bool child;        /* under 18 in the quarter: it is for no one else */
    enum vha_option option;
    enum vha_consideration state;
    const char *note;
    const char *lead; /* the named lead */
    vha_date day;     /* of the decision; not in the future */
};

/* Puts a decision on record, by the head of CID. in_scope as for vha_register_permit_person. */
enum vha_status vha_safeguarding_decide(struct vha_register *reg, const struct vha_user *user,
                                        bool in_scope, const struct vha_safeguard *decision,
                                        int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* A decision as it is on record; texts are valid until the function returns. */
struct vha_safeguarding {
    int64_t number;
    const char *pncid;
    enum vha_option option;
    enum vha_consideration state;
    const char *note;
    const char *lead;
    const char *day;
    const char *at;
    const char *by;
    bool holds; /* it is the latest of its option */
};
typedef void vha_safeguarding_function(void *context, const struct vha_safeguarding *decision);

/* ------------------------------------------------------------------------------------- activity */

enum vha_activity_kind { VHA_ENFORCEMENT, VHA_INTERVENTION, VHA_DIVERSION, VHA_REFERRAL };
#define VHA_ACTIVITY_KINDS 4
const char *vha_activity_kind_name(enum vha_activity_kind kind); /* "enforcement" */
bool vha_activity_kind_parse(const char *name, enum vha_activity_kind *kind);

enum vha_result { VHA_RESULT_AWAITED, VHA_ACHIEVED, VHA_ACHIEVED_IN_PART, VHA_NOT_ACHIEVED };
#define VHA_RESULTS 4
const char *vha_result_name(enum vha_result result);  /* "in-part" */
const char *vha_result_words(enum vha_result result); /* "achieved in part" */
bool vha_result_parse(const char *name, enum vha_result *result);

struct vha_activity_entry {
    const char *pncid;
    enum vha_activity_kind kind;
    vha_date day; /* not in the future */
    const char *done;
    enum vha_result result;
    const char *outcome; /* "" while the result is awaited */
    const char *bcu;     /* one of the user's: "AS" */
};

/* Logs what was done. */
enum vha_status vha_activity_log(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_activity_entry *entry,
                                 int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* Adds the result of an activity of the user's BCUs, in the place of the one before. VHA_USAGE when
 * there is no such activity there. */
enum vha_status vha_activity_add_result(struct vha_register *reg, const struct vha_user *user,
                                        int64_t number, enum vha_result result, const char *outcome,
                                        struct vha_error *error) VHA_MUST_CHECK;

struct vha_activity {
    int64_t number;
    const char *pncid;
    enum vha_activity_kind kind;
    const char *day;
    const char *done;
    const char *bcu;
    const char *at;
    const char *by;
    enum vha_result result; /* that holds */
    const char *outcome;
    const char *result_at;
    const char *result_by;
};
typedef void vha_activity_function(void *context, const struct vha_activity *activity);

/* -------------------------------------------------------------------------------------- sharing */

/* By which power, or under what agreement (SOP 73, 75). */
enum vha_power { VHA_CRIME_AND_DISORDER_ACT, VHA_AGREEMENT, VHA_OTHER_POWER };
#define VHA_POWERS 3
const char *vha_power_name(enum vha_power power);  /* "crime-and-disorder-act" */
const char *vha_power_words(enum vha_power power); /* "Crime and Disorder Act 1998" */
bool vha_power_parse(const char *name, enum vha_power *power);

struct vha_share {
    const char *pncid;
    vha_date day;       /* not in the future */
    const char *shared; /* the intelligence, in the words in which it went */
    const char *partner;
    enum vha_power power;
    const char *basis; /* the section, or the agreement's name */
    const char *reason;
    const char *bcu;
    struct vha_sharing_secret secret; /* what the words must not tell */
};

/* Logs a sharing. VHA_USAGE when the words that went tell of the VHA (vha_sharing_reveals). */
enum vha_status vha_share_log(struct vha_register *reg, const struct vha_user *user, bool in_scope,
                              const struct vha_share *share, int64_t *number,
                              struct vha_error *error) VHA_MUST_CHECK;

struct vha_shared {
    int64_t number;
    const char *pncid;
    const char *day;
    const char *shared;
    const char *partner;
    enum vha_power power;
    const char *basis;
    const char *reason;
    const char *bcu;
    const char *at;
    const char *by;
};
typedef void vha_shared_function(void *context, const struct vha_shared *shared);

/* -------------------------------------------------------------------------------------- looking */

/* Tells of everything around a person, in the order in which it was recorded; the look is logged
 * once. Functions that are NULL are not told. */
struct vha_casework_tellers {
    vha_safeguarding_function *safeguarding;
    vha_activity_function *activity;
    vha_shared_function *shared;
    void *context;
};
enum vha_status vha_casework_of_person(struct vha_register *reg, const struct vha_user *user,
                                       const char *pncid, bool in_scope,
                                       const struct vha_casework_tellers *tellers,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Tells of what the user's BCUs logged, by day; the look is logged. Zeros and NULL stand for any.
 */
struct vha_casework_filter {
    const char *bcu;
    const char *quarter; /* "2026-Q3", of the day; VHA_USAGE when it is none */
};
enum vha_status vha_activity_list(struct vha_register *reg, const struct vha_user *user,
                                  const struct vha_casework_filter *filter,
                                  vha_activity_function *show, void *context,
                                  struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_share_list(struct vha_register *reg, const struct vha_user *user,
                               const struct vha_casework_filter *filter, vha_shared_function *show,
                               void *context, struct vha_error *error) VHA_MUST_CHECK;

/* ---------------------------------------------------------------------------- the board's report
 */

/* How much of one kind a BCU did in a quarter, and what came of it. */
struct vha_board_count {
    const char *quarter;
    const char *bcu;
    enum vha_activity_kind kind;
    int64_t count;
    int64_t results[VHA_RESULTS];
};
typedef void vha_board_function(void *context, const struct vha_board_count *count);

/* Tells the counts for the CID Delivery Board (SOP 68, 79), the newest quarter first, then by BCU;
 * of the user's BCUs. Never a person. The look is logged. */
enum vha_status vha_board_report(struct vha_register *reg, const struct vha_user *user,
                                 const struct vha_casework_filter *filter, vha_board_function *show,
                                 void *context, struct vha_error *error) VHA_MUST_CHECK;

/* ---------------------------------------------------------------------- children, for what is due
 */

/* How many of the options somebody has a decision on. */
struct vha_safeguarded {
    char pncid[VHA_PNCID_SIZE];
    int64_t options;
};

/* Everybody with a decision, by PNCID, in memory that the caller frees. For counting alone: nothing
 * is logged, and nobody is to be shown of it. */
enum vha_status vha_safeguarding_decided(struct vha_register *reg, const struct vha_user *user,
                                         struct vha_safeguarded **people, size_t *count,
                                         struct vha_error *error) VHA_MUST_CHECK;

#endif
