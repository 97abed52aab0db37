#include "base/digest.h"

#include "base/files.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

_Static_assert(TS_DIGEST_BYTES == SHA256_DIGEST_SIZE, "nettle has as many bytes");
_Static_assert(TS_DIGEST_HEX == BASE16_ENCODE_LENGTH(TS_DIGEST_BYTES) + 1, "and as many digits");

enum { PIECE = 1 << 16 }; /* bytes of a file that are read at once */

struct ts_digest {
    struct sha256_ctx state;
};

ts_digest *ts_digest_new(ts_arena *arena)
{
    ts_digest *digest = TS_NEW(arena, ts_digest);
    if (digest)
        sha256_init(&digest->state);
    return digest;
}

void ts_digest_add(ts_digest *digest, const void *bytes, size_t count)
{
    if (count)
        sha256_update(&digest->state, count, bytes);
}

void ts_digest_end_raw(ts_digest *digest, unsigned char raw[TS_DIGEST_BYTES])
{
    sha256_digest(&digest->state, TS_DIGEST_BYTES, raw); /* and begins anew */
}

void ts_digest_named(const char *name, const void *bytes, size_t count, unsigned char raw[TS_DIGEST_BYTES])
{
    ts_digest digest;
    sha256_init(&digest.state);
    ts_digest_add(&digest, name, strlen(name) + 1);
    ts_digest_add(&digest, bytes, count);
    ts_digest_end_raw(&digest, raw);
}

void ts_digest_hex(const unsigned char raw[TS_DIGEST_BYTES], char hex[TS_DIGEST_HEX])
{
    base16_encode_update(hex, TS_DIGEST_BYTES, raw);
    hex[TS_DIGEST_HEX - 1] = '\0';
}

void ts_digest_end(ts_digest *digest, char hex[TS_DIGEST_HEX])
{
    unsigned char raw[TS_DIGEST_BYTES];
    ts_digest_end_raw(digest, raw);
    ts_digest_hex(raw, hex);
}

void ts_digest_raw(const void *bytes, size_t count, unsigned char raw[TS_DIGEST_BYTES])
{
    ts_digest digest;
    sha256_init(&digest.state);
    ts_digest_add(&digest, bytes, count);
    ts_digest_end_raw(&digest, raw);
}

void ts_digest_bytes(const void *bytes, size_t count, char hex[TS_DIGEST_HEX])
{
    ts_digest digest;
    sha256_init(&digest.state);
    ts_digest_add(&digest, bytes, count);
    ts_digest_end(&digest, hex);
}

static void add_file(ts_digest *digest, FILE *file)
{
    unsigned char piece[PIECE];
    size_t count;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        ts_digest_add(digest, piece, count);
}

bool ts_digest_file(ts_arena *arena, const char *path, char hex[TS_DIGEST_HEX], const char **why)
{
    ts_digest digest;
    ts_file file;
    sha256_init(&digest.state);
    bool whole = ts_file_open(arena, path, &file, why);
    if (whole) {
        add_file(&digest, file.stream);
        whole = !ferror(file.stream);
        *why = whole ? NULL : "it cannot be read";
        ts_file_close(&file);
    }
    ts_digest_end(&digest, hex);
    return whole;
}
