/* What the files of the policy module share. */
#ifndef VHA_POLICY_INTERNAL_H
#define VHA_POLICY_INTERNAL_H

#include "vha/policy.h"
#include "vha/yaml.h"

/* The names of the roles; role bit i is names[i]. */
extern const char *const vha_role_names[VHA_ROLES];

/* The names of the source grades, A to E. */
extern const char *const vha_grade_names[VHA_GRADES];

/* The words for vha_sourced.assumed. */
extern const char *const vha_origin_words[2];

/* Two fields of a mapping that hold where its number comes from, for a member of that type. */
#define VHA_POLICY_ORIGIN(owner, member)                                                           \
    {.key = "source",                                                                              \
     .type = VHA_YAML_TEXT,                                                                        \
     VHA_YAML_AT(owner, member.source),                                                            \
     .min = 1,                                                                                     \
     .max = 200,                                                                                   \
     .expected = "the edition and place that the number comes from"},                              \
    {                                                                                              \
        .key = "status", .type = VHA_YAML_WORD, VHA_YAML_AT(owner, member.assumed),                \
        .words = vha_origin_words, .count = VHA_COUNT(vha_origin_words)                            \
    }

/* Custom readers: the context, and for these two the target too, is the policy that is being read.
 */
vha_yaml_reader vha_policy_read_features;   /* the features that the policy names */
vha_yaml_reader vha_policy_read_categories; /* the features must be known by then */

/* Reads and checks a whole policy from its tree. */
enum vha_status policy_read_tree(const struct vha_yaml_node *root, struct vha_policy *policy,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* A list of features of the policy (the context), as bits into a uint64_t (the target). */
vha_yaml_reader vha_policy_read_feature_set;

#endif
