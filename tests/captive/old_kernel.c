/* Runs a program as on a kernel without Landlock: whose calls are not there. */
#include <errno.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

enum { CANNOT_RUN = 126 };

int main(int count, char **words)
{
    static const int calls[] = {SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
                                SCMP_SYS(landlock_restrict_self)};
    void *const filter = seccomp_init(SCMP_ACT_ALLOW);
    int failure = count > 1 && filter != NULL ? 0 : -1;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0] && failure == 0; i++)
        failure = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(ENOSYS), calls[i], 0, NULL);
    if (failure == 0)
        failure = seccomp_load(filter);
    seccomp_release(filter);
    if (failure == 0)
        execv(words[1], words + 1);
    perror("old_kernel");
    return CANNOT_RUN;
}
