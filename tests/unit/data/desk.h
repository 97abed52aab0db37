/* What the tests of this room share: a database, small tables, their messages. */
#ifndef TS_TEST_DESK_H
#define TS_TEST_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SPARE __attribute__((unused)) /* not every test needs every tool */

typedef struct desk {
    ts_arena *arena;
    ts_diags diags;
    ts_database *database;
    char folder[64];
    char *files[16];
    size_t file_count;
} desk;

SPARE static desk desk_open(void)
{
    desk d = {.arena = ts_arena_new(0)};
    assert_non_null(d.arena);
    d.diags = ts_diags_new(d.arena);
    d.database = ts_database_new(d.arena);
    assert_non_null(d.database);
    strcpy(d.folder, "/tmp/tearsheet-data-XXXXXX");
    assert_non_null(mkdtemp(d.folder));
    return d;
}

SPARE static void desk_close(desk *d)
{
    for (size_t i = 0; i < d->file_count; i++)
        unlink(d->files[i]);
    rmdir(d->folder);
    ts_arena_drop(d->arena);
}

SPARE static const char *desk_file_bytes(desk *d, const char *name, const char *bytes, size_t length)
{
    char *path = ts_arena_print(d->arena, "%s/%s", d->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    assert_true(d->file_count < sizeof d->files / sizeof *d->files);
    d->files[d->file_count++] = path;
    return path;
}

SPARE static const char *desk_file(desk *d, const char *name, const char *text)
{
    return desk_file_bytes(d, name, text, strlen(text));
}

SPARE static ts_status desk_load(desk *d, ts_table_request request, const ts_table **table)
{
    const ts_table *loaded = NULL;
    ts_status status = ts_database_load(d->database, &request, &d->diags, &loaded);
    if (table)
        *table = loaded;
    return status;
}

/* Loads a table from its text and expects it to be in order. */
SPARE static void desk_table(desk *d, const char *name, const char *text)
{
    const char *path = desk_file(d, name, text);
    assert_int_equal(desk_load(d, (ts_table_request){.name = name, .path = path}, NULL), TS_OK);
}

/* All diagnostics as they print, the folder left out. */
SPARE static const char *desk_messages(desk *d)
{
    char *text = ts_arena_text(d->arena, "");
    for (size_t i = 0; i < d->diags.count; i++) {
        const ts_diag *diag = &d->diags.items[i];
        if (diag->span.source) {
            ts_place place = ts_source_place(diag->span.source, diag->span.begin);
            const char *slash = strrchr(diag->span.source->name, '/');
            text = ts_arena_print(d->arena, "%s%s:%zu:%zu: ", text,
                                  slash ? slash + 1 : diag->span.source->name, place.line, place.column);
        }
        text = ts_arena_print(d->arena, "%s%s [%s]\n", text, diag->message, diag->rule);
    }
    const size_t folder = strlen(d->folder) + 1;
    for (char *at = text; (at = strstr(at, d->folder));)
        memmove(at, at + folder, strlen(at + folder) + 1);
    return text;
}

/* What is said of a table of this text. */
SPARE static const char *desk_told(desk *d, const char *text, ts_table_request request, const ts_table **table)
{
    request.name = "t";
    request.path = desk_file(d, "t.csv", text);
    desk_load(d, request, table);
    return desk_messages(d);
}

/* Rows of a query: cells parted by "|", rows by "; "; a missing one is "-". */
SPARE static const char *desk_query(desk *d, const char *sql)
{
    ts_rows *rows;
    if (ts_database_query(d->database, &(ts_query){.arena = d->arena, .sql = sql}, &d->diags, &rows) != TS_OK)
        return "refused";
    char *text = ts_arena_text(d->arena, "");
    for (size_t i = 0; i < rows->row_count * rows->column_count; i++) {
        const ts_cell *cell = &rows->cells[i];
        const char *between = i == 0 ? "" : i % rows->column_count == 0 ? "; " : "|";
        text = cell->kind == TS_CELL_NUMBER
                   ? ts_arena_print(d->arena, "%s%s%.15g", text, between, cell->number)
               : cell->kind == TS_CELL_TEXT ? ts_arena_print(d->arena, "%s%s'%s'", text, between, cell->text)
                                            : ts_arena_print(d->arena, "%s%s-", text, between);
    }
    return text;
}

#endif
