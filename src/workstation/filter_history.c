#include "filter_history.h"

#include <string.h>

static bool is_same(const struct vha_filter *a, const struct vha_filter *b)
{
    bool same = memcmp(a->chosen, b->chosen, sizeof a->chosen) == 0 &&
                memcmp(a->excluded, b->excluded, sizeof a->excluded) == 0;
    for (size_t i = 0; same && i < VHA_MEASURES; i++)
        same = a->ranges[i].set == b->ranges[i].set &&
               (!a->ranges[i].set || (a->ranges[i].least == b->ranges[i].least &&
                                      a->ranges[i].most == b->ranges[i].most));
    return same;
}

void filter_history_note(struct filter_history *history, const struct vha_filter *filter)
{
    if (history->count == 0) /* everything begins with no filter */
        history->steps[history->count++] = (struct vha_filter){.chosen = {0}};
    if (is_same(&history->steps[history->now], filter))
        return;
    if (history->now + 1 == FILTER_STEPS) {
        memmove(history->steps, history->steps + 1,
                sizeof history->steps - sizeof history->steps[0]);
        history->now--;
    }
    history->steps[++history->now] = *filter;
    history->count = history->now + 1;
}

const struct vha_filter *filter_history_back(struct filter_history *history)
{
    return history->now == 0 ? NULL : &history->steps[--history->now];
}

const struct vha_filter *filter_history_forth(struct filter_history *history)
{
    return history->now + 1 >= history->count ? NULL : &history->steps[++history->now];
}
