/* Clip paths: one level of shapes, joined into one path (SVG 1.1, 14.3.5). */
#include "art/svg.h"

#include <string.h>

typedef struct clip {
    ts_svg *svg;
    ts_path *path;
    bool even_odd;
    size_t shapes;
} clip;

/* Shapes in one path are a union only where they do not meet: winding the other
 * way, one would cut a hole into the other. */
static bool joins(clip *c, const ts_svg_node *node, const ts_path *shape, bool even_odd)
{
    if (c->shapes && (ts_rect_overlap(ts_path_box(c->path), ts_path_box(shape)) || even_odd != c->even_odd)) {
        TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, node), "not yet: shapes of a clipPath that overlap");
        return false;
    }
    return true;
}

typedef struct part { /* a shape of the clip: what is drawn, how, and where */
    ts_svg_node *node;
    ts_svg_style style;
    ts_matrix matrix;
} part;

static bool follow_use(clip *c, part *p)
{
    ts_svg_node *use = p->node, *target = ts_svg_target(c->svg, use);
    if (!target)
        return false;
    if (!ts_svg_is_shape(target->kind)) {
        TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, use), "a clipPath can use shapes only");
        return false;
    }
    double x = ts_svg_attribute_length(c->svg, use, "x", TS_SVG_X, 0);
    double y = ts_svg_attribute_length(c->svg, use, "y", TS_SVG_Y, 0);
    ts_matrix own = ts_svg_attribute_transform(c->svg, target, "transform");
    own = ts_matrix_then(own, (ts_matrix){1, 0, 0, 1, x, y});
    *p = (part){target, ts_svg_style_of(c->svg, target, &p->style), ts_matrix_then(own, p->matrix)};
    return true;
}

static void add_shape(clip *c, ts_svg_node *node, const ts_svg_style *parent, ts_matrix matrix)
{
    part p = {node, ts_svg_style_of(c->svg, node, parent), matrix};
    p.matrix = ts_matrix_then(ts_svg_attribute_transform(c->svg, node, "transform"), matrix);
    if (node->kind == TS_SVG_USE && !follow_use(c, &p))
        return;
    if (p.style.clip)
        TS_SVG_REFUSE(c->svg, ts_svg_span(c->svg, node), "not yet: a clip-path inside a clipPath");
    const ts_path *shape = p.style.gone || p.style.hidden ? NULL : ts_svg_shape(c->svg, p.node);
    const ts_path *moved = shape ? ts_path_transformed(c->svg->scratch, shape, p.matrix) : NULL;
    if (!moved || !joins(c, node, moved, p.style.clip_even_odd))
        return;
    c->even_odd = p.style.clip_even_odd;
    c->shapes++;
    ts_path_append(c->path, moved, ts_matrix_identity());
}

static ts_svg_node *find_clip(ts_svg *svg, const ts_svg_place *place)
{
    ts_svg_node *node = ts_map_find(&svg->ids, place->style->clip);
    if (node && node->kind == TS_SVG_CLIP)
        return node;
    svg->failed = true;
    ts_error_near(svg->diags, ts_svg_span(svg, place->node), "art",
                  node ? NULL : ts_map_nearest(&svg->ids, place->style->clip), "\"%s\" is no clipPath",
                  place->style->clip);
    return NULL;
}

static ts_rect user_box(ts_svg *svg, ts_svg_node *node, ts_matrix matrix);

static ts_matrix clip_matrix(ts_svg *svg, const ts_svg_node *node, const ts_svg_place *place)
{
    ts_matrix own = ts_svg_attribute_transform(svg, node, "transform");
    const char *units = ts_svg_find(node, "clipPathUnits");
    if (units && strcmp(units, "objectBoundingBox") == 0) {
        ts_rect box = user_box(svg, place->node, ts_matrix_identity());
        own = ts_matrix_then(own, (ts_matrix){box.w, 0, 0, box.h, box.x, box.y});
    } else if (units && strcmp(units, "userSpaceOnUse") != 0) {
        TS_SVG_REFUSE(svg, ts_svg_value_span(svg, node, "clipPathUnits"),
                      "\"clipPathUnits\" cannot be \"%s\"", units);
    }
    return ts_matrix_then(own, place->matrix);
}

const ts_path *ts_svg_clip(ts_svg *svg, const ts_svg_place *place, bool *even_odd)
{
    ts_svg_node *node = find_clip(svg, place);
    clip c = {svg, node ? ts_path_new(svg->arena) : NULL, false, 0};
    if (!node)
        return NULL;
    ts_svg_style style = ts_svg_style_inherited(svg, node);
    if (style.clip)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "not yet: a clip-path on a clipPath");
    ts_matrix matrix = clip_matrix(svg, node, place);
    for (ts_svg_node *child = node->first; child; child = child->next)
        add_shape(&c, child, &style, matrix);
    *even_odd = c.even_odd;
    if (!c.path || c.path->failed)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "memory is out");
    return c.shapes && c.path && !c.path->failed ? c.path : NULL;
}

/* The box of the geometry alone, strokes and clips aside (SVG 1.1, 7.11). The
 * visit count bounds what "use" can multiply. */
static ts_rect content_box(ts_svg *svg, ts_svg_node *node, ts_matrix matrix)
{
    if (ts_svg_is_shape(node->kind)) {
        const ts_path *path = ts_svg_shape(svg, node);
        const ts_path *moved = path ? ts_path_transformed(svg->scratch, path, matrix) : NULL;
        return moved ? ts_path_box(moved) : (ts_rect){0};
    }
    ts_rect box = {0};
    if (node->kind == TS_SVG_TEXT)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "not yet: \"clipPathUnits\" of a box with text in it");
    if (node->kind == TS_SVG_USE) {
        double x = ts_svg_attribute_length(svg, node, "x", TS_SVG_X, 0);
        double y = ts_svg_attribute_length(svg, node, "y", TS_SVG_Y, 0);
        ts_svg_node *target = ts_svg_target(svg, node);
        matrix = ts_matrix_then((ts_matrix){1, 0, 0, 1, x, y}, matrix);
        if (!target || target->busy)
            return box;
        ts_matrix own = ts_svg_attribute_transform(svg, target, "transform");
        return user_box(svg, target, ts_matrix_then(own, matrix));
    }
    if (node->kind != TS_SVG_GROUP && node->kind != TS_SVG_ROOT)
        return box;
    for (ts_svg_node *child = node->first; child; child = child->next) {
        ts_matrix own = ts_svg_attribute_transform(svg, child, "transform");
        box = ts_rect_join(box, user_box(svg, child, ts_matrix_then(own, matrix)));
    }
    return box;
}

static ts_rect user_box(ts_svg *svg, ts_svg_node *node, ts_matrix matrix)
{
    if (!ts_svg_visit(svg, node))
        return (ts_rect){0};
    bool before = node->busy;
    node->busy = true;
    ts_rect box = content_box(svg, node, matrix);
    node->busy = before;
    return box;
}
