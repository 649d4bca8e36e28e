/* copies: the copies of the list that were made, and what became of each (SOP 53). */
#include "copies.h"

#include "facts.h"
#include "short_list.h"
#include "vha/copying.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------- list */

#define COLUMNS "%4s  %-9s %-10s  %-13s %-20.20s %s"
static const char columns_header[] =
    "  No  State     Destroy by  Authority is  Holder               Authority";

static void take_row(void *context, const struct vha_copy_standing *copy)
{
    struct short_list *const list = context;
    char number[24];
    char text[512];
    char said[512];
    const char *const confirmed = copy->authorised_at != NULL ? "confirmed" : "not confirmed";
    snprintf(number, sizeof number, "%lld", (long long)copy->number);
    snprintf(text, sizeof text, COLUMNS, number, vha_copy_state_words(copy), copy->destroy_by,
             confirmed, copy->holder, copy->authority);
    snprintf(said, sizeof said, "Copy %s, %s, to be destroyed by %s, held by %s, authority %s %s",
             number, vha_copy_state_words(copy), copy->destroy_by, copy->holder, copy->authority,
             confirmed);
    short_list_add(list, text, said, number);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    return vha_copy_list(desk->options->reg, desk->options->user, short_list_context(list),
                         take_row, list, error);
}

/* ------------------------------------------------------------------------------------------ one */

static void take_fact(void *context, const char *label, const char *text)
{
    facts_add(context, label, text);
}

static void take_facts(void *context, const struct vha_copy_standing *copy)
{
    struct facts *const facts = context;
    facts_add(facts, "marking", VHA_COPY_MARKING);
    facts_add(facts, "state", vha_copy_state_words(copy));
    vha_copy_facts(copy, take_fact, facts);
}

static void take_step(void *context, const struct vha_copy_moved *moved)
{
    char text[512];
    const bool has = moved->holder != NULL || moved->destroy_by != NULL;
    snprintf(text, sizeof text, "%.16s %s%s%s by %s: %.300s", moved->at,
             vha_copy_step_words(moved->step), has ? " to " : "",
             moved->holder != NULL       ? moved->holder
             : moved->destroy_by != NULL ? moved->destroy_by
                                         : "",
             moved->by, moved->note);
    vha_text_mend_end(text);
    facts_add(context, "step", text);
}

/* The steps that are the user's to take. */
static void add_orders(struct facts *facts, const struct vha_user *user, const char *number)
{
    char text[256];
    size_t used = 0;
    for (int i = 0; i < VHA_COPY_STEPS && used < sizeof text; i++)
        if (vha_user_may_copy_step(user, (enum vha_copy_step)i))
            used += (size_t)snprintf(text + used, sizeof text - used, "%s:copy_%s %s",
                                     used > 0 ? "  " : "",
                                     vha_copy_step_name((enum vha_copy_step)i), number);
    facts_add(facts, "next", used > 0 ? text : NULL);
}

static enum vha_status read_copy(struct facts *facts, struct desk *desk, int64_t number,
                                 struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const struct vha_copy_filter filter = {.number = number};
    char digits[24];
    enum vha_status status =
        vha_copy_list(options->reg, options->user, &filter, take_facts, facts, error);
    if (status == VHA_OK)
        status = vha_copy_history(options->reg, options->user, number, take_step, facts, error);
    if (status != VHA_OK)
        return status;
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    add_orders(facts, options->user, digits);
    return VHA_OK;
}

static enum vha_status open_copy(struct desk *desk, const char *tag, unsigned *flags,
                                 struct vha_error *error)
{
    const int64_t number = strtoll(tag, NULL, 10);
    char title[48];
    snprintf(title, sizeof title, "Copy %.20s", tag);
    struct facts *const facts = facts_new(title);
    const enum vha_status status = read_copy(facts, desk, number, error);
    if (status != VHA_OK) {
        facts_free(facts);
        return status;
    }
    facts_read_by(facts, desk, read_copy, number);
    desk_push(desk, facts_screen(facts));
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------- the orders */

static const struct {
    const char *name;
    const char *title;
    struct vha_copy_filter filter;
} choices[] = {
    {"", "Copies", {.number = 0}},
    {"open", "Copies not destroyed yet", {.open = true}},
    {"overdue", "Copies that should have been destroyed", {.overdue = true}},
    {"unconfirmed",
     "Copies whose authority is not confirmed",
     {.open = true, .unauthorised = true}},
};

static enum vha_status run_copies(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct screen screen;
    size_t choice = 0;
    while (choice < VHA_COUNT(choices) && strcmp(choices[choice].name, arguments) != 0)
        choice++;
    if (choice == VHA_COUNT(choices))
        return vha_fail(error, VHA_USAGE,
                        "copies takes open, overdue or unconfirmed, and \"%.60s\" is none.",
                        arguments);
    const enum vha_status status =
        short_list_screen(desk,
                          &(struct short_list_spec){.title = choices[choice].title,
                                                    .header = columns_header,
                                                    .none = "There is no such copy.",
                                                    .read = read_list,
                                                    .open = open_copy,
                                                    .context = &choices[choice].filter},
                          &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static void complete_copies(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    (void)desk;
    candidates->from = 0;
    for (size_t i = 1; i < VHA_COUNT(choices); i++)
        candidates_offer(candidates, arguments, choices[i].name);
}

static enum vha_status begin(struct desk *desk, enum vha_copy_step step, const char *number,
                             unsigned *flags, struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return copies_begin(desk, step, number, error);
}

static enum vha_status run_authorise(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    return begin(desk, VHA_COPY_AUTHORISE, arguments, flags, error);
}

static enum vha_status run_move(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    return begin(desk, VHA_COPY_MOVE, arguments, flags, error);
}

static enum vha_status run_extend(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    return begin(desk, VHA_COPY_EXTEND, arguments, flags, error);
}

static enum vha_status run_destroy(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    return begin(desk, VHA_COPY_DESTROY, arguments, flags, error);
}

static const struct order orders[] = {
    {.name = "copies",
     .arguments = "[open|overdue|unconfirmed]",
     .summary = "the copies of the list, who holds them and by when they are to be destroyed",
     .run = run_copies,
     .complete = complete_copies},
    {.name = "copy_authorise",
     .arguments = "NUMBER",
     .summary = "confirm the authority that a copy was made under",
     .run = run_authorise},
    {.name = "copy_move",
     .arguments = "NUMBER",
     .summary = "record that a copy has another holder",
     .run = run_move},
    {.name = "copy_extend",
     .arguments = "NUMBER",
     .summary = "let a copy be kept for longer",
     .run = run_extend},
    {.name = "copy_destroy",
     .arguments = "NUMBER",
     .summary = "record that a copy was destroyed",
     .run = run_destroy},
};

const struct order_group copy_orders = {"Copies", orders, VHA_COUNT(orders)};
