/* The grid of the brochure's page, worked out by hand: 12 columns of 34 with gutters of 12 on 540 pt. */
#include "layout/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const ts_paper letter = {.width = 612, .height = 792, .bleed = 9, .margins = {36, 36, 18, 36},
                                .columns = 12, .gutter = 12, .baseline = 12, .safe = 18};

static void columns_stand_on_the_pitch(void **state)
{
    (void)state;
    ts_grid grid = ts_grid_of(&letter, 0);
    assert_float_equal(grid.column, 34, 1e-9);
    assert_float_equal(ts_grid_left(&grid, 1), 36, 1e-9);
    assert_float_equal(ts_grid_left(&grid, 7), 312, 1e-9);
    assert_float_equal(ts_grid_left(&grid, 10), 450, 1e-9);
    assert_float_equal(ts_grid_width(&grid, 1, 12), 540, 1e-9);
    assert_float_equal(ts_grid_width(&grid, 10, 12), 126, 1e-9);
}

static void bleed_runs_through_the_trim_on_the_named_sides_only(void **state)
{
    (void)state;
    ts_grid grid = ts_grid_of(&letter, 0);
    ts_rect r = ts_grid_bled(&grid, (ts_rect){36, 604, 540, 188}, TS_SIDE_LEFT | TS_SIDE_BOTTOM);
    assert_float_equal(r.x, -9, 1e-9);
    assert_float_equal(r.y, 604, 1e-9);
    assert_float_equal(ts_rect_right(r), 576, 1e-9);
    assert_float_equal(ts_rect_bottom(r), 801, 1e-9);
}

static void inside_and_outside_swap_on_even_folios(void **state)
{
    (void)state;
    ts_paper book = letter;
    book.mirrored = true;
    book.margins.left = 60;
    assert_float_equal(ts_grid_of(&book, 0).left, 60, 1e-9);
    assert_float_equal(ts_grid_of(&book, 1).left, 36, 1e-9);
    assert_float_equal(ts_grid_of(&book, 1).width, 516, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_on_the_pitch),
        cmocka_unit_test(bleed_runs_through_the_trim_on_the_named_sides_only),
        cmocka_unit_test(inside_and_outside_swap_on_even_folios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
