/*
 * The first look at a file, before a row of it is read: its SHA-256, its encoding, NUL bytes.
 */
#ifndef VHA_EXTRACT_SURVEY_H
#define VHA_EXTRACT_SURVEY_H

#include "vha/extract.h"

/* A file to look at; `text` when it is a CSV file rather than a workbook. */
struct survey_file {
    const char *path;
    const char *name; /* for messages */
    bool text;
};

struct survey {
    enum vha_status status; /* VHA_OK, else `error` says why */
    struct vha_error error;
    char sha256[VHA_SHA256_TEXT_SIZE];
    enum vha_encoding encoding; /* of a CSV file; a workbook's is VHA_WORKBOOK */
    bool has_quotes;            /* of a CSV file: a quotation mark anywhere */
};

struct survey survey_look(const struct survey_file *file, const struct vha_settings *settings);

#endif
