#include "vha/cohort_dossier.h"

#include <string.h>

bool vha_dossier_has_report(const struct vha_dossier *dossier, const char *reference)
{
    for (size_t i = 0; i < dossier->individual.crime_count; i++)
        if (strcmp(dossier->crimes[i].ref, reference) == 0)
            return true;
    for (size_t i = 0; i < dossier->individual.intel_count; i++)
        if (strcmp(dossier->intel[i].ref, reference) == 0)
            return true;
    return false;
}
