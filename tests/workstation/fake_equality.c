/* Made-up people for the equality review, and what the register keeps of it. */
#include "testing.h"

#include "vha/cohort_facts.h"
#include "vha/equality.h"
#include "vha/fairness.h"

/* Everybody on the list, and as many suspects besides: of each four, a woman. */
enum vha_status vha_cohort_people(struct vha_cohort *cohort, struct vha_equality_person **people,
                                  size_t *count, struct vha_error *error)
{
    (void)cohort;
    (void)error;
    *count = (size_t)fake.listed * 2;
    *people = vha_alloc_zeroed(*count + 1, sizeof **people);
    for (size_t i = 0; i < *count; i++) {
        (*people)[i] = (struct vha_equality_person){.pncid = UINT64_C(20030000000) + i,
                                                    .age = 16 + (int)(i % 40),
                                                    .sex = i % 4 == 0 ? 'F' : 'M',
                                                    .ethnicity = "W1",
                                                    .borough = "E09000022",
                                                    .listed = i < fake.listed,
                                                    .suspect = true};
        if (i % 3 == 0)
            memcpy((*people)[i].ethnicity, "B1", 3);
    }
    return VHA_OK;
}

enum vha_status vha_fairness_tell(struct vha_register *reg, const struct vha_user *user,
                                  const char *quarter, const struct vha_fairness_tellers *tellers,
                                  struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_EQUALITY, quarter, error);
    if (status != VHA_OK)
        return status;
    tellers->concern(tellers->context,
                     &(struct vha_concern){.number = 1,
                                           .words = "Many stops \x1b[2Jon one estate",
                                           .at = "2026-10-12T09:00:00Z",
                                           .by = "analyst.one"});
    if (fake.findings[0] != '\0')
        tellers->closing(tellers->context,
                         &(struct vha_equality_closing){.quarter = quarter,
                                                        .findings = fake.findings,
                                                        .figures = "",
                                                        .at = "2026-10-13T09:00:00Z",
                                                        .by = "coordinator.one"});
    tellers->request(tellers->context, "2003/0000000V", "approved");
    return VHA_OK;
}

char *vha_findings_remark(const char *findings, char out[VHA_FINDINGS_REMARK_SIZE])
{
    snprintf(out, VHA_FINDINGS_REMARK_SIZE, "%s",
             strlen(findings) < VHA_FINDINGS_LEAST ? "have at least 40 characters" : "");
    return out;
}

enum vha_status vha_equality_close(struct vha_register *reg, const struct vha_user *user,
                                   const struct vha_equality_closing *closing,
                                   struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_EQUALITY_CLOSE, closing->quarter, error);
    if (status == VHA_OK)
        snprintf(fake.findings, sizeof fake.findings, "%s", closing->findings);
    return status;
}
