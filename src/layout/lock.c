#include "layout/lock.h"

#include <math.h>

static const double SAME = 1e-6; /* of a step */

static bool locks(const ts_box *box)
{
    const ts_box *head = box->head ? box->head : box;
    return head->style && head->bound->content == TS_CONTENT_TEXT && head->style->rules.grid > 0;
}

static bool any_locks(const ts_box *box)
{
    bool any = locks(box);
    for (size_t i = 0; i < box->count && !any; i++)
        any = any_locks(&box->children[i]);
    return any;
}

double ts_leaf_grid(const ts_leaf *leaf)
{
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        if (any_locks(&leaf->body[i]))
            return leaf->composer.kit->stock->sheet->paper.baseline;
    return 0;
}

typedef struct lock {
    const ts_composer *composer;
    double step;
} lock;

static void lock_box(const lock *l, ts_box *box, double top);

/* As high as its content now needs. */
static void set_height(ts_box *box, double content)
{
    const ts_frame *frame = box->frame;
    box->natural = content + box->drop + box->inset.top + box->inset.bottom;
    if (!(frame->height.given && frame->fixed.value))
        box->rect.h = fmax(box->rect.h, box->natural);
}

static void lock_text(const lock *l, ts_box *box, double top)
{
    const ts_block *block = box->text.block;
    int valign = box->frame->valign.given ? box->frame->valign.value : TS_VALIGN_TOP;
    if (!block || !block->count || !locks(box) || valign != TS_VALIGN_TOP)
        return;
    double at = top + box->inset.top + box->drop + block->first_baseline - l->composer->grid.top;
    double down = ceil(at / l->step - SAME) * l->step - at;
    if (down <= 0)
        return;
    box->drop += down;
    box->natural += down;
    if (!(box->frame->height.given && box->frame->fixed.value))
        box->rect.h += down;
}

static void lock_stack(const lock *l, ts_box *box, double y)
{
    double begin = y, gap = ts_box_gap(l->composer, box);
    bool first = true;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        if (ts_box_hidden(child))
            continue;
        y += first ? 0 : gap;
        lock_box(l, child, y);
        y += child->rect.h;
        first = false;
    }
    set_height(box, y - begin);
}

static double lock_cells(const lock *l, ts_box *box, size_t from, size_t count, double y)
{
    int align = box->frame->align.given ? box->frame->align.value : TS_FRAME_TOP;
    bool moves = align == TS_FRAME_MIDDLE || align == TS_FRAME_BOTTOM;
    double height = 0;
    for (size_t i = from; i < from + count; i++) {
        ts_box *child = &box->children[i];
        if (!ts_box_hidden(child) && !moves)
            lock_box(l, child, y);
        height = fmax(height, child->rect.h);
    }
    return height;
}

static void lock_repeat(const lock *l, ts_box *box, double y)
{
    double top = 0, height = 0;
    for (size_t i = 0, count; i < box->count; i += count) {
        count = ts_box_cells_of_row(box, i);
        double row = lock_cells(l, box, i, count, y + top);
        height = top + row;
        top += ts_box_row_step(box, row);
    }
    set_height(box, height);
}

static void lock_place(const lock *l, ts_box *box, double y)
{
    double height = 0;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        const ts_frame *frame = child->frame;
        double from = frame->bottom.given ? frame->bottom.pt : frame->top.given ? frame->top.pt : 0;
        bool behind = frame->layer.given && frame->layer.value == TS_LAYER_BACK;
        if (!frame->bottom.given && !ts_box_hidden(child))
            lock_box(l, child, y + from);
        if (!behind && !ts_box_hidden(child))
            height = fmax(height, from + child->rect.h);
    }
    set_height(box, height);
}

static void lock_box(const lock *l, ts_box *box, double top)
{
    double y = top + box->inset.top + box->drop;
    switch (box->bound->content) {
    case TS_CONTENT_TEXT:
    case TS_CONTENT_CONTINUE: lock_text(l, box, top); break;
    case TS_CONTENT_STACK:
    case TS_CONTENT_COMPONENT: lock_stack(l, box, y); break;
    case TS_CONTENT_ROW: set_height(box, lock_cells(l, box, 0, box->count, y)); break;
    case TS_CONTENT_REPEAT: lock_repeat(l, box, y); break;
    case TS_CONTENT_PLACE: lock_place(l, box, top + box->inset.top); break;
    default: break;
    }
}

void ts_leaf_lock(ts_leaf *leaf)
{
    lock l = {&leaf->composer, leaf->grid};
    double y = leaf->top;
    for (size_t i = 0; leaf->grid > 0 && i < leaf->bound->body_count; i++) {
        ts_box *box = &leaf->body[i];
        if (ts_box_hidden(box))
            continue;
        lock_box(&l, box, y);
        y += box->rect.h + leaf->gap;
    }
}
