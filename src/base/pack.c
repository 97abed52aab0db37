#include "base/pack.h"

#include <math.h>
#include <string.h>

enum { WORD = 8, NO_TEXT = 0 }; /* a text's length is counted from 1 */

void ts_pack_bytes(ts_pack *pack, const void *bytes, size_t count)
{
    if (pack->failed || count == 0)
        return;
    size_t wanted = pack->count + count, room = pack->capacity ? pack->capacity : 4096;
    while (room < wanted)
        room *= 2;
    if (room > pack->capacity) {
        unsigned char *items = ts_arena_alloc(pack->arena, room);
        pack->failed = !items;
        if (pack->failed)
            return;
        if (pack->count)
            memcpy(items, pack->items, pack->count);
        pack->items = items;
        pack->capacity = room;
    }
    memcpy(pack->items + pack->count, bytes, count);
    pack->count = wanted;
}

void ts_pack_whole(ts_pack *pack, uint64_t number)
{
    unsigned char bytes[WORD];
    for (int i = 0; i < WORD; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    ts_pack_bytes(pack, bytes, WORD);
}

void ts_pack_real(ts_pack *pack, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    ts_pack_whole(pack, bits);
}

void ts_pack_text(ts_pack *pack, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    ts_pack_whole(pack, text ? length + 1 : NO_TEXT);
    ts_pack_bytes(pack, text, length);
}

void ts_pack_point(ts_pack *pack, ts_point point)
{
    ts_pack_real(pack, point.x);
    ts_pack_real(pack, point.y);
}

void ts_pack_rect(ts_pack *pack, ts_rect rect)
{
    ts_pack_point(pack, (ts_point){rect.x, rect.y});
    ts_pack_point(pack, (ts_point){rect.w, rect.h});
}

const unsigned char *ts_unpack_bytes(ts_unpack *unpack, size_t count)
{
    unpack->failed = unpack->failed || count > (size_t)(unpack->end - unpack->at);
    if (unpack->failed)
        return NULL;
    const unsigned char *bytes = unpack->at;
    unpack->at += count;
    return bytes;
}

uint64_t ts_unpack_whole(ts_unpack *unpack)
{
    const unsigned char *bytes = ts_unpack_bytes(unpack, WORD);
    uint64_t number = 0;
    for (int i = 0; bytes && i < WORD; i++)
        number |= (uint64_t)bytes[i] << (8 * i);
    return number;
}

size_t ts_unpack_count(ts_unpack *unpack, size_t least)
{
    uint64_t count = ts_unpack_whole(unpack), most = (uint64_t)(unpack->end - unpack->at) / (least ? least : 1);
    unpack->failed = unpack->failed || count > most;
    return unpack->failed ? 0 : (size_t)count;
}

double ts_unpack_real(ts_unpack *unpack)
{
    uint64_t bits = ts_unpack_whole(unpack);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

double ts_unpack_within(ts_unpack *unpack, double farthest)
{
    double number = ts_unpack_real(unpack);
    unpack->failed = unpack->failed || !isfinite(number) || fabs(number) > farthest;
    return unpack->failed ? 0 : number;
}

ts_point ts_unpack_point(ts_unpack *unpack, double farthest)
{
    double x = ts_unpack_within(unpack, farthest);
    return (ts_point){x, ts_unpack_within(unpack, farthest)};
}

ts_rect ts_unpack_rect(ts_unpack *unpack, double farthest)
{
    ts_point at = ts_unpack_point(unpack, farthest), size = ts_unpack_point(unpack, farthest);
    return (ts_rect){at.x, at.y, size.x, size.y};
}

const char *ts_unpack_text(ts_unpack *unpack, ts_arena *arena)
{
    uint64_t length = ts_unpack_whole(unpack);
    if (unpack->failed || length == NO_TEXT)
        return NULL;
    unpack->failed = length - 1 > (uint64_t)(unpack->end - unpack->at);
    const unsigned char *bytes = ts_unpack_bytes(unpack, unpack->failed ? 0 : (size_t)(length - 1));
    char *text = bytes ? ts_arena_copy(arena, (const char *)bytes, (size_t)(length - 1)) : NULL;
    unpack->failed = unpack->failed || !text;
    return text;
}

bool ts_unpack_done(const ts_unpack *unpack)
{
    return !unpack->failed && unpack->at == unpack->end;
}
