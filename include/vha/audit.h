/*
 * audit: the audit log read, counted, verified, its head kept elsewhere, and its oldest entries
 * deleted. A part of the register.
 */
#ifndef VHA_AUDIT_H
#define VHA_AUDIT_H

#include "vha/register.h"

/* The last entry of the audit log, to be kept elsewhere (syslog) so that a log cut short shows:
 * number 0 and 64 zeros while the log is empty. */
struct vha_audit_head {
    int64_t number;
    char hash[VHA_SHA256_TEXT_SIZE];
};
enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* Has the head told to `publish` at every Nth entry, once it is on disk, and at a session's end; 0
 * for no Nth entry. It returns whether the head was taken. When heads are taken no more, and when
 * they are again, that is an entry "head" in the log, and a notice. */
typedef bool vha_head_function(void *context, const struct vha_audit_head *head);
void vha_register_on_head(struct vha_register *reg, int64_t every, vha_head_function *publish,
                          void *context);
enum vha_status vha_register_publish_head(struct vha_register *reg,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* The last head that was taken. */
#define VHA_TIME_SIZE 21 /* 2026-10-02T09:30:00Z and the NUL */
struct vha_head_elsewhere {
    struct vha_audit_head head; /* number 0: none ever was */
    char at[VHA_TIME_SIZE];
    char failing_since[VHA_TIME_SIZE]; /* "" while they are taken */
};
enum vha_status vha_register_head_elsewhere(struct vha_register *reg,
                                            struct vha_head_elsewhere *found,
                                            struct vha_error *error) VHA_MUST_CHECK;

/* An entry as it stands in the log; texts are valid until the function returns, NULL for none. */
struct vha_audit_record {
    int64_t number;
    const char *at;
    const char *client;
    int64_t session; /* 0: none */
    const char *purpose;
    const char *hash;
    const char *previous; /* hash of the entry before */
    struct vha_audit_entry entry;
};
typedef void vha_audit_function(void *context, const struct vha_audit_record *record);

/* Which entries; NULL, VHA_NO_DATE and 0 stand for any. */
struct vha_audit_filter {
    const char *login;
    const char *action;
    const char *outcome;
    const char *subject;
    vha_date from;
    vha_date to; /* this day too */
    int64_t number;
    int64_t session;
    const char *bcu; /* by users whose scope names it */
    /* A page of what the rest lets through. */
    bool newest_first;
    int64_t beyond; /* those that come after this number in the order asked for */
    int64_t limit;  /* at most so many */
};
enum vha_status vha_register_audit_list(struct vha_register *reg,
                                        const struct vha_audit_filter *filter,
                                        vha_audit_function *show, void *context,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* How many entries a filter lets through, pages aside. */
enum vha_status vha_register_audit_count(struct vha_register *reg,
                                         const struct vha_audit_filter *filter, int64_t *count,
                                         struct vha_error *error) VHA_MUST_CHECK;

/* Walks the chain from its first entry, or the first after those that were kept long enough.
 * VHA_BAD_DATA names the first entry that was changed, moved or removed, or that says an earlier
 * time than the one before it without an entry "clock" that the clock was set back; or it says that
 * the log no longer leads to the head that was last taken elsewhere, or to `known`, a head noted
 * earlier (NULL: none). *head is the last entry that was looked at. */
enum vha_status vha_register_audit_verify(struct vha_register *reg,
                                          const struct vha_audit_head *known,
                                          struct vha_audit_head *head,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* The same in parts, for whoever goes on with other things in between. *walk is for
 * vha_audit_walk_free, whatever this returns. */
struct vha_audit_walk;
enum vha_status vha_register_audit_walk(struct vha_register *reg,
                                        const struct vha_audit_head *known,
                                        struct vha_audit_walk **walk,
                                        struct vha_error *error) VHA_MUST_CHECK;
/* Looks at the next so many entries (0: all that are left); *over when none is left and the log
 * leads where it must. */
enum vha_status vha_register_audit_walk_on(struct vha_register *reg, struct vha_audit_walk *walk,
                                           int64_t entries, bool *over,
                                           struct vha_error *error) VHA_MUST_CHECK;
/* The last entry that was looked at. */
const struct vha_audit_head *vha_audit_walk_head(const struct vha_audit_walk *walk);
void vha_audit_walk_free(struct vha_audit_walk *walk);

/* The oldest entries, which have been kept for seven years (governance, Retention). */
struct vha_audit_old {
    int64_t first; /* 0: none has been */
    struct vha_audit_head last;
    char until[VHA_TIME_SIZE]; /* time of the last one */
};
enum vha_status vha_register_audit_old(struct vha_register *reg, struct vha_audit_old *old,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Deletes them, overwritten, and the enquiries about them with them. An entry of the log, which is
 * in the chain like all, says so and from where the log begins; verifying looks for it. */
enum vha_status vha_register_audit_forget(struct vha_register *reg, const char *by,
                                          struct vha_audit_old *gone,
                                          struct vha_error *error) VHA_MUST_CHECK;

#endif
