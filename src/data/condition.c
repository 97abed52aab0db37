#include "data/condition.h"

#include "data/number.h"
#include "data/series_sql.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct maker {
    ts_arena *arena;
    ts_columns_result result;
} maker;

/* A value as the column stores it: SQLite compares numbers of a text column as they are written, and a text with a
 * column of numbers as the number that it is. */
static bool as_stored(maker *m, const ts_key *key, ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_NUMBER && key->texts) {
        bool plain = cell->number == floor(cell->number) && fabs(cell->number) < 1e15;
        if (!plain)
            return false;
        ts_number_print(cell->number, number);
        *cell = (ts_cell){TS_CELL_TEXT, 0, ts_arena_text(m->arena, number)};
        return cell->text;
    }
    if (cell->kind == TS_CELL_TEXT && !key->texts) {
        size_t length = strlen(cell->text);
        if (!ts_number_plain(cell->text, length))
            return false;
        *cell = (ts_cell){TS_CELL_NUMBER, ts_number_read(cell->text, length), NULL};
    }
    return true;
}

/* How many values of a column are before the cell, or before it and the cell itself. */
static uint32_t place_of(const ts_key *key, const ts_cell *cell, bool behind)
{
    size_t low = 0, high = key->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = ts_cell_order(&key->values[middle], cell);
        if (order < 0 || (behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static uint32_t code_of(maker *m, const ts_key *key, ts_cell cell)
{
    cell.number += 0.0; /* -0 is 0 */
    if (ts_filter_is_empty(&cell))
        cell = (ts_cell){0};
    if (!as_stored(m, key, &cell)) {
        m->result = TS_COLUMNS_LEFT;
        return TS_NO_CODE;
    }
    return ts_key_find(key, &cell);
}

ts_columns_result ts_columns_have(ts_arena *arena, const ts_table *table, const char *column, const ts_cell *value, bool *have)
{
    maker m = {arena, TS_COLUMNS_DONE};
    const ts_key *key = ts_columns_key(table, column);
    *have = key && code_of(&m, key, *value) != TS_NO_CODE;
    return key ? m.result : TS_COLUMNS_LEFT;
}

static int by_code(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void narrow(ts_condition *c, uint32_t code)
{
    bool let = code >= c->first && code < c->end;
    c->first = let ? code : 0;
    c->end = let ? code + 1 : 0;
    c->any = NULL;
    c->any_count = 0;
}

static void list_codes(maker *m, ts_condition *c, const ts_filter *filter)
{
    uint32_t *codes = TS_ARRAY(m->arena, uint32_t, filter->any_count);
    size_t count = 0, kept = 0;
    if (!codes) {
        m->result = TS_COLUMNS_FAILED;
        return;
    }
    for (size_t i = 0; i < filter->any_count; i++) {
        uint32_t code = code_of(m, c->key, filter->any[i]);
        if (code != TS_NO_CODE)
            codes[count++] = code;
    }
    if (count > 1)
        qsort(codes, count, sizeof *codes, by_code);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || codes[i] != codes[i - 1])
            codes[kept++] = codes[i];
    c->any = codes;
    c->any_count = kept;
    if (kept <= 1) /* a stretch of one code, or of none */
        narrow(c, kept ? codes[0] : TS_NO_CODE);
}

/* What is missing is neither less nor more than anything. */
static uint32_t first_value(const ts_key *key)
{
    return key->count > 0 && key->values[0].kind == TS_CELL_MISSING;
}

static void bound(maker *m, ts_condition *c, const ts_filter *filter)
{
    ts_cell from = filter->from, to = filter->to;
    if ((from.kind != TS_CELL_MISSING && !as_stored(m, c->key, &from)) || (to.kind != TS_CELL_MISSING && !as_stored(m, c->key, &to))) {
        m->result = TS_COLUMNS_LEFT;
        return;
    }
    if (from.kind != TS_CELL_MISSING || to.kind != TS_CELL_MISSING)
        c->first = first_value(c->key);
    if (from.kind != TS_CELL_MISSING)
        c->first = place_of(c->key, &from, false);
    if (to.kind != TS_CELL_MISSING)
        c->end = place_of(c->key, &to, true);
}

static void set_condition(maker *m, ts_condition *c, const ts_filter *filter)
{
    c->end = (uint32_t)c->key->count;
    c->not = filter->not.kind == TS_CELL_MISSING ? TS_NO_CODE : code_of(m, c->key, filter->not);
    bound(m, c, filter);
    if (filter->any_count)
        list_codes(m, c, filter);
}

bool ts_condition_lists(const ts_condition *c, uint32_t code)
{
    size_t low = 0, high = c->any_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->any[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->any_count && c->any[low] == code;
}

size_t ts_condition_rows(const ts_condition *c)
{
    size_t count = 0;
    if (!c->any)
        return c->first < c->end ? c->key->starts[c->end] - c->key->starts[c->first] : 0;
    for (size_t i = 0; i < c->any_count; i++)
        count += c->key->starts[c->any[i] + 1] - c->key->starts[c->any[i]];
    return count;
}

ts_columns_result ts_condition_make(ts_arena *arena, const ts_filter *filter, ts_condition *condition)
{
    maker m = {arena, TS_COLUMNS_DONE};
    set_condition(&m, condition, filter);
    return ts_arena_failed(arena) ? TS_COLUMNS_FAILED : m.result;
}
