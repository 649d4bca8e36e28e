#include "audit_filter.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------- days */

static enum vha_status take_day(const struct filter_word *word, const char *value, void *filter,
                                struct vha_error *error)
{
    vha_date day = VHA_NO_DATE;
    if (!vha_date_parse(value, strlen(value), &day))
        return vha_fail(error, VHA_USAGE,
                        "%s takes a day such as 2026-10-01, and \"%.40s\" is none.", word->name,
                        value);
    memcpy((char *)filter + word->at, &day, sizeof day);
    return VHA_OK;
}

static void write_day(const struct filter_word *word, const void *filter, struct filter_text *text)
{
    vha_date day = VHA_NO_DATE;
    char written[VHA_DATE_SIZE];
    memcpy(&day, (const char *)filter + word->at, sizeof day);
    filter_text_value(text, word, vha_date_format(written, day));
}

/* ------------------------------------------------------------------------------------ the words */

static const char *action_name(size_t i)
{
    return i < VHA_ACTIONS ? vha_action_name((enum vha_action)i) : NULL;
}

static const char *outcome(size_t i)
{
    static const char *const outcomes[] = {"refused", "failed", "started", "done"};
    return i < VHA_COUNT(outcomes) ? outcomes[i] : NULL;
}

static void take_outcome(size_t i, void *filter)
{
    struct audit_filter *const read = filter;
    snprintf(read->texts[AUDIT_OUTCOME], FILTER_VALUE_SIZE, "%s", outcome(i));
}

#define TEXT(text) offsetof(struct audit_filter, texts[text])

static const struct filter_word words[] = {
    {"who", "by ", TEXT(AUDIT_WHO), NULL, NULL, NULL},
    {"action", "action ", TEXT(AUDIT_ACTION), NULL, NULL, action_name},
    {"about", "about ", TEXT(AUDIT_ABOUT), NULL, NULL, NULL},
    {"bcu", "by users of BCU ", TEXT(AUDIT_BCU), NULL, NULL, NULL},
    {"from", "from ", offsetof(struct audit_filter, from), take_day, write_day, NULL},
    {"until", "until ", offsetof(struct audit_filter, until), take_day, write_day, NULL},
};

static void write_all(const void *filter, struct filter_text *text);

static const struct word_filter kind = {
    .of = "the audit log",
    .only = "Only entries ",
    .every = "Every entry; no filter is set",
    .words = words,
    .count = VHA_COUNT(words),
    .alone = outcome,
    .alone_words = "refused, failed, started and done",
    .take_alone = take_outcome,
    .write = write_all,
};

static void write_all(const void *filter, struct filter_text *text)
{
    const struct audit_filter *const written = filter;
    filter_text_values(text, &kind, filter);
    if (written->texts[AUDIT_OUTCOME][0] != '\0')
        filter_text_alone(text, written->texts[AUDIT_OUTCOME]);
}

/* ----------------------------------------------------------------------------------- the filter */

void audit_filter_clear(struct audit_filter *filter)
{
    *filter = (struct audit_filter){.from = VHA_NO_DATE, .until = VHA_NO_DATE};
}

enum vha_status audit_filter_parse(const char *typed, struct audit_filter *filter,
                                   struct vha_error *error)
{
    struct audit_filter read;
    audit_filter_clear(&read);
    const enum vha_status status = word_filter_parse(&kind, typed, &read, error);
    if (status != VHA_OK)
        return status;
    if (read.from != VHA_NO_DATE && read.until != VHA_NO_DATE && read.from > read.until)
        return vha_fail(error, VHA_USAGE, "The day behind from is after the one behind until.");
    *filter = read;
    return VHA_OK;
}

char *audit_filter_format(const struct audit_filter *filter, char out[FILTER_WORDS_SIZE])
{
    return word_filter_format(&kind, filter, out);
}

char *audit_filter_words(const struct audit_filter *filter, char out[FILTER_WORDS_SIZE])
{
    return word_filter_words(&kind, filter, out);
}

void audit_filter_complete(const char *typed, struct candidates *candidates)
{
    word_filter_complete(&kind, typed, candidates);
}

struct vha_audit_filter audit_filter_of(const struct audit_filter *filter)
{
    return (struct vha_audit_filter){
        .login = filter_value_or_any(filter->texts[AUDIT_WHO]),
        .action = filter_value_or_any(filter->texts[AUDIT_ACTION]),
        .subject = filter_value_or_any(filter->texts[AUDIT_ABOUT]),
        .bcu = filter_value_or_any(filter->texts[AUDIT_BCU]),
        .outcome = filter_value_or_any(filter->texts[AUDIT_OUTCOME]),
        .from = filter->from,
        .to = filter->until,
    };
}
