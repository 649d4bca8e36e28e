#include "access.h"

#include "access.sql.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const ranks[VHA_SUPERVISOR_RANKS] = {
    [VHA_SUPERINTENDENT] = "superintendent",
    [VHA_BAND_B] = "band-b",
};

static const char *const withdrawals[VHA_WITHDRAWALS] = {
    [VHA_CHANGED_ROLE] = "changed-role",
    [VHA_NOT_NEEDED] = "not-needed",
    [VHA_MISUSE] = "misuse",
    [VHA_IDLE] = "idle",
    [VHA_REFUSED] = "refused",
};

const char *vha_supervisor_rank_name(enum vha_supervisor_rank rank)
{
    return ranks[rank];
}

const char *vha_withdrawal_name(enum vha_withdrawal ground)
{
    return withdrawals[ground];
}

static enum vha_status check_past(const char *name, vha_date day, struct vha_error *error);

/* ------------------------------------------------------------------------------------- applying */

static enum vha_status check_form(const struct vha_application *form, struct vha_error *error)
{
    static const char *const names[] = {"login",     "reason for access",
                                        "full name", "warrant or pay number",
                                        "post",      "version of the SOP that was read"};
    const char *const texts[] = {form->login,      form->reason, form->name,
                                 form->pay_number, form->post,   form->sop_version};
    enum vha_status status = access_check_filled(names, texts, VHA_COUNT(names), error);
    if (status == VHA_OK &&
        (strlen(form->login) >= VHA_LOGIN_SIZE ||
         strspn(form->login, "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != strlen(form->login) ||
         form->login[0] == '-'))
        status = vha_fail(error, VHA_USAGE,
                          "The login '%s' cannot be used; it takes at most 63 letters, digits, "
                          "dots, hyphens and underscores.",
                          form->login);
    if (status == VHA_OK && strlen(form->name) >= VHA_NAME_SIZE)
        status =
            vha_fail(error, VHA_USAGE, "The full name is longer than %d bytes.", VHA_NAME_SIZE - 1);
    if (status == VHA_OK)
        status = check_past("date of the form", form->signed_on, error);
    if (status == VHA_OK)
        status = check_past("day on which 'Managing Information' was completed (SOP 42)",
                            form->training_on, error);
    if (status == VHA_OK && form->training_on > form->signed_on)
        status = vha_fail(error, VHA_USAGE,
                          "'Managing Information' must be completed before applying (SOP 42), and "
                          "the form is dated earlier.");
    return status;
}

static enum vha_status write_application(struct vha_register *reg, const char *by,
                                         const struct vha_application *form,
                                         struct vha_error *error)
{
    struct open_access open;
    enum vha_status status = access_find_open(reg, form->login, &open, error);
    if (status == VHA_OK && open.number[0] != '\0')
        return vha_fail(error, VHA_USAGE,
                        "'%s' has an application that is %s already (number %s); withdraw that one "
                        "before another is put in.",
                        form->login, open.state, open.number);
    char days[2][VHA_DATE_SIZE];
    const char *const texts[] = {form->login,
                                 form->reason,
                                 form->name,
                                 form->pay_number,
                                 form->post,
                                 vha_date_format(days[0], form->signed_on),
                                 vha_date_format(days[1], form->training_on),
                                 form->sop_version};
    if (status == VHA_OK)
        status =
            sql_write(reg, access_sql, "apply", texts, VHA_COUNT(texts), ACCESS_UNWRITTEN, error);
    if (status != VHA_OK)
        return status;
    char number[ACCESS_NUMBER_SIZE];
    snprintf(number, sizeof number, "%lld", (long long)sqlite3_last_insert_rowid(reg->database));
    return access_take_step(reg,
                            &(struct access_step){number, "applied", by, form->login,
                                                  vha_action_name(VHA_ACTION_APPLY), form->reason},
                            error);
}

enum vha_status vha_register_apply(struct vha_register *reg, const char *by,
                                   const struct vha_application *application,
                                   struct vha_error *error)
{
    enum vha_status status = check_form(application, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    return register_end(reg, write_application(reg, by, application, error), error);
}

/* --------------------------------------------------------------------------------- the next step
 */

/* The application of a login, which must have come to `state`. */
static enum vha_status expect_state(struct vha_register *reg, const char *login, const char *state,
                                    struct open_access *open, struct vha_error *error)
{
    const enum vha_status status = access_find_open(reg, login, open, error);
    if (status != VHA_OK)
        return status;
    if (open->number[0] == '\0')
        return vha_fail(error, VHA_NO_USER,
                        "'%s' has no application under way; it begins with 'vha access apply'.",
                        login);
    if (strcmp(open->state, state) != 0)
        return vha_fail(error, VHA_USAGE,
                        "The application of '%s' is %s, and this needs one that "
                        "is %s.",
                        login, open->state, state);
    return VHA_OK;
}

/* Four eyes: refuses, on record. */
static enum vha_status refuse_own(struct vha_register *reg, const char *by, const char *action,
                                  const char *login, const char *words, struct vha_error *error)
{
    const enum vha_status status =
        register_log_refusal(reg, by, action, login, "the applicant's own application", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION, "%s", words);
}

/* Warrant and pay numbers are compared without blanks and case. */
static bool same_number(const char *one, const char *other)
{
    static const char blanks[] = " \t-";
    for (;;) {
        one += strspn(one, blanks);
        other += strspn(other, blanks);
        if (strncasecmp(one, other, 1) != 0)
            return false;
        if (*one == '\0')
            return true;
        one++;
        other++;
    }
}

static enum vha_status write_authorisation(struct vha_register *reg, const char *by,
                                           const struct vha_authorisation *given,
                                           const struct open_access *open, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char reason[256];
    vha_date_format(day, given->authorised_on);
    snprintf(reason, sizeof reason, "by %s, %s, %s, on %s", given->name, ranks[given->rank],
             given->pay_number, day);
    const char *const texts[] = {open->number, given->name, ranks[given->rank], given->pay_number,
                                 day};
    const enum vha_status status =
        sql_write(reg, access_sql, "authorise", texts, VHA_COUNT(texts), ACCESS_UNWRITTEN, error);
    if (status != VHA_OK)
        return status;
    return access_take_step(reg,
                            &(struct access_step){open->number, "authorised", by, given->login,
                                                  vha_action_name(VHA_ACTION_AUTHORISE), reason},
                            error);
}

enum vha_status vha_register_authorise(struct vha_register *reg, const char *by,
                                       const struct vha_authorisation *authorisation,
                                       struct vha_error *error)
{
    static const char *const names[] = {"name of the supervisor",
                                        "warrant or pay number of the supervisor"};
    const char *const texts[] = {authorisation->name, authorisation->pay_number};
    struct open_access open;
    enum vha_status status = access_check_filled(names, texts, VHA_COUNT(names), error);
    if (status == VHA_OK)
        status = check_past("date of authorisation", authorisation->authorised_on, error);
    if (status == VHA_OK)
        status = expect_state(reg, authorisation->login, "applied", &open, error);
    if (status != VHA_OK)
        return status;
    if (strcmp(by, authorisation->login) == 0 ||
        same_number(open.pay_number, authorisation->pay_number))
        return refuse_own(reg, by, vha_action_name(VHA_ACTION_AUTHORISE), authorisation->login,
                          "Nobody authorises their own access; a superintendent or Band B other "
                          "than the applicant must, and somebody else record it (SOP 41, 43).",
                          error);
    status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = expect_state(reg, authorisation->login, "applied", &open, error);
    if (status == VHA_OK)
        status = write_authorisation(reg, by, authorisation, &open, error);
    return register_end(reg, status, error);
}

/* ------------------------------------------------------------------------------------- granting */

static enum vha_status write_scope(struct vha_register *reg, const struct vha_grant *grant,
                                   struct vha_error *error)
{
    const char *const login[] = {grant->login};
    enum vha_status status =
        sql_write(reg, access_sql, "forget-scope", login, 1, ACCESS_UNWRITTEN, error);
    if (strcmp(grant->scope, "all") == 0)
        return status;
    const char *at = grant->scope + strspn(grant->scope, " ");
    while (status == VHA_OK && *at != '\0') {
        char bcu[8];
        const int length = (int)strcspn(at, " ");
        snprintf(bcu, sizeof bcu, "%.*s", length, at);
        const char *const texts[] = {grant->login, bcu};
        status = sql_write(reg, access_sql, "grant-bcu", texts, 2, ACCESS_UNWRITTEN, error);
        at += length;
        at += strspn(at, " ");
    }
    return status;
}

static enum vha_status key_is_taken(struct vha_register *reg, const struct vha_ssh_key *key,
                                    struct vha_error *error)
{
    if (sqlite3_extended_errcode(reg->database) != SQLITE_CONSTRAINT_PRIMARYKEY)
        return error->status;
    char fingerprint[VHA_FINGERPRINT_SIZE];
    return vha_fail(error, VHA_USAGE,
                    "The key %s is in use already; each user enters with a key of their own.",
                    vha_ssh_key_fingerprint(fingerprint, key));
}

static enum vha_status write_keys(struct vha_register *reg, const struct vha_grant *grant,
                                  struct vha_error *error)
{
    const char *const login[] = {grant->login};
    enum vha_status status =
        sql_write(reg, access_sql, "forget-keys", login, 1, ACCESS_UNWRITTEN, error);
    for (size_t i = 0; i < grant->key_count && status == VHA_OK; i++) {
        const char *const key[] = {grant->keys[i].key};
        const char *const texts[] = {grant->login, grant->keys[i].type, grant->keys[i].key};
        status = sql_write(reg, access_sql, "free-key", key, 1, ACCESS_UNWRITTEN, error);
        if (status == VHA_OK &&
            sql_write(reg, access_sql, "grant-key", texts, 3, ACCESS_UNWRITTEN, error) != VHA_OK)
            status = key_is_taken(reg, &grant->keys[i], error);
    }
    return status;
}

static enum vha_status write_grant(struct vha_register *reg, const char *by,
                                   const struct vha_grant *grant, const struct open_access *open,
                                   struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char reason[256];
    const char *role = vha_user_role_name(grant->role);
    const char *const number[] = {open->number};
    const char *const user[] = {open->number, role, register_now(now), grant->scope};
    snprintf(reason, sizeof reason, "as %s for %s, with %zu SSH key%s", role, grant->scope,
             grant->key_count, grant->key_count == 1 ? "" : "s");
    enum vha_status status =
        sql_write(reg, access_sql, "grant", number, 1, ACCESS_UNWRITTEN, error);
    if (status == VHA_OK)
        status = sql_write(reg, access_sql, "grant-user", user, 4, ACCESS_UNWRITTEN, error);
    if (status == VHA_OK)
        status = write_scope(reg, grant, error);
    if (status == VHA_OK)
        status = write_keys(reg, grant, error);
    if (status == VHA_OK)
        status = access_take_step(reg,
                                  &(struct access_step){open->number, "granted", by, grant->login,
                                                        vha_action_name(VHA_ACTION_GRANT), reason},
                                  error);
    return status;
}

enum vha_status vha_register_grant(struct vha_register *reg, const char *by,
                                   const struct vha_grant *grant, struct vha_error *error)
{
    struct vha_error unheard = {0};
    struct vha_error *const told = error != NULL ? error : &unheard;
    struct open_access open;
    if (strcmp(by, grant->login) == 0)
        return refuse_own(reg, by, vha_action_name(VHA_ACTION_GRANT), grant->login,
                          "Nobody grants their own access; another member of MO2 Nominals and "
                          "Central Tasking must (SOP 40).",
                          told);
    enum vha_status status = register_begin(reg, told);
    if (status != VHA_OK)
        return status;
    status = expect_state(reg, grant->login, "authorised", &open, told);
    if (status == VHA_OK)
        status = write_grant(reg, by, grant, &open, told);
    return register_end(reg, status, told);
}

/* ------------------------------------------------------------------------------------- helpers */

enum vha_status access_find_open(struct vha_register *reg, const char *login,
                                 struct open_access *open, struct vha_error *error)
{
    *open = (struct open_access){.number = ""};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, access_sql, "open-of", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sql_bind_text(statement, 1, login) ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (result == SQLITE_ROW) {
        sql_copy_text(open->number, sizeof open->number, statement, 0);
        sql_copy_text(open->state, sizeof open->state, statement, 1);
        sql_copy_text(open->pay_number, sizeof open->pay_number, statement, 2);
        sql_copy_text(open->name, sizeof open->name, statement, 3);
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, "an application cannot be looked up", error);
    }
    sqlite3_finalize(statement);
    return status;
}

enum vha_status access_take_step(struct vha_register *reg, const struct access_step *step,
                                 struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    const char *const texts[] = {step->number, step->step, register_now(now), step->by,
                                 step->reason};
    const enum vha_status status =
        sql_write(reg, access_sql, "step", texts, VHA_COUNT(texts), ACCESS_UNWRITTEN, error);
    if (status != VHA_OK)
        return status;
    return register_append(reg,
                           &(struct vha_audit_entry){.login = step->by,
                                                     .action = step->action,
                                                     .outcome = "done",
                                                     .subject = step->login,
                                                     .reason = step->reason},
                           error);
}

enum vha_status access_check_filled(const char *const *names, const char *const *texts,
                                    size_t count, struct vha_error *error)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i] == NULL || texts[i][strspn(texts[i], " \t\r\n")] == '\0')
            return vha_fail(error, VHA_USAGE, "The %s is missing from the form.", names[i]);
    return VHA_OK;
}

static enum vha_status check_past(const char *name, vha_date day, struct vha_error *error)
{
    char text[VHA_DATE_SIZE];
    if (day == VHA_NO_DATE)
        return vha_fail(error, VHA_USAGE, "The %s is missing from the form.", name);
    if (day > vha_today())
        return vha_fail(error, VHA_USAGE, "The %s is %s, which is still to come.", name,
                        vha_date_format(text, day));
    return VHA_OK;
}
