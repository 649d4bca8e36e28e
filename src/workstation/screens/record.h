/*
 * record: one person in tabs, each a subject with a file of its own that says what the cache holds
 * of it in lines. The timeline has a picture besides. record.c is the screen: it opens people, and
 * knows which tab is chosen.
 */
#ifndef WORKSTATION_SCREENS_RECORD_H
#define WORKSTATION_SCREENS_RECORD_H

#include "../lines.h"
#include "../why.h"
#include "vha/cohort_dossier.h"

/* In the order in which they stand. */
enum record_tab {
    RECORD_SAFEGUARDING, /* of children alone, and then first */
    RECORD_WHY,
    RECORD_TIMELINE,
    RECORD_CUSTODY,
    RECORD_FLAGS,
    RECORD_NOT_COUNTED,
    RECORD_CASEWORK,
    RECORD_TABS
};

struct casework;
struct vha_removal_open;

/* The making of lines: where they go and what they may be. */
struct making {
    struct lines *lines;
    const struct vha_explanation *explanation;
    const struct casework *casework;      /* as far as the tab needs it */
    const struct vha_removal_open *asked; /* for their removal; NULL: it is told elsewhere */
    int width;                            /* 0: as words, a line each, of any length */
    bool unicode;
};

struct record_tab_entry {
    const char *title;
    const char *brief; /* the title in little room */
    bool of_children;
    bool of_casework; /* needs what is on record around the person */
    void (*add)(const struct making *making);
};
extern const struct record_tab_entry record_tabs[RECORD_TABS];

/* The tabs that a person has, in order; returns how many. */
size_t record_tabs_of(const struct vha_explanation *explanation, enum record_tab tabs[RECORD_TABS]);

/* Adds a tab as lines at most as wide as the making says, or with a width of 0 as words: sentences,
 * a line each and of any length, in sections that plain mode can go to. The timeline becomes a list
 * of what it shows. */
void record_tab_lines(enum record_tab tab, const struct making *making);

/* Goes back to the list when a record is open of somebody who has been taken off it meanwhile; true
 * when one was. */
struct desk;
bool record_leave_removed(struct desk *desk);

/* Whether a record, and nothing else, is open over the list; and, of such a one, shows what a
 * refresh of the cohort has changed. That is another look at the person, and on record. */
bool record_is_over_list(const struct desk *desk);
void record_show_refresh(struct desk *desk);

/* Whoever's record is nearest to the top of the desk; NULL when none is open. */
const struct vha_explanation *record_open_of(const struct desk *desk);

/* ---- the tabs, each in the file of its name */
void record_add_safeguarding(const struct making *making);
void record_add_why(const struct making *making);
void record_add_timeline(const struct making *making);
void record_add_custody(const struct making *making);
void record_add_flags(const struct making *making);
void record_add_not_counted(const struct making *making);
void record_add_casework(const struct making *making);

/* Under the picture of the timeline: the facts of the chosen report, and what the letters of the
 * flags stand for. */
struct timeline;
void record_chosen_lines(struct lines *lines, const struct timeline *timeline, int width,
                         bool unicode);

/* ---- record_why.c: that a request for their removal is open, in a line; nothing when there is
 * none that the user may see */
void record_say_asked(const struct making *making);

/* ---- record_changes.c: what would change whether they are on the list, and when time does */
void record_add_changes(const struct making *making, const struct report *reports, size_t count);

/* ---- record_say.c: what the tabs share */
/* A heading; as words, a section. */
void record_heading(const struct making *making, const char *title);
/* A text, broken between words and then set in; as words, one line without its blanks in front. */
void record_say(const struct making *making, enum role role, const char *format, ...)
    VHA_PRINTF(3, 4);
/* Each line of a text by itself, behind the same blanks. */
void record_say_lines(const struct making *making, enum role role, const char *before,
                      const char *text);
/* A label and what stands beside it. */
void record_field(const struct making *making, enum role role, const char *label,
                  const char *format, ...) VHA_PRINTF(4, 5);
const char *record_times(const struct making *making); /* between two factors */

#define RECORD_COUNT_SIZE 96
/* "1 day", "12 days" */
char *record_count(char out[RECORD_COUNT_SIZE], int64_t count, const char *noun);
/* "suspect, accused", with whatever joins them. */
char *record_role_words(uint8_t roles, const char *joint, char out[RECORD_COUNT_SIZE]);
const char *record_flag_words(uint32_t flag);
/* "from 2022-01-08 to 2023-05-23", "since 2026-09-04", "on 2026-02-18", or "" for an entry without
 * dates. */
char *record_entry_dates(const struct vha_flag_entry *entry, char out[RECORD_COUNT_SIZE]);
/* Where an entry comes from: of the wanted, their kind is the system. */
const char *record_entry_source(const struct vha_flag_entry *entry);

#endif
