/*
 * signals: what the program is told from outside while it waits for input, and at no other moment,
 * so that nothing is ever interrupted half-way.
 */
#ifndef WORKSTATION_SIGNALS_H
#define WORKSTATION_SIGNALS_H

#include <signal.h>
#include <stddef.h>

/* What a signal can mean, as bits. */
enum {
    TOLD_TO_END = 1,
    TOLD_OF_SIZE = 2,
    TOLD_TO_STOP = 4,   /* job control: stop for now */
    TOLD_TO_CANCEL = 8, /* the line that is being typed */
    TOLD_TO_GO_ON = 16  /* after a stop */
};

struct signal_meaning {
    int number;
    unsigned told; /* 0: the signal is left out of account */
};

#define SIGNALS_WATCHED 8

/* How signals were before, to be put back. */
struct signals {
    const struct signal_meaning *meanings;
    size_t count;
    sigset_t mask;
    struct sigaction actions[SIGNALS_WATCHED];
    struct sigaction pipe;
};

/* Holds back these signals, at most SIGNALS_WATCHED of them, and leaves SIGPIPE out of account. The
 * meanings outlast the watch; there is one at a time. */
void signals_watch(struct signals *signals, const struct signal_meaning *meanings, size_t count);
void signals_unwatch(const struct signals *signals);

/* The mask for ppoll, under which they are let in; and letting them in without waiting, as is
 * needed where input is always there and ppoll returns before any comes in. */
const sigset_t *signals_mask(const struct signals *signals);
void signals_let_in(const struct signals *signals);

/* What has been told since it was last asked. */
unsigned signals_told(void);

#endif
