#include "data/columns.h"

#include "data/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int ts_cell_order(const ts_cell *a, const ts_cell *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == TS_CELL_TEXT)
        return strcmp(a->text, b->text);
    return a->kind == TS_CELL_NUMBER ? (a->number > b->number) - (a->number < b->number) : 0;
}

static size_t hash(const ts_cell *cell)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    const char *text = cell->kind == TS_CELL_TEXT ? cell->text : "";
    if (cell->kind == TS_CELL_NUMBER)
        memcpy(&h, &cell->number, sizeof h);
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    h *= UINT64_C(0x9E3779B97F4A7C15); /* of a number it is the high bits that differ */
    return (size_t)(h >> 32);
}

uint32_t ts_key_find(const ts_key *key, const ts_cell *cell)
{
    for (size_t i = hash(cell);; i++) {
        uint32_t slot = key->slot_count ? key->slots[i & (key->slot_count - 1)] : 0;
        if (!slot || ts_cell_order(&key->values[slot - 1], cell) == 0)
            return slot ? slot - 1 : TS_NO_CODE;
    }
}

static size_t find_column(const ts_table *table, const char *name)
{
    size_t at = 0;
    while (at < table->column_count && strcmp(table->columns[at].name, name) != 0)
        at++;
    return at;
}

const ts_key *ts_columns_key(const ts_table *table, const char *column)
{
    size_t at = find_column(table, column);
    return table->kept && at < table->column_count && table->kept->keys[at].codes ? &table->kept->keys[at] : NULL;
}

const double *ts_columns_numbers(const ts_table *table, const char *column, bool *whole)
{
    size_t at = find_column(table, column);
    *whole = at < table->column_count && table->columns[at].type == TS_COLUMN_INTEGER;
    return table->kept && at < table->column_count ? table->kept->numbers[at] : NULL;
}

typedef struct making { /* a column, while its table is loaded */
    uint32_t *codes;
    double *numbers;
    struct {
        ts_cell *items;
        size_t count, capacity;
    } values; /* in the order in which they came */
    uint32_t *slots; /* of a hash table: a value's place, from 1 */
    size_t slot_count;
    uint32_t last; /* code of the row before: most tables repeat it */
} making;

struct ts_keeper {
    ts_arena *arena, *scratch;
    const ts_table *table;
    making *columns;
    size_t *room;
    size_t rows;
    bool lost; /* nothing is kept after all */
};

/* ---- what is kept ---- */

static bool charge(ts_keeper *k, size_t bytes)
{
    k->lost |= bytes > *k->room;
    *k->room -= k->lost ? 0 : bytes;
    return !k->lost;
}

static bool has_number(const ts_column *column)
{
    return column->type == TS_COLUMN_NUMBER || column->type == TS_COLUMN_INTEGER;
}

static bool begin_column(ts_keeper *k, size_t at, unsigned use)
{
    making *m = &k->columns[at];
    size_t codes = k->rows * sizeof *m->codes, numbers = k->rows * sizeof *m->numbers;
    if ((use & TS_USE_KEY) && !m->codes && charge(k, 2 * codes)) /* the codes, and the rows by code */
        m->codes = ts_arena_room(k->arena, codes);
    if ((use & TS_USE_NUMBERS) && !m->numbers && has_number(&k->table->columns[at]) && charge(k, numbers))
        m->numbers = ts_arena_room(k->arena, numbers);
    return !k->lost && !ts_arena_failed(k->arena);
}

ts_keeper *ts_keeper_new(ts_arena *arena, ts_arena *scratch, const ts_table_request *request, const ts_table *table,
                         size_t rows, size_t *room)
{
    ts_keeper *k = request->use_count && rows < UINT32_MAX ? TS_NEW(scratch, ts_keeper) : NULL;
    if (!k)
        return NULL;
    *k = (ts_keeper){arena, scratch, table, TS_ARRAY(scratch, making, table->column_count), room, rows, false};
    for (size_t i = 0; k->columns && i < request->use_count; i++)
        for (size_t c = 0; c < table->column_count; c++)
            if (strcmp(table->columns[c].name, request->uses[i].column) == 0 && !begin_column(k, c, request->uses[i].use))
                return NULL;
    return k->columns ? k : NULL;
}

/* ---- cells ---- */

static uint32_t *slot_of(const making *m, const ts_cell *cell)
{
    size_t i = hash(cell) & (m->slot_count - 1);
    while (m->slots[i] && ts_cell_order(&m->values.items[m->slots[i] - 1], cell) != 0)
        i = (i + 1) & (m->slot_count - 1);
    return &m->slots[i];
}

static bool widen(ts_keeper *k, making *m)
{
    size_t wider = m->slot_count ? 2 * m->slot_count : 64;
    uint32_t *slots = TS_ARRAY(k->scratch, uint32_t, wider);
    if (!slots)
        return false;
    m->slots = slots;
    m->slot_count = wider;
    for (size_t i = 0; i < m->values.count; i++)
        *slot_of(m, &m->values.items[i]) = (uint32_t)i + 1;
    return true;
}

/* The code of a value that is new. */
static bool add_value(ts_keeper *k, making *m, ts_cell cell)
{
    size_t length = cell.kind == TS_CELL_TEXT ? strlen(cell.text) : 0;
    enum { SLOTS = 4 }; /* of a value, at most */
    if (!charge(k, length + sizeof cell + sizeof(char *) + (1 + SLOTS) * sizeof(uint32_t)))
        return false;
    if (cell.kind == TS_CELL_TEXT)
        cell.text = ts_arena_copy(k->arena, cell.text, length);
    bool kept = (cell.kind != TS_CELL_TEXT || cell.text) && TS_PUSH(k->scratch, &m->values, cell) &&
                (2 * m->values.count <= m->slot_count || widen(k, m));
    k->lost |= !kept;
    return kept;
}

static void keep_code(ts_keeper *k, making *m, size_t row, const ts_cell *cell)
{
    bool repeats = m->values.count > 0 && ts_cell_order(&m->values.items[m->last], cell) == 0;
    uint32_t *slot = repeats || !m->slot_count ? NULL : slot_of(m, cell);
    if (!repeats && slot && *slot) {
        m->last = *slot - 1;
    } else if (!repeats) {
        if (!add_value(k, m, *cell))
            return;
        m->last = (uint32_t)m->values.count - 1;
        *slot_of(m, cell) = m->last + 1;
    }
    m->codes[row] = m->last;
}

static void keep(ts_keeper *k, size_t column, size_t row, ts_cell cell)
{
    making *m = k && !k->lost && row < k->rows ? &k->columns[column] : NULL;
    if (m && m->codes)
        keep_code(k, m, row, &cell);
    if (m && m->numbers)
        m->numbers[row] = cell.kind == TS_CELL_NUMBER ? cell.number : (double)NAN;
}

void ts_keeper_missing(ts_keeper *k, size_t column, size_t row)
{
    keep(k, column, row, (ts_cell){0});
}

void ts_keeper_number(ts_keeper *k, size_t column, size_t row, double number)
{
    keep(k, column, row, (ts_cell){TS_CELL_NUMBER, number + 0.0, NULL}); /* SQLite has no -0 either */
}

void ts_keeper_text(ts_keeper *k, size_t column, size_t row, const char *text)
{
    keep(k, column, row, (ts_cell){TS_CELL_TEXT, 0, text});
}

/* ---- keys ---- */

typedef struct coded {
    ts_cell cell;
    uint32_t code;
} coded;

static int by_cell(const void *a, const void *b)
{
    return ts_cell_order(&((const coded *)a)->cell, &((const coded *)b)->cell);
}

static const char *label_of(ts_arena *arena, const ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind != TS_CELL_NUMBER)
        return cell->text;
    ts_number_print(cell->number, number);
    return ts_arena_text(arena, number);
}

/* Values in order; ranks: of each code as it came. */
static bool order_values(ts_keeper *k, const making *m, ts_key *key, uint32_t *ranks)
{
    size_t count = m->values.count;
    coded *list = TS_ARRAY(k->scratch, coded, count);
    ts_cell *values = TS_ARRAY(k->arena, ts_cell, count);
    const char **labels = TS_ARRAY(k->arena, const char *, count);
    if (!list || !values || !labels)
        return false;
    for (size_t i = 0; i < count; i++)
        list[i] = (coded){m->values.items[i], (uint32_t)i};
    if (count > 1)
        qsort(list, count, sizeof *list, by_cell);
    for (size_t i = 0; i < count; i++) {
        ranks[list[i].code] = (uint32_t)i;
        values[i] = list[i].cell;
        labels[i] = label_of(k->arena, &values[i]);
    }
    key->values = values;
    key->labels = labels;
    key->count = count;
    return !ts_arena_failed(k->arena);
}

/* Rows by their code, in the order of the table. */
static bool order_rows(ts_keeper *k, ts_key *key, size_t rows)
{
    uint32_t *starts = TS_ARRAY(k->arena, uint32_t, key->count + 1), *list = ts_arena_room(k->arena, rows * sizeof *list);
    uint32_t *next = TS_ARRAY(k->scratch, uint32_t, key->count);
    if (!starts || !list || !next)
        return false;
    for (size_t i = 0; i < rows; i++)
        starts[key->codes[i] + 1]++;
    for (size_t i = 0; i < key->count; i++) {
        next[i] = starts[i];
        starts[i + 1] += starts[i];
    }
    for (size_t i = 0; i < rows; i++)
        list[next[key->codes[i]]++] = (uint32_t)i;
    key->starts = starts;
    key->rows = list;
    return true;
}

static bool order_slots(ts_keeper *k, const making *m, ts_key *key, const uint32_t *ranks)
{
    uint32_t *slots = TS_ARRAY(k->arena, uint32_t, m->slot_count);
    for (size_t i = 0; slots && i < m->slot_count; i++)
        slots[i] = m->slots[i] ? ranks[m->slots[i] - 1] + 1 : 0;
    key->slots = slots;
    key->slot_count = m->slot_count;
    return slots;
}

static bool finish_key(ts_keeper *k, size_t at, size_t rows, ts_key *key)
{
    const making *m = &k->columns[at];
    uint32_t *ranks = TS_ARRAY(k->scratch, uint32_t, m->values.count);
    if (!ranks || !order_values(k, m, key, ranks) || !order_slots(k, m, key, ranks))
        return false;
    for (size_t i = 0; i < rows; i++)
        m->codes[i] = ranks[m->codes[i]];
    key->texts = !has_number(&k->table->columns[at]);
    key->codes = m->codes;
    return order_rows(k, key, rows);
}

const ts_columns *ts_keeper_finish(ts_keeper *k, size_t rows)
{
    if (!k || k->lost)
        return NULL;
    size_t count = k->table->column_count;
    ts_columns *columns = TS_NEW(k->arena, ts_columns);
    ts_key *keys = TS_ARRAY(k->arena, ts_key, count);
    const double **numbers = TS_ARRAY(k->arena, const double *, count);
    if (!columns || !keys || !numbers)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = k->columns[i].numbers;
        if (k->columns[i].codes && !finish_key(k, i, rows, &keys[i]))
            return NULL;
    }
    *columns = (ts_columns){rows, keys, numbers};
    return columns;
}
