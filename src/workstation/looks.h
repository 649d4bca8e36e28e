/*
 * looks: the theme that the screen is painted in, another one that is only looked at while its name
 * is typed, and going from one to the next. Knows no terminal: whoever paints takes a theme over
 * when `version` is another number than at the last paint.
 */
#ifndef WORKSTATION_LOOKS_H
#define WORKSTATION_LOOKS_H

#include "theme.h"
#include "vha/workstation.h"

/* Whether there are colours to choose. */
enum looks_colours {
    LOOKS_WORDS,           /* nothing is painted: plain mode */
    LOOKS_NO_COLOURS,      /* the terminal has none */
    LOOKS_COLOURS_REFUSED, /* NO_COLOR asks for none */
    LOOKS_COLOURS
};

struct looks {
    enum looks_colours colours;
    unsigned version;           /* from 1; grows with every change of what looks_theme returns */
    char name[THEME_NAME_SIZE]; /* of the theme in force */
    struct theme theme;
    bool previewing;
    struct theme previewed;
};

/* Reads the theme to begin with: that of the options, else that of the settings. Where NO_COLOR is
 * set (a captive session does not look), only the options can bring colours. VHA_BAD_CONFIG for a
 * theme that is not there or wrong. */
enum vha_status looks_begin(struct looks *looks, const struct vha_workstation_options *options,
                            struct vha_error *error) VHA_MUST_CHECK;
/* Says that the terminal has no colours, before the first paint. */
void looks_have_no_colours(struct looks *looks);

/* What to paint in now. */
const struct theme *looks_theme(const struct looks *looks);

/* Takes the theme of that name, or the only one whose name begins so, into force. VHA_USAGE when
 * there is none, VHA_BAD_CONFIG for a fault in it, VHA_UNAVAILABLE without colours; nothing has
 * changed then. */
enum vha_status looks_choose(struct looks *looks, const char *folder, const char *name,
                             struct vha_error *error) VHA_MUST_CHECK;
/* Takes the next one of the folder into force, passing over those that are wrong, and writes a
 * sentence about it, or about why nothing has changed. */
void looks_next(struct looks *looks, const char *folder, char *out, size_t size);

/* Paints in the theme of that name for now, and writes what to say of it; a name that is none, or
 * not yet, previews nothing. */
void looks_preview(struct looks *looks, const char *folder, const char *name, char *out,
                   size_t size);
void looks_preview_end(struct looks *looks);

#endif
