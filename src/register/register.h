/*
 * What the files of the register share: the connection and its statements.
 */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include "vha/audit.h"

#include <sqlite3.h>

struct turn;

struct vha_register {
    sqlite3 *database;
    char *path;

    /* What every audit entry says besides, while somebody is in. */
    int64_t session; /* 0: nobody is */
    int64_t access;  /* by which they are in */
    char *client;    /* NULL: nobody came from anywhere */
    char *purpose;   /* NULL: none was stated */

    int64_t due_enquiry; /* the newest that is to be answered before going on; 0: none is */

    struct turn *turn;     /* NULL: writers do not queue */
    int64_t busy_ms;       /* how long others are waited for in all */
    int64_t wait_ms;       /* how much of that is left for SQLite's own lock */
    int64_t wait_began_ms; /* that lock was found taken */

    int64_t head_every; /* entries from one published head to the next; 0: none is */
    bool head_due;      /* once the transaction is on disk */
    vha_head_function *publish;
    void *publish_context;
    char writer[VHA_LOGIN_SIZE]; /* login of the last entry */

    char notices[4][VHA_NOTICE_SIZE]; /* still to be read */
    size_t notice_count;
};

/* ------------------------------------------------------------------------ connection, register.c
 */

/* Connects to an existing file with every precaution set, whatever its schema. On success the
 * caller closes *reg with vha_register_close. */
enum vha_status register_connect(const char *path, int64_t busy_milliseconds,
                                 struct vha_register **reg, struct vha_error *error) VHA_MUST_CHECK;

/* vha_register_open for a register that nobody else uses: nothing is made beside it. */
enum vha_status register_open_alone(const char *path, int64_t busy_milliseconds,
                                    struct vha_register **reg,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* The failure that the connection reports, as a sentence on what could not be done: "the entry
 * cannot be added to the audit log". */
enum vha_status register_fail(const struct vha_register *reg, const char *what,
                              struct vha_error *error);

/* A write transaction. Every begun one ends in register_end, which commits when status is VHA_OK
 * and otherwise takes everything back; it returns status, or why the commit failed. */
enum vha_status register_begin(struct vha_register *reg, struct vha_error *error) VHA_MUST_CHECK;
enum vha_status register_end(struct vha_register *reg, enum vha_status status,
                             struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------- times, clock.c */

#define REGISTER_TIME_SIZE VHA_TIME_SIZE

/* The time now in UTC; returns buffer. */
char *register_now(char buffer[REGISTER_TIME_SIZE]);

/* The hour in London (0 to 23) when it is `hour` o'clock UTC on that day. */
int register_london_hour(vha_date day, int hour);

/* The time of an entry that follows one of the time `last`: now, or `last` while the clock is a
 * moment behind it. False when the clock was set back; *buffer then is what it shows. */
bool register_time_after(const char *last, char buffer[REGISTER_TIME_SIZE]);

/* ---------------------------------------------------------------------------- notices, notices.c
 */

/* Keeps a sentence for vha_register_next_notice; the same one is kept once. */
void register_notice(struct vha_register *reg, const char *format, ...) VHA_PRINTF(2, 3);

/* ------------------------------------------------------------------------------ turns, turn.c */

/* The row of writers to the register at `path`; NULL when there cannot be one. */
struct turn *turn_open(const char *path);
void turn_close(struct turn *turn); /* NULL is allowed */

/* Waits for this writer's turn, as long as others are waited for; ends it. register_begin and
 * register_end do. */
void turn_take(struct vha_register *reg);
void turn_end(struct vha_register *reg);

/* For sqlite3_busy_handler, with the register as context. */
int turn_wait_for_lock(void *context, int tries);

/* ---------------------------------------------------------------------------- statements, sql.c */

/* Runs every statement of a section that takes no values and whose rows do not matter. */
enum vha_status sql_run(struct vha_register *reg, const char *file, const char *name,
                        struct vha_error *error) VHA_MUST_CHECK;

/* Prepares the one statement of a section; the caller finalizes *statement. */
enum vha_status sql_prepare(struct vha_register *reg, const char *file, const char *name,
                            sqlite3_stmt **statement, struct vha_error *error) VHA_MUST_CHECK;

/* Binds text, or NULL. It must outlast the statement. False when that fails. */
bool sql_bind_text(sqlite3_stmt *statement, int index, const char *text);

/* A column of the row that a statement stands on: text that is valid until the statement goes on,
 * NULL for none; or copied, "" for none, cut where it has no room. */
const char *sql_text(sqlite3_stmt *statement, int column);
void sql_copy_text(char *out, size_t size, sqlite3_stmt *statement, int column);

/* The first column of the first row of a section, as a number. */
enum vha_status sql_number(struct vha_register *reg, const char *file, const char *name,
                           int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* Steps a statement that returns no rows, and finalizes it. `what` as for register_fail. */
enum vha_status sql_finish(struct vha_register *reg, sqlite3_stmt *statement, const char *what,
                           struct vha_error *error) VHA_MUST_CHECK;

/* Binds so many texts, NULL among them, to the values from 1 on. */
bool sql_bind_texts(sqlite3_stmt *statement, const char *const *texts, int count);

/* Runs the one statement of a section with these texts; its rows do not matter. */
enum vha_status sql_write(struct vha_register *reg, const char *file, const char *name,
                          const char *const *texts, int count, const char *what,
                          struct vha_error *error) VHA_MUST_CHECK;

/* -------------------------------------------------------------------------- migrations, migrate.c
 */

#define REGISTER_APPLICATION 0x56484152 /* "VHAR", as the first migration writes it */

/* Brings the schema up to this program's, each migration in a transaction of its own; another
 * process that migrates at the same time is waited for. VHA_UNAVAILABLE when the register was made
 * by a newer program. */
enum vha_status register_migrate(struct vha_register *reg, struct vha_error *error) VHA_MUST_CHECK;

/* Writes a user with access in force that no form stands for, within the caller's transaction. A
 * user of that login without access gets it again. */
enum vha_status register_add_user(struct vha_register *reg, const char *login, const char *name,
                                  enum vha_user_role role, const char *reason,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* Appends to the audit log, within the caller's transaction. */
enum vha_status register_append(struct vha_register *reg, const struct vha_audit_entry *entry,
                                struct vha_error *error) VHA_MUST_CHECK;

/* Where the log begins: after *head, of time `at`, if entries before have been deleted after seven
 * years; else both are left as they are. VHA_BAD_DATA when no entry says that they were. */
enum vha_status register_audit_start(struct vha_register *reg, struct vha_audit_head *head,
                                     char at[REGISTER_TIME_SIZE],
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Puts a refusal on record, in a transaction of its own. */
enum vha_status register_log_refusal(struct vha_register *reg, const char *login,
                                     const char *action, const char *subject, const char *reason,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* What a session begins with: which enquiries its user must answer first, and flags for those that
 * anybody has left for too long. */
enum vha_status register_begin_enquiries(struct vha_register *reg, const struct vha_user *user,
                                         struct vha_error *error) VHA_MUST_CHECK;

/* Refuses, on record, whatever a user does while an enquiry is to be answered first. */
enum vha_status register_check_gate(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* What is known of a login's access, as register_find_access finds it. */
enum access_standing { ACCESS_UNKNOWN, ACCESS_WITHDRAWN, ACCESS_IDLE, ACCESS_IN_FORCE };
struct access_found {
    enum access_standing standing;
    int64_t access;          /* number, unless unknown */
    char day[VHA_DATE_SIZE]; /* of the withdrawal, or of the last use of an idle access */
    char withdrawn_for[16];
    struct vha_user user; /* unless unknown */
};
enum vha_status register_find_access(struct vha_register *reg, const char *login,
                                     struct access_found *found,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Whether access that was used last on that day has ended by VHA_IDLE_MONTHS; what is no day is as
 * good as never. */
bool register_is_idle(const char *last_use);

/* The sentence for whoever has no access in force, as status VHA_NO_USER or VHA_NO_PERMISSION. */
enum vha_status register_no_access(const char *login, const struct access_found *found,
                                   struct vha_error *error);

/* Ends an access by itself after VHA_IDLE_MONTHS, and logs that. */
enum vha_status register_end_idle(struct vha_register *reg, const struct access_found *found,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The role of that name; false when there is none. */
bool register_role_of(const char *name, enum vha_user_role *role);

#endif
