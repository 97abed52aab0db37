/* Boundaries and scenes come back from a cache as they were made, and damaged bytes never lead astray. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../base/shop.h"

#include "chart/kept.h"

/* Two neighbours whose surveys of one border are a thousandth apart, and an island of the second. */
static const char LAND[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"properties\":{\"name\":\"West\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[5,0],[5,10],[0,10],[0,0]]]}},"
    "{\"properties\":{\"name\":\"East\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
    "[[[[5.001,0],[9,0],[9,10],[5.001,10],[5.001,0]]],[[[11,1],[12,1],[12,2],[11,1]]]]}}]}";

static ts_shapes *read_land(shop *s, ts_arena *arena, ts_cache *cache, const char *text)
{
    const ts_source *source = ts_source_wrap(arena, "land.geojson", text, strlen(text));
    return ts_shapes_kept_or_read(arena, cache, source, "name", true, &s->diags);
}

static void same_points(const ts_point *a, const ts_point *b, size_t count)
{
    assert_memory_equal(a, b, count * sizeof *a);
}

static void same_shapes(const ts_shapes *a, const ts_shapes *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->points, b->points);
    assert_int_equal(a->planar, b->planar);
    assert_memory_equal(&a->box, &b->box, sizeof a->box);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->items[i].name, b->items[i].name);
        assert_int_equal(a->items[i].count, b->items[i].count);
        assert_memory_equal(&a->items[i].box, &b->items[i].box, sizeof a->items[i].box);
        for (size_t k = 0; k < a->items[i].count; k++) {
            const ts_ring *one = &a->items[i].rings[k], *other = &b->items[i].rings[k];
            assert_int_equal(one->count, other->count);
            assert_memory_equal(&one->box, &other->box, sizeof one->box);
            same_points(one->points, other->points, one->count);
        }
    }
}

static void test_shapes_come_back_as_they_were(void **state)
{
    (void)state;
    shop s = shop_open();
    const ts_shapes *read = read_land(&s, s.arena, NULL, LAND), *kept = read_land(&s, s.arena, s.cache, LAND),
                    *recalled = read_land(&s, s.arena, s.cache, LAND);
    assert_false(read->known);
    assert_true(kept->known && recalled->known);
    same_shapes(read, kept);
    same_shapes(read, recalled);
    shop_close(&s);
}

static void test_what_there_is_to_tell_of_is_told_each_time(void **state)
{
    (void)state;
    shop s = shop_open();
    static const char bad[] = "{\"features\":[{\"geometry\":{\"type\":\"Point\"}}]}";
    for (size_t times = 1; times <= 2; times++) {
        assert_null(read_land(&s, s.arena, s.cache, bad));
        assert_int_equal(s.diags.count, times);
    }
    shop_close(&s);
}

static const ts_swatch NAVY = {.name = "Navy"}, SAND = {.name = "Sand"};

typedef struct scenery {
    ts_globe globe;
    ts_map_fill fills[2];
    ts_map_request map;
    ts_scene scene;
} scenery;

static void set_scene(scenery *to, const ts_shapes *shapes)
{
    *to = (scenery){.fills = {{.ink = {&NAVY, 1}, .named = true}, {.ink = {&SAND, 1}, .named = true}}};
    assert_true(ts_globe_open(&to->globe, TS_GLOBE_PLANAR, (ts_region){0}));
    to->map = (ts_map_request){.shapes = shapes, .globe = &to->globe, .fills = to->fills,
                               .view = {.scale = 10}, .border = {{&NAVY, 1}, 1}};
    to->scene = (ts_scene){.map = &to->map, .view = to->map.view};
}

static void make_scene(shop *s, scenery *to)
{
    ts_scene *scene = &to->scene;
    scene->shapes = ts_shapes_thin(s->arena, to->map.shapes, 0.01);
    assert_true(ts_seams_find(s->arena, &scene->shapes->items[0], &scene->shapes->items[1], 0.1, &scene->seams));
    assert_true(scene->seams.count > 0);
    const ts_meeting meeting = {0, 1, 0, scene->seams.count};
    assert_true(TS_PUSH(s->arena, &scene->meetings, meeting));
}

static void test_scenes_come_back_as_they_were(void **state)
{
    (void)state;
    shop s = shop_open();
    scenery made, found;
    set_scene(&made, read_land(&s, s.arena, s.cache, LAND));
    make_scene(&s, &made);
    ts_scene_keep(s.cache, s.arena, &made.scene);
    set_scene(&found, made.map.shapes);
    assert_true(ts_scene_recall(s.cache, s.arena, &found.scene));
    same_shapes(made.scene.shapes, found.scene.shapes);
    assert_int_equal(found.scene.seams.count, made.scene.seams.count);
    for (size_t i = 0; i < made.scene.seams.count; i++) {
        const ts_seam *a = &made.scene.seams.items[i], *b = &found.scene.seams.items[i];
        assert_int_equal(a->count, b->count);
        assert_true(a->widest == b->widest);
        same_points(a->edge, b->edge, a->count);
        same_points(a->facing, b->facing, a->count);
        assert_memory_equal(a->corner, b->corner, a->count * sizeof *a->corner);
    }
    assert_int_equal(found.scene.meetings.count, 1);
    assert_memory_equal(found.scene.meetings.items, made.scene.meetings.items, sizeof(ts_meeting));
    shop_close(&s);
}

static void test_another_view_or_other_inks_are_another_scene(void **state)
{
    (void)state;
    shop s = shop_open();
    scenery made, other;
    set_scene(&made, read_land(&s, s.arena, s.cache, LAND));
    make_scene(&s, &made);
    ts_scene_keep(s.cache, s.arena, &made.scene);
    set_scene(&other, made.map.shapes);
    other.scene.view.scale = 11;
    assert_false(ts_scene_recall(s.cache, s.arena, &other.scene));
    set_scene(&other, made.map.shapes);
    other.fills[1].ink.swatch = &NAVY; /* they no longer differ: no border is between them */
    assert_false(ts_scene_recall(s.cache, s.arena, &other.scene));
    set_scene(&other, made.map.shapes);
    other.fills[0].ink.swatch = &SAND; /* they differ as before, the other way round */
    other.fills[1].ink.swatch = &NAVY;
    assert_true(ts_scene_recall(s.cache, s.arena, &other.scene));
    set_scene(&other, read_land(&s, s.arena, NULL, LAND)); /* of no known file */
    assert_false(ts_scene_recall(s.cache, s.arena, &other.scene));
    shop_close(&s);
}

typedef struct recalling {
    shop *s;
    const ts_shapes *shapes;
} recalling;

static bool take_shapes(void *user, ts_arena *arena)
{
    const recalling *r = user;
    return read_land(r->s, arena, r->s->cache, LAND);
}

static bool take_scene(void *user, ts_arena *arena)
{
    const recalling *r = user;
    scenery found;
    set_scene(&found, r->shapes);
    return ts_scene_recall(r->s->cache, arena, &found.scene);
}

static void test_damaged_bytes_lead_nowhere(void **state)
{
    (void)state;
    shop s = shop_open();
    scenery made;
    set_scene(&made, read_land(&s, s.arena, s.cache, LAND));
    make_scene(&s, &made);
    ts_scene_keep(s.cache, s.arena, &made.scene);
    recalling r = {&s, made.map.shapes};
    shop_damage(&s, "scene", take_scene, &r, false);
    shop_damage(&s, "shapes", take_shapes, &r, true);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes_come_back_as_they_were),
        cmocka_unit_test(test_what_there_is_to_tell_of_is_told_each_time),
        cmocka_unit_test(test_scenes_come_back_as_they_were),
        cmocka_unit_test(test_another_view_or_other_inks_are_another_scene),
        cmocka_unit_test(test_damaged_bytes_lead_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
