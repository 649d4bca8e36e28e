/*
 * policy: the published rules as data. Reads the policy, the settings and the areas from YAML into
 * plain structs, checks them, and says file:line:column of what is wrong, what was expected and the
 * nearest known key. Every number of scoring lives here and none in code (SOP 15 to 26).
 */
#ifndef VHA_POLICY_H
#define VHA_POLICY_H

#include "vha/base.h"

#define VHA_MAX_CATEGORIES 64
#define VHA_MAX_FEATURES                                                                           \
    64 /* feature codes that the policy names; others are kept, never scored                       \
        */
#define VHA_MAX_ALIASES 8
#define VHA_MAX_WEIGHTS 8
#define VHA_GRADES      5 /* source grades A to E, as indexes 0 to 4 */

/* Roles of a nominal on a crime report, as bits. */
enum vha_role { VHA_SUSPECT = 1, VHA_ACCUSED = 2, VHA_VICTIM = 4, VHA_WITNESS = 8 };
#define VHA_ROLES 4

/* The role of that name ("suspect"), or 0. */
uint8_t vha_role_of(const char *name, size_t length);
/* The name of one role bit. */
const char *vha_role_name(uint8_t role);

/* Where a number comes from. Texts belong to the policy. */
struct vha_sourced {
    const char *source; /* edition and place, such as "CCHI: murder" */
    bool assumed;       /* true: a placeholder, to be shown as 'assumed' wherever it is used */
};

/* One base weight of a category: the first whose features_any is 0 or meets the report's. */
struct vha_weight {
    uint64_t features_any; /* bits of the policy's features */
    vha_milli base;
    struct vha_sourced origin;
};

/* An offence in scope (SOP 15). */
struct vha_category {
    const char *code;  /* HOMICIDE */
    const char *title; /* Homicide */
    const char *aliases[VHA_MAX_ALIASES];
    size_t alias_count;
    bool needs_other; /* SOP 17 */
    struct vha_weight weights[VHA_MAX_WEIGHTS];
    size_t weight_count;
    vha_milli intel;
    struct vha_sourced intel_origin;
};

/* Geometric: each period leaves the kept fraction of what was left. Linear: each period takes the
 * lost fraction of the whole, down to zero. */
enum vha_decay { VHA_DECAY_GEOMETRIC, VHA_DECAY_LINEAR };

/* Where the rules come from; the weights and multipliers carry their own. */
struct vha_rule_origins {
    struct vha_sourced crime_window;
    struct vha_sourced intel_window;
    struct vha_sourced recency_window;
    struct vha_sourced adult_age;
    struct vha_sourced counted_roles;
    struct vha_sourced excluded_features;
    struct vha_sourced decay;
    struct vha_sourced four_reports;
    struct vha_sourced three_crimes;
    struct vha_sourced search_list;
    struct vha_sourced three_by_five;
};

/* A whole policy, checked. Owned by whoever read it; free with vha_policy_free. */
struct vha_policy {
    const char *name;    /* "VHA default policy" */
    const char *version; /* "SOP 2.5" */
    const char *why;     /* of a variant what it is tried for; else NULL */
    const char *text;    /* the file as it was read, kept with the scores */
    size_t text_length;
    char sha256[VHA_SHA256_TEXT_SIZE];

    int crime_window_months;    /* SOP 15 */
    int intel_window_months;    /* SOP 20; 0: intelligence counts for nothing */
    int recency_window_months;  /* SOP 16 */
    int adult_age_months;       /* 216 */
    uint8_t counted_roles;      /* role bits, SOP 16 */
    uint64_t excluded_features; /* SOP 18 */

    enum vha_decay decay; /* SOP 19, 26 */
    int decay_months;     /* 12 */
    int kept_numerator;   /* 2: what is left after each period is 2/3 ... */
    int kept_denominator; /* 3; to the power of the periods in the crime window it fits an int64_t
                           */

    int four_reports_total;       /* 4 */
    int four_reports_crimes;      /* 2 */
    int three_crimes_count;       /* 3 */
    vha_milli three_crimes_score; /* 2500.000 */
    vha_milli search_list_score;  /* 2500.000, SOP 70 */

    vha_milli grade_multiplier[VHA_GRADES]; /* thousandths: 0.75 is 750 */
    struct vha_sourced grade_origin[VHA_GRADES];
    uint8_t three_by_five[3]; /* 3x5x2 source 1, 2, 3 as a grade index */

    size_t feature_count;
    const char *features[VHA_MAX_FEATURES]; /* bit i of a mask is features[i] */
    size_t category_count;
    struct vha_category categories[VHA_MAX_CATEGORIES];

    struct vha_rule_origins origins;

    struct vha_arena *arena; /* owns every text above */
};

/* Reads and checks a policy file, or a policy text under a name used in messages. On success the
 * caller owns *policy. VHA_NO_INPUT, or VHA_BAD_CONFIG with `file:line:column: found, expected`. */
enum vha_status vha_policy_read(const char *path, struct vha_policy **policy,
                                struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_policy_parse(const char *name, const char *text, size_t length,
                                 struct vha_policy **policy,
                                 struct vha_error *error) VHA_MUST_CHECK;
void vha_policy_free(struct vha_policy *policy); /* NULL is allowed */

/* Reads a variant: a file that says what is otherwise than in `base` (governance, Modelling;
 * vha-policy(5)), or a whole policy. As vha_policy_read. */
enum vha_status vha_policy_vary(const struct vha_policy *base, const char *path,
                                struct vha_policy **policy, struct vha_error *error) VHA_MUST_CHECK;

/* A ready-made variant: the file NAME.yaml of a folder of variants. */
struct vha_variant {
    const char *name;  /* lower-case letters, digits and hyphens: "linear-decay" */
    const char *title; /* raw, as in the file */
    const char *why;   /* likewise; NULL for none */
};
struct vha_variants {
    size_t count;
    struct vha_variant *items; /* by name */
    struct vha_arena *arena;
};

/* Finds those that can be read as variants of `base`, in folders (NULL last) that need not be
 * there; of two of one name it is that of the earlier folder. Free with vha_variants_free. */
struct vha_variants *vha_variants_find(const char *const *folders, const struct vha_policy *base);
void vha_variants_free(struct vha_variants *variants); /* NULL is allowed */
/* The one of that name, or NULL. */
const struct vha_variant *vha_variants_named(const struct vha_variants *variants, const char *name);

/* Where the variant of that name stands: in the first folder that has the file, else in the last,
 * for whoever then says that it is not there. NULL for what is no name. The caller frees it. */
char *vha_variant_path(const char *const *folders, const char *name);

/* The whole policy as text for people: every number with its SOP paragraph or other source, and
 * 'assumed' beside each that is. Lines end in a line feed. The caller frees it; never NULL. */
char *vha_policy_describe(const struct vha_policy *policy);

#define VHA_OUT_OF_SCOPE UINT16_MAX

/* The index of the category with that code or alias, else VHA_OUT_OF_SCOPE. Exact, case counts. */
uint16_t vha_policy_category(const struct vha_policy *policy, const char *offence, size_t length);

/* The bits of the feature codes in a list parted by ';', spaces around them aside; unknown ones and
 * empty ones give none. */
uint64_t vha_policy_features(const struct vha_policy *policy, const char *list, size_t length);

/* The grade index (0 = A ... 4 = E) of an evaluation such as B2, B24, 1AP or 3EC, as extracts.md
 * describes them; -1 when it is none. The form does not depend on the policy, but the meaning of a
 * 3x5x2 source does. */
int vha_policy_grade(const struct vha_policy *policy, const char *grade, size_t length);
/* True when the text has the form of a 5x5x5 or 3x5x2 evaluation. */
bool vha_grade_valid(const char *grade, size_t length);

/* -------------------------------------------------------------------------------------- areas */

/* A London borough (or the City) and its Basic Command Unit. */
struct vha_borough {
    const char *gss;  /* E09000022 */
    const char *name; /* Lambeth */
    const char *bcu;  /* AS; "" for the City of London, which is not the MPS's */
    const char *bcu_name;
};

#define VHA_MAX_BOROUGHS 63 /* a filter pane holds as many, and "none" */
#define VHA_NO_BOROUGH   UINT8_MAX

struct vha_areas {
    size_t count;
    struct vha_borough boroughs[VHA_MAX_BOROUGHS]; /* in the file's order, which is GSS order */
    struct vha_arena *arena;
};

enum vha_status vha_areas_read(const char *path, struct vha_areas **areas,
                               struct vha_error *error) VHA_MUST_CHECK;
void vha_areas_free(struct vha_areas *areas);

/* The index of the borough with that GSS code or name (case-blind), else VHA_NO_BOROUGH. */
uint8_t vha_areas_borough(const struct vha_areas *areas, const char *text, size_t length);

/* Reads a scope as typed, "all" or "AS,CN", into out as the register has it, "all" or "AS CN".
 * VHA_USAGE for a BCU that is not in the file, or for more of them than there is room for. */
enum vha_status vha_areas_read_scope(const struct vha_areas *areas, const char *text, char *out,
                                     size_t size, struct vha_error *error) VHA_MUST_CHECK;

/* ----------------------------------------------------------------------------------- purposes */

/* A category of policing purpose (SOP 60, 61; DPA 2018 sections 31 and 62). */
struct vha_purpose {
    const char *name;    /* as typed and logged: "safeguard" */
    const char *title;   /* "Safeguard a child or an adult at risk" */
    const char *source;  /* what it rests on */
    const char *refused; /* why it is no policing purpose; NULL for one that is */
};

#define VHA_MAX_PURPOSES 24

struct vha_purposes {
    size_t count;
    struct vha_purpose purposes[VHA_MAX_PURPOSES]; /* in the file's order */
    struct vha_arena *arena;
};

/* Reads config/purposes.yaml. */
enum vha_status vha_purposes_read(const char *path, struct vha_purposes **purposes,
                                  struct vha_error *error) VHA_MUST_CHECK;
void vha_purposes_free(struct vha_purposes *purposes); /* NULL is allowed */

/* Whether a category and a user's words, without blanks around them, make a purpose. VHA_USAGE with
 * what is wanting; VHA_NO_PERMISSION with why the category is none. */
enum vha_status vha_purpose_check(const struct vha_purpose *purpose, const char *words,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* A purpose as the audit log has it: "safeguard: MACE meeting of 3 October"; returns out. */
#define VHA_PURPOSE_SIZE 256
char *vha_purpose_format(char out[VHA_PURPOSE_SIZE], const struct vha_purpose *purpose,
                         const char *words);

/* Reads and checks a purpose as it is typed, "CATEGORY: WORDS" with blanks where one likes. */
enum vha_status vha_purpose_read(const struct vha_purposes *purposes, const char *typed,
                                 char out[VHA_PURPOSE_SIZE],
                                 struct vha_error *error) VHA_MUST_CHECK;

/* ----------------------------------------------------------------------------------- settings */

/* Limits and paths: config/settings.yaml. Each key's meaning, unit and range stand in the file and
 * in the table of src/policy/settings.c. */
struct vha_settings {
    int64_t max_file_bytes;           /* a CSV file or a workbook as it stands on disk */
    int64_t max_sheet_bytes;          /* a workbook part after decompression */
    int64_t max_compression_ratio;    /* of a workbook part: beyond it the workbook is refused */
    int64_t max_cell_bytes;           /* 32768 */
    int64_t max_rejects_listed;       /* rejects shown in full in the summary */
    int64_t why_rest_milliseconds;    /* the cursor rests this long before the why pane follows */
    int64_t choice_rest_milliseconds; /* a choice of the list rests this long before it is logged */
    int64_t busy_milliseconds;        /* how long a locked database is waited for */
    int64_t plain_page;               /* people or lines that plain mode says at a time */
    int64_t escape_milliseconds;      /* how long after Esc the rest of a key is waited for */
    int64_t audit_head_entries; /* entries from one head of the audit log in syslog to the next */
    int64_t review_history_months; /* of the monthly review: struct vha_review_rules */
    int64_t review_least_months;
    int64_t review_least_records;
    int64_t review_z_tenths;
    int64_t review_from_hour;
    int64_t review_to_hour;
    int64_t review_habit_percent;
    int64_t review_least_outside;
    int64_t review_outside_percent;
    int64_t copy_days; /* by which a copy is to be destroyed, where nothing else is said */
    struct vha_holidays bank_holidays; /* of England and Wales */
    int64_t mail_notices; /* 1: MO2's mailbox is told of requests that wait; 0: it is not */
    const char *sendmail; /* absolute path of the MTA's sendmail */
    const char *mailbox;  /* address of MO2's mailbox */
    const char *theme;    /* of the workstation's themes, when none is named otherwise */
    const char *archive;  /* folder of the quarters before, seen from the home */
    const char *reports;  /* folder of the loads' reports, seen from the home */
    const char *syslog;   /* path of the socket that syslog listens on */
    struct vha_arena *arena;
};

enum vha_status vha_settings_read(const char *path, struct vha_settings **settings,
                                  struct vha_error *error) VHA_MUST_CHECK;
void vha_settings_free(struct vha_settings *settings);

#endif
