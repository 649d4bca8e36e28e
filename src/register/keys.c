#include "register.h"

#include "access.sql.h"

#include "vha/access.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What OpenSSH still thinks safe; no certificates, no DSA. */
static const char *const types[] = {
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
};

static const char blanks[] = " \t\r\n";

static bool is_known_type(const char *type)
{
    for (size_t i = 0; i < VHA_COUNT(types); i++)
        if (strcmp(types[i], type) == 0)
            return true;
    return false;
}

/* The bytes of a key begin with its type, as four bytes of length and the name. */
static bool begins_with_type(const unsigned char *bytes, size_t length, const char *type)
{
    const size_t name = strlen(type);
    return length > 4 + name && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 &&
           bytes[3] == name && memcmp(bytes + 4, type, name) == 0;
}

static bool decode(const char *text, unsigned char *bytes, size_t size, size_t *length)
{
    const char *end = NULL;
    return sodium_base642bin(bytes, size, text, strlen(text), NULL, length, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           *end == '\0';
}

enum vha_status vha_ssh_key_check(const char *type, const char *text, struct vha_ssh_key *key,
                                  struct vha_error *error)
{
    *key = (struct vha_ssh_key){.type = ""};
    if (!is_known_type(type))
        return vha_fail(error, VHA_BAD_DATA,
                        "A public key must begin with its type, such as ssh-ed25519 or ssh-rsa, "
                        "without options before it; use the .pub file as ssh-keygen wrote it.");
    unsigned char bytes[sizeof key->key];
    size_t length = 0;
    if (strlen(text) >= sizeof key->key || !decode(text, bytes, sizeof bytes, &length) ||
        !begins_with_type(bytes, length, type))
        return vha_fail(error, VHA_BAD_DATA,
                        "What follows %s is no key of that type; use the .pub file as ssh-keygen "
                        "wrote it.",
                        type);
    memcpy(key->type, type, strlen(type) + 1); /* of a known type, which fits */
    memcpy(key->key, text, strlen(text) + 1);
    return VHA_OK;
}

enum vha_status vha_ssh_key_read(const char *line, struct vha_ssh_key *key, struct vha_error *error)
{
    char type[sizeof key->type] = "";
    char text[sizeof key->key] = "";
    line += strspn(line, blanks);
    const size_t type_length = strcspn(line, blanks);
    if (type_length < sizeof type)
        memcpy(type, line, type_length);
    line += type_length;
    line += strspn(line, blanks);
    const size_t text_length = strcspn(line, blanks);
    if (text_length < sizeof text)
        memcpy(text, line, text_length);
    return vha_ssh_key_check(type, text, key, error);
}

enum vha_status vha_ssh_keys_read(const char *text, struct vha_ssh_key keys[VHA_SSH_KEYS_MOST],
                                  size_t *count, struct vha_error *error)
{
    char *const copy = vha_copy_text(text);
    char *rest = copy;
    const char *line = NULL;
    enum vha_status status = VHA_OK;
    *count = 0;
    while (status == VHA_OK && (line = strsep(&rest, "\n")) != NULL) {
        if (line[strspn(line, blanks)] == '\0' || line[0] == '#')
            continue;
        if (*count == VHA_SSH_KEYS_MOST)
            status = vha_fail(error, VHA_USAGE, "More than %d keys.", VHA_SSH_KEYS_MOST);
        else
            status = vha_ssh_key_read(line, &keys[(*count)++], error);
    }
    free(copy);
    return status;
}

char *vha_ssh_key_fingerprint(char out[VHA_FINGERPRINT_SIZE], const struct vha_ssh_key *key)
{
    static const char prefix[] = "SHA256:";
    unsigned char bytes[sizeof key->key];
    unsigned char hash[VHA_SHA256_BYTES];
    size_t length = 0;
    if (!decode(key->key, bytes, sizeof bytes, &length))
        length = 0; /* no key that was checked */
    crypto_hash_sha256(hash, bytes, length);
    memcpy(out, prefix, sizeof prefix);
    sodium_bin2base64(out + sizeof prefix - 1, VHA_FINGERPRINT_SIZE - (sizeof prefix - 1), hash,
                      sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    return out;
}

/* The login of a key's user, or "". */
static enum vha_status find_user(struct vha_register *reg, const struct vha_ssh_key *key,
                                 char login[VHA_LOGIN_SIZE], struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, access_sql, "user-of-key", &statement, error);
    if (status != VHA_OK)
        return status;
    login[0] = '\0';
    const int result =
        sql_bind_text(statement, 1, key->key) && sql_bind_text(statement, 2, key->type)
            ? sqlite3_step(statement)
            : SQLITE_NOMEM;
    if (result == SQLITE_ROW)
        snprintf(login, VHA_LOGIN_SIZE, "%s", (const char *)sqlite3_column_text(statement, 0));
    else if (result != SQLITE_DONE)
        status = register_fail(reg, "a key cannot be looked up", error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_register_key_user(struct vha_register *reg, const struct vha_ssh_key *key,
                                      char login[VHA_LOGIN_SIZE], struct vha_error *error)
{
    struct access_found found = {.standing = ACCESS_UNKNOWN};
    enum vha_status status = find_user(reg, key, login, error);
    if (status == VHA_OK && login[0] != '\0')
        status = register_find_access(reg, login, &found, error);
    if (status != VHA_OK || found.standing == ACCESS_IN_FORCE)
        return status;
    char fingerprint[VHA_FINGERPRINT_SIZE];
    char reason[128];
    snprintf(reason, sizeof reason, "%s, with the SSH key %s",
             found.standing == ACCESS_UNKNOWN ? "not in the register"
             : found.standing == ACCESS_IDLE  ? "access not used for six months"
                                              : "access withdrawn",
             vha_ssh_key_fingerprint(fingerprint, key));
    if (found.standing == ACCESS_IDLE)
        status = register_end_idle(reg, &found, error);
    const char *who = login[0] != '\0' ? login : "stranger";
    if (status == VHA_OK)
        status = register_log_refusal(reg, who, "enter", NULL, reason, error);
    return status == VHA_OK ? register_no_access(who, &found, error) : status;
}
