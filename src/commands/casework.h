/*
 * casework: what the commands about what is done around a person (activity, share, safeguard) do
 * alike.
 */
#ifndef COMMANDS_CASEWORK_H
#define COMMANDS_CASEWORK_H

#include "command.h"
#include "person.h"
#include "vha/casework.h"

/* Tells of what is on record around the person whom a struct person_shown asks for; the look is
 * logged. */
enum vha_status casework_show(const struct invocation *invocation,
                              const struct vha_casework_tellers *tellers,
                              struct vha_error *error) VHA_MUST_CHECK;

/* Tells of what a filter lets through, counting it. */
typedef enum vha_status casework_teller(struct vha_register *reg, const struct vha_user *user,
                                        const struct vha_casework_filter *filter, int *count,
                                        struct vha_error *error);

/* Lists what the filter of the command's values lets through, or says the sentence when there is
 * nothing. */
enum vha_status casework_list(const struct invocation *invocation, casework_teller *tell,
                              const char *nothing, struct vha_error *error) VHA_MUST_CHECK;

/* Parameters of commands whose values are a struct person_shown or a struct vha_casework_filter. */
#define CASEWORK_SHOW_PARAMETERS   2
#define CASEWORK_FILTER_PARAMETERS 2
extern const struct parameter casework_show_parameters[CASEWORK_SHOW_PARAMETERS];
extern const struct parameter casework_filter_parameters[CASEWORK_FILTER_PARAMETERS];

#endif
