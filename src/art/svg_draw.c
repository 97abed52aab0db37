/* The walk: elements become canvas items in viewBox coordinates. */
#include "art/svg.h"

#include <math.h>

typedef struct level { /* what an element hands to its children */
    ts_matrix matrix;
    const ts_svg_style *style;
} level;

static void draw_node(ts_svg *svg, ts_svg_node *node, level outer);

bool ts_svg_visit(ts_svg *svg, const ts_svg_node *node)
{
    if (++svg->visits <= TS_SVG_VISITS)
        return true;
    if (!svg->exhausted)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node),
                      "the drawing has more than 100000 elements once \"use\" is drawn");
    svg->exhausted = true;
    return false;
}

static void add_item(ts_svg *svg, const ts_svg_node *node, ts_item item)
{
    if (!ts_items_add(svg->arena, &svg->items, item))
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "memory is out");
}

static const ts_path *baked(ts_svg *svg, const ts_svg_place *place, const ts_path *shape)
{
    const ts_path *path = ts_path_transformed(svg->arena, shape, place->matrix);
    if (!path || path->failed)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, place->node), "memory is out");
    return path && !path->failed ? path : NULL;
}

static void add_fill(ts_svg *svg, const ts_svg_place *place, const ts_path *path)
{
    const ts_svg_style *style = place->style;
    ts_item item = {.kind = TS_ITEM_FILL};
    if (place->box.w <= 0 || place->box.h <= 0 || path->points.count < 3) /* a line has no inside */
        return;
    if (!ts_svg_resolve_paint(svg, place, &style->fill, style->fill_opacity, &item.u.fill.paint))
        return;
    item.u.fill.path = path;
    item.u.fill.even_odd = style->even_odd;
    add_item(svg, place->node, item);
}

/* A pen keeps its roundness only where the plane is stretched alike in both directions. */
static bool round_pen(ts_matrix m)
{
    double x = hypot(m.a, m.b), y = hypot(m.c, m.d), skew = m.a * m.c + m.b * m.d;
    return fabs(x - y) <= 0.01 * fmax(x, y) && fabs(skew) <= 0.01 * x * y;
}

static const double *scaled_dashes(ts_svg *svg, ts_svg_dashes dashes, double scale)
{
    double *list = TS_ARRAY(svg->arena, double, dashes.count);
    for (size_t i = 0; list && i < dashes.count; i++)
        list[i] = dashes.items[i] * scale;
    return list;
}

static void add_stroke(ts_svg *svg, const ts_svg_place *place, const ts_path *path)
{
    const ts_svg_style *style = place->style;
    ts_matrix m = place->matrix;
    double scale = sqrt(fabs(m.a * m.d - m.b * m.c));
    ts_item item = {.kind = TS_ITEM_STROKE};
    if (style->width * scale <= 0)
        return;
    if (!ts_svg_resolve_paint(svg, place, &style->stroke, style->stroke_opacity, &item.u.stroke.paint))
        return;
    if (!round_pen(m)) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, place->node),
                      "not yet: a stroke that is stretched more one way than the other");
        return;
    }
    item.u.stroke.path = path;
    item.u.stroke.stroke = (ts_stroke){style->width * scale, style->cap, style->join, style->miter, NULL,
                                       style->dashes.count, style->dash_phase * scale};
    if (style->dashes.count) {
        item.u.stroke.stroke.dashes = scaled_dashes(svg, style->dashes, scale);
        if (!item.u.stroke.stroke.dashes) {
            TS_SVG_REFUSE(svg, ts_svg_span(svg, place->node), "memory is out");
            return;
        }
    }
    add_item(svg, place->node, item);
}

static void paint_path(ts_svg *svg, const ts_svg_place *place, const ts_path *shape)
{
    const ts_path *path = baked(svg, place, shape);
    if (!path)
        return;
    add_fill(svg, place, path);
    add_stroke(svg, place, path);
}

static void draw_shape(ts_svg *svg, const ts_svg_place *at)
{
    const ts_path *shape = ts_svg_shape(svg, at->node);
    if (!shape || at->style->hidden)
        return;
    ts_svg_place place = *at;
    place.box = ts_path_box(shape);
    paint_path(svg, &place, shape);
}

/* The letters of a text take gradients over all of it (SVG 1.1, 7.11 and 10.13). */
static void draw_text(ts_svg *svg, const ts_svg_place *at)
{
    ts_svg_text text = {0};
    if (!ts_svg_make_text(svg, at->node, at->style, &text))
        return;
    for (size_t i = 0; i < text.count; i++) {
        const ts_svg_letters *letters = &text.items[i];
        ts_svg_style style = *letters->style;
        style.even_odd = false; /* the rule is of shapes only */
        ts_svg_place place = {letters->node, &style, text.box, at->matrix};
        if (letters->path->verbs.count && !style.hidden)
            paint_path(svg, &place, letters->path);
    }
}

static void draw_children(ts_svg *svg, ts_svg_node *node, level inner)
{
    for (ts_svg_node *child = node->first; child && !svg->exhausted; child = child->next)
        draw_node(svg, child, inner);
}

static void draw_use(ts_svg *svg, const ts_svg_node *node, level inner)
{
    ts_svg_node *target = ts_svg_target(svg, node);
    if (!target)
        return;
    double x = ts_svg_attribute_length(svg, node, "x", TS_SVG_X, 0);
    double y = ts_svg_attribute_length(svg, node, "y", TS_SVG_Y, 0);
    inner.matrix = ts_matrix_then((ts_matrix){1, 0, 0, 1, x, y}, inner.matrix);
    if (target->busy)
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "\"use\" uses itself");
    else if (ts_svg_is_shape(target->kind) || target->kind == TS_SVG_GROUP ||
             target->kind == TS_SVG_USE || target->kind == TS_SVG_TEXT)
        draw_node(svg, target, inner);
    else
        TS_SVG_REFUSE(svg, ts_svg_span(svg, node), "\"%s\" cannot be used", target->name);
}

static void draw_content(ts_svg *svg, const ts_svg_place *place)
{
    level inner = {place->matrix, place->style};
    switch (place->node->kind) {
    case TS_SVG_ROOT:
    case TS_SVG_GROUP:
        draw_children(svg, place->node, inner);
        break;
    case TS_SVG_USE:
        draw_use(svg, place->node, inner);
        break;
    case TS_SVG_TEXT:
        draw_text(svg, place);
        break;
    default:
        draw_shape(svg, place);
    }
}

static bool painted(const ts_item *item)
{
    return item->kind == TS_ITEM_FILL || item->kind == TS_ITEM_STROKE;
}

/* More pairs than this are not compared: the parts count as overlapping. */
enum { MOST_PARTS = 400 };

static bool parts_overlap(ts_svg *svg, size_t first)
{
    ts_rect boxes[MOST_PARTS];
    size_t count = 0;
    for (size_t i = first; i < svg->items.count; i++) {
        if (!painted(&svg->items.items[i]))
            continue;
        if (count == MOST_PARTS)
            return true;
        boxes[count] = ts_art_extent(svg->scratch, &svg->items.items[i]);
        for (size_t k = 0; k < count; k++)
            if (ts_rect_overlap(boxes[k], boxes[count]))
                return true;
        count++;
    }
    return false;
}

/* Opacity is of the element as a whole. Where its parts do not meet, that is the
 * opacity of each; where they do, the canvas has no item for it. */
static void fade(ts_svg *svg, const ts_svg_place *place, size_t first)
{
    double opacity = place->style->opacity;
    if (opacity >= 1 || first == svg->items.count)
        return;
    if (opacity <= 0) {
        svg->items.count = first;
        return;
    }
    if (parts_overlap(svg, first)) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, place->node),
                      "not yet: the opacity of \"%s\", whose parts overlap", place->node->name);
        return;
    }
    for (size_t i = first; i < svg->items.count; i++) {
        ts_item *item = &svg->items.items[i];
        if (painted(item))
            (item->kind == TS_ITEM_FILL ? &item->u.fill.paint : &item->u.stroke.paint)->opacity *= opacity;
    }
}

static void draw_clipped(ts_svg *svg, const ts_svg_place *place)
{
    bool even_odd;
    const ts_path *path = ts_svg_clip(svg, place, &even_odd);
    if (!path) /* an empty clip shows nothing */
        return;
    size_t first = svg->items.count;
    add_item(svg, place->node, (ts_item){.kind = TS_ITEM_CLIP, .u.clip = {path, even_odd}});
    draw_content(svg, place);
    if (svg->items.count == first + 1)
        svg->items.count = first;
    else
        add_item(svg, place->node, (ts_item){.kind = TS_ITEM_UNCLIP});
}

/* Of what was painted from the first item on. */
static ts_rect ink_from(const ts_svg *svg, size_t first)
{
    ts_rect ink = {0};
    for (size_t i = first; i < svg->items.count; i++)
        if (painted(&svg->items.items[i]))
            ink = ts_rect_join(ink, ts_art_extent(svg->scratch, &svg->items.items[i]));
    return ink;
}

/* A shape may be meant to bleed; words are meant to be read. */
static void tell_cut_words(ts_svg *svg, const ts_svg_place *place, size_t first)
{
    static const double SEEN = 1e-3; /* of the sides together: less is no loss */
    const ts_rect ink = ink_from(svg, first), box = svg->box;
    const struct { double by; const char *side; } cuts[] = {
        {ts_rect_right(ink) - ts_rect_right(box), "at the right"}, {box.x - ink.x, "at the left"},
        {box.y - ink.y, "at the top"}, {ts_rect_bottom(ink) - ts_rect_bottom(box), "at the bottom"}};
    size_t most = 0;
    for (size_t i = 1; i < sizeof cuts / sizeof *cuts; i++)
        most = cuts[i].by > cuts[most].by ? i : most;
    if (ink.w > 0 && cuts[most].by > SEEN * (box.w + box.h))
        ts_warn(svg->diags, ts_svg_span(svg, place->node), "art", "the viewBox cuts off %.3g of these words %s: move them, or make it larger",
                cuts[most].by, cuts[most].side);
}

static bool is_drawn(const ts_svg_node *node)
{
    return ts_svg_is_shape(node->kind) || node->kind == TS_SVG_ROOT || node->kind == TS_SVG_GROUP ||
           node->kind == TS_SVG_USE || node->kind == TS_SVG_TEXT;
}

static void draw_node(ts_svg *svg, ts_svg_node *node, level outer)
{
    if (!is_drawn(node) || !ts_svg_visit(svg, node))
        return;
    ts_svg_style style = ts_svg_style_of(svg, node, outer.style);
    ts_matrix own = ts_svg_attribute_transform(svg, node, "transform");
    ts_svg_place place = {node, &style, {0}, ts_matrix_then(own, outer.matrix)};
    if (style.gone)
        return;
    size_t first = svg->items.count;
    node->busy = true;
    if (style.clip)
        draw_clipped(svg, &place);
    else
        draw_content(svg, &place);
    node->busy = false;
    fade(svg, &place, first);
    if (node->kind == TS_SVG_TEXT && !style.clip)
        tell_cut_words(svg, &place, first);
}

/* The viewport cuts off what stands beyond the viewBox (SVG 1.1, 14.3.3). */
static bool exceeds(ts_svg *svg)
{
    const double slack = 1e-6 * (svg->box.w + svg->box.h);
    const ts_rect ink = ink_from(svg, 0);
    return ink.x < svg->box.x - slack || ink.y < svg->box.y - slack ||
           ts_rect_right(ink) > ts_rect_right(svg->box) + slack ||
           ts_rect_bottom(ink) > ts_rect_bottom(svg->box) + slack;
}

static void clip_to_box(ts_svg *svg)
{
    ts_items inner = svg->items;
    ts_path *path = ts_path_new(svg->arena);
    if (!path) {
        TS_SVG_REFUSE(svg, ts_svg_span(svg, svg->root), "memory is out");
        return;
    }
    ts_path_rect(path, svg->box);
    svg->items = (ts_items){0};
    add_item(svg, svg->root, (ts_item){.kind = TS_ITEM_CLIP, .u.clip = {path, false}});
    for (size_t i = 0; i < inner.count; i++)
        add_item(svg, svg->root, inner.items[i]);
    add_item(svg, svg->root, (ts_item){.kind = TS_ITEM_UNCLIP});
}

void ts_svg_draw(ts_svg *svg)
{
    ts_svg_style style = ts_svg_style_initial();
    draw_node(svg, svg->root, (level){ts_matrix_identity(), &style});
    if (!svg->failed && exceeds(svg))
        clip_to_box(svg);
}
