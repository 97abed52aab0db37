/* What is JSON and what is not (RFC 8259), and where everything stands. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

typedef struct text {
    const char *bytes;
    size_t length;
} text;

#define T(literal)                                                                                           \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

static const ts_json *parse(ts_arena *arena, text t, ts_diags *diags)
{
    *diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "t.json", t.bytes, t.length);
    assert_non_null(source);
    return ts_json_parse(arena, source, diags);
}

static const text accepted[] = {
    T("123456789012345678901234567890123456789012345678901234567890"), /* 60 digits */
    T("null"),
    T("true"),
    T(" false "),
    T("0"),
    T("-0"),
    T("-0.0e+00"),
    T("123"),
    T("1E5"),
    T("1e-5"),
    T("0.1"),
    T("20e1"),
    T("\"\""),
    T("\"a\""),
    T("[]"),
    T("{}"),
    T("[[]]"),
    T("[ 1 ,\t2\r\n]"),
    T("{\"\":0}"),
    T("{\"a\":{\"a\":1}}"),
    T("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""),
    T("\"\\u0041\\u00e9\\uFFFF\""),
    T("\"\\uD834\\uDD1E\""),
    T("\"\xC3\xA9 \xE2\x82\xAC \xF0\x9D\x84\x9E\""),
    T("\"\x7F\""),
    T("\"\\u2028\""),
    T("[1,2,3]"),
    T("-1"),
    T("[null,true,false]"),
    T("\"a/b\""),
    T("1.5e300"),
};

static const text refused[] = {
    T("1234567890123456789012345678901234567890123456789012345678901"), /* 61 */
    T(""),
    T(" "),
    T("\xEF\xBB\xBF{}"),
    T("nul"),
    T("True"),
    T("NaN"),
    T("Infinity"),
    T("-Infinity"),
    T("+1"),
    T("01"),
    T("-01"),
    T("00"),
    T("1."),
    T(".1"),
    T("-"),
    T("-.5"),
    T("1e"),
    T("1e+"),
    T("1.e1"),
    T("0x10"),
    T("1_000"),
    T("1 2"),
    T("2.e3"),
    T("1e999"),
    T("-1e999"),
    T("1234567890123456789012345678901234567890123456789012345678901"),
    T("'a'"),
    T("\"a"),
    T("\"\\\""),
    T("\"\\x41\""),
    T("\"\\u12\""),
    T("\"\\u00G0\""),
    T("\"\\u0000\""),
    T("\"\\uD800\""),
    T("\"\\uD800\\u0041\""),
    T("\"\\uDC00\""),
    T("\"\\uD800\\uD800\""),
    T("\"\\"),
    T("\"\\u"),
    T("\"a\nb\""),
    T("\"a\tb\""),
    T("\"\x1F\""),
    T("\"a\0b\""),
    T("\0"),
    T("[1,\0]"),
    T("\"\x80\""),
    T("\"\xC0\xAF\""),
    T("\"\xED\xA0\x80\""),
    T("\"\xF4\x90\x80\x80\""),
    T("\"\xE2\x82\""),
    T("["),
    T("[1"),
    T("[1,"),
    T("[1,]"),
    T("[,1]"),
    T("[1,,2]"),
    T("[1 2]"),
    T("]"),
    T("[]]"),
    T("[1}"),
    T("{"),
    T("{\"a\""),
    T("{\"a\":"),
    T("{\"a\":1"),
    T("{\"a\":1,"),
    T("{\"a\":1,}"),
    T("{a:1}"),
    T("{\"a\" 1}"),
    T("{1:1}"),
    T("{\"a\":1 \"b\":2}"),
    T("{\"a\"::1}"),
    T("}"),
    T("{}{}"),
    T("// a\n1"),
    T("/* a */1"),
    T("1 x"),
    T("[\v1]"),
    T("\xC2\xA0"
      "1"),
    T("tru"),
    T("truex"),
    T("[tRue]"),
    T("{\"a\":}"),
    T("{,}"),
    T("[\f]"),
};

static void test_accepts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags;
        const ts_json *json = parse(arena, accepted[i], &diags);
        if (!json || diags.count)
            fail_msg("refused: %s", accepted[i].bytes);
        ts_arena_drop(arena);
    }
}

static void test_refuses_with_one_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags;
        const ts_json *json = parse(arena, refused[i], &diags);
        if (json || diags.count != 1 || strcmp(diags.items[0].rule, "json") != 0)
            fail_msg("case %zu (%s): %s, %zu messages", i, refused[i].bytes, json ? "accepted" : "refused",
                     diags.count);
        assert_true(diags.items[0].span.end <= refused[i].length);
        ts_arena_drop(arena);
    }
}

static void assert_place(ts_span span, size_t line, size_t column)
{
    ts_place place = ts_source_place(span.source, span.begin);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void test_says_where_it_breaks(void **state)
{
    (void)state;
    static const struct {
        text t;
        size_t line, column;
        const char *message;
    } cases[] = {
        {T("{\n  \"a\": 01\n}"), 2, 8, "a number has no leading zeros"},
        {T("{\n  \"a\": 1,\n}"), 2, 9, "a comma behind the last member of an object: take it out"},
        {T("[1,\n 2,\n ]"), 2, 3, "a comma behind the last value of a list: take it out"},
        {T("{\n  \"a\": 1,, \"b\": 2}"), 2, 10, "a member begins with its name in quotes"},
        {T("{\"a\": 1, // b\n}"), 1, 10, "JSON has no comments: take it out"},
        {T("{\"a\": 1 /* b */}"), 1, 9, "JSON has no comments: take it out"},
        {T("# b\n{}"), 1, 1, "JSON has no comments: take it out"},
        {T("[1,\n 2\n 3]"), 2, 3, "a comma is missing behind this value"},
        {T("{\"a\": 1\n\n  \"b\": 2}"), 1, 8, "a comma is missing behind this value"},
        {T("{\"a\": 1;\n  \"b\": 2}"), 1, 8, "a comma or } is missing"},
        {T("{\"a\": 27,000, \"b\": 2}"), 1, 9, "a number has nothing between its digits: 27000, not 27,000"},
        {T("{\"a\": cited}"), 1, 7, "a text stands in quotes"},
        {T("[True]"), 1, 2, "it is written true"},
        {T("[None]"), 1, 2, "it is written null"},
        {T("{'a': 1}"), 1, 2, "quotes are double ones, \""},
        {T("{\"\xC3\xA9\": \"a\tb\"}"), 1, 9,
         "a control character in a text is written as an escape (a new line: \\n)"},
        {T("[\"\\uDC00\"]"), 1, 3, "a low surrogate stands alone"},
        {T("[\n\"abc\n]"), 2, 5, "a control character in a text is written as an escape (a new line: \\n)"},
        {T("[1"), 1, 3, "the text ends too early"},
        {T("{} x"), 1, 4, "something follows the value"},
        {T("[1, \xFF]"), 1, 5, "this byte is not UTF-8"},
        {T("\xFF\xFE[\0"), 1, 1, "the file is UTF-16: save it as UTF-8"},
        {T("\xFE\xFF\0["), 1, 1, "the file is UTF-16: save it as UTF-8"},
        {T("[1e400]"), 1, 2, "this number is too large"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags;
        assert_null(parse(arena, cases[i].t, &diags));
        assert_int_equal(diags.count, 1);
        assert_string_equal(diags.items[0].message, cases[i].message);
        assert_place(diags.items[0].span, cases[i].line, cases[i].column);
        ts_arena_drop(arena);
    }
}

static void test_values_and_their_places(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    text t = T("{ \"a\": [1, -2.5e1,\n  \"x\\n\\u00e9\"],\n  \"b\": { \"c\": true, \"d\": null } }");
    const ts_json *root = parse(arena, t, &diags);
    assert_int_equal(root->kind, TS_JSON_OBJECT);
    assert_int_equal(root->count, 2);
    assert_place(root->span, 1, 1);
    const ts_json *a = ts_json_member(root, "a");
    assert_place(a->key_span, 1, 3);
    assert_place(a->span, 1, 8);
    assert_int_equal(a->count, 3);
    assert_true(a->child->number == 1);
    assert_true(a->child->next->number == -25);
    const ts_json *x = a->child->next->next;
    assert_string_equal(x->string, "x\n\xC3\xA9");
    assert_place(x->span, 2, 3);
    assert_int_equal(x->span.end - x->span.begin, 11);
    assert_ptr_equal(x->parent, a);
    const ts_json *b = a->next;
    assert_string_equal(b->key, "b");
    assert_true(ts_json_member(b, "c")->boolean);
    assert_int_equal(ts_json_member(b, "d")->kind, TS_JSON_NULL);
    assert_null(ts_json_member(b, "C")); /* names are told apart by case */
    assert_null(ts_json_member(x, "c"));
    ts_arena_drop(arena);
}

static void test_every_double_key_is_found(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    text t = T("{\"a\":1,\n\"b\":{\"c\":1,\"\\u0063\":2},\n\"a\":2,\"a\":3, \"A\":4}");
    const ts_json *root = parse(arena, t, &diags);
    assert_non_null(root);
    assert_int_equal(diags.count, 3);
    ts_diags_sort(&diags);
    assert_string_equal(diags.items[0].rule, "double");
    assert_string_equal(diags.items[0].message, "\"c\" stands here twice");
    assert_place(diags.items[0].span, 2, 12);
    assert_place(diags.items[1].span, 3, 1);
    assert_place(diags.items[2].span, 3, 7);
    ts_arena_drop(arena);
}

static void test_a_double_among_many_members(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    char bytes[2000] = "{";
    for (int i = 0; i < 40; i++)
        snprintf(bytes + strlen(bytes), 40, "\"k%d\":%d,\n", i % 39, i);
    strcpy(bytes + strlen(bytes) - 2, "}");
    ts_diags diags;
    assert_non_null(parse(arena, (text){bytes, strlen(bytes)}, &diags));
    assert_int_equal(diags.count, 1);
    assert_place(diags.items[0].span, 40, 1);
    ts_arena_drop(arena);
}

static text nested(char *bytes, size_t depth)
{
    memset(bytes, '[', depth);
    memset(bytes + depth, ']', depth);
    return (text){bytes, 2 * depth};
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    static char bytes[400000];
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    assert_non_null(parse(arena, nested(bytes, TS_JSON_DEPTH), &diags));
    assert_null(parse(arena, nested(bytes, TS_JSON_DEPTH + 1), &diags));
    assert_place(diags.items[0].span, 1, 65);
    assert_null(parse(arena, nested(bytes, 200000), &diags));
    ts_arena_drop(arena);
}

static void test_count_is_bounded(void **state)
{
    (void)state;
    size_t count = TS_JSON_VALUES; /* and the list itself is one more */
    char *bytes = test_malloc(2 * count + 2);
    bytes[0] = '[';
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + 1 + 2 * i, "1,", 2);
    bytes[2 * count] = ']';
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    assert_null(parse(arena, (text){bytes, 2 * count + 1}, &diags));
    assert_string_equal(diags.items[0].message, "there are more than 1,000,000 values");
    bytes[2 * count - 2] = ']'; /* one less: now it fits */
    assert_non_null(parse(arena, (text){bytes, 2 * count - 1}, &diags));
    ts_arena_drop(arena);
    test_free(bytes);
}

/* RFC 8259, 7: eight of them, and u with four digits. */
static void test_each_byte_behind_a_backslash(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags;
        const char bytes[] = {'[', '"', '\\', (char)byte, '"', ']'};
        const bool known = byte && strchr("\"\\/bfnrt", byte);
        assert_int_equal(parse(arena, (text){bytes, sizeof bytes}, &diags) != NULL, known);
        assert_int_equal(diags.errors, !known);
        assert_false(ts_arena_failed(arena));
        ts_arena_drop(arena);
    }
}

/* Behind a value as well, where a comma should be. */
static void test_a_nul_begins_no_value(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    assert_null(parse(arena, (text)T("[1\0,2]"), &diags));
    assert_int_equal(diags.errors, 1);
    assert_string_equal(diags.items[0].message, "a comma or ] is missing");
    ts_arena_drop(arena);
}

static void test_a_full_arena_is_no_crash(void **state)
{
    (void)state;
    for (size_t limit = 64; limit < 8192; limit += 64) {
        ts_arena *arena = ts_arena_new(limit);
        ts_diags diags = ts_diags_new(arena);
        static const char bytes[] = "{\"a\":[1,2,3,{\"b\":\"c\"}],\"d\":[[[[[]]]]]}";
        const ts_source *source = ts_source_wrap(arena, "t", bytes, sizeof bytes - 1);
        const ts_json *json = source ? ts_json_parse(arena, source, &diags) : NULL;
        assert_true(json != NULL || ts_arena_failed(arena));
        ts_arena_drop(arena);
    }
}

static void assert_within(const ts_json *string, size_t from, size_t to, uint32_t begin, uint32_t end)
{
    ts_span span = ts_json_within(string, from, to);
    assert_int_equal(span.begin, begin);
    assert_int_equal(span.end, end);
}

static void test_places_inside_a_text(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    /* offsets    0123 4567890 123456 789012345678 9 */
    text t = T("[\"a\\nb\\u00e9c\\uD834\\uDD1Ed\"]");
    const ts_json *s = parse(arena, t, &diags)->child;
    assert_within(s, 0, 1, 2, 3);    /* a */
    assert_within(s, 1, 2, 3, 5);    /* \n */
    assert_within(s, 2, 3, 5, 6);    /* b */
    assert_within(s, 3, 5, 6, 12);   /* e acute: two bytes */
    assert_within(s, 5, 6, 12, 13);  /* c */
    assert_within(s, 6, 10, 13, 25); /* a pair of surrogates: four bytes */
    assert_within(s, 10, 11, 25, 26);
    assert_within(s, 11, 11, 26, 26); /* the end */
    assert_within(s, 0, 100, 2, 26);
    ts_arena_drop(arena);
}

/* As if each had been sought alone, whether it stands behind the last one or before it. */
static void test_places_inside_a_text_one_after_the_other(void **state)
{
    (void)state;
    enum { LENGTH = 11 };
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags;
    const ts_json *s = parse(arena, (text)T("[\"a\\nb\\u00e9c\\uD834\\uDD1Ed\"]"), &diags)->child;
    for (size_t first = 0; first <= LENGTH; first++) {
        for (size_t from = 0; from <= LENGTH; from++) {
            for (size_t to = from; to <= LENGTH + 1; to++) {
                ts_json_reach reach = {0};
                (void)ts_json_within_on(s, &reach, first, LENGTH);
                const ts_span alone = ts_json_within(s, from, to), then = ts_json_within_on(s, &reach, from, to);
                assert_int_equal(then.begin, alone.begin);
                assert_int_equal(then.end, alone.end);
            }
        }
    }
    ts_arena_drop(arena);
}

static char *object_of(ts_arena *arena, int members, size_t *length)
{
    char *bytes = ts_arena_alloc(arena, (size_t)members * 16 + 3);
    size_t at = (size_t)sprintf(bytes, "{");
    for (int i = 0; i < members; i++)
        at += (size_t)sprintf(bytes + at, "%s\"m%d\":0", i ? "," : "", i);
    *length = at + (size_t)sprintf(bytes + at, "}");
    return bytes;
}

static void an_object_has_a_bounded_number_of_members(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        size_t length;
        const char *bytes = object_of(arena, TS_JSON_MEMBERS + more, &length);
        const ts_json *root = ts_json_parse(arena, ts_source_wrap(arena, "big.json", bytes, length), &diags);
        assert_int_equal(root == NULL, more);
        assert_int_equal(diags.errors, more);
        ts_arena_drop(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepts),
        cmocka_unit_test(test_refuses_with_one_message),
        cmocka_unit_test(test_says_where_it_breaks),
        cmocka_unit_test(test_values_and_their_places),
        cmocka_unit_test(test_every_double_key_is_found),
        cmocka_unit_test(test_a_double_among_many_members),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_count_is_bounded),
        cmocka_unit_test(an_object_has_a_bounded_number_of_members),
        cmocka_unit_test(test_each_byte_behind_a_backslash),
        cmocka_unit_test(test_a_nul_begins_no_value),
        cmocka_unit_test(test_a_full_arena_is_no_crash),
        cmocka_unit_test(test_places_inside_a_text),
        cmocka_unit_test(test_places_inside_a_text_one_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
