/* Where words stand beside what they name: on ribbons, at the end of a spark. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/flow.h"
#include "chart/line.h"

#include "drawing.h"
#include "near.h"

static void test_ribbons_without_values_are_equal(void **state)
{
    (void)state;
    ts_ribbon ribbons[5] = {{{0}}};
    ts_flow flow = {.ribbons = ribbons, .count = 5};
    ts_ribbon_place places[5];
    size_t order[5];
    assert_true(ts_flow_place(&flow, 124, places, order));
    for (int i = 0; i < 5; i++) {
        assert_int_equal(order[i], i);
        near(places[i].neck_bottom - places[i].neck_top, 19, 1e-9);
        near(places[i].neck_top, i * (19 + 29 / 4.0), 1e-9); /* 124 less 95 in 4 gaps */
        near(places[i].node_top, i * 24.8 + (i ? 0.25 : 0), 1e-9);
    }
    near(places[4].node_bottom, 124, 1e-9);
    near(places[4].neck_bottom, 124, 1e-9);
}

/* Words over the ribbons, and what all values have in common, keep off the names of the nodes, which may be wider than these. */
static void test_words_over_ribbons_keep_off_the_names_of_nodes(void **state)
{
    drawing *d = page_of(state);
    ts_ribbon ribbons[] = {{.name = words(d, &d->name, &black, "Rail"), .value = words(d, &d->name, &black, "$2.0"), .amount = 1}};
    ts_flow flow = {.ribbons = ribbons, .count = 1, .valued = true, .ink = ink(&lagoon),
                    .origin = {words(d, &d->name, &midnight, "UNITED STATES"), ink(&midnight), 20},
                    .destination = {words(d, &d->name, &midnight, "NEIGHBORS"), ink(&midnight), 20},
                    .head = words(d, &d->name, &black, "Ways"), .unit = words(d, &d->text, &black, "billions")};
    ts_flow_draw(&d->plot, &flow, (ts_rect){0, 0, 300, 100});
    near(find_run(d, "Ways")->u.run.x, ts_label_width(&d->plot, &flow.origin.label) + 10, 1e-6);
    double unit = find_run(d, "billions")->u.run.x + ts_label_width(&d->plot, &flow.unit);
    near(unit, 300 - ts_label_width(&d->plot, &flow.destination.label) - 10, 1e-6);
    near(find_run(d, "billions")->u.run.baseline, find_run(d, "Ways")->u.run.baseline, 1e-6);
}

/* Three ribbons, the second on top, the first at the foot. */
static void place_three(const ts_flow *flow, ts_ribbon_place p[3])
{
    size_t order[3];
    assert_true(ts_flow_place(flow, 124, p, order));
    assert_int_equal(order[0], 1);
    assert_int_equal(order[1], 2);
    assert_int_equal(order[2], 0);
}

static void test_ribbons_with_values_are_in_proportion(void **state)
{
    (void)state;
    ts_ribbon ribbons[] = {{.amount = 1}, {.amount = 12}, {.amount = 7}};
    ts_flow flow = {.ribbons = ribbons, .count = 3, .valued = true};
    ts_ribbon_place p[3];
    place_three(&flow, p);
    double unit = p[2].neck_bottom - p[2].neck_top;
    near((p[0].neck_bottom - p[0].neck_top) / unit, 12, 1e-6);
    near((p[1].neck_bottom - p[1].neck_top) / unit, 7, 1e-6);
    assert_true(p[2].beside && !p[1].beside); /* too thin for its name, which stands at its height */
    for (int i = 0; i < 3; i++)
        near(p[i].label, (p[i].neck_top + p[i].neck_bottom) / 2, 1e-9);
    near(p[2].label + 5.5, 124, 1e-9); /* as the last line, at the foot */
    assert_true(p[1].neck_top >= p[0].neck_bottom + 3.9);
}

/* Words that have no room on a ribbon stand in it, at its height: it stops for them, so that they are no other's. */
static void test_a_thin_ribbon_stops_for_its_words(void **state)
{
    drawing *d = page_of(state);
    ts_ribbon ribbons[] = {{.name = words(d, &d->name, &black, "Truck"), .value = words(d, &d->name, &black, "$60"), .amount = 60},
                           {.name = words(d, &d->name, &black, "Rail"), .value = words(d, &d->name, &black, "$5"), .amount = 5},
                           {.name = words(d, &d->name, &black, "Air"), .value = words(d, &d->name, &black, "$2"), .amount = 2}};
    ts_flow flow = {.ribbons = ribbons, .count = 3, .valued = true, .ink = ink(&lagoon),
                    .origin = {.ground = ink(&midnight), .width = 20}, .destination = {.ground = ink(&midnight), .width = 20}};
    ts_flow_draw(&d->plot, &flow, (ts_rect){0, 0, 300, 120});
    const char *names[] = {"Truck", "Rail", "Air"}, *values[] = {"$60", "$5", "$2"};
    ts_ribbon_place p[3];
    size_t order[3];
    assert_true(ts_flow_place(&flow, 104, p, order)); /* under the 16 of the head */
    for (size_t i = 0; i < 3; i++) {
        const ts_item *name = find_run(d, names[i]), *value = find_run(d, values[i]);
        near(name->u.run.baseline - ts_label_drop(&ribbons[i].name), 16 + p[i].label, 1e-6);
        near(name->u.run.baseline, value->u.run.baseline, 1e-6);
        near(name->u.run.x, find_run(d, "Truck")->u.run.x, 1e-6); /* in one column */
    }
    const ts_path *rail = NULL;
    for (size_t i = 0, nth = 0; i < d->page.items.count; i++)
        if (d->page.items.items[i].kind == TS_ITEM_FILL && d->page.items.items[i].u.fill.paint.ink.swatch == &lagoon && nth++ == 1)
            rail = d->page.items.items[i].u.fill.path;
    assert_non_null(rail);
    double from = find_run(d, "Rail")->u.run.x, to = from + ts_label_width(&d->plot, &ribbons[1].name);
    size_t parts = 0;
    for (size_t i = 0; i < rail->points.count; i++) /* nothing of it under the name */
        assert_true(rail->points.items[i].x < from || rail->points.items[i].x > to);
    for (size_t i = 0; i < rail->verbs.count; i++)
        parts += rail->verbs.items[i] == TS_MOVE;
    assert_int_equal(parts, 3); /* before the name, between it and the value, behind this */
}

/* What the others leave goes last, however much it is. */
static void test_the_rest_of_a_flow_is_at_its_foot(void **state)
{
    (void)state;
    ts_ribbon ribbons[] = {{.amount = 5, .rest = true}, {.amount = 9}, {.amount = 3}};
    ts_flow flow = {.ribbons = ribbons, .count = 3, .valued = true};
    ts_ribbon_place p[3];
    place_three(&flow, p);
}

static void test_a_flow_without_sense_is_refused(void **state)
{
    (void)state;
    ts_ribbon_place p[2];
    size_t order[2];
    ts_ribbon negative[] = {{.amount = 1}, {.amount = -1}}, nothing[] = {{.amount = 0}, {.amount = 0}};
    ts_flow flow = {.ribbons = negative, .count = 2, .valued = true};
    assert_false(ts_flow_place(&flow, 124, p, order));
    flow.ribbons = nothing;
    assert_false(ts_flow_place(&flow, 124, p, order));
    flow.count = 0;
    assert_false(ts_flow_place(&flow, 124, p, order));
}

/* The last value stands at its point, not at half the height of the frame, and within this. */
static void test_the_value_of_a_spark_stands_at_its_point(void **state)
{
    drawing *d = page_of(state);
    static const ts_line_point rising[] = {{0, 0, true}, {1, 9, true}}, between[] = {{0, 0, true}, {1, 9, true}, {2, 6, true}};
    ts_line_of line = {.points = rising, .count = 2, .ink = ink(&midnight), .last = words(d, &d->name, &black, "9")};
    ts_lines lines = {.items = &line, .count = 1};
    double drop = ts_label_drop(&line.last);
    ts_spark_draw(&d->plot, &lines, (ts_rect){0, 100, 200, 120});
    near(find_run(d, "9")->u.run.baseline, 100 + 2 * drop, 1e-6); /* as high as its figures may be */
    line.points = between;
    line.count = 3;
    line.last = words(d, &d->name, &black, "6");
    ts_spark_draw(&d->plot, &lines, (ts_rect){0, 100, 200, 120});
    near(find_run(d, "6")->u.run.baseline, 102 + 116 / 3.0 + drop, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ribbons_without_values_are_equal),
        cmocka_unit_test_setup_teardown(test_words_over_ribbons_keep_off_the_names_of_nodes, open_page, close_page),
        cmocka_unit_test(test_ribbons_with_values_are_in_proportion),
        cmocka_unit_test_setup_teardown(test_a_thin_ribbon_stops_for_its_words, open_page, close_page),
        cmocka_unit_test(test_the_rest_of_a_flow_is_at_its_foot),
        cmocka_unit_test(test_a_flow_without_sense_is_refused),
        cmocka_unit_test_setup_teardown(test_the_value_of_a_spark_stands_at_its_point, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
