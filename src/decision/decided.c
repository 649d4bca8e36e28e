/* A decision that was made: its record, and what follows from it. */
#include "vha/decision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct vha_decision_answer *answer_of(const struct vha_decided *decided, size_t step)
{
    const struct vha_decision_step *const taken = &decided->path.steps[step];
    return &decided->table->questions[taken->question].answers[taken->answer];
}

bool vha_decision_differs(const struct vha_decided *decided)
{
    return decided->decision != decided->path.outcome;
}

static bool has_letters(const char *text, size_t least)
{
    size_t letters = 0;
    for (; text != NULL && *text != '\0'; text++)
        letters += *text != ' ' && *text != '\n';
    return letters >= least;
}

bool vha_decision_names(const char *supervisor)
{
    return has_letters(supervisor, 1);
}

bool vha_decision_justifies(const char *rationale)
{
    return has_letters(rationale, VHA_DECISION_RATIONALE);
}

/* --------------------------------------------------------------------------------- for the record
 */

char *vha_decision_reasons(const struct vha_decided *decided)
{
    size_t size = 1;
    for (size_t i = 0; i < decided->path.count; i++)
        if (answer_of(decided, i)->reason != NULL)
            size += strlen(answer_of(decided, i)->reason) + 2;
    char *const reasons = vha_alloc(size);
    size_t used = 0;
    reasons[0] = '\0';
    for (size_t i = 0; i < decided->path.count; i++)
        if (answer_of(decided, i)->reason != NULL)
            used += (size_t)snprintf(reasons + used, size - used, "%s%s", used > 0 ? "; " : "",
                                     answer_of(decided, i)->reason);
    return reasons;
}

char *vha_decision_record(const struct vha_decided *decided)
{
    static const char form[] = "assessed %s: %s; decided %s by %s: %s";
    const char *const assessed = vha_decision_name(decided->path.outcome);
    const char *const decision = vha_decision_name(decided->decision);
    char *const reasons = vha_decision_reasons(decided);
    size_t size = sizeof form + strlen(reasons) + strlen(assessed) + strlen(decision);
    if (vha_decision_differs(decided))
        size += strlen(decided->supervisor) + strlen(decided->rationale);
    char *const record = vha_alloc(size);
    if (vha_decision_differs(decided))
        snprintf(record, size, form, assessed, reasons, decision, decided->supervisor,
                 decided->rationale);
    else
        snprintf(record, size, "assessed %s: %s", assessed, reasons);
    free(reasons);
    return record;
}

/* ------------------------------------------------------------------------------------- the duties
 */

static void give_tellings(const struct vha_decided *decided,
                          const struct vha_decision_tellings *tellings, enum vha_decision_duty duty,
                          vha_decision_duty_function *give, void *context)
{
    for (size_t i = 0; i < tellings->count; i++)
        if (vha_decision_tells(decided->table, &decided->path, &tellings->tellings[i]))
            give(context, duty, tellings->tellings[i].text);
}

void vha_decision_duties(const struct vha_decided *decided, vha_decision_duty_function *give,
                         void *context)
{
    const struct vha_decision_table *const table = decided->table;
    for (size_t i = 0; i < decided->path.count; i++)
        if (answer_of(decided, i)->to_do != NULL)
            give(context, VHA_DUTY_TO_DO, answer_of(decided, i)->to_do);
    give(context, VHA_DUTY_DOCUMENT,
         "Document the decision and its rationale in the DETS pages of the CRIS report.");
    if (decided->decision != VHA_DECISION_IN && decided->decision != VHA_DECISION_OUT)
        return;
    give_tellings(decided, decided->decision == VHA_DECISION_IN ? &table->in : &table->out,
                  VHA_DUTY_TELL, give, context);
    give_tellings(decided, &table->always, VHA_DUTY_TELL_ALWAYS, give, context);
}
