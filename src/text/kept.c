#include "text/kept.h"

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
    ts_type_row lasting_types, types; /* in these */
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
    kept->lasting_types = kept->types = (ts_type_row){0};
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
    kept->types = (ts_type_row){0};
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
    const ts_block *copy = ts_block_copy(kept->lasting, &kept->lasting_types, block);
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
    return copy || !set ? copy : ts_block_copy(arena, &(ts_type_row){0}, set);
}

/* NULL: there is no room, or no memory. */
static const ts_block *make_for_document(ts_typesetter *setter, const ts_order *order, ts_maker *make, entry *slot,
                                         const ts_key *key)
{
    ts_kept *kept = setter->kept;
    ts_block *made = has_room(kept->document) ? make_counted(setter, kept->document, order, make) : NULL;
    if (!made || !ts_block_own_types(kept->document, &kept->types, made))
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
