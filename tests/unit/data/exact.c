/* Sums are without an error, in any order, and their functions in SQL behave as SQLite's do. */
#include "desk.h"

#include "data/exact.h"

#include <float.h>
#include <math.h>

static double sum_of(const double *numbers, size_t count)
{
    ts_exact sum = {0};
    for (size_t i = 0; i < count; i++)
        ts_exact_add(&sum, numbers[i], 1);
    double value = ts_exact_value(&sum), at_once = ts_exact_sum(numbers, count);
    assert_true(value == at_once || (isnan(value) && isnan(at_once)));
    return value;
}

#define SUM(...) sum_of((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static void test_sums_are_rounded_once(void **state)
{
    (void)state;
    assert_true(SUM(0.0) == 0 && SUM(-0.1) == -0.1 && SUM(DBL_MAX) == DBL_MAX && SUM(-DBL_MIN) == -DBL_MIN);
    assert_true(SUM(DBL_TRUE_MIN) == DBL_TRUE_MIN && SUM(DBL_TRUE_MIN, DBL_MIN, -DBL_MIN) == DBL_TRUE_MIN);
    assert_true(SUM(1e16, 1, -1e16) == 1 && SUM(1e300, 1e-300, -1e300) == 1e-300);
    assert_true(SUM(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1) == 1);
    assert_true(SUM(DBL_MAX, DBL_MAX, -DBL_MAX) == DBL_MAX && isinf(SUM(DBL_MAX, DBL_MAX)));
    assert_true(SUM(INFINITY, 1) == INFINITY && SUM(-INFINITY, 1) == -INFINITY && isnan(SUM(INFINITY, -INFINITY)) && isnan(SUM(NAN)));
}

/* Half of a last digit more goes to the even one, unless anything more is there, however small. */
static void test_ties_go_to_even(void **state)
{
    (void)state;
    const double one = 1 + DBL_EPSILON, half = DBL_EPSILON / 2;
    assert_true(SUM(1, half) == 1 && SUM(one, half) == 1 + 2 * DBL_EPSILON);
    assert_true(SUM(1, half, DBL_TRUE_MIN) == one && SUM(one, half, -DBL_TRUE_MIN) == one);
    assert_true(SUM(-1, -half, -1e-200) == -one);
}

static double next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return ldexp((double)(*seed >> 11), (int)(*seed % 101) - 100) * (*seed & 1 ? 1 : -1);
}

/* Whole numbers are added as they are while their sizes allow it; tenths and larger ones are not. */
static void test_many_at_once(void **state)
{
    (void)state;
    enum { COUNT = 50 };
    static const double units[] = {1, 0.1, 0.5, 1e13, 4503599627370496, 1e-300};
    double numbers[COUNT];
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (size_t count = 1; count <= COUNT; count++) {
            for (size_t i = 0; i < count; i++)
                numbers[i] = units[u] * ((double)(i * 7919 % 101) - (double)(i % 3) * 60);
            sum_of(numbers, count);
        }
    assert_true(SUM(4503599627370497, 4503599627370497, 1) == 9007199254740996); /* 2^53 + 3, to even */
    assert_true(SUM(1125899906842624, 0.5, 0.25, 0.125) == 1125899906842624.875);
}

static void test_order_is_nothing(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    double numbers[COUNT];
    uint64_t seed = 1;
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = next(&seed);
    double first = sum_of(numbers, COUNT);
    for (size_t step = 1; step < COUNT; step += 100) {
        ts_exact sum = {0};
        for (size_t i = 0; i < COUNT; i++)
            ts_exact_add(&sum, numbers[COUNT - 1 - (i * step + step) % COUNT], 1);
        for (size_t i = 0; i < COUNT; i++)
            ts_exact_add(&sum, numbers[i], 1);
        for (size_t i = 0; i < COUNT; i++)
            ts_exact_add(&sum, numbers[(i * step + step) % COUNT], -1);
        assert_true(ts_exact_value(&sum) == first);
    }
}

static void test_whole_numbers(void **state)
{
    static const int64_t numbers[] = {0, 1, -1, 4294967296, INT64_MAX, INT64_MIN, -INT64_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        ts_exact sum = {0};
        int64_t whole;
        ts_exact_add_whole(&sum, INT64_MAX, 1);
        ts_exact_add_whole(&sum, numbers[i], 1);
        assert_int_equal(ts_exact_whole(&sum, &whole), numbers[i] <= 0);
        ts_exact_add_whole(&sum, INT64_MAX, -1);
        assert_true(ts_exact_whole(&sum, &whole) && whole == numbers[i]);
        ts_exact_add_whole(&sum, INT64_MIN, 1);
        assert_int_equal(ts_exact_whole(&sum, &whole), numbers[i] >= 0);
        assert_true(numbers[i] < 0 || ts_exact_value(&sum) == (double)(INT64_MIN + numbers[i]));
    }
}

/* ---- in SQL */

static void test_the_functions_of_sql(void **state)
{
    static const struct { const char *sql, *answer; } asked[] = {
        {"SELECT sum(x), total(x), avg(x) FROM t", "0.6|0.6|0.12"},
        {"SELECT sum(x), total(x), avg(x) FROM t WHERE g = 'z'", "-|0|-"},
        {"SELECT typeof(sum(k)), sum(k), avg(k) FROM (SELECT CAST(n AS INTEGER) AS k FROM t)", "'integer'|15|3"},
        {"SELECT typeof(sum(x)), typeof(total(n)) FROM t", "'real'|'real'"},
        {"SELECT sum(x) FROM (SELECT x FROM t ORDER BY x LIMIT 5)", "0.6"},
        {"SELECT sum(x) FROM (SELECT x FROM t ORDER BY x DESC LIMIT 5)", "0.6"},
        {"SELECT sum(x) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t ORDER BY n", "999999999999999; 999999999999999; -999999999999999; -999999999999999; 0.5"},
        {"SELECT sum(n) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t ORDER BY n", "1; 3; 5; 7; 9"},
        {"SELECT sum(9223372036854775806) FROM t WHERE n < 2", "9.22337203685478e+18"},
        {"SELECT sum(9223372036854775806) FROM t WHERE n < 3", "refused"},
        {"SELECT weighted_mean(x, n) FROM t WHERE n = 1 OR n = 5", "166666666666667"},
    };
    (void)state;
    desk d = desk_open();
    const ts_table_request request = {.name = "t", .path = desk_file(&d, "t.csv", "g,n,x\na,1,999999999999999\na,2,0.1\nb,3,-999999999999999\nb,4,0\nb,5,0.5\n")};
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_string_equal(desk_query(&d, asked[i].sql), asked[i].answer);
    desk_close(&d);
}

/* As all of it is compiled (-ffp-contract=off): in one step (FMA) this is 2^-60, and pages differ between machines in their last digits. */
static double product_and_sum(double a, double b, double c)
{
    return a * b + c;
}

static void test_a_product_is_rounded_before_it_is_added_to(void **state)
{
    (void)state;
    double (*volatile of)(double, double, double) = product_and_sum;
    assert_true(of(1 + ldexp(1, -30), 1 + ldexp(1, -30), -(1 + ldexp(1, -29))) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_are_rounded_once), cmocka_unit_test(test_ties_go_to_even), cmocka_unit_test(test_many_at_once), cmocka_unit_test(test_order_is_nothing),
        cmocka_unit_test(test_whole_numbers),         cmocka_unit_test(test_the_functions_of_sql), cmocka_unit_test(test_a_product_is_rounded_before_it_is_added_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
