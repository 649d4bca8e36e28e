/*
 * fairness: what the register keeps of the equality review (SOP 54 to 58, 67): the concerns that
 * users file, and the coordinator's closing of a quarter's review. Part of the register.
 */
#ifndef VHA_FAIRNESS_H
#define VHA_FAIRNESS_H

#include "vha/base.h"

struct vha_register;
struct vha_user;

#define VHA_CONCERN_MOST   4000  /* bytes */
#define VHA_FINDINGS_LEAST 40    /* characters */
#define VHA_FINDINGS_MOST  16000 /* bytes */

struct vha_concern {
    int64_t number;
    const char *words;
    const char *at;
    const char *by;
};
typedef void vha_concern_function(void *context, const struct vha_concern *concern);

/* Files a concern about a disproportionate effect (SOP 58), of any user, in the review of a
 * quarter; NULL is that of the newest load, for who does not have the list before them. VHA_USAGE
 * when it says nothing or too much, VHA_UNAVAILABLE before the first load. */
enum vha_status vha_concern_file(struct vha_register *reg, const struct vha_user *user,
                                 const char *quarter, const char *words, int64_t *number,
                                 struct vha_error *error) VHA_MUST_CHECK;

struct vha_equality_closing {
    const char *quarter;
    const char *findings;
    const char *figures; /* of the review as it was closed, as CSV */
    const char *at;      /* of one on record */
    const char *by;
};
typedef void vha_closing_function(void *context, const struct vha_equality_closing *closing);

/* What is wrong with findings, as a sentence without its subject ("have ..."); "" when nothing is.
 * Returns out. */
#define VHA_FINDINGS_REMARK_SIZE 128
char *vha_findings_remark(const char *findings, char out[VHA_FINDINGS_REMARK_SIZE]);

/* Closes a quarter's review, by the coordinator, once. VHA_USAGE when it is closed already, or the
 * findings say too little. */
enum vha_status vha_equality_close(struct vha_register *reg, const struct vha_user *user,
                                   const struct vha_equality_closing *closing,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* A request for a removal, as far as the review goes: whose, and what came of it. */
typedef void vha_request_function(void *context, const char *pncid, const char *state);

/* What belongs to a quarter's review; each function may be NULL. Who may see the review may see
 * this; the look is in the log as that of the review, which the caller logs. */
struct vha_fairness_tellers {
    vha_concern_function *concern;
    vha_closing_function *closing;
    vha_request_function *request; /* of all requests on record */
    void *context;
};
enum vha_status vha_fairness_tell(struct vha_register *reg, const struct vha_user *user,
                                  const char *quarter, const struct vha_fairness_tellers *tellers,
                                  struct vha_error *error) VHA_MUST_CHECK;

#endif
