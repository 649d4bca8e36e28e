#include "register.h"

#include "001-users-audit-loads-copies.sql.h"
#include "002-access-sessions.sql.h"
#include "003-views.sql.h"
#include "004-enquiries-heads.sql.h"
#include "005-audit-start.sql.h"
#include "006-removals.sql.h"
#include "007-drafts.sql.h"
#include "008-casework.sql.h"
#include "009-mail.sql.h"
#include "010-removal-queue.sql.h"
#include "011-equality.sql.h"
#include "012-approved-removals.sql.h"
#include "connection.sql.h"

/* Migration i brings a register of version i to version i + 1, which its own text sets. */
static const char *const migrations[] = {
    migration_001_users_audit_loads_copies_sql,
    migration_002_access_sessions_sql,
    migration_003_views_sql,
    migration_004_enquiries_heads_sql,
    migration_005_audit_start_sql,
    migration_006_removals_sql,
    migration_007_drafts_sql,
    migration_008_casework_sql,
    migration_009_mail_sql,
    migration_010_removal_queue_sql,
    migration_011_equality_sql,
    migration_012_approved_removals_sql,
};

static enum vha_status version_of(struct vha_register *reg, int64_t *version,
                                  struct vha_error *error)
{
    return sql_number(reg, connection_sql, "version", version, error);
}

/* Takes one step, unless another process has taken it while the write lock was waited for. */
static enum vha_status migrate_from(struct vha_register *reg, int64_t version,
                                    struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    int64_t current = 0;
    status = version_of(reg, &current, error);
    if (status == VHA_OK && current == version &&
        sqlite3_exec(reg->database, migrations[version], NULL, NULL, NULL) != SQLITE_OK)
        status = register_fail(reg, "its tables cannot be brought up to date", error);
    return register_end(reg, status, error);
}

enum vha_status register_migrate(struct vha_register *reg, struct vha_error *error)
{
    const int64_t newest = (int64_t)VHA_COUNT(migrations);
    for (;;) {
        int64_t version = 0;
        enum vha_status status = version_of(reg, &version, error);
        if (status != VHA_OK || version == newest)
            return status;
        if (version < 0 || version > newest)
            return vha_fail(error, VHA_UNAVAILABLE,
                            "Register %s: it was made by a newer vha (schema %lld, this program "
                            "knows %lld); use that version.",
                            reg->path, (long long)version, (long long)newest);
        status = migrate_from(reg, version, error);
        if (status != VHA_OK)
            return status;
    }
}
