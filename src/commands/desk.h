/*
 * Runs the workstation for whoever is in: for the command without a name and for a session.
 */
#ifndef COMMANDS_DESK_H
#define COMMANDS_DESK_H

#include "session.h"

struct desk_request {
    const char *archive;      /* a quarter of the archive; NULL for the one in force */
    const char *filter;       /* as typed; NULL for none */
    const char *view;         /* one of the user's; NULL for none */
    const char *purpose;      /* as typed; NULL: it is asked for */
    const char *theme;        /* NULL: that of the settings */
    bool *applied;            /* as in vha_workstation_options */
    const char *print_screen; /* "80x24" for the first screen as text; NULL for the terminal */
    bool plain;               /* in words, instead of on a screen */
    bool captive;
};

enum vha_status desk_run(struct session *session, const struct desk_request *request,
                         struct vha_error *error) VHA_MUST_CHECK;

#endif
