/*
 * diff.h - what differs between two editions: printed values, the sources that
 * stand behind them, and words.
 *
 * A value is printed when it stands in a text of the pages; of a ledger without
 * pages, when it has a print at all. Words are compared with their numbers
 * taken out, so that a new figure is told once, as a figure; alternative texts,
 * whose numbers have no names, with those figures alike that values are told
 * by. Texts are matched by deck key and frame, in the order of reading.
 */
#ifndef TS_ANSWER_DIFF_H
#define TS_ANSWER_DIFF_H

#include "answer/account.h"

#include <stdio.h>

typedef enum ts_change {
    TS_CHANGED,
    TS_ADDED,
    TS_REMOVED,
    TS_MOVED, /* the value, or how it was found, behind the same print */
    TS_SAME,  /* print and value, of another period: told in the JSON only */
} ts_change;

typedef struct ts_value_change {
    ts_change kind;
    const char *name;
    const char *was;                          /* a point of a series at another moment that stood in its place, by its name; else NULL */
    const char *before, *after;               /* as printed; several forms are parted by " | "; NULL: not there */
    const char *before_value, *after_value;   /* in full, with unit; NULL: not there, "" none */
    const char *before_amount, *after_amount; /* the same as people read them, or in full where they read alike */
    bool compares;                            /* both are numbers of one unit */
    double base, by, share;                   /* before; after - before; ts_amount_share */
    const char *unit;
    const char *pages;                        /* "1, 2": where it is printed now, else where it was; "" */
    const char *says;                         /* what else changed: "period 2023 -> 2024"; "" */
} ts_value_change;

typedef struct ts_source_change {
    ts_change kind;
    const char *name, *before, *after; /* as a line, with its number */
} ts_source_change;

typedef struct ts_text_change {
    ts_change kind;
    const char *where;         /* deck key, frame, or the page */
    int page;                  /* from 1 */
    const char *before, *after; /* as printed */
} ts_text_change;

typedef struct ts_diff {
    const ts_account *old, *new;
    struct { ts_value_change *items; size_t count, capacity; } values;
    struct { ts_source_change *items; size_t count, capacity; } sources;
    struct { ts_text_change *items; size_t count, capacity; } texts;
    const char *settings; /* what was asked for differently: "language en-US -> es-MX, state TX -> CA"; "" */
    size_t printed;       /* of the values: those whose print changed */
} ts_diff;

/* NULL: memory is out. */
const ts_diff *ts_diff_make(ts_arena *arena, const ts_account *old, const ts_account *new);

/* "use/Kent/2024"; where it took the place of another moment "use/Kent/2023 -> 2024". */
const char *ts_diff_name(ts_arena *arena, const ts_value_change *change);

typedef enum ts_diff_format { TS_DIFF_TEXT, TS_DIFF_JSON, TS_DIFF_HTML } ts_diff_format;
void ts_diff_print(FILE *out, ts_arena *arena, const ts_diff *diff, ts_diff_format format);

#endif
