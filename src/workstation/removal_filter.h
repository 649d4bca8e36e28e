/*
 * removal_filter: which requests for removals are asked for, as typed and in words: "open bcu AS
 * ground deceased late". A word names what is meant and the next is its value; states, "open" and
 * "late" stand alone.
 */
#ifndef WORKSTATION_REMOVAL_FILTER_H
#define WORKSTATION_REMOVAL_FILTER_H

#include "word_filter.h"

#include "vha/removal.h"

enum removal_text { REMOVAL_WHO, REMOVAL_ABOUT, REMOVAL_BCU, REMOVAL_TEXTS };

struct removal_filter {
    char texts[REMOVAL_TEXTS][FILTER_VALUE_SIZE]; /* "": any */
    unsigned states;                              /* bits; 0: any */
    unsigned grounds;
    bool late; /* open for longer than VHA_REMOVAL_DAYS */
};

/* Reads what was typed; "" lets every request through. VHA_USAGE for what is no filter; *filter is
 * untouched then. */
enum vha_status removal_filter_parse(const char *typed, struct removal_filter *filter,
                                     struct vha_error *error) VHA_MUST_CHECK;
/* As it would be typed, and in words. Both return out. */
char *removal_filter_format(const struct removal_filter *filter, char out[FILTER_WORDS_SIZE]);
char *removal_filter_words(const struct removal_filter *filter, char out[FILTER_WORDS_SIZE]);

/* The same for the register, on the day `today`; its texts are those of `filter`, and `day`. */
struct vha_removal_filter removal_filter_of(const struct removal_filter *filter, vha_date today,
                                            const struct vha_holidays *holidays,
                                            char day[VHA_DATE_SIZE]);

/* Offers words for the last one typed. */
void removal_filter_complete(const char *typed, struct candidates *candidates);

#endif
