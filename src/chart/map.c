#include "chart/map_paint.h"

#include <math.h>

static void clip_to(ts_plot *plot, ts_rect box)
{
    ts_path *path = ts_path_new(plot->arena);
    ts_path_rect(path, box);
    ts_plot_clip(plot, path);
}

/* From rim to rim, on the line between the two centres. */
static void draw_connector(ts_plot *plot, const ts_map_request *map)
{
    const ts_map_lens_of *lens = &map->lens;
    ts_point ring = ts_view_at(&map->view, lens->view.from), centre = lens->view.to;
    double dx = centre.x - ring.x, dy = centre.y - ring.y, length = hypot(dx, dy);
    ts_plot_ring(plot, ring, lens->ring, lens->outline.ink, lens->outline.weight);
    if (length <= lens->ring + lens->radius)
        return;
    double a = lens->ring / length, b = (length - lens->radius) / length;
    ts_plot_line(plot, (ts_point){ring.x + a * dx, ring.y + a * dy},
                 (ts_point){ring.x + b * dx, ring.y + b * dy}, lens->outline.ink, lens->outline.weight);
}

static void draw_lens(ts_plot *plot, const ts_map_request *map)
{
    const ts_map_lens_of *lens = &map->lens;
    ts_point c = lens->view.to;
    ts_scene scene;
    ts_rect clip = {c.x - lens->radius, c.y - lens->radius, 2 * lens->radius, 2 * lens->radius};
    if (!ts_scene_make(plot, map, lens->view, clip, &scene))
        return;
    ts_path *circle = ts_path_new(plot->arena);
    ts_path_circle(circle, c.x, c.y, lens->radius);
    ts_plot_clip(plot, circle);
    if (!map->sea.swatch)
        ts_plot_rect(plot, clip, plot->ground, NULL);
    ts_scene_paint(plot, &scene);
    ts_plot_unclip(plot);
    ts_plot_ring(plot, c, lens->radius, lens->outline.ink, lens->outline.weight);
    ts_lens_names(plot, &scene);
}

/* The box around what the map is about. */
static ts_rect named_units(const ts_map_request *map)
{
    ts_rect box = {0};
    for (size_t i = 0; i < map->shapes->count; i++)
        if (map->fills[i].named && map->fills[i].ink.swatch)
            box = ts_rect_join(box, map->shapes->items[i].box);
    return box.w > 0 ? box : map->shapes->box;
}

static void draw_locator(ts_plot *plot, const ts_map_request *map)
{
    ts_rect box = map->locator.box, units = named_units(map);
    ts_view view = {.from = {units.x + units.w / 2, units.y + units.h / 2},
                    .to = {box.x + box.w / 2, box.y + box.h / 2},
                    .scale = map->locator.scale};
    if (view.scale <= 0)
        view = ts_view_fit(units, (ts_rect){box.x + 3, box.y + 3, box.w - 6, box.h - 6});
    ts_map_request plain = *map;
    plain.border.weight = plain.outline.weight = 0; /* too small for rules */
    ts_scene scene;
    if (!ts_scene_make(plot, &plain, view, box, &scene))
        return;
    clip_to(plot, box);
    if (!map->sea.swatch)
        ts_plot_rect(plot, box, plot->ground, NULL);
    ts_scene_paint(plot, &scene);
    ts_plot_unclip(plot);
    ts_plot_outline(plot, box, map->locator.outline.ink, map->locator.outline.weight);
}

void ts_route_bow(const ts_map_request *map, const ts_map_route *route, ts_point bow[4])
{
    static const double BOW = 0.18; /* of the distance */
    ts_point a = ts_view_at(&map->view, route->from), b = ts_view_at(&map->view, route->to);
    ts_point side = {(b.y - a.y) * BOW, (a.x - b.x) * BOW};
    bow[0] = a;
    bow[1] = (ts_point){a.x + (b.x - a.x) / 3 + side.x, a.y + (b.y - a.y) / 3 + side.y};
    bow[2] = (ts_point){a.x + (b.x - a.x) * 2 / 3 + side.x, a.y + (b.y - a.y) * 2 / 3 + side.y};
    bow[3] = b;
}

static void draw_routes(ts_plot *plot, const ts_map_request *map)
{
    for (size_t i = 0; i < map->route_count; i++) {
        ts_point p[4];
        ts_route_bow(map, &map->routes[i], p);
        ts_path *path = ts_path_new(plot->arena);
        ts_path_move(path, p[0].x, p[0].y);
        ts_path_curve(path, p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
        ts_plot_stroke(plot, path, map->route_ink, (ts_stroke){.width = map->routes[i].width, .cap = TS_CAP_ROUND}, NULL);
    }
}

/* Fills that meet on the map, with what lies between: the border, or two half outlines. Without a border nobody
 * has looked for where they meet: then classes that follow each other are taken to. */
static void tell_neighbours(ts_plot *plot, const ts_scene *scene)
{
    const ts_map_request *map = scene->map;
    for (size_t i = 1; i < map->key.count && map->border.weight <= 0; i++)
        ts_plot_beside(plot, map->key.inks[i - 1], map->key.inks[i], map->outline.weight);
    for (size_t i = 0; i < scene->meetings.count; i++) {
        size_t first = scene->meetings.items[i].first, second = scene->meetings.items[i].second;
        bool inner = map->fills[first].inner && map->fills[second].inner;
        double border = inner ? map->inner.weight : map->border.weight;
        ts_plot_beside(plot, map->fills[first].ink, map->fills[second].ink, fmax(border, map->outline.weight));
    }
}

static void ring_small(ts_plot *plot, const ts_map_request *map)
{
    static const double SMALL = 7, ROOM = 2.5, WEIGHT = 1; /* points */
    for (size_t i = 0; i < map->shapes->count; i++) {
        ts_rect box = map->shapes->items[i].box;
        double size = fmax(box.w, box.h) * map->view.scale;
        if (!map->fills[i].stressed || size > SMALL)
            continue;
        ts_point middle = ts_view_at(&map->view, (ts_point){box.x + box.w / 2, box.y + box.h / 2});
        ts_plot_ring(plot, middle, fmax(size / 2 + ROOM, SMALL / 2), plot->accent, WEIGHT);
    }
}

void ts_map_draw_all(ts_plot *plot, const ts_map_request *map)
{
    ts_scene scene;
    if (!ts_scene_make(plot, map, map->view, map->bled, &scene))
        return;
    clip_to(plot, map->bled);
    ts_scene_paint(plot, &scene);
    tell_neighbours(plot, &scene);
    ring_small(plot, map);
    draw_routes(plot, map);
    if (map->lens.given)
        draw_connector(plot, map);
    if (map->locator.given)
        draw_locator(plot, map);
    if (map->lens.given)
        draw_lens(plot, map);
    ts_map_names(plot, &scene);
    ts_map_icons(plot, map);
    ts_plot_unclip(plot);
    if (ts_map_key_height(plot, map) > 0)
        ts_map_draw_key(plot, map, ts_scene_left(&scene, map->box));
}
