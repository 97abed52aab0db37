#include "chart/kept.h"

#include "base/pack.h"

#include <string.h>

static const char SHAPES[] = "shapes", SCENE[] = "scene";
static const double FARTHEST = 4e9; /* positions lie within 1e9 when a file is read, what is reckoned from them not far beyond */
enum { REAL = 8, POINT = 2 * REAL };

/* ---- keys */

typedef struct shapes_key {
    const ts_source *source;
    const char *name;
    bool planar;
} shapes_key;

static bool key_of_shapes(const ts_cache *cache, ts_arena *arena, const shapes_key *of, unsigned char *key)
{
    ts_digest *digest = ts_cache_key(cache, arena, SHAPES);
    if (!digest)
        return false;
    ts_digest_text(digest, of->name);
    ts_digest_add(digest, &of->planar, sizeof of->planar);
    ts_digest_add(digest, of->source->text, of->source->length);
    ts_digest_end_raw(digest, key);
    return true;
}

/* Inks matter to a scene by being others than their neighbours'; which they are is of one sheet. */
static size_t first_of_swatch(const ts_map_request *map, const ts_swatch *swatch)
{
    size_t first = 0;
    while (map->fills[first].ink.swatch != swatch)
        first++;
    return first;
}

static void add_fill(ts_digest *digest, const ts_map_request *map, const ts_map_fill *fill)
{
    const ts_swatch *swatch = fill->ink.swatch;
    const size_t wholes[] = {first_of_swatch(map, swatch), swatch != NULL, swatch && swatch->paper, fill->named};
    ts_digest_add(digest, wholes, sizeof wholes);
    ts_digest_add(digest, &fill->ink.tint, sizeof fill->ink.tint);
}

static bool key_of_scene(const ts_cache *cache, ts_arena *arena, const ts_scene *scene, unsigned char *key)
{
    const ts_map_request *map = scene->map;
    const ts_globe *globe = map->globe;
    const double numbers[] = {globe->middle, globe->n, globe->c, globe->origin, map->view.scale, scene->view.scale};
    ts_digest *digest = map->shapes->known ? ts_cache_key(cache, arena, SCENE) : NULL;
    if (!digest)
        return false;
    ts_digest_add(digest, map->shapes->file, sizeof map->shapes->file);
    ts_digest_add(digest, &globe->kind, sizeof globe->kind);
    ts_digest_add(digest, numbers, sizeof numbers);
    const bool border = map->border.weight > 0;
    ts_digest_add(digest, &border, sizeof border);
    for (size_t i = 0; i < map->shapes->count; i++)
        add_fill(digest, map, &map->fills[i]);
    ts_digest_end_raw(digest, key);
    return true;
}

/* ---- packing */

static void put_points(ts_pack *to, const ts_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ts_pack_point(to, points[i]);
}

static void put_rings(ts_pack *to, const ts_shape *shape)
{
    ts_pack_rect(to, shape->box);
    ts_pack_whole(to, shape->count);
    for (size_t i = 0; i < shape->count; i++) {
        ts_pack_rect(to, shape->rings[i].box);
        ts_pack_whole(to, shape->rings[i].count);
        put_points(to, shape->rings[i].points, shape->rings[i].count);
    }
}

static void put_seam(ts_pack *to, const ts_seam *seam)
{
    ts_pack_real(to, seam->widest);
    ts_pack_whole(to, seam->count);
    put_points(to, seam->edge, seam->count);
    put_points(to, seam->facing, seam->count);
    for (size_t i = 0; i < seam->count; i++)
        ts_pack_bytes(to, seam->corner[i] ? "\1" : "\0", 1);
}

static void put_meeting(ts_pack *to, const ts_meeting *meeting)
{
    const size_t wholes[] = {meeting->first, meeting->second, meeting->from, meeting->to};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        ts_pack_whole(to, wholes[i]);
}

static void keep_shapes(ts_cache *cache, ts_arena *arena, const ts_shapes *shapes)
{
    ts_pack to = {.arena = arena};
    ts_pack_whole(&to, shapes->count);
    ts_pack_rect(&to, shapes->box);
    for (size_t i = 0; i < shapes->count; i++) {
        ts_pack_text(&to, shapes->items[i].name);
        put_rings(&to, &shapes->items[i]);
    }
    if (!to.failed)
        ts_cache_keep(cache, SHAPES, shapes->file, to.items, to.count);
}

void ts_scene_keep(ts_cache *cache, ts_arena *scratch, const ts_scene *scene)
{
    unsigned char key[TS_DIGEST_BYTES];
    ts_pack to = {.arena = scratch};
    if (!cache || !key_of_scene(cache, scratch, scene, key))
        return;
    for (size_t i = 0; i < scene->shapes->count; i++)
        put_rings(&to, &scene->shapes->items[i]);
    ts_pack_whole(&to, scene->seams.count);
    for (size_t i = 0; i < scene->seams.count; i++)
        put_seam(&to, &scene->seams.items[i]);
    ts_pack_whole(&to, scene->meetings.count);
    for (size_t i = 0; i < scene->meetings.count; i++)
        put_meeting(&to, &scene->meetings.items[i]);
    if (!to.failed)
        ts_cache_keep(cache, SCENE, key, to.items, to.count);
}

/* ---- and back */

typedef struct reader {
    ts_unpack from;
    ts_arena *arena;
} reader;

static ts_point *take_points(reader *r, size_t count)
{
    r->from.failed |= count > (size_t)(r->from.end - r->from.at) / POINT;
    ts_point *points = r->from.failed ? NULL : TS_ARRAY(r->arena, ts_point, count);
    r->from.failed |= !points;
    for (size_t i = 0; i < count && !r->from.failed; i++)
        points[i] = ts_unpack_point(&r->from, FARTHEST);
    return points;
}

static void take_rings(reader *r, ts_shape *shape, ts_shapes *all)
{
    shape->box = ts_unpack_rect(&r->from, FARTHEST);
    size_t count = ts_unpack_count(&r->from, 5 * REAL);
    shape->rings = TS_ARRAY(r->arena, ts_ring, count);
    r->from.failed |= !shape->rings;
    for (size_t i = 0; i < count && !r->from.failed; i++) {
        ts_ring *ring = &shape->rings[shape->count++];
        ring->box = ts_unpack_rect(&r->from, FARTHEST);
        ring->count = ts_unpack_count(&r->from, POINT);
        ring->points = take_points(r, ring->count);
        all->points += ring->count;
    }
}

static ts_shapes *take_shapes(reader *r)
{
    ts_shapes *shapes = TS_NEW(r->arena, ts_shapes);
    size_t count = ts_unpack_count(&r->from, 6 * REAL);
    ts_shape *items = TS_ARRAY(r->arena, ts_shape, count);
    if (!shapes || !items || count > TS_GEO_SHAPES)
        return NULL;
    shapes->items = items;
    shapes->box = ts_unpack_rect(&r->from, FARTHEST);
    for (size_t i = 0; i < count && !r->from.failed; i++) {
        items[i].name = ts_unpack_text(&r->from, r->arena);
        r->from.failed |= !items[i].name;
        take_rings(r, &items[i], shapes);
    }
    shapes->count = count;
    return count && ts_unpack_done(&r->from) ? shapes : NULL;
}

/* Names and number of the shapes are those that were thinned. */
static const ts_shapes *take_thinned(reader *r, const ts_shapes *whole)
{
    ts_shapes *thin = TS_NEW(r->arena, ts_shapes);
    ts_shape *items = TS_ARRAY(r->arena, ts_shape, whole->count);
    r->from.failed |= !thin || !items;
    if (r->from.failed)
        return NULL;
    *thin = *whole;
    thin->items = items;
    thin->points = 0;
    for (size_t i = 0; i < whole->count && !r->from.failed; i++) {
        items[i].name = whole->items[i].name;
        take_rings(r, &items[i], thin);
    }
    return thin;
}

static ts_seam take_seam(reader *r)
{
    ts_seam seam = {.widest = ts_unpack_within(&r->from, FARTHEST)};
    seam.count = ts_unpack_count(&r->from, 2 * POINT + 1);
    seam.edge = take_points(r, seam.count);
    seam.facing = take_points(r, seam.count);
    const unsigned char *corners = ts_unpack_bytes(&r->from, seam.count);
    seam.corner = TS_ARRAY(r->arena, bool, seam.count);
    r->from.failed |= !corners || !seam.corner;
    for (size_t i = 0; i < seam.count && !r->from.failed; i++)
        seam.corner[i] = corners[i] != 0;
    return seam;
}

static void take_seams(reader *r, ts_seams *seams)
{
    seams->capacity = ts_unpack_count(&r->from, 2 * REAL);
    seams->items = TS_ARRAY(r->arena, ts_seam, seams->capacity);
    r->from.failed |= !seams->items;
    while (seams->count < seams->capacity && !r->from.failed)
        seams->items[seams->count++] = take_seam(r);
}

static ts_meeting take_meeting(reader *r, size_t shapes, size_t seams)
{
    uint64_t first = ts_unpack_whole(&r->from), second = ts_unpack_whole(&r->from);
    uint64_t from = ts_unpack_whole(&r->from), to = ts_unpack_whole(&r->from);
    r->from.failed |= first >= shapes || second >= shapes || from > to || to > seams;
    return (ts_meeting){(size_t)first, (size_t)second, (size_t)from, (size_t)to};
}

static void take_meetings(reader *r, ts_scene *scene)
{
    size_t count = ts_unpack_count(&r->from, 4 * REAL);
    scene->meetings.items = TS_ARRAY(r->arena, ts_meeting, count);
    scene->meetings.capacity = count;
    r->from.failed |= !scene->meetings.items;
    while (scene->meetings.count < count && !r->from.failed)
        scene->meetings.items[scene->meetings.count++] = take_meeting(r, scene->shapes->count, scene->seams.count);
}

bool ts_scene_recall(ts_cache *cache, ts_arena *arena, ts_scene *scene)
{
    unsigned char key[TS_DIGEST_BYTES];
    size_t count = 0;
    const unsigned char *bytes =
        cache && key_of_scene(cache, arena, scene, key) ? ts_cache_find(cache, SCENE, key, arena, &count) : NULL;
    if (!bytes)
        return false;
    reader r = {ts_unpack_from(bytes, count), arena};
    ts_scene found = {.map = scene->map, .view = scene->view, .clip = scene->clip};
    found.shapes = take_thinned(&r, scene->map->shapes);
    if (found.shapes)
        take_seams(&r, &found.seams);
    if (!r.from.failed)
        take_meetings(&r, &found);
    if (!ts_unpack_done(&r.from))
        return false;
    *scene = found;
    return true;
}

static ts_shapes *recall_shapes(ts_cache *cache, ts_arena *arena, const unsigned char *key)
{
    size_t count = 0;
    const unsigned char *bytes = ts_cache_find(cache, SHAPES, key, arena, &count);
    reader r = {ts_unpack_from(bytes, count), arena};
    return bytes ? take_shapes(&r) : NULL;
}

ts_shapes *ts_shapes_kept_or_read(ts_arena *arena, ts_cache *cache, const ts_source *source, const char *name, bool planar,
                                  ts_diags *diags)
{
    unsigned char key[TS_DIGEST_BYTES];
    const size_t told = diags->count;
    if (!cache || !key_of_shapes(cache, arena, &(shapes_key){source, name, planar}, key))
        return ts_shapes_read(arena, source, name, planar, diags);
    ts_shapes *recalled = recall_shapes(cache, arena, key);
    ts_shapes *shapes = recalled ? recalled : ts_shapes_read(arena, source, name, planar, diags);
    if (!shapes || diags->count != told)
        return shapes;
    shapes->planar = planar;
    shapes->known = true;
    memcpy(shapes->file, key, sizeof shapes->file);
    if (!recalled)
        keep_shapes(cache, arena, shapes);
    return shapes;
}
