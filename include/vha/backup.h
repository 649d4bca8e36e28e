/*
 * backup: looking at the whole register, copying it, and putting a copy in its place. A part of the
 * register.
 */
#ifndef VHA_BACKUP_H
#define VHA_BACKUP_H

#include "vha/base.h"

struct vha_audit_head;
struct vha_register;

/* Looks at the whole register: the database's own integrity, references, the audit chain. *head is
 * the last entry. */
enum vha_status vha_register_check(struct vha_register *reg, struct vha_audit_head *head,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Writes a copy of the register, as it is at one moment, to a new file while others go on working,
 * and checks the copy. VHA_CANNOT_CREATE when the file exists. */
enum vha_status vha_register_backup(struct vha_register *reg, const char *file,
                                    struct vha_audit_head *head,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Puts a checked copy of the backup in the place of the register at `path` (or where none is), by
 * `by`, and says so in its audit log. The register that was there is kept beside it under the name
 * that *kept tells (NULL when there was none; the caller frees it). VHA_TEMPORARY while somebody
 * uses the register. */
enum vha_status vha_register_restore(const char *path, const char *backup, const char *by,
                                     char **kept, struct vha_error *error) VHA_MUST_CHECK;

#endif
