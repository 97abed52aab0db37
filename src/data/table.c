/*
 * A CSV file becomes a table, in two passes: the first checks the records and
 * sees which columns are numbers, the second inserts. A cell that does not fit
 * is a diagnostic and the rest is still loaded, so that one run finds the most.
 */
#include "data/store.h"

#include "data/csv.h"
#include "data/number.h"
#include "data/period.h"

#include <string.h>

enum { FAULTS = 20 /* told of one file */ };

typedef struct loader {
    ts_database *database;
    const ts_table_request *request;
    ts_diags *diags;
    ts_arena *scratch; /* of this load */
    ts_csv *csv;
    ts_table *table;
    ts_column *columns; /* of the table */
    bool *key;          /* by column: part of the unique key */
    bool keyed;         /* there is one, and all its columns are there */
    bool *text;         /* by column: has a cell that is no plain number */
    sqlite3_stmt *insert;
    size_t faults;
} loader;

/* ---- messages ---- */

static void say(loader *l, ts_csv_place place, size_t length, const char *message)
{
    l->faults++;
    if (l->faults > FAULTS || !message)
        return;
    ts_error(l->diags, ts_csv_span(l->csv, l->diags->arena, place, length), "table", "%s", message);
    if (l->faults == FAULTS)
        ts_error(l->diags, l->request->span, "table", "table \"%s\" has %d mistakes; the rest is not told",
                 l->request->name, FAULTS);
}

/* A cell as a message quotes it: cut at 40 bytes, between characters. */
static const char *excerpt(loader *l, const ts_csv_cell *cell)
{
    size_t length = cell->length;
    if (length > 40) {
        length = 40;
        while (length > 0 && ((unsigned char)cell->text[length] & 0xC0) == 0x80)
            length--;
    }
    const char *text = ts_arena_print(l->diags->arena, "\"%.*s%s\"", (int)length, cell->text,
                                      length < cell->length ? "..." : "");
    return text ? text : "the cell";
}

static void say_cell(loader *l, const ts_csv_cell *cell, size_t column, const char *what)
{
    say(l, cell->place, cell->length + (cell->quoted ? 2 : 0),
        ts_arena_print(l->diags->arena, "column \"%s\": %s %s", l->columns[column].name, excerpt(l, cell),
                       what));
}

/* ---- heads ---- */

static char *suggested(ts_arena *arena, const char *head)
{
    char *name = ts_arena_print(arena, "c_%.60s", head);
    if (!name)
        return NULL;
    size_t used = 2;
    for (const char *from = name + 2; *from; from++) {
        char c = *from >= 'A' && *from <= 'Z' ? (char)(*from - 'A' + 'a') : *from;
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (fits || name[used - 1] != '_')
            name[used++] = fits ? c : '_';
    }
    while (used > 2 && name[used - 1] == '_')
        used--;
    name[used] = '\0';
    return name[2] >= 'a' && name[2] <= 'z' ? name + 2 : name;
}

static const char *renamed(const loader *l, const char *head)
{
    for (size_t i = 0; i < l->request->rename_count; i++)
        if (strcmp(l->request->renames[i].head, head) == 0)
            return l->request->renames[i].name;
    return head;
}

static bool check_head(loader *l, size_t column)
{
    const ts_csv_cell *cell = &l->csv->cells[column];
    const char *name = l->columns[column].name;
    size_t first = 0;
    while (strcmp(l->columns[first].name, name) != 0)
        first++;
    if (first < column) {
        say(l, cell->place, cell->length,
            ts_arena_print(l->diags->arena, "two columns are called \"%s\"", name));
        return false;
    }
    if (ts_sql_name(name))
        return true;
    ts_span span = ts_csv_span(l->csv, l->diags->arena, cell->place, cell->length);
    ts_error_near(l->diags, span, "table", suggested(l->diags->arena, name),
                  "the head %s is no SQL name (small letters, digits, underscores): put it into \"rename\"",
                  excerpt(l, cell));
    l->faults++;
    return false;
}

static ts_status read_heads(loader *l)
{
    ts_arena *arena = l->database->arena;
    size_t count = l->csv->count;
    l->table->column_count = count;
    l->table->columns = l->columns = TS_ARRAY(arena, ts_column, count);
    l->key = TS_ARRAY(arena, bool, count);
    l->text = TS_ARRAY(arena, bool, count);
    if (!l->columns || !l->key || !l->text)
        return TS_MACHINE;
    for (size_t i = 0; i < count; i++) {
        l->columns[i].name = ts_arena_text(arena, renamed(l, l->csv->cells[i].text));
        if (!l->columns[i].name)
            return TS_MACHINE;
    }
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine &= check_head(l, i);
    return fine ? TS_OK : TS_FAULT;
}

static bool has_head(const loader *l, const char *head)
{
    for (size_t i = 0; i < l->csv->count; i++)
        if (strcmp(l->csv->cells[i].text, head) == 0)
            return true;
    return false;
}

static void check_renames(loader *l)
{
    const char *heads[TS_CSV_COLUMNS];
    for (size_t i = 0; i < l->csv->count; i++)
        heads[i] = l->csv->cells[i].text;
    for (size_t i = 0; i < l->request->rename_count; i++) {
        const ts_rename_rule *rule = &l->request->renames[i];
        if (has_head(l, rule->head))
            continue;
        l->faults++;
        ts_error_near(l->diags, rule->span, "column", ts_nearest(heads, l->csv->count, rule->head),
                      "the file has no head \"%s\"", rule->head);
    }
}

static ts_column *find(loader *l, const char *name, ts_span span)
{
    const char *names[TS_CSV_COLUMNS];
    for (size_t i = 0; i < l->table->column_count; i++) {
        names[i] = l->columns[i].name;
        if (strcmp(names[i], name) == 0)
            return &l->columns[i];
    }
    l->faults++;
    ts_error_near(l->diags, span, "column", ts_nearest(names, l->table->column_count, name),
                  "table \"%s\" has no column \"%s\"", l->request->name, name);
    return NULL;
}

static void apply_rules(loader *l)
{
    for (size_t i = 0; i < l->request->column_count; i++) {
        const ts_column_rule *rule = &l->request->columns[i];
        ts_column *column = find(l, rule->name, rule->span);
        if (column) {
            column->type = rule->type;
            column->declared = true;
        }
    }
    l->keyed = l->request->unique_count > 0;
    for (size_t i = 0; i < l->request->unique_count; i++) {
        const ts_column *column = find(l, l->request->unique[i], l->request->span);
        l->keyed &= column != NULL;
        if (column)
            l->key[column - l->columns] = true;
    }
}

/* ---- first pass ---- */

static bool missing(const loader *l, const ts_csv_cell *cell)
{
    if (cell->length == 0)
        return true;
    for (size_t i = 0; i < l->request->empty_count; i++)
        if (strcmp(cell->text, l->request->empty[i]) == 0)
            return true;
    return false;
}

static void look(loader *l)
{
    for (size_t i = 0; i < l->csv->count; i++) {
        const ts_csv_cell *cell = &l->csv->cells[i];
        l->text[i] |= !missing(l, cell) && !ts_number_plain(cell->text, cell->length);
    }
}

static void say_count(loader *l)
{
    size_t have = l->csv->count, want = l->table->column_count;
    const ts_csv_cell *cell = &l->csv->cells[have > want ? want : have - 1];
    say(l, cell->place, cell->length,
        ts_arena_print(l->diags->arena, "%s: %zu, the head has %zu",
                       have > want ? "too many cells" : "too few cells", have, want));
}

static ts_status first_pass(loader *l)
{
    for (;;) {
        switch (ts_csv_next(l->csv, l->table->column_count)) {
        case TS_CSV_RECORD_READ:
            if (l->csv->count == l->table->column_count)
                look(l);
            else
                say_count(l);
            break;
        case TS_CSV_FAULT:
            say(l, l->csv->fault_place, 1, l->csv->fault);
            break;
        case TS_CSV_BROKEN:
            return TS_MACHINE;
        case TS_CSV_END:
            for (size_t i = 0; i < l->table->column_count; i++)
                if (!l->columns[i].declared)
                    l->columns[i].type = l->text[i] ? TS_COLUMN_TEXT : TS_COLUMN_NUMBER;
            return TS_OK;
        }
    }
}

/* ---- second pass ---- */

static int bind_number(loader *l, int at, const ts_csv_cell *cell, bool whole)
{
    if (!(whole ? ts_number_whole : ts_number_plain)(cell->text, cell->length)) {
        say_cell(l, cell, (size_t)at - 1, whole ? "is no whole number" : "is no plain number");
        return sqlite3_bind_null(l->insert, at);
    }
    double value = ts_number_read(cell->text, cell->length);
    return whole ? sqlite3_bind_int64(l->insert, at, (sqlite3_int64)value)
                 : sqlite3_bind_double(l->insert, at, value);
}

static int bind_cell(loader *l, size_t column)
{
    const ts_csv_cell *cell = &l->csv->cells[column];
    ts_column_type type = l->columns[column].type;
    int at = (int)column + 1;
    ts_period date;
    if (missing(l, cell)) {
        if (l->key[column])
            say_cell(l, cell, column, "is no value, and names the row");
        return sqlite3_bind_null(l->insert, at);
    }
    if (type == TS_COLUMN_NUMBER || type == TS_COLUMN_INTEGER)
        return bind_number(l, at, cell, type == TS_COLUMN_INTEGER);
    if (type == TS_COLUMN_DATE && !ts_period_read(cell->text, &date))
        say_cell(l, cell, column, "is no date (2024-03-15, 2024-03, 2024-Q1 or 2024)");
    return sqlite3_bind_text(l->insert, at, cell->text, (int)cell->length, SQLITE_STATIC);
}

static void say_double(loader *l)
{
    const char *key = "";
    size_t first = l->table->column_count;
    for (size_t i = l->table->column_count; i-- > 0;) {
        if (!l->key[i])
            continue;
        first = i;
        key = ts_arena_print(l->diags->arena, "%s %s%s%s", l->columns[i].name, excerpt(l, &l->csv->cells[i]),
                             *key ? ", " : "", key);
        if (!key)
            return;
    }
    say(l, l->csv->cells[first].place, l->csv->cells[first].length,
        ts_arena_print(l->diags->arena, "a second row of the same key: %s", key));
}

static ts_status insert_record(loader *l)
{
    for (size_t i = 0; i < l->csv->count; i++)
        if (bind_cell(l, i) != SQLITE_OK)
            return TS_MACHINE;
    int status = sqlite3_step(l->insert);
    sqlite3_reset(l->insert);
    if (status == SQLITE_CONSTRAINT)
        say_double(l);
    l->table->row_count += status == SQLITE_DONE;
    if (status != SQLITE_FULL)
        return status == SQLITE_DONE || status == SQLITE_CONSTRAINT ? TS_OK : TS_MACHINE;
    ts_error(l->diags, l->request->span, "table", "the tables take more than 512 MiB");
    return TS_FAULT;
}

static ts_status second_pass(loader *l)
{
    if (!ts_csv_rewind(l->csv))
        return TS_MACHINE;
    bool head = true;
    for (;;) {
        ts_csv_event event = ts_csv_next(l->csv, l->table->column_count);
        if (event == TS_CSV_END || event == TS_CSV_BROKEN)
            return event == TS_CSV_END ? TS_OK : TS_MACHINE;
        bool row = event == TS_CSV_RECORD_READ && !head && l->csv->count == l->table->column_count;
        head = false;
        ts_status status = row ? insert_record(l) : TS_OK;
        if (status != TS_OK)
            return status;
    }
}

/* ---- statements ---- */

static void append_create(const loader *l, sqlite3_str *sql)
{
    static const char *const types[] = {"TEXT", "REAL", "INTEGER", "TEXT"};
    sqlite3_str_appendf(sql, "CREATE TABLE \"%w\" (", l->table->name);
    for (size_t i = 0; i < l->table->column_count; i++)
        sqlite3_str_appendf(sql, "%s\"%w\" %s", i ? ", " : "", l->columns[i].name, types[l->columns[i].type]);
}

static void append_index(const loader *l, sqlite3_str *sql)
{
    sqlite3_str_appendf(sql, "CREATE UNIQUE INDEX \"key of %w\" ON \"%w\" (", l->table->name, l->table->name);
    for (size_t i = 0; i < l->request->unique_count; i++)
        sqlite3_str_appendf(sql, "%s\"%w\"", i ? ", " : "", l->request->unique[i]);
}

static void append_insert(const loader *l, sqlite3_str *sql)
{
    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES (", l->table->name);
    for (size_t i = 0; i < l->table->column_count; i++)
        sqlite3_str_appendall(sql, i ? ",?" : "?");
}

/* The statement with its closing bracket, in the scratch arena. */
static const char *statement(const loader *l, void (*append)(const loader *, sqlite3_str *))
{
    sqlite3_str *sql = sqlite3_str_new(l->database->handle);
    append(l, sql);
    sqlite3_str_appendall(sql, ")");
    char *text = sqlite3_str_finish(sql);
    const char *copy = ts_arena_text(l->scratch, text);
    sqlite3_free(text);
    return copy;
}

static bool run(loader *l, const char *sql)
{
    return sql && ts_store_run(l->database, sql);
}

static ts_status fill(loader *l)
{
    if (!run(l, "BEGIN") || !run(l, statement(l, append_create)))
        return TS_MACHINE;
    if (l->keyed && !run(l, statement(l, append_index)))
        return TS_MACHINE;
    const char *sql = statement(l, append_insert);
    l->database->own_work = true;
    ts_status status = TS_MACHINE;
    if (sql && sqlite3_prepare_v2(l->database->handle, sql, -1, &l->insert, NULL) == SQLITE_OK)
        status = second_pass(l);
    sqlite3_finalize(l->insert);
    l->database->own_work = false;
    return run(l, "COMMIT") ? status : TS_MACHINE;
}

/* ---- the whole ---- */

static bool good_name(loader *l)
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

static ts_status read_first(loader *l)
{
    switch (ts_csv_next(l->csv, 2)) {
    case TS_CSV_RECORD_READ:
        return read_heads(l);
    case TS_CSV_FAULT:
        say(l, l->csv->fault_place, 1, l->csv->fault);
        return TS_FAULT;
    case TS_CSV_END:
        ts_error(l->diags, l->request->span, "table", "%s is empty: a table begins with its heads",
                 l->request->path);
        return TS_FAULT;
    default:
        return TS_MACHINE;
    }
}

static ts_status load(loader *l)
{
    ts_status status = read_first(l);
    if (status != TS_OK)
        return status;
    check_renames(l);
    apply_rules(l);
    status = first_pass(l);
    if (status == TS_OK)
        status = fill(l);
    if (status == TS_MACHINE)
        return status;
    if (!ts_map_put(l->database->arena, &l->database->tables, l->table->name, l->table))
        return TS_MACHINE;
    return l->faults > 0 ? TS_FAULT : status;
}

static ts_status open_and_load(loader *l)
{
    const ts_table_request *request = l->request;
    const char *why = NULL;
    l->csv = ts_csv_open(l->scratch, request->path, request->separator ? request->separator : ',', &why);
    if (!l->csv) {
        ts_error(l->diags, request->span, "table", "cannot read %s: %s", request->path,
                 why ? why : "memory is out");
        return TS_FAULT;
    }
    l->table = TS_NEW(l->database->arena, ts_table);
    if (!l->table || !(l->table->name = ts_arena_text(l->database->arena, request->name)))
        return TS_MACHINE;
    return load(l);
}

ts_status ts_database_load(ts_database *database, const ts_table_request *request, ts_diags *diags,
                           const ts_table **table)
{
    loader l = {.database = database, .request = request, .diags = diags};
    *table = NULL;
    if (database->closed)
        return TS_USAGE;
    if (!good_name(&l))
        return TS_FAULT;
    l.scratch = ts_arena_new(0);
    if (!l.scratch)
        return TS_MACHINE;
    ts_status status = open_and_load(&l);
    ts_arena_drop(l.scratch);
    *table = ts_map_find(&database->tables, request->name);
    return status;
}
