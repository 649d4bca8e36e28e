#include "register.h"

#include <limits.h>
#include <string.h>

static const char name_mark[] = "-- :name ";

const char *sql_section(const char *file, const char *name, size_t *length)
{
    const size_t name_length = strlen(name);
    for (const char *mark = strstr(file, name_mark); mark != NULL;
         mark = strstr(mark + 1, name_mark)) {
        const char *found = mark + sizeof name_mark - 1;
        if (strncmp(found, name, name_length) != 0 || found[name_length] != '\n')
            continue;
        const char *start = found + name_length + 1;
        const char *next = strstr(start, name_mark);
        *length = next != NULL ? (size_t)(next - start) : strlen(start);
        return start;
    }
    return NULL;
}

enum vha_status sql_prepare(struct vha_register *reg, const char *file, const char *name,
                            sqlite3_stmt **statement, struct vha_error *error)
{
    *statement = NULL;
    size_t length = 0;
    const char *text = sql_section(file, name, &length);
    if (text == NULL)
        return vha_fail(error, VHA_SOFTWARE, "The register has no statement '%s'.", name);
    if (sqlite3_prepare_v2(reg->database, text, (int)length, statement, NULL) != SQLITE_OK)
        return register_fail(reg, "it cannot be asked", error);
    return VHA_OK;
}

enum vha_status sql_run(struct vha_register *reg, const char *file, const char *name,
                        struct vha_error *error)
{
    size_t length = 0;
    const char *text = sql_section(file, name, &length);
    if (text == NULL)
        return vha_fail(error, VHA_SOFTWARE, "The register has no statement '%s'.", name);
    const char *const end = text + length;
    while (text < end) {
        sqlite3_stmt *statement = NULL;
        int result = sqlite3_prepare_v2(reg->database, text, (int)(end - text), &statement, &text);
        if (result == SQLITE_OK && statement != NULL)
            do
                result = sqlite3_step(statement);
            while (result == SQLITE_ROW);
        enum vha_status status = VHA_OK;
        if (result != SQLITE_OK && result != SQLITE_DONE)
            status = register_fail(reg, "it cannot be used", error);
        sqlite3_finalize(statement);
        if (status != VHA_OK)
            return status;
    }
    return VHA_OK;
}

bool sql_bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    return sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC) == SQLITE_OK;
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
