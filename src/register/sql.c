#include "register.h"

#include "vha/database.h"

#include <stdio.h>

/* What SQLite made of a section: MISUSE is how vha_sql_* say that there is no such one. */
static enum vha_status judge(const struct vha_register *reg, int result, const char *name,
                             const char *what, struct vha_error *error)
{
    if (result == SQLITE_OK)
        return VHA_OK;
    if (result == SQLITE_MISUSE)
        return vha_fail(error, VHA_SOFTWARE, "The register has no statement '%s'.", name);
    return register_fail(reg, what, error);
}

enum vha_status sql_prepare(struct vha_register *reg, const char *file, const char *name,
                            sqlite3_stmt **statement, struct vha_error *error)
{
    return judge(reg, vha_sql_prepare(reg->database, file, name, statement), name,
                 "it cannot be asked", error);
}

enum vha_status sql_run(struct vha_register *reg, const char *file, const char *name,
                        struct vha_error *error)
{
    return judge(reg, vha_sql_run(reg->database, file, name), name, "it cannot be used", error);
}

bool sql_bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    return sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC) == SQLITE_OK;
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

void sql_copy_text(char *out, size_t size, sqlite3_stmt *statement, int column)
{
    const char *const text = sql_text(statement, column);
    snprintf(out, size, "%s", text != NULL ? text : "");
}

enum vha_status sql_number(struct vha_register *reg, const char *file, const char *name,
                           int64_t *number, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, file, name, &statement, error);
    if (status == VHA_OK && sqlite3_step(statement) != SQLITE_ROW)
        status = register_fail(reg, "it cannot be read", error);
    if (status == VHA_OK)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status sql_finish(struct vha_register *reg, sqlite3_stmt *statement, const char *what,
                           struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    if (sqlite3_step(statement) != SQLITE_DONE)
        status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

bool sql_bind_texts(sqlite3_stmt *statement, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++)
        if (!sql_bind_text(statement, i + 1, texts[i]))
            return false;
    return true;
}

enum vha_status sql_write(struct vha_register *reg, const char *file, const char *name,
                          const char *const *texts, int count, const char *what,
                          struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, file, name, &statement, error);
    if (status != VHA_OK)
        return status;
    if (sql_bind_texts(statement, texts, count))
        return sql_finish(reg, statement, what, error);
    status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}
