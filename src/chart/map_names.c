#include "chart/atlas.h"

#include <math.h>
#include <string.h>

static const double CLEAR = 2, DOT_OUTLINE = 0.75, ICON_SHARE = 11 / 8.5, ICON_WEIGHT = 1.27;
static const double DESCENT = 0.2; /* of the size: what hangs below the baseline */

static bool lens_shows(const ts_map_request *map, const ts_map_point *point)
{
    if (!map->lens.given)
        return false;
    ts_point at = ts_view_at(&map->lens.view, point->unit);
    return hypot(at.x - map->lens.view.to.x, at.y - map->lens.view.to.y) <= map->lens.radius - point->radius;
}

void ts_map_icons(ts_plot *plot, const ts_map_request *map)
{
    for (size_t i = 0; i < map->icon_count; i++) {
        const ts_map_icon *icon = &map->icons[i];
        ts_point at = ts_view_at(&map->view, icon->unit);
        double half = icon->radius * ICON_SHARE / 2;
        ts_plot_disc(plot, at, icon->radius, plot->paper, NULL);
        ts_plot_ring(plot, at, icon->radius, map->icon_outline, 0.75);
        ts_plot_icon(plot, icon->art, (ts_rect){at.x - half, at.y - half, 2 * half, 2 * half}, map->icon_ink,
                     ICON_WEIGHT);
    }
}

typedef struct crowding { /* what names must keep off */
    struct {
        ts_rect *items;
        size_t count, capacity;
    } boxes;
    ts_edges edges;
} crowding;

static void reserve(ts_plot *plot, crowding *crowd, ts_rect box)
{
    if (!TS_PUSH(plot->arena, &crowd->boxes, box))
        plot->failed = true;
}

static void draw_captions(ts_plot *plot, crowding *crowd, const ts_scene *scene)
{
    const ts_map_request *map = scene->map;
    for (size_t i = 0; i < map->caption_count; i++) {
        const ts_map_caption *caption = &map->captions[i];
        const ts_block *block = ts_label_set(plot, &caption->label, 0, caption->align);
        if (!block)
            continue;
        double share = caption->align == TS_TEXT_CENTER ? 0.5 : caption->align == TS_TEXT_RIGHT ? 1 : 0;
        ts_point at = ts_view_at(&map->view, caption->unit);
        double cap = 2 * ts_label_drop(&caption->label),
               ink = cap + block->last_baseline - block->first_baseline;
        ts_rect box = {at.x - share * block->width, at.y - ink / 2, block->width, ink};
        ts_label label = caption->label;
        if (caption->ink.swatch)
            label.ink = label.reversed = caption->ink;
        ts_point top = {box.x, box.y + cap - block->first_baseline};
        ts_label_put(plot, &label, block, top, ts_scene_under(plot, scene, at));
        reserve(plot, crowd, box);
    }
}

static ts_dot dot_of(ts_plot *plot, const ts_map_point *point, const ts_label *label, ts_point at,
                     double radius)
{
    ts_dot dot = {.at = at, .radius = radius, .text = point->name};
    if (label->count) {
        dot.width = ts_label_width(plot, label);
        dot.ascent = 2 * ts_label_drop(label);
        dot.descent = DESCENT * label->type->size;
    }
    return dot;
}

static void draw_name(ts_plot *plot, const ts_scene *scene, const ts_label *label, const ts_dot *dot,
                      const ts_placed *placed)
{
    ts_rect box = ts_placed_box(dot, placed);
    ts_ink under = ts_scene_under(plot, scene, (ts_point){box.x + box.w / 2, box.y + box.h / 2});
    if (placed->leader)
        ts_plot_line(plot, placed->leader_from, placed->leader_end,
                     ts_plot_dark(under) ? label->reversed : label->ink, 0.5);
    ts_label_put_line(plot, label, placed->baseline, TS_TEXT_LEFT, under);
}

typedef struct naming {
    ts_dot *dots;
    const ts_label **labels;
    const char **names;
    size_t count;
} naming;

static bool make_naming(ts_plot *plot, size_t count, naming *n)
{
    n->dots = TS_ARRAY(plot->arena, ts_dot, count);
    n->labels = TS_ARRAY(plot->arena, const ts_label *, count);
    n->names = TS_ARRAY(plot->arena, const char *, count);
    if (!n->dots || !n->labels || !n->names)
        plot->failed = true;
    return !plot->failed;
}

static void add_dot(naming *n, ts_dot dot, const ts_label *label, const char *name)
{
    n->dots[n->count] = dot;
    n->labels[n->count] = label;
    n->names[n->count++] = name;
}

/* Those of the map behind those that are there. */
static void gather_edges(ts_plot *plot, const ts_scene *scene, ts_edges *edges, ts_obstacles *around)
{
    for (size_t i = 0; i < around->edge_count; i++)
        if (!TS_PUSH(plot->arena, edges, around->edges[i]))
            plot->failed = true;
    ts_map_edges(plot, scene, edges);
    around->edges = edges->items;
    around->edge_count = edges->count;
}

static void key_of_dot(const unsigned char crowd[TS_DIGEST_BYTES], const ts_dot *dot, unsigned char key[TS_DIGEST_BYTES])
{
    struct { unsigned char crowd[TS_DIGEST_BYTES]; double numbers[6]; } parts = {
        .numbers = {dot->at.x, dot->at.y, dot->radius, dot->width, dot->ascent, dot->descent}};
    memcpy(parts.crowd, crowd, sizeof parts.crowd);
    ts_digest_named("open", &parts, sizeof parts, key);
}

static void keep_open(ts_memo *memo, const unsigned char *key, uint64_t open)
{
    uint64_t *kept = ts_memo_seen(memo, key) ? TS_NEW(ts_memo_arena(memo), uint64_t) : NULL;
    if (!kept)
        return;
    *kept = open;
    ts_memo_put(memo, key, kept);
}

/* Borders stay, and so do most dots: what they leave open was found out for an edition before. */
static const uint64_t *find_open(ts_plot *plot, const ts_scene *scene, const naming *n, const ts_obstacles *around)
{
    unsigned char crowd[TS_DIGEST_BYTES], key[TS_DIGEST_BYTES];
    uint64_t *open = TS_ARRAY(plot->arena, uint64_t, n->count);
    bool lasts = ts_atlas_crowd_key(plot, scene, around, crowd), gathered = false;
    ts_edges edges = {0};
    ts_obstacles all = *around;
    for (size_t i = 0; open && i < n->count; i++) {
        if (lasts)
            key_of_dot(crowd, &n->dots[i], key);
        const uint64_t *known = lasts ? ts_memo_find(plot->memo, key) : NULL;
        if (known || n->dots[i].width <= 0) {
            open[i] = known ? *known : 0;
            continue;
        }
        if (!gathered)
            gather_edges(plot, scene, &edges, &all);
        gathered = true;
        open[i] = ts_places_open(&n->dots[i], &all);
        if (lasts)
            keep_open(plot->memo, key, open[i]);
    }
    return open;
}

static void place_names(ts_plot *plot, const ts_scene *scene, const naming *n, ts_obstacles around)
{
    if (!n->count)
        return;
    ts_placed *placed = TS_ARRAY(plot->arena, ts_placed, n->count);
    around.open = plot->failed ? NULL : find_open(plot, scene, n, &around);
    if (plot->failed || !placed || !around.open || !ts_place_names(plot->arena, n->dots, n->count, &around, placed)) {
        plot->failed = true;
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        if (placed[i].shown)
            draw_name(plot, scene, n->labels[i], &n->dots[i], &placed[i]);
        else if (n->dots[i].width > 0)
            ts_plot_warn(plot, "no place on the map for the name \"%s\": it is left out", n->names[i]);
    }
}

static void draw_dot(ts_plot *plot, const ts_map_request *map, ts_point at, double radius,
                     const ts_origin *origin)
{
    ts_plot_disc(plot, at, radius, map->point_ink, origin);
    ts_plot_ring(plot, at, radius, plot->paper, DOT_OUTLINE);
}

static bool on_page(ts_rect box, ts_point p)
{
    return p.x >= box.x && p.y >= box.y && p.x <= ts_rect_right(box) && p.y <= ts_rect_bottom(box);
}

static void gather_dots(ts_plot *plot, const ts_scene *scene, naming *n)
{
    static const ts_label none;
    const ts_map_request *map = scene->map;
    for (size_t i = 0; i < map->point_count; i++) {
        const ts_map_point *point = &map->points[i];
        ts_point at = ts_view_at(&map->view, point->unit);
        if (!on_page(map->bled, at)) {
            ts_plot_warn(plot, "the point \"%s\" lies outside the map", point->name ? point->name : "");
            continue;
        }
        if (lens_shows(map, point)) {
            ts_plot_disc(plot, at, point->radius / 2, map->point_ink, point->label.origin);
            add_dot(n, dot_of(plot, point, &none, at, point->radius / 2), &none, point->name);
            continue;
        }
        draw_dot(plot, map, at, point->radius, point->label.origin);
        add_dot(n, dot_of(plot, point, &point->label, at, point->radius + DOT_OUTLINE / 2), &point->label,
                point->name);
    }
}

static ts_point bow_at(const ts_point p[4], double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (ts_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x, a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* How far the nearest other route or dot lies from a place on this one. */
static double lonely(const ts_map_request *map, size_t route, ts_point at)
{
    enum { SAMPLES = 12 };
    double least = INFINITY;
    for (size_t i = 0; i < map->route_count; i++) {
        ts_point p[4];
        ts_route_bow(map, &map->routes[i], p);
        for (int k = 0; i != route && k <= SAMPLES; k++) {
            ts_point other = bow_at(p, (double)k / SAMPLES);
            least = fmin(least, hypot(other.x - at.x, other.y - at.y) - map->routes[i].width / 2);
        }
    }
    for (size_t i = 0; i < map->point_count; i++) {
        ts_point dot = ts_view_at(&map->view, map->points[i].unit);
        least = fmin(least, hypot(dot.x - at.x, dot.y - at.y));
    }
    return least;
}

/* Around its middle, where it runs alone. */
static ts_point route_middle(const ts_map_request *map, size_t route)
{
    static const double places[] = {0.5, 0.6, 0.4, 0.7, 0.3};
    ts_point p[4], best = {0, 0};
    double most = -INFINITY;
    ts_route_bow(map, &map->routes[route], p);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        ts_point at = bow_at(p, places[i]);
        double alone = lonely(map, route, at);
        if (alone > most + 0.5) {
            most = alone;
            best = at;
        }
    }
    return best;
}

/* A route's label stands beside its middle, as a name beside its dot. */
static void gather_routes(ts_plot *plot, const ts_map_request *map, naming *n)
{
    for (size_t i = 0; i < map->route_count; i++) {
        const ts_map_route *route = &map->routes[i];
        ts_map_point middle = {.name = route->words};
        if (route->label.count)
            add_dot(n, dot_of(plot, &middle, &route->label, route_middle(map, i), route->width / 2), &route->label, route->words);
    }
}

static void reserve_routes(ts_plot *plot, crowding *crowd, const ts_map_request *map)
{
    enum { CHORDS = 8 };
    for (size_t i = 0; i < map->route_count; i++) {
        ts_point p[4];
        ts_route_bow(map, &map->routes[i], p);
        for (int k = 0; k < CHORDS; k++) {
            ts_edge edge = {bow_at(p, (double)k / CHORDS), bow_at(p, (k + 1.0) / CHORDS), map->routes[i].width / 2};
            if (!TS_PUSH(plot->arena, &crowd->edges, edge))
                plot->failed = true;
        }
    }
}

static void reserve_furniture(ts_plot *plot, crowding *crowd, const ts_map_request *map)
{
    for (size_t i = 0; i < map->icon_count; i++) {
        ts_point at = ts_view_at(&map->view, map->icons[i].unit);
        double r = map->icons[i].radius + 0.4;
        reserve(plot, crowd, (ts_rect){at.x - r, at.y - r, 2 * r, 2 * r});
    }
    reserve_routes(plot, crowd, map);
    if (map->locator.given)
        reserve(plot, crowd, map->locator.box);
    if (!map->lens.given)
        return;
    ts_point lens = map->lens.view.to, ring = ts_view_at(&map->view, map->lens.view.from);
    double r = map->lens.radius + 0.4, s = map->lens.ring + 0.4;
    reserve(plot, crowd, (ts_rect){lens.x - r, lens.y - r, 2 * r, 2 * r});
    reserve(plot, crowd, (ts_rect){ring.x - s, ring.y - s, 2 * s, 2 * s});
    if (!TS_PUSH(plot->arena, &crowd->edges, ((ts_edge){lens, ring, 0.4})))
        plot->failed = true;
}

/* On what the map is about: context is where other frames may stand. */
static bool on_named_shape(void *user, ts_rect box)
{
    const ts_scene *scene = user;
    const ts_view *view = &scene->view;
    ts_point page = {box.x + box.w / 2, box.y + box.h / 2};
    ts_point unit = {view->from.x + (page.x - view->to.x) / view->scale,
                     view->from.y + (page.y - view->to.y) / view->scale};
    for (size_t i = 0; i < scene->shapes->count; i++)
        if (scene->map->fills[i].named && scene->map->fills[i].ink.swatch &&
            ts_shape_holds(&scene->shapes->items[i], unit))
            return true;
    return false;
}

static void reserve_taken(ts_plot *plot, crowding *crowd, const ts_map_request *map)
{
    for (size_t i = 0; i < map->taken_count; i++)
        reserve(plot, crowd, map->taken[i]);
}

void ts_map_names(ts_plot *plot, const ts_scene *scene)
{
    crowding crowd = {0};
    naming n = {0};
    const ts_map_request *map = scene->map;
    if (!make_naming(plot, map->point_count + map->route_count, &n))
        return;
    draw_captions(plot, &crowd, scene);
    gather_dots(plot, scene, &n);
    gather_routes(plot, map, &n);
    reserve_furniture(plot, &crowd, map);
    reserve_taken(plot, &crowd, map);
    ts_obstacles around = {.boxes = crowd.boxes.items,
                           .box_count = crowd.boxes.count,
                           .edges = crowd.edges.items,
                           .edge_count = crowd.edges.count,
                           .bounds = map->box,
                           .clear = CLEAR,
                           .home = on_named_shape,
                           .user = (void *)scene};
    place_names(plot, scene, &n, around);
}

void ts_lens_names(ts_plot *plot, const ts_scene *scene)
{
    naming n = {0};
    const ts_map_request *map = scene->map;
    if (!make_naming(plot, map->point_count, &n))
        return;
    for (size_t i = 0; i < map->point_count; i++) {
        const ts_map_point *point = &map->points[i];
        ts_point at = ts_view_at(&scene->view, point->unit);
        if (!lens_shows(map, point))
            continue;
        draw_dot(plot, map, at, point->radius, point->in_lens.origin);
        add_dot(&n, dot_of(plot, point, &point->in_lens, at, point->radius + DOT_OUTLINE / 2),
                &point->in_lens, point->name);
    }
    ts_obstacles around = {.bounds = scene->clip,
                           .centre = map->lens.view.to,
                           .radius = map->lens.radius,
                           .clear = CLEAR};
    place_names(plot, scene, &n, around);
}
