/*
 * memo.h - what one edition made and the next can use as it is.
 *
 * Things are found by a key of all that they depend on, and live in the memo's
 * arena until it is full: then, between two editions, all of them are
 * forgotten. A key may hold addresses of what lives at least as long as the
 * memo. Of one thread.
 */
#ifndef TS_BASE_MEMO_H
#define TS_BASE_MEMO_H

#include "base/cache.h"

typedef struct ts_memo ts_memo;

/* most: bytes; it forgets when it holds more. cache: for what is worth a disk, or NULL; it outlives the memo. NULL: memory is out. */
ts_memo *ts_memo_new(size_t most, ts_cache *cache);
void ts_memo_drop(ts_memo *memo); /* NULL is fine */

/* What the base holds is found, too. It outlives the memo and is not written any more: any number of threads have one over it. NULL is fine. */
void ts_memo_lay_over(ts_memo *memo, const ts_memo *base);

/* An edition begins: nothing of the last one is in use. Counts them. */
void ts_memo_begin(ts_memo *memo);
/* The folder of what runs have in common, while the first edition is made: it holds what others will ask for, and
 * later ones mostly make what nobody asks for again. NULL: none. */
ts_cache *ts_memo_cache(const ts_memo *memo);

/* The key of a kind of thing and the addresses and small numbers that it follows from, found many times faster than a SHA-256.
 * Not for what an author could make up: other parts could be made to look the same. */
void ts_memo_key(const char *kind, const void *parts, size_t size, unsigned char key[TS_DIGEST_BYTES]);

ts_arena *ts_memo_arena(ts_memo *memo);
/* A NULL memo finds and keeps nothing. */
void *ts_memo_find(const ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES]);
bool ts_memo_put(ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES], void *thing);
/* Whether a key was asked for before: what comes once is not worth keeping. Of the first edition all is taken to come
 * again, for most of it does, and the second need not make it a second time. */
bool ts_memo_seen(ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES]);

#endif
