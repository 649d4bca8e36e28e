/*
 * sharing: the words in which intelligence goes to a partner. What is shared is the intelligence
 * itself, never that somebody is on the VHA, nor their score or rank (SOP 38, 74). Pure functions
 * over text: no database, no screen, no clock.
 */
#ifndef VHA_SHARING_H
#define VHA_SHARING_H

#include "vha/base.h"

/* What the list says of a person and a text must not: zeros for somebody who is not on it. */
struct vha_sharing_secret {
    uint32_t rank;
    vha_milli score;
};

/* Whether a text tells of the VHA: by a word such as "VHA", "Violence Harm Assessment", "score" or
 * "rank", by being on a list, by the person's own score as it is shown, with its three decimals, or
 * by the number of that score or of their rank beside a word such as "number" or "points". Case,
 * accents and what stands between the letters do not matter. The words that tell are written into
 * `found`. */
#define VHA_SHARING_FOUND_SIZE 96
bool vha_sharing_reveals(const char *text, const struct vha_sharing_secret *secret,
                         char found[VHA_SHARING_FOUND_SIZE]);

/* A report as a partner may be told of it. */
struct vha_sharing_report {
    vha_date day; /* VHA_NO_DATE: not known */
    bool intelligence;
    const char *ref;
    const char *offence;
};

/* Whom a message is about, and what it is made of. */
struct vha_sharing_subject {
    const char *surname;
    const char *forenames;
    vha_date born; /* VHA_NO_DATE: not known */
    const struct vha_sharing_report *reports;
    size_t report_count;
    struct vha_sharing_secret secret;
};

/* A text to begin a message with: who it is about, and the reports, a line each, the first
 * VHA_SHARING_MOST_REPORTS of them. Each line stands there only if vha_sharing_reveals finds
 * nothing in it, so that the whole never tells of the VHA, whatever the extract holds. In the
 * arena. */
#define VHA_SHARING_MOST_REPORTS 20
const char *vha_sharing_offer(const struct vha_sharing_subject *subject, struct vha_arena *arena);

#endif
