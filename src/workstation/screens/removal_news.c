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

void removal_tell_news(struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    struct news news = {.count = 0};
    struct vha_error error;
    if (options->archive || !vha_user_may(options->user, VHA_ACTION_REQUEST_REMOVAL))
        return;
    news.facts = facts_new("What became of your requests");
    const enum vha_status status =
        vha_removal_tell_news(options->reg, options->user, take, &news, &error);
    if (status == VHA_OK && news.count > 0) {
        desk_push(desk, facts_screen(news.facts));
        return;
    }
    facts_free(news.facts);
    if (status != VHA_OK)
        desk_push(desk, message_screen("Your requests cannot be shown", error.message));
}
