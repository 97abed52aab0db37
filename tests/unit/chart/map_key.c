/* The key of a map's sizes: round values, samples drawn as its dots and lines. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "chart/map.h"

#include "drawing.h"
#include "near.h"

static void values_are_round_and_a_quarter_of_each_other(void **state)
{
    (void)state;
    static const struct { double most, values[TS_MAP_SIZES]; } cases[] = {
        {281.2e9, {200e9, 50e9, 10e9}}, {1, {1, 0.2, 0.05}}, {999, {500, 100, 20}}, {0.05, {0.05, 0.01, 0.002}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double values[TS_MAP_SIZES];
        assert_int_equal(ts_map_round_sizes(cases[i].most, values), TS_MAP_SIZES);
        for (size_t k = 0; k < TS_MAP_SIZES; k++)
            near(values[k] / cases[i].values[k], 1, 1e-9);
    }
    double none[TS_MAP_SIZES];
    assert_int_equal(ts_map_round_sizes(0, none), 0);
    assert_int_equal(ts_map_round_sizes(-3, none), 0);
    assert_int_equal(ts_map_round_sizes(INFINITY, none), 0);
    assert_int_equal(ts_map_round_sizes(NAN, none), 0);
}

static void samples_stand_in_a_row_at_the_foot(void **state)
{
    drawing *d = page_of(state);
    ts_map_request map = {.box = {100, 100, 200, 150}, .point_ink = ink(&midnight)};
    map.dots = (ts_map_sizes){{{20, words(d, &d->name, &black, "200")}, {10, words(d, &d->name, &black, "50")}}, 2};
    near(ts_map_key_height(&d->plot, &map), 26, 1e-9); /* the largest, and 6 from the map */
    ts_map_draw_key(&d->plot, &map, 100);
    ts_rect large = fill_box(d, &midnight, 0), small = fill_box(d, &midnight, 1);
    near(large.x, 100, 0.01);
    near(large.w, 20, 0.01);
    near(ts_rect_bottom(large), 250, 0.01);
    near(small.w, 10, 0.01);
    near(small.y + small.h / 2, large.y + large.h / 2, 0.01);
    assert_true(find_run(d, "200")->u.run.x > ts_rect_right(large) && small.x > find_run(d, "200")->u.run.x);
}

/* A map that stands in the middle of its frame has its keys there, as far as they have room. */
static void keys_stand_where_the_land_begins(void **state)
{
    (void)state;
    static const double lands[][2] = {{110, 100}, {150, 150}, {290, 0}}; /* near the edge: at it */
    for (size_t i = 0; i < sizeof lands / sizeof *lands; i++) {
        drawing d;
        if (!drawing_open(&d, 612, 792))
            skip();
        ts_map_request map = {.box = {100, 100, 200, 150}, .point_ink = ink(&midnight)};
        map.dots = (ts_map_sizes){{{20, words(&d, &d.name, &black, "200")}}, 1};
        ts_map_draw_key(&d.plot, &map, lands[i][0]);
        double width = 20 + 4 + ts_label_width(&d.plot, &map.dots.items[0].label);
        near(fill_box(&d, &midnight, 0).x, lands[i][1] > 0 ? lands[i][1] : 300 - width, 0.01);
        drawing_close(&d);
    }
}

/* A class nearly as pale as the paper has an edge. */
static void a_faint_class_has_an_edge_in_the_key(void **state)
{
    drawing *d = page_of(state);
    const ts_ink inks[] = {{&mist, 1}, {&midnight, 1}};
    ts_label bounds[3] = {words(d, &d->name, &black, "1"), words(d, &d->name, &black, "2"), words(d, &d->name, &black, "3")};
    ts_map_request map = {.box = {100, 100, 200, 150}, .key = {inks, bounds, 2}};
    ts_map_draw_key(&d->plot, &map, 100);
    near(fill_box(d, &mist, 0).y, 250 - ts_map_key_height(&d->plot, &map) + 6, 0.01); /* as far from the map as samples are */
    size_t strokes = 0;
    for (size_t i = 0; i < d->page.items.count; i++)
        strokes += d->page.items.items[i].kind == TS_ITEM_STROKE;
    assert_int_equal(strokes, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_round_and_a_quarter_of_each_other),
        cmocka_unit_test_setup_teardown(samples_stand_in_a_row_at_the_foot, open_page, close_page),
        cmocka_unit_test(keys_stand_where_the_land_begins),
        cmocka_unit_test_setup_teardown(a_faint_class_has_an_edge_in_the_key, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
