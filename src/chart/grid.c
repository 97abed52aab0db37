#include "chart/grid.h"

#include <math.h>

static const double GAP = 12, STRIPE_INSET = 4;
static const double BARRED = 72;     /* points that a column with bars wishes for */
static const double PITCH = 1.65;   /* leadings: 14 on type of 7/8.5 */
static const double NARROWEST = .01; /* a measure in which every word has a line of its own */
enum { HEAD_LINES = 3, TRIES = 16 };

const ts_grid_cell *ts_grid_cell_at(const ts_grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->column_count + column];
}

/* ---- widths */

static double sum_given(const ts_grid_room *rooms, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += rooms[i].given;
    return sum;
}

typedef struct wishes { /* of the columns without a width of their own, added up */
    double least, plain, natural;
    double figures; /* the widest of figures */
} wishes;

static wishes sum_wishes(const ts_grid_room *rooms, size_t count, double figures)
{
    wishes sum = {0};
    for (size_t i = 0; i < count; i++) {
        if (rooms[i].given > 0)
            continue;
        sum.least += rooms[i].least;
        sum.plain += rooms[i].plain;
        sum.natural += rooms[i].figures ? fmax(figures, rooms[i].natural) : rooms[i].natural;
        if (rooms[i].figures)
            sum.figures = fmax(sum.figures, rooms[i].natural);
    }
    return sum;
}

static double part_of(double rest, double low, double high)
{
    return high > low ? fmax(rest - low, 0) / (high - low) : 0;
}

/* Heads break before cells do; what is left over goes by content. */
static double width_in(const ts_grid_room *room, const wishes *all, double rest)
{
    double natural = room->figures ? fmax(all->figures, room->natural) : room->natural;
    if (all->natural <= rest)
        return all->natural > 0 ? natural * rest / all->natural : 0;
    if (all->plain <= rest)
        return room->plain + (room->natural - room->plain) * part_of(rest, all->plain, all->natural);
    return room->least + (room->plain - room->least) * part_of(rest, all->least, all->plain);
}

double ts_grid_share(ts_grid_room *rooms, size_t count, double width)
{
    double rest = width - sum_given(rooms, count);
    wishes all = sum_wishes(rooms, count, 0), even = sum_wishes(rooms, count, all.figures);
    bool evenly = even.natural <= rest;
    all.figures = 0;
    for (size_t i = 0; i < count; i++) {
        ts_grid_room *room = &rooms[i];
        room->width = room->given > 0 ? room->given : width_in(room, evenly ? &even : &all, rest);
    }
    return fmax(all.least - rest, 0);
}

/* ---- type */

static const ts_block *set(ts_plot *plot, const ts_label *label, ts_setting_rules rules)
{
    ts_text_paragraph paragraph = {
        .pieces = label->pieces, .count = label->count, .type = label->type, .rules = rules};
    if (!label->count || plot->failed)
        return NULL;
    const ts_block *block = ts_text_set(plot->setter, plot->arena, &paragraph, 1);
    plot->failed = !block;
    return block;
}

static ts_text_align text_align(ts_grid_align align)
{
    static const ts_text_align aligns[] = {TS_TEXT_LEFT, TS_TEXT_CENTER, TS_TEXT_RIGHT, TS_TEXT_RIGHT};
    return aligns[align];
}

static const ts_block *set_head(ts_plot *plot, const ts_grid_column *column, double measure)
{
    return set(plot, &column->head,
               (ts_setting_rules){.measure = measure, .align = text_align(column->align), .balance = true});
}

/* Figures are never broken; a name that runs over hangs by an em. */
static const ts_block *set_cell(ts_plot *plot, const ts_label *label, ts_grid_align align, double measure,
                                bool hangs)
{
    if (align == TS_GRID_DECIMAL)
        return ts_label_set(plot, label, 0, TS_TEXT_LEFT);
    ts_setting_rules rules = {.measure = measure, .align = text_align(align), .balance = true};
    rules.indent = hangs && label->type ? label->type->size : 0;
    return set(plot, label, rules);
}

static double width_of(const ts_block *block)
{
    return block ? block->width : 0;
}

/* The same words up to a byte of their text. */
static double width_up_to(ts_plot *plot, const ts_label *label, size_t bytes)
{
    ts_label cut = *label;
    ts_text_piece *pieces = TS_ARRAY(plot->arena, ts_text_piece, label->count);
    plot->failed = plot->failed || !pieces;
    cut.pieces = pieces;
    cut.count = 0;
    for (size_t i = 0; pieces && i < label->count && bytes; i++) {
        pieces[i] = label->pieces[i];
        if (pieces[i].length > bytes)
            pieces[i].length = bytes;
        bytes -= pieces[i].length;
        cut.count++;
    }
    return ts_label_width(plot, &cut);
}

/* ---- what a column asks for */

/* The narrowest measure in which a head has no more than its lines. */
static double least_head(ts_plot *plot, const ts_grid_column *column)
{
    const ts_block *narrow = set_head(plot, column, NARROWEST);
    if (!narrow || narrow->count <= HEAD_LINES)
        return width_of(narrow);
    double low = narrow->width, high = ts_label_width(plot, &column->head);
    for (int i = 0; i < TRIES && !plot->failed; i++) {
        double middle = (low + high) / 2;
        const ts_block *block = set_head(plot, column, middle);
        if (block && block->count > HEAD_LINES)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Of a decimal column: the widest whole part and the widest rest. */
typedef struct halves {
    double before, after;
} halves;

static halves measure_halves(ts_plot *plot, const ts_grid *grid, size_t column, ts_grid_plan *plan)
{
    halves widest = {0};
    for (size_t r = 0; r < grid->row_count; r++) {
        const ts_grid_cell *cell = ts_grid_cell_at(grid, r, column);
        double all = ts_label_width(plot, &cell->label);
        double whole = fmin(width_up_to(plot, &cell->label, cell->whole), all);
        plan->whole[r * grid->column_count + column] = whole;
        widest.before = fmax(widest.before, whole);
        widest.after = fmax(widest.after, all - whole);
    }
    return widest;
}

static void ask_for_cells(ts_plot *plot, const ts_grid *grid, size_t column, ts_grid_room *room)
{
    ts_grid_align align = grid->columns[column].align;
    for (size_t r = 0; r < grid->row_count; r++) {
        const ts_label *label = &ts_grid_cell_at(grid, r, column)->label;
        room->least = fmax(room->least, width_of(set_cell(plot, label, align, NARROWEST, column == 0)));
        room->plain = fmax(room->plain, ts_label_width(plot, label));
    }
}

static ts_grid_room ask(ts_plot *plot, const ts_grid *grid, size_t column, ts_grid_plan *plan)
{
    const ts_grid_column *spec = &grid->columns[column];
    ts_grid_room room = {.given = spec->width, .figures = spec->align >= TS_GRID_RIGHT && column > 0};
    room.least = least_head(plot, spec);
    if (spec->align == TS_GRID_DECIMAL) {
        halves both = measure_halves(plot, grid, column, plan);
        plan->axis[column] = both.after;
        room.least = fmax(room.least, both.before + both.after);
    } else {
        ask_for_cells(plot, grid, column, &room);
    }
    room.plain = fmax(room.plain, room.least);
    room.natural = fmax(room.plain, ts_label_width(plot, &spec->head));
    if (spec->bar.swatch)
        room.natural = fmax(room.natural, BARRED);
    return room;
}

static double gap_of(const ts_grid *grid)
{
    return grid->gap > 0 ? grid->gap : GAP;
}

static double inset_of(const ts_grid *grid)
{
    return grid->stripe.swatch ? STRIPE_INSET : 0;
}

static bool share_width(ts_plot *plot, const ts_grid *grid, ts_grid_plan *plan, double width)
{
    size_t count = grid->column_count;
    double x = inset_of(grid);
    ts_grid_room *rooms = TS_ARRAY(plot->arena, ts_grid_room, count);
    if (!rooms)
        return false;
    for (size_t i = 0; i < count; i++)
        rooms[i] = ask(plot, grid, i, plan);
    plan->over = ts_grid_share(rooms, count, width - 2 * x - gap_of(grid) * (double)(count - 1));
    for (size_t i = 0; i < count; i++) {
        plan->left[i] = x;
        plan->width[i] = rooms[i].width;
        plan->lack[i] = fmax(rooms[i].least - rooms[i].width, 0);
        plan->axis[i] = x + rooms[i].width - plan->axis[i];
        x += rooms[i].width + gap_of(grid);
    }
    return !plot->failed;
}

/* ---- heights */

/* From a rule down to the first baseline, so that figures stand in the middle of a row. */
static double drop_of(const ts_type *type)
{
    return type ? (PITCH * type->leading + ts_font_metrics_of(type->font)->cap_height * type->size) / 2 : 0;
}

static double rise_of(const ts_type *type)
{
    return type ? PITCH * type->leading - drop_of(type) : 0;
}

static double plan_heads(ts_plot *plot, const ts_grid *grid, ts_grid_plan *plan)
{
    double below = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        plan->heads[i] = set_head(plot, &grid->columns[i], plan->width[i] + .01);
        if (!plan->heads[i])
            continue;
        plan->head_baseline = fmax(plan->head_baseline, plan->heads[i]->last_baseline);
        below = fmax(below, rise_of(grid->columns[i].head.type));
    }
    return plan->head_baseline + below;
}

static const ts_type *row_type(const ts_grid *grid, size_t row)
{
    for (size_t c = 0; c < grid->column_count; c++)
        if (ts_grid_cell_at(grid, row, c)->label.count)
            return ts_grid_cell_at(grid, row, c)->label.type;
    return NULL;
}

static double plan_row(ts_plot *plot, const ts_grid *grid, ts_grid_plan *plan, size_t row)
{
    const ts_type *type = row_type(grid, row);
    double deepest = 0;
    for (size_t c = 0; c < grid->column_count; c++) {
        const ts_grid_cell *cell = ts_grid_cell_at(grid, row, c);
        const ts_block *block =
            set_cell(plot, &cell->label, grid->columns[c].align, plan->width[c] + .01, c == 0);
        plan->set[row * grid->column_count + c] = block;
        deepest = block ? fmax(deepest, block->last_baseline - block->first_baseline) : deepest;
    }
    plan->drop[row] = drop_of(type);
    plan->rise[row] = rise_of(type);
    return plan->drop[row] + deepest + plan->rise[row];
}

static bool has_heads(const ts_grid *grid)
{
    for (size_t i = 0; i < grid->column_count; i++)
        if (grid->columns[i].head.count)
            return true;
    return false;
}

static ts_grid_plan *new_plan(ts_plot *plot, const ts_grid *grid)
{
    size_t columns = grid->column_count, cells = columns * grid->row_count;
    ts_grid_plan *plan = TS_NEW(plot->arena, ts_grid_plan);
    if (!plan)
        return NULL;
    plan->left = TS_ARRAY(plot->arena, double, columns);
    plan->width = TS_ARRAY(plot->arena, double, columns);
    plan->lack = TS_ARRAY(plot->arena, double, columns);
    plan->axis = TS_ARRAY(plot->arena, double, columns);
    plan->heads = TS_ARRAY(plot->arena, const ts_block *, columns);
    plan->top = TS_ARRAY(plot->arena, double, grid->row_count + 1);
    plan->drop = TS_ARRAY(plot->arena, double, grid->row_count);
    plan->rise = TS_ARRAY(plot->arena, double, grid->row_count);
    plan->set = TS_ARRAY(plot->arena, const ts_block *, cells);
    plan->whole = TS_ARRAY(plot->arena, double, cells);
    bool columned = plan->left && plan->width && plan->lack && plan->axis && plan->heads;
    return columned && plan->top && plan->drop && plan->rise && plan->set && plan->whole ? plan : NULL;
}

const ts_grid_plan *ts_grid_make(ts_plot *plot, const ts_grid *grid, double width)
{
    ts_grid_plan *plan = new_plan(plot, grid);
    if (!plan || (grid->column_count && !share_width(plot, grid, plan, width))) {
        plot->failed = true;
        return NULL;
    }
    double y = has_heads(grid) ? plan_heads(plot, grid, plan) : 0;
    for (size_t r = 0; r < grid->row_count && !plot->failed; r++) {
        plan->top[r] = y;
        y += plan_row(plot, grid, plan, r);
    }
    plan->top[grid->row_count] = plan->height = y;
    return plot->failed ? NULL : plan;
}
