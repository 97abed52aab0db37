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

enum { LEDGER = TS_STATS_CSV + 1 };

static const char *printed(fixture *f, int format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    assert_non_null(memory);
    if (format == LEDGER)
        assert_true(ts_ledger_print(memory, &(ts_ledger){.edition = f->edition}));
    else
        ts_stats_print(memory, f->edition, NULL, (ts_stats_format)format);
    assert_int_equal(fclose(memory), 0);
    const char *kept = ts_arena_copy(f->arena, text, size);
    free(text);
    return kept;
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
    const char *text = printed(&f, LEDGER);
    const ts_source *source = ts_source_wrap(f.arena, "stats", text, strlen(text));
    const ts_json *root = ts_json_parse(f.arena, source, &f.diags);
    assert_non_null(root);
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
    assert_non_null(strstr(text, "\"value\": 0.1,")); /* the shortest print that reads back the same */

    const ts_json *lost = find_number(root, "lost");
    assert_int_equal(ts_json_member(lost, "value")->kind, TS_JSON_NULL);
    assert_int_equal(ts_json_member(lost, "printed")->kind, TS_JSON_NULL);
    assert_string_equal(text_of(lost, "unknown"), "torn, off");
    assert_string_equal(text_of(find_number(root, "name"), "value"), "=Aria");
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
    assert_non_null(strstr(text, "share-left  10%\n    quoted    0.1  share\n    rounding  percent, 0 decimals, rounded half away from zero\n    source    Institute, Study\n"
                                 "    caveat    Odd, and \"quoted\" twice.\n    says      a \"tenth\"\n"
                                 "    read      2026-11-23\n\n"));
    assert_non_null(strstr(text, "lost  (no value)\n    quoted    count\n    unknown   torn, off\n\n"));
    assert_non_null(
        strstr(text, "total  $200\n    computed  total  200  USD\n    rounding  short, 1 decimal, rounded half away from zero\n    period    2024\n"
                     "    source    Office, Flows\n    expected  $200 (met)\n    note      both partners\n"));
    close_sheet(&f);
}

static void two_prints_are_the_same_bytes(void **state)
{
    (void)state;
    fixture f = make_sheet(&sample), g = make_sheet(&sample);
    for (int format = TS_STATS_TABLE; format <= LEDGER; format++)
        assert_string_equal(printed(&f, format), printed(&g, format));
    close_sheet(&f);
    close_sheet(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_strict_and_whole),
        cmocka_unit_test(csv_quotes_and_disarms),
        cmocka_unit_test(csv_disarms_what_begins_like_a_number),
        cmocka_unit_test(the_table_is_for_reading),
        cmocka_unit_test(two_prints_are_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
