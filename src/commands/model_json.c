#include "model.h"

#include "vha/cohort.h"

#include <jansson.h>

/* Counts alone: who is on the list, or would be, is not for a file (SOP 53). */

static json_t *ratio_as_json(const struct vha_ratio *ratio)
{
    return ratio->given ? json_pack("[f,f,f]", ratio->ratio, ratio->low, ratio->high) : json_null();
}

static json_t *equality_as_json(const struct vha_modelling *modelling)
{
    json_t *const breakdowns = json_object();
    for (int i = 0; i < VHA_BREAKDOWNS; i++) {
        const struct vha_population_breakdown *const by = &modelling->population->by[i];
        json_t *const groups = json_array();
        for (size_t j = 0; j < by->count; j++) {
            const struct vha_equality_row *const now = &modelling->in_force.by[i].rows[j];
            const struct vha_equality_row *const new = &modelling->modelled.by[i].rows[j];
            json_array_append_new(
                groups, json_pack("{s:s,s:I,s:I,s:o,s:o}", "code", by->groups[j].code, "listed",
                                  (json_int_t)now->listed, "modelled", (json_int_t) new->listed,
                                  "suspect_ratio", ratio_as_json(&now->suspect),
                                  "modelled_suspect_ratio", ratio_as_json(&new->suspect)));
        }
        json_object_set_new(breakdowns, vha_breakdown_name((enum vha_breakdown)i), groups);
    }
    return breakdowns;
}

static void write_json(FILE *out, json_t *object)
{
    json_dumpf(object, out, JSON_INDENT(1));
    fputc('\n', out);
    json_decref(object);
}

void model_json(FILE *out, const struct modelled *modelled)
{
    const struct vha_modelling *const modelling = modelled->modelling;
    const struct vha_model *const model = modelling->model;
    write_json(out,
               json_pack("{s:s,s:s,s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:o}", "quarter",
                         vha_cohort_info(modelled->cohort)->quarter, "policy",
                         modelling->policy->name, "policy_sha256", modelling->policy->sha256,
                         "listed", (json_int_t)model->listed, "modelled",
                         (json_int_t)model->modelled, "enter", (json_int_t)model->enter, "leave",
                         (json_int_t)model->leave, "rise", (json_int_t)model->risen, "fall",
                         (json_int_t)model->fallen, "equality", equality_as_json(modelling)));
}

void stability_json(FILE *out, const struct modelled *modelled)
{
    const struct vha_stability *const stability = modelled->stability;
    json_t *const sways = json_array();
    for (size_t i = 0; i < stability->sway_count; i++) {
        const struct vha_sway *const sway = &stability->sways[i];
        json_t *const object = json_pack("{s:s,s:s,s:b}", "offence", sway->category, "weight",
                                         sway->what, "assumed", (int)sway->assumed);
        for (size_t j = 0; j < VHA_COUNT(sway->by); j++)
            json_object_set_new(
                object, j == 0 ? "lower" : "higher",
                json_pack("{s:I,s:I,s:I,s:I}", "enter", (json_int_t)sway->by[j].enter, "leave",
                          (json_int_t)sway->by[j].leave, "moved", (json_int_t)sway->by[j].moved,
                          "furthest", (json_int_t)sway->by[j].furthest));
        json_array_append_new(sways, object);
    }
    write_json(out, json_pack("{s:s,s:o,s:I}", "quarter",
                              vha_cohort_info(modelled->cohort)->quarter, "weights", sways,
                              "on_a_single_report", (json_int_t)stability->hanging_count));
}
