/* The keys of a map: classes by colour, sizes of points, widths of routes. */
#include "layout/figure_map.h"

#include <math.h>

static const char *print_value(ts_figure *figure, double value, const char *unit)
{
    ts_value shown = {.kind = TS_VALUE_NUMBER, .number = value, .unit = unit};
    ts_format format = ts_format_default(unit);
    return ts_format_value(figure->kit->edition->formatter, figure->kit->arena, &shown, &format, TS_QUALIFIER_NONE).text;
}

static const char *print_bound(ts_figure *figure, double value)
{
    const ts_chart_bound *bound = figure->bound;
    for (size_t i = 0; i < bound->fill_count; i++)
        if (bound->fill_by[i].known && bound->fill_by[i].value == value && bound->fill_printed)
            return bound->fill_printed[i];
    return print_value(figure, value, bound->unit ? bound->unit : "number");
}

static bool make_classes_key(ts_figure *figure, const ts_figure_classes *c, ts_map_request *map)
{
    if (!c->count)
        return true;
    ts_ink *inks = TS_ARRAY(figure->kit->arena, ts_ink, c->count);
    ts_label *bounds = TS_ARRAY(figure->kit->arena, ts_label, c->count + 1);
    if (!inks || !bounds)
        return false;
    bounds[0] = ts_figure_print(figure, TS_ROLE_PLACE, print_bound(figure, c->least), NULL);
    for (size_t i = 0; i < c->count; i++) {
        inks[i] = c->inks[i];
        bounds[i + 1] = ts_figure_print(figure, TS_ROLE_PLACE, print_bound(figure, c->bounds[i]), NULL);
    }
    map->key = (ts_map_key){inks, bounds, c->count};
    return true;
}

typedef struct measure { /* of the largest mark: its value, what it counts, its extent in points */
    double most;
    const char *unit;
    double across;
    bool area; /* areas are as the values, not extents */
} measure;

static ts_map_sizes make_sizes(ts_figure *figure, measure of)
{
    static const double SMALLEST = 2.5, THINNEST = 0.5; /* a sample that can be seen */
    double values[TS_MAP_SIZES];
    size_t count = ts_map_round_sizes(of.most, values);
    ts_map_sizes sizes = {.count = 0};
    for (size_t i = 0; i < count; i++) {
        double share = values[i] / of.most, across = of.across * (of.area ? sqrt(share) : share);
        if (across < (of.area ? SMALLEST : THINNEST))
            break;
        ts_label label = ts_figure_print(figure, TS_ROLE_PLACE, print_value(figure, values[i], of.unit), NULL);
        sizes.items[sizes.count++] = (ts_map_size){across, label};
    }
    return sizes;
}

static double most_of_routes(const ts_figure *figure)
{
    double most = 0;
    for (size_t i = 0; i < figure->bound->route_count; i++)
        most = fmax(most, figure->bound->routes[i].value);
    return most;
}

bool ts_figure_map_key(ts_figure *figure, const ts_figure_classes *classes, ts_map_request *map)
{
    const ts_map_points *points = figure->chart->points;
    const ts_map_routes *routes = figure->chart->routes;
    if (points && points->size.text && points->unit.text)
        map->dots = make_sizes(figure, (measure){ts_figure_point_most(figure), points->unit.text,
                                                 2 * ts_figure_point_radius(figure), true});
    if (routes && routes->value.text && routes->unit.text && !routes->label.given)
        map->lines = make_sizes(figure, (measure){most_of_routes(figure), routes->unit.text, ts_figure_route_width(figure), false});
    return make_classes_key(figure, classes, map);
}
