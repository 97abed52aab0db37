/* Sheets that are too deep, too long or too many: refused in good order. */
#include "sheet_text.h"

typedef struct buffer {
    char *text;
    size_t length, size;
} buffer;

static void add(buffer *b, const char *text)
{
    size_t length = strlen(text);
    if (b->length + length + 1 > b->size) {
        b->size = (b->size + length + 1) * 2;
        b->text = realloc(b->text, b->size);
        assert_non_null(b->text);
    }
    memcpy(b->text + b->length, text, length + 1);
    b->length += length;
}

#define HEAD "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" }, "
#define FRAME "{ \"text\": \"title\" }"

static bool told(const loaded *l, const char *rule, const char *message)
{
    for (size_t i = 0; i < l->diags.count; i++)
        if (strcmp(l->diags.items[i].rule, rule) == 0 && strcmp(l->diags.items[i].message, message) == 0)
            return true;
    return false;
}

static void load_buffer(loaded *l, buffer *b)
{
    load_text(l, b->text);
    free(b->text);
}

static void nested(loaded *l, const char *member, int depth)
{
    buffer b = {0};
    add(&b, HEAD "\"pages\": [{ \"body\": [");
    for (int i = 1; i < depth; i++) {
        add(&b, "{ \"");
        add(&b, member);
        add(&b, "\": [");
    }
    add(&b, FRAME);
    for (int i = 1; i < depth; i++)
        add(&b, "] }");
    add(&b, "] }] }");
    load_buffer(l, &b);
}

static void test_nesting(void **state)
{
    (void)state;
    loaded l;
    nested(&l, "stack", 24);
    assert_int_equal(l.status, TS_OK);
    close_folder(&l);
    nested(&l, "stack", 25);
    assert_int_equal(l.diags.count, 1);
    assert_true(told(&l, "bounds", "frames are nested deeper than 24"));
    assert_int_equal(ts_source_place(l.diags.items[0].span.source, l.diags.items[0].span.begin).column,
                     sizeof HEAD "\"pages\": [{ \"body\": [" + 24 * (sizeof "{ \"stack\": [" - 1));
    close_folder(&l);
}

/* Each is read as what it is likely to be: once, not twice for each that it stands in. */
static void test_misspelt_nesting(void **state)
{
    (void)state;
    loaded l;
    nested(&l, "stak", 24);
    assert_true(told(&l, "member", "unknown member \"stak\" in a frame (did you mean \"stack\"?)"));
    assert_in_range(l.diags.count, 1, 23);
    close_folder(&l);
}

static void repeated(loaded *l, const char *head, const char *first, const char *next, const char *tail,
                     int count)
{
    buffer b = {0};
    add(&b, head);
    for (int i = 0; i < count; i++)
        add(&b, i ? next : first);
    add(&b, tail);
    load_buffer(l, &b);
}

static void test_pages(void **state)
{
    (void)state;
    loaded l;
    const char *page = "{ \"body\": [" FRAME "] }", *next = ", { \"body\": [" FRAME "] }";
    repeated(&l, HEAD "\"pages\": [", page, next, "] }", 64);
    assert_int_equal(l.status, TS_OK);
    close_folder(&l);
    repeated(&l, HEAD "\"pages\": [", page, next, "] }", 65);
    assert_true(told(&l, "bounds", "\"pages\" takes at most 64"));
    close_folder(&l);
}

static void test_a_list(void **state)
{
    (void)state;
    loaded l;
    repeated(&l, HEAD "\"pages\": [{ \"body\": [", FRAME, ", " FRAME, "] }] }", 1001);
    assert_true(told(&l, "bounds", "\"body\" has 1001 items; 1000 is the most"));
    close_folder(&l);
}

static void test_frames(void **state)
{
    (void)state;
    loaded l;
    buffer b = {0};
    add(&b, HEAD "\"pages\": [");
    for (int page = 0; page < 6; page++) {
        add(&b, page ? ", { \"body\": [" : "{ \"body\": [");
        for (int i = 0; i < 900; i++)
            add(&b, i ? ", " FRAME : FRAME);
        add(&b, "] }");
    }
    add(&b, "] }");
    load_buffer(&l, &b);
    assert_int_equal(l.diags.count, 1);
    assert_true(told(&l, "bounds", "there are more than 5000 frames"));
    close_folder(&l);
}

/* A few lines that would build ten thousand million frames. */
static void test_components_that_multiply(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, HEAD
              "\"components\": {\n"
              "\"a\": { \"slots\": { \"x\": { \"type\": \"word\" } }, \"frame\": { \"text\": \"title\" } },\n"
              "\"b\": { \"slots\": { \"x\": { \"type\": \"word\" } }, \"frame\": { \"repeat\": \"a\", "
              "\"for\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"] } },\n"
              "\"c\": { \"slots\": { \"x\": { \"type\": \"word\" } }, \"frame\": { \"repeat\": \"b\", "
              "\"for\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"] } },\n"
              "\"d\": { \"slots\": { \"x\": { \"type\": \"word\" } }, \"frame\": { \"repeat\": \"c\", "
              "\"for\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"] } },\n"
              "\"e\": { \"slots\": { \"x\": { \"type\": \"word\" } }, \"frame\": { \"repeat\": \"d\", "
              "\"for\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"] } } },\n"
              "\"pages\": [{ \"body\": [{ \"component\": \"e\", \"with\": { \"x\": \"1\" } }] }] }");
    assert_int_equal(l.status, TS_FAULT);
    assert_true(told(&l, "bounds", "with all components built there are more than 5000 frames"));
    close_folder(&l);
}

/* Each component uses the next one: deeper than frames may be, once built. */
static void test_components_inside_components(void **state)
{
    (void)state;
    loaded l;
    buffer b = {0};
    add(&b, HEAD "\"components\": {\n");
    for (int i = 0; i < 30; i++) {
        char text[200];
        snprintf(text, sizeof text, "\"c%d\": { \"slots\": {}, \"frame\": { \"component\": \"c%d\" } },\n", i,
                 i + 1);
        add(&b, text);
    }
    add(&b, "\"c30\": { \"slots\": {}, \"frame\": " FRAME
            " } },\n\"pages\": [{ \"body\": [{ \"component\": \"c0\" }] }] }");
    load_buffer(&l, &b);
    assert_true(told(&l, "bounds", "with its components built, this is nested deeper than 24"));
    close_folder(&l);
}

static void test_a_slot_default_that_comes_back_to_itself(void **state)
{
    (void)state;
    loaded l;
    load_text(&l,
              HEAD "\"components\": { \"c\": { \"slots\": { \"a\": { \"type\": \"copy\", \"default\": "
                   "\"{b}{b}\" }, \"b\": { "
                   "\"type\": \"copy\", \"default\": \"{a}{a}\" } }, \"frame\": { \"text\": \"{a}\" } } },\n"
                   "\"pages\": [{ \"body\": [{ \"component\": \"c\" }] }] }");
    assert_int_equal(l.status, TS_FAULT);
    assert_true(told(&l, "slot", "the default of \"a\" comes back to itself") ||
                told(&l, "slot", "the default of \"b\" comes back to itself"));
    close_folder(&l);
}

static void test_long_texts(void **state)
{
    (void)state;
    loaded l;
    repeated(&l, HEAD "\"pages\": [{ \"body\": [{ \"text\": \"", "t", "t", "\" }] }] }", 100000);
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].rule, "copy");
    close_folder(&l);
    repeated(&l, HEAD "\"pages\": [{ \"body\": [{ \"text\": \"title\", \"when\": \"", "(", "(", "\" }] }] }",
             2000);
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].rule, "when");
    close_folder(&l);
}

static void test_many_mistakes(void **state)
{
    (void)state;
    loaded l;
    buffer b = {0};
    add(&b, HEAD "\"pages\": [{ \"body\": [" FRAME);
    for (int i = 0; i < 900; i++) {
        char text[80];
        snprintf(text, sizeof text, ", { \"text\": \"no-%d\", \"style\": \"none-%d\" }", i, i);
        add(&b, text);
    }
    add(&b, "] }] }");
    load_buffer(&l, &b);
    assert_int_equal(l.diags.errors, 1800);
    assert_int_equal(l.diags.count, TS_DIAG_LIMIT);
    assert_int_equal(l.diags.suppressed, 1800 - TS_DIAG_LIMIT);
    close_folder(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_misspelt_nesting),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_a_list),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_components_that_multiply),
        cmocka_unit_test(test_components_inside_components),
        cmocka_unit_test(test_a_slot_default_that_comes_back_to_itself),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_many_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
