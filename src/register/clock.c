#include "register.h"

#include <string.h>
#include <time.h>

/* The times of the register, and what is done when the host's clock runs backwards. */

/* How far behind the last entry the clock may be without having been set back: seconds. Keeping it
 * right (NTP) steps it by less than one, and a time has no parts of a second. */
enum { STEERED_SECONDS = 2 };

static const char form[] = "%Y-%m-%dT%H:%M:%SZ";

char *register_now(char buffer[REGISTER_TIME_SIZE])
{
    const time_t now = time(NULL);
    struct tm parts;
    gmtime_r(&now, &parts);
    if (strftime(buffer, REGISTER_TIME_SIZE, form, &parts) == 0)
        buffer[0] = '\0';
    return buffer;
}

static bool read_time(const char *text, time_t *seconds)
{
    struct tm parts = {0};
    const char *end = strptime(text, form, &parts);
    if (end == NULL || *end != '\0')
        return false;
    *seconds = timegm(&parts);
    return true;
}

bool register_time_after(const char *last, char buffer[REGISTER_TIME_SIZE])
{
    time_t before = 0;
    time_t now = 0;
    register_now(buffer);
    if (strcmp(buffer, last) >= 0)
        return true;
    if (!read_time(last, &before) || !read_time(buffer, &now) || before - now > STEERED_SECONDS)
        return false;
    memcpy(buffer, last, REGISTER_TIME_SIZE);
    return true;
}
