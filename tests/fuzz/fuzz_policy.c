/* Any bytes as a policy: refused with a place, or whole enough to be described. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    const enum vha_status status =
        vha_policy_parse("fuzz.yaml", (const char *)data, size, &policy, &error);
    MUST(status == VHA_OK || status == VHA_BAD_CONFIG);
    MUST((policy != NULL) == (status == VHA_OK));
    fuzz_check_refusal(status, &error);
    if (status != VHA_OK) {
        MUST(strncmp(error.message, "fuzz.yaml:", 10) == 0);
        return 0;
    }
    MUST(policy->category_count > 0 && policy->category_count <= VHA_MAX_CATEGORIES);
    char *text = vha_policy_describe(policy);
    MUST(text != NULL && text[0] != '\0');
    free(text);
    vha_policy_free(policy);
    return 0;
}
