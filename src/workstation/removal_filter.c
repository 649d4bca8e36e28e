#include "removal_filter.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define OPEN                                                                                       \
    (1u << VHA_REMOVAL_QUEUED | 1u << VHA_REMOVAL_UNDER_REVIEW | 1u << VHA_REMOVAL_MORE_WANTED)

/* -------------------------------------------------------------------------------------- grounds */

static enum vha_status take_ground(const struct filter_word *word, const char *value, void *filter,
                                   struct vha_error *error)
{
    struct removal_filter *const read = filter;
    enum vha_removal_ground ground = VHA_GROUND_OTHER;
    if (!vha_removal_ground_parse(value, &ground))
        return vha_fail(error, VHA_USAGE,
                        "%s takes one such as local-knowledge or data-error, and \"%.40s\" is "
                        "none.",
                        word->name, value);
    read->grounds |= 1u << ground;
    return VHA_OK;
}

static void write_grounds(const struct filter_word *word, const void *filter,
                          struct filter_text *text)
{
    const struct removal_filter *const written = filter;
    for (int i = 0; i < VHA_REMOVAL_GROUNDS; i++)
        if ((written->grounds & 1u << i) != 0)
            filter_text_value(text, word,
                              text->in_words ? vha_removal_ground_words((enum vha_removal_ground)i)
                                             : vha_removal_ground_name((enum vha_removal_ground)i));
}

static const char *ground_name(size_t i)
{
    return i < VHA_REMOVAL_GROUNDS ? vha_removal_ground_name((enum vha_removal_ground)i) : NULL;
}

/* --------------------------------------------------------------------------------- words alone */

enum { ALONE_OPEN, ALONE_LATE, ALONE_STATES };

static const char *alone(size_t i)
{
    static const char *const names[] = {[ALONE_OPEN] = "open", [ALONE_LATE] = "late"};
    if (i < ALONE_STATES)
        return names[i];
    return i - ALONE_STATES < VHA_REMOVAL_STATES
               ? vha_removal_state_name((enum vha_removal_state)(i - ALONE_STATES))
               : NULL;
}

static void take_alone(size_t i, void *filter)
{
    struct removal_filter *const read = filter;
    if (i == ALONE_LATE)
        read->late = true;
    else
        read->states |= i == ALONE_OPEN ? OPEN : 1u << (i - ALONE_STATES);
}

/* States that stand for all open ones are said as such. */
static void write_alone(const struct removal_filter *filter, struct filter_text *text)
{
    char late[64] = "late";
    unsigned states = filter->states;
    if ((states & OPEN) == OPEN) {
        filter_text_alone(text, "open");
        states &= ~OPEN;
    }
    for (int i = 0; i < VHA_REMOVAL_STATES; i++)
        if ((states & 1u << i) != 0)
            filter_text_alone(text, text->in_words
                                        ? vha_removal_state_words((enum vha_removal_state)i)
                                        : vha_removal_state_name((enum vha_removal_state)i));
    if (text->in_words)
        snprintf(late, sizeof late, "over %d working days old", VHA_REMOVAL_DAYS);
    if (filter->late)
        filter_text_alone(text, late);
}

/* ------------------------------------------------------------------------------------ the words */

#define TEXT(text) offsetof(struct removal_filter, texts[text])

static const struct filter_word words[] = {
    {"who", "asked by ", TEXT(REMOVAL_WHO), NULL, NULL, NULL},
    {"about", "about ", TEXT(REMOVAL_ABOUT), NULL, NULL, NULL},
    {"bcu", "of BCU ", TEXT(REMOVAL_BCU), NULL, NULL, NULL},
    {"ground", "on the ground of ", offsetof(struct removal_filter, grounds), take_ground,
     write_grounds, ground_name},
};

static void write_all(const void *filter, struct filter_text *text);

static const struct word_filter kind = {
    .of = "requests",
    .only = "Only requests: ",
    .every = "Every request; no filter is set",
    .words = words,
    .count = VHA_COUNT(words),
    .alone = alone,
    .alone_words = "open, late and states such as queued",
    .take_alone = take_alone,
    .write = write_all,
};

static void write_all(const void *filter, struct filter_text *text)
{
    write_alone(filter, text);
    filter_text_values(text, &kind, filter);
}

/* ----------------------------------------------------------------------------------- the filter */

enum vha_status removal_filter_parse(const char *typed, struct removal_filter *filter,
                                     struct vha_error *error)
{
    struct removal_filter read = {.states = 0};
    const enum vha_status status = word_filter_parse(&kind, typed, &read, error);
    if (status == VHA_OK)
        *filter = read;
    return status;
}

char *removal_filter_format(const struct removal_filter *filter, char out[FILTER_WORDS_SIZE])
{
    return word_filter_format(&kind, filter, out);
}

char *removal_filter_words(const struct removal_filter *filter, char out[FILTER_WORDS_SIZE])
{
    return word_filter_words(&kind, filter, out);
}

void removal_filter_complete(const char *typed, struct candidates *candidates)
{
    word_filter_complete(&kind, typed, candidates);
}

struct vha_removal_filter removal_filter_of(const struct removal_filter *filter, vha_date today,
                                            const struct vha_holidays *holidays,
                                            char day[VHA_DATE_SIZE])
{
    const unsigned open = filter->states != 0 ? filter->states & OPEN : OPEN;
    vha_date_format(day, vha_removal_late_before(today, holidays));
    return (struct vha_removal_filter){
        .pncid = filter_value_or_any(filter->texts[REMOVAL_ABOUT]),
        .asked_by = filter_value_or_any(filter->texts[REMOVAL_WHO]),
        .bcu = filter_value_or_any(filter->texts[REMOVAL_BCU]),
        .states = !filter->late ? filter->states : open,
        .grounds = filter->grounds,
        .asked_before = !filter->late ? NULL
                        : open != 0   ? day
                                      : "",
    };
}
