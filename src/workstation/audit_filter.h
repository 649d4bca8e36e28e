/*
 * audit_filter: which entries of the audit log are asked for, as typed and in words: "who
 * analyst.one refused from 2026-10-01". A word names what is meant and the next is its value;
 * values with blanks stand in double quotes.
 */
#ifndef WORKSTATION_AUDIT_FILTER_H
#define WORKSTATION_AUDIT_FILTER_H

#include "word_filter.h"

#include "vha/audit.h"

enum audit_text { AUDIT_WHO, AUDIT_ACTION, AUDIT_ABOUT, AUDIT_BCU, AUDIT_OUTCOME, AUDIT_TEXTS };

struct audit_filter {
    char texts[AUDIT_TEXTS][FILTER_VALUE_SIZE]; /* "": any */
    vha_date from;
    vha_date until; /* this day too */
};

/* Lets every entry through. */
void audit_filter_clear(struct audit_filter *filter);
/* Reads what was typed. VHA_USAGE for what is no filter; *filter is untouched then. */
enum vha_status audit_filter_parse(const char *typed, struct audit_filter *filter,
                                   struct vha_error *error) VHA_MUST_CHECK;
/* As it would be typed, "" for every entry; and in words. Both return out. */
char *audit_filter_format(const struct audit_filter *filter, char out[FILTER_WORDS_SIZE]);
char *audit_filter_words(const struct audit_filter *filter, char out[FILTER_WORDS_SIZE]);

/* The same for the register; its texts are those of `filter`. */
struct vha_audit_filter audit_filter_of(const struct audit_filter *filter);

/* Offers words for the last one typed. */
void audit_filter_complete(const char *typed, struct candidates *candidates);

#endif
