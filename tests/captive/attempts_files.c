#include "prisoner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

/* ----------------------------------------------------------------------------------------- files
 */

static int try_open(const char *path, int flags)
{
    return came_to(open(path, flags, 0600));
}

static int try_read_passwd(const struct cell *cell)
{
    (void)cell;
    return try_open("/etc/passwd", O_RDONLY);
}

static int try_read_by_link(const struct cell *cell)
{
    return try_open(inside(cell, "link"), O_RDONLY);
}

static int try_read_by_dots(const struct cell *cell)
{
    return try_open(inside(cell, "../../../../etc/passwd"), O_RDONLY);
}

static int try_read_memory(const struct cell *cell)
{
    (void)cell;
    return try_open("/proc/self/mem", O_RDONLY);
}

static int try_list_root(const struct cell *cell)
{
    (void)cell;
    return try_open("/", O_RDONLY | O_DIRECTORY);
}

static int try_write_in_tmp(const struct cell *cell)
{
    (void)cell;
    return try_open("/tmp", O_RDWR | O_TMPFILE);
}

static int try_create(const struct cell *cell)
{
    return try_open(inside(cell, "new"), O_WRONLY | O_CREAT);
}

static int try_create_plainly(const struct cell *cell)
{
    return came_to(syscall(SYS_openat, AT_FDCWD, inside(cell, "new"), O_RDONLY | O_CREAT, 0600));
}

static int try_overwrite(const struct cell *cell)
{
    return try_open(inside(cell, "inside"), O_RDWR);
}

static int try_truncate(const struct cell *cell)
{
    return came_to(truncate(inside(cell, "inside"), 0));
}

static int try_openat2(const struct cell *cell)
{
    const uint64_t how[3] = {O_RDONLY};
    return came_to(syscall(SYS_openat2, AT_FDCWD, inside(cell, "inside"), how, sizeof how));
}

static int try_unlink(const struct cell *cell)
{
    return came_to(unlink(inside(cell, "inside")));
}

static int try_rename(const struct cell *cell)
{
    return came_to(rename(inside(cell, "inside"), inside(cell, "renamed")));
}

static int try_link(const struct cell *cell)
{
    return came_to(link(inside(cell, "inside"), inside(cell, "linked")));
}

static int try_symlink(const struct cell *cell)
{
    return came_to(symlink("inside", inside(cell, "pointer")));
}

static int try_mkdir(const struct cell *cell)
{
    return came_to(mkdir(inside(cell, "made"), 0700));
}

static int try_mkfifo(const struct cell *cell)
{
    return came_to(mkfifo(inside(cell, "fifo"), 0600));
}

static int try_chmod(const struct cell *cell)
{
    return came_to(chmod(inside(cell, "inside"), 0600));
}

static int try_fchmod(const struct cell *cell)
{
    return came_to(fchmod(cell->written, 0600));
}

static int try_chown(const struct cell *cell)
{
    return came_to(chown(inside(cell, "inside"), (uid_t)-1, (gid_t)-1));
}

static int try_attribute(const struct cell *cell)
{
    return came_to(setxattr(inside(cell, "inside"), "user.a", "b", 1, 0));
}

static int try_memory_file(const struct cell *cell)
{
    (void)cell;
    return came_to(memfd_create("program", 0));
}

static int try_mount(const struct cell *cell)
{
    return came_to(mount("none", inside(cell, "nowhere"), "tmpfs", 0, NULL));
}

static int try_chroot(const struct cell *cell)
{
    return came_to(chroot(cell->folder));
}

/* -------------------------------------------------------------------------------------- sockets */

static int try_socket(const struct cell *cell)
{
    (void)cell;
    return came_to(socket(AF_INET, SOCK_STREAM, 0));
}

static int try_unix_socket(const struct cell *cell)
{
    (void)cell;
    return came_to(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int try_socketpair(const struct cell *cell)
{
    int pair[2];
    (void)cell;
    return came_to(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static struct sockaddr_un listener(const struct cell *cell)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/listener", cell->folder);
    return address;
}

static int try_connect(const struct cell *cell)
{
    const struct sockaddr_un address = listener(cell);
    return came_to(connect(cell->other_socket, (const struct sockaddr *)&address, sizeof address));
}

static int try_bind(const struct cell *cell)
{
    struct sockaddr_un address = listener(cell);
    strncat(address.sun_path, "2", sizeof address.sun_path - strlen(address.sun_path) - 1);
    return came_to(bind(cell->other_socket, (const struct sockaddr *)&address, sizeof address));
}

static int send_on(const struct cell *cell, int by)
{
    const struct sockaddr_un address = listener(cell);
    return came_to(
        sendto(by, "head", 4, MSG_NOSIGNAL, (const struct sockaddr *)&address, sizeof address));
}

static int try_send_elsewhere(const struct cell *cell)
{
    return send_on(cell, cell->other_socket);
}

static int try_send(const struct cell *cell)
{
    return send_on(cell, cell->talker);
}

static int try_pass_descriptor(const struct cell *cell)
{
    struct sockaddr_un address = listener(cell);
    struct iovec text = {(char[]){"x"}, 1};
    const struct msghdr message = {
        .msg_name = &address, .msg_namelen = sizeof address, .msg_iov = &text, .msg_iovlen = 1};
    return came_to(sendmsg(cell->talker, &message, MSG_NOSIGNAL));
}

const struct attempt attempts_on_files[] = {
    {"read-passwd", try_read_passwd},
    {"read-by-link", try_read_by_link},
    {"read-by-dots", try_read_by_dots},
    {"read-memory", try_read_memory},
    {"list-root", try_list_root},
    {"write-in-tmp", try_write_in_tmp},
    {"create", try_create},
    {"create-plainly", try_create_plainly},
    {"overwrite", try_overwrite},
    {"truncate", try_truncate},
    {"openat2", try_openat2},
    {"unlink", try_unlink},
    {"rename", try_rename},
    {"link", try_link},
    {"symlink", try_symlink},
    {"mkdir", try_mkdir},
    {"mkfifo", try_mkfifo},
    {"chmod", try_chmod},
    {"fchmod", try_fchmod},
    {"chown", try_chown},
    {"attribute", try_attribute},
    {"memory-file", try_memory_file},
    {"mount", try_mount},
    {"chroot", try_chroot},
    {"socket", try_socket},
    {"unix-socket", try_unix_socket},
    {"socketpair", try_socketpair},
    {"connect", try_connect},
    {"bind", try_bind},
    {"send-elsewhere", try_send_elsewhere},
    {"pass-descriptor", try_pass_descriptor},
    {"send", try_send},
    {NULL, NULL},
};
