#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "chart/scale.h"

#include "near.h"

static void test_ticks_are_round(void **state)
{
    (void)state;
    static const struct { double from, to; int wanted; size_t count; double first, step; } cases[] = {
        {0, 80, 4, 5, 0, 20},        {0, 81, 4, 4, 0, 25},       {0, 1, 5, 6, 0, 0.2},
        {-4, 31, 4, 4, 0, 10},       {2007, 2024, 4, 3, 2010, 5}, {0, 1.64e12, 4, 4, 0, 5e11},
        {0.003, 0.0042, 3, 3, 0.003, 0.0005}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double ticks[TS_TICKS];
        size_t count = ts_scale_ticks(cases[i].from, cases[i].to, cases[i].wanted, ticks);
        assert_int_equal(count, cases[i].count);
        for (size_t k = 0; k < count; k++)
            assert_true(fabs(ticks[k] - (cases[i].first + (double)k * cases[i].step)) < 1e-9 * cases[i].to);
    }
}

static void test_no_ticks_without_a_span(void **state)
{
    (void)state;
    double ticks[TS_TICKS];
    assert_int_equal(ts_scale_ticks(5, 5, 4, ticks), 0);
    assert_int_equal(ts_scale_ticks(5, 4, 4, ticks), 0);
    assert_int_equal(ts_scale_ticks(0, INFINITY, 4, ticks), 0);
    assert_int_equal(ts_scale_ticks(0, 1, 0, ticks), 0);
}

static void test_spread_moves_as_little_as_possible(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    double apart[] = {10, 50, 30};
    assert_true(ts_spread(arena, apart, 3, 10, 0, 100));
    near(apart[0], 10, 1e-9);
    near(apart[1], 50, 1e-9);
    near(apart[2], 30, 1e-9);
    double together[] = {21, 20, 22}; /* 20 21 22 about 21: 11 21 31 */
    assert_true(ts_spread(arena, together, 3, 10, 0, 100));
    near(together[1], 11, 1e-9);
    near(together[0], 21, 1e-9);
    near(together[2], 31, 1e-9);
    double low[] = {1, 2}; /* held at the edge */
    assert_true(ts_spread(arena, low, 2, 10, 0, 100));
    near(low[0], 0, 1e-9);
    near(low[1], 10, 1e-9);
    double equal[] = {40, 40}; /* the first given stays above */
    assert_true(ts_spread(arena, equal, 2, 10, 0, 100));
    near(equal[0], 35, 1e-9);
    near(equal[1], 45, 1e-9);
    ts_arena_drop(arena);
}

static void expect_bounds(ts_classing how, const double *values, size_t count, size_t classes, const double *want)
{
    ts_arena *arena = ts_arena_new(0);
    double bounds[TS_CLASSES];
    assert_int_equal(ts_classes(arena, how, values, count, classes, bounds), classes);
    for (size_t i = 0; i < classes; i++)
        near(bounds[i], want[i], 1e-9);
    ts_arena_drop(arena);
}

static void test_classes_by_hand(void **state)
{
    (void)state;
    static const double ten[] = {5, 1, 2, 4, 3, 9, 8, 7, 6, 100};
    expect_bounds(TS_CLASS_QUANTILE, ten, 10, 4, (double[]){3, 5, 8, 100}); /* ranks 3, 5, 8, 10 */
    expect_bounds(TS_CLASS_EQUAL, ten, 10, 3, (double[]){34, 67, 100});
    /* 4 5 9 10 in two: {4 5}{9 10} has squares 0.5 + 0.5, {4}{5 9 10} has 14 */
    static const double four[] = {10, 4, 9, 5};
    expect_bounds(TS_CLASS_NATURAL, four, 4, 2, (double[]){5, 10});
    /* the textbook case: gaps after 2, 11 and 21 */
    static const double gaps[] = {1, 2, 10, 11, 20, 21, 60};
    expect_bounds(TS_CLASS_NATURAL, gaps, 7, 4, (double[]){2, 11, 21, 60});
}

/* Every way of cutting sorted values in three, without the running sums. */
static double least_squares(const double *v, size_t n, size_t *first, size_t *second)
{
    double least = INFINITY;
    for (size_t a = 1; a < n - 1; a++)
        for (size_t b = a + 1; b < n; b++) {
            const size_t cut[] = {0, a, b, n};
            double cost = 0;
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (size_t i = cut[c]; i < cut[c + 1]; i++)
                    sum += v[i];
                for (size_t i = cut[c]; i < cut[c + 1]; i++)
                    cost += pow(v[i] - sum / (double)(cut[c + 1] - cut[c]), 2);
            }
            if (cost < least - 1e-9) {
                least = cost;
                *first = a;
                *second = b;
            }
        }
    return least;
}

static void test_natural_classes_are_the_best_there_are(void **state)
{
    (void)state;
    double v[24];
    for (int round = 1; round < 20; round++) {
        double at = 0;
        unsigned seed = (unsigned)round;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1103515245u + 12345u;
            at += 0.5 + (seed >> 16) % 97;
            v[i] = at;
        }
        size_t a = 0, b = 0;
        least_squares(v, 24, &a, &b);
        expect_bounds(TS_CLASS_NATURAL, v, 24, 3, (double[]){v[a - 1], v[b - 1], v[23]});
    }
}

static void test_few_and_tied_values_make_fewer_classes(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    double bounds[TS_CLASSES];
    static const double tied[] = {3, 3, 3, 8};
    assert_int_equal(ts_classes(arena, TS_CLASS_NATURAL, tied, 4, 4, bounds), 2);
    near(bounds[0], 3, 0);
    near(bounds[1], 8, 0);
    assert_int_equal(ts_classes(arena, TS_CLASS_QUANTILE, tied, 1, 4, bounds), 1);
    assert_int_equal(ts_classes(arena, TS_CLASS_EQUAL, tied, 0, 4, bounds), 0);
    ts_arena_drop(arena);
}

static void test_a_value_on_a_bound_is_in_the_lower_class(void **state)
{
    (void)state;
    static const double bounds[] = {10, 20, 30};
    assert_int_equal(ts_class_of(bounds, 3, 10), 0);
    assert_int_equal(ts_class_of(bounds, 3, 10.5), 1);
    assert_int_equal(ts_class_of(bounds, 3, 99), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks_are_round),
        cmocka_unit_test(test_no_ticks_without_a_span),
        cmocka_unit_test(test_spread_moves_as_little_as_possible),
        cmocka_unit_test(test_classes_by_hand),
        cmocka_unit_test(test_natural_classes_are_the_best_there_are),
        cmocka_unit_test(test_few_and_tied_values_make_fewer_classes),
        cmocka_unit_test(test_a_value_on_a_bound_is_in_the_lower_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
