#include "layout/anchors.h"

#include <math.h>

static const struct ts_anchors *anchors_of(const ts_box *box)
{
    return box->head ? box->head->frame->anchors : box->frame->anchors;
}

/* What is wrong with it is told; NULL: no picture. */
static const ts_art *art_of(ts_kit *kit, const struct ts_anchors *anchors, size_t paragraph)
{
    const ts_word *name = paragraph < anchors->art.count ? &anchors->art.items[paragraph] : NULL;
    return name && *name->text ? ts_kit_drawing(kit, name, "anchors") : NULL;
}

static double scale_of(const ts_art *art, double size)
{
    double side = fmax(art->box.w, art->box.h);
    return side > 0 ? size / side : 0;
}

static ts_rect ink_of(const ts_art *art)
{
    return art->ink_box.h > 0 ? art->ink_box : art->box;
}

static double cap_height(const ts_style *style)
{
    return ts_font_metrics_of(style->type.font)->cap_height * style->type.size;
}

bool ts_anchors_room(ts_composer *composer, const ts_box *box, const ts_copy *copy, const ts_style *style,
                     ts_text_room *room)
{
    const struct ts_anchors *anchors = anchors_of(box);
    if (!anchors)
        return true;
    double *least = TS_ARRAY(composer->kit->arena, double, copy->count);
    double top = ts_type_first_baseline(&style->type) - cap_height(style);
    for (size_t i = 0; least && i < copy->count; i++) {
        const ts_art *art = art_of(composer->kit, anchors, i);
        least[i] = art ? fmax(0, top + ink_of(art).h * scale_of(art, anchors->size.pt)) : 0;
    }
    room->left = anchors->size.pt + anchors->gap.pt;
    room->least = least;
    return least;
}

/* A picture stands where its paragraph begins: leftward text has it at the right. */
static double left_edge(const ts_box *box, const ts_line *line)
{
    bool leftward = line->edge > line->x + line->width / 2;
    return leftward ? line->edge - anchors_of(box)->size.pt : line->edge;
}

static void put(ts_composer *composer, const ts_box *box, const ts_art *art, ts_point at)
{
    const struct ts_anchors *anchors = anchors_of(box);
    double s = scale_of(art, anchors->size.pt);
    ts_origin *origin = TS_NEW(composer->kit->arena, ts_origin);
    ts_item item = {.kind = TS_ITEM_ART, .artifact = box->artifact, .origin = origin};
    item.u.art.art = art;
    item.u.art.ink = ts_kit_ink(composer->kit, anchors->color.text);
    item.u.art.matrix = (ts_matrix){s, 0, 0, s, at.x + (anchors->size.pt - art->box.w * s) / 2 - art->box.x * s,
                                    at.y - ink_of(art).y * s};
    if (origin)
        *origin = (ts_origin){.frame = box->frame->name.text, .span = anchors->span, .used = &box->bound->used};
    if (!origin || !ts_page_add(composer->kit->arena, composer->page, item))
        composer->failed = true;
}

void ts_anchors_paint(ts_composer *composer, const ts_box *box, ts_point at)
{
    const struct ts_anchors *anchors = anchors_of(box);
    const ts_block *block = box->text.block;
    if (!anchors)
        return;
    if (anchors->art.count > box->text.copy->count)
        ts_warn(composer->kit->diags, anchors->span, "anchors", "%zu pictures for %zu paragraphs",
                anchors->art.count, box->text.copy->count);
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i];
        const ts_art *art = line->starts_paragraph ? art_of(composer->kit, anchors, line->paragraph) : NULL;
        ts_point top = {at.x + left_edge(box, line), at.y + line->baseline - cap_height(box->text.style)};
        if (art)
            put(composer, box, art, top);
    }
}
