/*
 * Frames, as they stand on the pages: components are built with the slots of
 * each use, so that a caption that a slot's value names is looked up too. A
 * mistake that comes from a slot is told at the use.
 */
#include "spec/check.h"
#include "spec/fill.h"
#include "spec/slots.h"
#include "spec/value.h"

#include <string.h>

typedef struct walk {
    ts_checker *checker;
    const ts_slots *slots; /* NULL: outside of components */
    int depth;
    int parent;      /* content of the frame around, TS_CONTENT_NONE: unknown */
    int first, last; /* columns of the container; 0: unknown */
    bool master;
} walk;

static void walk_frame(walk w, const ts_frame *frame);

static void walk_list(walk w, const ts_frames *frames)
{
    for (size_t i = 0; i < frames->count; i++)
        walk_frame(w, frames->items[i]);
}

/* A filled word with the place where its value was written. */
static ts_word placed(const walk *w, ts_word original, ts_word filled)
{
    if (w->slots && original.text && filled.text && original.text != filled.text)
        filled.span = ts_slots_span(w->slots, original.text, filled.span);
    return filled;
}

/* ---- what a frame names */

static void check_content(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    ts_checker *checker = w->checker;
    ts_word text = placed(w, original->text, frame->text);
    bool page_text =
        w->master && text.text && (strcmp(text.text, "running") == 0 || strcmp(text.text, "folio") == 0);
    if (!page_text)
        ts_check_copy(checker, text);
    (void)ts_check_number(checker, placed(w, original->value, frame->value));
    ts_check_art(checker, placed(w, original->image, frame->image));
    for (size_t i = 0; i < frame->logos.count; i++)
        ts_check_art(checker, frame->logos.items[i]);
}

static void check_fitting(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    if (frame->content != TS_CONTENT_TEXT && frame->content != TS_CONTENT_VALUE &&
        frame->content != TS_CONTENT_SOURCES)
        return;
    ts_word style = placed(w, original->style, frame->style);
    ts_fitting fitting = {frame, w->master, placed(w, original->text, frame->text), frame->head_span};
    if (style.text)
        fitting.place = style.span;
    if (frame->ladder.text)
        fitting.place = frame->ladder.span;
    ts_check_fitting(w->checker, &fitting);
}

/* What a template names is looked up where its value is known. */
static void check_anchors(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    const struct ts_anchors *anchors = frame->anchors;
    for (size_t i = 0; anchors && i < anchors->art.count; i++) {
        ts_word art = placed(w, original->anchors->art.items[i], anchors->art.items[i]);
        if (*art.text)
            ts_check_art(w->checker, art);
    }
    if (anchors)
        ts_check_swatch(w->checker, placed(w, original->anchors->color, anchors->color));
}

static void check_look(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    ts_checker *checker = w->checker;
    const ts_sheet *sheet = checker->sheet;
    (void)ts_check_name(checker, placed(w, original->style, frame->style), &sheet->text_styles, "text style",
                        "style");
    (void)ts_check_name(checker, frame->ladder, &sheet->ladders, "ladder", "ladder");
    (void)ts_check_name(checker, placed(w, original->as, frame->as), &sheet->formats, "format", "format");
    (void)ts_check_name(checker, placed(w, original->box, frame->box), &sheet->box_styles, "box style",
                        "box");
    ts_check_swatch(checker, placed(w, original->color, frame->color));
    ts_check_swatch(checker, placed(w, original->ground, frame->ground));
    ts_check_rules(checker, &frame->rules);
    ts_check_rule(checker, frame->outline);
}

static void check_link(const walk *w, ts_word link)
{
    if (!link.text || link.text[0] != '#' || ts_check_is_open(link.text))
        return;
    ts_word name = {link.text + 1, link.span};
    (void)ts_check_name(w->checker, name, &w->checker->frame_names, "frame", "frame");
}

static void check_words(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    ts_checker *checker = w->checker;
    ts_word alt = placed(w, original->alt, frame->alt);
    if (alt.text && strcmp(alt.text, "auto") != 0)
        ts_check_copy(checker, alt);
    ts_check_copy(checker, placed(w, original->note, frame->note));
    const ts_map *styles = &checker->sheet->text_styles;
    if (frame->note.text && !ts_map_find(styles, "note") && !ts_check_is_lost(checker, styles))
        ts_error(checker->diags, frame->note.span, "style",
                 "a chart's note is set in the text style \"note\"; there is none");
    (void)ts_check_name(checker, frame->title, &checker->frame_names, "frame", "frame");
    check_link(w, placed(w, original->link, frame->link));
    ts_check_condition(checker, placed(w, original->when, frame->when),
                       original->when.text == frame->when.text);
}

/* ---- where a frame stands */

static void check_columns(walk *w, ts_word columns)
{
    int count = w->checker->sheet->paper.columns, first, last;
    if (!columns.text || ts_check_is_open(columns.text))
        return;
    if (!ts_spec_columns(columns.text, count, &first, &last)) {
        ts_error(w->checker->diags, columns.span, "columns", "\"%s\" is not within the page's columns 1-%d",
                 ts_value_excerpt(w->checker->arena, columns.text), count);
        return;
    }
    if (w->first && (first < w->first || last > w->last))
        ts_error(w->checker->diags, columns.span, "columns",
                 "columns %d-%d leave the frame around, which has %d-%d", first, last, w->first, w->last);
    w->first = first;
    w->last = last;
}

static void belongs(const walk *w, ts_span span, const char *member, const char *where)
{
    ts_error(w->checker->diags, span, "option", "\"%s\" belongs to %s", member, where);
}

static void check_place(const walk *w, const ts_frame *frame)
{
    bool placed_here = w->parent == TS_CONTENT_NONE || w->parent == TS_CONTENT_PLACE;
    if (frame->top.given && !placed_here)
        belongs(w, frame->top.span, "top", "frames of a place or a master");
    if (frame->bottom.given && !placed_here)
        belongs(w, frame->bottom.span, "bottom", "frames of a place or a master");
    if (frame->span_columns.given && w->parent != TS_CONTENT_NONE && w->parent != TS_CONTENT_ROW)
        belongs(w, frame->span_columns.span, "span", "frames of a row");
    if (frame->wrap && w->parent != TS_CONTENT_NONE && w->parent != TS_CONTENT_PLACE)
        belongs(w, frame->wrap->span, "wrap", "frames of a place");
}

static bool has_fixed_height(const ts_frame *frame)
{
    return frame->height.given && frame->fixed.value;
}

static void check_hanging(const walk *w, const ts_frame *place, const ts_frame *frame, bool text)
{
    bool known = has_fixed_height(place) && (!text || has_fixed_height(frame));
    if (frame->bottom.given && !known)
        ts_error(w->checker->diags, frame->bottom.span, "option", text
                 ? "a text that hangs from the bottom and goes round a frame needs \"height\" and \"fixed\", and so does its place"
                 : "what a text goes round hangs from the bottom only where its place has \"height\" and \"fixed\"");
}

/* Lines that go round a frame are set before the height of a place that grows is known. */
static void check_wraps(const walk *w, const ts_frame *place)
{
    bool wraps = false;
    for (size_t i = 0; i < place->children.count && place->content == TS_CONTENT_PLACE; i++) {
        const ts_frame *frame = place->children.items[i];
        bool text = frame->content == TS_CONTENT_TEXT || frame->content == TS_CONTENT_CONTINUE;
        if (frame->wrap || (wraps && text))
            check_hanging(w, place, frame, !frame->wrap);
        wraps |= frame->wrap != NULL;
    }
}

/* ---- components */

static bool is_building(const ts_slots *slots, const ts_component *component)
{
    for (; slots; slots = slots->outer)
        if (slots->component == component)
            return true;
    return false;
}

/* On a page or a master: a component that is looked at by itself is used nowhere. */
static bool is_drawn(const ts_slots *slots)
{
    while (slots->outer)
        slots = slots->outer;
    return !slots->open;
}

static void build(const walk *w, const ts_component *component, const ts_slots *slots)
{
    if (!component->frame)
        return;
    walk inner = *w;
    ts_diags *diags = w->checker->diags;
    const ts_span used = diags->used;
    inner.slots = slots;
    inner.parent = TS_CONTENT_NONE;
    inner.depth++;
    if (!used.source && is_drawn(slots))
        diags->used = slots->use;
    walk_frame(inner, component->frame);
    diags->used = used;
}

static void build_all(const walk *w, const ts_frame *original, const ts_frame *frame,
                      const ts_component *component)
{
    ts_slots slots = {
        .checker = w->checker, .outer = w->slots, .component = component, .use = frame->head_span};
    slots.with = ts_slots_place(w->checker->arena, w->slots, &original->with, &frame->with);
    if (frame->content == TS_CONTENT_COMPONENT && ts_slots_check(&slots))
        build(w, component, &slots);
    if (frame->content != TS_CONTENT_REPEAT)
        return;
    for (size_t i = 0; i < frame->entries.count; i++) {
        slots.entry =
            ts_slots_place(w->checker->arena, w->slots, original->entries.items[i], frame->entries.items[i]);
        if (ts_slots_check(&slots))
            build(w, component, &slots);
    }
}

static void check_use(const walk *w, const ts_frame *original, const ts_frame *frame)
{
    ts_word name = frame->component.text ? frame->component : frame->repeat;
    if (!name.text ||
        !ts_check_name(w->checker, name, &w->checker->sheet->components, "component", "component"))
        return;
    const ts_component *component = ts_map_find(&w->checker->sheet->components, name.text);
    if (!component)
        return;
    if (is_building(w->slots, component))
        ts_error(w->checker->diags, name.span, "component", "\"%s\" is built inside itself", component->name);
    else
        build_all(w, original, frame, component);
}

/* ---- the walk */

static bool has_room(const walk *w, const ts_frame *frame)
{
    ts_checker *checker = w->checker;
    if (w->depth > TS_LIMIT_NESTING) {
        ts_error(checker->diags, frame->head_span.source ? frame->head_span : frame->span, "bounds",
                 "with its components built, this is nested deeper than %d", TS_LIMIT_NESTING);
        return false;
    }
    if (checker->frames++ < TS_LIMIT_FRAMES)
        return true;
    if (!checker->told_frames)
        ts_error(checker->diags, frame->span, "bounds",
                 "with all components built there are more than %d frames", TS_LIMIT_FRAMES);
    checker->told_frames = true;
    return false;
}

static void walk_children(const walk *w, const ts_frame *frame)
{
    walk inner = *w;
    inner.depth++;
    inner.parent = frame->content;
    if (frame->content == TS_CONTENT_ROW)
        inner.first = inner.last = 0; /* a row shares its width out */
    inner.master = w->master;
    walk_list(inner, &frame->children);
    inner.parent = TS_CONTENT_STACK;
    if (frame->chart && frame->chart->origin)
        walk_list(inner, &frame->chart->origin->inside);
}

static void walk_frame(walk w, const ts_frame *original)
{
    if (!has_room(&w, original))
        return;
    bool left_out = false;
    const ts_frame *frame = ts_slots_fill(w.checker, w.slots, original, &left_out);
    if (!frame || left_out)
        return;
    check_place(&w, frame);
    check_wraps(&w, frame);
    check_columns(&w, placed(&w, original->columns, frame->columns));
    check_content(&w, original, frame);
    check_anchors(&w, original, frame);
    check_look(&w, original, frame);
    check_fitting(&w, original, frame);
    check_words(&w, original, frame);
    if (frame->chart)
        ts_check_chart(w.checker, frame);
    check_use(&w, original, frame);
    walk_children(&w, frame);
}

/* ---- names of frames */

static void collect(ts_checker *checker, const ts_frame *frame, bool once)
{
    const char *name = frame->name.text;
    if (name && once && ts_map_find(&checker->frame_names, name))
        ts_error(checker->diags, frame->name.span, "double", "a frame is named \"%s\" already", name);
    else if (name && !ts_map_put(checker->arena, &checker->frame_names, name, (void *)frame))
        return;
    for (size_t i = 0; i < frame->children.count; i++)
        collect(checker, frame->children.items[i], once);
    const ts_node_spec *origin = frame->chart ? frame->chart->origin : NULL;
    for (size_t i = 0; origin && i < origin->inside.count; i++)
        collect(checker, origin->inside.items[i], once);
}

static void collect_all(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t p = 0; p < sheet->pages.count; p++)
        for (size_t i = 0; i < sheet->pages.items[p]->body.count; i++)
            collect(checker, sheet->pages.items[p]->body.items[i], true);
    for (size_t m = 0; m < sheet->masters.count; m++) {
        const ts_master *master = sheet->masters.items[m].value;
        for (size_t i = 0; i < master->frames.count; i++)
            collect(checker, master->frames.items[i], true);
    }
    for (size_t c = 0; c < sheet->components.count; c++) {
        const ts_component *component = sheet->components.items[c].value;
        if (component->frame)
            collect(checker, component->frame, false);
    }
}

/* ---- pages */

static void check_page(ts_checker *checker, const ts_page_spec *page)
{
    (void)ts_check_name(checker, page->master, &checker->sheet->masters, "master", "master");
    ts_check_copy(checker, page->running);
    ts_check_params(checker, page->running);
    ts_check_condition(checker, page->when, true);
    walk w = {.checker = checker,
              .parent = TS_CONTENT_STACK,
              .depth = 1,
              .first = 1,
              .last = checker->sheet->paper.columns};
    walk_list(w, &page->body);
}

/* As drawn anywhere: slots stay open. */
static void check_component(ts_checker *checker, const ts_component *component)
{
    ts_slots slots = {.checker = checker, .component = component, .open = true};
    checker->apart = true;
    ts_slots_check_defaults(&slots);
    walk w = {.checker = checker, .slots = &slots, .parent = TS_CONTENT_NONE, .depth = 1};
    if (component->frame)
        walk_frame(w, component->frame);
    checker->apart = false;
}

void ts_check_pages(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    collect_all(checker);
    ts_check_threads(checker);
    for (size_t i = 0; i < sheet->components.count; i++)
        check_component(checker, sheet->components.items[i].value);
    checker->frames = 0;
    for (size_t i = 0; i < sheet->masters.count; i++) {
        const ts_master *master = sheet->masters.items[i].value;
        walk w = {.checker = checker,
                  .parent = TS_CONTENT_PLACE,
                  .depth = 1,
                  .first = 1,
                  .last = sheet->paper.columns,
                  .master = true};
        walk_list(w, &master->frames);
    }
    for (size_t i = 0; i < sheet->pages.count; i++)
        check_page(checker, sheet->pages.items[i]);
}
