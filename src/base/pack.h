/*
 * pack.h - things as bytes, and back.
 *
 * Numbers have eight bytes, least first, whatever the machine; texts and blocks
 * their length before them. What is unpacked may be anything: every read stays
 * inside the bytes, and after the first that does not fit all give nothing.
 */
#ifndef TS_BASE_PACK_H
#define TS_BASE_PACK_H

#include "base/arena.h"
#include "base/geom.h"

#include <stdint.h>

typedef struct ts_pack { /* zeroed but for the arena; look at failed once, at the end */
    ts_arena *arena;
    unsigned char *items;
    size_t count, capacity;
    bool failed;
} ts_pack;

void ts_pack_bytes(ts_pack *pack, const void *bytes, size_t count); /* as they are: their length is known */
void ts_pack_whole(ts_pack *pack, uint64_t number);
void ts_pack_real(ts_pack *pack, double number);
void ts_pack_text(ts_pack *pack, const char *text); /* NULL comes back as NULL */
void ts_pack_point(ts_pack *pack, ts_point point);
void ts_pack_rect(ts_pack *pack, ts_rect rect);

typedef struct ts_unpack {
    const unsigned char *at, *end;
    bool failed;
} ts_unpack;

/* NULL: there is nothing. */
static inline ts_unpack ts_unpack_from(const unsigned char *bytes, size_t count)
{
    return (ts_unpack){bytes, bytes ? bytes + count : NULL, false};
}

const unsigned char *ts_unpack_bytes(ts_unpack *unpack, size_t count); /* where they lie; NULL: not so many are left */
uint64_t ts_unpack_whole(ts_unpack *unpack);
/* How many things follow, each of at least so many bytes: no more than can be there. */
size_t ts_unpack_count(ts_unpack *unpack, size_t least);
double ts_unpack_real(ts_unpack *unpack);
/* Finite ones, none farther from nought than said (INFINITY: as far as there are); what is not fails, and is nought. */
double ts_unpack_within(ts_unpack *unpack, double farthest);
ts_point ts_unpack_point(ts_unpack *unpack, double farthest);
ts_rect ts_unpack_rect(ts_unpack *unpack, double farthest);
const char *ts_unpack_text(ts_unpack *unpack, ts_arena *arena); /* a copy; NULL: it was NULL, or failed */
bool ts_unpack_done(const ts_unpack *unpack); /* all fitted, and nothing is left */

#endif
