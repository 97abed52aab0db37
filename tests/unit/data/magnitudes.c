/* Thousands, millions and on: which one a number is printed in, alone and among others. */
#include "lines.h"

#include "data/company.h"
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

/* Thousands have words or letters, but no thousands of their own. */
static void millions_are_no_thousands_of_thousands(void **state)
{
    (void)state;
    ts_magnitudes rows = {{0}};
    for (int i = 0; i < 3; i++)
        ts_magnitudes_take(&rows, 27000 + i, 3);
    assert_int_equal(ts_magnitudes_shared(&rows), 1 + 3);
    ts_magnitudes_take(&rows, 5.1e6, 6);
    assert_int_equal(ts_magnitudes_shared(&rows), 1 + 6);
    assert_false(ts_magnitude_moves(27000, 3, 1 + 6, false));
}

/* What numbers that are read against each other print, parted by bars; a quoted one, marked by "=", keeps its print. */
static void expect_company(const char *language, bool once, const char *numbers, const char *expected)
{
    ts_arena *arena = ts_arena_new(0);
    const ts_formatter *formatter = ts_formatter_new(arena, language, NULL);
    const ts_format own = {.style = TS_FORMAT_SHORT, .digits = -1, .decimals = 1};
    ts_value values[8];
    ts_companion all[8];
    size_t count = 0;
    for (const char *at = numbers; *at; count++) {
        const bool quoted = *at == '=';
        char *end;
        values[count] = (ts_value){.kind = TS_VALUE_NUMBER, .number = strtod(at + quoted, &end), .unit = "USD"};
        all[count] = (ts_companion){.value = &values[count], .format = &own, .qualifier = NONE, .quoted = quoted,
                                    .printed = ts_format_value(formatter, arena, &values[count], &own, NONE)};
        at = *end == ' ' ? end + 1 : end;
    }
    assert_true(ts_company_print(formatter, arena, all, count, once));
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = ts_arena_print(arena, "%s%s%s", text, i ? " | " : "", all[i].printed.text);
    assert_string_equal(shown(arena, text), expected);
    ts_arena_drop(arena);
}

static void numbers_of_a_company_have_one_magnitude(void **state)
{
    (void)state;
    expect_company("en-US", false, "1031.8e9 203.1e9 80e9", "$1,031.8B | $203.1B | $80.0B");
    expect_company("en-US", false, "1e12 2e11 3e11", "$1,000B | $200B | $300B");
    expect_company("en-US", false, "10.3e12 203.1e9 80e9", "$10.3T | $0.2T | $80.0B");
    expect_company("en-US", false, "6.5e9 2.3e9 12e6", "$6.5B | $2.3B | $12.0M");
    expect_company("en-US", false, "=1.1e12 203.1e9 80e9", "$1.1T | $203.1B | $80.0B");
    expect_company("en-US", false, "27.3e3 28e3 5.1e6", "$27.3K | $28.0K | $5.1M");
    expect_company("es-MX", false, "6.5e9 2.3e9 12e6", "$6.5_mil_millones | $2.3_mil_millones | $12.0_millones");
    expect_company("es-MX", true, "6.5e9 2.3e9 12e6", "$6.5_mil_millones | $2.3_mil_millones | $0.012_mil_millones");
    expect_company("en-US", false, "1731 1548 1102 944 412", "$1,731 | $1,548 | $1,102 | $944 | $412");
    expect_company("es-MX", false, "1731 45840 944 -412", "$1,731 | $45,840 | $944 | \u2212$412");
    expect_company("en-US", false, "452310 944.6 0 7", "$452,310 | $945 | $0 | $7");
    expect_company("en-US", false, "1731 944 5.5", "$1.7K | $944 | $5.5"); /* units would not show the last */
    expect_company("en-US", false, "1.2e6 1731 944", "$1.2M | $1.7K | $944"); /* a million in figures is long */
    expect_company("en-US", false, "=1731 1548 944", "$1.7K | $1,548 | $944");
    expect_company("en-US", false, "", "");
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
        cmocka_unit_test(millions_are_no_thousands_of_thousands),
        cmocka_unit_test(numbers_of_a_company_have_one_magnitude),
        cmocka_unit_test(the_magnitude_is_that_of_the_print),
        cmocka_unit_test(rounding_reaches_the_next_magnitude),
        cmocka_unit_test(the_place_of_the_magnitude_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
