/*
 * mail: notices to MO2's mailbox that a request for a removal waits (SOP 28; governance, Removal).
 * A notice names the request's number and never a person. A part of the register.
 *
 * A request that waits is its own place in the queue: whoever writes one, a captive session that
 * may start no other program among them, need not know of mail, and what could not be sent waits
 * for the next try. Each try is on record.
 */
#ifndef VHA_MAIL_H
#define VHA_MAIL_H

#include "vha/base.h"

struct vha_register;

/* A notice that is to be sent: one each time that a request comes into the queue. */
struct vha_mail {
    int64_t request;
    int64_t step;  /* of the request, by which it came there: 1 when it was sent */
    int64_t tries; /* that have been made */
};

/* Tells of those that wait, the oldest request first. Nothing is logged: they name nobody. */
typedef void vha_mail_function(void *context, const struct vha_mail *mail);
enum vha_status vha_mail_waiting(struct vha_register *reg, vha_mail_function *show, void *context,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* Begins a try with the next notice after request `beyond`: it is on record, by `by`, before
 * anything is sent. A try that somebody else began less than VHA_MAIL_TRY_MINUTES ago is left to
 * them. *found is false when none waits. */
#define VHA_MAIL_TRY_MINUTES 10
enum vha_status vha_mail_begin(struct vha_register *reg, const char *by, int64_t beyond,
                               struct vha_mail *mail, bool *found,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Records how the try ended: sent, or why not; then it waits on. */
enum vha_status vha_mail_end(struct vha_register *reg, const char *by, const struct vha_mail *mail,
                             bool sent, const char *why, struct vha_error *error) VHA_MUST_CHECK;

#endif
