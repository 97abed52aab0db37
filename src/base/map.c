#include "base/map.h"

#include <stdint.h>
#include <string.h>

enum { FEW = 16 }; /* slots */

/* Both halves of the product, one over the other. */
static uint64_t folded(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), one = (a >> 32) * (b & UINT32_MAX), other = (a & UINT32_MAX) * (b >> 32);
    uint64_t middle = (low >> 32) + (one & UINT32_MAX) + (other & UINT32_MAX);
    return (middle << 32 | (low & UINT32_MAX)) ^ ((a >> 32) * (b >> 32) + (one >> 32) + (other >> 32) + (middle >> 32));
#endif
}

static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio (Knuth, vol. 3, 6.4) */

/* Of one byte to seven, some twice. */
static uint64_t few_bytes(const char *bytes, size_t count)
{
    uint32_t first, last;
    if (count < sizeof first)
        return (uint64_t)(unsigned char)bytes[0] << 16 | (uint64_t)(unsigned char)bytes[count / 2] << 8 | (unsigned char)bytes[count - 1];
    memcpy(&first, bytes, sizeof first);
    memcpy(&last, bytes + count - sizeof last, sizeof last);
    return (uint64_t)first << 32 | last;
}

/* Eight bytes at a step. Names come from files that anybody wrote: each table hashes by where it lies in memory, which nobody
 * can know who chooses names that meet in one slot. What is printed never depends on it. */
static uint64_t hash(const ts_map *map, const char *name)
{
    const uint64_t key = (uint64_t)(uintptr_t)map->slots * GOLDEN;
    size_t left = strlen(name);
    uint64_t h = left, word;
    for (; left >= sizeof word; left -= sizeof word, name += sizeof word) {
        memcpy(&word, name, sizeof word);
        h = folded(word ^ key, h ^ GOLDEN);
    }
    return folded((left ? few_bytes(name, left) : 0) ^ key, h ^ GOLDEN);
}

/* Half of the hash stands in a slot, so that a name that is not the one is hardly ever looked at. */
static uint64_t slot_for(uint64_t h, size_t position)
{
    return h >> 32 << 32 | (position + 1);
}

static size_t position_in(uint64_t slot)
{
    return (uint32_t)slot - 1;
}

static bool holds(const ts_map *map, uint64_t slot, uint64_t h, const char *name)
{
    if (slot >> 32 != h >> 32)
        return false;
    const char *own = map->items[position_in(slot)].name;
    return own == name || strcmp(own, name) == 0;
}

static uint64_t *slot_of(const ts_map *map, uint64_t h, const char *name)
{
    size_t i = (size_t)h & (map->slot_count - 1);
    while (map->slots[i] && !holds(map, map->slots[i], h, name))
        i = (i + 1) & (map->slot_count - 1);
    return &map->slots[i];
}

static bool widen(ts_arena *arena, ts_map *map, size_t wider)
{
    uint64_t *slots = TS_ARRAY(arena, uint64_t, wider);
    if (!slots)
        return false;
    map->slots = slots;
    map->slot_count = wider;
    for (size_t i = 0; i < map->count; i++) {
        uint64_t h = hash(map, map->items[i].name);
        *slot_of(map, h, map->items[i].name) = slot_for(h, i);
    }
    return true;
}

bool ts_map_expect(ts_arena *arena, ts_map *map, size_t count)
{
    size_t wider = map->slot_count ? map->slot_count : FEW;
    while (wider < 2 * (map->count + count))
        wider *= 2;
    return wider == map->slot_count || widen(arena, map, wider);
}

bool ts_map_put(ts_arena *arena, ts_map *map, const char *name, void *value)
{
    if ((map->count + 1) * 2 > map->slot_count && !widen(arena, map, map->slot_count ? map->slot_count * 2 : FEW))
        return false;
    uint64_t h = hash(map, name), *slot = slot_of(map, h, name);
    if (*slot) {
        map->items[position_in(*slot)].value = value;
        return true;
    }
    if (!TS_PUSH(arena, map, ((ts_entry){name, value})))
        return false;
    *slot = slot_for(h, map->count - 1);
    return true;
}

void *ts_map_find(const ts_map *map, const char *name)
{
    if (!map->slot_count || !name)
        return NULL;
    uint64_t slot = *slot_of(map, hash(map, name), name);
    return slot ? map->items[position_in(slot)].value : NULL;
}

const char *ts_map_nearest(const ts_map *map, const char *name)
{
    ts_near near = ts_near_to(name);
    for (size_t i = 0; i < map->count; i++)
        ts_near_look(&near, map->items[i].name);
    return near.best;
}
