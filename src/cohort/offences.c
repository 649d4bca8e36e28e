/* Offence types as they are typed and kept. */
#include "vha/cohort_ranking.h"
#include "vha/policy.h"

#include <stdio.h>
#include <string.h>

enum { MAX_TYPED = 1024 };

static const char between[] = " ,";

/* The category of that code or alias; capital and small letters are the same here. */
static size_t find_offence(const struct vha_policy *policy, const char *word)
{
    for (size_t i = 0; i < policy->category_count; i++) {
        const struct vha_category *const category = &policy->categories[i];
        bool named = strcasecmp(category->code, word) == 0;
        for (size_t alias = 0; alias < category->alias_count; alias++)
            named = named || strcasecmp(category->aliases[alias], word) == 0;
        if (named)
            return i;
    }
    return policy->category_count;
}

static enum vha_status fail_unknown(const struct vha_policy *policy, const char *word,
                                    struct vha_error *error)
{
    const char *codes[VHA_MAX_CATEGORIES];
    char capitals[MAX_TYPED];
    size_t length = 0;
    for (; word[length] != '\0'; length++)
        capitals[length] =
            (char)(word[length] >= 'a' && word[length] <= 'z' ? word[length] - 'a' + 'A'
                                                              : word[length]);
    capitals[length] = '\0';
    for (size_t i = 0; i < policy->category_count; i++)
        codes[i] = policy->categories[i].code;
    const char *const nearest = vha_nearest_word(capitals, codes, policy->category_count);
    if (nearest != NULL)
        return vha_fail(error, VHA_USAGE,
                        "\"%s\" is no offence of the policy; did you mean \"%s\"?", word, nearest);
    return vha_fail(error, VHA_USAGE,
                    "\"%s\" is no offence of the policy; its codes are those of the filter "
                    "\"Offence scored\", such as %s.",
                    word, policy->category_count > 0 ? policy->categories[0].code : "none");
}

enum vha_status vha_offences_parse(const struct vha_policy *policy, const char *text,
                                   uint64_t *offences, struct vha_error *error)
{
    char copy[MAX_TYPED];
    uint64_t read = 0;
    if (strlen(text) >= sizeof copy)
        return vha_fail(error, VHA_USAGE, "That is too long to be a list of offences.");
    memcpy(copy, text, strlen(text) + 1);
    char *rest = copy;
    for (char *word = NULL; (word = strsep(&rest, between)) != NULL;) {
        if (*word == '\0')
            continue;
        const size_t category = find_offence(policy, word);
        if (category == policy->category_count)
            return fail_unknown(policy, word, error);
        read |= UINT64_C(1) << category;
    }
    if (read == 0)
        return vha_fail(error, VHA_USAGE,
                        "No offence is named; name one or more with commas "
                        "between.");
    *offences = read;
    return VHA_OK;
}

char *vha_offences_format(const struct vha_policy *policy, uint64_t offences, char *out,
                          size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < policy->category_count && used < size; i++)
        if ((offences >> i & 1u) != 0)
            used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? "," : "",
                                     policy->categories[i].code);
    return out;
}
