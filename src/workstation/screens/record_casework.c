/* Activity and sharing: what was done around the person, and what was shared with partners. */
#include "casework.h"

#include <stdio.h>

static void add_activity(const struct making *making, const struct vha_activity *activity)
{
    const enum role role = activity->result == VHA_RESULT_AWAITED ? ROLE_FLAG : ROLE_MESSAGE;
    record_say(making, ROLE_BODY, "  %s %s by %s, number %lld (%s)", activity->day,
               vha_activity_kind_name(activity->kind), activity->bcu, (long long)activity->number,
               activity->by);
    record_say_lines(making, ROLE_BODY, "    ", activity->done);
    record_say(making, role, "    %s%s", vha_result_words(activity->result),
               activity->outcome[0] != '\0' ? ":" : "");
    record_say_lines(making, role, "    ", activity->outcome);
}

static void add_shared(const struct making *making, const struct vha_shared *shared)
{
    record_say(making, ROLE_BODY, "  %s with %s, under %s, %s (%s, %s)", shared->day,
               shared->partner, vha_power_words(shared->power), shared->basis, shared->bcu,
               shared->by);
    record_say_lines(making, ROLE_MESSAGE, "    ", shared->shared);
    record_say(making, ROLE_BODY, "    because:");
    record_say_lines(making, ROLE_BODY, "    ", shared->reason);
}

void record_add_casework(const struct making *making)
{
    const struct casework *const casework = making->casework;
    record_heading(making, "Activity (SOP 68)");
    if (casework->failure[0] != '\0') {
        record_say(making, ROLE_FLAG, "  %s", casework->failure);
        return;
    }
    for (size_t i = 0; i < casework->activity_count; i++)
        add_activity(making, &casework->activities[i]);
    if (casework->activity_count == 0)
        record_say(making, ROLE_MESSAGE, "  None is on record.");
    record_say(making, ROLE_MESSAGE,
               "  :activity logs what was done, :result NUMBER what came of it.");
    record_heading(making, "Shared with partners (SOP 72 to 75)");
    for (size_t i = 0; i < casework->shared_count; i++)
        add_shared(making, &casework->shared[i]);
    if (casework->shared_count == 0)
        record_say(making, ROLE_MESSAGE, "  Nothing is on record.");
    record_say(making, ROLE_MESSAGE,
               "  :share offers words that do not tell of this list, and logs what was shared.");
}
