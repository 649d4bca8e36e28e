#include "vha/workstation.h"
#include "command.h"
#include "desk.h"
#include "vha/access.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATE_SIZE = 16 };

struct workstation_values {
    const char *filter;
    const char *view;
    const char *print_screen;
    const char *purpose;
    const char *theme;
    bool plain;
};

/* Reads a number from 1 to 9999 that ends at `end`; 0 when there is none. */
static int read_length(const char *text, const char *end)
{
    int length = 0;
    if (end - text < 1 || end - text > 4)
        return 0;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9')
            return 0;
        length = 10 * length + (*text - '0');
    }
    return length;
}

/* Reads "80x24". */
static enum vha_status read_size(const char *text, int *columns, int *rows, struct vha_error *error)
{
    const char *cross = strchrnul(text, 'x');
    *columns = read_length(text, cross);
    *rows = *cross != '\0' ? read_length(cross + 1, strchr(cross, '\0')) : 0;
    if (*columns > 0 && *rows > 0)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE,
                    "--print-screen is '%s'; it takes columns and rows, such as 80x24. See "
                    "'vha --help'.",
                    text);
}

static enum vha_status show(const struct vha_workstation_options *options, const char *print_screen,
                            struct vha_error *error)
{
    if (print_screen == NULL)
        return vha_workstation_run(options, error);
    int columns = 0;
    int rows = 0;
    char *text = NULL;
    enum vha_status status = read_size(print_screen, &columns, &rows, error);
    if (status == VHA_OK)
        status = vha_workstation_print(options, rows, columns, &text, error);
    if (status == VHA_OK)
        fputs(text, stdout);
    free(text);
    return status;
}

static enum vha_status open_desk(const struct session *session, const struct desk_request *request,
                                 struct vha_error *error)
{
    struct vha_purposes *purposes = NULL;
    enum vha_status status = session_purposes(session, &purposes, error);
    if (status != VHA_OK)
        return status;
    char *cohort = request->archive != NULL ? home_archive_path(&session->home, request->archive)
                                            : home_path(&session->home, HOME_COHORT);
    char *themes = home_themes_path(&session->home);
    char *keys = home_config_path(&session->home, "keys.yaml");
    char *areas = home_config_path(&session->home, "areas.yaml");
    char *population = home_config_path(&session->home, "population.yaml");
    char *variants[HOME_VARIANT_FOLDERS + 1];
    home_variant_folders(&session->home, variants);
    char *assessment = home_config_path(&session->home, "crime-assessment.yaml");
    char *archive = home_path(&session->home, HOME_ARCHIVE);
    const struct vha_workstation_options options = {
        .cohort_path = cohort,
        .settings = session->settings,
        .themes_folder = themes,
        .keys_path = keys,
        .areas_path = areas,
        .assessment_path = assessment,
        .population_path = population,
        .archive_folder = archive,
        .variant_folders = (const char *const *)variants,
        .reg = session->reg,
        .user = &session->user,
        .filter = request->filter,
        .view = request->view,
        .purposes = purposes,
        .purpose = request->purpose,
        .theme = request->theme,
        .applied = request->applied,
        .archive = request->archive != NULL,
        .plain = request->plain,
        .captive = request->captive,
    };
    status = show(&options, request->print_screen, error);
    vha_purposes_free(purposes);
    home_free_folders(variants);
    free(population);
    free(assessment);
    free(archive);
    free(areas);
    free(keys);
    free(themes);
    free(cohort);
    return status;
}

/* Coming and going are on record (SOP 61); that somebody came is so before anything is shown. */
enum vha_status desk_run(struct session *session, const struct desk_request *request,
                         struct vha_error *error)
{
    enum vha_status status = session_log(session, "enter", "done", NULL, NULL, error);
    if (status != VHA_OK)
        return status;
    struct vha_error failure = {0};
    struct vha_error unlogged = {0};
    status = open_desk(session, request, &failure);
    const enum vha_status logged = session_log(
        session, "leave", "done", NULL, status == VHA_OK ? NULL : failure.message, &unlogged);
    if (status != VHA_OK)
        return vha_fail(error, status, "%s", failure.message);
    return logged == VHA_OK ? VHA_OK : vha_fail(error, logged, "%s", unlogged.message);
}

/* ------------------------------------------------------------------------------ without access */

/* What the last application of a login has come to; "" for none. */
static void take_state(void *context, const struct vha_access *access)
{
    snprintf(context, STATE_SIZE, "%s", access->state);
}

/* Who was refused may fill in the undertaking, unless they have: then they read what comes next. */
static enum vha_status check_none_open(struct session *session, struct vha_error *error)
{
    char state[STATE_SIZE] = "";
    const char *const login = session->user.login;
    const enum vha_status status =
        vha_register_accesses(session->reg, login, take_state, state, error);
    if (status != VHA_OK || state[0] == '\0' || strcmp(state, "withdrawn") == 0)
        return status;
    if (strcmp(state, "applied") == 0)
        return vha_fail(error, VHA_NO_PERMISSION,
                        "The application of '%s' is on record; a superintendent or Band B must "
                        "authorise it next, and MO2 Nominals and Central Tasking record that "
                        "(SOP 41, 43).",
                        login);
    return vha_fail(
        error, VHA_NO_PERMISSION,
        "The application of '%s' is %s; ask MO2 Nominals and Central Tasking, who grant "
        "it (SOP 40).",
        login, state);
}

/* That they came is on record as a refusal. Nothing but the form is opened. */
static enum vha_status offer_undertaking(const char *home, const struct desk_request *request,
                                         const struct vha_error *refused, struct vha_error *error)
{
    struct session session;
    bool applied = false;
    struct desk_request form = {
        .theme = request->theme, .plain = request->plain, .applied = &applied};
    enum vha_status status = session_open_register(home, &session, error);
    if (status == VHA_OK)
        status = session_account(session.user.login, session.user.name, error);
    if (status == VHA_OK)
        status = check_none_open(&session, error);
    if (status == VHA_OK)
        status = open_desk(&session, &form, error);
    session_close(&session);
    if (status != VHA_OK)
        return status;
    if (!applied)
        return vha_fail(error, refused->status, "%s", refused->message);
    puts(
        "Your application is on record; a superintendent or Band B must authorise it next (SOP 41, "
        "43).");
    return VHA_OK;
}

static bool has_somebody_before_it(const struct desk_request *request)
{
    return request->print_screen == NULL && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static enum vha_status run_workstation(const struct invocation *invocation, struct vha_error *error)
{
    const struct workstation_values *values = invocation->values;
    const struct desk_request request = {.filter = values->filter,
                                         .view = values->view,
                                         .purpose = values->purpose,
                                         .theme = values->theme,
                                         .print_screen = values->print_screen,
                                         .plain = values->plain};
    struct session session;
    enum vha_status status = session_open(invocation->home, &session, error);
    if ((status == VHA_NO_USER || status == VHA_NO_PERMISSION) &&
        has_somebody_before_it(&request)) {
        const struct vha_error refused = *error;
        return offer_undertaking(invocation->home, &request, &refused, error);
    }
    if (status != VHA_OK)
        return status;
    status = desk_run(&session, &request, error);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--filter",
     .argument = "TERMS",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct workstation_values, filter),
     .summary = "begin with those alone to whom the terms apply: 'borough=Lambeth u18'"},
    {.name = "--view",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct workstation_values, view),
     .summary = "begin with a view that you have saved"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct workstation_values, purpose),
     .summary = "the policing purpose, 'CATEGORY: WORDS', which is asked for otherwise (SOP 60)"},
    {.name = "--theme",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct workstation_values, theme),
     .summary = "colours other than those of the settings"},
    {.name = "--plain",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct workstation_values, plain),
     .summary = "in words, for screen readers, slow lines and any terminal or none"},
    {.name = "--print-screen",
     .argument = "COLSxROWS",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct workstation_values, print_screen),
     .summary = "print the first screen as text, without a terminal"},
};

const struct command command_workstation = {
    .name = "",
    .summary = "open the workstation on this terminal",
    .description = "Opens the workstation, once its policing purpose is stated: the ranked list of "
                   "the current quarter, its filters, and the record of each person; or what else "
                   "the user's role begins with.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct workstation_values),
    .run = run_workstation,
};
