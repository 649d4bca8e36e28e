#include "command.h"
#include "session.h"
#include "vha/cohort_list.h"
#include "vha/copying.h"
#include "vha/workstation.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum export_format { EXPORT_JSON, EXPORT_CSV };
static const char *const formats[] = {[EXPORT_JSON] = "json", [EXPORT_CSV] = "csv"};

struct export_values {
    const char *authority;
    const char *reason;
    const char *purpose;
    const char *holder;
    vha_date destroy_by;
    int format;
};

/* A row of the copy, as text where files want text. */
struct exported {
    const struct vha_list_row *row;
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    char crime_score[VHA_MILLI_SIZE];
    char intel_score[VHA_MILLI_SIZE];
    char latest[VHA_DATE_SIZE];
    bool under_18;
    bool in_custody;
};

static struct exported export_row(const struct vha_list_row *row)
{
    struct exported exported = {
        .row = row,
        .under_18 = (row->flags & VHA_FLAG_UNDER_18) != 0,
        .in_custody = (row->flags & VHA_FLAG_IN_CUSTODY) != 0,
    };
    vha_pncid_format(exported.pncid, row->pncid);
    vha_milli_format(exported.score, row->crime_score + row->intel_score, false);
    vha_milli_format(exported.crime_score, row->crime_score, false);
    vha_milli_format(exported.intel_score, row->intel_score, false);
    vha_date_format(exported.latest, row->latest);
    return exported;
}

static void write_json_row(FILE *out, const struct exported *exported, uint32_t position)
{
    const struct vha_list_row *row = exported->row;
    json_t *object = json_pack(
        "{s:I,s:s,s:s,s:s,s:s,s:I,s:I,s:s,s:s,s:i,s:b,s:b,s:s}", "rank", (json_int_t)row->rank,
        "pncid", exported->pncid, "score", exported->score, "crime_score", exported->crime_score,
        "intel_score", exported->intel_score, "crime_reports", (json_int_t)row->crime_reports,
        "intel_reports", (json_int_t)row->intel_reports, "qualifying",
        vha_qualifying_name(row->qualifying), "recency", vha_recency_name(row->recency), "age",
        row->age, "under_18", (int)exported->under_18, "in_custody", (int)exported->in_custody,
        "latest", exported->latest);
    fputs(position == 0 ? "" : ",\n", out);
    json_dumpf(object, out, JSON_COMPACT);
    json_decref(object);
}

/* No cell can hold a comma or a quotation mark. */
static void write_csv_row(FILE *out, const struct exported *exported, uint32_t position)
{
    const struct vha_list_row *row = exported->row;
    if (position == 0)
        fputs("rank,pncid,score,crime_score,intel_score,crime_reports,intel_reports,qualifying,"
              "recency,age,under_18,in_custody,latest\n",
              out);
    fprintf(out, "%" PRIu32 ",%s,%s,%s,%s,%" PRIu32 ",%" PRIu32 ",%s,%s,%d,%s,%s,%s\n", row->rank,
            exported->pncid, exported->score, exported->crime_score, exported->intel_score,
            row->crime_reports, row->intel_reports, vha_qualifying_name(row->qualifying),
            vha_recency_name(row->recency), row->age, exported->under_18 ? "true" : "false",
            exported->in_custody ? "true" : "false", exported->latest);
}

static const struct {
    const char *head;
    void (*write_row)(FILE *out, const struct exported *exported, uint32_t position);
    const char *tail;
} writers[] = {
    [EXPORT_JSON] = {"[\n", write_json_row, "\n]\n"},
    [EXPORT_CSV] = {"", write_csv_row, ""},
};

/* The whole copy in memory, since it is recorded with its hash before any of it is handed out. */
static enum vha_status write_copy(struct vha_cohort *cohort, int format, char **text,
                                  size_t *length, struct vha_error *error)
{
    FILE *out = open_memstream(text, length);
    if (out == NULL)
        return vha_fail(error, VHA_OS_ERROR, "The copy cannot be written in memory.");
    struct vha_arena *arena = vha_arena_new();
    enum vha_status status = VHA_OK;
    fputs(writers[format].head, out);
    for (uint32_t i = 0; i < vha_cohort_listed(cohort) && status == VHA_OK; i++) {
        struct vha_list_row row;
        status = vha_cohort_row(cohort, vha_cohort_nth(cohort, i), arena, &row, error);
        if (status == VHA_OK) {
            const struct exported exported = export_row(&row);
            writers[format].write_row(out, &exported, i);
        }
        vha_arena_reset(arena);
    }
    fputs(writers[format].tail, out);
    vha_arena_free(arena);
    if (fclose(out) != 0 && status == VHA_OK)
        status = vha_fail(error, VHA_OS_ERROR, "The copy cannot be written in memory.");
    return status;
}

/* Whoever makes it holds it, and four weeks or so are enough, unless they say otherwise. */
static vha_date day_to_destroy(const struct session *session, const struct export_values *values)
{
    return values->destroy_by != VHA_NO_DATE ? values->destroy_by
                                             : vha_today() + (vha_date)session->settings->copy_days;
}

static enum vha_status record_copy(struct session *session, const struct export_values *values,
                                   const struct vha_cohort *cohort, const char *text, size_t length,
                                   int64_t *number, struct vha_error *error)
{
    char sha256[VHA_SHA256_TEXT_SIZE];
    const struct vha_copy copy = {
        .login = session->user.login,
        .authority = values->authority,
        .reason = values->reason,
        .quarter = vha_cohort_info(cohort)->quarter,
        .format = formats[values->format],
        .people = vha_cohort_listed(cohort),
        .sha256 = vha_sha256_text(sha256, text, length),
        .holder = values->holder != NULL ? values->holder : session->user.login,
        .destroy_by = day_to_destroy(session, values),
    };
    const enum vha_status status = vha_register_copy(session->reg, &copy, number, error);
    if (status != VHA_OK)
        return status;
    return session_log(session, vha_action_name(VHA_ACTION_EXPORT), "done", values->authority,
                       values->reason, error);
}

/* Both are the coordinator's to give (SOP 53); asking without them is a refusal, on record. */
static enum vha_status check_authority(struct session *session, const struct export_values *values,
                                       struct vha_error *error)
{
    static const char blanks[] = " \t\n\v\f\r";
    const char *given[] = {values->authority, values->reason};
    for (size_t i = 0; i < VHA_COUNT(given); i++) {
        if (given[i] != NULL && given[i][strspn(given[i], blanks)] != '\0')
            continue;
        const enum vha_status logged =
            session_log(session, vha_action_name(VHA_ACTION_EXPORT), "refused", NULL,
                        i == 0 ? "no authority given" : "no reason given", error);
        if (logged != VHA_OK)
            return logged;
        return vha_fail(
            error, VHA_NO_PERMISSION,
            "Nothing was copied: a copy needs the MO2 coordinator's authority (SOP 53); "
            "give its reference with --authority and the reason with --reason.");
    }
    return VHA_OK;
}

static enum vha_status check_day(const struct export_values *values, struct vha_error *error)
{
    if (values->destroy_by == VHA_NO_DATE || values->destroy_by > vha_today())
        return VHA_OK;
    return vha_fail(error, VHA_USAGE,
                    "Nothing was copied: the day to destroy the copy by is a day after today.");
}

/* A copy is made for the purpose that is given, else for the reason that it is made for. */
static enum vha_status state_purpose(struct session *session, const struct export_values *values,
                                     struct vha_error *error)
{
    char purpose[VHA_PURPOSE_SIZE];
    if (values->purpose != NULL)
        return session_state_purpose(session, values->purpose, error);
    snprintf(purpose, sizeof purpose, "copy: %s", values->reason);
    vha_register_set_purpose(session->reg, purpose);
    return VHA_OK;
}

static enum vha_status hand_out(struct session *session, const struct export_values *values,
                                struct vha_cohort *cohort, struct vha_error *error)
{
    const struct vha_cohort_info *info = vha_cohort_info(cohort);
    char *text = NULL;
    size_t length = 0;
    int64_t number = 0;
    enum vha_status status = write_copy(cohort, values->format, &text, &length, error);
    if (status == VHA_OK)
        status = record_copy(session, values, cohort, text, length, &number, error);
    if (status == VHA_OK) {
        fwrite(text, 1, length, stdout);
        fprintf(stderr,
                "Copy %" PRId64 " of VHA %s, %" PRIu32
                " people: handle as Official - Sensitive, do not copy it again, and record its "
                "movements and its destruction.\n",
                number, info->quarter, vha_cohort_listed(cohort));
    }
    if (text != NULL)
        explicit_bzero(text, length);
    free(text);
    return status;
}

static enum vha_status run_export(const struct invocation *invocation, struct vha_error *error)
{
    const struct export_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EXPORT, values->authority, &session, error);
    if (status != VHA_OK)
        return status;
    struct vha_cohort *cohort = NULL;
    status = check_authority(&session, values, error);
    if (status == VHA_OK)
        status = check_day(values, error);
    if (status == VHA_OK)
        status = session_need_all(&session, VHA_ACTION_EXPORT, values->authority,
                                  "Nothing was copied: a copy is of all of London", error);
    if (status == VHA_OK)
        status = state_purpose(&session, values, error);
    if (status == VHA_OK)
        status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK)
        status = hand_out(&session, values, cohort, error);
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--authority",
     .argument = "REF",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct export_values, authority),
     .summary = "the reference of the coordinator's authority; needed"},
    {.name = "--reason",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct export_values, reason),
     .summary = "why the copy is needed; needed"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct export_values, purpose),
     .summary = "the policing purpose, 'CATEGORY: WORDS'; else the reason stands for it"},
    {.name = "--holder",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct export_values, holder),
     .summary = "who holds the copy; else you"},
    {.name = "--destroy-by",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct export_values, destroy_by),
     .summary = "the day by which it is to be destroyed; else that of the settings"},
    {.name = "--format",
     .argument = "json|csv",
     .kind = VALUE_WORD,
     .offset = offsetof(struct export_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "json (the default) or csv"},
};

const struct command command_export = {
    .name = "export",
    .summary = "make the authorised copy of the list",
    .description =
        "Writes the list to standard output, in rank order. Only in exceptional circumstances and "
        "with the MO2 coordinator's authority (SOP 53): each copy gets a number in the register, "
        "is Official - Sensitive, and stays open there until its destruction is recorded.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct export_values),
    .defaults = &(const struct export_values){.destroy_by = VHA_NO_DATE},
    .run = run_export,
};
