/*
 * Which columns a table is asked by. Those that series without SQL and parameters' choices use are kept
 * in memory. An index is made of what an author names; and, where the columns of a
 * table are too many for that, of what its series filter by equal values, the
 * commonest first, so that one index serves several of them; then time, category
 * and what is added up, so that the table itself need not be read.
 */
#include "bind/bind.h"

#include <string.h>

enum { MOST = 3, COLUMNS = 12 }; /* indexes of a table, columns of one */

typedef struct wish {
    const char *columns[COLUMNS];
    size_t count, filters; /* filters: the first so many are compared with values */
} wish;

static bool is_of(const ts_series_spec *series, const char *table)
{
    return series->aggregate != TS_SQL && series->table.text && strcmp(series->table.text, table) == 0;
}

static bool compares(const ts_series_spec *series, const char *column)
{
    const ts_where *where = ts_map_find(&series->where, column);
    return where && where->any.count > 0;
}

static size_t uses(const ts_sheet *sheet, const char *table, const char *column)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->series.count; i++) {
        const ts_series_spec *series = sheet->series.items[i].value;
        count += is_of(series, table) && compares(series, column);
    }
    return count;
}

typedef struct kept {
    ts_column_use *items;
    size_t count, capacity;
} kept;

static bool add_use(ts_arena *arena, kept *u, const char *column, unsigned use)
{
    for (size_t i = 0; column && i < u->count; i++)
        if (strcmp(u->items[i].column, column) == 0 && u->items[i].use == use)
            return true;
    return !column || TS_PUSH(arena, u, ((ts_column_use){column, use}));
}

static bool add_uses_of(ts_arena *arena, const ts_series_spec *series, kept *u)
{
    bool added = add_use(arena, u, series->over.text, TS_USE_KEY) && add_use(arena, u, series->by.text, TS_USE_KEY);
    for (size_t i = 0; added && i < series->where.count; i++)
        added = add_use(arena, u, series->where.items[i].name, TS_USE_KEY);
    for (size_t i = 0; added && i < series->columns.count; i++)
        added = add_use(arena, u, series->columns.items[i].text, TS_USE_NUMBERS);
    return added;
}

/* Each row of a batch asks whether its parameters may be what they are. */
static bool add_choices(ts_arena *arena, const ts_sheet *sheet, const char *table, kept *u)
{
    bool added = true;
    for (size_t i = 0; added && i < sheet->params.count; i++) {
        const ts_param *param = sheet->params.items[i].value;
        if (param->choices_table.text && strcmp(param->choices_table.text, table) == 0)
            added = add_use(arena, u, param->choices_column.text, TS_USE_KEY);
    }
    return added;
}

static bool is_asked_by_series(const ts_sheet *sheet, const char *table)
{
    for (size_t i = 0; i < sheet->series.count; i++) {
        const ts_series_spec *series = sheet->series.items[i].value;
        if (series->aggregate == TS_SQL && series->sql.text && ts_sql_may_name(series->sql.text, table))
            return true;
    }
    return false;
}

static bool is_asked_by_stats(const ts_sheet *sheet, const char *table)
{
    for (size_t i = 0; i < sheet->stats.count; i++) {
        const ts_stat_spec *stat = sheet->stats.items[i].value;
        if (stat->method == TS_M_SQL && stat->operand.text && ts_sql_may_name(stat->operand.text, table))
            return true;
    }
    return false;
}

bool ts_bind_uses(ts_arena *arena, const ts_sheet *sheet, const ts_table_spec *spec, ts_table_request *request)
{
    kept u = {0};
    bool added = add_choices(arena, sheet, spec->name, &u), counted = true;
    for (size_t i = 0; added && i < sheet->series.count; i++) {
        const ts_series_spec *series = sheet->series.items[i].value;
        added = !is_of(series, spec->name) || add_uses_of(arena, series, &u);
        counted &= u.count > 0 || !is_of(series, spec->name); /* of rows alone: SQLite counts them */
    }
    request->uses = u.items;
    request->use_count = u.count;
    request->late = counted && !spec->mapped && !is_asked_by_series(sheet, spec->name) && !is_asked_by_stats(sheet, spec->name);
    return added;
}

static void add_column(wish *w, const char *column)
{
    for (size_t i = 0; i < w->count; i++)
        if (column && strcmp(w->columns[i], column) == 0)
            return;
    if (column && w->count < COLUMNS)
        w->columns[w->count++] = column;
}

/* Keeps the filters by how often the table's series have them; among equals by name. */
static void add_filter(const ts_sheet *sheet, const char *table, wish *w, const char *column)
{
    size_t own = uses(sheet, table, column), at = w->count;
    if (w->count == COLUMNS)
        return;
    for (; at > 0; at--) {
        size_t before = uses(sheet, table, w->columns[at - 1]);
        if (before > own || (before == own && strcmp(w->columns[at - 1], column) < 0))
            break;
        w->columns[at] = w->columns[at - 1];
    }
    w->columns[at] = column;
    w->count++;
}

static wish wish_of(const ts_sheet *sheet, const ts_series_spec *series)
{
    wish w = {0};
    for (size_t i = 0; i < series->where.count; i++)
        if (compares(series, series->where.items[i].name))
            add_filter(sheet, series->table.text, &w, series->where.items[i].name);
    w.filters = w.count;
    add_column(&w, series->over.text);
    add_column(&w, series->by.text);
    for (size_t i = 0; i < series->columns.count; i++)
        add_column(&w, series->columns.items[i].text);
    return w;
}

static bool same_filters(const wish *a, const wish *b)
{
    if (a->filters != b->filters)
        return false;
    for (size_t i = 0; i < a->filters; i++)
        if (strcmp(a->columns[i], b->columns[i]) != 0)
            return false;
    return true;
}

static bool is_wished(const wish *wishes, size_t count, const wish *w)
{
    for (size_t i = 0; i < count; i++)
        if (same_filters(&wishes[i], w))
            return true;
    return false;
}

static ts_status check_columns(const ts_table_spec *spec, const ts_database *database, ts_diags *diags)
{
    ts_status status = TS_OK;
    for (size_t i = 0; i < spec->index.count && ts_database_table(database, spec->name); i++)
        if (!ts_table_column(database, spec->name, spec->index.items[i].text, spec->index.items[i].span, diags))
            status = TS_FAULT;
    return status;
}

ts_status ts_edition_check_indexes(const ts_sheet *sheet, const ts_database *database, ts_diags *diags)
{
    ts_status status = TS_OK;
    for (size_t i = 0; i < sheet->tables.count; i++)
        if (check_columns(sheet->tables.items[i].value, database, diags) != TS_OK)
            status = TS_FAULT;
    return status;
}

static wish wish_of_author(const ts_table_spec *spec)
{
    wish w = {0};
    for (size_t i = 0; i < spec->index.count; i++)
        add_column(&w, spec->index.items[i].text);
    w.filters = w.count;
    return w;
}

static ts_status index_table(const ts_sheet *sheet, const ts_table_spec *spec, ts_database *database)
{
    const char *table = spec->name;
    wish wishes[MOST + 1] = {wish_of_author(spec)};
    size_t count = wishes[0].count ? 1 : 0;
    ts_status status = count ? ts_database_index(database, table, wishes[0].columns, wishes[0].count) : TS_OK;
    const ts_table *loaded = ts_database_table(database, table);
    bool counted = loaded && loaded->kept; /* its series do without SQLite */
    for (size_t i = 0; i < sheet->series.count && !counted && count < MOST && status == TS_OK; i++) {
        const ts_series_spec *series = sheet->series.items[i].value;
        wish w = is_of(series, table) ? wish_of(sheet, series) : (wish){0};
        if (!w.filters || is_wished(wishes, count, &w))
            continue;
        wishes[count++] = w;
        status = ts_database_index(database, table, w.columns, w.count);
    }
    return status;
}

ts_status ts_edition_indexes(const ts_sheet *sheet, ts_database *database)
{
    ts_status status = TS_OK;
    if (ts_database_has_indexes(database))
        return status;
    for (size_t i = 0; i < sheet->tables.count && status == TS_OK; i++)
        status = index_table(sheet, sheet->tables.items[i].value, database);
    if (status == TS_OK)
        ts_database_end_indexes(database);
    return status;
}
