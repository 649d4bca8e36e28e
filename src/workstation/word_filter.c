#include "word_filter.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_SIZE = 160 };

/* -------------------------------------------------------------------------------------- reading */

/* Takes the next word, or what stands in quotes; false at the end. *rest moves on. */
static bool take_word(const char **rest, char out[FILTER_VALUE_SIZE])
{
    const char *at = *rest + strspn(*rest, " ");
    const bool quoted = *at == '"';
    at += quoted ? 1 : 0;
    const size_t length = strcspn(at, quoted ? "\"" : " ");
    if (*at == '\0')
        return false;
    snprintf(out, FILTER_VALUE_SIZE, "%.*s", (int)length, at);
    vha_text_mend_end(out);
    *rest = at + length + (quoted && at[length] == '"' ? 1 : 0);
    return true;
}

static bool take_alone(const struct word_filter *kind, const char *typed, void *filter)
{
    const char *name = NULL;
    for (size_t i = 0; (name = kind->alone(i)) != NULL; i++)
        if (strcmp(name, typed) == 0) {
            kind->take_alone(i, filter);
            return true;
        }
    return false;
}

static const struct filter_word *find(const struct word_filter *kind, const char *name)
{
    for (size_t i = 0; i < kind->count; i++)
        if (strcmp(kind->words[i].name, name) == 0)
            return &kind->words[i];
    return NULL;
}

static enum vha_status refuse(const struct word_filter *kind, const char *typed,
                              struct vha_error *error)
{
    char names[NAMES_SIZE] = "";
    size_t used = 0;
    for (size_t i = 0; i < kind->count && used < sizeof names; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
                                 i == 0                 ? ""
                                 : i + 1 == kind->count ? " and "
                                                        : ", ",
                                 kind->words[i].name);
    return vha_fail(error, VHA_USAGE,
                    "\"%.40s\" is no filter of %s: %s take a value; %s stand alone.", typed,
                    kind->of, names, kind->alone_words);
}

static enum vha_status take_value(const struct filter_word *word, const char *value, void *filter,
                                  struct vha_error *error)
{
    if (word->take != NULL)
        return word->take(word, value, filter, error);
    snprintf((char *)filter + word->at, FILTER_VALUE_SIZE, "%s", value);
    return VHA_OK;
}

enum vha_status word_filter_parse(const struct word_filter *kind, const char *typed, void *filter,
                                  struct vha_error *error)
{
    char name[FILTER_VALUE_SIZE];
    char value[FILTER_VALUE_SIZE];
    enum vha_status status = VHA_OK;
    while (status == VHA_OK && take_word(&typed, name)) {
        if (take_alone(kind, name, filter))
            continue;
        const struct filter_word *const word = find(kind, name);
        if (word == NULL)
            return refuse(kind, name, error);
        if (!take_word(&typed, value))
            return vha_fail(error, VHA_USAGE, "A value is missing behind %s.", name);
        status = take_value(word, value, filter, error);
    }
    return status;
}

/* -------------------------------------------------------------------------------------- writing */

static void add(struct filter_text *text, const char *before, const char *quote, const char *value)
{
    const char *const joint = text->used == 0 ? text->in_front : text->in_words ? ", " : " ";
    if (text->used + 1 < FILTER_WORDS_SIZE)
        text->used += (size_t)snprintf(text->out + text->used, FILTER_WORDS_SIZE - text->used,
                                       "%s%s%s%s%s", joint, before, quote, value, quote);
}

void filter_text_alone(struct filter_text *text, const char *word)
{
    add(text, "", "", word);
}

void filter_text_value(struct filter_text *text, const struct filter_word *word, const char *value)
{
    char name[FILTER_VALUE_SIZE];
    snprintf(name, sizeof name, "%s ", word->name);
    if (value[0] != '\0')
        add(text, text->in_words ? word->words : name,
            !text->in_words && strchr(value, ' ') != NULL ? "\"" : "", value);
}

void filter_text_values(struct filter_text *text, const struct word_filter *kind,
                        const void *filter)
{
    for (size_t i = 0; i < kind->count; i++) {
        const struct filter_word *const word = &kind->words[i];
        if (word->write != NULL)
            word->write(word, filter, text);
        else
            filter_text_value(text, word, (const char *)filter + word->at);
    }
}

char *word_filter_format(const struct word_filter *kind, const void *filter,
                         char out[FILTER_WORDS_SIZE])
{
    struct filter_text text = {.out = out, .in_front = ""};
    out[0] = '\0';
    kind->write(filter, &text);
    return out;
}

char *word_filter_words(const struct word_filter *kind, const void *filter,
                        char out[FILTER_WORDS_SIZE])
{
    struct filter_text text = {.out = out, .in_words = true, .in_front = kind->only};
    kind->write(filter, &text);
    if (text.used == 0)
        snprintf(out, FILTER_WORDS_SIZE, "%s", kind->every);
    return out;
}

/* ----------------------------------------------------------------------------------- completing */

static void offer(struct candidates *candidates, const char *typed, const char *(*word)(size_t i))
{
    const char *name = NULL;
    for (size_t i = 0; (name = word(i)) != NULL; i++)
        candidates_offer(candidates, typed, name);
}

void word_filter_complete(const struct word_filter *kind, const char *typed,
                          struct candidates *candidates)
{
    char before[FILTER_VALUE_SIZE] = "";
    char word[FILTER_VALUE_SIZE] = "";
    const char *const blank = strrchr(typed, ' ');
    const char *const last = blank != NULL ? blank + 1 : typed;
    const char *rest = typed;
    while (rest < last && take_word(&rest, word) && rest <= last)
        snprintf(before, sizeof before, "%s", word);
    candidates->from = (size_t)(last - typed);
    const struct filter_word *const named = find(kind, before);
    if (named != NULL && named->choice != NULL)
        offer(candidates, last, named->choice);
    if (named != NULL)
        return; /* what stands here is its value */
    for (size_t i = 0; i < kind->count; i++)
        candidates_offer(candidates, last, kind->words[i].name);
    offer(candidates, last, kind->alone);
}

/* --------------------------------------------------------------------------------- the register */

const char *filter_value_or_any(const char *value)
{
    return value[0] != '\0' ? value : NULL;
}
