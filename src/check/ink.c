/* The survey: suspects of each page, and a look at the plates where there are some. */
#include "check/ink_bound.h"

#include "device/plates.h"

#include <math.h>

static const double dots = 300, memory = 128e6;

typedef struct look {
    ts_arena *arena; /* the caller's */
    ts_arena *own;   /* of a page that is looked at; NULL: none was */
    const ts_ink_order *order;
    ts_ink_places *places;
    size_t page; /* from 0 */
    ts_rect box; /* of all suspects */
    double dpi;
    size_t width, height;
    unsigned short *sums; /* ink of each pixel in 1/255; 0 once it is told of */
} look;

/* ---- what is seen */

static ts_rect common(ts_rect a, ts_rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    return (ts_rect){x, y, fmax(0, fmin(ts_rect_right(a), ts_rect_right(b)) - x),
                     fmax(0, fmin(ts_rect_bottom(a), ts_rect_bottom(b)) - y)};
}

/* Whole points, so that the same place has the same pixels whatever else is suspect; a point around it for edges. */
static ts_rect region_of(const ts_ink_suspects *suspects, const ts_page *page)
{
    ts_rect all = {0};
    for (size_t i = 0; i < suspects->count; i++)
        all = ts_rect_join(all, suspects->items[i].box);
    double x = floor(all.x) - 1, y = floor(all.y) - 1;
    ts_rect grown = {x, y, ceil(ts_rect_right(all)) + 1 - x, ceil(ts_rect_bottom(all)) + 1 - y};
    return common(grown, ts_raster_box(page, true));
}

static double dpi_for(ts_rect box, size_t plates)
{
    double most = 72 * sqrt(memory / (double)plates / (box.w * box.h));
    return fmin(dots, floor(most));
}

static bool add_up(look *l, const ts_plates *plates)
{
    size_t count = plates->width * plates->height;
    l->sums = TS_ARRAY(l->own, unsigned short, count);
    if (!l->sums)
        return false;
    for (size_t i = 0; i < plates->inks.count; i++)
        for (size_t k = 0; k < count; k++)
            l->sums[k] = (unsigned short)(l->sums[k] + plates->inks.items[i].pixels[k]);
    l->width = plates->width;
    l->height = plates->height;
    return true;
}

static bool make(look *l)
{
    const char *why;
    ts_plates plates;
    ts_plates_order order = {l->order->document, l->page, l->box, dots, l->order->colour, l->order->spots_to_process};
    if (!ts_plates_name(l->own, &order, &plates))
        return false;
    l->dpi = order.dpi = dpi_for(l->box, plates.inks.count);
    return ts_plates_make(l->own, &order, &plates, &why) == TS_OK && add_up(l, &plates);
}

/* ---- what is too much of it */

typedef struct tally {
    size_t left, top, right, bottom, count; /* right, bottom: behind the last */
    unsigned most;
} tally;

static void count_pixel(tally *t, size_t x, size_t y, unsigned sum)
{
    t->left = t->count && t->left < x ? t->left : x;
    t->top = t->count && t->top < y ? t->top : y;
    t->right = t->count && t->right > x + 1 ? t->right : x + 1;
    t->bottom = t->count && t->bottom > y + 1 ? t->bottom : y + 1;
    t->most = sum > t->most ? sum : t->most;
    t->count++;
}

static void count_box(look *l, ts_rect box, tally *t)
{
    double scale = l->dpi / 72, limit = (l->order->limit + TS_INK_SLACK) * 2.55;
    size_t left = (size_t)fmax(0, floor((box.x - l->box.x) * scale)), top = (size_t)fmax(0, floor((box.y - l->box.y) * scale));
    size_t right = (size_t)fmax(0, ceil((ts_rect_right(box) - l->box.x) * scale)),
           bottom = (size_t)fmax(0, ceil((ts_rect_bottom(box) - l->box.y) * scale));
    for (size_t y = top; y < bottom && y < l->height; y++)
        for (size_t x = left; x < right && x < l->width; x++) {
            unsigned short *sum = &l->sums[y * l->width + x];
            if (*sum > limit) {
                count_pixel(t, x, y, *sum);
                *sum = 0;
            }
        }
}

static bool same_place(const ts_item *a, const ts_item *b)
{
    if (!a->origin || !b->origin)
        return a->origin == b->origin;
    return a->origin->span.source == b->origin->span.source && a->origin->span.begin == b->origin->span.begin;
}

static bool tell(look *l, const ts_item *item, const tally *t)
{
    double points = 72 / l->dpi;
    if ((double)t->count * points * points < TS_INK_LEAST)
        return true;
    ts_rect box = {l->box.x + (double)t->left * points, l->box.y + (double)t->top * points, (double)(t->right - t->left) * points,
                   (double)(t->bottom - t->top) * points};
    ts_ink_place place = {l->page + 1, item, box, t->most / 2.55};
    return TS_PUSH(l->arena, l->places, place);
}

/* From the top, so that what overprints is told before what it lies on; a place in the sheet is told once. */
static bool tell_all(look *l, const ts_ink_suspects *suspects)
{
    bool *done = TS_ARRAY(l->own, bool, suspects->count);
    if (!done)
        return false;
    for (size_t i = suspects->count; i-- > 0;) {
        tally t = {0};
        const ts_item *first = suspects->items[i].item;
        if (done[i])
            continue;
        for (size_t k = i + 1; k-- > 0;)
            if (!done[k] && same_place(suspects->items[k].item, suspects->items[i].item)) {
                count_box(l, suspects->items[k].box, &t);
                first = suspects->items[k].item;
                done[k] = true;
            }
        if (!tell(l, first, &t))
            return false;
    }
    return true;
}

static bool survey_page(look *l, ts_arena *scratch)
{
    ts_ink_suspects suspects = {0};
    const ts_page *page = l->order->document->pages[l->page];
    if (!ts_ink_suspect_page(scratch, l->order, page, &suspects))
        return false;
    l->box = region_of(&suspects, page);
    if (!suspects.count || l->box.w <= 0 || l->box.h <= 0)
        return true;
    l->places->looked++;
    l->own = l->own ? l->own : ts_arena_new(0);
    return l->own && make(l) && tell_all(l, &suspects);
}

bool ts_ink_survey(ts_arena *arena, const ts_ink_order *order, ts_ink_places *places)
{
    look l = {.arena = arena, .order = order, .places = places};
    bool whole = true;
    for (; whole && l.page < order->document->page_count; l.page++) {
        ts_scratch scratch = ts_scratch_begin(arena);
        whole = survey_page(&l, scratch.arena);
        ts_scratch_end(&scratch);
        if (l.own)
            ts_arena_reset(l.own);
    }
    ts_arena_drop(l.own);
    return whole;
}
