/*
 * scoring: what counts, how it scores, who is included. Pure functions of facts, a policy and a
 * date; no file, no database, no screen, no clock. Sex, ethnicity, age, borough, gang links, county
 * lines, victim and missing history are not even among the facts (SOP 15 to 26, EIA).
 */
#ifndef VHA_SCORING_H
#define VHA_SCORING_H

#include "vha/base.h"
#include "vha/policy.h"

#define VHA_NO_REPORT UINT32_MAX

/* A crime report that names the individual. Two roles on one report are two bits of one fact. */
struct vha_crime_fact {
    uint32_t report; /* any number that tells one crime report from another */
    vha_date offence_date;
    uint64_t features; /* bits of the policy's features */
    uint16_t category; /* index in the policy, or VHA_OUT_OF_SCOPE */
    uint8_t roles;     /* bits of enum vha_role */
};

/* An intelligence report that names the individual. */
struct vha_intel_fact {
    uint32_t report;
    uint32_t crime_report; /* the crime report that it links to, or VHA_NO_REPORT */
    vha_date report_date;
    uint16_t category;
    uint8_t grade; /* source grade, 0 = A to 4 = E */
};

/* A custody episode; released is VHA_NO_DATE while it runs. */
struct vha_custody_fact {
    vha_date received;
    vha_date released;
};

/* Everything that scoring may know of one individual. */
struct vha_individual {
    const struct vha_crime_fact *crimes;
    const struct vha_intel_fact *intel;
    const struct vha_custody_fact *custody;
    size_t crime_count;
    size_t intel_count;
    size_t custody_count;
};

/* Why a report counts or is left out: the first rule that decides, in this order. */
enum vha_verdict {
    VHA_COUNTED,
    VHA_LEFT_ROLE,        /* named, but neither suspect nor accused (SOP 16) */
    VHA_LEFT_SCOPE,       /* the offence is not among those of SOP 15 */
    VHA_LEFT_FUTURE,      /* dated after the assessment date */
    VHA_LEFT_WINDOW,      /* older than the window (SOP 15, 20) */
    VHA_LEFT_FEATURE,     /* domestic abuse (SOP 18) */
    VHA_LEFT_LINKED,      /* intelligence on a crime report that names them already (SOP 21) */
    VHA_LEFT_NEEDS_OTHER, /* rape or theft person with no other category (SOP 17) */
    VHA_VERDICTS
};

/* A report judged, with each step of its score. The steps are zero for a report left out. */
struct vha_judged {
    enum vha_verdict verdict;
    int decay_periods;    /* crime: complete periods since the offence */
    size_t weight;        /* crime: index in the category's weights */
    vha_milli base;       /* weight before decay or grading */
    vha_milli multiplier; /* intelligence: of the source grade, in thousandths */
    vha_milli score;
};

/* By which criterion of SOP 16 the quantity is met. */
enum vha_qualifying { VHA_QUALIFYING_NONE, VHA_FOUR_REPORTS, VHA_THREE_CRIMES };
enum vha_recency { VHA_RECENCY_NONE, VHA_RECENCY_OFFENCE, VHA_RECENCY_CUSTODY };

struct vha_assessment {
    vha_milli crime_score;
    vha_milli intel_score;  /* the score is the sum of both */
    uint32_t crime_reports; /* counted ones */
    uint32_t intel_reports;
    vha_date latest; /* newest counted offence date, VHA_NO_DATE when no crime report counts */
    enum vha_qualifying qualifying;
    enum vha_recency recency;
    bool included; /* qualifying and recent */
    bool in_custody;
};

/* Assesses one individual on one date. `crimes` and `intel` receive a judgement for each fact, in
 * the facts' order; either may be NULL when only the totals are wanted. */
void vha_assess(const struct vha_policy *policy, vha_date as_of,
                const struct vha_individual *individual, struct vha_judged *crimes,
                struct vha_judged *intel, struct vha_assessment *assessment);

/* The score, crime and intelligence together. */
vha_milli vha_assessment_score(const struct vha_assessment *assessment);

/* The first day after as_of on which someone included on as_of is included no more if nothing new
 * is recorded: vha_assess at later dates. VHA_NO_DATE when they are not included, or stay so for
 * longer than every window (the policy forbids that, so only for a policy without end). */
vha_date vha_leaving_date(const struct vha_policy *policy, vha_date as_of,
                          const struct vha_individual *individual);

/* True for each fact whose absence alone would change whether the individual is included: the
 * outcome hangs on it. Arrays as long as the facts. A crime report that is left out itself can be
 * decisive too, by keeping linked intelligence out. */
void vha_decisive(const struct vha_policy *policy, vha_date as_of,
                  const struct vha_individual *individual, bool *crimes, bool *intel);

/* How far somebody is from each criterion of SOP 16; zeroes where it is met. */
struct vha_shortfall {
    int reports;           /* counted reports wanting to four */
    int crime_reports;     /* ... of them crime reports wanting to two */
    int scoring_crimes;    /* crime reports wanting to three */
    vha_milli crime_score; /* harm score wanting to 2,500 */
    bool recency;          /* no counted offence in the window and no custody */
};
struct vha_shortfall vha_shortfall(const struct vha_policy *policy,
                                   const struct vha_assessment *assessment);

/* Counted reports wanting to four_reports in all: with enough intelligence, crime reports alone can
 * be wanting. */
int vha_shortfall_reports(const struct vha_shortfall *shortfall);

/* Stable words for files and screens: "four_reports", "offence", ... and "" for none. */
const char *vha_qualifying_name(enum vha_qualifying qualifying);
const char *vha_recency_name(enum vha_recency recency);
/* A verdict as a code ("left_role") and as a sentence for people. */
const char *vha_verdict_name(enum vha_verdict verdict);
const char *vha_verdict_text(enum vha_verdict verdict);

/* What ranking compares (scoring.md, Rank). */
struct vha_standing {
    vha_milli score;
    vha_date latest;
    uint32_t crime_reports;
    vha_pncid pncid;
    uint32_t nominal; /* the caller's own number, carried along */
    uint32_t rank;    /* set by vha_rank: 1, 2, 2, 4 */
};

/* Sorts into rank order and sets the ranks. */
void vha_rank(struct vha_standing *standings, size_t count);

#endif
