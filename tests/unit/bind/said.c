/* Charts for those who do not see them: the sentence, and the table of their numbers. */
#include "fixture.h"

static const char COPY[] = "\"sold\": \"Sold\", \"bought\": \"Bought\", \"left\": \"North\", \"right\": \"South\", "
                           "\"top\": \"Largest first\", \"heads\": { \"steps\": \"Steps\", \"half-steps\": \"Halves\" }";
static const char FACTS[] =
    "\"sales\": { \"value\": 50.5e9, \"unit\": \"USD\", \"source\": \"study\" }, "
    "\"buys\": { \"value\": 45.1e9, \"unit\": \"USD\", \"source\": \"study\" }, "
    "\"rise\": { \"value\": 0.54, \"unit\": \"share\", \"source\": \"study\" }, "
    "\"people\": { \"value\": 475, \"unit\": \"count\", \"qualifier\": \"or-more\", \"source\": \"study\" }, "
    "\"lost\": { \"unknown\": \"not counted yet\", \"unit\": \"USD\", \"source\": \"study\", \"missing\": \"tbc\" }";
static const char SERIES[] =
    "\"steps\": { \"sql\": \"select 3.0 as value, '2020' as time union all select 9, '2021' union all "
    "select null, '2022' union all select 1, '2023' union all select 5, '2024'\", \"unit\": \"number\", "
    "\"sources\": [\"press\"] }, "
    "\"half-steps\": { \"sql\": \"select 1.5 as value, '2023' as time union all select 2.5, '2025'\", "
    "\"unit\": \"number\", \"sources\": [\"press\"] }";

static fixture chart_in(const char *language, const char *content, bool draft)
{
    char body[1200];
    snprintf(body, sizeof body, "{ \"height\": 100, \"chart\": { %s } }", content);
    fixture f = open_sheet(&(parts){.copy = COPY, .decks = COPY, .facts = FACTS, .series = SERIES, .body = body});
    f.request.language = language;
    f.request.draft = draft;
    make(&f);
    return f;
}

static void expect_alt(const char *language, const char *content, const char *expected)
{
    fixture f = chart_in(language, content, true);
    assert_good(&f);
    assert_string_equal(frame_at(&f, 0)->alt, expected);
    close_sheet(&f);
}

/* "a|b / c|d": cells, rows. */
static void expect_table(const char *language, const char *content, const char *expected)
{
    fixture f = chart_in(language, content, true);
    assert_good(&f);
    const ts_plain_table *table = frame_at(&f, 0)->chart->as_table;
    assert_non_null(table);
    const char *text = "";
    for (size_t i = 0; i < table->columns * table->rows; i++)
        text = ts_arena_print(f.arena, "%s%s%s", text, !i ? "" : i % table->columns ? "|" : " / ", table->cells[i]);
    assert_string_equal(text, expected);
    close_sheet(&f);
}

#define PAIR "{ \"name\": \"sold\", \"value\": \"sales\" }, { \"name\": \"bought\", \"value\": \"buys\" }"

/* ---- sentences */

static void magnitudes_are_words_in_each_language(void **state)
{
    (void)state;
    expect_alt("en-US", "\"bars\": [" PAIR "]", "Bar chart: Sold $50.5\u00A0billion, Bought $45.1\u00A0billion.");
    expect_alt("es-MX", "\"bars\": [" PAIR "]",
               "Gráfico de barras: Sold 50.5\u00A0mil\u00A0millones de dólares, Bought 45.1\u00A0mil\u00A0millones de dólares.");
}

static void values_that_are_not_printed_are_said(void **state)
{
    (void)state;
    expect_alt("en-US", "\"bars\": [" PAIR "], \"values\": \"none\"",
               "Bar chart: Sold $50.5\u00A0billion, Bought $45.1\u00A0billion.");
}

static void a_claim_keeps_its_plus(void **state)
{
    (void)state;
    expect_alt("en-US", "\"bars\": [{ \"name\": \"sold\", \"value\": \"people\" }, { \"name\": \"bought\", \"value\": \"people\" }]",
               "Bar chart: Sold 475+, Bought 475+.");
}

static void no_value_is_said(void **state)
{
    (void)state;
    static const char items[] = "\"bars\": [{ \"name\": \"sold\", \"value\": \"sales\" }, { \"name\": \"bought\", \"value\": \"lost\" }]";
    expect_alt("en-US", items, "Bar chart: Sold $50.5\u00A0billion, Bought no value.");
    expect_alt("es-MX", items, "Gráfico de barras: Sold 50.5\u00A0mil\u00A0millones de dólares, Bought sin dato.");
}

static void a_line_goes_from_end_to_end_with_what_is_beyond(void **state)
{
    (void)state;
    expect_alt("en-US", "\"line\": \"steps\"",
               "Line chart: steps from 3 (2020) to 5 (2024); highest 9 (2021); lowest 1 (2023); no value (2022).");
    expect_alt("es-MX", "\"line\": \"steps\", \"from\": 2020, \"to\": 2021", "Gráfico de líneas: steps de 3 (2020) a 9 (2021).");
}

static void a_flow_has_its_ends_and_its_head(void **state)
{
    (void)state;
    expect_alt("en-US", "\"flow\": [{ \"name\": \"sold\" }, { \"name\": \"bought\" }], \"origin\": { \"label\": \"left\" }, "
                        "\"destination\": { \"label\": \"right\" }, \"head\": \"top\"",
               "Flow from North to South: Largest first: Sold, Bought.");
}

static void a_row_is_named_once(void **state)
{
    (void)state;
    expect_alt("en-US", "\"bars\": [\"by-partner\", \"by-partner\"], \"at\": 2020",
               "Bar chart: Aria: by-partner $50, by-partner $50; Bela: by-partner $50, by-partner $50.");
    expect_alt("en-US", "\"table\": \"by-partner\", \"at\": 2024",
               "Table: by-partner: Aria $120, Bela $80, Cora no value.");
}

/* ---- tables */

static void marks_are_rows(void **state)
{
    (void)state;
    expect_table("en-US", "\"bars\": [" PAIR "], \"as-table\": true",
                 "Name|Value / Sold|$50.5\u00A0billion / Bought|$45.1\u00A0billion");
    expect_table("en-US", "\"paired\": [{ \"name\": \"sold\", \"value\": \"sales\", \"growth\": \"rise\" }, "
                          "{ \"name\": \"bought\", \"value\": \"lost\", \"growth\": \"rise\" }], \"as-table\": true",
                 "Name|Value|Growth / Sold|$50.5\u00A0billion|54% / Bought|no value|54%");
}

static void moments_are_rows_and_lines_columns(void **state)
{
    (void)state;
    expect_table("es-MX", "\"line\": [\"steps\", \"half-steps\"], \"labels\": \"heads\", \"from\": 2022, \"as-table\": true",
                 "Fecha|Steps|Halves / 2022|sin dato|sin dato / 2023|1|1.5 / 2024|5|sin dato / 2025|sin dato|2.5");
}

static void series_beside_each_other_are_columns(void **state)
{
    (void)state;
    expect_table("en-US", "\"bars\": [\"by-partner\", \"by-partner\"], \"at\": 2024, \"as-table\": true",
                 "Name|by-partner|by-partner / Aria|$120|$120 / Bela|$80|$80 / Cora|no value|no value");
}

static void what_was_not_asked_for_is_not_there(void **state)
{
    (void)state;
    fixture f = chart_in("en-US", "\"bars\": [" PAIR "]", false);
    assert_good(&f);
    assert_null(frame_at(&f, 0)->chart->as_table);
    close_sheet(&f);
}

static void ribbons_without_values_are_no_table(void **state)
{
    (void)state;
    fixture f = chart_in("en-US", "\"flow\": [{ \"name\": \"sold\" }, { \"name\": \"bought\" }], \"origin\": { \"label\": "
                                  "\"left\" }, \"destination\": { \"label\": \"right\" }, \"as-table\": true", false);
    assert_error(&f, "as-table", "no numbers for a table");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(magnitudes_are_words_in_each_language),
        cmocka_unit_test(values_that_are_not_printed_are_said),
        cmocka_unit_test(a_claim_keeps_its_plus),
        cmocka_unit_test(no_value_is_said),
        cmocka_unit_test(a_line_goes_from_end_to_end_with_what_is_beyond),
        cmocka_unit_test(a_flow_has_its_ends_and_its_head),
        cmocka_unit_test(a_row_is_named_once),
        cmocka_unit_test(marks_are_rows),
        cmocka_unit_test(moments_are_rows_and_lines_columns),
        cmocka_unit_test(series_beside_each_other_are_columns),
        cmocka_unit_test(what_was_not_asked_for_is_not_there),
        cmocka_unit_test(ribbons_without_values_are_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
