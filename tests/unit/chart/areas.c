/* Areas that stand on each other, and lines as small as a word, without type: geometry by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "chart/line.h"

#include "bare.h"
#include "near.h"

static size_t fills(const drawing *d, double *areas)
{
    size_t count = 0;
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL)
            areas[count++] = ts_path_area(d->items.items[i].u.fill.path);
    return count;
}

/* 100 wide, 96 high below the head of 4: two areas of 3 and 1 at every moment have three quarters and one of it. */
static void areas_are_as_their_values(void **state)
{
    drawing *d = *state;
    static const ts_line_point three[] = {{0, 3, true}, {1, 3, true}, {2, 3, true}}, one[] = {{0, 1, true}, {1, 1, true}, {2, 1, true}};
    ts_line_of items[] = {{.points = three, .count = 3, .ink = {&dark, 1}}, {.points = one, .count = 3, .ink = {&pale, 1}}};
    ts_lines lines = {.items = items, .count = 2};
    double areas[8];
    ts_areas_draw(&d->plot, &lines, (ts_rect){10, 20, 100, 100});
    assert_int_equal(fills(d, areas), 2);
    near(areas[0], 100 * 96 * 0.75, 1e-6);
    near(areas[1], 100 * 96 * 0.25, 1e-6);
    assert_int_equal(d->diags.errors, 0);
}

static void a_missing_moment_is_a_gap_for_all_above_it(void **state)
{
    drawing *d = *state;
    static const ts_line_point lower[] = {{0, 1, true}, {1, 1, true}, {2, 0, false}, {3, 1, true}, {4, 1, true}},
                               upper[] = {{0, 1, true}, {1, 1, true}, {2, 1, true}, {3, 1, true}, {4, 1, true}};
    ts_line_of items[] = {{.points = lower, .count = 5, .ink = {&dark, 1}}, {.points = upper, .count = 5, .ink = {&pale, 1}}};
    ts_lines lines = {.items = items, .count = 2};
    double areas[8];
    ts_areas_draw(&d->plot, &lines, (ts_rect){0, 0, 100, 100});
    assert_int_equal(fills(d, areas), 4);
    for (size_t i = 0; i < 4; i++)
        near(areas[i], 25 * 48, 1e-6);
}

static void nothing_stands_below_nought(void **state)
{
    drawing *d = *state;
    static const ts_line_point points[] = {{0, 1, true}, {1, -1, true}};
    ts_line_of item = {.points = points, .count = 2, .ink = {&dark, 1}};
    ts_lines lines = {.items = &item, .count = 1};
    ts_areas_draw(&d->plot, &lines, (ts_rect){0, 0, 100, 100});
    assert_int_equal(d->diags.errors, 1);
    assert_int_equal(d->items.count, 0);
}

/* Charts of one scale: half the value is half as high. */
static void a_held_scale_is_kept(void **state)
{
    drawing *d = *state;
    static const ts_line_point points[] = {{0, 5, true}, {1, 5, true}};
    ts_line_of item = {.points = points, .count = 2, .ink = {&dark, 1}};
    ts_lines lines = {.items = &item, .count = 1, .held = true, .low = 0, .high = 10};
    double areas[8];
    ts_areas_draw(&d->plot, &lines, (ts_rect){0, 0, 100, 100});
    assert_int_equal(fills(d, areas), 1);
    near(areas[0], 100 * 48, 1e-6);
}

static void a_spark_fills_its_box(void **state)
{
    drawing *d = *state;
    static const ts_line_point points[] = {{0, 10, true}, {1, 20, true}, {2, 0, false}, {3, 15, true}};
    ts_line_of item = {.points = points, .count = 4, .ink = {&dark, 1}};
    ts_lines lines = {.items = &item, .count = 1};
    ts_spark_draw(&d->plot, &lines, (ts_rect){0, 0, 50, 14});
    assert_int_equal(d->items.count, 2); /* the line, its end's dot */
    const ts_path *path = d->items.items[0].u.stroke.path;
    near(path->points.items[0].y, 12, 1e-9); /* the least at the foot, 2 from the edge */
    near(path->points.items[1].y, 2, 1e-9);
    near(path->points.items[2].x, 48, 1e-9); /* after the gap, at the right */
    assert_int_equal(path->verbs.items[2], TS_MOVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(areas_are_as_their_values, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(a_missing_moment_is_a_gap_for_all_above_it, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(nothing_stands_below_nought, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(a_held_scale_is_kept, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(a_spark_fills_its_box, open_drawing, close_drawing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
