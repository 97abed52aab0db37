/*
 * The table of a chart: series as columns, or rows that the sheet writes out.
 * Every cell becomes a text of its own, with the number that it prints; a cell
 * without a value stays empty, and prints as a dash.
 */
#include "bind/bind.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 40 };

static const ts_style_state PLAIN = {0};

/* ---- columns as the sheet gives them */

static const ts_column_spec *column_spec(const ts_charting *c, size_t index, size_t values)
{
    size_t given = c->chart->columns.count, at = index + (given == values + 1);
    return at < given ? c->chart->columns.items[at] : NULL;
}

/* NULL: each number's own. */
static const ts_format *column_format(ts_charting *c, const ts_column_spec *spec)
{
    if (!spec || !spec->values.text)
        return c->values;
    ts_format *format = TS_NEW(c->binder->arena, ts_format);
    if (format && !ts_bind_find_format(c->binder, spec->values.text, format))
        ts_error_near(c->binder->diags, spec->values.span, "format",
                      ts_map_nearest(&c->binder->sheet->formats, spec->values.text), "unknown format \"%s\"",
                      spec->values.text);
    return format;
}

static bool add_column(ts_charting *c, const ts_line_bound *line)
{
    if (c->lines.count < MOST_COLUMNS)
        return TS_PUSH(c->binder->arena, &c->lines, *line);
    ts_error(c->binder->diags, c->chart->span, "chart", "the table has more than %d columns", MOST_COLUMNS);
    return false;
}

/* ---- cells */

/* A point of a series: its number, in the column's format or its unit's. */
static bool put_point(ts_charting *c, ts_line_bound *line, size_t row, const ts_datapoint *point)
{
    ts_binder *b = c->binder;
    line->points[row] = *point;
    if (!point->known)
        return true;
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = point->value, .unit = line->unit};
    ts_format own = ts_format_default(line->unit);
    const ts_format *format = line->format ? line->format : &own;
    ts_printed printed =
        ts_format_value(b->edition->formatter, b->arena, &value, format, TS_QUALIFIER_NONE);
    line->printed[row] = printed.text;
    const char *name = ts_bound_point_name(b->arena, c->chart, line, point);
    return name && ts_bind_cell_number(c, printed, name, &line->cells[row]);
}

static bool make_cells(ts_charting *c, ts_line_bound *line, size_t rows)
{
    ts_arena *arena = c->binder->arena;
    line->points = TS_ARRAY(arena, ts_datapoint, rows);
    line->printed = TS_ARRAY(arena, const char *, rows);
    line->cells = TS_ARRAY(arena, ts_cell_bound, rows);
    line->count = rows;
    for (size_t r = 0; line->printed && r < rows; r++)
        line->printed[r] = "";
    return line->points && line->printed && line->cells;
}

/* ---- series as columns */

static bool find_levels(ts_charting *c, const ts_series *series, ts_line_bound *line)
{
    ts_levels levels;
    if (!ts_bind_chart_levels(c, series, &c->chart->at, &levels))
        return false;
    line->points = TS_ARRAY(c->binder->arena, ts_datapoint, levels.count);
    line->moment = c->moment;
    for (size_t i = 0; line->points && i < levels.count; i++)
        line->points[line->count++] =
            (ts_datapoint){NULL, levels.items[i].category ? levels.items[i].category : series->name,
                           levels.items[i].known, levels.items[i].value};
    return line->points;
}

static bool find_times(ts_charting *c, const ts_series *series, ts_line_bound *line)
{
    line->points = TS_ARRAY(c->binder->arena, ts_datapoint, series->count);
    for (size_t i = 0; line->points && i < series->count; i++)
        if (ts_bind_within(series->points[i].time, c->chart->from.text, c->chart->to.text))
            line->points[line->count++] = series->points[i];
    return line->points;
}

/* KEY.series, or the column's own head. */
static const ts_copy *find_head(ts_charting *c, const ts_line_bound *line, const ts_word *name)
{
    if (line->column && line->column->head.text)
        return ts_bind_chart_copy(c, &line->column->head);
    const bool table = c->chart->kind == TS_CHART_TABLE;
    const ts_word *heads = table ? &c->chart->heads : &c->chart->labels;
    ts_span span = heads->text ? heads->span : name->span;
    if (!heads->text)
        ts_warn(c->binder->diags, span, "copy", "\"%s\" is printed as the sheet calls its series: \"%s\": \"KEY\" and \"KEY.%s\" in the deck give it a name",
                line->id, table ? "heads" : "labels", ts_bind_slug(c->binder->arena, line->id));
    return ts_bind_label(c->binder, heads->text, line->id, span, c->missing);
}

/* Columns may differ in unit: each prints in its own. */
static bool bind_series_column(ts_charting *c, size_t index)
{
    const ts_word *name = &c->chart->series.items[index];
    const ts_series *series = ts_bind_chart_series(c, name);
    if (!series)
        return false;
    if (!c->out->unit)
        c->out->unit = series->unit;
    ts_line_bound line = {.id = series->name, .unit = series->unit ? series->unit : "number"};
    line.column = column_spec(c, index, c->chart->series.count);
    line.format = column_format(c, line.column);
    bool timed = !series->categorised && series->timed && !c->chart->at.text;
    if (!(timed ? find_times(c, series, &line) : find_levels(c, series, &line)))
        return false;
    line.label = find_head(c, &line, name);
    return line.label && add_column(c, &line);
}

static const char *row_of(const ts_datapoint *point)
{
    return point->category ? point->category : point->time;
}

/* The rows in the order in which the columns bring them; a row's value is its first column's. */
static bool collect_rows(ts_charting *c)
{
    ts_map seen = {0};
    for (size_t l = 0; l < c->lines.count; l++) {
        for (size_t i = 0; i < c->lines.items[l].count; i++) {
            const ts_datapoint *point = &c->lines.items[l].points[i];
            const char *id = row_of(point);
            if (ts_map_find(&seen, id))
                continue;
            ts_mark_bound row = {.id = id,
                                 .known = l == 0 && point->known,
                                 .value = l == 0 ? point->value : 0,
                                 .printed = "",
                                 .growth_printed = "",
                                 .number = c->lines.items[l].id,
                                 .span = c->chart->span};
            if (!ts_map_put(c->binder->arena, &seen, id, c) || !TS_PUSH(c->binder->arena, &c->marks, row))
                return false;
        }
    }
    return true;
}

/* ---- order, and the rest */

enum { LARGEST_FIRST, SMALLEST_FIRST, AS_GIVEN };

/* By the first column, what has no value last, ties by name. */
static int by_largest(const void *a, const void *b)
{
    const ts_mark_bound *x = a, *y = b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->known && x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->id, y->id);
}

static int by_smallest(const void *a, const void *b)
{
    const ts_mark_bound *x = a, *y = b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->known && x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return strcmp(x->id, y->id);
}

static int by_time(const void *a, const void *b)
{
    ts_period x, y;
    const ts_mark_bound *one = a, *other = b;
    bool periods = ts_period_read(one->id, &x) && ts_period_read(other->id, &y);
    int order = periods ? ts_period_order(x, y) : 0;
    return order ? order : strcmp(one->id, other->id);
}

/* Moments come in their own order, whichever series has them. */
static void sort_rows(ts_charting *c, int order)
{
    int (*const by)(const void *, const void *) = order == SMALLEST_FIRST ? by_smallest : order == LARGEST_FIRST ? by_largest : by_time;
    if (c->marks.count && (order != AS_GIVEN || c->out->timed))
        qsort(c->marks.items, c->marks.count, sizeof *c->marks.items, by);
}

/* Its place stands before its name, for it does not follow on the row over it: "46  Vermont". */
static bool name_with_place(ts_charting *c, ts_mark_bound *row)
{
    const ts_copy *name = ts_bind_chart_label(c, row->id);
    size_t place = 1;
    for (size_t i = 0; i < c->marks.count; i++)
        place += row->known && c->marks.items[i].known && c->marks.items[i].value > row->value;
    const char *plain = name ? ts_copy_plain(c->binder->arena, name) : NULL;
    const char *text = plain ? ts_arena_print(c->binder->arena, "%zu  %s", place, plain) : NULL;
    row->label = text ? ts_bind_words(c->binder, row->id, text, row->span) : NULL;
    return row->label != NULL;
}

/* The highlighted row that the n largest would leave out, or NULL. */
static ts_mark_bound *stressed_below(ts_charting *c, const ts_mark_bound *last)
{
    const char *stressed = c->out->highlight;
    for (size_t i = 0; stressed && i < c->marks.count; i++)
        if (strcmp(c->marks.items[i].id, stressed) == 0)
            return c->marks.items[i].known && by_largest(&c->marks.items[i], last) > 0 ? &c->marks.items[i] : NULL;
    return NULL;
}

/* Keeps the n largest where they stand; the highlighted one stays in any case, instead of the last of them. */
static bool take_top(ts_charting *c)
{
    size_t keep = c->chart->top.given && c->chart->top.value > 0 ? (size_t)c->chart->top.value : SIZE_MAX;
    size_t count = c->marks.count, kept = 0;
    if (keep >= count)
        return true;
    ts_mark_bound *ranked = TS_ARRAY(c->binder->arena, ts_mark_bound, count);
    if (!ranked)
        return false;
    memcpy(ranked, c->marks.items, count * sizeof *ranked);
    qsort(ranked, count, sizeof *ranked, by_largest);
    ts_mark_bound *stressed = keep > 1 ? stressed_below(c, &ranked[keep - 1]) : NULL;
    if (stressed && !name_with_place(c, stressed))
        return false;
    const ts_mark_bound last = ranked[keep - (stressed ? 2 : 1)];
    for (size_t i = 0; i < count; i++)
        if (by_largest(&c->marks.items[i], &last) <= 0 || &c->marks.items[i] == stressed)
            c->marks.items[kept++] = c->marks.items[i];
    c->marks.count = kept;
    return true;
}

/* A row's place among those that stay; past them all: it is one of the rest. */
static size_t place_of(const ts_charting *c, const ts_map *kept, const char *id)
{
    const ts_mark_bound *row = ts_map_find(kept, id);
    return row ? (size_t)(row - c->marks.items) : c->marks.count;
}

static bool can_add_up(ts_charting *c, const ts_line_bound *line)
{
    const ts_series *series = ts_map_find(&c->binder->edition->series, line->id);
    bool adds = !series || series->aggregate == TS_SERIES_SUM || series->aggregate == TS_SERIES_COUNT ||
                series->aggregate == TS_SERIES_SQL;
    if (adds && ts_unit_adds(line->unit))
        return true;
    ts_error(c->binder->diags, c->chart->others.span, "chart",
             "the rest of \"%s\" cannot be added up: leave out \"others\"", line->id);
    return false;
}

/* The column row by row; what the cut left out is added up behind them. */
static bool place_column(ts_charting *c, ts_line_bound *line, const ts_map *kept, bool others)
{
    ts_datapoint rest = {.category = "others"};
    const ts_datapoint *points = line->points;
    size_t count = line->count, rows = c->marks.count;
    if ((others && !can_add_up(c, line)) || !make_cells(c, line, rows + others))
        return false;
    for (size_t r = 0; r < rows; r++)
        line->points[r].category = c->marks.items[r].id;
    for (size_t i = 0; i < count; i++) {
        size_t row = place_of(c, kept, row_of(&points[i]));
        if (row == rows && points[i].known) {
            rest.value += points[i].value;
            rest.known = true;
        } else if (row < rows && !line->points[row].known && !put_point(c, line, row, &points[i])) {
            return false;
        }
    }
    return (!others || put_point(c, line, rows, &rest)) && ts_bind_even_column(c, line, 0);
}

static bool add_rest(ts_charting *c)
{
    ts_mark_bound rest = {.id = "others",
                          .printed = "",
                          .growth_printed = "",
                          .number = c->lines.items[0].id,
                          .span = c->chart->others.span};
    rest.label = ts_bind_chart_copy(c, &c->chart->others);
    return rest.label && TS_PUSH(c->binder->arena, &c->marks, rest);
}

static bool place_columns(ts_charting *c, bool others)
{
    ts_map kept = {0};
    for (size_t r = 0; r < c->marks.count; r++)
        if (!ts_map_put(c->binder->arena, &kept, c->marks.items[r].id, &c->marks.items[r]))
            return false;
    for (size_t i = 0; i < c->lines.count; i++)
        if (!place_column(c, &c->lines.items[i], &kept, others))
            return false;
    return !others || add_rest(c);
}

static bool name_rows(ts_charting *c)
{
    for (size_t i = 0; i < c->marks.count; i++) {
        ts_mark_bound *row = &c->marks.items[i];
        if (!row->label && c->out->timed && !ts_bind_name_moment(c, row))
            return false;
        if (!row->label)
            row->label = ts_bind_chart_label(c, row->id);
        if (!row->label)
            return false;
    }
    return true;
}

static bool bind_series_rows(ts_charting *c)
{
    for (size_t i = 0; i < c->chart->series.count; i++)
        if (!bind_series_column(c, i))
            return false;
    if (!collect_rows(c))
        return false;
    if (!c->marks.count)
        return ts_bind_chart_empty(c, "its series have no values there");
    c->out->timed = c->lines.items[0].count && !c->lines.items[0].points[0].category;
    size_t all = c->marks.count;
    sort_rows(c, c->chart->sort.given ? c->chart->sort.value : c->out->timed ? AS_GIVEN : LARGEST_FIRST);
    if (!take_top(c))
        return false;
    if (c->marks.count > TS_BIND_MARKS) {
        ts_error(c->binder->diags, c->chart->span, "chart",
                 "the table has more than %d rows: take the \"top\" ones", TS_BIND_MARKS);
        return false;
    }
    return place_columns(c, c->chart->others.text && c->marks.count < all) && name_rows(c);
}

/* ---- rows written out */

static bool put_result(ts_charting *c, const ts_line_bound *line, const ts_result *result,
                       const ts_word *name, ts_cell_bound *cell)
{
    ts_binder *b = c->binder;
    if (result->value.kind == TS_VALUE_MISSING) {
        ts_absence absence = ts_bind_absence(b, result, c->missing);
        if (absence == TS_ABSENT_FAIL || absence == TS_ABSENT_GAP)
            ts_bind_tell_missing(b, result, name->span, "; \"missing\": \"hide\" prints a dash");
        if (absence != TS_ABSENT_GAP)
            return true;
        ts_copy *copy = TS_NEW(b->arena, ts_copy);
        ts_writer writer = {b, copy, -1};
        if (!copy)
            return false;
        *copy = (ts_copy){.key = result->name, .span = name->span};
        *cell = (ts_cell_bound){copy, SIZE_MAX, true};
        return ts_write_gap(&writer, result->name, &PLAIN, name->span);
    }
    bool put = ts_bind_cell_number(c, ts_bind_print(b, result, line->format), result->name, cell);
    cell->number = result->value.kind == TS_VALUE_NUMBER;
    return put;
}

/* One scale is of one unit. */
static void check_bar(ts_charting *c, ts_line_bound *line, const ts_result *result, const ts_word *name)
{
    const ts_word *bar = line->column ? &line->column->bar : NULL;
    const char *unit = result && result->value.unit ? result->value.unit : "number";
    if (!bar || !bar->text)
        return;
    if (!result || (result->value.kind != TS_VALUE_NUMBER && result->value.kind != TS_VALUE_MISSING))
        ts_error(c->binder->diags, name->span, "bar", "\"%s\" is no number: there can be no bar behind it", name->text);
    else if (line->unit && strcmp(line->unit, unit) != 0)
        ts_error(c->binder->diags, name->span, "unit", "the bars of a column have one unit: %s and %s stand together",
                 line->unit, unit);
    line->unit = line->unit ? line->unit : unit;
}

/* A number, or a text of the deck. */
static bool put_value(ts_charting *c, ts_line_bound *line, size_t row, const ts_word *name)
{
    ts_binder *b = c->binder;
    ts_cell_bound *cell = &line->cells[row];
    const ts_result *result = ts_bind_find_result(b, name->text);
    if (result) {
        if (!put_result(c, line, result, name, cell))
            return false;
    } else if (ts_bind_has_copy(b, name->text)) {
        cell->copy = ts_bind_copy(b, name->text, name->span, c->missing);
    } else if (!ts_bind_is_broken(b, name->text)) {
        ts_error_near(b->diags, name->span, "value", ts_bind_nearest(b, name->text),
                      "no number and no copy \"%s\"", name->text);
    }
    check_bar(c, line, result, name);
    line->words = line->words || (cell->copy && !cell->number);
    line->points[row].known = cell->copy && (!result || result->value.kind != TS_VALUE_MISSING);
    line->points[row].value = result ? result->value.number : 0;
    line->printed[row] = cell->copy ? ts_copy_plain(b->arena, cell->copy) : "";
    return line->printed[row];
}

static const char *last_part(const char *key)
{
    const char *dot = strrchr(key, '.');
    return dot ? dot + 1 : key;
}

static bool add_row(ts_charting *c, const ts_row_spec *spec)
{
    ts_mark_bound row = {
        .id = last_part(spec->name.text), .printed = "", .growth_printed = "", .span = spec->span};
    row.label = ts_bind_chart_copy(c, &spec->name);
    return row.label && TS_PUSH(c->binder->arena, &c->marks, row);
}

static bool bind_written_column(ts_charting *c, size_t index, size_t values)
{
    size_t rows = c->chart->rows.count;
    ts_line_bound line = {.id = ts_arena_print(c->binder->arena, "column-%zu", index + 1)};
    line.column = column_spec(c, index, values);
    line.format = column_format(c, line.column);
    line.label = line.column ? ts_bind_chart_copy(c, &line.column->head) : NULL;
    if (!line.id || !make_cells(c, &line, rows))
        return false;
    for (size_t r = 0; r < rows; r++) {
        const ts_words *list = &c->chart->rows.items[r]->values;
        if (index < list->count && list->items[index].text && !put_value(c, &line, r, &list->items[index]))
            return false;
    }
    return ts_bind_even_column(c, &line, index) && add_column(c, &line);
}

static bool bind_written_rows(ts_charting *c)
{
    const ts_chart *chart = c->chart;
    size_t values = chart->rows.items[0]->values.count;
    if (chart->rows.count > TS_BIND_MARKS) {
        ts_error(c->binder->diags, chart->span, "chart", "the table has more than %d rows", TS_BIND_MARKS);
        return false;
    }
    for (size_t r = 0; r < chart->rows.count; r++)
        if (!chart->rows.items[r]->name.text || !add_row(c, chart->rows.items[r]))
            return false;
    for (size_t i = 0; i < values; i++)
        if (!bind_written_column(c, i, values))
            return false;
    return values > 0 && ts_bind_even_rows(c);
}

/* ---- the table */

bool ts_bind_chart_table(ts_charting *c)
{
    if (!ts_bind_check_moment(c, &c->chart->from) || !ts_bind_check_moment(c, &c->chart->to))
        return false;
    if (!(c->chart->rows.count ? bind_written_rows(c) : bind_series_rows(c)))
        return false;
    if (c->chart->columns.count != c->lines.count + 1)
        return true;
    c->out->names = c->chart->columns.items[0];
    c->out->corner = ts_bind_chart_copy(c, &c->out->names->head);
    return true;
}
