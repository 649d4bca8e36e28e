#include "vha/database.h"

static const struct {
    int option;
    int value;
} switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

/* SQLite's own are made for whatever SQL anybody brings; these for the SQL that stands here. */
static const struct {
    int limit;
    int most;
} limits[] = {
    {SQLITE_LIMIT_SQL_LENGTH, 100000},   {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 50},       {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_VDBE_OP, 25000},       {SQLITE_LIMIT_FUNCTION_ARG, 32},
    {SQLITE_LIMIT_ATTACHED, 0},          {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100}, {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

int vha_sql_be_wary(sqlite3 *database, int longest)
{
    int result = SQLITE_OK;
    for (size_t i = 0; i < VHA_COUNT(switches) && result == SQLITE_OK; i++)
        result = sqlite3_db_config(database, switches[i].option, switches[i].value, (int *)NULL);
    for (size_t i = 0; i < VHA_COUNT(limits); i++)
        sqlite3_limit(database, limits[i].limit, limits[i].most);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, longest);
    return result;
}
