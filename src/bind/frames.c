/*
 * Frames become what stays of them: components drawn, repeats closed up,
 * texts and values final. A value that hides takes its component with it.
 */
#include "bind/bind.h"

#include <string.h>

typedef enum outcome { STAYS, GOES, GOES_WITH_COMPONENT, BROKEN } outcome;

static const char ADVICE[] = "; say what it does when it is \"missing\"";

static outcome bind_frame(ts_binder *b, const ts_stand *stand, const ts_frame *spec, ts_bound *out);

/* ---- text, value */

static outcome bind_running(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    const ts_word *running = &stand->page->running;
    const char *key = ts_bind_fill(b, NULL, running->text, running->span);
    if (!key)
        return GOES;
    out->text = ts_bind_copy(b, key, running->span, stand->missing);
    return out->text ? STAYS : BROKEN;
}

static outcome bind_text(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    const ts_word *key = &out->frame->text;
    if (stand->master && strcmp(key->text, "folio") == 0) {
        out->folio = true;
        return STAYS;
    }
    if (stand->master && strcmp(key->text, "running") == 0)
        return bind_running(b, stand, out);
    return ts_bind_both(b, key, stand->missing, &out->text, &out->short_text) ? STAYS : BROKEN;
}

const ts_copy *ts_bind_value_copy(ts_binder *b, const ts_frame *frame, const ts_result *result, ts_printed printed)
{
    static const ts_style_state plain = {0};
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    if (!copy || !printed.text)
        return NULL;
    *copy = (ts_copy){.key = result->name, .span = frame->value.span};
    ts_writer writer = {b, copy, -1};
    return ts_write_printed(&writer, printed, result->name, &plain, frame->value.span) ? copy : NULL;
}

static const ts_copy *number_copy(ts_binder *b, const ts_frame *frame, const ts_result *result)
{
    const ts_word *as = &frame->as;
    ts_format format = result->format;
    if (as->text && !ts_bind_find_format(b, as->text, &format))
        ts_error_near(b->diags, as->span, "format", ts_map_nearest(&b->sheet->formats, as->text),
                      "unknown format \"%s\"", as->text);
    else if (as->text)
        (void)ts_bind_suits(b, as->text, &format, result->value.unit, as->span);
    return ts_bind_value_copy(b, frame, result, ts_bind_print(b, result, as->text ? &format : NULL));
}

static outcome bind_gap(ts_binder *b, const ts_result *result, const ts_frame *frame, ts_bound *out)
{
    static const ts_style_state plain = {0};
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    ts_writer writer = {b, copy, -1};
    if (!copy)
        return BROKEN;
    copy->key = result->name;
    copy->span = frame->value.span;
    out->tbc = true;
    out->text = copy;
    return ts_write_gap(&writer, result->name, &plain, frame->value.span) ? STAYS : BROKEN;
}

static outcome bind_instead(ts_binder *b, const ts_result *result, const ts_frame *frame, ts_bound *out)
{
    static const ts_style_state plain = {0};
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    ts_writer writer = {b, copy, -1};
    if (!copy)
        return BROKEN;
    *copy = (ts_copy){.key = result->name, .span = frame->value.span};
    out->text = copy;
    return ts_write_instead(&writer, result, &plain, frame->value.span) ? STAYS : BROKEN;
}

static outcome bind_value(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    const ts_word *name = &out->frame->value;
    const ts_result *result = ts_bind_find_result(b, name->text);
    if (!result) {
        if (!ts_bind_is_broken(b, name->text))
            ts_error_near(b->diags, name->span, "value", ts_map_nearest(&b->edition->results, name->text),
                          "no number \"%s\"", name->text);
        return BROKEN;
    }
    out->result = result;
    if (result->value.kind != TS_VALUE_MISSING) {
        out->text = number_copy(b, out->frame, result);
        return out->text ? STAYS : BROKEN;
    }
    switch (ts_bind_absence(b, result, stand->missing)) {
    case TS_ABSENT_HIDE:
        return stand->scope && stand->scope->component ? GOES_WITH_COMPONENT : GOES;
    case TS_ABSENT_GAP:
        ts_bind_tell_missing(b, result, name->span, ADVICE);
        return bind_gap(b, result, out->frame, out);
    case TS_ABSENT_SAY:
        return bind_instead(b, result, out->frame, out);
    default:
        ts_bind_tell_missing(b, result, name->span, ADVICE);
        return BROKEN;
    }
}

/* ---- components */

static bool is_inside_itself(ts_binder *b, const ts_scope *scope, const ts_component *component, ts_span span)
{
    const char *chain = component->name;
    for (; scope && scope->component; scope = scope->outer) {
        chain = ts_arena_print(b->arena, "%s -> %s", scope->component->name, chain ? chain : "");
        if (scope->component == component) {
            ts_error(b->diags, span, "circle", "a component is drawn inside itself: %s", chain ? chain : "");
            return true;
        }
    }
    return false;
}

static const ts_component *find_component(ts_binder *b, const ts_scope *scope, const ts_word *name)
{
    const ts_component *component = ts_map_find(&b->sheet->components, name->text);
    if (!component) {
        ts_error_near(b->diags, name->span, "component", ts_map_nearest(&b->sheet->components, name->text),
                      "unknown component \"%s\"", name->text);
        return NULL;
    }
    if (is_inside_itself(b, scope, component, name->span))
        return NULL;
    if (scope && scope->depth >= TS_BIND_DEPTH) {
        ts_error(b->diags, name->span, "size", "components stand in one another more than %d deep",
                 TS_BIND_DEPTH);
        return NULL;
    }
    return component->frame ? component : NULL;
}

/* What goes wrong inside a component that is left out was no mistake; else it is told with the place, `used`, that the
 * outermost is drawn for. */
static outcome bind_drawing(ts_binder *b, const ts_stand *stand, const ts_use *use, ts_bound *out)
{
    ts_scope scope = {stand->scope, use->component, use->given, use->lasts, stand->scope ? stand->scope->depth + 1 : 1};
    ts_stand inner = *stand;
    inner.scope = &scope;
    inner.depth++;
    ts_diags *kept = b->diags;
    ts_diags own = ts_diags_new(b->arena);
    own.used = stand->used;
    b->diags = &own;
    const size_t lacks = b->lacks.count;
    outcome done = bind_frame(b, &inner, use->component->frame, out);
    b->diags = kept;
    if (done == GOES_WITH_COMPONENT) {
        b->lacks.count = lacks;
        return GOES;
    }
    for (size_t i = 0; i < own.count; i++)
        ts_diag_add(kept, own.items[i]);
    return done;
}

static outcome bind_component(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    const ts_frame *frame = out->frame;
    ts_use use = {find_component(b, stand->scope, &frame->component), .with = &frame->with, .lasts = frame->plain};
    if (!use.component || !ts_bind_give(b, stand->scope, &use))
        return BROKEN;
    out->children = TS_NEW(b->arena, ts_bound);
    if (!out->children)
        return BROKEN;
    out->count = 1;
    ts_stand here = *stand;
    if (!here.used.source)
        here.used = frame->component.span;
    return bind_drawing(b, &here, &use, out->children);
}

static bool add_entry(ts_binder *b, const ts_stand *stand, ts_use use, ts_bounds *drawn)
{
    if (!ts_bind_give(b, stand->scope, &use))
        return !ts_arena_failed(b->arena);
    ts_bound bound = {0};
    ts_stand here = *stand;
    if (use.entry->count && !here.used.source)
        here.used = ((const ts_scalar *)use.entry->items[0].value)->span;
    return bind_drawing(b, &here, &use, &bound) != STAYS || TS_PUSH(b->arena, drawn, bound);
}

/* A component drawn for each entry, over what is the same for all. */
static outcome bind_repeat(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    const ts_frame *frame = out->frame;
    ts_use use = {find_component(b, stand->scope, &frame->repeat), .with = &frame->with, .lasts = frame->plain};
    ts_bounds drawn = {0};
    if (!use.component)
        return BROKEN;
    for (size_t i = 0; i < frame->entries.count; i++) {
        use.entry = frame->entries.items[i];
        if (!add_entry(b, stand, use, &drawn))
            return BROKEN;
    }
    out->children = drawn.items;
    out->count = drawn.count;
    if (!ts_bind_even_values(b, out->children, out->count))
        return BROKEN;
    return drawn.count ? STAYS : GOES;
}

/* ---- charts, containers */

static outcome bind_chart_frame(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    bool hide = false;
    if (!out->frame->chart)
        return BROKEN;
    out->chart = ts_bind_chart(b, stand, out->frame, &hide);
    if (hide)
        return stand->scope && stand->scope->component ? GOES_WITH_COMPONENT : GOES;
    return out->chart ? STAYS : BROKEN;
}

static outcome bind_container(ts_binder *b, const ts_stand *stand, ts_bound *out)
{
    ts_stand inner = *stand;
    ts_bounds children = {0};
    inner.depth++;
    if (!ts_bind_frames(b, &inner, &out->frame->children, &children))
        return GOES_WITH_COMPONENT;
    out->children = children.items;
    out->count = children.count;
    return STAYS;
}

/* ---- alternative texts */

/* Nothing but blanks says nothing. */
static const char *said_of(const char *text)
{
    return text && text[strspn(text, " \t\n")] ? text : NULL;
}

static const char *final_alt(ts_binder *b, const ts_word *alt)
{
    if (!alt->text || !ts_bind_has_copy(b, alt->text))
        return said_of(alt->text);
    const ts_copy *copy = ts_bind_copy(b, alt->text, alt->span, -1);
    return copy ? said_of(ts_copy_plain(b->arena, copy)) : NULL;
}

static const char *art_alt(ts_binder *b, const char *name)
{
    const ts_art_spec *art = name ? ts_map_find(&b->sheet->art, name) : NULL;
    return art ? final_alt(b, &art->alt) : NULL;
}

static bool bind_alts(ts_binder *b, ts_bound *out)
{
    const ts_frame *frame = out->frame;
    bool automatic = !frame->alt.text || strcmp(frame->alt.text, "auto") == 0;
    if (!automatic)
        out->alt = final_alt(b, &frame->alt);
    else if (out->chart)
        out->alt = out->chart->alt;
    else if (frame->content == TS_CONTENT_IMAGE)
        out->alt = art_alt(b, frame->image.text);
    if (automatic && frame->alt.text && !out->chart)
        ts_error(b->diags, frame->alt.span, "alt",
                 "only a chart can say \"auto\": it has the numbers to tell");
    if (frame->content != TS_CONTENT_LOGOS)
        return true;
    out->logo_alts = TS_ARRAY(b->arena, const char *, frame->logos.count);
    for (size_t i = 0; out->logo_alts && i < frame->logos.count; i++)
        out->logo_alts[i] = art_alt(b, frame->logos.items[i].text);
    return out->logo_alts;
}

/* ---- any frame */

typedef outcome (*bind_content)(ts_binder *b, const ts_stand *stand, ts_bound *out);

static const bind_content contents[] = {
    [TS_CONTENT_TEXT] = bind_text,           [TS_CONTENT_VALUE] = bind_value,
    [TS_CONTENT_CHART] = bind_chart_frame,   [TS_CONTENT_STACK] = bind_container,
    [TS_CONTENT_ROW] = bind_container,       [TS_CONTENT_PLACE] = bind_container,
    [TS_CONTENT_COMPONENT] = bind_component, [TS_CONTENT_REPEAT] = bind_repeat,
};

/* False: told once that there are too many frames, or too deep. */
static bool count_frame(ts_binder *b, const ts_stand *stand, const ts_frame *spec)
{
    if (stand->depth > TS_BIND_NESTING) {
        ts_error(b->diags, spec->span, "size", "frames stand in one another more than %d deep",
                 TS_BIND_NESTING);
        return false;
    }
    if (b->frame_count++ < TS_BIND_FRAMES)
        return true;
    if (b->frame_count == TS_BIND_FRAMES + 1)
        ts_error(b->diags, spec->span, "size", "the edition has more than %d frames", TS_BIND_FRAMES);
    return false;
}

static bool fill_frame(ts_binder *b, const ts_stand *stand, const ts_frame *spec, ts_bound *out)
{
    bool left_out = false;
    const ts_frame *frame = ts_bind_filled(b, stand->scope, spec, &left_out);
    *out = (ts_bound){.frame = frame, .content = spec->content, .used = stand->used};
    return frame && !left_out;
}

static outcome bind_frame(ts_binder *b, const ts_stand *stand, const ts_frame *spec, ts_bound *out)
{
    if (!count_frame(b, stand, spec))
        return BROKEN;
    if (!fill_frame(b, stand, spec, out))
        return GOES;
    const ts_frame *frame = out->frame;
    if (!ts_bind_when(b, frame->when.text, frame->when.span))
        return GOES;
    ts_stand inner = *stand;
    inner.missing = frame->missing.given ? frame->missing.value : stand->missing;
    size_t known = sizeof contents / sizeof *contents, seen = b->latest.count;
    bind_content bind = (size_t)frame->content < known ? contents[frame->content] : NULL;
    outcome done = bind ? bind(b, &inner, out) : STAYS;
    if (done != STAYS)
        b->latest.count = seen;
    return done == STAYS && !bind_alts(b, out) ? BROKEN : done;
}

bool ts_bind_frames(ts_binder *b, const ts_stand *stand, const ts_frames *frames, ts_bounds *out)
{
    if (!out->items) {
        out->items = ts_arena_room(b->arena, frames->count * sizeof *out->items);
        out->capacity = out->items ? frames->count : 0;
    }
    for (size_t i = 0; i < frames->count && !ts_arena_failed(b->arena); i++) {
        ts_bound bound = {0};
        outcome done = bind_frame(b, stand, frames->items[i], &bound);
        b->conditional = b->conditional || done != STAYS;
        if (done == GOES_WITH_COMPONENT)
            return false;
        if (done == STAYS && !TS_PUSH(b->arena, out, bound))
            return true; /* the arena's failure is seen by the caller */
    }
    return true;
}
