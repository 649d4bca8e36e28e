/*
 * usage_review: a month's use by user and BCU, and what of it is unusual. A part of the register.
 */
#ifndef VHA_USAGE_REVIEW_H
#define VHA_USAGE_REVIEW_H

#include "vha/user.h"

struct vha_register;

/* What is unusual: config/settings.yaml gives each value its reason. */
#define VHA_REVIEW_MOST_MONTHS 24
struct vha_review_rules {
    int64_t history_months;  /* how many months before count, VHA_REVIEW_MOST_MONTHS at most */
    int64_t least_months;    /* fewer months with any use are nothing to compare with */
    int64_t least_records;   /* fewer records opened are never unusual */
    int64_t z_tenths;        /* beyond this modified z-score they are, in tenths */
    int64_t from_hour;       /* usual hours in London: from this one on */
    int64_t to_hour;         /* and before this one */
    int64_t habit_percent;   /* an hour with such a share of a user's months before is usual too */
    int64_t least_outside;   /* fewer entries outside are never unusual */
    int64_t outside_percent; /* such a share of the month's entries is */
};

/* A login's month. Texts and all that follows stand in the arena that was given. */
struct vha_review_user {
    const char *login;
    const char *name; /* "" for who is no user; role and scope likewise */
    const char *role;
    const char *scope;
    int64_t sessions;
    int64_t entries;
    int64_t opened; /* records */
    int64_t lists;
    int64_t searches;
    int64_t refusals;
    int64_t outside; /* entries outside usual hours */
    bool unusual_volume;
    bool unusual_hours;
    const char *words; /* what is unusual, and beside what; "" for nothing */
};

/* A BCU's month: that of the users whose scope it is in. */
#define VHA_REVIEW_MOST_BCUS 64
struct vha_review_bcu {
    const char *bcu; /* its code; "all" for users of all London, "" for those who are no users */
    int64_t sessions;
    int64_t opened;
    int64_t lists;
    int64_t searches;
    int64_t refusals;
    size_t user_count;
    const struct vha_review_user **users; /* by login */
};

struct vha_review {
    const char *month;
    size_t user_count;
    const struct vha_review_user *users; /* by login */
    size_t bcu_count;
    struct vha_review_bcu bcus[VHA_REVIEW_MOST_BCUS]; /* by code */
};

/* Reviews a month ("2026-10", in UTC as the log's times), the one under way as far as it has come.
 * Asks for permission and logs the look first. VHA_USAGE for what is no month or is still to come.
 * Scopes are those of today. */
enum vha_status vha_register_review(struct vha_register *reg, const struct vha_user *user,
                                    const char *month, const struct vha_review_rules *rules,
                                    struct vha_arena *arena, struct vha_review *review,
                                    struct vha_error *error) VHA_MUST_CHECK;

#endif
