#include "session.h"
#include "heads.h"
#include "vha/audit.h"
#include "vha/quarters.h"
#include "vha/workstation.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum vha_status open_register(struct session *session, struct vha_error *error);
static void tell_notices(struct session *session);

enum vha_status session_open(const char *home, struct session *session, struct vha_error *error)
{
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    enum vha_status status = session_open_register(home, session, error);
    if (status == VHA_OK)
        status = session_account(login, name, error);
    if (status == VHA_OK)
        status = session_enter(session, login, "local", error);
    if (status != VHA_OK)
        session_close(session);
    return status;
}

enum vha_status session_open_register(const char *home, struct session *session,
                                      struct vha_error *error)
{
    *session = (struct session){0};
    enum vha_status status = home_find(home, &session->home, error);
    if (status == VHA_OK)
        status = open_register(session, error);
    if (status != VHA_OK)
        session_close(session);
    return status;
}

enum vha_status session_enter(struct session *session, const char *login, const char *client,
                              struct vha_error *error)
{
    return vha_register_enter(session->reg, login, client, &session->user, error);
}

void session_close(struct session *session)
{
    if (session->reg != NULL) {
        const enum vha_status left = vha_register_leave(session->reg, NULL);
        (void)left; /* its last use is on record from the beginning */
        tell_notices(session);
    }
    vha_register_close(session->reg);
    heads_close(session->heads);
    vha_settings_free(session->settings);
    home_free(&session->home);
    *session = (struct session){0};
}

/* What stopped nothing but is to be read. */
static void tell_notices(struct session *session)
{
    char notice[VHA_NOTICE_SIZE];
    char shown[2 * VHA_NOTICE_SIZE];
    while (vha_register_next_notice(session->reg, notice))
        fprintf(stderr, "vha: note: %s\n", vha_text_show(shown, sizeof shown, notice));
}

static enum vha_status open_register(struct session *session, struct vha_error *error)
{
    char *settings = home_config_path(&session->home, "settings.yaml");
    char *path = home_path(&session->home, HOME_REGISTER);
    enum vha_status status = vha_settings_read(settings, &session->settings, error);
    if (status == VHA_OK)
        home_take_settings(&session->home, session->settings);
    if (status == VHA_OK)
        status =
            vha_register_open(path, session->settings->busy_milliseconds, &session->reg, error);
    if (status == VHA_OK) {
        session->heads = heads_open(session->settings->syslog);
        vha_register_on_head(session->reg, session->settings->audit_head_entries, heads_send,
                             session->heads);
    }
    free(path);
    free(settings);
    return status;
}

enum vha_status session_begin(const char *home, enum vha_action action, const char *subject,
                              struct session *session, struct vha_error *error)
{
    enum vha_status status = session_open(home, session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_permit(session->reg, &session->user, action, subject, error);
    if (status != VHA_OK)
        session_close(session);
    return status;
}

bool session_is_keeper(const struct session *session)
{
    struct stat about;
    char *path = home_path(&session->home, HOME_REGISTER);
    const bool found = stat(path, &about) == 0;
    free(path);
    return found && about.st_uid == geteuid();
}

enum vha_status session_begin_keeping(const char *home, enum vha_action action, const char *subject,
                                      struct session *session, struct vha_error *error)
{
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    struct vha_user user;
    enum vha_status status = session_open_register(home, session, error);
    if (status != VHA_OK)
        return status;
    status = session_account(login, name, error);
    if (status == VHA_OK && session_is_keeper(session) &&
        vha_register_user(session->reg, login, &user, NULL) != VHA_OK) {
        snprintf(session->user.login, sizeof session->user.login, "%s", login);
        return VHA_OK;
    }
    if (status == VHA_OK)
        status = session_enter(session, login, "local", error);
    if (status == VHA_OK)
        status = vha_register_permit(session->reg, &session->user, action, subject, error);
    if (status != VHA_OK)
        session_close(session);
    return status;
}

enum vha_status session_covers(const struct session *session, const char *borough, bool *covers,
                               struct vha_error *error)
{
    *covers = vha_user_covers(&session->user, "");
    if (*covers)
        return VHA_OK;
    struct vha_areas *areas = NULL;
    char *path = home_config_path(&session->home, "areas.yaml");
    const enum vha_status status = vha_areas_read(path, &areas, error);
    if (status == VHA_OK) {
        const uint8_t found = vha_areas_borough(areas, borough, strlen(borough));
        *covers =
            found != VHA_NO_BOROUGH && vha_user_covers(&session->user, areas->boroughs[found].bcu);
    }
    vha_areas_free(areas);
    free(path);
    return status;
}

enum vha_status session_open_cohort(const struct session *session, struct vha_cohort **cohort,
                                    struct vha_error *error)
{
    char *path = home_path(&session->home, HOME_COHORT);
    *cohort = NULL;
    enum vha_status status = vha_cohort_open(path, cohort, error);
    if (status == VHA_OK)
        status = vha_quarters_take_removals(session->reg, *cohort, error);
    free(path);
    return status;
}

enum vha_status session_open_earlier(const struct session *session, const struct vha_cohort *now,
                                     struct vha_cohort **cohort, struct vha_error *error)
{
    char *const folder = home_path(&session->home, HOME_ARCHIVE);
    const enum vha_status status =
        vha_quarters_open_earlier(session->reg, folder, now, cohort, error);
    free(folder);
    return status;
}

enum vha_status session_need_all(struct session *session, enum vha_action action,
                                 const char *subject, const char *what, struct vha_error *error)
{
    return vha_register_need_all(session->reg, &session->user, action, subject, what, error);
}

enum vha_status session_log(struct session *session, const char *action, const char *outcome,
                            const char *subject, const char *reason, struct vha_error *error)
{
    return vha_register_audit(session->reg,
                              &(struct vha_audit_entry){.login = session->user.login,
                                                        .action = action,
                                                        .outcome = outcome,
                                                        .subject = subject,
                                                        .reason = reason},
                              error);
}

enum vha_status session_purposes(const struct session *session, struct vha_purposes **purposes,
                                 struct vha_error *error)
{
    char *path = home_config_path(&session->home, "purposes.yaml");
    const enum vha_status status = vha_purposes_read(path, purposes, error);
    free(path);
    return status;
}

enum vha_status session_take_purpose(const struct session *session, const char *typed,
                                     struct vha_error *error)
{
    char purpose[VHA_PURPOSE_SIZE];
    struct vha_purposes *purposes = NULL;
    enum vha_status status = session_purposes(session, &purposes, error);
    if (status == VHA_OK)
        status = vha_workstation_read_purpose(session->reg, &session->user, purposes, typed,
                                              purpose, error);
    if (status == VHA_OK)
        vha_register_set_purpose(session->reg, purpose);
    vha_purposes_free(purposes);
    return status;
}

enum vha_status session_state_purpose(const struct session *session, const char *typed,
                                      struct vha_error *error)
{
    struct vha_purposes *purposes = NULL;
    enum vha_status status = session_purposes(session, &purposes, error);
    if (status == VHA_OK)
        status = vha_workstation_state_purpose(session->reg, &session->user, purposes, typed, NULL,
                                               error);
    vha_purposes_free(purposes);
    return status;
}

enum vha_status session_account(char login[LOGIN_SIZE], char name[NAME_SIZE],
                                struct vha_error *error)
{
    const uid_t uid = getuid();
    struct passwd entry;
    struct passwd *found = NULL;
    char buffer[16384];
    if (getpwuid_r(uid, &entry, buffer, sizeof buffer, &found) != 0 || found == NULL ||
        entry.pw_name[0] == '\0' || strlen(entry.pw_name) >= LOGIN_SIZE)
        return vha_fail(error, VHA_NO_USER,
                        "Unix account number %lu has no login name that vha can use; run vha from "
                        "an account that has one.",
                        (unsigned long)uid);
    snprintf(login, LOGIN_SIZE, "%s", entry.pw_name);
    const int length = (int)strcspn(entry.pw_gecos, ",");
    const bool usable =
        length > 0 && length < NAME_SIZE && vha_utf8_valid(entry.pw_gecos, (size_t)length, NULL);
    snprintf(name, NAME_SIZE, "%.*s", usable ? length : NAME_SIZE - 1,
             usable ? entry.pw_gecos : login);
    return VHA_OK;
}
