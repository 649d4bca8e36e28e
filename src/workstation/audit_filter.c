#include "audit_filter.h"

#include <stdio.h>
#include <string.h>

/* What can be typed. A word of its own, such as "refused", gives its text a value. */
static const struct {
    const char *name;
    enum audit_text text; /* AUDIT_TEXTS: a day */
    const char *words;    /* in front of the value */
} values[] = {
    {"who", AUDIT_WHO, "by "},        {"action", AUDIT_ACTION, "action "},
    {"about", AUDIT_ABOUT, "about "}, {"bcu", AUDIT_BCU, "by users of BCU "},
    {"from", AUDIT_TEXTS, "from "},   {"until", AUDIT_TEXTS, "until "},
};
static const char *const outcomes[] = {"refused", "failed", "started", "done"};

void audit_filter_clear(struct audit_filter *filter)
{
    *filter = (struct audit_filter){.from = VHA_NO_DATE, .until = VHA_NO_DATE};
}

/* -------------------------------------------------------------------------------------- reading */

/* Takes the next word, or what stands in quotes; false at the end. *rest moves on. */
static bool take_word(const char **rest, char out[AUDIT_VALUE_SIZE])
{
    const char *at = *rest + strspn(*rest, " ");
    const bool quoted = *at == '"';
    at += quoted ? 1 : 0;
    const size_t length = strcspn(at, quoted ? "\"" : " ");
    if (*at == '\0')
        return false;
    snprintf(out, AUDIT_VALUE_SIZE, "%.*s", (int)length, at);
    vha_text_mend_end(out);
    *rest = at + length + (quoted && at[length] == '"' ? 1 : 0);
    return true;
}

static enum vha_status take_day(const char *name, const char *value, struct audit_filter *filter,
                                struct vha_error *error)
{
    vha_date *const day = strcmp(name, "from") == 0 ? &filter->from : &filter->until;
    if (!vha_date_parse(value, strlen(value), day))
        return vha_fail(error, VHA_USAGE,
                        "%s takes a day such as 2026-10-01, and \"%.40s\" is none.", name, value);
    return VHA_OK;
}

static bool take_outcome(const char *word, struct audit_filter *filter)
{
    for (size_t i = 0; i < VHA_COUNT(outcomes); i++)
        if (strcmp(word, outcomes[i]) == 0) {
            snprintf(filter->texts[AUDIT_OUTCOME], AUDIT_VALUE_SIZE, "%s", word);
            return true;
        }
    return false;
}

static enum vha_status take_value(const char *name, const char **rest, struct audit_filter *filter,
                                  struct vha_error *error)
{
    char value[AUDIT_VALUE_SIZE];
    size_t i = 0;
    while (i < VHA_COUNT(values) && strcmp(values[i].name, name) != 0)
        i++;
    if (i == VHA_COUNT(values))
        return vha_fail(error, VHA_USAGE,
                        "\"%.40s\" is no filter of the audit log: who, action, about, bcu, from "
                        "and until take a value; refused, failed, started and done stand alone.",
                        name);
    if (!take_word(rest, value))
        return vha_fail(error, VHA_USAGE, "A value is missing behind %s.", name);
    if (values[i].text == AUDIT_TEXTS)
        return take_day(name, value, filter, error);
    snprintf(filter->texts[values[i].text], AUDIT_VALUE_SIZE, "%s", value);
    return VHA_OK;
}

enum vha_status audit_filter_parse(const char *typed, struct audit_filter *filter,
                                   struct vha_error *error)
{
    struct audit_filter read;
    char word[AUDIT_VALUE_SIZE];
    audit_filter_clear(&read);
    while (take_word(&typed, word)) {
        if (take_outcome(word, &read))
            continue;
        const enum vha_status status = take_value(word, &typed, &read, error);
        if (status != VHA_OK)
            return status;
    }
    if (read.from != VHA_NO_DATE && read.until != VHA_NO_DATE && read.from > read.until)
        return vha_fail(error, VHA_USAGE, "The day behind from is after the one behind until.");
    *filter = read;
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- writing */

/* The value of a row of the table; "" when any will do. */
static const char *value_of(const struct audit_filter *filter, size_t i, char day[VHA_DATE_SIZE])
{
    if (values[i].text != AUDIT_TEXTS)
        return filter->texts[values[i].text];
    return vha_date_format(day, strcmp(values[i].name, "from") == 0 ? filter->from : filter->until);
}

char *audit_filter_format(const struct audit_filter *filter, char out[AUDIT_WORDS_SIZE])
{
    size_t used = 0;
    char day[VHA_DATE_SIZE];
    out[0] = '\0';
    for (size_t i = 0; i < VHA_COUNT(values); i++) {
        const char *const value = value_of(filter, i, day);
        const char *const quote = strchr(value, ' ') != NULL ? "\"" : "";
        if (value[0] != '\0')
            used += (size_t)snprintf(out + used, AUDIT_WORDS_SIZE - used, "%s%s %s%s%s",
                                     used > 0 ? " " : "", values[i].name, quote, value, quote);
    }
    if (filter->texts[AUDIT_OUTCOME][0] != '\0')
        snprintf(out + used, AUDIT_WORDS_SIZE - used, "%s%s", used > 0 ? " " : "",
                 filter->texts[AUDIT_OUTCOME]);
    return out;
}

char *audit_filter_words(const struct audit_filter *filter, char out[AUDIT_WORDS_SIZE])
{
    size_t used = 0;
    char day[VHA_DATE_SIZE];
    out[0] = '\0';
    for (size_t i = 0; i < VHA_COUNT(values); i++) {
        const char *const value = value_of(filter, i, day);
        if (value[0] != '\0')
            used += (size_t)snprintf(out + used, AUDIT_WORDS_SIZE - used, "%s%s%s",
                                     used > 0 ? ", " : "Only entries ", values[i].words, value);
    }
    if (filter->texts[AUDIT_OUTCOME][0] != '\0')
        used += (size_t)snprintf(out + used, AUDIT_WORDS_SIZE - used, "%s%s",
                                 used > 0 ? ", " : "Only entries ", filter->texts[AUDIT_OUTCOME]);
    if (used == 0)
        snprintf(out, AUDIT_WORDS_SIZE, "Every entry; no filter is set");
    return out;
}

static const char *or_any(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

struct vha_audit_filter audit_filter_of(const struct audit_filter *filter)
{
    return (struct vha_audit_filter){
        .login = or_any(filter->texts[AUDIT_WHO]),
        .action = or_any(filter->texts[AUDIT_ACTION]),
        .subject = or_any(filter->texts[AUDIT_ABOUT]),
        .bcu = or_any(filter->texts[AUDIT_BCU]),
        .outcome = or_any(filter->texts[AUDIT_OUTCOME]),
        .from = filter->from,
        .to = filter->until,
    };
}

/* ----------------------------------------------------------------------------------- completing */

void audit_filter_complete(const char *typed, struct candidates *candidates)
{
    char before[AUDIT_VALUE_SIZE] = "";
    char word[AUDIT_VALUE_SIZE] = "";
    const char *const blank = strrchr(typed, ' ');
    const char *const last = blank != NULL ? blank + 1 : typed;
    const char *rest = typed;
    while (rest < last && take_word(&rest, word) && rest <= last)
        snprintf(before, sizeof before, "%s", word);
    candidates->from = (size_t)(last - typed);
    if (strcmp(before, "action") == 0) {
        for (int i = 0; i < VHA_ACTIONS; i++)
            candidates_offer(candidates, last, vha_action_name((enum vha_action)i));
        return;
    }
    for (size_t i = 0; i < VHA_COUNT(values); i++)
        if (strcmp(before, values[i].name) == 0)
            return; /* a value that is not known here */
    for (size_t i = 0; i < VHA_COUNT(values); i++)
        candidates_offer(candidates, last, values[i].name);
    for (size_t i = 0; i < VHA_COUNT(outcomes); i++)
        candidates_offer(candidates, last, outcomes[i]);
}
