/* A planned table painted: rules, heads, bars behind numbers, cells. */
#include "chart/grid.h"

#include <math.h>

static const double THINNEST = 0.25; /* of a bar: no press prints less, and the number stands beside it */
static const double BAR_INSET = 1.5; /* of a bar from the edges of its row */
static const double NOUGHT = 0.5;    /* the line between gains and losses */
static const double APART = 6, SHORTEST = 24; /* bars from figures beside them; the least room for that */

/* A rule belongs to what is over it: its lower edge stands where the next row begins. */
static void draw_rule(ts_plot *plot, const ts_grid_rule *rule, ts_rect box, double y)
{
    double middle = box.y + fmax(y - rule->weight / 2, rule->weight / 2);
    if (rule->weight > 0)
        ts_plot_line(plot, (ts_point){box.x, middle}, (ts_point){ts_rect_right(box), middle}, rule->ink,
                     rule->weight);
}

static const ts_grid_rule *rule_over(const ts_grid *grid, size_t row)
{
    bool strong = row == 0 || row == grid->row_count || (grid->total && row + 1 == grid->row_count);
    return strong ? &grid->head_rule : &grid->rule;
}

static void draw_heads(ts_plot *plot, const ts_grid *grid, const ts_grid_plan *plan, ts_point at)
{
    for (size_t i = 0; i < grid->column_count; i++) {
        const ts_block *block = plan->heads[i];
        if (!block)
            continue;
        plot->tag = grid->columns[i].tag;
        ts_label_put(plot, &grid->columns[i].head, block,
                     (ts_point){at.x + plan->left[i], at.y + plan->head_baseline - block->last_baseline},
                     plot->ground);
    }
}

static bool runs_over(const ts_grid *grid, const ts_grid_plan *plan, size_t row)
{
    for (size_t c = 1; c < grid->column_count; c++) {
        const ts_block *block = plan->set[row * grid->column_count + c];
        if (block && block->count > 1)
            return true;
    }
    return false;
}

/* ---- bars */

static ts_grid_scale scale_of(const ts_grid *grid, size_t column, double width)
{
    ts_grid_scale scale = {.width = width};
    for (size_t r = 0; r < grid->row_count; r++) {
        const ts_grid_cell *cell = ts_grid_cell_at(grid, r, column);
        if (!cell->barred)
            continue;
        scale.low = fmin(scale.low, cell->value);
        scale.high = fmax(scale.high, cell->value);
    }
    return scale;
}

/* Halved first: the reach of two huge values overflows. */
double ts_grid_x(const ts_grid_scale *scale, double value)
{
    double reach = scale->high / 2 - scale->low / 2;
    return reach > 0 ? scale->width * fmin((value / 2 - scale->low / 2) / reach, 1) : 0;
}

typedef struct spot { /* where a cell is drawn */
    size_t row, column;
    ts_point baseline; /* x: the column's left edge */
    ts_ink ground;
} spot;

/* Where its figures stand in the row, so that they are in its middle. */
static ts_rect bar_of(const ts_grid *grid, const ts_grid_plan *plan, const ts_grid_scale *scale, const spot *at)
{
    double nought = ts_grid_x(scale, 0), end = ts_grid_x(scale, ts_grid_cell_at(grid, at->row, at->column)->value);
    double top = at->baseline.y - plan->drop[at->row] + BAR_INSET;
    double bottom = at->baseline.y + plan->rise[at->row] - BAR_INSET;
    return (ts_rect){at->baseline.x + fmin(nought, end), top, fabs(end - nought), fmax(bottom - top, 0)};
}

/* From the column's left edge. */
static double figure_left(const ts_grid *grid, const ts_grid_plan *plan, size_t column, size_t at)
{
    bool decimal = grid->columns[column].align == TS_GRID_DECIMAL;
    return decimal ? plan->axis[column] - plan->left[column] - plan->whole[at] : plan->width[column] - plan->set[at]->width;
}

/* Whether a bar ends amid its figures: they would stand half on it, half beside it. */
static bool ends_amid(const ts_grid *grid, const ts_grid_plan *plan, size_t column, const ts_grid_scale *scale)
{
    for (size_t r = 0; r < grid->row_count; r++) {
        size_t at = r * grid->column_count + column;
        if (!plan->set[at] || !grid->cells[at].barred)
            continue;
        double left = figure_left(grid, plan, column, at), end = ts_grid_x(scale, grid->cells[at].value);
        if (end > left - APART / 2 && end < left + plan->set[at]->width - APART / 2)
            return true;
    }
    return false;
}

/* Bars stand beside the figures at the right where they would end amid them, or the line at nought would cross them. */
static void keep_off_figures(const ts_grid *grid, const ts_grid_plan *plan, size_t column, ts_grid_scale *scale)
{
    double first = scale->width;
    if (grid->columns[column].align < TS_GRID_RIGHT || (scale->low >= 0 && !ends_amid(grid, plan, column, scale)))
        return;
    for (size_t r = 0; r < grid->row_count; r++) {
        size_t at = r * grid->column_count + column;
        first = plan->set[at] ? fmin(first, figure_left(grid, plan, column, at)) : first;
    }
    if (first - APART >= SHORTEST)
        scale->width = first - APART;
}

static void draw_nought(ts_plot *plot, const ts_grid *grid, const ts_grid_scale *scale, ts_rect bar, double left)
{
    double x = left + ts_grid_x(scale, 0);
    if (scale->low < 0)
        ts_plot_line(plot, (ts_point){x, bar.y}, (ts_point){x, ts_rect_bottom(bar)}, grid->head_rule.ink, NOUGHT);
}

/* The number says it all: its bar is an artifact. */
static void draw_bar(ts_plot *plot, const ts_grid *grid, const ts_grid_plan *plan, const spot *at)
{
    const ts_label *label = &ts_grid_cell_at(grid, at->row, at->column)->label;
    ts_ink ink = grid->columns[at->column].bar;
    if (!ink.swatch || !ts_grid_cell_at(grid, at->row, at->column)->barred)
        return;
    ts_grid_scale scale = scale_of(grid, at->column, plan->width[at->column]);
    keep_off_figures(grid, plan, at->column, &scale);
    ts_rect bar = bar_of(grid, plan, &scale, at);
    plot->tag = NULL;
    if (bar.w >= THINNEST)
        ts_plot_rect(plot, bar, ink, NULL);
    draw_nought(plot, grid, &scale, bar, at->baseline.x);
    if (plot->witness && label->count && bar.w >= THINNEST)
        ts_witness_words(plot->witness, ts_plot_dark(at->ground) ? label->reversed : label->ink, ink,
                         label->pieces->text, label->pieces->length);
}

static void draw_row(ts_plot *plot, const ts_grid *grid, const ts_grid_plan *plan, ts_point at, size_t row)
{
    const ts_block *const *set = &plan->set[row * grid->column_count];
    ts_ink ground = grid->stripe.swatch && row % 2 == 1 ? grid->stripe : plot->ground;
    double first = at.y + plan->top[row] + plan->drop[row];
    double last = set[0] && !runs_over(grid, plan, row) ? set[0]->last_baseline - set[0]->first_baseline : 0;
    for (size_t c = 0; c < grid->column_count; c++) {
        const ts_grid_cell *cell = ts_grid_cell_at(grid, row, c);
        double x = at.x + plan->left[c], baseline = first + (c ? last : 0);
        draw_bar(plot, grid, plan, &(spot){row, c, {x, baseline}, ground});
        if (!set[c])
            continue;
        if (grid->columns[c].align == TS_GRID_DECIMAL)
            x = at.x + plan->axis[c] - plan->whole[row * grid->column_count + c];
        plot->tag = cell->tag;
        ts_label_put(plot, &cell->label, set[c],
                     (ts_point){x, baseline - set[c]->first_baseline},
                     ground);
    }
}

void ts_grid_draw(ts_plot *plot, const ts_grid *grid, const ts_grid_plan *plan, ts_point at)
{
    const ts_tag *own = plot->tag;
    size_t columns = grid->column_count;
    if (!columns)
        return;
    double right = plan->left[columns - 1] + plan->width[columns - 1] + plan->left[0]; /* as far in as at the left */
    ts_rect box = {at.x, at.y, right, plan->height};
    plot->tag = NULL;
    for (size_t r = 1; r < grid->row_count && grid->stripe.swatch; r += 2)
        ts_plot_rect(plot, (ts_rect){box.x, at.y + plan->top[r], box.w, plan->top[r + 1] - plan->top[r]},
                     grid->stripe, NULL);
    for (size_t r = 0; r <= grid->row_count; r++)
        draw_rule(plot, rule_over(grid, r), box, plan->top[r]);
    draw_heads(plot, grid, plan, at);
    for (size_t r = 0; r < grid->row_count && !plot->failed; r++)
        draw_row(plot, grid, plan, at, r);
    plot->tag = own;
}
