#include "text/kept.h"

#include <stdlib.h>
#include <string.h>

/* Texts take some 1700 bytes, so that a full memory leaves most slots free. Steps from a key's
 * own slot: a text that would stand further away is not kept, so that texts chosen to collide
 * cost no more than others. */
enum { STEPS = 16, FEWEST_SLOTS = 256, MOST_SLOTS = 1 << 16, BYTES_A_SLOT = 512 };

typedef struct entry {
    ts_key key;
    const ts_block *block; /* NULL: the slot is free */
} entry;

struct ts_kept {
    ts_arena *arena; /* of keys and blocks; its limit is the memory */
    ts_arena *draft; /* of the key and the block in hand */
    size_t memory;
    entry *slots;
    size_t slot_count; /* a power of two */
    size_t count;      /* of those that are taken */
    bool full, busy;
};

static bool open_arena(ts_kept *kept)
{
    kept->arena = ts_arena_new(kept->memory);
    return kept->arena != NULL;
}

ts_kept *ts_kept_new(size_t memory)
{
    ts_kept *kept = calloc(1, sizeof *kept);
    if (!kept)
        return NULL;
    kept->memory = memory;
    kept->slot_count = FEWEST_SLOTS;
    while (kept->slot_count < MOST_SLOTS && kept->slot_count < memory / BYTES_A_SLOT)
        kept->slot_count *= 2;
    kept->slots = calloc(kept->slot_count, sizeof *kept->slots);
    kept->draft = ts_arena_new(0);
    if (kept->slots && kept->draft && open_arena(kept))
        return kept;
    ts_kept_drop(kept);
    return NULL;
}

void ts_kept_drop(ts_kept *kept)
{
    if (!kept)
        return;
    ts_arena_drop(kept->arena);
    ts_arena_drop(kept->draft);
    free(kept->slots);
    free(kept);
}

void ts_kept_forget(ts_kept *kept)
{
    memset(kept->slots, 0, kept->slot_count * sizeof *kept->slots);
    kept->count = 0;
    ts_arena_drop(kept->arena);
    kept->full = !open_arena(kept);
}

bool ts_kept_full(const ts_kept *kept)
{
    return kept->full;
}

static bool same_key(const ts_key *one, const ts_key *other)
{
    return one->hash == other->hash && one->length == other->length &&
           memcmp(one->bytes, other->bytes, one->length) == 0;
}

/* The slot that holds the key, or else a free one for it; NULL: there is none near. */
static entry *find_slot(const ts_kept *kept, const ts_key *key)
{
    for (size_t i = 0; i < STEPS; i++) {
        entry *slot = &kept->slots[(key->hash + i) & (kept->slot_count - 1)];
        if (!slot->block || same_key(&slot->key, key))
            return slot;
    }
    return NULL;
}

/* A key whose neighbours happen to be many is left out of a table that has free slots; that is no reason to forget all. */
static bool crowded(const ts_kept *kept)
{
    return kept->count > kept->slot_count / 4 * 3;
}

/* NULL: there is no room. A failed arena stays so: what it holds is whole. */
static const ts_block *keep(ts_kept *kept, entry *slot, const ts_key *key, const ts_block *block)
{
    if (!slot) {
        kept->full = kept->full || crowded(kept);
        return NULL;
    }
    bool room = kept->arena && !ts_arena_failed(kept->arena);
    const ts_block *copy = room ? ts_block_copy(kept->arena, block) : NULL;
    char *bytes = copy ? ts_arena_copy(kept->arena, (const char *)key->bytes, key->length) : NULL;
    kept->full = kept->full || !bytes;
    if (!bytes)
        return NULL;
    *slot = (entry){.key = {(const unsigned char *)bytes, key->length, key->hash}, .block = copy};
    kept->count++;
    return copy;
}

static const ts_block *make_counted(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    const ts_block *block = make(setter, arena, order);
    setter->counts.comparisons += block ? block->comparisons : 0;
    return block;
}

static const ts_block *find_or_keep(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    ts_kept *kept = setter->kept;
    ts_key key;
    ts_arena_reset(kept->draft);
    if (!ts_key_make(kept->draft, order, &key))
        return make_counted(setter, arena, order, make);
    entry *slot = find_slot(kept, &key);
    if (slot && slot->block) {
        setter->counts.found++;
        return slot->block;
    }
    const ts_block *made = make_counted(setter, kept->draft, order, make);
    const ts_block *copy = made ? keep(kept, slot, &key, made) : NULL;
    return copy || !made ? copy : ts_block_copy(arena, made);
}

const ts_block *ts_kept_or_made(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    setter->counts.texts++;
    if (!setter->kept || setter->kept->busy)
        return make_counted(setter, arena, order, make);
    setter->kept->busy = true;
    const ts_block *block = find_or_keep(setter, arena, order, make);
    setter->kept->busy = false;
    return block;
}

static void *copy_array(ts_arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = ts_arena_room(arena, count * size); /* they stand in memory already: no overflow */
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

typedef struct type_pair {
    const ts_type *from, *to;
} type_pair;

typedef struct copier {
    ts_arena *arena;
    struct { type_pair *items; size_t count, capacity; } types;
} copier;

static const ts_type *copy_type(copier *c, const ts_type *type)
{
    if (!type)
        return NULL;
    for (size_t i = c->types.count; i-- > 0;)
        if (c->types.items[i].from == type)
            return c->types.items[i].to;
    ts_type *copy = copy_array(c->arena, type, 1, sizeof *type);
    if (!copy)
        return NULL;
    copy->language = ts_arena_text(c->arena, type->language);
    copy->features = copy_array(c->arena, type->features, type->feature_count, sizeof *type->features);
    type_pair pair = {type, copy};
    return TS_PUSH(c->arena, &c->types, pair) ? copy : NULL;
}

static void copy_run(copier *c, ts_run *run)
{
    bool one_text = run->original == run->text;
    run->type = copy_type(c, run->type);
    run->text = ts_arena_copy(c->arena, run->text, run->length);
    run->original = one_text ? run->text : ts_arena_copy(c->arena, run->original, run->original_length);
    run->glyphs = copy_array(c->arena, run->glyphs, run->count, sizeof *run->glyphs);
}

static void copy_line(copier *c, ts_line *line)
{
    line->runs = copy_array(c->arena, line->runs, line->count, sizeof *line->runs);
    for (size_t i = 0; i < line->count && !ts_arena_failed(c->arena); i++)
        copy_run(c, &line->runs[i]);
}

const ts_block *ts_block_copy(ts_arena *arena, const ts_block *block)
{
    copier c = {.arena = arena};
    ts_block *copy = copy_array(arena, block, 1, sizeof *block);
    if (!copy)
        return NULL;
    copy->lines = copy_array(arena, block->lines, block->count, sizeof *block->lines);
    copy->lost = copy_array(arena, block->lost, block->lost_count, sizeof *block->lost);
    for (size_t i = 0; i < block->count && !ts_arena_failed(arena); i++)
        copy_line(&c, &copy->lines[i]);
    return ts_arena_failed(arena) ? NULL : copy;
}
