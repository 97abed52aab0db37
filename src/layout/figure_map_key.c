/* The keys of a map: classes by colour, sizes of points, widths of routes. */
#include "layout/figure_map.h"

#include <math.h>
#include <string.h>

typedef struct printer { /* of values that are read against each other */
    ts_figure *figure;
    const char *unit;
    ts_format format;
    ts_magnitudes magnitudes;
    bool spoken; /* a magnitude is a word */
    ts_company company;
} printer;

static printer printer_for(ts_figure *figure, const char *unit, const ts_format *format)
{
    return (printer){.figure = figure, .unit = unit, .format = format ? *format : ts_format_default(unit)};
}

static int own_magnitude(const printer *p, double value)
{
    ts_value shown = {.kind = TS_VALUE_NUMBER, .number = value, .unit = p->unit};
    const ts_kit *kit = p->figure->kit;
    return ts_format_magnitude(kit->edition->formatter, kit->arena, &shown, &p->format, TS_QUALIFIER_NONE);
}

static ts_printed print_value(printer *p, double value)
{
    ts_value shown = {.kind = TS_VALUE_NUMBER, .number = value, .unit = p->unit};
    ts_format format = ts_company_format(&p->company, &p->format);
    const ts_kit *kit = p->figure->kit;
    int shared = ts_magnitudes_shared(&p->magnitudes);
    format.shared = ts_magnitude_moves(value, own_magnitude(p, value), shared, p->spoken) ? shared : 0;
    ts_printed printed = ts_format_value(kit->edition->formatter, kit->arena, &shown, &format, TS_QUALIFIER_NONE);
    p->figure->plot.failed = p->figure->plot.failed || !printed.text;
    return printed.text ? printed : (ts_printed){.text = ""};
}

static const char *word_of(const ts_printed *printed)
{
    return printed->text + printed->magnitude_at;
}

/* A magnitude word that all have stands behind the last one alone. */
static void cut_words(printer *p, ts_printed *printed, size_t count)
{
    const char *word = word_of(&printed[count - 1]);
    for (size_t i = 0; i < count; i++)
        if (!*word || strcmp(word_of(&printed[i]), word) != 0)
            return;
    for (size_t i = 0; i + 1 < count; i++)
        printed[i].text = ts_magnitude_cut(p->figure->kit->arena, printed[i]);
}

static void print_values(printer *p, const double *values, size_t count, ts_printed *printed)
{
    ts_company company = {0};
    const ts_formatter *formatter = p->figure->kit->edition->formatter;
    for (size_t i = 0; i < count; i++)
        p->spoken = p->spoken || ts_magnitude_spoken(print_value(p, values[i]));
    for (size_t i = 0; i < count; i++)
        ts_magnitudes_take(&p->magnitudes, values[i], own_magnitude(p, values[i]));
    for (size_t i = 0; i < count; i++) {
        printed[i] = print_value(p, values[i]);
        ts_company_take(formatter, &company, values[i], printed[i]);
    }
    p->company = company;
    for (size_t i = 0; i < count; i++)
        if (ts_company_asks(formatter, &company, values[i], printed[i]))
            printed[i] = print_value(p, values[i]);
    if (count)
        cut_words(p, printed, count);
}

static bool print_bounds(ts_figure *figure, const double *values, size_t count, ts_label *labels)
{
    const ts_chart_bound *bound = figure->bound;
    printer p = printer_for(figure, bound->unit ? bound->unit : "number", bound->fill_format);
    ts_printed *printed = TS_ARRAY(figure->kit->arena, ts_printed, count);
    if (!printed)
        return false;
    print_values(&p, values, count, printed);
    for (size_t i = 0; i < count && !bound->fill_silent; i++)
        labels[i] = ts_figure_print(figure, TS_ROLE_PLACE, printed[i].text, NULL);
    return true;
}

static bool make_classes_key(ts_figure *figure, const ts_figure_classes *c, ts_map_request *map)
{
    if (!c->count)
        return true;
    ts_ink *inks = TS_ARRAY(figure->kit->arena, ts_ink, c->count);
    ts_label *bounds = TS_ARRAY(figure->kit->arena, ts_label, c->count + 1);
    if (!inks || !bounds)
        return false;
    double values[TS_CLASSES + 1] = {c->least};
    for (size_t i = 0; i < c->count; i++) {
        inks[i] = c->inks[i];
        values[i + 1] = c->bounds[i];
    }
    map->key = (ts_map_key){inks, bounds, c->count};
    return print_bounds(figure, values, c->count + 1, bounds);
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
    printer p = printer_for(figure, of.unit, NULL);
    ts_printed printed[TS_MAP_SIZES];
    for (size_t i = 0; i < count; i++) {
        double share = values[i] / of.most, across = of.across * (of.area ? sqrt(share) : share);
        if (across < (of.area ? SMALLEST : THINNEST))
            break;
        sizes.items[sizes.count++].across = across;
    }
    print_values(&p, values, sizes.count, printed);
    for (size_t i = 0; i < sizes.count; i++)
        sizes.items[i].label = ts_figure_print(figure, TS_ROLE_PLACE, printed[i].text, NULL);
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
