/* A made-up register of what is done around people: two of each kind are on record, unless nobody
 * may look. */
#include "testing.h"

#include "vha/casework.h"
#include "vha/copying.h"
#include "vha/fairness.h"
#include "vha/todo.h"

enum vha_status vha_casework_of_person(struct vha_register *reg, const struct vha_user *user,
                                       const char *pncid, bool in_scope,
                                       const struct vha_casework_tellers *tellers,
                                       struct vha_error *error)
{
    const struct vha_safeguarding decisions[] = {
        {.number = 1,
         .option = VHA_OPTION_REFERRALS,
         .state = VHA_CONSIDERED,
         .note = "To be made",
         .lead = "DI Khan",
         .day = "2026-09-01",
         .by = "head.as"},
        {.number = 2,
         .option = VHA_OPTION_REFERRALS,
         .state = VHA_DONE,
         .note = "Made \x1b[2J by phone\nand by letter",
         .lead = "DI Khan",
         .day = "2026-09-08",
         .by = "head.as",
         .holds = true},
    };
    const struct vha_activity activities[] = {
        {.number = 7,
         .kind = VHA_DIVERSION,
         .day = "2026-09-08",
         .done = "Youth club",
         .bcu = "AS",
         .by = "a.one",
         .result = VHA_RESULT_AWAITED,
         .outcome = ""},
    };
    const struct vha_shared shared[] = {
        {.number = 3,
         .day = "2026-09-09",
         .shared = "Seen with a knife",
         .partner = "YJS Lambeth",
         .power = VHA_AGREEMENT,
         .basis = "DSA 3",
         .reason = "At risk",
         .bcu = "AS",
         .by = "a.one"},
    };
    const enum vha_status status =
        vha_register_permit_person(reg, user, VHA_ACTION_SEE_CASEWORK, pncid, in_scope, error);
    if (status != VHA_OK)
        return status;
    fake.casework_looks++;
    for (size_t i = 0; i < VHA_COUNT(decisions); i++)
        tellers->safeguarding(tellers->context, &decisions[i]);
    for (size_t i = 0; i < VHA_COUNT(activities); i++)
        tellers->activity(tellers->context, &activities[i]);
    for (size_t i = 0; i < VHA_COUNT(shared); i++)
        tellers->shared(tellers->context, &shared[i]);
    return VHA_OK;
}

static enum vha_status add(const char *added, int64_t *number, struct vha_error *error)
{
    if (fake.step_refused)
        return vha_fail(error, VHA_USAGE, "The note is missing.");
    snprintf(fake.step, sizeof fake.step, "%s", added);
    *number = 9;
    return VHA_OK;
}

enum vha_status vha_safeguarding_decide(struct vha_register *reg, const struct vha_user *user,
                                        bool in_scope, const struct vha_safeguard *decision,
                                        int64_t *number, struct vha_error *error)
{
    char added[512];
    (void)reg;
    (void)user;
    snprintf(added, sizeof added, "%s %d %d: %s %s, %s, %s", decision->pncid, in_scope,
             decision->child, vha_option_name(decision->option),
             vha_consideration_name(decision->state), decision->lead, decision->note);
    return add(added, number, error);
}

enum vha_status vha_activity_log(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_activity_entry *entry,
                                 int64_t *number, struct vha_error *error)
{
    char added[512];
    (void)reg;
    (void)user;
    snprintf(added, sizeof added, "%s %d: %s by %s, %s; %s: %s", entry->pncid, in_scope,
             vha_activity_kind_name(entry->kind), entry->bcu, entry->done,
             vha_result_name(entry->result), entry->outcome);
    return add(added, number, error);
}

enum vha_status vha_activity_add_result(struct vha_register *reg, const struct vha_user *user,
                                        int64_t number, enum vha_result result, const char *outcome,
                                        struct vha_error *error)
{
    char added[512];
    int64_t none = 0;
    (void)reg;
    (void)user;
    snprintf(added, sizeof added, "%lld: %s: %s", (long long)number, vha_result_name(result),
             outcome);
    return add(added, &none, error);
}

enum vha_status vha_share_log(struct vha_register *reg, const struct vha_user *user, bool in_scope,
                              const struct vha_share *share, int64_t *number,
                              struct vha_error *error)
{
    char added[1024];
    (void)reg;
    (void)user;
    snprintf(added, sizeof added, "%s %d: [%s] to %s, %s %s: %s, %s", share->pncid, in_scope,
             share->shared, share->partner, vha_power_name(share->power), share->basis,
             share->reason, share->bcu);
    return add(added, number, error);
}

/* ---------------------------------------------------------------------------- what is followed up
 */

enum vha_status vha_board_report(struct vha_register *reg, const struct vha_user *user,
                                 const struct vha_casework_filter *filter, vha_board_function *show,
                                 void *context, struct vha_error *error)
{
    const struct vha_board_count counts[] = {
        {"2026-Q3", "AS", VHA_ENFORCEMENT, 12, {3, 5, 1, 3}},
        {"2026-Q3", "AS", VHA_REFERRAL, 2, {2, 0, 0, 0}},
        {"2026-Q2", "AS", VHA_DIVERSION, 1, {0, 1, 0, 0}},
    };
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_BOARD, filter->quarter, error);
    for (size_t i = 0; status == VHA_OK && i < VHA_COUNT(counts); i++)
        if (filter->quarter == NULL || strcmp(filter->quarter, counts[i].quarter) == 0)
            show(context, &counts[i]);
    return status;
}

enum vha_status vha_copy_list(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_copy_filter *filter, vha_copy_function *show,
                              void *context, struct vha_error *error)
{
    const struct vha_copy_standing copies[] = {
        {.number = 1,
         .at = "2026-09-01T09:00:00Z",
         .by = "mo2.one",
         .authority = "MO2/17",
         .reason = "court order",
         .quarter = "2026-Q3",
         .format = "csv",
         .people = 208,
         .sha256 = "abc",
         .holder = "Clerk \x1b[2J",
         .destroy_by = "2026-09-30",
         .overdue = true},
        {.number = 2,
         .at = "2026-09-01T09:00:00Z",
         .by = "mo2.one",
         .authority = "MO2/18",
         .reason = "court order",
         .quarter = "2026-Q3",
         .format = "csv",
         .people = 208,
         .sha256 = "abc",
         .holder = "Judge",
         .destroy_by = "2037-01-01",
         .authorised_at = "2026-09-02T09:00:00Z",
         .authorised_by = "lead.one"},
    };
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_TRACK_COPY, NULL, error);
    fake.copy_looks++;
    for (size_t i = 0; status == VHA_OK && i < VHA_COUNT(copies); i++)
        if ((filter->number == 0 || filter->number == copies[i].number) &&
            (!filter->overdue || copies[i].overdue) &&
            (!filter->unauthorised || copies[i].authorised_at == NULL))
            show(context, &copies[i]);
    return status;
}

enum vha_status vha_copy_history(struct vha_register *reg, const struct vha_user *user,
                                 int64_t number, vha_copy_moved_function *show, void *context,
                                 struct vha_error *error)
{
    const struct vha_copy_moved moved = {.at = "2026-09-03T09:00:00Z",
                                         .by = "mo2.one",
                                         .step = VHA_COPY_MOVE,
                                         .note = "by hand",
                                         .holder = "Judge"};
    (void)reg;
    (void)user;
    (void)error;
    if (number == 2)
        show(context, &moved);
    return VHA_OK;
}

enum vha_status vha_copy_take_step(struct vha_register *reg, const struct vha_user *user,
                                   int64_t number, const struct vha_copy_taken *taken,
                                   struct vha_error *error)
{
    char added[512];
    char day[VHA_DATE_SIZE];
    int64_t none = 0;
    (void)reg;
    (void)user;
    snprintf(added, sizeof added, "%lld %s: %s, %s, %s", (long long)number,
             vha_copy_step_name(taken->step), taken->note,
             taken->holder != NULL ? taken->holder : "-", vha_date_format(day, taken->destroy_by));
    return add(added, &none, error);
}

enum vha_status vha_todo_count(struct vha_register *reg, const struct vha_user *user,
                               vha_date late_before, int64_t counts[VHA_TODOS],
                               struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)late_before;
    (void)error;
    for (int i = 0; i < VHA_TODOS; i++)
        counts[i] = fake.todos[i];
    return VHA_OK;
}

/* Whoever stands first on the list has one decision; nobody else has any. */
enum vha_status vha_safeguarding_decided(struct vha_register *reg, const struct vha_user *user,
                                         struct vha_safeguarded **people, size_t *count,
                                         struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    *people = vha_alloc_zeroed(1, sizeof **people);
    *count = 1;
    (*people)->options = 1;
    vha_pncid_format((*people)->pncid, UINT64_C(20030000000));
    return VHA_OK;
}

enum vha_status vha_concern_file(struct vha_register *reg, const struct vha_user *user,
                                 const char *quarter, const char *words, int64_t *number,
                                 struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)quarter;
    (void)words;
    (void)error;
    *number = 1;
    return VHA_OK;
}
