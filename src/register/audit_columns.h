/*
 * Columns of an entry of the audit log, in the order of audit.sql's statements and of the canonical
 * form.
 */
#ifndef REGISTER_AUDIT_COLUMNS_H
#define REGISTER_AUDIT_COLUMNS_H

enum {
    NUMBER,
    AT,
    LOGIN,
    ACTION,
    OUTCOME,
    SUBJECT,
    REASON,
    CLIENT,
    SESSION,
    PURPOSE,
    PREVIOUS,
    HASH,
    FORM
};

#endif
