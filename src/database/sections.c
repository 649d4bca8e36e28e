#include "vha/database.h"

#include <string.h>

static const char name_mark[] = "-- :name ";

const char *vha_sql_section(const char *file, const char *name, size_t *length)
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

int vha_sql_prepare(sqlite3 *database, const char *file, const char *name, sqlite3_stmt **statement)
{
    *statement = NULL;
    size_t length = 0;
    const char *text = vha_sql_section(file, name, &length);
    if (text == NULL)
        return SQLITE_MISUSE;
    return sqlite3_prepare_v2(database, text, (int)length, statement, NULL);
}

int vha_sql_run(sqlite3 *database, const char *file, const char *name)
{
    size_t length = 0;
    const char *text = vha_sql_section(file, name, &length);
    if (text == NULL)
        return SQLITE_MISUSE;
    const char *const end = text + length;
    int result = SQLITE_OK;
    while (text < end && result == SQLITE_OK) {
        sqlite3_stmt *statement = NULL;
        result = sqlite3_prepare_v2(database, text, (int)(end - text), &statement, &text);
        if (result == SQLITE_OK && statement != NULL)
            do
                result = sqlite3_step(statement);
            while (result == SQLITE_ROW);
        sqlite3_finalize(statement);
        if (result == SQLITE_DONE)
            result = SQLITE_OK;
    }
    return result;
}
