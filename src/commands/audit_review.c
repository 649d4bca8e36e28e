#include "command.h"
#include "session.h"
#include "vha/workstation.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The monthly review (GVM recommendation 1), per BCU and user. */

struct review_values {
    const char *month;
};

static void show_counts(const char *name, int64_t sessions, int64_t opened, int64_t lists,
                        int64_t searches, int64_t refusals)
{
    printf("  %-20s %8" PRId64 " %8" PRId64 " %8" PRId64 " %8" PRId64 " %8" PRId64, name, sessions,
           opened, lists, searches, refusals);
}

static void show_user(const struct vha_review_user *user)
{
    char login[256];
    show_counts(vha_text_show(login, sizeof login, user->login), user->sessions, user->opened,
                user->lists, user->searches, user->refusals);
    printf(" %8" PRId64 "  %s\n", user->outside, user->role);
    if (user->words[0] != '\0')
        printf("    unusual %s: %s\n",
               !user->unusual_hours    ? "volume"
               : !user->unusual_volume ? "hours"
                                       : "volume and hours",
               user->words);
}

static const char *title_of(const char *bcu)
{
    return bcu[0] == '\0' ? "no users" : strcmp(bcu, "all") == 0 ? "all of London" : bcu;
}

static void show(const struct vha_review *review)
{
    printf("OFFICIAL  Review of %s\n", review->month);
    for (size_t i = 0; i < review->bcu_count; i++) {
        const struct vha_review_bcu *const bcu = &review->bcus[i];
        printf("\n%-22s %8s %8s %8s %8s %8s %8s\n", title_of(bcu->bcu), "sessions", "opened",
               "lists", "searches", "refusals", "outside");
        for (size_t j = 0; j < bcu->user_count; j++)
            show_user(bcu->users[j]);
        show_counts("all", bcu->sessions, bcu->opened, bcu->lists, bcu->searches, bcu->refusals);
        putchar('\n');
    }
}

static enum vha_status run_review(const struct invocation *invocation, struct vha_error *error)
{
    const struct review_values *values = invocation->values;
    struct session session;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    struct vha_arena *arena = vha_arena_new();
    struct vha_review *review = vha_arena_alloc(arena, sizeof *review);
    const struct vha_review_rules rules = vha_workstation_review_rules(session.settings);
    status = vha_register_review(session.reg, &session.user, values->month, &rules, arena, review,
                                 error);
    if (status == VHA_OK)
        show(review);
    vha_arena_free(arena);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "MONTH",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct review_values, month),
     .summary = "such as 2026-10; the one under way as far as it has come"},
};

const struct command command_audit_review = {
    .name = "audit review",
    .summary = "review a month's use, per BCU and user",
    .description =
        "Shows what each user did in a month, by the BCUs of their access, and points out unusual "
        "volume, beside the user's own months and those of others in the same role, and unusual "
        "hours. Whoever has several BCUs stands under each. The review is itself an entry.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct review_values),
    .run = run_review,
};
