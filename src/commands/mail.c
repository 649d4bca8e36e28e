#include "vha/mail.h"
#include "command.h"
#include "sendmail.h"
#include "session.h"

#include <inttypes.h>
#include <stdio.h>

/* Notices to MO2's mailbox (SOP 28): outside every session, since those start no other program. */

/* -------------------------------------------------------------------------------------- listing */

static void show_waiting(void *context, const struct vha_mail *mail)
{
    int *const count = context;
    ++*count;
    printf("request %" PRId64 "  tried %" PRId64 " times\n", mail->request, mail->tries);
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    int count = 0;
    enum vha_status status =
        session_begin_keeping(invocation->home, VHA_ACTION_SEND_MAIL, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_log(&session, vha_action_name(VHA_ACTION_SEND_MAIL), "done", NULL,
                         "list of what waits", error);
    if (status == VHA_OK)
        status = vha_mail_waiting(session.reg, show_waiting, &count, error);
    if (status == VHA_OK && count == 0)
        printf("Nothing waits to be sent.\n");
    if (status == VHA_OK && session.settings->mail_notices == 0)
        printf("Notices are off: the setting mail_notices is 0.\n");
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- sending */

/* All that leaves: a number. */
static void compose(char *out, size_t size, const char *address, int64_t request)
{
    snprintf(out, size,
             "To: %s\n"
             "Subject: Removal request %" PRId64 "\n"
             "Auto-Submitted: auto-generated\n"
             "MIME-Version: 1.0\n"
             "Content-Type: text/plain; charset=us-ascii\n"
             "\n"
             "Removal request %" PRId64 " waits in the queue.\n",
             address, request, request);
}

/* One try: on record before and after, however it goes. */
static enum vha_status send_one(struct session *session, const struct vha_mail *mail,
                                struct vha_error *error)
{
    const struct vha_settings *const settings = session->settings;
    struct vha_error why = {.message = ""};
    char message[1024];
    compose(message, sizeof message, settings->mailbox, mail->request);
    const enum vha_status sent =
        sendmail_send(settings->sendmail, settings->mailbox, message, &why);
    const enum vha_status recorded =
        vha_mail_end(session->reg, session->user.login, mail, sent == VHA_OK, why.message, error);
    if (recorded != VHA_OK || sent == VHA_OK)
        return recorded;
    return vha_fail(error, sent, "The notice of removal request %" PRId64 " waits: %s",
                    mail->request, why.message);
}

/* Stops at the first that is not taken: the next ones would not be either. */
static enum vha_status send_all(struct session *session, int *count, struct vha_error *error)
{
    struct vha_mail mail = {.request = 0};
    bool found = true;
    enum vha_status status = VHA_OK;
    while (status == VHA_OK && found) {
        status =
            vha_mail_begin(session->reg, session->user.login, mail.request, &mail, &found, error);
        if (status == VHA_OK && found)
            status = send_one(session, &mail, error);
        *count += status == VHA_OK && found;
    }
    return status;
}

static enum vha_status run_send(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    int count = 0;
    enum vha_status status =
        session_begin_keeping(invocation->home, VHA_ACTION_SEND_MAIL, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    if (session.settings->mail_notices == 0) {
        status = session_log(&session, vha_action_name(VHA_ACTION_SEND_MAIL), "done", NULL,
                             "notices are off", error);
        if (status == VHA_OK)
            printf("Nothing is sent: the setting mail_notices is 0.\n");
        session_close(&session);
        return status;
    }
    status = sendmail_check(session.settings->sendmail, session.settings->mailbox, error);
    if (status == VHA_OK)
        status = send_all(&session, &count, error);
    if (status == VHA_OK && count > 0)
        printf("%d notices were handed to the mail system.\n", count);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

const struct command command_mail_list = {
    .name = "mail list",
    .summary = "list the notices that wait to be sent",
    .description = "Lists the requests for removals that MO2's mailbox has not been told of yet, "
                   "by their numbers.",
    .run = run_list,
};

const struct command command_mail_send = {
    .name = "mail send",
    .summary = "tell MO2's mailbox of requests that wait",
    .description = "Hands a notice of each request for a removal that waits to the local mail "
                   "system: its number and nothing else (SOP 28). What the mail system does not "
                   "take waits for the next time. Off unless the setting mail_notices is 1; run by "
                   "a timer.",
    .run = run_send,
};
