#include "data/series_sql.h"

#include "base/pack.h"
#include "data/series_plan.h"

#include <stdio.h>
#include <string.h>

enum { BOUND = 100 }; /* values that are bound; those of a longer list are written */

typedef struct writer {
    ts_pack text;
    const ts_series_request *request;
    const ts_series_heads *heads;
    ts_series_values *values;
    size_t from, to; /* of ts_series_text */
} writer;

static void put(writer *w, const char *text)
{
    size_t length = strlen(text);
    if (length > w->text.capacity - w->text.count) {
        ts_pack_bytes(&w->text, text, length);
        return;
    }
    memcpy(w->text.items + w->text.count, text, length);
    w->text.count += length;
}

/* Between two texts; names of loaded tables and their columns hold no quotes. */
static void put_name(writer *w, const char *before, const char *name, const char *after)
{
    put(w, before);
    put(w, "\"");
    put(w, name);
    put(w, "\"");
    put(w, after);
}

static void put_quoted(writer *w, const char *text)
{
    put(w, "'");
    for (const char *quote; (quote = strchr(text, '\'')) != NULL; text = quote + 1) {
        ts_pack_bytes(&w->text, text, (size_t)(quote - text));
        put(w, "''");
    }
    put(w, text);
    put(w, "'");
}

static void put_literal(writer *w, const ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_TEXT) {
        put_quoted(w, cell->text);
        return;
    }
    ts_number_print(cell->number, number);
    put(w, number);
}

static void put_cell(writer *w, const ts_cell *cell)
{
    bool binds = w->values && w->values->count < BOUND;
    const char *name = binds ? ts_arena_print(w->text.arena, "v%zu", w->values->count + 1) : NULL;
    if (!name || !TS_PUSH(w->text.arena, w->values, ((ts_binding){name, *cell}))) {
        put_literal(w, cell);
        return;
    }
    put(w, ":");
    put(w, name);
}

/* ---- rows */

bool ts_filter_is_empty(const ts_cell *cell)
{
    return cell->kind == TS_CELL_MISSING || (cell->kind == TS_CELL_TEXT && !*cell->text);
}

static void put_any(writer *w, const ts_filter *filter)
{
    bool empty = false;
    size_t listed = 0;
    put_name(w, "(", filter->column, " IN (");
    for (size_t i = 0; i < filter->any_count; i++) {
        if (ts_filter_is_empty(&filter->any[i])) {
            empty = true;
            continue;
        }
        put(w, listed++ ? ", " : "");
        put_cell(w, &filter->any[i]);
    }
    put(w, ")");
    if (empty)
        put_name(w, " OR ", filter->column, " IS NULL");
    put(w, ")");
}

static void put_compare(writer *w, const char *before, const char *column, const char *operator, const ts_cell *cell)
{
    put_name(w, before, column, operator);
    put_cell(w, cell);
}

/* What stands before the next condition: the same as before when this one asks for nothing. */
static const char *put_filter(writer *w, const ts_filter *filter, const char *before)
{
    static const char AND[] = " AND ";
    const char *column = filter->column;
    if (filter->any_count > 0) {
        put(w, before);
        put_any(w, filter);
        before = AND;
    }
    if (filter->from.kind != TS_CELL_MISSING) {
        put_compare(w, before, column, " >= ", &filter->from);
        before = AND;
    }
    if (filter->to.kind != TS_CELL_MISSING) {
        put_compare(w, before, column, " <= ", &filter->to);
        before = AND;
    }
    if (filter->not.kind == TS_CELL_MISSING)
        return before;
    if (ts_filter_is_empty(&filter->not))
        put_name(w, before, column, " IS NOT NULL");
    else
        put_compare(w, before, column, " IS NOT ", &filter->not);
    return AND;
}

/* only: the filter of that column; NULL: all. */
static void put_from(writer *w, const char *only)
{
    const ts_series_request *request = w->request;
    const char *before = " WHERE ";
    put_name(w, " FROM ", request->table, "");
    for (size_t i = 0; i < request->where_count; i++)
        if (!only || strcmp(request->where[i].column, only) == 0)
            before = put_filter(w, &request->where[i], before);
}

/* ---- values */

/* Several columns: their sums are added, so that a row that lacks one keeps the
 * others; the mean, the least and the most are those of the rows' sums. */
static void put_value(writer *w)
{
    static const char *const functions[] = {"sum", "avg", "min", "max"};
    const ts_series_request *request = w->request;
    char factor[TS_NUMBER_ROOM];
    if (request->aggregate == TS_SERIES_COUNT) {
        put(w, "count(*)");
    } else {
        put(w, "(");
        put(w, functions[request->aggregate]);
        put(w, "(");
        for (size_t i = 0; i < request->column_count; i++)
            put_name(w, i == 0 ? "" : request->aggregate == TS_SERIES_SUM ? ") + sum(" : " + ", request->columns[i], "");
        put(w, "))");
    }
    if (request->times == 0 || request->times == 1)
        return;
    ts_number_print(request->times, factor);
    put(w, " * ");
    put(w, factor);
}

static void put_empty(writer *w)
{
    char count[TS_NUMBER_ROOM];
    snprintf(count, sizeof count, ", %zu * count(*)", w->request->column_count);
    put(w, count);
    for (size_t i = 0; i < w->request->column_count; i++)
        put_name(w, " - count(", w->request->columns[i], ")");
    put(w, " AS empty");
}

static void put_select(writer *w)
{
    const ts_series_request *request = w->request;
    put(w, "SELECT ");
    if (request->over)
        put_name(w, "", request->over, " AS time, ");
    if (request->by)
        put_name(w, "", request->by, " AS category, ");
    put_value(w);
    put(w, " AS value");
    if (w->heads->rows >= 0)
        put(w, ", count(*) AS n");
    if (w->heads->empty >= 0)
        put_empty(w);
}

static void put_groups(writer *w)
{
    const ts_series_request *request = w->request;
    put(w, request->plan->select);
    w->from = w->text.count;
    put_from(w, NULL);
    w->to = w->text.count;
    if (request->over || request->by)
        put(w, request->over && request->by ? " GROUP BY 1, 2" : " GROUP BY 1");
}

/* Every moment of the table that the series' own condition lets through, with what was counted, if anything was; of several
 * categories each has every moment. A table's name does not begin as these do. */
static void put_every_moment(writer *w)
{
    const ts_series_request *request = w->request;
    put(w, "WITH _counted AS (");
    put_groups(w);
    put_name(w, "), _every AS (SELECT DISTINCT ", request->over, " AS time");
    put_from(w, request->over);
    put(w, request->by ? ") SELECT _every.time, _category.category, value" : ") SELECT _every.time, value");
    put(w, w->heads->rows >= 0 ? ", n" : "");
    put(w, w->heads->empty >= 0 ? ", empty" : "");
    put(w, " FROM _every");
    if (request->by)
        put(w, " JOIN (SELECT DISTINCT category FROM _counted) AS _category");
    put(w, " LEFT JOIN _counted ON _counted.time = _every.time");
    if (request->by)
        put(w, " AND _counted.category IS _category.category");
}

/* ---- the whole */

static bool lacks_values(const ts_series_request *request, const ts_table *table)
{
    for (size_t i = 0; table && i < request->column_count; i++)
        for (size_t c = 0; c < table->column_count; c++)
            if (table->columns[c].missing && strcmp(table->columns[c].name, request->columns[i]) == 0)
                return true;
    return false;
}

ts_series_heads ts_series_heads_of(const ts_series_request *request, const ts_table *table)
{
    ts_series_heads heads;
    int at = 0;
    heads.time = request->over ? at++ : -1;
    heads.category = request->by ? at++ : -1;
    heads.value = at++;
    bool adding = request->aggregate == TS_SERIES_SUM && !ts_unit_adds(request->unit);
    heads.rows = adding ? at++ : -1;
    heads.empty = lacks_values(request, table) ? at : -1;
    return heads;
}

static writer new_writer(ts_arena *arena, const ts_series_request *request, const ts_series_heads *heads)
{
    enum { USUAL = 512 };
    writer w = {.text = {.arena = arena, .items = ts_arena_room(arena, USUAL)}, .request = request, .heads = heads};
    w.text.capacity = w.text.items ? USUAL : 0;
    return w;
}

const char *ts_series_select(ts_arena *arena, const ts_series_request *request, const ts_series_heads *heads)
{
    writer w = new_writer(arena, request, heads);
    put_select(&w);
    ts_pack_bytes(&w.text, "", 1);
    return w.text.failed ? NULL : (const char *)w.text.items;
}

ts_series_text ts_series_sql(ts_arena *arena, const ts_series_request *request, ts_series_values *values)
{
    writer w = new_writer(arena, request, &request->plan->heads);
    w.values = values;
    request->gaps ? put_every_moment(&w) : put_groups(&w);
    if (request->over || request->by)
        put(&w, request->over && request->by ? " ORDER BY 1, 2" : " ORDER BY 1");
    ts_pack_bytes(&w.text, "", 1);
    return (ts_series_text){w.text.failed ? NULL : (const char *)w.text.items, w.from, w.to};
}
