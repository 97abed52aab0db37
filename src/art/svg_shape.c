/* The basic shapes and paths, in user units (SVG 1.1, 8 and 9). */
#include "art/svg.h"

#include <math.h>

bool ts_svg_is_shape(ts_svg_kind kind)
{
    return kind >= TS_SVG_PATH && kind <= TS_SVG_POLYGON;
}

static double x_of(ts_svg *svg, const ts_svg_node *node, const char *name)
{
    return ts_svg_attribute_length(svg, node, name, TS_SVG_X, 0);
}

static double y_of(ts_svg *svg, const ts_svg_node *node, const char *name)
{
    return ts_svg_attribute_length(svg, node, name, TS_SVG_Y, 0);
}

/* A size cannot be negative; nought means that nothing is drawn. */
static bool size_is_fine(ts_svg *svg, const ts_svg_node *node, const char *name, double value)
{
    if (value < 0)
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, name), "\"%s\" cannot be negative", name);
    return value > 0;
}

static void add_ellipse(ts_path *path, ts_point centre, double rx, double ry)
{
    ts_path_move(path, centre.x + rx, centre.y);
    ts_path_arc(path, rx, ry, 0, false, true, centre.x, centre.y + ry);
    ts_path_arc(path, rx, ry, 0, false, true, centre.x - rx, centre.y);
    ts_path_arc(path, rx, ry, 0, false, true, centre.x, centre.y - ry);
    ts_path_arc(path, rx, ry, 0, false, true, centre.x + rx, centre.y);
    ts_path_close(path);
}

static void add_round_rect(ts_path *path, ts_rect r, double rx, double ry)
{
    double right = r.x + r.w, bottom = r.y + r.h;
    ts_path_move(path, r.x + rx, r.y);
    ts_path_line(path, right - rx, r.y);
    ts_path_arc(path, rx, ry, 0, false, true, right, r.y + ry);
    ts_path_line(path, right, bottom - ry);
    ts_path_arc(path, rx, ry, 0, false, true, right - rx, bottom);
    ts_path_line(path, r.x + rx, bottom);
    ts_path_arc(path, rx, ry, 0, false, true, r.x, bottom - ry);
    ts_path_line(path, r.x, r.y + ry);
    ts_path_arc(path, rx, ry, 0, false, true, r.x + rx, r.y);
    ts_path_close(path);
}

/* One radius stands for both; neither is more than half the side (SVG 1.1, 9.2). */
static bool rect_radii(ts_svg *svg, const ts_svg_node *node, ts_rect r, double radii[2])
{
    double rx = ts_svg_attribute_length(svg, node, "rx", TS_SVG_X, NAN);
    double ry = ts_svg_attribute_length(svg, node, "ry", TS_SVG_Y, NAN);
    if (isnan(rx))
        rx = isnan(ry) ? 0 : ry;
    if (isnan(ry))
        ry = rx;
    if (rx < 0 || ry < 0) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "a corner cannot have a negative radius");
        return false;
    }
    radii[0] = fmin(rx, r.w / 2);
    radii[1] = fmin(ry, r.h / 2);
    return true;
}

static bool add_rect(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    ts_rect r = {x_of(svg, node, "x"), y_of(svg, node, "y"), x_of(svg, node, "width"),
                 y_of(svg, node, "height")};
    double radii[2];
    bool wide = size_is_fine(svg, node, "width", r.w), high = size_is_fine(svg, node, "height", r.h);
    if (!wide || !high || !rect_radii(svg, node, r, radii))
        return false;
    if (radii[0] > 0 && radii[1] > 0)
        add_round_rect(path, r, radii[0], radii[1]);
    else
        ts_path_rect(path, r);
    return true;
}

static bool add_circle(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    double r = ts_svg_attribute_length(svg, node, "r", TS_SVG_DIAGONAL, 0);
    if (!size_is_fine(svg, node, "r", r))
        return false;
    add_ellipse(path, (ts_point){x_of(svg, node, "cx"), y_of(svg, node, "cy")}, r, r);
    return true;
}

static bool add_ellipse_of(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    double rx = x_of(svg, node, "rx"), ry = y_of(svg, node, "ry");
    bool wide = size_is_fine(svg, node, "rx", rx), high = size_is_fine(svg, node, "ry", ry);
    if (!wide || !high)
        return false;
    add_ellipse(path, (ts_point){x_of(svg, node, "cx"), y_of(svg, node, "cy")}, rx, ry);
    return true;
}

static bool add_line(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    ts_path_move(path, x_of(svg, node, "x1"), y_of(svg, node, "y1"));
    ts_path_line(path, x_of(svg, node, "x2"), y_of(svg, node, "y2"));
    return true;
}

static void refuse_at(ts_svg *svg, const ts_svg_node *node, const char *name, size_t offset, const char *why)
{
    ts_span span = ts_svg_value_span(svg, node, name);
    span.begin += span.begin + offset <= span.end ? (uint32_t)offset : 0;
    span.end = span.begin + 1;
    TS_SVG_REFUSE(svg, span, "\"%s\" of \"%s\": %s", name, node->name, why);
}

bool ts_svg_out_of_segments(ts_svg *svg, const ts_svg_node *node)
{
    if (svg->segments <= TS_SVG_SEGMENTS)
        return false;
    if (!svg->exhausted)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "the drawing has more than 2000000 path segments");
    return svg->exhausted = true;
}

static bool add_points(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    const char *text = ts_svg_find(node, "points"), *at = text ? text : "";
    size_t count = 0;
    for (ts_svg_skip_space(&at); *at; ts_svg_skip_comma(&at), count++) {
        double x, y;
        bool whole = ts_svg_number(&at, &x);
        ts_svg_skip_comma(&at);
        if (!whole || !ts_svg_number(&at, &y)) {
            refuse_at(svg, node, "points", (size_t)(at - text), "a number is missing or too large");
            return false;
        }
        if (count == 0)
            ts_path_move(path, x, y);
        else
            ts_path_line(path, x, y);
        svg->segments++;
        if (ts_svg_out_of_segments(svg, node))
            return false;
    }
    if (count > 1 && node->kind == TS_SVG_POLYGON)
        ts_path_close(path);
    return count > 1;
}

static bool add_path(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    const char *text = ts_svg_find(node, "d"), *why = NULL;
    size_t where = 0;
    if (!text || ts_svg_out_of_segments(svg, node))
        return false;
    bool fine = ts_svg_path_data(text, TS_SVG_SEGMENTS - svg->segments, path, &where, &why);
    svg->segments += path->verbs.count;
    if (!fine)
        refuse_at(svg, node, "d", where, why);
    return fine && path->verbs.count > 1;
}

static bool add_shape(ts_svg *svg, const ts_svg_node *node, ts_path *path)
{
    switch (node->kind) {
    case TS_SVG_PATH:
        return add_path(svg, node, path);
    case TS_SVG_RECT:
        return add_rect(svg, node, path);
    case TS_SVG_CIRCLE:
        return add_circle(svg, node, path);
    case TS_SVG_ELLIPSE:
        return add_ellipse_of(svg, node, path);
    case TS_SVG_LINE:
        return add_line(svg, node, path);
    default:
        return add_points(svg, node, path);
    }
}

ts_path *ts_svg_shape(ts_svg *svg, const ts_svg_node *node)
{
    ts_path *path = ts_path_new(svg->scratch);
    if (path && add_shape(svg, node, path) && !path->failed)
        return path;
    if (!path || path->failed)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "memory is out");
    return NULL;
}
