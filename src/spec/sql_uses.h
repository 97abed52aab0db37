/*
 * sql_uses.h - the numbers that a SELECT asks for by name: stat('NAME').
 *
 * They are found in its text, outside of comments and quotes, so that numbers are
 * computed before the SELECTs that stand on them, and a circle is seen before
 * anything runs. What is in the brackets is one text in single quotes.
 */
#ifndef TS_SPEC_SQL_USES_H
#define TS_SPEC_SQL_USES_H

#include "base/arena.h"

typedef struct ts_sql_use {
    const char *name; /* NULL: what is in the brackets is no name */
    size_t from, to;  /* bytes of the call, its brackets included */
} ts_sql_use;

typedef struct ts_sql_uses {
    ts_sql_use *items;
    size_t count, capacity;
} ts_sql_uses;

/* In the order of the text; a name as often as it stands there. False: memory is out. */
bool ts_sql_find_uses(ts_arena *arena, const char *sql, ts_sql_uses *uses);

#endif
