/* One series: what is asked of data/ is the same in all editions, but for values in its `where`. */
#include "bind/bind.h"

#include <string.h>

static bool has_template(const ts_scalar *scalar)
{
    return scalar->kind == TS_SCALAR_TEXT && scalar->text && strchr(scalar->text, '{');
}

static bool is_open(const ts_where *where)
{
    bool open = has_template(&where->from) || has_template(&where->to) || has_template(&where->not);
    for (size_t i = 0; i < where->any.count; i++)
        open |= has_template(&where->any.items[i]);
    return open;
}

static bool make_filters(ts_binder *b, ts_arena *arena, const ts_map *where, ts_series_ready *ready)
{
    ts_filter *filters = TS_ARRAY(arena, ts_filter, where->count);
    for (size_t i = 0; filters && i < where->count; i++) {
        const ts_where *w = where->items[i].value;
        filters[i] = (ts_filter){.column = w->column, .open = is_open(w), .span = w->span};
        ready->open |= filters[i].open;
        if (!filters[i].open && !ts_bind_filter(b, arena, w, &filters[i]))
            return false;
    }
    ready->request.where = filters;
    ready->request.where_count = where->count;
    return filters;
}

/* The values of this edition. */
static bool fill_open(ts_binder *b, const ts_map *where, ts_series_request *request)
{
    ts_filter *filters = TS_ARRAY_ROOM(b->arena, ts_filter, where->count);
    for (size_t i = 0; filters && i < where->count; i++) {
        filters[i] = request->where[i];
        if (!filters[i].open)
            continue;
        if (!ts_bind_filter(b, b->arena, where->items[i].value, &filters[i]))
            return false;
        filters[i].open = true;
    }
    request->where = filters;
    return filters;
}

static ts_series_ready *make_ready(ts_binder *b, ts_arena *arena, const ts_series_spec *spec)
{
    ts_series_ready *ready = TS_NEW(arena, ts_series_ready);
    const char **columns = TS_ARRAY(arena, const char *, spec->columns.count);
    ts_span *places = TS_ARRAY(arena, ts_span, spec->columns.count);
    if (!ready || !columns || !places || !(ready->roots = ts_roots_of_series(b, arena, spec)))
        return NULL;
    for (size_t i = 0; i < spec->columns.count; i++) {
        columns[i] = spec->columns.items[i].text;
        places[i] = spec->columns.items[i].span;
    }
    ready->request = (ts_series_request){
        .name = spec->name,
        .aggregate = (ts_series_aggregate)spec->aggregate,
        .table = spec->table.text,
        .columns = columns,
        .column_count = spec->columns.count,
        .sql = spec->sql.text,
        .over = spec->over.text,
        .by = spec->by.text,
        .gaps = spec->gaps.given && spec->gaps.value == 1,
        .times = spec->times.given ? spec->times.value : 1,
        .unit = spec->unit.text,
        .span = spec->span,
        .over_span = spec->over.span,
        .by_span = spec->by.span,
        .column_spans = places,
    };
    return make_filters(b, arena, &spec->where, ready) ? ready : NULL;
}

static ts_arena *lasting_arena(const ts_binder *b)
{
    return b->request->lasting ? b->request->lasting->arena : b->arena;
}

/* As another edition left it, if one did. NULL: memory is out. */
static ts_series_ready *find_ready(ts_binder *b, size_t place, const ts_series_spec *spec)
{
    ts_lasting *lasting = b->request->lasting;
    if (!lasting)
        return make_ready(b, b->arena, spec);
    if (!lasting->series)
        lasting->series = TS_ARRAY(lasting->arena, ts_series_ready *, b->sheet->series.count);
    if (lasting->series && !lasting->series[place])
        lasting->series[place] = make_ready(b, lasting->arena, spec);
    return lasting->series ? lasting->series[place] : NULL;
}

typedef struct asking { /* of a series */
    ts_binder *binder;
    const ts_series_spec *spec;
} asking;

static ts_span find_cell(void *user, const char *column, const char *text)
{
    const asking *a = user;
    const ts_table_spec *table = ts_map_find(&a->binder->sheet->tables, a->spec->table.text);
    ts_table_request request;
    if (!table || !ts_bind_table_request(a->binder->arena, a->binder->sheet, table, &request))
        return (ts_span){0};
    return ts_table_find_cell(a->binder->database, a->binder->arena, &request, column, text);
}

static ts_status compute_series(ts_binder *b, ts_series_ready *ready, ts_series_request *request, ts_series **series)
{
    const ts_edition *edition = b->edition;
    ts_status status = TS_OK;
    if (!request->plan)
        status = ts_series_prepare(b->database, lasting_arena(b), request, b->diags, &request->plan);
    if (status != TS_OK)
        return status;
    ready->request.plan = request->plan;
    return ts_series_compute(b->database, b->arena, request, edition->params, edition->param_count, b->diags, series);
}

/* They are the same in all editions. False: memory or a library has failed. */
static bool find_leads(ts_binder *b, ts_series_ready *ready, const ts_series_spec *spec, const ts_series *series)
{
    ts_arena *arena = lasting_arena(b);
    ts_diags *leads = TS_NEW(arena, ts_diags), *told = b->diags;
    if (!leads)
        return false;
    *leads = ts_diags_new(arena);
    b->diags = leads;
    ts_lead_series(b, spec, series);
    b->diags = told;
    if (b->machine || ts_arena_failed(arena))
        return false;
    ready->leads = leads;
    return true;
}

static bool tell_leads(ts_binder *b, ts_series_ready *ready, const ts_series_spec *spec, const ts_series *series)
{
    if (!ready->leads && !find_leads(b, ready, spec, series))
        return false;
    for (size_t i = 0; i < ready->leads->count; i++)
        ts_diag_add(b->diags, ready->leads->items[i]);
    return true;
}

bool ts_bind_series(ts_binder *b, size_t place)
{
    const ts_series_spec *spec = b->sheet->series.items[place].value;
    ts_series_ready *ready = find_ready(b, place, spec);
    if (!ready || !ts_map_put(b->arena, &b->origins, spec->name, (void *)ready->roots))
        return false;
    ts_series_request request = ready->request;
    ts_series *series = NULL;
    asking a = {b, spec};
    request.find_cell = (ts_cell_finder){find_cell, &a};
    if (ready->open && !fill_open(b, &spec->where, &request)) {
        ts_bind_break(b, spec->name);
        return !ts_arena_failed(b->arena);
    }
    ts_status status = compute_series(b, ready, &request, &series);
    b->machine = b->machine || status == TS_MACHINE;
    if (status != TS_OK)
        ts_bind_break(b, spec->name);
    if (series && spec->table.text && !spec->sql.text && !tell_leads(b, ready, spec, series))
        return false;
    if (series && series->timed && series->count)
        ts_bind_check_unit(b, &spec->unit, series->points[series->count - 1].time);
    return !b->machine && (!series || (ts_map_put(b->arena, &b->edition->series, spec->name, series) &&
                                       ts_doubt_series(b, spec, series)));
}
