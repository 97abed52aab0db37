/*
 * A series: rows of a table grouped by time and category, or a query of the
 * sheet. What is printed as its query can be run again as it stands.
 */
#include "data/stats.h"

#include "base/utf8.h"

#include "data/currency.h"
#include "data/number.h"
#include "data/period.h"
#include "data/series_plan.h"
#include "data/store.h"
#include "data/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct maker {
    ts_database *database;
    ts_arena *arena;
    const ts_series_request *request; /* with a plan, once it was checked */
    ts_diags *diags;
    ts_series *series;
    ts_series_heads heads;
} maker;

/* ---- what is asked for */

static ts_status fault_at(const maker *m, ts_span span, const char *rule, const char *message)
{
    ts_error(m->diags, span, rule, "series \"%s\": %s", m->request->name, message ? message : "memory is out");
    return TS_FAULT;
}

/* What all series of the column suffer. */
static void fault_of_column(const maker *m, ts_span span, const char *message)
{
    const char *name = m->request->name, *own = message ? ts_arena_print(m->arena, "series \"%s\": %s", name, message) : NULL;
    const char *subject = ts_arena_print(m->arena, "\"%s\"", name);
    if (own && subject)
        ts_diag_add(m->diags, (ts_diag){.severity = TS_ERROR, .span = span, .rule = "series", .message = own, .cause = message, .subject = subject});
}

static ts_status fault(const maker *m, const char *rule, const char *message)
{
    return fault_at(m, m->request->span, rule, message);
}

/* At the cell of its time, where that is known: then the series is where it is used. */
static ts_status fault_at_cell(const maker *m, const char *time, const char *message)
{
    const ts_series_request *r = m->request;
    ts_span cell = r->over && r->find_cell.find ? r->find_cell.find(r->find_cell.user, r->over, time) : (ts_span){0};
    if (!cell.source || !message)
        return fault(m, "moment", message);
    ts_diag_add(m->diags, (ts_diag){.severity = TS_ERROR, .span = cell, .rule = "moment", .used = r->span,
                                    .message = ts_arena_print(m->arena, "series \"%s\": %s", r->name, message)});
    return TS_FAULT;
}

static ts_status fault_of_money(const maker *m)
{
    char near[TS_CURRENCY_ROOM];
    const char *unit = m->request->unit, *hint = ts_currency_near(unit, 0, near) ? near : NULL;
    ts_error_near(m->diags, m->request->span, "unit", hint, "series \"%s\": \"%s\" is no currency (ISO 4217)", m->request->name, unit);
    return TS_FAULT;
}

static ts_span place_or_own(const maker *m, const ts_span *place)
{
    return place->source ? *place : m->request->span;
}

static bool has_column(const maker *m, const char *column, ts_span span)
{
    return !column || ts_table_column(m->database, m->request->table, column, span, m->diags);
}

/* The first cell that is none, where it stands, and what would make it one. */
static void say_texts(const maker *m, const ts_column *column, ts_span span)
{
    const ts_table *table = ts_database_table(m->database, m->request->table);
    if (!column->reason || !table) {
        fault_of_column(m, span, ts_arena_print(m->arena, "column \"%s\" of table \"%s\" holds texts", column->name, m->request->table));
        return;
    }
    const char *place = column->reason_place
                            ? ts_arena_print(m->arena, "%s:%zu:%zu", table->path, column->reason_line, column->reason_place)
                            : ts_arena_print(m->arena, "%s, row %zu", table->path, column->reason_line);
    const char *wanted = column->wanted ? ts_arena_print(m->arena, "; does the table want %s?", column->wanted) : "";
    const char *why = column->why ? ts_arena_print(m->arena, " %s", column->why) : "";
    fault_of_column(m, span, ts_arena_print(m->arena, "column \"%s\" holds texts: %s (%s%s)%s", column->name, column->reason,
                                            place ? place : "", wanted ? wanted : "", why ? why : ""));
}

static bool columns_known(const maker *m)
{
    const ts_series_request *request = m->request;
    const char *missing =
        request->column_count == 0 && request->aggregate != TS_SERIES_COUNT ? "a column is wanted" : NULL;
    bool fine = !missing || fault(m, "series", missing) == TS_OK;
    fine &= has_column(m, request->over, place_or_own(m, &request->over_span));
    fine &= has_column(m, request->by, place_or_own(m, &request->by_span));
    if (request->gaps && !request->over)
        fine = fault(m, "series", "gaps are those of a series with \"over\"") == TS_OK;
    for (size_t i = 0; i < request->column_count; i++) {
        const ts_span place = place_or_own(m, request->column_spans ? &request->column_spans[i] : &request->span);
        const ts_column *column = ts_table_column(m->database, request->table, request->columns[i], place, m->diags);
        bool number = column && ts_column_counts(column->type);
        if (column && !number)
            say_texts(m, column, place);
        fine &= number;
    }
    for (size_t i = 0; i < request->where_count; i++)
        fine &= has_column(m, request->where[i].column, request->where[i].span);
    return fine;
}

static ts_status check_request(const maker *m)
{
    const ts_series_request *request = m->request;
    if (request->unit && ts_unit_is_currency(request->unit) && !ts_unit_known(request->unit))
        return fault_of_money(m);
    if (!request->unit || !ts_unit_known(request->unit) || ts_unit_is_text(request->unit))
        return fault(m, "unit", "its unit is count, share, ratio, index, rank, year, number, a currency or the sign of a physical unit");
    if (request->aggregate == TS_SERIES_SQL)
        return request->sql ? TS_OK : fault(m, "series", "it has no query");
    if (!request->table || !ts_map_find(&m->database->tables, request->table)) {
        ts_error_near(m->diags, request->span, "table", ts_map_nearest(&m->database->tables, request->table),
                      "unknown table \"%s\"", request->table ? request->table : "");
        return TS_FAULT;
    }
    if (request->aggregate == TS_SERIES_SUM && request->column_count > 1 && !ts_unit_adds(request->unit))
        return fault(m, "unit", ts_arena_print(m->arena, "values of unit %s cannot be added", request->unit));
    return columns_known(m) ? TS_OK : TS_FAULT;
}

/* ---- the plan */

/* Whether all that it takes is in memory, and can be counted there. */
static bool find_columns(const maker *m, const ts_table *table, ts_series_plan *plan)
{
    const ts_series_request *r = m->request;
    plan->over = r->over ? ts_columns_key(table, r->over) : NULL;
    plan->by = r->by ? ts_columns_key(table, r->by) : NULL;
    bool found = (plan->over || !r->over) && (plan->by || !r->by);
    for (size_t i = 0; i < r->column_count; i++) {
        bool whole = false;
        plan->numbers[i] = ts_columns_numbers(table, r->columns[i], &whole);
        plan->whole |= whole;
        found &= plan->numbers[i] != NULL;
    }
    for (size_t i = 0; i < r->where_count; i++) {
        plan->conditions[i].key = ts_columns_key(table, r->where[i].column);
        found = found && plan->conditions[i].key &&
                (r->where[i].open || ts_condition_make(m->arena, &r->where[i], &plan->conditions[i]) == TS_COLUMNS_DONE);
    }
    return found;
}

static ts_series_plan *make_plan(const maker *m)
{
    const ts_series_request *r = m->request;
    ts_series_plan *plan = TS_NEW(m->arena, ts_series_plan);
    if (!plan || r->aggregate == TS_SERIES_SQL)
        return plan;
    const ts_table *table = ts_database_table(m->database, r->table);
    plan->heads = ts_series_heads_of(r, table);
    plan->select = ts_series_select(m->arena, r, &plan->heads);
    plan->numbers = TS_ARRAY(m->arena, const double *, r->column_count);
    plan->conditions = TS_ARRAY(m->arena, ts_condition, r->where_count);
    if (!plan->select || !plan->numbers || !plan->conditions)
        return NULL;
    plan->kept = table->kept && find_columns(m, table, plan);
    plan->row_count = plan->kept ? table->kept->row_count : 0;
    return ts_arena_failed(m->arena) ? NULL : plan;
}

ts_status ts_series_prepare(ts_database *database, ts_arena *arena, const ts_series_request *request, ts_diags *diags,
                            const ts_series_plan **plan)
{
    const maker m = {.database = database, .arena = arena, .request = request, .diags = diags};
    ts_status status = check_request(&m);
    *plan = status == TS_OK ? make_plan(&m) : NULL;
    return status == TS_OK && !*plan ? TS_MACHINE : status;
}

/* ---- points */

/* The columns of the sheet's own query go by their names. */
static ts_status find_heads(maker *m, const ts_rows *rows)
{
    m->heads = (ts_series_heads){-1, -1, -1, -1, -1};
    for (size_t i = 0; i < rows->column_count; i++) {
        int *column = strcmp(rows->heads[i], "value") == 0      ? &m->heads.value
                      : strcmp(rows->heads[i], "time") == 0     ? &m->heads.time
                      : strcmp(rows->heads[i], "category") == 0 ? &m->heads.category
                                                                : NULL;
        if (!column || *column >= 0)
            return fault(m, "series", "its columns are value and, as wanted, time and category, each once");
        *column = (int)i;
    }
    return m->heads.value >= 0 ? TS_OK : fault(m, "series", "no column is called value");
}

static ts_status read_label(const maker *m, const ts_cell *cell, const char *what, const char **label)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_MISSING)
        return fault(m, "series",
                     ts_arena_print(m->arena,
                                    "there are rows without a %s; leave them out with "
                                    "\"where\": {COLUMN: {\"not\": \"\"}}",
                                    what));
    if (cell->kind == TS_CELL_NUMBER)
        ts_number_print(cell->number, number);
    *label = cell->kind == TS_CELL_NUMBER ? ts_arena_text(m->arena, number) : cell->text;
    return *label ? TS_OK : TS_MACHINE;
}

static ts_status read_time(const maker *m, const ts_cell *cell, ts_datapoint *point)
{
    const char **time = &point->time;
    ts_status status = read_label(m, cell, "time", time);
    if (status != TS_OK || ts_period_read(*time, &point->moment))
        return status;
    ts_period period;
    bool loose = ts_period_read_loose(*time, TS_DATES_MONTH_FIRST, &period) || ts_period_read_loose(*time, TS_DATES_DAY_FIRST, &period);
    const size_t length = strlen(*time);
    const char *advice = !m->request->over ? length > 2 && strcmp(*time + length - 2, ".0") == 0 ? "; without a cast a number is its digits" : ""
                         : loose           ? "; the table's \"columns\" may say that this column is a \"date\""
                                           : "; rows that are no data are left out by the table's \"ignore\"";
    return fault_at_cell(m, *time,
                         ts_arena_print(m->arena, "\"%.*s\" is no moment: 2024, 2024-Q1, 2024-03 or 2024-03-15%s", ts_utf8_fit(*time, 40), *time, advice));
}

static ts_status read_point(const maker *m, const ts_cell *row, ts_datapoint *point)
{
    ts_status status = TS_OK;
    const ts_cell *value = &row[m->heads.value];
    if (value->kind == TS_CELL_TEXT)
        return fault(m, "series", ts_arena_print(m->arena, "its value \"%.*s\" is a text", ts_utf8_fit(value->text, 40), value->text));
    point->known = value->kind == TS_CELL_NUMBER;
    point->value = point->known ? value->number : 0;
    if (m->request->aggregate == TS_SERIES_SQL && m->request->times != 0)
        point->value *= m->request->times; /* a compiled query has the factor in it */
    point->known = point->known && isfinite(point->value);
    if (m->heads.rows >= 0 && row[m->heads.rows].number > 1)
        return fault(m, "unit",
                     ts_arena_print(m->arena, "values of unit %s cannot be added (%.0f rows together)",
                                    m->request->unit, row[m->heads.rows].number));
    if (m->heads.time >= 0)
        status = read_time(m, &row[m->heads.time], point);
    if (status == TS_OK && m->heads.category >= 0)
        status = read_label(m, &row[m->heads.category], "category", &point->category);
    return status;
}

static void note_empty(maker *m, const ts_cell *row, const ts_datapoint *point)
{
    size_t empty = m->heads.empty >= 0 && point->known ? (size_t)row[m->heads.empty].number : 0;
    if (empty && !m->series->empty)
        m->series->empty_at = point->time ? point->time : point->category;
    m->series->empty += empty;
}

static int compare_labels(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) : 0;
}

static int by_time_and_category(const void *left, const void *right)
{
    const ts_datapoint *a = left, *b = right;
    int order = compare_labels(a->time, b->time);
    return order ? order : compare_labels(a->category, b->category);
}

static bool in_order(const ts_series *series)
{
    for (size_t i = 1; i < series->count; i++)
        if (by_time_and_category(&series->points[i - 1], &series->points[i]) > 0)
            return false;
    return true;
}

static bool means_months(const ts_series *series)
{
    ts_monthly monthly = {0};
    for (size_t i = 0; series->timed && i < series->count; i++)
        ts_monthly_take(&monthly, series->points[i].moment);
    return ts_monthly_holds(&monthly);
}

static ts_status check_points(const maker *m)
{
    const ts_series *series = m->series;
    for (size_t i = 1; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (by_time_and_category(point - 1, point) == 0)
            return fault(m, "series",
                         ts_arena_print(m->arena, "two values for %s %s", point->time ? point->time : "",
                                        point->category ? point->category : ""));
        if (series->timed && series->points[0].moment.months != point->moment.months)
            return fault(m, "moment",
                         ts_arena_print(m->arena, "its times are of different lengths: %s, %s",
                                        series->points[0].time, point->time));
    }
    return TS_OK;
}

static ts_status read_points(maker *m, const ts_rows *rows)
{
    ts_series *series = m->series;
    series->timed = m->heads.time >= 0;
    series->categorised = m->heads.category >= 0;
    series->count = rows->row_count;
    series->points = TS_ARRAY(m->arena, ts_datapoint, rows->row_count);
    if (!series->points)
        return TS_MACHINE;
    for (size_t i = 0; i < rows->row_count; i++) {
        ts_status status = read_point(m, rows->cells + i * rows->column_count, &series->points[i]);
        if (status != TS_OK)
            return status;
        note_empty(m, rows->cells + i * rows->column_count, &series->points[i]);
    }
    if (!in_order(series))
        qsort(series->points, series->count, sizeof *series->points, by_time_and_category);
    series->monthly = means_months(series);
    return check_points(m);
}

/* Asked of SQLite, or of an earlier run. */
static ts_status query_tables(maker *m, ts_rows **rows)
{
    ts_series_values values = {0};
    const char *sql = ts_series_sql(m->arena, m->request, &values).sql;
    const ts_query query = {m->arena, sql, values.items, values.count, m->request->span};
    return sql ? ts_store_query(m->database, TS_QUERY_OF_HOUSE, &query, m->diags, rows) : TS_MACHINE;
}

/* What is counted in memory is dead once the points are read. looked: how many rows were gone through. */
static ts_status read_table(maker *m, ts_arena *scratch, size_t *looked)
{
    ts_rows counted, *rows = &counted;
    ts_columns_result result = ts_tally(m->database, scratch, m->request, &counted, looked);
    ts_status status = result == TS_COLUMNS_LEFT   ? query_tables(m, &rows)
                       : result == TS_COLUMNS_DONE ? TS_OK
                                                   : TS_MACHINE;
    return status == TS_OK ? read_points(m, rows) : status;
}

/* A place among all ports is computed for each of them, and of the same series. */
static ts_status take_from_table(maker *m)
{
    size_t looked = 0;
    m->heads = m->request->plan->heads;
    ts_series_text text = ts_series_sql(m->arena, m->request, NULL);
    if (!text.sql)
        return TS_MACHINE;
    m->series->query = text.sql;
    m->series->from = text.sql + text.from;
    m->series->from_length = text.to - text.from;
    if (ts_store_find_series(m->database, m->arena, m->series))
        return TS_OK;
    ts_scratch scratch = ts_scratch_begin(m->arena);
    ts_status status = read_table(m, scratch.arena, &looked);
    ts_scratch_end(&scratch);
    if (status == TS_OK && looked > TS_FEW_ROWS)
        ts_store_keep_series(m->database, m->series);
    return status;
}

static ts_status take_from_query(maker *m, const ts_binding *bindings, size_t count)
{
    m->series->query = ts_arena_text(m->arena, m->request->sql);
    if (!m->series->query)
        return TS_MACHINE;
    ts_rows *rows;
    const ts_query query = {m->arena, m->request->sql, bindings, count, m->request->span};
    ts_status status = ts_database_query(m->database, &query, m->diags, &rows);
    if (status == TS_OK)
        status = find_heads(m, rows);
    return status == TS_OK ? read_points(m, rows) : status;
}

ts_status ts_series_compute(ts_database *database, ts_arena *arena, const ts_series_request *request,
                            const ts_binding *bindings, size_t binding_count, ts_diags *diags,
                            ts_series **series)
{
    ts_series_request planned = *request;
    maker m = {.database = database, .arena = arena, .request = &planned, .diags = diags};
    *series = NULL;
    m.series = TS_NEW(arena, ts_series);
    if (!m.series)
        return TS_MACHINE;
    m.series->name = request->name;
    m.series->unit = request->unit;
    m.series->aggregate = request->aggregate;
    m.series->over = request->over;
    m.series->by = request->by;
    ts_status status = request->plan ? TS_OK : ts_series_prepare(database, arena, request, diags, &planned.plan);
    if (status == TS_OK)
        status = request->aggregate == TS_SERIES_SQL ? take_from_query(&m, bindings, binding_count) : take_from_table(&m);
    *series = status == TS_OK ? m.series : NULL;
    return status;
}
