/*
 * measure.c - how wide from above, how high from below.
 */
#include "layout/box.h"
#include "layout/figure.h"
#include "layout/story.h"

#include <string.h>

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static void outside(ts_composer *composer, const ts_box *box, const char *what)
{
    ts_error(composer->kit->diags, box->frame->columns.text ? box->frame->columns.span : box->frame->span,
             "columns", "%s", what);
}

void ts_box_across(ts_composer *composer, ts_box *box, double x, double width)
{
    const ts_frame *frame = box->frame;
    double left = x, right = x + width;
    int first, last;
    if (frame->columns.text && ts_spec_columns(frame->columns.text, composer->grid.count, &first, &last) &&
        strcmp(frame->columns.text, "all") != 0) {
        left = ts_grid_left(&composer->grid, first);
        right = left + ts_grid_width(&composer->grid, first, last);
        if (left < x - 0.01 || right > x + width + 0.01)
            outside(composer, box, "the columns of this frame leave its container");
    }
    if (frame->left.given)
        left = x + frame->left.pt;
    if (frame->width.given)
        right = left + frame->width.pt;
    box->rect.x = left;
    box->rect.w = larger(right - left, 0);
}

static double measure_chart(ts_composer *composer, ts_box *box, double width)
{
    const ts_frame *frame = box->frame;
    double height = ts_figure_height(composer->kit, box->bound, width);
    if (frame->height.given)
        height = larger(height, frame->height.pt);
    const ts_copy *note = box->bound->chart->note;
    if (!note)
        return height;
    const ts_style *style = ts_kit_style(composer->kit, "note");
    if (!style || !ts_kit_set(composer->kit, note, style, width, &box->note)) {
        composer->failed = true;
        return height;
    }
    return height + TS_NOTE_GAP + box->note.block->height;
}

static double measure_stack(ts_composer *composer, ts_box *box, ts_rect content)
{
    double height = 0, gap = ts_box_gap(composer, box);
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        ts_box_across(composer, child, content.x, content.w);
        ts_box_measure(composer, child);
        height += child->rect.h + (i ? gap : 0);
    }
    return height;
}

static double measure_place(ts_composer *composer, ts_box *box, ts_rect content)
{
    double height = 0;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        ts_box_across(composer, child, content.x, content.w);
        ts_box_measure(composer, child);
        const ts_frame *frame = child->frame;
        double beyond = frame->bottom.given ? frame->bottom.pt : frame->top.given ? frame->top.pt : 0;
        /* A picture behind the others is cut by its container, it does not push it. */
        bool behind = frame->layer.given && frame->layer.value == TS_LAYER_BACK;
        if (!behind)
            height = larger(height, beyond + child->rect.h);
    }
    return height;
}

static long weight(const ts_box *child)
{
    return child->frame->span_columns.given ? child->frame->span_columns.value : 1;
}

/* Children of a width of their own keep it; the others share the rest by span,
 * so that spans that add up to the page's columns stand on them. */
static void share_width(ts_box *box, ts_rect content, double gap)
{
    long spans = 0;
    double rest = content.w;
    for (size_t i = 0; i < box->count; i++) {
        const ts_box *child = &box->children[i];
        if (child->frame->width.given)
            rest -= child->frame->width.pt + gap;
        else
            spans += weight(child);
    }
    double x = content.x, unit = spans ? (rest + gap) / (double)spans : 0;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        double width = child->frame->width.given ? child->frame->width.pt : unit * (double)weight(child) - gap;
        child->rect.x = x;
        child->rect.w = larger(width, 0);
        x += width + gap;
    }
}

static ts_box *bare(ts_box *box)
{
    while (box->bound->content == TS_CONTENT_COMPONENT && box->count == 1)
        box = &box->children[0];
    return box;
}

/* Raises the height of a stack's child and of all that hold it. */
static void heighten(ts_box *box, double height)
{
    double more = height - box->rect.h;
    if (more <= 0)
        return;
    box->rect.h += more;
    box->natural = larger(box->natural, box->rect.h);
}

static bool like(ts_box *first, size_t count)
{
    const ts_box *model = bare(first);
    for (size_t i = 1; i < count; i++) {
        const ts_box *other = bare(&first[i]);
        if (other->bound->content != model->bound->content || other->count != model->count)
            return false;
    }
    return model->bound->content == TS_CONTENT_STACK && model->count > 0;
}

static double stack_height(ts_composer *composer, const ts_box *stack)
{
    double height = stack->inset.top + stack->inset.bottom, gap = ts_box_gap(composer, stack);
    for (size_t i = 0; i < stack->count; i++)
        height += stack->children[i].rect.h + (i ? gap : 0);
    return height;
}

static void drop_to(ts_box *box, double baseline)
{
    double own = ts_box_first_baseline(box);
    if (own < 0 || own >= baseline)
        return;
    box->drop += baseline - own;
    box->rect.h += baseline - own;
    box->natural += baseline - own;
}

static void restack(ts_composer *composer, ts_box *wrapper, ts_box *stack)
{
    double more = stack_height(composer, stack) - stack->rect.h;
    if (more <= 0)
        return;
    for (ts_box *b = stack;; b = b->parent) {
        heighten(b, b->rect.h + more);
        if (b == wrapper)
            return;
    }
}

/* Like places share their first baseline and, but for the last, their height. */
static void align_level(ts_composer *composer, ts_box *cells, size_t count, size_t level)
{
    double baseline = -1, height = 0;
    for (size_t i = 0; i < count; i++)
        baseline = larger(baseline, ts_box_first_baseline(&bare(&cells[i])->children[level]));
    for (size_t i = 0; i < count; i++) {
        ts_box *child = &bare(&cells[i])->children[level];
        drop_to(child, baseline);
        height = larger(height, child->rect.h);
    }
    bool last = level + 1 == bare(cells)->count;
    for (size_t i = 0; i < count && !last; i++)
        heighten(&bare(&cells[i])->children[level], height);
    for (size_t i = 0; i < count; i++)
        restack(composer, &cells[i], bare(&cells[i]));
}

static void share_baselines(ts_composer *composer, ts_box *cells, size_t count)
{
    if (count < 2)
        return;
    if (like(cells, count)) {
        for (size_t level = 0; level < bare(cells)->count; level++)
            align_level(composer, cells, count, level);
        return;
    }
    double baseline = -1;
    for (size_t i = 0; i < count; i++)
        baseline = larger(baseline, ts_box_first_baseline(&cells[i]));
    for (size_t i = 0; i < count; i++)
        drop_to(&cells[i], baseline);
}

static double highest(const ts_box *cells, size_t count)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height = larger(height, cells[i].rect.h);
    return height;
}

static double measure_row(ts_composer *composer, ts_box *box, ts_rect content)
{
    share_width(box, content, ts_box_gap(composer, box));
    for (size_t i = 0; i < box->count; i++)
        ts_box_measure(composer, &box->children[i]);
    if (ts_box_baseline_row(box))
        share_baselines(composer, box->children, box->count);
    return highest(box->children, box->count);
}

size_t ts_box_cells_across(const ts_box *box)
{
    size_t across = box->frame->across.given && box->frame->across.value > 0 ? (size_t)box->frame->across.value : 1;
    return box->count && box->count < across ? box->count : across;
}

static double measure_repeat(ts_composer *composer, ts_box *box, ts_rect content)
{
    size_t across = ts_box_cells_across(box);
    double gap = box->frame->gap.given ? box->frame->gap.pt : composer->grid.gutter;
    double width = (content.w - (double)(across - 1) * gap) / (double)across;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        child->rect.x = content.x + (double)(i % across) * (width + gap);
        child->rect.w = larger(width, 0);
        ts_box_measure(composer, child);
    }
    double top = 0, height = 0;
    for (size_t i = 0; i < box->count; i += across) {
        size_t count = box->count - i < across ? box->count - i : across;
        if (ts_box_baseline_row(box))
            share_baselines(composer, &box->children[i], count);
        double row = highest(&box->children[i], count);
        height = top + row;
        top += ts_box_row_step(box, row);
    }
    return height;
}

double ts_box_row_step(const ts_box *box, double row)
{
    double gap = box->frame->gap.given ? box->frame->gap.pt : 8;
    double pitch = box->frame->pitch.given ? box->frame->pitch.pt : 0;
    return larger(row + (pitch > 0 ? 0 : gap), pitch);
}

static double measure_content(ts_composer *composer, ts_box *box)
{
    ts_rect content = ts_box_content(box);
    switch (box->bound->content) {
    case TS_CONTENT_TEXT:
    case TS_CONTENT_VALUE: return ts_story_measure(composer, box, content.w);
    case TS_CONTENT_CHART: return measure_chart(composer, box, content.w);
    case TS_CONTENT_IMAGE: return ts_part_image(composer, box);
    case TS_CONTENT_QR: return ts_part_qr(composer, box);
    case TS_CONTENT_LOGOS: return ts_part_logos(composer, box);
    case TS_CONTENT_SOURCES: return ts_part_sources(composer, box);
    case TS_CONTENT_ROW: return measure_row(composer, box, content);
    case TS_CONTENT_PLACE: return measure_place(composer, box, content);
    case TS_CONTENT_REPEAT: return measure_repeat(composer, box, content);
    case TS_CONTENT_STACK:
    case TS_CONTENT_COMPONENT: return measure_stack(composer, box, content);
    default: return 0;
    }
}

static void measured(ts_composer *composer, ts_box *box, double content)
{
    const ts_frame *frame = box->frame;
    box->natural = content + box->inset.top + box->inset.bottom;
    box->rect.h = box->natural;
    if (!frame->height.given)
        return;
    bool too_high = box->natural > frame->height.pt + 0.01;
    if (frame->fixed.value && too_high && box->bound->content != TS_CONTENT_IMAGE)
        ts_box_overset(composer, frame->height.span,
                 "the content is %.1f pt high, the frame is fixed at %.1f pt", box->natural, frame->height.pt);
    box->rect.h = frame->fixed.value ? frame->height.pt : larger(box->natural, frame->height.pt);
}

void ts_box_measure(ts_composer *composer, ts_box *box)
{
    box->rect.h = 0;
    measured(composer, box, measure_content(composer, box));
}
