/*
 * A table of an SQLite file. The file may be hostile: it is opened read-only
 * and immutable on a connection of its own, without modules, views, triggers
 * and functions; what may be read is the one table, and the schema to find it.
 */
#include "data/records.h"

#include "base/files.h"
#include "base/map.h"
#include "base/utf8.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    FILE_BYTES = 512 << 20,
    TICK = 1000,
    STEPS = 10000000,  /* machine steps, and so many more a byte: no sound table takes more */
    STEPS_A_BYTE = 16,
    CODE = 15,         /* whole digits that a double keeps */
    LISTED = 100       /* tables that a hint may name */
};

typedef struct sqlite_table {
    ts_records records;
    ts_arena *arena;
    sqlite3 *handle;
    ts_file file; /* while it is lent */
    sqlite3_stmt *rows;
    const char *name;
    bool headed, over;
    size_t row;
    uint64_t steps, steps_limit;
    ts_field fields[TS_RECORD_COLUMNS];
    char (*numbers)[TS_NUMBER_ROOM]; /* by column */
} sqlite_table;

static void release(void *handle)
{
    sqlite_table *t = handle;
    sqlite3_finalize(t->rows);
    sqlite3_close_v2(t->handle);
    ts_file_close(&t->file);
    free(t);
}

/* ---- the guard */

static int authorize(void *user, int action, const char *first, const char *second, const char *schema,
                     const char *trigger)
{
    const sqlite_table *t = user;
    (void)second;
    (void)schema;
    if (trigger)
        return SQLITE_DENY;
    if (action == SQLITE_SELECT || (action == SQLITE_PRAGMA && strcmp(first, "table_xinfo") == 0))
        return SQLITE_OK;
    bool known = first && (strcmp(first, "sqlite_master") == 0 || (t->name && strcmp(first, t->name) == 0));
    return action == SQLITE_READ && known ? SQLITE_OK : SQLITE_DENY;
}

static int look(void *user)
{
    sqlite_table *t = user;
    t->steps += TICK;
    return t->steps > t->steps_limit;
}

static bool guard(sqlite_table *t)
{
    static const struct {
        int id, on;
    } settings[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                    {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                    {SQLITE_DBCONFIG_DQS_DML, 0},     {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (sqlite3_db_config(t->handle, settings[i].id, settings[i].on, NULL) != SQLITE_OK)
            return false;
    sqlite3_limit(t->handle, SQLITE_LIMIT_LENGTH, TS_RECORD_BYTES);
    sqlite3_limit(t->handle, SQLITE_LIMIT_SQL_LENGTH, TS_CELL_BYTES);
    sqlite3_limit(t->handle, SQLITE_LIMIT_COLUMN, TS_RECORD_COLUMNS);
    sqlite3_limit(t->handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(t->handle, SQLITE_LIMIT_VDBE_OP, 100000);
    sqlite3_limit(t->handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(t->handle, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_progress_handler(t->handle, TICK, look, t);
    return sqlite3_drop_modules(t->handle, NULL) == SQLITE_OK &&
           sqlite3_exec(t->handle, "PRAGMA cell_size_check = ON", NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_set_authorizer(t->handle, authorize, t) == SQLITE_OK;
}

/* ---- rows */

static bool fail(sqlite_table *t, const char *fault)
{
    t->records.fault = fault;
    t->records.fault_place = (ts_record_place){.line = t->row};
    return false;
}

static bool fail_cell(sqlite_table *t, int column, const char *what)
{
    const char *name = sqlite3_column_name(t->rows, column);
    return fail(t, ts_arena_print(t->arena, "column \"%.*s\" %s", name ? ts_utf8_fit(name, 60) : 0, name ? name : "", what));
}

static const char *message_of(const sqlite_table *t, int status)
{
    if (status == SQLITE_INTERRUPT)
        return "the file is damaged: reading it takes more steps than its size can";
    return ts_arena_print(t->arena, "SQLite cannot read it: %s", sqlite3_errstr(status));
}

static void fill_number(ts_field *field, sqlite3_stmt *rows, int column, char number[TS_NUMBER_ROOM])
{
    field->kind = TS_FIELD_NUMBER;
    if (sqlite3_column_type(rows, column) == SQLITE_INTEGER) {
        sqlite3_int64 value = sqlite3_column_int64(rows, column);
        sqlite3_snprintf(TS_NUMBER_ROOM, number, "%lld", value);
        field->number = (double)value;
        if (strlen(number) > CODE + (size_t)(value < 0))
            field->kind = TS_FIELD_TEXT; /* a code, as in CSV */
    } else {
        field->number = sqlite3_column_double(rows, column);
        if (isfinite(field->number))
            ts_number_print(field->number, number);
    }
    field->text = number;
    field->length = strlen(number);
}

static bool fill_text(sqlite_table *t, ts_field *field, int column)
{
    field->text = (const char *)sqlite3_column_text(t->rows, column);
    field->length = (size_t)sqlite3_column_bytes(t->rows, column);
    if (!field->text)
        return false;
    if (field->length > TS_CELL_BYTES)
        return fail_cell(t, column, "has a cell of more than 1 MiB");
    bool text = strlen(field->text) == field->length && ts_utf8_check(field->text, field->length) == field->length;
    return text || fail_cell(t, column, "holds bytes that are no text");
}

static bool fill_field(sqlite_table *t, int column)
{
    ts_field *field = &t->fields[column];
    *field = (ts_field){.text = "", .place = {.line = t->row}};
    switch (sqlite3_column_type(t->rows, column)) {
    case SQLITE_NULL:
        field->kind = TS_FIELD_MISSING;
        return true;
    case SQLITE_TEXT:
        return fill_text(t, field, column);
    case SQLITE_BLOB:
        return fail_cell(t, column, "holds a blob");
    default:
        fill_number(field, t->rows, column, t->numbers[column]);
        return isfinite(field->number) || fail_cell(t, column, "holds a number that is not finite");
    }
}

static ts_records_event give_heads(sqlite_table *t)
{
    t->headed = true;
    for (size_t i = 0; i < t->records.count; i++) {
        const char *name = sqlite3_column_name(t->rows, (int)i);
        if (!name)
            return TS_RECORDS_BROKEN;
        t->fields[i] = (ts_field){.text = name, .length = strlen(name)};
        if (ts_utf8_check(name, strlen(name)) < strlen(name)) {
            fail(t, "a column's name is no text");
            return TS_RECORD_FAULT;
        }
    }
    return TS_RECORD_READ;
}

static ts_records_event next(ts_records *records, size_t columns)
{
    sqlite_table *t = (sqlite_table *)records;
    (void)columns;
    if (!t->headed)
        return give_heads(t);
    int status = t->over ? SQLITE_DONE : sqlite3_step(t->rows);
    t->over |= status != SQLITE_ROW;
    if (status == SQLITE_DONE)
        return TS_RECORDS_END;
    if (status == SQLITE_NOMEM)
        return TS_RECORDS_BROKEN;
    t->row++;
    if (status != SQLITE_ROW) {
        fail(t, message_of(t, status));
        return TS_RECORD_FAULT;
    }
    for (size_t i = 0; i < records->count; i++)
        if (!fill_field(t, (int)i))
            return records->fault ? TS_RECORD_FAULT : TS_RECORDS_BROKEN;
    return TS_RECORD_READ;
}

static bool rewind_file(ts_records *records)
{
    sqlite_table *t = (sqlite_table *)records;
    sqlite3_reset(t->rows);
    t->headed = t->over = false;
    t->row = 0;
    t->steps = 0;
    return true;
}

static size_t memory(const ts_records *records)
{
    const sqlite_table *t = (const sqlite_table *)records;
    int cache = 0, most = 0;
    sqlite3_db_status(t->handle, SQLITE_DBSTATUS_CACHE_USED, &cache, &most, 0);
    return sizeof *t + (size_t)cache;
}

static const ts_records_kind kind = {"SQLite", next, rewind_file, NULL, memory};

/* ---- opening */

static bool is_there(const char *path, const char *end, ts_arena *arena)
{
    struct stat info;
    const char *beside = ts_arena_print(arena, "%s%s", path, end);
    return beside && stat(beside, &info) == 0 && info.st_size > 0;
}

static bool is_sqlite(sqlite_table *t, const char *path, const char **why)
{
    static const char magic[16] = "SQLite format 3";
    char begin[16] = {0};
    if (!ts_file_open(t->arena, path, &t->file, why))
        return false;
    size_t got = fread(begin, 1, sizeof begin, t->file.stream);
    bool lent = t->file.bytes != NULL;
    t->records.file_size = t->file.size;
    t->steps_limit = STEPS + t->records.file_size * STEPS_A_BYTE;
    *why = got < sizeof begin || memcmp(begin, magic, sizeof magic) != 0 ? "it is no SQLite file"
           : t->file.size > FILE_BYTES ? "it is larger than 512 MiB"
           : !lent && (is_there(path, "-wal", t->arena) || is_there(path, "-journal", t->arena))
               ? "a program has not finished writing it (there is a -wal or -journal file beside it)"
               : NULL;
    if (!lent)
        ts_file_close(&t->file);
    return !*why;
}

/* A path as a URI holds it. */
static const char *uri_of(ts_arena *arena, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    char *text = ts_arena_alloc(arena, strlen(path) * 3 + 64);
    size_t used = 5;
    if (!text)
        return NULL;
    memcpy(text, "file:", used);
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("/._-", c);
        text[used++] = bare ? (char)c : '%';
        if (bare)
            continue;
        text[used++] = hex[c >> 4];
        text[used++] = hex[c & 15];
    }
    strcpy(text + used, "?mode=ro&immutable=1");
    return text;
}

static int open_path(sqlite_table *t, const char *path)
{
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    const char *uri = uri_of(t->arena, path);
    return uri ? sqlite3_open_v2(uri, &t->handle, flags, NULL) : SQLITE_NOMEM;
}

/* SQLite reads the bytes where they lie. */
static int open_lent(sqlite_table *t)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    const sqlite3_int64 size = (sqlite3_int64)t->file.size;
    unsigned char *bytes = (unsigned char *)(uintptr_t)t->file.bytes;
    int status = sqlite3_open_v2(":memory:", &t->handle, flags, NULL);
    return status == SQLITE_OK ? sqlite3_deserialize(t->handle, "main", bytes, size, size, SQLITE_DESERIALIZE_READONLY) : status;
}

static bool connect(sqlite_table *t, const char *path, const char **why)
{
    int status = t->file.bytes ? open_lent(t) : open_path(t, path);
    *why = status == SQLITE_OK ? "it cannot be read" : message_of(t, status);
    return status == SQLITE_OK && guard(t);
}

static const char *nearest_table(sqlite_table *t)
{
    const char *names[LISTED], *near = NULL;
    size_t count = 0;
    sqlite3_stmt *list = NULL;
    int status = sqlite3_prepare_v2(t->handle, "SELECT name FROM sqlite_master WHERE type = 'table'", -1, &list, NULL);
    while (status == SQLITE_OK && count < LISTED && sqlite3_step(list) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        if (name && ts_utf8_check(name, strlen(name)) == strlen(name))
            names[count++] = ts_arena_text(t->arena, name);
        count -= count > 0 && !names[count - 1];
    }
    sqlite3_finalize(list);
    near = ts_nearest(names, count, t->name);
    return near;
}

/* What the schema calls the name; *why is NULL when that is a plain table. */
static bool is_table(sqlite_table *t, const char **why)
{
    static const char query[] = "SELECT sql FROM sqlite_master WHERE name = ?";
    sqlite3_stmt *find = NULL;
    int status = sqlite3_prepare_v2(t->handle, query, -1, &find, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(find, 1, t->name, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(find);
    const char *sql = status == SQLITE_ROW ? (const char *)sqlite3_column_text(find, 0) : NULL;
    bool table = sql && sqlite3_strnicmp(sql, "CREATE TABLE ", 13) == 0;
    if (status == SQLITE_ROW)
        *why = table ? NULL : ts_arena_print(t->arena, "\"%s\" is a view or a virtual table, and only tables are read",
                                             t->name);
    else if (status != SQLITE_DONE)
        *why = message_of(t, status);
    sqlite3_finalize(find);
    if (status != SQLITE_DONE)
        return table;
    const char *near = nearest_table(t);
    *why = near ? ts_arena_print(t->arena, "it has no table \"%s\" (did you mean \"%s\"?)", t->name, near)
                : ts_arena_print(t->arena, "it has no table \"%s\"; \"from\" names one", t->name);
    return false;
}

/* Expressions of the file would run for every row, and no authorizer sees them. */
static bool computes(sqlite_table *t)
{
    enum { HIDDEN = 6, VIRTUAL = 2, STORED = 3 };
    sqlite3_stmt *info = NULL;
    char *sql = sqlite3_mprintf("PRAGMA main.table_xinfo(\"%w\")", t->name);
    bool computed = !sql || sqlite3_prepare_v2(t->handle, sql, -1, &info, NULL) != SQLITE_OK;
    while (!computed && sqlite3_step(info) == SQLITE_ROW) {
        int hidden = sqlite3_column_int(info, HIDDEN);
        computed = hidden == VIRTUAL || hidden == STORED;
    }
    sqlite3_finalize(info);
    sqlite3_free(sql);
    return computed;
}

static bool select_rows(sqlite_table *t, const char **why)
{
    if (computes(t)) {
        *why = ts_arena_print(t->arena, "\"%s\" has columns that it computes, and only stored ones are read", t->name);
        return false;
    }
    char *sql = sqlite3_mprintf("SELECT * FROM main.\"%w\"", t->name);
    int status = sql ? sqlite3_prepare_v2(t->handle, sql, -1, &t->rows, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    if (status != SQLITE_OK) {
        *why = message_of(t, status);
        return false;
    }
    t->records.fields = t->fields;
    t->records.count = (size_t)sqlite3_column_count(t->rows);
    *why = TS_NO_MEMORY;
    t->numbers = ts_arena_array(t->arena, t->records.count, sizeof *t->numbers);
    return t->numbers;
}

ts_records *ts_sqlite_table_open(ts_arena *arena, const ts_table_request *request, const char **why)
{
    *why = TS_NO_MEMORY;
    sqlite_table *t = calloc(1, sizeof *t);
    if (!t || !ts_arena_defer(arena, release, t))
        return NULL;
    t->records.kind = &kind;
    t->arena = arena;
    t->name = request->from ? request->from : request->name;
    if (!is_sqlite(t, request->path, why) || !connect(t, request->path, why))
        return NULL;
    return is_table(t, why) && select_rows(t, why) ? &t->records : NULL;
}
