/*
 * records.h - the records of a table's file, one after the other.
 *
 * Whatever the file is, its heads come first, as texts, and its rows after
 * them; it can be read again from the start. Memory is bounded: by one record
 * (CSV, a database), or by the limits of JSON (json.h, source.h). A record
 * that does not parse is a fault with its place, and the next is still read.
 */
#ifndef TS_DATA_RECORDS_H
#define TS_DATA_RECORDS_H

#include "base/magic.h"
#include "data/database.h"

enum { TS_RECORD_COLUMNS = 500, TS_CELL_BYTES = 1 << 20, TS_RECORD_BYTES = 8 << 20 };

/* Places, not text, are kept: the line of a mistake is read again from the
 * file when a message wants to show it. */
typedef struct ts_record_place {
    uint64_t at;   /* byte of the file: where the line begins (CSV), the place itself (JSON) */
    size_t line;   /* from 0; of a database: the row, from 1, its heads being 0 */
    size_t column; /* bytes of UTF-8 since the line began (CSV) */
    size_t length;
} ts_record_place;

typedef struct ts_field {
    const char *text; /* UTF-8, a NUL behind it and none inside; good until the next record */
    size_t length;
    enum { TS_FIELD_TEXT, TS_FIELD_NUMBER, TS_FIELD_MISSING } kind; /* CSV knows texts only */
    double number; /* finite; its text is a plain number or one with an exponent */
    ts_record_place place;
} ts_field;

typedef enum ts_records_event {
    TS_RECORD_READ,   /* fields and count */
    TS_RECORD_FAULT,  /* fault and fault_place; the next call goes on behind it */
    TS_RECORDS_END,
    TS_RECORDS_BROKEN /* the file or memory failed */
} ts_records_event;

typedef struct ts_records ts_records;

typedef struct ts_records_kind {
    const char *name; /* "CSV", "JSON", "SQLite" */
    ts_records_event (*next)(ts_records *records, size_t columns);
    bool (*rewind)(ts_records *records);
    ts_span (*span)(ts_records *records, ts_arena *arena, ts_record_place place); /* NULL: it has no lines */
    size_t (*memory)(const ts_records *records);
} ts_records_kind;

struct ts_records {
    const ts_records_kind *kind;
    const ts_field *fields;
    size_t count;
    const char *fault; /* a sentence, until the next call */
    ts_record_place fault_place;
    uint64_t file_size;
};

#define TS_NO_MEMORY "memory is out" /* of all sentences the one that is not the file's fault */

/* Opens the file of a request, by the end of its name: .json; .sqlite, .sqlite3
 * or .db; else CSV. Tied to the arena. NULL with *why set to a sentence, or to
 * NULL when the diagnostics tell already. */
ts_records *ts_records_open(ts_arena *arena, const ts_table_request *request, ts_diags *diags,
                            const char **why);

/* The next record. A line of CSV without any character is passed over when there
 * are several columns (columns > 1), else it is an empty cell. */
ts_records_event ts_records_next(ts_records *records, size_t columns);
bool ts_records_rewind(ts_records *records);

/* A span over a place, in a source that the arena keeps. Without a source when
 * the file has no lines or cannot be read again. */
ts_span ts_records_span(ts_records *records, ts_arena *arena, ts_record_place place);

size_t ts_records_memory(const ts_records *records); /* bytes the reader itself holds now */

/* What a file is that is no table of its kind, as a sentence, or TS_NO_MEMORY. */
const char *ts_records_other(ts_arena *arena, ts_magic magic);

/* The kinds. */
ts_records *ts_csv_open(ts_arena *arena, const ts_table_request *request, const char **why);
ts_records *ts_json_table_open(ts_arena *arena, const ts_table_request *request, ts_diags *diags,
                               const char **why);
ts_records *ts_sqlite_table_open(ts_arena *arena, const ts_table_request *request, const char **why);

#endif
