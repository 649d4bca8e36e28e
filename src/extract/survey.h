/*
 * The first look at a file: its SHA-256, its encoding, NUL bytes. Runs ahead of the reading on a
 * thread of its own, since hashing takes about as long as parsing.
 */
#ifndef VHA_EXTRACT_SURVEY_H
#define VHA_EXTRACT_SURVEY_H

#include "vha/extract.h"

struct survey_result {
    enum vha_status status; /* VHA_OK, else `error` says why */
    struct vha_error error;
    char sha256[VHA_SHA256_TEXT_SIZE];
    enum vha_encoding encoding; /* of a CSV file; a workbook's is VHA_WORKBOOK */
};

struct survey;

/* A file to look at; `text` when it is a CSV file rather than a workbook. The path must last. */
struct survey_file {
    const char *path;
    const char *name; /* for messages */
    bool text;
};

/* Starts to look at the files in their order. survey_wait gives the result of one of them, waiting
 * for it; survey_end stops the thread and frees everything. */
struct survey *survey_start(const struct survey_file *files, size_t count,
                            const struct vha_settings *settings);
const struct survey_result *survey_wait(struct survey *survey, size_t file);
void survey_end(struct survey *survey); /* NULL is allowed */

/* One file, looked at here and now. */
struct survey_result survey_look(const struct survey_file *file,
                                 const struct vha_settings *settings);

#endif
