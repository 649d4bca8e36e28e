/* What kind of terminal there is, out of TERM, COLORTERM and terminfo. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
/* term.h of terminfo defines short names for everything; these would clash. */
#undef columns
#undef lines
#undef buttons

#include "terminal_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------------------- what cannot be used */

enum vha_status terminal_check(struct vha_error *error)
{
    const char *const name = getenv("TERM");
    char shown[64];
    int outcome = 0;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return vha_fail(error, VHA_UNAVAILABLE,
                        "the workstation needs a terminal for its input and output");
    if (name == NULL || name[0] == '\0')
        return vha_fail(error, VHA_UNAVAILABLE,
                        "TERM is not set, so it is unknown what this terminal can do");
    vha_text_show(shown, sizeof shown, name);
    if (setupterm(NULL, STDOUT_FILENO, &outcome) != OK)
        return vha_fail(error, VHA_UNAVAILABLE, "the terminal type \"%s\" is unknown here", shown);
    const bool moves = cursor_address != NULL;
    del_curterm(cur_term);
    if (!moves)
        return vha_fail(error, VHA_UNAVAILABLE, "a terminal of type \"%s\" cannot place its cursor",
                        shown);
    return VHA_OK;
}

/* ----------------------------------------------------------------------------------- true colour
 */

static bool takes_direct_colours(const char *name)
{
    int outcome = 0;
    if (setupterm(name, STDOUT_FILENO, &outcome) != OK)
        return false;
    const bool direct = tigetflag("RGB") > 0 && cursor_address != NULL;
    del_curterm(cur_term);
    return direct;
}

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* A terminal that says in COLORTERM that it takes true colours goes by its name for 256 of them;
 * terminfo may have a description beside it that ends in -direct. GNU screen passes on the
 * COLORTERM of the terminal around it and takes no such colours. */
const char *terminal_description(const struct vha_workstation_options *options,
                                 char out[DESCRIPTION_SIZE])
{
    static const char ending[] = "-256color";
    const char *const name = getenv("TERM");
    const char *const offer = options->captive ? NULL : getenv("COLORTERM");
    if (name == NULL || offer == NULL || begins_with(name, "screen") ||
        (strcmp(offer, "truecolor") != 0 && strcmp(offer, "24bit") != 0))
        return NULL;
    size_t length = strlen(name);
    if (length > strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0)
        length -= strlen(ending);
    if (length + sizeof "-direct" > DESCRIPTION_SIZE)
        return NULL;
    snprintf(out, DESCRIPTION_SIZE, "%.*s-direct", (int)length, name);
    return takes_direct_colours(out) ? out : NULL;
}
