#include "text/shapes.h"

#include "text/kept.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 8192, STEPS = 8, MEMORY = 3 << 20 };

typedef struct entry {
    const unsigned char *key; /* NULL: the slot is free */
    size_t length;
    uint64_t hash;
    ts_raw_row row;
} entry;

struct ts_shapes {
    ts_arena *arena;
    entry slots[SLOTS];
};

ts_shapes *ts_shapes_new(void)
{
    ts_shapes *shapes = calloc(1, sizeof *shapes);
    if (shapes && !(shapes->arena = ts_arena_new(MEMORY))) {
        free(shapes);
        shapes = NULL;
    }
    return shapes;
}

void ts_shapes_drop(ts_shapes *shapes)
{
    if (shapes)
        ts_arena_drop(shapes->arena);
    free(shapes);
}

void ts_shapes_forget(ts_shapes *shapes)
{
    ts_arena_reset(shapes->arena);
    memset(shapes->slots, 0, sizeof shapes->slots);
}

static void put(ts_shape_key *key, const void *bytes, size_t size)
{
    memcpy(key->bytes + key->length, bytes, size);
    key->length += size;
}

static void make_key(const ts_shaping *s, ts_shape_key *key)
{
    static const unsigned char BLANK[8] = {0};
    const int32_t numbers[] = {(int32_t)s->script, s->leftward, (int32_t)s->feature_count, s->count};
    size_t features = s->feature_count * sizeof *s->features, units = (size_t)s->count * sizeof *s->units;
    key->length = 0;
    if (sizeof s->font + sizeof s->language + sizeof numbers + features + units + sizeof BLANK > sizeof key->bytes)
        return;
    put(key, &s->font, sizeof s->font);
    put(key, &s->language, sizeof s->language);
    put(key, numbers, sizeof numbers);
    put(key, s->features, features);
    put(key, s->units, units);
    put(key, BLANK, (sizeof BLANK - key->length % sizeof BLANK) % sizeof BLANK);
    key->hash = ts_hash(key->bytes, key->length);
}

static entry *find_slot(ts_shapes *shapes, const ts_shape_key *key)
{
    for (size_t i = 0; i < STEPS; i++) {
        entry *slot = &shapes->slots[(key->hash + i) % SLOTS];
        bool same = slot->key && slot->hash == key->hash && slot->length == key->length &&
                    memcmp(slot->key, key->bytes, key->length) == 0;
        if (!slot->key || same)
            return slot;
    }
    return NULL;
}

bool ts_shapes_find(ts_typesetter *setter, const ts_shaping *shaping, ts_shape_key *key, ts_raw_row *row)
{
    make_key(shaping, key);
    const entry *slot = key->length ? find_slot(setter->shapes, key) : NULL;
    if (!slot || !slot->key)
        return false;
    *row = slot->row;
    return true;
}

void ts_shapes_keep(ts_typesetter *setter, const ts_shape_key *key, const ts_raw_row *row)
{
    ts_shapes *shapes = setter->shapes;
    entry *slot = key->length ? find_slot(shapes, key) : NULL;
    if (!key->length)
        return;
    ts_raw_glyph *glyphs = slot ? TS_ARRAY_ROOM(shapes->arena, ts_raw_glyph, row->count) : NULL;
    char *bytes = glyphs ? ts_arena_copy(shapes->arena, (const char *)key->bytes, key->length) : NULL;
    if (!bytes) {
        ts_shapes_forget(shapes);
        return;
    }
    if (row->count)
        memcpy(glyphs, row->items, row->count * sizeof *glyphs);
    *slot = (entry){(const unsigned char *)bytes, key->length, key->hash, {glyphs, row->count}};
}
