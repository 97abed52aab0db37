/*
 * cache.h - what takes long to make, kept in a folder by what it is made of.
 *
 * An entry is a file whose name is its kind and its key: the SHA-256 of all that
 * the thing depends on, the program and its libraries among it (their build
 * ids), so that nothing made by another build is ever found. Any number of processes may use
 * a folder: an entry is written beside its name and renamed when whole. What is
 * read is held against its checksum; an entry that is cut, changed or
 * another's is as if it were not there, and is replaced. A folder that is full
 * or may not be written keeps nothing, and nobody is told: without it the same
 * bytes are made, only later.
 *
 * The folder is bounded: when a process has put into it what makes it larger,
 * the entries longest unused go. Whatever else lies there is left alone.
 */
#ifndef TS_BASE_CACHE_H
#define TS_BASE_CACHE_H

#include "base/digest.h"

#include <stdint.h>

typedef struct ts_cache ts_cache; /* of one thread */

/* most: bytes of the folder, 0: 64 MiB. The folder is made when the first thing is kept. Tied to the arena.
 * NULL: memory is out. */
ts_cache *ts_cache_open(ts_arena *arena, const char *folder, uint64_t most);
/* The same folder for another thread, or another process. NULL: memory is out. */
ts_cache *ts_cache_open_too(ts_arena *arena, const ts_cache *cache);

/* A key in the making, to which all is added that a thing of this kind depends on. NULL: memory is out. */
ts_digest *ts_cache_key(const ts_cache *cache, ts_arena *arena, const char *kind);
void ts_digest_text(ts_digest *digest, const char *text); /* with its length; NULL is no text */

/* The bytes kept under a key, in the arena. A NULL cache or key finds nothing. */
const unsigned char *ts_cache_find(ts_cache *cache, const char *kind, const unsigned char key[TS_DIGEST_BYTES],
                                   ts_arena *arena, size_t *count);
void ts_cache_keep(ts_cache *cache, const char *kind, const unsigned char key[TS_DIGEST_BYTES], const void *bytes,
                   size_t count);

#endif
