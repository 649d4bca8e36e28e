/*
 * word_filter: filters that are typed as words: "who analyst.one refused from 2026-10-01". A word
 * stands alone, or it names what is meant and the next is its value; values with blanks stand in
 * double quotes. What can be typed is data, a row a word.
 */
#ifndef WORKSTATION_WORD_FILTER_H
#define WORKSTATION_WORD_FILTER_H

#include "orders.h"

#define FILTER_VALUE_SIZE 128
#define FILTER_WORDS_SIZE 1024 /* a whole filter, as typed or in words */

/* A filter on its way into text. */
struct filter_text {
    char *out;            /* FILTER_WORDS_SIZE bytes */
    size_t used;          /* 0: the filter lets everything through */
    bool in_words;        /* else as it would be typed */
    const char *in_front; /* of all of it, where there is something */
};

/* A word that has a value behind it. */
struct filter_word {
    const char *name;
    const char *words; /* in front of the value: "asked by " */
    size_t at;         /* where the filter keeps it: char[FILTER_VALUE_SIZE], "" for any, unless: */
    /* Puts a typed value there, and writes what stands there. NULL, both: as a text. */
    enum vha_status (*take)(const struct filter_word *word, const char *value, void *filter,
                            struct vha_error *error);
    void (*write)(const struct filter_word *word, const void *filter, struct filter_text *text);
    /* The values that can be completed, counted from 0; NULL behind the last. NULL: none. */
    const char *(*choice)(size_t i);
};

/* All that can be typed for one list, and how it is said. */
struct word_filter {
    const char *of;    /* whose filter it is: "the audit log" */
    const char *only;  /* in front of a filter in words: "Only entries " */
    const char *every; /* of one that lets everything through: "Every entry; no filter is set" */
    const struct filter_word *words;
    size_t count;
    /* Words that stand alone, counted from 0; NULL behind the last. */
    const char *(*alone)(size_t i);
    const char *alone_words; /* the same for whoever typed none of them: "open and late" */
    void (*take_alone)(size_t i, void *filter);
    /* Writes a whole filter in its order, by the functions below. */
    void (*write)(const void *filter, struct filter_text *text);
};

/* Reads what was typed into a filter that lets everything through. VHA_USAGE with a sentence for
 * what is no filter; then some of it may be in *filter. */
enum vha_status word_filter_parse(const struct word_filter *kind, const char *typed, void *filter,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* As it would be typed, "" for one that lets everything through; and in words. Both return out. */
char *word_filter_format(const struct word_filter *kind, const void *filter,
                         char out[FILTER_WORDS_SIZE]);
char *word_filter_words(const struct word_filter *kind, const void *filter,
                        char out[FILTER_WORDS_SIZE]);

/* Offers words for the last one typed. */
void word_filter_complete(const struct word_filter *kind, const char *typed,
                          struct candidates *candidates);

/* For writing: all words that have a value; one of them, unless the value is ""; one alone. */
void filter_text_values(struct filter_text *text, const struct word_filter *kind,
                        const void *filter);
void filter_text_value(struct filter_text *text, const struct filter_word *word, const char *value);
void filter_text_alone(struct filter_text *text, const char *word);

/* A value as the register takes it: NULL where any will do. */
const char *filter_value_or_any(const char *value);

#endif
