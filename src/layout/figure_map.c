#include "chart/atlas.h"
#include "layout/boundaries.h"
#include "layout/figure_map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DOT = 2.6, DISC = 8.5, LENS = 38, RING = 10;
static const double ROUTE = 6, LONE_ROUTE = 1, THINNEST = 0.25; /* widths of routes */
enum { MOST_POINTS = 2000 };

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static ts_rule_of rule_of(ts_figure *figure, const ts_rule *rule, double weight)
{
    if (!rule)
        return (ts_rule_of){{NULL, 0}, 0};
    return (ts_rule_of){ts_figure_ink(figure, &rule->swatch, figure->plot.rule),
                        rule->weight.given ? rule->weight.pt : weight};
}

/* ---- shapes and their inks */

static ts_boundaries shapes_of(const ts_figure *figure)
{
    return (ts_boundaries){figure->bound->shapes_path, figure->chart->key.text, figure->bound->shapes};
}

/* Maps of one file that is not there are one mistake, of the sheet's "shapes". */
static const ts_shapes *read_shapes(ts_figure *figure)
{
    const ts_boundaries asked = shapes_of(figure);
    const ts_boundary_reader reader = {figure->kit->arena, figure->plot.memo, figure->kit->diags};
    const char *why;
    const ts_shapes *shapes = ts_boundaries_find(&reader, &asked, &why);
    if (why)
        ts_error(figure->kit->diags, asked.spec->file.span, "shapes", "cannot read %s: %s", asked.path, why);
    return shapes;
}

static void tell_unnamed(ts_figure *figure)
{
    const ts_boundaries asked = shapes_of(figure);
    const ts_boundary_reader reader = {figure->kit->arena, NULL, figure->kit->diags};
    ts_boundaries_tell_unnamed(&reader, &asked, figure->chart->key.text ? figure->chart->key.span : asked.spec->key.text ? asked.spec->key.span : asked.spec->span);
}

/* The ramp's inks, from the least class to the greatest; without a ramp, tints
 * of the dark ink. */
static ts_ink ramp_ink(ts_figure *figure, size_t index, size_t count)
{
    const ts_words *ramp = &figure->chart->ramp;
    if (ramp->count == 0) {
        ts_ink ink = ts_figure_dark(figure->kit);
        ink.tint = 0.15 + 0.85 * (double)(index + 1) / (double)count;
        return ink;
    }
    size_t at = count > 1 ? index * (ramp->count - 1) / (count - 1) : ramp->count - 1;
    return ts_figure_ink(figure, &ramp->items[at], ts_figure_dark(figure->kit));
}

static bool make_classes(ts_figure *figure, ts_figure_classes *c)
{
    static const ts_classing kinds[] = {TS_CLASS_QUANTILE, TS_CLASS_EQUAL, TS_CLASS_NATURAL};
    const ts_chart_bound *bound = figure->bound;
    double *values = TS_ARRAY(figure->kit->arena, double, bound->fill_count);
    size_t known = 0, wanted = figure->chart->ramp.count ? figure->chart->ramp.count : 4;
    c->least = INFINITY;
    for (size_t i = 0; values && i < bound->fill_count; i++)
        if (bound->fill_by[i].known) {
            values[known++] = bound->fill_by[i].value;
            c->least = fmin(c->least, bound->fill_by[i].value);
        }
    if (!values)
        return false;
    int how = figure->chart->classes.given ? figure->chart->classes.value : 0;
    c->count = ts_classes(figure->kit->arena, kinds[how], values, known,
                          wanted > TS_CLASSES ? TS_CLASSES : wanted, c->bounds);
    for (size_t i = 0; i < c->count; i++)
        c->inks[i] = ramp_ink(figure, i, c->count);
    return !ts_arena_failed(figure->kit->arena);
}

static const ts_datapoint *value_of_shape(const ts_chart_bound *bound, const char *name)
{
    for (size_t i = 0; i < bound->fill_count; i++)
        if (same(bound->fill_by[i].category, name))
            return &bound->fill_by[i];
    return NULL;
}

static const ts_origin *shaded(ts_figure *figure, const char *name)
{
    const char *value = ts_arena_print(figure->kit->arena, "%s/%s", figure->chart->fill_by.text, name);
    ts_origin *origin = TS_NEW(figure->kit->arena, ts_origin);
    if (!value || !origin) {
        figure->plot.failed = true;
        return NULL;
    }
    *origin = (ts_origin){.value = value, .frame = figure->frame_name, .span = figure->chart->fill_by.span,
                            .used = figure->kit->used, .shaded = true};
    return origin;
}

/* A shape without a value stays paper with an outline of its own: missing is not nought. */
static void fill_by_class(ts_figure *figure, const ts_figure_classes *c, const char *name, ts_map_fill *fill)
{
    const ts_datapoint *point = value_of_shape(figure->bound, name);
    fill->named = true;
    fill->ink = figure->plot.paper;
    if (point && point->known && c->count)
        fill->ink = c->inks[ts_class_of(c->bounds, c->count, point->value)];
    if (point)
        fill->origin = shaded(figure, name);
}

static void fill_by_name(ts_figure *figure, const char *name, ts_map_fill *fill)
{
    const ts_map *fills = &figure->chart->fills;
    const ts_word *own = ts_map_find(fills, name), *others = ts_map_find(fills, "others");
    fill->named = own != NULL;
    fill->ink = ts_figure_ink(figure, own ? own : others, (ts_ink){NULL, 0});
    if (fills->count == 0) {
        fill->named = true;
        fill->ink = ts_figure_series_ink(figure, 0);
    }
}

static bool is_inner(const ts_chart *chart, const char *name)
{
    for (size_t i = 0; chart->inner && i < chart->inner->shapes.count; i++)
        if (same(chart->inner->shapes.items[i].text, name))
            return true;
    return false;
}

static void light_up(ts_figure *figure, const char *name, ts_map_fill *fill)
{
    if (!same(figure->bound->highlight, name))
        return;
    fill->stressed = true;
    fill->lit = !figure->chart->highlight_color.text;
    fill->named = true;
    if (!fill->lit)
        fill->ink = ts_figure_ink(figure, &figure->chart->highlight_color, figure->plot.accent);
}

static void check_name(ts_figure *figure, const char **names, size_t count, const char *wanted, ts_span span)
{
    for (size_t i = 0; i < count; i++)
        if (same(names[i], wanted))
            return;
    ts_error_near(figure->kit->diags, span, "shape", ts_nearest(names, count, wanted), "the map has no shape \"%s\"",
                  wanted);
}

/* Shapes are asked for by name. */
static bool asks_for_names(const ts_chart *chart)
{
    return chart->fill_by.text || chart->inner || chart->highlight.text || chart->fills.count > (ts_map_find(&chart->fills, "others") ? 1 : 0);
}

static bool have_names(const ts_shapes *shapes)
{
    for (size_t i = 0; i < shapes->count; i++)
        if (*shapes->items[i].name)
            return true;
    return false;
}

static void check_names(ts_figure *figure, const ts_shapes *shapes)
{
    const ts_chart *chart = figure->chart;
    if (!have_names(shapes)) {
        if (asks_for_names(chart))
            tell_unnamed(figure);
        return;
    }
    const char **names = TS_ARRAY(figure->kit->arena, const char *, shapes->count);
    for (size_t i = 0; names && i < shapes->count; i++)
        names[i] = shapes->items[i].name;
    for (size_t k = 0; names && k < chart->fills.count; k++)
        if (strcmp(chart->fills.items[k].name, "others") != 0)
            check_name(figure, names, shapes->count, chart->fills.items[k].name, ts_json_key_before(((const ts_word *)chart->fills.items[k].value)->span));
    for (size_t k = 0; names && chart->inner && k < chart->inner->shapes.count; k++)
        check_name(figure, names, shapes->count, chart->inner->shapes.items[k].text, chart->inner->shapes.items[k].span);
}

static const ts_map_fill *make_fills(ts_figure *figure, const ts_shapes *shapes, const ts_figure_classes *c)
{
    ts_map_fill *fills = TS_ARRAY(figure->kit->arena, ts_map_fill, shapes->count);
    for (size_t i = 0; fills && i < shapes->count; i++) {
        const char *name = shapes->items[i].name;
        if (figure->chart->fill_by.text)
            fill_by_class(figure, c, name, &fills[i]);
        else
            fill_by_name(figure, name, &fills[i]);
        fills[i].inner = is_inner(figure->chart, name);
        light_up(figure, name, &fills[i]);
    }
    return fills;
}

/* ---- what stands on them */

static ts_label name_label(ts_figure *figure, const ts_point_bound *point)
{
    const ts_map_points *spec = figure->chart->points;
    const ts_origin *origin = ts_figure_origin(figure, NULL, NULL, spec ? spec->span : figure->chart->span);
    return point->label ? ts_figure_words(figure, TS_ROLE_PLACE, point->label)
                        : ts_figure_print(figure, TS_ROLE_PLACE, point->name, origin);
}

static bool in_lens_names(const ts_chart *chart, const char *name)
{
    for (size_t i = 0; chart->lens && i < chart->lens->label.count; i++)
        if (same(chart->lens->label.items[i].text, name))
            return true;
    return false;
}

double ts_figure_point_radius(const ts_figure *figure)
{
    const ts_map_points *spec = figure->chart->points;
    return spec && spec->radius.given ? spec->radius.pt : DOT;
}

double ts_figure_point_most(const ts_figure *figure)
{
    double most = 0;
    for (size_t i = 0; i < figure->bound->point_count; i++)
        most = fmax(most, figure->bound->points[i].size);
    return most;
}

static bool make_points(ts_figure *figure, ts_map_request *map)
{
    const ts_chart_bound *bound = figure->bound;
    const ts_map_points *spec = figure->chart->points;
    ts_map_point *points = TS_ARRAY(figure->kit->arena, ts_map_point, bound->point_count);
    if (!points || !spec)
        return points != NULL;
    if (bound->point_count > MOST_POINTS) {
        ts_plot_error(&figure->plot, "a map has %d points at most", MOST_POINTS);
        return true;
    }
    double most = ts_figure_point_most(figure), radius = ts_figure_point_radius(figure);
    for (size_t i = 0; i < bound->point_count; i++) {
        const ts_point_bound *point = &bound->points[i];
        ts_map_point *made = &points[map->point_count++];
        made->unit = ts_globe_at(map->globe, point->longitude, point->latitude);
        made->radius = spec->size.text && most > 0 ? radius * sqrt(fmax(0, point->size) / most) : radius;
        made->name = point->name;
        if (point->labelled)
            made->label = name_label(figure, point);
        if (in_lens_names(figure->chart, point->name))
            made->in_lens = name_label(figure, point);
    }
    map->points = points;
    map->point_ink = ts_figure_ink(figure, &spec->swatch, figure->plot.accent);
    return true;
}

/* The widest first; ties by place, whatever the order of the rows. */
static int by_width(const void *a, const void *b)
{
    const ts_route_bound *x = a, *y = b;
    const double mine[] = {-x->value, x->from_longitude, x->from_latitude, x->to_longitude, x->to_latitude},
                 other[] = {-y->value, y->from_longitude, y->from_latitude, y->to_longitude, y->to_latitude};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
        if (mine[i] != other[i])
            return mine[i] < other[i] ? -1 : 1;
    return 0;
}

double ts_figure_route_width(const ts_figure *figure)
{
    const ts_map_routes *spec = figure->chart->routes;
    return spec->width.given ? spec->width.pt : spec->value.text ? ROUTE : LONE_ROUTE;
}

/* Widths are in proportion; the finest line that prints is a quarter of a point. */
static bool make_routes(ts_figure *figure, ts_map_request *map)
{
    const ts_map_routes *spec = figure->chart->routes;
    size_t count = figure->bound->route_count;
    ts_map_route *routes = TS_ARRAY(figure->kit->arena, ts_map_route, count);
    ts_route_bound *sorted = TS_ARRAY(figure->kit->arena, ts_route_bound, count);
    if (!routes || !sorted || !spec || !count)
        return routes && sorted;
    memcpy(sorted, figure->bound->routes, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_width);
    double most = sorted[0].value, width = ts_figure_route_width(figure);
    size_t labels = spec->label.given ? (size_t)spec->label.value : 0;
    const ts_origin *origin = ts_figure_origin(figure, NULL, NULL, spec->span);
    for (size_t i = 0; i < count && sorted[i].value > 0; i++) {
        ts_map_route *route = &routes[map->route_count++];
        *route = (ts_map_route){.from = ts_globe_at(map->globe, sorted[i].from_longitude, sorted[i].from_latitude),
                                .to = ts_globe_at(map->globe, sorted[i].to_longitude, sorted[i].to_latitude),
                                .width = fmax(width * sorted[i].value / most, THINNEST)};
        if (i < labels) {
            route->words = sorted[i].printed;
            route->label = ts_figure_print(figure, TS_ROLE_PLACE, route->words, origin);
        }
    }
    map->routes = routes;
    map->route_ink = ts_figure_ink(figure, &spec->swatch, figure->plot.accent);
    return true;
}

static bool make_icons(ts_figure *figure, ts_map_request *map)
{
    size_t count = figure->chart->marks.count;
    ts_map_icon *icons = TS_ARRAY(figure->kit->arena, ts_map_icon, count);
    for (size_t i = 0; icons && i < count; i++) {
        const ts_map_mark *mark = figure->chart->marks.items[i];
        icons[i].unit = ts_globe_at(map->globe, mark->longitude.value, mark->latitude.value);
        icons[i].radius = mark->radius.given ? mark->radius.pt : DISC;
        icons[i].art = mark->icon.text ? ts_kit_drawing(figure->kit, &mark->icon, "icon") : NULL;
    }
    map->icons = icons;
    map->icon_count = count;
    map->icon_ink = ts_figure_series_ink(figure, 1);
    map->icon_outline = ts_figure_dark(figure->kit);
    return icons != NULL;
}

static bool make_captions(ts_figure *figure, ts_map_request *map)
{
    static const ts_text_align aligns[] = {TS_TEXT_CENTER, TS_TEXT_LEFT, TS_TEXT_RIGHT};
    size_t count = figure->bound->map_texts ? figure->chart->texts.count : 0;
    ts_map_caption *captions = TS_ARRAY(figure->kit->arena, ts_map_caption, count);
    for (size_t i = 0; captions && i < count; i++) {
        const ts_map_text *text = figure->chart->texts.items[i];
        const ts_style *style = text->style.text ? ts_kit_style(figure->kit, text->style.text)
                                                 : ts_figure_style(figure, TS_ROLE_CAPITALS);
        captions[i].unit = ts_globe_at(map->globe, text->longitude.value, text->latitude.value);
        captions[i].label = ts_figure_styled(figure, style, figure->bound->map_texts[i]);
        captions[i].ink = ts_figure_ink(figure, &text->color, (ts_ink){NULL, 0});
        captions[i].align = aligns[text->align.given ? text->align.value : 0];
    }
    map->captions = captions;
    map->caption_count = count;
    return captions != NULL;
}

/* ---- views */

static ts_rect rect_units(const ts_map_request *map)
{
    ts_rect box = {0};
    for (size_t i = 0; i < map->shapes->count; i++)
        if (map->fills[i].ink.swatch)
            box = ts_rect_join(box, map->shapes->items[i].box);
    return box.w > 0 ? box : map->shapes->box;
}

static ts_view make_view(ts_figure *figure, const ts_map_request *map)
{
    const ts_map_view *view = figure->chart->view;
    ts_rect box = map->box;
    box.h -= ts_map_key_height(&figure->plot, map);
    ts_view fit = ts_view_fit(rect_units(map), box);
    if (!view)
        return fit;
    fit.from = ts_globe_at(map->globe, view->longitude.value, view->latitude.value);
    fit.to = (ts_point){box.x + view->left.pt, box.y + view->top.pt};
    if (view->scale.given && view->scale.value > 0)
        fit.scale = view->scale.value;
    return fit;
}

static void make_lens(ts_figure *figure, ts_map_request *map)
{
    const ts_map_lens *lens = figure->chart->lens;
    if (!lens)
        return;
    map->lens.given = true;
    map->lens.radius = lens->radius.given ? lens->radius.pt : LENS;
    map->lens.ring = lens->ring.given ? lens->ring.pt : RING;
    map->lens.view.from = ts_globe_at(map->globe, lens->longitude.value, lens->latitude.value);
    map->lens.view.to = (ts_point){map->box.x + lens->left.pt, map->box.y + lens->top.pt};
    map->lens.view.scale =
        lens->scale.given && lens->scale.value > 0 ? lens->scale.value : 4 * map->view.scale;
    map->lens.outline = (ts_rule_of){figure->plot.accent, 0.75};
    if (lens->outline)
        map->lens.outline = rule_of(figure, lens->outline, 0.75);
}

static void make_locator(ts_figure *figure, ts_map_request *map)
{
    const ts_map_locator *locator = figure->chart->locator;
    if (!locator)
        return;
    map->locator.given = true;
    map->locator.box = (ts_rect){map->box.x + locator->left.pt, map->box.y + locator->top.pt,
                                 locator->width.pt, locator->height.pt};
    map->locator.scale = locator->scale.given ? locator->scale.value : 0;
    map->locator.outline = (ts_rule_of){ts_figure_dark(figure->kit), 0.5};
    if (locator->outline)
        map->locator.outline = rule_of(figure, locator->outline, 0.5);
}

/* ---- on the page */

/* What the map is about: shapes with a colour of their own, not their surroundings. */
static ts_region shown_region(ts_figure *figure, const ts_map_request *map)
{
    bool *shown = TS_ARRAY(figure->kit->arena, bool, map->shapes->count), any = false;
    for (size_t i = 0; shown && i < map->shapes->count; i++) {
        shown[i] = map->fills[i].named && map->fills[i].ink.swatch;
        any = any || shown[i];
    }
    return ts_atlas_region(&figure->plot, map->shapes, any ? shown : NULL);
}

static ts_globe_kind globe_kind(const ts_figure *figure, const ts_map_request *map)
{
    static const ts_globe_kind kinds[] = {TS_GLOBE_MERCATOR, TS_GLOBE_ALBERS, TS_GLOBE_LAMBERT};
    if (map->shapes->planar)
        return TS_GLOBE_PLANAR;
    return kinds[figure->chart->projection.given ? figure->chart->projection.value : 0];
}

/* North is up where the view is: Alaska would tilt a view of the other states. */
static ts_region centred_on(ts_region region, double longitude)
{
    double half = (region.east - region.west) / 2;
    return (ts_region){longitude - half, longitude + half, region.south, region.north};
}

static bool lay_flat(ts_figure *figure, ts_map_request *map, ts_globe *globe)
{
    ts_globe_kind kind = globe_kind(figure, map);
    ts_region shown = kind == TS_GLOBE_PLANAR ? (ts_region){0} : shown_region(figure, map);
    if (kind != TS_GLOBE_MERCATOR && figure->chart->view)
        shown = centred_on(shown, figure->chart->view->longitude.value);
    if (!ts_globe_open(globe, kind, shown)) {
        ts_plot_error(&figure->plot, "no cone fits what the map shows (latitudes %.1f to %.1f): use mercator",
                      shown.south, shown.north);
        return false;
    }
    map->globe = globe;
    map->shapes = ts_atlas_lay(&figure->plot, map->shapes, globe);
    return map->shapes != NULL;
}

/* A class as pale as the ground: its shapes want an edge. */
static bool has_faint_class(const ts_figure *figure, const ts_map_request *map)
{
    for (size_t i = 0; i < map->key.count; i++)
        if (ts_plot_faint(&figure->plot, map->key.inks[i]))
            return true;
    return false;
}

static void draw_map(ts_figure *figure, ts_map_request *map)
{
    map->view = make_view(figure, map);
    map->sea = ts_figure_ink(figure, &figure->chart->sea, (ts_ink){NULL, 0});
    map->outline = rule_of(figure, figure->chart->outline, 0.5);
    if (!figure->chart->outline && has_faint_class(figure, map))
        map->outline = (ts_rule_of){figure->plot.rule, 0.25};
    map->border = rule_of(figure, figure->chart->border, 1.6);
    const ts_map_inner *inner = figure->chart->inner;
    if (inner)
        map->inner = (ts_rule_of){ts_figure_ink(figure, &inner->swatch, figure->plot.rule), inner->weight.pt};
    make_lens(figure, map);
    make_locator(figure, map);
    if (make_points(figure, map) && make_routes(figure, map) && make_icons(figure, map) && make_captions(figure, map))
        ts_map_draw_all(&figure->plot, map);
    else
        figure->plot.failed = true;
}

double ts_figure_map_foot(ts_figure *figure, ts_rect box)
{
    ts_map_request map = {.box = box};
    const ts_figure_classes none = {.count = 0};
    return ts_figure_map_key(figure, &none, &map) ? ts_map_key_height(&figure->plot, &map) : 0;
}

void ts_figure_map_draw(ts_figure *figure, const ts_figure_place *place)
{
    ts_figure_classes classes = {.count = 0};
    ts_map_request map = {.shapes = read_shapes(figure),
                          .varies = figure->varies,
                          .box = place->box,
                          .bled = place->bled.w > 0 ? place->bled : place->box,
                          .taken = place->taken,
                          .taken_count = place->taken_count,
                          .foot = figure->foot};
    if (!map.shapes) {
        figure->plot.failed = !figure->kit->diags->errors; /* nothing was told: memory is out */
        return;
    }
    check_names(figure, map.shapes);
    bool made = !figure->chart->fill_by.text || make_classes(figure, &classes);
    map.fills = made ? make_fills(figure, map.shapes, &classes) : NULL;
    if (!map.fills || !ts_figure_map_key(figure, &classes, &map)) {
        figure->plot.failed = true;
        return;
    }
    ts_globe globe;
    if (lay_flat(figure, &map, &globe))
        draw_map(figure, &map);
    figure->plot.failed = figure->plot.failed || ts_arena_failed(figure->kit->arena);
}
