/* Values as a person reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/amount.h"

#define MINUS "\xE2\x88\x92"

static void amounts(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *unit, *amount;
        bool rounded;
    } table[] = {{0.305289435684928, "share", "30.53%", true},
                 {0.305, "share", "30.5%", false},
                 {0.0526315789, "share", "5.26%", true},
                 {0.000123456, "share", "0.0123%", true},
                 {0.285, "share", "28.5%", false}, /* 28.499999999999996 as the processor has it */
                 {-0.031, "share", MINUS "3.1%", false},
                 {0.0181, "points", "1.81 points", false},
                 {839891957628, "USD", "839,891,957,628 USD", false},
                 {-1234.5678, "USD", MINUS "1234.57 USD", true},
                 {12345.5, "MXN", "12,345.5 MXN", false},
                 {0.8159432, "ratio", "0.8159 (ratio)", true},
                 {137.04, "index", "137.04 (index)", false},
                 {3, "rank", "3 (rank)", false},
                 {2024, "year", "2024", false},
                 {475, "count", "475 (count)", false},
                 {7100000, "persons", "7,100,000 persons", false},
                 {0.00004, NULL, "0.00004", false},
                 {0, "share", "0%", false},
                 {1e21, "number", "1,000,000,000,000,000,000,000", false}};
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(ts_amount(arena, table[i].number, table[i].unit), table[i].amount);
        assert_int_equal(ts_amount_is_rounded(table[i].number, table[i].unit), table[i].rounded);
    }
    assert_string_equal(ts_amount_in_full(arena, 0.305289435684928, "share"), "0.305289435684928 share");
    assert_string_equal(ts_amount_in_full(arena, 0.0507396580742316, "points"), "0.0507396580742316 (1 is 100 points)");
    ts_arena_drop(arena);
}

static void changes(void **state)
{
    (void)state;
    static const struct {
        double by, before;
        const char *unit, *change;
    } table[] = {{0.018, 0.3, "share", "+1.8 points"},   {-0.1267, 0.23, "share", MINUS "12.7 points"},
                 {0.00002, 0.3, "share", "+0.002 points"}, {6.2, 100, "USD", "+6.2%"},
                 {-550, 1000, "USD", MINUS "55%"},         {-43.5, -36.1, "USD", MINUS "43.5"},
                 {4.1, -2, "USD", "+4.1"},                  {-3, 2, "USD", MINUS "3"},
                 {2, -2, "USD", "+2"},                     {-2, 2, "USD", MINUS "100%"},
                 {5, 0, "count", "+5"},                    {-1, 3, "rank", MINUS "1"},
                 {12345, 0, "USD", "+12,345"},             {0, 3, "USD", ""},
                 {1, 2023, "year", "+1"},                  {-20.07, 137, "index", MINUS "20.1"}};
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(ts_amount_change(arena, table[i].by, table[i].before, table[i].unit), table[i].change);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(amounts), cmocka_unit_test(changes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
