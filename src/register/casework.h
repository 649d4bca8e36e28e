/*
 * What the files of casework share.
 */
#ifndef REGISTER_CASEWORK_H
#define REGISTER_CASEWORK_H

#include "vha/casework.h"

#include "register.h"
#include "removals.h"
#include "vha/copying.h"

/* Words for a value that is stored by its name. */
struct casework_name {
    const char *name;
    const char *words;
};

/* ---- casework_names.c */
/* The place of a name among so many; false when it is none. */
bool casework_place_of(const struct casework_name *names, int count, const char *name, int *place);

/* Which permission a step of a copy needs, and what its note tells, at the beginning of a sentence.
 */
enum vha_action copy_step_action(enum vha_copy_step step);
const char *copy_step_what(enum vha_copy_step step);

/* ---- casework.c */
/* A row to write, and the entry that tells of it: "activity 12: enforcement". */
struct casework_row {
    const char *file; /* of SQL */
    const char *section;
    const char *const *texts;
    int count;
    const char *what; /* cannot be done, as for register_fail */
    const struct vha_user *user;
    enum vha_action action;
    const char *subject;
    const char *thing; /* "activity" */
    const char *words; /* "enforcement" */
};

/* Within the caller's transaction: writes the row and its entry. *number is the row's when it is 0
 * before, else that of the thing that the row belongs to. */
enum vha_status casework_append(struct vha_register *reg, const struct casework_row *row,
                                int64_t *number, struct vha_error *error) VHA_MUST_CHECK;
/* The same in a transaction of its own. */
enum vha_status casework_write(struct vha_register *reg, const struct casework_row *row,
                               int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* A day that something was done on: there is one, and it is not in the future. `what` begins the
 * sentence: "The day of the decision". */
enum vha_status casework_check_day(const char *what, vha_date day,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* That the BCU is one of the user's. */
enum vha_status casework_check_bcu(const struct vha_user *user, const char *bcu,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Logs that the user looked at it. */
enum vha_status casework_log_look(struct vha_register *reg, const struct vha_user *user,
                                  enum vha_action action, const char *subject, const char *reason,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* Calls for each row of a section with these texts. */
typedef void casework_row_function(void *context, sqlite3_stmt *statement);
enum vha_status casework_tell(struct vha_register *reg, const char *file, const char *section,
                              const char *const *texts, int count, casework_row_function *row,
                              void *context, struct vha_error *error) VHA_MUST_CHECK;

/* The scope as sections want it, " AS CN ", and NULL for all of London; what of a filter sections
 * take as ?1 to ?4: scope, BCU, first and last day. VHA_USAGE for a quarter that is none. */
#define CASEWORK_SCOPE_SIZE (VHA_SCOPE_SIZE + 2)
struct casework_bounds {
    char scope[CASEWORK_SCOPE_SIZE];
    char from[VHA_DATE_SIZE];
    char to[VHA_DATE_SIZE];
    const char *texts[4];
};
enum vha_status casework_bound(const struct vha_user *user,
                               const struct vha_casework_filter *filter,
                               struct casework_bounds *bounds,
                               struct vha_error *error) VHA_MUST_CHECK;

/* A look at what a filter lets through, in the user's scope: permitted, logged, then told. */
struct casework_look {
    enum vha_action action;
    const char *subject; /* of the entry, as the next */
    const char *reason;
    const char *file; /* of SQL */
    const char *section;
    casework_row_function *row;
    void *context;
};
enum vha_status casework_look(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_casework_filter *filter,
                              const struct casework_look *look,
                              struct vha_error *error) VHA_MUST_CHECK;

/* Tell a row of each kind to the function of a struct vha_casework_tellers. */
void casework_tell_safeguarding(void *tellers, sqlite3_stmt *statement);
void casework_tell_activity(void *tellers, sqlite3_stmt *statement);
void casework_tell_shared(void *tellers, sqlite3_stmt *statement);

#endif
