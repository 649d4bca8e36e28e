#include "vha/equality.h"

#include <string.h>

const char *vha_breakdown_name(enum vha_breakdown breakdown)
{
    static const char *const names[VHA_BREAKDOWNS] = {
        [VHA_BY_AGE] = "age",
        [VHA_BY_SEX] = "sex",
        [VHA_BY_ETHNIC_GROUP] = "ethnic-group",
        [VHA_BY_ETHNICITY] = "ethnicity",
        [VHA_BY_BCU] = "bcu",
        [VHA_BY_BOROUGH] = "borough",
    };
    return names[breakdown];
}

static uint8_t by_code(const struct vha_population_breakdown *by, const char *code)
{
    for (size_t i = 0; i < by->count; i++)
        if (strcmp(by->groups[i].code, code) == 0)
            return (uint8_t)i;
    return VHA_NO_GROUP;
}

static uint8_t by_age(const struct vha_population_breakdown *by, int age)
{
    for (size_t i = 0; i < by->count; i++)
        if (age >= by->groups[i].from && age <= by->groups[i].to)
            return (uint8_t)i;
    return VHA_NO_GROUP;
}

/* The broader group of a narrower one. */
static uint8_t broader(const struct vha_population_breakdown *narrow, uint8_t group)
{
    return group == VHA_NO_GROUP ? VHA_NO_GROUP : narrow->groups[group].within;
}

/* Each breakdown ends with a group for whoever is in no other. */
static uint8_t or_last(const struct vha_population_breakdown *by, uint8_t group)
{
    return group == VHA_NO_GROUP ? (uint8_t)(by->count - 1) : group;
}

void vha_equality_groups(const struct vha_population *population,
                         const struct vha_equality_person *person, uint8_t groups[VHA_BREAKDOWNS])
{
    const struct vha_population_breakdown *const by = population->by;
    const char sex[2] = {person->sex, '\0'};
    const uint8_t ethnicity = by_code(&by[VHA_BY_ETHNICITY], person->ethnicity);
    const uint8_t borough = by_code(&by[VHA_BY_BOROUGH], person->borough);
    groups[VHA_BY_AGE] = by_age(&by[VHA_BY_AGE], person->age);
    groups[VHA_BY_SEX] = by_code(&by[VHA_BY_SEX], sex);
    groups[VHA_BY_ETHNIC_GROUP] = broader(&by[VHA_BY_ETHNICITY], ethnicity);
    groups[VHA_BY_ETHNICITY] = ethnicity;
    groups[VHA_BY_BCU] = broader(&by[VHA_BY_BOROUGH], borough);
    groups[VHA_BY_BOROUGH] = borough;
    for (int breakdown = 0; breakdown < VHA_BREAKDOWNS; breakdown++)
        groups[breakdown] = or_last(&by[breakdown], groups[breakdown]);
}
