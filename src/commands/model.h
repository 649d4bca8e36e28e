/*
 * A modelled policy, or the stability of a list, as its command writes it.
 */
#ifndef COMMANDS_MODEL_H
#define COMMANDS_MODEL_H

#include "vha/model.h"

#include <stdio.h>

/* One of both is there. */
struct modelled {
    struct vha_cohort *cohort; /* in force */
    struct vha_modelling *modelling;
    struct vha_stability *stability;
};

void model_json(FILE *out, const struct modelled *modelled);
void stability_json(FILE *out, const struct modelled *modelled);

#endif
