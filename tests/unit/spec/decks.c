/*
 * Decks against each other: what is missing is told at the later deck; order
 * and format are the language's own.
 */
#include "sheet_text.h"

static const char head[] =
    "{ \"tearsheet\": 1, \"languages\": [\"en-US\", \"es-MX\"], \"copy\": \"{language}.json\",\n"
    "  \"params\": { \"state\": { \"type\": \"text\", \"default\": \"AZ\" } },\n"
    "  \"sources\": { \"study\": { \"publisher\": \"P\", \"title\": \"T\" } },\n"
    "  \"facts\": { \"firms\": { \"value\": 475, \"unit\": \"count\", \"source\": \"study\" },\n"
    "    \"growth\": { \"value\": 0.3, \"unit\": \"share\", \"source\": \"study\" } },\n"
    "  \"fonts\": { \"F\": { \"file\": \"f\" } }, \"text-styles\": {\n"
    "    \"body\": { \"font\": \"F\", \"set\": \"8/9\" },\n"
    "    \"fitted\": { \"based-on\": \"body\", \"ladder\": \"brief\" } },\n"
    "  \"ladders\": { \"brief\": { \"steps\": [{ \"use\": \"short\" }] } <LADDER> },\n"
    "  \"pages\": [{ \"body\": [{ \"text\": \"title\", \"style\": \"body\" } <BODY>] }] }\n";

typedef struct deck_case {
    const char *english, *spanish;   /* the text "x" of each deck */
    const char *place, *message;     /* of the one diagnostic: line and column; NULL: none */
} deck_case;

static const deck_case cases[] = {
    {"Up {growth}", "Sube {growth as percent-words}", NULL, NULL},
    {"{firms} and {growth}[^study]", "{growth}[^study] y {firms}", NULL, NULL},
    {"Up {growth}", "Sube mucho", "es-MX.json:2:39", "\"x\" lacks {growth}, which the deck of en-US has"},
    {"Up", "Sube {growth}", "es-MX.json:2:51", "\"x\" has {growth}, which the deck of en-US has not"},
    {"{firms}, {firms}", "{firms}", "es-MX.json:2:46",
     "\"x\" has {firms} once, the deck of en-US has it twice"},
    {"{firms}", "{firms}, {firms}, {firms}", "es-MX.json:2:46",
     "\"x\" has {firms} 3 times, the deck of en-US has it once"},
    {"In {state}", "Aqu\xC3\xAD", "es-MX.json:2:39", "\"x\" lacks {state}, which the deck of en-US has"},
    {"Since {growth.from}", "Desde {growth.to}", "es-MX.json:2:39",
     "\"x\" lacks {growth.from}, which the deck of en-US has"},
    {"They say[^study]", "Dicen", "es-MX.json:2:39", "\"x\" lacks [^study], which the deck of en-US has"},
    {"They say", "Dicen[^study]", "es-MX.json:2:52", "\"x\" has [^study], which the deck of en-US has not"},
    {"Up {growth in {firms}", "Sube {growth} en {firms}", "en-US.json:2:48", "this brace is not closed; a brace itself is \\{"},
    {"Up {growth}", "Sube {growth", "es-MX.json:2:50", "this brace is not closed; a brace itself is \\{"},
    {"They say[^study", "Dicen[^study]", "en-US.json:2:53", "this source mark is not closed"},
    {"a \\\\{firms\\\\}", "a", NULL, NULL},                       /* a brace that is a brace */
    {"[mot]{fr} {firms}", "{firms} [mot]{fr}", NULL, NULL}, /* words in another language are no number */
};

static void write_decks(const loaded *l, const char *english, const char *spanish)
{
    char text[1024];
    const char *const form = "{ \"tearsheet-copy\": 1, \"language\": \"%s\",\n"
                             "  \"copy\": { \"title\": \"T\", \"more\": \"\", %s } }\n";
    snprintf(text, sizeof text, form, "en-US", english);
    write_file(l->folder, "en-US.json", text);
    snprintf(text, sizeof text, form, "es-MX", spanish);
    write_file(l->folder, "es-MX.json", text);
}

/* The sheet with its two slots taken. */
static void write_sheet(const loaded *l, const char *ladder, const char *body)
{
    char text[4096];
    const char *at = strstr(head, "<LADDER>"), *second = strstr(head, "<BODY>");
    snprintf(text, sizeof text, "%.*s%s%.*s%s%s", (int)(at - head), head, ladder, (int)(second - at - 8), at + 8,
             body, second + 6);
    write_file(l->folder, "t.json", text);
}

static void load_decks(loaded *l, const char *english, const char *spanish, const char *body)
{
    open_folder(l);
    write_sheet(l, "", body);
    write_decks(l, english, spanish);
    load(l);
}

static bool stands_at(const ts_diag *d, const char *place)
{
    char text[256];
    ts_place at = ts_source_place(d->span.source, d->span.begin);
    const char *slash = strrchr(d->span.source->name, '/');
    snprintf(text, sizeof text, "%s:%zu:%zu", slash + 1, (size_t)at.line, (size_t)at.column);
    return strcmp(text, place) == 0;
}

static bool is_as_wanted(const loaded *l, const deck_case *c)
{
    const ts_diag *d = l->diags.items;
    if (!c->message || !l->diags.count)
        return !c->message && l->diags.count == 0;
    const bool alone = l->diags.count == 1 || strcmp(d->rule, "deck") == 0; /* what one has and what the other has are two */
    return alone && d->severity == TS_ERROR && strcmp(d->message, c->message) == 0 && stands_at(d, c->place);
}

static void test_each_difference_is_told_in_the_later_deck(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char english[256], spanish[256];
        loaded l;
        snprintf(english, sizeof english, "\"x\": \"%s\"", cases[i].english);
        snprintf(spanish, sizeof spanish, "\"x\": \"%s\"", cases[i].spanish);
        load_decks(&l, english, spanish, "");
        if (!is_as_wanted(&l, &cases[i])) {
            fprintf(stderr, "case %zu: wanted %s %s\n", i, cases[i].place ? cases[i].place : "nothing",
                    cases[i].message ? cases[i].message : "");
            print_diags(&l);
            wrong++;
        }
        close_folder(&l);
    }
    assert_int_equal(wrong, 0);
}

static void test_wordings_are_compared_as_their_union(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l,
               "\"x\": [{ \"when\": \"has growth\", \"say\": \"{growth} of {firms}\" }, { \"say\": \"{firms}\" }]",
               "\"x\": \"{firms}: {growth}\"", "");
    print_diags(&l);
    assert_int_equal(l.diags.count, 0);
    close_folder(&l);
}

static void test_a_name_that_is_nothing_is_told_once(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l, "\"x\": \"up\"", "\"x\": \"{nada}\"", "");
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].rule, "value");
    close_folder(&l);
}

static void test_keys_are_the_same_but_for_short_forms(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l, "\"x\": \"a\", \"x.short\": \"b\"", "\"y\": \"a\"", "");
    assert_int_equal(l.diags.count, 2);
    assert_string_equal(l.diags.items[0].message, "\"x\" is not in the deck of es-MX");
    assert_string_equal(l.diags.items[1].message, "\"y\" is not in the deck of en-US");
    close_folder(&l);
}

/* Where the sheet asks for what one deck calls otherwise, that one is misspelt, else the later one. */
static void test_a_misspelt_key_is_told_once(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l, "\"growing\": \"a\"", "\"growin\": \"a\"", "");
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].message, "\"growin\" is not in the deck of en-US (did you mean \"growing\"?)");
    close_folder(&l);
    load_decks(&l, "\"growin\": \"a\"", "\"growing\": \"a\"", ", { \"text\": \"growing\", \"style\": \"body\" }");
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].message, "\"growin\" is not in the deck of es-MX (did you mean \"growing\"?)");
    close_folder(&l);
}

/* ---- short forms */

static void test_a_short_form_that_only_one_language_has(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l, "\"x\": \"a\", \"x.short\": \"b\"", "\"x\": \"a\"",
               ", { \"text\": \"x\", \"style\": \"fitted\" }");
    assert_int_equal(l.status, TS_OK);
    assert_int_equal(l.diags.count, 1);
    assert_int_equal(l.diags.items[0].severity, TS_WARNING);
    assert_string_equal(l.diags.items[0].rule, "ladder");
    assert_string_equal(l.diags.items[0].message,
                        "the ladder takes the short form, but the deck of es-MX has no \"x.short\"");
    close_folder(&l);
}

/* A style's ladder serves texts with and without a short form; a frame's own was meant. */
static void test_a_short_form_that_no_language_has(void **state)
{
    (void)state;
    loaded l;
    load_decks(&l, "\"x\": \"a\"", "\"x\": \"a\"", ", { \"text\": \"x\", \"style\": \"fitted\" }");
    assert_int_equal(l.diags.count, 0);
    close_folder(&l);
    load_decks(&l, "\"x\": \"a\"", "\"x\": \"a\"",
               ", { \"text\": \"x\", \"style\": \"body\", \"ladder\": \"brief\" }");
    assert_int_equal(l.diags.warnings, 2);
    assert_int_equal(l.diags.errors, 0);
    close_folder(&l);
}

static void test_a_text_with_a_mark_in_one_language_is_not_hidden(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_sheet(&l, ", \"gone\": { \"steps\": [{ \"hide\": \"frame\" }] }",
                ", { \"text\": \"x\", \"style\": \"body\", \"ladder\": \"gone\" }");
    write_decks(&l, "\"x\": \"a\"",
                "\"x\": [{ \"when\": \"has firms\", \"say\": \"a[^study]\" }, { \"say\": \"a\" }]");
    load(&l);
    assert_int_equal(l.diags.errors, 2); /* the mark that English has not is told too */
    assert_string_equal(l.diags.items[0].message,
                        "the ladder \"gone\" hides the frame, but \"x\" has a source mark in es-MX");
    close_folder(&l);
}

static void test_a_ladder_goes_from_the_gentlest(void **state)
{
    (void)state;
    static const struct {
        const char *steps;
        size_t warnings;
    } ladders[] = {
        {"{ \"set\": \"8/10\" }, { \"set\": \"7.5/10\" }, { \"set\": \"7.5/9.5\" }", 0},
        {"{ \"set\": \"8/10\" }, { \"grow\": 3 }, { \"set\": \"8.25/9\" }", 1},
        {"{ \"set\": \"8/10\" }, { \"set\": \"8/10\" }", 1},
    };
    for (size_t i = 0; i < sizeof ladders / sizeof *ladders; i++) {
        loaded l;
        char text[256];
        snprintf(text, sizeof text, ", \"l\": { \"steps\": [%s] }", ladders[i].steps);
        open_folder(&l);
        write_sheet(&l, text, "");
        write_decks(&l, "\"x\": \"a\"", "\"x\": \"a\"");
        load(&l);
        assert_int_equal(l.status, TS_OK);
        assert_int_equal(l.diags.warnings, ladders[i].warnings);
        close_folder(&l);
    }
}

/* ---- names that stay whole */

static void load_together(loaded *l, const char *list)
{
    char text[2048];
    open_folder(l);
    write_file(l->folder, "t.json", "{ \"tearsheet\": 1, \"copy\": \"{language}.json\", "
                                    "\"pages\": [{ \"body\": [{ \"text\": \"title\" }] }] }");
    snprintf(text, sizeof text,
             "{ \"tearsheet-copy\": 1, \"language\": \"en-US\", \"together\": [%s],\n"
             "  \"copy\": { \"title\": \"T\" } }",
             list);
    write_file(l->folder, "en-US.json", text);
    load(l);
}

static void test_names_that_stay_together(void **state)
{
    (void)state;
    loaded l;
    load_together(&l, "\"New Mexico\", \"San Luis R\xC3\xADo Colorado\"");
    assert_int_equal(l.status, TS_OK);
    const ts_deck *deck = ts_map_find(&l.sheet->decks, "en-US");
    assert_int_equal(deck->together.count, 2);
    assert_string_equal(deck->together.items[1].text, "San Luis R\xC3\xADo Colorado");
    close_folder(&l);
}

static void test_a_name_is_not_longer_than_a_line(void **state)
{
    (void)state;
    loaded l;
    char list[256] = "\"";
    memset(list + 1, 'a', 201);
    strcpy(list + 202, "\"");
    load_together(&l, list);
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].rule, "bounds");
    close_folder(&l);
    load_together(&l, "\"A\", \"A\"");
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].rule, "double");
    close_folder(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_difference_is_told_in_the_later_deck),
        cmocka_unit_test(test_wordings_are_compared_as_their_union),
        cmocka_unit_test(test_a_name_that_is_nothing_is_told_once),
        cmocka_unit_test(test_keys_are_the_same_but_for_short_forms),
        cmocka_unit_test(test_a_misspelt_key_is_told_once),
        cmocka_unit_test(test_a_short_form_that_only_one_language_has),
        cmocka_unit_test(test_a_short_form_that_no_language_has),
        cmocka_unit_test(test_a_text_with_a_mark_in_one_language_is_not_hidden),
        cmocka_unit_test(test_a_ladder_goes_from_the_gentlest),
        cmocka_unit_test(test_names_that_stay_together),
        cmocka_unit_test(test_a_name_is_not_longer_than_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
