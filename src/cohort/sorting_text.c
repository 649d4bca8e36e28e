/* Sorting as it is typed, kept and said. */
#include "vha/cohort_sorting.h"

#include <stdio.h>
#include <string.h>

const struct vha_sort_words vha_sorts[VHA_SORTS] = {
    [VHA_SORT_RANK] = {"rank", {"by score", "by score, lowest first"}, false},
    [VHA_SORT_SCORE] = {"score", {"by score, lowest first", "by score, highest first"}, true},
    [VHA_SORT_NAME] = {"name", {"by name, A to Z", "by name, Z to A"}, false},
    [VHA_SORT_PNCID] = {"pncid", {"by PNCID", "by PNCID, highest first"}, false},
    [VHA_SORT_AGE] = {"age", {"by age, youngest first", "by age, oldest first"}, false},
    [VHA_SORT_BORN] = {"born", {"by date of birth", "by date of birth, latest first"}, false},
    [VHA_SORT_BOROUGH] = {"borough", {"by borough, A to Z", "by borough, Z to A"}, false},
    [VHA_SORT_BCU] = {"bcu", {"by BCU, A to Z", "by BCU, Z to A"}, false},
    [VHA_SORT_CRIME_SCORE] = {"crime_score",
                              {"by crime score, lowest first", "by crime score"},
                              true},
    [VHA_SORT_INTEL_SCORE] = {"intel_score",
                              {"by intelligence score, lowest first", "by intelligence score"},
                              true},
    [VHA_SORT_CRIME_REPORTS] = {"crimes",
                                {"by crime reports, fewest first", "by crime reports, most first"},
                                true},
    [VHA_SORT_INTEL_REPORTS] = {"intel",
                                {"by intelligence reports, fewest first",
                                 "by intelligence reports, most first"},
                                true},
    [VHA_SORT_LATEST] = {"latest", {"by latest offence, oldest first", "by latest offence"}, true},
    [VHA_SORT_QUALIFYING] = {"qualifying",
                             {"by criterion, four_reports first",
                              "by criterion, three_crimes first"},
                             false},
    [VHA_SORT_RECENCY] = {"recency",
                          {"by recency, offence first", "by recency, custody first"},
                          false},
    [VHA_SORT_CHANGE] = {"change",
                         {"by change, most fallen first", "by change, new, then most risen first"},
                         true},
    [VHA_SORT_PREVIOUS] = {"previous",
                           {"by previous rank", "by previous rank, new, then lowest first"},
                           false},
    [VHA_SORT_CHOSEN] = {"chosen",
                         {"by the chosen offences", "by the chosen offences, lowest first"},
                         false},
};

/* ------------------------------------------------------------------------------------- reading */

enum { MAX_TYPED = 512 };

static const char asc[] = "asc";
static const char desc[] = "desc";

static enum vha_status fail_unknown(const char *word, struct vha_error *error)
{
    const char *words[VHA_SORTS + 2];
    for (size_t i = 0; i < VHA_SORTS; i++)
        words[i] = vha_sorts[i].name;
    words[VHA_SORTS] = asc;
    words[VHA_SORTS + 1] = desc;
    const char *const nearest = vha_nearest_word(word, words, VHA_COUNT(words));
    if (nearest != NULL)
        return vha_fail(error, VHA_USAGE, "\"%s\" is nothing to sort by; did you mean \"%s\"?",
                        word, nearest);
    char names[MAX_TYPED];
    size_t used = 0;
    for (size_t i = 0; i < VHA_SORTS; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? ", " : "",
                                 vha_sorts[i].name);
    return vha_fail(error, VHA_USAGE, "\"%s\" is nothing to sort by; there are %s.", word, names);
}

static size_t find_sort(const char *word)
{
    size_t sort = 0;
    while (sort < VHA_SORTS && strcmp(vha_sorts[sort].name, word) != 0)
        sort++;
    return sort;
}

static enum vha_status take_key(const char *word, struct vha_sorting *sorting,
                                struct vha_error *error)
{
    const size_t sort = find_sort(word);
    if (sort == VHA_SORTS)
        return fail_unknown(word, error);
    for (size_t i = 0; i < sorting->count; i++)
        if (sorting->keys[i].sort == (enum vha_sort)sort)
            return vha_fail(error, VHA_USAGE,
                            "\"%s\" is there twice; once it is sorted by, all in it are equal.",
                            word);
    if (sorting->count == VHA_SORT_KEYS)
        return vha_fail(error, VHA_USAGE,
                        "The list is sorted by %d columns at most, and \"%s\" is one more.",
                        VHA_SORT_KEYS, word);
    sorting->keys[sorting->count++] =
        (struct vha_sort_key){(enum vha_sort)sort, vha_sorts[sort].descending_first};
    return VHA_OK;
}

static enum vha_status take_word(const char *word, struct vha_sorting *sorting,
                                 struct vha_error *error)
{
    const bool descending = strcmp(word, desc) == 0;
    if (!descending && strcmp(word, asc) != 0)
        return take_key(word, sorting, error);
    if (sorting->count == 0)
        return vha_fail(error, VHA_USAGE, "\"%s\" stands after what is sorted by: name %s.", word,
                        word);
    sorting->keys[sorting->count - 1].descending = descending;
    return VHA_OK;
}

enum vha_status vha_sorting_parse(const char *text, struct vha_sorting *sorting,
                                  struct vha_error *error)
{
    static const char between[] = " ,";
    struct vha_sorting read = {.count = 0};
    char folded[MAX_TYPED];
    if (strlen(text) >= sizeof folded)
        return vha_fail(error, VHA_USAGE, "That is too long to be what a list is sorted by.");
    vha_text_fold(folded, sizeof folded, text);
    char *rest = folded;
    enum vha_status status = VHA_OK;
    for (char *word = NULL; status == VHA_OK && (word = strsep(&rest, between)) != NULL;)
        if (*word != '\0')
            status = take_word(word, &read, error);
    if (status == VHA_OK)
        *sorting = read;
    return status;
}

/* ------------------------------------------------------------------------------------- writing */

char *vha_sorting_format(const struct vha_sorting *sorting, char out[VHA_SORTING_SIZE])
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sorting->count; i++) {
        const struct vha_sort_key key = sorting->keys[i];
        const struct vha_sort_words *const words = &vha_sorts[key.sort];
        const char *const direction = key.descending == words->descending_first ? ""
                                      : key.descending                          ? " desc"
                                                                                : " asc";
        used += (size_t)snprintf(out + used, VHA_SORTING_SIZE - used, "%s%s%s", i > 0 ? ", " : "",
                                 words->name, direction);
    }
    return out;
}

char *vha_sorting_words(const struct vha_sorting *sorting, char *out, size_t size)
{
    size_t used = 0;
    snprintf(out, size, "%s", sorting->count == 0 ? vha_sorts[VHA_SORT_RANK].orders[0] : "");
    for (size_t i = 0; i < sorting->count && used < size; i++) {
        const struct vha_sort_key key = sorting->keys[i];
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? ", then " : "",
                                 vha_sorts[key.sort].orders[key.descending ? 1 : 0]);
    }
    return out;
}
