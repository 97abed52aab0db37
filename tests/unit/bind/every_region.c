/* The sheets that are made for any state and any port are made for each of them: every number computed, nothing to say
 * against any. What they print is compared with the tables in e2e.regions and e2e.ports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bind/edition.h"

#include <stdio.h>
#include <string.h>

typedef struct house {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_database *database;
    ts_rows *choices;
} house;

static house open_house(const char *path, const char *table, const char *column)
{
    house h = {.arena = ts_arena_new(0)};
    h.diags = ts_diags_new(h.arena);
    assert_int_equal(ts_sheet_load(h.arena, path, &h.diags, &h.sheet), TS_OK);
    assert_int_equal(ts_edition_tables(h.arena, &(ts_tables_order){.sheet = h.sheet}, &h.diags, &h.database), TS_OK);
    assert_int_equal(ts_database_distinct(h.database, h.arena, table, column, (ts_span){0}, &h.diags, &h.choices), TS_OK);
    return h;
}

/* A number is known, or the sheet says what then: a port may have no trains. */
static size_t count_known(const ts_edition *edition, const char *who)
{
    size_t known = 0;
    for (size_t i = 0; i < edition->results.count; i++) {
        const ts_result *result = edition->results.items[i].value;
        if (result->value.kind == TS_VALUE_MISSING && result->missing == TS_MISSING_FAIL)
            fail_msg("%s: \"%s\" has no value", who, result->name);
        known += result->value.kind != TS_VALUE_MISSING;
        assert_true(result->value.kind != TS_VALUE_MISSING || result->value.why || result->unknown);
    }
    return known;
}

static size_t make_each(house *h, const char *parameter)
{
    size_t known = 0;
    for (size_t i = 0; i < h->choices->row_count; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        const ts_setting setting = {parameter, h->choices->cells[i].text};
        const ts_edition_request request = {.settings = &setting, .setting_count = 1};
        ts_edition *edition = NULL;
        ts_status status = ts_edition_make(arena, h->sheet, h->database, &request, &diags, &edition);
        if (status != TS_OK || diags.warnings)
            ts_diags_print(&diags, stderr);
        assert_int_equal(status, TS_OK);
        assert_int_equal(diags.warnings, 0);
        known += count_known(edition, setting.value);
        ts_arena_drop(arena);
    }
    return known;
}

/* As where they are too large to be kept. */
static void take_columns_away(const house *h)
{
    for (size_t i = 0; i < h->sheet->tables.count; i++) {
        ts_table *table = (ts_table *)(uintptr_t)ts_database_table(h->database, h->sheet->tables.items[i].name);
        assert_non_null(table);
        table->kept = NULL;
    }
}

/* Without columns in memory series are asked of SQLite, and from the third edition on with indexes: their numbers are the same. */
static void neither_columns_nor_indexes_change_a_number(void **state)
{
    (void)state;
    house h = open_house("layouts/port-of-entry.json", "ports", "port_code");
    const ts_setting setting = {"port", "2504"};
    const ts_edition_request request = {.settings = &setting, .setting_count = 1};
    ts_edition *first = NULL, *later = NULL;
    assert_int_equal(ts_edition_make(h.arena, h.sheet, h.database, &request, &h.diags, &first), TS_OK);
    take_columns_away(&h);
    h.choices->row_count = 4;
    (void)make_each(&h, "port");
    assert_true(ts_database_has_indexes(h.database));
    assert_int_equal(ts_edition_make(h.arena, h.sheet, h.database, &request, &h.diags, &later), TS_OK);
    assert_int_equal(first->results.count, later->results.count);
    for (size_t i = 0; i < first->results.count; i++) {
        const ts_result *a = first->results.items[i].value, *b = later->results.items[i].value;
        assert_string_equal(a->printed, b->printed);
        assert_true(a->value.number == b->value.number);
    }
    ts_arena_drop(h.arena);
}

static void each_state(void **state)
{
    (void)state;
    house h = open_house("layouts/state-trade.json", "states", "postal");
    assert_int_equal(h.choices->row_count, 51);
    assert_true(make_each(&h, "state") > 51 * 15);
    ts_arena_drop(h.arena);
}

static void each_port(void **state)
{
    (void)state;
    house h = open_house("layouts/port-of-entry.json", "ports", "port_code");
    assert_int_equal(h.choices->row_count, 117);
    assert_true(make_each(&h, "port") > 117 * 8);
    ts_arena_drop(h.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_state), cmocka_unit_test(each_port),
                                       cmocka_unit_test(neither_columns_nor_indexes_change_a_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
