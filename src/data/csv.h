/*
 * csv.h - records of a CSV file, one after the other (RFC 4180).
 *
 * UTF-8 with or without a byte order mark, LF or CRLF, cells in quotes with
 * newlines and doubled quotes, any one-byte separator. Memory is bounded by one
 * record. The reader keeps places, not text: the line of a mistake is read
 * again from the file when a message wants to show it.
 */
#ifndef TS_DATA_CSV_H
#define TS_DATA_CSV_H

#include "base/source.h"

enum { TS_CSV_COLUMNS = 500, TS_CSV_CELL = 1 << 20, TS_CSV_RECORD = 8 << 20 /* bytes */ };

typedef struct ts_csv_place {
    uint64_t line_at, at; /* offsets in the file: of the line, of the place */
    size_t line;          /* from 0 */
} ts_csv_place;

typedef struct ts_csv_cell {
    const char *text; /* NUL-terminated, without a NUL inside; good until the next record */
    size_t length;
    bool quoted;
    ts_csv_place place;
} ts_csv_cell;

typedef enum ts_csv_event {
    TS_CSV_RECORD_READ, /* cells and count */
    TS_CSV_FAULT,       /* fault and fault_place; the next call goes on with the next line */
    TS_CSV_END,
    TS_CSV_BROKEN /* the file or memory failed */
} ts_csv_event;

typedef struct ts_csv {
    const ts_csv_cell *cells;
    size_t count;
    const char *fault; /* a sentence */
    ts_csv_place fault_place;
    struct ts_csv_state *state;
} ts_csv;

/* Tied to the arena. NULL with *why set: not found, not a file, out of memory. */
ts_csv *ts_csv_open(ts_arena *arena, const char *path, char separator, const char **why);

/* The next record; a line without any character is passed over when there are
 * several columns (columns > 1), else it is an empty cell. */
ts_csv_event ts_csv_next(ts_csv *csv, size_t columns);
bool ts_csv_rewind(ts_csv *csv);
ts_csv_place ts_csv_here(const ts_csv *csv); /* where the next record begins */

/* A span over length bytes at a place, in a source that holds this one line.
 * Without a source when the line cannot be read again. */
ts_span ts_csv_span(const ts_csv *csv, ts_arena *arena, ts_csv_place place, size_t length);

#endif
