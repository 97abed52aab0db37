/* The lines of a view that names keep off: coasts, borders, seams. */
#include "chart/atlas.h"

#include <math.h>
#include <string.h>

static bool crosses_view(const ts_scene *scene, const ts_point ends[2])
{
    ts_point a = ts_view_at(&scene->view, ends[0]), b = ts_view_at(&scene->view, ends[1]);
    ts_rect box = {fmin(a.x, b.x), fmin(a.y, b.y), fabs(a.x - b.x) + 1e-6, fabs(a.y - b.y) + 1e-6};
    return ts_rect_overlap(box, scene->clip);
}

static void add_edge(ts_plot *plot, ts_edges *edges, const ts_scene *scene, const ts_point ends[2],
                     double half_width)
{
    ts_edge edge = {ts_view_at(&scene->view, ends[0]), ts_view_at(&scene->view, ends[1]), half_width};
    if (crosses_view(scene, ends) && !TS_PUSH(plot->arena, edges, edge))
        plot->failed = true;
}

/* The second shape's own line along a seam is mended away. */
static bool mended(const ts_scene *scene, size_t shape, ts_point unit)
{
    double reach = 1.3 * TS_SEAM_REACH / scene->map->view.scale;
    for (size_t i = 0; i < scene->meetings.count; i++) {
        const ts_meeting *meeting = &scene->meetings.items[i];
        for (size_t k = meeting->from; meeting->second == shape && k < meeting->to; k++)
            for (size_t n = 0; n < scene->seams.items[k].count; n++) {
                ts_point p = scene->seams.items[k].edge[n];
                double dx = p.x - unit.x, dy = p.y - unit.y;
                if (dx * dx + dy * dy <= reach * reach)
                    return true;
            }
    }
    return false;
}

/* Edges of context below a named shape cannot be seen. */
static bool hidden(const ts_scene *scene, size_t shape, ts_point unit)
{
    if (mended(scene, shape, unit))
        return true;
    if (scene->map->fills[shape].named)
        return false;
    for (size_t i = 0; i < scene->shapes->count; i++)
        if (scene->map->fills[i].named && scene->map->fills[i].ink.swatch &&
            ts_shape_holds(&scene->shapes->items[i], unit))
            return true;
    return false;
}

static void add_shape_edges(ts_plot *plot, ts_edges *edges, const ts_scene *scene, size_t shape)
{
    const ts_shape *s = &scene->shapes->items[shape];
    for (size_t r = 0; r < s->count; r++)
        for (size_t i = 0; i < s->rings[r].count && !plot->failed; i++) {
            ts_point ends[2] = {s->rings[r].points[i], s->rings[r].points[(i + 1) % s->rings[r].count]};
            ts_point middle = {(ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2};
            if (crosses_view(scene, ends) && !hidden(scene, shape, middle))
                add_edge(plot, edges, scene, ends, scene->map->outline.weight / 2);
        }
}

static void find_edges(ts_plot *plot, const ts_scene *scene, ts_edges *edges)
{
    for (size_t i = 0; i < scene->shapes->count; i++)
        if (scene->map->fills[i].ink.swatch)
            add_shape_edges(plot, edges, scene, i);
    for (size_t i = 0; i < scene->seams.count; i++)
        for (size_t k = 1; k < scene->seams.items[i].count; k++)
            add_edge(plot, edges, scene, &scene->seams.items[i].edge[k - 1], scene->map->border.weight / 2);
}

/* In the memo, once for all editions whose map looks the same. */
static const ts_edges *lasting_edges(ts_plot *plot, const ts_scene *scene, const unsigned char *key)
{
    const ts_edges *known = ts_memo_find(plot->memo, key);
    ts_plot lasting = ts_atlas_plot(plot);
    ts_edges *made = known ? NULL : TS_NEW(lasting.arena, ts_edges);
    if (known || !made)
        return known;
    find_edges(&lasting, scene, made);
    plot->failed |= lasting.failed;
    return !lasting.failed && ts_memo_put(plot->memo, key, made) ? made : NULL;
}

static void add_all(ts_plot *plot, ts_edges *edges, const ts_edges *more)
{
    size_t count = edges->count + more->count;
    ts_edge *all = ts_arena_room(plot->arena, count * sizeof *all);
    if (!all) {
        plot->failed = true;
        return;
    }
    if (edges->count)
        memcpy(all, edges->items, edges->count * sizeof *all);
    if (more->count)
        memcpy(all + edges->count, more->items, more->count * sizeof *all);
    *edges = (ts_edges){all, count, count};
}

void ts_map_edges(ts_plot *plot, const ts_scene *scene, ts_edges *edges)
{
    unsigned char key[TS_DIGEST_BYTES];
    const ts_edges *lasting = ts_atlas_edges_key(plot, scene, key) ? lasting_edges(plot, scene, key) : NULL;
    if (!lasting) {
        find_edges(plot, scene, edges);
        return;
    }
    add_all(plot, edges, lasting);
}
