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

#endif
