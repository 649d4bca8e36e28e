/*
 * The cache that takes the place of the one in force between two loads: a copy beside it, changed
 * in one transaction. So sessions see the old one or the new one, whole, as with a load.
 */
#ifndef COHORT_SUCCESSOR_H
#define COHORT_SUCCESSOR_H

#include "vha/base.h"
#include "vha/database.h"

/* Writes what is new; false when that cannot be done. */
typedef bool successor_function(sqlite3 *database, void *context);

/* Copies the cache at `current` to `path`, where a file is replaced, and writes into the copy.
 * Returns with the file on disk, or without it when anything failed: VHA_IO_ERROR. */
enum vha_status successor_make(const char *current, const char *path, successor_function *write,
                               void *context, struct vha_error *error) VHA_MUST_CHECK;

/* Steps a statement that returns no rows, to be used again. */
bool successor_step(sqlite3_stmt *statement);

/* NULL for VHA_NO_DATE. */
void successor_bind_day(sqlite3_stmt *statement, int index, vha_date day);

#endif
