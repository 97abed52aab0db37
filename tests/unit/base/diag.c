/* Places in a source, diagnostics about them, and how both are shown. */
#include "base/diag.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void places_count_lines_and_code_points(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const char *text = "one\ntw\xC3\xB3 = 2\n";
    const ts_source *source = ts_source_wrap(arena, "t", text, strlen(text));
    ts_place place = ts_source_place(source, 9); /* the = after the two-byte o */
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 5);
    ts_arena_drop(arena);
}

static char *printed(ts_diags *diags, void (*print)(const ts_diags *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print(diags, out);
    fclose(out);
    return text;
}

static void a_diagnostic_shows_the_place(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "{\n  \"inset\": \"-3mm\",\n}";
    const ts_source *source = ts_source_wrap(arena, "layouts/port.json", text, strlen(text));
    ts_error(&diags, (ts_span){source, 13, 19}, "length", "inset cannot be negative");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "layouts/port.json:2:12: error: inset cannot be negative [length]\n"
                             "    2 |   \"inset\": \"-3mm\",\n"
                             "      |            ^~~~~~\n");
    free(out);
    out = printed(&diags, ts_diags_print_json);
    assert_string_equal(out, "{\"file\":\"layouts/port.json\",\"line\":2,\"column\":12,\"severity\":\"error\","
                             "\"rule\":\"length\",\"message\":\"inset cannot be negative\",\"hint\":null}\n");
    free(out);
    ts_arena_drop(arena);
}

/* One annotation a line, whatever stands in a name or a message. */
static void an_annotation_is_one_line(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "{\n  \"inset\": 1 }";
    const ts_source *source = ts_source_wrap(arena, "a,b:c.json", text, strlen(text));
    ts_error(&diags, (ts_span){source, 4, 11}, "length", "100%% of\n::error::it");
    ts_warn(&diags, (ts_span){0}, "stale", "old: 2,019");
    char *out = printed(&diags, ts_diags_print_github);
    assert_string_equal(out, "::error file=a%2Cb%3Ac.json,line=2,col=3,title=length::100%25 of%0A::error::it\n"
                             "::warning title=stale::old: 2,019\n");
    free(out);
    ts_arena_drop(arena);
}

/* What is no UTF-8 (a table's cell in another encoding) shows as U+FFFD; a control character, the C1 ones too (U+009B
 * begins a terminal's command), as a space; the marker stays under its place. */
static void a_line_shows_nothing_but_text(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "a\xED" "b \xC2\x9B" "2J \x1B c";
    const ts_source *source = ts_source_wrap(arena, "t.csv", text, strlen(text));
    ts_error(&diags, (ts_span){source, 2, 3}, "table", "here \xC2\x9B");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "t.csv:1:3: error: here   [table]\n    1 | a\xEF\xBF\xBD" "b  2J   c\n      |   ^\n");
    free(out);
    ts_arena_drop(arena);
}

static void a_long_line_is_cut_between_characters(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    for (size_t lead = 0; lead < 3; lead++) { /* one of them would cut a character of three bytes */
        char line[700] = "", *text = NULL;
        memset(line, 'x', lead);
        for (int i = 0; i < 200; i++)
            strcat(line, "\xE2\x82\xAC");
        ts_diags diags = ts_diags_new(arena);
        const ts_source *source = ts_source_wrap(arena, "t", line, strlen(line));
        size_t size;
        ts_error(&diags, (ts_span){source, 0, 1}, "rule", "message");
        FILE *out = open_memstream(&text, &size);
        ts_diags_print(&diags, out);
        fclose(out);
        assert_int_equal(ts_utf8_check(text, size), size);
        assert_true(size < 300);
        free(text);
    }
    ts_arena_drop(arena);
}

static void the_same_diagnostic_is_kept_once_and_all_are_sorted_by_place(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    ts_error(&diags, (ts_span){source, 5, 6}, "late", "second");
    ts_error(&diags, (ts_span){source, 1, 2}, "early", "first");
    ts_error(&diags, (ts_span){source, 5, 6}, "late", "second");
    ts_diags_sort(&diags);
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.errors, 2);
    assert_string_equal(diags.items[0].rule, "early");
    ts_arena_drop(arena);
}

static void errors_of_one_cause_are_told_once(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    static const struct {
        uint32_t at;
        ts_severity severity;
        const char *message, *cause, *subject;
    } told[] = {{7, TS_ERROR, "a is gone", "x is 2", "\"a\""}, {8, TS_NOTE, "s has 1", "x is 2", NULL}, {1, TS_ERROR, "b is gone", "x is 2", "\"b\""},
                {9, TS_NOTE, "t has 1", "x is 2", NULL}, {9, TS_NOTE, "t has 4", "y is 3", NULL}, {2, TS_ERROR, "c is red", NULL, NULL},
                {3, TS_WARNING, "d is gone", "x is 2", "\"d\""}, {4, TS_ERROR, "a is gone here, too", "x is 2", "\"a\""},
                {5, TS_ERROR, "e is gone", "y is 3", "\"e\""}, {6, TS_ERROR, "f is gone", "x is 2", "the f of line 2"},
                {1, TS_NOTE, "s has 1", "x is 2", NULL}, {2, TS_NOTE, "u has 1", "x is 2", "u of 1"}, {3, TS_NOTE, "u of g has 1", "x is 2", "u of 1"},
                {4, TS_NOTE, "u has 2", "x is 2", "u of 2"}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        ts_diag_add(&diags, (ts_diag){.severity = told[i].severity, .span = {source, told[i].at, told[i].at + 1}, .rule = "value",
                                      .message = told[i].message, .cause = told[i].cause, .subject = told[i].subject});
    ts_diags_join(&diags);
    static const char *const left[] = {"a is gone; because x is 2, the same goes for 2 more: \"b\", the f of line 2", "s has 1", "t has 1",
                                       "t has 4", "c is red", "e is gone", "s has 1", "u has 1", "u of g has 1", "u has 2"};
    assert_int_equal(diags.count, sizeof left / sizeof *left);
    assert_int_equal(diags.errors, 3);
    assert_int_equal(diags.warnings, 0);
    for (size_t i = 0; i < diags.count; i++)
        assert_string_equal(diags.items[i].message, left[i]);
    ts_arena_drop(arena);
}

static void a_cause_that_is_told_takes_what_follows(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10), *other = ts_source_wrap(arena, "b", "0123456789", 10);
    const ts_diag told[] = {{.severity = TS_WARNING, .span = {source, 1, 2}, .message = "it ends before", .cause = "x is 2"},
                            {.severity = TS_ERROR, .span = {source, 2, 3}, .message = "another"},
                            {.severity = TS_ERROR, .span = {source, 4, 5}, .message = "there is no 2", .cause = "x is 2", .root = true},
                            {.severity = TS_NOTE, .span = {other, 0, 1}, .message = "so a is gone", .below = {source, 4, 5}},
                            {.severity = TS_ERROR, .span = {source, 9, 10}, .message = "a is gone", .cause = "x is 2", .subject = "a"}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        ts_diag diag = told[i];
        diag.rule = "value";
        ts_diag_add(&diags, diag);
    }
    ts_warn(&diags, (ts_span){other, 5, 6}, "value", "of b");
    ts_warn(&diags, (ts_span){source, 7, 8}, "value", "of a");
    ts_diags_join(&diags);
    ts_diags_sort(&diags);
    static const char *const left[] = {"another", "there is no 2", "so a is gone", "of a", "of b"};
    assert_int_equal(diags.count, sizeof left / sizeof *left);
    for (size_t i = 0; i < diags.count; i++)
        assert_string_equal(diags.items[i].message, left[i]);
    assert_int_equal(diags.errors, 2);
    assert_int_equal(diags.warnings, 2);
    ts_arena_drop(arena);
}

static void errors_about_one_name_count_their_places(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    static const struct {
        const char *message, *subject;
    } told[] = {{"no x", "x"}, {"no x", "x"}, {"no y", "y"}, {"no x here", "x"}, {"no z", "z"}, {"red", NULL}, {"no y", "y"}, {"no x", "x"}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        ts_diag_add(&diags, (ts_diag){.severity = TS_ERROR, .span = {source, (uint32_t)i, (uint32_t)i + 1}, .rule = "value", .message = told[i].message,
                                      .subject = told[i].subject});
    ts_diags_fold(&diags, 1);
    static const char *const left[] = {"no x", "no x, and in 2 more places, next at a:1:4", "no y, and again at a:1:7", "no z", "red"};
    assert_int_equal(diags.count, sizeof left / sizeof *left);
    assert_int_equal(diags.errors, sizeof left / sizeof *left);
    for (size_t i = 0; i < diags.count; i++)
        assert_string_equal(diags.items[i].message, left[i]);
    ts_arena_drop(arena);
}

static void what_is_told_again_may_be_graver(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    ts_warn(&diags, (ts_span){source, 5, 6}, "where", "no such value");
    ts_error(&diags, (ts_span){source, 5, 6}, "where", "no such value");
    ts_warn(&diags, (ts_span){source, 5, 6}, "where", "no such value");
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].severity, TS_ERROR);
    assert_int_equal(diags.errors, 1);
    assert_int_equal(diags.warnings, 0);
    ts_arena_drop(arena);
}

/* More errors of one cause, each about a number of its own unless they are all about the one; the first's message. */
static const char *joined(ts_diags *diags, size_t count, bool own)
{
    const ts_source *source = ts_source_wrap(diags->arena, "a", "0123456789", 10);
    for (size_t i = 0; i < count; i++)
        ts_diag_add(diags, (ts_diag){.severity = TS_ERROR, .span = {source, (uint32_t)(i % 10), 10}, .rule = "value",
                                     .message = ts_arena_print(diags->arena, "%zu is gone", i), .cause = "x is 2",
                                     .subject = ts_arena_print(diags->arena, "n%zu", own ? i : 0)});
    ts_diags_join(diags);
    return diags->items[0].message;
}

static void a_cause_names_others_or_leaves_places(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        bool own;
        size_t left;
        const char *end;
    } cases[] = {{3, false, 3, "0 is gone"}, {41, true, 1, "n39, n40"}, {42, true, 1, "n40 ..."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        const char *message = joined(&diags, cases[i].count, cases[i].own);
        assert_int_equal(diags.count, cases[i].left);
        assert_int_equal(diags.errors, cases[i].left);
        assert_true(strlen(message) >= strlen(cases[i].end));
        assert_string_equal(message + strlen(message) - strlen(cases[i].end), cases[i].end);
        ts_arena_drop(arena);
    }
}

static void what_was_used_elsewhere_says_where(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *brand = ts_source_wrap(arena, "brand", "0123456789", 10), *sheet = ts_source_wrap(arena, "sheet", "a\nbc", 4);
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first"); /* the brand by itself, */
    diags.used = (ts_span){sheet, 3, 4};
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first"); /* then drawn */
    diags.used = (ts_span){sheet, 0, 1};
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first");
    ts_diag_add(&diags, (ts_diag){.severity = TS_NOTE, .span = {brand, 7, 8}, .rule = "moment", .message = "second"});
    assert_int_equal(diags.count, 2);
    assert_string_equal(ts_diag_sentence(&diags.items[0], arena), "first (used at sheet:2:2)");
    assert_string_equal(ts_diag_sentence(&diags.items[1], arena), "second");
    char *out = printed(&diags, ts_diags_print_json);
    assert_non_null(strstr(out, "first (used at sheet:2:2)"));
    free(out);
    ts_arena_drop(arena);
}

static void utf8_refuses_what_rfc_3629_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xC3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ts_utf8_check(bad[i], strlen(bad[i])), 0);
    const char *good = "\xED\x9F\xBF\xEE\x80\x80\xE2\x82\xAC\xF0\x9F\x98\x80"; /* beside the surrogates, U+D7FF and U+E000 */
    assert_int_equal(ts_utf8_check(good, strlen(good)), strlen(good));
    assert_int_equal(ts_utf8_count(good, strlen(good)), 4);
}

static void a_control_character_is_not_printed(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_error(&diags, (ts_span){NULL, 0, 0}, "member", "unknown \x1b[31m\n\xC2\x9F\xC2\xA0name");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "tearsheet: error: unknown  [31m  \xC2\xA0name [member]\n");
    free(out);
    ts_arena_drop(arena);
}

static void a_text_is_cut_at_a_letter(void **state)
{
    (void)state;
    static const char words[] = "a\u00e9\u20ac\U0001D11Eb", stray[] = "\x80\x80\x80\x80\x80\x80";
    static const int fits[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 12};
    for (int room = 0; room < (int)(sizeof fits / sizeof *fits); room++)
        assert_int_equal(ts_utf8_fit(words, room), fits[room]);
    assert_int_equal(ts_utf8_fit("", 0), 0);
    assert_int_equal(ts_utf8_fit(stray, 5), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_and_code_points),
        cmocka_unit_test(a_diagnostic_shows_the_place),
        cmocka_unit_test(an_annotation_is_one_line),
        cmocka_unit_test(a_line_shows_nothing_but_text),
        cmocka_unit_test(a_long_line_is_cut_between_characters),
        cmocka_unit_test(the_same_diagnostic_is_kept_once_and_all_are_sorted_by_place),
        cmocka_unit_test(errors_of_one_cause_are_told_once),
        cmocka_unit_test(a_cause_that_is_told_takes_what_follows),
        cmocka_unit_test(errors_about_one_name_count_their_places),
        cmocka_unit_test(what_is_told_again_may_be_graver),
        cmocka_unit_test(a_cause_names_others_or_leaves_places),
        cmocka_unit_test(what_was_used_elsewhere_says_where),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(a_text_is_cut_at_a_letter),
        cmocka_unit_test(a_control_character_is_not_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
