#include "device/haru_kept.h"

#include <libdeflate.h>
#include <string.h>

/* Less is compressed faster than it is found. */
enum { LEAST = 128, LEAST_ON_DISK = 1024 };

static const char KIND[] = "deflate";

/* The same bytes pressed another way are another thing. */
static void key_of(const ts_pdf_packed *packed, unsigned char key[TS_DIGEST_BYTES])
{
    memcpy(key, packed->digest, TS_DIGEST_BYTES);
    key[TS_DIGEST_BYTES - 1] ^= (unsigned char)packed->level;
}

static bool disk_key(ts_arena *arena, const unsigned char *digest, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *made = ts_cache_key(arena, KIND);
    if (!made)
        return false;
    ts_digest_text(made, LIBDEFLATE_VERSION_STRING);
    ts_digest_add(made, digest, TS_DIGEST_BYTES);
    ts_digest_end_raw(made, key);
    return true;
}

bool ts_pdf_find_packed(ts_memo *memo, ts_arena *arena, ts_pdf_packed *packed)
{
    unsigned char key[TS_DIGEST_BYTES], on_disk[TS_DIGEST_BYTES];
    key_of(packed, key);
    const ts_pdf_packed *known = ts_memo_find(memo, key);
    ts_cache *cache = ts_memo_cache(memo);
    if (known) {
        *packed = *known;
    } else if (cache && disk_key(arena, key, on_disk)) {
        packed->bytes = ts_cache_find(cache, KIND, on_disk, arena, &packed->size);
        if (packed->bytes)
            ts_pdf_keep_packed(memo, packed, 0);
    }
    return packed->bytes;
}

static void keep_in_memory(ts_memo *memo, const ts_pdf_packed *packed, const unsigned char *key)
{
    ts_arena *arena = ts_memo_arena(memo);
    ts_pdf_packed *copy = TS_NEW(arena, ts_pdf_packed);
    if (!copy)
        return;
    *copy = *packed;
    copy->bytes = ts_arena_copy(arena, packed->bytes, packed->size);
    if (copy->bytes)
        ts_memo_put(memo, key, copy);
}

void ts_pdf_keep_packed(ts_memo *memo, const ts_pdf_packed *packed, size_t plain)
{
    unsigned char key[TS_DIGEST_BYTES], on_disk[TS_DIGEST_BYTES];
    ts_cache *cache = ts_memo_cache(memo);
    if (!memo)
        return;
    key_of(packed, key);
    if (packed->size >= LEAST && ts_memo_seen(memo, key))
        keep_in_memory(memo, packed, key);
    if (cache && plain >= LEAST_ON_DISK && disk_key(ts_memo_arena(memo), key, on_disk))
        ts_cache_keep(cache, KIND, on_disk, packed->bytes, packed->size);
}

void ts_pdf_lasting_digest(ts_memo *memo, const void *bytes, size_t size, unsigned char digest[TS_DIGEST_BYTES])
{
    const struct { const void *bytes; size_t size; } parts = {bytes, size};
    unsigned char key[TS_DIGEST_BYTES];
    ts_digest_named("lasting", &parts, sizeof parts, key);
    const void *known = ts_memo_find(memo, key);
    if (known) {
        memcpy(digest, known, TS_DIGEST_BYTES);
        return;
    }
    ts_digest_raw(bytes, size, digest);
    if (memo)
        ts_memo_put(memo, key, ts_arena_copy(ts_memo_arena(memo), (const char *)digest, TS_DIGEST_BYTES));
}

static void release_presser(void *presser)
{
    libdeflate_free_compressor(presser);
}

struct libdeflate_compressor *ts_pdf_presser(ts_memo *memo, ts_arena *arena, ts_pdf_level level)
{
    unsigned char key[TS_DIGEST_BYTES];
    ts_digest_named("presser", &level, sizeof level, key);
    struct libdeflate_compressor *presser = ts_memo_find(memo, key);
    if (presser)
        return presser;
    ts_arena *owner = memo ? ts_memo_arena(memo) : arena;
    presser = libdeflate_alloc_compressor((int)level);
    if (!presser || !ts_arena_defer(owner, release_presser, presser))
        return NULL;
    ts_memo_put(memo, key, presser);
    return presser;
}
