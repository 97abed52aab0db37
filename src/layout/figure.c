#include "layout/figure_kit.h"

static const double LINES_HEIGHT = 160, SPARK_HEIGHT = 14, MAP_ASPECT = 0.6, WAITING_HEIGHT = 60;

bool ts_figure_scales(const ts_bound *frame)
{
    enum { SCALED = 1u << TS_CHART_LINE | 1u << TS_CHART_SLOPE | 1u << TS_CHART_AREA | 1u << TS_CHART_SPARK | 1u << TS_CHART_COLUMNS |
                    1u << TS_CHART_DONUT | 1u << TS_CHART_WAFFLE | 1u << TS_CHART_TREEMAP | 1u << TS_CHART_MAP | 1u << TS_CHART_SANKEY };
    return SCALED & (1u << frame->chart->chart->kind);
}

double ts_figure_height(ts_kit *kit, const ts_bound *frame, double width)
{
    ts_items scratch = {0};
    ts_figure figure = ts_figure_make(kit, frame, NULL, &scratch);
    if (frame->chart->waits)
        return WAITING_HEIGHT;
    switch (figure.chart->kind) {
    case TS_CHART_FLOW:
        return ts_figure_flow_height(&figure);
    case TS_CHART_LINE:
    case TS_CHART_SLOPE:
    case TS_CHART_AREA:
        return LINES_HEIGHT;
    case TS_CHART_SPARK:
        return SPARK_HEIGHT;
    case TS_CHART_STACKED:
    case TS_CHART_DONUT:
    case TS_CHART_WAFFLE:
    case TS_CHART_PICTOGRAM:
    case TS_CHART_TREEMAP:
        return ts_figure_parts_height(&figure, width);
    case TS_CHART_BULLET:
    case TS_CHART_DOTS:
    case TS_CHART_SANKEY:
    case TS_CHART_TIMELINE:
        return ts_figure_links_height(&figure, width);
    case TS_CHART_TABLE:
        return ts_figure_table_height(&figure, width);
    case TS_CHART_MAP:
        return width * MAP_ASPECT;
    default:
        return ts_figure_marks_height(&figure, width);
    }
}

bool ts_figure_inside(ts_kit *kit, const ts_bound *frame, ts_rect box, ts_rect *inside, const ts_swatch **ground)
{
    *inside = (ts_rect){0};
    *ground = NULL;
    if (frame->chart->chart->kind != TS_CHART_FLOW || !frame->chart->inside_count)
        return true;
    ts_items scratch = {0};
    ts_figure figure = ts_figure_make(kit, frame, NULL, &scratch);
    *inside = ts_figure_flow_inside(&figure, box, ground);
    return !figure.plot.failed;
}

double ts_figure_head(ts_kit *kit, const ts_bound *frame, ts_rect box)
{
    ts_items scratch = {0};
    ts_figure figure = ts_figure_make(kit, frame, NULL, &scratch);
    int kind = figure.chart->kind;
    return kind == TS_CHART_LINE || kind == TS_CHART_AREA ? ts_figure_lines_head(&figure, box)
           : kind == TS_CHART_COLUMNS                     ? ts_figure_marks_head(&figure, box)
                                                          : 0;
}

double ts_figure_foot(ts_kit *kit, const ts_bound *frame, ts_rect box)
{
    ts_items scratch = {0};
    ts_figure figure = ts_figure_make(kit, frame, NULL, &scratch);
    return figure.chart->kind == TS_CHART_MAP ? ts_figure_map_foot(&figure, box) : 0;
}

ts_status ts_figure_draw(ts_kit *kit, const ts_bound *frame, const ts_figure_place *place)
{
    size_t errors = kit->diags->errors;
    ts_figure figure = ts_figure_make(kit, frame, place, &place->page->items);
    ts_witness witness = {0};
    figure.plot.witness = &witness;
    switch (figure.chart->kind) {
    case TS_CHART_FLOW:
        ts_figure_flow_draw(&figure, place->box);
        break;
    case TS_CHART_LINE:
    case TS_CHART_SLOPE:
    case TS_CHART_AREA:
    case TS_CHART_SPARK:
        ts_figure_lines_draw(&figure, place->box);
        break;
    case TS_CHART_STACKED:
    case TS_CHART_DONUT:
    case TS_CHART_WAFFLE:
    case TS_CHART_PICTOGRAM:
    case TS_CHART_TREEMAP:
        ts_figure_parts_draw(&figure, place->box);
        break;
    case TS_CHART_BULLET:
    case TS_CHART_DOTS:
    case TS_CHART_SANKEY:
    case TS_CHART_TIMELINE:
        ts_figure_links_draw(&figure, place->box);
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
    if (kit->diags->errors == errors) { /* what could not be drawn has said why */
        ts_figure_judge_labels(&figure, &witness, place->bled.w > 0 ? place->bled : place->box);
        ts_figure_judge_noughts(&figure);
    }
    if (figure.plot.failed)
        return TS_MACHINE;
    return kit->diags->errors > errors ? TS_FAULT : TS_OK;
}
