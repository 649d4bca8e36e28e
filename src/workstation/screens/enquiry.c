/* enquiry: an audit enquiry (SOP 62), which whoever is asked meets when they come in, and answers
 * before anything else. */
#include "form_screen.h"

#include "vha/enquiries.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INTRO_SIZE 8192

struct enquiry {
    int64_t number; /* 0: there is none */
    char form[32];  /* the name under which the answer is kept */
    char title[48];
    char intro[INTRO_SIZE];
};

/* ------------------------------------------------------------------------------- what is asked */

/* "2026-10-02 09:30 UTC" of "2026-10-02T09:30:00Z". */
#define MINUTE_SIZE 24
static char *minute_text(char out[MINUTE_SIZE], const char *time)
{
    snprintf(out, MINUTE_SIZE, "%.10s %.5s UTC", time, strlen(time) > 11 ? time + 11 : "");
    return out;
}

static char *answer_by(char out[VHA_DATE_SIZE], const char *asked_at)
{
    vha_date asked = VHA_NO_DATE;
    out[0] = '\0';
    if (strlen(asked_at) >= 10 && vha_date_parse(asked_at, 10, &asked))
        vha_date_format(out, asked + VHA_ENQUIRY_DAYS);
    return out;
}

static void write_intro(struct enquiry *state, const struct vha_enquiry *enquiry)
{
    const struct vha_audit_record *const about = &enquiry->about;
    const char *const subject = about->entry.subject;
    char at[MINUTE_SIZE];
    char asked[MINUTE_SIZE];
    char day[VHA_DATE_SIZE];
    /* A form keeps in sight what stands right above its field: the question, and by when. */
    snprintf(state->intro, sizeof state->intro,
             "You are asked about something that you did (SOP 62), and answer before anything "
             "else. If you cannot answer, turn to MO5 Covert Governance.\n\n"
             "Entry %" PRId64 " of the audit log, %s: %s%s%s, %s. Purpose: %s.\n\n"
             "%s asked on %s:\n%s\n"
             "Without an answer by %s it is flagged to MO2.",
             about->number, minute_text(at, about->at), about->entry.action,
             subject != NULL ? " " : "", subject != NULL ? subject : "", about->entry.outcome,
             about->purpose != NULL ? about->purpose : "none was given", enquiry->asked_by,
             minute_text(asked, enquiry->asked_at), enquiry->question,
             answer_by(day, enquiry->asked_at));
}

/* The first one; the others follow when it is answered. */
static void take(void *context, const struct vha_enquiry *enquiry)
{
    struct enquiry *const state = context;
    if (state->number != 0)
        return;
    state->number = enquiry->number;
    snprintf(state->form, sizeof state->form, "enquiry %" PRId64, enquiry->number);
    snprintf(state->title, sizeof state->title, "Audit enquiry %" PRId64, enquiry->number);
    write_intro(state, enquiry);
}

/* ------------------------------------------------------------------------------- the answer */

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    (void)context;
    (void)form;
    snprintf(out, size, "An answer is given once and for all, and goes to who asked.");
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct enquiry *const state = context;
    const struct vha_workstation_options *const options = desk->options;
    const enum vha_status status =
        vha_register_answer(options->reg, options->user, state->number, form_text(form, 0), error);
    if (status != VHA_OK)
        return status;
    desk_say(desk, "Your answer to audit enquiry %" PRId64 " is on record.", state->number);
    *flags |= SCREEN_ONWARD;
    return VHA_OK;
}

static void free_enquiry(void *context)
{
    struct enquiry *const state = context;
    explicit_bzero(state, sizeof *state);
    free(state);
}

/* ---------------------------------------------------------------------------------- the screen */

static struct screen make_screen(struct desk *desk, struct enquiry *state)
{
    static const struct field fields[] = {
        {.label = "Answer", .help = "Why it happened, in your own words.", .kind = FIELD_LONG}};
    return form_screen(desk, &(struct form_spec){.title = state->title,
                                                 .intro = state->intro,
                                                 .fields = fields,
                                                 .count = VHA_COUNT(fields),
                                                 .kept = state->form,
                                                 .gate = true,
                                                 .context = state,
                                                 .free = free_enquiry,
                                                 .ask = ask,
                                                 .accept = accept});
}

enum vha_status enquiry_screen(struct desk *desk, struct screen *screen, bool *due,
                               struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct enquiry *const state = vha_alloc_zeroed(1, sizeof *state);
    enum vha_status status =
        vha_register_due_enquiries(options->reg, options->user, take, state, error);
    *due = status == VHA_OK && state->number != 0;
    if (*due)
        *screen = make_screen(desk, state);
    else
        free_enquiry(state);
    return status;
}
