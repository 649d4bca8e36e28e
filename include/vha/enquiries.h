/*
 * enquiries: asking a user why an entry of the audit log happened (SOP 62). A part of the register.
 */
#ifndef VHA_ENQUIRIES_H
#define VHA_ENQUIRIES_H

#include "vha/audit.h"

/* An enquiry into an entry of the audit log (SOP 62; GVM): asked of whoever it is about, who meets
 * it at their next session and answers before going on. Texts are valid until the function that was
 * given it returns. */
#define VHA_ENQUIRY_DAYS  14   /* without an answer, and it is flagged to mo2 */
#define VHA_QUESTION_MOST 2000 /* bytes */
#define VHA_ANSWER_MOST   8000
struct vha_enquiry {
    int64_t number;
    const char *login; /* who is asked */
    const char *asked_at;
    const char *asked_by;
    const char *question;    /* may have several lines, as the answer */
    const char *answered_at; /* NULL: open */
    const char *answer;
    const char *flagged_at; /* NULL: it was not */
    struct vha_audit_record about;
};
typedef void vha_enquiry_function(void *context, const struct vha_enquiry *enquiry);

/* Asks why an entry happened, and logs that; asks for permission itself. VHA_USAGE when there is no
 * such entry or its login is no user; nobody asks themselves: VHA_NO_PERMISSION, on record. */
enum vha_status vha_register_enquire(struct vha_register *reg, const struct vha_user *user,
                                     int64_t entry, const char *question, int64_t *number,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Answers an enquiry that the user was asked, once and for all, and logs that. VHA_NO_PERMISSION,
 * on record, for one that was asked of others. */
enum vha_status vha_register_answer(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, const char *answer,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Which enquiries; zeros and NULL stand for any. */
struct vha_enquiry_filter {
    const char *login; /* who was asked */
    int64_t number;
    bool open;
    bool flagged;   /* and open */
    int64_t beyond; /* a page: those after this number, */
    int64_t limit;  /* at most so many */
};

/* Tells of enquiries by number. Others' than the user's own need the permission to read the audit
 * log; the look is logged first. */
enum vha_status vha_register_enquiries(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_enquiry_filter *filter,
                                       vha_enquiry_function *show, void *context,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Tells of those that the user must answer before going on: the open ones that were asked before
 * this session began. While there is one, vha_register_permit refuses everything but answering,
 * with a sentence that asks the question; so a session first shows these. */
enum vha_status vha_register_due_enquiries(struct vha_register *reg, const struct vha_user *user,
                                           vha_enquiry_function *show, void *context,
                                           struct vha_error *error) VHA_MUST_CHECK;

#endif
