/* A ledger folded and unfolded is what it is in one piece; whoever folded it. */
#include "../bind/fixture.h"

#include "answer/account.h"
#include "answer/ledger.h"
#include "answer/unfold.h"

/* Numbers of all kinds: quoted, unknown, a name, computed of one moment and of two, of each other, by an author's query. */
static const parts sample = {
    .copy = "\"say\": { \"odd\": \"Odd, in \\\"{year}\\\".\" }, \"words\": \"{total}[^total] {left}\"",
    .caveats = "\"odd\": { \"say\": \"say.odd\" }",
    .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }",
    .series = "\"named\": { \"sql\": \"select year as time, partner as category, value from flows\", \"unit\": \"USD\" },"
              "\"once\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"year\": \"{year}\" }, \"by\": \"partner\", \"unit\": \"USD\" }",
    .facts = "\"left\": { \"value\": 0.1, \"unit\": \"share\", \"source\": \"study\", \"says\": \"a \\\"tenth\\\"\", \"period\": 2020,"
             "\"read\": \"2026-11-23\", \"caveats\": [\"odd\"] },"
             "\"lost\": { \"unknown\": \"torn, off\", \"unit\": \"count\", \"missing\": \"hide\" },"
             "\"name\": { \"value\": \"=Aria\", \"unit\": \"text\", \"source\": \"press\" }",
    .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\", \"expect\": \"$200\", \"note\": \"both partners\" },"
             "\"grown\": { \"growth\": \"by-partner\", \"only\": \"Aria\", \"from\": \"2019\", \"to\": \"{year}\" },"
             "\"first\": { \"top\": \"by-partner\", \"at\": \"{year}\" },"
             "\"apart\": { \"ratio\": \"total\", \"per\": \"left\" },"
             "\"asked\": { \"sql\": \"select count(*) from flows\", \"unit\": \"count\" }",
    .body = "{ \"text\": \"words\", \"style\": \"body\" }"};

static void make_year(fixture *f, const char *year)
{
    f->request.settings = &(ts_setting){"year", year, {0}};
    f->request.setting_count = 1;
    make(f);
    f->request.setting_count = 0;
    assert_good(f);
}

static const char *fold(const fixture *f, ts_memo *memo, size_t *begins)
{
    const char *text = ts_ledger_fold(&(ts_ledger){.edition = f->edition, .database = f->database, .memo = memo}, begins);
    assert_non_null(text);
    return text;
}

static const ts_json *parse(fixture *f, const char *text)
{
    const ts_json *root = ts_json_parse(f->arena, ts_source_wrap(f->arena, "folded", text, strlen(text)), &f->diags);
    assert_non_null(root);
    return root;
}

static const char *unfold(fixture *f, const char *text)
{
    const ts_source *whole = ts_ledger_unfold(f->arena, parse(f, text));
    assert_non_null(whole);
    assert_int_equal(strlen(whole->text), whole->length);
    return whole->text;
}

static const char *in_one_piece(const fixture *f)
{
    const char *text = ts_ledger_text(&(ts_ledger){.edition = f->edition, .database = f->database, .form = TS_LEDGER_DENSE});
    assert_non_null(text);
    return text;
}

static void unfolded_it_is_what_it_is_in_one_piece(void **state)
{
    (void)state;
    fixture f = open_sheet(&sample);
    size_t begins = 0;
    static const char *const years[] = {"2024", "2020"};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        make_year(&f, years[i]);
        const char *folded = fold(&f, NULL, &begins);
        assert_true(ts_ledger_is_folded(parse(&f, folded)));
        assert_false(ts_ledger_is_folded(parse(&f, in_one_piece(&f))));
        assert_string_equal(unfold(&f, folded), in_one_piece(&f));
    }
    close_sheet(&f);
}

/* What is kept is the beginning of each, and the same as where nothing is. */
static void editions_begin_with_their_sheet(void **state)
{
    (void)state;
    fixture f = open_sheet(&sample);
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    size_t begins[3];
    make_year(&f, "2024");
    const char *first = fold(&f, memo, &begins[0]);
    size_t used = ts_arena_used(ts_memo_arena(memo));
    assert_true(used > begins[0] / 2);
    make_year(&f, "2020");
    const char *second = fold(&f, memo, &begins[1]), *alone = fold(&f, NULL, &begins[2]);
    assert_int_equal(begins[0], begins[1]);
    assert_memory_equal(first, second, begins[0]);
    assert_string_not_equal(first, second);
    assert_string_equal(second, alone);
    assert_int_equal(begins[1], begins[2]);
    assert_int_equal(ts_arena_used(ts_memo_arena(memo)), used);
    ts_memo_drop(memo);
    close_sheet(&f);
}

/* Which unit a method gives is part of the beginning, and not said by the sheet. */
static void what_an_edition_settles_is_not_taken_for_another_s(void **state)
{
    (void)state;
    fixture f = open_sheet(&sample);
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    size_t begins = 0;
    make_year(&f, "2024");
    fold(&f, memo, &begins);
    ts_result *total = ts_map_find(&f.edition->results, "total");
    total->value.unit = "EUR";
    assert_string_equal(fold(&f, memo, &begins), fold(&f, NULL, &begins));
    ts_memo_drop(memo);
    close_sheet(&f);
}

/* ---- ledgers that somebody has tampered with */

static const char *unfold_text(fixture *f, const char *text)
{
    *f = (fixture){.arena = ts_arena_new(0)};
    f->diags = ts_diags_new(f->arena);
    return unfold(f, text);
}

static void what_names_nothing_is_left_out(void **state)
{
    (void)state;
    fixture f;
    const char *whole = unfold_text(&f,
        "{\"tearsheet-ledger\":2,\"sheet\":{\"sources\":[{\"name\":\"s\",\"url\":\"u\"},7],\"numbers\":[{\"name\":\"a\",\"sources\":[\"s\",\"t\",3],"
        "\"caveats\":[\"c\"]},{\"name\":\"b\",\"sources\":{}}],\"series\":[{\"name\":\"x\",\"heads\":[\"time\",\"odd\",\"value\",5]}]},"
        "\"numbers\":[{\"value\":1,\"input\":[{\"series\":\"x\",\"points\":[0,9,-1,\"0\",1e300]},{\"series\":\"y\",\"points\":[0]},4]},7],"
        "\"series\":[{\"points\":[[\"2024\",1,2,3,4],5]},{\"points\":[]}],\"sources\":[{\"number\":1,\"name\":\"s\"},{\"number\":2,\"name\":\"t\"}]}");
    assert_string_equal(whole,
        "{\"tearsheet-ledger\":1,\"numbers\":[{\"name\":\"a\",\"value\":1,\"sources\":[{\"name\":\"s\",\"url\":\"u\"},{\"name\":\"t\"},{\"name\":3}],"
        "\"caveats\":[{\"name\":\"c\",\"says\":\"c\"}],\"input\":[{\"series\":\"x\",\"point-count\":5,\"points\":[{\"time\":\"2024\",\"value\":2}]},"
        "{\"series\":\"y\",\"point-count\":1,\"points\":[]},{\"point-count\":0,\"points\":[]}]},{\"name\":\"b\",\"sources\":[]}],"
        "\"series\":[{\"name\":\"x\",\"point-count\":2,\"points\":[{\"time\":\"2024\",\"value\":2},{}]}],"
        "\"sources\":[{\"number\":1,\"name\":\"s\",\"url\":\"u\"},{\"number\":2}]}");
    ts_arena_drop(f.arena);
}

/* A mark is known by the number that it begins with; a page that is not said is the text's; texts of before stand as they did. */
static void texts_are_rows(void **state)
{
    (void)state;
    fixture f;
    const char *whole = unfold_text(&f,
        "{\"tearsheet-ledger\":3,\"sheet\":{},\"texts\":[[\"k\",null,\"P\",3,[1,2,3,4],0,\"in words\",[\"n\",0,2,[1],1],[4,2,4,[2],null,7],"
        "[\"m\",1,2,[3],0,5]],[null,\"f\",null,1,[5],3,\"seen\"],{\"key\":\"old\"}],\"roundings\":[\"long\",\"short\"]}");
    assert_string_equal(whole,
        "{\"tearsheet-ledger\":1,\"numbers\":[],\"series\":[],\"sources\":[],\"texts\":["
        "{\"key\":\"k\",\"tag\":\"P\",\"page\":3,\"box\":[1,2,3,4],\"text\":\"in words\",\"values\":["
        "{\"name\":\"n\",\"rounding\":\"short\",\"from\":0,\"to\":2,\"page\":3,\"box\":[1]},"
        "{\"source\":4,\"from\":2,\"to\":4,\"page\":7,\"box\":[2]},"
        "{\"name\":\"m\",\"rounding\":\"long\",\"from\":1,\"to\":2,\"page\":5,\"box\":[3]}]},"
        "{\"frame\":\"f\",\"page\":1,\"box\":[5],\"heard\":true,\"alt\":true,\"text\":\"seen\"},{\"key\":\"old\"}]}");
    ts_arena_drop(f.arena);
}

static void rows_that_are_none_say_nothing(void **state)
{
    (void)state;
    fixture f;
    assert_string_equal(unfold_text(&f, "{\"tearsheet-ledger\":3,\"sheet\":1,\"texts\":[[],[1,2,3,4,5,-1e300,7,8,[],[{},1,2,3,-1],[\"n\",0,1,[],1]],5],"
                                        "\"roundings\":[\"r\"]}"),
                        "{\"tearsheet-ledger\":1,\"numbers\":[],\"series\":[],\"sources\":[],\"texts\":[{},{\"key\":1,\"frame\":2,"
                        "\"tag\":3,\"page\":4,\"box\":5,\"text\":7,\"values\":[{\"page\":4},{\"page\":4},{\"name\":{},\"from\":1,\"to\":2,"
                        "\"page\":4,\"box\":3},{\"name\":\"n\",\"from\":0,\"to\":1,\"page\":4,\"box\":[]}]},5]}");
    ts_arena_drop(f.arena);
    assert_string_equal(unfold_text(&f, "{\"tearsheet-ledger\":3,\"sheet\":1,\"texts\":{},\"roundings\":4}"),
                        "{\"tearsheet-ledger\":1,\"numbers\":[],\"series\":[],\"sources\":[],\"texts\":[]}");
    ts_arena_drop(f.arena);
}

static void nothing_at_all_is_an_empty_ledger(void **state)
{
    (void)state;
    fixture f;
    assert_string_equal(unfold_text(&f, "{\"tearsheet-ledger\":2,\"sheet\":[],\"numbers\":{},\"series\":3}"),
                        "{\"tearsheet-ledger\":1,\"numbers\":[],\"series\":[],\"sources\":[]}");
    ts_arena_drop(f.arena);
}

/* A long note that a hundred numbers name: what is small folded could fill the memory. */
static void it_cannot_grow_without_bounds(void **state)
{
    (void)state;
    enum { LONG = 1 << 20, NUMBERS = 100 };
    fixture f = {.arena = ts_arena_new(0)};
    f.diags = ts_diags_new(f.arena);
    char *note = ts_arena_alloc(f.arena, LONG);
    memset(note, 'x', LONG - 1);
    const char *numbers = "{}";
    for (int i = 1; i < NUMBERS; i++)
        numbers = ts_arena_print(f.arena, "%s,{\"sources\":[\"s\"]}", numbers);
    const char *text = ts_arena_print(f.arena, "{\"tearsheet-ledger\":2,\"sheet\":{\"sources\":[{\"name\":\"s\",\"note\":\"%s\"}]},\"numbers\":[%s]}", note, numbers);
    ts_account *account;
    assert_int_equal(ts_account_read(f.arena, ts_source_wrap(f.arena, "a.pdf", text, strlen(text)), &f.diags, &account), TS_FAULT);
    assert_string_equal(f.diags.items[0].rule, "ledger");
    ts_arena_drop(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unfolded_it_is_what_it_is_in_one_piece),
        cmocka_unit_test(editions_begin_with_their_sheet),
        cmocka_unit_test(what_an_edition_settles_is_not_taken_for_another_s),
        cmocka_unit_test(what_names_nothing_is_left_out),
        cmocka_unit_test(texts_are_rows),
        cmocka_unit_test(rows_that_are_none_say_nothing),
        cmocka_unit_test(nothing_at_all_is_an_empty_ledger),
        cmocka_unit_test(it_cannot_grow_without_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
