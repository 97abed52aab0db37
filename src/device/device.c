#include "device/device.h"

#include <math.h>

enum { ART_DEPTH = 16, CLIP_DEPTH = 256 };

typedef struct player {
    const ts_device *device;
    bool marked;
    const ts_tag *tag;
    ts_artifact artifact;
    int depth; /* of art within art */
} player;

static void play_items(player *p, const ts_items *items, const ts_item *inside);

static ts_status status(const ts_device *device)
{
    return device->status ? device->status(device->self) : TS_OK;
}

static void give(player *p, void (*call)(void *, const ts_item *), const ts_item *item)
{
    if (call)
        call(p->device->self, item);
}

static void mark(player *p, const ts_item *item)
{
    if (p->marked && p->tag == item->tag && (item->tag || p->artifact == item->artifact))
        return;
    p->marked = true;
    p->tag = item->tag;
    p->artifact = item->artifact;
    give(p, p->device->mark, item);
}

ts_item ts_device_art_item(const ts_item *art, const ts_item *inner)
{
    ts_item item = *inner;
    ts_ink ink = art->u.art.art->one_colour ? art->u.art.ink : (ts_ink){NULL, 0};
    double scale = art->u.art.stroke_scale > 0 ? art->u.art.stroke_scale : 1;
    item.tag = art->tag;
    item.artifact = art->artifact;
    item.origin = art->origin;
    if (item.kind == TS_ITEM_STROKE) {
        item.u.stroke.stroke.width *= scale;
        if (ink.swatch && !item.u.stroke.paint.gradient && item.u.stroke.paint.ink.swatch)
            item.u.stroke.paint.ink = ink;
    } else if (item.kind == TS_ITEM_FILL) {
        if (ink.swatch && !item.u.fill.paint.gradient && item.u.fill.paint.ink.swatch)
            item.u.fill.paint.ink = ink;
    } else if (item.kind == TS_ITEM_RUN) {
        item.u.run.ink = ink.swatch ? ink : item.u.run.ink;
    } else if (item.kind == TS_ITEM_ART) {
        item.u.art.stroke_scale = scale * (item.u.art.stroke_scale > 0 ? item.u.art.stroke_scale : 1);
        item.u.art.ink = item.u.art.ink.swatch ? item.u.art.ink : ink;
    }
    return item;
}

static bool flat(ts_matrix m)
{
    double det = m.a * m.d - m.b * m.c;
    return !isfinite(det) || !isfinite(m.e) || !isfinite(m.f) || fabs(det) < 1e-12;
}

static void play_art(player *p, const ts_item *item)
{
    if (p->device->art) {
        give(p, p->device->art, item);
        return;
    }
    if (p->depth >= ART_DEPTH || flat(item->u.art.matrix))
        return;
    p->depth++;
    give(p, p->device->begin_art, item);
    play_items(p, &item->u.art.art->items, item);
    give(p, p->device->end_art, item);
    p->depth--;
}

static bool drawn(const ts_path *path)
{
    return path && !path->failed;
}

static void play_item(player *p, const ts_item *item)
{
    mark(p, item);
    if (item->kind == TS_ITEM_FILL && drawn(item->u.fill.path))
        give(p, p->device->fill, item);
    else if (item->kind == TS_ITEM_STROKE && drawn(item->u.stroke.path))
        give(p, p->device->stroke, item);
    else if (item->kind == TS_ITEM_RUN && item->u.run.run)
        give(p, p->device->run, item);
    else if (item->kind == TS_ITEM_IMAGE && item->u.image.image)
        give(p, p->device->image, item);
    else if (item->kind == TS_ITEM_ART && item->u.art.art)
        play_art(p, item);
}

/* A device gets as many unclips as clips, whatever the list holds. */
static bool play_clip(player *p, const ts_item *item, int *open)
{
    if (item->kind == TS_ITEM_CLIP) {
        if (!drawn(item->u.clip.path) || *open >= CLIP_DEPTH)
            return false;
        (*open)++;
        give(p, p->device->clip, item);
    } else if (*open > 0) {
        (*open)--;
        give(p, p->device->unclip, item);
    }
    return true;
}

static void play_items(player *p, const ts_items *items, const ts_item *inside)
{
    int open = 0, hidden = 0; /* clips that could not be set hide what they hold */
    for (size_t i = 0; i < items->count && status(p->device) == TS_OK; i++) {
        ts_item made;
        const ts_item *item = &items->items[i];
        if (inside) {
            made = ts_device_art_item(inside, item);
            item = &made;
        }
        bool clips = item->kind == TS_ITEM_CLIP;
        if (clips && (hidden || !play_clip(p, item, &open)))
            hidden++;
        else if (item->kind == TS_ITEM_UNCLIP && hidden)
            hidden--;
        else if (item->kind == TS_ITEM_UNCLIP)
            play_clip(p, item, &open);
        else if (!clips && !hidden)
            play_item(p, item);
    }
    static const ts_item end = {.kind = TS_ITEM_UNCLIP};
    while (open > 0)
        play_clip(p, &end, &open);
}

static void play_page(const ts_device *device, const ts_document *document, size_t number)
{
    const ts_page *page = document->pages[number];
    player p = {.device = device};
    if (device->begin_page)
        device->begin_page(device->self, page, number);
    play_items(&p, &page->items, NULL);
    if (device->end_page)
        device->end_page(device->self, page);
}

static ts_status play(const ts_device *device, const ts_document *document, size_t from, size_t to)
{
    if (device->begin_document)
        device->begin_document(device->self, document);
    for (size_t i = from; i < to && status(device) == TS_OK; i++)
        play_page(device, document, i);
    if (device->end_document)
        device->end_document(device->self, document);
    return status(device);
}

ts_status ts_device_play(const ts_device *device, const ts_document *document)
{
    return play(device, document, 0, document->page_count);
}

ts_status ts_device_play_page(const ts_device *device, const ts_document *document, size_t page)
{
    if (page >= document->page_count)
        return TS_USAGE;
    return play(device, document, page, page + 1);
}
