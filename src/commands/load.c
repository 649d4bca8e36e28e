#include "command.h"
#include "load_report.h"
#include "progress.h"
#include "session.h"
#include "vha/cohort_build.h"
#include "vha/extract.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct load_values {
    const char *folder;
    int64_t max_rejects;
};

enum { TIME_SIZE = 24 };

/* A load under way: what it was asked, with which rules, and what has come of it. */
struct load {
    const struct load_values *values;
    struct session *session;
    struct vha_policy *policy;
    struct vha_areas *areas;
    struct vha_extract *extract;
    struct vha_cohort_info info;
    char at[TIME_SIZE];
    char *built; /* path of the new cache */
    struct vha_earlier earlier;
    struct vha_error not_compared; /* why, where the earlier quarter could not be read */
    int lock;
    bool in_place;
};

/* --------------------------------------------------------------------------------- preparing */

static enum vha_status read_rules(struct load *load, struct vha_error *error)
{
    char *policy = home_config_path(&load->session->home, "policy.yaml");
    char *areas = home_config_path(&load->session->home, "areas.yaml");
    enum vha_status status = vha_policy_read(policy, &load->policy, error);
    if (status == VHA_OK)
        status = vha_areas_read(areas, &load->areas, error);
    free(areas);
    free(policy);
    return status;
}

static void set_time(struct load *load)
{
    const time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(load->at, sizeof load->at, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* ---------------------------------------------------------------------------------- the work */

static enum vha_status read_extract(struct load *load, const struct vha_progress *progress,
                                    struct vha_error *error)
{
    const struct vha_extract_request request = {
        .folder = load->values->folder,
        .settings = load->session->settings,
        .areas = load->areas,
        .max_rejects = (uint64_t)load->values->max_rejects,
        .progress = progress,
    };
    return vha_extract_read(&request, &load->extract, error);
}

/* A quarter that cannot be compared is loaded all the same, and the report says why. */
static void read_earlier(struct load *load)
{
    char *cohort = home_path(&load->session->home, HOME_COHORT);
    char *archive = home_path(&load->session->home, HOME_ARCHIVE);
    if (vha_earlier_read(cohort, archive, load->extract->quarter, &load->earlier,
                         &load->not_compared) == VHA_OK)
        load->not_compared.message[0] = '\0';
    free(archive);
    free(cohort);
}

static enum vha_status build_cohort(struct load *load, const struct vha_progress *progress,
                                    struct vha_error *error)
{
    load->built = vha_path(load->session->home.folder, "cohort.new.db");
    const struct vha_build_request request = {
        .path = load->built,
        .extract = load->extract,
        .policy = load->policy,
        .areas = load->areas,
        .loaded_by = load->session->user.login,
        .loaded_at = load->at,
        .earlier = &load->earlier,
        .progress = progress,
    };
    return vha_cohort_build(&request, &load->info, error);
}

/* What cannot be recorded must not happen: the register first, then the rename that analysts see.
 */
static enum vha_status put_in_place(struct load *load, struct vha_error *error)
{
    char as_of[VHA_DATE_SIZE];
    const struct vha_load_entry entry = {
        .login = load->session->user.login,
        .quarter = load->extract->quarter,
        .as_of = vha_date_format(as_of, load->extract->as_of),
        .policy_sha256 = load->policy->sha256,
        .nominals = load->info.nominals,
        .listed = load->info.listed,
        .rejects = load->info.rejects,
        .max_rejects = load->values->max_rejects,
    };
    enum vha_status status = vha_register_load(load->session->reg, &entry, error);
    if (status == VHA_OK)
        status = session_log(load->session, vha_action_name(VHA_ACTION_LOAD), "done",
                             load->extract->quarter, load->values->folder, error);
    if (status != VHA_OK)
        return status;
    char *cohort = home_path(&load->session->home, HOME_COHORT);
    char *archive = home_path(&load->session->home, HOME_ARCHIVE);
    status = vha_make_folder(archive, error);
    if (status == VHA_OK)
        status = vha_cohort_put_in_place(load->built, cohort, archive, error);
    load->in_place = status == VHA_OK;
    free(archive);
    free(cohort);
    return status;
}

/* A load grows large arrays on two threads. Few large steps: each time memory goes back to the
 * system, the other core is interrupted. */
static void tune_memory(void)
{
    enum { STEP_BYTES = 32 << 20, KEPT_BYTES = 256 << 20 };
    mallopt(M_TOP_PAD, STEP_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
}

/* Keeps Ctrl-C and its like from ending the program for the rest of its life: once the new cohort
 * is on its way into place, "stopped" must not be said of a load that was done. */
static void hold_signals(void)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, NULL);
}

static enum vha_status do_load(struct load *load, struct vha_error *error)
{
    tune_memory();
    enum vha_status status = home_lock(&load->session->home, &load->lock, error);
    if (status == VHA_OK)
        status = read_rules(load, error);
    if (status != VHA_OK)
        return status;
    struct progress_display display;
    progress_begin(&display, STDERR_FILENO);
    status = read_extract(load, &display.progress, error);
    if (status == VHA_OK) {
        read_earlier(load);
        status = build_cohort(load, &display.progress, error);
    }
    if (status == VHA_OK)
        hold_signals();
    progress_end(&display);
    if (status == VHA_OK)
        status = put_in_place(load, error);
    /* What is not in place is nobody's list, and must not lie about. */
    if (status != VHA_OK && load->built != NULL)
        unlink(load->built);
    return status;
}

/* ------------------------------------------------------------------------------- the outcome */

/* Writes report.txt and rejects.csv and prints the summary. The load's own failure, if there is
 * one, is what the caller hears of. */
static enum vha_status report(const struct load *load, const char *failure, struct vha_error *error)
{
    if (load->extract == NULL)
        return VHA_OK;
    const struct load_outcome outcome = {
        .extract = load->extract,
        .policy = load->policy,
        .info = load->in_place ? &load->info : NULL,
        .failure = failure,
        .earlier = &load->earlier,
        .not_compared = load->not_compared.message[0] != '\0' ? load->not_compared.message : NULL,
        .loaded_by = load->session->user.login,
        .loaded_at = load->at,
        .max_rejects = load->values->max_rejects,
        .rejects_listed = (size_t)load->session->settings->max_rejects_listed,
    };
    char *reports = home_path(&load->session->home, HOME_REPORTS);
    const enum vha_status status = load_report_write(&outcome, reports, error);
    free(reports);
    char *summary = load_report_text(&outcome);
    fputs(summary, stdout);
    free(summary);
    return status;
}

/* Puts the failure on record; one that cannot be recorded is the greater one. */
static enum vha_status log_failure(struct session *session, const struct load_values *values,
                                   const struct vha_error *failure, struct vha_error *error)
{
    const enum vha_status logged = session_log(session, vha_action_name(VHA_ACTION_LOAD), "failed",
                                               values->folder, failure->message, error);
    if (logged != VHA_OK)
        return logged;
    return vha_fail(error, failure->status, "%s", failure->message);
}

static void load_free(struct load *load)
{
    vha_earlier_free(&load->earlier);
    vha_extract_free(load->extract);
    vha_areas_free(load->areas);
    vha_policy_free(load->policy);
    free(load->built);
    if (load->lock >= 0)
        close(load->lock);
}

static enum vha_status run_load(const struct invocation *invocation, struct vha_error *error)
{
    const struct load_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_LOAD, values->folder, &session, error);
    if (status != VHA_OK)
        return status;
    struct load load = {.values = values, .session = &session, .lock = -1};
    set_time(&load);
    status = session_log(&session, vha_action_name(VHA_ACTION_LOAD), "started", values->folder,
                         NULL, error);
    if (status == VHA_OK) {
        struct vha_error failure = {0};
        status = do_load(&load, &failure);
        struct vha_error unreported = {0};
        const enum vha_status reported =
            report(&load, status == VHA_OK ? NULL : failure.message, &unreported);
        if (status != VHA_OK)
            status = log_failure(&session, values, &failure, error);
        else if (reported != VHA_OK)
            status = vha_fail(error, reported, "The quarter is loaded, but its report is not: %s",
                              unreported.message);
    }
    load_free(&load);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "DIR",
     .kind = VALUE_FOLDER,
     .required = true,
     .offset = offsetof(struct load_values, folder),
     .summary = "the extract's folder, with its manifest.yaml"},
    {.name = "--max-rejects",
     .argument = "N",
     .kind = VALUE_NUMBER,
     .offset = offsetof(struct load_values, max_rejects),
     .max = 1000000,
     .summary = "let up to N bad rows be left out, on record as your decision (else none)"},
};

const struct command command_load = {
    .name = "load",
    .summary = "load a quarter's extract and rebuild the cohort",
    .description =
        "Reads and checks every row of the extract, scores everybody in it, builds the new cohort "
        "beside the old one, checks it, and puts it in place at once: analysts see the old list or "
        "the new one, never a part. The quarter before goes to the archive. Each load leaves a "
        "report in the home's folder reports, with rejects.csv.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct load_values),
    .run = run_load,
};
