/*
 * workstation: what the analyst sees and presses. The ranked cohort with its filters and the
 * reasons of the person under the cursor, the record of one person, help; in a terminal of 80 by 24
 * or more, by keyboard and mouse. Everything it shows comes from the cohort's functions; it writes
 * nothing but audit entries through the register.
 */
#ifndef VHA_WORKSTATION_H
#define VHA_WORKSTATION_H

#include "vha/base.h"
#include "vha/policy.h"
#include "vha/sharing.h"
#include "vha/usage_review.h"

struct vha_explanation;

/* The least terminal that it can be used in. */
#define VHA_LEAST_ROWS    24
#define VHA_LEAST_COLUMNS 80

/* What the workstation needs; all of it belongs to the caller and outlasts the call. */
struct vha_workstation_options {
    const char *cohort_path;             /* of the cache, which is opened and closed inside */
    const struct vha_settings *settings; /* limits and the theme's name */
    const char *themes_folder;           /* of NAME.yaml files */
    const char *keys_path;               /* keys.yaml */
    const char *areas_path;              /* areas.yaml, read when a scope is granted */
    const char *assessment_path;         /* crime-assessment.yaml */
    const char *population_path;         /* population.yaml */
    const char *archive_folder;          /* of the quarters before */
    const char *const *variant_folders;  /* of policies to try, the home's own first; NULL last */
    struct vha_register *reg;            /* for permission and the audit log */
    const struct vha_user *user;         /* who looks */
    const char *filter;                  /* as typed (vha_filter_parse), to begin with; or NULL */
    const char *view;                    /* of the user's, to begin with; or NULL */
    const struct vha_purposes *purposes; /* of which one is stated (SOP 60, 61) */
    const char *purpose;                 /* as typed: "audit: March"; NULL: a screen asks for it */
    const char *theme;                   /* a theme's name; NULL: that of the settings */
    bool *applied; /* NULL, but for who has no access: they get the User Undertaking Form (SOP 43,
                    * Appendix 1) and nothing else, and this tells whether they handed it in. Of
                    * the user, login and name count alone */
    bool archive;  /* the cohort is a quarter before: nothing is decided and no place kept, and each
                    * screen says so on its first line */
    bool plain;    /* in words, one line after the other, on any terminal or none */
    bool captive;  /* no suspending, and the environment is not asked for anything but TERM */
};

/* Reads and checks a purpose as typed, without stating it. VHA_USAGE for words that are none;
 * VHA_NO_PERMISSION, on record, for a category that is no policing purpose. */
enum vha_status vha_workstation_read_purpose(struct vha_register *reg, const struct vha_user *user,
                                             const struct vha_purposes *purposes, const char *typed,
                                             char out[VHA_PURPOSE_SIZE],
                                             struct vha_error *error) VHA_MUST_CHECK;

/* States a purpose as typed: read, checked and logged, so that every entry written from then on
 * carries it. *out, where given, receives it. Fails as reading it does. */
enum vha_status vha_workstation_state_purpose(struct vha_register *reg, const struct vha_user *user,
                                              const struct vha_purposes *purposes,
                                              const char *typed, char out[VHA_PURPOSE_SIZE],
                                              struct vha_error *error) VHA_MUST_CHECK;

/* What nobody outside may be told of the person; zeros for NULL and for who is not on the list. */
struct vha_sharing_secret vha_workstation_secret(const struct vha_explanation *explanation);

/* Words to begin a message to a partner with, which never tell of the VHA (SOP 74;
 * vha_sharing_offer). In the arena. */
const char *vha_workstation_offer_words(const struct vha_explanation *explanation,
                                        struct vha_arena *arena);

/* What the settings say is unusual in a month, for vha_register_review. */
struct vha_review_rules vha_workstation_review_rules(const struct vha_settings *settings);

/* Runs the workstation on the terminal of standard input and output until the user leaves or the
 * terminal goes away, and gives the terminal back as it was, whatever happens. Nothing is shown
 * before a purpose is stated (SOP 60, 61); then it begins with the screen that the user's role has
 * a use for, permitted and logged before it is shown. VHA_UNAVAILABLE when there is no cohort, or
 * when standard input or output is no terminal, or when terminfo does not know it or it cannot move
 * its cursor; VHA_BAD_CONFIG for a fault in keys or theme. A terminal that has gone away is no
 * error. */
enum vha_status vha_workstation_run(const struct vha_workstation_options *options,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* The first screen as plain text of `rows` lines, without any terminal: for pipes and logs. At
 * least 24 by 80, and with a purpose (VHA_USAGE otherwise). The same permission and log entry. The
 * caller frees *text, which is UTF-8 with line feeds and no blanks at the ends of lines. */
enum vha_status vha_workstation_print(const struct vha_workstation_options *options, int rows,
                                      int columns, char **text,
                                      struct vha_error *error) VHA_MUST_CHECK;

#endif
