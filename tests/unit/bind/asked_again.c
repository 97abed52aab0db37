/* What a trace shows as the query of a series is what its numbers are: every series of the sheets is asked of SQLite again,
 * for every state and port, and compared to the last bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bind/edition.h"

#include <string.h>

typedef struct house {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_database *database;
    ts_lasting lasting; /* its editions have what does not depend on the parameter in common */
} house;

static house open_house(const char *path)
{
    house h = {.arena = ts_arena_new(0)};
    h.diags = ts_diags_new(h.arena);
    h.lasting.arena = h.arena;
    assert_int_equal(ts_sheet_load(h.arena, path, &h.diags, &h.sheet), TS_OK);
    h.sheet->pages.count = 0;
    assert_int_equal(ts_edition_tables(h.arena, &(ts_tables_order){.sheet = h.sheet}, &h.diags, &h.database), TS_OK);
    return h;
}

/* A label as SQLite gives it: years are numbers there. */
static bool is_label(const ts_cell *cell, const char *label)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_NUMBER)
        ts_number_print(cell->number, number);
    return strcmp(cell->kind == TS_CELL_NUMBER ? number : cell->text, label) == 0;
}

static void compare(const ts_series *series, const ts_rows *rows)
{
    assert_int_equal(rows->row_count, series->count);
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        const ts_cell *cell = rows->cells + i * rows->column_count;
        bool fine = (!point->time || is_label(cell++, point->time)) && (!point->category || is_label(cell++, point->category)) &&
                    point->known == (cell->kind == TS_CELL_NUMBER) && point->value == cell->number;
        if (!fine)
            fail_msg("row %zu of %s: %.17g", i, series->query, point->value);
    }
}

/* How many series were compared. */
static size_t ask_again(house *h, const char *parameter, const char *value)
{
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_setting setting = {.name = parameter, .value = value};
    const ts_edition_request request = {.settings = &setting, .setting_count = parameter ? 1 : 0, .lasting = &h->lasting};
    ts_edition *edition = NULL;
    size_t compared = 0;
    assert_int_equal(ts_edition_make(arena, h->sheet, h->database, &request, &diags, &edition), TS_OK);
    for (size_t i = 0; i < edition->series.count; i++) {
        const ts_series *series = edition->series.items[i].value;
        ts_rows *rows;
        if (!series->from) /* the author's own query */
            continue;
        assert_int_equal(ts_database_query(h->database, &(ts_query){.arena = arena, .sql = series->query}, &diags, &rows), TS_OK);
        compare(series, rows);
        compared++;
    }
    ts_arena_drop(arena);
    return compared;
}

static void tables_of_series_are_in_memory(const house *h)
{
    for (size_t i = 0; i < h->sheet->series.count; i++) {
        const ts_series_spec *spec = h->sheet->series.items[i].value;
        assert_true(spec->aggregate == TS_SQL || ts_database_table(h->database, spec->table.text)->kept);
    }
}

static void each_sheet(void **state)
{
    (void)state;
    static const struct {
        const char *path, *parameter, *table, *column;
        size_t least;
    } sheets[] = {{"layouts/hello.json", NULL, NULL, NULL, 1},
                  {"layouts/cross-border-brochure.json", NULL, NULL, NULL, 9},
                  {"layouts/gallery.json", NULL, NULL, NULL, 20},
                  {"layouts/state-trade.json", "state", "states", "postal", 51 * 10},
                  {"layouts/port-of-entry.json", "port", "ports", "port_code", 117 * 8}};
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        house h = open_house(sheets[i].path);
        ts_rows *choices = &(ts_rows){.row_count = 1, .cells = &(ts_cell){0}};
        if (sheets[i].table)
            assert_int_equal(ts_database_distinct(h.database, h.arena, sheets[i].table, sheets[i].column, (ts_span){0}, &h.diags, &choices), TS_OK);
        tables_of_series_are_in_memory(&h);
        size_t compared = 0;
        for (size_t c = 0; c < choices->row_count; c++)
            compared += ask_again(&h, sheets[i].parameter, choices->cells[c].text);
        assert_true(compared >= sheets[i].least);
        ts_arena_drop(h.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_sheet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
