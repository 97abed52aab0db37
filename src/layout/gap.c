/*
 * gap.c - what a draft shows that a press file must not: the gap of a value to
 * be confirmed, the place of a chart that waits for its numbers, and the word DRAFT.
 */
#include "layout/paint.h"

#include <math.h>
#include <string.h>

/* The accent is the first swatch that may not be type. */
static ts_ink accent(const ts_composer *composer)
{
    const ts_map *swatches = &composer->kit->stock->swatches;
    for (size_t i = 0; i < swatches->count; i++) {
        const ts_swatch *swatch = swatches->items[i].value;
        if (!swatch->type && !ts_ink_is_k((ts_ink){swatch, 1}))
            return (ts_ink){swatch, 1};
    }
    return ts_kit_ink(composer->kit, swatches->count ? swatches->items[0].name : NULL);
}

static void emit(ts_composer *composer, ts_item item)
{
    if (!ts_page_add(composer->kit->arena, composer->page, item))
        composer->failed = true;
}

typedef struct belonging { /* of a stroke: a tag, or what kind of artifact it is */
    const ts_tag *tag;
    ts_artifact artifact;
} belonging;

static void stroke_path(ts_composer *composer, const ts_path *path, belonging to, ts_stroke stroke)
{
    ts_item item = {.kind = TS_ITEM_STROKE, .tag = to.tag, .artifact = to.artifact};
    item.u.stroke.path = path;
    item.u.stroke.paint = (ts_paint){accent(composer), NULL, 1};
    item.u.stroke.stroke = stroke;
    emit(composer, item);
}

static const ts_tag *tag_of(const ts_box *box)
{
    return box->tag_count ? box->tags[0] : NULL;
}

static void put_frame(ts_composer *composer, const ts_box *box, ts_rect place)
{
    static const double dashes[] = {2.25, 1.5}, RADIUS = 2;
    ts_path *frame = ts_path_new(composer->kit->arena);
    ts_path_round_rect(frame, place, RADIUS);
    stroke_path(composer, frame, (belonging){tag_of(box), TS_ARTIFACT_LAYOUT}, (ts_stroke){.width = 0.75, .dashes = dashes, .dash_count = 2});
}

static void put_words(ts_composer *composer, const ts_box *box, ts_point at, const char *words)
{
    const ts_style *style = ts_kit_style(composer->kit, "label");
    ts_type *type = TS_NEW(composer->kit->arena, ts_type);
    if (!style || !type)
        return;
    *type = style->type;
    type->size = 7; /* reversed, too: preflight minds what is smaller */
    type->tracking = 60;
    const ts_block *block = ts_text_line(composer->kit->setter, composer->kit->arena, words, type, 0);
    if (!block || !block->count)
        return;
    for (size_t i = 0; i < block->lines[0].count; i++) {
        ts_item item = {.kind = TS_ITEM_RUN, .tag = tag_of(box)};
        item.u.run.run = &block->lines[0].runs[i];
        item.u.run.x = at.x + block->lines[0].runs[i].x;
        item.u.run.baseline = at.y;
        item.u.run.ink = ts_kit_type_ink(composer->kit, style, NULL, box->on);
        emit(composer, item);
    }
}

void ts_paint_gap(ts_composer *composer, const ts_box *box)
{
    bool small = box->style && box->style->type.size < 24;
    double w = small ? 32 : 40, h = small ? 17 : 22, bar = small ? 12 : 16;
    ts_rect content = ts_box_content(box);
    double y = content.y + (box->style ? ts_type_first_baseline(&box->style->type) : h) - h + 1;
    put_frame(composer, box, (ts_rect){content.x + 0.375, y, w - 0.75, h});
    ts_path *dash = ts_path_new(composer->kit->arena);
    ts_path_move(dash, content.x + (w - bar) / 2, y + h / 2);
    ts_path_line(dash, content.x + (w + bar) / 2, y + h / 2);
    stroke_path(composer, dash, (belonging){tag_of(box), TS_ARTIFACT_LAYOUT}, (ts_stroke){.width = small ? 1.75 : 2.25});
    put_words(composer, box, (ts_point){content.x + w + 4, y + h}, "TBC");
}

void ts_paint_chart_gap(ts_composer *composer, const ts_box *box, ts_rect place)
{
    static const double INSET = 8, BASELINE = 14;
    const char *words = ts_arena_print(composer->kit->arena, "TBC  %s", ts_box_name(box));
    composer->failed |= !words;
    put_frame(composer, box, (ts_rect){place.x + 0.375, place.y + 0.375, place.w - 0.75, place.h - 0.75});
    if (words)
        put_words(composer, box, (ts_point){place.x + INSET, place.y + BASELINE}, words);
}

/* ---- DRAFT across the page */

typedef struct turned {
    ts_path *path;
    ts_matrix matrix; /* em, y up, to the page */
} turned;

static void move_to(void *user, ts_point p)
{
    turned *t = user;
    p = ts_matrix_apply(t->matrix, p);
    ts_path_move(t->path, p.x, p.y);
}

static void line_to(void *user, ts_point p)
{
    turned *t = user;
    p = ts_matrix_apply(t->matrix, p);
    ts_path_line(t->path, p.x, p.y);
}

static void curve_to(void *user, ts_point a, ts_point b, ts_point p)
{
    turned *t = user;
    a = ts_matrix_apply(t->matrix, a);
    b = ts_matrix_apply(t->matrix, b);
    p = ts_matrix_apply(t->matrix, p);
    ts_path_curve(t->path, a.x, a.y, b.x, b.y, p.x, p.y);
}

static void close_path(void *user)
{
    ts_path_close(((turned *)user)->path);
}

static void outline_run(turned *t, const ts_run *run, double size, ts_matrix line)
{
    ts_outline_sink sink = {move_to, line_to, curve_to, close_path, t};
    double pen = 0;
    for (size_t i = 0; i < run->count; i++) {
        ts_matrix glyph = {size, 0, 0, -size, run->x + pen + run->glyphs[i].dx, 0};
        t->matrix = ts_matrix_then(glyph, line);
        ts_font_outline(run->font, run->glyphs[i].id, &sink);
        pen += run->glyphs[i].advance;
    }
}

/* Along the page's diagonal, two thirds of it long, in outline: the text below stays legible. */
void ts_paint_draft(ts_composer *composer)
{
    const ts_style *style = ts_kit_style(composer->kit, "label");
    ts_type *type = TS_NEW(composer->kit->arena, ts_type);
    turned t = {ts_path_new(composer->kit->arena), ts_matrix_identity()};
    if (!style || !type || !t.path || !style->type.font) {
        composer->failed = true;
        return;
    }
    *type = style->type;
    double w = composer->grid.page_width, h = composer->grid.page_height, diagonal = hypot(w, h);
    type->size = 100;
    const ts_block *block = ts_text_line(composer->kit->setter, composer->kit->arena, "DRAFT", type, 0);
    composer->failed |= !block;
    if (!block || !block->count || block->width <= 0)
        return;
    double scale = diagonal * 0.66 / block->width, half = diagonal * 0.33;
    double c = w / diagonal, s = -h / diagonal;
    double cap = ts_font_metrics_of(type->font)->cap_height * 100 * scale / 2;
    ts_matrix line = {c * scale, s * scale, -s * scale, c * scale, w / 2 - half * c - cap * s, h / 2 - half * s + cap * c};
    for (size_t i = 0; i < block->lines[0].count; i++)
        outline_run(&t, &block->lines[0].runs[i], 100, line);
    stroke_path(composer, t.path, (belonging){NULL, TS_ARTIFACT_WATERMARK}, (ts_stroke){.width = 0.75});
}
