/*
 * map.h - names to things, in the order in which they came.
 *
 * Iteration is in insertion order, so that nothing printed ever depends on a
 * hash or an address. Keys are not copied: they live as long as the map.
 */
#ifndef TS_BASE_MAP_H
#define TS_BASE_MAP_H

#include "base/arena.h"
#include "base/near.h"

#include <stdint.h>

typedef struct ts_entry {
    const char *name;
    void *value;
} ts_entry;

typedef struct ts_map {
    ts_entry *items; /* iterate: items[0] .. items[count - 1] */
    size_t count, capacity;
    uint64_t *slots; /* open addressing; position + 1 below half of the name's hash, 0 is free */
    size_t slot_count;
} ts_map;

/* So many more names will come: room is made for them at once. False: memory is out. */
bool ts_map_expect(ts_arena *arena, ts_map *map, size_t count);
/* Sets name to value; a name that is there keeps its place and gets the new value. */
bool ts_map_put(ts_arena *arena, ts_map *map, const char *name, void *value);
void *ts_map_find(const ts_map *map, const char *name); /* NULL: not there */

/* The name of the map most like the given one, or NULL when none is near. */
const char *ts_map_nearest(const ts_map *map, const char *name);

#endif
