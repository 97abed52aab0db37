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

static double highest(const ts_box *cells, size_t count, bool (*counts)(const ts_box *cell))
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        if ((!counts || counts(&cells[i])) && cells[i].rect.h > height)
            height = cells[i].rect.h;
    return height;
}

/* A cell that shows how high it is: by a ground or an outline, of its own or of what is in the component. */
static bool is_card(const ts_box *cell)
{
    const ts_box *bare = ts_box_bare((ts_box *)cell);
    return !ts_box_hidden(cell) && !bare->frame->height.given && !cell->frame->height.given && (bare->fill.swatch || bare->outline);
}

/* What stands in a cell, and all that it is wrapped in. */
static void heighten(ts_box *inner, ts_box *cell, double more)
{
    for (ts_box *box = inner;; box = box->parent) {
        box->rect.h += more;
        if (box == cell)
            return;
    }
}

/* Cards side by side are as high as the highest of them. */
static void level_cards(const ts_box *row, ts_box *cells, size_t count)
{
    int align = row->frame->align.given ? row->frame->align.value : TS_FRAME_TOP;
    if (align == TS_FRAME_MIDDLE || align == TS_FRAME_BOTTOM)
        return;
    double height = highest(cells, count, is_card);
    for (size_t i = 0; i < count; i++)
        if (is_card(&cells[i]))
            heighten(ts_box_bare(&cells[i]), &cells[i], height - cells[i].rect.h);
}

/* The first frame in a cell that takes what its neighbours leave; NULL: none. */
static ts_box *find_stretching(ts_box *box)
{
    int content = box->bound->content;
    if (ts_box_hidden(box) || box->frame->fixed.value)
        return NULL;
    if (box->frame->stretch.value)
        return box;
    if (content != TS_CONTENT_STACK && content != TS_CONTENT_COMPONENT)
        return NULL;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *found = find_stretching(&box->children[i]);
        if (found)
            return found;
    }
    return NULL;
}

static void stretch_cells(ts_box *cells, size_t count)
{
    double height = highest(cells, count, NULL);
    for (size_t i = 0; i < count; i++) {
        ts_box *found = find_stretching(&cells[i]);
        if (found)
            heighten(found, &cells[i], height - cells[i].rect.h);
    }
}

static void arrange_cells(ts_box *box, size_t from, size_t count, double y)
{
    level_cards(box, &box->children[from], count);
    stretch_cells(&box->children[from], count);
    double height = highest(&box->children[from], count, NULL);
    for (size_t i = from; i < from + count; i++)
        put(&box->children[i], y + offset_in_row(box, &box->children[i], height));
}

static void arrange_repeat(ts_box *box, ts_rect content)
{
    double y = content.y + box->drop;
    for (size_t i = 0, count; i < box->count; i += count) {
        count = ts_box_cells_of_row(box, i);
        arrange_cells(box, i, count, y);
        y += ts_box_row_step(box, highest(&box->children[i], count, NULL));
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
