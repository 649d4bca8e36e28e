#include "signals.h"

#include "vha/base.h"

#include <assert.h>
#include <time.h>

/* A handler can reach nothing else; while one runs the others wait, as the signals' masks say. */
static volatile sig_atomic_t told;
static const struct signals *watched;

static void on_signal(int number)
{
    for (size_t i = 0; i < watched->count; i++)
        if (watched->meanings[i].number == number)
            told |= (sig_atomic_t)watched->meanings[i].told;
}

void signals_watch(struct signals *signals, const struct signal_meaning *meanings, size_t count)
{
    sigset_t blocked;
    assert(count <= SIGNALS_WATCHED);
    *signals = (struct signals){.meanings = meanings, .count = count};
    watched = signals;
    told = 0;
    sigemptyset(&blocked);
    for (size_t i = 0; i < count; i++)
        sigaddset(&blocked, meanings[i].number);
    sigprocmask(SIG_BLOCK, &blocked, &signals->mask);
    for (size_t i = 0; i < count; i++) {
        /* The handler that ncurses or the system has would act at once, whatever was going on. */
        struct sigaction action = {.sa_handler = meanings[i].told != 0 ? on_signal : SIG_IGN,
                                   .sa_mask = blocked};
        sigaction(meanings[i].number, &action, &signals->actions[i]);
    }
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &signals->pipe);
}

/* A hang-up that was noticed as the end of the input is still waiting to be let in; let in now, it
 * would end the program before its files are closed. */
static void drop_waiting(const struct signals *signals)
{
    const struct timespec no_time = {0};
    sigset_t waiting;
    sigemptyset(&waiting);
    for (size_t i = 0; i < signals->count; i++)
        sigaddset(&waiting, signals->meanings[i].number);
    while (sigtimedwait(&waiting, NULL, &no_time) > 0) {
    }
}

void signals_unwatch(const struct signals *signals)
{
    drop_waiting(signals);
    for (size_t i = 0; i < signals->count; i++)
        sigaction(signals->meanings[i].number, &signals->actions[i], NULL);
    sigaction(SIGPIPE, &signals->pipe, NULL);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
    watched = NULL;
}

const sigset_t *signals_mask(const struct signals *signals)
{
    return &signals->mask;
}

void signals_let_in(const struct signals *signals)
{
    sigset_t blocked;
    sigprocmask(SIG_SETMASK, &signals->mask, &blocked);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
}

unsigned signals_told(void)
{
    const unsigned since = (unsigned)told;
    told = 0;
    return since;
}
