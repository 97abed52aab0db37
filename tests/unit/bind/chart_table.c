/* What the table of a chart holds: its rows, its columns, the rest, and no value. */
#include "fixture.h"

static const char COPY[] = "\"others\": \"Rest\", \"heads\": { \"by-partner\": \"Dollars\", \"near\": \"Dollars\", \"far\": \"Dollars\", \"rows\": \"Rows\" }, "
                           "\"rows\": { \"level\": \"Level\", \"rise\": \"Rise\", \"who\": \"Who\" }, "
                           "\"note\": \"Estimate[^study]\"";
static const char SERIES[] =
    "\"rows\": { \"table\": \"flows\", \"count\": \"rows\", \"over\": \"year\", \"by\": \"partner\", "
    "\"unit\": \"count\" }, \"middle\": { \"table\": \"flows\", \"mean\": \"value\", \"by\": \"partner\", "
    "\"over\": \"year\", \"unit\": \"USD\" }, "
    "\"each\": { \"sql\": \"select 1.25 as value, 'A' as category union all select 1204.5, 'B' union all "
    "select -3, 'C'\", \"unit\": \"number\" }, "
    "\"far\": { \"sql\": \"select 356.3e9 as value, 'A' as category union all select 60e9, 'B' union all select 365.9e6, 'C' "
    "union all select 1.6012e12, 'D' union all select 42, 'E' union all select 0, 'F' union all select 22e6, 'G' union all select 2.5e6, 'H'\", "
    "\"unit\": \"USD\" }, "
    "\"near\": { \"sql\": \"select 60e9 as value, 'B' as category union all select 365.9e6, 'C'\", \"unit\": \"USD\" }";
static const char STATS[] = "\"level\": { \"total\": \"all\", \"at\": 2024 }, "
                            "\"rise\": { \"growth\": \"all\", \"from\": 2019, \"to\": 2024 }, "
                            "\"who\": { \"top\": \"by-partner\", \"at\": 2024 }, "
                            "\"large\": { \"total\": \"near\", \"only\": \"B\" }, \"small\": { \"total\": \"near\", \"only\": \"C\" }, "
                            "\"gone\": { \"total\": \"by-partner\", \"only\": \"Cora\", \"at\": 2024, "
                            "\"missing\": \"hide\" }, "
                            "\"lost\": { \"total\": \"by-partner\", \"only\": \"Cora\", \"at\": 2024 }";

static fixture open_table(const char *content)
{
    char body[1000];
    snprintf(body, sizeof body, "{ \"height\": 100, \"chart\": { %s } }", content);
    return open_sheet(&(parts){.copy = COPY, .series = SERIES, .stats = STATS, .body = body});
}

static fixture make_table(const char *content)
{
    fixture f = open_table(content);
    make(&f);
    return f;
}

/* "Name a b; Name a b": row by row; - where there is no value. */
static const char *rows(const fixture *f)
{
    const ts_chart_bound *c = chart_of(f);
    const char *text = "";
    for (size_t r = 0; r < c->mark_count; r++) {
        text = ts_arena_print(f->arena, "%s%s%s", text, r ? "; " : "", ts_copy_plain(f->arena, c->marks[r].label));
        for (size_t i = 0; i < c->line_count; i++) {
            const ts_copy *copy = c->lines[i].cells[r].copy;
            text = ts_arena_print(f->arena, "%s %s", text, copy ? ts_copy_plain(f->arena, copy) : "-");
        }
    }
    return text;
}

static void expect_rows(const char *content, const char *expected)
{
    fixture f = make_table(content);
    assert_good(&f);
    assert_string_equal(rows(&f), expected);
    close_sheet(&f);
}

static void expect_mistake(const char *content, const char *rule, const char *message)
{
    fixture f = make_table(content);
    assert_error(&f, rule, message);
    close_sheet(&f);
}

static void rows_are_in_the_order_of_the_first_column(void **state)
{
    (void)state;
    expect_rows("\"table\": \"by-partner\", \"at\": 2024", "Aria $120; Bela $80; Cora -");
    expect_rows("\"table\": \"by-partner\", \"at\": 2024, \"sort\": \"smallest-first\"",
                "Bela $80; Aria $120; Cora -"); /* no value is not the smallest */
    expect_rows("\"table\": [\"by-partner\", \"rows\"], \"at\": 2019", "Bela $60 1; Aria $40 1");
}

static void the_top_rows_are_the_largest_in_any_order(void **state)
{
    (void)state;
    expect_rows("\"table\": \"by-partner\", \"at\": 2024, \"top\": 1", "Aria $120");
    expect_rows("\"table\": \"by-partner\", \"at\": 2024, \"top\": 1, \"sort\": \"smallest-first\"", "Aria $120");
}

static void a_highlighted_row_stays_and_says_its_place(void **state)
{
    (void)state;
    expect_rows("\"table\": \"each\", \"top\": 2, \"highlight\": \"C\"", "B 1,204.5; 3  C \u22123");
    expect_rows("\"table\": \"each\", \"top\": 2, \"highlight\": \"A\"", "B 1,204.5; A 1.25");
    expect_rows("\"table\": \"each\", \"top\": 1, \"highlight\": \"A\"", "B 1,204.5");
    expect_rows("\"table\": \"each\", \"top\": 2, \"highlight\": \"Z\"", "B 1,204.5; A 1.25");
}

static void the_others_are_added_up_column_by_column(void **state)
{
    (void)state;
    expect_rows("\"table\": [\"by-partner\", \"rows\"], \"at\": 2024, \"top\": 1, \"others\": \"others\"",
                "Aria $120 1; Rest $80 2");
    expect_rows("\"table\": \"by-partner\", \"at\": 2024, \"top\": 2, \"others\": \"others\"",
                "Aria $120; Bela $80; Rest -"); /* the rest has no value: that is no nought */
    expect_rows("\"table\": \"by-partner\", \"at\": 2024, \"top\": 9, \"others\": \"others\"",
                "Aria $120; Bela $80; Cora -");
}

static void means_have_no_sum(void **state)
{
    (void)state;
    expect_mistake("\"table\": \"middle\", \"at\": 2024, \"top\": 1, \"others\": \"others\"", "chart",
                   "the rest of \"middle\" cannot be added up");
}

static void time_goes_down_the_table(void **state)
{
    (void)state;
    expect_rows("\"table\": \"all\", \"from\": 2020", "2020 $100; 2024 $200");
}

static void a_row_may_be_written_out(void **state)
{
    (void)state;
    const char *content = "\"table\": [ { \"name\": \"rows.level\", \"values\": [\"level\", \"note\"] }, "
                          "{ \"name\": \"rows.rise\", \"values\": [\"rise\", \"gone\"] }, "
                          "{ \"name\": \"rows.who\", \"values\": [\"who\", \"level\"] } ]";
    fixture f = make_table(content);
    assert_good(&f);
    const ts_chart_bound *c = chart_of(&f);
    assert_string_equal(rows(&f), "Level $200 Estimate; Rise 100% -; Who Aria $200");
    assert_string_equal(c->lines[0].cells[0].copy->paragraphs[0].pieces[0].value, "level");
    assert_true(c->lines[0].cells[0].number && !c->lines[0].cells[2].number);
    assert_true(c->lines[0].words && c->lines[1].words); /* a name, a text */
    assert_shown(&f, c->lines[1].cells[0].copy, "Estimate^1"); /* its source is numbered */
    close_sheet(&f);
}

static void a_number_without_a_value_fails_unless_it_may_hide(void **state)
{
    (void)state;
    expect_mistake("\"table\": [ { \"name\": \"rows.level\", \"values\": [\"lost\"] } ]", "value",
                   "\"lost\" has no value");
    fixture f = open_table("\"table\": [ { \"name\": \"rows.level\", \"values\": [\"lost\"] } ]");
    f.request.draft = true;
    make(&f);
    assert_good(&f);
    assert_shown(&f, chart_of(&f)->lines[0].cells[0].copy, "#[\xE2\x80\xA6]");
    close_sheet(&f);
}

static void a_column_has_its_head_and_format(void **state)
{
    (void)state;
    fixture f = make_table("\"table\": [\"by-partner\", \"rows\"], \"at\": 2024, \"heads\": \"heads\", \"column\": [ "
                           "{ \"head\": \"rows.who\", \"width\": 90 }, { \"values\": \"long\" }, "
                           "{ \"head\": \"others\", \"align\": \"center\" } ]");
    assert_good(&f);
    const ts_chart_bound *c = chart_of(&f);
    assert_shown(&f, c->corner, "Who");
    assert_true(c->names->width.pt == 90);
    assert_shown(&f, c->lines[0].label, "Dollars");
    assert_shown(&f, c->lines[1].label, "Rest");
    assert_int_equal(c->lines[1].column->align.value, TS_COLUMN_CENTER);
    assert_string_equal(rows(&f), "Aria $120 1; Bela $80 1; Cora - 1");
    close_sheet(&f);
}

static void as_many_columns_as_values_leave_the_names_alone(void **state)
{
    (void)state;
    fixture f = make_table("\"table\": [\"by-partner\"], \"at\": 2024, \"column\": [ { \"head\": \"others\" } ]");
    assert_good(&f);
    assert_null(chart_of(&f)->names);
    assert_shown(&f, chart_of(&f)->lines[0].label, "Rest");
    close_sheet(&f);
}

static void the_whole_part_ends_before_the_decimal_sign(void **state)
{
    (void)state;
    fixture f = make_table("\"table\": \"each\"");
    assert_good(&f);
    const ts_cell_bound *cells = chart_of(&f)->lines[0].cells;
    assert_string_equal(rows(&f), "B 1,204.5; A 1.25; C \xE2\x88\x92" "3");
    assert_int_equal(cells[0].whole, 5);
    assert_int_equal(cells[1].whole, 1);
    assert_int_equal(cells[2].whole, 4); /* three bytes of a minus, and no sign: through the last digit */
    close_sheet(&f);
}

/* $0.4B under $60.0B, not $365.9M; what has no magnitude, or one further off, says its own. */
static void numbers_of_a_column_have_one_magnitude(void **state)
{
    (void)state;
    expect_rows("\"table\": \"far\"", "D $1,601.2B; A $356.3B; B $60.0B; C $0.4B; G $22.0M; H $2.5M; E $42; F $0");
    expect_rows("\"table\": [ { \"name\": \"rows.level\", \"values\": [\"large\"] }, { \"name\": \"rows.who\", \"values\": [\"small\"] }, "
                "{ \"name\": \"rows.rise\", \"values\": [\"rise\"] } ]",
                "Level $60.0B; Who $365.9M; Rise 100%"); /* rows of several units are not read down the column */
    fixture f = make_table("\"table\": [ { \"name\": \"rows.level\", \"values\": [\"large\"] }, { \"name\": \"rows.who\", \"values\": [\"small\"] } ]");
    assert_good(&f);
    assert_string_equal(rows(&f), "Level $60.0B; Who $0.4B");
    const ts_piece *piece = chart_of(&f)->lines[0].cells[1].copy->paragraphs[0].pieces;
    assert_string_equal(piece->rounding, "short, 1 decimal or two digits of a small one, in the magnitude of its column, rounded half away from zero");
    close_sheet(&f);
}

static void a_magnitude_word_of_all_stands_in_the_head(void **state)
{
    (void)state;
    fixture f = make_table("\"table\": \"near\", \"values\": \"long\", \"heads\": \"heads\"");
    assert_good(&f);
    assert_string_equal(rows(&f), "B $60.0; C $0.4");
    assert_shown(&f, chart_of(&f)->lines[0].head, "Dollars (billion)");
    assert_string_equal(chart_of(&f)->alt, "Table: Dollars: B $60.0\u00A0billion, C $0.4\u00A0billion."); /* who listens hears it with each */
    close_sheet(&f);
    f = make_table("\"table\": \"far\", \"top\": 4, \"values\": \"long\", \"heads\": \"heads\", \"highlight\": \"E\"");
    assert_good(&f);
    assert_string_equal(rows(&f), "D $1,601.2\u00A0billion; A $356.3\u00A0billion; B $60.0\u00A0billion; 7  E $42");
    assert_null(chart_of(&f)->lines[0].head);
    close_sheet(&f);
    expect_rows("\"table\": \"near\", \"values\": \"long\", \"top\": 1, \"heads\": \"heads\"", "B $60\u00A0billion");
}

static void bars_of_a_column_have_one_unit(void **state)
{
    (void)state;
    static const char columns[] = "\"column\": [ { \"bar\": \"Blue\" } ]";
    char content[400];
    snprintf(content, sizeof content, "\"table\": [ { \"name\": \"rows.level\", \"values\": [\"level\"] }, "
             "{ \"name\": \"rows.rise\", \"values\": [\"rise\"] } ], %s", columns);
    fixture f = make_table(content);
    assert_error(&f, "unit", "the bars of a column have one unit: USD and share stand together");
    close_sheet(&f);
    snprintf(content, sizeof content, "\"table\": [ { \"name\": \"rows.level\", \"values\": [\"level\"] }, "
             "{ \"name\": \"rows.who\", \"values\": [\"note\"] } ], %s", columns);
    f = make_table(content);
    assert_error(&f, "bar", "\"note\" is no number: there can be no bar behind it");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_the_first_column),
        cmocka_unit_test(the_top_rows_are_the_largest_in_any_order),
        cmocka_unit_test(a_highlighted_row_stays_and_says_its_place),
        cmocka_unit_test(the_others_are_added_up_column_by_column),
        cmocka_unit_test(means_have_no_sum),
        cmocka_unit_test(time_goes_down_the_table),
        cmocka_unit_test(a_row_may_be_written_out),
        cmocka_unit_test(a_number_without_a_value_fails_unless_it_may_hide),
        cmocka_unit_test(a_column_has_its_head_and_format),
        cmocka_unit_test(as_many_columns_as_values_leave_the_names_alone),
        cmocka_unit_test(the_whole_part_ends_before_the_decimal_sign),
        cmocka_unit_test(numbers_of_a_column_have_one_magnitude),
        cmocka_unit_test(a_magnitude_word_of_all_stands_in_the_head),
        cmocka_unit_test(bars_of_a_column_have_one_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
