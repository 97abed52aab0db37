#include "base/map.h"

#include <stdint.h>
#include <string.h>

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

static bool widen(ts_arena *arena, ts_map *map)
{
    size_t wider = map->slot_count ? map->slot_count * 2 : 16;
    size_t *slots = TS_ARRAY(arena, size_t, wider);
    if (!slots)
        return false;
    map->slots = slots;
    map->slot_count = wider;
    for (size_t i = 0; i < map->count; i++)
        *slot_of(map, map->items[i].name) = i + 1;
    return true;
}

bool ts_map_put(ts_arena *arena, ts_map *map, const char *name, void *value)
{
    if ((map->count + 1) * 2 > map->slot_count && !widen(arena, map))
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

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance; names longer than LONGEST are never near. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST)
        return SIZE_MAX;
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[m];
}

static void consider(const char *candidate, const char *name, const char **best, size_t *nearest)
{
    size_t d = distance(candidate, name);
    if (d < *nearest) {
        *nearest = d;
        *best = candidate;
    }
}

const char *ts_map_nearest(const ts_map *map, const char *name)
{
    const char *best = NULL;
    size_t nearest = strlen(name) / 3 + 2;
    for (size_t i = 0; i < map->count; i++)
        consider(map->items[i].name, name, &best, &nearest);
    return best;
}

const char *ts_nearest(const char *const *names, size_t count, const char *name)
{
    const char *best = NULL;
    size_t nearest = strlen(name) / 3 + 2;
    for (size_t i = 0; i < count; i++)
        consider(names[i], name, &best, &nearest);
    return best;
}
