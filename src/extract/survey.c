#include "survey.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

enum { BLOCK_BYTES = 256 * 1024, LONGEST_CHARACTER = 4 };

/* What the bytes seen so far say of the encoding. */
struct encoding_scan {
    bool has_multibyte; /* a well-formed character beyond ASCII */
    bool has_broken;
    unsigned char tail[LONGEST_CHARACTER]; /* a character that the block's end may have cut */
    size_t tail_length;
};

static size_t ascii_run(const unsigned char *bytes, size_t length)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, 8);
        if ((word & high_bits) != 0)
            break;
    }
    while (i < length && bytes[i] < 0x80u)
        i++;
    return i;
}

/* Looks at bytes; returns how many at the end may be the beginning of a character. */
static size_t scan_characters(struct encoding_scan *scan, const unsigned char *bytes, size_t length,
                              bool last)
{
    size_t i = 0;
    while ((i += ascii_run(bytes + i, length - i)) < length) {
        ucs4_t character = 0;
        const int taken = u8_mbtoucr(&character, bytes + i, length - i);
        if (taken > 0) {
            scan->has_multibyte = true;
            i += (size_t)taken;
        } else if (taken == -2 && !last) {
            return length - i;
        } else {
            scan->has_broken = true;
            i++;
        }
    }
    return 0;
}

static void scan_block(struct encoding_scan *scan, const unsigned char *bytes, size_t length)
{
    /* Join the cut character with what follows, as far as a character can reach. */
    if (scan->tail_length > 0) {
        unsigned char joined[2 * LONGEST_CHARACTER];
        const size_t added = length < LONGEST_CHARACTER ? length : LONGEST_CHARACTER;
        memcpy(joined, scan->tail, scan->tail_length);
        memcpy(joined + scan->tail_length, bytes, added);
        ucs4_t character = 0;
        const int taken = u8_mbtoucr(&character, joined, scan->tail_length + added);
        if (taken > (int)scan->tail_length) {
            scan->has_multibyte = true;
            const size_t used = (size_t)taken - scan->tail_length;
            bytes += used;
            length -= used;
        } else {
            scan->has_broken = true;
        }
        scan->tail_length = 0;
    }
    const size_t left = scan_characters(scan, bytes, length, false);
    memcpy(scan->tail, bytes + length - left, left);
    scan->tail_length = left;
}

static enum vha_encoding scan_result(const struct encoding_scan *scan)
{
    if (!scan->has_broken && scan->tail_length == 0)
        return VHA_UTF8;
    return scan->has_multibyte ? VHA_UTF8_BROKEN : VHA_WINDOWS_1252;
}

static uint64_t line_of(const unsigned char *bytes, const unsigned char *end, uint64_t before)
{
    while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
        before++;
        bytes++;
    }
    return before;
}

/* Hashes and scans an open file to its end. */
static enum vha_status look_through(int file, const struct survey_file *about,
                                    struct survey *result)
{
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    struct encoding_scan scan = {0};
    uint64_t line = 1;
    unsigned char *block = vha_alloc(BLOCK_BYTES);
    enum vha_status status = VHA_OK;
    for (;;) {
        const ssize_t length = read(file, block, BLOCK_BYTES);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            status = vha_fail(&result->error, VHA_IO_ERROR, "%s cannot be read: %s.", about->name,
                              strerror(errno));
        if (length <= 0)
            break;
        crypto_hash_sha256_update(&hash, block, (unsigned long long)length);
        if (!about->text)
            continue;
        const unsigned char *nul = memchr(block, 0, (size_t)length);
        if (nul != NULL) {
            status = vha_fail(&result->error, VHA_BAD_DATA,
                              "%s:%llu: a NUL byte: this is no text file, or it was damaged; hand "
                              "it out again.",
                              about->name, (unsigned long long)line_of(block, nul, line));
            break;
        }
        result->has_quotes = result->has_quotes || memchr(block, '"', (size_t)length) != NULL;
        line = line_of(block, block + length, line);
        scan_block(&scan, block, (size_t)length);
    }
    free(block);
    unsigned char digest[VHA_SHA256_BYTES];
    crypto_hash_sha256_final(&hash, digest);
    vha_sha256_hex(result->sha256, digest);
    result->encoding = about->text ? scan_result(&scan) : VHA_WORKBOOK;
    return status;
}

struct survey survey_look(const struct survey_file *about, const struct vha_settings *settings)
{
    struct survey result = {0};
    const int file = open(about->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        result.status = vha_fail(&result.error, VHA_NO_INPUT, "%s cannot be opened: %s.",
                                 about->name, strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        result.status =
            vha_fail(&result.error, VHA_NO_INPUT,
                     "%s is not a plain file; put the extract's file there.", about->name);
    } else if (status.st_size > settings->max_file_bytes) {
        result.status =
            vha_fail(&result.error, VHA_BAD_DATA,
                     "%s has %lld bytes; at most %lld are read (max_file_bytes in the "
                     "settings).",
                     about->name, (long long)status.st_size, (long long)settings->max_file_bytes);
    } else {
        posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
        result.status = look_through(file, about, &result);
    }
    if (file >= 0)
        close(file);
    return result;
}
