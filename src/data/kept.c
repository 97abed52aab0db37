#include "data/store.h"

#include <stdlib.h>
#include <string.h>

/* ---- statements */

sqlite3_stmt *ts_store_find_statement(ts_database *database, const char *sql)
{
    ts_store_kept *kept = &database->kept;
    for (size_t i = 0; i < TS_KEPT_STATEMENTS && kept->statements[i].sql; i++) {
        if (strcmp(kept->statements[i].sql, sql) == 0) {
            kept->statements[i].used = ++kept->uses;
            return kept->statements[i].statement;
        }
    }
    return NULL;
}

bool ts_store_keep_statement(ts_database *database, const char *sql, sqlite3_stmt *statement)
{
    ts_store_kept *kept = &database->kept;
    size_t size = strlen(sql) + 1, place = 0;
    char *copy = malloc(size);
    if (!copy)
        return false;
    memcpy(copy, sql, size);
    for (size_t i = 0; i < TS_KEPT_STATEMENTS && kept->statements[place].sql; i++)
        if (!kept->statements[i].sql || kept->statements[i].used < kept->statements[place].used)
            place = i;
    sqlite3_finalize(kept->statements[place].statement);
    free((void *)kept->statements[place].sql);
    kept->statements[place].sql = copy;
    kept->statements[place].statement = statement;
    kept->statements[place].used = ++kept->uses;
    return true;
}

void ts_store_reset_statement(sqlite3_stmt *statement)
{
    if (!statement)
        return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

/* ---- answers */

static bool copy_cell(ts_arena *arena, const ts_cell *from, ts_cell *to)
{
    *to = *from;
    if (from->kind == TS_CELL_TEXT)
        to->text = ts_arena_text(arena, from->text);
    return from->kind != TS_CELL_TEXT || to->text;
}

static bool copy_rows(ts_arena *arena, const ts_rows *from, ts_rows *to)
{
    size_t count = from->row_count * from->column_count;
    *to = (ts_rows){.heads = TS_ARRAY(arena, const char *, from->column_count),
                    .cells = TS_ARRAY(arena, ts_cell, count),
                    .column_count = from->column_count,
                    .row_count = from->row_count};
    if (!to->heads || !to->cells)
        return false;
    for (size_t i = 0; i < from->column_count; i++)
        if (!(to->heads[i] = ts_arena_text(arena, from->heads[i])))
            return false;
    for (size_t i = 0; i < count; i++)
        if (!copy_cell(arena, &from->cells[i], &to->cells[i]))
            return false;
    return true;
}

bool ts_store_find_answer(ts_database *database, const char *key, ts_arena *arena, ts_rows *rows)
{
    const ts_rows *kept = ts_map_find(&database->kept.answers, key);
    return kept && copy_rows(arena, kept, rows);
}

static void forget_answers(ts_store_kept *kept)
{
    ts_arena_drop(kept->arena);
    kept->arena = NULL;
    kept->answers = kept->series = (ts_map){0};
}

static ts_arena *kept_arena(ts_database *database)
{
    ts_store_kept *kept = &database->kept;
    if (!kept->arena)
        kept->arena = ts_arena_new(TS_KEPT_BYTES);
    return kept->arena;
}

/* An answer that finds no room was still an answer. */
void ts_store_keep_answer(ts_database *database, const char *key, const ts_rows *rows)
{
    ts_store_kept *kept = &database->kept;
    if (!database->closed)
        return;
    ts_rows *copy = kept_arena(database) ? TS_NEW(kept->arena, ts_rows) : NULL;
    const char *name = copy ? ts_arena_text(kept->arena, key) : NULL;
    if (!name || !copy_rows(kept->arena, rows, copy) || !ts_map_put(kept->arena, &kept->answers, name, copy))
        forget_answers(kept);
}

/* ---- series */

static bool copy_points(ts_arena *arena, const ts_series *from, ts_series *to)
{
    to->points = ts_arena_room(arena, from->count * sizeof *to->points);
    if (!to->points)
        return false;
    memcpy(to->points, from->points, from->count * sizeof *to->points);
    to->count = from->count;
    to->timed = from->timed;
    to->monthly = from->monthly;
    to->categorised = from->categorised;
    to->empty = from->empty;
    to->empty_at = from->empty_at;
    return true;
}

bool ts_store_find_series(ts_database *database, ts_arena *arena, ts_series *series)
{
    const ts_series *kept = ts_map_find(&database->kept.series, series->query);
    return kept && copy_points(arena, kept, series);
}

void ts_store_keep_series(ts_database *database, const ts_series *series)
{
    ts_arena *arena = database->closed ? kept_arena(database) : NULL;
    ts_series *copy = arena ? TS_NEW(arena, ts_series) : NULL;
    const char *query = copy ? ts_arena_text(arena, series->query) : NULL;
    if (arena && (!query || !copy_points(arena, series, copy) || !ts_map_put(arena, &database->kept.series, query, copy)))
        forget_answers(&database->kept);
}

/* ---- scratch */

/* What is too large to be kept goes with the next that is asked for. */
void *ts_store_scratch(ts_database *database, size_t size)
{
    enum { LEAST = 1 << 16, MOST = 2 << 20 };
    if (size <= database->scratch_size && database->scratch_size <= MOST)
        return database->scratch;
    free(database->scratch);
    size = size > LEAST ? size : LEAST;
    database->scratch = malloc(size);
    database->scratch_size = database->scratch ? size : 0;
    return database->scratch;
}

void ts_store_forget(ts_database *database)
{
    ts_store_kept *kept = &database->kept;
    free(database->scratch);
    database->scratch = NULL;
    database->scratch_size = 0;
    for (size_t i = 0; i < TS_KEPT_STATEMENTS; i++) {
        sqlite3_finalize(kept->statements[i].statement);
        free((void *)kept->statements[i].sql);
    }
    forget_answers(kept);
    *kept = (ts_store_kept){0};
}
