#include "art/kept.h"

#include "base/pack.h"

#include <math.h>
#include <string.h>

static const char KIND[] = "art";
enum { NO_INK = 0 }; /* inks are counted from 1 */

static bool key_of(const ts_cache *cache, ts_arena *arena, const ts_source *source, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_cache_key(cache, arena, KIND);
    if (!digest)
        return false;
    ts_digest_add(digest, source->text, source->length);
    ts_digest_end_raw(digest, key);
    return true;
}

static size_t find_colour(const ts_art_asked *asked, const double rgb[3])
{
    size_t at = 0;
    while (at < asked->colours.count && memcmp(asked->colours.items[at], rgb, sizeof *asked->colours.items) != 0)
        at++;
    return at;
}

/* Art of more colours than are soon looked through is not kept. */
ts_ink ts_art_ask(void *user, const double rgb[3])
{
    enum { MOST_COLOURS = 1000 };
    ts_art_asked *asked = user;
    size_t at = find_colour(asked, rgb);
    if (at < asked->answers.count)
        return asked->answers.items[at];
    ts_ink ink = asked->means->ink(asked->means->user, rgb);
    asked->failed = asked->failed || at == MOST_COLOURS || !TS_PUSH(asked->arena, &asked->answers, ink) ||
                    !ts_arena_grow(asked->arena, (void **)&asked->colours.items, &asked->colours.capacity, at,
                                   sizeof *asked->colours.items);
    if (!asked->failed)
        memcpy(asked->colours.items[asked->colours.count++], rgb, sizeof *asked->colours.items);
    return ink;
}

/* ---- packing */

typedef struct packer {
    ts_pack to;
    const ts_art_asked *asked;
} packer;

static void put_ink(packer *p, ts_ink ink)
{
    size_t at = 0;
    while (at < p->asked->answers.count && (p->asked->answers.items[at].swatch != ink.swatch ||
                                            p->asked->answers.items[at].tint != ink.tint))
        at++;
    p->to.failed |= ink.swatch && at == p->asked->answers.count;
    ts_pack_whole(&p->to, ink.swatch ? at + 1 : NO_INK);
}

static void put_path(packer *p, const ts_path *path)
{
    p->to.failed |= !path || path->failed;
    if (p->to.failed)
        return;
    ts_pack_whole(&p->to, path->verbs.count);
    ts_pack_bytes(&p->to, path->verbs.items, path->verbs.count);
    ts_pack_whole(&p->to, path->points.count);
    for (size_t i = 0; i < path->points.count; i++)
        ts_pack_point(&p->to, path->points.items[i]);
}

static void put_gradient(packer *p, const ts_gradient *gradient)
{
    ts_pack_whole(&p->to, gradient->radial);
    ts_pack_point(&p->to, gradient->from);
    ts_pack_point(&p->to, gradient->to);
    ts_pack_real(&p->to, gradient->from_radius);
    ts_pack_real(&p->to, gradient->to_radius);
    ts_pack_whole(&p->to, gradient->count);
    for (size_t i = 0; i < gradient->count; i++) {
        ts_pack_real(&p->to, gradient->stops[i].offset);
        put_ink(p, gradient->stops[i].ink);
    }
}

static void put_paint(packer *p, const ts_paint *paint)
{
    put_ink(p, paint->ink);
    ts_pack_real(&p->to, paint->opacity);
    ts_pack_whole(&p->to, paint->gradient != NULL);
    if (paint->gradient)
        put_gradient(p, paint->gradient);
}

static void put_stroke(packer *p, const ts_stroke *stroke)
{
    const double numbers[] = {stroke->width, stroke->miter, stroke->dash_phase};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ts_pack_real(&p->to, numbers[i]);
    ts_pack_whole(&p->to, (uint64_t)stroke->cap);
    ts_pack_whole(&p->to, (uint64_t)stroke->join);
    ts_pack_whole(&p->to, stroke->dash_count);
    for (size_t i = 0; i < stroke->dash_count; i++)
        ts_pack_real(&p->to, stroke->dashes[i]);
}

static void put_item(packer *p, const ts_item *item)
{
    ts_pack_whole(&p->to, (uint64_t)item->kind);
    switch (item->kind) {
    case TS_ITEM_FILL:
        put_path(p, item->u.fill.path);
        put_paint(p, &item->u.fill.paint);
        ts_pack_whole(&p->to, item->u.fill.even_odd);
        break;
    case TS_ITEM_STROKE:
        put_path(p, item->u.stroke.path);
        put_paint(p, &item->u.stroke.paint);
        put_stroke(p, &item->u.stroke.stroke);
        break;
    case TS_ITEM_CLIP:
        put_path(p, item->u.clip.path);
        ts_pack_whole(&p->to, item->u.clip.even_odd);
        break;
    case TS_ITEM_UNCLIP:
        break;
    default:
        p->to.failed = true; /* no SVG has another */
    }
}

/* A sheet that prints two colours of the file in one ink does not say which of them an item had, and the next sheet may
 * tell them apart. */
static bool are_told_apart(const ts_art_asked *asked)
{
    const ts_ink *inks = asked->answers.items;
    for (size_t i = 0; i < asked->answers.count; i++)
        for (size_t k = 0; k < i; k++)
            if (inks[i].swatch == inks[k].swatch && inks[i].tint == inks[k].tint)
                return false;
    return true;
}

void ts_art_keep(ts_cache *cache, ts_arena *scratch, const ts_source *source, const ts_art *art, const ts_art_asked *asked)
{
    unsigned char key[TS_DIGEST_BYTES];
    packer p = {.to = {.arena = scratch}, .asked = asked};
    if (!cache || asked->failed || !are_told_apart(asked) || !key_of(cache, scratch, source, key))
        return;
    ts_pack_whole(&p.to, asked->colours.count);
    for (size_t i = 0; i < asked->colours.count; i++)
        for (int k = 0; k < 3; k++)
            ts_pack_real(&p.to, asked->colours.items[i][k]);
    ts_pack_rect(&p.to, art->box);
    ts_pack_rect(&p.to, art->ink_box);
    ts_pack_real(&p.to, art->ink_area);
    ts_pack_whole(&p.to, art->one_colour);
    ts_pack_whole(&p.to, art->items.count);
    for (size_t i = 0; i < art->items.count; i++)
        put_item(&p, &art->items.items[i]);
    if (!p.to.failed)
        ts_cache_keep(cache, KIND, key, p.to.items, p.to.count);
}

/* ---- and back */

typedef struct reader {
    ts_unpack from;
    ts_arena *arena;
    ts_ink *inks;
    size_t ink_count;
} reader;

static size_t one_of(reader *r, size_t most)
{
    uint64_t value = ts_unpack_whole(&r->from);
    r->from.failed |= value > most;
    return r->from.failed ? 0 : (size_t)value;
}

static ts_ink take_ink(reader *r)
{
    size_t index = one_of(r, r->ink_count);
    return index == NO_INK ? (ts_ink){NULL, 0} : r->inks[index - 1];
}

static const ts_path *take_path(reader *r)
{
    ts_path *path = ts_path_new(r->arena);
    size_t verbs = ts_unpack_count(&r->from, 1);
    const unsigned char *kinds = ts_unpack_bytes(&r->from, verbs);
    size_t points = ts_unpack_count(&r->from, 16);
    ts_point *places = path ? TS_ARRAY(r->arena, ts_point, points) : NULL;
    r->from.failed |= !places || (verbs && !kinds);
    for (size_t i = 0; i < points && !r->from.failed; i++)
        places[i] = ts_unpack_point(&r->from, INFINITY);
    if (!r->from.failed)
        r->from.failed = !ts_path_take(path, kinds, verbs, places, points);
    return r->from.failed ? NULL : path;
}

static const ts_gradient *take_gradient(reader *r)
{
    ts_gradient *gradient = TS_NEW(r->arena, ts_gradient);
    r->from.failed |= !gradient;
    if (!gradient)
        return NULL;
    gradient->radial = one_of(r, 1);
    gradient->from = ts_unpack_point(&r->from, INFINITY);
    gradient->to = ts_unpack_point(&r->from, INFINITY);
    gradient->from_radius = ts_unpack_within(&r->from, INFINITY);
    gradient->to_radius = ts_unpack_within(&r->from, INFINITY);
    gradient->count = ts_unpack_count(&r->from, 16);
    ts_stop *stops = TS_ARRAY(r->arena, ts_stop, gradient->count);
    for (size_t i = 0; stops && i < gradient->count; i++) {
        stops[i].offset = ts_unpack_within(&r->from, INFINITY);
        stops[i].ink = take_ink(r);
    }
    r->from.failed |= !stops || gradient->count < 2;
    gradient->stops = stops;
    return gradient;
}

static ts_paint take_paint(reader *r)
{
    ts_paint paint = {.ink = take_ink(r)};
    paint.opacity = ts_unpack_within(&r->from, INFINITY);
    paint.gradient = one_of(r, 1) ? take_gradient(r) : NULL;
    return paint;
}

static ts_stroke take_stroke(reader *r)
{
    ts_stroke stroke = {.width = ts_unpack_within(&r->from, INFINITY)};
    stroke.miter = ts_unpack_within(&r->from, INFINITY);
    stroke.dash_phase = ts_unpack_within(&r->from, INFINITY);
    stroke.cap = (ts_cap)one_of(r, TS_CAP_SQUARE);
    stroke.join = (ts_join)one_of(r, TS_JOIN_BEVEL);
    stroke.dash_count = ts_unpack_count(&r->from, 8);
    double *dashes = TS_ARRAY(r->arena, double, stroke.dash_count);
    for (size_t i = 0; dashes && i < stroke.dash_count; i++)
        dashes[i] = ts_unpack_within(&r->from, INFINITY);
    r->from.failed |= !dashes;
    stroke.dashes = stroke.dash_count ? dashes : NULL;
    return stroke;
}

static ts_item take_item(reader *r)
{
    ts_item item = {.kind = (ts_item_kind)one_of(r, TS_ITEM_UNCLIP)};
    switch (item.kind) {
    case TS_ITEM_FILL:
        item.u.fill.path = take_path(r);
        item.u.fill.paint = take_paint(r);
        item.u.fill.even_odd = one_of(r, 1);
        break;
    case TS_ITEM_STROKE:
        item.u.stroke.path = take_path(r);
        item.u.stroke.paint = take_paint(r);
        item.u.stroke.stroke = take_stroke(r);
        break;
    case TS_ITEM_CLIP:
        item.u.clip.path = take_path(r);
        item.u.clip.even_odd = one_of(r, 1);
        break;
    case TS_ITEM_UNCLIP:
        break;
    default:
        r->from.failed = true;
    }
    return item;
}

static bool take_inks(reader *r, const ts_art_means *means)
{
    r->ink_count = ts_unpack_count(&r->from, 24);
    r->inks = TS_ARRAY(r->arena, ts_ink, r->ink_count);
    for (size_t i = 0; r->inks && i < r->ink_count; i++) {
        double rgb[3];
        for (int k = 0; k < 3; k++)
            rgb[k] = ts_unpack_real(&r->from);
        bool colour = rgb[0] >= 0 && rgb[0] <= 1 && rgb[1] >= 0 && rgb[1] <= 1 && rgb[2] >= 0 && rgb[2] <= 1;
        r->from.failed |= !colour;
        if (r->from.failed)
            return false;
        r->inks[i] = means->ink(means->user, rgb);
        r->from.failed |= !r->inks[i].swatch;
    }
    return r->inks && !r->from.failed;
}

static ts_art *take_art(reader *r)
{
    ts_art *art = TS_NEW(r->arena, ts_art);
    if (!art)
        return NULL;
    art->box = ts_unpack_rect(&r->from, INFINITY);
    art->ink_box = ts_unpack_rect(&r->from, INFINITY);
    art->ink_area = ts_unpack_within(&r->from, INFINITY);
    art->one_colour = one_of(r, 1);
    size_t count = ts_unpack_count(&r->from, 8);
    art->items.items = TS_ARRAY(r->arena, ts_item, count);
    art->items.capacity = count;
    for (size_t i = 0; art->items.items && i < count && !r->from.failed; i++)
        art->items.items[art->items.count++] = take_item(r);
    return art->items.items && ts_unpack_done(&r->from) ? art : NULL;
}

ts_art *ts_art_recall(ts_cache *cache, ts_arena *arena, const ts_source *source, const ts_art_means *means)
{
    unsigned char key[TS_DIGEST_BYTES];
    size_t count = 0;
    const unsigned char *bytes =
        cache && key_of(cache, arena, source, key) ? ts_cache_find(cache, KIND, key, arena, &count) : NULL;
    reader r = {.from = ts_unpack_from(bytes, count), .arena = arena};
    return bytes && take_inks(&r, means) ? take_art(&r) : NULL;
}
