/* Bars of several series, without type: geometry by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "chart/group.h"

#include "bare.h"
#include "near.h"

static ts_rect box_of(const drawing *d, size_t fill)
{
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL && fill-- == 0)
            return ts_path_box(d->items.items[i].u.fill.path);
    fail_msg("there is no such bar");
    return (ts_rect){0};
}

static const ts_label nameless[4];

static ts_groups groups_of(ts_group_kind kind, const ts_group_cell *cells, size_t count)
{
    static const ts_ink inks[] = {{&dark, 1}, {&pale, 1}};
    return (ts_groups){.kind = kind, .names = nameless, .count = count, .series = nameless, .inks = inks,
                       .series_count = 2, .cells = cells, .gap = 6};
}

static const ts_group_cell cells[] = {{.amount = 30, .known = true}, {.amount = 10, .known = true},
                                      {.amount = 10, .known = true}, {.amount = 10, .known = true}};

static void bars_beside_each_other_are_as_long_as_their_values(void **state)
{
    drawing *d = *state;
    ts_groups groups = groups_of(TS_GROUP_BESIDE, cells, 2);
    near(ts_groups_height(&d->plot, &groups, 120), 2 * 17 + 6, 1e-9); /* two of 8, 1 apart, in each */
    ts_groups_draw(&d->plot, &groups, (ts_rect){10, 0, 120, 40});
    const double lengths[] = {120, 40, 40, 40}, tops[] = {0, 9, 23, 32};
    for (size_t i = 0; i < 4; i++) {
        near(box_of(d, i).x, 10, 1e-9);
        near(box_of(d, i).w, lengths[i], 1e-9);
        near(box_of(d, i).y, tops[i], 1e-9);
    }
}

static void bars_on_end_add_up(void **state)
{
    drawing *d = *state;
    ts_groups groups = groups_of(TS_GROUP_STACKED, cells, 2);
    ts_groups_draw(&d->plot, &groups, (ts_rect){0, 0, 120, 40});
    near(box_of(d, 0).w, 90 - 1, 1e-9); /* a point of ground between the parts */
    near(box_of(d, 1).x, 90, 1e-9);
    near(ts_rect_right(box_of(d, 1)), 120, 1e-9);
    near(ts_rect_right(box_of(d, 3)), 60, 1e-9);
}

static void each_bar_of_shares_is_whole(void **state)
{
    drawing *d = *state;
    static const ts_group_cell shares[] = {{.amount = 0.75, .known = true}, {.amount = 0.25, .known = true},
                                           {.amount = 0.5, .known = true}, {.amount = 0.5, .known = true}};
    ts_groups groups = groups_of(TS_GROUP_SHARE, shares, 2);
    ts_groups_draw(&d->plot, &groups, (ts_rect){0, 0, 120, 40});
    near(ts_rect_right(box_of(d, 1)), 120, 1e-9);
    near(ts_rect_right(box_of(d, 3)), 120, 1e-9);
    near(box_of(d, 3).x, 60, 1e-9);
}

static void two_series_go_both_ways_from_one_line(void **state)
{
    drawing *d = *state;
    ts_groups groups = groups_of(TS_GROUP_DIVERGING, cells, 2);
    ts_groups_draw(&d->plot, &groups, (ts_rect){0, 0, 120, 40});
    near(box_of(d, 0).x, 0, 1e-9); /* 30 to the left, 10 to the right: 3 points a unit */
    near(ts_rect_right(box_of(d, 0)), 90, 1e-9);
    near(box_of(d, 1).x, 90, 1e-9);
    near(box_of(d, 1).w, 30, 1e-9);
    near(box_of(d, 2).x, 60, 1e-9);
}

/* It would be too short, and look like a small value. */
static void a_bar_with_a_missing_part_is_not_drawn(void **state)
{
    drawing *d = *state;
    static const ts_group_cell missing[] = {{.amount = 30, .known = true}, {.known = false},
                                            {.amount = 10, .known = true}, {.amount = 10, .known = true}};
    ts_groups groups = groups_of(TS_GROUP_STACKED, missing, 2);
    ts_groups_draw(&d->plot, &groups, (ts_rect){0, 0, 120, 40});
    near(box_of(d, 0).w, 60 - 1, 1e-9); /* the second group's first part, on the scale of what is known */
    near(ts_rect_right(box_of(d, 1)), 120, 1e-9);
}

static void losses_go_left(void **state)
{
    drawing *d = *state;
    static const ts_group_cell loss[] = {{.amount = 30, .known = true}, {.amount = -10, .known = true}};
    ts_groups groups = groups_of(TS_GROUP_BESIDE, loss, 1);
    ts_groups_draw(&d->plot, &groups, (ts_rect){0, 0, 120, 40});
    near(box_of(d, 0).x, 30, 1e-9);
    near(box_of(d, 1).x, 0, 1e-9);
    near(box_of(d, 1).w, 30, 1e-9);
}

static ts_label silent(void *user, double value)
{
    (void)user;
    (void)value;
    return (ts_label){0};
}

/* From -10 to 30: hairlines at every ten, then the line that the columns stand on. */
static void columns_are_read_off_hairlines(void **state)
{
    drawing *d = *state;
    static const ts_group_cell both[] = {{.amount = 30, .known = true}, {.amount = -10, .known = true}};
    ts_groups groups = groups_of(TS_GROUP_BESIDE, both, 1);
    groups.print = &(ts_axis_print){.value = silent};
    groups.axis = true;
    d->plot.rule = (ts_ink){&dark, 1};
    ts_pillars_draw(&d->plot, &groups, (ts_rect){0, 0, 100, 100});
    double top = box_of(d, 2).y, nought = ts_rect_bottom(box_of(d, 2)); /* behind the two keys */
    double seen[8];
    size_t count = 0;
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_STROKE && count < 8)
            seen[count++] = ts_path_box(d->items.items[i].u.stroke.path).y;
    assert_int_equal(count, 6);
    for (size_t i = 0; i < 5; i++)
        near(seen[i], nought - (nought - top) * ((double)i - 1) / 3, 1e-9);
    near(seen[5], nought, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bars_beside_each_other_are_as_long_as_their_values, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(bars_on_end_add_up, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(each_bar_of_shares_is_whole, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(two_series_go_both_ways_from_one_line, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(a_bar_with_a_missing_part_is_not_drawn, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(losses_go_left, open_drawing, close_drawing),
        cmocka_unit_test_setup_teardown(columns_are_read_off_hairlines, open_drawing, close_drawing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
