/* Any bytes as one table of an otherwise good quarter. The first byte says which: 'a' is the first
 * table, 'b' the second. */
#include "fuzz.h"
#include "quarter_fixture.h"

#include <stdlib.h>
#include <string.h>

static struct quarter *quarter;

static void close_quarter(void)
{
    void *state = quarter;
    quarter_close(&state);
}

static void open_quarter(void)
{
    void *state = NULL;
    MUST(quarter_open(&state) == 0);
    quarter = state;
    quarter->settings = fuzz_settings();
    atexit(close_quarter);
}

static void check_rejects(const struct vha_extract *extract)
{
    uint64_t rejects = 0;
    for (size_t table = 0; table < VHA_TABLES; table++) {
        const struct vha_table_summary *summary = &extract->tables[table];
        MUST(summary->kept + summary->duplicates + summary->rejects == summary->rows);
        MUST(extract->counts[table] <= summary->kept);
        rejects += summary->rejects;
    }
    MUST(rejects == extract->reject_count);
    char *text = NULL;
    size_t length = 0;
    vha_rejects_csv(extract, &text, &length);
    size_t lines = 0;
    for (size_t i = 0; i < length; i++) {
        MUST(text[i] == '\n' || (unsigned char)text[i] >= ' ');
        lines += text[i] == '\n' ? 1 : 0;
    }
    MUST(lines == 1 + extract->reject_entries);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (quarter == NULL)
        open_quarter();
    quarter_reset(quarter);
    const enum vha_table table = (enum vha_table)((unsigned)(data[0] - 'a') % VHA_TABLES);
    quarter_set_bytes(quarter, table, (const char *)data + 1, size - 1);
    const enum vha_status status = quarter_read(quarter, 3);
    MUST(status == VHA_OK || status == VHA_BAD_DATA);
    fuzz_check_refusal(status, &quarter->error);
    MUST(status != VHA_OK || quarter->extract != NULL);
    if (quarter->extract != NULL)
        check_rejects(quarter->extract);
    return 0;
}
