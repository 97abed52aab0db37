#include "base/memo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN = 4096, FIRST_SLOTS = 512 }; /* powers of two */

typedef struct slot {
    unsigned char key[TS_DIGEST_BYTES];
    void *thing; /* NULL: free */
} slot;

struct ts_memo {
    size_t most;
    ts_cache *cache;
    const ts_memo *base; /* or NULL */
    unsigned editions;
    ts_arena *arena; /* of the things */
    slot *slots;     /* open addressing */
    size_t room, count;
    uint64_t seen[SEEN][2]; /* two keys a place: the last that came there; with one, two that meet in each edition would never be known */
};

ts_memo *ts_memo_new(size_t most, ts_cache *cache)
{
    ts_memo *memo = calloc(1, sizeof *memo);
    if (!memo)
        return NULL;
    memo->most = most;
    memo->cache = cache;
    memo->arena = ts_arena_new(0);
    memo->slots = calloc(FIRST_SLOTS, sizeof *memo->slots);
    memo->room = FIRST_SLOTS;
    if (memo->arena && memo->slots)
        return memo;
    ts_memo_drop(memo);
    return NULL;
}

void ts_memo_drop(ts_memo *memo)
{
    if (!memo)
        return;
    ts_arena_drop(memo->arena);
    free(memo->slots);
    free(memo);
}

void ts_memo_lay_over(ts_memo *memo, const ts_memo *base)
{
    memo->base = base;
}

void ts_memo_begin(ts_memo *memo)
{
    memo->editions++;
    if (ts_arena_used(memo->arena) <= memo->most && !ts_arena_failed(memo->arena))
        return;
    ts_arena_reset(memo->arena);
    memset(memo->slots, 0, memo->room * sizeof *memo->slots);
    memo->count = 0;
}

ts_cache *ts_memo_cache(const ts_memo *memo)
{
    return memo && memo->editions <= 1 ? memo->cache : NULL;
}

/* As FNV-1a mixes bytes (prime of 64 bits), eight at a step, into two sums that begin apart. */
static void mix(uint64_t sums[2], uint64_t word)
{
    for (int i = 0; i < 2; i++) {
        sums[i] = (sums[i] ^ word) * 0x100000001B3;
        sums[i] ^= sums[i] >> (32 - 3 * i);
    }
}

static void mix_bytes(uint64_t sums[2], const char *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, bytes + at, size - at < sizeof word ? size - at : sizeof word);
        mix(sums, word);
    }
}

void ts_memo_key(const char *kind, const void *parts, size_t size, unsigned char key[TS_DIGEST_BYTES])
{
    uint64_t sums[TS_DIGEST_BYTES / sizeof(uint64_t)] = {0xCBF29CE484222325, size};
    mix_bytes(sums, kind, strlen(kind));
    sums[2] = sums[0];
    sums[3] = sums[1];
    mix_bytes(sums, parts, size);
    memcpy(key, sums, TS_DIGEST_BYTES);
}

ts_arena *ts_memo_arena(ts_memo *memo)
{
    return memo->arena;
}

static uint64_t hash_of(const unsigned char *key)
{
    uint64_t hash;
    memcpy(&hash, key, sizeof hash);
    return hash;
}

static slot *place_of(const ts_memo *memo, const unsigned char *key)
{
    size_t at = (size_t)hash_of(key) & (memo->room - 1);
    while (memo->slots[at].thing && memcmp(memo->slots[at].key, key, TS_DIGEST_BYTES) != 0)
        at = (at + 1) & (memo->room - 1);
    return &memo->slots[at];
}

void *ts_memo_find(const ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES])
{
    void *found = NULL;
    for (; memo && !found; memo = memo->base)
        found = place_of(memo, key)->thing;
    return found;
}

static bool make_room(ts_memo *memo)
{
    if (memo->count < memo->room / 2)
        return true;
    ts_memo wider = *memo;
    wider.room = memo->room * 2;
    wider.slots = calloc(wider.room, sizeof *wider.slots);
    if (!wider.slots)
        return false;
    for (size_t i = 0; i < memo->room; i++)
        if (memo->slots[i].thing)
            *place_of(&wider, memo->slots[i].key) = memo->slots[i];
    free(memo->slots);
    memo->slots = wider.slots;
    memo->room = wider.room;
    return true;
}

bool ts_memo_put(ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES], void *thing)
{
    if (!memo || !thing || !make_room(memo))
        return false;
    slot *place = place_of(memo, key);
    memo->count += !place->thing;
    memcpy(place->key, key, TS_DIGEST_BYTES);
    place->thing = thing;
    return true;
}

bool ts_memo_seen(ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES])
{
    if (!memo)
        return false;
    uint64_t hash = hash_of(key), *place = memo->seen[hash & (SEEN - 1)];
    const bool first = memo->editions == 1;
    if (place[0] == hash)
        return true;
    bool before = place[1] == hash;
    place[1] = place[0];
    place[0] = hash;
    return before || first;
}
