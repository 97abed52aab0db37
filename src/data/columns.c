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
    uint32_t *codes, *rows; /* rows: by their codes */
    double *numbers;
    struct {
        ts_cell **items; /* CHUNK values each, so that none is copied when there are more */
        size_t count, capacity;
    } chunks;
    size_t value_count; /* values are in the order in which they came */
    uint32_t *slots; /* of a hash table: a value's place, from 1 */
    size_t slot_count;
    uint32_t last; /* code of the row before: most tables repeat it */
} making;

enum { CHUNK = 1024 };

struct ts_keeper {
    ts_arena *arena, *own; /* own: of what is needed while the table is loaded; NULL: nothing is kept after all */
    const ts_table *table;
    making *columns;
    void **block; /* malloc'ed: what every row takes */
    size_t *room, charged;
    size_t rows;
};

/* ---- what is kept */

static void release_block(void *block)
{
    free(*(void **)block);
}

static void release_own(void *keeper)
{
    ts_keeper *k = keeper;
    for (size_t i = 0; k->own && i < k->table->column_count; i++)
        free(k->columns[i].slots);
    ts_arena_drop(k->own);
    k->own = NULL;
}

void ts_keeper_give_back(ts_keeper *k)
{
    if (!k)
        return;
    release_own(k);
    if (k->block) {
        free(*k->block);
        *k->block = NULL;
    }
    *k->room += k->charged;
    k->charged = 0;
}

static bool charge(ts_keeper *k, size_t bytes)
{
    bool fits = bytes <= *k->room;
    *k->room -= fits ? bytes : 0;
    k->charged += fits ? bytes : 0;
    return fits;
}

static bool is_used(const ts_keeper *k, const ts_table_request *request, size_t at, unsigned use)
{
    bool used = false;
    for (size_t i = 0; i < request->use_count; i++)
        used |= (request->uses[i].use & use) && strcmp(k->table->columns[at].name, request->uses[i].column) == 0;
    return used;
}

/* The columns' parts of the block, numbers first, which are aligned to more; the bytes of all. */
static size_t place_columns(ts_keeper *k, const ts_table_request *request, char *block)
{
    size_t at = 0, codes = k->rows * sizeof(uint32_t), numbers = k->rows * sizeof(double);
    for (size_t c = 0; c < k->table->column_count; c++)
        if (ts_column_counts(k->table->columns[c].type) && is_used(k, request, c, TS_USE_NUMBERS)) {
            k->columns[c].numbers = block ? (double *)(void *)(block + at) : NULL;
            at += numbers;
        }
    for (size_t c = 0; c < k->table->column_count; c++)
        if (is_used(k, request, c, TS_USE_KEY)) {
            k->columns[c].codes = block ? (uint32_t *)(void *)(block + at) : NULL;
            k->columns[c].rows = block ? (uint32_t *)(void *)(block + at + codes) : NULL;
            at += 2 * codes;
        }
    return at;
}

/* So that what is begun goes before the arenas do, if need be. */
static bool own_memory(ts_keeper *k, ts_arena *scratch, size_t bytes)
{
    k->block = TS_NEW(k->arena, void *);
    k->own = k->block ? ts_arena_new(0) : NULL;
    if (!k->own || !ts_arena_defer(scratch, release_own, k) || !ts_arena_defer(k->arena, release_block, k->block))
        return false;
    *k->block = malloc(bytes ? bytes : 1);
    return *k->block;
}

ts_keeper *ts_keeper_new(ts_arena *arena, ts_arena *scratch, const ts_table_request *request, const ts_table *table,
                         size_t rows, size_t *room)
{
    ts_keeper *k = request->use_count && rows < UINT32_MAX ? TS_NEW(scratch, ts_keeper) : NULL;
    making *columns = k ? TS_ARRAY(scratch, making, table->column_count) : NULL;
    if (!columns)
        return NULL;
    *k = (ts_keeper){.arena = arena, .table = table, .columns = columns, .room = room, .rows = rows};
    size_t bytes = place_columns(k, request, NULL);
    if (!charge(k, bytes) || !own_memory(k, scratch, bytes)) {
        ts_keeper_give_back(k);
        return NULL;
    }
    place_columns(k, request, *k->block);
    return k;
}

/* ---- cells */

static const ts_cell *value_of(const making *m, size_t code)
{
    return &m->chunks.items[code / CHUNK][code % CHUNK];
}

static uint32_t *slot_of(const making *m, const ts_cell *cell)
{
    size_t i = hash(cell) & (m->slot_count - 1);
    while (m->slots[i] && ts_cell_order(value_of(m, m->slots[i] - 1), cell) != 0)
        i = (i + 1) & (m->slot_count - 1);
    return &m->slots[i];
}

static bool widen(making *m)
{
    size_t wider = m->slot_count ? 2 * m->slot_count : 64;
    uint32_t *slots = calloc(wider, sizeof *slots);
    if (!slots)
        return false;
    free(m->slots);
    m->slots = slots;
    m->slot_count = wider;
    for (size_t i = 0; i < m->value_count; i++)
        *slot_of(m, value_of(m, i)) = (uint32_t)i + 1;
    return true;
}

static bool push_value(ts_keeper *k, making *m, ts_cell cell)
{
    size_t at = m->value_count % CHUNK;
    ts_cell *chunk = at == 0 ? TS_ARRAY(k->own, ts_cell, CHUNK) : m->chunks.items[m->chunks.count - 1];
    if (!chunk || (at == 0 && !TS_PUSH(k->own, &m->chunks, chunk)))
        return false;
    chunk[at] = cell;
    m->value_count++;
    return true;
}

/* The code of a value that is new. */
static bool add_value(ts_keeper *k, making *m, ts_cell cell)
{
    size_t length = cell.kind == TS_CELL_TEXT ? strlen(cell.text) : 0;
    if (!charge(k, length + TS_KEY_VALUE_BYTES))
        return false;
    if (cell.kind == TS_CELL_TEXT)
        cell.text = ts_arena_copy(k->own, cell.text, length);
    return (cell.kind != TS_CELL_TEXT || cell.text) && push_value(k, m, cell) &&
           (2 * m->value_count <= m->slot_count || widen(m));
}

static void keep_code(ts_keeper *k, making *m, size_t row, const ts_cell *cell)
{
    bool repeats = m->value_count > 0 && ts_cell_order(value_of(m, m->last), cell) == 0;
    uint32_t *slot = repeats || !m->slot_count ? NULL : slot_of(m, cell);
    if (!repeats && slot && *slot) {
        m->last = *slot - 1;
    } else if (!repeats) {
        if (!add_value(k, m, *cell)) {
            ts_keeper_give_back(k);
            return;
        }
        m->last = (uint32_t)m->value_count - 1;
        *slot_of(m, cell) = m->last + 1;
    }
    m->codes[row] = m->last;
}

void ts_keeper_put(ts_keeper *k, size_t column, size_t row, const ts_cell *cell)
{
    making *m = k && k->own && row < k->rows ? &k->columns[column] : NULL;
    if (m && m->numbers)
        m->numbers[row] = cell->kind == TS_CELL_NUMBER ? cell->number : (double)NAN;
    if (m && m->codes)
        keep_code(k, m, row, cell);
}

/* ---- keys */

typedef struct coded {
    ts_cell cell;
    uint32_t code;
} coded;

static int by_cell(const void *a, const void *b)
{
    return ts_cell_order(&((const coded *)a)->cell, &((const coded *)b)->cell);
}

/* In the arena. */
static const char *label_of(ts_arena *arena, const ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind != TS_CELL_NUMBER)
        return ts_arena_text(arena, cell->text);
    ts_number_print(cell->number, number);
    return ts_arena_text(arena, number);
}

/* Values in order; ranks: of each code as it came. */
static bool order_values(ts_keeper *k, const making *m, ts_key *key, uint32_t *ranks)
{
    size_t count = m->value_count;
    coded *list = TS_ARRAY(k->own, coded, count);
    ts_cell *values = TS_ARRAY(k->arena, ts_cell, count);
    const char **labels = TS_ARRAY(k->arena, const char *, count);
    if (!list || !values || !labels)
        return false;
    for (size_t i = 0; i < count; i++)
        list[i] = (coded){*value_of(m, i), (uint32_t)i};
    if (count > 1)
        qsort(list, count, sizeof *list, by_cell);
    for (size_t i = 0; i < count; i++) {
        ranks[list[i].code] = (uint32_t)i;
        values[i] = list[i].cell;
        labels[i] = label_of(k->arena, &values[i]);
        if (values[i].kind == TS_CELL_TEXT)
            values[i].text = labels[i];
    }
    key->values = values;
    key->labels = labels;
    key->count = count;
    return !ts_arena_failed(k->arena);
}

/* Rows by their code, in the order of the table. */
static bool order_rows(ts_arena *arena, ts_key *key, size_t row_count, uint32_t *rows)
{
    uint32_t *starts = TS_ARRAY(arena, uint32_t, key->count + 2);
    if (!starts)
        return false;
    for (size_t i = 0; i < row_count; i++)
        starts[key->codes[i] + 2]++;
    for (size_t i = 2; i < key->count + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < row_count; i++) /* what begins a code moves on to what begins the next */
        rows[starts[key->codes[i] + 1]++] = (uint32_t)i;
    key->starts = starts;
    key->rows = rows;
    return true;
}

static bool order_slots(ts_arena *arena, ts_key *key)
{
    size_t count = 64;
    while (count < 2 * key->count)
        count *= 2;
    uint32_t *slots = TS_ARRAY(arena, uint32_t, count);
    for (size_t i = 0; slots && i < key->count; i++) {
        size_t at = hash(&key->values[i]) & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    key->slots = slots;
    key->slot_count = count;
    return slots;
}

bool ts_key_index(ts_arena *arena, ts_key *key, size_t row_count, uint32_t *rows)
{
    return order_slots(arena, key) && order_rows(arena, key, row_count, rows);
}

static bool finish_key(ts_keeper *k, size_t at, size_t rows, ts_key *key)
{
    const making *m = &k->columns[at];
    uint32_t *ranks = TS_ARRAY(k->own, uint32_t, m->value_count);
    if (!ranks || !order_values(k, m, key, ranks))
        return false;
    for (size_t i = 0; i < rows; i++)
        m->codes[i] = ranks[m->codes[i]];
    key->texts = !ts_column_counts(k->table->columns[at].type);
    key->codes = m->codes;
    return ts_key_index(k->arena, key, rows, m->rows);
}

static const ts_columns *finish(ts_keeper *k, size_t rows)
{
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

const ts_columns *ts_keeper_finish(ts_keeper *k, size_t rows)
{
    const ts_columns *columns = k && k->own ? finish(k, rows) : NULL;
    if (!columns)
        ts_keeper_give_back(k);
    return columns;
}
