#include "text/kept.h"

#include "base/digest.h"

#include <string.h>

static void *copy_array(ts_arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = ts_arena_room(arena, count * size); /* they stand in memory already: no overflow */
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

typedef struct copier {
    ts_arena *arena;
    ts_type_row *types;
    struct { const ts_type *from, *to; } last;
} copier;

static bool same_features(const ts_type *one, const ts_type *other)
{
    for (size_t i = 0; i < one->feature_count; i++)
        if (memcmp(one->features[i].tag, other->features[i].tag, sizeof one->features->tag) != 0 ||
            one->features[i].on != other->features[i].on)
            return false;
    return true;
}

static bool same_language(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static bool same_type(const ts_type *one, const ts_type *other)
{
    return one->font == other->font && one->size == other->size && one->leading == other->leading &&
           one->tracking == other->tracking && one->rise == other->rise && one->capitals == other->capitals &&
           one->feature_count == other->feature_count && same_features(one, other) && same_language(one->language, other->language);
}

/* Of many types the last ones are looked at. NULL: it is none of these. */
static const ts_type *find_type(const ts_type_row *types, const ts_type *type)
{
    enum { LOOKS = 32 };
    size_t end = types->count > LOOKS ? types->count - LOOKS : 0;
    for (size_t i = types->count; i-- > end;)
        if (same_type(types->items[i], type))
            return types->items[i];
    return NULL;
}

static const ts_type *new_type(copier *c, const ts_type *type)
{
    ts_type *copy = copy_array(c->arena, type, 1, sizeof *type);
    if (!copy)
        return NULL;
    copy->language = ts_arena_text(c->arena, type->language);
    copy->features = copy_array(c->arena, type->features, type->feature_count, sizeof *type->features);
    return TS_PUSH(c->arena, c->types, copy) ? copy : NULL;
}

static const ts_type *copy_type(copier *c, const ts_type *type)
{
    if (!type)
        return NULL;
    if (type == c->last.from)
        return c->last.to;
    const ts_type *known = find_type(c->types, type);
    c->last.from = type;
    c->last.to = known ? known : new_type(c, type);
    return c->last.to;
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

const ts_block *ts_block_copy(ts_arena *arena, ts_type_row *types, const ts_block *block)
{
    copier c = {.arena = arena, .types = types};
    ts_block *copy = copy_array(arena, block, 1, sizeof *block);
    if (!copy)
        return NULL;
    copy->lines = copy_array(arena, block->lines, block->count, sizeof *block->lines);
    copy->lost = copy_array(arena, block->lost, block->lost_count, sizeof *block->lost);
    for (size_t i = 0; i < block->count && !ts_arena_failed(arena); i++)
        copy_line(&c, &copy->lines[i]);
    return ts_arena_failed(arena) ? NULL : copy;
}

bool ts_block_own_types(ts_arena *arena, ts_type_row *types, ts_block *block)
{
    copier c = {.arena = arena, .types = types};
    for (size_t i = 0; i < block->count; i++)
        for (size_t k = 0; k < block->lines[i].count; k++) {
            ts_run *run = &block->lines[i].runs[k];
            run->type = copy_type(&c, run->type);
        }
    return !ts_arena_failed(arena);
}
