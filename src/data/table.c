#include "data/loader.h"

#include "base/missing.h"

#include <string.h>

enum { FAULTS = 20 /* told of one file */ };

/* ---- messages */

ts_span ts_loader_span(ts_loader *l, ts_record_place place)
{
    return l->records->kind->span ? ts_records_span(l->records, l->diags->arena, place) : l->request->span;
}

void ts_loader_tell(ts_loader *l, ts_record_place place, const char *message)
{
    if (!message)
        return;
    ts_span span = ts_loader_span(l, place);
    if (l->records->kind->span)
        ts_error(l->diags, span, "table", "%s", message);
    else if (place.line == 0)
        ts_error(l->diags, span, "table", "table \"%s\": %s", l->request->name, message);
    else
        ts_error(l->diags, span, "table", "table \"%s\", row %zu: %s", l->request->name, place.line, message);
}

void ts_loader_say(ts_loader *l, ts_record_place place, const char *message)
{
    l->faults++;
    if (++l->told > FAULTS)
        return;
    ts_loader_tell(l, place, message);
    if (l->told == FAULTS)
        ts_error(l->diags, l->request->span, "table", "table \"%s\" has %d mistakes; the rest is not told",
                 l->request->name, FAULTS);
}

const char *ts_loader_quote(ts_loader *l, const ts_field *field)
{
    size_t length = field->length;
    if (length > 40) {
        length = 40;
        while (length > 0 && ((unsigned char)field->text[length] & 0xC0) == 0x80)
            length--;
    }
    const char *text = ts_arena_print(l->diags->arena, "\"%.*s%s\"", (int)length, field->text,
                                      length < field->length ? "..." : "");
    return text ? text : "the cell";
}

void ts_loader_say_cell(ts_loader *l, size_t column, const char *what)
{
    const ts_field *field = &l->records->fields[column];
    ts_loader_say(l, field->place,
                  ts_arena_print(l->diags->arena, "column \"%s\": %s %s", l->columns[column].name,
                                 ts_loader_quote(l, field), what ? what : ""));
}

static void say_count(ts_loader *l)
{
    size_t have = l->records->count, want = l->table->column_count;
    const ts_field *field = &l->records->fields[have > want ? want : have - 1];
    ts_loader_say(l, field->place,
                  ts_arena_print(l->diags->arena, "%s: %zu, the head has %zu",
                                 have > want ? "too many cells" : "too few cells", have, want));
}

void ts_loader_say_double(ts_loader *l)
{
    const char *key = "";
    size_t first = l->table->column_count;
    for (size_t i = l->table->column_count; i-- > 0;) {
        if (!l->loading[i].key)
            continue;
        first = i;
        key = ts_arena_print(l->diags->arena, "%s %s%s%s", l->columns[i].name,
                             ts_loader_quote(l, &l->records->fields[i]), *key ? ", " : "", key);
        if (!key)
            return;
    }
    ts_loader_say(l, l->records->fields[first].place,
                  ts_arena_print(l->diags->arena, "a second row of the same key: %s", key));
}

/* ---- the first pass */

static ts_status first_pass(ts_loader *l)
{
    while (!ts_store_is_cancelled(l->database)) {
        switch (ts_records_next(l->records, l->table->column_count)) {
        case TS_RECORD_READ:
            if (ts_loader_ignores(l, true))
                continue;
            l->rows++;
            if (l->records->count != l->table->column_count) {
                say_count(l);
                break;
            }
            ts_loader_look(l);
            if (!ts_loader_look_alike(l))
                return TS_MACHINE;
            break;
        case TS_RECORD_FAULT:
            ts_loader_say(l, l->records->fault_place, l->records->fault);
            break;
        case TS_RECORDS_BROKEN:
            return TS_MACHINE;
        case TS_RECORDS_END:
            ts_loader_infer(l);
            ts_loader_tell_ignored(l);
            ts_loader_tell_alike(l);
            return TS_OK;
        }
    }
    return TS_MACHINE;
}

/* ---- statements */

static bool is_ordered(const ts_loader *l)
{
    return l->keyed && l->rows >= TS_FEW_ROWS;
}

static void append_key(const ts_loader *l, sqlite3_str *sql)
{
    for (size_t i = 0; i < l->request->unique_count; i++)
        sqlite3_str_appendf(sql, "%s\"%w\"", i ? ", " : "", l->request->unique[i]);
    sqlite3_str_appendall(sql, ")");
}

/* A large table is stored in the order of its key: one tree instead of two, and what a series filters by is near. What is
 * frozen is not added to. */
static void append_create(const ts_loader *l, sqlite3_str *sql)
{
    static const char *const types[] = {"TEXT", "REAL", "INTEGER", "TEXT", "REAL"};
    sqlite3_str_appendf(sql, "CREATE %sTABLE \"%w\" (", l->database->frozen ? "TEMP " : "", l->table->name);
    for (size_t i = 0; i < l->table->column_count; i++)
        sqlite3_str_appendf(sql, "%s\"%w\" %s", i ? ", " : "", l->columns[i].name, types[l->columns[i].type]);
    if (is_ordered(l)) {
        sqlite3_str_appendall(sql, ", PRIMARY KEY (");
        append_key(l, sql);
    }
    sqlite3_str_appendall(sql, is_ordered(l) ? ") WITHOUT ROWID" : ")");
}

static void append_index(const ts_loader *l, sqlite3_str *sql)
{
    sqlite3_str_appendf(sql, "CREATE UNIQUE INDEX \"key of %w\" ON \"%w\" (", l->table->name, l->table->name);
    append_key(l, sql);
}

/* In the scratch arena. */
static const char *statement(const ts_loader *l, void (*append)(const ts_loader *, sqlite3_str *))
{
    sqlite3_str *sql = sqlite3_str_new(l->database->handle);
    append(l, sql);
    char *text = sqlite3_str_finish(sql);
    const char *copy = ts_arena_text(l->scratch, text);
    sqlite3_free(text);
    return copy;
}

static bool run(ts_loader *l, const char *sql)
{
    return sql && ts_store_run(l->database, sql);
}

static ts_status fill(ts_loader *l)
{
    if (!run(l, statement(l, append_create)))
        return TS_MACHINE;
    if (l->keyed && !is_ordered(l) && !run(l, statement(l, append_index)))
        return TS_MACHINE;
    l->keeper = ts_keeper_new(l->database->arena, l->scratch, l->request, l->table, l->rows, &l->database->column_room);
    l->database->own_work = true;
    ts_status status = ts_loader_pour(l);
    l->database->own_work = false;
    return status;
}

/* What is broken off leaves nothing: the table can be loaded another time. */
static ts_status fill_whole(ts_loader *l)
{
    ts_status status = run(l, "BEGIN") ? fill(l) : TS_MACHINE;
    if (status != TS_MACHINE && run(l, "COMMIT")) {
        l->table->kept = ts_keeper_finish(l->keeper, l->table->row_count);
        return status;
    }
    ts_keeper_give_back(l->keeper);
    (void)run(l, "ROLLBACK"); /* SQLite may have done so itself */
    return TS_MACHINE;
}

/* ---- the whole */

static bool good_name(ts_loader *l)
{
    const char *name = l->request->name;
    bool taken = strcmp(name, "fact") == 0 || strncmp(name, "sqlite_", 7) == 0 ||
                 ts_map_find(&l->database->tables, name);
    if (ts_sql_name(name) && !taken)
        return true;
    ts_error(l->diags, l->request->span, "table",
             taken ? "the name \"%s\" is taken" : "\"%s\" is no SQL name", name);
    return false;
}

static ts_status read_first(ts_loader *l)
{
    switch (ts_records_next(l->records, 2)) {
    case TS_RECORD_READ:
        return ts_loader_heads(l);
    case TS_RECORD_FAULT:
        ts_loader_say(l, l->records->fault_place, l->records->fault);
        return TS_FAULT;
    case TS_RECORDS_END:
        ts_error(l->diags, l->request->span, "table", "%s is empty%s: a table begins with its heads",
                 l->request->path, l->request->skip ? " behind the lines that are skipped" : "");
        return TS_FAULT;
    default:
        return TS_MACHINE;
    }
}

static ts_status second_pass(ts_loader *l)
{
    ts_status status = ts_loader_leave(l);
    l->waits = status == TS_OK;
    return status == TS_FAULT ? fill_whole(l) : status;
}

static ts_status load(ts_loader *l)
{
    ts_status status = read_first(l);
    if (status == TS_OK)
        status = first_pass(l);
    if (status == TS_OK)
        status = second_pass(l);
    else
        return status;
    if (status == TS_MACHINE)
        return status;
    ts_loader_tell_alike_cells(l);
    if (!l->again && !ts_map_put(l->database->arena, &l->database->tables, l->table->name, l->table))
        return TS_MACHINE;
    return l->faults > 0 ? TS_FAULT : status;
}

/* Tables in one folder that is not there are one mistake. */
static void tell_unreadable(ts_loader *l, const char *why)
{
    const char *message = ts_arena_print(l->scratch, "cannot read %s: %s", l->request->path, why);
    if (message)
        ts_diag_add(l->diags, (ts_diag){.severity = TS_ERROR, .span = l->request->span, .rule = "table", .message = message,
                                        .subject = ts_missing_folder(l->request->path) ? why : NULL});
}

static ts_status open_and_load(ts_loader *l)
{
    const ts_table_request *request = l->request;
    const char *why = NULL;
    l->records = ts_records_open(l->scratch, request, l->diags, &why);
    if (!l->records && why && strcmp(why, TS_NO_MEMORY) == 0)
        return TS_MACHINE;
    if (!l->records && why)
        tell_unreadable(l, why);
    if (!l->records)
        return TS_FAULT;
    l->table = TS_NEW(l->database->arena, ts_table);
    if (!l->table || !(l->table->name = ts_arena_text(l->database->arena, request->name)))
        return TS_MACHINE;
    l->table->path = ts_arena_text(l->database->arena, request->path);
    l->table->kind = ts_table_kind_of(request->path);
    l->table->file_size = l->records->file_size;
    return load(l);
}

static ts_status load_now(ts_loader *l)
{
    l->scratch = ts_arena_new(0);
    if (!l->scratch)
        return TS_MACHINE;
    ts_arena_lend(l->scratch, ts_held_lender(l->database, l->request->path));
    ts_status status = open_and_load(l);
    ts_loader_forget_alike(l);
    ts_arena_drop(l->scratch);
    return status;
}

ts_status ts_loader_load_again(ts_database *database, const ts_table_request *request, ts_diags *diags, const ts_table **table)
{
    ts_loader l = {.database = database, .request = request, .diags = diags, .again = true};
    ts_status status = load_now(&l);
    *table = l.table;
    return status;
}

/* What it is made of later is what it is described from now. */
static bool may_be_late(ts_database *database, const ts_table_request *request)
{
    return request->late && ts_table_kind_of(request->path) != TS_TABLE_SQLITE && ts_held_take(database, request->path);
}

/* Nobody knew it, or what it was. */
static ts_status load_new(ts_loader *l, const ts_table **table)
{
    ts_database *database = l->database;
    l->may_wait = l->request->late;
    ts_status status = load_now(l);
    *table = ts_map_find(&database->tables, l->request->name);
    return l->waits && *table && !ts_waiting_add_table(database, l->request, *table) ? TS_MACHINE : status;
}

/* Nothing that is made of it lies under the digest of what was there before. */
static ts_status tell_changed(ts_loader *l)
{
    l->database->recall.unknown = true;
    ts_error(l->diags, l->request->span, "table", "%s changed while it was read", l->request->path);
    return TS_FAULT;
}

static ts_status describe(ts_database *database, const ts_table_request *request, ts_diags *diags, const ts_table **table)
{
    ts_loader l = {.database = database, .request = request, .diags = diags};
    unsigned char key[TS_DIGEST_BYTES];
    size_t told = diags->count;
    if (!good_name(&l))
        return TS_FAULT;
    bool known = ts_recall_key(database, request, key);
    *table = known ? ts_recall_table(database, request, key) : NULL;
    if (*table)
        return TS_OK;
    ts_status status = load_new(&l, table);
    if (known && status == TS_OK && !ts_recall_holds(database, request->path))
        return tell_changed(&l);
    database->recall.unknown |= status != TS_OK;
    if (known && *table && status == TS_OK && diags->count == told)
        ts_recall_keep_table(database, request, key, *table);
    return status;
}

ts_status ts_database_load(ts_database *database, const ts_table_request *request, ts_diags *diags,
                           const ts_table **table)
{
    *table = NULL;
    if (database->closed)
        return TS_USAGE;
    ts_table_request own = *request;
    own.late = may_be_late(database, request);
    ts_status status = describe(database, &own, diags, table);
    ts_held_settle(database, request->path);
    return status;
}
