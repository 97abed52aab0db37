/* The printed schema says what the tables read, member by member. */
#include "spec/schema.h"

#include "base/json.h"
#include "spec/shapes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct printed {
    ts_arena *arena;
    char *text;
    size_t length;
    const ts_json *root;
} printed;

static int print(void **state)
{
    static printed p;
    FILE *out = open_memstream(&p.text, &p.length);
    ts_schema_print(out);
    fclose(out);
    p.arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(p.arena);
    p.root = ts_json_parse(p.arena, ts_source_wrap(p.arena, "schema", p.text, p.length), &diags);
    ts_diags_print(&diags, stderr);
    *state = &p;
    return p.root ? 0 : -1;
}

static int drop(void **state)
{
    printed *p = *state;
    ts_arena_drop(p->arena);
    free(p->text);
    return 0;
}

static const ts_json *definition(const printed *p, const char *name)
{
    return ts_json_member(ts_json_member(p->root, "$defs"), name);
}

static void test_every_member_is_known_to_both(void **state)
{
    const printed *p = *state;
    size_t members = 0;
    for (size_t s = 0; ts_shapes[s]; s++) {
        const ts_shape *shape = ts_shapes[s];
        const ts_json *said = definition(p, shape->name);
        assert_non_null(said);
        assert_false(ts_json_member(said, "additionalProperties")->boolean);
        const ts_json *properties = ts_json_member(said, "properties");
        assert_int_equal(properties->count, shape->count);
        for (size_t i = 0; i < shape->count; i++)
            assert_non_null(ts_json_member(properties, shape->members[i].name));
        members += shape->count;
    }
    assert_true(members > 350);
}

/* Every shape that a table leads to is printed, and so is every definition that is referred to. */
static void test_every_reference_is_defined(void **state)
{
    const printed *p = *state;
    static const char mark[] = "\"#/$defs/";
    size_t references = 0;
    for (const char *at = strstr(p->text, mark); at; at = strstr(at + 1, mark)) {
        char name[64];
        const char *begin = at + strlen(mark), *end = strchr(begin, '"');
        assert_true((size_t)(end - begin) < sizeof name);
        memcpy(name, begin, (size_t)(end - begin));
        name[end - begin] = '\0';
        if (!definition(p, name))
            fail_msg("\"%s\" is referred to and not defined", name);
        references++;
    }
    assert_true(references > 200);
}

static void test_tables_are_sound(void **state)
{
    (void)state;
    for (size_t s = 0; ts_shapes[s]; s++) {
        const ts_shape *shape = ts_shapes[s];
        for (size_t i = 0; i < shape->count; i++) {
            const ts_member *m = &shape->members[i];
            assert_non_null(m->about);
            assert_true(m->offset < shape->size || (m->flags & TS_UNREAD));
            bool words = m->kind == TS_K_ENUM || m->kind == TS_K_CHOICE || m->kind == TS_K_EITHER ||
                         m->kind == TS_K_BITS || m->kind == TS_K_CHOICE_MAP;
            assert_int_equal(m->words != NULL, words);
            bool shapes =
                m->kind == TS_K_PART || m->kind == TS_K_SHAPE || m->kind == TS_K_LIST || m->kind == TS_K_MAP;
            assert_int_equal(m->shape != NULL, shapes);
            assert_int_equal(m->own != NULL, m->kind == TS_K_OWN);
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(shape->members[j].name, m->name);
        }
    }
}

static void test_the_file_beside_the_samples_is_new(void **state)
{
    const printed *p = *state;
    FILE *file = fopen("layouts/sheet.schema.json", "rb");
    assert_non_null(file);
    char *text = test_malloc(p->length + 2);
    size_t length = fread(text, 1, p->length + 1, file);
    fclose(file);
    text[length] = '\0';
    assert_int_equal(length, p->length); /* if not: tearsheet schema > layouts/sheet.schema.json */
    assert_memory_equal(text, p->text, length);
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_member_is_known_to_both),
        cmocka_unit_test(test_every_reference_is_defined),
        cmocka_unit_test(test_tables_are_sound),
        cmocka_unit_test(test_the_file_beside_the_samples_is_new),
    };
    return cmocka_run_group_tests(tests, print, drop);
}
