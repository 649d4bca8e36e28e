#include "casework_forms.h"

#include "form_screen.h"
#include "record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool casework_form_check_bcu(const void *context, const char *text, char *wrong, size_t size)
{
    const struct casework_form *const state = context;
    char scope[VHA_SCOPE_SIZE];
    struct vha_error error = {.message = ""};
    if (vha_areas_read_scope(state->areas, text, scope, sizeof scope, &error) != VHA_OK)
        snprintf(wrong, size, "%s", error.message);
    else if (strcmp(scope, text) != 0 || strchr(scope, ' ') != NULL || strcmp(scope, "all") == 0)
        snprintf(wrong, size, "Give the code of one BCU, such as AS.");
    else
        return true;
    return false;
}

static void fill(const void *context, struct form *form)
{
    const struct casework_form *const state = context;
    if (state->kind->fill != NULL)
        state->kind->fill(state, form);
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct casework_form *const state = context;
    const enum vha_status status = state->kind->add(state, desk, form, error);
    if (status != VHA_OK)
        return status;
    desk->casework++;
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

void casework_form_free(void *context)
{
    struct casework_form *const state = context;
    vha_areas_free(state->areas);
    vha_arena_free(state->arena);
    free(state);
}

void casework_form_push(struct desk *desk, struct casework_form *state)
{
    snprintf(state->kept, sizeof state->kept, "%s %s", state->title, state->option);
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = state->title,
                                                          .intro = state->kind->intro,
                                                          .fields = state->fields,
                                                          .count = state->kind->count,
                                                          .kept = state->kept,
                                                          .context = state,
                                                          .free = casework_form_free,
                                                          .fill = fill,
                                                          .accept = accept}));
}

/* The user's only BCU, or the person's when it is one of theirs. */
static const char *plain_bcu(const struct vha_user *user, const struct vha_list_row *person,
                             struct vha_arena *arena)
{
    const char *const all = person->bcu != NULL ? person->bcu : "";
    const char *const theirs = vha_arena_text(arena, all, strcspn(all, " "));
    if (!vha_user_covers(user, "") && strchr(user->scope, ' ') == NULL)
        return vha_arena_text(arena, user->scope, strlen(user->scope));
    return theirs[0] != '\0' && vha_user_covers(user, theirs) ? theirs : "";
}

enum vha_status casework_form_permit(struct desk *desk, const struct casework_kind *kind,
                                     struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(desk->options->reg, desk->options->user, kind->action, NULL, error);
    if (status == VHA_OK && desk->options->archive)
        return vha_fail(error, VHA_USAGE,
                        "Nothing is decided or logged in a quarter of the archive.");
    return status;
}

struct casework_form *casework_form_new(const struct casework_kind *kind)
{
    struct casework_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->kind = kind;
    state->fields = kind->fields;
    state->arena = vha_arena_new();
    state->option = "";
    return state;
}

struct casework_form *casework_form_begin(struct desk *desk, const struct casework_kind *kind,
                                          struct vha_error *error)
{
    const struct vha_explanation *const explanation = record_open_of(desk);
    if (casework_form_permit(desk, kind, error) != VHA_OK)
        return NULL;
    if (explanation == NULL) {
        vha_fail(error, VHA_USAGE, "This is about somebody whose record is open; open one first.");
        return NULL;
    }
    struct vha_areas *areas = NULL;
    if (vha_areas_read(desk->options->areas_path, &areas, error) != VHA_OK)
        return NULL;
    const struct vha_list_row *const person = &explanation->dossier.person;
    struct casework_form *const state = casework_form_new(kind);
    state->areas = areas;
    vha_pncid_format(state->pncid, person->pncid);
    state->in_scope = vha_cohort_covers_person(desk->cohort, person);
    state->child = (person->flags & VHA_FLAG_UNDER_18) != 0;
    state->bcu = plain_bcu(desk->options->user, person, state->arena);
    state->secret = vha_workstation_secret(explanation);
    snprintf(state->title, sizeof state->title, "%s %s", kind->title, state->pncid);
    return state;
}
