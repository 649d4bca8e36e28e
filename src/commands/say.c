#include "say.h"
#include "vha/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void say_text(const char *name, const char *text)
{
    if (text == NULL)
        return;
    const size_t size = 12 * strlen(text) + 1; /* a byte becomes an escape at most */
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
