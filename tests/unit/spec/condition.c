/* Conditions: what they mean, and where they break. */
#include "spec/condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const signs[] = {"has", "is", "<", "<=", "=", ">=", ">", "not", "and", "or"};

/* The tree in prefix form: (and (has a) (not (is b c))). */
static void show(const ts_condition *c, char *out, size_t size)
{
    size_t at = strlen(out);
    snprintf(out + at, size - at, "(%s", signs[c->op]);
    if (c->left) {
        strcat(out, " ");
        show(c->left, out, size);
    }
    if (c->right) {
        strcat(out, " ");
        show(c->right, out, size);
    }
    at = strlen(out);
    if (c->name)
        snprintf(out + at, size - at, " %s", c->name);
    at = strlen(out);
    if (c->value)
        snprintf(out + at, size - at, " %s", c->value);
    else if (c->op >= TS_WHEN_LESS && c->op <= TS_WHEN_MORE)
        snprintf(out + at, size - at, " %g", c->number);
    strcat(out, ")");
}

static void test_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"has growth", "(has growth)"},
        {"has facts.head", "(has facts.head)"},
        {"language is es-MX", "(is language es-MX)"},
        {"state is 'New York'", "(is state New York)"},
        {"growth > 0.005", "(> growth 0.005)"},
        {"growth<-0.005", "(< growth -0.005)"},
        {"a <= 1e3", "(<= a 1000)"},
        {"a = 2", "(= a 2)"},
        {"a >= 2", "(>= a 2)"},
        {"not has a", "(not (has a))"},
        {"not not has a", "(not (not (has a)))"},
        {"has a and has b or has c", "(or (and (has a) (has b)) (has c))"},
        {"has a or has b and has c", "(or (has a) (and (has b) (has c)))"},
        {"not has a and has b", "(and (not (has a)) (has b))"},
        {"not (has a and has b)", "(not (and (has a) (has b)))"},
        {"(has a or has b) and has c", "(and (or (has a) (has b)) (has c))"},
        {"has a and has b and has c", "(and (and (has a) (has b)) (has c))"},
        {"  has   a\n", "(has a)"},
        {"exports < 0 and not state is DC", "(and (< exports 0) (not (is state DC)))"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        char tree[512] = "";
        const ts_condition *condition = ts_condition_parse(arena, cases[i].text, (ts_span){0}, &diags);
        if (!condition)
            fail_msg("\"%s\" was refused: %s", cases[i].text, diags.items[0].message);
        show(condition, tree, sizeof tree);
        assert_string_equal(tree, cases[i].tree);
        assert_int_equal(diags.count, 0);
        ts_arena_drop(arena);
    }
}

static void test_mistakes_and_their_places(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t column; /* in the source, where the text stands in quotes */
        const char *message;
    } cases[] = {
        {"has", 5, "the condition ends where a name is missing"},
        {"growth", 8, "the condition ends where is, <, <=, =, >= or > is missing"},
        {"growth >> 3", 9, "is, <, <=, =, >= or > is missing before \">> 3\""},
        {"growth > many", 11, "a number is missing before \"many\""},
        {"growth is", 11, "the condition ends where a value is missing"},
        {"has a has b", 8, "and or or is missing before \"has b\""},
        {"has a and", 11, "the condition ends where a name, has or not is missing"},
        {"(has a", 8, "the condition ends where ) is missing"},
        {"has a)", 7, "and or or is missing before \")\""},
        {"Growth > 1", 2, "a name, has or not is missing before \"Growth > 1\""},
        {"", 2, "the condition ends where a name, has or not is missing"},
        {"and has a", 2, "a name, has or not is missing before \"and has a\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        const char *quoted = ts_arena_print(arena, "\"%s\"", cases[i].text);
        const ts_source *source = ts_source_wrap(arena, "t", quoted, strlen(quoted));
        ts_span span = {source, 0, (uint32_t)strlen(quoted)};
        assert_null(ts_condition_parse(arena, cases[i].text, span, &diags));
        assert_int_equal(diags.count, 1);
        assert_string_equal(diags.items[0].rule, "when");
        assert_string_equal(diags.items[0].message, cases[i].message);
        assert_int_equal(ts_source_place(source, diags.items[0].span.begin).column, cases[i].column);
        ts_arena_drop(arena);
    }
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    char text[4096] = "";
    for (int i = 0; i < 500; i++)
        strcat(text, "not ");
    strcat(text, "has a");
    assert_null(ts_condition_parse(arena, text, (ts_span){0}, &diags));
    memset(text, '(', 2000);
    text[2000] = '\0';
    assert_null(ts_condition_parse(arena, text, (ts_span){0}, &diags));
    assert_true(diags.count > 0);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meaning),
        cmocka_unit_test(test_mistakes_and_their_places),
        cmocka_unit_test(test_depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
