/*
 * The layout of a home: where the register, the cohort, the archives and the configuration stand.
 * The one place that knows.
 */
#ifndef COMMANDS_HOME_H
#define COMMANDS_HOME_H

#include "vha/base.h"
#include "vha/policy.h"

struct home {
    char *folder;
    char *defaults; /* where config/ and themes/ were installed */
    char *archive;  /* of the settings, NULL before they are read */
    char *reports;
};

/* What stands in a home. */
enum home_place {
    HOME_REGISTER, /* register.db */
    HOME_COHORT,   /* cohort.db: the current quarter */
    HOME_ARCHIVE,  /* archive/: the quarters before */
    HOME_REPORTS,  /* reports/: a folder a load */
    HOME_CONFIG,   /* config/: what differs from the installed configuration */
    HOME_PLACES
};

/* Finds the home: `given` (of --home), else VHA_HOME, else /var/lib/vha; it need not exist yet.
 * VHA_UNAVAILABLE when the installed configuration cannot be found. Free with home_free. */
enum vha_status home_find(const char *given, struct home *home,
                          struct vha_error *error) VHA_MUST_CHECK;
void home_free(struct home *home);

/* Takes the folders that the settings name, absolute or seen from the home. */
void home_take_settings(struct home *home, const struct vha_settings *settings);

/* Makes the folders of a home, for its owner alone. */
enum vha_status home_make(const struct home *home, struct vha_error *error) VHA_MUST_CHECK;

/* Keeps a second load or refresh out until *lock is closed: both would write the same new file. The
 * caller closes *lock unless it is negative, whatever this returns. */
enum vha_status home_lock(const struct home *home, int *lock,
                          struct vha_error *error) VHA_MUST_CHECK;

/* Paths; the caller frees them. */
char *home_path(const struct home *home, enum home_place place);
char *home_archive_path(const struct home *home, const char *quarter); /* archive/2026-Q3.db */

/* The configuration file of that name ("policy.yaml"): the home's own where it has one, else the
 * installed one. The caller frees it. */
char *home_config_path(const struct home *home, const char *name);
char *home_themes_path(const struct home *home); /* the folder of themes, likewise */

/* The folders of ready-made variants, the home's own first; NULL is last. Free them with
 * home_free_folders. */
#define HOME_VARIANT_FOLDERS 2
void home_variant_folders(const struct home *home, char *folders[HOME_VARIANT_FOLDERS + 1]);
void home_free_folders(char **folders);

/* Every folder that the workstation may read from: the home itself, and what the settings or a link
 * may have put elsewhere. The caller frees the paths. */
#define HOME_FOLDERS 7
void home_folders(const struct home *home, char *folders[HOME_FOLDERS]);

#endif
