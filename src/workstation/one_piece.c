#include "one_piece.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void one_piece_open(struct one_piece *piece)
{
    piece->begun = false;
    piece->terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    piece->gathered = piece->terminal < 0 ? -1 : memfd_create("paint", MFD_CLOEXEC);
    if (piece->gathered < 0)
        one_piece_close(piece);
}

void one_piece_close(struct one_piece *piece)
{
    one_piece_end(piece);
    if (piece->terminal >= 0)
        close(piece->terminal);
    if (piece->gathered >= 0)
        close(piece->gathered);
    piece->terminal = -1;
    piece->gathered = -1;
}

void one_piece_begin(struct one_piece *piece)
{
    if (piece->terminal >= 0 && !piece->begun)
        piece->begun = dup2(piece->gathered, STDOUT_FILENO) == STDOUT_FILENO;
}

static bool send_all(int terminal, const char *bytes, ssize_t count)
{
    while (count > 0) {
        const ssize_t sent = write(terminal, bytes, (size_t)count);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes += sent;
        count -= sent;
    }
    return true;
}

void one_piece_end(struct one_piece *piece)
{
    char bytes[32768]; /* most screens whole */
    off_t at = 0;
    ssize_t count = 0;
    if (!piece->begun)
        return;
    piece->begun = false;
    dup2(piece->terminal, STDOUT_FILENO);
    while ((count = pread(piece->gathered, bytes, sizeof bytes, at)) > 0 &&
           send_all(piece->terminal, bytes, count))
        at += count;
    /* No copy of what was on the screen is kept. */
    if (ftruncate(piece->gathered, 0) != 0 || lseek(piece->gathered, 0, SEEK_SET) != 0)
        one_piece_close(piece);
}
