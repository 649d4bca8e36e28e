/* What was decided on a user's requests for removals, or asked about them, since they were told
 * last: shown once, when they come in (SOP 28). */
#include "removal.h"

#include "facts.h"

#include <inttypes.h>
#include <stdio.h>

struct news {
    struct facts *facts;
    size_t count;
};

static void take(void *context, const struct vha_removal_news *told)
{
    struct news *const news = context;
    char label[64];
    char text[VHA_REASON_MOST + 512];
    const bool wants = told->state == VHA_REMOVAL_MORE_WANTED;
    snprintf(label, sizeof label, "Request %" PRId64, told->number);
    snprintf(text, sizeof text, "%s: %s by %s on %.10s: %s%s", told->pncid,
             vha_removal_state_words(told->state), told->by, told->at, told->reason,
             wants ? "\nThe requests show it, and what MO2 asks for can be added there." : "");
    facts_add(news->facts, label, text);
    news->count++;
}

enum vha_status removal_news_screen(struct desk *desk, struct screen *screen, bool *due,
                                    struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct news news = {.count = 0};
    *due = false;
    if (options->archive || !vha_user_may(options->user, VHA_ACTION_REQUEST_REMOVAL))
        return VHA_OK;
    news.facts = facts_new("What became of your requests");
    const enum vha_status status =
        vha_removal_tell_news(options->reg, options->user, take, &news, error);
    *due = status == VHA_OK && news.count > 0;
    if (*due)
        *screen = facts_screen(news.facts);
    else
        facts_free(news.facts);
    return status;
}
