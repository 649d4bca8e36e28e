/* A made-up register of what is done around people: two of each kind are on record, unless nobody
 * may look. */
#include "testing.h"

#include "vha/casework.h"

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
         .note = "Made \x1b[2J by phone",
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
