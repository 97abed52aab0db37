#include "answer/evidence.h"

#include "data/number.h"
#include "data/period.h"

#include <string.h>

/* ---- points */

static bool both_ends_only(int method)
{
    return method == TS_M_GROWTH || method == TS_M_CAGR || method == TS_M_INDEX; /* a mean takes what lies between */
}

/* A share, a rank or a top needs all categories, whichever it is about. */
static bool one_category(int method)
{
    return method != TS_M_SHARE && method != TS_M_RANK && method != TS_M_TOP && method != TS_M_OTHERS;
}

typedef struct wish { /* for the points of a number */
    const char *only;     /* category, or NULL: all */
    bool timed, between;  /* those of its moments; and those that lie between */
    bool from_known, to_known;
    ts_period from, to;
} wish;

static wish wish_of(const ts_result *result, int method)
{
    const ts_value *value = &result->value;
    wish w = {.only = one_category(method) ? result->only : NULL, .timed = value->to};
    w.from_known = value->from && ts_period_read(value->from, &w.from);
    w.to_known = value->to && ts_period_read(value->to, &w.to);
    w.between = w.from_known && w.to_known && !both_ends_only(method);
    return w;
}

static bool of_its_time(const wish *w, const ts_datapoint *point)
{
    if (!point->time || !w->timed)
        return true;
    if ((w->to_known && ts_period_holds(w->to, point->moment)) || (w->from_known && ts_period_holds(w->from, point->moment)))
        return true;
    return w->between && ts_period_order(w->from, point->moment) <= 0 && ts_period_order(point->moment, w->to) <= 0;
}

static bool add_points(ts_arena *arena, const ts_series *series, const wish *w, ts_evidences *evidences)
{
    ts_evidence one = {series, ts_arena_room(arena, series->count * sizeof *one.points), 0};
    for (size_t i = 0; one.points && i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        bool wanted = !w->only || !point->category || strcmp(point->category, w->only) == 0;
        if (wanted && of_its_time(w, point))
            one.points[one.count++] = point;
    }
    return one.points && TS_PUSH(arena, evidences, one);
}

static bool add_operand(ts_arena *arena, const ts_edition *edition, const wish *w, const char *name, ts_evidences *evidences)
{
    for (size_t i = 0; name && i < evidences->uses.count; i++)
        if (strcmp(evidences->uses.items[i], name) == 0)
            return true;
    if (name && !TS_PUSH(arena, &evidences->uses, name))
        return false;
    const ts_series *series = name ? ts_map_find(&edition->series, name) : NULL;
    return !series || add_points(arena, series, w, evidences);
}

bool ts_evidence_of(ts_arena *arena, const ts_edition *edition, const ts_result *result, ts_evidences *evidences)
{
    const ts_stat_spec *spec = result->stat;
    *evidences = (ts_evidences){.uses = result->rest_of};
    if (!spec)
        return true;
    wish w = wish_of(result, spec->method);
    for (size_t i = 0; i < spec->operands.count; i++)
        if (!add_operand(arena, edition, &w, spec->operands.items[i].text, evidences))
            return false;
    return true;
}

/* ---- rows */

/* 'O''Hare' */
static const char *quoted(ts_arena *arena, const char *text)
{
    size_t length = strlen(text), used = 0;
    char *out = ts_arena_alloc(arena, 2 * length + 3);
    if (!out)
        return NULL;
    out[used++] = '\'';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\'')
            out[used++] = '\'';
        out[used++] = text[i];
    }
    out[used] = '\'';
    return out;
}

/* A column of numbers holds 2024, one of texts '2024': both are asked for. */
static const char *literals(ts_arena *arena, const char *text)
{
    const char *words = quoted(arena, text);
    if (words && ts_number_plain(text, strlen(text)))
        return ts_arena_print(arena, "%s, %s", words, text);
    return words;
}

static const char *label_of(const ts_datapoint *point, bool time)
{
    return time ? point->time : point->category;
}

/* "COLUMN" IN (...) over the labels of the points, each once. "" when there is no such column. */
static const char *condition(ts_arena *arena, const ts_evidence *e, const char *column, bool time)
{
    enum { MOST = 400 };
    const char *list = "";
    size_t count = 0;
    ts_map seen = {0};
    if (!column)
        return "";
    for (size_t i = 0; i < e->count && list && count <= MOST; i++) {
        const char *label = label_of(e->points[i], time);
        if (ts_map_find(&seen, label))
            continue;
        const char *one = ts_map_put(arena, &seen, label, &seen) ? literals(arena, label) : NULL;
        list = one ? ts_arena_print(arena, "%s%s%s", list, count++ ? ", " : "", one) : NULL;
    }
    if (count > MOST) /* the whole series, more or less */
        return "";
    return list ? ts_arena_print(arena, " AND \"%s\" IN (%s)", column, list) : NULL;
}

static ts_status ask(ts_arena *arena, ts_database *database, const char *sql, ts_rows **rows)
{
    ts_diags unheard = ts_diags_new(arena);
    return sql ? ts_database_query(database, &(ts_query){.arena = arena, .sql = sql}, &unheard, rows) : TS_MACHINE;
}

bool ts_evidence_read(ts_arena *arena, ts_database *database, const ts_evidence *e, ts_evidence_rows *out)
{
    *out = (ts_evidence_rows){0};
    if (!e->series->from || !e->count)
        return true;
    const char *times = condition(arena, e, e->series->over, true);
    const char *categories = condition(arena, e, e->series->by, false);
    int length = (int)e->series->from_length;
    const char *from = times && categories
                           ? ts_arena_print(arena, "FROM (SELECT *%.*s) WHERE 1%s%s", length, e->series->from, times, categories)
                           : NULL;
    ts_rows *counted = NULL, *rows = NULL;
    if (!from || ask(arena, database, ts_arena_print(arena, "SELECT count(*) %s", from), &counted) != TS_OK)
        return from && !ts_arena_failed(arena);
    out->count = (size_t)counted->cells[0].number;
    size_t shown = out->count > 2 * TS_EVIDENCE_ROWS ? TS_EVIDENCE_ROWS : out->count;
    const char *sql = ts_arena_print(arena, "SELECT * %s LIMIT %zu", from, shown);
    if (ask(arena, database, sql, &rows) == TS_OK)
        out->rows = rows;
    return !ts_arena_failed(arena);
}
