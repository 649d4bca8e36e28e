#include "command.h"
#include "say.h"
#include "session.h"

#include "vha/enquiries.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Audit enquiries as the command line has them; the register asks for permission itself. */

/* --------------------------------------------------------------------------------------- asking */

struct enquire_values {
    int64_t entry;
    const char *question;
};

static enum vha_status run_enquire(const struct invocation *invocation, struct vha_error *error)
{
    const struct enquire_values *values = invocation->values;
    struct session session;
    int64_t number = 0;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_enquire(session.reg, &session.user, values->entry, values->question,
                                  &number, error);
    if (status == VHA_OK)
        printf("Audit enquiry %" PRId64 " is on record; whoever it is about answers it at their "
               "next session.\n",
               number);
    session_close(&session);
    return status;
}

/* ------------------------------------------------------------------------------------ answering */

struct answer_values {
    int64_t number;
    const char *answer;
};

static enum vha_status run_answer(const struct invocation *invocation, struct vha_error *error)
{
    const struct answer_values *values = invocation->values;
    struct session session;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_answer(session.reg, &session.user, values->number, values->answer, error);
    if (status == VHA_OK)
        printf("The answer to audit enquiry %" PRId64 " is on record.\n", values->number);
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- listing */

struct list_values {
    const char *login;
    bool mine;
    bool open;
    bool flagged;
};

static void show_enquiry(void *context, const struct vha_enquiry *enquiry)
{
    int *const count = context;
    const struct vha_audit_record *const about = &enquiry->about;
    char entry[1024];
    if (++*count > 1)
        putchar('\n');
    printf("Audit enquiry %" PRId64 " to %s, %s\n", enquiry->number, enquiry->login,
           enquiry->answered_at != NULL  ? "answered"
           : enquiry->flagged_at != NULL ? "open and flagged to mo2"
                                         : "open");
    snprintf(entry, sizeof entry, "%" PRId64 ", at %s: %s %s%s%s", about->number, about->at,
             about->entry.action, about->entry.outcome, about->entry.subject != NULL ? ", " : "",
             about->entry.subject != NULL ? about->entry.subject : "");
    say_text("entry", entry);
    say_text("purpose", about->purpose);
    say_text("asked", enquiry->asked_at);
    say_text("by", enquiry->asked_by);
    say_text("question", enquiry->question);
    say_text("flagged", enquiry->flagged_at);
    say_text("answered", enquiry->answered_at);
    say_text("answer", enquiry->answer);
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    const struct list_values *values = invocation->values;
    struct session session;
    int count = 0;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    const struct vha_enquiry_filter filter = {
        .login = values->mine ? session.user.login : values->login,
        .open = values->open,
        .flagged = values->flagged,
    };
    status =
        vha_register_enquiries(session.reg, &session.user, &filter, show_enquiry, &count, error);
    if (status == VHA_OK && count == 0)
        printf("There is no such audit enquiry.\n");
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter enquire_parameters[] = {
    {.name = "NUMBER",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct enquire_values, entry),
     .min = 1,
     .max = NUMBER_MOST,
     .summary = "the entry's, as 'vha audit list' has it"},
    {.name = "--question",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct enquire_values, question),
     .summary = "what is asked about it"},
};

const struct command command_audit_enquire = {
    .name = "audit enquire",
    .summary = "ask a user why an entry of the audit log happened",
    .description = "Puts an audit enquiry to the user whom an entry is about (SOP 62). They meet "
                   "it at their next session and answer it before going on; left without an "
                   "answer for 14 days, it is flagged to mo2. Nobody asks about their own entries.",
    .parameters = enquire_parameters,
    .parameter_count = VHA_COUNT(enquire_parameters),
    .values_size = sizeof(struct enquire_values),
    .run = run_enquire,
};

static const struct parameter list_parameters[] = {
    {.name = "--mine",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct list_values, mine),
     .summary = "those to yourself, which everybody may list"},
    {.name = "--user",
     .argument = "LOGIN",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, login),
     .summary = "those to this user"},
    {.name = "--open",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct list_values, open),
     .summary = "those without an answer"},
    {.name = "--flagged",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct list_values, flagged),
     .summary = "those without an answer for 14 days"},
};

const struct command command_audit_enquiries = {
    .name = "audit enquiries",
    .summary = "list audit enquiries with their answers",
    .description = "Lists audit enquiries: the entry, the question, and the answer. Those to "
                   "others need the permission to read the audit log, and the look is an entry.",
    .parameters = list_parameters,
    .parameter_count = VHA_COUNT(list_parameters),
    .values_size = sizeof(struct list_values),
    .run = run_list,
};

static const struct parameter answer_parameters[] = {
    {.name = "NUMBER",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct answer_values, number),
     .min = 1,
     .max = NUMBER_MOST,
     .summary = "the enquiry's"},
    {.name = "--answer",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct answer_values, answer),
     .summary = "why it happened, and how that can be verified"},
};

const struct command command_audit_answer = {
    .name = "audit answer",
    .summary = "answer an audit enquiry that you were asked",
    .description = "Answers an audit enquiry, once and for all. Until those from before the "
                   "session are answered, nothing else is done.",
    .parameters = answer_parameters,
    .parameter_count = VHA_COUNT(answer_parameters),
    .values_size = sizeof(struct answer_values),
    .run = run_answer,
};
