#include "spec/shape.h"

#include <string.h>

enum { LONGEST_CHAIN = 64 }; /* parents; a circle is reported by the check */

typedef struct pointers { /* any list of objects */
    void **items;
    size_t count, capacity;
} pointers;

static bool part_given(const ts_member *member, const void *field);

/* Whether a field was written, by its type. */
static bool is_given(const ts_member *member, const void *field)
{
    switch (member->kind) {
    case TS_K_WORD:
        return ((const ts_word *)field)->text != NULL;
    case TS_K_LENGTH:
    case TS_K_SIZE:
        return ((const ts_length *)field)->given;
    case TS_K_REAL:
        return ((const ts_real *)field)->given;
    case TS_K_WHOLE:
        return ((const ts_whole *)field)->given;
    case TS_K_FLAG:
        return ((const ts_flag *)field)->given;
    case TS_K_CHOICE:
        return ((const ts_choice *)field)->given;
    case TS_K_SET:
        return ((const ts_set *)field)->given;
    case TS_K_WORDS:
        return ((const ts_words *)field)->items != NULL;
    case TS_K_LIST:
        return ((const pointers *)field)->items != NULL;
    case TS_K_SHAPE:
        return *(const void *const *)field != NULL;
    case TS_K_PART:
        return part_given(member, field);
    default:
        return false;
    }
}

static bool part_given(const ts_member *member, const void *field)
{
    const ts_shape *shape = member->shape;
    for (size_t i = 0; i < shape->count; i++)
        if (is_given(&shape->members[i], (const char *)field + shape->members[i].offset))
            return true;
    return false;
}

static size_t size_of(const ts_member *member)
{
    switch (member->kind) {
    case TS_K_WORD:
        return sizeof(ts_word);
    case TS_K_LENGTH:
    case TS_K_SIZE:
        return sizeof(ts_length);
    case TS_K_REAL:
        return sizeof(ts_real);
    case TS_K_WHOLE:
        return sizeof(ts_whole);
    case TS_K_FLAG:
        return sizeof(ts_flag);
    case TS_K_CHOICE:
        return sizeof(ts_choice);
    case TS_K_SET:
        return sizeof(ts_set);
    case TS_K_WORDS:
        return sizeof(ts_words);
    case TS_K_LIST:
        return sizeof(pointers);
    case TS_K_SHAPE:
        return sizeof(void *);
    default:
        return 0;
    }
}

static void inherit_padding(ts_padding *to, const ts_padding *from)
{
    ts_length *fields[] = {&to->top, &to->right, &to->bottom, &to->left};
    const ts_length *values[] = {&from->top, &from->right, &from->bottom, &from->left};
    for (int i = 0; i < 4; i++)
        if (values[i]->given)
            *fields[i] = *values[i];
}

/* Copies each member that `from` writes over `to`. */
static void overlay(const ts_shape *shape, void *to, const void *from)
{
    for (size_t i = 0; i < shape->count; i++) {
        const ts_member *member = &shape->members[i];
        void *field = (char *)to + member->offset;
        const void *value = (const char *)from + member->offset;
        if (member->kind == TS_K_PADDING)
            inherit_padding(field, value);
        else if (member->kind == TS_K_PART)
            overlay(member->shape, field, value);
        else if (is_given(member, value))
            memcpy(field, value, size_of(member));
    }
}

/* The style and its parents, nearest first; returns how many. */
static size_t chain_of(const ts_map *styles, const ts_shape *shape, const char *name,
                       const void *chain[LONGEST_CHAIN])
{
    size_t count = 0;
    const ts_member *based_on = &shape->members[0];
    while (name && count < LONGEST_CHAIN) {
        const void *style = ts_map_find(styles, name);
        if (!style)
            break;
        chain[count++] = style;
        name = ((const ts_word *)(const void *)((const char *)style + based_on->offset))->text;
    }
    return count;
}

static void *start(ts_arena *arena, const ts_shape *shape, const void *nearest)
{
    void *style = ts_arena_alloc(arena, shape->size);
    if (style)
        memcpy(style, nearest, shape->size);
    return style;
}

static void *finish(const ts_shape *shape, void *style)
{
    *(ts_word *)(void *)((char *)style + shape->members[0].offset) = (ts_word){0};
    return style;
}

/* Parents first, so that the nearest has the last word. */
static void *resolve(ts_arena *arena, const ts_map *styles, const ts_shape *shape, const char *name)
{
    const void *chain[LONGEST_CHAIN];
    size_t count = chain_of(styles, shape, name, chain);
    void *style = count ? start(arena, shape, chain[count - 1]) : NULL;
    for (size_t i = count; style && i-- > 0;)
        overlay(shape, style, chain[i]);
    if (!style)
        return NULL;
    *(const char **)((char *)style + shape->label) =
        *(const char *const *)(const void *)((const char *)chain[0] + shape->label);
    *(ts_span *)(void *)((char *)style + shape->span) =
        *(const ts_span *)(const void *)((const char *)chain[0] + shape->span);
    return finish(shape, style);
}

static const ts_text_style *changes_in(const ts_sheet *sheet, const char *language, const char *style)
{
    const ts_per_language *changes = language ? ts_map_find(&sheet->per_language, language) : NULL;
    return changes ? ts_map_find(&changes->text_styles, style) : NULL;
}

const ts_text_style *ts_sheet_text_style(ts_arena *arena, const ts_sheet *sheet, const char *name,
                                         const char *language)
{
    const void *chain[LONGEST_CHAIN];
    size_t count = chain_of(&sheet->text_styles, &ts_shape_text_style, name, chain);
    if (!count)
        return NULL;
    ts_text_style *style = start(arena, &ts_shape_text_style, chain[count - 1]);
    for (size_t i = count; style && i-- > 0;) {
        const ts_text_style *own = chain[i];
        const ts_text_style *change = changes_in(sheet, language, own->name);
        overlay(&ts_shape_text_style, style, own);
        if (change)
            overlay(&ts_shape_text_style, style, change);
    }
    if (!style)
        return NULL;
    const ts_text_style *nearest = chain[0];
    style->name = nearest->name;
    style->span = nearest->span;
    style->features_given = style->features.items != NULL;
    return finish(&ts_shape_text_style, style);
}

const ts_character_style *ts_sheet_character_style(ts_arena *arena, const ts_sheet *sheet, const char *name)
{
    return resolve(arena, &sheet->character_styles, &ts_shape_character_style, name);
}

const ts_box_style *ts_sheet_box_style(ts_arena *arena, const ts_sheet *sheet, const char *name)
{
    return resolve(arena, &sheet->box_styles, &ts_shape_box_style, name);
}
