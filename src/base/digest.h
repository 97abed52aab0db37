/*
 * digest.h - SHA-256 (FIPS 180-4) of what was written, for checksums and manifests.
 *
 * Bytes are added as they come; the digest is its 64 hexadecimal digits, small
 * letters, as sha256sum prints them.
 */
#ifndef TS_BASE_DIGEST_H
#define TS_BASE_DIGEST_H

#include "base/arena.h"

enum { TS_DIGEST_BYTES = 32, TS_DIGEST_HEX = 64 + 1 /* with the NUL */ };

typedef struct ts_digest ts_digest;

ts_digest *ts_digest_new(ts_arena *arena); /* of nothing yet; NULL: memory is out */
void ts_digest_add(ts_digest *digest, const void *bytes, size_t count);
/* Of all that was added; the next byte begins a new one. */
void ts_digest_end(ts_digest *digest, char hex[TS_DIGEST_HEX]);
void ts_digest_end_raw(ts_digest *digest, unsigned char raw[TS_DIGEST_BYTES]);

void ts_digest_raw(const void *bytes, size_t count, unsigned char raw[TS_DIGEST_BYTES]);
/* Of a name and bytes: the same bytes under another name are another thing. */
void ts_digest_named(const char *name, const void *bytes, size_t count, unsigned char raw[TS_DIGEST_BYTES]);
void ts_digest_hex(const unsigned char raw[TS_DIGEST_BYTES], char hex[TS_DIGEST_HEX]);
void ts_digest_bytes(const void *bytes, size_t count, char hex[TS_DIGEST_HEX]);
/* Of a file, read a piece at a time: one that is lent to the arena, or the disk's; arena NULL: the disk's. False with
 * *why, a sentence, when it cannot be read; hex is then of no use. */
bool ts_digest_file(ts_arena *arena, const char *path, char hex[TS_DIGEST_HEX], const char **why);

#endif
