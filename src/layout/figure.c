#include "layout/figure_kit.h"

static const double LINES_HEIGHT = 160, SPARK_HEIGHT = 14, MAP_ASPECT = 0.6;

static bool not_yet(ts_kit *kit, const ts_bound *frame)
{
    static const char *const names[TS_CHART_KINDS] = {[TS_CHART_DONUT] = "donut",
                                                      [TS_CHART_WAFFLE] = "waffle",
                                                      [TS_CHART_PICTOGRAM] = "pictogram",
                                                      [TS_CHART_TREEMAP] = "treemap"};
    const char *name = names[frame->chart->chart->kind];
    if (name)
        ts_error(kit->diags, frame->chart->chart->span, "chart", "not yet: %s", name);
    return name != NULL;
}

double ts_figure_height(ts_kit *kit, const ts_bound *frame, double width)
{
    ts_items scratch = {0};
    ts_figure figure = ts_figure_make(kit, frame, NULL, &scratch);
    switch (figure.chart->kind) {
    case TS_CHART_FLOW:
        return ts_figure_flow_height(&figure);
    case TS_CHART_LINE:
    case TS_CHART_SLOPE:
    case TS_CHART_AREA:
        return LINES_HEIGHT;
    case TS_CHART_SPARK:
        return SPARK_HEIGHT;
    case TS_CHART_TABLE:
        return ts_figure_table_height(&figure, width);
    case TS_CHART_MAP:
        return width * MAP_ASPECT;
    default:
        return ts_figure_marks_height(&figure, width);
    }
}

ts_status ts_figure_draw(ts_kit *kit, const ts_bound *frame, const ts_figure_place *place, ts_rect *inside,
                         const ts_swatch **inside_ground)
{
    *inside = (ts_rect){0};
    *inside_ground = NULL;
    if (not_yet(kit, frame))
        return TS_FAULT;
    size_t errors = kit->diags->errors;
    ts_figure figure = ts_figure_make(kit, frame, place, &place->page->items);
    ts_witness witness = {0};
    figure.plot.witness = &witness;
    switch (figure.chart->kind) {
    case TS_CHART_FLOW:
        ts_figure_flow_draw(&figure, place->box, inside, inside_ground);
        break;
    case TS_CHART_LINE:
    case TS_CHART_SLOPE:
    case TS_CHART_AREA:
    case TS_CHART_SPARK:
        ts_figure_lines_draw(&figure, place->box);
        break;
    case TS_CHART_TABLE:
        ts_figure_table_draw(&figure, place);
        break;
    case TS_CHART_MAP:
        ts_figure_map_draw(&figure, place);
        break;
    default:
        ts_figure_marks_draw(&figure, place->box);
    }
    if (place->table)
        ts_figure_as_table(&figure, place);
    if (figure.plot.failed)
        return TS_MACHINE;
    ts_figure_judge(&figure, &witness);
    return kit->diags->errors > errors ? TS_FAULT : TS_OK;
}
