#include "vha/changes.h"

const char *vha_went_words(enum vha_went went)
{
    static const char *const words[] = {
        [VHA_WENT_BY_REMOVAL] = "a removal was approved (SOP 28)",
        [VHA_WENT_UNRECORDED] = "not in the extract any more",
        [VHA_WENT_BY_QUANTITY] = "too few reports that count, or too little harm (SOP 16)",
        [VHA_WENT_BY_RECENCY] = "no offence that counts and no custody in the recency window "
                                "(SOP 16)",
        [VHA_WENT_BY_BOTH] = "too few reports that count, and none of them, nor custody, recent "
                             "(SOP 16)",
    };
    return words[went];
}
