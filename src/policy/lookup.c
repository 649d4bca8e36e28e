#include <string.h>

#include "policy.h"

const char *const vha_role_names[VHA_ROLES] = {"suspect", "accused", "victim", "witness"};

static bool equals(const char *word, const char *text, size_t length)
{
    return strlen(word) == length && memcmp(word, text, length) == 0;
}

/* -------------------------------------------------------------------------------------- roles */

uint8_t vha_role_of(const char *name, size_t length)
{
    for (unsigned i = 0; i < VHA_ROLES; i++)
        if (equals(vha_role_names[i], name, length))
            return (uint8_t)(1u << i);
    return 0;
}

const char *vha_role_name(uint8_t role)
{
    for (unsigned i = 0; i < VHA_ROLES; i++)
        if (role == 1u << i)
            return vha_role_names[i];
    return "";
}

/* ------------------------------------------------------------------------ offences and features */

static bool is_name_of(const struct vha_category *category, const char *offence, size_t length)
{
    if (equals(category->code, offence, length))
        return true;
    for (size_t i = 0; i < category->alias_count; i++)
        if (equals(category->aliases[i], offence, length))
            return true;
    return false;
}

uint16_t vha_policy_category(const struct vha_policy *policy, const char *offence, size_t length)
{
    for (size_t i = 0; i < policy->category_count; i++)
        if (is_name_of(&policy->categories[i], offence, length))
            return (uint16_t)i;
    return VHA_OUT_OF_SCOPE;
}

static uint64_t feature_bit(const struct vha_policy *policy, const char *code, size_t length)
{
    for (size_t i = 0; i < policy->feature_count; i++)
        if (equals(policy->features[i], code, length))
            return UINT64_C(1) << i;
    return 0;
}

uint64_t vha_policy_features(const struct vha_policy *policy, const char *list, size_t length)
{
    uint64_t bits = 0;
    size_t start = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && list[i] != ';')
            continue;
        size_t end = i;
        while (start < end && list[start] == ' ')
            start++;
        while (end > start && list[end - 1] == ' ')
            end--;
        if (end > start)
            bits |= feature_bit(policy, list + start, end - start);
        start = i + 1;
    }
    return bits;
}

/* -------------------------------------------------------------------------------------- grades */

static const char letter_sources[] = "ABCDE"; /* of 5x5x5 */
static const char digit_sources[] = "123";    /* of 3x5x2 */

/* A form of evaluation: the characters allowed at each place. */
struct grade_form {
    size_t length;
    const char *allowed[3];
};

static const struct grade_form grade_forms[] = {
    {2, {letter_sources, "12345", NULL}},    /* 5x5x5: source, information */
    {3, {letter_sources, "12345", "12345"}}, /* with its handling code */
    {3, {digit_sources, "ABCDE", "PC"}},     /* 3x5x2: source, information, handling */
};

static bool has_form(const struct grade_form *form, const char *grade, size_t length)
{
    if (length != form->length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (grade[i] == '\0' || strchr(form->allowed[i], grade[i]) == NULL)
            return false;
    return true;
}

bool vha_grade_valid(const char *grade, size_t length)
{
    for (size_t i = 0; i < VHA_COUNT(grade_forms); i++)
        if (has_form(&grade_forms[i], grade, length))
            return true;
    return false;
}

int vha_policy_grade(const struct vha_policy *policy, const char *grade, size_t length)
{
    if (!vha_grade_valid(grade, length))
        return -1;
    const char *letter = strchr(letter_sources, grade[0]);
    if (letter != NULL)
        return (int)(letter - letter_sources);
    const char *digit = strchr(digit_sources, grade[0]);
    return digit != NULL ? policy->three_by_five[digit - digit_sources] : -1;
}
