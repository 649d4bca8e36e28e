#include "vha/policy.h"
#include "command.h"
#include "home.h"

#include <stdio.h>
#include <stdlib.h>

struct policy_values {
    const char *file;
};

static enum vha_status run_check(const struct invocation *invocation, struct vha_error *error)
{
    const struct policy_values *values = invocation->values;
    struct vha_policy *policy = NULL;
    const enum vha_status status = vha_policy_read(values->file, &policy, error);
    if (status != VHA_OK)
        return status;
    printf("%s is a valid policy: %s, version %s, %zu categories, SHA-256 %s.\n", values->file,
           policy->name, policy->version, policy->category_count, policy->sha256);
    vha_policy_free(policy);
    return VHA_OK;
}

/* The file that was named, else the one in force in this home; the caller frees it. */
static enum vha_status policy_path(const struct invocation *invocation, char **path,
                                   struct vha_error *error)
{
    const struct policy_values *values = invocation->values;
    if (values->file != NULL) {
        *path = vha_copy_text(values->file);
        return VHA_OK;
    }
    struct home home;
    const enum vha_status status = home_find(invocation->home, &home, error);
    *path = status == VHA_OK ? home_config_path(&home, "policy.yaml") : NULL;
    home_free(&home);
    return status;
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    char *path = NULL;
    struct vha_policy *policy = NULL;
    enum vha_status status = policy_path(invocation, &path, error);
    if (status == VHA_OK)
        status = vha_policy_read(path, &policy, error);
    if (status == VHA_OK) {
        char *description = vha_policy_describe(policy);
        fputs(description, stdout);
        free(description);
    }
    vha_policy_free(policy);
    free(path);
    return status;
}

static const struct parameter check_parameters[] = {
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct policy_values, file),
     .summary = "the policy, as in vha-policy(5)"},
};

const struct command command_policy_check = {
    .name = "policy check",
    .summary = "say whether a policy file is valid, and where not",
    .description = "Reads a policy as a load would and says whether it is valid. A fault is named "
                   "with its line and column, what was found and what was expected.",
    .parameters = check_parameters,
    .parameter_count = VHA_COUNT(check_parameters),
    .values_size = sizeof(struct policy_values),
    .run = run_check,
};

static const struct parameter show_parameters[] = {
    {.name = "FILE",
     .kind = VALUE_FILE,
     .offset = offsetof(struct policy_values, file),
     .summary = "the policy; without it, the one in force in this home"},
};

const struct command command_policy_show = {
    .name = "policy show",
    .summary = "print a policy in words, each number with its source",
    .description = "Prints a policy in words, each number with its source; those that are "
                   "assumed, not published, are marked so.",
    .parameters = show_parameters,
    .parameter_count = VHA_COUNT(show_parameters),
    .values_size = sizeof(struct policy_values),
    .run = run_show,
};
