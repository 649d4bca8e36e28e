#include "person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static enum vha_status look_up(struct person *person, const struct person_asked *asked,
                               struct vha_error *error)
{
    vha_pncid pncid = 0;
    if (vha_pncid_parse(asked->pncid, strlen(asked->pncid), vha_cohort_info(person->cohort)->as_of,
                        &pncid) != VHA_PNCID_FINE)
        return vha_fail(error, VHA_USAGE,
                        "'%s' is no PNCID; it has the form YYYY/NNNNNNNL, such as 2003/0062845E, "
                        "and its check letter must be right.",
                        asked->pncid);
    vha_pncid_format(person->pncid, pncid);
    const enum vha_status status = session_state_purpose(&person->session, asked->purpose, error);
    if (status != VHA_OK)
        return status;
    /* Somebody beyond the scope and somebody who is nobody are the same to the user. */
    if (vha_cohort_explain(person->cohort, pncid, person->arena, &person->explanation, NULL) !=
        VHA_OK)
        return VHA_OK;
    return session_covers(&person->session, person->explanation.dossier.person.borough,
                          &person->covers, error);
}

enum vha_status person_open(const char *home, enum vha_action action,
                            const struct person_asked *asked, struct person *person,
                            struct vha_error *error)
{
    *person = (struct person){.covers = false};
    enum vha_status status = session_begin(home, action, asked->pncid, &person->session, error);
    if (status != VHA_OK)
        return status;
    person->arena = vha_arena_new();
    status = session_open_cohort(&person->session, &person->cohort, error);
    return status == VHA_OK ? look_up(person, asked, error) : status;
}

void person_close(struct person *person)
{
    vha_cohort_close(person->cohort);
    vha_arena_free(person->arena);
    session_close(&person->session);
}

/* One BCU, as the file of areas has it. */
static enum vha_status read_bcu(const struct session *session, const char *given,
                                char bcu[VHA_SCOPE_SIZE], struct vha_error *error)
{
    struct vha_areas *areas = NULL;
    char *const path = home_config_path(&session->home, "areas.yaml");
    enum vha_status status = vha_areas_read(path, &areas, error);
    if (status == VHA_OK &&
        (vha_areas_read_scope(areas, given, bcu, VHA_SCOPE_SIZE, NULL) != VHA_OK ||
         strchr(bcu, ' ') != NULL || strcmp(bcu, "all") == 0))
        status = vha_fail(error, VHA_USAGE,
                          "'%.60s' is not one BCU. Give its code, such as AS, as config/areas.yaml "
                          "has it.",
                          given);
    vha_areas_free(areas);
    free(path);
    return status;
}

enum vha_status person_choose_bcu(const struct session *session, const struct vha_list_row *row,
                                  const char *given, char bcu[VHA_SCOPE_SIZE],
                                  struct vha_error *error)
{
    const struct vha_user *const user = &session->user;
    char theirs[VHA_SCOPE_SIZE] = "";
    if (row->bcu != NULL)
        snprintf(theirs, sizeof theirs, "%.*s", (int)strcspn(row->bcu, " "), row->bcu);
    const bool only = strchr(user->scope, ' ') == NULL && !vha_user_covers(user, "");
    if (given != NULL)
        return read_bcu(session, given, bcu, error);
    if (only)
        snprintf(bcu, VHA_SCOPE_SIZE, "%s", user->scope);
    else if (theirs[0] != '\0' && vha_user_covers(user, theirs))
        snprintf(bcu, VHA_SCOPE_SIZE, "%s", theirs);
    else
        return vha_fail(error, VHA_USAGE, "Say with --bcu which of your BCUs it is for.");
    return VHA_OK;
}

enum vha_status person_covered_bcu(const struct person *person, const char *given,
                                   char bcu[VHA_SCOPE_SIZE], struct vha_error *error)
{
    bcu[0] = '\0';
    return person->covers ? person_choose_bcu(&person->session, &person->explanation.dossier.person,
                                              given, bcu, error)
                          : VHA_OK;
}

vha_date person_day(vha_date given)
{
    return given != VHA_NO_DATE ? given : vha_today();
}
