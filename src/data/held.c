#include "data/held.h"

#include "data/store.h"

#include <stdlib.h>
#include <string.h>

static ts_held_file *find(const ts_database *database, const char *path)
{
    for (size_t i = 0; i < database->held.files.count; i++) {
        ts_held_file *file = database->held.files.items[i];
        if (file->bytes && strcmp(file->path, path) == 0)
            return file;
    }
    return NULL;
}

bool ts_held_has(const ts_database *database, const char *path)
{
    return find(database, path);
}

static void let_go(void *held)
{
    ts_held_file *file = held;
    ts_file_close(&file->loan);
    free(file->copy);
    file->copy = NULL;
    file->bytes = NULL;
}

static ts_lent lend(void *held, const char *path, const void **bytes, size_t *size)
{
    const ts_held_file *file = held;
    (void)path;
    *bytes = file->bytes;
    *size = file->size;
    return TS_LENT_BYTES;
}

const ts_lender *ts_held_lender(const ts_database *database, const char *path)
{
    const ts_held_file *file = find(database, path);
    return file ? &file->lender : ts_arena_lender(database->arena);
}

/* ---- taking */

static size_t room_left(const ts_database *database)
{
    size_t left = database->held.most;
    for (size_t i = 0; i < database->held.files.count; i++)
        left -= database->held.files.items[i]->copy ? database->held.files.items[i]->size : 0;
    return left;
}

/* A file that grew or shrank meanwhile is not taken. */
static bool copy(ts_held_file *file, size_t room)
{
    if (file->loan.size > room)
        return false;
    file->size = (size_t)file->loan.size;
    file->bytes = file->copy = malloc(file->size + 1);
    return file->copy && fread(file->copy, 1, file->size + 1, file->loan.stream) == file->size && !ferror(file->loan.stream);
}

static bool borrow(ts_held_file *file)
{
    fclose(file->loan.stream);
    file->loan.stream = NULL;
    file->bytes = file->loan.bytes;
    file->size = (size_t)file->loan.size;
    return true;
}

static bool read_whole(ts_database *database, ts_held_file *file)
{
    const char *why;
    if (!ts_file_open(database->arena, file->path, &file->loan, &why))
        return false;
    if (file->loan.bytes)
        return borrow(file);
    bool whole = copy(file, room_left(database));
    ts_file_close(&file->loan);
    return whole;
}

bool ts_held_take(ts_database *database, const char *path)
{
    if (ts_held_has(database, path))
        return true;
    ts_held_file *file = TS_NEW(database->arena, ts_held_file);
    if (!file || !(file->path = ts_arena_text(database->arena, path)) || !ts_arena_defer(database->arena, let_go, file))
        return false;
    file->lender = (ts_lender){lend, NULL, file};
    if (read_whole(database, file) && ts_recall_bytes(database, path, file->bytes, file->size) &&
        TS_PUSH(database->arena, &database->held.files, file))
        return true;
    let_go(file);
    return false;
}

void ts_held_settle(ts_database *database, const char *path)
{
    ts_held_file *file = database->frozen ? NULL : find(database, path);
    const ts_waiting *waiting = &database->waiting;
    for (size_t i = 0; i < waiting->tables.count; i++)
        if (ts_waiting_is_left_out(&waiting->tables.items[i]) && strcmp(waiting->tables.items[i].request.path, path) == 0)
            return;
    if (file)
        let_go(file);
}
