/*
 * loader.h - one table being loaded, for the files that do it.
 *
 * Two passes over the records: the first checks them and sees which columns are
 * numbers, the second fills the table (pour.c) or, of one that waits, its kept columns
 * alone (leave.c). A cell that does not fit is a diagnostic and the rest is still loaded,
 * so that one run finds the most.
 */
#ifndef TS_DATA_LOADER_H
#define TS_DATA_LOADER_H

#include "base/digest.h"
#include "data/columns.h"
#include "data/records.h"
#include "data/store.h"

typedef struct ts_alike_cells { /* of a column, mistaken for one reason: the first, and how many */
    const char *what, *cell;
    ts_record_place place;
    size_t count;
} ts_alike_cells;

typedef struct ts_loading { /* a column, while it is loaded */
    bool key;        /* part of the unique key */
    bool text;       /* has a cell that is no number */
    const char *nearly;        /* the first cell that is a number but for a declaration, or says that there is none, quoted */
    const char *wanted;        /* what the table would have to say */
    ts_record_place nearly_at, reason_at;
    size_t numbers, percents, odd; /* cells: numbers, those with a percent sign, numbers with a sign misplaced */
    struct { ts_alike_cells *items; size_t count, capacity; } alike; /* in the scratch arena */
    char iso[TS_PERIOD_ROOM];      /* the date that is stored */
} ts_loading;

typedef struct ts_ignoring { /* a rule of `ignore` */
    size_t column; /* SIZE_MAX: there is no such column */
    size_t rows;   /* left out by it */
} ts_ignoring;

typedef struct ts_alike { /* rows that came before: alike.c */
    uint64_t *slots; /* malloc'ed, of their hashes */
    size_t slot_count, known;
    ts_digest *slow; /* of which hashes are taken; NULL: they are quick ones */
    char file[TS_DIGEST_HEX]; /* what slow ones begin with */
    bool crowded;   /* hashes lie too close: rows are not looked for any more */
    bool full;      /* a row that is not known was not kept */
    size_t again;   /* rows that stand twice: all but the first of each */
    uint64_t first; /* hash of the first of them */
} ts_alike;

typedef struct ts_loader {
    ts_database *database;
    const ts_table_request *request;
    ts_diags *diags;
    ts_arena *scratch; /* of this load */
    ts_records *records;
    ts_table *table;
    ts_column *columns; /* of the table */
    ts_loading *loading;
    ts_ignoring *ignoring;
    ts_alike alike;
    bool may_wait; /* for who asks for it: nothing of it is in SQLite until then */
    bool waits;    /* it does */
    bool again;    /* it is described already; rows that are alike were told */
    bool keyed; /* there is a key, and all its columns are there */
    size_t rows; /* of the first pass */
    ts_keeper *keeper; /* NULL: no column is kept */
    ts_cell *row;      /* of the second pass: the one that is poured */
    bool poured;       /* there is none behind it */
    size_t faults, told;
} ts_loader;

/* ---- table.c */

/* Over a place of the file, or over the definition of the table where the file has no lines. */
ts_span ts_loader_span(ts_loader *loader, ts_record_place place);
/* One mistake; the text may be NULL when memory is out. */
void ts_loader_say(ts_loader *loader, ts_record_place place, const char *message);
void ts_loader_tell(ts_loader *loader, ts_record_place place, const char *message); /* that was counted already */
/* A cell as a message quotes it: cut at 40 bytes, between characters. */
const char *ts_loader_quote(ts_loader *loader, const ts_field *field);
/* column "x": "cell" what */
void ts_loader_say_cell(ts_loader *loader, size_t column, const char *what);

/* The record at hand has the key of another. */
void ts_loader_say_double(ts_loader *loader);

/* ---- heads.c */

/* The first record names the columns; rules of the sheet find theirs. */
ts_status ts_loader_heads(ts_loader *loader);

/* ---- cells.c */

bool ts_loader_missing(const ts_loader *loader, const ts_field *field);
/* A rule of `ignore` leaves the record out. `count`: and that is kept. */
bool ts_loader_ignores(ts_loader *loader, bool count);
void ts_loader_tell_ignored(ts_loader *loader);
/* First pass: what the cells of a record say of their columns; and what follows of all. */
void ts_loader_look(ts_loader *loader);
void ts_loader_infer(ts_loader *loader);
/* Second pass: a cell as it is stored. Its text lasts as long as the record. */
ts_cell ts_loader_take(ts_loader *loader, size_t column);

/* ---- reasons.c */

/* What the table would have to say so that the cell is a number, or no value. NULL: nothing known does, or it says of its
 * numbers something else. */
const char *ts_loader_wanted(ts_loader *loader, const ts_field *field);
/* Why what is written like a number is none, a clause behind the cell; NULL: it is not written like one. */
const char *ts_loader_why(ts_loader *loader, const ts_field *field);
void ts_loader_say_no_number(ts_loader *loader, size_t column, ts_number_seen seen);
void ts_loader_say_no_date(ts_loader *loader, size_t column);
/* Of cells that are none for one reason the first of a column is told, and how many there are, at the end. */
void ts_loader_tell_alike_cells(ts_loader *loader);

/* ---- alike.c */

/* First pass: the record at hand is looked for among those before it. False: memory is out. */
bool ts_loader_look_alike(ts_loader *loader);
/* At its end; reads the file from its start where there is something to tell, or to look for once more. */
void ts_loader_tell_alike(ts_loader *loader);
void ts_loader_forget_alike(ts_loader *loader);

/* A hash that a text moves on, and the end of it; where it is in a list of them, which has a power of two of slots, or
 * would be. NULL: not among as many as are looked at. */
uint64_t ts_loader_mix(uint64_t hash, const char *text, size_t length);
uint64_t ts_loader_end_mix(uint64_t hash);
uint64_t *ts_loader_slot(uint64_t *slots, size_t slot_count, uint64_t hash, size_t probes);

/* ---- table.c */

/* A table that is described, into SQLite; *table: as it is now. */
ts_status ts_loader_load_again(ts_database *database, const ts_table_request *request, ts_diags *diags, const ts_table **table);

/* ---- leave.c */

/* The second pass of a table that waits. TS_FAULT: it has to be poured. */
ts_status ts_loader_leave(ts_loader *loader);

/* ---- pour.c */

typedef enum ts_row_event { TS_ROW_TAKEN, TS_ROWS_END, TS_ROWS_BROKEN /* the file or memory failed, or it was cancelled */ } ts_row_event;

bool ts_loader_begin_rows(ts_loader *loader); /* from the first; false: as broken */
ts_row_event ts_loader_next_row(ts_loader *loader); /* into `row` and the keeper */

/* The second pass: all rows into their table and the keeper. */
ts_status ts_loader_pour(ts_loader *loader);

#endif
