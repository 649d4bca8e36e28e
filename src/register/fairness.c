#include "vha/fairness.h"

#include "casework.h"

#include "equality.sql.h"

#include <stdio.h>
#include <string.h>

/* Concerns, and the closing of a quarter's equality review. */

enum { QUARTER_SIZE = 8 };

static void take_quarter(void *context, sqlite3_stmt *statement)
{
    char *const quarter = context;
    sql_copy_text(quarter, QUARTER_SIZE, statement, 0);
}

static enum vha_status find_quarter(struct vha_register *reg, const char **quarter,
                                    char newest[QUARTER_SIZE], struct vha_error *error)
{
    newest[0] = '\0';
    if (*quarter != NULL)
        return VHA_OK;
    *quarter = newest;
    const enum vha_status status =
        casework_tell(reg, equality_sql, "newest_quarter", NULL, 0, take_quarter, newest, error);
    return status == VHA_OK && newest[0] == '\0'
               ? vha_fail(error, VHA_UNAVAILABLE,
                          "No quarter has been loaded yet whose review could list the concern.")
               : status;
}

enum vha_status vha_concern_file(struct vha_register *reg, const struct vha_user *user,
                                 const char *quarter, const char *words, int64_t *number,
                                 struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char newest[QUARTER_SIZE];
    enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_CONCERN, quarter, error);
    if (status == VHA_OK)
        status = find_quarter(reg, &quarter, newest, error);
    if (status == VHA_OK)
        status = removal_check_text("The concern", words, VHA_CONCERN_MOST, true, error);
    if (status != VHA_OK)
        return status;
    const char *const texts[] = {quarter, words, register_now(now), user->login};
    *number = 0;
    return casework_write(reg,
                          &(struct casework_row){.file = equality_sql,
                                                 .section = "concern",
                                                 .texts = texts,
                                                 .count = VHA_COUNT(texts),
                                                 .what = "the concern cannot be recorded",
                                                 .user = user,
                                                 .action = VHA_ACTION_CONCERN,
                                                 .subject = quarter,
                                                 .thing = "concern",
                                                 .words = "filed"},
                          number, error);
}

/* --------------------------------------------------------------------------------------- closing
 */

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0u) != 0x80u && *text != ' ';
    return count;
}

char *vha_findings_remark(const char *findings, char out[VHA_FINDINGS_REMARK_SIZE])
{
    const size_t there = characters(findings);
    out[0] = '\0';
    if (there < VHA_FINDINGS_LEAST)
        snprintf(out, VHA_FINDINGS_REMARK_SIZE, "have at least %d characters, and %zu are there",
                 VHA_FINDINGS_LEAST, there);
    return out;
}

static void take_number(void *context, sqlite3_stmt *statement)
{
    int64_t *const number = context;
    *number = sqlite3_column_int64(statement, 0);
}

/* Within the transaction that closes it, since two might. */
static enum vha_status close_once(struct vha_register *reg, const struct casework_row *row,
                                  struct vha_error *error)
{
    int64_t closed = 0;
    int64_t number = 0;
    enum vha_status status = casework_tell(reg, equality_sql, "is_closed", &row->subject, 1,
                                           take_number, &closed, error);
    if (status == VHA_OK && closed > 0)
        status = vha_fail(error, VHA_USAGE,
                          "The equality review of %s is closed already; 'vha equality show' has "
                          "its findings.",
                          row->subject);
    return status == VHA_OK ? casework_append(reg, row, &number, error) : status;
}

enum vha_status vha_equality_close(struct vha_register *reg, const struct vha_user *user,
                                   const struct vha_equality_closing *closing,
                                   struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char remark[VHA_FINDINGS_REMARK_SIZE];
    enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_EQUALITY_CLOSE, closing->quarter, error);
    if (status == VHA_OK)
        status =
            removal_check_text("The findings", closing->findings, VHA_FINDINGS_MOST, true, error);
    if (status == VHA_OK && vha_findings_remark(closing->findings, remark)[0] != '\0')
        status = vha_fail(error, VHA_USAGE, "The findings %s.", remark);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    const char *const texts[] = {closing->quarter, closing->findings, closing->figures,
                                 register_now(now), user->login};
    status = close_once(reg,
                        &(struct casework_row){.file = equality_sql,
                                               .section = "close",
                                               .texts = texts,
                                               .count = VHA_COUNT(texts),
                                               .what = "the review cannot be closed",
                                               .user = user,
                                               .action = VHA_ACTION_EQUALITY_CLOSE,
                                               .subject = closing->quarter,
                                               .thing = "closing",
                                               .words = "with findings"},
                        error);
    return register_end(reg, status, error);
}

/* --------------------------------------------------------------------------------------- telling
 */

static void tell_concern(void *context, sqlite3_stmt *statement)
{
    const struct vha_fairness_tellers *const tellers = context;
    const struct vha_concern concern = {.number = sqlite3_column_int64(statement, 0),
                                        .words = sql_text(statement, 1),
                                        .at = sql_text(statement, 2),
                                        .by = sql_text(statement, 3)};
    tellers->concern(tellers->context, &concern);
}

static void tell_closing(void *context, sqlite3_stmt *statement)
{
    const struct vha_fairness_tellers *const tellers = context;
    const struct vha_equality_closing closing = {.findings = sql_text(statement, 0),
                                                 .figures = sql_text(statement, 1),
                                                 .at = sql_text(statement, 2),
                                                 .by = sql_text(statement, 3)};
    tellers->closing(tellers->context, &closing);
}

static void tell_request(void *context, sqlite3_stmt *statement)
{
    const struct vha_fairness_tellers *const tellers = context;
    tellers->request(tellers->context, sql_text(statement, 0), sql_text(statement, 1));
}

enum vha_status vha_fairness_tell(struct vha_register *reg, const struct vha_user *user,
                                  const char *quarter, const struct vha_fairness_tellers *tellers,
                                  struct vha_error *error)
{
    struct vha_fairness_tellers listener = *tellers;
    enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_EQUALITY, quarter, error);
    if (status == VHA_OK && tellers->concern != NULL)
        status = casework_tell(reg, equality_sql, "concerns", &quarter, 1, tell_concern, &listener,
                               error);
    if (status == VHA_OK && tellers->closing != NULL)
        status = casework_tell(reg, equality_sql, "closing", &quarter, 1, tell_closing, &listener,
                               error);
    if (status == VHA_OK && tellers->request != NULL)
        status =
            casework_tell(reg, equality_sql, "requests", NULL, 0, tell_request, &listener, error);
    return status;
}
