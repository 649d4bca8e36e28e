/* A made-up model: nobody is assessed. */
#include "testing.h"

#include "vha/model.h"

static struct vha_policy changed = {.name = "A policy to \x1b[31mtry"};

enum vha_status vha_modelling_make(struct vha_cohort *cohort,
                                   const struct vha_modelling_files *files,
                                   struct vha_modelling **modelling, struct vha_error *error)
{
    (void)cohort;
    *modelling = NULL;
    if (fake.model_fails)
        return vha_fail(error, VHA_BAD_CONFIG, "%s is wrong", files->population);
    fake.models++;
    *modelling = vha_alloc_zeroed(1, sizeof **modelling);
    (*modelling)->policy = &changed;
    return VHA_OK;
}

void vha_modelling_free(struct vha_modelling *modelling)
{
    free(modelling);
}

enum vha_status vha_stability_make(struct vha_cohort *cohort, struct vha_stability **stability,
                                   struct vha_error *error)
{
    (void)cohort;
    (void)error;
    fake.models++;
    *stability = vha_alloc_zeroed(1, sizeof **stability);
    return VHA_OK;
}

void vha_stability_free(struct vha_stability *stability)
{
    free(stability);
}

void vha_model_lines_init(struct vha_model_lines *lines)
{
    *lines = (struct vha_model_lines){.arena = vha_arena_new()};
}

void vha_model_lines_free(struct vha_model_lines *lines)
{
    free(lines->items);
    vha_arena_free(lines->arena);
    *lines = (struct vha_model_lines){.count = 0};
}

static void add(struct vha_model_lines *lines, enum vha_model_line_kind kind, const char *text,
                vha_pncid pncid)
{
    lines->items = vha_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    lines->items[lines->count++] = (struct vha_model_line){
        kind, text,
        kind != VHA_LINE_HEADER ? vha_arena_format(lines->arena, "said %s", text) : NULL, pncid};
}

enum vha_status vha_modelling_tell(const struct vha_modelling *modelling, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines, struct vha_error *error)
{
    (void)cohort;
    (void)error;
    add(lines, VHA_LINE_TEXT, modelling->policy->name, 0);
    add(lines, VHA_LINE_TEXT,
        "A sentence which is longer than a line of eighty columns has room for, so that it goes on "
        "below.",
        0);
    add(lines, VHA_LINE_SECTION, "Who enters", 0);
    add(lines, VHA_LINE_HEADER, "  rank", 0);
    for (unsigned i = 0; i < 18; i++)
        add(lines, VHA_LINE_PERSON, vha_arena_format(lines->arena, "  person %u", i),
            UINT64_C(20030000000) + i);
    add(lines, VHA_LINE_PERSON, "  somebody else", UINT64_C(20039999999));
    add(lines, VHA_LINE_SECTION, "Age", 0);
    add(lines, VHA_LINE_FIGURES, "  Under 18     12", 0);
    return VHA_OK;
}

enum vha_status vha_stability_tell(const struct vha_stability *stability, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines, struct vha_error *error)
{
    (void)stability;
    (void)cohort;
    (void)error;
    add(lines, VHA_LINE_SECTION, "Each weight", 0);
    return VHA_OK;
}
