/* Parts of a whole as ring, cells and areas: what is drawn is as large as its number. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "chart/cells.h"
#include "chart/ring.h"
#include "chart/treemap.h"

#include "bare.h"
#include "near.h"

static const double PI = 3.14159265358979323846;

static void make_parts(const double *values, size_t count, ts_share *items)
{
    for (size_t i = 0; i < count; i++)
        items[i] = (ts_share){.part = values[i], .known = true, .ink = {&dark, 1}};
}

static double filled(const drawing *d)
{
    double area = 0;
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL)
            area += ts_path_area(d->items.items[i].u.fill.path);
    return area;
}

/* ---- rings */

static const double THIRDS[] = {0.5, 0.3, 0.2};

static void a_ring_without_gaps_is_cut_by_angle(void **state)
{
    (void)state;
    ts_share items[3];
    ts_segment segments[3];
    make_parts(THIRDS, 3, items);
    assert_true(ts_ring_cut(&(ts_ring){.items = items, .count = 3}, 50, 30, segments));
    near(segments[0].to, PI, 1e-9);
    near(segments[1].to, 1.6 * PI, 1e-9);
    near(segments[2].to, 2 * PI, 1e-9);
    assert_true(ts_ring_cut(&(ts_ring){.items = items, .count = 3, .half = true}, 50, 30, segments));
    near(segments[2].to, PI, 1e-9);
}

static void areas_of_a_ring_are_true_within_its_gaps(void **state)
{
    drawing *d = *state;
    ts_share items[3];
    ts_segment segments[3];
    make_parts(THIRDS, 3, items);
    for (int half = 0; half < 2; half++) {
        ts_ring ring = {.items = items, .count = 3, .gap = 3, .half = half};
        double areas[3], sum = 0;
        assert_true(ts_ring_cut(&ring, 50, 30, segments));
        near(segments[2].to, half ? PI : 2 * PI, 1e-9);
        for (size_t i = 0; i < 3; i++) {
            ts_path *path = ts_ring_path(d->arena, &ring, segments[i], (ts_point){0, 0}, 50, 30);
            areas[i] = ts_path_area(path);
            sum += areas[i];
        }
        for (size_t i = 0; i < 3; i++)
            near(areas[i] / sum, THIRDS[i], 2e-4); /* arcs are Bezier curves */
        double whole = (half ? 0.5 : 1) * PI * (50 * 50 - 30 * 30), gaps = half ? 2 : 3;
        near(sum, whole - gaps * 3 * 20, 1.2); /* a gap is 3 wide and 20 long, nearly a box */
    }
}

/* A gap of 60 in a ring of 50 would leave nothing to share out: it is made narrower, and the areas stay true. */
static void a_gap_takes_no_more_than_a_tenth(void **state)
{
    drawing *d = *state;
    static const double values[] = {90, 5, 3, 2};
    ts_share items[4];
    ts_segment segments[4];
    make_parts(values, 4, items);
    ts_ring ring = {.items = items, .count = 4, .gap = 60};
    double areas[4], sum = 0;
    assert_true(ts_ring_cut(&ring, 50, 30, segments));
    for (size_t i = 0; i < 4; i++) {
        ts_path *path = ts_ring_path(d->arena, &ring, segments[i], (ts_point){0, 0}, 50, 30);
        assert_non_null(path);
        sum += areas[i] = ts_path_area(path);
    }
    assert_true(sum > 0.89 * PI * (50 * 50 - 30 * 30));
    for (size_t i = 0; i < 4; i++)
        near(areas[i] / sum, values[i] / 100, 2e-3);
}

static void a_ring_begins_at_the_top_and_a_half_one_at_the_left(void **state)
{
    drawing *d = *state;
    ts_share items[2];
    ts_segment segments[2];
    make_parts((double[]){0.25, 0.75}, 2, items);
    ts_ring ring = {.items = items, .count = 2};
    assert_true(ts_ring_cut(&ring, 50, 30, segments));
    ts_rect box = ts_path_box(ts_ring_path(d->arena, &ring, segments[0], (ts_point){0, 0}, 50, 30));
    near(box.x, 0, 1e-6);
    near(box.y, -50, 1e-6);
    near(box.w, 50, 1e-6);
    near(box.h, 50, 1e-6);
    ring.half = true;
    assert_true(ts_ring_cut(&ring, 50, 30, segments));
    box = ts_path_box(ts_ring_path(d->arena, &ring, segments[0], (ts_point){0, 0}, 50, 30));
    near(box.x, -50, 1e-6);
    near(ts_rect_bottom(box), 0, 1e-6);
}

static void one_part_is_a_whole_ring(void **state)
{
    drawing *d = *state;
    ts_share items[2];
    make_parts((double[]){1, 0}, 2, items);
    ts_ring ring = {.items = items, .count = 2, .gap = 2};
    ts_ring_draw(&d->plot, &ring, (ts_rect){0, 0, 218, 100});
    near(filled(d), PI * 2500 * (1 + 0.62 * 0.62), 3); /* the disc and its hole, each counted */
    near(ts_path_box(d->items.items[0].u.fill.path).w, 100, 1e-6);
}

static void a_thin_part_is_a_wedge_and_not_inside_out(void **state)
{
    drawing *d = *state;
    ts_share items[2];
    ts_segment segments[2];
    make_parts((double[]){0.002, 0.998}, 2, items);
    ts_ring ring = {.items = items, .count = 2, .gap = 3};
    assert_true(ts_ring_cut(&ring, 50, 30, segments));
    ts_path *path = ts_ring_path(d->arena, &ring, segments[0], (ts_point){0, 0}, 50, 30);
    assert_non_null(path);
    ts_rect box = ts_path_box(path);
    assert_true(box.w < 5 && box.h <= 20 + 1e-6 && ts_path_area(path) > 0);
}

static void parts_that_are_none_are_refused(void **state)
{
    (void)state;
    ts_share items[2];
    ts_segment segments[2];
    ts_rect cells[2];
    size_t counts[2];
    make_parts((double[]){-1, 2}, 2, items);
    assert_false(ts_ring_cut(&(ts_ring){.items = items, .count = 2}, 50, 30, segments));
    assert_false(ts_treemap_cut(&(ts_treemap){items, 2, 0}, (ts_rect){0, 0, 10, 10}, cells));
    assert_false(ts_waffle_counts(&(ts_waffle){items, 2, 100, -1}, counts));
    make_parts((double[]){0, 0}, 2, items);
    assert_false(ts_ring_cut(&(ts_ring){.items = items, .count = 2}, 50, 30, segments));
}

/* ---- cells */

/* Hamilton: 33.4, 33.3, 33.3 of 100 are 34, 33, 33. */
static void cells_add_up(void **state)
{
    (void)state;
    ts_share items[4];
    size_t counts[4];
    make_parts((double[]){0.334, 0.333, 0.333}, 3, items);
    assert_true(ts_waffle_counts(&(ts_waffle){items, 3, 100, -1}, counts));
    assert_int_equal(counts[0], 34);
    assert_int_equal(counts[1], 33);
    assert_int_equal(counts[2], 33);
    make_parts((double[]){0.29, 0.71}, 2, items);
    assert_true(ts_waffle_counts(&(ts_waffle){items, 2, 100, -1}, counts));
    assert_int_equal(counts[0], 29);
    make_parts((double[]){1, 1, 1, 0}, 4, items);
    assert_true(ts_waffle_counts(&(ts_waffle){items, 4, 10, -1}, counts));
    assert_int_equal(counts[0], 4); /* a tie goes to the first */
    assert_int_equal(counts[1] + counts[2], 6);
    assert_int_equal(counts[3], 0);
}

static void a_waffle_is_filled_from_below(void **state)
{
    drawing *d = *state;
    ts_share items[2];
    make_parts((double[]){0.01, 0.99}, 2, items);
    ts_waffle waffle = {items, 2, 100, 1};
    ts_waffle_draw(&d->plot, &waffle, (ts_rect){10, 20, 300, 109});
    ts_rect first = ts_path_box(d->items.items[0].u.fill.path);
    near(first.x, 10, 1e-6);
    near(first.w, 10, 1e-6); /* ten cells and nine gaps of 1 are 109 */
    near(ts_rect_bottom(first), 129, 1e-6);
}

/* ---- icons */

static void icons_are_a_count_and_a_part(void **state)
{
    drawing *d = *state;
    const ts_art art = {.box = {0, 0, 10, 10}, .one_colour = true};
    ts_pictogram p = {.art = &art, .icons = 6.25, .ink = {&dark, 1}, .pale = {&dark, 0.1}, .size = 16, .gap = 4};
    near(ts_pictogram_height(&d->plot, &p, 96), 2 * 16 + 4, 1e-9); /* five across */
    ts_pictogram_draw(&d->plot, &p, (ts_rect){0, 0, 96, 36});
    size_t arts = 0, clips = 0;
    ts_rect last = {0};
    for (size_t i = 0; i < d->items.count; i++) {
        arts += d->items.items[i].kind == TS_ITEM_ART;
        if (d->items.items[i].kind != TS_ITEM_CLIP)
            continue;
        clips++;
        last = ts_path_box(d->items.items[i].u.clip.path);
    }
    assert_int_equal(arts, 8); /* the seventh twice: what is there, and the rest pale */
    assert_int_equal(clips, 2);
    near(last.x, 20, 1e-9);
    near(last.w, 4, 1e-9); /* a quarter of 16 */
}

static void too_many_icons_are_refused(void **state)
{
    drawing *d = *state;
    const ts_art art = {.box = {0, 0, 10, 10}};
    ts_pictogram_draw(&d->plot, &(ts_pictogram){.art = &art, .icons = 1e9, .size = 16}, (ts_rect){0, 0, 96, 36});
    assert_int_equal(d->diags.errors, 1);
    assert_int_equal(d->items.count, 0);
}

/* ---- areas */

/* The example of Bruls, Huizing and van Wijk: 6, 6, 4, 3, 2, 2, 1 in 6 by 4. */
static void a_treemap_is_squarified(void **state)
{
    (void)state;
    static const double values[] = {6, 6, 4, 3, 2, 2, 1};
    ts_share items[7];
    ts_rect cells[7];
    make_parts(values, 7, items);
    assert_true(ts_treemap_cut(&(ts_treemap){items, 7, 0}, (ts_rect){0, 0, 6, 4}, cells));
    for (size_t i = 0; i < 7; i++)
        near(cells[i].w * cells[i].h, values[i], 1e-9);
    near(cells[0].w, 3, 1e-9); /* the first two fill the left half */
    near(cells[0].h, 2, 1e-9);
    near(cells[1].y, 2, 1e-9);
    near(cells[2].x, 3, 1e-9); /* then 4 and 3 lie side by side over the rest */
    near(cells[2].h, 7.0 / 3, 1e-9);
    near(cells[3].x, 3 + 12.0 / 7, 1e-9);
}

static void the_order_of_parts_changes_no_cell(void **state)
{
    (void)state;
    ts_share items[4];
    ts_rect cells[4], turned[4];
    make_parts((double[]){0.4, 0.3, 0.2, 0.1}, 4, items);
    assert_true(ts_treemap_cut(&(ts_treemap){items, 4, 0}, (ts_rect){0, 0, 60, 40}, cells));
    make_parts((double[]){0.1, 0.2, 0.3, 0.4}, 4, items);
    assert_true(ts_treemap_cut(&(ts_treemap){items, 4, 0}, (ts_rect){0, 0, 60, 40}, turned));
    for (size_t i = 0; i < 4; i++) {
        near(cells[i].x, turned[3 - i].x, 1e-9);
        near(cells[i].y, turned[3 - i].y, 1e-9);
        near(cells[i].w, turned[3 - i].w, 1e-9);
    }
}

static void nothing_has_no_area(void **state)
{
    (void)state;
    ts_share items[3];
    ts_rect cells[3];
    make_parts((double[]){0, 1, 0}, 3, items);
    assert_true(ts_treemap_cut(&(ts_treemap){items, 3, 0}, (ts_rect){0, 0, 60, 40}, cells));
    near(cells[1].w * cells[1].h, 2400, 1e-9);
    near(cells[0].w * cells[0].h + cells[2].w * cells[2].h, 0, 1e-9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_drawing, close_drawing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_ring_without_gaps_is_cut_by_angle), TEST(areas_of_a_ring_are_true_within_its_gaps), TEST(a_gap_takes_no_more_than_a_tenth),
        TEST(a_ring_begins_at_the_top_and_a_half_one_at_the_left), TEST(one_part_is_a_whole_ring),
        TEST(a_thin_part_is_a_wedge_and_not_inside_out), TEST(parts_that_are_none_are_refused),
        TEST(cells_add_up), TEST(a_waffle_is_filled_from_below), TEST(icons_are_a_count_and_a_part),
        TEST(too_many_icons_are_refused), TEST(a_treemap_is_squarified), TEST(the_order_of_parts_changes_no_cell),
        TEST(nothing_has_no_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
