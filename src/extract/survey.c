#include "survey.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
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

/* The line, from 1, that the byte at `offset` stands in. Only a damaged file is asked. */
static uint64_t line_at(int file, off_t offset)
{
    char block[4096];
    uint64_t line = 1;
    for (off_t at = 0; at < offset;) {
        const off_t wanted = offset - at < (off_t)sizeof block ? offset - at : (off_t)sizeof block;
        const ssize_t length = pread(file, block, (size_t)wanted, at);
        if (length <= 0)
            break;
        for (ssize_t i = 0; i < length; i++)
            line += block[i] == '\n' ? 1 : 0;
        at += length;
    }
    return line;
}

/* What a block of a text file at `offset` says. */
static enum vha_status look_at_text(int file, const struct survey_file *about, off_t offset,
                                    const unsigned char *block, size_t length,
                                    struct encoding_scan *scan, struct survey *result)
{
    const unsigned char *nul = memchr(block, 0, length);
    if (nul != NULL)
        return vha_fail(&result->error, VHA_BAD_DATA,
                        "%s:%llu: a NUL byte: this is no text file, or it was damaged; hand it out "
                        "again.",
                        about->name, (unsigned long long)line_at(file, offset + (nul - block)));
    result->has_quotes = result->has_quotes || memchr(block, '"', length) != NULL;
    scan_block(scan, block, length);
    return VHA_OK;
}

/* Hashes and scans an open file to its end. Hashing a quarter is a tenth of a load with portable
 * code; this library uses the processor's own instructions. */
static enum vha_status look_through(int file, const struct survey_file *about, EVP_MD_CTX *hash,
                                    struct survey *result)
{
    struct encoding_scan scan = {0};
    unsigned char *block = vha_alloc(BLOCK_BYTES);
    enum vha_status status = VHA_OK;
    for (off_t offset = 0; status == VHA_OK;) {
        const ssize_t length = read(file, block, BLOCK_BYTES);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            status = vha_fail(&result->error, VHA_IO_ERROR, "%s cannot be read: %s.", about->name,
                              strerror(errno));
        if (length <= 0)
            break;
        if (EVP_DigestUpdate(hash, block, (size_t)length) != 1)
            status = vha_fail(&result->error, VHA_SOFTWARE, "%s cannot be hashed.", about->name);
        if (status == VHA_OK && about->text)
            status = look_at_text(file, about, offset, block, (size_t)length, &scan, result);
        offset += length;
    }
    free(block);
    result->encoding = about->text ? scan_result(&scan) : VHA_WORKBOOK;
    return status;
}

static enum vha_status hash_and_look(int file, const struct survey_file *about,
                                     struct survey *result)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    enum vha_status status = VHA_OK;
    if (hash == NULL || EVP_DigestInit_ex(hash, EVP_sha256(), NULL) != 1)
        status = vha_fail(&result->error, VHA_SOFTWARE, "SHA-256 is not to be had here.");
    if (status == VHA_OK)
        status = look_through(file, about, hash, result);
    if (status == VHA_OK && EVP_DigestFinal_ex(hash, digest, NULL) != 1)
        status = vha_fail(&result->error, VHA_SOFTWARE, "%s cannot be hashed.", about->name);
    if (status == VHA_OK)
        vha_sha256_hex(result->sha256, digest);
    EVP_MD_CTX_free(hash);
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
        result.status = hash_and_look(file, about, &result);
    }
    if (file >= 0)
        close(file);
    return result;
}
