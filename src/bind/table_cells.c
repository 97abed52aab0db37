/*
 * The numbers in the cells of a table: each a text of its own, and those of one
 * unit under each other with as many digits after the point ("$60.0B" over "$45.2B").
 */
#include "bind/bind.h"

#include "base/utf8.h"
#include "data/language.h"

#include <string.h>

static bool is_digit(const ts_formatter *formatter, uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= formatter->zero && code - formatter->zero < 10);
}

/* Bytes up to the decimal sign between two digits, else to the end of the last digit. */
static size_t whole_part(const ts_formatter *formatter, const char *text)
{
    size_t length = strlen(text), sign = strlen(formatter->decimal), end = length;
    bool after_digit = false;
    for (size_t at = 0; at < length;) {
        size_t next = at + sign;
        bool point = after_digit && strncmp(text + at, formatter->decimal, sign) == 0 && next < length;
        if (point && is_digit(formatter, ts_utf8_next(text, length, &next)))
            return at;
        after_digit = is_digit(formatter, ts_utf8_next(text, length, &at));
        end = after_digit ? at : end;
    }
    return end;
}

bool ts_bind_cell_number(ts_charting *c, ts_printed printed, const char *name, ts_cell_bound *cell)
{
    static const ts_style_state plain = {0};
    ts_binder *b = c->binder;
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    if (!printed.text || !copy)
        return false;
    *copy = (ts_copy){.key = name, .span = c->chart->span};
    *cell = (ts_cell_bound){copy, whole_part(b->edition->formatter, printed.text), true};
    ts_writer writer = {b, copy, -1};
    return ts_write_printed(&writer, printed, name, &plain, c->chart->span);
}

static bool has_point(const ts_charting *c, const ts_line_bound *line, size_t row)
{
    const ts_formatter *formatter = c->binder->edition->formatter;
    const char *text = line->printed[row];
    if (!line->cells[row].copy || !line->cells[row].number || !text)
        return false;
    size_t whole = whole_part(formatter, text);
    return strncmp(text + whole, formatter->decimal, strlen(formatter->decimal)) == 0;
}

/* How a number of the column is printed; value NULL: the cell has none, or one that says what its source says. */
typedef struct cell_value {
    const ts_value *value;
    ts_value of_series;
    const char *name;
    ts_format format;
    ts_qualifier qualifier;
} cell_value;

static bool value_of_series(ts_charting *c, const ts_line_bound *line, size_t row, cell_value *cell)
{
    cell->of_series = (ts_value){.kind = TS_VALUE_NUMBER, .number = line->points[row].value, .unit = line->unit};
    cell->value = line->points[row].known ? &cell->of_series : NULL;
    cell->name = ts_bound_point_name(c->binder->arena, c->chart, line, &line->points[row]);
    cell->format = line->format ? *line->format : ts_format_default(line->unit);
    cell->qualifier = TS_QUALIFIER_NONE;
    return cell->name != NULL;
}

/* What a source says to the million it does not say to the tenth of one. */
static bool value_of_row(ts_charting *c, const ts_line_bound *line, size_t row, size_t column, cell_value *cell)
{
    const ts_words *list = &c->chart->rows.items[row]->values;
    const char *name = column < list->count ? list->items[column].text : NULL;
    const ts_result *result = name ? ts_bind_find_result(c->binder, name) : NULL;
    if (!result || result->quoted || result->value.kind != TS_VALUE_NUMBER)
        return true;
    cell->value = &result->value;
    cell->name = result->name;
    cell->format = line->format ? *line->format : result->format;
    cell->qualifier = result->qualifier;
    return true;
}

static bool find_value(ts_charting *c, const ts_line_bound *line, size_t row, size_t column, cell_value *cell)
{
    *cell = (cell_value){0};
    return c->chart->rows.count ? value_of_row(c, line, row, column, cell) : value_of_series(c, line, row, cell);
}

static const char *unit_of(ts_charting *c, const ts_line_bound *line, size_t row, size_t column)
{
    if (!c->chart->rows.count)
        return line->unit;
    const ts_words *list = &c->chart->rows.items[row]->values;
    const char *name = column < list->count ? list->items[column].text : NULL;
    const ts_result *result = name ? ts_bind_find_result(c->binder, name) : NULL;
    return result ? result->value.unit : NULL;
}

/* Of what stands in the cell. */
static const char *rounding_of(const ts_cell_bound *cell)
{
    const ts_copy *copy = cell->copy;
    return copy && copy->count && copy->paragraphs[0].count ? copy->paragraphs[0].pieces[0].rounding : NULL;
}

static bool print_even(ts_charting *c, ts_line_bound *line, size_t row, size_t column)
{
    cell_value cell;
    if (!find_value(c, line, row, column, &cell))
        return false;
    if (!cell.value)
        return true;
    cell.format.even = true;
    ts_printed printed =
        ts_format_value(c->binder->edition->formatter, c->binder->arena, cell.value, &cell.format, cell.qualifier);
    printed.rounding = rounding_of(&line->cells[row]);
    line->printed[row] = printed.text;
    return ts_bind_cell_number(c, printed, cell.name, &line->cells[row]);
}

bool ts_bind_even_column(ts_charting *c, ts_line_bound *line, size_t column)
{
    ts_map units = {0};
    for (size_t r = 0; r < line->count; r++) {
        const char *unit = has_point(c, line, r) ? unit_of(c, line, r, column) : NULL;
        if (unit && !ts_map_find(&units, unit) && !ts_map_put(c->binder->arena, &units, unit, line))
            return false;
    }
    for (size_t r = 0; units.count && r < line->count; r++) {
        const char *unit = has_point(c, line, r) ? NULL : unit_of(c, line, r, column);
        if (unit && ts_map_find(&units, unit) && !print_even(c, line, r, column))
            return false;
    }
    return true;
}
