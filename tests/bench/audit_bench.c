/*
 * Fills a register's audit log: audit_bench REGISTER LOGIN ENTRIES. All of them in one transaction,
 * which no program does, since only the log's length matters here.
 */
#include "register.h"

#include "vha/sessions.h"

#include <stdio.h>
#include <stdlib.h>

static enum vha_status fill(struct vha_register *reg, const char *login, long entries,
                            struct vha_error *error)
{
    struct vha_user user;
    struct vha_audit_entry entry = {.action = "open",
                                    .outcome = "done",
                                    .subject = "2003/0062845E",
                                    .reason = "asked by the reviewing officer"};
    vha_register_set_purpose(reg, "Intelligence research: Operation Alpha");
    enum vha_status status = vha_register_enter(reg, login, "192.0.2.1", &user, error);
    entry.login = user.login;
    if (status == VHA_OK)
        status = register_begin(reg, error);
    for (long i = 0; i < entries && status == VHA_OK; i++)
        status = register_append(reg, &entry, error);
    return register_end(reg, status, error);
}

int main(int argc, char **argv)
{
    struct vha_error error = {0};
    struct vha_register *reg = NULL;
    if (argc != 4) {
        fputs("audit_bench REGISTER LOGIN ENTRIES\n", stderr);
        return VHA_USAGE;
    }
    enum vha_status status = vha_register_open(argv[1], 1000, &reg, &error);
    if (status == VHA_OK)
        status = fill(reg, argv[2], strtol(argv[3], NULL, 10), &error);
    if (status != VHA_OK)
        fprintf(stderr, "%s\n", error.message);
    vha_register_close(reg);
    return (int)status;
}
