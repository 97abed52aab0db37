/* Paths against figures known by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "canvas/path.h"
#include "near.h"

#define PI 3.14159265358979324

static int setup(void **state)
{
    *state = ts_arena_new(0);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    ts_arena_drop(*state);
    return 0;
}

static void a_circle_has_its_box_and_area(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_circle(path, 30, 40, 10);
    assert_rect(ts_path_box(path), ((ts_rect){20, 30, 20, 20}), 1e-9);
    /* four cubics are 0.028 % more than the circle */
    assert_near(ts_path_area(path), PI * 100, 0.1);
}

static void a_box_holds_the_curve_and_not_its_handles(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_curve(path, 0, 100, 100, 100, 100, 0);
    /* y = 300 t (1 - t) is 75 at its highest */
    assert_rect(ts_path_box(path), ((ts_rect){0, 0, 100, 75}), 1e-9);
}

static void a_box_knows_an_s_that_swings_both_ways(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_curve(path, 10, 60, 20, -60, 30, 0);
    /* y = 180 t (1 - t) (1 - 2 t): extremes at t = (3 -+ sqrt 3) / 6, +-10 sqrt 3 */
    assert_rect(ts_path_box(path), ((ts_rect){0, -10 * sqrt(3), 30, 20 * sqrt(3)}), 1e-9);
}

static void a_lone_move_has_no_box(void **state)
{
    ts_path *path = ts_path_new(*state);
    assert_rect(ts_path_box(path), ((ts_rect){0, 0, 0, 0}), 0);
    ts_path_rect(path, (ts_rect){5, 6, 7, 8});
    ts_path_move(path, 500, 500);
    assert_rect(ts_path_box(path), ((ts_rect){5, 6, 7, 8}), 0);
}

static void a_quadratic_is_raised_exactly(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_quad(path, 50, 100, 100, 0);
    assert_rect(ts_path_box(path), ((ts_rect){0, 0, 100, 50}), 1e-9);
    /* Archimedes: 2/3 of the box around the parabola */
    assert_near(ts_path_area(path), 2.0 / 3 * 100 * 50, 1e-9);
}

static void parts_are_added_whichever_way_they_turn(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_rect(path, (ts_rect){1000, 1000, 10, 20});
    ts_path_move(path, 0, 0);
    ts_path_line(path, 0, 3);
    ts_path_line(path, 4, 0); /* left open: a fill closes it */
    assert_near(ts_path_area(path), 200 + 6, 1e-9);
}

static void a_round_box_loses_its_corners_only(void **state)
{
    ts_path *path = ts_path_new(*state), *over = ts_path_new(*state);
    ts_path_round_rect(path, ((ts_rect){0, 0, 40, 20}), 2);
    assert_rect(ts_path_box(path), ((ts_rect){0, 0, 40, 20}), 1e-12);
    assert_near(ts_path_area(path), 800 - (4 - PI) * 4, 0.01);
    ts_path_round_rect(over, ((ts_rect){0, 0, 40, 20}), 50); /* no more than half the shorter side */
    assert_near(ts_path_area(over), 20 * 20 + PI * 100, 0.1);
}

/* SVG 1.1, 8.3.8: the four arcs between two points of an ellipse. */
static void an_arc_takes_the_way_its_flags_say(void **state)
{
    static const struct {
        bool large, sweep;
        ts_point centre;
        ts_rect box;
    } cases[] = {
        {false, true, {10, 10}, {0, 0, 10, 10}},  /* a quarter, through the top left */
        {false, false, {0, 0}, {0, 0, 10, 10}},   /* a quarter, through the bottom right */
        {true, true, {0, 0}, {-10, -10, 20, 20}}, /* three quarters */
        {true, false, {10, 10}, {0, 0, 20, 20}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_path *path = ts_path_new(*state);
        ts_path_move(path, 0, 10);
        ts_path_arc(path, 10, 10, 0, cases[i].large, cases[i].sweep, 10, 0);
        assert_rect(ts_path_box(path), cases[i].box, 0.01);
        const ts_path *flat = ts_path_flat(*state, path, 0.01);
        for (size_t k = 0; k < flat->points.count; k++) {
            ts_point p = flat->points.items[k];
            assert_near(hypot(p.x - cases[i].centre.x, p.y - cases[i].centre.y), 10, 0.02);
        }
        assert_near(path->points.items[path->points.count - 1].x, 10, 0);
        assert_near(path->points.items[path->points.count - 1].y, 0, 0);
    }
}

static void an_arc_keeps_to_its_turned_ellipse(void **state)
{
    ts_path *path = ts_path_new(*state);
    double c = cos(PI / 6), s = sin(PI / 6);
    ts_path_move(path, 20 * c, 20 * s); /* ends of the long axis, turned by 30 degrees */
    ts_path_arc(path, 20, 5, 30, false, true, -20 * c, -20 * s);
    const ts_path *flat = ts_path_flat(*state, path, 0.001);
    for (size_t i = 0; i < flat->points.count; i++) {
        ts_point p = flat->points.items[i];
        double u = (p.x * c + p.y * s) / 20, v = (p.y * c - p.x * s) / 5;
        assert_near(u * u + v * v, 1, 0.002);
    }
}

static void an_arc_out_of_reach_grows_its_radii(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_arc(path, 1, 1, 0, false, true, 20, 0); /* F.6.6: a half circle of radius 10 */
    assert_rect(ts_path_box(path), ((ts_rect){0, -10, 20, 10}), 0.01);
}

static void an_arc_without_radius_is_a_line_and_one_to_itself_is_nothing(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 3, 4);
    ts_path_arc(path, 5, 5, 0, true, true, 3, 4);
    assert_int_equal(path->verbs.count, 1);
    ts_path_arc(path, 0, 5, 0, true, true, 30, 4);
    assert_int_equal(path->verbs.items[1], TS_LINE);
}

static void flat_lines_stay_within_the_tolerance(void **state)
{
    static const double tolerances[] = {1, 0.1, 0.01, 0.001};
    ts_path *circle = ts_path_new(*state);
    ts_path_circle(circle, 0, 0, 100);
    size_t before = 0;
    for (size_t i = 0; i < 4; i++) {
        const ts_path *flat = ts_path_flat(*state, circle, tolerances[i]);
        assert_true(flat->points.count > before);
        before = flat->points.count;
        for (size_t k = 1; k < flat->points.count; k++) {
            ts_point a = flat->points.items[k - 1], b = flat->points.items[k];
            /* the middle of a chord is where it is farthest from the arc */
            assert_true(hypot((a.x + b.x) / 2, (a.y + b.y) / 2) > 100 - tolerances[i] - 1e-9);
        }
    }
    assert_true(before < 2000);
}

static void what_follows_a_close_begins_where_the_part_began(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_rect(path, (ts_rect){10, 20, 5, 5});
    ts_path_line(path, 0, 0);
    assert_int_equal(path->verbs.items[5], TS_MOVE);
    assert_near(path->points.items[4].x, 10, 0);
    assert_near(path->points.items[4].y, 20, 0);
}

static void a_number_that_is_none_fails_the_path(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_line(path, NAN, 1);
    assert_true(path->failed);
    ts_path_line(path, 1, 1);
    assert_int_equal(path->verbs.count, 1);
    ts_path_line(NULL, 1, 1); /* memory was out when it was made */
    assert_true(ts_path_transformed(*state, path, ts_matrix_identity())->failed);
}

static void a_full_arena_fails_the_path_and_nothing_else(void **state)
{
    ts_arena *small = ts_arena_new(8192);
    ts_path *path = ts_path_new(small);
    (void)state;
    for (int i = 0; i < 10000; i++)
        ts_path_line(path, i, i);
    assert_non_null(path);
    assert_true(path->failed);
    assert_true(path->verbs.count > 10);
    ts_arena_drop(small);
}

static void a_path_is_appended_turned(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_rect(path, (ts_rect){1, 0, 2, 1});
    ts_path_append(path, path, (ts_matrix){0, 1, -1, 0, 0, 0}); /* a quarter turn; and to itself */
    assert_int_equal(path->verbs.count, 10);
    assert_rect(ts_path_box(path), ((ts_rect){-1, 0, 4, 3}), 0);
}

/* A coast around the point: steps of an angle, as far out as a congruential generator says. */
static ts_path *coast(ts_arena *arena, size_t sides, double high)
{
    ts_path *path = ts_path_new(arena);
    uint32_t chance = 7;
    for (size_t i = 0; i < sides; i++) {
        double angle = 2 * PI * (double)i / (double)sides;
        chance = chance * 1664525u + 1013904223u;
        double out = 60 + 20 * (chance >> 16) / 65536.0;
        if (i % 150 == 0)
            ts_path_move(path, 100 + out * cos(angle), 100 + out * high * sin(angle));
        else
            ts_path_line(path, 100 + out * cos(angle), 100 + out * high * sin(angle));
        if (i % 150 == 149)
            ts_path_close(path);
    }
    return path;
}

static void a_path_that_is_kept_meets_what_it_met(void **state)
{
    static const size_t sides[] = {31, 40, 600, 5000};
    static const double heights[] = {1, 0.001};
    for (size_t i = 0; i < 8; i++) {
        double high = heights[i % 2];
        ts_path *path = coast(*state, sides[i / 2], high), *kept = coast(*state, sides[i / 2], high);
        size_t met = 0;
        ts_path_keep(kept);
        assert_true(kept->lasting);
        assert_true(!kept->bands == (sides[i / 2] < 32));
        for (int k = 0; k < 4000; k++) {
            ts_rect box = {10 + 3.1 * (k % 61), 100 + high * (2.7 * (k % 67) - 85), 0.5 + k % 7, high * (0.5 + k % 11)};
            bool inside = ts_path_meets(path, k % 2, box), line = ts_path_line_meets(path, box);
            assert_int_equal(ts_path_meets(kept, k % 2, box), inside);
            assert_int_equal(ts_path_line_meets(kept, box), line);
            met += line;
        }
        assert_true(met > 20);
    }
}

static void sides_are_in_few_bands_however_long(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    for (int i = 1; i < 4000; i++)
        ts_path_line(path, i, i % 2 ? 100 : 0);
    ts_path_keep(path);
    assert_true(path->bands->ends[path->bands->count - 1] <= 4 * 4000);
    assert_int_equal(ts_path_between(path->bands, 50, 50).count, 4000);
    assert_int_equal(ts_path_between(path->bands, 100.1, 200).count, 0);
    assert_int_equal(ts_path_between(path->bands, -2, -0.1).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_circle_has_its_box_and_area),
        cmocka_unit_test(a_box_holds_the_curve_and_not_its_handles),
        cmocka_unit_test(a_box_knows_an_s_that_swings_both_ways),
        cmocka_unit_test(a_lone_move_has_no_box),
        cmocka_unit_test(a_quadratic_is_raised_exactly),
        cmocka_unit_test(parts_are_added_whichever_way_they_turn),
        cmocka_unit_test(a_round_box_loses_its_corners_only),
        cmocka_unit_test(an_arc_takes_the_way_its_flags_say),
        cmocka_unit_test(an_arc_keeps_to_its_turned_ellipse),
        cmocka_unit_test(an_arc_out_of_reach_grows_its_radii),
        cmocka_unit_test(an_arc_without_radius_is_a_line_and_one_to_itself_is_nothing),
        cmocka_unit_test(flat_lines_stay_within_the_tolerance),
        cmocka_unit_test(what_follows_a_close_begins_where_the_part_began),
        cmocka_unit_test(a_number_that_is_none_fails_the_path),
        cmocka_unit_test(a_full_arena_fails_the_path_and_nothing_else),
        cmocka_unit_test(a_path_is_appended_turned),
        cmocka_unit_test(a_path_that_is_kept_meets_what_it_met),
        cmocka_unit_test(sides_are_in_few_bands_however_long),
    };
    return cmocka_run_group_tests_name("canvas.path", tests, setup, teardown);
}
