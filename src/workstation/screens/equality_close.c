/* The form by which the coordinator closes a quarter's equality review (SOP 67). */
#include "equality.h"

#include "form_screen.h"
#include "vha/fairness.h"

#include <stdio.h>
#include <stdlib.h>

/* The figures that are kept are those that stood before whoever wrote the findings. */
struct closing {
    struct vha_quarter_review review;
    char title[64];
    char intro[512];
    char kept[32]; /* the name of what is typed */
};

static bool check_findings(const void *context, const char *text, char *wrong, size_t size)
{
    char remark[VHA_FINDINGS_REMARK_SIZE];
    (void)context;
    snprintf(wrong, size, "they %s.", vha_findings_remark(text, remark));
    return remark[0] == '\0';
}

static const struct field fields[] = {
    {.label = "Findings",
     .help = "What the review found, and what follows from it; name nobody.",
     .kind = FIELD_LONG,
     .most = EDITOR_SIZE - 1,
     .rows = 10,
     .check = check_findings},
};

static const char *quarter_of(const struct closing *closing)
{
    return vha_cohort_info(closing->review.cohort)->quarter;
}

static void free_closing(void *context)
{
    struct closing *const closing = context;
    vha_quarter_review_free(&closing->review);
    free(closing);
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    (void)form;
    snprintf(out, size,
             "The review of %s is then closed for good, with these findings and its figures.",
             quarter_of(context));
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct closing *const closing = context;
    const enum vha_status status = vha_quarter_review_close(
        desk->options->reg, desk->options->user, &closing->review, form_text(form, 0), error);
    if (status != VHA_OK)
        return status;
    desk->casework++; /* a review that is open is read again */
    desk_say(desk, "The equality review of %s is closed, with its figures.", quarter_of(closing));
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

static void describe(struct closing *closing)
{
    const struct vha_quarter_review *const review = &closing->review;
    const struct vha_equality_row *const total = &review->equality.by[VHA_BY_AGE].total;
    snprintf(closing->title, sizeof closing->title, "Closing the equality review of %s",
             quarter_of(closing));
    snprintf(closing->kept, sizeof closing->kept, "equality-%s", quarter_of(closing));
    snprintf(closing->intro, sizeof closing->intro,
             "%u people are on the list, of %u suspects; %zu concern%s %s filed. ':equality' shows "
             "the figures, which are kept with the findings. Once closed, it stays so (SOP 67).",
             total->listed, total->suspects, review->concern_count,
             review->concern_count == 1 ? "" : "s", review->concern_count == 1 ? "is" : "are");
}

static enum vha_status read_review(struct closing *closing, struct desk *desk,
                                   struct vha_error *error)
{
    const struct vha_review_sources sources = equality_sources(desk);
    enum vha_status status = vha_quarter_review_make(&sources, NULL, &closing->review, error);
    if (status == VHA_OK)
        status = vha_quarter_review_add_record(desk->options->reg, desk->options->user,
                                               &closing->review, error);
    if (status == VHA_OK && closing->review.closing.words != NULL)
        status = vha_fail(error, VHA_USAGE,
                          "The equality review of %s is closed already; ':equality' has its "
                          "findings.",
                          quarter_of(closing));
    return status;
}

enum vha_status equality_begin_closing(struct desk *desk, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    enum vha_status status =
        vha_register_permit(options->reg, options->user, VHA_ACTION_EQUALITY_CLOSE, NULL, error);
    if (status != VHA_OK)
        return status;
    struct closing *const closing = vha_alloc_zeroed(1, sizeof *closing);
    status = read_review(closing, desk, error);
    if (status != VHA_OK) {
        free_closing(closing);
        return status;
    }
    describe(closing);
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = closing->title,
                                                          .intro = closing->intro,
                                                          .fields = fields,
                                                          .count = VHA_COUNT(fields),
                                                          .kept = closing->kept,
                                                          .context = closing,
                                                          .free = free_closing,
                                                          .ask = ask,
                                                          .accept = accept}));
    return VHA_OK;
}
