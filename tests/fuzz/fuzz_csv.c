/* Any bytes as a CSV file: the survey, then its rows. */
#include "csv_file.h"
#include "fuzz.h"
#include "survey.h"

#include <string.h>

struct seen {
    uint64_t line;
    int64_t longest;
    enum vha_encoding encoding;
};

static enum vha_status see_row(void *context, const struct row *row, struct vha_error *error)
{
    (void)error;
    struct seen *seen = context;
    MUST(row->line > seen->line);
    MUST(row->count >= 1 && row->count <= 256);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        MUST(cell->length <= (size_t)seen->longest);
        MUST(cell->length == 0 || memchr(cell->text, '\0', cell->length) == NULL);
        MUST(seen->encoding == VHA_UTF8_BROKEN || cell->length == 0 ||
             vha_utf8_valid(cell->text, cell->length, NULL));
    }
    seen->line = row->line;
    return VHA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct vha_settings settings = fuzz_settings();
    const char *path = fuzz_file(data, size);
    const struct survey_file file = {.path = path, .name = "fuzz.csv", .text = true};
    const struct survey survey = survey_look(&file, &settings);
    char sha256[VHA_SHA256_TEXT_SIZE];
    fuzz_check_refusal(survey.status, &survey.error);
    if (survey.status != VHA_OK)
        return 0;
    MUST(strcmp(survey.sha256, vha_sha256_text(sha256, data, size)) == 0);
    MUST((survey.encoding == VHA_UTF8) == vha_utf8_valid((const char *)data, size, NULL));
    struct seen seen = {.longest = 3 * settings.max_cell_bytes, .encoding = survey.encoding};
    const struct csv_form form = {survey.encoding, survey.has_quotes};
    struct vha_error error = {0};
    const enum vha_status status =
        csv_file_read(path, "fuzz.csv", form, &settings, see_row, &seen, &error);
    MUST(status == VHA_OK || status == VHA_BAD_DATA);
    fuzz_check_refusal(status, &error);
    return 0;
}
