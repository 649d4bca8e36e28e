#include "removal_filter.h"

#include <stdio.h>
#include <string.h>

#define OPEN                                                                                       \
    (1u << VHA_REMOVAL_QUEUED | 1u << VHA_REMOVAL_UNDER_REVIEW | 1u << VHA_REMOVAL_MORE_WANTED)

/* What takes a value behind it. */
static const struct {
    const char *name;
    enum removal_text text; /* REMOVAL_TEXTS: a ground */
    const char *words;      /* in front of the value */
} values[] = {
    {"who", REMOVAL_WHO, "asked by "},
    {"about", REMOVAL_ABOUT, "about "},
    {"bcu", REMOVAL_BCU, "of BCU "},
    {"ground", REMOVAL_TEXTS, "on the ground of "},
};

/* -------------------------------------------------------------------------------------- reading */

static bool take_word(const char **rest, char out[REMOVAL_VALUE_SIZE])
{
    const char *const at = *rest + strspn(*rest, " ");
    const size_t length = strcspn(at, " ");
    snprintf(out, REMOVAL_VALUE_SIZE, "%.*s", (int)length, at);
    vha_text_mend_end(out);
    *rest = at + length;
    return length > 0;
}

/* A word that stands alone. */
static bool take_alone(const char *word, struct removal_filter *filter)
{
    enum vha_removal_state state = VHA_REMOVAL_QUEUED;
    const bool is_state = vha_removal_state_parse(word, &state);
    if (is_state)
        filter->states |= 1u << state;
    else if (strcmp(word, "open") == 0)
        filter->states |= OPEN;
    else if (strcmp(word, "late") == 0)
        filter->late = true;
    else
        return false;
    return true;
}

static enum vha_status take_ground(const char *value, struct removal_filter *filter,
                                   struct vha_error *error)
{
    enum vha_removal_ground ground = VHA_GROUND_OTHER;
    if (!vha_removal_ground_parse(value, &ground))
        return vha_fail(error, VHA_USAGE,
                        "ground takes one such as local-knowledge or data-error, and \"%.40s\" is "
                        "none.",
                        value);
    filter->grounds |= 1u << ground;
    return VHA_OK;
}

static enum vha_status take_value(const char *name, const char **rest,
                                  struct removal_filter *filter, struct vha_error *error)
{
    char value[REMOVAL_VALUE_SIZE];
    size_t i = 0;
    while (i < VHA_COUNT(values) && strcmp(values[i].name, name) != 0)
        i++;
    if (i == VHA_COUNT(values))
        return vha_fail(error, VHA_USAGE,
                        "\"%.40s\" is no filter of requests: who, about, bcu and ground take a "
                        "value; open, late and states such as queued stand alone.",
                        name);
    if (!take_word(rest, value))
        return vha_fail(error, VHA_USAGE, "A value is missing behind %s.", name);
    if (values[i].text == REMOVAL_TEXTS)
        return take_ground(value, filter, error);
    snprintf(filter->texts[values[i].text], REMOVAL_VALUE_SIZE, "%s", value);
    return VHA_OK;
}

enum vha_status removal_filter_parse(const char *typed, struct removal_filter *filter,
                                     struct vha_error *error)
{
    struct removal_filter read = {.states = 0};
    char word[REMOVAL_VALUE_SIZE];
    while (take_word(&typed, word)) {
        if (take_alone(word, &read))
            continue;
        const enum vha_status status = take_value(word, &typed, &read, error);
        if (status != VHA_OK)
            return status;
    }
    *filter = read;
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- writing */

struct writing {
    char *out;
    size_t used;
    const char *joint;
};

static void add(struct writing *writing, const char *before, const char *text)
{
    if (writing->used + 1 < REMOVAL_WORDS_SIZE)
        writing->used +=
            (size_t)snprintf(writing->out + writing->used, REMOVAL_WORDS_SIZE - writing->used,
                             "%s%s%s", writing->used > 0 ? writing->joint : "", before, text);
}

/* States that stand for all open ones are said as such. */
static void add_states(struct writing *writing, unsigned states, bool words)
{
    if ((states & OPEN) == OPEN) {
        add(writing, "", "open");
        states &= ~OPEN;
    }
    for (int i = 0; i < VHA_REMOVAL_STATES; i++)
        if ((states & 1u << i) != 0)
            add(writing, "",
                words ? vha_removal_state_words((enum vha_removal_state)i)
                      : vha_removal_state_name((enum vha_removal_state)i));
}

static void add_values(struct writing *writing, const struct removal_filter *filter, bool words)
{
    for (size_t i = 0; i < VHA_COUNT(values); i++) {
        char before[REMOVAL_VALUE_SIZE];
        snprintf(before, sizeof before, "%s%s", words ? values[i].words : values[i].name,
                 words ? "" : " ");
        if (values[i].text != REMOVAL_TEXTS && filter->texts[values[i].text][0] != '\0')
            add(writing, before, filter->texts[values[i].text]);
        for (int ground = 0; values[i].text == REMOVAL_TEXTS && ground < VHA_REMOVAL_GROUNDS;
             ground++)
            if ((filter->grounds & 1u << ground) != 0)
                add(writing, before,
                    words ? vha_removal_ground_words((enum vha_removal_ground)ground)
                          : vha_removal_ground_name((enum vha_removal_ground)ground));
    }
}

char *removal_filter_format(const struct removal_filter *filter, char out[REMOVAL_WORDS_SIZE])
{
    struct writing writing = {.out = out, .joint = " "};
    out[0] = '\0';
    add_states(&writing, filter->states, false);
    if (filter->late)
        add(&writing, "", "late");
    add_values(&writing, filter, false);
    return out;
}

char *removal_filter_words(const struct removal_filter *filter, char out[REMOVAL_WORDS_SIZE])
{
    struct writing writing = {.out = out, .joint = ", "};
    char late[64];
    out[0] = '\0';
    snprintf(late, sizeof late, "over %d working days old", VHA_REMOVAL_DAYS);
    add_states(&writing, filter->states, true);
    if (filter->late)
        add(&writing, "", late);
    add_values(&writing, filter, true);
    char words[REMOVAL_WORDS_SIZE];
    snprintf(words, sizeof words, "%s", out);
    if (writing.used == 0)
        snprintf(out, REMOVAL_WORDS_SIZE, "Every request; no filter is set");
    else
        snprintf(out, REMOVAL_WORDS_SIZE, "Only requests: %.490s", words);
    return out;
}

static const char *or_any(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

struct vha_removal_filter removal_filter_of(const struct removal_filter *filter, vha_date today,
                                            const struct vha_holidays *holidays,
                                            char day[VHA_DATE_SIZE])
{
    const unsigned open = filter->states != 0 ? filter->states & OPEN : OPEN;
    vha_date_format(day, vha_day_before_working_days(today, VHA_REMOVAL_DAYS, holidays) + 1);
    return (struct vha_removal_filter){
        .pncid = or_any(filter->texts[REMOVAL_ABOUT]),
        .asked_by = or_any(filter->texts[REMOVAL_WHO]),
        .bcu = or_any(filter->texts[REMOVAL_BCU]),
        .states = !filter->late ? filter->states : open,
        .grounds = filter->grounds,
        .asked_before = !filter->late ? NULL
                        : open != 0   ? day
                                      : "",
    };
}

/* ----------------------------------------------------------------------------------- completing */

void removal_filter_complete(const char *typed, struct candidates *candidates)
{
    char before[REMOVAL_VALUE_SIZE] = "";
    char word[REMOVAL_VALUE_SIZE] = "";
    const char *const blank = strrchr(typed, ' ');
    const char *const last = blank != NULL ? blank + 1 : typed;
    const char *rest = typed;
    while (rest < last && take_word(&rest, word) && rest <= last)
        snprintf(before, sizeof before, "%s", word);
    candidates->from = (size_t)(last - typed);
    for (int i = 0; strcmp(before, "ground") == 0 && i < VHA_REMOVAL_GROUNDS; i++)
        candidates_offer(candidates, last, vha_removal_ground_name((enum vha_removal_ground)i));
    for (size_t i = 0; i < VHA_COUNT(values); i++)
        if (strcmp(before, values[i].name) == 0)
            return; /* a value that is not known here */
    for (size_t i = 0; i < VHA_COUNT(values); i++)
        candidates_offer(candidates, last, values[i].name);
    candidates_offer(candidates, last, "open");
    candidates_offer(candidates, last, "late");
    for (int i = 0; i < VHA_REMOVAL_STATES; i++)
        candidates_offer(candidates, last, vha_removal_state_name((enum vha_removal_state)i));
}
