/* Values as they are printed in English: by kind, unit and skeleton. */
#include "lines.h"

/* The figures of the sample's first page, from the values behind them. */
static void english_short_and_long(void **state)
{
    (void)state;
    static const line lines[] = {
        {1601091093713.0, "USD", AS(SHORT), NONE, "$1.6T"},
        {1601091093713.0, "USD", AS(LONG), NONE, "$1.6_trillion"},
        {4374565829.0, "USD", AS(SHORT), NONE, "$4.4B"},
        {839893290131.0, "USD", WITH(LONG, DIG(2)), NONE, "$840_billion"},
        {839893290131.0, "USD", AS(SHORT), NONE, "$839.9B"},
        {1522285, "count", WITH(LONG, DIG(2)), NONE, "1.5_million"},
        {1522285, "count", AS(SHORT), NONE, "1.5M"},
        {7100000, "count", WITH(LONG, DIG(2)), NONE, "7.1_million"},
        {475, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "475+"},
        {87000, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "87K+"},
        {1100, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "1.1K+"},
        {22900, "count", AS(SHORT), NONE, "22.9K"},
        {95000, "count", AS(SHORT), NONE, "95K"},
        {50500000000.0, "USD", AS(SHORT), NONE, "$50.5B"},
        {50500000000.0 / 1.54, "USD", AS(SHORT), NONE, "$32.8B"},
        {45100000000.0 / 1.46, "USD", AS(SHORT), NONE, "$30.9B"},
        {34600000000.0, "USD", AS(LONG), NONE, "$34.6_billion"},
        {1000000, "count", AS(LONG), NONE, "1_million"},
        {87000, "count", AS(LONG), NONE, "87,000"},
        {37000, "count", AS(LONG), TS_QUALIFIER_ABOUT, "~37,000"},
        {5, "EUR", AS(SHORT), NONE, "€5"},
        {2500000, "MXN", AS(SHORT), NONE, "MX$2.5M"},
        {1e15, "count", AS(SHORT), NONE, "1,000T"},
        {1.2345678e18, "USD", AS(SHORT), NONE, "$1,234,567.8T"},
        {0, "USD", AS(SHORT), NONE, "$0"},
        {0.04, "count", AS(SHORT), NONE, "0"},
    };
    CHECK("en-US", NULL, lines);
}

/* Small numbers are kept once they were spelled: each way apart, and in the arena of the formatter. */
static void numbers_in_words_come_again(void **state)
{
    (void)state;
    static const line once[] = {{21, "rank", AS(ORDINAL), NONE, "21st"},    {21, "count", AS(WORDS), NONE, "twenty-one"},
                                {0, "count", AS(WORDS), NONE, "zero"},      {-21, "count", AS(WORDS), NONE, "\u2212twenty-one"},
                                {999, "rank", AS(ORDINAL), NONE, "999th"},  {1000, "rank", AS(ORDINAL), NONE, "1,000th"},
                                {1001, "count", AS(WORDS), NONE, "one thousand one"}};
    enum { LINES = sizeof once / sizeof *once };
    ts_arena *lasting = ts_arena_new(0), *own = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(lasting, "en-US", NULL);
    assert_non_null(formatter);
    for (size_t i = 0; i < 3 * LINES; i++) {
        const line *l = &once[i % LINES];
        ts_value value = {.kind = TS_VALUE_NUMBER, .number = l->number, .unit = l->unit};
        assert_string_equal(ts_format_value(formatter, own, &value, &l->format, l->qualifier).text, l->printed);
        ts_arena_reset(own);
        memset(ts_arena_room(own, 4096), 'x', 4096);
    }
    ts_arena_drop(own);
    ts_arena_drop(lasting);
}

static void percent_full_plain_ordinal_words(void **state)
{
    (void)state;
    static const line lines[] = {
        {0.3053, "share", WITH(PERCENT, DEC(1)), NONE, "30.5%"},
        {0.3, "share", WITH(PERCENT, DEC(1)), NONE, "30.0%"},
        {0.31, "share", AS(PERCENT_WORDS), NONE, "31_percent"},
        {12.5, "share", AS(PERCENT), NONE, "1,250%"},
        {0.97, "share", AS(PERCENT), TS_QUALIFIER_NEARLY, "~97%"},
        {0.54, "share", WITH(PERCENT, .sign = 1), NONE, "+54%"},
        {0, "share", WITH(PERCENT, .sign = 1), NONE, "0%"},
        {-0.12, "share", WITH(PERCENT, .sign = 1), NONE, "\u221212%"},
        {-0.12, "share", WITH(PERCENT, .sign = 2), NONE, "12%"},
        {1601091093713.0, "USD", AS(FULL), NONE, "$1,601,091,093,713"},
        {1601091093713.0, "count", AS(FULL), NONE, "1,601,091,093,713"},
        {1, "ratio", AS(FULL), NONE, "1.00"},
        {1.2, "ratio", WITH(FULL, DEC(3)), NONE, "1.200"},
        {131.4, "index", AS(FULL), NONE, "131"},
        {2.50, "number", AS(FULL), NONE, "2.5"},
        {-1250.5, "USD", WITH(FULL, DEC(2)), NONE, "\u2212$1,250.50"},
        {-1.6e12, "USD", AS(SHORT), NONE, "\u2212$1.6T"},
        {2024, "year", AS(PLAIN), NONE, "2024"},
        {0.1, "number", AS(PLAIN), NONE, "0.1"},
        {1234567.25, "number", WITH(PLAIN, DEC(1)), NONE, "1234567.3"},
        {1, "rank", AS(ORDINAL), NONE, "1st"},
        {2, "rank", AS(ORDINAL), NONE, "2nd"},
        {3, "rank", AS(ORDINAL), NONE, "3rd"},
        {11, "rank", AS(ORDINAL), NONE, "11th"},
        {21, "rank", AS(ORDINAL), NONE, "21st"},
        {112, "rank", AS(ORDINAL), NONE, "112th"},
        {9, "count", AS(WORDS), NONE, "nine"},
        {2, "count", AS(WORDS), NONE, "two"},
        {21, "count", AS(WORDS), NONE, "twenty-one"},
        {0, "count", AS(WORDS), NONE, "zero"},
        {-4, "count", AS(WORDS), NONE, "\u2212four"},
        {1e16, "count", AS(WORDS), NONE, "10,000_trillion"},
    };
    CHECK("en-US", NULL, lines);
}

static void texts_and_missing_values(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, "en-US", NULL);
    ts_format format = ts_format_default("USD");
    ts_value text = {.kind = TS_VALUE_TEXT, .text = "Texas", .unit = "text"},
             lost = {.kind = TS_VALUE_MISSING, .unit = "USD"};
    assert_string_equal(ts_format_value(formatter, arena, &text, &format, NONE).text, "Texas");
    assert_string_equal(ts_format_value(formatter, arena, &lost, &format, TS_QUALIFIER_OR_MORE).text, "");
    ts_arena_drop(arena);
}

static void each_unit_has_its_format(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double number;
        const char *printed;
    } table[] = {{"USD", 1.6e12, "$1.6T"}, {"count", 87000, "87K"},         {"share", 0.306, "31%"},
                 {"rank", 1, "1st"},       {"ratio", 1.149, "1.15"},        {"index", 131.2, "131"},
                 {"year", 2024, "2024"},   {"number", 1234.567, "1,234.57"}};
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, "en-US", NULL);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_value value = {.kind = TS_VALUE_NUMBER, .number = table[i].number, .unit = table[i].unit};
        ts_format format = ts_format_default(table[i].unit);
        assert_string_equal(ts_format_value(formatter, arena, &value, &format, NONE).text, table[i].printed);
        assert_string_equal(ts_format_value(formatter, arena, &value, NULL, NONE).text, table[i].printed);
    }
    ts_arena_drop(arena);
}

static void what_a_number_is_about(void **state)
{
    (void)state;
    static const struct {
        const char *language, *from, *to, *printed;
    } table[] = {{"en-US", NULL, "2024", "2024"},
                 {"en-US", "2019", "2024", "2019\u20132024"},
                 {"en-US", "2024", "2024", "2024"},
                 {"en-US", NULL, "2024-03", "March 2024"},
                 {"es-MX", NULL, "2024-03", "marzo de 2024"},
                 {"de-DE", NULL, "2024-03", "M\u00e4rz 2024"},
                 {"en-US", "2024-01", "2024-03", "January \u2013 March 2024"},
                 {"en-US", "2023-11", "2024-03", "November 2023 \u2013 March 2024"},
                 {"es-MX", "2024-01", "2024-03", "enero\u2013marzo de 2024"},
                 {"en-US", NULL, "2024-Q1", "Q1 2024"},
                 {"es-MX", NULL, "2024-Q1", "T1 2024"},
                 {"en-US", "2023-Q4", "2024-Q1", "Q4 2023 \u2013 Q1 2024"},
                 {"en-US", "2024-02-27", "2024-02-29", "February 27 \u2013 29, 2024"},
                 {"hi-IN", NULL, "2024-03", "\u092e\u093e\u0930\u094d\u091a 2024"},
                 {"ar", "2019", "2024", "\u0662\u0660\u0661\u0669\u2013\u0662\u0660\u0662\u0664"},
                 {"ja-JP", NULL, "2024", "2024"},                    /* in figures, whatever follows them */
                 {"th-TH", NULL, "2024-03", "\u0e21\u0e35\u0e19\u0e32\u0e04\u0e21 2024"}, /* not 2567 */
                 {"ar-SA", NULL, "2024-03", "\u0645\u0627\u0631\u0633 \u0662\u0660\u0662\u0664"},       /* not 1445 */
                 {"fa-IR", "2024-01", "2024-03", "\u0698\u0627\u0646\u0648\u06cc\u0647\u0654 \u06f2\u06f0\u06f2\u06f4 \u2013 \u0645\u0627\u0631\u0633 \u06f2\u06f0\u06f2\u06f4"},
                 {"en-US", NULL, "fiscal year 2024", "fiscal year 2024"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_formatter *formatter = ts_formatter_new(arena, table[i].language, NULL);
        assert_string_equal(ts_format_about(formatter, arena, table[i].from, table[i].to), table[i].printed);
        ts_arena_drop(arena);
    }
}

static void a_skeleton_prints_as_icu_does(void **state)
{
    (void)state;
    static const line lines[] = {
        {1601091093713, "USD", WITH(SKELETON, .skeleton = "compact-short currency/USD precision-integer"), NONE, "$2T"},
        {0.4327, "share", WITH(SKELETON, .skeleton = "percent scale/100 .00"), NONE, "43.27%"},
        {-5, "count", WITH(SKELETON, .skeleton = "sign-accounting-always currency/USD"), NONE, "($5.00)"},
    };
    CHECK("en-US", NULL, lines);
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, "en-US", NULL);
    assert_true(ts_format_skeleton_reads(formatter, "percent"));
    assert_false(ts_format_skeleton_reads(formatter, "persent"));
    ts_arena_drop(arena);
}

/* Groups of thousands, digits of other scripts and what a pattern brings are not told apart by their digits alone. */
static void what_reads_as_nought(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text, *skeleton; /* skeleton NULL: the unit's own format */
        bool nought;
    } all[] = {
        {"en-US", "0%", NULL, true},    {"en-US", "+0.0", NULL, true},    {"en-US", "zero", NULL, true}, {"en-US", "0", NULL, true},
        {"en-US", "0.01%", NULL, false}, {"en-US", "10", NULL, false},    {"en-US", "one", NULL, false}, {"en-US", "", NULL, false},
        {"en-US", "1,000", NULL, false}, {"fr-FR", "1\u202F000", NULL, false}, {"fr-FR", "0,0", NULL, true},  {"fr-FR", "z\u00E9ro", NULL, true},
        {"ar-EG", "\u0660", NULL, true}, {"ar-EG", "\u0660\u066B\u0665", NULL, false}, {"ar-EG", "\u0660\u066B\u0660", NULL, true},
        {"en-US", "0 L/100 km", "unit/liter-per-100-kilometer precision-integer", true},
        {"en-US", "0.0 L/100 km", "unit/liter-per-100-kilometer .0", true},
        {"en-US", "5 L/100 km", "unit/liter-per-100-kilometer precision-integer", false},
        {"en-US", "100 L/100 km", "unit/liter-per-100-kilometer precision-integer", false},
    };
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ts_formatter *formatter = ts_formatter_new(arena, all[i].language, NULL);
        const ts_format format = {.style = TS_FORMAT_SKELETON, .digits = -1, .decimals = -1, .skeleton = all[i].skeleton};
        const ts_print_seen print = {all[i].text, strlen(all[i].text), "number", all[i].skeleton ? &format : NULL};
        if (ts_format_says_nought(formatter, arena, &print) != all[i].nought)
            fail_msg("%s: \"%s\" %s", all[i].language, all[i].text, all[i].nought ? "is nought" : "is none");
    }
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_short_and_long),
        cmocka_unit_test(numbers_in_words_come_again),
        cmocka_unit_test(percent_full_plain_ordinal_words),
        cmocka_unit_test(texts_and_missing_values),
        cmocka_unit_test(each_unit_has_its_format),
        cmocka_unit_test(what_a_number_is_about),
        cmocka_unit_test(a_skeleton_prints_as_icu_does),
        cmocka_unit_test(what_reads_as_nought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
