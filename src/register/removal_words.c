#include "removals.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

/* What grounds, states and steps of removals are called, and what their texts have to be. */

/* ----------------------------------------------------------------------------------------- words
 */

/* As they are stored and typed. */
const char *const vha_removal_ground_names[VHA_REMOVAL_GROUNDS] = {
    [VHA_GROUND_LOCAL_KNOWLEDGE] = "local-knowledge",
    [VHA_GROUND_PROFESSIONAL_JUDGEMENT] = "professional-judgement",
    [VHA_GROUND_MISTAKEN_IDENTITY] = "mistaken-identity",
    [VHA_GROUND_DATA_ERROR] = "data-error",
    [VHA_GROUND_DOMESTIC_ABUSE_REPORT] = "domestic-abuse-report",
    [VHA_GROUND_NO_LONGER_ACTIVE] = "no-longer-active",
    [VHA_GROUND_DECEASED] = "deceased",
    [VHA_GROUND_OTHER] = "other",
};

const char *const vha_removal_state_names[VHA_REMOVAL_STATES + 1] = {
    VHA_REMOVAL_ANY,
    [VHA_REMOVAL_QUEUED + 1] = "queued",
    [VHA_REMOVAL_UNDER_REVIEW + 1] = "under-review",
    [VHA_REMOVAL_MORE_WANTED + 1] = "more-wanted",
    [VHA_REMOVAL_APPROVED + 1] = "approved",
    [VHA_REMOVAL_REFUSED + 1] = "refused",
    [VHA_REMOVAL_WITHDRAWN + 1] = "withdrawn",
};

static const char *const step_names[VHA_REMOVAL_STEPS] = {
    [VHA_STEP_TAKE] = "take",       [VHA_STEP_APPROVE] = "approve",
    [VHA_STEP_REFUSE] = "refuse",   [VHA_STEP_ASK] = "ask",
    [VHA_STEP_ADD] = "add",         [VHA_STEP_WITHDRAW] = "withdraw",
    [VHA_STEP_REVERSE] = "reverse",
};

/* As they are said. */
static const char *const ground_words[VHA_REMOVAL_GROUNDS] = {
    [VHA_GROUND_LOCAL_KNOWLEDGE] = "local knowledge",
    [VHA_GROUND_PROFESSIONAL_JUDGEMENT] = "professional judgement",
    [VHA_GROUND_MISTAKEN_IDENTITY] = "mistaken identity",
    [VHA_GROUND_DATA_ERROR] = "data error",
    [VHA_GROUND_DOMESTIC_ABUSE_REPORT] = "domestic abuse report",
    [VHA_GROUND_NO_LONGER_ACTIVE] = "no longer active",
    [VHA_GROUND_DECEASED] = "deceased",
    [VHA_GROUND_OTHER] = "other",
};

static const char *const state_words[VHA_REMOVAL_STATES] = {
    [VHA_REMOVAL_QUEUED] = "queued",
    [VHA_REMOVAL_UNDER_REVIEW] = "under review",
    [VHA_REMOVAL_MORE_WANTED] = "more information wanted",
    [VHA_REMOVAL_APPROVED] = "approved",
    [VHA_REMOVAL_REFUSED] = "refused",
    [VHA_REMOVAL_WITHDRAWN] = "withdrawn",
};

/* As a person's record says where an open request stands. */
static const char *const open_words[VHA_REMOVAL_STATES] = {
    [VHA_REMOVAL_QUEUED] = "waiting for MO2",
    [VHA_REMOVAL_UNDER_REVIEW] = "under review by MO2",
    [VHA_REMOVAL_MORE_WANTED] = "MO2 wants to know more",
};

static const char *const step_words[VHA_REMOVAL_STEPS] = {
    [VHA_STEP_TAKE] = "taken for review", [VHA_STEP_APPROVE] = "approved",
    [VHA_STEP_REFUSE] = "refused",        [VHA_STEP_ASK] = "asked for more",
    [VHA_STEP_ADD] = "added to",          [VHA_STEP_WITHDRAW] = "withdrawn",
    [VHA_STEP_REVERSE] = "reversed",
};

/* The place of a name in a table; -1 for none. */
static int find(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const char *vha_removal_ground_name(enum vha_removal_ground ground)
{
    return vha_removal_ground_names[ground];
}

const char *vha_removal_ground_words(enum vha_removal_ground ground)
{
    return ground_words[ground];
}

bool vha_removal_ground_parse(const char *name, enum vha_removal_ground *ground)
{
    const int found = find(vha_removal_ground_names, VHA_REMOVAL_GROUNDS, name);
    if (found >= 0)
        *ground = (enum vha_removal_ground)found;
    return found >= 0;
}

const char *vha_removal_state_name(enum vha_removal_state state)
{
    return vha_removal_state_names[state + 1];
}

const char *vha_removal_state_words(enum vha_removal_state state)
{
    return state_words[state];
}

bool vha_removal_state_parse(const char *name, enum vha_removal_state *state)
{
    const int found = find(vha_removal_state_names + 1, VHA_REMOVAL_STATES, name);
    if (found >= 0)
        *state = (enum vha_removal_state)found;
    return found >= 0;
}

char *vha_removal_open_words(const struct vha_removal_open *open, char out[VHA_REMOVAL_OPEN_SIZE])
{
    out[0] = '\0';
    if (open->number != 0)
        snprintf(out, VHA_REMOVAL_OPEN_SIZE, "asked for on %s, %s (request %" PRId64 ")",
                 open->asked_on, open_words[open->state], open->number);
    return out;
}

const char *vha_removal_step_name(enum vha_removal_step step)
{
    return step_names[step];
}

const char *vha_removal_step_words(enum vha_removal_step step)
{
    return step_words[step];
}

bool vha_removal_step_parse(const char *name, enum vha_removal_step *step)
{
    const int found = find(step_names, VHA_REMOVAL_STEPS, name);
    if (found >= 0)
        *step = (enum vha_removal_step)found;
    return found >= 0;
}

/* ----------------------------------------------------------------------------------------- age */

bool vha_removal_is_open(enum vha_removal_state state)
{
    return state == VHA_REMOVAL_QUEUED || state == VHA_REMOVAL_UNDER_REVIEW ||
           state == VHA_REMOVAL_MORE_WANTED;
}

bool vha_removal_is_late(enum vha_removal_state state, int age)
{
    return vha_removal_is_open(state) && age > VHA_REMOVAL_DAYS;
}

vha_date vha_removal_late_before(vha_date today, const struct vha_holidays *holidays)
{
    return vha_day_before_working_days(today, VHA_REMOVAL_DAYS, holidays) + 1;
}

static vha_date day_of(const char *time)
{
    vha_date day = VHA_NO_DATE;
    if (strlen(time) >= VHA_DATE_SIZE - 1)
        vha_date_parse(time, VHA_DATE_SIZE - 1, &day);
    return day;
}

int vha_removal_age(const struct vha_removal *removal, const struct vha_holidays *holidays)
{
    const vha_date asked = day_of(removal->asked_at);
    const vha_date until =
        vha_removal_is_open(removal->state) ? vha_today() : day_of(removal->since);
    return asked == VHA_NO_DATE ? 0 : vha_working_days(asked, until, holidays);
}

/* ----------------------------------------------------------------------------------------- texts
 */

static const char blanks[] = " \t\r\n";

enum vha_status removal_check_text(const char *what, const char *text, size_t most, bool needed,
                                   struct vha_error *error)
{
    if (!vha_utf8_valid(text, strlen(text), NULL))
        return vha_fail(error, VHA_USAGE, "%s is not in UTF-8.", what);
    if (strlen(text) > most)
        return vha_fail(error, VHA_USAGE, "%s has more than %zu bytes.", what, most);
    if (needed && text[strspn(text, blanks)] == '\0')
        return vha_fail(error, VHA_USAGE, "%s is missing.", what);
    return VHA_OK;
}

/* Characters of UTF-8 without the blanks around them. */
static size_t length_of(const char *text)
{
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL)
        length--;
    return u8_mbsnlen((const uint8_t *)text, length);
}

char *vha_removal_rationale_remark(const char *rationale, char out[VHA_REMARK_SIZE])
{
    struct vha_error error;
    out[0] = '\0';
    if (removal_check_text("The rationale", rationale, VHA_RATIONALE_MOST, true, &error) != VHA_OK)
        snprintf(out, VHA_REMARK_SIZE, "%.150s", error.message);
    else if (length_of(rationale) < VHA_RATIONALE_LEAST)
        snprintf(out, VHA_REMARK_SIZE,
                 "The rationale has %zu characters; MO2 needs at least %d to decide on.",
                 length_of(rationale), VHA_RATIONALE_LEAST);
    return out;
}
