#include "register.h"

#include "views.sql.h"

#include "vha/views.h"

#include <string.h>

/* Columns of views.sql's `list` and `place`. */
enum { NAME, FILTER, SORT, COLUMNS, OFFENCES, SAVED };
enum {
    PLACE_FILTER,
    PLACE_SORT,
    PLACE_COLUMNS,
    PLACE_OFFENCES,
    PLACE_KEPT,
    PLACE_PNCID,
    PLACE_LINE
};

static const char cannot_keep[] = "where you are cannot be kept";
static const char cannot_save[] = "the view cannot be saved";
static const char cannot_forget[] = "the view cannot be forgotten";
static const char cannot_look[] = "views cannot be looked up";

/* Runs a filled-in statement; one that could not be filled in is a failure too. */
static enum vha_status finish(struct vha_register *reg, sqlite3_stmt *statement, bool bound,
                              const char *what, struct vha_error *error)
{
    if (bound)
        return sql_finish(reg, statement, what, error);
    const enum vha_status status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

/* Ends the transaction of a change to a view with the entry that tells of it. */
static enum vha_status end_logged(struct vha_register *reg, const struct vha_user *user,
                                  const char *action, const struct vha_view *view,
                                  enum vha_status status, struct vha_error *error)
{
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = action,
                                          .outcome = "done",
                                          .subject = view->name,
                                          .reason = view->filter};
    if (status == VHA_OK)
        status = register_append(reg, &entry, error);
    return register_end(reg, status, error);
}

/* --------------------------------------------------------------------------------------- views */

static enum vha_status check_name(const char *name, struct vha_error *error)
{
    if (name[strspn(name, " ")] != '\0' && strlen(name) < VHA_VIEW_NAME_SIZE)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE, "A view's name has 1 to %d bytes.", VHA_VIEW_NAME_SIZE - 1);
}

enum vha_status vha_register_save_view(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_view *view, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    char now[REGISTER_TIME_SIZE];
    enum vha_status status = check_name(view->name, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = sql_prepare(reg, views_sql, "save", &statement, error);
    if (status == VHA_OK) {
        const bool bound =
            sqlite3_bind_int64(statement, 1, user->id) == SQLITE_OK &&
            sql_bind_text(statement, 2, view->name) && sql_bind_text(statement, 3, view->filter) &&
            sql_bind_text(statement, 4, view->sort) && sql_bind_text(statement, 5, view->columns) &&
            sql_bind_text(statement, 6, view->offences) &&
            sql_bind_text(statement, 7, register_now(now));
        status = finish(reg, statement, bound, cannot_save, error);
    }
    return end_logged(reg, user, "save-view", view, status, error);
}

enum vha_status vha_register_forget_view(struct vha_register *reg, const struct vha_user *user,
                                         const char *name, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = sql_prepare(reg, views_sql, "forget", &statement, error);
    if (status == VHA_OK) {
        const bool bound = sqlite3_bind_int64(statement, 1, user->id) == SQLITE_OK &&
                           sql_bind_text(statement, 2, name);
        status = finish(reg, statement, bound, cannot_forget, error);
    }
    if (status == VHA_OK && sqlite3_changes(reg->database) == 0)
        status = vha_fail(error, VHA_NO_INPUT, "You have no view named \"%s\".", name);
    return end_logged(reg, user, "forget-view", &(struct vha_view){.name = name}, status, error);
}

enum vha_status vha_register_views(struct vha_register *reg, const struct vha_user *user,
                                   vha_view_function *show, void *context, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, views_sql, "list", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = sqlite3_bind_int64(statement, 1, user->id);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        if (result != SQLITE_ROW)
            break;
        const struct vha_view view = {.name = sql_text(statement, NAME),
                                      .filter = sql_text(statement, FILTER),
                                      .sort = sql_text(statement, SORT),
                                      .columns = sql_text(statement, COLUMNS),
                                      .offences = sql_text(statement, OFFENCES),
                                      .saved = sql_text(statement, SAVED)};
        show(context, &view);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, cannot_look, error);
    sqlite3_finalize(statement);
    return status;
}

/* ---------------------------------------------------------------------------------- the place */

enum vha_status vha_register_keep_place(struct vha_register *reg, const struct vha_user *user,
                                        const struct vha_place *place, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    char now[REGISTER_TIME_SIZE];
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = sql_prepare(reg, views_sql, "keep", &statement, error);
    if (status != VHA_OK)
        return register_end(reg, status, error);
    const bool bound = sqlite3_bind_int64(statement, 1, user->id) == SQLITE_OK &&
                       sql_bind_text(statement, 2, place->view.filter) &&
                       sql_bind_text(statement, 3, place->view.sort) &&
                       sql_bind_text(statement, 4, place->view.columns) &&
                       sql_bind_text(statement, 5, place->view.offences) &&
                       sql_bind_text(statement, 6, register_now(now)) &&
                       sql_bind_text(statement, 7, place->pncid) &&
                       sqlite3_bind_int64(statement, 8, place->line) == SQLITE_OK;
    return register_end(reg, finish(reg, statement, bound, cannot_keep, error), error);
}

static const char *arena_text(struct vha_arena *arena, sqlite3_stmt *statement, int column)
{
    const char *const found = sql_text(statement, column);
    return found == NULL ? NULL : vha_arena_text(arena, found, strlen(found));
}

enum vha_status vha_register_place(struct vha_register *reg, const struct vha_user *user,
                                   struct vha_arena *arena, struct vha_place *place,
                                   struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    *place = (struct vha_place){.line = 0};
    enum vha_status status = sql_prepare(reg, views_sql, "place", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = sqlite3_bind_int64(statement, 1, user->id);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        *place = (struct vha_place){
            .view = {.filter = arena_text(arena, statement, PLACE_FILTER),
                     .sort = arena_text(arena, statement, PLACE_SORT),
                     .columns = arena_text(arena, statement, PLACE_COLUMNS),
                     .offences = arena_text(arena, statement, PLACE_OFFENCES),
                     .saved = arena_text(arena, statement, PLACE_KEPT)},
            .pncid = arena_text(arena, statement, PLACE_PNCID),
            .line = sqlite3_column_int64(statement, PLACE_LINE),
        };
    else if (result != SQLITE_DONE)
        status = register_fail(reg, cannot_look, error);
    sqlite3_finalize(statement);
    return status;
}
