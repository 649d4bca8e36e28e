/* Any bytes as a file of one table between two loads. The first byte says which: 'a' is custody,
 * 'b' wanted, 'c' the results of the daily searches. */
#include "fuzz.h"
#include "vha/extract.h"

#include <string.h>

/* Every row has gone one way, and what is kept is whole. */
static void check_results(const struct vha_extract *extract)
{
    const struct vha_table_summary *const summary = &extract->tables[VHA_INTEL_RESULTS];
    MUST(extract->counts[VHA_INTEL_RESULTS] + summary->duplicates == summary->rows);
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_RESULTS]; i++) {
        const struct vha_intel_result_row *const row = &extract->intel_results[i];
        MUST(*vha_extract_text(extract, VHA_INTEL_RESULTS, row->ref) != '\0');
        MUST(*vha_extract_text(extract, VHA_INTEL_RESULTS, row->offence) != '\0');
        MUST(row->report_date <= extract->as_of);
        MUST(memchr(row->grade, '\0', sizeof row->grade) != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum vha_table tables[] = {VHA_CUSTODY, VHA_WANTED, VHA_INTEL_RESULTS};
    static const vha_pncid pncids[] = {UINT64_C(20210002197), UINT64_C(20230001007)};
    if (size == 0)
        return 0;
    const struct vha_settings settings = fuzz_settings();
    struct vha_extract *extract = NULL;
    struct vha_error error = {0};
    const struct vha_table_request request = {.path = fuzz_file(data + 1, size - 1),
                                              .table = tables[(unsigned)(data[0] - 'a') % 3],
                                              .as_of = 20734, /* 2026-10-08 */
                                              .pncids = pncids,
                                              .count = VHA_COUNT(pncids),
                                              .settings = &settings};
    const enum vha_status status = vha_extract_read_table(&request, &extract, &error);
    MUST(status == VHA_OK || status == VHA_BAD_DATA);
    MUST((status == VHA_OK) == (extract != NULL));
    fuzz_check_refusal(status, &error);
    if (extract != NULL)
        check_results(extract);
    vha_extract_free(extract);
    return 0;
}
