/* Bars of several series. */
#include "chart/group.h"
#include "layout/figure_kit.h"

static const double PILLARS_HEIGHT = 140;

static ts_group_cell make_cell(ts_figure *figure, const ts_line_bound *line, size_t row)
{
    const ts_mark_bound *mark = &figure->bound->marks[row];
    const char *id = ts_arena_print(figure->kit->arena, "%s/%s%s%s", line->id, mark->id, line->moment ? "/" : "", line->moment ? line->moment : "");
    const ts_origin *origin =
        ts_figure_origin(figure, mark->label ? mark->label->key : NULL, id, figure->chart->span);
    const char *text = line->points[row].known ? ts_figure_cut(figure, line->printed[row]) : TS_NO_VALUE;
    return (ts_group_cell){.value = ts_figure_print(figure, TS_ROLE_VALUE, text, origin),
                           .amount = line->points[row].value, .known = line->points[row].known, .origin = origin};
}

static bool make_groups(ts_figure *figure, ts_groups *groups)
{
    const ts_chart_bound *bound = figure->bound;
    ts_arena *arena = figure->kit->arena;
    size_t rows = bound->mark_count, series = bound->line_count;
    ts_label *names = TS_ARRAY(arena, ts_label, rows), *heads = TS_ARRAY(arena, ts_label, series);
    const ts_ink *inks = ts_figure_line_inks(figure);
    ts_group_cell *cells = TS_ARRAY(arena, ts_group_cell, rows * series);
    if (!names || !heads || !inks || !cells)
        return false;
    ts_label unit = figure->chart->axis.value ? (ts_label){0} : ts_figure_once(figure);
    const ts_moments *moments = figure->chart->kind == TS_CHART_COLUMNS ? ts_figure_mark_moments(figure) : NULL;
    for (size_t s = 0; s < series; s++)
        heads[s] = ts_figure_words(figure, TS_ROLE_NAME, bound->lines[s].label);
    for (size_t r = 0; r < rows; r++) {
        names[r] = moments ? moments->items[r].label : ts_figure_words(figure, TS_ROLE_TEXT, bound->marks[r].label);
        for (size_t s = 0; s < series; s++)
            cells[r * series + s] = make_cell(figure, &bound->lines[s], r);
    }
    int kind = figure->chart->arrange.given ? figure->chart->arrange.value : 0;
    *groups = (ts_groups){.kind = (ts_group_kind)kind, .names = names, .count = rows, .series = heads, .inks = inks,
                          .series_count = series, .cells = cells, .unit = unit,
                          .gap = figure->chart->gap.given ? figure->chart->gap.pt : -1,
                          .moments = moments};
    const ts_reach *reach = ts_figure_reach(figure);
    groups->held = reach;
    if (reach) {
        groups->low = reach->low;
        groups->high = reach->high;
    }
    return true;
}

bool ts_figure_is_grouped(const ts_figure *figure)
{
    int kind = figure->chart->kind;
    return (kind == TS_CHART_BARS || kind == TS_CHART_COLUMNS) && figure->bound->line_count > 0;
}

double ts_figure_groups_height(ts_figure *figure, double width)
{
    ts_groups groups;
    if (figure->chart->kind == TS_CHART_COLUMNS)
        return PILLARS_HEIGHT;
    if (make_groups(figure, &groups))
        return ts_groups_height(&figure->plot, &groups, width);
    figure->plot.failed = true;
    return 0;
}

static bool make_printed(ts_figure *figure, ts_tick_printer *printer, ts_groups *groups)
{
    if (!make_groups(figure, groups)) {
        figure->plot.failed = true;
        return false;
    }
    ts_figure_ticks(figure, printer);
    if (groups->kind == TS_GROUP_DIVERGING) /* what goes down is no loss */
        printer->format.sign = TS_SIGN_NEVER;
    groups->print = &printer->print;
    groups->axis = figure->chart->axis.value;
    groups->head = figure->head;
    return true;
}

double ts_figure_groups_head(ts_figure *figure, ts_rect box)
{
    ts_groups groups;
    ts_tick_printer printer;
    return make_printed(figure, &printer, &groups) ? ts_pillars_head(&figure->plot, &groups, box) : 0;
}

void ts_figure_groups_draw(ts_figure *figure, ts_rect box)
{
    ts_groups groups;
    ts_tick_printer printer;
    if (!make_printed(figure, &printer, &groups))
        return;
    (figure->chart->kind == TS_CHART_COLUMNS ? ts_pillars_draw : ts_groups_draw)(&figure->plot, &groups, box);
}
