/* Offers what can stand at the end of a filter that is being typed. */
#include "filter_text.h"

#include <stdio.h>
#include <string.h>

enum { WORD_SIZE = 256 };

struct offering {
    vha_word_function *offer;
    void *context;
};

/* A word with a sign after it, blanks as they are typed. */
static void offer(const struct offering *offering, const char *before, const char *word,
                  size_t length, const char *after)
{
    char typed[WORD_SIZE];
    snprintf(typed, sizeof typed, "%s%.*s%s", before, (int)length, word, after);
    for (char *blank = typed; (blank = strchr(blank, ' ')) != NULL;)
        *blank = '_';
    offering->offer(offering->context, typed);
}

static void offer_values(const struct offering *offering, const struct vha_facet *facet)
{
    for (size_t i = 0; i < facet->value_count; i++)
        offer(offering, "", facet->values[i].code, strlen(facet->values[i].code), "");
}

static void offer_groups(const struct offering *offering, const struct vha_panes *panes)
{
    for (size_t f = 0; f < panes->count; f++)
        for (size_t i = 0; i < panes->facets[f].value_count; i++) {
            const char *const group = panes->facets[f].values[i].group;
            const bool begins =
                i == 0 || !filter_same_group(panes->facets[f].values[i - 1].group, group);
            /* A code has one word of capitals; what gathers the rest is a sentence. */
            if (begins && strspn(group, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strcspn(group, " ") &&
                *group != '\0')
                offer(offering, "", group, strcspn(group, " "), "");
        }
}

/* Whether one pane alone has that code, so that the word alone says which is meant. */
static bool is_alone(const struct vha_panes *panes, const char *code)
{
    size_t count = 0;
    for (size_t f = 0; f < panes->count; f++) {
        count += strcmp(panes->facets[f].name, code) == 0;
        for (size_t i = 0; i < panes->facets[f].value_count; i++)
            count += strcmp(panes->facets[f].values[i].code, code) == 0;
    }
    return count == 1;
}

static void offer_terms(const struct offering *offering, const struct vha_panes *panes,
                        const char *before)
{
    for (size_t f = 0; f < panes->count; f++)
        offer(offering, before, panes->facets[f].name, strlen(panes->facets[f].name), "=");
    offer(offering, before, FILTER_GROUP_NAME, strlen(FILTER_GROUP_NAME), "=");
    for (size_t m = 0; *before == '\0' && m < VHA_MEASURES; m++)
        offer(offering, "", vha_measures[m].name, strlen(vha_measures[m].name), "=");
    for (size_t f = 0; f < panes->count; f++)
        for (size_t i = 0; i < panes->facets[f].value_count; i++) {
            const char *const code = panes->facets[f].values[i].code;
            if (is_alone(panes, code) && *panes->facets[f].values[i].group == '\0')
                offer(offering, before, code, strlen(code), "");
        }
}

size_t vha_filter_complete(const struct vha_panes *panes, const char *text,
                           vha_word_function *function, void *context)
{
    const struct offering offering = {function, context};
    const char *const blank = strrchr(text, ' ');
    const char *const term = blank != NULL ? blank + 1 : text;
    const char *const sign = strpbrk(term, "=<>");
    const bool negated = *term == '!';
    if (sign == NULL) {
        offer_terms(&offering, panes, negated ? "!" : "");
        return (size_t)(term - text);
    }
    const char *const comma = strrchr(sign, ',');
    const char *const value = comma != NULL ? comma + 1 : sign + 1;
    const char *const name = term + (negated ? 1 : 0);
    const size_t length = strcspn(name, "=<>!");
    for (size_t f = 0; f < panes->count; f++)
        if (strlen(panes->facets[f].name) == length &&
            strncmp(panes->facets[f].name, name, length) == 0)
            offer_values(&offering, &panes->facets[f]);
    if (length == strlen(FILTER_GROUP_NAME) && strncmp(FILTER_GROUP_NAME, name, length) == 0)
        offer_groups(&offering, panes);
    return (size_t)(value - text);
}
