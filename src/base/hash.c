#include "vha/base.h"

#include <sodium.h>

_Static_assert(VHA_SHA256_BYTES == crypto_hash_sha256_BYTES, "the library's hash is a SHA-256");

char *vha_sha256_hex(char out[VHA_SHA256_TEXT_SIZE], const unsigned char hash[VHA_SHA256_BYTES])
{
    return sodium_bin2hex(out, VHA_SHA256_TEXT_SIZE, hash, VHA_SHA256_BYTES);
}

char *vha_sha256_text(char out[VHA_SHA256_TEXT_SIZE], const void *data, size_t length)
{
    unsigned char hash[VHA_SHA256_BYTES];
    crypto_hash_sha256(hash, data, length);
    return vha_sha256_hex(out, hash);
}
