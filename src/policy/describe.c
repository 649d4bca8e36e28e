#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy.h"

/* A text that grows. */
struct page {
    char *text;
    size_t length;
    size_t capacity;
};

static void print(struct page *page, const char *format, ...) VHA_PRINTF(2, 3);

static void print(struct page *page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int needed = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (needed < 0)
        return;
    const size_t end = page->length + (size_t)needed + 1;
    if (end > page->capacity) {
        page->capacity = end * 2;
        page->text = vha_resize(page->text, page->capacity, 1);
    }
    va_start(arguments, format);
    vsnprintf(page->text + page->length, page->capacity - page->length, format, arguments);
    va_end(arguments);
    page->length = end - 1;
}

/* One number with its unit, whether it is assumed, and where it comes from. */
static void print_row(struct page *page, const char *label, const char *value,
                      const struct vha_sourced *origin)
{
    print(page, "  %-26s %14s  %-9s  %s\n", label, value, vha_origin_words[origin->assumed],
          origin->source);
}

static void print_months(struct page *page, const char *label, int months,
                         const struct vha_sourced *origin)
{
    char value[32];
    snprintf(value, sizeof value, "%d months", months);
    print_row(page, label, value, origin);
}

static void print_score(struct page *page, const char *label, vha_milli score,
                        const struct vha_sourced *origin)
{
    char value[VHA_MILLI_SIZE];
    print_row(page, label, vha_milli_format(value, score, true), origin);
}

static void print_header(struct page *page, const struct vha_policy *policy)
{
    print(page, "%s, %s\nSHA-256 %s\n", policy->name, policy->version, policy->sha256);
    print(page, "\n'assumed' marks a placeholder of the right size, for want of a published "
                "figure.\n");
}

/* Words of a set, parted by commas, after a label. */
static void print_set(struct page *page, const char *label, const char *const *words, size_t count,
                      uint64_t bits)
{
    bool is_first = true;
    print(page, "  %-26s ", label);
    for (size_t i = 0; i < count; i++) {
        if ((bits & (UINT64_C(1) << i)) == 0)
            continue;
        print(page, "%s%s", is_first ? "" : ", ", words[i]);
        is_first = false;
    }
    print(page, "%s\n", is_first ? "none" : "");
}

static void print_note(struct page *page, const struct vha_sourced *origin)
{
    print(page, "  %-26s %14s  %-9s  %s\n", "", "", vha_origin_words[origin->assumed],
          origin->source);
}

static void print_rules(struct page *page, const struct vha_policy *policy)
{
    const struct vha_rule_origins *origins = &policy->origins;
    print(page, "\nTime\n");
    print_months(page, "crime report window", policy->crime_window_months, &origins->crime_window);
    print_months(page, "intelligence window", policy->intel_window_months, &origins->intel_window);
    print_months(page, "recency window", policy->recency_window_months, &origins->recency_window);
    print_months(page, "of age from", policy->adult_age_months, &origins->adult_age);

    print(page, "\nWhat counts\n");
    print_set(page, "roles counted", vha_role_names, VHA_ROLES, policy->counted_roles);
    print_note(page, &origins->counted_roles);
    print_set(page, "features that exclude", policy->features, policy->feature_count,
              policy->excluded_features);
    print_note(page, &origins->excluded_features);

    print(page, "\nDecay of crime reports\n");
    char kept[64];
    snprintf(kept, sizeof kept, "%d/%d kept", policy->kept_numerator, policy->kept_denominator);
    print_row(page, policy->decay == VHA_DECAY_LINEAR ? "linear" : "geometric", kept,
              &origins->decay);
    print_months(page, "after each", policy->decay_months, &origins->decay);
}

static void print_inclusion(struct page *page, const struct vha_policy *policy)
{
    const struct vha_rule_origins *origins = &policy->origins;
    char value[64];
    print(page, "\nInclusion\n");
    snprintf(value, sizeof value, "%d reports", policy->four_reports_total);
    print_row(page, "four_reports", value, &origins->four_reports);
    snprintf(value, sizeof value, "%d crime", policy->four_reports_crimes);
    print_row(page, "  of which at least", value, &origins->four_reports);
    snprintf(value, sizeof value, "%d crime", policy->three_crimes_count);
    print_row(page, "three_crimes", value, &origins->three_crimes);
    print_score(page, "  whose scores reach", policy->three_crimes_score, &origins->three_crimes);
    print_score(page, "search list from", policy->search_list_score, &origins->search_list);
}

static void print_grades(struct page *page, const struct vha_policy *policy)
{
    print(page, "\nIntelligence, by source grade\n");
    for (size_t i = 0; i < VHA_GRADES; i++) {
        char label[32];
        snprintf(label, sizeof label, "source %s, multiplier", vha_grade_names[i]);
        print_score(page, label, policy->grade_multiplier[i], &policy->grade_origin[i]);
    }
    for (size_t i = 0; i < VHA_COUNT(policy->three_by_five); i++) {
        char label[32];
        char value[16];
        snprintf(label, sizeof label, "3x5x2 source %zu", i + 1);
        snprintf(value, sizeof value, "as %s", vha_grade_names[policy->three_by_five[i]]);
        print_row(page, label, value, &policy->origins.three_by_five);
    }
}

static void print_weight(struct page *page, const struct vha_policy *policy,
                         const struct vha_category *category, size_t index)
{
    const struct vha_weight *weight = &category->weights[index];
    if (weight->features_any != 0)
        print_set(page, "with any of", policy->features, policy->feature_count,
                  weight->features_any);
    print_score(page, index > 0 ? "other base weight" : "base weight", weight->base,
                &weight->origin);
}

static void print_category(struct page *page, const struct vha_policy *policy,
                           const struct vha_category *category)
{
    print(page, "\n%s: %s\n", category->code, category->title);
    for (size_t i = 0; i < category->weight_count; i++)
        print_weight(page, policy, category, i);
    print_score(page, "intelligence weight", category->intel, &category->intel_origin);
    if (category->needs_other)
        print(page, "  counts only beside a counted crime report of another category (SOP 17)\n");
    for (size_t i = 0; i < category->alias_count; i++)
        print(page, "%s%s", i > 0 ? "; " : "  also called ", category->aliases[i]);
    if (category->alias_count > 0)
        print(page, "\n");
}

char *vha_policy_describe(const struct vha_policy *policy)
{
    struct page page = {0};
    print_header(&page, policy);
    print_rules(&page, policy);
    print_inclusion(&page, policy);
    print_grades(&page, policy);
    print(&page, "\nCategories in scope: %zu (SOP 15)\n", policy->category_count);
    for (size_t i = 0; i < policy->category_count; i++)
        print_category(&page, policy, &policy->categories[i]);
    return page.text;
}
