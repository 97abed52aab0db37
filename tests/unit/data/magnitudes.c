/* Thousands, millions and on: which one a number is printed in, alone and among others. */
#include "lines.h"

#include "data/magnitude.h"

static void numbers_under_each_other_share_a_magnitude(void **state)
{
    (void)state;
    static const line english[] = {
        {365.9e6, "USD", WITH(SHORT, .shared = 10), NONE, "$0.4B"},
        {365.9e6, "USD", WITH(SHORT, .shared = 10, DIG(2)), NONE, "$0.37B"},
        {365.9e6, "USD", WITH(SHORT, .shared = 10, DEC(0)), NONE, "$0.4B"},
        {36.5e6, "USD", WITH(SHORT, .shared = 10), NONE, "$0.037B"},
        {36.5e6, "USD", WITH(SHORT, .shared = 10), TS_QUALIFIER_OR_MORE, "$0.036B+"},
        {49.9e6, "USD", WITH(SHORT, .shared = 10, .nearest = 5e7), NONE, "$0.05B"},
        {-365.9e6, "USD", WITH(SHORT, .shared = 10), NONE, "\u2212$0.4B"},
        {1601091093713.0, "USD", WITH(LONG, .shared = 10), NONE, "$1,601.1_billion"},
        {60e9, "USD", WITH(SHORT, .shared = 10, .even = true, DEC(1)), NONE, "$60.0B"},
        {0, "USD", WITH(SHORT, .shared = 10), NONE, "$0"},
    };
    static const line spanish[] = {
        {365.9e6, "USD", WITH(SHORT, .shared = 10), NONE, "$0.4_mil_millones"},
        {1.2e6, "count", WITH(SHORT, .shared = 4), NONE, "1,200,000"}, /* thousands in words are whole ones */
    };
    CHECK("en-US", NULL, english);
    CHECK("es-MX", NULL, spanish);
}

/* Spanish has figures for thousands: among millions they move, among others of their like millions do not. */
static void most_numbers_choose_the_magnitude(void **state)
{
    (void)state;
    ts_magnitudes ports = {{0}}, kinds = {{0}};
    ts_magnitudes_take(&ports, 14.8e6, 6);
    ts_magnitudes_take(&ports, 570400, 0);
    ts_magnitudes_take(&ports, 42, 0);
    assert_int_equal(ts_magnitudes_shared(&ports), 1 + 6);
    assert_true(ts_magnitude_moves(570400, 0, 1 + 6, false));
    assert_false(ts_magnitude_moves(76500000, 6, 1 + 9, false)); /* $76.5M beside $1.6B */
    assert_true(ts_magnitude_moves(76500000, 6, 1 + 9, true)); /* 0.08 under "mil millones" */
    assert_false(ts_magnitude_moves(900, 0, 1 + 6, true)); /* four digits after the point */
    assert_true(ts_magnitude_moves(1000, 0, 1 + 6, true));
    assert_false(ts_magnitude_moves(999, 0, 1 + 3, false)); /* no 1.0K */
    assert_false(ts_magnitude_moves(-12, 0, 1 + 3, true));
    assert_false(ts_magnitude_moves(570400, -1, 1 + 6, true)); /* a format without magnitudes */
    ts_magnitudes_take(&kinds, 5.1e6, 6);
    ts_magnitudes_take(&kinds, 34500, 0);
    ts_magnitudes_take(&kinds, 4100, 0);
    assert_int_equal(ts_magnitudes_shared(&kinds), 0);
}

static int magnitude(const char *language, double number, const char *unit, ts_format_style style)
{
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, language, NULL);
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = number, .unit = unit};
    ts_format format = {.style = style, .digits = -1, .decimals = -1};
    int shift = ts_format_magnitude(formatter, arena, &value, &format, NONE);
    ts_arena_drop(arena);
    return shift;
}

static void the_magnitude_is_that_of_the_print(void **state)
{
    (void)state;
    assert_int_equal(magnitude("en-US", 365.9e6, "USD", TS_FORMAT_SHORT), 6);
    assert_int_equal(magnitude("en-US", 999.96e6, "USD", TS_FORMAT_SHORT), 9); /* $1B */
    assert_int_equal(magnitude("en-US", 42, "USD", TS_FORMAT_LONG), 0);
    assert_int_equal(magnitude("es-MX", 22900, "count", TS_FORMAT_SHORT), 0);
    assert_int_equal(magnitude("en-US", 0.4, "share", TS_FORMAT_PERCENT), -1);
    assert_int_equal(magnitude("en-US", 365.9e6, "USD", TS_FORMAT_FULL), -1);
}

static void rounding_reaches_the_next_magnitude(void **state)
{
    (void)state;
    static const line lines[] = {
        {999949, "count", AS(SHORT), NONE, "999.9K"},
        {999950, "count", AS(SHORT), NONE, "1M"},
        {999950, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "999.9K+"},
        {999.96, "count", AS(SHORT), NONE, "1K"},
        {999999999999.0, "USD", AS(LONG), NONE, "$1_trillion"},
        {999600, "count", WITH(LONG, DIG(3)), NONE, "1_million"},
        {999999.96, "count", AS(LONG), NONE, "1_million"},
        {-999950, "count", AS(SHORT), NONE, "\u22121M"},
    };
    CHECK("en-US", NULL, lines);
}

static void the_place_of_the_magnitude_word(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        double number;
        const char *unit;
        ts_format format;
        ts_qualifier qualifier;
        const char *rest;
    } table[] = {{"en-US", 1.5e6, "count", AS(LONG), NONE, "million"},
                 {"en-US", 1.5e6, "count", AS(SHORT), NONE, ""},
                 {"en-US", 8.4e11, "USD", AS(LONG), TS_QUALIFIER_OR_MORE, "billion+"},
                 {"en-US", -8.4e11, "USD", AS(LONG), NONE, "billion"},
                 {"en-US", 0.31, "share", AS(PERCENT_WORDS), NONE, ""},
                 {"es-MX", 1.6e12, "USD", AS(SHORT), NONE, "billones"},
                 {"es-MX", 3.46e10, "USD", AS(LONG), TS_QUALIFIER_ABOUT, "mil\u00A0millones de dólares"},
                 {"de-DE", 1.6e12, "USD", AS(SHORT), NONE, "Bio.\u00A0$"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_formatter *formatter = ts_formatter_new(arena, table[i].language, NULL);
        ts_value value = {.kind = TS_VALUE_NUMBER, .number = table[i].number, .unit = table[i].unit};
        ts_printed printed = ts_format_value(formatter, arena, &value, &table[i].format, table[i].qualifier);
        assert_string_equal(printed.text + printed.magnitude_at, table[i].rest);
        ts_arena_drop(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_under_each_other_share_a_magnitude),
        cmocka_unit_test(most_numbers_choose_the_magnitude),
        cmocka_unit_test(the_magnitude_is_that_of_the_print),
        cmocka_unit_test(rounding_reaches_the_next_magnitude),
        cmocka_unit_test(the_place_of_the_magnitude_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
