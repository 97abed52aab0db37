/*
 * condition.h - the `where` of a series over the columns of its table: one condition a column, all of which hold.
 */
#ifndef TS_DATA_CONDITION_H
#define TS_DATA_CONDITION_H

#include "data/columns.h"
#include "data/stats.h"

typedef struct ts_condition { /* the codes that a row may have */
    const ts_key *key;
    uint32_t first, end; /* from .. up to, without it */
    uint32_t not;
    const uint32_t *any; /* two or more, in order, each once; NULL: all that the others let through */
    size_t any_count;
} ts_condition;

/* Of a filter, where the condition has its key already. */
ts_columns_result ts_condition_make(ts_arena *arena, const ts_filter *filter, ts_condition *condition);
bool ts_condition_lists(const ts_condition *condition, uint32_t code); /* `any` does */
static inline bool ts_condition_lets(const ts_condition *c, uint32_t code) /* asked of every row */
{
    return code >= c->first && code < c->end && code != c->not && (!c->any || ts_condition_lists(c, code));
}
/* Whether a row has the value; the empty text means none. */
ts_columns_result ts_columns_have(ts_arena *arena, const ts_table *table, const char *column, const ts_cell *value, bool *have);
size_t ts_condition_rows(const ts_condition *condition); /* how many, `not` aside */

#endif
