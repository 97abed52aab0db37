/* The keys of a map: classes by colour, sizes of points, widths of routes. */
#include "layout/figure_map.h"

#include <math.h>
#include <string.h>

static const char *word_of(const ts_printed *printed)
{
    return printed->text + printed->magnitude_at;
}

/* A magnitude word that all have stands behind the last one alone. */
static void cut_words(const ts_kit *kit, ts_printed *printed, size_t count)
{
    const char *word = word_of(&printed[count - 1]);
    for (size_t i = 0; i < count; i++)
        if (!*word || strcmp(word_of(&printed[i]), word) != 0)
            return;
    for (size_t i = 0; i + 1 < count; i++)
        printed[i].text = ts_magnitude_cut(kit->arena, printed[i]);
}

enum { MOST_VALUES = TS_CLASSES + 1 > TS_MAP_SIZES ? TS_CLASSES + 1 : TS_MAP_SIZES };

typedef struct scaled { /* values of a key, which are read against each other */
    const double *values;
    size_t count; /* MOST_VALUES at most */
    const char *unit;
    const ts_format *format; /* NULL: the unit's own */
} scaled;

static bool print_values(ts_kit *kit, const scaled *key, ts_printed printed[MOST_VALUES])
{
    const ts_formatter *formatter = kit->edition->formatter;
    const ts_format own = key->format ? *key->format : ts_format_default(key->unit);
    ts_value values[MOST_VALUES];
    ts_companion members[MOST_VALUES];
    for (size_t i = 0; i < key->count; i++) {
        values[i] = (ts_value){.kind = TS_VALUE_NUMBER, .number = key->values[i], .unit = key->unit};
        members[i] = (ts_companion){.value = &values[i], .format = &own, .qualifier = TS_QUALIFIER_NONE,
                                 .printed = ts_format_value(formatter, kit->arena, &values[i], &own, TS_QUALIFIER_NONE)};
        if (!members[i].printed.text)
            return false;
    }
    if (!ts_company_print(formatter, kit->arena, members, key->count, true))
        return false;
    for (size_t i = 0; i < key->count; i++)
        printed[i] = members[i].printed;
    if (key->count)
        cut_words(kit, printed, key->count);
    return true;
}

static bool print_bounds(ts_figure *figure, const double *values, size_t count, ts_label *labels)
{
    const ts_chart_bound *bound = figure->bound;
    const scaled key = {values, count, bound->unit ? bound->unit : "number", bound->fill_format};
    ts_printed printed[MOST_VALUES];
    if (!print_values(figure->kit, &key, printed))
        return false;
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
    ts_printed printed[MOST_VALUES];
    for (size_t i = 0; i < count; i++) {
        double share = values[i] / of.most, across = of.across * (of.area ? sqrt(share) : share);
        if (across < (of.area ? SMALLEST : THINNEST))
            break;
        sizes.items[sizes.count++].across = across;
    }
    if (!print_values(figure->kit, &(scaled){values, sizes.count, of.unit, NULL}, printed)) {
        figure->plot.failed = true;
        return (ts_map_sizes){.count = 0};
    }
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
