/*
 * Why there is nothing: which value of a `where` no row has, which moment or
 * category lies outside of a series, and what was probably meant. Told at the
 * place in the sheet where it is asked for, beside the error about the number.
 */
#include "bind/bind.h"

#include "data/number.h"
#include "data/series_sql.h"

#include <string.h>

enum {
    CANDIDATES = 5000, /* distinct values of a column that a guess looks at */
    LISTED = 6         /* values that are named where none is near and there are no more */
};

/* ------------------------------------------------------------ guesses */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool same_letters(const char *a, const char *b)
{
    while (*a && small(*a) == small(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

/* The name that differs in capitals only, else the nearest, else one that begins so. */
static const char *nearest(const ts_names *names, const char *wanted)
{
    for (size_t i = 0; i < names->count; i++)
        if (same_letters(names->items[i], wanted))
            return names->items[i];
    const char *near = ts_nearest((const char *const *)names->items, names->count, wanted);
    for (size_t i = 0; !near && *wanted && i < names->count; i++)
        if (strncmp(names->items[i], wanted, strlen(wanted)) == 0)
            near = names->items[i];
    return near;
}

/* ": it has "A", "B"" of a few names; "" of many. */
static const char *listed(ts_binder *b, const ts_names *names)
{
    const char *list = names->count && names->count <= LISTED ? ": it has " : "";
    for (size_t i = 0; i < names->count && names->count <= LISTED && list; i++)
        list = ts_arena_print(b->arena, "%s%s\"%.40s\"", list, i ? ", " : "", names->items[i]);
    return list ? list : "";
}

static void tell(ts_binder *b, ts_severity severity, ts_span span, const char *rule, const char *message, const char *hint)
{
    const char *whole = message && hint ? ts_arena_print(b->arena, "%s (did you mean \"%.60s\"?)", message, hint) : message;
    if (whole)
        ts_diag_add(b->diags, (ts_diag){severity, span, rule, whole, hint});
}

/* ------------------------------------------------------------ columns of a table */

/* What cannot be asked is no lead: NULL. */
static const ts_rows *ask(ts_binder *b, const char *sql, const ts_cell *value)
{
    ts_diags unheard = ts_diags_new(b->arena);
    ts_rows *rows = NULL;
    const ts_binding binding = {"v", value ? *value : (ts_cell){0}};
    ts_status status = sql ? ts_database_query(b->database, b->arena, sql, &binding, value ? 1 : 0, (ts_span){0}, &unheard, &rows)
                           : TS_MACHINE;
    b->machine = b->machine || status == TS_MACHINE;
    return status == TS_OK ? rows : NULL;
}

static const char *text_of(ts_binder *b, const ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_NUMBER)
        ts_number_print(cell->number, number);
    return cell->kind == TS_CELL_NUMBER ? ts_arena_text(b->arena, number) : cell->text;
}

static bool has_value(ts_binder *b, const char *table, const char *column, const ts_cell *value)
{
    bool has = true;
    ts_status status = ts_database_has(b->database, b->arena, table, column, value, &has);
    b->machine = b->machine || status == TS_MACHINE;
    return has || status != TS_OK; /* what cannot be asked is no lead */
}

static ts_names distinct(ts_binder *b, const char *table, const char *column)
{
    ts_names names = {0};
    const ts_rows *rows = ask(b, ts_arena_print(b->arena, "SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1 LIMIT %d",
                                                column, table, column, CANDIDATES), NULL);
    for (size_t i = 0; rows && i < rows->row_count; i++) {
        const char *text = text_of(b, &rows->cells[i]);
        if (text && !TS_PUSH(b->arena, &names, text))
            break;
    }
    return names;
}

static bool is_text_column(const ts_binder *b, const char *table, const char *column)
{
    const ts_table *found = ts_database_table(b->database, table);
    for (size_t i = 0; found && i < found->column_count; i++)
        if (strcmp(found->columns[i].name, column) == 0)
            return found->columns[i].type == TS_COLUMN_TEXT;
    return false;
}

/* ": it goes from 2015 to 2024" of numbers and dates, which have an order. */
static const char *reach(ts_binder *b, const char *table, const char *column)
{
    const ts_rows *rows = ask(b, ts_arena_print(b->arena, "SELECT min(\"%s\"), max(\"%s\") FROM \"%s\"", column, column, table), NULL);
    const char *low = rows ? text_of(b, &rows->cells[0]) : NULL, *high = rows ? text_of(b, &rows->cells[1]) : NULL;
    const char *text = low && high ? ts_arena_print(b->arena, ": it goes from %.40s to %.40s", low, high) : NULL;
    return text ? text : "";
}

/* No row has the value. */
static void tell_value(ts_binder *b, ts_severity severity, const char *table, const char *column, const ts_cell *value, ts_span span)
{
    const char *text = ts_filter_is_empty(value) ? "" : text_of(b, value), *hint = NULL, *more = "";
    if (is_text_column(b, table, column) && text && *text) {
        ts_names names = distinct(b, table, column);
        hint = nearest(&names, text);
        more = hint ? "" : listed(b, &names);
    } else if (text && *text) {
        more = reach(b, table, column);
    }
    const char *what = text && *text ? ts_arena_print(b->arena, "\"%.60s\"", text) : "empty cell";
    tell(b, severity, span, "where", ts_arena_print(b->arena, "column \"%s\" of table \"%s\" has no %s%s", column, table, what ? what : "", more),
         hint);
}

/* ------------------------------------------------------------ the where of a series */

typedef struct place { /* one condition of a where */
    ts_binder *b;
    const char *table, *column;
    const ts_scalar *said; /* a template perhaps */
} place;

static bool cell_of(const place *p, ts_cell *cell)
{
    ts_slot_user filler = {p->b, NULL, p->b->arena, 0, false};
    ts_scalar filled;
    if (p->said->kind == TS_SCALAR_NONE || !ts_bind_scalar(&filler, p->said, &filled))
        return false;
    *cell = ts_bind_cell(&filled);
    return true;
}

static bool tell_absent(const place *p, ts_severity severity)
{
    ts_cell cell;
    if (!cell_of(p, &cell) || has_value(p->b, p->table, p->column, &cell))
        return false;
    tell_value(p->b, severity, p->table, p->column, &cell, p->said->span);
    return true;
}

/* A bound that leaves nothing. */
static bool tell_beyond(const place *p, const char *operator, const char *words)
{
    ts_cell cell;
    if (!cell_of(p, &cell))
        return false;
    const ts_rows *rows = ask(p->b, ts_arena_print(p->b->arena, "SELECT 1 FROM \"%s\" WHERE \"%s\" %s :v LIMIT 1", p->table, p->column, operator),
                              &cell);
    const char *text = text_of(p->b, &cell);
    if (!rows || rows->row_count > 0 || !text)
        return false;
    tell(p->b, TS_NOTE, p->said->span, "where",
         ts_arena_print(p->b->arena, "column \"%s\" of table \"%s\" has nothing %s %.60s%s", p->column, p->table, words, text,
                        reach(p->b, p->table, p->column)), NULL);
    return true;
}

static bool is_literal(const ts_scalar *said)
{
    return said->kind != TS_SCALAR_NONE && !(said->text && strchr(said->text, '{'));
}

static bool tell_condition(ts_binder *b, const char *table, const ts_where *where)
{
    bool told = tell_beyond(&(place){b, table, where->column, &where->from}, ">=", "from");
    told |= tell_beyond(&(place){b, table, where->column, &where->to}, "<=", "up to");
    for (size_t i = 0; i < where->any.count; i++) {
        const place p = {b, table, where->column, &where->any.items[i]};
        told |= tell_absent(&p, is_literal(p.said) ? TS_WARNING : TS_NOTE); /* one that has been told is not told again */
    }
    return told;
}

static void tell_where(ts_binder *b, const ts_series_spec *spec)
{
    bool told = false;
    for (size_t i = 0; i < spec->where.count; i++)
        told |= tell_condition(b, spec->table.text, spec->where.items[i].value);
    const ts_where *first = spec->where.count ? spec->where.items[0].value : NULL;
    if (!told && spec->where.count > 1)
        tell(b, TS_NOTE, first->span, "where",
             ts_arena_print(b->arena, "table \"%s\" has rows for each of these conditions, but none for all together", spec->table.text), NULL);
}

static bool has_value_at_all(const ts_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->points[i].known)
            return true;
    return false;
}

/* Of a list most have all, and to look for each is dear in a table that is not in memory. */
static bool has_list(ts_binder *b, const char *table, const ts_where *where)
{
    ts_cell *cells = TS_ARRAY(b->arena, ts_cell, where->any.count);
    ts_cells list = {cells, 0};
    bool has = false;
    for (size_t i = 0; cells && i < where->any.count; i++)
        if (is_literal(&where->any.items[i]))
            cells[list.count++] = ts_bind_cell(&where->any.items[i]);
    ts_status status = list.count > 1 ? ts_database_has_all(b->database, b->arena, table, where->column, list, &has) : TS_OK;
    b->machine = b->machine || status == TS_MACHINE;
    return has || status != TS_OK;
}

void ts_lead_series(ts_binder *b, const ts_series_spec *spec, const ts_series *series)
{
    bool valued = has_value_at_all(series);
    for (size_t i = 0; i < spec->where.count; i++) {
        const ts_where *where = spec->where.items[i].value;
        bool told = false, proven = (valued && where->any.count == 1) || has_list(b, spec->table.text, where);
        for (size_t k = 0; k < where->any.count && !proven && !told; k++)
            told = is_literal(&where->any.items[k]) &&
                   tell_absent(&(place){b, spec->table.text, where->column, &where->any.items[k]}, TS_WARNING);
        if (is_literal(&where->not ) && where->not .text && *where->not .text)
            tell_absent(&(place){b, spec->table.text, where->column, &where->not }, TS_WARNING);
    }
}

/* ------------------------------------------------------------ moments and categories */

typedef struct question { /* what a number, or a chart, wants of a series */
    const ts_moment *at, *from, *to; /* at: one moment; NULL: none */
    const ts_word *only;             /* a category, or NULL */
} question;

static const char *filled(ts_binder *b, const ts_word *word)
{
    return word && word->text ? ts_bind_fill(b, NULL, word->text, word->span) : NULL;
}

static bool is_within(const ts_datapoint *point, const char *at)
{
    ts_period whole, part;
    return !at || !point->time || strcmp(at, "latest") == 0 || !ts_period_read(at, &whole) ||
           (ts_period_read(point->time, &part) && ts_period_holds(whole, part));
}

static bool is_of(const ts_datapoint *point, const char *only)
{
    return !only || (point->category && strcmp(point->category, only) == 0);
}

/* "2015 to 2024", of a category unless NULL. */
static const char *times_of(ts_binder *b, const ts_series *series, const char *only)
{
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < series->count; i++) {
        if (!is_of(&series->points[i], only) || !series->points[i].time)
            continue;
        first = first ? first : series->points[i].time;
        last = series->points[i].time;
    }
    const char *text = !first ? "no time" : strcmp(first, last) == 0 ? first : ts_arena_print(b->arena, "%s to %s", first, last);
    return text ? text : "";
}

static bool tell_category(ts_binder *b, const ts_series *series, const ts_word *word, const char *only)
{
    ts_map names = {0};
    ts_names list = {0};
    for (size_t i = 0; i < series->count; i++) {
        const char *category = series->points[i].category;
        if (!category || strcmp(category, only) == 0)
            return false;
        if (!ts_map_find(&names, category) && !(ts_map_put(b->arena, &names, category, b) && TS_PUSH(b->arena, &list, category)))
            return false;
    }
    const char *near = nearest(&list, only);
    tell(b, TS_NOTE, word->span, "where", ts_arena_print(b->arena, "series \"%s\" has no category \"%.60s\"%s", series->name, only,
                                                         near ? "" : listed(b, &list)), near);
    return true;
}

/* A span from `from` to `to`, or the moment that `at` names. */
static bool has_points(ts_binder *b, const ts_series *series, const question *asked, const char *only)
{
    const char *at = filled(b, asked->at), *from = filled(b, asked->from), *to = filled(b, asked->to);
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        bool span = !from || !to || !point->time || ts_bind_within(point->time, from, to);
        if (is_of(point, only) && span && is_within(point, at))
            return true;
    }
    return false;
}

static void tell_points(ts_binder *b, const ts_series *series, const question *asked)
{
    const char *only = filled(b, asked->only);
    const ts_moment *where = asked->from && asked->from->text ? asked->from : asked->at;
    if (only && tell_category(b, series, asked->only, only))
        return;
    if (!where || !where->text || has_points(b, series, asked, only))
        return;
    const char *at = filled(b, where), *to = where == asked->from ? filled(b, asked->to) : NULL;
    const char *times = times_of(b, series, only);
    const char *message = ts_arena_print(b->arena, "series \"%s\" has nothing%s%s in %s%s%s: it has %s", series->name, only ? " for " : "",
                                         only ? only : "", at ? at : "", to ? " to " : "", to ? to : "", times);
    if (message)
        ts_diag_add(b->diags, (ts_diag){.severity = TS_NOTE, .span = where->span, .rule = "moment", .message = message,
                                        .cause = at ? ts_bind_cause(b, where, at) : NULL,
                                        .subject = ts_arena_print(b->arena, "\"%s\" of %s", series->name, times)});
}

static void tell_series(ts_binder *b, const char *name, const question *asked)
{
    const ts_series *series = ts_map_find(&b->edition->series, name);
    const ts_series_spec *spec = ts_map_find(&b->sheet->series, name);
    if (!series || !spec)
        return;
    if (has_value_at_all(series))
        tell_points(b, series, asked);
    else if (spec->table.text && !spec->sql.text)
        tell_where(b, spec);
}

/* ------------------------------------------------------------ numbers */

static void tell_of_series(ts_binder *b, const ts_stat_spec *spec, const char *name)
{
    const ts_word *only = spec->only.text ? &spec->only : &spec->for_;
    bool pair = spec->method == TS_M_GROWTH || spec->method == TS_M_CAGR;
    const question whole = {.at = &spec->at, .from = pair ? NULL : &spec->from, .to = pair ? NULL : &spec->to, .only = only};
    const ts_moment *const moments[] = {&spec->from, &spec->to, &spec->base};
    tell_series(b, name, &whole);
    for (size_t i = pair ? 0 : 2; i < 3; i++)
        if (moments[i]->text)
            tell_series(b, name, &(question){.at = moments[i], .only = only});
}

void ts_lead_number(ts_binder *b, const char *name)
{
    const ts_stat_spec *spec = ts_map_find(&b->sheet->stats, name);
    const ts_result *result = ts_bind_find_result(b, name);
    if (!spec || !result || result->value.kind != TS_VALUE_MISSING || ts_map_find(&b->led, name))
        return;
    if (!ts_map_put(b->arena, &b->led, name, b))
        return;
    for (size_t i = 0; i < spec->operands.count; i++) {
        tell_of_series(b, spec, spec->operands.items[i].text);
        ts_lead_number(b, spec->operands.items[i].text);
    }
}

/* Those that a chart lists, which of a map are shapes and no series, and behind them what fills a map. NULL: it is none. */
static const ts_series *series_of(const ts_binder *b, const ts_chart *chart, size_t i)
{
    const char *name = i < chart->series.count ? chart->series.items[i].text : chart->fill_by.text;
    return name ? ts_map_find(&b->edition->series, name) : NULL;
}

/* NULL, too, where one of its series has another reason. */
const char *ts_lead_cause(ts_binder *b, const ts_chart *chart)
{
    const char *at = filled(b, &chart->at), *cause = at ? ts_bind_cause(b, &chart->at, at) : NULL;
    size_t lacking = 0;
    for (size_t i = 0; cause && i <= chart->series.count; i++) {
        const ts_series *series = series_of(b, chart, i);
        if (series && (!has_value_at_all(series) || has_points(b, series, &(question){.at = &chart->at}, NULL)))
            return NULL;
        lacking += series != NULL;
    }
    return lacking ? cause : NULL;
}

void ts_lead_chart(ts_binder *b, const ts_chart *chart)
{
    for (size_t i = 0; i <= chart->series.count; i++) {
        const ts_series *series = series_of(b, chart, i);
        if (series)
            tell_series(b, series->name, &(question){.at = &chart->at, .from = &chart->from, .to = &chart->to});
    }
}
