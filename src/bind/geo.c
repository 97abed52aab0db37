/* Maps: shapes with their values, dots from a table, texts and marks. */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

enum { POINTS_LIMIT = 5000 };

/* A file that all editions name alike is looked for once. NULL: memory is out. */
static const char *path_of(ts_binder *b, const ts_shapes_spec *shapes, const char *file)
{
    ts_lasting *shared = file == shapes->file.text ? b->request->lasting : NULL;
    const char *known = shared ? ts_map_find(&shared->shapes, shapes->name) : NULL;
    if (known)
        return known;
    const char *path = ts_sheet_path(shared ? shared->arena : b->arena, shapes->folder, file);
    bool kept = path && (!shared || ts_map_put(shared->arena, &shared->shapes, shapes->name, (void *)path));
    b->machine |= !kept;
    return kept ? path : NULL;
}

static bool find_shapes(ts_charting *c)
{
    ts_binder *b = c->binder;
    const ts_word *name = c->chart->series.count ? &c->chart->series.items[0] : NULL;
    c->out->shapes = name ? ts_map_find(&b->sheet->shapes, name->text) : NULL;
    if (!c->out->shapes) {
        ts_error_near(b->diags, name ? name->span : c->chart->span, "chart",
                      name ? ts_map_nearest(&b->sheet->shapes, name->text) : NULL, "no shapes \"%s\"",
                      name ? name->text : "");
        return false;
    }
    const ts_shapes_spec *shapes = c->out->shapes;
    const char *file = ts_bind_fill(b, NULL, shapes->file.text, shapes->file.span);
    c->out->shapes_path = file ? path_of(b, shapes, file) : NULL;
    return c->out->shapes_path;
}

static bool bind_fill(ts_charting *c)
{
    const ts_word *name = &c->chart->fill_by;
    if (!name->text)
        return true;
    const ts_series *series = ts_bind_chart_series(c, name);
    ts_levels levels;
    if (!series || !ts_bind_chart_levels(c, series, &c->chart->at, &levels))
        return false;
    if (!series->categorised) {
        ts_error(c->binder->diags, name->span, "chart", "\"%s\" needs \"by\": one value a shape", name->text);
        return false;
    }
    c->out->unit = series->unit;
    c->out->fill_by = TS_ARRAY(c->binder->arena, ts_datapoint, levels.count);
    c->out->fill_format = c->values;
    c->out->fill_silent = c->values_none;
    for (size_t i = 0; c->out->fill_by && i < levels.count; i++) {
        const ts_level *level = &levels.items[i];
        c->out->fill_by[i] = (ts_datapoint){NULL, level->category, level->known, level->value};
        c->out->fill_count++;
    }
    return levels.count ? c->out->fill_by != NULL : ts_bind_chart_empty(c, "its series has no values there");
}

/* ---- dots */

static const char *quote_name(ts_arena *arena, const char *name)
{
    char *quoted = ts_arena_alloc(arena, 2 * strlen(name) + 3), *to = quoted;
    if (!quoted)
        return NULL;
    *to++ = '"';
    for (; *name; name++) {
        if (*name == '"')
            *to++ = '"';
        *to++ = *name;
    }
    *to++ = '"';
    return quoted;
}

typedef struct select { /* a SELECT with its bindings, in the making */
    ts_binder *binder;
    const char *sql;
    struct {
        ts_binding *items;
        size_t count, capacity;
    } bindings;
} select;

static void extend(select *s, const char *text)
{
    s->sql = s->sql && text ? ts_arena_print(s->binder->arena, "%s%s", s->sql, text) : NULL;
}

static void bind_cell(select *s, const char *before, ts_cell cell)
{
    const char *name = ts_arena_print(s->binder->arena, "w%zu", s->bindings.count);
    if (!name || !TS_PUSH(s->binder->arena, &s->bindings, ((ts_binding){name, cell}))) {
        s->sql = NULL;
        return;
    }
    extend(s, before);
    extend(s, ":");
    extend(s, name);
}

static void add_filter(select *s, const ts_filter *filter)
{
    const struct {
        const ts_cell *cell;
        const char *sign;
    } bounds[] = {{&filter->from, " >= "}, {&filter->to, " <= "}, {&filter->not, " <> "}};
    const char *column = quote_name(s->binder->arena, filter->column);
    if (filter->any_count) {
        extend(s, " and ");
        extend(s, column);
        for (size_t i = 0; i < filter->any_count; i++)
            bind_cell(s, i ? ", " : " in (", filter->any[i]);
        extend(s, ")");
    }
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        if (bounds[i].cell->kind == TS_CELL_MISSING)
            continue;
        extend(s, " and ");
        extend(s, column);
        bind_cell(s, bounds[i].sign, *bounds[i].cell);
    }
}

static void add_column(select *s, const char *before, const ts_word *name)
{
    extend(s, before);
    extend(s, name->text ? quote_name(s->binder->arena, name->text) : "null");
}

/* Where the table has no order of its own, what is painted first would depend on its indexes. */
static void add_order(select *s, const ts_word *table, const char *columns)
{
    const ts_table *found = table->text ? ts_database_table(s->binder->database, table->text) : NULL;
    if (found && found->row_count >= TS_FEW_ROWS)
        extend(s, columns);
}

enum { MOST_COLUMNS = 5 };

typedef struct reading { /* columns of the rows of a table that a filter lets pass; a column without a name is null */
    const ts_word *columns[MOST_COLUMNS];
    size_t count;
    const ts_word *table;
    const ts_map *where;
    const char *order; /* " order by 1, 2" */
    ts_span span;
} reading;

/* Each that is not there is told where it is asked for. */
static bool has_columns(const ts_binder *binder, const reading *r)
{
    bool all = true;
    for (size_t i = 0; i < r->count; i++)
        all = (!r->columns[i]->text || ts_table_column(binder->database, r->table->text, r->columns[i]->text, r->columns[i]->span, binder->diags)) && all;
    return all;
}

/* NULL: nothing was read, and why was told. */
static ts_rows *read_rows(ts_binder *binder, const reading *r)
{
    select s = {.binder = binder, .sql = ""};
    ts_filter *filters;
    size_t count;
    ts_rows *rows = NULL;
    if (!has_columns(binder, r) || !ts_bind_where(binder, r->where, &filters, &count))
        return NULL;
    for (size_t i = 0; i < r->count; i++)
        add_column(&s, i ? ", " : "select ", r->columns[i]);
    add_column(&s, " from ", r->table);
    extend(&s, " where 1");
    for (size_t i = 0; i < count; i++)
        add_filter(&s, &filters[i]);
    add_order(&s, r->table, r->order);
    if (!s.sql)
        return NULL;
    const ts_query query = {binder->arena, s.sql, s.bindings.items, s.bindings.count, r->span};
    ts_status status = ts_database_query(binder->database, &query, binder->diags, &rows);
    binder->machine = binder->machine || status == TS_MACHINE;
    return status == TS_OK ? rows : NULL;
}

static ts_rows *read_points(const ts_charting *c, const ts_map_points *spec)
{
    const reading r = {.columns = {&spec->name, &spec->longitude, &spec->latitude, &spec->size}, .count = 4,
                       .table = &spec->table, .where = &spec->where, .order = " order by 1, 2, 3, 4", .span = spec->span};
    return read_rows(c->binder, &r);
}

static const char *cell_text(ts_arena *arena, const ts_cell *cell)
{
    switch (cell->kind) {
    case TS_CELL_TEXT:
        return cell->text;
    case TS_CELL_NUMBER:
        return ts_arena_print(arena, "%.15g", cell->number);
    default:
        return "";
    }
}

static bool is_listed(const ts_words *words, const char *name)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i].text, name) == 0)
            return true;
    return false;
}

static bool is_on_earth(const ts_cell *longitude, const ts_cell *latitude)
{
    return longitude->kind == TS_CELL_NUMBER && latitude->kind == TS_CELL_NUMBER &&
           fabs(longitude->number) <= 180 && fabs(latitude->number) <= 90;
}

static void add_point(ts_charting *c, const ts_map_points *spec, const ts_cell *row)
{
    ts_point_bound *point = &c->out->points[c->out->point_count];
    const char *name = cell_text(c->binder->arena, &row[0]);
    if (!is_on_earth(&row[1], &row[2])) {
        ts_warn(c->binder->diags, spec->span, "chart", "\"%s\" of %s has no place on the map", name,
                spec->table.text);
        return;
    }
    *point = (ts_point_bound){.name = name,
                              .label = c->chart->labels.text ? ts_bind_chart_label(c, name) : NULL,
                              .longitude = row[1].number,
                              .latitude = row[2].number,
                              .size = row[3].kind == TS_CELL_NUMBER ? row[3].number : 0,
                              .labelled = is_listed(&spec->label, name)};
    c->out->point_count++;
}

/* The names that the sheet prints are those of the table. */
static void check_names(ts_charting *c, const ts_words *words)
{
    ts_names names = {0};
    for (size_t i = 0; i < c->out->point_count; i++)
        if (!ts_names_add(c->binder->arena, &names, c->out->points[i].name))
            return;
    for (size_t i = 0; i < words->count; i++)
        if (!ts_names_have(&names, words->items[i].text))
            ts_error_near(c->binder->diags, words->items[i].span, "chart",
                          ts_nearest((const char *const *)names.items, names.count, words->items[i].text),
                          "no point of the map is called \"%s\"", words->items[i].text);
}

static bool bind_points(ts_charting *c)
{
    const ts_map_points *spec = c->chart->points;
    if (!spec)
        return true;
    ts_rows *rows = read_points(c, spec);
    if (!rows)
        return false;
    if (rows->row_count > POINTS_LIMIT) {
        ts_error(c->binder->diags, spec->span, "chart", "the map has more than %d points", POINTS_LIMIT);
        return false;
    }
    c->out->points = TS_ARRAY(c->binder->arena, ts_point_bound, rows->row_count);
    for (size_t i = 0; c->out->points && i < rows->row_count; i++)
        add_point(c, spec, &rows->cells[i * rows->column_count]);
    check_names(c, &spec->label);
    if (c->chart->lens)
        check_names(c, &c->chart->lens->label);
    return c->out->points;
}

static ts_rows *read_routes(const ts_charting *c, const ts_map_routes *spec)
{
    const reading r = {.columns = {&spec->from_longitude, &spec->from_latitude, &spec->to_longitude, &spec->to_latitude,
                                   &spec->value},
                       .count = MOST_COLUMNS, .table = &spec->table, .where = &spec->where,
                       .order = " order by 1, 2, 3, 4, 5", .span = spec->span};
    return read_rows(c->binder, &r);
}

static const char *print_route(ts_charting *c, const ts_map_routes *spec, double value)
{
    ts_format format;
    if (!spec->label.given || (spec->values.text && !ts_bind_find_format(c->binder, spec->values.text, &format)))
        return NULL;
    const char *unit = spec->unit.text ? spec->unit.text : "number";
    return ts_bind_print_number(c->binder, value, unit, spec->values.text ? &format : NULL);
}

/* Without a value column all routes are alike; a row without its value is told. */
static void add_route(ts_charting *c, const ts_map_routes *spec, const ts_cell *row)
{
    bool valued = !spec->value.text || (row[4].kind == TS_CELL_NUMBER && row[4].number >= 0);
    if (!is_on_earth(&row[0], &row[1]) || !is_on_earth(&row[2], &row[3]) || !valued) {
        ts_warn(c->binder->diags, spec->span, "chart", "a route of %s has no %s", spec->table.text,
                valued ? "place on the map" : "value from nought up");
        return;
    }
    double value = spec->value.text ? row[4].number : 1;
    c->out->routes[c->out->route_count++] = (ts_route_bound){row[0].number, row[1].number, row[2].number, row[3].number,
                                                             value, print_route(c, spec, value)};
}

static bool bind_routes(ts_charting *c)
{
    const ts_map_routes *spec = c->chart->routes;
    if (!spec)
        return true;
    ts_rows *rows = read_routes(c, spec);
    if (!rows)
        return false;
    if (rows->row_count > POINTS_LIMIT) {
        ts_error(c->binder->diags, spec->span, "chart", "the map has more than %d routes", POINTS_LIMIT);
        return false;
    }
    c->out->routes = TS_ARRAY(c->binder->arena, ts_route_bound, rows->row_count);
    for (size_t i = 0; c->out->routes && i < rows->row_count; i++)
        add_route(c, spec, &rows->cells[i * rows->column_count]);
    return c->out->routes;
}

bool ts_bind_chart_map(ts_charting *c)
{
    if (!find_shapes(c) || !bind_fill(c) || !bind_points(c) || !bind_routes(c))
        return false;
    size_t count = c->chart->texts.count;
    c->out->map_texts = TS_ARRAY(c->binder->arena, const ts_copy *, count);
    for (size_t i = 0; c->out->map_texts && i < count; i++)
        c->out->map_texts[i] = ts_bind_chart_copy(c, &c->chart->texts.items[i]->text);
    return c->out->map_texts;
}
