/* Orders about the audit log, on any screen. */
#include "audit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static enum vha_status run_audit(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    struct audit_filter filter;
    struct screen screen = {0};
    struct audit_state *const state = audit_of(desk);
    const enum vha_status status = audit_filter_parse(arguments, &filter, error);
    if (status != VHA_OK)
        return status;
    *flags |= SCREEN_REDRAW;
    if (state != NULL)
        return audit_set_filter(state, desk, &filter, error);
    return desk_show(desk, audit_screen(desk, &filter, &screen, error), &screen, flags);
}

static void complete_audit(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    (void)desk;
    audit_filter_complete(arguments, candidates);
}

static void preview_audit(struct desk *desk, const char *arguments, char *out, size_t size)
{
    struct audit_filter filter;
    struct vha_error error;
    char words[FILTER_WORDS_SIZE];
    (void)desk;
    if (audit_filter_parse(arguments, &filter, &error) == VHA_OK)
        snprintf(out, size, "%s.", audit_filter_words(&filter, words));
    else
        snprintf(out, size, "%s", error.message);
}

static enum vha_status run_enquiries(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    struct screen screen = {0};
    return desk_show(desk, enquiries_screen(desk, arguments, &screen, error), &screen, flags);
}

static void complete_enquiries(struct desk *desk, const char *arguments,
                               struct candidates *candidates)
{
    (void)desk;
    candidates->from = 0;
    candidates_offer(candidates, arguments, "open");
    candidates_offer(candidates, arguments, "flagged");
}

static enum vha_status run_review(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct screen screen = {0};
    return desk_show(desk, usage_screen(desk, arguments, &screen, error), &screen, flags);
}

static const struct order orders[] = {
    {.name = "audit",
     .arguments = "[FILTER]",
     .summary = "show the audit log: who, action, about, bcu, from, until and a value, or refused",
     .run = run_audit,
     .complete = complete_audit,
     .preview = preview_audit},
    {.name = "enquiries",
     .arguments = "[open|flagged|LOGIN]",
     .summary = "show audit enquiries with their answers",
     .run = run_enquiries,
     .complete = complete_enquiries},
    {.name = "audit_review",
     .arguments = "[MONTH]",
     .summary = "review a month's use, such as 2026-10, or that of the last month that is over",
     .run = run_review},
};

const struct order_group audit_orders = {"The audit log", orders, VHA_COUNT(orders)};
