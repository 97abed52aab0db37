/*
 * Stretches of a page that last from edition to edition, as the lines of a map do. Their items wait until the stretch
 * ends; then it is painted and pressed, a stream of its own (7.7.3.3), or found as an earlier document pressed it.
 */
#include "device/haru_pdf.h"

#include <string.h>

static const ts_path *path_of(const ts_item *item)
{
    switch (item->kind) {
    case TS_ITEM_FILL:
        return item->u.fill.path;
    case TS_ITEM_STROKE:
        return item->u.stroke.path;
    case TS_ITEM_CLIP:
        return item->u.clip.path;
    default:
        return NULL;
    }
}

/* An unclip goes with its clip. */
static bool waits(const ts_pdf_content *content, const ts_item *item)
{
    const ts_path *path = path_of(item);

    return item->kind == TS_ITEM_UNCLIP ? content->held.open > 0 : path && path->lasting;
}

bool ts_pdf_hold(ts_pdf_content *content, const ts_item *item)
{
    if (content->pdf->options->impose || !waits(content, item)) /* a form has one stream */
        return false;
    if (!TS_PUSH(content->pdf->arena, &content->held, item))
        ts_pdf_no_memory(content->pdf);
    content->held.open += (item->kind == TS_ITEM_CLIP) - (item->kind == TS_ITEM_UNCLIP);
    return true;
}

/* ---- what a stretch depends on */

/* All that its bytes follow from; by address what lasts as long as the memo. */
typedef struct look {
    int kind, cap, join;
    bool even_odd;
    const void *path, *gradient, *swatch;
    double tint, opacity, width, miter, phase;
    size_t dashes;
} look;

static void add_paint(look *to, const ts_paint *paint)
{
    to->gradient = paint->gradient;
    to->swatch = paint->ink.swatch;
    to->tint = paint->ink.tint;
    to->opacity = paint->opacity;
}

static void add_item(ts_digest *digest, const ts_item *item)
{
    const ts_stroke *stroke = item->kind == TS_ITEM_STROKE ? &item->u.stroke.stroke : NULL;
    look parts;

    memset(&parts, 0, sizeof parts); /* what lies between its members, too */
    parts.kind = (int)item->kind;
    parts.path = path_of(item);
    parts.even_odd = item->kind == TS_ITEM_CLIP ? item->u.clip.even_odd : item->kind == TS_ITEM_FILL && item->u.fill.even_odd;
    if (item->kind == TS_ITEM_FILL)
        add_paint(&parts, &item->u.fill.paint);
    if (stroke) {
        add_paint(&parts, &item->u.stroke.paint);
        parts.cap = (int)stroke->cap;
        parts.join = (int)stroke->join;
        parts.width = stroke->width;
        parts.miter = stroke->miter;
        parts.phase = stroke->dash_phase;
        parts.dashes = stroke->dash_count;
    }
    ts_digest_add(digest, &parts, sizeof parts);
    if (stroke)
        ts_digest_add(digest, stroke->dashes, stroke->dash_count * sizeof *stroke->dashes);
}

static void add_start(ts_digest *digest, const ts_pdf_content *content)
{
    const ts_pdf_state *state = &content->state;
    struct {
        const void *colour, *fill, *stroke;
        double fill_tint, stroke_tint, width, miter;
        int cap, join, depth;
        unsigned set, press;
    } parts;

    memset(&parts, 0, sizeof parts);
    parts.colour = content->pdf->options->colour;
    parts.fill = state->fill.swatch;
    parts.stroke = state->stroke.swatch;
    parts.fill_tint = state->fill.tint;
    parts.stroke_tint = state->stroke.tint;
    parts.width = state->width;
    parts.miter = state->miter;
    parts.cap = state->cap;
    parts.join = state->join;
    parts.depth = content->depth;
    parts.set = state->fill_set + 2U * state->stroke_set + 4U * state->dashed;
    parts.press = content->pdf->options->cmyk + 2U * content->pdf->options->spots_to_process;
    ts_digest_add(digest, &parts, sizeof parts);
}

static void key_of(const ts_pdf_content *content, unsigned char key[TS_DIGEST_BYTES])
{
    static const char kind[] = "stretch";
    ts_digest *digest = ts_digest_new(content->pdf->arena);

    memset(key, 0, TS_DIGEST_BYTES);
    if (!digest) {
        ts_pdf_no_memory(content->pdf);
        return;
    }
    ts_digest_add(digest, kind, sizeof kind);
    add_start(digest, content);
    for (size_t i = 0; i < content->held.count; i++)
        add_item(digest, content->held.items[i]);
    ts_digest_end_raw(digest, key);
}

/* ---- painted, or found */

typedef struct kept {
    const ts_pdf_packed *packed;
    ts_pdf_state after;
    ts_pdf_inks inks;
} kept;

/* Only what closes its clips and names no resource: names are numbers of this document. */
static void keep(const ts_pdf_content *content, const ts_pdf_packed *packed, const unsigned char *key)
{
    ts_memo *memo = content->pdf->options->memo;

    if (ts_pdf_failed(content->pdf) || !ts_memo_seen(memo, key))
        return;
    ts_arena *arena = ts_memo_arena(memo);
    kept *made = TS_NEW(arena, kept);
    if (!made)
        return;
    *made = (kept){ts_pdf_copy_packed(arena, packed), content->state, content->inks};
    if (made->packed)
        ts_memo_put(memo, key, made);
}

static ts_pdf_packed make(ts_pdf_content *content, const unsigned char *key)
{
    ts_pdf_bytes *out = content->out;
    size_t from = out->count, named = content->named;
    ts_pdf_inks before = content->inks;

    content->inks = (ts_pdf_inks){0, 0};
    content->filled.path = NULL;
    for (size_t i = 0; i < content->held.count; i++)
        ts_pdf_paint(content, content->held.items[i]);
    ts_pdf_packed packed = ts_pdf_press_part(content->pdf->sink, out->items + from, out->count - from);
    if (!content->held.open && content->named == named)
        keep(content, &packed, key);
    ts_pdf_use_inks(content, before);
    out->count = from;
    return packed;
}

/* What it leaves set; nothing of it is type. */
static ts_pdf_packed recall(ts_pdf_content *content, const kept *known)
{
    ts_pdf_state before = content->state;

    content->state = known->after;
    content->state.gstate = before.gstate;
    content->state.font = before.font;
    content->state.size = before.size;
    content->state.spacing = before.spacing;
    content->state.rise = before.rise;
    ts_pdf_use_inks(content, known->inks);
    return *known->packed;
}

void ts_pdf_let_go(ts_pdf_content *content)
{
    unsigned char key[TS_DIGEST_BYTES];

    if (!content->held.count)
        return;
    ts_pdf_end_text(content);
    ts_pdf_set_gstate(content, false, 1);
    key_of(content, key);
    const kept *known = ts_memo_find(content->pdf->options->memo, key);
    ts_pdf_cut cut = {content->out->count, known ? recall(content, known) : make(content, key)};
    if (!TS_PUSH(content->pdf->arena, &content->cuts, cut))
        ts_pdf_no_memory(content->pdf);
    content->held.count = 0;
    content->held.open = 0;
    content->filled.path = NULL; /* it stands in the other stream */
}
