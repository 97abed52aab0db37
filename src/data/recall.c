#include "data/recall.h"

#include "base/pack.h"
#include "data/columns.h"
#include "data/store.h"

#include <string.h>

static const char TABLE[] = "table", COLUMNS[] = "columns", ANSWER[] = "answer";

/* ---- keys */

static void add_whole(ts_digest *key, size_t number)
{
    ts_digest_add(key, &number, sizeof number);
}

static void add_texts(ts_digest *key, const char *const *texts, size_t count)
{
    add_whole(key, count);
    for (size_t i = 0; i < count; i++)
        ts_digest_text(key, texts[i]);
}

static void add_rules(ts_digest *key, const ts_table_request *request)
{
    add_whole(key, request->ignore_count);
    for (size_t i = 0; i < request->ignore_count; i++) {
        add_whole(key, (size_t)request->ignore[i].kind);
        ts_digest_text(key, request->ignore[i].column);
        ts_digest_text(key, request->ignore[i].pattern);
    }
    add_whole(key, request->column_count);
    for (size_t i = 0; i < request->column_count; i++) {
        ts_digest_text(key, request->columns[i].name);
        add_whole(key, (size_t)request->columns[i].type);
    }
    add_whole(key, request->rename_count);
    for (size_t i = 0; i < request->rename_count; i++) {
        ts_digest_text(key, request->renames[i].head);
        ts_digest_text(key, request->renames[i].name);
    }
}

static void add_request(ts_digest *key, const ts_table_request *request)
{
    const ts_number_style *style = &request->style;
    const size_t wholes[] = {(unsigned char)request->separator, request->encoding, request->skip, request->heads_as_names,
                             (unsigned char)style->group, (unsigned char)style->decimal, style->brackets, style->minus_after,
                             style->plus, style->percent, style->exponent, (size_t)request->dates, ts_table_kind_of(request->path),
                             request->alike};
    ts_digest_text(key, request->name);
    ts_digest_text(key, request->from);
    ts_digest_add(key, wholes, sizeof wholes);
    add_texts(key, style->currency, style->currency_count);
    add_texts(key, request->empty, request->empty_count);
    add_texts(key, request->unique, request->unique_count);
    add_rules(key, request);
}

/* What there is so far and what joins it. */
static void join(unsigned char so_far[TS_DIGEST_BYTES], const void *bytes, size_t count)
{
    unsigned char both[2 * TS_DIGEST_BYTES];
    memcpy(both, so_far, TS_DIGEST_BYTES);
    ts_digest_raw(bytes, count, both + TS_DIGEST_BYTES);
    ts_digest_raw(both, sizeof both, so_far);
}

/* All tables of a file are held against one digest. */
static const char *file_digest(ts_database *database, const char *path)
{
    ts_recall *recall = &database->recall;
    const char *why, *known = ts_map_find(&recall->files, path), *name = known ? path : ts_arena_text(database->arena, path);
    char *file = known ? NULL : ts_arena_alloc(database->arena, TS_DIGEST_HEX);
    if (known || !name || !file)
        return known;
    bool kept = ts_digest_file(database->arena, name, file, &why) && ts_map_put(database->arena, &recall->files, name, file);
    return kept ? file : NULL;
}

bool ts_recall_bytes(ts_database *database, const char *path, const void *bytes, size_t count)
{
    char digest[TS_DIGEST_HEX];
    ts_map *files = &database->recall.files;
    const char *known = ts_map_find(files, path);
    ts_digest_bytes(bytes, count, digest);
    if (known)
        return strcmp(known, digest) == 0;
    const char *name = ts_arena_text(database->arena, path);
    char *file = ts_arena_text(database->arena, digest);
    return name && file && ts_map_put(database->arena, files, name, file);
}

/* An SQLite file may have a journal beside it: its bytes alone do not say what it holds. */
bool ts_recall_key(ts_database *database, const ts_table_request *request, unsigned char key[TS_DIGEST_BYTES])
{
    ts_recall *recall = &database->recall;
    ts_digest *digest = recall->cache ? ts_cache_key(recall->cache, database->arena, TABLE) : NULL;
    bool whole = digest && ts_table_kind_of(request->path) != TS_TABLE_SQLITE;
    const char *file = whole ? file_digest(database, request->path) : NULL;
    recall->unknown |= !file;
    if (!file)
        return false;
    add_request(digest, request);
    ts_digest_text(digest, file);
    ts_digest_end_raw(digest, key);
    join(recall->content, key, TS_DIGEST_BYTES);
    return true;
}

bool ts_recall_holds(const ts_database *database, const char *path)
{
    char now[TS_DIGEST_HEX];
    const char *why, *then = ts_map_find(&database->recall.files, path);
    return ts_held_has(database, path) || (then && ts_digest_file(database->arena, path, now, &why) && strcmp(now, then) == 0);
}

const char *ts_database_file_digest(const ts_database *database, const char *path)
{
    return ts_map_find(&database->recall.files, path);
}

/* ---- tables */

static bool unpack_columns(ts_unpack *from, ts_arena *arena, ts_table *table)
{
    table->column_count = ts_unpack_count(from, 8);
    ts_column *columns = TS_ARRAY(arena, ts_column, table->column_count);
    table->columns = columns;
    for (size_t i = 0; columns && i < table->column_count && !from->failed; i++) {
        columns[i].name = ts_unpack_text(from, arena);
        uint64_t type = ts_unpack_whole(from);
        columns[i].type = (ts_column_type)type;
        columns[i].declared = ts_unpack_whole(from) != 0;
        columns[i].missing = (size_t)ts_unpack_whole(from);
        columns[i].reason = ts_unpack_text(from, arena);
        columns[i].reason_line = (size_t)ts_unpack_whole(from);
        columns[i].reason_place = (size_t)ts_unpack_whole(from);
        columns[i].why = ts_unpack_text(from, arena);
        columns[i].wanted = ts_unpack_text(from, arena);
        from->failed |= !columns[i].name || type > TS_COLUMN_DATE;
    }
    return columns && !from->failed;
}

static ts_table *unpack_table(ts_unpack *from, ts_arena *arena, const ts_table_request *request)
{
    ts_table *table = TS_NEW(arena, ts_table);
    if (!table || !unpack_columns(from, arena, table))
        return NULL;
    table->name = ts_arena_text(arena, request->name);
    table->path = ts_arena_text(arena, request->path);
    table->kind = ts_table_kind_of(request->path);
    table->row_count = (size_t)ts_unpack_whole(from);
    table->ignored_count = (size_t)ts_unpack_whole(from);
    table->file_size = ts_unpack_whole(from);
    return table->name && ts_unpack_done(from) ? table : NULL;
}

/* Of a table, and of what its series use. */
static bool columns_key(const ts_database *database, const ts_table_request *request, const unsigned char *table,
                        unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_cache_key(database->recall.cache, database->arena, COLUMNS);
    if (!digest)
        return false;
    ts_digest_add(digest, table, TS_DIGEST_BYTES);
    add_whole(digest, request->use_count);
    for (size_t i = 0; i < request->use_count; i++) {
        ts_digest_text(digest, request->uses[i].column);
        add_whole(digest, (size_t)request->uses[i].use);
    }
    ts_digest_end_raw(digest, key);
    return true;
}

/* False: they are not known. */
static bool recall_columns(ts_database *database, const ts_table_request *request, const unsigned char *table_key, ts_table *table)
{
    unsigned char key[TS_DIGEST_BYTES];
    size_t count = 0;
    if (!request->use_count)
        return true;
    if (!columns_key(database, request, table_key, key))
        return false;
    const unsigned char *bytes = ts_cache_find(database->recall.cache, COLUMNS, key, database->arena, &count);
    ts_unpack from = ts_unpack_from(bytes, count);
    return bytes && ts_columns_unpack(&from, database->arena, table, &database->column_room);
}

const ts_table *ts_recall_table(ts_database *database, const ts_table_request *request,
                                const unsigned char key[TS_DIGEST_BYTES])
{
    size_t count = 0;
    const unsigned char *bytes = ts_cache_find(database->recall.cache, TABLE, key, database->arena, &count);
    ts_unpack from = ts_unpack_from(bytes, count);
    ts_table *table = bytes ? unpack_table(&from, database->arena, request) : NULL;
    if (!table || !recall_columns(database, request, key, table) || !ts_waiting_add_table(database, request, table) ||
        !ts_map_put(database->arena, &database->tables, table->name, table))
        return NULL;
    return table;
}

static void keep_columns(ts_database *database, const ts_table_request *request, const unsigned char *table_key, const ts_table *table)
{
    unsigned char key[TS_DIGEST_BYTES];
    ts_arena *scratch = request->use_count ? ts_arena_new(0) : NULL;
    ts_pack to = {.arena = scratch};
    if (scratch && columns_key(database, request, table_key, key)) {
        ts_columns_pack(&to, table);
        if (!to.failed)
            ts_cache_keep(database->recall.cache, COLUMNS, key, to.items, to.count);
    }
    ts_arena_drop(scratch);
}

void ts_recall_keep_table(ts_database *database, const ts_table_request *request, const unsigned char key[TS_DIGEST_BYTES],
                          const ts_table *table)
{
    ts_pack to = {.arena = database->arena};
    keep_columns(database, request, key, table);
    ts_pack_whole(&to, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        const ts_column *column = &table->columns[i];
        ts_pack_text(&to, column->name);
        ts_pack_whole(&to, (uint64_t)column->type);
        ts_pack_whole(&to, column->declared);
        ts_pack_whole(&to, column->missing);
        ts_pack_text(&to, column->reason);
        ts_pack_whole(&to, column->reason_line);
        ts_pack_whole(&to, column->reason_place);
        ts_pack_text(&to, column->why);
        ts_pack_text(&to, column->wanted);
    }
    ts_pack_whole(&to, table->row_count);
    ts_pack_whole(&to, table->ignored_count);
    ts_pack_whole(&to, table->file_size);
    if (!to.failed)
        ts_cache_keep(database->recall.cache, TABLE, key, to.items, to.count);
}

void ts_recall_fact(ts_database *database, const ts_waiting_fact *fact)
{
    ts_recall *recall = &database->recall;
    if (!recall->cache)
        return;
    ts_pack bytes = {.arena = database->arena};
    ts_pack_text(&bytes, fact->name);
    ts_pack_text(&bytes, fact->text);
    ts_pack_whole(&bytes, fact->known);
    ts_pack_real(&bytes, fact->known ? fact->number : 0);
    recall->unknown |= bytes.failed;
    join(recall->content, bytes.items, bytes.count);
}

bool ts_recall_index(ts_database *database, const char *sql)
{
    ts_recall *recall = &database->recall;
    if (!recall->cache || ts_map_find(&recall->joined, sql))
        return true;
    const char *copy = ts_arena_text(database->arena, sql);
    if (!copy || !ts_map_put(database->arena, &recall->joined, copy, recall))
        return false;
    join(recall->indexed, copy, strlen(copy));
    return true;
}

/* ---- answers */

/* Whether answers are looked for there now, and kept: the first edition of a run asks what the first of the next one will ask. */
static bool listens(const ts_database *database)
{
    const ts_recall *recall = &database->recall;
    return recall->cache && !recall->unknown && database->closed && database->editions <= 1;
}

static bool key_of(const ts_database *database, const ts_query *query, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_cache_key(database->recall.cache, query->arena, ANSWER);
    if (!digest)
        return false;
    ts_digest_text(digest, sqlite3_libversion());
    ts_digest_add(digest, database->recall.content, TS_DIGEST_BYTES);
    ts_digest_text(digest, query->sql);
    for (size_t i = 0; i < query->binding_count; i++) {
        const ts_cell *cell = &query->bindings[i].value;
        const double number = cell->kind == TS_CELL_NUMBER ? cell->number : 0;
        ts_digest_text(digest, query->bindings[i].name);
        add_whole(digest, (size_t)cell->kind);
        ts_digest_add(digest, &number, sizeof number);
        ts_digest_text(digest, cell->kind == TS_CELL_TEXT ? cell->text : NULL);
    }
    ts_digest_end_raw(digest, key);
    return true;
}

static bool unpack_cell(ts_unpack *from, ts_arena *arena, ts_cell *cell)
{
    uint64_t kind = ts_unpack_whole(from);
    *cell = (ts_cell){(ts_cell_kind)kind, 0, NULL};
    if (kind == TS_CELL_NUMBER)
        cell->number = ts_unpack_real(from);
    if (kind == TS_CELL_TEXT)
        cell->text = ts_unpack_text(from, arena);
    return !from->failed && kind <= TS_CELL_TEXT && (kind == TS_CELL_TEXT) == (cell->text != NULL);
}

static bool unpack_rows(ts_unpack *from, ts_arena *arena, ts_rows *rows)
{
    size_t columns = ts_unpack_count(from, 8), count = ts_unpack_count(from, 8);
    bool good = !from->failed && columns > 0 && count % columns == 0;
    *rows = (ts_rows){.heads = TS_ARRAY(arena, const char *, columns), .column_count = columns,
                      .row_count = good ? count / columns : 0, .cells = TS_ARRAY(arena, ts_cell, count)};
    good = good && rows->heads && rows->cells;
    for (size_t i = 0; good && i < columns; i++)
        good = (rows->heads[i] = ts_unpack_text(from, arena)) != NULL;
    for (size_t i = 0; good && i < count; i++)
        good = unpack_cell(from, arena, &rows->cells[i]);
    return good && ts_unpack_done(from);
}

bool ts_recall_answer(ts_database *database, const ts_query *query, ts_rows *rows)
{
    unsigned char key[TS_DIGEST_BYTES];
    size_t count = 0;
    if (!listens(database) || !key_of(database, query, key))
        return false;
    const unsigned char *bytes = ts_cache_find(database->recall.cache, ANSWER, key, query->arena, &count);
    ts_unpack from = ts_unpack_from(bytes, count);
    if (bytes && unpack_rows(&from, query->arena, rows))
        return true;
    *rows = (ts_rows){0};
    return false;
}

void ts_recall_keep_answer(ts_database *database, const ts_query *query, const ts_rows *rows)
{
    unsigned char key[TS_DIGEST_BYTES];
    size_t count = rows->row_count * rows->column_count;
    ts_pack to = {.arena = query->arena};
    if (!listens(database) || !key_of(database, query, key))
        return;
    ts_pack_whole(&to, rows->column_count);
    ts_pack_whole(&to, count);
    for (size_t i = 0; i < rows->column_count; i++)
        ts_pack_text(&to, rows->heads[i]);
    for (size_t i = 0; i < count; i++) {
        const ts_cell *cell = &rows->cells[i];
        ts_pack_whole(&to, (uint64_t)cell->kind);
        if (cell->kind == TS_CELL_NUMBER)
            ts_pack_real(&to, cell->number);
        if (cell->kind == TS_CELL_TEXT)
            ts_pack_text(&to, cell->text);
    }
    if (!to.failed)
        ts_cache_keep(database->recall.cache, ANSWER, key, to.items, to.count);
}
