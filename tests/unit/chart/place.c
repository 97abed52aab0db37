#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>
#include <cmocka.h>

#include "chart/place.h"

#include "near.h"

enum { DOTS = 24 };
static char names[DOTS][8];

static const ts_obstacles field = {.bounds = {0, 0, 300, 200}, .clear = 2};

static void scatter(ts_dot dots[DOTS], unsigned seed)
{
    for (int i = 0; i < DOTS; i++) {
        seed = seed * 1103515245u + 12345u;
        double x = 20 + (seed >> 16) % 260;
        seed = seed * 1103515245u + 12345u;
        double y = 20 + (seed >> 16) % 160;
        snprintf(names[i], sizeof names[i], "dot %d", i);
        dots[i] = (ts_dot){{x, y}, 3, 18 + i % 3 * 9, 5.1, 1.4, names[i]};
    }
}

static double gap(ts_rect a, ts_rect b)
{
    double dx = fmax(0, fmax(a.x - ts_rect_right(b), b.x - ts_rect_right(a)));
    double dy = fmax(0, fmax(a.y - ts_rect_bottom(b), b.y - ts_rect_bottom(a)));
    return hypot(dx, dy);
}

static void expect_clear(const ts_dot *dots, const ts_placed *placed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!placed[i].shown)
            continue;
        ts_rect box = ts_placed_box(&dots[i], &placed[i]);
        assert_true(box.x >= 0 && box.y >= 0 && ts_rect_right(box) <= 300 && ts_rect_bottom(box) <= 200);
        for (size_t k = 0; k < count; k++) {
            ts_rect dot = {dots[k].at.x, dots[k].at.y, 0, 0};
            assert_true(gap(box, dot) >= dots[k].radius + 1.49);
            if (k != i && placed[k].shown)
                assert_true(gap(box, ts_placed_box(&dots[k], &placed[k])) > 0);
        }
    }
}

static void test_names_touch_nothing(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 40; seed++) {
        ts_arena *arena = ts_arena_new(0);
        ts_dot dots[DOTS];
        ts_placed placed[DOTS];
        scatter(dots, seed);
        assert_true(ts_place_names(arena, dots, DOTS, &field, placed));
        expect_clear(dots, placed, DOTS);
        size_t shown = 0;
        for (int i = 0; i < DOTS; i++)
            shown += placed[i].shown;
        assert_true(shown > DOTS * 2 / 3);
        ts_arena_drop(arena);
    }
}

static void test_the_order_of_the_dots_changes_nothing(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 40; seed++) {
        ts_arena *arena = ts_arena_new(0);
        ts_dot dots[DOTS], turned[DOTS];
        ts_placed placed[DOTS], again[DOTS];
        scatter(dots, seed);
        for (int i = 0; i < DOTS; i++)
            turned[i] = dots[(i * 7 + 5) % DOTS];
        assert_true(ts_place_names(arena, dots, DOTS, &field, placed));
        assert_true(ts_place_names(arena, turned, DOTS, &field, again));
        for (int i = 0; i < DOTS; i++) {
            const ts_placed *was = &placed[(i * 7 + 5) % DOTS];
            assert_int_equal(was->shown, again[i].shown);
            assert_true(was->baseline.x == again[i].baseline.x && was->baseline.y == again[i].baseline.y);
        }
        ts_arena_drop(arena);
    }
}

static ts_placed place_one(const ts_obstacles *around)
{
    ts_arena *arena = ts_arena_new(0);
    ts_dot dot = {{100, 100}, 3, 30, 5, 1.4, "one"};
    ts_placed placed;
    assert_true(ts_place_names(arena, &dot, 1, around, &placed));
    ts_arena_drop(arena);
    return placed;
}

/* Upright lines all over the field: what they leave open is the same, found before or on the way. */
static void test_names_keep_off_lines_that_were_looked_at_before(void **state)
{
    (void)state;
    ts_edge lines[12];
    for (int i = 0; i < 12; i++)
        lines[i] = (ts_edge){{25.0 * i + 5, 0}, {25.0 * i + 5, 200}, i % 2 ? 0.5 : 0.25};
    for (unsigned seed = 1; seed <= 20; seed++) {
        ts_arena *arena = ts_arena_new(0);
        ts_dot dots[DOTS];
        ts_placed placed[DOTS], again[DOTS];
        uint64_t open[DOTS];
        size_t shown = 0;
        ts_obstacles found = field, known = field;
        found.edges = lines;
        found.edge_count = 12;
        scatter(dots, seed);
        for (int i = 0; i < DOTS; i++)
            open[i] = ts_places_open(&dots[i], &found);
        known.open = open;
        assert_true(ts_place_names(arena, dots, DOTS, &found, placed));
        assert_true(ts_place_names(arena, dots, DOTS, &known, again));
        for (int i = 0; i < DOTS; i++) {
            ts_rect box = ts_placed_box(&dots[i], &placed[i]);
            assert_int_equal(placed[i].shown, again[i].shown);
            for (int k = 0; placed[i].shown && k < 12; k++)
                assert_true(gap(box, (ts_rect){lines[k].from.x, 0, 0, 200}) >= 2);
            assert_true(!placed[i].shown || (placed[i].baseline.x == again[i].baseline.x && placed[i].baseline.y == again[i].baseline.y));
            shown += placed[i].shown;
        }
        assert_true(shown > 2);
        ts_arena_drop(arena);
    }
}

static void test_right_first_then_below(void **state)
{
    (void)state;
    ts_placed placed = place_one(&field);
    near(placed.baseline.x, 105.2, 1e-9);
    near(placed.baseline.y, 102.5, 1e-9);
    ts_edge border = {{50, 100}, {150, 100}, 0.8}; /* runs through the dot */
    ts_obstacles around = field;
    around.edges = &border;
    around.edge_count = 1;
    placed = place_one(&around);
    near(placed.baseline.x, 85, 1e-9);
    assert_true(placed.baseline.y >= 108);
}

static void test_under_a_slanting_line_a_name_stands_lower_without_a_leader(void **state)
{
    (void)state;
    ts_edge border = {{50, 112}, {150, 88}, 0.8}; /* through the dot, falling to the left where the name hangs */
    ts_rect walls[] = {{0, 0, 200, 95}, {0, 95, 80, 105}, {120, 95, 80, 105}}; /* open below */
    ts_obstacles around = field;
    around.edges = &border;
    around.edge_count = 1;
    around.boxes = walls;
    around.box_count = 3;
    ts_placed placed = place_one(&around);
    assert_true(placed.shown && !placed.leader);
    assert_true(placed.baseline.y > 110 && placed.baseline.y < 116);
}

static void test_crowded_names_go_out_on_a_leader_and_then_away(void **state)
{
    (void)state;
    ts_rect wall[] = {{60, 88, 85, 5}, {60, 107, 85, 5}, {103.5, 93, 40, 14}, {60, 93, 36.5, 14}};
    ts_obstacles around = field;
    around.boxes = wall;
    around.box_count = 4;
    ts_placed placed = place_one(&around);
    assert_false(placed.shown);
    around.box_count = 3; /* open to the left: no room near, none for a leader through a wall */
    placed = place_one(&around);
    assert_true(placed.shown);
    assert_true(placed.baseline.x < 97);
    ts_obstacles lens = field; /* a circle that is too small for the name at its side */
    lens.centre = (ts_point){100, 100};
    lens.radius = 30;
    placed = place_one(&lens);
    assert_true(placed.shown);
    assert_true(placed.baseline.y > 105);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_touch_nothing),
        cmocka_unit_test(test_the_order_of_the_dots_changes_nothing),
        cmocka_unit_test(test_names_keep_off_lines_that_were_looked_at_before),
        cmocka_unit_test(test_right_first_then_below),
        cmocka_unit_test(test_under_a_slanting_line_a_name_stands_lower_without_a_leader),
        cmocka_unit_test(test_crowded_names_go_out_on_a_leader_and_then_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
