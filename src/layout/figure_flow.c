#include "chart/flow.h"
#include "layout/figure_kit.h"

static const double ORIGIN_WIDTH = 130, DESTINATION_WIDTH = 36, EMPTY_ORIGIN_WIDTH = 36;

static ts_ribbon make_ribbon(ts_figure *figure, const ts_mark_bound *mark, bool valued)
{
    const ts_origin *origin = ts_figure_keep_origin(figure, (ts_origin){.key = mark->label ? mark->label->key : NULL,
                                                                        .value = valued ? mark->number : NULL,
                                                                        .rounding = mark->rounding, .span = mark->span});
    const ts_word *icon = mark->item ? &mark->item->icon : NULL;
    ts_ribbon ribbon = {.name = ts_figure_words(figure, TS_ROLE_NAME, mark->label), .origin = origin};
    ribbon.brief = ts_figure_words(figure, TS_ROLE_NAME, mark->short_label);
    ribbon.amount = mark->known ? mark->value : 0;
    ribbon.rest = ts_figure_is_rest(figure, mark);
    if (valued)
        ribbon.value =
            ts_figure_print(figure, TS_ROLE_VALUE, mark->known ? ts_figure_cut(figure, mark->printed) : TS_NO_VALUE, origin);
    if (icon && icon->text)
        ribbon.icon = ts_kit_drawing(figure->kit, icon, "icon");
    ribbon.ink = ts_figure_ink(figure, mark->item ? &mark->item->color : NULL, (ts_ink){NULL, 0});
    return ribbon;
}

/* A flow is valued when its marks name numbers; one number that is missing
 * leaves the others true, and its own ribbon without width. */
static bool has_values(const ts_chart_bound *bound)
{
    for (size_t i = 0; i < bound->mark_count; i++)
        if (bound->marks[i].known)
            return true;
    return false;
}

static ts_node make_node(ts_figure *figure, const ts_node_spec *spec, const ts_copy *label, double width)
{
    ts_node node = {.label = ts_figure_words(figure, TS_ROLE_CAPITALS, label)};
    node.ground = ts_figure_ink(figure, spec ? &spec->ground : NULL, ts_figure_dark(figure->kit));
    node.width = spec && spec->width.given ? spec->width.pt : width;
    return node;
}

static void make_nodes(ts_figure *figure, ts_flow *flow)
{
    const ts_chart_bound *bound = figure->bound;
    double origin_width = bound->inside_count ? ORIGIN_WIDTH : EMPTY_ORIGIN_WIDTH;
    flow->origin = make_node(figure, figure->chart->origin, bound->origin, origin_width);
    flow->destination = make_node(figure, figure->chart->destination, bound->destination, DESTINATION_WIDTH);
    flow->head = ts_figure_words(figure, TS_ROLE_NAME, bound->head);
    flow->unit = ts_figure_once(figure);
}

static bool make_flow(ts_figure *figure, ts_flow *flow)
{
    const ts_chart_bound *bound = figure->bound;
    ts_ribbon *ribbons = TS_ARRAY(figure->kit->arena, ts_ribbon, bound->mark_count);
    if (!ribbons) {
        figure->plot.failed = true;
        return false;
    }
    *flow = (ts_flow){.ribbons = ribbons, .count = bound->mark_count, .valued = has_values(bound)};
    make_nodes(figure, flow);
    for (size_t i = 0; i < bound->mark_count; i++)
        ribbons[i] = make_ribbon(figure, &bound->marks[i], flow->valued);
    ts_ink pale = ts_figure_pale(figure->kit, flow->origin.ground);
    const ts_word *first = figure->chart->colors.count ? &figure->chart->colors.items[0] : NULL;
    flow->ink = ts_figure_ink(figure, &figure->chart->color, ts_figure_ink(figure, first, pale));
    flow->icon_ink = ts_figure_series_ink(figure, 1); /* beside the nodes' own dark ink */
    return true;
}

double ts_figure_flow_height(ts_figure *figure)
{
    ts_flow flow = {.count = figure->bound->mark_count};
    return ts_flow_height(&flow);
}

ts_rect ts_figure_flow_inside(ts_figure *figure, ts_rect box, const ts_swatch **ground)
{
    ts_flow flow = {.count = 0};
    make_nodes(figure, &flow);
    *ground = flow.origin.ground.swatch;
    return ts_flow_inside(&figure->plot, &flow, box);
}

void ts_figure_flow_draw(ts_figure *figure, ts_rect box)
{
    ts_flow flow;
    if (make_flow(figure, &flow))
        ts_flow_draw(&figure->plot, &flow, box);
}
