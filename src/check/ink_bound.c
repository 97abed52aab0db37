#include "check/ink_bound.h"

#include <math.h>
#include <string.h>

enum { ART_DEPTH = 8, OVERPRINTS = 16, CLIPS = 32 };

typedef struct heavy { /* what something that overprints may be too much on */
    size_t at;
    ts_rect box;    /* no smaller than what shows of it */
} heavy;

typedef struct bound {
    ts_arena *arena;
    const ts_ink_order *order;
    const ts_page *page;
    ts_ink_suspects *suspects;
    double *totals;  /* of each item's own paint that knocks out, percent */
    ts_rect *clips;  /* what each can show in at most */
    ts_ink inks[OVERPRINTS]; /* that overprint on this page */
    size_t ink_count;
    double laid; /* all of them together, percent */
} bound;

/* ---- the most ink of an item, but for the plates of an ink that replaces its own there */

static bool keeps_spot(const bound *b, ts_ink ink)
{
    return ink.swatch && ink.swatch->spot && !b->order->spots_to_process;
}

static double weigh_ink(const bound *b, ts_ink ink, const ts_ink *but)
{
    double own[4], other[4] = {0}, sum = 0;
    if (!ink.swatch || ink.swatch->paper)
        return 0;
    bool spot = keeps_spot(b, ink), by_spot = but && keeps_spot(b, *but);
    if (spot)
        return by_spot && strcmp(but->swatch->spot, ink.swatch->spot) == 0 ? 0 : 100 * fmin(1, fmax(0, ink.tint));
    ts_ink_cmyk(ink, own);
    if (but && !by_spot)
        ts_ink_cmyk(*but, other);
    for (int i = 0; i < 4; i++)
        sum += other[i] > 0 ? 0 : 100 * own[i];
    return sum;
}

/* What overprints, and what solid inks are replaced by in art of one colour; both may be NULL. */
typedef struct weighing {
    const ts_ink *but, *instead;
} weighing;

static double weigh_paint(const bound *b, const ts_paint *paint, weighing w)
{
    const ts_ink *but = w.but, *ink = w.instead && paint->ink.swatch ? w.instead : &paint->ink;
    double most = paint->gradient ? 0 : weigh_ink(b, *ink, but);
    if (!(paint->opacity > 0))
        return 0;
    for (size_t i = 0; paint->gradient && i < paint->gradient->count; i++) /* straight between them */
        most = fmax(most, weigh_ink(b, paint->gradient->stops[i].ink, but));
    return most;
}

/* The most of a picture, but for as many of its pixels as make up less than counts. */
static double weigh_image(const ts_item *item, const ts_ink *but)
{
    const ts_image *image = item->u.image.image;
    double pixel = item->u.image.box.w * item->u.image.box.h / ((double)image->width * image->height), area = 0;
    if (image->space == TS_IMAGE_GREY)
        return but && ts_ink_is_k(*but) ? 0 : 100;
    if (!image->inks)
        return 400;
    const uint32_t *counts = but && ts_ink_is_k(*but) ? image->inks->without_black : image->inks->total;
    for (int percent = TS_INK_PERCENTS - 1; percent > 0; percent--) {
        area += counts[percent] * pixel;
        if (area >= TS_INK_LEAST)
            return percent;
    }
    return 0;
}

static bool overprints(const ts_item *item)
{
    return item->kind == TS_ITEM_RUN && item->u.run.run && ts_ink_overprints(item->u.run.ink);
}

static double weigh(const bound *b, const ts_item *item, weighing w, int depth);

static double weigh_art(const bound *b, const ts_item *item, weighing w, int depth)
{
    const ts_art *art = item->u.art.art;
    double most = 0;
    if (!art->one_colour)
        w.instead = NULL;
    else if (item->u.art.ink.swatch)
        w.instead = &item->u.art.ink;
    for (size_t i = 0; i < art->items.count && depth < ART_DEPTH; i++)
        most = fmax(most, overprints(&art->items.items[i]) ? 400 : weigh(b, &art->items.items[i], w, depth + 1)); /* over what, nobody knows here */
    return most;
}

static double weigh(const bound *b, const ts_item *item, weighing w, int depth)
{
    switch (item->kind) {
    case TS_ITEM_FILL: return weigh_paint(b, &item->u.fill.paint, w);
    case TS_ITEM_STROKE: return weigh_paint(b, &item->u.stroke.paint, w);
    case TS_ITEM_RUN: return weigh_ink(b, w.instead ? *w.instead : item->u.run.ink, w.but);
    case TS_ITEM_IMAGE: return item->u.image.image ? weigh_image(item, w.but) : 0;
    case TS_ITEM_ART: return item->u.art.art ? weigh_art(b, item, w, depth) : 0;
    default: return 0;
    }
}

static double weigh_under(const bound *b, const ts_item *item, const ts_ink *but)
{
    return weigh(b, item, (weighing){but, NULL}, 0);
}

/* ---- boxes */

/* Roomy: what a face's letters reach at most, without a look at each. */
static ts_rect run_box(const ts_item *item)
{
    double size = item->u.run.run->type->size;
    return (ts_rect){item->u.run.x - 0.25 * size, item->u.run.baseline - 1.1 * size, item->u.run.run->width + 0.5 * size, 1.5 * size};
}

/* Around the letters themselves, no smaller than they are. */
static ts_rect letters_box(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size, x = item->u.run.x;
    ts_extent extent = {0};
    for (size_t i = 0; i < run->count; i++) {
        ts_rect box;
        double left = x + run->glyphs[i].dx, base = item->u.run.baseline + run->glyphs[i].dy;
        x += run->glyphs[i].advance;
        if (!ts_font_glyph_box(run->font, run->glyphs[i].id, &box) || box.w <= 0 || box.h <= 0)
            continue;
        ts_extent_point(&extent, (ts_point){left + size * box.x, base - size * (box.y + box.h)});
        ts_extent_point(&extent, (ts_point){left + size * (box.x + box.w), base - size * box.y});
    }
    return ts_extent_rect(&extent);
}

/* How far a line reaches from its path: square caps 1.42 halves, mitres as far as their limit. */
static double reach_of(const ts_stroke *stroke)
{
    double tip = stroke->join == TS_JOIN_MITER ? (stroke->miter > 0 ? stroke->miter : 10) : 1.5;
    return stroke->width / 2 * fmax(tip, 1.5);
}

static ts_rect grown(ts_rect box, double by)
{
    return (ts_rect){box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

static ts_rect roomy_box(const ts_item *item)
{
    if (item->kind == TS_ITEM_FILL)
        return ts_path_reach(item->u.fill.path);
    if (item->kind == TS_ITEM_STROKE)
        return grown(ts_path_reach(item->u.stroke.path), reach_of(&item->u.stroke.stroke));
    return item->kind == TS_ITEM_RUN ? run_box(item) : ts_item_box(item);
}

static bool holds(ts_rect outer, ts_rect inner)
{
    return outer.x <= inner.x && outer.y <= inner.y && ts_rect_right(outer) >= ts_rect_right(inner) &&
           ts_rect_bottom(outer) >= ts_rect_bottom(inner);
}

/* Four straight, upright sides. */
static bool is_rectangle(const ts_path *path)
{
    const ts_point *p = path->points.items;
    if (path->points.count != 4 || path->verbs.count != 5 || path->verbs.items[4] != TS_CLOSE)
        return false;
    for (int i = 0; i < 4; i++)
        if (path->verbs.items[i] != (i ? TS_LINE : TS_MOVE) || (p[i].x != p[(i + 1) % 4].x && p[i].y != p[(i + 1) % 4].y))
            return false;
    return p[0].x == p[3].x || p[0].x == p[1].x;
}

static bool hides(const ts_item *item, ts_rect box)
{
    if (item->kind == TS_ITEM_IMAGE)
        return item->u.image.image && !item->u.image.image->alpha && holds(ts_image_shown(item), box);
    const ts_paint *paint = &item->u.fill.paint;
    return item->kind == TS_ITEM_FILL && item->u.fill.path && (paint->gradient || paint->ink.swatch) && paint->opacity >= 1 &&
           is_rectangle(item->u.fill.path) && holds(ts_path_box(item->u.fill.path), box);
}

/* Something between the two covers all of the box, outside of clips. */
static bool is_hidden(const bound *b, size_t below, size_t above, ts_rect box)
{
    int clips = 0;
    for (size_t i = above; i-- > below + 1;) {
        const ts_item *item = &b->page->items.items[i];
        clips += item->kind == TS_ITEM_UNCLIP ? 1 : item->kind == TS_ITEM_CLIP ? -1 : 0;
        if (clips == 0 && hides(item, box))
            return true;
        clips = clips < 0 ? 0 : clips; /* a clip around the upper one shuts nothing below out of it */
    }
    return false;
}

/* ---- suspects */

static bool suspect(const bound *b, const ts_item *item)
{
    ts_ink_suspect s = {item, item->kind == TS_ITEM_RUN ? run_box(item) : ts_item_box(item)};
    return TS_PUSH(b->arena, b->suspects, s);
}

static void note_overprint(bound *b, ts_ink ink)
{
    for (size_t i = 0; i < b->ink_count; i++)
        if (b->inks[i].swatch == ink.swatch)
            return;
    b->laid += weigh_ink(b, ink, NULL);
    if (b->ink_count < OVERPRINTS)
        b->inks[b->ink_count++] = ink;
}

static bool is_heavy(const bound *b, double percent)
{
    return percent > b->order->limit + TS_INK_SLACK;
}

/* The most that can stand there when all that overprints is printed over it; with one ink, that has the place of its own. */
static double stacked(const bound *b, const ts_item *lower)
{
    return b->laid + weigh_under(b, lower, b->ink_count == 1 ? &b->inks[0] : NULL);
}

/* Closely, as far as that is cheap: the letters' boxes against the shape that is painted. */
static bool touches(ts_rect letters, const ts_item *lower)
{
    if (lower->kind == TS_ITEM_FILL && lower->u.fill.path)
        return ts_path_meets(lower->u.fill.path, lower->u.fill.even_odd, letters);
    if (lower->kind == TS_ITEM_STROKE && lower->u.stroke.path)
        return ts_path_line_meets(lower->u.stroke.path, grown(letters, reach_of(&lower->u.stroke.stroke))) &&
               ts_rect_overlap(letters, ts_item_box(lower));
    return ts_rect_overlap(letters, roomy_box(lower));
}

/* From the cheapest question to the dearest. */
static bool makes_heavy(const bound *b, size_t upper, const heavy *list, size_t count)
{
    const ts_item *items = b->page->items.items;
    ts_rect box = run_box(&items[upper]), letters = {0};
    bool known = false;
    for (size_t i = 0; i < count && list[i].at < upper; i++) {
        const ts_item *lower = &items[list[i].at];
        if (!ts_rect_overlap(box, list[i].box) || is_hidden(b, list[i].at, upper, box) || !touches(box, lower))
            continue;
        letters = known ? letters : letters_box(&items[upper]);
        known = true;
        if (touches(letters, lower))
            return true;
    }
    return false;
}

static const ts_rect everywhere = {-1e9, -1e9, 2e9, 2e9};

static ts_rect common(ts_rect a, ts_rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    return (ts_rect){x, y, fmax(0, fmin(ts_rect_right(a), ts_rect_right(b)) - x), fmax(0, fmin(ts_rect_bottom(a), ts_rect_bottom(b)) - y)};
}

/* Deeper clips count as the last that is known: what shows is less, never more. */
static void note_clips(bound *b)
{
    ts_rect open[CLIPS] = {everywhere};
    size_t depth = 0;
    for (size_t i = 0; i < b->page->items.count; i++) {
        const ts_item *item = &b->page->items.items[i];
        if (item->kind == TS_ITEM_CLIP && item->u.clip.path) {
            ts_rect inner = depth < CLIPS ? common(open[depth], ts_path_box(item->u.clip.path)) : everywhere;
            if (++depth < CLIPS)
                open[depth] = inner;
        } else if (item->kind == TS_ITEM_UNCLIP && depth > 0) {
            depth--;
        }
        b->clips[i] = open[depth < CLIPS ? depth : CLIPS - 1];
    }
}

/* What nothing that overprints can make too heavy is no matter. */
static size_t note_heavy(const bound *b, heavy *list)
{
    size_t count = 0;
    for (size_t i = 0; b->ink_count && i < b->page->items.count; i++) {
        const ts_item *item = &b->page->items.items[i];
        if (!is_heavy(b, b->totals[i] + b->laid) || !is_heavy(b, stacked(b, item)))
            continue;
        ts_rect box = common(roomy_box(item), b->clips[i]);
        if (box.w > 0 && box.h > 0)
            list[count++] = (heavy){i, box};
    }
    return count;
}

static bool suspect_all(const bound *b, heavy *list)
{
    size_t count = note_heavy(b, list);
    for (size_t i = 0; i < b->page->items.count; i++) {
        const ts_item *item = &b->page->items.items[i];
        bool found = is_heavy(b, b->totals[i]);
        if (!found && overprints(item))
            found = is_heavy(b, b->laid) || makes_heavy(b, i, list, count);
        if (found && !suspect(b, item))
            return false;
    }
    return true;
}

bool ts_ink_suspect_page(ts_arena *arena, const ts_ink_order *order, const ts_page *page, ts_ink_suspects *suspects)
{
    size_t count = page->items.count;
    bound b = {.arena = arena, .order = order, .page = page, .suspects = suspects, .totals = ts_arena_room(arena, count * sizeof *b.totals),
               .clips = ts_arena_room(arena, count * sizeof *b.clips)};
    heavy *list = ts_arena_room(arena, count * sizeof *list);
    if (!b.totals || !b.clips || !list)
        return false;
    note_clips(&b);
    for (size_t i = 0; i < count; i++) {
        const ts_item *item = &page->items.items[i];
        b.totals[i] = weigh_under(&b, item, NULL);
        if (overprints(item))
            note_overprint(&b, item->u.run.ink);
    }
    return suspect_all(&b, list);
}
