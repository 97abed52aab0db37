#include "chart/atlas.h"
#include "chart/kept.h"

#include <math.h>

static const double THIN = 0.12;                          /* points: what a press cannot show */
static const double VISIBLE_GAP = 0.05;                   /* points */
static const double OVERLAP = 0.3, CONTEXT_OVERLAP = 0.6; /* strokes in a shape's own ink: no white seams */

/* ---- making */

static bool meets_with_border(const ts_map_request *map, size_t i, size_t k)
{
    const ts_map_fill *a = &map->fills[i], *b = &map->fills[k];
    return a->named && b->named && a->ink.swatch && b->ink.swatch && !ts_plot_same(a->ink, b->ink);
}

static bool find_meetings(ts_plot *plot, ts_scene *scene)
{
    double tolerance = TS_SEAM_REACH / scene->map->view.scale;
    for (size_t i = 0; i < scene->shapes->count; i++)
        for (size_t k = i + 1; k < scene->shapes->count; k++) {
            const ts_shape *a = &scene->shapes->items[i], *b = &scene->shapes->items[k];
            ts_rect reach = {a->box.x - tolerance, a->box.y - tolerance, a->box.w + 2 * tolerance,
                             a->box.h + 2 * tolerance};
            if (!meets_with_border(scene->map, i, k) || !ts_rect_overlap(reach, b->box))
                continue;
            ts_meeting meeting = {i, k, scene->seams.count, 0};
            if (!ts_seams_find(plot->arena, a, b, tolerance, &scene->seams))
                return false;
            meeting.to = scene->seams.count;
            if (meeting.to > meeting.from && !TS_PUSH(plot->arena, &scene->meetings, meeting))
                return false;
        }
    return true;
}

static bool make_scene(ts_plot *plot, ts_scene *scene)
{
    const ts_map_request *map = scene->map;
    scene->shapes = ts_atlas_thin(plot, map->shapes, THIN / scene->view.scale);
    if (!scene->shapes) {
        plot->failed = true;
        return false;
    }
    if (map->border.weight <= 0 || find_meetings(plot, scene))
        return true;
    if (scene->seams.tests > TS_SEAM_TESTS) {
        ts_plot_error(plot, "the shapes are too detailed for a border: thin them before use");
        return false;
    }
    plot->failed = true;
    return false;
}

/* From an earlier run, or made and kept for the next. */
static bool recall_scene(ts_plot *plot, ts_scene *scene)
{
    ts_cache *cache = ts_memo_cache(plot->memo);
    if (ts_scene_recall(cache, plot->arena, scene))
        return true;
    bool made = make_scene(plot, scene);
    if (made)
        ts_scene_keep(cache, plot->arena, scene);
    return made;
}

static void keep_scene(ts_memo *memo, const ts_scene *scene, const unsigned char *key)
{
    ts_scene *copy = TS_NEW(ts_memo_arena(memo), ts_scene);
    if (copy) {
        *copy = *scene;
        copy->map = NULL; /* of one edition */
        ts_memo_put(memo, key, copy);
    }
}

bool ts_scene_make(ts_plot *plot, const ts_map_request *map, ts_view view, ts_rect clip, ts_scene *scene)
{
    unsigned char key[TS_DIGEST_BYTES];
    *scene = (ts_scene){.map = map, .view = view, .clip = clip};
    if (!ts_atlas_scene_key(plot, scene, key))
        return make_scene(plot, scene);
    const ts_scene *known = ts_memo_find(plot->memo, key);
    if (known) {
        *scene = *known;
        scene->map = map;
        scene->view = view;
        scene->clip = clip;
        return true;
    }
    ts_plot lasting = ts_atlas_plot(plot);
    bool made = recall_scene(&lasting, scene);
    plot->failed = lasting.failed;
    plot->refused = lasting.refused;
    if (made)
        keep_scene(plot->memo, scene, key);
    return made;
}

/* ---- painting */

static ts_rect page_box(const ts_view *view, ts_rect units)
{
    ts_point at = ts_view_at(view, (ts_point){units.x, units.y});
    return (ts_rect){at.x, at.y, units.w * view->scale, units.h * view->scale};
}

static bool in_view(const ts_scene *scene, ts_rect units)
{
    ts_rect box = page_box(&scene->view, units), clip = scene->clip;
    return ts_rect_overlap(box, (ts_rect){clip.x - 2, clip.y - 2, clip.w + 4, clip.h + 4});
}

static void add_ring(ts_path *path, const ts_scene *scene, const ts_ring *ring)
{
    for (size_t i = 0; i < ring->count; i++) {
        ts_point p = ts_view_at(&scene->view, ring->points[i]);
        if (i == 0)
            ts_path_move(path, p.x, p.y);
        else
            ts_path_line(path, p.x, p.y);
    }
    ts_path_close(path);
}

/* Least x of the part of an edge that is as high as the box. */
static double edge_left(ts_point a, ts_point b, ts_rect box)
{
    double top = box.y, bottom = ts_rect_bottom(box), least = INFINITY;
    if (fmax(a.y, b.y) < top || fmin(a.y, b.y) > bottom)
        return least;
    const double levels[] = {fmax(top, fmin(bottom, a.y)), fmax(top, fmin(bottom, b.y))};
    for (size_t i = 0; i < 2; i++) {
        double along = a.y != b.y ? (levels[i] - a.y) / (b.y - a.y) : (double)i;
        least = fmin(least, a.x + along * (b.x - a.x));
    }
    return least;
}

static double ring_left(const ts_scene *scene, const ts_ring *ring, ts_rect box)
{
    double least = INFINITY;
    for (size_t i = 0; i < ring->count; i++) {
        ts_point a = ts_view_at(&scene->view, ring->points[i]), b = ts_view_at(&scene->view, ring->points[(i + 1) % ring->count]);
        least = fmin(least, edge_left(a, b, box));
    }
    return least;
}

double ts_scene_left(const ts_scene *scene, ts_rect box)
{
    double least = ts_rect_right(box);
    for (size_t s = 0; s < scene->shapes->count; s++) {
        const ts_shape *shape = &scene->shapes->items[s];
        for (size_t k = 0; scene->map->fills[s].ink.swatch && k < shape->count; k++)
            if (in_view(scene, shape->rings[k].box))
                least = fmin(least, ring_left(scene, &shape->rings[k], box));
    }
    return fmax(least, box.x);
}

/* NULL: nothing of it is in view. */
static ts_path *shape_path(ts_plot *plot, const ts_scene *scene, size_t i)
{
    const ts_shape *shape = &scene->shapes->items[i];
    ts_path *path = NULL;
    for (size_t k = 0; k < shape->count; k++) {
        if (!in_view(scene, shape->rings[k].box))
            continue;
        path = path ? path : ts_path_new(plot->arena);
        add_ring(path, scene, &shape->rings[k]);
    }
    return path;
}

static const ts_stroke ROUND = {.join = TS_JOIN_ROUND, .cap = TS_CAP_BUTT};

static void stroke_shape(ts_plot *plot, const ts_scene *scene, size_t i, ts_ink ink, double width)
{
    const ts_path *path = shape_path(plot, scene, i);
    ts_stroke stroke = ROUND;
    stroke.width = width;
    if (path)
        ts_plot_stroke(plot, path, ink, stroke, NULL);
}

static void fill_shapes(ts_plot *plot, const ts_scene *scene, bool named)
{
    const ts_map_request *map = scene->map;
    ts_stroke stroke = ROUND;
    stroke.width = named ? OVERLAP : CONTEXT_OVERLAP;
    for (size_t i = 0; i < scene->shapes->count && !plot->failed; i++) {
        const ts_map_fill *fill = &map->fills[i];
        const ts_path *path = fill->ink.swatch && fill->named == named ? shape_path(plot, scene, i) : NULL;
        if (!path)
            continue;
        ts_plot_fill(plot, path, fill->ink, fill->origin);
        if (map->outline.weight <= 0)
            ts_plot_stroke(plot, path, fill->ink, stroke, fill->origin);
    }
}

static const ts_path *sliver_path(ts_plot *plot, const ts_scene *scene, const ts_seam *seam)
{
    ts_path *path = ts_path_new(plot->arena);
    for (size_t i = 0; i < 2 * seam->count; i++) {
        ts_point unit = i < seam->count ? seam->edge[i] : seam->facing[2 * seam->count - 1 - i];
        ts_point p = ts_view_at(&scene->view, unit);
        if (i == 0)
            ts_path_move(path, p.x, p.y);
        else
            ts_path_line(path, p.x, p.y);
    }
    ts_path_close(path);
    return path;
}

static bool faces(const ts_shape *shape, const ts_seam *seam, bool inside)
{
    for (size_t i = 0; i < seam->count; i++)
        if (ts_shape_holds(shape, seam->facing[i]) == inside)
            return true;
    return false;
}

/* Where the second shape stops short of the first one's edge it is prolonged,
 * and where it runs over that edge the first one is painted again. */
static void mend(ts_plot *plot, const ts_scene *scene, const ts_meeting *meeting, const ts_seam *seam)
{
    const ts_shape *shape = &scene->shapes->items[meeting->first];
    const ts_path *sliver = sliver_path(plot, scene, seam);
    for (int inside = 0; inside < 2; inside++) {
        if (!faces(shape, seam, inside))
            continue;
        ts_path *clip = shape_path(plot, scene, meeting->first);
        if (!clip)
            return;
        if (!inside)
            ts_path_rect(clip, (ts_rect){scene->clip.x - 9, scene->clip.y - 9, scene->clip.w + 18,
                                         scene->clip.h + 18});
        const ts_map_fill *fill = &scene->map->fills[inside ? meeting->first : meeting->second];
        ts_plot_clip(plot, clip);
        ts_plot_fill(plot, sliver, fill->ink, fill->origin);
        ts_plot_unclip(plot);
    }
}

static void draw_border(ts_plot *plot, const ts_scene *scene, const ts_rule_of *rule, const ts_seam *seam)
{
    ts_path *path = ts_path_new(plot->arena);
    for (size_t i = 0; i < seam->count; i++) {
        ts_point p = ts_view_at(&scene->view, seam->edge[i]);
        if (i == 0)
            ts_path_move(path, p.x, p.y);
        else if (seam->corner[i])
            ts_path_line(path, p.x, p.y);
    }
    ts_stroke stroke = ROUND;
    stroke.width = rule->weight;
    ts_plot_stroke(plot, path, rule->ink, stroke, NULL);
}

static const ts_rule_of *rule_of(const ts_scene *scene, const ts_meeting *meeting)
{
    const ts_map_request *map = scene->map;
    bool inner = map->fills[meeting->first].inner && map->fills[meeting->second].inner;
    return inner ? &map->inner : &map->border;
}

static void draw_seams(ts_plot *plot, const ts_scene *scene, bool border)
{
    for (size_t i = 0; i < scene->meetings.count; i++) {
        const ts_meeting *meeting = &scene->meetings.items[i];
        for (size_t k = meeting->from; k < meeting->to; k++) {
            const ts_seam *seam = &scene->seams.items[k];
            if (border)
                draw_border(plot, scene, rule_of(scene, meeting), seam);
            else if (seam->widest * scene->view.scale > VISIBLE_GAP)
                mend(plot, scene, meeting, seam);
        }
    }
}

static void paint_scene(ts_plot *plot, const ts_scene *scene)
{
    const ts_map_request *map = scene->map;
    ts_plot_rect(plot, scene->clip, map->sea, NULL);
    fill_shapes(plot, scene, false);
    fill_shapes(plot, scene, true);
    draw_seams(plot, scene, false);
    for (size_t i = 0; i < scene->shapes->count && map->outline.weight > 0; i++)
        if (map->fills[i].ink.swatch)
            stroke_shape(plot, scene, i, map->outline.ink, map->outline.weight);
    draw_seams(plot, scene, true);
    for (size_t i = 0; i < scene->shapes->count; i++)
        if (map->fills[i].lit)
            stroke_shape(plot, scene, i, plot->accent, 1.5);
}

/* A path that lasts is told by it: a device need not print it twice. */
static void mark_lasting(const ts_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        const ts_item *item = &items->items[i];
        const ts_path *path = item->kind == TS_ITEM_FILL     ? item->u.fill.path
                              : item->kind == TS_ITEM_STROKE ? item->u.stroke.path
                              : item->kind == TS_ITEM_CLIP   ? item->u.clip.path
                                                             : NULL;
        if (path)
            ts_path_keep((ts_path *)(uintptr_t)path);
    }
}

static const ts_items *paint_lasting(ts_plot *plot, const ts_scene *scene, const unsigned char *key)
{
    ts_plot lasting = ts_atlas_plot(plot);
    ts_items *items = TS_NEW(lasting.arena, ts_items);
    lasting.items = items;
    lasting.witness = NULL;
    if (items)
        paint_scene(&lasting, scene);
    plot->failed = plot->failed || !items || lasting.failed;
    if (plot->failed)
        return NULL;
    mark_lasting(items);
    ts_memo_put(plot->memo, key, items);
    return items;
}

void ts_scene_paint(ts_plot *plot, const ts_scene *scene)
{
    unsigned char key[TS_DIGEST_BYTES];
    if (!ts_atlas_paint_key(plot, scene, key)) {
        paint_scene(plot, scene);
        return;
    }
    const ts_items *items = ts_memo_find(plot->memo, key);
    if (!items)
        items = paint_lasting(plot, scene, key);
    if (items)
        ts_plot_add_all(plot, items);
}

ts_ink ts_scene_under(const ts_plot *plot, const ts_scene *scene, ts_point page)
{
    const ts_view *view = &scene->view;
    ts_point unit = {view->from.x + (page.x - view->to.x) / view->scale,
                     view->from.y + (page.y - view->to.y) / view->scale};
    ts_ink under = scene->map->sea.swatch ? scene->map->sea : plot->ground;
    for (int named = 0; named < 2; named++)
        for (size_t i = 0; i < scene->shapes->count; i++) {
            const ts_map_fill *fill = &scene->map->fills[i];
            if (fill->ink.swatch && fill->named == named && ts_shape_holds(&scene->shapes->items[i], unit))
                under = fill->ink;
        }
    return under;
}
