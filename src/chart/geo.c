#include "chart/geo.h"

#include <math.h>
#include <string.h>

ts_view ts_view_fit(ts_rect units, ts_rect box)
{
    double wide = units.w > 0 ? box.w / units.w : INFINITY, high = units.h > 0 ? box.h / units.h : INFINITY;
    double scale = fmin(wide, high);
    return (ts_view){.from = {units.x + units.w / 2, units.y + units.h / 2},
                     .to = {box.x + box.w / 2, box.y + box.h / 2},
                     .scale = isfinite(scale) && scale > 0 ? scale : 1};
}

typedef struct reader {
    ts_arena *arena;
    ts_diags *diags;
    bool planar;
    bool bad;
    size_t points;
} reader;

static ts_rect box_of_points(const ts_point *points, size_t count)
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        x0 = fmin(x0, points[i].x);
        y0 = fmin(y0, points[i].y);
        x1 = fmax(x1, points[i].x);
        y1 = fmax(y1, points[i].y);
    }
    return count ? (ts_rect){x0, y0, x1 - x0, y1 - y0} : (ts_rect){0};
}

static bool complain(reader *r, ts_span span, const char *what)
{
    ts_error(r->diags, span, "geojson", "%s", what);
    r->bad = true;
    return false;
}

static bool read_point(reader *r, const ts_json *pair, ts_point *point)
{
    const ts_json *x = pair->kind == TS_JSON_ARRAY ? pair->child : NULL, *y = x ? x->next : NULL;
    if (!y || x->kind != TS_JSON_NUMBER || y->kind != TS_JSON_NUMBER)
        return complain(r, pair->span, "a position is a list of two numbers");
    bool on_globe = fabs(x->number) <= 360 && fabs(y->number) <= 90;
    if (!r->planar && !on_globe)
        return complain(r, pair->span,
                        "a position is longitude and latitude in degrees; is the file \"planar\"?");
    if (fabs(x->number) > 1e9 || fabs(y->number) > 1e9)
        return complain(r, pair->span, "a position is too far out");
    *point = (ts_point){x->number, y->number};
    return true;
}

static bool read_ring(reader *r, const ts_json *list, ts_ring *ring)
{
    if (list->kind != TS_JSON_ARRAY || list->count < 4)
        return complain(r, list->span, "a ring is a list of four positions or more");
    ring->points = TS_ARRAY(r->arena, ts_point, list->count);
    if (!ring->points)
        return false;
    for (const ts_json *pair = list->child; pair; pair = pair->next)
        if (!read_point(r, pair, &ring->points[ring->count++]))
            return false;
    const ts_point *first = &ring->points[0], *last = &ring->points[ring->count - 1];
    if (first->x == last->x && first->y == last->y)
        ring->count--;
    ring->box = box_of_points(ring->points, ring->count);
    r->points += ring->count;
    return true;
}

static bool read_polygon(reader *r, const ts_json *polygon, ts_shape *shape)
{
    if (polygon->kind != TS_JSON_ARRAY)
        return complain(r, polygon->span, "a polygon is a list of rings");
    for (const ts_json *ring = polygon->child; ring; ring = ring->next)
        if (!read_ring(r, ring, &shape->rings[shape->count++]))
            return false;
    return true;
}

static size_t count_rings(const ts_json *coordinates, bool many)
{
    size_t rings = 0;
    for (const ts_json *polygon = coordinates->child; many && polygon; polygon = polygon->next)
        rings += polygon->count;
    return many ? rings : coordinates->count;
}

static bool is_word(const ts_json *value, const char *word)
{
    return value && value->kind == TS_JSON_STRING && strcmp(value->string, word) == 0;
}

static bool read_geometry(reader *r, const ts_json *geometry, ts_shape *shape)
{
    const ts_json *type = ts_json_member(geometry, "type"),
                  *coordinates = ts_json_member(geometry, "coordinates");
    bool many = is_word(type, "MultiPolygon");
    if (!many && !is_word(type, "Polygon"))
        return complain(r, geometry->span, "shapes are of type Polygon or MultiPolygon");
    if (!coordinates || coordinates->kind != TS_JSON_ARRAY)
        return complain(r, geometry->span, "a geometry has \"coordinates\"");
    shape->rings = TS_ARRAY(r->arena, ts_ring, count_rings(coordinates, many));
    if (!shape->rings)
        return false;
    if (!many)
        return read_polygon(r, coordinates, shape);
    for (const ts_json *polygon = coordinates->child; polygon; polygon = polygon->next)
        if (!read_polygon(r, polygon, shape))
            return false;
    return true;
}

static const char *name_of(reader *r, const ts_json *feature, const char *name)
{
    const ts_json *properties = ts_json_member(feature, "properties");
    const ts_json *value =
        properties && properties->kind == TS_JSON_OBJECT ? ts_json_member(properties, name) : NULL;
    if (value && value->kind == TS_JSON_STRING)
        return ts_arena_text(r->arena, value->string);
    if (value && value->kind == TS_JSON_NUMBER)
        return ts_arena_print(r->arena, "%.15g", value->number);
    return "";
}

static bool read_feature(reader *r, const ts_json *feature, const char *name, ts_shape *shape)
{
    const ts_json *geometry = feature->kind == TS_JSON_OBJECT ? ts_json_member(feature, "geometry") : NULL;
    if (!geometry || geometry->kind != TS_JSON_OBJECT)
        return complain(r, feature->span, "a feature has a \"geometry\"");
    shape->name = name_of(r, feature, name);
    if (!shape->name || !read_geometry(r, geometry, shape))
        return false;
    for (size_t i = 0; i < shape->count; i++)
        shape->box = ts_rect_join(shape->box, shape->rings[i].box);
    return true;
}

static ts_shapes *read_features(reader *r, const ts_json *root, const char *name)
{
    const ts_json *features = root->kind == TS_JSON_OBJECT ? ts_json_member(root, "features") : NULL;
    if (!features || features->kind != TS_JSON_ARRAY || !features->count) {
        complain(r, root->span, "a file of shapes is a FeatureCollection with \"features\"");
        return NULL;
    }
    if (features->count > TS_GEO_SHAPES) {
        complain(r, features->span, "a file holds 10000 shapes at most");
        return NULL;
    }
    ts_shapes *shapes = TS_NEW(r->arena, ts_shapes);
    ts_shape *items = TS_ARRAY(r->arena, ts_shape, features->count);
    if (!shapes || !items)
        return NULL;
    *shapes = (ts_shapes){.items = items, .planar = r->planar};
    for (const ts_json *feature = features->child; feature; feature = feature->next) {
        if (!read_feature(r, feature, name, &items[shapes->count]))
            return NULL;
        shapes->box = ts_rect_join(shapes->box, items[shapes->count++].box);
    }
    shapes->points = r->points;
    return shapes;
}

/* The shapes may last for many editions: what was parsed takes ten times their room, and does not. */
ts_shapes *ts_shapes_read(ts_arena *arena, const ts_source *source, const char *name, bool planar,
                          ts_diags *diags)
{
    ts_arena *parsed = ts_arena_new(0);
    const ts_json *root = parsed ? ts_json_parse(parsed, source, diags) : NULL;
    reader r = {.arena = arena, .diags = diags, .planar = planar};
    ts_shapes *shapes = root ? read_features(&r, root, name) : NULL;
    ts_arena_drop(parsed);
    return shapes;
}

static bool crosses(ts_point a, ts_point b, ts_point p)
{
    return (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

/* Boxes are rounded where their far sides are added up: a hair more is looked at. */
static bool beside(ts_rect box, ts_point p)
{
    double hair = 1e-9 * (fabs(p.x) + fabs(p.y) + box.w + box.h);
    return p.x < box.x - hair || p.y < box.y - hair || p.x > ts_rect_right(box) + hair || p.y > ts_rect_bottom(box) + hair;
}

static bool ring_holds(const ts_ring *ring, ts_point unit)
{
    bool inside = false;
    for (size_t k = 0, next = 1; k < ring->count; k++, next++)
        if (crosses(ring->points[k], ring->points[next < ring->count ? next : 0], unit))
            inside = !inside;
    return inside;
}

bool ts_shape_holds(const ts_shape *shape, ts_point unit)
{
    bool inside = false;
    for (size_t i = 0; i < shape->count; i++)
        if (!beside(shape->rings[i].box, unit) && ring_holds(&shape->rings[i], unit))
            inside = !inside;
    return inside;
}
