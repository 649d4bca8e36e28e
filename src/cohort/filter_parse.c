/* Reads filters as they are typed. */
#include "filter_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TERM_SIZE = 512, WORD_SIZE = 256, NAMES_MOST = 1024, LISTED_SIZE = 400 };

/* One term while it is read. */
struct term {
    const struct vha_panes *panes;
    struct vha_filter *filter;
    struct vha_error *error;
    const char *text; /* the whole term, for messages */
    bool negated;
};

/* ---------------------------------------------------------------------------------- comparing */

/* Letters and digits alone, without case and accents: "Tower Hamlets", tower_hamlets and
 * towerhamlets are one word. */
static void squeeze(char out[WORD_SIZE], const char *text, size_t length)
{
    char whole[WORD_SIZE];
    char folded[WORD_SIZE];
    size_t used = 0;
    snprintf(whole, sizeof whole, "%.*s", (int)length, text);
    vha_text_fold(folded, sizeof folded, whole);
    for (const char *at = folded; *at != '\0'; at++)
        if (strchr(" _-.,'\"", *at) == NULL)
            out[used++] = *at;
    out[used] = '\0';
}

enum likeness { UNLIKE, BEGINS, SAME };

/* Whether `typed`, squeezed, is a word or its beginning. */
static enum likeness compare(const char *typed, const char *word)
{
    char squeezed[WORD_SIZE];
    squeeze(squeezed, word, strlen(word));
    if (strcmp(typed, squeezed) == 0)
        return SAME;
    return typed[0] != '\0' && strncmp(typed, squeezed, strlen(typed)) == 0 ? BEGINS : UNLIKE;
}

static enum likeness compare_value(const char *typed, const struct vha_facet_value *value)
{
    const enum likeness code = compare(typed, value->code);
    const enum likeness label = compare(typed, value->label);
    return code > label ? code : label;
}

/* ----------------------------------------------------------------------------------- faults */

static bool has_word(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

/* As many of the words as a sentence can hold, each once: "bcu, borough, custody" */
static const char *listed(const char *const *words, size_t count, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (has_word(words, i, words[i]))
            continue;
        if (used + strlen(words[i]) + sizeof ",  and more" > size) {
            snprintf(out + used, size - used, " and more");
            break;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    return out;
}

/* What was not understood, with the nearest of the words that could stand there, or with the first
 * `told` of them. */
static enum vha_status fail(const struct term *term, const char *typed, const char *what,
                            const char *const *words, size_t count, size_t told)
{
    const char *const nearest = vha_nearest_word(typed, words, count);
    if (nearest != NULL)
        return vha_fail(term->error, VHA_USAGE, "\"%.100s\" is no %s; did you mean \"%s\"?", typed,
                        what, nearest);
    char all[LISTED_SIZE];
    return vha_fail(term->error, VHA_USAGE, "\"%.100s\" is no %s; those there are: %s.", typed,
                    what, listed(words, told, all, sizeof all));
}

static enum vha_status fail_value(const struct term *term, const struct vha_facet *facet,
                                  const char *typed)
{
    const char *words[2 * VHA_MAX_FACET_VALUES];
    char what[WORD_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < facet->value_count; i++) {
        words[count++] = facet->values[i].code;
        words[count++] = facet->values[i].label;
    }
    snprintf(what, sizeof what, "value of %s", facet->name);
    return fail(term, typed, what, words, count, count);
}

/* --------------------------------------------------------------------------------- values */

static void set_values(const struct term *term, size_t facet, uint64_t values, bool negated)
{
    if (negated != term->negated)
        term->filter->excluded[facet] |= values;
    else
        term->filter->chosen[facet] |= values;
}

/* The value of a pane that is typed: the same word, or the only one that begins so. */
static enum vha_status find_value(const struct term *term, const struct vha_facet *facet,
                                  const char *typed, size_t *found)
{
    char squeezed[WORD_SIZE];
    size_t beginning = 0;
    squeeze(squeezed, typed, strlen(typed));
    for (size_t i = 0; i < facet->value_count; i++) {
        const enum likeness likeness = compare_value(squeezed, &facet->values[i]);
        if (likeness == UNLIKE)
            continue;
        *found = i;
        if (likeness == SAME)
            return VHA_OK;
        beginning++;
    }
    if (beginning == 1)
        return VHA_OK;
    if (beginning > 1)
        return vha_fail(term->error, VHA_USAGE,
                        "More than one value of %s begins with \"%.100s\"; type more of it.",
                        facet->name, typed);
    return fail_value(term, facet, typed);
}

static enum vha_status take_value(const struct term *term, size_t facet, const char *typed,
                                  bool negated)
{
    size_t value = 0;
    const enum vha_status status = find_value(term, &term->panes->facets[facet], typed, &value);
    if (status == VHA_OK)
        set_values(term, facet, UINT64_C(1) << value, negated);
    return status;
}

/* The values that are gathered under a group, by the code that it begins with or its whole name. */
static enum vha_status take_group(const struct term *term, const char *typed, bool negated)
{
    const char *words[VHA_MAX_FACETS * VHA_MAX_FACET_VALUES];
    char squeezed[WORD_SIZE];
    size_t count = 0;
    bool found = false;
    squeeze(squeezed, typed, strlen(typed));
    for (size_t facet = 0; facet < term->panes->count; facet++)
        for (size_t i = 0; i < term->panes->facets[facet].value_count; i++) {
            const char *const group = term->panes->facets[facet].values[i].group;
            char code[WORD_SIZE];
            if (*group == '\0')
                continue;
            words[count++] = group;
            squeeze(code, group, strcspn(group, " "));
            if (strcmp(squeezed, code) != 0 && compare(squeezed, group) != SAME)
                continue;
            set_values(term, facet, UINT64_C(1) << i, negated);
            found = true;
        }
    return found ? VHA_OK : fail(term, typed, "BCU", words, count, count);
}

/* "Lambeth,Southwark" for a pane; SIZE_MAX for the groups. */
static enum vha_status take_values(const struct term *term, size_t facet, const char *values,
                                   bool negated)
{
    enum vha_status status = VHA_OK;
    for (const char *at = values; status == VHA_OK; at++) {
        char typed[WORD_SIZE];
        const size_t length = strcspn(at, ",");
        snprintf(typed, sizeof typed, "%.*s", (int)length, at);
        if (length == 0)
            return vha_fail(term->error, VHA_USAGE, "A value is missing in \"%.200s\".",
                            term->text);
        status = facet == SIZE_MAX ? take_group(term, typed, negated)
                                   : take_value(term, facet, typed, negated);
        at += length;
        if (*at == '\0')
            break;
    }
    return status;
}

/* --------------------------------------------------------------------------------- ranges */

static bool read_date(const char *text, struct vha_range *days)
{
    const size_t length = strlen(text);
    char whole[16];
    vha_date first = 0;
    vha_date last = 0;
    if (length == 10 && vha_date_parse(text, length, &first)) {
        last = first;
    } else if (length == 7 && vha_quarter_parse(text, length, &first)) {
        last = vha_quarter_end(first);
    } else if (length == 7 || length == 4) {
        snprintf(whole, sizeof whole, "%s%s", text, length == 7 ? "-01" : "-01-01");
        if (!vha_date_parse(whole, 10, &first))
            return false;
        last = vha_date_after_months(first, length == 7 ? 1 : 12) - 1;
    } else {
        return false;
    }
    *days = (struct vha_range){true, first, last};
    return true;
}

/* The numbers that a value stands for: one, or the days of a month or a year. */
static enum vha_status read_number(const struct term *term, enum vha_measure measure,
                                   const char *text, struct vha_range *numbers)
{
    static const char *const wanted[] = {
        [VHA_KIND_SCORE] = "a number such as 2500 or 547.5",
        [VHA_KIND_NUMBER] = "a whole number",
        [VHA_KIND_DATE] = "a day such as 2026-07-01, or 2026-07, 2026-Q3 or 2026",
    };
    static const char *const spans[] = {
        [VHA_KIND_SCORE] = "2500.. or 500..999.5",
        [VHA_KIND_NUMBER] = "13..17, 13.. or ..17",
        [VHA_KIND_DATE] = "2026-07.. or 2025..2026-03",
    };
    const enum vha_measure_kind kind = vha_measures[measure].kind;
    vha_milli number = 0;
    bool read = false;
    if (kind == VHA_KIND_DATE) {
        read = read_date(text, numbers);
    } else if (vha_milli_parse(text, strlen(text), &number)) {
        read = kind == VHA_KIND_SCORE || strchr(text, '.') == NULL;
        number = kind == VHA_KIND_SCORE ? number : number / 1000;
        *numbers = (struct vha_range){true, number, number};
    }
    if (read)
        return VHA_OK;
    if (text[0] == '\0')
        return vha_fail(term->error, VHA_USAGE, "%s takes %s, or a range such as %s.",
                        vha_measures[measure].name, wanted[kind], spans[kind]);
    return vha_fail(term->error, VHA_USAGE, "%s takes %s, and \"%.100s\" is none.",
                    vha_measures[measure].name, wanted[kind], text);
}

/* "13..17", "13..", "..17" or "15". */
static enum vha_status read_span(const struct term *term, enum vha_measure measure,
                                 const char *text, struct vha_range *range)
{
    const char *const dots = strstr(text, "..");
    char first[WORD_SIZE];
    struct vha_range end = {.most = INT64_MAX};
    snprintf(first, sizeof first, "%.*s", dots != NULL ? (int)(dots - text) : (int)strlen(text),
             text);
    const char *const last = dots != NULL ? dots + 2 : NULL;
    enum vha_status status = VHA_OK;
    *range = (struct vha_range){true, INT64_MIN, INT64_MAX};
    if (first[0] != '\0' || last == NULL)
        status = read_number(term, measure, first, range);
    if (status != VHA_OK || last == NULL)
        return status;
    if (*last != '\0')
        status = read_number(term, measure, last, &end);
    range->most = end.most;
    if (status == VHA_OK && first[0] == '\0' && *last == '\0')
        return vha_fail(term->error, VHA_USAGE, "\"%.200s\" has neither of its ends.", term->text);
    return status;
}

static enum vha_status take_range(const struct term *term, enum vha_measure measure,
                                  const char *sign, const char *text)
{
    struct vha_range range = {.set = false};
    enum vha_status status = VHA_OK;
    if (term->negated || strcmp(sign, "!=") == 0)
        return vha_fail(term->error, VHA_USAGE,
                        "A range cannot be turned round; \"%.200s\" needs the one that is wanted.",
                        term->text);
    status = sign[0] == '=' ? read_span(term, measure, text, &range)
                            : read_number(term, measure, text, &range);
    if (status != VHA_OK)
        return status;
    if (strcmp(sign, ">=") == 0)
        range.most = INT64_MAX;
    else if (strcmp(sign, "<=") == 0)
        range.least = INT64_MIN;
    else if (sign[0] == '>')
        range = (struct vha_range){true, range.most + 1, INT64_MAX};
    else if (sign[0] == '<')
        range = (struct vha_range){true, INT64_MIN, range.least - 1};
    if (range.least > range.most)
        return vha_fail(term->error, VHA_USAGE, "\"%.200s\" ends before it begins.", term->text);
    term->filter->ranges[measure] = range;
    return VHA_OK;
}

/* ----------------------------------------------------------------------------- terms with a sign
 */

static size_t all_names(const struct vha_panes *panes, const char *names[NAMES_MOST])
{
    size_t count = 0;
    names[count++] = FILTER_GROUP_NAME;
    for (size_t facet = 0; facet < panes->count; facet++)
        names[count++] = panes->facets[facet].name;
    for (size_t measure = 0; measure < VHA_MEASURES; measure++)
        names[count++] = vha_measures[measure].name;
    return count;
}

static enum vha_status take_named(const struct term *term, const char *name, const char *sign,
                                  const char *values)
{
    const char *names[NAMES_MOST];
    char squeezed[WORD_SIZE];
    const bool negated = strcmp(sign, "!=") == 0;
    squeeze(squeezed, name, strlen(name));
    for (int measure = 0; measure < VHA_MEASURES; measure++)
        if (compare(squeezed, vha_measures[measure].name) == SAME)
            return take_range(term, (enum vha_measure)measure, sign, values);
    if (sign[0] == '<' || sign[0] == '>')
        return vha_fail(term->error, VHA_USAGE, "%.100s has no order; \"%s\" takes a range.", name,
                        sign);
    if (compare(squeezed, FILTER_GROUP_NAME) == SAME)
        return take_values(term, SIZE_MAX, values, negated);
    for (size_t facet = 0; facet < term->panes->count; facet++)
        if (compare(squeezed, term->panes->facets[facet].name) == SAME)
            return take_values(term, facet, values, negated);
    const size_t count = all_names(term->panes, names);
    return fail(term, name, "filter", names, count, count);
}

/* -------------------------------------------------------------------------------- words alone */

/* A pane alone: whoever has something of it. */
static enum vha_status take_pane(const struct term *term, size_t facet)
{
    const struct vha_facet *const pane = &term->panes->facets[facet];
    size_t none = 0;
    while (none < pane->value_count && !filter_says_none(&pane->values[none]))
        none++;
    if (none == pane->value_count || *pane->values[0].group != '\0')
        return vha_fail(term->error, VHA_USAGE, "%s needs a value, such as %s=%s.", pane->name,
                        pane->name, pane->value_count > 0 ? pane->values[0].code : "");
    set_values(term, facet, UINT64_C(1) << none, true);
    return VHA_OK;
}

static size_t all_words(const struct vha_panes *panes, const char *words[NAMES_MOST])
{
    size_t count = all_names(panes, words);
    for (size_t facet = 0; facet < panes->count; facet++)
        for (size_t i = 0; i < panes->facets[facet].value_count && count < NAMES_MOST; i++)
            words[count++] = panes->facets[facet].values[i].code;
    return count;
}

static enum vha_status take_word(const struct term *term, const char *word)
{
    const char *words[NAMES_MOST];
    char squeezed[WORD_SIZE];
    size_t facet_found = SIZE_MAX;
    size_t value_found = 0;
    size_t found = 0;
    squeeze(squeezed, word, strlen(word));
    for (size_t facet = 0; facet < term->panes->count; facet++)
        if (compare(squeezed, term->panes->facets[facet].name) == SAME)
            return take_pane(term, facet);
    for (size_t facet = 0; facet < term->panes->count; facet++)
        for (size_t i = 0; i < term->panes->facets[facet].value_count; i++)
            if (compare_value(squeezed, &term->panes->facets[facet].values[i]) == SAME) {
                facet_found = facet;
                value_found = i;
                found++;
            }
    if (found == 1) {
        set_values(term, facet_found, UINT64_C(1) << value_found, false);
        return VHA_OK;
    }
    if (found > 1)
        return vha_fail(term->error, VHA_USAGE,
                        "More than one filter has the value \"%.100s\"; name it, as in %s=%.100s.",
                        word, term->panes->facets[facet_found].name, word);
    const size_t count = all_words(term->panes, words);
    return fail(term, word, "filter", words, count, all_names(term->panes, words));
}

/* ------------------------------------------------------------------------------------- the text */

/* Takes the next term, without its quotes; false at the end. A quote that is not closed goes to the
 * end. */
static bool next_term(const char **text, char term[TERM_SIZE])
{
    const char *at = *text + strspn(*text, " \t");
    bool quoted = false;
    size_t used = 0;
    for (; *at != '\0' && (quoted || (*at != ' ' && *at != '\t')); at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (used + 1 < TERM_SIZE)
            term[used++] = *at;
    }
    term[used] = '\0';
    const bool found = at > *text + strspn(*text, " \t");
    *text = at;
    return found;
}

static enum vha_status take_term(struct term *term)
{
    static const char *const signs[] = {"!=", ">=", "<=", "=", ">", "<"};
    term->negated = term->text[0] == '!';
    const char *const body = term->text + (term->negated ? 1 : 0);
    const size_t length = strcspn(body, "=<>!");
    char name[WORD_SIZE];
    snprintf(name, sizeof name, "%.*s", (int)length, body);
    if (body[0] == '\0')
        return vha_fail(term->error, VHA_USAGE,
                        "An exclamation mark turns what follows it round, "
                        "and nothing does.");
    if (body[length] == '\0')
        return take_word(term, name);
    for (size_t i = 0; i < VHA_COUNT(signs); i++)
        if (length > 0 && strncmp(body + length, signs[i], strlen(signs[i])) == 0)
            return take_named(term, name, signs[i], body + length + strlen(signs[i]));
    return vha_fail(term->error, VHA_USAGE, "\"%.200s\" is no filter.", term->text);
}

enum vha_status vha_filter_parse(const struct vha_panes *panes, const char *text,
                                 struct vha_filter *filter, struct vha_error *error)
{
    struct vha_filter read = {.chosen = {0}};
    char term_text[TERM_SIZE];
    struct term term = {.panes = panes, .filter = &read, .error = error, .text = term_text};
    enum vha_status status = VHA_OK;
    while (status == VHA_OK && next_term(&text, term_text))
        status = take_term(&term);
    if (status == VHA_OK)
        *filter = read;
    return status;
}
