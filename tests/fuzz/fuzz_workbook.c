/* Any bytes as a workbook: the zip file and whatever is in it. */
#include "fuzz.h"
#include "sheets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_sheets(fuzz_file(data, size));
    return 0;
}
