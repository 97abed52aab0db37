/* Columns that were kept in memory, as bytes for a later run, and back. */
#include "data/columns.h"

#include <string.h>

enum { IS_KEY = 1, IS_COUNTED = 2 };

/* ---- as bytes */

static unsigned use_of(const ts_columns *columns, size_t at)
{
    return (columns->keys[at].codes ? IS_KEY : 0) | (columns->numbers[at] ? IS_COUNTED : 0);
}

/* Bytes of a code among so many values. */
static size_t width_of(size_t values)
{
    return values <= 1 << 8 ? 1 : values <= 1 << 16 ? 2 : 4;
}

static void pack_value(ts_pack *to, const ts_cell *value)
{
    ts_pack_whole(to, (uint64_t)value->kind);
    if (value->kind == TS_CELL_NUMBER)
        ts_pack_real(to, value->number);
    if (value->kind == TS_CELL_TEXT)
        ts_pack_text(to, value->text);
}

static void pack_codes(ts_pack *to, const ts_key *key, size_t rows)
{
    size_t width = width_of(key->count);
    unsigned char *bytes = ts_arena_room(to->arena, rows * width + 1);
    to->failed |= !bytes;
    for (size_t i = 0; bytes && i < rows; i++)
        for (size_t b = 0; b < width; b++)
            bytes[i * width + b] = (unsigned char)(key->codes[i] >> (8 * b));
    if (bytes)
        ts_pack_bytes(to, bytes, rows * width);
}

static void pack_key(ts_pack *to, const ts_key *key, size_t rows)
{
    ts_pack_whole(to, key->count);
    for (size_t i = 0; i < key->count; i++)
        pack_value(to, &key->values[i]);
    pack_codes(to, key, rows);
}

void ts_columns_pack(ts_pack *to, const ts_table *table)
{
    const ts_columns *columns = table->kept;
    ts_pack_whole(to, columns != NULL);
    if (!columns)
        return;
    ts_pack_whole(to, columns->row_count);
    for (size_t i = 0; i < table->column_count; i++) {
        unsigned use = use_of(columns, i);
        ts_pack_whole(to, use);
        if (use & IS_COUNTED)
            ts_pack_bytes(to, columns->numbers[i], columns->row_count * sizeof(double));
        if (use & IS_KEY)
            pack_key(to, &columns->keys[i], columns->row_count);
    }
}

/* ---- and back */

typedef struct reading {
    ts_unpack *from;
    ts_arena *arena;
    size_t rows, room, taken;
} reading;

/* False, and failed: more than there is room for. */
static bool take(reading *r, size_t bytes)
{
    r->taken += bytes;
    r->from->failed |= r->taken > r->room;
    return !r->from->failed;
}

static double *read_numbers(reading *r)
{
    const size_t size = r->rows * sizeof(double);
    const unsigned char *bytes = take(r, size) ? ts_unpack_bytes(r->from, size) : NULL;
    double *numbers = bytes ? ts_arena_room(r->arena, size ? size : 1) : NULL;
    r->from->failed |= !numbers;
    if (numbers)
        memcpy(numbers, bytes, size);
    return numbers;
}

static const char *read_value(reading *r, ts_cell *value)
{
    char number[TS_NUMBER_ROOM];
    uint64_t kind = ts_unpack_whole(r->from);
    *value = (ts_cell){(ts_cell_kind)kind, 0, NULL};
    if (kind == TS_CELL_MISSING)
        return NULL;
    if (kind == TS_CELL_TEXT)
        return value->text = ts_unpack_text(r->from, r->arena);
    r->from->failed |= kind != TS_CELL_NUMBER;
    value->number = ts_unpack_real(r->from);
    ts_number_print(value->number, number);
    return ts_arena_text(r->arena, number);
}

/* In order, each once, labelled: as a key is looked through. */
static void read_values(reading *r, ts_key *key)
{
    key->count = ts_unpack_count(r->from, sizeof(uint64_t));
    ts_cell *values = TS_ARRAY(r->arena, ts_cell, key->count);
    const char **labels = TS_ARRAY(r->arena, const char *, key->count);
    r->from->failed |= !values || !labels || !take(r, key->count * TS_KEY_VALUE_BYTES);
    for (size_t i = 0; !r->from->failed && i < key->count; i++) {
        labels[i] = read_value(r, &values[i]);
        bool good = values[i].kind == TS_CELL_MISSING || labels[i];
        r->from->failed |= !good || !take(r, values[i].kind == TS_CELL_TEXT && good ? strlen(labels[i]) : 0);
        r->from->failed |= !r->from->failed && i > 0 && ts_cell_order(&values[i - 1], &values[i]) >= 0;
    }
    key->values = values;
    key->labels = labels;
}

static void read_codes(reading *r, ts_key *key)
{
    const size_t width = width_of(key->count);
    const unsigned char *bytes = take(r, 2 * r->rows * sizeof(uint32_t)) ? ts_unpack_bytes(r->from, r->rows * width) : NULL;
    uint32_t *codes = bytes ? ts_arena_room(r->arena, r->rows * sizeof *codes + 1) : NULL;
    r->from->failed |= !codes;
    for (size_t i = 0; !r->from->failed && i < r->rows; i++, bytes += width) {
        codes[i] = bytes[0];
        for (size_t b = 1; b < width; b++)
            codes[i] |= (uint32_t)bytes[b] << (8 * b);
        r->from->failed |= codes[i] >= key->count;
    }
    key->codes = codes;
}

static void read_key(reading *r, bool texts, ts_key *key)
{
    key->texts = texts;
    read_values(r, key);
    if (!r->from->failed)
        read_codes(r, key);
    uint32_t *rows = r->from->failed ? NULL : ts_arena_room(r->arena, r->rows * sizeof *rows + 1);
    r->from->failed |= !rows || !ts_key_index(r->arena, key, r->rows, rows);
}

static void read_columns(reading *r, const ts_table *table, ts_key *keys, const double **numbers)
{
    for (size_t i = 0; !r->from->failed && i < table->column_count; i++) {
        uint64_t use = ts_unpack_whole(r->from);
        r->from->failed |= use > (IS_KEY | IS_COUNTED);
        if (!r->from->failed && use & IS_COUNTED)
            numbers[i] = read_numbers(r);
        if (!r->from->failed && use & IS_KEY)
            read_key(r, table->columns[i].type == TS_COLUMN_TEXT || table->columns[i].type == TS_COLUMN_DATE, &keys[i]);
    }
}

bool ts_columns_unpack(ts_unpack *from, ts_arena *arena, ts_table *table, size_t *room)
{
    if (!ts_unpack_whole(from))
        return ts_unpack_done(from);
    reading r = {.from = from, .arena = arena, .rows = (size_t)ts_unpack_whole(from), .room = *room};
    ts_columns *columns = TS_NEW(arena, ts_columns);
    ts_key *keys = TS_ARRAY(arena, ts_key, table->column_count);
    const double **numbers = TS_ARRAY(arena, const double *, table->column_count);
    from->failed |= r.rows != table->row_count || r.rows > r.room || !columns || !keys || !numbers;
    read_columns(&r, table, keys, numbers);
    if (!ts_unpack_done(from))
        return false;
    *columns = (ts_columns){r.rows, keys, numbers};
    table->kept = columns;
    *room -= r.taken;
    return true;
}
