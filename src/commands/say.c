#include "say.h"
#include "vha/base.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ESCAPED = 12 }; /* a byte becomes an escape at most */

void say_text(const char *name, const char *text)
{
    if (text == NULL)
        return;
    const size_t size = MOST_ESCAPED * strlen(text) + 1;
    char *const line = vha_alloc(size);
    char *const shown = vha_alloc(size);
    for (const char *rest = text; *rest != '\0';) {
        const size_t length = strcspn(rest, "\n");
        snprintf(line, size, "%.*s", (int)length, rest);
        printf("  %-10s %s\n", rest == text ? name : "", vha_text_show(shown, size, line));
        rest += length + (rest[length] != '\0');
    }
    free(shown);
    free(line);
}

void say_shown(FILE *out, const char *before, const char *text, const char *after)
{
    const size_t size = MOST_ESCAPED * strlen(text) + 1;
    char *const shown = vha_alloc(size);
    fprintf(out, "%s%s%s", before, vha_text_show(shown, size, text), after);
    free(shown);
}
