#include "archive.h"
#include "command.h"
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The quarters before (SOP 51). */

enum vha_status archive_read(const struct home *home, struct archive *archive,
                             struct vha_error *error)
{
    *archive = (struct archive){.folder = home_path(home, HOME_ARCHIVE)};
    return vha_quarters_read(archive->folder, &archive->quarters, &archive->count, error);
}

void archive_free(struct archive *archive)
{
    free(archive->quarters);
    free(archive->folder);
}

/* -------------------------------------------------------------------------------------- listing */

static enum vha_status list(struct session *session, struct vha_error *error)
{
    struct archive archive;
    enum vha_status status =
        session_log(session, vha_action_name(VHA_ACTION_ARCHIVE), "done", NULL, "list", error);
    if (status != VHA_OK)
        return status;
    status = archive_read(&session->home, &archive, error);
    for (size_t i = 0; i < archive.count && status == VHA_OK; i++) {
        char end[VHA_DATE_SIZE];
        char until[VHA_DATE_SIZE];
        const struct vha_kept_quarter *const archived = &archive.quarters[i];
        printf("%s  ended %s, kept until %s\n", archived->quarter,
               vha_date_format(end, archived->end),
               vha_date_format(until, vha_date_after_months(archived->end, ARCHIVE_MONTHS)));
    }
    archive_free(&archive);
    return status;
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_ARCHIVE, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = list(&session, error);
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- opening */

struct open_values {
    const char *quarter;
    const char *purpose;
    const char *print_screen;
    bool plain;
};

/* Asking without a purpose is a refusal, on record (SOP 51, 60). The workstation states it. */
static enum vha_status check_purpose(struct session *session, const struct open_values *values,
                                     struct vha_error *error)
{
    const char *purpose = values->purpose != NULL ? values->purpose : "";
    if (purpose[strspn(purpose, " \t\r\n\v\f")] != '\0')
        return session_take_purpose(session, purpose, error);
    const enum vha_status logged =
        session_log(session, vha_action_name(VHA_ACTION_ARCHIVE), "refused", values->quarter,
                    "no purpose given", error);
    if (logged != VHA_OK)
        return logged;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "The archive opens for a policing purpose alone (SOP 51, 60): say which with "
                    "--purpose.");
}

static enum vha_status check_there(struct session *session, const char *quarter,
                                   struct vha_error *error)
{
    struct archive archive;
    bool there = false;
    enum vha_status status = archive_read(&session->home, &archive, error);
    for (size_t i = 0; i < archive.count && !there; i++)
        there = strcmp(archive.quarters[i].quarter, quarter) == 0;
    if (status == VHA_OK && !there)
        status = session_log(session, vha_action_name(VHA_ACTION_ARCHIVE), "failed", quarter,
                             "not in the archive", error);
    if (status == VHA_OK && !there)
        status = vha_fail(error, VHA_NO_INPUT,
                          "The archive holds no quarter '%s'; 'vha archive list' lists those it "
                          "holds.",
                          quarter);
    archive_free(&archive);
    return status;
}

static enum vha_status run_open(const struct invocation *invocation, struct vha_error *error)
{
    const struct open_values *values = invocation->values;
    const struct desk_request request = {.archive = values->quarter,
                                         .purpose = values->purpose,
                                         .print_screen = values->print_screen,
                                         .plain = values->plain};
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_ARCHIVE, values->quarter, &session, error);
    if (status != VHA_OK)
        return status;
    status = check_purpose(&session, values, error);
    if (status == VHA_OK)
        status = check_there(&session, values->quarter, error);
    if (status == VHA_OK)
        status = session_log(&session, vha_action_name(VHA_ACTION_ARCHIVE), "done", values->quarter,
                             "open", error);
    if (status == VHA_OK)
        status = desk_run(&session, &request, error);
    session_close(&session);
    return status;
}

const struct command command_archive_list = {
    .name = "archive list",
    .summary = "list the quarters in the archive",
    .description = "Lists the quarters before the one in force, each with its end and the day on "
                   "which it has been kept long enough.",
    .run = run_list,
};

static const struct parameter open_parameters[] = {
    {.name = "QUARTER",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct open_values, quarter),
     .summary = "such as 2026-Q2"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct open_values, purpose),
     .summary = "the policing purpose, 'CATEGORY: WORDS'; needed"},
    {.name = "--plain",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct open_values, plain),
     .summary = "in words, for screen readers, slow lines and any terminal or none"},
    {.name = "--print-screen",
     .argument = "COLSxROWS",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct open_values, print_screen),
     .summary = "print the first screen as text, without a terminal"},
};

const struct command command_archive_open = {
    .name = "archive open",
    .summary = "open the workstation on a quarter of the archive",
    .description = "Opens the workstation on a quarter before, for mo2 alone and for a purpose, "
                   "which every entry of the session gives. Each screen says ARCHIVE on its first "
                   "line.",
    .parameters = open_parameters,
    .parameter_count = VHA_COUNT(open_parameters),
    .values_size = sizeof(struct open_values),
    .run = run_open,
};
