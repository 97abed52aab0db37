/*
 * A database as one piece of memory, read by any number of connections. SQLite
 * reads its pages where they lie (the map that a file would have): a
 * connection costs no copy, and after a fork no page of it is written.
 */
#include "data/store.h"

static bool serialise(ts_database *database)
{
    sqlite3_int64 size = 0;
    database->own_work = true;
    database->image = database->serialised = sqlite3_serialize(database->handle, "main", &size, 0);
    database->own_work = false;
    database->image_size = database->image ? (size_t)size : 0;
    return database->image != NULL;
}

static ts_status load_and_serialise(ts_database *database, ts_diags *diags)
{
    ts_status ready = ts_waiting_load(database, NULL, diags);
    if (ready != TS_OK)
        return ready;
    if (!serialise(database))
        return TS_MACHINE;
    ts_recall_keep_image(database);
    return TS_OK;
}

ts_status ts_database_freeze(ts_database *database, ts_diags *diags)
{
    if (database->image)
        return TS_OK;
    if (!database->closed)
        return TS_MACHINE;
    ts_status status = ts_recall_image(database) ? TS_OK : load_and_serialise(database, diags);
    if (status != TS_OK)
        return status;
    ts_store_forget(database);
    sqlite3_close_v2(database->handle);
    database->handle = NULL;
    database->frozen = true;
    return TS_OK;
}

bool ts_database_is_frozen(const ts_database *database)
{
    return database->image != NULL;
}

static bool lay_over(ts_database *database, const ts_database *frozen)
{
    const sqlite3_int64 size = (sqlite3_int64)frozen->image_size;
    unsigned char *image = (unsigned char *)(uintptr_t)frozen->image; /* which it only reads */
    database->own_work = true;
    int status = sqlite3_deserialize(database->handle, "main", image, size, size, SQLITE_DESERIALIZE_READONLY);
    database->own_work = false;
    return status == SQLITE_OK;
}

ts_database *ts_database_over(ts_arena *arena, const ts_database *frozen)
{
    static const char opening[] = "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -8192; PRAGMA temp_store = FILE; PRAGMA query_only = ON";
    ts_database *database = TS_NEW(arena, ts_database);
    if (!database || !frozen->image)
        return NULL;
    *database = (ts_database){.arena = arena, .heeds = arena, .tables = frozen->tables, .closed = true, .frozen = true};
    bool fine = ts_store_open(database) && lay_over(database, frozen) && ts_store_run(database, opening) &&
                ts_waiting_take_over(database, frozen);
    return fine ? database : NULL;
}
