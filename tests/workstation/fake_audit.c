/* A made-up audit log of as many entries as a test wants: each follows from its number, so that
 * none is kept. */
#include "testing.h"

#include "vha/enquiries.h"

/* Entry 1 is the oldest. Every third is by ann, and every tenth was refused. */
static struct vha_audit_record entry_of(int64_t number, char subject[32])
{
    snprintf(subject, 32, "2003/%07lldX", (long long)number % 10000000);
    return (struct vha_audit_record){
        .number = number,
        .at = "2026-10-02T09:30:00Z",
        .client = "10.0.0.7",
        .session = 12,
        .purpose = "audit: a test",
        .hash = "aa",
        .previous = "bb",
        .entry = {.login = number % 3 == 0 ? "ann" : "mo2.one",
                  .action = "open",
                  .outcome = number % 10 == 0 ? "refused" : "done",
                  .subject = subject,
                  .reason = number % 10 == 0 ? "not in the scope" : NULL},
    };
}

static bool answers_to(const struct vha_audit_filter *filter, const struct vha_audit_record *entry)
{
    return (filter->login == NULL || strcmp(filter->login, entry->entry.login) == 0) &&
           (filter->outcome == NULL || strcmp(filter->outcome, entry->entry.outcome) == 0) &&
           (filter->action == NULL || strcmp(filter->action, entry->entry.action) == 0) &&
           (filter->subject == NULL || strcmp(filter->subject, entry->entry.subject) == 0) &&
           (filter->number == 0 || filter->number == entry->number);
}

enum vha_status vha_register_audit_list(struct vha_register *reg,
                                        const struct vha_audit_filter *filter,
                                        vha_audit_function *show, void *context,
                                        struct vha_error *error)
{
    const int64_t step = filter->newest_first ? -1 : 1;
    int64_t number = filter->newest_first ? fake.entries : 1;
    int64_t told = 0;
    (void)reg;
    if (fake.log_fails)
        return vha_fail(error, VHA_IO_ERROR, "the disk failed");
    if (filter->beyond != 0)
        number = filter->beyond + step;
    for (; number >= 1 && number <= fake.entries && (filter->limit == 0 || told < filter->limit);
         number += step) {
        char subject[32];
        const struct vha_audit_record entry = entry_of(number, subject);
        if (!answers_to(filter, &entry))
            continue;
        show(context, &entry);
        told++;
    }
    fake.entries_told += (uint64_t)told;
    return VHA_OK;
}

enum vha_status vha_register_audit_count(struct vha_register *reg,
                                         const struct vha_audit_filter *filter, int64_t *count,
                                         struct vha_error *error)
{
    (void)reg;
    (void)error;
    *count = 0;
    for (int64_t number = 1; number <= fake.entries; number++) {
        char subject[32];
        const struct vha_audit_record entry = entry_of(number, subject);
        *count += answers_to(filter, &entry) ? 1 : 0;
    }
    return VHA_OK;
}

enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error)
{
    (void)reg;
    (void)error;
    *head = (struct vha_audit_head){.number = fake.entries, .hash = "cc"};
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- verifying
 */

struct vha_audit_walk {
    struct vha_audit_head head;
};

enum vha_status vha_register_audit_walk(struct vha_register *reg,
                                        const struct vha_audit_head *known,
                                        struct vha_audit_walk **walk, struct vha_error *error)
{
    (void)reg;
    (void)known;
    (void)error;
    *walk = vha_alloc_zeroed(1, sizeof **walk);
    return VHA_OK;
}

enum vha_status vha_register_audit_walk_on(struct vha_register *reg, struct vha_audit_walk *walk,
                                           int64_t entries, bool *over, struct vha_error *error)
{
    (void)reg;
    walk->head.number += entries;
    *over = walk->head.number >= fake.entries;
    if (*over)
        walk->head.number = fake.entries;
    if (fake.broken_at != 0 && walk->head.number >= fake.broken_at)
        return vha_fail(error, VHA_BAD_DATA, "entry %lld is not as it was written",
                        (long long)fake.broken_at);
    return VHA_OK;
}

const struct vha_audit_head *vha_audit_walk_head(const struct vha_audit_walk *walk)
{
    return &walk->head;
}

void vha_audit_walk_free(struct vha_audit_walk *walk)
{
    free(walk);
}

/* ---------------------------------------------------------------------------------- the review */

/* Ann is of two BCUs; somebody who is no user was refused. */
enum vha_status vha_register_review(struct vha_register *reg, const struct vha_user *user,
                                    const char *month, const struct vha_review_rules *rules,
                                    struct vha_arena *arena, struct vha_review *review,
                                    struct vha_error *error)
{
    static const struct vha_review_user users[] = {
        {"ann", "Ann A", "analyst", "AS CN", 21, 400, 312, 40, 9, 3, 77, true, true,
         "312 records opened, beside 20 to 30 in the months before; 77 entries at night"},
        {"bob", "Bob B", "analyst", "AS", 5, 40, 12, 4, 2, 0, 0, false, false, ""},
        {"stranger", "", "", "", 0, 2, 0, 0, 0, 2, 0, false, false, ""},
    };
    static const struct vha_review_user *of_as[] = {&users[0], &users[1]};
    static const struct vha_review_user *of_cn[] = {&users[0]};
    static const struct vha_review_user *of_none[] = {&users[2]};
    (void)reg;
    (void)rules;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s may not review; ask MO5.", user->login);
    if (strcmp(month, "2026-10") > 0)
        return vha_fail(error, VHA_USAGE, "The month %s is still to come.", month);
    *review = (struct vha_review){
        .month = vha_arena_text(arena, month, strlen(month)),
        .user_count = VHA_COUNT(users),
        .users = users,
        .bcu_count = strcmp(month, "2026-08") == 0 ? 0 : 3,
        .bcus = {{"", 0, 0, 0, 0, 2, 1, of_none},
                 {"AS", 26, 324, 44, 11, 3, 2, of_as},
                 {"CN", 21, 312, 40, 9, 3, 1, of_cn}},
    };
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- enquiries
 */

enum vha_status vha_register_enquire(struct vha_register *reg, const struct vha_user *user,
                                     int64_t entry, const char *question, int64_t *number,
                                     struct vha_error *error)
{
    (void)reg;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s may not ask; ask MO5.", user->login);
    *number = ++fake.enquiries;
    fake.asked_about = entry;
    snprintf(fake.answer, sizeof fake.answer, "%s", question);
    return VHA_OK;
}

enum vha_status vha_register_enquiries(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_enquiry_filter *filter,
                                       vha_enquiry_function *show, void *context,
                                       struct vha_error *error)
{
    (void)reg;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s may not look; ask MO5.", user->login);
    for (int64_t number = 1; number <= fake.enquiries; number++) {
        char subject[32];
        const struct vha_enquiry enquiry = {
            .number = number,
            .login = number % 2 == 0 ? "ann" : "bob",
            .asked_at = "2026-10-03T10:00:00Z",
            .asked_by = "mo5.one",
            .question = "Why was this?\nAnd when?",
            .answered_at = number % 3 == 0 ? "2026-10-04T10:00:00Z" : NULL,
            .answer = number % 3 == 0 ? "For the meeting." : NULL,
            .flagged_at = number % 5 == 0 ? "2026-10-20T10:00:00Z" : NULL,
            .about = entry_of(number, subject),
        };
        if ((filter->number == 0 || filter->number == number) &&
            (!filter->open || enquiry.answered_at == NULL) &&
            (!filter->flagged || enquiry.flagged_at != NULL) &&
            (filter->login == NULL || strcmp(filter->login, enquiry.login) == 0))
            show(context, &enquiry);
    }
    return VHA_OK;
}
