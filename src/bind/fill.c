/* Templates: "{slot}" and "{parameter}" in the strings of a sheet. */
#include "bind/bind.h"

#include <string.h>

enum { FILLED_BYTES = 4096 };

static const char *param_text(ts_slot_user *f, const char *name, ts_span span)
{
    const ts_scalar *value = ts_map_find(&f->binder->params, name);
    f->varies = true;
    if (value)
        return value->text;
    ts_error_near(f->binder->diags, span, "param", ts_map_nearest(&f->binder->params, name),
                  "\"{%s}\" is no %sparameter", name, f->scope && f->scope->component ? "slot or " : "");
    return NULL;
}

/* The name between the braces at *at, which moves behind them; NULL: they are not closed. */
static const char *read_name(ts_arena *arena, const char **at)
{
    const char *end = strchr(*at, '}');
    const char *name = end ? ts_arena_copy(arena, *at + 1, (size_t)(end - *at - 1)) : NULL;
    *at = end ? end + 1 : *at;
    return name;
}

static const char *fill_text(ts_slot_user *f, const char *text, ts_span span)
{
    ts_arena *arena = f->arena;
    const char *brace, *whole = text;
    ts_growing_text filled = {0};
    while ((brace = strchr(text, '{'))) {
        const char *after = brace;
        const char *name = read_name(arena, &after);
        if (!name) {
            ts_error(f->binder->diags, span, "template", "\"%s\" has a brace that is not closed", text);
            return NULL;
        }
        const char *value = ts_bind_slot(f, name, span);
        if (!value || !ts_arena_append(arena, &filled, text, (size_t)(brace - text)) ||
            !ts_arena_append(arena, &filled, value, strlen(value)))
            return NULL;
        if (filled.count > FILLED_BYTES) {
            ts_error(f->binder->diags, span, "template", "a filled text is over %d bytes", FILLED_BYTES);
            return NULL;
        }
        text = after;
    }
    if (text == whole)
        return text;
    return ts_arena_append(arena, &filled, text, strlen(text)) ? filled.items : NULL;
}

static const char *default_text(ts_slot_user *f, const ts_slot *slot, ts_span span)
{
    if (slot->initial.kind == TS_SCALAR_NONE) {
        if (!slot->optional.value)
            ts_error(f->binder->diags, span, "slot", "\"%s\" needs its slot \"%s\"",
                     f->scope->component->name, slot->name);
        return NULL;
    }
    if (f->depth >= TS_BIND_DEPTH) {
        ts_error(f->binder->diags, slot->span, "slot", "the default of \"%s\" stands on itself", slot->name);
        return NULL;
    }
    f->depth++;
    const char *text = fill_text(f, slot->initial.text, slot->initial.span);
    f->depth--;
    return text;
}

const char *ts_bind_slot(void *filler, const char *name, ts_span span)
{
    ts_slot_user *f = filler;
    const ts_scope *scope = f->scope;
    const ts_slot *slot = scope && scope->component ? ts_map_find(&scope->component->slots, name) : NULL;
    if (!slot)
        return param_text(f, name, span);
    const ts_scalar *given = ts_map_find(scope->given, name);
    return given ? given->text : default_text(f, slot, span);
}

const char *ts_bind_fill(ts_binder *b, const ts_scope *scope, const char *text, ts_span span)
{
    ts_slot_user filler = {b, scope, b->arena, 0, false};
    return text ? fill_text(&filler, text, span) : NULL;
}

/* A text that is one template and nothing else: the parameter that it names, or NULL. */
static const ts_scalar *whole_param(const ts_slot_user *f, const ts_scalar *from)
{
    const ts_binder *b = f->binder;
    const ts_scope *scope = f->scope;
    size_t length = strlen(from->text);
    if (from->text[0] != '{' || strchr(from->text, '}') != from->text + length - 1)
        return NULL;
    for (size_t i = 0; i < b->params.count; i++) {
        const char *name = b->params.items[i].name;
        bool same = strlen(name) == length - 2 && strncmp(name, from->text + 1, length - 2) == 0;
        if (same && !(scope && scope->component && ts_map_find(&scope->component->slots, name)))
            return b->params.items[i].value;
    }
    return NULL;
}

bool ts_bind_scalar(ts_slot_user *f, const ts_scalar *from, ts_scalar *to)
{
    *to = *from;
    if (from->kind != TS_SCALAR_TEXT || !from->text || !strchr(from->text, '{'))
        return true;
    const ts_scalar *param = whole_param(f, from);
    f->varies |= param != NULL;
    if (param)
        *to = *param;
    else
        to->text = fill_text(f, from->text, from->span);
    to->span = from->span;
    return to->text;
}

bool ts_bind_filter(ts_binder *b, ts_arena *arena, const ts_where *where, ts_filter *filter)
{
    ts_slot_user user = {b, NULL, arena, 0, false};
    const ts_scalar *from[] = {&where->from, &where->to, &where->not };
    ts_cell *any = TS_ARRAY(arena, ts_cell, where->any.count), *to[] = {&filter->from, &filter->to, &filter->not };
    ts_scalar filled;
    *filter = (ts_filter){.column = where->column, .any = any, .any_count = where->any.count, .span = where->span};
    for (size_t i = 0; i < 3; i++) {
        if (!ts_bind_scalar(&user, from[i], &filled))
            return false;
        *to[i] = ts_bind_cell(&filled);
    }
    for (size_t i = 0; any && i < where->any.count; i++) {
        if (!ts_bind_scalar(&user, &where->any.items[i], &filled))
            return false;
        any[i] = ts_bind_cell(&filled);
    }
    return any;
}

bool ts_bind_where(ts_binder *b, const ts_map *where, ts_filter **filters, size_t *count)
{
    *count = where->count;
    *filters = TS_ARRAY(b->arena, ts_filter, where->count);
    for (size_t i = 0; *filters && i < where->count; i++)
        if (!ts_bind_filter(b, b->arena, where->items[i].value, &(*filters)[i]))
            return false;
    return *filters;
}
