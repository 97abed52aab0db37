#include "layout/lock.h"

#include "layout/thread.h"

#include <math.h>

static const double SAME = 1e-6; /* of a step */
enum { AGAIN = 4 }; /* times that texts are set for their places: what is above seldom moves twice */

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

static bool is_fixed(const ts_box *box)
{
    return box->frame->height.given && box->frame->fixed.value;
}

/* As high as its content now needs. */
static void set_height(ts_box *box, double content)
{
    box->natural = content + box->drop + box->inset.top + box->inset.bottom;
    if (!is_fixed(box))
        box->rect.h = fmax(box->rect.h, box->natural);
}

static void move_down(ts_box *box, double down)
{
    box->drop += down;
    box->locked += down;
    box->natural += down;
    if (!is_fixed(box))
        box->rect.h = fmax(box->rect.h, box->natural);
}

/* From a baseline to the grid's next. */
static double to_grid(const lock *l, double baseline)
{
    double at = baseline - l->composer->grid.top;
    return fmax(ceil(at / l->step - SAME) * l->step - at, 0);
}

static bool stands_on_top(const ts_box *box)
{
    return !box->frame->valign.given || box->frame->valign.value == TS_VALIGN_TOP;
}

static void lock_text(const lock *l, ts_box *box, double top)
{
    const ts_block *block = box->text.block;
    if (block && block->count && locks(box) && stands_on_top(box))
        move_down(box, to_grid(l, top + ts_box_first_baseline(box)));
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

/* ---- rows that share baselines keep them: all cells move by what the first that locks needs */

/* The text that the box's first baseline is of (ts_box_first_baseline). */
static const ts_box *first_text(const ts_box *box)
{
    if (box->text.block && box->text.block->count)
        return box;
    for (size_t i = 0; i < box->count; i++) {
        const ts_box *text = ts_box_hidden(&box->children[i]) ? NULL : first_text(&box->children[i]);
        if (text || (!ts_box_hidden(&box->children[i]) && box->bound->content == TS_CONTENT_STACK))
            return text;
    }
    return NULL;
}

static double first_down(const lock *l, const ts_box *box, double top)
{
    const ts_box *text = ts_box_hidden(box) ? NULL : first_text(box);
    return text && locks(text) && stands_on_top(text) ? to_grid(l, top + ts_box_first_baseline(box)) : 0;
}

static double level_top(const lock *l, ts_box *cell, size_t level, double top)
{
    ts_box *stack = ts_box_bare(cell);
    for (const ts_box *box = cell; box != stack; box = &box->children[0])
        top += box->inset.top + box->drop;
    top += stack->inset.top + stack->drop;
    for (size_t i = 0; i < level; i++)
        if (!ts_box_hidden(&stack->children[i]))
            top += stack->children[i].rect.h + ts_box_gap(l->composer, stack);
    return top;
}

static void lock_level(const lock *l, ts_box *cells, size_t count, size_t level, double top)
{
    double down = 0;
    for (size_t i = 0; i < count && down <= 0; i++)
        down = first_down(l, &ts_box_bare(&cells[i])->children[level], level_top(l, &cells[i], level, top));
    for (size_t i = 0; i < count; i++) {
        ts_box *box = &ts_box_bare(&cells[i])->children[level];
        if (ts_box_hidden(box))
            continue;
        move_down(box, down);
        lock_box(l, box, level_top(l, &cells[i], level, top));
    }
}

static void lock_together(const lock *l, ts_box *cells, size_t count, double top)
{
    double down = 0;
    if (ts_box_alike(cells, count)) {
        for (size_t level = 0; level < ts_box_bare(cells)->count; level++)
            lock_level(l, cells, count, level, top);
        return;
    }
    for (size_t i = 0; i < count && down <= 0; i++)
        down = first_down(l, &cells[i], top);
    for (size_t i = 0; i < count; i++)
        if (!ts_box_hidden(&cells[i]))
            move_down(&cells[i], down);
}

static double lock_cells(const lock *l, ts_box *box, size_t from, size_t count, double y)
{
    int align = box->frame->align.given ? box->frame->align.value : TS_FRAME_TOP;
    bool moves = align == TS_FRAME_MIDDLE || align == TS_FRAME_BOTTOM;
    double height = 0;
    if (count > 1 && ts_box_baseline_row(box))
        lock_together(l, &box->children[from], count, y);
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

static void lock_body(ts_leaf *leaf)
{
    lock l = {&leaf->composer, leaf->grid};
    double y = leaf->top;
    for (size_t i = 0; i < leaf->bound->body_count; i++) {
        ts_box *box = &leaf->body[i];
        if (ts_box_hidden(box))
            continue;
        lock_box(&l, box, y);
        y += box->rect.h + leaf->gap;
    }
}

/* A text in areas of a height, or round pictures, has other room when it begins lower. */
static bool was_set_for_another_place(ts_box *box)
{
    bool moved = box->text.block && box->areas.count && fabs(box->locked - box->set_for) > SAME;
    if (moved)
        box->set_for = box->locked;
    for (size_t i = 0; i < box->count; i++)
        moved |= was_set_for_another_place(&box->children[i]);
    return moved;
}

static bool any_to_set_again(ts_leaf *leaf)
{
    bool any = false;
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        any |= was_set_for_another_place(&leaf->body[i]);
    return any;
}

static void measure_again(ts_leaf *leaf)
{
    for (size_t i = 0; i < leaf->bound->body_count; i++) {
        ts_box_measure(&leaf->composer, &leaf->body[i]);
        ts_threads_stale(&leaf->body[i]);
    }
}

void ts_leaf_lock(ts_leaf *leaf)
{
    if (leaf->grid <= 0)
        return;
    lock_body(leaf);
    for (int i = 0; i < AGAIN && any_to_set_again(leaf); i++) {
        measure_again(leaf);
        lock_body(leaf);
    }
}
