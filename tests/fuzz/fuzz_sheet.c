/* Any text as the parts of a workbook that hold a sheet: settings, styles, shared strings and rows,
 * parted by a byte of value 1. So the zip file around them is always right. */
#include "fuzz.h"
#include "sheets.h"
#include "workbook_fixture.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = vha_alloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    char *rest = text;
    const char *parts[4] = {NULL};
    for (size_t i = 0; i < VHA_COUNT(parts); i++)
        parts[i] = strsep(&rest, "\001");
    const struct fixture fixture = {parts[0], parts[1], parts[2], parts[3]};
    fixture_write(&fixture);
    read_sheets(fixture_path());
    fixture_remove();
    free(text);
    return 0;
}
