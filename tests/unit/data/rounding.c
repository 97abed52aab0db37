/* What is left of a number when it is printed, and what is said of that. */
#include "lines.h"

#include "data/decimal.h"

#include <math.h>

static void rounding_is_half_away_from_nought(void **state)
{
    (void)state;
    static const line lines[] = {
        {0.125, "share", AS(PERCENT), NONE, "13%"},  {-0.125, "share", AS(PERCENT), NONE, "\u221213%"},
        {0.285, "share", AS(PERCENT), NONE, "29%"},  {1.285 - 1, "share", AS(PERCENT), NONE, "29%"},
        {0.2849, "share", AS(PERCENT), NONE, "28%"}, {0.305, "share", AS(PERCENT), NONE, "31%"},
        {2.5, "index", AS(FULL), NONE, "3"},         {-2.5, "index", AS(FULL), NONE, "\u22123"},
        {0.5, "count", AS(FULL), NONE, "1"},         {0.49, "count", AS(FULL), NONE, "0"},
        {-0.4, "count", AS(FULL), NONE, "0"},        {1.005, "ratio", AS(FULL), NONE, "1.01"},
        {1449999, "count", AS(SHORT), NONE, "1.4M"}, /* once: not 1.45 and then 1.5 */
        {1250000, "count", AS(SHORT), NONE, "1.3M"},
    };
    CHECK("en-US", NULL, lines);
}

static void an_at_least_claim_rounds_down(void **state)
{
    (void)state;
    static const line lines[] = {
        {3190, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "3.1K+"},
        {479.9, "count", AS(FULL), TS_QUALIFIER_OR_MORE, "479+"},
        {0.979, "share", AS(PERCENT), TS_QUALIFIER_OR_MORE, "97%+"},
        {1999999, "count", WITH(LONG, DIG(1)), TS_QUALIFIER_OR_MORE, "1_million+"},
        {-5.2, "count", AS(FULL), TS_QUALIFIER_OR_MORE, "\u22126+"},
        {-0.2, "count", AS(FULL), TS_QUALIFIER_OR_MORE, "\u22121+"},
        {3190, "count", AS(SHORT), TS_QUALIFIER_ABOUT, "~3.2K"},
        {1234, "count", WITH(FULL, .nearest = 50), TS_QUALIFIER_OR_MORE, "1,200+"},
    };
    CHECK("en-US", NULL, lines);
}

static void digits_and_multiples(void **state)
{
    (void)state;
    static const line lines[] = {
        {839893290131.0, "USD", WITH(LONG, DIG(1)), NONE, "$800_billion"},
        {28412, "count", WITH(FULL, DIG(2)), NONE, "28,000"},
        {0.012345, "number", WITH(FULL, DIG(2)), NONE, "0.012"},
        {0.30534, "share", WITH(PERCENT, DIG(2)), NONE, "31%"},
        {1234, "count", WITH(FULL, .nearest = 50), NONE, "1,250"},
        {1225, "count", WITH(FULL, .nearest = 50), NONE, "1,250"},
        {0.075, "number", WITH(FULL, .nearest = 0.05), NONE, "0.1"},
        {0.15, "number", WITH(PLAIN, .nearest = 0.05), NONE, "0.15"},
        {0.273, "share", WITH(PERCENT, .nearest = 0.05), NONE, "25%"},
        {1522285, "count", WITH(LONG, .nearest = 250000), NONE, "1.5_million"},
    };
    CHECK("en-US", NULL, lines);
}

static void decimals_at_the_edges(void **state)
{
    (void)state;
    static const struct {
        double value;
        int places;
        ts_rounding rounding;
        const char *printed;
    } table[] = {{0, 2, TS_ROUND_HALF_AWAY, "0.00"},
                 {9.999, 2, TS_ROUND_HALF_AWAY, "10.00"},
                 {0.05, 1, TS_ROUND_HALF_AWAY, "0.1"},
                 {0.04, 1, TS_ROUND_HALF_AWAY, "0.0"},
                 {0.004, 1, TS_ROUND_HALF_AWAY, "0.0"},
                 {-0.004, 1, TS_ROUND_DOWN, "0.1"},
                 {9007199254740991.0, 0, TS_ROUND_HALF_AWAY, "9007199254740991"},
                 {1e-7, 9, TS_ROUND_HALF_AWAY, "0.000000100"},
                 {0.1 + 0.2, 15, TS_ROUND_HALF_AWAY, "0.300000000000000"},
                 {99.5, 0, TS_ROUND_HALF_AWAY, "100"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[TS_DECIMAL_ROOM];
        ts_decimal d = ts_decimal_of(table[i].value);
        ts_decimal_round(&d, table[i].places, table[i].rounding);
        ts_decimal_print(&d, table[i].places, text);
        assert_string_equal(text, table[i].printed);
    }
    char text[TS_DECIMAL_ROOM];
    ts_decimal huge = ts_decimal_of(1.7976931348623157e308), tiny = ts_decimal_of(5e-324);
    ts_decimal_print(&huge, 0, text);
    assert_int_equal(strlen(text), 309);
    ts_decimal_print(&tiny, 0, text);
    assert_int_equal(strncmp(text, "0.000", 5), 0);
    ts_decimal tens = ts_decimal_of(1250);
    ts_decimal_round(&tens, -2, TS_ROUND_HALF_AWAY);
    ts_decimal_print(&tens, 0, text);
    assert_string_equal(text, "1300");
}

/* The digits of a double are those that printf rounds it to: 15 of them, or all of a whole number. */
static void digits_are_printfs(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        char text[40], digits[40], *at = text;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double value = i % 3 == 0 ? ldexp((double)(seed >> 11), (int)(seed % 140) - 120) : i % 3 == 1 ? (double)(seed >> 40) / 1000
                                                                                               : ldexp((double)(seed >> 52), -(int)(seed % 14));
        bool whole = value == floor(value) && value < 9007199254740992;
        snprintf(text, sizeof text, whole ? "%.0f" : "%.14e", value);
        int count = 0, point = 0;
        for (; *at && *at != 'e'; at++)
            if (*at >= '0' && *at <= '9')
                digits[count++] = *at;
        point = *at ? atoi(at + 1) + 1 : count;
        while (count > 0 && digits[count - 1] == '0')
            count--;
        ts_decimal d = ts_decimal_of(-value);
        if (d.count != count || memcmp(d.digits, digits, (size_t)count) != 0 || (count && (d.point != point || !d.negative)))
            fail_msg("%.17g is not %.*s, %d", value, d.count, d.digits, d.point);
    }
}

static void a_qualifier_of_a_format_is_true(void **state)
{
    (void)state;
    static const line lines[] = {
        {1552000, "count", WITH(SHORT, SAYS(MORE_THAN)), NONE, "more than_1.5M"},
        {1552000, "count", WITH(SHORT, SAYS(NEARLY)), NONE, "~1.6M"}, /* up, though 1.6 is further away */
        {1552000, "count", WITH(SHORT, SAYS(ABOUT)), NONE, "~1.6M"},
        {1552000, "count", WITH(SHORT, SAYS(OR_MORE)), NONE, "1.5M+"},
        {1500000, "count", WITH(SHORT, SAYS(MORE_THAN)), NONE, "1.5M"}, /* it is not more */
        {1500000, "count", WITH(SHORT, SAYS(NEARLY)), NONE, "1.5M"},
        {1500000, "count", WITH(SHORT, SAYS(OR_MORE)), NONE, "1.5M+"}, /* or more holds of it */
        {0.968, "share", WITH(PERCENT, SAYS(NEARLY)), NONE, "~97%"},
        {0.972, "share", WITH(PERCENT, SAYS(NEARLY)), NONE, "~98%"},
        {0.042, "share", WITH(PERCENT, SAYS(LESS_THAN)), NONE, "less than_5%"},
        {0.05, "share", WITH(PERCENT, SAYS(LESS_THAN)), NONE, "5%"}, /* it is not less */
        {-0.042, "share", WITH(PERCENT, SAYS(LESS_THAN)), NONE, "~\u22124%"},
        {0, "count", WITH(FULL, SAYS(AUTO)), NONE, "0"},
        {9, "count", WITH(FULL, SAYS(AUTO)), NONE, "9"},
    };
    CHECK("en-US", NULL, lines);
}

/* r: where the value lies between the two nearest prints */
static void auto_chooses_from_what_rounding_leaves(void **state)
{
    (void)state;
    static const ts_language_words words = {.about = "about {n}", .nearly = "nearly {n}"};
    static const line lines[] = {
        {1501000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "1.5M"},           /* r = 0.01: as good as exact */
        {1503000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "more than_1.5M"}, /* 0.03 */
        {1524000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "more than_1.5M"}, /* 0.24 */
        {1530000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "about_1.5M"},     /* 0.30 */
        {1570000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "about_1.6M"},     /* 0.70 */
        {1580000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "nearly_1.6M"},    /* 0.80 */
        {1599000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "1.6M"},           /* 0.99 */
        {-1580000, "count", WITH(SHORT, SAYS(AUTO)), NONE, "about_\u22121.6M"},
        {999960, "count", WITH(SHORT, SAYS(AUTO)), NONE, "about_1M"}, /* between 999.9K and 1M: 0.60 */
        {0.0031, "share", WITH(PERCENT, SAYS(AUTO)), NONE, "less than_1%"}, /* nought would say that there is nothing */
        {0.0001, "share", WITH(PERCENT, SAYS(AUTO)), NONE, "less than_1%"},
        {0.008, "share", WITH(PERCENT, SAYS(AUTO)), NONE, "nearly_1%"},
        {0.0099, "share", WITH(PERCENT, SAYS(AUTO)), NONE, "1%"},
        {400, "count", {.style = TS_FORMAT_FULL, .digits = -1, .decimals = -1, .nearest = 1000, SAYS(AUTO)}, NONE, "less than_1,000"},
        {0, "share", WITH(PERCENT, SAYS(AUTO)), NONE, "0%"},
        {839.891957628e9, "USD", WITH(LONG, DIG(2), SAYS(AUTO)), NONE, "$840_billion"}, /* 0.99 of 830 to 840 */
    };
    CHECK("en-US", &words, lines);
}

/* What the source said stands, however the value is printed. */
static void the_qualifier_of_a_source_is_always_printed(void **state)
{
    (void)state;
    static const line lines[] = {
        {0.97, "share", AS(PERCENT), TS_QUALIFIER_NEARLY, "~97%"},
        {475, "count", AS(FULL), TS_QUALIFIER_MORE_THAN, "more than_475"},
        {475, "count", WITH(FULL, SAYS(ABOUT)), TS_QUALIFIER_OR_MORE, "475+"},
    };
    CHECK("en-US", NULL, lines);
}

static void roundings_that_are_asked_for(void **state)
{
    (void)state;
    static const line lines[] = {
        {2.5, "index", WITH(FULL, .rounding = TS_ROUND_HALF_EVEN), NONE, "2"},
        {3.5, "index", WITH(FULL, .rounding = TS_ROUND_HALF_EVEN), NONE, "4"},
        {2.51, "index", WITH(FULL, .rounding = TS_ROUND_HALF_EVEN), NONE, "3"},
        {0.5, "index", WITH(FULL, .rounding = TS_ROUND_HALF_EVEN), NONE, "0"},
        {2.1, "index", WITH(FULL, .rounding = TS_ROUND_UP), NONE, "3"},
        {-2.9, "index", WITH(FULL, .rounding = TS_ROUND_UP), NONE, "\u22122"},
        {2.9, "index", WITH(FULL, .rounding = TS_ROUND_DOWN), NONE, "2"},
        {-2.1, "index", WITH(FULL, .rounding = TS_ROUND_DOWN), NONE, "\u22123"},
    };
    CHECK("en-US", NULL, lines);
}

enum { ALWAYS = 1, NEVER };

/* "fell by 3%": the words say the sign, so the size is what is rounded. A plus claims a gain that must be seen. */
static void signs_are_of_what_is_printed(void **state)
{
    (void)state;
    static const line lines[] = {
        {0.004, "share", WITH(PERCENT, .sign = ALWAYS), NONE, "0%"},
        {0.005, "share", WITH(PERCENT, .sign = ALWAYS), NONE, "+1%"},
        {-0.004, "share", WITH(PERCENT, .sign = ALWAYS), NONE, "0%"},
        {0, "share", WITH(PERCENT, .sign = ALWAYS), NONE, "0%"},
        {0.9, "count", WITH(FULL, .sign = ALWAYS, .rounding = TS_ROUND_DOWN), NONE, "0"},
        {-0.031, "share", WITH(PERCENT, .sign = NEVER), NONE, "3%"},
        {-0.031, "share", WITH(PERCENT, .sign = NEVER, .rounding = TS_ROUND_DOWN), NONE, "3%"},
        {-0.031, "share", WITH(PERCENT, .sign = NEVER, SAYS(MORE_THAN)), NONE, "more than_3%"},
        {-0.031, "share", WITH(PERCENT, .sign = NEVER, SAYS(OR_MORE)), NONE, "3%+"},
        {-9, "count", WITH(WORDS, .sign = NEVER), NONE, "nine"},
        {1522285, "count", AS(WORDS), NONE, "1.5_million"},
        {1601091093713.0, "USD", AS(WORDS), NONE, "$1.6_trillion"},
    };
    CHECK("en-US", NULL, lines);
}

static void a_rounding_is_told_in_a_line(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_format brief = AS(SHORT), digits = WITH(LONG, DIG(2), SAYS(AUTO)), nearest = WITH(FULL, .nearest = 50);
    assert_string_equal(ts_format_describe(arena, &brief, "USD", NONE), "short, 1 decimal, rounded half away from zero");
    assert_string_equal(ts_format_describe(arena, &brief, "count", TS_QUALIFIER_OR_MORE), "short, 1 decimal, rounded down (or more)");
    assert_string_equal(ts_format_describe(arena, &digits, "USD", NONE),
                        "long, 2 significant digits, rounded half away from zero, qualified by what rounding leaves");
    assert_string_equal(ts_format_describe(arena, &nearest, "count", TS_QUALIFIER_NEARLY), "full, to the nearest 50, rounded up (nearly)");
    assert_string_equal(ts_format_describe(arena, &brief, "text", NONE), "as it is");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounding_is_half_away_from_nought),
        cmocka_unit_test(an_at_least_claim_rounds_down),
        cmocka_unit_test(digits_and_multiples),
        cmocka_unit_test(decimals_at_the_edges),
        cmocka_unit_test(digits_are_printfs),
        cmocka_unit_test(a_qualifier_of_a_format_is_true),
        cmocka_unit_test(auto_chooses_from_what_rounding_leaves),
        cmocka_unit_test(the_qualifier_of_a_source_is_always_printed),
        cmocka_unit_test(roundings_that_are_asked_for),
        cmocka_unit_test(signs_are_of_what_is_printed),
        cmocka_unit_test(a_rounding_is_told_in_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
