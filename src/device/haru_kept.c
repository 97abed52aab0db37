#include "device/haru_kept.h"

#include <libdeflate.h>
#include <string.h>

/* Less is compressed faster than it is found. */
enum { LEAST = 128, LEAST_ON_DISK = 1024 };

static const char KIND[] = "deflate";

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
    const ts_pdf_packed *known = ts_memo_find(memo, packed->digest);
    unsigned char key[TS_DIGEST_BYTES];
    ts_cache *cache = ts_memo_cache(memo);
    if (known) {
        *packed = *known;
    } else if (cache && disk_key(arena, packed->digest, key)) {
        packed->bytes = ts_cache_find(cache, KIND, key, arena, &packed->size);
        if (packed->bytes)
            ts_pdf_keep_packed(memo, packed, 0);
    }
    return packed->bytes;
}

static void keep_in_memory(ts_memo *memo, const ts_pdf_packed *packed)
{
    ts_arena *arena = ts_memo_arena(memo);
    ts_pdf_packed *copy = TS_NEW(arena, ts_pdf_packed);
    if (!copy)
        return;
    *copy = *packed;
    copy->bytes = ts_arena_copy(arena, packed->bytes, packed->size);
    if (copy->bytes)
        ts_memo_put(memo, packed->digest, copy);
}

void ts_pdf_keep_packed(ts_memo *memo, const ts_pdf_packed *packed, size_t plain)
{
    unsigned char key[TS_DIGEST_BYTES];
    ts_cache *cache = ts_memo_cache(memo);
    if (!memo)
        return;
    if (packed->size >= LEAST && ts_memo_seen(memo, packed->digest))
        keep_in_memory(memo, packed);
    if (cache && plain >= LEAST_ON_DISK && disk_key(ts_memo_arena(memo), packed->digest, key))
        ts_cache_keep(cache, KIND, key, packed->bytes, packed->size);
}
