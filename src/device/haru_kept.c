#include "device/haru_kept.h"

#include <libdeflate.h>
#define ZLIB_CONST
#include <zlib.h>

#include <stdint.h>
#include <string.h>

/* Less is compressed faster than it is found. */
enum { LEAST = 64, LEAST_ON_DISK = 1024, LEAST_COMMON = 4096 };

static const char KIND[] = "deflate", COMMON[] = "common";

static unsigned char *put_number(unsigned char *to, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *to++ = (unsigned char)(number >> shift);
    return to;
}

ts_pdf_sum ts_pdf_sum_of(const void *bytes, size_t size)
{
    ts_pdf_sum sum;
    unsigned char *to = put_number(sum.bytes, (uint32_t)size);
    to = put_number(to, libdeflate_crc32(0, bytes, size));
    put_number(to, libdeflate_adler32(1, bytes, size));
    return sum;
}

/* The same bytes pressed another way are another thing. */
static void key_of(const ts_pdf_packed *packed, unsigned char key[TS_DIGEST_BYTES])
{
    memcpy(key, packed->digest, TS_DIGEST_BYTES);
    key[TS_DIGEST_BYTES - 1] ^= (unsigned char)packed->level;
}

static bool disk_key(const ts_cache *cache, ts_arena *arena, const unsigned char *digest, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *made = ts_cache_key(cache, arena, KIND);
    if (!made)
        return false;
    ts_digest_add(made, digest, TS_DIGEST_BYTES);
    ts_digest_end_raw(made, key);
    return true;
}

ts_pdf_packed *ts_pdf_copy_packed(ts_arena *arena, const ts_pdf_packed *packed)
{
    ts_pdf_packed *copy = packed->bytes ? TS_NEW(arena, ts_pdf_packed) : NULL;
    if (!copy)
        return NULL;
    *copy = *packed;
    copy->bytes = ts_arena_copy(arena, packed->bytes, packed->size);
    return copy->bytes ? copy : NULL;
}

/* plain: how many bytes it was made of. Copies what has come before. */
static void keep_packed(ts_memo *memo, const ts_pdf_packed *packed, size_t plain)
{
    unsigned char key[TS_DIGEST_BYTES], on_disk[TS_DIGEST_BYTES];
    ts_cache *cache = ts_memo_cache(memo);
    if (!memo)
        return;
    key_of(packed, key);
    if (packed->size >= LEAST && ts_memo_seen(memo, key))
        ts_memo_put(memo, key, ts_pdf_copy_packed(ts_memo_arena(memo), packed));
    if (cache && plain >= LEAST_ON_DISK && disk_key(cache, ts_memo_arena(memo), key, on_disk))
        ts_cache_keep(cache, KIND, on_disk, packed->bytes, packed->size);
}

/* By the digest and the level; bytes NULL: it has to be compressed. What comes from disk lies in the arena. */
static bool find_packed(ts_memo *memo, ts_arena *arena, ts_pdf_packed *packed)
{
    unsigned char key[TS_DIGEST_BYTES], on_disk[TS_DIGEST_BYTES];
    key_of(packed, key);
    const ts_pdf_packed *known = ts_memo_find(memo, key);
    ts_cache *cache = ts_memo_cache(memo);
    if (known) {
        *packed = *known;
    } else if (cache && disk_key(cache, arena, key, on_disk)) {
        packed->bytes = ts_cache_find(cache, KIND, on_disk, arena, &packed->size);
        if (!packed->bytes)
            return false;
        packed->sum = ts_pdf_sum_of(packed->bytes, packed->size);
        keep_packed(memo, packed, 0);
    }
    return packed->bytes;
}

void ts_pdf_lasting_digest(ts_memo *memo, const void *bytes, size_t size, unsigned char digest[TS_DIGEST_BYTES])
{
    const struct { const void *bytes; size_t size; } parts = {bytes, size};
    unsigned char key[TS_DIGEST_BYTES];
    ts_memo_key("lasting", &parts, sizeof parts, key);
    const void *known = ts_memo_find(memo, key);
    if (known) {
        memcpy(digest, known, TS_DIGEST_BYTES);
        return;
    }
    ts_digest_raw(bytes, size, digest);
    if (memo)
        ts_memo_put(memo, key, ts_arena_copy(ts_memo_arena(memo), (const char *)digest, TS_DIGEST_BYTES));
}

typedef struct common { /* bytes that came twice */
    const char *bytes;
    size_t size;
    unsigned char digest[TS_DIGEST_BYTES];
} common;

/* Eight bytes of each 32, as FNV-1a has one (prime of 64 bits). */
void ts_pdf_place_of(const char *kind, const char *bytes, size_t size, unsigned char key[TS_DIGEST_BYTES])
{
    enum { STEP = 32 };
    uint64_t lanes[4] = {0xCBF29CE484222325, 1, 2, size}, word;
    for (size_t at = 0, i = 0; at + sizeof word <= size; at += STEP, i++) {
        memcpy(&word, bytes + at, sizeof word);
        lanes[i % 4] = (lanes[i % 4] ^ word) * 0x100000001B3;
        lanes[i % 4] ^= lanes[i % 4] >> 32;
    }
    ts_digest_named(kind, lanes, sizeof lanes, key); /* no bytes can be made up to look like another kind's */
}

bool ts_pdf_may_be_known(ts_memo *memo, const void *bytes, size_t size)
{
    unsigned char key[TS_DIGEST_BYTES];
    if (!memo || ts_memo_cache(memo))
        return memo;
    ts_pdf_place_of(COMMON, bytes, size, key);
    return ts_memo_seen(memo, key);
}

static void keep_common(ts_memo *memo, const unsigned char *key, const common *found)
{
    common *copy = TS_NEW(ts_memo_arena(memo), common);
    if (!copy)
        return;
    *copy = *found;
    copy->bytes = ts_arena_copy(ts_memo_arena(memo), found->bytes, found->size);
    if (copy->bytes)
        ts_memo_put(memo, key, copy);
}

void ts_pdf_common_digest(ts_memo *memo, const void *bytes, size_t size, unsigned char digest[TS_DIGEST_BYTES])
{
    unsigned char key[TS_DIGEST_BYTES];
    if (!memo || size < LEAST_COMMON) {
        ts_digest_raw(bytes, size, digest);
        return;
    }
    ts_pdf_place_of(COMMON, bytes, size, key);
    const common *known = ts_memo_find(memo, key);
    if (known && known->size == size && memcmp(known->bytes, bytes, size) == 0) {
        memcpy(digest, known->digest, TS_DIGEST_BYTES);
        return;
    }
    common made = {bytes, size, {0}};
    ts_digest_raw(bytes, size, made.digest);
    memcpy(digest, made.digest, TS_DIGEST_BYTES);
    if (!known && ts_memo_seen(memo, key))
        keep_common(memo, key, &made);
}

static void release_presser(void *presser)
{
    libdeflate_free_compressor(presser);
}

/* One a level, of the memo or the arena; it is written while it presses, so that who has a memo over another has its own.
 * NULL: memory is out. */
static struct libdeflate_compressor *find_presser(const ts_pdf_press *press, ts_pdf_level level)
{
    const struct { const void *memo; size_t level; } parts = {press->memo, level};
    unsigned char key[TS_DIGEST_BYTES];
    ts_memo_key("presser", &parts, sizeof parts, key);
    struct libdeflate_compressor *presser = ts_memo_find(press->memo, key);
    if (presser)
        return presser;
    ts_arena *owner = press->memo ? ts_memo_arena(press->memo) : press->arena;
    presser = libdeflate_alloc_compressor((int)level);
    if (!presser || !ts_arena_defer(owner, release_presser, presser))
        return NULL;
    ts_memo_put(press->memo, key, presser);
    return presser;
}

static struct libdeflate_compressor *presser_of(ts_pdf_press *press, ts_pdf_level level)
{
    struct libdeflate_compressor **place = level == TS_PDF_HARD ? &press->hard : &press->quick;
    if (!*place)
        *place = find_presser(press, level);
    return *place;
}

ts_pdf_packed ts_pdf_press_bytes(ts_pdf_press *press, ts_pdf_level level, const void *bytes, size_t size, const unsigned char *digest)
{
    ts_pdf_packed packed = {.level = level};
    if (digest)
        memcpy(packed.digest, digest, TS_DIGEST_BYTES);
    if (digest && find_packed(press->memo, press->arena, &packed))
        return packed;
    struct libdeflate_compressor *presser = presser_of(press, level);
    size_t bound = presser ? libdeflate_zlib_compress_bound(presser, size) : 0;
    void *room = presser ? ts_arena_room(press->arena, bound) : NULL;
    if (!room)
        return packed;
    packed.size = libdeflate_zlib_compress(presser, bytes, size, room, bound);
    packed.bytes = room;
    packed.sum = ts_pdf_sum_of(room, packed.size);
    if (digest)
        keep_packed(press->memo, &packed, size);
    return packed;
}

/* ---- a stream with a beginning that lasts */

/* Deflate's blocks, the last of them empty and ended at a byte (Z_SYNC_FLUSH), as libdeflate, which ends what it presses,
 * cannot leave them. bytes stay NULL: memory is out. */
static void deflate_open(ts_arena *arena, const void *bytes, size_t size, ts_pdf_packed *packed)
{
    enum { LEVEL = 9, NO_HEADER = -MAX_WBITS, MEMORY = 9, EMPTY = 16 /* more than the empty block */ };
    z_stream z = {.next_in = bytes, .avail_in = (uInt)size};
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, NO_HEADER, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    size_t most = deflateBound(&z, (uLong)size) + EMPTY;
    unsigned char *room = ts_arena_room(arena, most);
    z.next_out = room;
    z.avail_out = room ? (uInt)most : 0;
    if (room && deflate(&z, Z_SYNC_FLUSH) == Z_OK && z.avail_in == 0 && z.avail_out > 0) {
        packed->bytes = room;
        packed->size = most - z.avail_out;
    }
    deflateEnd(&z);
}

static ts_pdf_packed press_open(const ts_pdf_press *press, const void *bytes, size_t size)
{
    ts_pdf_packed packed = {.level = TS_PDF_OPEN};
    ts_pdf_common_digest(press->memo, bytes, size, packed.digest);
    if (find_packed(press->memo, press->arena, &packed))
        return packed;
    deflate_open(press->arena, bytes, size, &packed);
    if (packed.bytes)
        keep_packed(press->memo, &packed, size);
    return packed;
}

ts_pdf_packed ts_pdf_press_begun(ts_pdf_press *press, const void *bytes, size_t size, size_t begins)
{
    static const unsigned char HEADER[] = {0x78, 0xDA}; /* RFC 1950: a window of 32 KiB, pressed hard */
    enum { CHECK = 4 };
    const char *rest = (const char *)bytes + begins;
    struct libdeflate_compressor *presser = presser_of(press, TS_PDF_QUICK);
    ts_pdf_packed open = begins ? press_open(press, bytes, begins) : (ts_pdf_packed){.bytes = ""};
    size_t bound = presser ? libdeflate_deflate_compress_bound(presser, size - begins) : 0;
    unsigned char *room = presser && open.bytes ? ts_arena_room(press->arena, sizeof HEADER + open.size + bound + CHECK) : NULL;
    if (!room)
        return (ts_pdf_packed){.bytes = NULL};
    memcpy(room, HEADER, sizeof HEADER);
    memcpy(room + sizeof HEADER, open.bytes, open.size);
    unsigned char *meet = room + sizeof HEADER + open.size;
    unsigned char *end = meet + libdeflate_deflate_compress(presser, rest, size - begins, meet, bound);
    end = put_number(end, libdeflate_adler32(1, bytes, size));
    size_t whole = (size_t)(end - room);
    return (ts_pdf_packed){.level = TS_PDF_QUICK, .bytes = room, .size = whole, .sum = ts_pdf_sum_of(room, whole)};
}
