/*
 * What a table has not: which value of a `where` no row has, or which parameter of a SELECT, and
 * what was probably meant. A warning at the value where the sheet itself says it; a note
 * where something else asks why there is nothing.
 */
#include "bind/bind.h"

#include "base/utf8.h"

#include "data/columns.h"
#include "data/number.h"
#include "data/series_sql.h"

#include <ctype.h>
#include <string.h>

enum {
    CANDIDATES = 5000, /* distinct values of a column that a guess looks at */
    LISTED = 6         /* values that are named where none is near and there are no more */
};

/* ---- guesses */

/* The nearest name, else one that begins so. */
const char *ts_lead_nearest(const ts_names *names, const char *wanted)
{
    const char *near = ts_nearest((const char *const *)names->items, names->count, wanted);
    for (size_t i = 0; !near && *wanted && i < names->count; i++)
        if (strncmp(names->items[i], wanted, strlen(wanted)) == 0)
            near = names->items[i];
    return near;
}

/* ": it has "A", "B"" of a few names; "" of many. */
const char *ts_lead_list(ts_binder *b, const ts_names *names)
{
    const char *list = names->count && names->count <= LISTED ? ": it has " : "";
    for (size_t i = 0; i < names->count && names->count <= LISTED && list; i++)
        list = ts_arena_print(b->arena, "%s%s\"%.*s\"", list, i ? ", " : "", ts_utf8_fit(names->items[i], 40), names->items[i]);
    return list ? list : "";
}

void ts_lead_tell(ts_binder *b, ts_diag diag)
{
    if (diag.message && diag.hint)
        diag.message = ts_arena_print(b->arena, "%s (did you mean \"%.*s\"?)", diag.message, ts_utf8_fit(diag.hint, 60), diag.hint);
    if (diag.message)
        ts_diag_add(b->diags, diag);
}

static void tell_note(ts_binder *b, ts_span span, const char *message)
{
    ts_lead_tell(b, (ts_diag){.severity = TS_NOTE, .span = span, .rule = "where", .message = message});
}

/* ---- columns of a table */

/* What cannot be asked is no lead: NULL. */
static const ts_rows *ask(ts_binder *b, const char *sql, const ts_cell *value)
{
    ts_diags unheard = ts_diags_new(b->arena);
    ts_rows *rows = NULL;
    const ts_binding binding = {"v", value ? *value : (ts_cell){0}};
    const ts_query query = {.arena = b->arena, .sql = sql, .bindings = &binding, .binding_count = value ? 1 : 0};
    ts_status status = sql ? ts_database_query(b->database, &query, &unheard, &rows) : TS_MACHINE;
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
    const char *text = !low || !high            ? NULL
                       : strcmp(low, high) == 0 ? ts_arena_print(b->arena, ": it has %.*s alone", ts_utf8_fit(low, 40), low)
                                                : ts_arena_print(b->arena, ": it goes from %.*s to %.*s", ts_utf8_fit(low, 40), low, ts_utf8_fit(high, 40), high);
    return text ? text : "";
}

typedef struct place { /* what is asked of a column */
    ts_binder *b;
    const char *table, *column;
    const ts_scalar *said; /* in one condition of a where: a template perhaps */
    const char *param;     /* of a SELECT */
} place;

static const char *why_empty(ts_binder *b, const ts_table *table)
{
    const size_t out = table->ignored_count;
    return out ? ts_arena_print(b->arena, "\"ignore\" leaves out %s that its file has", out == 1 ? "the one" : ts_arena_print(b->arena, "all %zu", out))
               : "its file has a head alone";
}

/* A table without a row explains all that is asked of it. */
static bool tell_no_row(ts_binder *b, const char *table, ts_severity severity)
{
    const ts_table *found = ts_database_table(b->database, table);
    const ts_table_spec *spec = ts_map_find(&b->sheet->tables, table);
    if (!found || found->row_count || !spec)
        return false;
    const ts_span at = found->ignored_count && spec->ignore.count ? spec->ignore.items[0].span : spec->file.span;
    ts_lead_tell(b, (ts_diag){.severity = severity, .span = at, .rule = "table",
                              .message = ts_arena_print(b->arena, "table \"%s\" has no row: %s", table, why_empty(b, found))});
    return true;
}

static const char *cause_of(const place *p, const ts_cell *value)
{
    const char *text = p->param ? text_of(p->b, value) : NULL;
    return p->said ? ts_bind_cause_of_value(p->b, p->said) : text ? ts_bind_param_is(p->b, p->param, text) : NULL;
}

/* No row has the value. */
static void tell_value(const place *p, ts_severity severity, const ts_cell *value, ts_span span)
{
    ts_binder *b = p->b;
    if (tell_no_row(b, p->table, severity))
        return;
    const char *text = ts_filter_is_empty(value) ? "" : text_of(b, value), *hint = NULL, *more = "";
    if (is_text_column(b, p->table, p->column) && text && *text) {
        ts_names names = distinct(b, p->table, p->column);
        hint = ts_lead_nearest(&names, text);
        more = hint ? "" : ts_lead_list(b, &names);
    } else if (text && *text) {
        more = reach(b, p->table, p->column);
    }
    const char *what = text && *text ? ts_arena_print(b->arena, "\"%.*s\"", ts_utf8_fit(text, 60), text) : "empty cell";
    const char *message = ts_arena_print(b->arena, "column \"%s\" of table \"%s\" has no %s%s", p->column, p->table, what ? what : "", more);
    ts_lead_tell(b, (ts_diag){.severity = severity, .span = span, .rule = "where", .message = message, .hint = hint, .cause = cause_of(p, value)});
}

/* ---- the where of a series */

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
    tell_value(p, severity, &cell, p->said->span);
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
    ts_lead_tell(p->b, (ts_diag){.severity = TS_NOTE, .span = p->said->span, .rule = "where", .cause = ts_bind_cause_of_value(p->b, p->said),
                                 .message = ts_arena_print(p->b->arena, "column \"%s\" of table \"%s\" has nothing %s %.*s%s", p->column, p->table,
                                                           words, ts_utf8_fit(text, 60), text, reach(p->b, p->table, p->column))});
    return true;
}

static bool is_literal(const ts_scalar *said)
{
    return said->kind != TS_SCALAR_NONE && !(said->text && strchr(said->text, '{'));
}

static bool tell_condition(ts_binder *b, const char *table, const ts_where *where)
{
    bool told = tell_beyond(&(place){b, table, where->column, &where->from, NULL}, ">=", "from");
    told |= tell_beyond(&(place){b, table, where->column, &where->to, NULL}, "<=", "up to");
    for (size_t i = 0; i < where->any.count; i++) {
        const place p = {b, table, where->column, &where->any.items[i], NULL};
        told |= tell_absent(&p, is_literal(p.said) ? TS_WARNING : TS_NOTE); /* one that has been told is not told again */
    }
    return told;
}

void ts_lead_where(ts_binder *b, const ts_series_spec *spec)
{
    bool told = false;
    if (tell_no_row(b, spec->table.text, TS_NOTE))
        return;
    for (size_t i = 0; i < spec->where.count; i++)
        told |= tell_condition(b, spec->table.text, spec->where.items[i].value);
    const ts_where *first = spec->where.count ? spec->where.items[0].value : NULL;
    if (!told && spec->where.count > 1)
        tell_note(b, first->span,
                  ts_arena_print(b->arena, "table \"%s\" has rows for each of these conditions, but none for all together", spec->table.text));
}

bool ts_lead_has_value(const ts_series *series)
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
    bool valued = ts_lead_has_value(series);
    for (size_t i = 0; i < spec->where.count; i++) {
        const ts_where *where = spec->where.items[i].value;
        bool told = false, proven = (valued && where->any.count == 1) || has_list(b, spec->table.text, where);
        for (size_t k = 0; k < where->any.count && !proven && !told; k++)
            told = is_literal(&where->any.items[k]) &&
                   tell_absent(&(place){b, spec->table.text, where->column, &where->any.items[k], NULL}, TS_WARNING);
        if (is_literal(&where->not) && where->not.text && *where->not.text)
            tell_absent(&(place){b, spec->table.text, where->column, &where->not, NULL}, TS_WARNING);
    }
}

/* ---- a SELECT of the author */

/* As :name. */
static bool takes(const char *sql, const char *param)
{
    const size_t length = strlen(param);
    for (const char *at = strchr(sql, ':'); at; at = strchr(at + 1, ':'))
        if (strncmp(at + 1, param, length) == 0 && !(isalnum((unsigned char)at[1 + length]) || at[1 + length] == '_'))
            return true;
    return false;
}

static bool has_column(const ts_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return true;
    return false;
}

/* A parameter that is called as a column of a table that the SELECT names is as a rule compared with it. Where the column has not what
 * the sheet has for it either, it is not. */
static bool is_to_blame(ts_binder *b, const ts_table *table, const ts_param *param, const ts_cell *cell)
{
    const ts_cell initial = ts_bind_cell(&param->initial);
    return has_column(table, param->name) && !has_value(b, table->name, param->name, cell) &&
           (ts_cell_order(cell, &initial) == 0 || has_value(b, table->name, param->name, &initial));
}

static bool tell_param(ts_binder *b, const ts_param *param, const ts_scalar *value, const ts_word *sql)
{
    const ts_cell cell = ts_bind_cell(value);
    bool told = false;
    for (size_t i = 0; takes(sql->text, param->name) && i < b->sheet->tables.count; i++) {
        const ts_table *table = ts_database_table(b->database, b->sheet->tables.items[i].name);
        if (!table || !ts_sql_may_name(sql->text, table->name) || !is_to_blame(b, table, param, &cell))
            continue;
        tell_value(&(place){b, table->name, param->name, NULL, param->name}, TS_NOTE, &cell, sql->span);
        told = true;
    }
    return told;
}

/* ": \"port\" is 2504, \"year\" is 2031"; "" where it takes none. */
static const char *list_params(ts_binder *b, const char *sql)
{
    const char *list = "";
    for (size_t i = 0; i < b->params.count && list; i++) {
        const ts_scalar *param = b->params.items[i].value;
        if (takes(sql, b->params.items[i].name))
            list = ts_arena_print(b->arena, "%s%s\"%s\" is %.*s", list, *list ? ", " : ": ", b->params.items[i].name, ts_utf8_fit(param->text, 60), param->text);
    }
    return list ? list : "";
}

void ts_lead_select(ts_binder *b, const char *name, const ts_word *sql)
{
    bool told = false;
    for (size_t i = 0; i < b->sheet->params.count; i++) {
        const ts_param *param = b->sheet->params.items[i].value;
        const ts_scalar *value = ts_map_find(&b->params, param->name);
        told |= value && tell_param(b, param, value, sql);
    }
    if (!told)
        tell_note(b, sql->span, ts_arena_print(b->arena, "the SELECT of \"%s\" finds nothing%s", name, list_params(b, sql->text)));
}
