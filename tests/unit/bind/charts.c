/* What a chart draws: marks, parts, lines, tables, maps, and what it says of itself. */
#include "fixture.h"

static fixture chart(const char *copy, const char *facts, const char *content)
{
    char body[1200];
    snprintf(body, sizeof body, "{ \"height\": 100, %s }", content);
    return open_sheet(
        &(parts){.copy = copy,
                 .facts = facts,
                 .body = body,
                 .series = "\"published\": { \"sql\": \"select 0.3 as value, 'A' as category union all "
                           "select 0.6994, 'B'\", "
                           "\"unit\": \"share\", \"sources\": [\"press\"] }, "
                           "\"large\": { \"sql\": \"select 17e9 as value, 'A' as category union all select 6.6e9, 'B' union all "
                           "select 42, 'C'\", \"unit\": \"USD\", \"sources\": [\"press\"] }, "
                           "\"rising\": { \"sql\": \"select 4.5e9 as value, 2023 as time union all select 3e9, 2024\", "
                           "\"unit\": \"USD\", \"sources\": [\"press\"] }",
                 .stats = "\"aria\": { \"share\": \"by-partner\", \"only\": \"Aria\", \"at\": 2020 }",
                 .more = "\"shapes\": { \"land\": { \"file\": \"land.geojson\", \"name\": \"name\", "
                         "\"source\": \"study\" } },"});
}

static fixture make_chart(const char *copy, const char *facts, const char *content)
{
    fixture f = chart(copy, facts, content);
    make(&f);
    return f;
}

/* "Label=print Label=print", the order included. */
static const char *marks(const fixture *f)
{
    const ts_chart_bound *c = chart_of(f);
    const char *text = "";
    for (size_t i = 0; i < c->mark_count; i++)
        text = ts_arena_print(f->arena, "%s%s%s=%s", text, i ? " " : "",
                              ts_copy_plain(f->arena, c->marks[i].label), c->marks[i].printed);
    return text;
}

static void expect_marks(const char *content, const char *expected)
{
    fixture f = make_chart("\"others\": \"Rest\", \"partners\": { \"aria\": \"Ariana\", \"bela\": \"Bela\" }",
                           NULL, content);
    assert_good(&f);
    assert_string_equal(marks(&f), expected);
    close_sheet(&f);
}

static void expect_mistake(const char *copy, const char *facts, const char *content, const char *message)
{
    fixture f = make_chart(copy, facts, content);
    assert_error(&f, "chart", message);
    close_sheet(&f);
}

static void bars_are_the_categories_of_a_moment(void **state)
{
    (void)state;
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2024, \"labels\": \"partners\" }",
                 "Ariana=$120 Bela=$80");
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2019 }", "Bela=$60 Aria=$40");
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2020 }",
                 "Aria=$50 Bela=$50"); /* a tie: by name */
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2024, \"sort\": \"smallest-first\", "
                 "\"values\": \"none\" }",
                 "Bela= Aria=");
}

static void numbers_beside_each_other_have_as_many_digits(void **state)
{
    (void)state;
    expect_marks("\"chart\": { \"bars\": \"large\" }", "A=$17.0B B=$6.6B C=$42");
    expect_marks("\"chart\": { \"bars\": \"large\", \"top\": 1 }", "A=$17B"); /* none beside it has any */
    expect_marks("\"chart\": { \"columns\": \"rising\" }", "2023=$4.5B 2024=$3.0B");
    fixture f = make_chart(NULL, NULL, "\"chart\": { \"line\": [\"rising\"] }");
    assert_good(&f);
    assert_string_equal(chart_of(&f)->lines[0].printed[0], ""); /* a line is read at its end */
    assert_string_equal(chart_of(&f)->lines[0].printed[1], "$3B");
    close_sheet(&f);
}

static void columns_go_over_time(void **state)
{
    (void)state;
    expect_marks("\"chart\": { \"columns\": \"all\", \"from\": 2020, \"to\": 2024 }", "2020=$100 2024=$200");
}

static void the_rest_of_the_top_is_summed(void **state)
{
    (void)state;
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2019, \"top\": 1, \"others\": \"others\" }",
                 "Bela=$60 Rest=$40");
    expect_marks("\"chart\": { \"bars\": \"by-partner\", \"at\": 2019, \"top\": 1 }", "Bela=$60");
    expect_mistake(NULL, NULL, "\"chart\": { \"stacked\": \"by-partner\", \"at\": 2019, \"top\": 1 }",
                   "\"top\" needs \"others\"");
}

static void parts_of_an_amount_are_shares(void **state)
{
    (void)state;
    fixture f = make_chart(NULL, NULL, "\"chart\": { \"stacked\": \"by-partner\", \"at\": 2019 }");
    assert_good(&f);
    assert_string_equal(marks(&f), "Bela=60% Aria=40%");
    assert_true(chart_of(&f)->marks[0].value == 0.6);
    assert_string_equal(chart_of(&f)->unit, "share");
    assert_string_equal(chart_of(&f)->marks[0].number, "by-partner/Bela/2019");
    close_sheet(&f);
    expect_marks("\"chart\": { \"stacked\": \"by-partner\", \"at\": 2019, \"values\": \"short\" }",
                 "Bela=$60 Aria=$40");
}

static void a_whole_with_an_unknown_part_is_refused(void **state)
{
    (void)state;
    expect_mistake(NULL, NULL, "\"chart\": { \"stacked\": \"by-partner\", \"at\": 2024 }",
                   "\"Cora\" of by-partner has no value");
}

static void shares_add_up_to_one(void **state)
{
    (void)state;
    expect_marks("\"chart\": { \"stacked\": \"published\", \"values\": \"percent\" }", "B=70% A=30%");
    expect_mistake("\"half\": \"Half\"",
                   "\"half\": { \"value\": 0.4, \"unit\": \"share\", \"source\": \"study\" }",
                   "\"chart\": { \"stacked\": [ { \"name\": \"half\", \"value\": \"half\" }, { \"name\": "
                   "\"half\", \"value\": "
                   "\"half\" } ] }",
                   "the parts add up to 0.8 of 1");
    expect_mistake("\"half\": \"Half\", \"left\": \"Left\"",
                   "\"half\": { \"value\": 1.4, \"unit\": \"share\", \"source\": \"study\" }",
                   "\"chart\": { \"stacked\": [ { \"name\": \"half\", \"value\": \"half\" }, { \"name\": "
                   "\"left\", \"rest\": true } ] }",
                   "the parts add up to 1.4 of 1");
}

static void the_rest_is_what_is_left(void **state)
{
    (void)state;
    fixture f = make_chart("\"parts\": { \"one\": \"One\", \"left\": \"Left\" }",
                           "\"one\": { \"value\": 0.25, \"unit\": \"share\", \"source\": \"study\" }",
                           "\"chart\": { \"stacked\": [ { \"name\": \"parts.one\", \"value\": \"one\" }, { "
                           "\"name\": \"parts.left\", "
                           "\"rest\": true } ] }");
    assert_good(&f);
    assert_string_equal(marks(&f), "One=25% Left=75%");
    assert_string_equal(chart_of(&f)->marks[1].id, "left");
    assert_true(chart_of(&f)->marks[1].rest);
    assert_true(chart_of(&f)->marks[1].value == 0.75);
    const ts_result *rest = ts_map_find(&f.edition->results, "parts.left/rest");
    assert_non_null(rest); /* it answers like any number */
    assert_string_equal(chart_of(&f)->marks[1].number, rest->name);
    assert_true(rest->value.number == 0.75 && !rest->quoted);
    assert_string_equal(rest->printed, "75%");
    assert_string_equal(rest->rest_of.items[0], "one");
    assert_string_equal(rest->sources.items[0], "study");
    close_sheet(&f);
}

static void all_others_answer_too(void **state)
{
    (void)state;
    fixture f = make_chart("\"others\": \"Rest\"", NULL, "\"chart\": { \"bars\": \"by-partner\", \"at\": 2019, \"top\": 1, \"others\": \"others\" }");
    assert_good(&f);
    const ts_result *rest = ts_map_find(&f.edition->results, "by-partner/others");
    assert_non_null(rest);
    assert_true(rest->value.number == 40);
    assert_string_equal(rest->value.unit, "USD");
    assert_string_equal(rest->value.period, "2019");
    assert_string_equal(rest->rest_of.items[0], "by-partner");
    close_sheet(&f);
}

static void a_chart_has_one_unit(void **state)
{
    (void)state;
    fixture f = make_chart(
        "\"a\": \"A\", \"b\": \"B\"",
        "\"money\": { \"value\": 2, \"unit\": \"USD\", \"source\": \"study\" },"
        "\"people\": { \"value\": 2, \"unit\": \"count\", \"source\": \"study\" }",
        "\"chart\": { \"bars\": [ { \"name\": \"a\", \"value\": \"money\" }, { \"name\": \"b\", \"value\": "
        "\"people\" } ] }");
    assert_error(&f, "unit", "USD and count stand together");
    close_sheet(&f);
}

static void pairs_have_a_value_and_its_growth(void **state)
{
    (void)state;
    fixture f = make_chart("\"sold\": \"Sold\", \"bought\": \"Bought\"",
                           "\"sales\": { \"value\": 50.5e9, \"unit\": \"USD\", \"source\": \"study\" },"
                           "\"rise\": { \"value\": 0.54, \"unit\": \"share\", \"source\": \"study\" }",
                           "\"chart\": { \"paired\": [ { \"name\": \"sold\", \"value\": \"sales\", "
                           "\"growth\": \"rise\" }, { \"name\": \"bought\", "
                           "\"value\": \"sales\", \"growth\": \"rise\" } ] }");
    assert_good(&f);
    const ts_mark_bound *mark = &chart_of(&f)->marks[0];
    assert_true(mark->has_growth && mark->growth == 0.54);
    assert_string_equal(mark->growth_printed, "54%");
    assert_string_equal(frame_at(&f, 0)->alt, "Bar chart: Sold $50.5\u00A0billion (growth 54%), Bought $50.5\u00A0billion (growth 54%).");
    close_sheet(&f);
}

static void missing_items_follow_their_number(void **state)
{
    (void)state;
    static const char copy[] = "\"a\": \"A\", \"b\": \"B\"";
    static const char content[] =
        "\"chart\": { \"bars\": [ { \"name\": \"a\", \"value\": \"known\" }, { \"name\": \"b\", \"value\": "
        "\"lost\" } ] }";
    static const char format[] =
        "\"known\": { \"value\": 2, \"unit\": \"count\", \"source\": \"study\" },"
        "\"lost\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"%s\" }";
    char facts[300];
    snprintf(facts, sizeof facts, format, "hide");
    fixture f = make_chart(copy, facts, content);
    assert_good(&f);
    assert_string_equal(marks(&f), "A=2");
    close_sheet(&f);
    snprintf(facts, sizeof facts, format, "fail");
    f = make_chart(copy, facts, content);
    assert_error(&f, "value", "\"lost\" has no value (torn off)");
    close_sheet(&f);
    f = chart(copy, facts, content);
    f.request.draft = true;
    make(&f);
    assert_good(&f);
    assert_false(chart_of(&f)->marks[1].known);
    close_sheet(&f);
}

static void lines_go_from_moment_to_moment(void **state)
{
    (void)state;
    fixture f = make_chart("\"partners\": { \"aria\": \"Aria\", \"bela\": \"Bela\", \"cora\": \"Cora\" }, "
                           "\"note\": \"Dollars.\"",
                           NULL,
                           "\"note\": \"note\", \"chart\": { \"line\": \"by-partner\", \"from\": 2020, "
                           "\"to\": 2024, \"labels\": "
                           "\"partners\" }");
    assert_good(&f);
    const ts_chart_bound *c = chart_of(&f);
    assert_int_equal(c->line_count, 3);
    assert_string_equal(c->lines[0].id, "Aria");
    assert_int_equal(c->lines[0].count, 2);
    assert_string_equal(c->lines[0].points[0].time, "2020");
    assert_string_equal(c->lines[0].printed[1], "$120");
    assert_false(c->lines[2].points[0].known);
    assert_string_equal(c->lines[2].printed[0], "");
    assert_shown(&f, c->note, "Dollars.");
    assert_string_equal(
        frame_at(&f, 0)->alt,
        "Line chart: Aria from $50 (2020) to $120 (2024), Bela from $50 (2020) to $80 (2024), Cora no value.");
    close_sheet(&f);
}

static void a_slope_has_two_ends(void **state)
{
    (void)state;
    fixture f = make_chart(NULL, NULL, "\"chart\": { \"slope\": \"all\", \"from\": 2019, \"to\": 2024 }");
    assert_good(&f);
    const ts_line_bound *line = &chart_of(&f)->lines[0];
    assert_int_equal(line->count, 2);
    assert_true(line->points[0].value == 100 && line->points[1].value == 200);
    close_sheet(&f);
}

static void a_table_has_its_rows_and_heads(void **state)
{
    (void)state;
    fixture f = make_chart(
        "\"heads\": { \"by-partner\": \"Dollars\" }, \"partners\": { \"aria\": \"Aria\", \"bela\": \"Bela\", "
        "\"cora\": \"Cora\" }",
        NULL,
        "\"chart\": { \"table\": [\"by-partner\"], \"at\": 2024, \"heads\": \"heads\", \"labels\": "
        "\"partners\" }");
    assert_good(&f);
    const ts_chart_bound *c = chart_of(&f);
    assert_int_equal(c->mark_count, 3);
    assert_shown(&f, c->lines[0].label, "Dollars");
    assert_shown(&f, c->marks[0].label, "Aria");
    assert_string_equal(c->lines[0].printed[0], "$120");
    assert_string_equal(c->lines[0].printed[1], "$80");
    assert_string_equal(c->lines[0].printed[2], "");
    assert_string_equal(frame_at(&f, 0)->alt, "Table: Dollars: Aria $120, Bela $80, Cora no value.");
    close_sheet(&f);
}

static void a_map_takes_its_values_dots_and_texts(void **state)
{
    (void)state;
    fixture f = make_chart(
        "\"here\": \"Here\"", NULL,
        "\"chart\": { \"map\": \"land\", \"fill-by\": \"by-partner\", \"at\": 2024, \"ramp\": [\"Black "
        "20%\", "
        "\"Blue\"], \"texts\": [ { \"text\": \"here\", \"style\": \"body\", \"longitude\": 1, \"latitude\": "
        "2 } ],"
        "\"points\": { \"table\": \"flows\", \"name\": \"partner\", \"longitude\": \"value\", \"latitude\": "
        "\"value\", \"where\": { \"year\": 2019, \"partner\": { \"not\": \"Cora\" } }, \"label\": [\"Bela\"] "
        "} }");
    assert_good(&f);
    const ts_chart_bound *c = chart_of(&f);
    assert_string_equal(c->shapes->name, "land");
    assert_int_equal(c->fill_count, 3);
    assert_true(!c->fill_silent && !c->fill_format); /* its unit's own */
    assert_int_equal(c->point_count, 2);
    assert_string_equal(c->points[0].name, "Aria");
    assert_true(c->points[0].longitude == 40 && !c->points[0].labelled);
    assert_true(c->points[1].labelled);
    assert_shown(&f, c->map_texts[0], "Here");
    assert_string_equal(frame_at(&f, 0)->alt, "Map: Aria $120, Bela $80.");
    close_sheet(&f);
}

static void a_dot_that_the_map_names_is_in_the_table(void **state)
{
    (void)state;
    expect_mistake(NULL, NULL,
                   "\"chart\": { \"map\": \"land\", \"points\": { \"table\": \"flows\", \"name\": "
                   "\"partner\", \"longitude\": \"value\", "
                   "\"latitude\": \"value\", \"where\": { \"year\": 2019 }, \"label\": [\"Belo\"] } }",
                   "no point of the map is called \"Belo\"");
}

static void a_chart_of_nothing_hides_or_fails(void **state)
{
    (void)state;
    static const char content[] = "\"chart\": { \"bars\": \"by-partner\", \"at\": 1999 }";
    fixture f = make_chart(NULL, NULL, content);
    assert_error(&f, "moment", "series \"by-partner\" has nothing in 1999");
    assert_non_null(find_diag(&f, "chart", "so this chart has nothing to show here"));
    close_sheet(&f);
    char hidden[200];
    snprintf(hidden, sizeof hidden, "\"missing\": \"hide\", %s", content);
    f = make_chart(NULL, NULL, hidden);
    assert_good(&f);
    assert_int_equal(f.edition->pages[0].body_count, 0);
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_the_categories_of_a_moment),
        cmocka_unit_test(numbers_beside_each_other_have_as_many_digits),
        cmocka_unit_test(columns_go_over_time),
        cmocka_unit_test(the_rest_of_the_top_is_summed),
        cmocka_unit_test(parts_of_an_amount_are_shares),
        cmocka_unit_test(a_whole_with_an_unknown_part_is_refused),
        cmocka_unit_test(shares_add_up_to_one),
        cmocka_unit_test(the_rest_is_what_is_left),
        cmocka_unit_test(all_others_answer_too),
        cmocka_unit_test(a_chart_has_one_unit),
        cmocka_unit_test(pairs_have_a_value_and_its_growth),
        cmocka_unit_test(missing_items_follow_their_number),
        cmocka_unit_test(lines_go_from_moment_to_moment),
        cmocka_unit_test(a_slope_has_two_ends),
        cmocka_unit_test(a_table_has_its_rows_and_heads),
        cmocka_unit_test(a_map_takes_its_values_dots_and_texts),
        cmocka_unit_test(a_dot_that_the_map_names_is_in_the_table),
        cmocka_unit_test(a_chart_of_nothing_hides_or_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
