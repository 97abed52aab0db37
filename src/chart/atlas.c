#include "chart/atlas.h"

static void add_real(ts_digest *key, double value)
{
    ts_digest_add(key, &value, sizeof value);
}

static void add_whole(ts_digest *key, size_t value)
{
    ts_digest_add(key, &value, sizeof value);
}

/* By its address: swatches and lasting shapes stay where they are. */
static void add_address(ts_digest *key, const void *address)
{
    ts_digest_add(key, &address, sizeof address);
}

static void add_ink(ts_digest *key, ts_ink ink)
{
    add_address(key, ink.swatch);
    add_real(key, ink.tint);
}

static void add_rule(ts_digest *key, const ts_rule_of *rule)
{
    add_ink(key, rule->ink);
    add_real(key, rule->weight);
}

static ts_digest *begin(ts_plot *plot, const char *kind, const ts_shapes *shapes)
{
    ts_digest *key = plot->memo && shapes->lasting ? ts_digest_new(plot->arena) : NULL;
    if (!key)
        return NULL;
    ts_digest_text(key, kind);
    add_address(key, shapes);
    return key;
}

ts_plot ts_atlas_plot(const ts_plot *plot)
{
    ts_plot lasting = *plot;
    lasting.arena = ts_memo_arena(plot->memo);
    lasting.own = NULL; /* a place of this edition */
    return lasting;
}

ts_region ts_atlas_region(ts_plot *plot, const ts_shapes *shapes, const bool *shown)
{
    unsigned char raw[TS_DIGEST_BYTES];
    ts_digest *key = begin(plot, "region", shapes);
    if (!key)
        return ts_shapes_region(shapes, shown);
    if (shown)
        ts_digest_add(key, shown, shapes->count * sizeof *shown);
    ts_digest_end_raw(key, raw);
    const ts_region *known = ts_memo_find(plot->memo, raw);
    if (known)
        return *known;
    ts_region region = ts_shapes_region(shapes, shown), *kept = TS_NEW(ts_memo_arena(plot->memo), ts_region);
    if (kept) {
        *kept = region;
        ts_memo_put(plot->memo, raw, kept);
    }
    return region;
}

const ts_shapes *ts_atlas_lay(ts_plot *plot, const ts_shapes *shapes, const ts_globe *globe)
{
    unsigned char raw[TS_DIGEST_BYTES];
    ts_digest *key = begin(plot, "laid", shapes);
    if (!key)
        return ts_shapes_lay(plot->arena, shapes, globe);
    add_whole(key, (size_t)globe->kind);
    const double numbers[] = {globe->middle, globe->n, globe->c, globe->origin};
    ts_digest_add(key, numbers, sizeof numbers);
    ts_digest_end_raw(key, raw);
    ts_shapes *laid = ts_memo_find(plot->memo, raw);
    if (laid)
        return laid;
    laid = ts_shapes_lay(ts_memo_arena(plot->memo), shapes, globe);
    if (laid)
        laid->lasting = ts_memo_put(plot->memo, raw, laid);
    return laid;
}

const ts_shapes *ts_atlas_thin(ts_plot *plot, const ts_shapes *shapes, double tolerance)
{
    unsigned char raw[TS_DIGEST_BYTES];
    ts_digest *key = begin(plot, "thin", shapes);
    if (!key)
        return ts_shapes_thin(plot->arena, shapes, tolerance);
    add_real(key, tolerance);
    ts_digest_end_raw(key, raw);
    ts_shapes *thin = ts_memo_find(plot->memo, raw);
    if (thin)
        return thin;
    thin = ts_shapes_thin(ts_memo_arena(plot->memo), shapes, tolerance);
    if (thin)
        ts_memo_put(plot->memo, raw, thin);
    return thin;
}

static void add_scene(ts_digest *key, const ts_scene *scene)
{
    const ts_map_request *map = scene->map;
    add_real(key, scene->view.scale);
    add_whole(key, map->border.weight > 0);
    for (size_t i = 0; i < map->shapes->count; i++) {
        add_ink(key, map->fills[i].ink);
        add_whole(key, map->fills[i].named);
    }
}

/* map.view.scale is the reach of seams in all views of a map. */
bool ts_atlas_scene_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *made = begin(plot, "scene", scene->map->shapes);
    if (!made)
        return false;
    add_real(made, scene->map->view.scale);
    add_scene(made, scene);
    ts_digest_end_raw(made, key);
    return true;
}

static void add_places(ts_digest *key, const ts_scene *scene)
{
    const ts_view *view = &scene->view;
    const double places[] = {scene->map->view.scale, view->from.x,  view->from.y,  view->to.x,   view->to.y,
                             scene->clip.x,          scene->clip.y, scene->clip.w, scene->clip.h};
    ts_digest_add(key, places, sizeof places);
    add_scene(key, scene);
}

static ts_digest *begin_edges(ts_plot *plot, const char *kind, const ts_scene *scene)
{
    ts_digest *made = begin(plot, kind, scene->map->shapes);
    if (!made)
        return NULL;
    add_places(made, scene);
    add_real(made, scene->map->outline.weight);
    add_real(made, scene->map->border.weight);
    return made;
}

bool ts_atlas_edges_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *made = begin_edges(plot, "edges", scene);
    if (made)
        ts_digest_end_raw(made, key);
    return made != NULL;
}

bool ts_atlas_crowd_key(ts_plot *plot, const ts_scene *scene, const ts_obstacles *around, unsigned char key[TS_DIGEST_BYTES])
{
    const ts_rect bounds = around->bounds;
    const double numbers[] = {bounds.x, bounds.y, bounds.w, bounds.h, around->centre.x, around->centre.y, around->radius, around->clear};
    ts_digest *made = begin_edges(plot, "crowd", scene);
    if (!made)
        return false;
    ts_digest_add(made, numbers, sizeof numbers);
    ts_digest_add(made, around->edges, around->edge_count * sizeof *around->edges);
    ts_digest_end_raw(made, key);
    return true;
}

static bool varies(const ts_map_request *map)
{
    if (map->varies)
        return true;
    for (size_t i = 0; i < map->shapes->count; i++)
        if (map->fills[i].origin)
            return true;
    return false;
}

bool ts_atlas_paint_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES])
{
    const ts_map_request *map = scene->map;
    ts_digest *made = varies(map) ? NULL : begin(plot, "painted", map->shapes);
    if (!made)
        return false;
    add_places(made, scene);
    for (size_t i = 0; i < map->shapes->count; i++)
        add_whole(made, map->fills[i].lit + 2U * map->fills[i].inner);
    add_ink(made, map->sea);
    add_ink(made, plot->accent);
    add_rule(made, &map->outline);
    add_rule(made, &map->border);
    add_rule(made, &map->inner);
    ts_digest_end_raw(made, key);
    return true;
}
