#include "sheets.h"

#include "fuzz.h"
#include "xlsx.h"

#include <string.h>

static enum vha_status see_row(void *context, const struct row *row, struct vha_error *error)
{
    (void)error;
    uint64_t *line = context;
    MUST(row->line > *line && row->line <= 1048576);
    MUST(row->count >= 1);
    MUST(row->cells[row->count - 1].length > 0);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        MUST(cell->length == 0 || (memchr(cell->text, '\0', cell->length) == NULL &&
                                   vha_utf8_valid(cell->text, cell->length, NULL)));
    }
    *line = row->line;
    return VHA_OK;
}

void read_sheets(const char *path)
{
    const struct vha_settings settings = fuzz_settings();
    struct vha_error error = {0};
    struct xlsx *book = NULL;
    enum vha_status status = xlsx_open(path, &settings, &book, &error);
    MUST(status == VHA_OK || status == VHA_BAD_DATA);
    MUST((book != NULL) == (status == VHA_OK));
    fuzz_check_refusal(status, &error);
    for (size_t sheet = 0; book != NULL && sheet < xlsx_sheet_count(book); sheet++) {
        uint64_t line = 0;
        status = xlsx_read_sheet(book, sheet, see_row, &line, &error);
        MUST(status == VHA_OK || status == VHA_BAD_DATA);
        fuzz_check_refusal(status, &error);
    }
    xlsx_close(book);
}
