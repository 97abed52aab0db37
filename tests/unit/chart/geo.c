#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>

#include "chart/geo.h"

#include "near.h"

static ts_point units_of(double longitude, double latitude, bool planar)
{
    ts_globe globe;
    assert_true(ts_globe_open(&globe, planar ? TS_GLOBE_PLANAR : TS_GLOBE_MERCATOR, (ts_region){-180, 180, -90, 90}));
    return ts_globe_at(&globe, longitude, latitude);
}

static void test_mercator_by_hand(void **state)
{
    (void)state;
    static const struct { double latitude, degrees; } known[] = {
        {0, 0}, {32.5344, 34.4243}, {45, 50.4990}, {60, 75.4561}, {-45, -50.4990}};
    for (size_t i = 0; i < 5; i++) { /* ln tan(45 + latitude / 2), in degrees */
        ts_point p = units_of(-117, known[i].latitude, false);
        near(p.x, -117, 0);
        double by_logarithm = log(tan((45 + known[i].latitude / 2) * acos(-1) / 180)) * 180 / acos(-1);
        near(-p.y, by_logarithm, 1e-9);
        if (i != 1)
            near(-p.y, known[i].degrees, 0.0001);
    }
    near(units_of(0, 90, false).y, units_of(0, 85, false).y, 0);
}

/* Points of the design's map, as its drawing has them. */
static void test_the_design_s_own_places(void **state)
{
    (void)state;
    ts_view view = {units_of(-117.125, 32.5344, false), {252, 698}, 72};
    static const struct { double longitude, latitude, x, y; } known[] = {
        {-117.50839, 33.50497, 224.40, 614.66}, {-117.02876, 32.54253, 258.93, 697.31}, {-114.71951, 32.71893, 425.19, 682.24}};
    for (size_t i = 0; i < 3; i++) {
        ts_point p = ts_view_at(&view, units_of(known[i].longitude, known[i].latitude, false));
        near(p.x, known[i].x, 0.02);
        near(p.y, known[i].y, 0.02);
    }
}

static void test_planar_shapes_are_as_drawn_and_fill_their_box(void **state)
{
    (void)state;
    ts_point p = units_of(648, 492.4, true);
    near(p.x, 648, 0);
    near(p.y, 492.4, 0);
    ts_view view = ts_view_fit((ts_rect){0, 0, 975, 610}, (ts_rect){100, 50, 195, 200});
    near(view.scale, 0.2, 1e-9);
    ts_point corner = ts_view_at(&view, (ts_point){0, 0});
    near(corner.x, 100, 1e-9);
    near(corner.y, 50 + 39, 1e-9); /* 610 at 0.2 in the middle of 200 */
}

/* Snyder, Map Projections: A Working Manual (1987), the numerical examples of pages 291 and 296, on a
 * sphere of radius 1: his origin is 23 N 96 W, his parallels are a sixth inside these extents. */
static void test_conics_as_published(void **state)
{
    (void)state;
    static const struct { ts_globe_kind kind; double south, north, x, y; } known[] = {
        {TS_GLOBE_ALBERS, 25.5, 49.5, 0.2952720, 0.2416774}, {TS_GLOBE_LAMBERT, 30, 48, 0.2966785, 0.2462112}};
    for (size_t i = 0; i < 2; i++) {
        ts_globe globe;
        assert_true(ts_globe_open(&globe, known[i].kind, (ts_region){-106, -86, known[i].south, known[i].north}));
        ts_point origin = ts_globe_at(&globe, -96, 23), p = ts_globe_at(&globe, -75, 35);
        double radian = acos(-1) / 180;
        near((p.x - origin.x) * radian, known[i].x, 1e-7);
        near((origin.y - p.y) * radian, known[i].y, 1e-7);
    }
}

/* What PROJ 9.1.1 makes of the same (+proj=aea or lcc, +R=57.29577951308232), y upwards: the south, both sides of
 * 180 degrees, near a pole. */
static void test_conics_as_proj_has_them(void **state)
{
    (void)state;
    static const struct { ts_globe_kind kind; ts_region shown; double longitude, latitude, x, y; } known[] = {
        {TS_GLOBE_ALBERS, {-125, -66, 24, 50}, -119.100, 29.200, -20.3549934984, -5.3563457325},
        {TS_GLOBE_ALBERS, {-125, -66, 24, 50}, -71.900, 48.700, 15.5958003647, 13.6741885580},
        {TS_GLOBE_LAMBERT, {-125, -66, 24, 50}, -119.100, 29.200, -20.3458152047, -5.1910672615},
        {TS_GLOBE_LAMBERT, {-125, -66, 24, 50}, -71.900, 48.700, 15.5721121421, 13.5948955211},
        {TS_GLOBE_ALBERS, {110, 155, -44, -10}, 114.500, -37.200, -14.2318145790, -11.3502768104},
        {TS_GLOBE_ALBERS, {110, 155, -44, -10}, 150.500, -11.700, 17.8239539301, 14.1687819506},
        {TS_GLOBE_LAMBERT, {110, 155, -44, -10}, 114.500, -37.200, -14.2328601757, -11.0758169635},
        {TS_GLOBE_LAMBERT, {110, 155, -44, -10}, 150.500, -11.700, 17.8436156093, 13.9005508394},
        {TS_GLOBE_LAMBERT, {-170, -50, 14, 72}, -158.000, 25.600, -40.4555200929, -4.5573983001},
        {TS_GLOBE_LAMBERT, {-170, -50, 14, 72}, -62.000, 69.100, 17.2118131892, 30.6867421260},
        {TS_GLOBE_ALBERS, {172, 230, 50, 70}, 177.800, 54.000, -13.3480082971, -3.6792597464},
        {TS_GLOBE_ALBERS, {172, 230, 50, 70}, 224.200, 69.000, 8.2108677165, 10.4687633725}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ts_globe globe;
        assert_true(ts_globe_open(&globe, known[i].kind, known[i].shown));
        ts_point p = ts_globe_at(&globe, known[i].longitude, known[i].latitude);
        near(p.x, known[i].x, 1e-9);
        near(-p.y, known[i].y, 1e-9);
    }
}

/* The pole behind a Lambert cone lies infinitely far; the one before it is its apex. */
static void test_what_a_cone_cannot_show_is_not_finite(void **state)
{
    (void)state;
    ts_globe globe;
    assert_true(ts_globe_open(&globe, TS_GLOBE_LAMBERT, (ts_region){-20, 20, 30, 60}));
    bool finite = isfinite(ts_globe_at(&globe, 5, -90).y);
    assert_false(finite);
    near(ts_globe_at(&globe, 5, 90).x, 0, 1e-9);
}

static void test_a_cone_across_the_equator_is_still_one(void **state)
{
    (void)state;
    ts_globe globe;
    assert_true(ts_globe_open(&globe, TS_GLOBE_ALBERS, (ts_region){-60, -40, -10, 10}));
    ts_point p = ts_globe_at(&globe, -50, 0);
    near(p.x, 0, 1e-9);
    near(p.y, 0, 1e-6);
}

static ts_shapes *read(ts_arena *arena, const char *text, bool planar, ts_diags *diags);

/* Alaska's way: islands on both sides of 180 degrees. */
static void test_land_across_the_date_line_stays_together(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_shapes *shapes = read(arena,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[172,50],[176,50],[176,54],[172,50]]],"
        "[[[-150,55],[-130,55],[-140,70],[-150,55]]]]}}]}", false, &diags);
    assert_non_null(shapes);
    ts_region all = ts_shapes_region(shapes, NULL);
    near(all.west, 172, 0.51);
    near(all.east, 230, 0.51);
    near(all.south, 50, 0);
    near(all.north, 70, 0);
    ts_globe globe;
    assert_true(ts_globe_open(&globe, TS_GLOBE_MERCATOR, all));
    ts_shapes *laid = ts_shapes_lay(arena, shapes, &globe);
    near(laid->box.w, 58, 1e-9);
    ts_arena_drop(arena);
}

/* An edge along a parallel is bent, and neighbours that share it bend alike. */
static void test_shared_edges_bend_alike(void **state)
{
    (void)state;
    ts_point north[] = {{-120, 49}, {-100, 49}, {-100, 60}}, south[] = {{-100, 49}, {-120, 49}, {-110, 40}};
    ts_ring rings[] = {{north, 3, {-120, 49, 20, 11}}, {south, 3, {-120, 40, 20, 9}}};
    ts_shape items[] = {{"north", &rings[0], 1, rings[0].box}, {"south", &rings[1], 1, rings[1].box}};
    ts_shapes shapes = {items, 2, 6, false, {-120, 40, 20, 20}};
    ts_arena *arena = ts_arena_new(0);
    ts_globe globe;
    assert_true(ts_globe_open(&globe, TS_GLOBE_LAMBERT, ts_shapes_region(&shapes, NULL)));
    ts_shapes *laid = ts_shapes_lay(arena, &shapes, &globe);
    assert_non_null(laid);
    const ts_ring *a = &laid->items[0].rings[0], *b = &laid->items[1].rings[0];
    assert_true(a->count > 40);
    for (size_t i = 0; i <= 40; i++) { /* 20 degrees in halves */
        near(a->points[i].x, b->points[40 - i].x, 1e-9);
        near(a->points[i].y, b->points[40 - i].y, 1e-9);
    }
    assert_true(a->points[20].y > a->points[0].y + 0.4); /* it sags in the middle: 48 (1 - cos 7.7) */
    ts_arena_drop(arena);
}

static ts_shapes *read(ts_arena *arena, const char *text, bool planar, ts_diags *diags)
{
    const ts_source *source = ts_source_wrap(arena, "shapes.geojson", text, strlen(text));
    return ts_shapes_read(arena, source, "name", planar, diags);
}

#define FEATURE(name, geometry) "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name "\"},\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static void test_polygons_with_holes_and_islands(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_shapes *shapes = read(arena, COLLECTION(
        FEATURE("A", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]}") ","
        FEATURE("B", "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[20,0],[30,0],[30,10],[20,0]]],[[[40,0],[50,0],[50,10],[40,0]]]]}")), true, &diags);
    assert_non_null(shapes);
    assert_int_equal(shapes->count, 2);
    assert_int_equal(shapes->items[0].count, 2);
    assert_int_equal(shapes->items[1].rings[0].count, 3); /* the closing point is dropped */
    assert_true(ts_shape_holds(&shapes->items[0], (ts_point){1, 1}));
    assert_false(ts_shape_holds(&shapes->items[0], (ts_point){5, 5}));
    assert_true(ts_shape_holds(&shapes->items[1], (ts_point){49, 2}));
    near(shapes->box.w, 50, 0);
    ts_arena_drop(arena);
}

static void test_what_is_no_map_is_an_error_at_its_place(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "[]", "{\"type\":\"FeatureCollection\"}", COLLECTION("3"), COLLECTION("{\"type\":\"Feature\",\"geometry\":null}"),
        COLLECTION(FEATURE("A", "{\"type\":\"Point\",\"coordinates\":[0,0]}")),
        COLLECTION(FEATURE("A", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}")),
        COLLECTION(FEATURE("A", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1],[1,1],[0,0]]]}")),
        COLLECTION(FEATURE("A", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[900,0],[1,1],[0,0]]]}")),
        COLLECTION(FEATURE("A", "{\"type\":\"MultiPolygon\",\"coordinates\":[3]}")), "{\"type\":"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        assert_null(read(arena, bad[i], false, &diags));
        assert_int_equal(diags.errors, 1);
        assert_non_null(diags.items[0].span.source);
        ts_arena_drop(arena);
    }
}

/* Two squares share the wavy edge x = 10; one is given from another corner. */
static void test_thinning_keeps_shared_edges_shared(void **state)
{
    (void)state;
    ts_point left[] = {{0, 0}, {10, 0}, {10.05, 2}, {9.6, 5}, {10.02, 8}, {10, 10}, {0, 10}, {0, 5}};
    ts_point right[] = {{20, 10}, {10, 10}, {10.02, 8}, {9.6, 5}, {10.05, 2}, {10, 0}, {20, 0}};
    ts_ring rings[] = {{left, 8, {0, 0, 10, 10}}, {right, 7, {10, 0, 10, 10}}};
    ts_shape items[] = {{"left", &rings[0], 1, rings[0].box}, {"right", &rings[1], 1, rings[1].box}};
    ts_shapes shapes = {items, 2, 15, true, {0, 0, 20, 10}};
    ts_arena *arena = ts_arena_new(0);
    ts_shapes *thin = ts_shapes_thin(arena, &shapes, 0.25);
    assert_non_null(thin);
    const ts_ring *a = &thin->items[0].rings[0], *b = &thin->items[1].rings[0];
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            shared += a->points[i].x == b->points[k].x && a->points[i].y == b->points[k].y;
    assert_int_equal(a->count, 5); /* the wave's bow and the corners; no vertex on a straight line */
    assert_int_equal(b->count, 5);
    assert_int_equal(shared, 3);
    ts_arena_drop(arena);
}

static void test_seams_bridge_what_two_surveys_leave(void **state)
{
    (void)state;
    ts_point north[] = {{0, 0}, {100, 0}, {100, 10}, {0, 10}}, south[] = {{0, 10.4}, {60, 10.6}, {60, 30}, {0, 30}};
    ts_ring rings[] = {{north, 4, {0, 0, 100, 10}}, {south, 4, {0, 10.4, 60, 19.6}}};
    ts_shape a = {"north", &rings[0], 1, rings[0].box}, b = {"south", &rings[1], 1, rings[1].box};
    ts_arena *arena = ts_arena_new(0);
    ts_seams seams = {0};
    assert_true(ts_seams_find(arena, &a, &b, 1, &seams));
    assert_int_equal(seams.count, 1);
    const ts_seam *seam = &seams.items[0];
    near(seam->edge[0].x, 60.8, 0.9); /* from where they part, along the first one's line */
    near(seam->edge[seam->count - 1].x, 0, 1e-9);
    for (size_t i = 0; i < seam->count; i++)
        assert_true(seam->edge[i].y <= 10 && seam->edge[i].y >= 9);
    assert_true(seam->widest > 0.39 && seam->widest <= 1);
    ts_seams none = {0};
    assert_true(ts_seams_find(arena, &a, &b, 0.2, &none));
    assert_int_equal(none.count, 0);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mercator_by_hand),
        cmocka_unit_test(test_the_design_s_own_places),
        cmocka_unit_test(test_planar_shapes_are_as_drawn_and_fill_their_box),
        cmocka_unit_test(test_conics_as_published),
        cmocka_unit_test(test_conics_as_proj_has_them),
        cmocka_unit_test(test_what_a_cone_cannot_show_is_not_finite),
        cmocka_unit_test(test_a_cone_across_the_equator_is_still_one),
        cmocka_unit_test(test_land_across_the_date_line_stays_together),
        cmocka_unit_test(test_shared_edges_bend_alike),
        cmocka_unit_test(test_polygons_with_holes_and_islands),
        cmocka_unit_test(test_what_is_no_map_is_an_error_at_its_place),
        cmocka_unit_test(test_thinning_keeps_shared_edges_shared),
        cmocka_unit_test(test_seams_bridge_what_two_surveys_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
