/*
 * A modelled policy, as its command shows it.
 */
#ifndef COMMANDS_MODEL_H
#define COMMANDS_MODEL_H

#include "equality.h"
#include "vha/model.h"

struct modelling {
    struct equality_made made; /* of the list in force */
    const struct vha_policy *base;
    struct vha_policy *policy; /* the changed one; NULL for the stability of the base */
    struct vha_facts *facts;   /* under the changed policy, or the base */
    struct vha_model *model;
    struct vha_equality equality; /* of the modelled list */
    struct vha_arena *arena;
    const struct vha_sway *sways;
    size_t sway_count;
    const vha_pncid *hanging;
    size_t hanging_count;
};

enum vha_status model_text(FILE *out, const struct modelling *modelling,
                           struct vha_error *error) VHA_MUST_CHECK;
enum vha_status model_json(FILE *out, const struct modelling *modelling,
                           struct vha_error *error) VHA_MUST_CHECK;
enum vha_status stability_text(FILE *out, const struct modelling *modelling,
                               struct vha_error *error) VHA_MUST_CHECK;
enum vha_status stability_json(FILE *out, const struct modelling *modelling,
                               struct vha_error *error) VHA_MUST_CHECK;

#endif
