#include "explain.h"

#include <string.h>

struct weight_origin explain_crime_origin(const struct vha_explanation *explanation, size_t crime)
{
    const struct vha_crime_fact *fact = &explanation->dossier.individual.crimes[crime];
    const struct vha_category *category = &explanation->policy->categories[fact->category];
    const struct vha_sourced *origin = &category->weights[explanation->crimes[crime].weight].origin;
    return (struct weight_origin){origin->source, origin->assumed};
}

struct weight_origin explain_intel_origin(const struct vha_explanation *explanation, size_t intel)
{
    const struct vha_intel_fact *fact = &explanation->dossier.individual.intel[intel];
    const struct vha_sourced *origin =
        &explanation->policy->categories[fact->category].intel_origin;
    return (struct weight_origin){origin->source, origin->assumed};
}

char *explain_roles(char *out, size_t size, uint8_t roles)
{
    size_t used = 0;
    out[0] = '\0';
    for (unsigned bit = 0; bit < VHA_ROLES && used < size; bit++) {
        const uint8_t role = (uint8_t)(1u << bit);
        if ((roles & role) != 0)
            used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     vha_role_name(role));
    }
    return out;
}

const char *explain_offence(const struct vha_explanation *explanation, uint16_t category,
                            const char *offence)
{
    return category == VHA_OUT_OF_SCOPE ? offence : explanation->policy->categories[category].title;
}
