/* Paints: colours become inks, gradients become canvas gradients (SVG 1.1, 13). */
#include "art/svg.h"

#include <math.h>
#include <string.h>

enum { MOST_HOPS = 16, MOST_STOPS = 256 };

static void refuse_memory(ts_svg *svg, const ts_svg_node *node)
{
    TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "memory is out");
}

/* Icons may be printed in any ink: so long as one colour is all there is. */
static void note_colour(ts_svg *svg, const double rgb[3])
{
    if (!svg->coloured)
        memcpy(svg->colour, rgb, sizeof svg->colour);
    for (int i = 0; i < 3; i++)
        svg->many_colours |= svg->coloured && fabs(svg->colour[i] - rgb[i]) > 1e-9;
    svg->coloured = true;
}

static bool make_ink(ts_svg *svg, const ts_svg_node *node, const double rgb[3], ts_ink *ink)
{
    *ink = svg->means->ink(svg->means->user, rgb);
    if (!ink->swatch)
        refuse_memory(svg, node);
    return ink->swatch != NULL;
}

static bool paint_colour(ts_svg *svg, const ts_svg_node *node, const double rgb[3], ts_paint *paint)
{
    note_colour(svg, rgb);
    return make_ink(svg, node, rgb, &paint->ink);
}

/* A gradient may take what it does not say from the one that its href names. */
typedef struct chain {
    ts_svg_node *nodes[MOST_HOPS];
    size_t count;
} chain;

static bool follow(ts_svg *svg, ts_svg_node *node, chain *c)
{
    c->count = 0;
    while (c->count < MOST_HOPS) {
        c->nodes[c->count++] = node;
        if (!ts_svg_find(node, "href"))
            return true;
        ts_svg_node *next = ts_svg_target(svg, node);
        if (!next)
            return false;
        if (next->kind != TS_SVG_LINEAR && next->kind != TS_SVG_RADIAL) {
            TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "\"%s\" takes from \"%s\", which is no gradient",
                          node->name, next->name);
            return false;
        }
        node = next;
    }
    TS_SVG_REFUSE(svg, ts_svg_span(svg, node),
                  "gradients that take from one another go round or are too many");
    return false;
}

static const ts_svg_node *holder(const chain *c, const char *attribute)
{
    for (size_t i = 0; i < c->count; i++)
        if (ts_svg_find(c->nodes[i], attribute))
            return c->nodes[i];
    return c->nodes[0];
}

/* Geometry is only taken from a gradient of the same kind. */
static const ts_svg_node *geometry_holder(const chain *c, const char *attribute)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->nodes[i]->kind == c->nodes[0]->kind && ts_svg_find(c->nodes[i], attribute))
            return c->nodes[i];
    return NULL;
}

typedef struct units {
    ts_svg *svg;
    const chain *chain;
    bool of_box; /* objectBoundingBox: 1 is the whole side */
} units;

typedef struct asked {
    const char *name;
    ts_svg_axis axis;
    double fallback; /* of the whole */
} asked;

static double coordinate(const units *u, asked a)
{
    const ts_svg_node *node = geometry_holder(u->chain, a.name);
    double whole = u->of_box ? 1 : ts_svg_whole(u->svg, a.axis), value = a.fallback * whole;
    if (node && !ts_svg_length(ts_svg_find(node, a.name), whole, &value))
        TS_SVG_REFUSE(u->svg, ts_svg_value_span(u->svg, node, a.name),
                      "\"%s\" is no length that can be carried", a.name);
    return value;
}

static bool keyword(ts_svg *svg, const chain *c, const char *name, const char *const words[2])
{
    const ts_svg_node *node = holder(c, name);
    const char *text = ts_svg_find(node, name);
    if (text && strcmp(text, words[0]) != 0 && strcmp(text, words[1]) != 0)
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, name), "\"%s\" cannot be \"%s\" here", name, text);
    return text && strcmp(text, words[1]) == 0;
}

static void check_spread(ts_svg *svg, const chain *c)
{
    static const char *const words[2] = {"pad", "pad"};
    keyword(svg, c, "spreadMethod", words);
}

static bool uniform(ts_matrix m)
{
    double x = hypot(m.a, m.b), y = hypot(m.c, m.d), skew = m.a * m.c + m.b * m.d;
    return fabs(x - y) <= 1e-3 * fmax(x, y) && fabs(skew) <= 1e-3 * x * y;
}

/* The offset along the axis is linear in the plane, so under any transform there
 * is one axis that is square to the bands: through the image of the start, along
 * the gradient of the offset. */
static bool straighten(ts_matrix m, ts_point from, ts_point to, ts_gradient *gradient)
{
    double dx = to.x - from.x, dy = to.y - from.y, length = dx * dx + dy * dy;
    double det = m.a * m.d - m.b * m.c;
    if (length <= 0 || fabs(det) < 1e-12)
        return false;
    double gx = dx / length, gy = dy / length;
    double hx = (m.d * gx - m.b * gy) / det, hy = (m.a * gy - m.c * gx) / det;
    double square = hx * hx + hy * hy;
    gradient->from = ts_matrix_apply(m, from);
    gradient->to = (ts_point){gradient->from.x + hx / square, gradient->from.y + hy / square};
    return true;
}

/* False: the axis has no extent, which paints the last stop (SVG 1.1, 13.2.2). */
static bool linear_geometry(const units *u, ts_matrix m, ts_gradient *gradient)
{
    ts_point from = {coordinate(u, (asked){"x1", TS_SVG_X, 0}), coordinate(u, (asked){"y1", TS_SVG_Y, 0})};
    ts_point to = {coordinate(u, (asked){"x2", TS_SVG_X, 1}), coordinate(u, (asked){"y2", TS_SVG_Y, 0})};
    return straighten(m, from, to, gradient);
}

/* A focus outside of the circle is moved to its edge (SVG 1.1, 13.2.3). */
static ts_point hold_focus(ts_point focus, ts_point centre, double radius)
{
    double distance = hypot(focus.x - centre.x, focus.y - centre.y), most = radius * 0.999;
    if (distance <= most)
        return focus;
    double part = most / distance;
    return (ts_point){centre.x + (focus.x - centre.x) * part, centre.y + (focus.y - centre.y) * part};
}

static bool radial_geometry(const units *u, ts_matrix m, ts_gradient *gradient)
{
    ts_point centre = {coordinate(u, (asked){"cx", TS_SVG_X, 0.5}),
                       coordinate(u, (asked){"cy", TS_SVG_Y, 0.5})};
    double radius = coordinate(u, (asked){"r", TS_SVG_DIAGONAL, 0.5});
    double inner = coordinate(u, (asked){"fr", TS_SVG_DIAGONAL, 0});
    ts_point focus = centre;
    if (geometry_holder(u->chain, "fx"))
        focus.x = coordinate(u, (asked){"fx", TS_SVG_X, 0});
    if (geometry_holder(u->chain, "fy"))
        focus.y = coordinate(u, (asked){"fy", TS_SVG_Y, 0});
    double scale = sqrt(fabs(m.a * m.d - m.b * m.c));
    if (radius <= 0 || scale <= 0)
        return false;
    gradient->radial = true;
    gradient->from = ts_matrix_apply(m, hold_focus(focus, centre, radius));
    gradient->to = ts_matrix_apply(m, centre);
    gradient->from_radius = fmax(inner, 0) * scale;
    gradient->to_radius = radius * scale;
    return true;
}

typedef struct ramp {
    double offsets[MOST_STOPS], rgb[MOST_STOPS][3], opacity;
    size_t count;
} ramp;

static bool take_stop(ts_svg *svg, ts_svg_node *node, const ts_svg_style *parent, ramp *r)
{
    if (!ts_svg_visit(svg, node))
        return false;
    ts_svg_style style = ts_svg_style_of(svg, node, parent);
    const char *offset = ts_svg_find(node, "offset");
    double at = 0;
    if (offset && !ts_svg_fraction(offset, &at))
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, "offset"), "\"offset\" is no number: \"%s\"", offset);
    if (r->count == MOST_STOPS) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "a gradient has more than 256 stops");
        return false;
    }
    if (r->count && fabs(style.stop_opacity - r->opacity) > 1e-6) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "a gradient whose opacity changes cannot be carried");
        return false;
    }
    double least = r->count ? r->offsets[r->count - 1] : 0;
    const double *rgb = style.stop.kind == TS_SVG_CURRENT ? style.colour.rgb : style.stop.rgb;
    memcpy(r->rgb[r->count], rgb, 3 * sizeof *rgb);
    r->offsets[r->count++] = fmin(fmax(at, least), 1);
    r->opacity = style.stop_opacity;
    return true;
}

static bool collect_stops(ts_svg *svg, const chain *c, ramp *r)
{
    r->count = 0;
    r->opacity = 1;
    ts_svg_node *node = c->nodes[0];
    for (size_t i = 0; i < c->count && !node->first; i++)
        node = c->nodes[i];
    ts_svg_style parent = ts_svg_style_inherited(svg, node);
    for (ts_svg_node *stop = node->first; stop; stop = stop->next)
        if (!take_stop(svg, stop, &parent, r))
            return false;
    return r->count > 0;
}

/* Two stops at one offset are a hard edge; a device wants offsets that rise. */
static const double edge = 1e-5;

static void push_stop(ts_stop *list, size_t *count, double offset, ts_ink ink)
{
    if (*count && offset <= list[*count - 1].offset)
        offset = list[*count - 1].offset + edge;
    list[(*count)++] = (ts_stop){offset, ink};
}

static void fit_offsets(ts_stop *list, size_t count)
{
    double last = list[count - 1].offset;
    for (size_t i = 0; i < count; i++)
        list[i].offset /= last;
}

static bool make_stops(ts_svg *svg, const ts_svg_node *node, const ramp *r, ts_gradient *gradient)
{
    ts_stop *list = TS_ARRAY(svg->arena, ts_stop, r->count + 2);
    size_t count = 0;
    if (!list) {
        refuse_memory(svg, node);
        return false;
    }
    for (size_t i = 0; i < r->count; i++) {
        ts_ink ink;
        if (!make_ink(svg, node, r->rgb[i], &ink))
            return false;
        if (i == 0 && r->offsets[0] > 0)
            push_stop(list, &count, 0, ink);
        push_stop(list, &count, r->offsets[i], ink);
        if (i + 1 == r->count && r->offsets[i] < 1)
            push_stop(list, &count, 1, ink);
    }
    fit_offsets(list, count);
    gradient->stops = list;
    gradient->count = count;
    svg->coloured = svg->many_colours = true;
    return true;
}

static bool gradient_units(ts_svg *svg, const ts_svg_place *place, const chain *c, units *u,
                           ts_matrix *matrix)
{
    static const char *const words[2] = {"objectBoundingBox", "userSpaceOnUse"};
    *u = (units){svg, c, !keyword(svg, c, "gradientUnits", words)};
    *matrix = ts_svg_attribute_transform(svg, holder(c, "gradientTransform"), "gradientTransform");
    if (u->of_box) {
        if (place->box.w <= 0 || place->box.h <= 0)
            return false; /* no box: nothing is painted (SVG 1.1, 7.11) */
        *matrix = ts_matrix_then(*matrix,
                                 (ts_matrix){place->box.w, 0, 0, place->box.h, place->box.x, place->box.y});
    }
    *matrix = ts_matrix_then(*matrix, place->matrix);
    return true;
}

static bool paint_gradient(ts_svg *svg, const ts_svg_place *place, const chain *c, ts_paint *paint)
{
    ramp r;
    units u;
    ts_matrix matrix;
    check_spread(svg, c);
    if (!collect_stops(svg, c, &r) || !gradient_units(svg, place, c, &u, &matrix))
        return false;
    paint->opacity *= r.opacity;
    bool radial = c->nodes[0]->kind == TS_SVG_RADIAL;
    if (radial && !uniform(matrix)) {
        TS_SVG_REFUSE(
            svg, ts_svg_span(svg, place->node),
            "not yet: a radial gradient stretched to an ellipse (use gradientUnits=\"userSpaceOnUse\")");
        return false;
    }
    ts_gradient *gradient = TS_NEW(svg->arena, ts_gradient);
    if (!gradient) {
        refuse_memory(svg, place->node);
        return false;
    }
    bool spread = (radial ? radial_geometry : linear_geometry)(&u, matrix, gradient);
    if (r.count == 1 || !spread)
        return paint_colour(svg, place->node, r.rgb[r.count - 1], paint);
    paint->gradient = gradient;
    return make_stops(svg, place->node, &r, gradient);
}

static bool paint_server(ts_svg *svg, const ts_svg_place *place, const char *id, ts_paint *paint)
{
    ts_svg_node *node = ts_map_find(&svg->ids, id);
    chain c;
    if (!node) {
        svg->failed = true;
        ts_error_near(svg->diags, ts_svg_span(svg, place->node), "art", ts_map_nearest(&svg->ids, id),
                      "no element has the id \"%s\"", id);
        return false;
    }
    if (node->kind != TS_SVG_LINEAR && node->kind != TS_SVG_RADIAL) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, place->node), "\"%s\" is no gradient", id);
        return false;
    }
    return follow(svg, node, &c) && paint_gradient(svg, place, &c, paint);
}

bool ts_svg_resolve_paint(ts_svg *svg, const ts_svg_place *place, const ts_svg_paint *asked_for,
                          double opacity, ts_paint *paint)
{
    *paint = (ts_paint){.opacity = opacity};
    if (asked_for->kind == TS_SVG_NONE || opacity <= 0)
        return false;
    if (asked_for->kind == TS_SVG_SERVER)
        return paint_server(svg, place, asked_for->server, paint) && paint->opacity > 0;
    const double *rgb = asked_for->kind == TS_SVG_CURRENT ? place->style->colour.rgb : asked_for->rgb;
    return paint_colour(svg, place->node, rgb, paint);
}
