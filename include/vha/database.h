/*
 * database: what every module that keeps an SQLite file shares. SQL stands in .sql files, in
 * sections headed `-- :name NAME`, embedded at build time; no statement is put together from input.
 */
#ifndef VHA_DATABASE_H
#define VHA_DATABASE_H

#include "vha/base.h"

#include <sqlite3.h>

/* The section of that name in an embedded file, *length bytes long; NULL when there is none, which
 * is a defect of this program. */
const char *vha_sql_section(const char *file, const char *name, size_t *length);

/* Prepares the one statement of a section; returns an SQLite result code. The caller finalizes
 * *statement, which may be NULL. */
int vha_sql_prepare(sqlite3 *database, const char *file, const char *name,
                    sqlite3_stmt **statement) VHA_MUST_CHECK;

/* Runs all statements of a section, which take no values; their rows are passed over. Returns an
 * SQLite result code. */
int vha_sql_run(sqlite3 *database, const char *file, const char *name) VHA_MUST_CHECK;

/* Makes a connection wary of its file, which may have been tampered with: its schema is not trusted
 * to call functions, nothing but the plain language of SQL changes it, no other file is attached,
 * no library loaded, and no statement, text or expression is larger than this program has any use
 * for. A value or row takes at most `longest` bytes. Returns an SQLite result code. */
int vha_sql_be_wary(sqlite3 *database, int longest) VHA_MUST_CHECK;

#endif
