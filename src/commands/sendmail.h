/*
 * The local mail system, through the interface of sendmail that they all have.
 */
#ifndef COMMANDS_SENDMAIL_H
#define COMMANDS_SENDMAIL_H

#include "vha/base.h"

/* Whether the path and the address can be used: VHA_BAD_CONFIG with a sentence when not. */
enum vha_status sendmail_check(const char *path, const char *address,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Hands a message over, with its headers, and waits until the mail system has taken it.
 * VHA_TEMPORARY with a sentence when it has not, so that it can be tried again. */
enum vha_status sendmail_send(const char *path, const char *address, const char *message,
                              struct vha_error *error) VHA_MUST_CHECK;

#endif
