/* Values as other languages print them: by ICU, by the words of a deck; and words that go with a number. */
#include "lines.h"

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

static void moments_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *language, *moment, *printed, *brief, *yearless;
    } table[] = {{"en-US", "2024", "2024", "2024", ""},
                 {"en-US", "2024-03", "March 2024", "Mar 2024", "Mar"},
                 {"en-US", "2024-Q1", "Q1 2024", "Q1 2024", "Q1"},
                 {"en-US", "2024-02-29", "February 29, 2024", "Feb 29, 2024", "Feb 29"},
                 {"es-MX", "2024-03", "marzo de 2024", "mar 2024", "mar"},
                 {"es-MX", "2024-Q3", "T3 2024", "T3 2024", "T3"},
                 {"es-MX", "2024-02-29", "29 de febrero de 2024", "29 feb 2024", "29 feb"},
                 {"en-US", "latest", "latest", "latest", "latest"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_formatter *formatter = ts_formatter_new(arena, table[i].language, NULL);
        assert_string_equal(ts_format_moment(formatter, arena, table[i].moment), table[i].printed);
        assert_string_equal(ts_format_moment_short(formatter, arena, table[i].moment, true), table[i].brief);
        assert_string_equal(ts_format_moment_short(formatter, arena, table[i].moment, false), table[i].yearless);
        ts_arena_drop(arena);
    }
}

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

/* Their signs are the same everywhere; no letter of a magnitude stands before one. */
static void signs_of_units_and_their_words(void **state)
{
    (void)state;
    static const line english[] = {
        {614929, "MWh", AS(SHORT), NONE, "614,929_MWh"},    {614.929, "GWh", AS(SHORT), NONE, "614.9_GWh"},
        {614.929, "GWh", AS(FULL), NONE, "615_GWh"},        {4057309, "MWh", AS(LONG), NONE, "4.1_million MWh"},
        {12, "km", WITH(SHORT, .even = true, DEC(1)), NONE, "12.0_km"}, {64.2, "persons/km2", AS(SHORT), NONE, "64.2/km²"},
        {-3.25, "°C", WITH(SHORT, DEC(1)), NONE, "\u22123.3_°C"}, {4057309, "MWh", WITH(SHORT, .shared = 7), NONE, "4,057,309_MWh"},
    };
    static const line spanish[] = {{4057309, "MWh", AS(LONG), NONE, "4.1_millones de MWh"}, {95000, "MWh", AS(SHORT), NONE, "95,000_MWh"}};
    static const ts_unit_pattern units[] = {{"MWh", {"{n} megavatio-hora", NULL, NULL, "{n} megavatios-hora"}}};
    static const ts_language_words words = {.units = units, .unit_count = 1};
    static const line said[] = {{4057309, "MWh", AS(LONG), NONE, "4.1_millones de megavatios-hora"}, {1, "MWh", AS(LONG), NONE, "1_megavatio-hora"},
                                {950, "MWh", AS(SHORT), NONE, "950_MWh"}, {950, "GWh", AS(LONG), NONE, "950_GWh"}};
    CHECK("en-US", NULL, english);
    CHECK("es-MX", NULL, spanish);
    CHECK("es-MX", &words, said);
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
        cmocka_unit_test(mexican_spanish_without_a_deck),
        cmocka_unit_test(the_words_of_a_deck_come_first),
        cmocka_unit_test(other_languages_take_what_icu_knows),
        cmocka_unit_test(an_unknown_language_is_not_that_of_the_environment),
        cmocka_unit_test(moments_in_words),
        cmocka_unit_test(tonnes_persons_and_percentage_points),
        cmocka_unit_test(signs_of_units_and_their_words),
        cmocka_unit_test(a_date_is_written_out),
        cmocka_unit_test(plurals_follow_the_print),
        cmocka_unit_test(plurals_follow_the_digits_that_are_seen),
        cmocka_unit_test(units_follow_the_digits_that_are_seen),
        cmocka_unit_test(twelve_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
