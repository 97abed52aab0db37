/*
 * measure.c - how wide from above, how high from below.
 */
#include "layout/box.h"
#include "layout/figure.h"
#include "layout/story.h"
#include "spec/value.h"

#include <math.h>
#include <string.h>

static double larger(double a, double b)
{
    return a > b ? a : b;
}

void ts_box_across(ts_composer *composer, ts_box *box, double x, double width)
{
    const ts_frame *frame = box->frame;
    double left = x, right = x + width;
    int first, last;
    box->outside = false;
    if (frame->columns.text && ts_spec_columns(frame->columns.text, composer->grid.count, &first, &last) &&
        strcmp(frame->columns.text, "all") != 0) {
        left = ts_grid_left(&composer->grid, first);
        right = left + ts_grid_width(&composer->grid, first, last);
        box->outside = left < x - 0.01 || right > x + width + 0.01;
    }
    if (frame->left.given)
        left = x + frame->left.pt;
    if (frame->width.given)
        right = left + frame->width.pt;
    box->rect.x = left;
    box->rect.w = larger(right - left, 0);
}

/* ---- charts */

static bool make_inside(ts_composer *composer, const ts_box *box)
{
    const ts_chart_bound *chart = box->bound->chart;
    ts_box_plot *plot = box->plot;
    if (plot->inside)
        return true;
    plot->inside = TS_ARRAY(composer->kit->scratch, ts_box, chart->inside_count);
    for (size_t i = 0; plot->inside && i < chart->inside_count; i++)
        if (!ts_box_make(composer, &plot->inside[i], &chart->inside[i], NULL, plot->figure.ground))
            return false;
    plot->inside_count = plot->inside ? chart->inside_count : 0;
    return plot->inside != NULL;
}

static void measure_inside(ts_composer *composer, ts_box *box)
{
    ts_box_plot *plot = box->plot;
    ts_rect room = plot->figure.inside;
    plot->inside_over = 0;
    if (room.w <= 0 || composer->failed)
        return;
    if (!make_inside(composer, box)) {
        composer->failed = true;
        return;
    }
    double used = 0;
    for (size_t i = 0; i < plot->inside_count; i++) {
        ts_box *child = &plot->inside[i];
        ts_box_across(composer, child, room.x, room.w);
        ts_box_measure(composer, child);
        if (!ts_box_hidden(child))
            used += child->rect.h + (used > 0 ? TS_INSIDE_GAP : 0);
    }
    plot->inside_over = used - room.h;
}

/* The height of the note, with the gap above it. */
static double measure_note(ts_composer *composer, ts_box *box, double width)
{
    const ts_copy *note = box->bound->chart->note;
    if (!note)
        return 0;
    const ts_style *style = box->plot->note_fit ? box->plot->note_fit->style : ts_kit_style(composer->kit, "note");
    if (!style || !ts_kit_set(composer->kit, note, style, width, &box->plot->note)) {
        composer->failed = true;
        return 0;
    }
    return TS_NOTE_GAP + box->plot->note.block->height;
}

static const double LEAST_FIGURE = 24; /* points: of charts that fill what they are given */

static double figure_height(ts_composer *composer, const ts_box *box, double width)
{
    bool given = box->frame->height.given, scales = ts_figure_scales(box->bound);
    if (given && scales)
        return fmin(LEAST_FIGURE, box->frame->height.pt);
    double height = ts_figure_height(composer->kit, box->bound, width);
    return given ? larger(height, box->frame->height.pt) : height;
}

/* No ladder changes a figure: until it is given another width, it stays as it was measured. */
static void measure_figure(ts_composer *composer, ts_box *box, double width)
{
    ts_box_figure *figure = &box->plot->figure;
    if (figure->known && figure->width == width)
        return;
    *figure = (ts_box_figure){.known = true, .width = width, .height = figure_height(composer, box, width)};
    if (!ts_figure_inside(composer->kit, box->bound, (ts_rect){0, 0, width, figure->height}, &figure->inside, &figure->ground))
        composer->failed = true;
}

static double measure_chart(ts_composer *composer, ts_box *box, double width)
{
    measure_figure(composer, box, width);
    measure_inside(composer, box);
    return box->plot->figure.height + measure_note(composer, box, width);
}

/* ---- containers */

/* Boxes under each other; those that are hidden have no gap. */
static double stacked(const ts_box *stack, double gap)
{
    double height = 0;
    bool first = true;
    for (size_t i = 0; i < stack->count; i++) {
        if (ts_box_hidden(&stack->children[i]))
            continue;
        height += stack->children[i].rect.h + (first ? 0 : gap);
        first = false;
    }
    return height;
}

static double measure_stack(ts_composer *composer, ts_box *box, ts_rect content)
{
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        ts_box_across(composer, child, content.x, content.w);
        ts_box_measure(composer, child);
    }
    return stacked(box, ts_box_gap(composer, box));
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
        if (!behind && !ts_box_hidden(child))
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
        if (ts_box_hidden(child))
            continue;
        if (child->frame->width.given)
            rest -= child->frame->width.pt + gap;
        else
            spans += weight(child);
    }
    double x = content.x, unit = spans ? (rest + gap) / (double)spans : 0;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        if (ts_box_hidden(child))
            continue;
        double width = child->frame->width.given ? child->frame->width.pt : unit * (double)weight(child) - gap;
        child->rect.x = x;
        child->rect.w = larger(width, 0);
        x += width + gap;
    }
}

ts_box *ts_box_bare(ts_box *box)
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

bool ts_box_alike(ts_box *first, size_t count)
{
    const ts_box *model = ts_box_bare(first);
    for (size_t i = 1; i < count; i++) {
        const ts_box *other = ts_box_bare(&first[i]);
        if (other->bound->content != model->bound->content || other->count != model->count)
            return false;
    }
    return model->bound->content == TS_CONTENT_STACK && model->count > 0;
}

static double stack_height(ts_composer *composer, const ts_box *stack)
{
    return stack->inset.top + stack->inset.bottom + stacked(stack, ts_box_gap(composer, stack));
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
        baseline = larger(baseline, ts_box_first_baseline(&ts_box_bare(&cells[i])->children[level]));
    for (size_t i = 0; i < count; i++) {
        ts_box *child = &ts_box_bare(&cells[i])->children[level];
        drop_to(child, baseline);
        height = larger(height, child->rect.h);
    }
    bool last = level + 1 == ts_box_bare(cells)->count;
    for (size_t i = 0; i < count && !last; i++)
        heighten(&ts_box_bare(&cells[i])->children[level], height);
    for (size_t i = 0; i < count; i++)
        restack(composer, &cells[i], ts_box_bare(&cells[i]));
}

static void share_baselines(ts_composer *composer, ts_box *cells, size_t count)
{
    if (count < 2)
        return;
    if (ts_box_alike(cells, count)) {
        for (size_t level = 0; level < ts_box_bare(cells)->count; level++)
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

/* Of a repeat: fewer when there are fewer. */
static size_t cells_across(const ts_box *box)
{
    size_t across = box->frame->across.given && box->frame->across.value > 0 ? (size_t)box->frame->across.value : 1;
    size_t count = 0;
    for (size_t i = 0; i < box->count && count < across; i++)
        count += !ts_box_hidden(&box->children[i]);
    return count ? count : across;
}

size_t ts_box_cells_of_row(const ts_box *box, size_t from)
{
    size_t across = cells_across(box), count = 0, i = from;
    for (; i < box->count; i++) {
        bool hidden = ts_box_hidden(&box->children[i]);
        if (!hidden && count == across)
            break;
        count += !hidden;
    }
    return i - from;
}

static double measure_repeat(ts_composer *composer, ts_box *box, ts_rect content)
{
    size_t across = cells_across(box), column = 0;
    double gap = box->frame->gap.given ? box->frame->gap.pt : composer->grid.gutter;
    double width = (content.w - (double)(across - 1) * gap) / (double)across;
    for (size_t i = 0; i < box->count; i++) {
        ts_box *child = &box->children[i];
        child->rect.x = content.x + (double)(column % across) * (width + gap);
        child->rect.w = larger(width, 0);
        column += !ts_box_hidden(child);
        ts_box_measure(composer, child);
    }
    double top = 0, height = 0;
    for (size_t i = 0, count; i < box->count; i += count) {
        count = ts_box_cells_of_row(box, i);
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
    case TS_CONTENT_CONTINUE:
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

static void measured(ts_box *box, double content)
{
    const ts_frame *frame = box->frame;
    box->natural = content + box->inset.top + box->inset.bottom;
    box->rect.h = box->natural;
    if (!frame->height.given)
        return;
    box->rect.h = frame->fixed.value ? frame->height.pt : larger(box->natural, frame->height.pt);
}

static void measure_nothing(ts_box *box)
{
    box->rect.h = box->natural = 0;
    box->text = (ts_set_text){0};
    if (box->plot)
        box->plot->note = (ts_set_text){0};
    box->part_count = 0;
    for (size_t i = 0; i < box->count; i++)
        measure_nothing(&box->children[i]);
}

/* Whatever an earlier measuring has left is put back: the same again gives the same. */
void ts_box_measure(ts_composer *composer, ts_box *box)
{
    box->drop = box->locked = 0;
    box->part_count = 0;
    if (ts_box_hidden(box)) {
        measure_nothing(box);
        return;
    }
    ts_kit *kit = composer->kit;
    const ts_box *container = kit->box;
    const ts_span used = kit->diags->used;
    kit->box = box;
    kit->diags->used = box->bound->used;
    box->rect.h = 0;
    measured(box, measure_content(composer, box));
    kit->box = container;
    kit->diags->used = used;
}
