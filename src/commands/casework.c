#include "casework.h"

#include <stdio.h>

enum vha_status casework_show(const struct invocation *invocation,
                              const struct vha_casework_tellers *tellers, struct vha_error *error)
{
    const struct person_shown *values = invocation->values;
    struct person person;
    enum vha_status status =
        person_open(invocation->home, VHA_ACTION_SEE_CASEWORK, &values->asked, &person, error);
    if (status == VHA_OK)
        status = vha_casework_of_person(person.session.reg, &person.session.user, person.pncid,
                                        person.covers, tellers, error);
    person_close(&person);
    return status;
}

enum vha_status casework_list(const struct invocation *invocation, casework_teller *tell,
                              const char *nothing, struct vha_error *error)
{
    struct session session;
    int count = 0;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = tell(session.reg, &session.user, invocation->values, &count, error);
    if (status == VHA_OK && count == 0)
        printf("%s\n", nothing);
    session_close(&session);
    return status;
}

const struct parameter casework_show_parameters[CASEWORK_SHOW_PARAMETERS] = {
    PERSON_PARAMETERS(struct person_shown, asked),
};

const struct parameter casework_filter_parameters[CASEWORK_FILTER_PARAMETERS] = {
    {.name = "--bcu",
     .argument = "CODE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct vha_casework_filter, bcu),
     .summary = "of this BCU alone"},
    {.name = "--quarter",
     .argument = "QUARTER",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct vha_casework_filter, quarter),
     .summary = "of this quarter alone, such as 2026-Q3"},
};
