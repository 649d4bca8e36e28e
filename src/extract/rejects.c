#include "vha/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BYTES = 4096 };

/* A cell quoted as RFC 4180 says, made harmless first, so that the file can be looked at in a
 * terminal. A leading sign that a spreadsheet would take for a formula gets an apostrophe. */
static void write_cell(FILE *out, const char *raw)
{
    char harmless[SHOWN_BYTES];
    vha_text_show(harmless, sizeof harmless, raw);
    const char *guard = harmless[0] != '\0' && strchr("=+-@", harmless[0]) != NULL ? "'" : "";
    if (*guard == '\0' && strpbrk(harmless, "\",") == NULL) {
        fputs(harmless, out);
        return;
    }
    fprintf(out, "\"%s", guard);
    for (const char *at = harmless; *at != '\0'; at++) {
        if (*at == '"')
            fputc('"', out);
        fputc(*at, out);
    }
    fputc('"', out);
}

void vha_rejects_csv(const struct vha_extract *extract, char **text, size_t *length)
{
    *text = NULL;
    FILE *out = open_memstream(text, length);
    if (out == NULL) {
        *text = vha_copy_text("");
        *length = 0;
        return;
    }
    fputs("file,line,column,value,reason\n", out);
    for (size_t i = 0; i < extract->reject_entries; i++) {
        const struct vha_reject *reject = &extract->rejects[i];
        write_cell(out, reject->file);
        fprintf(out, ",%llu,", (unsigned long long)reject->line);
        write_cell(out, reject->column);
        fputc(',', out);
        write_cell(out, reject->value);
        fputc(',', out);
        write_cell(out, reject->reason);
        fputc('\n', out);
    }
    fclose(out);
}
