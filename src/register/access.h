/*
 * What the files on access share: an application as it stands, and the steps that are taken with
 * it.
 */
#ifndef REGISTER_ACCESS_H
#define REGISTER_ACCESS_H

#include "register.h"

#include "vha/access.h"

#define ACCESS_NUMBER_SIZE 24
#define ACCESS_UNWRITTEN   "the application cannot be changed"

/* An application that is not withdrawn. */
struct open_access {
    char number[ACCESS_NUMBER_SIZE]; /* "" when there is none */
    char state[16];
    char pay_number[64];
    char name[VHA_NAME_SIZE];
};

/* A step as it is taken: who takes it, of which application, and why. */
struct access_step {
    const char *number;
    const char *step;
    const char *by;
    const char *login; /* of the applicant */
    const char *action;
    const char *reason;
};

/* The open application of a login. */
enum vha_status access_find_open(struct vha_register *reg, const char *login,
                                 struct open_access *open, struct vha_error *error) VHA_MUST_CHECK;

/* Every step of an application is in the audit log too. Within the caller's transaction. */
enum vha_status access_take_step(struct vha_register *reg, const struct access_step *step,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* VHA_USAGE, naming the first text that is empty. */
enum vha_status access_check_filled(const char *const *names, const char *const *texts,
                                    size_t count, struct vha_error *error) VHA_MUST_CHECK;

#endif
