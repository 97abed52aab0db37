/*
 * arrange.c - every height is known: now every top.
 */
#include "layout/box.h"

static void put(ts_box *box, double y)
{
    box->rect.y = y;
    ts_box_arrange(box);
}

static void arrange_stack(ts_box *box, ts_rect content)
{
    double y = content.y + box->drop;
    double gap = box->frame->gap.given ? box->frame->gap.pt : 8;
    for (size_t i = 0; i < box->count; i++) {
        if (ts_box_hidden(&box->children[i]))
            continue;
        put(&box->children[i], y);
        y += box->children[i].rect.h + gap;
    }
}

static double offset_in_row(const ts_box *row, const ts_box *child, double height)
{
    int align = row->frame->align.given ? row->frame->align.value : TS_FRAME_TOP;
    double room = height - child->rect.h;
    return align == TS_FRAME_MIDDLE ? room / 2 : align == TS_FRAME_BOTTOM ? room : 0;
}

static void arrange_cells(ts_box *box, size_t from, size_t count, double y)
{
    double height = 0;
    for (size_t i = from; i < from + count; i++)
        height = box->children[i].rect.h > height ? box->children[i].rect.h : height;
    for (size_t i = from; i < from + count; i++)
        put(&box->children[i], y + offset_in_row(box, &box->children[i], height));
}

static void arrange_repeat(ts_box *box, ts_rect content)
{
    double y = content.y + box->drop;
    for (size_t i = 0, count; i < box->count; i += count) {
        count = ts_box_cells_of_row(box, i);
        double row = 0;
        for (size_t k = i; k < i + count; k++)
            row = box->children[k].rect.h > row ? box->children[k].rect.h : row;
        arrange_cells(box, i, count, y);
        y += ts_box_row_step(box, row);
    }
}

static void arrange_place(ts_box *box, ts_rect content)
{
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        double top = child->frame->top.given ? child->frame->top.pt : 0;
        if (child->frame->bottom.given)
            top = content.h - child->frame->bottom.pt - child->rect.h;
        put(child, content.y + top);
    }
    ts_box_settle(box->children, box->count);
}

static int layer_of(const ts_box *box)
{
    return box->frame->layer.given ? box->frame->layer.value : TS_LAYER_MIDDLE;
}

static bool inside(ts_rect inner, ts_rect outer)
{
    return inner.x >= outer.x - 0.01 && inner.y >= outer.y - 0.01 &&
           ts_rect_right(inner) <= ts_rect_right(outer) + 0.01 &&
           ts_rect_bottom(inner) <= ts_rect_bottom(outer) + 0.01;
}

static void stand_on(ts_box *box, const ts_swatch *ground)
{
    if (box->fill.swatch)
        return;
    box->on = ground;
    for (size_t i = 0; i < box->count; i++)
        stand_on(&box->children[i], ground);
}

void ts_box_settle(ts_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            bool before = layer_of(&boxes[k]) < layer_of(&boxes[i]) ||
                          (layer_of(&boxes[k]) == layer_of(&boxes[i]) && k < i);
            if (before && boxes[k].fill.swatch && inside(boxes[i].rect, boxes[k].rect))
                stand_on(&boxes[i], boxes[k].on);
        }
}

void ts_box_arrange(ts_box *box)
{
    ts_rect content = ts_box_content(box);
    switch (box->bound->content) {
    case TS_CONTENT_ROW: arrange_cells(box, 0, box->count, content.y + box->drop); break;
    case TS_CONTENT_REPEAT: arrange_repeat(box, content); break;
    case TS_CONTENT_PLACE: arrange_place(box, content); break;
    case TS_CONTENT_STACK:
    case TS_CONTENT_COMPONENT: arrange_stack(box, content); break;
    default: break;
    }
}
