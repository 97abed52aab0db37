/* Percentages that rounding alone keeps from adding up: where that is known, and what a chart says of it. */
#include "fixture.h"

#define FACT(name, value) "\"" name "\": { \"value\": " value ", \"unit\": \"share\", \"source\": \"study\" }"

static const char FACTS[] = FACT("a", "0.334") ", " FACT("b", "0.333") ", " FACT("c", "0.333") ", " FACT("half", "0.5") ", " FACT("whole", "1") ", "
                            FACT("most", "0.664") ", " FACT("zero", "0") ", " FACT("eighth", "0.125") ", " FACT("x", "0.145") ", " FACT("y", "0.847") ", " FACT("z", "0.008") ", " FACT("ab", "0.667")
                            ", \"more\": { \"value\": 0.336, \"unit\": \"share\", \"source\": \"study\", \"qualifier\": \"or-more\" }";

/* Thirds: 33, 33 and 33 percent; rows of 1 to 2: 33 and 67; of 1, 1 and 1 again. */
static const char SERIES[] =
    "\"thirds\": { \"sql\": \"select 2024 as time, partner as category, 7 as value from flows where year = 2024\", \"unit\": \"USD\", \"sources\": [\"study\"] }, "
    "\"two\": { \"sql\": \"select 2024 as time, partner as category, 455 as value from flows where year = 2019\", \"unit\": \"USD\", \"sources\": [\"study\"] }, "
    "\"three\": { \"sql\": \"select 2024 as time, partner as category, 545 as value from flows where year = 2019\", \"unit\": \"USD\", \"sources\": [\"study\"] }";

#define ITEM(name) "{ \"name\": \"title\", \"value\": \"" name "\" }"
#define EIGHT(item) item ", " item ", " item ", " item ", " item ", " item ", " item ", " item
#define REST "{ \"name\": \"title\", \"rest\": true }"
#define ROW(values) "{ \"name\": \"title\", \"values\": [" values "] }"

static fixture make_chart(const char *chart, const char *more)
{
    char body[800];
    snprintf(body, sizeof body, "{ %s\"chart\": { %s%s } }", more, chart, strstr(chart, "\"values\": \"") ? "" : ", \"values\": \"percent\"");
    const parts p = {.copy = "\"note\": \"Of all[^study].\", \"sorry\": \"Rounded.\", \"names\": { \"two\": \"Two\", \"three\": \"Three\" }",
                     .facts = FACTS, .series = SERIES, .body = body,
                     .more = "\"formats\": { \"percent\": { \"as\": \"percent\" }, \"even\": { \"as\": \"percent\", \"rounding\": \"half-even\" } },"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    return f;
}

static void what_is_printed_is_added_up(void **state)
{
    (void)state;
    static const struct {
        const char *chart;
        double adds_up_to; /* 0: it misses nothing, or more than rounding explains */
    } cases[] = {
        {"\"donut\": \"thirds\"", 0.99},
        {"\"waffle\": \"thirds\"", 0.99},
        {"\"stacked\": [" ITEM("a") ", " ITEM("b") ", " REST "]", 0.99},
        {"\"stacked\": [" ITEM("a") ", " ITEM("b") ", " ITEM("c") "]", 0.99},
        {"\"stacked\": [" ITEM("half") ", " REST "]", 0},
        {"\"stacked\": [" EIGHT(ITEM("eighth")) "]", 1.04},
        {"\"stacked\": [" EIGHT(ITEM("eighth")) "], \"values\": \"even\"", 0.96},
        {"\"stacked\": [" ITEM("x") ", " ITEM("y") ", " ITEM("z") "]", 1.01}, /* 15, 85 and 1: 0.145 / 0.01 is below 14.5 */
        {"\"table\": [" ROW("\"x\"") ", " ROW("\"y\"") ", " ROW("\"z\"") ", " ROW("\"whole\"") "], \"last\": \"total\"", 1.01},
        {"\"stacked\": [" ITEM("most") ", " ITEM("more") "]", 0}, /* 33+ says itself that there is more */
        {"\"stacked\": [" ITEM("a") ", " ITEM("ab") ", " ITEM("zero") "]", 0}, /* 33, 67 and 0 */
        {"\"bars\": \"thirds\"", 0}, /* no parts */
        {"\"bars\": [\"two\", \"three\"], \"labels\": \"names\", \"arrange\": \"share\"", 1.01}, /* 45.5 and 54.5 */
        {"\"bars\": [\"two\", \"two\"], \"labels\": \"names\", \"arrange\": \"share\"", 0},
        {"\"table\": [" ROW("\"a\"") ", " ROW("\"b\"") ", " ROW("\"c\"") ", " ROW("\"whole\"") "], \"last\": \"total\"", 0.99},
        {"\"table\": [" ROW("\"a\"") ", " ROW("\"b\"") ", " ROW("\"c\"") ", " ROW("\"whole\"") "]", 0}, /* the last is a row as any other */
        {"\"table\": [" ROW("\"b\"") ", " ROW("\"c\"") ", " ROW("\"whole\"") "], \"last\": \"total\"", 0}, /* parts are missing */
        {"\"table\": [" ROW("\"a\"") ", " ROW("\"b\"") ", " ROW("\"ab\"") "], \"last\": \"total\"", 0.66}, /* 33 and 33 over 67 */
        {"\"table\": [" ROW("\"zero\"") ", " ROW("\"half\"") ", " ROW("\"half\"") "], \"last\": \"total\"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = make_chart(cases[i].chart, "");
        double got = chart_of(&f)->adds_up_to;
        if (got - cases[i].adds_up_to > 1e-9 || cases[i].adds_up_to - got > 1e-9)
            fail_msg("%s adds up to %g, not %g", cases[i].chart, got, cases[i].adds_up_to);
        close_sheet(&f);
    }
}

static void more_digits_or_none_add_up(void **state)
{
    (void)state;
    const parts p = {.facts = FACTS, .body = "{ \"chart\": { \"stacked\": [" ITEM("a") ", " ITEM("b") ", " ITEM("c") "], \"values\": \"tenth\" } }, "
                                            "{ \"chart\": { \"stacked\": [" ITEM("a") ", " ITEM("b") ", " ITEM("c") "], \"values\": \"none\" } }",
                     .more = "\"formats\": { \"tenth\": { \"as\": \"percent\", \"decimals\": 1 } },"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    for (size_t i = 0; i < 2; i++)
        assert_true(frame_at(&f, i)->chart->adds_up_to == 0);
    close_sheet(&f);
}

/* Behind the note, whose source marks stay; or alone; or not at all. */
static void it_is_said_behind_the_note(void **state)
{
    (void)state;
    static const struct {
        const char *chart, *more, *note;
    } cases[] = {{"\"donut\": \"thirds\", \"rounded\": \"sorry\"", "\"note\": \"note\", ", "Of all^1. Rounded."},
                 {"\"donut\": \"thirds\", \"rounded\": \"sorry\"", "", "Rounded."},
                 {"\"donut\": \"thirds\"", "\"note\": \"note\", ", "Of all^1."},
                 {"\"stacked\": [" ITEM("half") ", " REST "], \"rounded\": \"sorry\"", "\"note\": \"note\", ", "Of all^1."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = make_chart(cases[i].chart, cases[i].more);
        assert_string_equal(shown(&f, chart_of(&f)->note), cases[i].note);
        close_sheet(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_printed_is_added_up),
        cmocka_unit_test(more_digits_or_none_add_up),
        cmocka_unit_test(it_is_said_behind_the_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
