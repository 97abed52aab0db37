/* What is told of two editions: from two ledgers as a file holds them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    ts_arena *arena;
    ts_diags diags;
    const ts_diff *diff;
} fixture;

static const char HEAD[] = "{\"tearsheet-ledger\": 1, \"language\": \"en-US\", \"params\": {\"state\": \"TX\"},";

static ts_account *read_ledger(fixture *f, const char *rest)
{
    const char *text = ts_arena_print(f->arena, "%s%s}", HEAD, rest);
    ts_account *account = NULL;
    assert_int_equal(ts_account_read(f->arena, ts_source_wrap(f->arena, "a.json", text, strlen(text)), &f->diags, &account), TS_OK);
    return account;
}

static fixture compare(const char *old, const char *new)
{
    fixture f = {.arena = ts_arena_new(0)};
    f.diags = ts_diags_new(f.arena);
    f.diff = ts_diff_make(f.arena, read_ledger(&f, old), read_ledger(&f, new));
    assert_non_null(f.diff);
    return f;
}

/* One number, printed in one sentence. */
#define TRADE(value, printed, text, from, to)                                                                              \
    "\"numbers\": [{\"name\": \"trade\", \"value\": " value ", \"unit\": \"USD\", \"printed\": \"" printed "\"}],"          \
    "\"texts\": [{\"key\": \"lead\", \"page\": 2, \"text\": \"" text "\", \"values\": [{\"name\": \"trade\", \"from\": " from \
    ", \"to\": " to ", \"page\": 2}]}]"

#define NUMBER(value, unit, printed) \
    "\"numbers\": [{\"name\": \"a\", \"value\": " value ", \"unit\": \"" unit "\", \"printed\": \"" printed "\"}]"

static void a_changed_figure_is_a_value_and_no_wording(void **state)
{
    (void)state;
    fixture f = compare(TRADE("1.5e12", "$1.5T", "It was $1.5T in all.", "7", "12"), TRADE("1.65e12", "$1.65T", "It was $1.65T in all.", "7", "13"));
    assert_int_equal(f.diff->values.count, 1);
    const ts_value_change *change = &f.diff->values.items[0];
    assert_int_equal(change->kind, TS_CHANGED);
    assert_string_equal(change->before, "$1.5T");
    assert_string_equal(change->after, "$1.65T");
    assert_true(change->compares);
    assert_true(change->share > 0.0999 && change->share < 0.1001); /* 0.15 / 1.5 */
    assert_string_equal(change->pages, "2");
    assert_int_equal(f.diff->texts.count, 0);
    assert_int_equal(f.diff->printed, 1);
    ts_arena_drop(f.arena);
}

static void a_value_may_move_behind_its_print(void **state)
{
    (void)state;
    fixture f = compare(TRADE("1500000000000", "$1.5T", "It was $1.5T in all.", "7", "12"),
                        TRADE("1510000000000", "$1.5T", "It was $1.5T in all.", "7", "12"));
    assert_int_equal(f.diff->values.count, 1);
    assert_int_equal(f.diff->values.items[0].kind, TS_MOVED);
    assert_int_equal(f.diff->printed, 0);
    ts_arena_drop(f.arena);
}

static void changed_words_are_told_with_their_figures_as_printed(void **state)
{
    (void)state;
    fixture f = compare(TRADE("2", "$2", "It was $2 in all.", "7", "9"), TRADE("2", "$2", "It is $2 in all.", "6", "8"));
    assert_int_equal(f.diff->values.count, 0);
    assert_int_equal(f.diff->texts.count, 1);
    assert_string_equal(f.diff->texts.items[0].where, "lead");
    assert_string_equal(f.diff->texts.items[0].before, "It was $2 in all.");
    assert_string_equal(f.diff->texts.items[0].after, "It is $2 in all.");
    ts_arena_drop(f.arena);
}

static void what_comes_and_goes_is_told(void **state)
{
    (void)state;
    fixture f = compare("\"numbers\": [{\"name\": \"a\", \"value\": 1, \"printed\": \"1\"}]",
                        "\"numbers\": [{\"name\": \"b\", \"value\": 2, \"printed\": \"2\"}]");
    assert_int_equal(f.diff->values.count, 2);
    assert_int_equal(f.diff->values.items[0].kind, TS_REMOVED);
    assert_string_equal(f.diff->values.items[0].before, "1");
    assert_null(f.diff->values.items[0].after);
    assert_int_equal(f.diff->values.items[1].kind, TS_ADDED);
    ts_arena_drop(f.arena);
}

static void a_growth_from_nought_has_no_share(void **state)
{
    (void)state;
    fixture f = compare(NUMBER("0", "count", "0"), NUMBER("5", "count", "5"));
    assert_true(f.diff->values.items[0].by == 5);
    assert_true(f.diff->values.items[0].share == 0);
    ts_arena_drop(f.arena);
}

static void nor_has_one_from_below_it(void **state)
{
    (void)state;
    fixture f = compare(NUMBER("-2", "USD", "-2"), NUMBER("2.5", "USD", "2.5"));
    assert_true(f.diff->values.items[0].by == 4.5);
    assert_true(f.diff->values.items[0].share == 0);
    ts_arena_drop(f.arena);
}

static void other_units_do_not_compare(void **state)
{
    (void)state;
    fixture f = compare(NUMBER("1", "USD", "$1"), NUMBER("2", "MXN", "2"));
    assert_false(f.diff->values.items[0].compares);
    assert_string_equal(f.diff->values.items[0].says, "unit USD \xE2\x86\x92 MXN");
    ts_arena_drop(f.arena);
}

#define SOURCE(number, year) "{\"number\": " number ", \"name\": \"census\", \"title\": \"Trade\", \"year\": " year "}"

static void sources_that_moved_are_told_with_their_numbers(void **state)
{
    (void)state;
    fixture f = compare("\"sources\": [" SOURCE("1", "2024") "]", "\"sources\": [" SOURCE("2", "2025") "]");
    assert_int_equal(f.diff->sources.count, 1);
    assert_string_equal(f.diff->sources.items[0].before, "1. Trade (2024)");
    assert_string_equal(f.diff->sources.items[0].after, "2. Trade (2025)");
    ts_arena_drop(f.arena);
}

/* A mark counts as its source: that it has another number is no change of the sentence. */
static void a_mark_with_another_number_is_no_change_of_words(void **state)
{
    (void)state;
    fixture f = compare("\"sources\": [" SOURCE("1", "2024") "], \"texts\": [{\"key\": \"a\", \"page\": 1, \"text\": \"So it is[1].\","
                        "\"values\": [{\"source\": 1, \"from\": 8, \"to\": 11, \"page\": 1}]}]",
                        "\"sources\": [" SOURCE("2", "2024") "], \"texts\": [{\"key\": \"a\", \"page\": 1, \"text\": \"So it is[2].\","
                        "\"values\": [{\"source\": 2, \"from\": 8, \"to\": 11, \"page\": 1}]}]");
    assert_int_equal(f.diff->texts.count, 0);
    assert_int_equal(f.diff->sources.count, 1);
    ts_arena_drop(f.arena);
}

static void what_was_asked_for_differently_is_said(void **state)
{
    (void)state;
    fixture f = {.arena = ts_arena_new(0)};
    f.diags = ts_diags_new(f.arena);
    static const char other[] = "{\"tearsheet-ledger\": 1, \"language\": \"es-MX\", \"params\": {\"state\": \"CA\"}}";
    ts_account *new = NULL;
    assert_int_equal(ts_account_read(f.arena, ts_source_wrap(f.arena, "b.json", other, strlen(other)), &f.diags, &new), TS_OK);
    f.diff = ts_diff_make(f.arena, read_ledger(&f, "\"numbers\": []"), new);
    assert_string_equal(f.diff->settings, "language en-US \xE2\x86\x92 es-MX, state TX \xE2\x86\x92 CA");
    ts_arena_drop(f.arena);
}

/* ---- ledgers that somebody has tampered with */

static void members_of_another_kind_are_as_if_not_there(void **state)
{
    (void)state;
    fixture f = compare("\"numbers\": [3, {\"name\": 7}, {\"name\": \"a\", \"printed\": [\"x\"], \"value\": {}}], \"sources\": {\"x\": 1},"
                        "\"texts\": [{}, 4, {\"text\": \"abc\", \"page\": 1e300, \"values\": [{\"name\": \"a\", \"from\": -1, \"to\": 2},"
                        "{\"name\": \"a\", \"from\": 0, \"to\": 1e9}, {\"name\": \"a\", \"from\": 2, \"to\": 1}, {\"from\": 0, \"to\": 1}]}]",
                        "\"texts\": [{\"text\": \"abc\"}]");
    ts_account_places places = {0};
    assert_true(ts_account_find(f.arena, f.diff->old, "a", &places));
    assert_int_equal(places.count, 0);
    ts_arena_drop(f.arena);
}

/* U+00E9 is two bytes: a number cannot begin inside of it. */
static void places_lie_between_characters(void **state)
{
    (void)state;
    fixture f = compare("\"texts\": [{\"text\": \"\xC3\xA9" "1\", \"values\": [{\"name\": \"a\", \"from\": 1, \"to\": 3},"
                        "{\"name\": \"a\", \"from\": 2, \"to\": 3, \"page\": 1}]}]", "\"texts\": []");
    ts_account_places places = {0};
    assert_true(ts_account_find(f.arena, f.diff->old, "a", &places));
    assert_int_equal(places.count, 1);
    assert_int_equal(places.items[0].from, 2);
    ts_arena_drop(f.arena);
}

static void another_file_is_no_ledger(void **state)
{
    (void)state;
    fixture f = {.arena = ts_arena_new(0)};
    f.diags = ts_diags_new(f.arena);
    ts_account *account;
    assert_int_equal(ts_account_read(f.arena, ts_source_wrap(f.arena, "a.json", "{}", 2), &f.diags, &account), TS_FAULT);
    assert_string_equal(f.diags.items[0].rule, "ledger");
    ts_arena_drop(f.arena);
}

/* ---- prints */

static const char *print(fixture *f, ts_diff_format format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    ts_diff_print(memory, f->arena, f->diff, format);
    fclose(memory);
    const char *kept = ts_arena_copy(f->arena, text, size);
    free(text);
    return kept;
}

static void a_reviewer_sees_what_went_and_what_came(void **state)
{
    (void)state;
    fixture f = compare("\"texts\": [{\"key\": \"k\", \"page\": 1, \"text\": \"one <two> three four\"}]",
                        "\"texts\": [{\"key\": \"k\", \"page\": 1, \"text\": \"one five three & four\"}]");
    const char *html = print(&f, TS_DIFF_HTML);
    assert_non_null(strstr(html, "one <del>&lt;two&gt;</del> <ins>five</ins> three <ins>&amp;</ins> four"));
    assert_null(strstr(html, "<script"));
    ts_arena_drop(f.arena);
}

static void json_is_whole(void **state)
{
    (void)state;
    fixture f = compare(TRADE("1", "\\\"1\\\"", "Is \\\"1\\\".", "3", "6"), TRADE("2", "2", "Is 2.", "3", "4"));
    const char *text = print(&f, TS_DIFF_JSON);
    const ts_json *root = ts_json_parse(f.arena, ts_source_wrap(f.arena, "d", text, strlen(text)), &f.diags);
    assert_non_null(root);
    assert_string_equal(ts_account_text(ts_account_list(root, "values"), "before"), "\"1\"");
    assert_true(ts_account_number(root, "printed-changed")->number == 1);
    ts_arena_drop(f.arena);
}

#define TWICE(first, second)                                                                                                  \
    "\"numbers\": [{\"name\": \"n\", \"value\": 1200, \"printed\": \"1.2K\"}], \"texts\": ["                                \
    "{\"key\": \"a\", \"page\": 1, \"text\": \"1.2K\", \"values\": [{\"name\": \"n\", \"from\": 0, \"to\": 4, \"page\": 1}]},"    \
    "{\"key\": \"b\", \"page\": 1, \"text\": \"" first " x\", \"values\": [{\"name\": \"n\", \"from\": 0, \"to\": " second ", \"page\": 1}]}," \
    "{\"key\": \"c\", \"page\": 1, \"text\": \"1,200\", \"values\": [{\"name\": \"n\", \"from\": 0, \"to\": 5, \"page\": 1}]}]"

/* The value has the same forms on the pages, and one place has another of them. */
static void a_print_that_changed_in_one_place(void **state)
{
    (void)state;
    fixture f = compare(TWICE("1.2K", "4"), TWICE("1,200", "5"));
    assert_int_equal(f.diff->values.count, 0);
    assert_int_equal(f.diff->texts.count, 1);
    assert_string_equal(f.diff->texts.items[0].before, "1.2K x");
    assert_string_equal(f.diff->texts.items[0].after, "1,200 x");
    ts_arena_drop(f.arena);
}

#define LINE "{\"key\": \"a\", \"page\": 1, \"text\": \"Subject to change.\"}"

static void a_sentence_that_stands_there_once_less(void **state)
{
    (void)state;
    fixture f = compare("\"texts\": [" LINE ", " LINE "]", "\"texts\": [" LINE "]");
    assert_int_equal(f.diff->texts.count, 1);
    assert_int_equal(f.diff->texts.items[0].kind, TS_REMOVED);
    ts_arena_drop(f.arena);
}

/* Forty thousand labels under one key: each was compared with every other. */
static void many_texts_of_one_key(void **state)
{
    (void)state;
    enum { MANY = 40000 };
    ts_arena *arena = ts_arena_new(0);
    char *a = ts_arena_alloc(arena, MANY * 60 + 40), *b = ts_arena_alloc(arena, MANY * 60 + 40);
    size_t x = (size_t)sprintf(a, "\"texts\": ["), y = (size_t)sprintf(b, "\"texts\": [");
    for (int i = 0; i < MANY; i++) {
        x += (size_t)sprintf(a + x, "%s{\"key\": \"k\", \"page\": 1, \"text\": \"t%d\"}", i ? "," : "", i);
        y += (size_t)sprintf(b + y, "%s{\"key\": \"k\", \"page\": 1, \"text\": \"t%d\"}", i ? "," : "", MANY - i);
    }
    strcat(a, "]");
    strcat(b, "]");
    fixture f = compare(a, b);
    assert_int_equal(f.diff->texts.count, 1); /* t0 became t40000 */
    ts_arena_drop(f.arena);
    ts_arena_drop(arena);
}

/* Each place looked through all points, each text was copied once a number. */
static void many_points_and_many_numbers_of_one_text(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    ts_arena *arena = ts_arena_new(0);
    char *a = ts_arena_alloc(arena, MANY * 200 + 400), *at = a;
    at += sprintf(at, "\"series\": [{\"name\": \"s\", \"points\": [");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "%s{\"category\": \"c%d\", \"time\": \"2024-03\", \"value\": %d}", i ? "," : "", i, i);
    at += sprintf(at, "]}], \"texts\": [{\"key\": \"k\", \"page\": 1, \"text\": \"");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "1 ");
    at += sprintf(at, "\", \"values\": [");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "%s{\"name\": \"s/c%d/2024\", \"from\": %d, \"to\": %d, \"page\": 1}", i ? "," : "", i, 2 * i, 2 * i + 1);
    strcpy(at, "]}]");
    fixture f = compare(a, a);
    assert_int_equal(f.diff->values.count + f.diff->texts.count, 0);
    assert_true(ts_account_number(ts_account_point(f.diff->new, "s/c7/2024"), "value")->number == 7);
    assert_non_null(ts_account_point(f.diff->new, "s/c7"));
    assert_non_null(ts_account_point(f.diff->new, "s/c7/2024-03"));
    assert_null(ts_account_point(f.diff->new, "s/2024")); /* all of them */
    assert_null(ts_account_point(f.diff->new, "s/c7/202"));
    ts_arena_drop(f.arena);
    ts_arena_drop(arena);
}

/* A ledger from elsewhere must not steer the terminal of who looks at it. */
static void no_control_reaches_a_terminal(void **state)
{
    (void)state;
    fixture f = compare("\"title\": \"a\\u001b[2Jb\", \"texts\": [" LINE "]", "\"title\": \"\\u009bc\"");
    const char *text = print(&f, TS_DIFF_TEXT);
    assert_null(strchr(text, 0x1B));
    assert_null(strstr(text, "\xC2\x9B"));
    assert_non_null(strstr(text, "old  a [2Jb"));
    assert_null(strstr(print(&f, TS_DIFF_JSON), "\xC2\x9B"));
    ts_arena_drop(f.arena);
}

static void a_parameter_that_is_new_is_said(void **state)
{
    (void)state;
    fixture f = {.arena = ts_arena_new(0)};
    f.diags = ts_diags_new(f.arena);
    static const char OLD[] = "{\"tearsheet-ledger\": 1, \"params\": {}}", NEW[] = "{\"tearsheet-ledger\": 1, \"params\": {\"year\": 2024}}";
    ts_account *old, *new;
    assert_int_equal(ts_account_read(f.arena, ts_source_wrap(f.arena, "a", OLD, strlen(OLD)), &f.diags, &old), TS_OK);
    assert_int_equal(ts_account_read(f.arena, ts_source_wrap(f.arena, "b", NEW, strlen(NEW)), &f.diags, &new), TS_OK);
    f.diff = ts_diff_make(f.arena, old, new);
    assert_string_equal(f.diff->settings, "year none \u2192 2024");
    ts_arena_drop(f.arena);
}

/* ---- what stands in a chart at another moment */

#define POINT(category, time, value) "{\"category\": \"" category "\", \"time\": \"" time "\", \"value\": " value "}"
#define LABEL(name, print) \
    "{\"page\": 1, \"text\": \"" print "\", \"values\": [{\"name\": \"" name "\", \"from\": 0, \"to\": 3, \"page\": 1}]}"
#define USE "\"series\": [{\"name\": \"use\", \"unit\": \"count\", \"points\": [" POINT("Kent", "2022", "100") ", " \
    POINT("Kent", "2023", "200") ", " POINT("Kent", "2024", "150") ", " POINT("Albert", "2023", "300") ", " POINT("Albert", "2024", "300") "]}]"

static void a_point_is_compared_with_what_stood_in_its_place(void **state)
{
    (void)state;
    fixture f = compare(USE ", \"texts\": [" LABEL("use/Albert/2023", "300") ", " LABEL("use/Kent/2023", "200") "]",
                        USE ", \"texts\": [" LABEL("use/Kent/2024", "150") ", " LABEL("use/Albert/2024", "300") "]");
    assert_int_equal(f.diff->values.count, 2);
    assert_int_equal(f.diff->printed, 1);
    const ts_value_change *albert = &f.diff->values.items[0], *kent = &f.diff->values.items[1];
    assert_int_equal(albert->kind, TS_SAME);
    assert_int_equal(kent->kind, TS_CHANGED);
    assert_string_equal(kent->name, "use/Kent/2024");
    assert_string_equal(kent->was, "use/Kent/2023");
    assert_true(kent->share == -0.25); /* 150 / 200 - 1 */
    const char *text = print(&f, TS_DIFF_TEXT);
    assert_non_null(strstr(text, "~ use/Kent/2023 \u2192 2024  200 \u2192 150  (\u221225%)"));
    assert_null(strstr(text, "Albert"));
    assert_null(strstr(print(&f, TS_DIFF_HTML), "Albert"));
    assert_non_null(strstr(print(&f, TS_DIFF_JSON), "\"was\": \"use/Albert/2023\""));
    ts_arena_drop(f.arena);
}

/* One that a deck wrote is told when another figure in it changed, or a word. */
static void an_alternative_text_is_told_for_more_than_its_values(void **state)
{
#define ALT(text) ", {\"page\": 1, \"heard\": true, \"alt\": true, \"text\": \"" text "\"}"
    static const struct { const char *old, *new; size_t told; } alts[] = {
        {ALT("Bars of 2023: Kent 200."), ALT("Bars of 2024: Kent 150."), 0},
        {ALT("Bars: Kent 200, in 12 wards."), ALT("Bars: Kent 150, in 13 wards."), 1},
        {ALT("Bars: Kent 200."), ALT("Columns: Kent 150."), 1},
        {ALT("Bars: Kent 200."), ALT("Bars: Kent 150.5."), 1},
        {ALT("Bars: Kent 200."), ALT("Bars: Kent."), 1},
        {ALT("Bars: Kent 200."), "", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof alts / sizeof *alts; i++) {
        char old[800], new[800];
        snprintf(old, sizeof old, "%s%s]", USE ", \"texts\": [" LABEL("use/Kent/2023", "200"), alts[i].old);
        snprintf(new, sizeof new, "%s%s]", USE ", \"texts\": [" LABEL("use/Kent/2024", "150"), alts[i].new);
        fixture f = compare(old, new);
        assert_int_equal(f.diff->values.count, 1);
        assert_int_equal(f.diff->texts.count, alts[i].told);
        ts_arena_drop(f.arena);
    }
}

/* 2022 and 2023 became 2023 and 2024: the first went, another came last, and neither took the other's place. */
static void a_span_that_moved_on_keeps_its_moments(void **state)
{
    (void)state;
    fixture f = compare(USE ", \"texts\": [" LABEL("use/Kent/2022", "100") ", " LABEL("use/Kent/2023", "200") "]",
                        USE ", \"texts\": [" LABEL("use/Kent/2023", "200") ", " LABEL("use/Kent/2024", "150") "]");
    assert_int_equal(f.diff->values.count, 2);
    assert_int_equal(f.diff->values.items[0].kind, TS_REMOVED);
    assert_int_equal(f.diff->values.items[1].kind, TS_ADDED);
    assert_null(f.diff->values.items[1].was);
    ts_arena_drop(f.arena);
}

/* Age groups look like moments: where they are categories they are none. */
static void a_category_is_no_moment(void **state)
{
    (void)state;
#define AGES "\"series\": [{\"name\": \"ages\", \"points\": [" POINT("18", "18", "1") ", " POINT("25", "25", "2") "]}]"
    fixture f = compare(AGES ", \"texts\": [" LABEL("ages/18", "1 m") "]", AGES ", \"texts\": [" LABEL("ages/25", "2 m") "]");
    assert_int_equal(f.diff->values.count, 2);
    assert_int_equal(f.diff->values.items[0].kind, TS_REMOVED);
    ts_arena_drop(f.arena);
}

#define RANK(method, period) \
    "\"numbers\": [{\"name\": \"place\", \"value\": 2, \"unit\": \"rank\", \"method\": \"" method "\", \"period\": \"" period "\", \"printed\": \"2nd\"}]"

static void a_number_of_another_period_that_is_the_same_has_not_moved(void **state)
{
    (void)state;
    fixture f = compare(RANK("rank", "2023"), RANK("rank", "2024"));
    assert_int_equal(f.diff->values.count, 1);
    assert_int_equal(f.diff->values.items[0].kind, TS_SAME);
    assert_null(strstr(print(&f, TS_DIFF_TEXT), "place"));
    assert_non_null(strstr(print(&f, TS_DIFF_JSON), "\"change\": \"same\""));
    ts_arena_drop(f.arena);
    f = compare(RANK("rank", "2024"), RANK("sql", "2024"));
    assert_int_equal(f.diff->values.items[0].kind, TS_MOVED);
    assert_non_null(strstr(print(&f, TS_DIFF_TEXT), "= place  prints 2nd, as before\n      method rank \u2192 sql"));
    ts_arena_drop(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_figure_is_a_value_and_no_wording),
        cmocka_unit_test(a_value_may_move_behind_its_print),
        cmocka_unit_test(changed_words_are_told_with_their_figures_as_printed),
        cmocka_unit_test(what_comes_and_goes_is_told),
        cmocka_unit_test(a_growth_from_nought_has_no_share),
        cmocka_unit_test(nor_has_one_from_below_it),
        cmocka_unit_test(other_units_do_not_compare),
        cmocka_unit_test(sources_that_moved_are_told_with_their_numbers),
        cmocka_unit_test(a_mark_with_another_number_is_no_change_of_words),
        cmocka_unit_test(what_was_asked_for_differently_is_said),
        cmocka_unit_test(members_of_another_kind_are_as_if_not_there),
        cmocka_unit_test(places_lie_between_characters),
        cmocka_unit_test(another_file_is_no_ledger),
        cmocka_unit_test(a_reviewer_sees_what_went_and_what_came),
        cmocka_unit_test(json_is_whole),
        cmocka_unit_test(a_print_that_changed_in_one_place),
        cmocka_unit_test(a_sentence_that_stands_there_once_less),
        cmocka_unit_test(many_texts_of_one_key),
        cmocka_unit_test(many_points_and_many_numbers_of_one_text),
        cmocka_unit_test(no_control_reaches_a_terminal),
        cmocka_unit_test(a_parameter_that_is_new_is_said),
        cmocka_unit_test(a_point_is_compared_with_what_stood_in_its_place),
        cmocka_unit_test(an_alternative_text_is_told_for_more_than_its_values),
        cmocka_unit_test(a_span_that_moved_on_keeps_its_moments),
        cmocka_unit_test(a_category_is_no_moment),
        cmocka_unit_test(a_number_of_another_period_that_is_the_same_has_not_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
