#include "base/map.h"

#include <stdint.h>
#include <string.h>

enum { FEW = 16 }; /* slots */

static uint64_t hash(const char *name)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    return h;
}

static size_t *slot_of(const ts_map *map, const char *name)
{
    size_t i = (size_t)hash(name) & (map->slot_count - 1);
    while (map->slots[i] && strcmp(map->items[map->slots[i] - 1].name, name) != 0)
        i = (i + 1) & (map->slot_count - 1);
    return &map->slots[i];
}

static bool widen(ts_arena *arena, ts_map *map, size_t wider)
{
    size_t *slots = TS_ARRAY(arena, size_t, wider);
    if (!slots)
        return false;
    map->slots = slots;
    map->slot_count = wider;
    for (size_t i = 0; i < map->count; i++)
        *slot_of(map, map->items[i].name) = i + 1;
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
    size_t *slot = slot_of(map, name);
    if (*slot) {
        map->items[*slot - 1].value = value;
        return true;
    }
    if (!TS_PUSH(arena, map, ((ts_entry){name, value})))
        return false;
    *slot = map->count;
    return true;
}

void *ts_map_find(const ts_map *map, const char *name)
{
    if (!map->slot_count || !name)
        return NULL;
    size_t slot = *slot_of(map, name);
    return slot ? map->items[slot - 1].value : NULL;
}

const char *ts_map_nearest(const ts_map *map, const char *name)
{
    ts_near near = ts_near_to(name);
    for (size_t i = 0; i < map->count; i++)
        ts_near_look(&near, map->items[i].name);
    return near.best;
}
