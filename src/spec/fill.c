#include "spec/fill.h"

#include "spec/value.h"

#include <string.h>

ts_arena *ts_fill_arena(const ts_filler *filler)
{
    return filler->arena;
}

static const char *find_value(ts_filler *filler, const char *begin, size_t length, ts_span span)
{
    const char *name = ts_arena_copy(filler->arena, begin, length);
    const char *value = name ? filler->value(filler->user, name, span) : "";
    if (!value)
        filler->left_out = true;
    return value ? value : "";
}

static bool put(ts_filler *filler, ts_growing_text *to, const char *bytes, size_t count)
{
    return ts_arena_append(filler->arena, to, bytes, count);
}

const char *ts_fill_text(ts_filler *filler, const char *text, ts_span span)
{
    const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
    if (close && open == text && !close[1]) /* a template alone */
        return find_value(filler, open + 1, (size_t)(close - open - 1), span);
    ts_growing_text filled = {0};
    while (close) {
        const char *value = find_value(filler, open + 1, (size_t)(close - open - 1), span);
        if (!put(filler, &filled, text, (size_t)(open - text)) || !put(filler, &filled, value, strlen(value)))
            return NULL;
        text = close + 1;
        open = strchr(text, '{');
        close = open ? strchr(open, '}') : NULL;
    }
    if (!filled.items)
        return text;
    return put(filler, &filled, text, strlen(text)) ? filled.items : NULL;
}

bool ts_fill_word(ts_filler *filler, ts_word *word)
{
    if (!word->text)
        return true;
    word->text = ts_fill_text(filler, word->text, word->span);
    return word->text != NULL;
}

bool ts_fill_words(ts_filler *filler, ts_words *words)
{
    if (!words->count)
        return true;
    ts_word *items = TS_ARRAY(filler->arena, ts_word, words->count);
    if (!items)
        return false;
    memcpy(items, words->items, words->count * sizeof *items);
    words->items = items;
    words->capacity = words->count;
    for (size_t i = 0; i < words->count; i++)
        if (!ts_fill_word(filler, &items[i]))
            return false;
    return true;
}

static bool fill_scalar(ts_filler *filler, ts_scalar *scalar)
{
    if (scalar->kind != TS_SCALAR_TEXT)
        return true;
    scalar->text = ts_fill_text(filler, scalar->text, scalar->span);
    return scalar->text != NULL;
}

/* A map of the same names with copies of its values, each of size bytes. */
static bool copy_map(ts_filler *filler, ts_map *map, size_t size)
{
    ts_map copy = {0};
    for (size_t i = 0; i < map->count; i++) {
        void *value = ts_arena_alloc(filler->arena, size);
        if (!value)
            return false;
        memcpy(value, map->items[i].value, size);
        if (!ts_map_put(filler->arena, &copy, map->items[i].name, value))
            return false;
    }
    *map = copy;
    return true;
}

static bool fill_word_map(ts_filler *filler, ts_map *map)
{
    if (!copy_map(filler, map, sizeof(ts_word)))
        return false;
    for (size_t i = 0; i < map->count; i++)
        if (!ts_fill_word(filler, map->items[i].value))
            return false;
    return true;
}

bool ts_fill_scalar_map(ts_filler *filler, ts_map *map)
{
    if (!copy_map(filler, map, sizeof(ts_scalar)))
        return false;
    for (size_t i = 0; i < map->count; i++)
        if (!fill_scalar(filler, map->items[i].value))
            return false;
    return true;
}

static bool fill_condition(ts_filler *filler, ts_where *where)
{
    ts_scalar *any = TS_ARRAY(filler->arena, ts_scalar, where->any.count);
    if (!any)
        return false;
    for (size_t i = 0; i < where->any.count; i++) {
        any[i] = where->any.items[i];
        if (!fill_scalar(filler, &any[i]))
            return false;
    }
    where->any.items = any;
    where->any.capacity = where->any.count;
    return fill_scalar(filler, &where->from) && fill_scalar(filler, &where->to) &&
           fill_scalar(filler, &where->not);
}

bool ts_fill_where(ts_filler *filler, void *field)
{
    ts_map *map = field;
    if (!copy_map(filler, map, sizeof(ts_where)))
        return false;
    for (size_t i = 0; i < map->count; i++)
        if (!fill_condition(filler, map->items[i].value))
            return false;
    return true;
}

/* ---- amounts */

static bool not_an_amount(ts_filler *filler, const char *text, const char *noun, ts_span span)
{
    ts_error(filler->diags, span, "length", "\"%s\" is no %s", ts_value_excerpt(filler->arena, text), noun);
    return true;
}

/* The text of a slot, or NULL when it is left out. A value that is a template
 * itself, "{year}", stays one. */
static const char *slot_text(ts_filler *filler, const char **slot, ts_span span)
{
    const char *text = filler->value(filler->user, *slot, span);
    const char *inner = text ? ts_value_slot(filler->arena, text) : NULL;
    if (!text)
        filler->left_out = true;
    *slot = inner;
    return inner ? NULL : text;
}

static bool fill_length(ts_filler *filler, ts_length *length)
{
    const char *text = length->slot ? slot_text(filler, &length->slot, length->span) : NULL;
    if (!text)
        return true;
    return ts_value_length(text, &length->pt) || not_an_amount(filler, text, "length", length->span);
}

static bool fill_real(ts_filler *filler, ts_real *real)
{
    const char *text = real->slot ? slot_text(filler, &real->slot, real->span) : NULL;
    if (!text)
        return true;
    return ts_value_number(text, &real->value) || not_an_amount(filler, text, "number", real->span);
}

static bool fill_whole(ts_filler *filler, ts_whole *whole)
{
    const char *text = whole->slot ? slot_text(filler, &whole->slot, whole->span) : NULL;
    double value;
    if (!text)
        return true;
    if (!ts_value_number(text, &value) || value < -1e9 || value > 1e9 || value != (double)(long)value)
        return not_an_amount(filler, text, "whole number", whole->span);
    whole->value = (long)value;
    return true;
}

/* ---- structs */

static bool fill_members(ts_filler *filler, const ts_shape *shape, void *object);

static bool fill_pointer(ts_filler *filler, const ts_shape *shape, void **field)
{
    if (!*field)
        return true;
    void *copy = ts_arena_alloc(filler->arena, shape->size);
    if (!copy)
        return false;
    memcpy(copy, *field, shape->size);
    *field = copy;
    return fill_members(filler, shape, copy);
}

typedef struct pointers {
    void **items;
    size_t count, capacity;
} pointers;

bool ts_fill_list(ts_filler *filler, const ts_shape *shape, void *list)
{
    pointers *to = list;
    void **items = TS_ARRAY(filler->arena, void *, to->count);
    if (!items)
        return false;
    if (to->count)
        memcpy(items, to->items, to->count * sizeof *items);
    to->items = items;
    to->capacity = to->count;
    if (shape == &ts_shape_frame) /* each frame is filled when it is bound */
        return true;
    for (size_t i = 0; i < to->count; i++)
        if (!fill_pointer(filler, shape, &items[i]))
            return false;
    return true;
}

static bool fill_padding(ts_filler *filler, ts_padding *padding)
{
    return fill_length(filler, &padding->top) && fill_length(filler, &padding->right) &&
           fill_length(filler, &padding->bottom) && fill_length(filler, &padding->left);
}

static bool fill_member(ts_filler *filler, const ts_member *member, void *field)
{
    switch (member->kind) {
    case TS_K_WORD:
        return ts_fill_word(filler, field);
    case TS_K_LENGTH:
    case TS_K_SIZE:
        return fill_length(filler, field);
    case TS_K_REAL:
        return fill_real(filler, field);
    case TS_K_WHOLE:
        return fill_whole(filler, field);
    case TS_K_WORDS:
        return ts_fill_words(filler, field);
    case TS_K_SCALAR:
        return fill_scalar(filler, field);
    case TS_K_PADDING:
        return fill_padding(filler, field);
    case TS_K_PART:
        return fill_members(filler, member->shape, field);
    case TS_K_SHAPE:
        return fill_pointer(filler, member->shape, field);
    case TS_K_LIST:
        return ts_fill_list(filler, member->shape, field);
    case TS_K_WORD_MAP:
        return fill_word_map(filler, field);
    case TS_K_SCALAR_MAP:
        return ts_fill_scalar_map(filler, field);
    case TS_K_OWN:
        if (member->own == &ts_own_moment)
            return ts_fill_word(filler, field);
        return !member->own->fill || member->own->fill(filler, field);
    default:
        return true;
    }
}

/* Several contents share a field: it is filled once. */
static bool filled_before(const ts_shape *shape, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (shape->members[i].offset == shape->members[index].offset)
            return true;
    return false;
}

/* Of a struct that was copied byte by byte. */
static bool fill_members(ts_filler *filler, const ts_shape *shape, void *object)
{
    for (size_t i = 0; i < shape->count; i++) {
        const ts_member *member = &shape->members[i];
        bool filled = filled_before(shape, i) || fill_member(filler, member, (char *)object + member->offset);
        if (!filled)
            return false;
    }
    return !shape->fill || shape->fill(filler, object);
}

const ts_frame *ts_spec_fill(ts_arena *arena, const ts_frame *frame, ts_fill_value value, void *user,
                             ts_diags *diags, bool *left_out)
{
    *left_out = false;
    if (frame->plain)
        return frame;
    ts_filler filler = {arena, value, user, diags, false};
    ts_frame *copy = ts_arena_room(arena, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *frame;
    bool whole = true;
    for (size_t i = 0; whole && i < frame->open.count; i++)
        whole = fill_member(&filler, frame->open.items[i], (char *)copy + frame->open.items[i]->offset);
    whole = whole && ts_shape_frame.fill(&filler, copy);
    *left_out = filler.left_out;
    return whole ? copy : NULL;
}
