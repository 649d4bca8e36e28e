/*
 * A person of the quarter in force, for commands about what is done around them.
 */
#ifndef COMMANDS_PERSON_H
#define COMMANDS_PERSON_H

#include "session.h"
#include "vha/cohort_dossier.h"
#include "vha/sharing.h"

struct person {
    struct session session;
    struct vha_cohort *cohort;
    struct vha_arena *arena;
    char pncid[VHA_PNCID_SIZE];
    bool covers; /* the user's scope takes them in; nobody is outside every scope */
    struct vha_explanation explanation; /* only when it does */
};

/* Who it is about, as typed, and what for. */
struct person_asked {
    const char *pncid;
    const char *purpose;
};

/* The values of a command that takes nothing else. */
struct person_shown {
    struct person_asked asked;
};

/* Rows of the parameters that such a member of a command's values is read from. */
#define PERSON_PARAMETERS(type, member)                                                            \
    {.name = "PNCID",                                                                              \
     .kind = VALUE_TEXT,                                                                           \
     .required = true,                                                                             \
     .offset = offsetof(type, member.pncid),                                                       \
     .summary = "of somebody in the extract"},                                                     \
    {                                                                                              \
        .name = "--purpose", .argument = "PURPOSE", .kind = VALUE_TEXT, .required = true,          \
        .offset = offsetof(type, member.purpose),                                                  \
        .summary = "the policing purpose, 'CATEGORY: WORDS' (SOP 60)"                              \
    }

/* Begins a session of a user whose role may do the action, states the purpose and looks the person
 * up; permission for this person is the register's to give. The caller closes it, whatever this
 * returns. */
enum vha_status person_open(const char *home, enum vha_action action,
                            const struct person_asked *asked, struct person *person,
                            struct vha_error *error) VHA_MUST_CHECK;
void person_close(struct person *person);

/* The BCU that does something: as given, or the user's only one, or the person's when it is one of
 * theirs. VHA_USAGE for a code that config/areas.yaml does not have. */
enum vha_status person_choose_bcu(const struct session *session, const struct vha_list_row *row,
                                  const char *given, char bcu[VHA_SCOPE_SIZE],
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The same for a person who was looked up; "" for somebody beyond the user's scope, about whom the
 * register refuses whatever it is. */
enum vha_status person_covered_bcu(const struct person *person, const char *given,
                                   char bcu[VHA_SCOPE_SIZE],
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Today, in UTC, in the place of a day that was not given. */
vha_date person_day(vha_date given);

#endif
