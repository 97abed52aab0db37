/* Values as they are printed. A no-break space is written _ in the tables. */
#include "desk.h"

#include "data/decimal.h"
#include "data/format.h"
#include "data/magnitude.h"

#include <math.h>

static const char *shown(ts_arena *arena, const char *text)
{
    char *out = ts_arena_text(arena, text);
    size_t used = 0;
    for (const char *from = text; *from; from++) {
        bool space = strncmp(from, "\u00A0", 2) == 0;
        out[used++] = space ? '_' : *from;
        from += space;
    }
    out[used] = '\0';
    return out;
}

typedef struct line {
    double number;
    const char *unit;
    ts_format format;
    ts_qualifier qualifier;
    const char *printed;
} line;

#define NONE TS_QUALIFIER_NONE
#define AS(kind)                                                                                             \
    {                                                                                                        \
        .style = TS_FORMAT_##kind, .digits = -1, .decimals = -1                                              \
    }
#define WITH(kind, ...)                                                                                      \
    {                                                                                                        \
        .style = TS_FORMAT_##kind, .digits = -1, .decimals = -1, __VA_ARGS__                                 \
    }
#define DEC(n) .decimals = (n)
#define DIG(n) .digits = (n)

static void check(const char *language, const ts_language_words *words, const line *lines, size_t count)
{
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, language, words);
    assert_non_null(formatter);
    for (size_t i = 0; i < count; i++) {
        ts_value value = {.kind = TS_VALUE_NUMBER, .number = lines[i].number, .unit = lines[i].unit};
        ts_printed printed = ts_format_value(formatter, arena, &value, &lines[i].format, lines[i].qualifier);
        assert_non_null(printed.text);
        if (strcmp(shown(arena, printed.text), lines[i].printed) != 0)
            fail_msg("%s, line %zu: \"%s\" is not \"%s\"", language, i, shown(arena, printed.text),
                     lines[i].printed);
    }
    ts_arena_drop(arena);
}

#define CHECK(language, words, lines) check(language, words, lines, sizeof(lines) / sizeof *(lines))
#pragma GCC diagnostic ignored "-Woverride-init"

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

static void mexican_spanish_without_a_deck(void **state)
{
    (void)state;
    static const line lines[] = {
        {1601091093713.0, "USD", AS(SHORT), NONE, "$1.6_billones"},
        {1601091093713.0, "USD", AS(LONG), NONE, "1.6_billones de dólares"},
        {1e12, "USD", AS(SHORT), NONE, "$1_billón"},
        {34.6e9, "USD", AS(SHORT), NONE, "$34.6_mil_millones"},
        {34.6e9, "USD", AS(LONG), NONE, "34.6_mil_millones de dólares"},
        {839893290131.0, "USD", WITH(LONG, DIG(2)), NONE, "840_mil_millones de dólares"},
        {1522285, "count", WITH(LONG, DIG(2)), NONE, "1.5_millones"},
        {1000000, "count", AS(LONG), NONE, "1_millón"},
        {87000, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "87_mil+"},
        {87000, "USD", AS(LONG), NONE, "87,000_dólares"},
        {1601091093713.0, "USD", AS(FULL), NONE, "US$1,601,091,093,713"},
        {1e6, "EUR", AS(FULL), NONE, "€1,000,000"},
        {0.31, "share", AS(PERCENT), NONE, "31%"},
        {0.31, "share", AS(PERCENT_WORDS), NONE, "31_por ciento"},
        {1, "rank", AS(ORDINAL), NONE, "1.º"},
        {9, "count", AS(WORDS), NONE, "nueve"},
        {-2.5e9, "USD", AS(SHORT), NONE, "\u2212$2.5_mil_millones"},
        {1234.5, "number", AS(FULL), NONE, "1,234.5"},
    };
    CHECK("es-MX", NULL, lines);
}

static const ts_money_pattern money[] = {{"USD", "${n}", "{n} de dólares", "US${n}"}};
static const ts_language_words deck = {.decimal = ".",
                                       .group = ",",
                                       .percent = "{n}%",
                                       .percent_words = "{n} por ciento",
                                       .or_more = "{n}+",
                                       .nearly = "casi {n}",
                                       .money = money,
                                       .money_count = 1,
                                       .scales = {{{NULL, NULL, NULL, "{n} mil"},
                                                   {"{n} millón", NULL, NULL, "{n} millones"},
                                                   {NULL, NULL, NULL, "{n} mil millones"},
                                                   {"{n} billón", NULL, NULL, "{n} billones"}},
                                                  {{NULL, NULL, NULL, "{n} mil"},
                                                   {"{n} millón", NULL, NULL, "{n} millones"},
                                                   {NULL, NULL, NULL, "{n} mil millones"},
                                                   {"{n} billón", NULL, NULL, "{n} billones"}}}};

static void the_words_of_a_deck_come_first(void **state)
{
    (void)state;
    static const line lines[] = {
        {1601091093713.0, "USD", AS(SHORT), NONE, "$1.6_billones"},
        {839893290131.0, "USD", WITH(LONG, DIG(2)), NONE, "840_mil_millones de dólares"},
        {87000, "count", AS(LONG), NONE, "87_mil"},
        {87000, "USD", AS(LONG), NONE, "87_mil dólares"}, /* not "mil de dolares" */
        {87000, "count", WITH(SHORT, .figures = true), NONE, "87,000"},
        {5.1e6, "count", WITH(SHORT, .figures = true), NONE, "5.1_millones"},
        {87000, "count", WITH(SHORT, .even = true, DEC(1)), NONE, "87_mil"},
        {0.97, "share", AS(PERCENT), TS_QUALIFIER_NEARLY, "casi_97%"},
        {12, "count", AS(SHORT), TS_QUALIFIER_ABOUT, "~12"},
        {500, "GBP", AS(SHORT), NONE, "GBP_500"}, /* ICU: the deck has no pattern */
    };
    CHECK("es-MX", &deck, lines);
    static const ts_language_words odd = {.decimal = "·", .group = "'", .or_more = "at least {n}"};
    static const line english[] = {{12345.6, "number", AS(FULL), NONE, "12'345·6"},
                                   {475, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "at least_475"},
                                   {2e6, "count", AS(LONG), NONE, "2_million"}};
    CHECK("en-US", &odd, english);
}

static void other_languages_take_what_icu_knows(void **state)
{
    (void)state;
    static const line german[] = {{1601091093713.0, "USD", AS(SHORT), NONE, "1,6_Bio._$"},
                                  {1601091093713.0, "EUR", AS(LONG), NONE, "1,6_Billionen_€"},
                                  {1e6, "count", AS(LONG), NONE, "1_Million"},
                                  {2e6, "count", AS(LONG), NONE, "2_Millionen"},
                                  {87000, "count", AS(SHORT), NONE, "87.000"},
                                  {0.31, "share", AS(PERCENT), NONE, "31_%"},
                                  {21, "count", AS(WORDS), NONE, "einundzwanzig"},
                                  {3, "rank", AS(ORDINAL), NONE, "3."}};
    CHECK("de-DE", NULL, german);
    static const line polish[] = {{1e6, "count", AS(LONG), NONE, "1_milion"},
                                  {2e6, "count", AS(LONG), NONE, "2_miliony"},
                                  {5e6, "count", AS(LONG), NONE, "5_milionów"},
                                  {1.5e6, "count", AS(LONG), NONE, "1,5_miliona"}};
    CHECK("pl", NULL, polish);
    static const line japanese[] = {{1.2e9, "count", AS(SHORT), NONE, "12億"},
                                    {87000, "count", AS(SHORT), NONE, "8.7万"}};
    CHECK("ja", NULL, japanese);
    static const line castilian[] = {{1234, "count", AS(FULL), NONE, "1234"},
                                     {12345, "count", AS(FULL), NONE, "12.345"},
                                     {1.6e12, "EUR", AS(LONG), NONE, "1,6_billones de euros"}};
    CHECK("es-ES", NULL, castilian);
    static const line indian[] = {{12345678, "count", AS(FULL), NONE, "1,23,45,678"}};
    CHECK("en-IN", NULL, indian);
}

/* ICU would take the language of the environment. */
static void an_unknown_language_is_not_that_of_the_environment(void **state)
{
    (void)state;
    static const line lines[] = {{1234567.5, "number", AS(FULL), NONE, "1,234,567.5"},
                                 {1.5e6, "count", AS(SHORT), NONE, "1.5M"}};
    CHECK("tlh", NULL, lines);
    CHECK("xx-YY", NULL, lines);
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

static void moments_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *language, *moment, *printed;
    } table[] = {{"en-US", "2024", "2024"},
                 {"en-US", "2024-03", "March 2024"},
                 {"en-US", "2024-Q1", "Q1 2024"},
                 {"en-US", "2024-02-29", "February 29, 2024"},
                 {"es-MX", "2024-03", "marzo de 2024"},
                 {"es-MX", "2024-02-29", "29 de febrero de 2024"},
                 {"en-US", "latest", "latest"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_formatter *formatter = ts_formatter_new(arena, table[i].language, NULL);
        assert_string_equal(ts_format_moment(formatter, arena, table[i].moment), table[i].printed);
        ts_arena_drop(arena);
    }
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

/* ---- qualifiers of a format: never untrue, and not where the print is as good */

#define SAYS(q) .qualifier = 1 + TS_QUALIFIER_##q

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

/* ---- units */

static void tonnes_persons_and_percentage_points(void **state)
{
    (void)state;
    static const line english[] = {
        {1234567, "tonnes", AS(SHORT), NONE, "1.2M_t"},        {1234567, "tonnes", AS(LONG), NONE, "1.2_million tonnes"},
        {1, "tonnes", AS(FULL), NONE, "1_tonne"},              {950, "tonnes", AS(FULL), NONE, "950_tonnes"},
        {8400000, "persons", AS(SHORT), NONE, "8.4M"},         {8400000, "persons", AS(LONG), NONE, "8.4_million"},
        {0.032, "points", AS(SHORT), NONE, "3.2_points"},      {0.01, "points", AS(SHORT), NONE, "1_point"},
        {0.032, "points", AS(LONG), NONE, "3.2_percentage points"},
        {-0.0161, "points", AS(LONG), NONE, "\u22121.6_percentage points"},
        {0.0325, "points", WITH(SHORT, DEC(0)), NONE, "3_points"},
    };
    static const line spanish[] = {
        {1234567, "tonnes", AS(LONG), NONE, "1.2_millones de toneladas"}, {1, "tonnes", AS(FULL), NONE, "1_tonelada"},
        {950, "tonnes", AS(LONG), NONE, "950_toneladas"},                 {0.032, "points", AS(LONG), NONE, "3.2_puntos porcentuales"},
    };
    static const line german[] = {{950, "tonnes", AS(FULL), NONE, "950_t"}, {0.032, "points", AS(LONG), NONE, "3,2_pp"}};
    CHECK("en-US", NULL, english);
    static const line thousands[] = {
        {95000, "count", AS(SHORT), NONE, "95_mil"},   {22900, "count", AS(SHORT), NONE, "22,900"},
        {22949, "count", AS(SHORT), NONE, "22,900"},   {1100, "count", AS(SHORT), TS_QUALIFIER_OR_MORE, "1,100+"},
        {1000, "count", AS(SHORT), NONE, "1,000"},     {9000, "USD", AS(SHORT), NONE, "$9,000"},
        {9960, "count", AS(SHORT), NONE, "10_mil"},    {10000, "count", AS(SHORT), NONE, "10_mil"},
        {1e6, "count", AS(WORDS), NONE, "1_millón"},   {999, "count", AS(WORDS), NONE, "novecientos noventa y nueve"},
        {999960, "count", AS(SHORT), NONE, "1_millón"}, {34.6e9, "count", AS(SHORT), NONE, "34.6_mil_millones"},
    };
    CHECK("es-MX", NULL, spanish);
    CHECK("es-MX", NULL, thousands);
    CHECK("de-DE", NULL, german);
}

static void a_date_is_written_out(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, "es-MX", NULL);
    ts_value value = {.kind = TS_VALUE_TEXT, .text = "2024-03", .unit = "date"};
    assert_string_equal(ts_format_value(formatter, arena, &value, NULL, NONE).text, "marzo de 2024");
    ts_arena_drop(arena);
}

/* ---- words that go with a number as it is printed */

static const char *form(const char *language, double number, ts_format format)
{
    static char kept[8];
    ts_arena *arena = ts_arena_new(0);
    ts_formatter *formatter = ts_formatter_new(arena, language, NULL);
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = number, .unit = "count"};
    strcpy(kept, ts_format_plural(formatter, arena, &value, &format, NONE));
    ts_arena_drop(arena);
    return kept;
}

static void plurals_follow_the_print(void **state)
{
    (void)state;
    const ts_format full = AS(FULL), brief = AS(SHORT);
    assert_string_equal(form("en-US", 1, full), "one");
    assert_string_equal(form("en-US", 1.2, full), "one"); /* it prints 1 */
    assert_string_equal(form("en-US", 1500000, brief), "other");
    assert_string_equal(form("en-US", 0, full), "other");
    assert_string_equal(form("pl-PL", 2, full), "few");
    assert_string_equal(form("pl-PL", 5, full), "many");
    assert_string_equal(form("pl-PL", 22, full), "few");
    assert_string_equal(form("ja-JP", 1, full), "other");
    assert_string_equal(form("ar-EG", 0, full), "zero");
    assert_string_equal(form("ar-EG", 2, full), "two");
}

/* UTS #35, part 3: v counts the digits after the point that are seen, e the power of ten that a word stands for. */
static void plurals_follow_the_digits_that_are_seen(void **state)
{
    (void)state;
    const ts_format full = AS(FULL), one = WITH(FULL, DEC(1)), brief = AS(SHORT), percent = WITH(PERCENT, DEC(1));
    const ts_format skeleton = WITH(SKELETON, .skeleton = ".0"), bare = WITH(SKELETON, .skeleton = "");
    assert_string_equal(form("en-US", 1, one), "other"); /* 1.0 ports */
    assert_string_equal(form("en-US", 1, brief), "one"); /* 1 */
    assert_string_equal(form("en-US", -1, full), "one");
    assert_string_equal(form("en-US", 0.01, percent), "other"); /* 1.0% */
    assert_string_equal(form("en-US", 1, skeleton), "other");
    assert_string_equal(form("en-US", 1, bare), "one");
    assert_string_equal(form("es-MX", 1e6, brief), "many");   /* 1 millón de puertos */
    assert_string_equal(form("es-MX", 1.5e6, brief), "many"); /* 1.5 millones de puertos */
    assert_string_equal(form("es-MX", 2e9, brief), "many");   /* 2 mil millones de puertos */
    assert_string_equal(form("es-MX", 1500, brief), "other"); /* 1,500 puertos */
    assert_string_equal(form("es-MX", 1, brief), "one");
    assert_string_equal(form("fr-FR", 1.5, one), "one"); /* 1,5 port */
    assert_string_equal(form("pl-PL", 5, one), "other"); /* 5,0 portu */
    assert_string_equal(form("lv-LV", 0.1, one), "one");
}

static void units_follow_the_digits_that_are_seen(void **state)
{
    (void)state;
    static const line english[] = {
        {1, "tonnes", WITH(FULL, DEC(1)), NONE, "1.0_tonnes"},
        {0.01, "points", WITH(LONG, DEC(1)), NONE, "1.0_percentage points"},
        {0.01, "points", AS(LONG), NONE, "1_percentage point"},
        {-0.01, "points", AS(LONG), NONE, "\u22121_percentage point"},
    };
    static const line spanish[] = {{1e6, "tonnes", AS(LONG), NONE, "1_millón de toneladas"}, {1, "tonnes", AS(LONG), NONE, "1_tonelada"}};
    CHECK("en-US", NULL, english);
    CHECK("es-MX", NULL, spanish);
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

/* ---- skeletons of ICU */

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

/* ---- what is told of a rounding */

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

/* ---- twelve languages, from CLDR's own tables */

static void twelve_languages(void **state)
{
    (void)state;
    static const struct {
        const char *language, *brief, *full, *percent;
    } rows[] = {
        {"en-US", "1.2M", "1,234,567", "31%"},         {"es-MX", "1.2_millones", "1,234,567", "31%"},
        {"es-ES", "1,2_millones", "1.234.567", "31_%"}, {"de-DE", "1,2_Mio.", "1.234.567", "31_%"},
        {"fr-FR", "1,2_M", "1\u202F234\u202F567", "31_%"}, {"pt-BR", "1,2_mi", "1.234.567", "31%"},
        {"it-IT", "1,2_Mln", "1.234.567", "31%"},       {"ja-JP", "123.5\u4E07", "1,234,567", "31%"},
        {"hi-IN", "12.3_\u0932\u093E\u0916", "12,34,567", "31%"}, {"pl-PL", "1,2_mln", "1_234_567", "31%"},
        {"ar-EG", "\u0661\u066B\u0662_\u0645\u0644\u064A\u0648\u0646", "\u0661\u066C\u0662\u0663\u0664\u066C\u0665\u0666\u0667",
         "\u0663\u0661\u066A\u061C"},
        {"ko-KR", "123.5\uB9CC", "1,234,567", "31%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const line brief = {1234567, "count", AS(SHORT), NONE, rows[i].brief};
        const line full = {1234567, "count", AS(FULL), NONE, rows[i].full};
        const line percent = {0.31, "share", AS(PERCENT), NONE, rows[i].percent};
        check(rows[i].language, NULL, &brief, 1);
        check(rows[i].language, NULL, &full, 1);
        check(rows[i].language, NULL, &percent, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_short_and_long),
        cmocka_unit_test(numbers_under_each_other_share_a_magnitude),
        cmocka_unit_test(most_numbers_choose_the_magnitude),
        cmocka_unit_test(the_magnitude_is_that_of_the_print),
        cmocka_unit_test(rounding_reaches_the_next_magnitude),
        cmocka_unit_test(rounding_is_half_away_from_nought),
        cmocka_unit_test(an_at_least_claim_rounds_down),
        cmocka_unit_test(numbers_in_words_come_again),
        cmocka_unit_test(percent_full_plain_ordinal_words),
        cmocka_unit_test(digits_and_multiples),
        cmocka_unit_test(mexican_spanish_without_a_deck),
        cmocka_unit_test(the_words_of_a_deck_come_first),
        cmocka_unit_test(other_languages_take_what_icu_knows),
        cmocka_unit_test(an_unknown_language_is_not_that_of_the_environment),
        cmocka_unit_test(the_place_of_the_magnitude_word),
        cmocka_unit_test(texts_and_missing_values),
        cmocka_unit_test(each_unit_has_its_format),
        cmocka_unit_test(moments_in_words),
        cmocka_unit_test(what_a_number_is_about),
        cmocka_unit_test(decimals_at_the_edges),
        cmocka_unit_test(digits_are_printfs),
        cmocka_unit_test(a_qualifier_of_a_format_is_true),
        cmocka_unit_test(auto_chooses_from_what_rounding_leaves),
        cmocka_unit_test(the_qualifier_of_a_source_is_always_printed),
        cmocka_unit_test(roundings_that_are_asked_for),
        cmocka_unit_test(tonnes_persons_and_percentage_points),
        cmocka_unit_test(a_date_is_written_out),
        cmocka_unit_test(plurals_follow_the_print),
        cmocka_unit_test(plurals_follow_the_digits_that_are_seen),
        cmocka_unit_test(units_follow_the_digits_that_are_seen),
        cmocka_unit_test(signs_are_of_what_is_printed),
        cmocka_unit_test(a_skeleton_prints_as_icu_does),
        cmocka_unit_test(a_rounding_is_told_in_a_line),
        cmocka_unit_test(twelve_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
