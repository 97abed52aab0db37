/* What `stats` prints of every number. */
#include "../bind/fixture.h"

#include "answer/ledger.h"
#include "answer/stats_print.h"
#include "base/json.h"

static const parts sample = {
    .copy = "\"say\": { \"odd\": \"Odd, and \\\"quoted\\\"|twice.\" }, \"words\": \"{total}[^total]\"",
    .caveats = "\"odd\": { \"say\": \"say.odd\" }",
    .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }, \"who\": { \"type\": \"text\", "
              "\"default\": \"A\\\"B\" }",
    .facts = "\"share-left\": { \"value\": 0.1, \"unit\": \"share\", \"source\": \"study\", \"says\": \"a "
             "\\\"tenth\\\"\", "
             "\"read\": \"2026-11-23\", \"caveats\": [\"odd\"] },"
             "\"lost\": { \"unknown\": \"torn, off\", \"unit\": \"count\", \"missing\": \"hide\" },"
             "\"name\": { \"value\": \"=Aria\", \"unit\": \"text\", \"source\": \"press\" }",
    .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\", \"expect\": \"$200\", \"note\": \"both "
             "partners\" }",
    .body = "{ \"text\": \"words\", \"style\": \"body\" }"};

static const char *printed(fixture *f, ts_stats_format format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    assert_non_null(memory);
    ts_stats_print(memory, f->edition, NULL, format);
    assert_int_equal(fclose(memory), 0);
    const char *kept = ts_arena_copy(f->arena, text, size);
    free(text);
    return kept;
}

static const char *ledger_text(fixture *f, unsigned form)
{
    const char *text = ts_ledger_text(&(ts_ledger){.edition = f->edition, .form = form});
    assert_non_null(text);
    return text;
}

static const ts_json *ledger_of(fixture *f, unsigned form)
{
    const char *text = ledger_text(f, form);
    const ts_json *root = ts_json_parse(f->arena, ts_source_wrap(f->arena, "stats", text, strlen(text)), &f->diags);
    assert_non_null(root);
    return root;
}

static const ts_json *find_number(const ts_json *root, const char *name)
{
    const ts_json *number = ts_json_member(root, "numbers")->child;
    while (number && strcmp(ts_json_member(number, "name")->string, name) != 0)
        number = number->next;
    assert_non_null(number);
    return number;
}

static const char *text_of(const ts_json *object, const char *member)
{
    const ts_json *value = ts_json_member(object, member);
    assert_non_null(value);
    assert_int_equal(value->kind, TS_JSON_STRING);
    return value->string;
}

static void json_is_strict_and_whole(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample);
    assert_good(&f);
    const ts_json *root = ledger_of(&f, TS_LEDGER_INDENTED);
    assert_string_equal(text_of(root, "language"), "en-US");
    assert_string_equal(text_of(ts_json_member(root, "params"), "who"), "A\"B");
    assert_true(ts_json_member(ts_json_member(root, "params"), "year")->number == 2024);
    assert_int_equal(ts_json_member(root, "numbers")->count, 4);

    const ts_json *total = find_number(root, "total");
    assert_string_equal(text_of(total, "kind"), "computed");
    assert_string_equal(text_of(total, "method"), "total");
    assert_true(ts_json_member(total, "value")->number == 200);
    assert_string_equal(text_of(total, "unit"), "USD");
    assert_string_equal(text_of(total, "printed"), "$200");
    assert_string_equal(text_of(total, "period"), "2024");
    assert_string_equal(text_of(total, "expect"), "$200");
    assert_true(ts_json_member(total, "expect-met")->boolean);
    assert_string_equal(text_of(total, "note"), "both partners");
    assert_non_null(strstr(text_of(total, "query"), "flows"));
    assert_string_equal(text_of(ts_json_member(total, "sources")->child, "publisher"), "Office");

    const ts_json *fact = find_number(root, "share-left");
    assert_string_equal(text_of(fact, "kind"), "quoted");
    assert_string_equal(text_of(fact, "says"), "a \"tenth\"");
    assert_string_equal(text_of(ts_json_member(fact, "caveats")->child, "says"),
                        "Odd, and \"quoted\" twice.");
    assert_non_null(strstr(ledger_text(&f, TS_LEDGER_INDENTED), "\"value\": 0.1,")); /* the shortest print that reads back the same */

    const ts_json *lost = find_number(root, "lost");
    assert_int_equal(ts_json_member(lost, "value")->kind, TS_JSON_NULL);
    assert_int_equal(ts_json_member(lost, "printed")->kind, TS_JSON_NULL);
    assert_string_equal(text_of(lost, "unknown"), "torn, off");
    assert_string_equal(text_of(find_number(root, "name"), "value"), "=Aria");
    close_sheet(&f);
}

static void assert_same_json(const ts_json *a, const ts_json *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->count, b->count);
    assert_true(a->number == b->number && a->boolean == b->boolean);
    if (a->key)
        assert_string_equal(a->key, b->key);
    if (a->string)
        assert_string_equal(a->string, b->string);
    for (a = a->child, b = b->child; a; a = a->next, b = b->next)
        assert_same_json(a, b);
}

static void the_dense_form_says_the_same(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample);
    assert_good(&f);
    assert_same_json(ledger_of(&f, TS_LEDGER_DENSE), ledger_of(&f, TS_LEDGER_INDENTED));
    const char *text = ledger_text(&f, TS_LEDGER_DENSE);
    assert_null(strchr(text, '\n'));
    assert_non_null(strstr(text, "\"value\":0.1,\"printed\":"));
    close_sheet(&f);
}

static void csv_quotes_and_disarms(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample);
    assert_good(&f);
    const char *text = printed(&f, TS_STATS_CSV);
    assert_non_null(strstr(text,
                           "name,value,unit,printed,kind,method,period,sources,caveats,expect,expect_result,"
                           "unknown,note,query\r\n"));
    assert_non_null(strstr(
        text, "\r\nshare-left,0.1,share,10%,quoted,,,Institute: Study,\"Odd, and \"\"quoted\"\" twice.\","));
    assert_non_null(strstr(text, "\r\nlost,,count,,quoted,,,,,,,\"torn, off\",,\r\n"));
    assert_non_null(strstr(text, "\r\nname,\"'=Aria\",text,\"'=Aria\",quoted,"));
    assert_non_null(
        strstr(text, "\r\ntotal,200,USD,$200,computed,total,2024,Office: Flows,,$200,met,,both partners,"));
    close_sheet(&f);
}

/* A sign and a digit begin a number as well as a formula. */
static void csv_disarms_what_begins_like_a_number(void **state)
{
    (void)state;
    const parts p = {.facts = "\"a\": { \"value\": \"-2+3+cmd|' /C calc'!A0\", \"unit\": \"text\", \"source\": \"study\" }, "
                              "\"b\": { \"value\": \"+54%\", \"unit\": \"text\", \"source\": \"study\" }, "
                              "\"c\": { \"value\": \"-1.2M\", \"unit\": \"text\", \"source\": \"study\" }",
                     .body = "{ \"text\": \"title\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    const char *text = printed(&f, TS_STATS_CSV);
    assert_non_null(strstr(text, "\r\na,\"'-2+3+cmd|' /C calc'!A0\",text,"));
    assert_non_null(strstr(text, "\r\nb,+54%,text,+54%,"));
    assert_non_null(strstr(text, "\r\nc,-1.2M,text,-1.2M,"));
    close_sheet(&f);
}

static void the_table_is_for_reading(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample);
    assert_good(&f);
    const char *text = printed(&f, TS_STATS_TABLE);
    assert_non_null(strstr(text, "share-left  10%\n    quoted    10%\n    rounding  percent, 0 decimals, rounded half away from zero\n    source    Institute, Study\n"
                                 "    caveat    Odd, and \"quoted\" twice.\n    says      a \"tenth\"\n"
                                 "    read      2026-11-23\n\n"));
    assert_non_null(strstr(text, "lost  (no value)\n    quoted    count\n    unknown   torn, off\n\n"));
    assert_non_null(
        strstr(text, "total  $200\n    computed  total  200 USD\n    rounding  short, 1 decimal, rounded half away from zero\n    period    2024\n"
                     "    source    Office, Flows\n    expected  $200 (met)\n    note      both partners\n"));
    close_sheet(&f);
}

static void two_prints_are_the_same_bytes(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample), g = make_sheet(&sample);
    for (int format = TS_STATS_TABLE; format <= TS_STATS_CSV; format++)
        assert_string_equal(printed(&f, (ts_stats_format)format), printed(&g, (ts_stats_format)format));
    for (unsigned form = TS_LEDGER_INDENTED; form <= TS_LEDGER_DENSE; form++)
        assert_string_equal(ledger_text(&f, form), ledger_text(&g, form));
    close_sheet(&f);
    close_sheet(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_strict_and_whole),
        cmocka_unit_test(the_dense_form_says_the_same),
        cmocka_unit_test(csv_quotes_and_disarms),
        cmocka_unit_test(csv_disarms_what_begins_like_a_number),
        cmocka_unit_test(the_table_is_for_reading),
        cmocka_unit_test(two_prints_are_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
