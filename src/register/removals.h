/*
 * What the files of removals share.
 */
#ifndef REGISTER_REMOVALS_H
#define REGISTER_REMOVALS_H

#include "vha/removal.h"

#include "register.h"

#define REMOVAL_NUMBER_SIZE 24

/* Appends a step to a request, within the caller's transaction. */
enum vha_status removal_write_step(struct vha_register *reg, const char *login, int64_t number,
                                   const char *step, const char *reason,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Text of at most so many bytes of UTF-8, which may be empty only when it need not be there.
 * `what` begins the sentence: "The reason". */
enum vha_status removal_check_text(const char *what, const char *text, size_t most, bool needed,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* ---- removal_list.c */
/* A statement of removals.sql that takes the parameters of `list`, bound to a filter and to what
 * the user may see. The caller finalizes it. */
enum vha_status removal_prepare(struct vha_register *reg, const struct vha_user *user,
                                const struct vha_removal_filter *filter, const char *section,
                                sqlite3_stmt **statement, struct vha_error *error) VHA_MUST_CHECK;
/* The row that such a statement stands at, with the columns of `list`. */
struct vha_removal removal_read(sqlite3_stmt *statement);
/* May the user look at requests, those that they may see? Asked without a word, or refused on
 * record. */
bool removal_may_look(const struct vha_user *user);
enum vha_status removal_permit_look(struct vha_register *reg, const struct vha_user *user,
                                    const struct vha_removal_filter *filter,
                                    struct vha_error *error) VHA_MUST_CHECK;

#endif
