#include "heads.h"

#include "vha/audit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

/* syslog(3) does not say whether anybody listens, so that its protocol is spoken here: one datagram
 * a message, priority and time in front. */

struct heads {
    int socket; /* -1: there can be none */
    struct sockaddr_un address;
};

struct heads *heads_open(const char *path)
{
    struct heads *heads = vha_alloc_zeroed(1, sizeof *heads);
    heads->address.sun_family = AF_UNIX;
    snprintf(heads->address.sun_path, sizeof heads->address.sun_path, "%s", path);
    heads->socket = strlen(path) < sizeof heads->address.sun_path
                        ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)
                        : -1;
    return heads;
}

void heads_close(struct heads *heads)
{
    if (heads == NULL)
        return;
    if (heads->socket >= 0)
        close(heads->socket);
    free(heads);
}

int heads_socket(const struct heads *heads)
{
    return heads->socket;
}

/* Addressed anew each time, since syslog may have been started again meanwhile. */
static bool send_line(const struct heads *heads, const char *line, size_t length)
{
    ssize_t sent = -1;
    do
        sent = sendto(heads->socket, line, length, MSG_NOSIGNAL | MSG_DONTWAIT,
                      (const struct sockaddr *)&heads->address, sizeof heads->address);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)length;
}

bool heads_send(void *context, const struct vha_audit_head *head)
{
    const struct heads *const heads = context;
    const time_t now = time(NULL);
    struct tm parts;
    char stamp[32];
    char line[256];
    if (heads->socket < 0 || localtime_r(&now, &parts) == NULL)
        return false;
    strftime(stamp, sizeof stamp, "%b %e %H:%M:%S", &parts);
    const int length =
        snprintf(line, sizeof line, "<%d>%s vha[%d]: audit head %s:%lld", LOG_AUTHPRIV | LOG_NOTICE,
                 stamp, (int)getpid(), head->hash, (long long)head->number);
    return send_line(heads, line, (size_t)length);
}
