/* A made-up register: it permits and logs, unless it is told not to. */
#include "testing.h"

#include "vha/access.h"
#include "vha/drafts.h"
#include "vha/enquiries.h"
#include "vha/removal.h"
#include "vha/sessions.h"
#include "vha/views.h"

enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error)
{
    (void)reg;
    (void)subject;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s may not %s; ask MO2.", user->login,
                        vha_action_name(action));
    return VHA_OK;
}

enum vha_status vha_register_permit_person(struct vha_register *reg, const struct vha_user *user,
                                           enum vha_action action, const char *pncid, bool in_scope,
                                           struct vha_error *error)
{
    const enum vha_status status = vha_register_permit(reg, user, action, pncid, error);
    if (status != VHA_OK || in_scope)
        return status;
    fake.refusals++;
    return vha_fail(error, VHA_NO_PERMISSION, "%s is nobody in %s; ask MO2.", pncid, user->scope);
}

enum vha_status vha_register_need_all(struct vha_register *reg, const struct vha_user *user,
                                      enum vha_action action, const char *subject, const char *what,
                                      struct vha_error *error)
{
    (void)reg;
    (void)action;
    (void)subject;
    if (strcmp(user->scope, "all") == 0)
        return VHA_OK;
    fake.refusals++;
    return vha_fail(error, VHA_NO_PERMISSION, "%s, not of %s.", what, user->scope);
}

bool vha_user_covers(const struct vha_user *user, const char *bcu)
{
    return strcmp(user->scope, "all") == 0 || (bcu[0] != '\0' && strstr(user->scope, bcu) != NULL);
}

enum vha_status vha_register_session_valid(struct vha_register *reg, struct vha_error *error)
{
    (void)reg;
    (void)error;
    return VHA_OK;
}

bool vha_register_next_notice(struct vha_register *reg, char notice[VHA_NOTICE_SIZE])
{
    (void)reg;
    if (fake.notice == NULL)
        return false;
    snprintf(notice, VHA_NOTICE_SIZE, "%s", fake.notice);
    fake.notice = NULL;
    return true;
}

enum vha_status vha_removal_version(struct vha_register *reg, int64_t *version,
                                    struct vha_error *error)
{
    (void)reg;
    (void)error;
    *version = fake.removals;
    return VHA_OK;
}

/* As many as the version says, of people one after the other. */
enum vha_status vha_removal_approved(struct vha_register *reg, struct vha_removed **removed,
                                     size_t *count, struct vha_error *error)
{
    (void)reg;
    (void)error;
    *count = (size_t)fake.removals;
    *removed = vha_alloc_zeroed(*count + 1, sizeof **removed);
    for (size_t i = 0; i < *count; i++)
        vha_pncid_format((*removed)[i].pncid, UINT64_C(20030000000) + i);
    return VHA_OK;
}

enum vha_status vha_removal_may_send(struct vha_register *reg, const struct vha_user *user,
                                     bool in_scope, const char *pncid, struct vha_error *error)
{
    if (fake.removal_open)
        return vha_fail(error, VHA_CANNOT_CREATE, "Removal request 7 for %s is open already.",
                        pncid);
    return vha_register_permit_person(reg, user, VHA_ACTION_REQUEST_REMOVAL, pncid, in_scope,
                                      error);
}

enum vha_status vha_removal_send(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_removal_request *request,
                                 int64_t *number, struct vha_error *error)
{
    const enum vha_status status = vha_removal_may_send(reg, user, in_scope, request->pncid, error);
    if (status != VHA_OK)
        return status;
    *number = 8;
    snprintf(fake.sent, sizeof fake.sent, "%s %s %s [%s] %s", request->pncid,
             vha_removal_ground_name(request->ground), request->bcu, request->evidence,
             request->rationale);
    return VHA_OK;
}

enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error)
{
    (void)reg;
    if (fake.audit_fails)
        return vha_fail(error, VHA_IO_ERROR, "the disk is full");
    fake.audits++;
    snprintf(fake.last_action, sizeof fake.last_action, "%s", entry->action);
    snprintf(fake.last_subject, sizeof fake.last_subject, "%s",
             entry->subject != NULL ? entry->subject : "");
    snprintf(fake.last_reason, sizeof fake.last_reason, "%s",
             entry->reason != NULL ? entry->reason : "");
    return VHA_OK;
}

enum vha_status vha_register_log_list(struct vha_register *reg, const struct vha_user *user,
                                      const struct vha_listing *listing, struct vha_error *error)
{
    char words[2200];
    (void)user;
    snprintf(words, sizeof words, "%s; %s; %lld", listing->filter, listing->sort,
             (long long)listing->count);
    return vha_register_audit(reg, &(struct vha_audit_entry){.action = "list", .subject = words},
                              error);
}

enum vha_status vha_register_log_search(struct vha_register *reg, const struct vha_user *user,
                                        const char *quarter, const char *text,
                                        struct vha_error *error)
{
    (void)user;
    (void)quarter;
    return vha_register_audit(reg, &(struct vha_audit_entry){.action = "search", .subject = text},
                              error);
}

const char *vha_action_name(enum vha_action action)
{
    static const char *const names[VHA_ACTIONS] = {
        [VHA_ACTION_BROWSE] = "browse",         [VHA_ACTION_LIST] = "list",
        [VHA_ACTION_SEARCH] = "search",         [VHA_ACTION_OPEN] = "open",
        [VHA_ACTION_AUDIT_READ] = "audit-read", [VHA_ACTION_ASSESS] = "assess",
        [VHA_ACTION_CHANGES] = "changes",       [VHA_ACTION_MODEL] = "model",
        [VHA_ACTION_EQUALITY] = "equality",
    };
    return names[action] != NULL ? names[action] : "an action";
}

/* --------------------------------------------------------------------------- views and the place
 */

/* One view and one place are kept, as the register would. */
static struct {
    char name[64], filter[1024], sort[128], columns[512], offences[256], pncid[16];
    bool placed;
    int64_t line;
    char place_filter[1024], place_sort[128];
} kept;

enum vha_status vha_register_save_view(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_view *view, struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    snprintf(kept.name, sizeof kept.name, "%s", view->name);
    snprintf(kept.filter, sizeof kept.filter, "%s", view->filter);
    snprintf(kept.sort, sizeof kept.sort, "%s", view->sort);
    snprintf(kept.columns, sizeof kept.columns, "%s", view->columns);
    snprintf(kept.offences, sizeof kept.offences, "%s", view->offences);
    return VHA_OK;
}

enum vha_status vha_register_forget_view(struct vha_register *reg, const struct vha_user *user,
                                         const char *name, struct vha_error *error)
{
    (void)reg;
    (void)user;
    if (strcmp(name, kept.name) != 0)
        return vha_fail(error, VHA_NO_INPUT, "You have no view named \"%s\".", name);
    kept.name[0] = '\0';
    return VHA_OK;
}

enum vha_status vha_register_views(struct vha_register *reg, const struct vha_user *user,
                                   vha_view_function *show, void *context, struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    const struct vha_view view = {.name = kept.name,
                                  .filter = kept.filter,
                                  .sort = kept.sort,
                                  .columns = kept.columns,
                                  .offences = kept.offences,
                                  .saved = "2026-10-02T09:30:00Z"};
    if (kept.name[0] != '\0')
        show(context, &view);
    return VHA_OK;
}

enum vha_status vha_register_keep_place(struct vha_register *reg, const struct vha_user *user,
                                        const struct vha_place *place, struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)error;
    kept.placed = true;
    kept.line = place->line;
    snprintf(kept.pncid, sizeof kept.pncid, "%s", place->pncid != NULL ? place->pncid : "");
    snprintf(kept.place_filter, sizeof kept.place_filter, "%s", place->view.filter);
    snprintf(kept.place_sort, sizeof kept.place_sort, "%s", place->view.sort);
    return VHA_OK;
}

enum vha_status vha_register_place(struct vha_register *reg, const struct vha_user *user,
                                   struct vha_arena *arena, struct vha_place *place,
                                   struct vha_error *error)
{
    (void)reg;
    (void)user;
    (void)arena;
    (void)error;
    *place = (struct vha_place){.line = kept.line};
    if (kept.placed)
        place->view = (struct vha_view){
            .filter = kept.place_filter, .sort = kept.place_sort, .columns = "", .offences = ""};
    if (kept.placed && kept.pncid[0] != '\0')
        place->pncid = kept.pncid;
    return VHA_OK;
}

/* -------------------------------------------------------------------------------------- purposes
 */

bool vha_user_may(const struct vha_user *user, enum vha_action action)
{
    if (action == VHA_ACTION_SAFEGUARD)
        return user->role == VHA_HEAD_OF_CID;
    return (user->role != VHA_AUDITOR && user->role != VHA_COORDINATOR) ||
           action != VHA_ACTION_BROWSE;
}

enum vha_status vha_register_state_purpose(struct vha_register *reg, const struct vha_user *user,
                                           const char *purpose, struct vha_error *error)
{
    const struct vha_audit_entry entry = {
        .login = user->login, .action = "purpose", .outcome = "done", .subject = purpose};
    return vha_register_audit(reg, &entry, error);
}

enum vha_status vha_register_refuse_purpose(struct vha_register *reg, const struct vha_user *user,
                                            const char *purpose, const char *reason,
                                            struct vha_error *error)
{
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = "purpose",
                                          .outcome = "refused",
                                          .subject = purpose,
                                          .reason = reason};
    fake.refusals++;
    return vha_register_audit(reg, &entry, error);
}

/* ------------------------------------------------------------------------------------- enquiries
 */

enum vha_status vha_register_due_enquiries(struct vha_register *reg, const struct vha_user *user,
                                           vha_enquiry_function *show, void *context,
                                           struct vha_error *error)
{
    (void)reg;
    (void)error;
    const struct vha_enquiry enquiry = {
        .number = 4,
        .login = user->login,
        .asked_at = "2026-10-02T09:30:00Z",
        .asked_by = "mo5.one",
        .question = fake.question,
        .about = {.number = 17,
                  .at = "2026-10-01T23:15:00Z",
                  .purpose = "safeguard: MACE",
                  .entry = {user->login, "open", "done", "2003/0062845E", NULL}}};
    if (fake.question != NULL)
        show(context, &enquiry);
    return VHA_OK;
}

enum vha_status vha_register_answer(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, const char *answer, struct vha_error *error)
{
    (void)reg;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s was not asked; ask MO5.", user->login);
    assert_int_equal(number, 4);
    snprintf(fake.answer, sizeof fake.answer, "%s", answer);
    fake.question = NULL;
    return VHA_OK;
}

/* The place of a form's draft, or a free one. */
static size_t draft_place(const char *form)
{
    size_t place = 0;
    while (place + 1 < VHA_COUNT(fake.drafts) && fake.drafts[place].of[0] != '\0' &&
           strcmp(fake.drafts[place].of, form) != 0)
        place++;
    return place;
}

enum vha_status vha_register_keep_draft(struct vha_register *reg, const struct vha_user *user,
                                        const char *form, const char *text, struct vha_error *error)
{
    (void)reg;
    (void)user;
    if (fake.no_drafts)
        return vha_fail(error, VHA_IO_ERROR, "What you are writing cannot be kept.");
    snprintf(fake.draft_of, sizeof fake.draft_of, "%s", form);
    snprintf(fake.draft, sizeof fake.draft, "%s", text != NULL ? text : "");
    const size_t place = draft_place(form);
    snprintf(fake.drafts[place].of, sizeof fake.drafts[place].of, "%s", form);
    snprintf(fake.drafts[place].text, sizeof fake.drafts[place].text, "%s", fake.draft);
    return VHA_OK;
}

enum vha_status vha_register_draft(struct vha_register *reg, const struct vha_user *user,
                                   const char *form, struct vha_arena *arena, const char **text,
                                   struct vha_error *error)
{
    (void)reg;
    (void)user;
    if (fake.no_drafts)
        return vha_fail(error, VHA_IO_ERROR, "What you were writing cannot be looked up.");
    const size_t place = draft_place(form);
    const char *const found =
        strcmp(fake.drafts[place].of, form) == 0 ? fake.drafts[place].text : "";
    *text = found[0] != '\0' ? vha_arena_text(arena, found, strlen(found)) : NULL;
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------------- access
 */

enum vha_status vha_register_apply(struct vha_register *reg, const char *by,
                                   const struct vha_application *application,
                                   struct vha_error *error)
{
    (void)reg;
    if (fake.refused)
        return vha_fail(error, VHA_USAGE, "'%s' has an application already.", application->login);
    snprintf(fake.applied, sizeof fake.applied, "%s for %s: %s, %s, %s, %d, %d, %s, %s", by,
             application->login, application->name, application->pay_number, application->post,
             (int)(application->signed_on - application->training_on),
             application->training_on != VHA_NO_DATE, application->sop_version,
             application->reason);
    return VHA_OK;
}

enum vha_status vha_register_accesses(struct vha_register *reg, const char *login,
                                      vha_access_function *show, void *context,
                                      struct vha_error *error)
{
    const struct vha_access all[] = {
        {.number = 1,
         .state = "granted",
         .login = "p.adeyemi",
         .name = "P Adeyemi",
         .role = "mo2",
         .scope = "all",
         .last_use = "2026-10-02",
         .steps = {{"2026-01-02T09:30:00Z", "p.adeyemi", "Tasking"}}},
        {.number = 2,
         .state = fake.state != NULL ? fake.state : "applied",
         .login = "n.jones",
         .name = "N \x1b[2J Jones",
         .reason = "Tasking of Lambeth",
         .steps = {{"2026-10-02T09:30:00Z", "n.jones", "Tasking of Lambeth"}}},
    };
    (void)reg;
    (void)error;
    for (size_t i = 0; i < VHA_COUNT(all); i++)
        if (login == NULL || strcmp(login, all[i].login) == 0)
            show(context, &all[i]);
    return VHA_OK;
}

static enum vha_status take_step(const char *state, struct vha_error *error)
{
    if (fake.step_refused)
        return vha_fail(error, VHA_NO_PERMISSION, "Nobody does that for themselves (SOP 40).");
    fake.state = state;
    return VHA_OK;
}

enum vha_status vha_register_authorise(struct vha_register *reg, const char *by,
                                       const struct vha_authorisation *authorisation,
                                       struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    (void)reg;
    snprintf(fake.step, sizeof fake.step, "%s for %s: %s, %d, %s, %s", by, authorisation->login,
             authorisation->name, (int)authorisation->rank, authorisation->pay_number,
             vha_date_format(day, authorisation->authorised_on));
    return take_step("authorised", error);
}

enum vha_status vha_register_grant(struct vha_register *reg, const char *by,
                                   const struct vha_grant *grant, struct vha_error *error)
{
    (void)reg;
    snprintf(fake.step, sizeof fake.step, "%s for %s: %d, %s, %zu keys", by, grant->login,
             (int)grant->role, grant->scope, grant->key_count);
    return take_step("granted", error);
}

enum vha_status vha_register_withdraw(struct vha_register *reg, const char *by, const char *login,
                                      enum vha_withdrawal ground, const char *reason,
                                      struct vha_error *error)
{
    (void)reg;
    snprintf(fake.step, sizeof fake.step, "%s for %s: %d, %s", by, login, (int)ground, reason);
    return take_step("withdrawn", error);
}

enum vha_status vha_ssh_keys_read(const char *text, struct vha_ssh_key keys[VHA_SSH_KEYS_MOST],
                                  size_t *count, struct vha_error *error)
{
    *count = text[0] != '\0' ? 1 : 0;
    keys[0] = (struct vha_ssh_key){.type = "ssh-ed25519"};
    return text[0] == '\0' || strncmp(text, "ssh-", 4) == 0
               ? VHA_OK
               : vha_fail(error, VHA_BAD_DATA, "A public key begins with its type.");
}

const char *vha_user_role_name(enum vha_user_role role)
{
    return role == VHA_HEAD_OF_CID ? "head-of-cid" : "another role";
}
