#include "spec/slots.h"

#include "spec/fill.h"
#include "spec/value.h"

#include <string.h>

/* ---- values */

static const char *first_slot(const ts_component *component)
{
    return component->slots.count ? component->slots.items[0].name : NULL;
}

static const ts_scalar *find_given(const ts_slots *slots, const char *name)
{
    const char *first = first_slot(slots->component);
    const ts_scalar *given = slots->entry ? ts_map_find(slots->entry, name) : NULL;
    if (!given && slots->entry && first && strcmp(first, name) == 0)
        given = ts_map_find(slots->entry, "");
    if (!given && slots->with)
        given = ts_map_find(slots->with, name);
    return given;
}

typedef struct lookup {
    ts_checker *checker;
    const ts_slots *slots;
    int depth; /* of defaults that name other slots */
} lookup;

enum { DEEPEST_DEFAULT = 8 };

static const char *find_value(void *user, const char *name, ts_span span);

static const char *stays_open(ts_checker *checker, const char *name)
{
    return ts_arena_print(checker->arena, "{%s}", name);
}

static const char *use_default(lookup *look, const ts_slot *slot, ts_span span)
{
    ts_checker *checker = look->checker;
    if (look->depth >= DEEPEST_DEFAULT) {
        ts_error(checker->diags, slot->initial.span, "slot", "the default of \"%s\" comes back to itself",
                 slot->name);
        return stays_open(checker, slot->name);
    }
    ts_filler filler = {checker->arena, find_value, look, checker->diags, false};
    look->depth++;
    const char *text = ts_fill_text(&filler, slot->initial.text, span);
    look->depth--;
    return filler.left_out ? NULL : text;
}

static const char *slot_value(lookup *look, const ts_slot *slot, ts_span span)
{
    const ts_scalar *given = look->slots->open ? NULL : find_given(look->slots, slot->name);
    if (given)
        return given->text;
    if (look->slots->open)
        return stays_open(look->checker, slot->name);
    if (slot->initial.kind != TS_SCALAR_NONE)
        return use_default(look, slot, span);
    return slot->optional.value ? NULL : stays_open(look->checker, slot->name);
}

static const char *find_value(void *user, const char *name, ts_span span)
{
    lookup *look = user;
    ts_checker *checker = look->checker;
    const ts_slot *slot = look->slots ? ts_map_find(&look->slots->component->slots, name) : NULL;
    if (slot)
        return slot_value(look, slot, span);
    if (ts_map_find(&checker->sheet->params, name))
        return stays_open(checker, name);
    const char *near = look->slots ? ts_map_nearest(&look->slots->component->slots, name) : NULL;
    ts_check_lost(checker, (ts_word){name, span}, "slot", near ? near : ts_map_nearest(&checker->sheet->params, name),
                  ts_arena_print(checker->arena, look->slots ? "no slot or parameter \"%s\"" : "no parameter \"%s\"", ts_value_excerpt(checker->arena, name)));
    return stays_open(checker, name);
}

const ts_frame *ts_slots_fill(ts_checker *checker, const ts_slots *slots, const ts_frame *frame,
                              bool *left_out)
{
    lookup look = {checker, slots, 0};
    return ts_spec_fill(checker->arena, frame, find_value, &look, checker->diags, left_out);
}

/* ---- places */

/* Defaults that name each other in a circle are told elsewhere: here each slot is followed once. */
ts_span ts_slots_span(const ts_slots *slots, const char *text, ts_span otherwise)
{
    for (size_t steps = slots && !slots->open ? slots->component->slots.count + 1 : 0; steps > 0; steps--) {
        const char *open = text ? strchr(text, '{') : NULL, *close = open ? strchr(open, '}') : NULL;
        if (!close)
            break;
        const char *name = ts_arena_copy(slots->checker->arena, open + 1, (size_t)(close - open - 1));
        const ts_scalar *given = name ? find_given(slots, name) : NULL;
        const ts_slot *slot = name ? ts_map_find(&slots->component->slots, name) : NULL;
        if (given)
            return given->span;
        if (!slot || slot->initial.kind != TS_SCALAR_TEXT || strstr(slot->initial.text, open))
            break;
        text = slot->initial.text;
        otherwise = slot->initial.span;
    }
    return otherwise;
}

const ts_map *ts_slots_place(ts_arena *arena, const ts_slots *outer, const ts_map *original,
                             const ts_map *filled)
{
    ts_map *placed = TS_NEW(arena, ts_map);
    for (size_t i = 0; placed && i < filled->count; i++) {
        ts_scalar *copy = TS_NEW(arena, ts_scalar);
        const ts_scalar *before = original->items[i].value;
        if (!copy)
            return NULL;
        *copy = *(const ts_scalar *)filled->items[i].value;
        if (copy->text != before->text)
            copy->span = ts_slots_span(outer, before->text, copy->span);
        if (!ts_map_put(arena, placed, filled->items[i].name, copy))
            return NULL;
    }
    return placed;
}

/* ---- types */

static bool check_form(ts_checker *checker, ts_word word, ts_pattern_id id)
{
    const ts_pattern *pattern = ts_pattern_find(id);
    if (ts_matcher_test(checker->matcher, id, word.text))
        return true;
    ts_error(checker->diags, word.span, pattern->rule, "a slot takes %s here, not \"%s\": %s", pattern->noun,
             ts_value_excerpt(checker->arena, word.text), pattern->advice);
    return false;
}

static void check_columns(ts_checker *checker, ts_word word)
{
    int first, last, count = checker->sheet->paper.columns;
    if (check_form(checker, word, TS_P_COLUMNS) && !ts_spec_columns(word.text, count, &first, &last))
        ts_error(checker->diags, word.span, "columns", "\"%s\" is not within the page's columns 1-%d",
                 word.text, count);
}

static void check_amount(ts_checker *checker, const ts_scalar *scalar, ts_word word)
{
    if (scalar->kind != TS_SCALAR_NUMBER)
        (void)check_form(checker, word, TS_P_LENGTH);
}

static bool check_value(ts_checker *checker, const ts_slot *slot, const ts_scalar *scalar)
{
    const ts_sheet *sheet = checker->sheet;
    size_t before = checker->diags->errors;
    ts_word word = {scalar->text, scalar->span};
    if (!word.text || ts_check_is_open(word.text) || !slot->type.given)
        return true;
    switch (slot->type.value) {
    case TS_SLOT_NUMBER:
        (void)ts_check_number(checker, word);
        break;
    case TS_SLOT_COPY:
        ts_check_copy(checker, word);
        break;
    case TS_SLOT_ART:
        ts_check_art(checker, word);
        break;
    case TS_SLOT_SWATCH:
        ts_check_swatch(checker, word);
        break;
    case TS_SLOT_STYLE:
        (void)ts_check_name(checker, word, &sheet->text_styles, "text style", "style");
        break;
    case TS_SLOT_BOX:
        (void)ts_check_name(checker, word, &sheet->box_styles, "box style", "box");
        break;
    case TS_SLOT_LENGTH:
        check_amount(checker, scalar, word);
        break;
    case TS_SLOT_COLUMNS:
        check_columns(checker, word);
        break;
    case TS_SLOT_FORMAT:
        (void)ts_check_name(checker, word, &sheet->formats, "format", "format");
        break;
    case TS_SLOT_ADDRESS:
        (void)check_form(checker, word, TS_P_LINK);
        break;
    default:
        break;
    }
    return checker->diags->errors == before;
}

static bool check_map(const ts_slots *slots, const ts_map *map)
{
    const ts_component *component = slots->component;
    bool right = true;
    for (size_t i = 0; map && i < map->count; i++) {
        const ts_scalar *scalar = map->items[i].value;
        const char *name = *map->items[i].name ? map->items[i].name : first_slot(component);
        const ts_slot *slot = name ? ts_map_find(&component->slots, name) : NULL;
        if (slot) {
            right = check_value(slots->checker, slot, scalar) && right;
            continue;
        }
        right = false;
        if (name)
            ts_error_near(slots->checker->diags, scalar->span, "slot",
                          ts_map_nearest(&component->slots, name), "\"%s\" has no slot \"%s\"",
                          component->name, name);
        else
            ts_error(slots->checker->diags, scalar->span, "slot", "\"%s\" has no slots", component->name);
    }
    return right;
}

bool ts_slots_check(const ts_slots *slots)
{
    const ts_component *component = slots->component;
    bool right = check_map(slots, slots->with);
    right = check_map(slots, slots->entry) && right;
    if (!right)
        return false;
    ts_span span = slots->use;
    if (slots->entry && slots->entry->count)
        span = ((const ts_scalar *)slots->entry->items[0].value)->span;
    for (size_t i = 0; i < component->slots.count; i++) {
        const ts_slot *slot = component->slots.items[i].value;
        bool needed = slot->initial.kind == TS_SCALAR_NONE && !slot->optional.value;
        if (needed && !find_given(slots, slot->name)) {
            ts_error(slots->checker->diags, span, "slot", "\"%s\" needs the slot \"%s\"", component->name,
                     slot->name);
            right = false;
        }
    }
    return right;
}

void ts_slots_check_defaults(const ts_slots *slots)
{
    const ts_component *component = slots->component;
    for (size_t i = 0; i < component->slots.count; i++) {
        const ts_slot *slot = component->slots.items[i].value;
        lookup look = {slots->checker, slots, 0};
        ts_filler filler = {slots->checker->arena, find_value, &look, slots->checker->diags, false};
        if (slot->initial.kind == TS_SCALAR_TEXT)
            (void)ts_fill_text(&filler, slot->initial.text, slot->initial.span); /* for unknown names */
        if (slot->initial.kind != TS_SCALAR_NONE)
            (void)check_value(slots->checker, slot, &slot->initial);
    }
}
