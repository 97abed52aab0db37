#include "base/digest.h"

#include <errno.h>
#include <sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

_Static_assert(TS_DIGEST_HEX == SHA256_DIGEST_STRING_LENGTH, "libmd writes as many digits");

enum { PIECE = 1 << 16 }; /* bytes of a file that are read at once */

struct ts_digest {
    SHA2_CTX state;
};

ts_digest *ts_digest_new(ts_arena *arena)
{
    ts_digest *digest = TS_NEW(arena, ts_digest);
    if (digest)
        SHA256Init(&digest->state);
    return digest;
}

void ts_digest_add(ts_digest *digest, const void *bytes, size_t count)
{
    if (count)
        SHA256Update(&digest->state, bytes, count);
}

void ts_digest_end(ts_digest *digest, char hex[TS_DIGEST_HEX])
{
    SHA256End(&digest->state, hex);
    SHA256Init(&digest->state);
}

void ts_digest_bytes(const void *bytes, size_t count, char hex[TS_DIGEST_HEX])
{
    ts_digest digest;
    SHA256Init(&digest.state);
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

bool ts_digest_file(const char *path, char hex[TS_DIGEST_HEX], const char **why)
{
    ts_digest digest;
    SHA256Init(&digest.state);
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (file)
        add_file(&digest, file);
    bool whole = file && !ferror(file);
    *why = whole ? NULL : strerror(errno ? errno : EIO);
    if (file)
        fclose(file);
    ts_digest_end(&digest, hex);
    return whole;
}
