/* The words of a ring: beside it, and in its middle. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/ring.h"

#include "drawing.h"
#include "near.h"

static const ts_rect box = {0, 0, 264, 84};

static ts_ring make_ring(drawing *d, ts_share *items, const char *tall)
{
    static const ts_swatch *const inks[] = {&midnight, &pacific};
    for (int i = 0; i < 2; i++) {
        items[i] = (ts_share){.name = words(d, &d->name, &black, i ? "Canada" : "Mexico"), .value = words(d, &d->name, &black, "$839.9 thousand million"),
                              .part = 1, .known = true, .ink = ink(inks[i])};
        if (tall)
            items[i].tall = words(d, &d->name, &black, tall);
    }
    return (ts_ring){.items = items, .count = 2, .gap = 1.5, .half = true};
}

static double width_of(const drawing *d)
{
    return ts_rect_right(fill_box(d, &pacific, 0)) - fill_box(d, &midnight, 0).x;
}

static void values_in_two_lines_leave_the_ring_its_size(void **state)
{
    drawing *d = page_of(state);
    ts_share items[2];
    ts_ring one = make_ring(d, items, NULL);
    double low = ts_ring_height(&d->plot, &one, box.w);
    assert_true(low < 50);
    ts_ring two = make_ring(d, items, "$839.9\u2028million");
    assert_true(ts_ring_height(&d->plot, &two, box.w) > low + 25);
    ts_ring_draw(&d->plot, &two, box);
    near(width_of(d), 2 * 84, 0.1);
    const ts_item *number = find_run(d, "$839.9"), *unit = find_run(d, "million");
    assert_non_null(number);
    near(unit->u.run.baseline - number->u.run.baseline, d->name.leading, 0.01);
    assert_int_equal(d->diags.warnings, 0);
}

/* What fits stays in one line, two lines or not. */
static void short_values_have_one_line(void **state)
{
    drawing *d = page_of(state);
    ts_share items[2];
    ts_ring ring = make_ring(d, items, "$1\u2028M");
    items[0].value = items[1].value = words(d, &d->name, &black, "$1 M");
    ts_ring_draw(&d->plot, &ring, box);
    assert_non_null(find_run(d, "$1 M"));
}

static drawing *draw_around(void **state, const char *unit)
{
    drawing *d = page_of(state);
    ts_share items[2];
    ts_ring ring = make_ring(d, items, "$839.9\u2028million");
    ring.center = words(d, &d->numeral, &midnight, "$1.6 thousand thousand million");
    ring.small_center = words(d, &d->name, &midnight, "$1.6 T");
    ring.number = words(d, &d->numeral, &midnight, "$1.6");
    ring.words = words(d, &d->name, &midnight, unit);
    ts_ring_draw(&d->plot, &ring, box);
    return d;
}

static void the_number_in_the_middle_stands_over_its_words(void **state)
{
    drawing *d = draw_around(state, "million");
    const ts_item *number = find_run(d, "$1.6");
    assert_non_null(number);
    assert_true(number->u.run.baseline < 84 - 5 && number->u.run.baseline > 84 - 16);
    assert_null(find_run(d, "$1.6 T"));
}

static void words_that_the_hole_is_too_narrow_for_leave_the_small_one(void **state)
{
    drawing *d = draw_around(state, "of millions of dollars a year and more");
    assert_null(find_run(d, "$1.6"));
    assert_non_null(find_run(d, "$1.6 T"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_in_two_lines_leave_the_ring_its_size, open_page, close_page),
        cmocka_unit_test_setup_teardown(short_values_have_one_line, open_page, close_page),
        cmocka_unit_test_setup_teardown(the_number_in_the_middle_stands_over_its_words, open_page, close_page),
        cmocka_unit_test_setup_teardown(words_that_the_hole_is_too_narrow_for_leave_the_small_one, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
