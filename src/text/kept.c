#include "text/kept.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

/* Texts take some 1700 bytes, so that a full memory leaves most slots free. Steps from a key's
 * own slot: a text that would stand further away is not kept, so that texts chosen to collide
 * cost no more than others. */
enum { STEPS = 16, FEWEST_SLOTS = 256, MOST_SLOTS = 1 << 16, BYTES_A_SLOT = 512 };

/* Most texts of a document come in no other. A text stands among those of its document, and becomes one that lasts when
 * a second document asks for it: of a text of an earlier document no more than the hash is left. Of the first document's
 * texts the second asks for most: they stay until it is made, and are copied, not set anew. */
typedef struct entry {
    ts_key key;
    const ts_block *block; /* NULL: nothing ever stood here */
    size_t document;       /* that it is one of; 0: it lasts */
} entry;

struct ts_kept {
    ts_arena *lasting;  /* of keys and blocks that last; its limit is half the memory */
    ts_arena *document; /* of those of this document; the other half */
    ts_arena *first;    /* of those of the first document while the second is made; else NULL */
    ts_arena *draft;    /* of the key in hand, and of the block that is going to last */
    size_t memory;
    entry *slots;
    size_t slot_count; /* a power of two */
    size_t count;      /* of those that last */
    size_t number;     /* of this document, from 1 */
    bool full, busy;
};

static bool open_arenas(ts_kept *kept)
{
    kept->lasting = ts_arena_new(kept->memory / 2);
    kept->document = ts_arena_new(kept->memory / 2);
    return kept->lasting && kept->document;
}

static void drop_arenas(ts_kept *kept)
{
    ts_arena_drop(kept->lasting);
    ts_arena_drop(kept->document);
    ts_arena_drop(kept->first);
    kept->first = NULL;
}

ts_kept *ts_kept_new(size_t memory)
{
    ts_kept *kept = calloc(1, sizeof *kept);
    if (!kept)
        return NULL;
    kept->number = 1;
    kept->memory = memory;
    kept->slot_count = FEWEST_SLOTS;
    while (kept->slot_count < MOST_SLOTS && kept->slot_count < memory / BYTES_A_SLOT)
        kept->slot_count *= 2;
    kept->slots = calloc(kept->slot_count, sizeof *kept->slots);
    kept->draft = ts_arena_new(0);
    if (kept->slots && kept->draft && open_arenas(kept))
        return kept;
    ts_kept_drop(kept);
    return NULL;
}

void ts_kept_drop(ts_kept *kept)
{
    if (!kept)
        return;
    drop_arenas(kept);
    ts_arena_drop(kept->draft);
    free(kept->slots);
    free(kept);
}

void ts_kept_forget(ts_kept *kept)
{
    memset(kept->slots, 0, kept->slot_count * sizeof *kept->slots);
    kept->count = 0;
    drop_arenas(kept);
    kept->full = !open_arenas(kept);
}

/* False: memory is out. */
static bool put_first_aside(ts_kept *kept)
{
    kept->first = kept->document;
    kept->document = ts_arena_new(kept->memory / 2);
    return kept->document;
}

void ts_kept_rest(ts_kept *kept)
{
    ts_arena_drop(kept->first);
    kept->first = NULL;
    if (kept->full || (kept->number == 1 && !put_first_aside(kept)))
        ts_kept_forget(kept);
    else
        ts_arena_reset(kept->document);
    kept->number++;
}

static bool same_key(const ts_key *one, const ts_key *other)
{
    return one->hash == other->hash && one->length == other->length &&
           memcmp(one->bytes, other->bytes, one->length) == 0;
}

static bool is_there(const ts_kept *kept, const entry *slot)
{
    return slot->block && (slot->document == 0 || slot->document == kept->number);
}

/* The first document's text itself is here still. */
static bool is_of_first(const ts_kept *kept, const entry *slot, const ts_key *key)
{
    return kept->first && slot->document == 1 && same_key(&slot->key, key);
}

/* The slot that holds the key; or the one that an earlier document had for it; or one for it; NULL: there is none near. */
static entry *find_slot(const ts_kept *kept, const ts_key *key)
{
    entry *room = NULL;
    for (size_t i = 0; i < STEPS; i++) {
        entry *slot = &kept->slots[(key->hash + i) & (kept->slot_count - 1)];
        bool there = is_there(kept, slot);
        if (there ? same_key(&slot->key, key) : slot->block && slot->key.hash == key->hash)
            return slot;
        room = room || there ? room : slot;
        if (!slot->block)
            break;
    }
    return room;
}

/* A key whose neighbours happen to be many is left out of a table that has free slots; that is no reason to forget all. */
static bool crowded(const ts_kept *kept)
{
    return kept->count > kept->slot_count / 4 * 3;
}

static bool take_slot(ts_arena *arena, entry *slot, const entry *what)
{
    char *bytes = ts_arena_copy(arena, (const char *)what->key.bytes, what->key.length);
    if (!bytes)
        return false;
    *slot = *what;
    slot->key.bytes = (const unsigned char *)bytes;
    return true;
}

/* NULL: there is no room. */
static const ts_block *keep(ts_kept *kept, entry *slot, const ts_key *key, const ts_block *block)
{
    const ts_block *copy = ts_block_copy(kept->lasting, block);
    if (!copy || !take_slot(kept->lasting, slot, &(entry){*key, copy, 0})) {
        kept->full = true;
        return NULL;
    }
    kept->count++;
    return copy;
}

static ts_block *make_counted(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    ts_block *block = make(setter, arena, order);
    setter->counts.comparisons += block ? block->comparisons : 0;
    return block;
}

/* A failed arena stays so: what it holds is whole. */
static bool has_room(const ts_arena *arena)
{
    return arena && !ts_arena_failed(arena);
}

/* In the arena where there is no room for what lasts. NULL: memory is out. */
static const ts_block *make_lasting(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make, entry *slot,
                                    const ts_key *key)
{
    const ts_block *set = is_of_first(setter->kept, slot, key) ? slot->block : make_counted(setter, setter->kept->draft, order, make);
    const ts_block *copy = set ? keep(setter->kept, slot, key, set) : NULL;
    return copy || !set ? copy : ts_block_copy(arena, set);
}

/* NULL: there is no room, or no memory. */
static const ts_block *make_for_document(ts_typesetter *setter, const ts_order *order, ts_maker *make, entry *slot,
                                         const ts_key *key)
{
    ts_kept *kept = setter->kept;
    ts_block *made = has_room(kept->document) ? make_counted(setter, kept->document, order, make) : NULL;
    if (!made || !ts_block_own_types(kept->document, made))
        return NULL;
    return take_slot(kept->document, slot, &(entry){*key, made, kept->number}) ? made : NULL;
}

static const ts_block *find_or_keep(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    ts_kept *kept = setter->kept;
    ts_key key;
    ts_arena_reset(kept->draft);
    if (!ts_key_make(kept->draft, order, &key))
        return make_counted(setter, arena, order, make);
    entry *slot = find_slot(kept, &key);
    if (slot && is_there(kept, slot)) {
        setter->counts.found++;
        return slot->block;
    }
    if (slot && slot->block && slot->key.hash == key.hash && has_room(kept->lasting))
        return make_lasting(setter, arena, order, make, slot, &key);
    const ts_block *block = slot ? make_for_document(setter, order, make, slot, &key) : NULL;
    kept->full = kept->full || (!slot && crowded(kept));
    return block ? block : make_counted(setter, arena, order, make);
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

/* All that a device makes a run's codes of, but the face. */
typedef struct looks {
    double size, tracking;
    uint64_t length, original_length, count, rtl;
    unsigned char text[TS_DIGEST_BYTES], original[TS_DIGEST_BYTES], glyphs[TS_DIGEST_BYTES];
} looks;

/* A device finds by it what it made of the run for another document. NULL: memory is out. */
static const unsigned char *digest_of(ts_arena *arena, const ts_run *run)
{
    looks all = {.size = run->type->size, .tracking = run->type->tracking, .length = run->length,
                 .original_length = run->original_length, .count = run->count, .rtl = run->rtl};
    unsigned char *digest = ts_arena_room(arena, TS_DIGEST_BYTES);
    ts_digest_raw(run->text, run->length, all.text);
    ts_digest_raw(run->original, run->original_length, all.original);
    ts_digest_raw(run->glyphs, run->count * sizeof *run->glyphs, all.glyphs);
    if (digest)
        ts_digest_raw(&all, sizeof all, digest);
    return digest;
}

static void copy_run(copier *c, ts_run *run)
{
    bool one_text = run->original == run->text;
    run->type = copy_type(c, run->type);
    run->text = ts_arena_copy(c->arena, run->text, run->length);
    run->original = one_text ? run->text : ts_arena_copy(c->arena, run->original, run->original_length);
    run->glyphs = copy_array(c->arena, run->glyphs, run->count, sizeof *run->glyphs);
    if (!ts_arena_failed(c->arena))
        run->digest = digest_of(c->arena, run);
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

bool ts_block_own_types(ts_arena *arena, ts_block *block)
{
    copier c = {.arena = arena};
    for (size_t i = 0; i < block->count; i++)
        for (size_t k = 0; k < block->lines[i].count; k++) {
            ts_run *run = &block->lines[i].runs[k];
            run->type = copy_type(&c, run->type);
        }
    return !ts_arena_failed(arena);
}
