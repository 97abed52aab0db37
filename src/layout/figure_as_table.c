/*
 * A chart's numbers as a table behind its figure, for readers who do not see it.
 *
 * The cells are type without ink inside the figure's box, in rows and columns as
 * they are read, so that what a reader program frames or selects is where the
 * chart is. They are set small enough to stay in it.
 */
#include "layout/figure_kit.h"

#include <math.h>

static ts_tag *add_tag(ts_figure *figure, ts_tag *parent, ts_tag_kind kind, const char *scope)
{
    ts_tag *tag = parent ? ts_tag_add(figure->kit->arena, parent, kind) : NULL;
    figure->plot.failed = figure->plot.failed || !tag;
    if (tag) {
        tag->page = parent->page;
        tag->scope = scope;
    }
    return tag;
}

/* Heads of columns, then of rows. All of the first row are heads, one without words over the names as well: a cell
 * there would have no head of its own (ISO 14289-1, 7.5). */
static ts_tag *cell_tag(ts_figure *figure, ts_tag *row, size_t r, size_t c, const char *text)
{
    bool head = r == 0 || (c == 0 && *text);
    return add_tag(figure, row, head ? TS_TAG_HEAD : TS_TAG_CELL, !head ? NULL : r == 0 ? "Column" : "Row");
}

/* How much smaller than their style cells must be, for the widest to keep to its column. */
static double scale_for(ts_figure *figure, const ts_plain_table *table, double width, double pitch)
{
    double widest = 0, leading = 0;
    for (size_t i = 0; i < table->columns * table->rows && !figure->plot.failed; i++) {
        ts_label label = ts_figure_print(figure, TS_ROLE_TEXT, table->cells[i], NULL);
        widest = fmax(widest, ts_label_width(&figure->plot, &label));
        leading = label.type ? label.type->leading : leading;
    }
    double across = widest > 0 ? width / widest : 1, down = leading > 0 ? pitch / leading : 1;
    return fmin(fmin(across, down), 1);
}

static void shrink(ts_figure *figure, ts_label *label, double by)
{
    ts_text_piece *piece = TS_NEW(figure->kit->arena, ts_text_piece);
    ts_type *type = TS_NEW(figure->kit->arena, ts_type);
    if (!piece || !type) {
        figure->plot.failed = true;
        return;
    }
    *type = *label->type;
    type->size *= by;
    type->leading *= by;
    *piece = *label->pieces;
    piece->type = type;
    label->type = type;
    label->pieces = piece;
}

static ts_run_look unseen(void *user, const ts_run *run)
{
    (void)run;
    return (ts_run_look){.tag = user};
}

static void put_cell(ts_figure *figure, const char *text, double scale, ts_point at, const ts_tag *tag)
{
    ts_label label = ts_figure_print(figure, TS_ROLE_TEXT, text, NULL);
    if (!label.count || figure->plot.failed)
        return;
    shrink(figure, &label, scale);
    const ts_block *block = ts_label_set(&figure->plot, &label, 0, TS_TEXT_LEFT);
    if (!block || !ts_items_add_block(figure->kit->arena, figure->plot.items, block, at.x, at.y, unseen, (void *)tag))
        figure->plot.failed = true;
}

void ts_figure_as_table(ts_figure *figure, const ts_figure_place *place)
{
    const ts_plain_table *table = figure->bound->as_table;
    ts_rect box = place->box;
    if (!table || figure->plot.failed)
        return;
    double pitch = box.h / (double)table->rows, width = box.w / (double)table->columns;
    double scale = scale_for(figure, table, width, pitch);
    for (size_t r = 0; r < table->rows && !figure->plot.failed; r++) {
        ts_tag *row = add_tag(figure, place->table, TS_TAG_ROW, NULL);
        for (size_t c = 0; c < table->columns && !figure->plot.failed; c++) {
            const char *text = table->cells[r * table->columns + c];
            ts_point at = {box.x + width * (double)c, box.y + pitch * (double)r};
            put_cell(figure, text, scale, at, cell_tag(figure, row, r, c, text));
        }
    }
}
