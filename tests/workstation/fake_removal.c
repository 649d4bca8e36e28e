/* Requests for removals as the made-up register has them: number N is in state N % 6, of MO2's
 * analyst.one, but for one that was moved. */
#include "testing.h"

#include "vha/removal.h"

static enum vha_removal_state state_of(int64_t number)
{
    return fake.moved == number ? (enum vha_removal_state)fake.moved_to
                                : (enum vha_removal_state)(number % VHA_REMOVAL_STATES);
}

enum vha_status vha_removal_log_look(struct vha_register *reg, const struct vha_user *user,
                                     const struct vha_removal_filter *filter,
                                     struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_SEE_REQUESTS, NULL, error);
    if (status != VHA_OK)
        return status;
    return vha_register_audit(
        reg, &(struct vha_audit_entry){.action = "see-requests", .subject = filter->typed}, error);
}

enum vha_status vha_removal_queue(struct vha_register *reg, const struct vha_user *user,
                                  const struct vha_removal_filter *filter, int64_t **numbers,
                                  size_t *count, struct vha_error *error)
{
    *numbers = NULL;
    *count = 0;
    if (vha_register_permit(reg, user, VHA_ACTION_SEE_REQUESTS, NULL, error) != VHA_OK)
        return error->status;
    *numbers = vha_alloc_zeroed((size_t)fake.requests + 1, sizeof **numbers);
    for (int64_t number = 1; number <= fake.requests; number++)
        if (filter->states == 0 || (filter->states & 1u << state_of(number)) != 0)
            (*numbers)[(*count)++] = number;
    return VHA_OK;
}

/* About whoever has that number. */
enum vha_status vha_removal_find_open(struct vha_register *reg, const struct vha_user *user,
                                      const char *pncid, struct vha_removal_open *open,
                                      struct vha_error *error)
{
    (void)reg;
    (void)user;
    *open = (struct vha_removal_open){.number = 0};
    if (fake.no_requests)
        return vha_fail(error, VHA_IO_ERROR, "requests for removals cannot be looked up");
    for (int64_t number = 1; number <= fake.requests; number++) {
        char theirs[VHA_PNCID_SIZE];
        vha_pncid_format(theirs, UINT64_C(20030000000) + (uint64_t)number);
        if (strcmp(theirs, pncid) == 0 && vha_removal_is_open(state_of(number)))
            *open = (struct vha_removal_open){number, state_of(number), "2026-09-01"};
    }
    return VHA_OK;
}

enum vha_status vha_removal_latest_step(struct vha_register *reg, int64_t *step,
                                        struct vha_error *error)
{
    (void)reg;
    (void)error;
    *step = fake.steps;
    return VHA_OK;
}

static void tell(int64_t number, vha_removal_function *show, void *context)
{
    char pncid[VHA_PNCID_SIZE];
    const enum vha_removal_state state = state_of(number);
    const struct vha_removal removal = {
        .number = number,
        .pncid = vha_pncid_format(pncid, UINT64_C(20030000000) + (uint64_t)number),
        .ground = VHA_GROUND_DATA_ERROR,
        .rationale = "He was never there.\nThe register of births says so \x1b[2J.",
        .evidence = "CR1",
        .bcu = "AS",
        .asked_by = "a.analyst",
        .asked_at = "2026-09-01T09:30:00Z",
        .state = state,
        .since = "2026-09-02T09:30:00Z",
        .by = vha_removal_is_open(state) ? "a.analyst" : "mo2.two",
        .reason = "",
        .until = state == VHA_REMOVAL_APPROVED ? "2027-01-01" : NULL};
    show(context, &removal);
}

enum vha_status vha_removal_page(struct vha_register *reg, const struct vha_user *user,
                                 const int64_t *numbers, size_t count, vha_removal_function *show,
                                 void *context, struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    fake.rows_fetched += (unsigned)count;
    for (size_t i = 0; i < count; i++)
        if (numbers[i] <= fake.requests)
            tell(numbers[i], show, context);
    return VHA_OK;
}

enum vha_status vha_removal_history(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, vha_removal_taken_function *show, void *context,
                                    struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    show(context, &(struct vha_removal_taken){"2026-09-01T09:30:00Z", "a.analyst", "send", ""});
    show(context,
         &(struct vha_removal_taken){"2026-09-02T09:30:00Z", "mo2.two", "ask", "Since when?"});
    if (fake.moved == number)
        show(context,
             &(struct vha_removal_taken){"2026-09-03T09:30:00Z", "mo2.three", "refuse", "Here."});
    return VHA_OK;
}

bool vha_removal_step_needs_reason(enum vha_removal_step step)
{
    return step != VHA_STEP_TAKE;
}

bool vha_removal_step_is_theirs(const struct vha_user *user, enum vha_removal_step step,
                                const struct vha_removal *removal)
{
    const bool reviews = step != VHA_STEP_ADD && step != VHA_STEP_WITHDRAW;
    return (user->role == VHA_MO2) == reviews &&
           (step == VHA_STEP_REVERSE) != vha_removal_is_open(removal->state);
}

enum vha_status vha_removal_may_take_step(struct vha_register *reg, const struct vha_user *user,
                                          int64_t number, enum vha_removal_step step,
                                          struct vha_error *error)
{
    const bool reviews = step != VHA_STEP_ADD && step != VHA_STEP_WITHDRAW;
    const enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_REVIEW, NULL, error);
    if (status == VHA_OK && (user->role == VHA_MO2) != reviews)
        return vha_fail(error, VHA_NO_PERMISSION, "This is somebody else's request.");
    if (status == VHA_OK && fake.moved == number)
        return vha_fail(error, VHA_USAGE, "Removal request %d is %s.", (int)number,
                        vha_removal_state_words(state_of(number)));
    return status;
}

enum vha_status vha_removal_take_step(struct vha_register *reg, const struct vha_user *user,
                                      int64_t number, enum vha_removal_step step,
                                      const char *reason, vha_date until, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    if (fake.quicker) {
        fake.moved = number;
        fake.moved_to = VHA_REMOVAL_WITHDRAWN;
    }
    const enum vha_status status = vha_removal_may_take_step(reg, user, number, step, error);
    if (status == VHA_OK)
        snprintf(fake.taken, sizeof fake.taken, "%d %s [%s] %s", (int)number,
                 vha_removal_step_name(step), reason, vha_date_format(day, until));
    return status;
}

enum vha_status vha_removal_tell_news(struct vha_register *reg, const struct vha_user *user,
                                      vha_removal_news_function *show, void *context,
                                      struct vha_error *error)
{
    const struct vha_removal_news news = {.number = 3,
                                          .pncid = "2003/0000003X",
                                          .step = VHA_STEP_ASK,
                                          .by = "mo2.two",
                                          .at = "2026-09-02T09:30:00Z",
                                          .reason = fake.news,
                                          .state = VHA_REMOVAL_MORE_WANTED};
    (void)reg;
    (void)user;
    (void)error;
    if (fake.news != NULL)
        show(context, &news);
    fake.news = NULL;
    return VHA_OK;
}
