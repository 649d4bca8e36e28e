/*
 * Heads of the audit log on their way to syslog, where the service account cannot take them back.
 */
#ifndef COMMANDS_HEADS_H
#define COMMANDS_HEADS_H

#include "vha/base.h"

struct vha_audit_head;

struct heads;

/* Ready to send to the socket of that path; it need not be there yet. The caller frees the result
 * with heads_close. */
struct heads *heads_open(const char *path);
void heads_close(struct heads *heads); /* NULL is allowed */

/* The socket that heads are sent on; -1 when there is none. */
int heads_socket(const struct heads *heads);

/* Sends a head, with the struct heads as context; whether syslog took it. For
 * vha_register_on_head. */
bool heads_send(void *context, const struct vha_audit_head *head);

#endif
