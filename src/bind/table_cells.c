/*
 * The numbers in the cells of a table: each a text of its own, and those of one
 * unit under each other in one magnitude and with as many digits after the point
 * ("$60.0B" over "$0.4B"). A magnitude word that all have stands once, in the head.
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

bool ts_bind_has_point(const ts_binder *b, const char *printed)
{
    const ts_formatter *formatter = b->edition->formatter;
    size_t whole = whole_part(formatter, printed);
    return strncmp(printed + whole, formatter->decimal, strlen(formatter->decimal)) == 0;
}

static bool has_point(const ts_charting *c, const ts_line_bound *line, size_t row)
{
    const char *text = line->printed[row];
    return line->cells[row].copy && line->cells[row].number && text && ts_bind_has_point(c->binder, text);
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

/* ---- what stands under each other ---- */

typedef struct column_cells { /* what the numbers of a column have in common */
    ts_charting *charting;
    ts_line_bound *line;
    size_t index;
    ts_map pointed; /* units of which some print digits after the point */
    int shared;     /* as ts_format's */
} column_cells;

static int magnitude_of(const column_cells *of, const cell_value *cell)
{
    ts_binder *b = of->charting->binder;
    return ts_format_magnitude(b->edition->formatter, b->arena, cell->value, &cell->format, cell->qualifier);
}

static bool find_shared(column_cells *of)
{
    ts_magnitudes all = {0};
    for (size_t r = 0; r < of->line->count; r++) {
        cell_value cell;
        if (!find_value(of->charting, of->line, r, of->index, &cell))
            return false;
        if (cell.value)
            ts_magnitudes_take(&all, cell.value->number, magnitude_of(of, &cell));
    }
    of->shared = ts_magnitudes_shared(&all);
    return true;
}

static bool has_one_unit(const column_cells *of)
{
    const char *first = NULL;
    for (size_t r = 0; r < of->line->count; r++) {
        const char *unit = of->line->cells[r].number ? unit_of(of->charting, of->line, r, of->index) : NULL;
        if (unit && first && strcmp(unit, first) != 0)
            return false;
        first = first ? first : unit;
    }
    return true;
}

static bool find_pointed(column_cells *of)
{
    for (size_t r = 0; r < of->line->count; r++) {
        const char *unit = has_point(of->charting, of->line, r) ? unit_of(of->charting, of->line, r, of->index) : NULL;
        if (unit && !ts_map_find(&of->pointed, unit) && !ts_map_put(of->charting->binder->arena, &of->pointed, unit, of->line))
            return false;
    }
    return true;
}

static bool pads(const column_cells *of, size_t row)
{
    const char *unit = has_point(of->charting, of->line, row) ? NULL : unit_of(of->charting, of->line, row, of->index);
    return unit && ts_map_find(&of->pointed, unit);
}

static const char *rounding_here(const column_cells *of, size_t row, const cell_value *cell)
{
    ts_binder *b = of->charting->binder;
    const ts_result *result = cell->format.shared ? ts_map_find(&b->edition->results, cell->name) : NULL;
    return result ? ts_bind_rounding(b, result, &cell->format) : rounding_of(&of->line->cells[row]);
}

static bool print_even(column_cells *of, size_t row, bool padding)
{
    ts_binder *b = of->charting->binder;
    cell_value cell;
    if (!find_value(of->charting, of->line, row, of->index, &cell))
        return false;
    bool moved = cell.value && ts_magnitude_moves(cell.value->number, magnitude_of(of, &cell), of->shared);
    if (!cell.value || !(padding ? pads(of, row) : moved))
        return true;
    cell.format.even = true;
    cell.format.shared = moved ? of->shared : 0;
    ts_printed printed = ts_format_value(b->edition->formatter, b->arena, cell.value, &cell.format, cell.qualifier);
    printed.rounding = rounding_here(of, row, &cell);
    of->line->printed[row] = printed.text;
    return ts_bind_cell_number(of->charting, printed, cell.name, &of->line->cells[row]);
}

static bool print_all_even(column_cells *of, bool padding)
{
    for (size_t r = 0; r < of->line->count; r++)
        if (!print_even(of, r, padding))
            return false;
    return true;
}

/* ---- a magnitude word that all have is said once ---- */

static ts_paragraph *paragraph_of(const ts_cell_bound *cell)
{
    return cell->number && cell->copy && cell->copy->count == 1 ? &cell->copy->paragraphs[0] : NULL;
}

/* The piece behind the number, where that is all there is. */
static const ts_piece *word_of(const ts_cell_bound *cell)
{
    const ts_paragraph *all = paragraph_of(cell);
    return all && all->count == 2 && all->pieces[1].magnitude ? &all->pieces[1] : NULL;
}

static bool same_word(const ts_piece *a, const ts_piece *b)
{
    return a && b && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* NULL: some number has another, or none, or there is only one number. */
static const ts_piece *common_word(const ts_line_bound *line)
{
    const ts_piece *word = NULL;
    size_t found = 0;
    for (size_t r = 0; r < line->count; r++) {
        if (!line->cells[r].copy)
            continue;
        const ts_piece *own = word_of(&line->cells[r]);
        if (!own || (word && !same_word(word, own)))
            return NULL;
        word = own;
        found++;
    }
    return found > 1 ? word : NULL;
}

static bool drop_word(ts_charting *c, const ts_line_bound *line, size_t row)
{
    const ts_paragraph *all = paragraph_of(&line->cells[row]);
    if (!all)
        return true;
    ts_piece *number = all->pieces;
    number->text = ts_magnitude_cut(c->binder->arena, (ts_printed){number->text, number->length, NULL});
    number->length = number->text ? strlen(number->text) : 0;
    line->cells[row].copy->paragraphs[0].count = 1;
    return number->text;
}

/* "Goods trade (mil millones)": the words of the head, and the magnitude in brackets, which no line divides. */
static const ts_copy *head_with(ts_binder *b, const ts_copy *head, const ts_piece *word)
{
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    const char *text = ts_arena_copy(b->arena, word->text, word->length);
    if (!copy || !text)
        return NULL;
    *copy = (ts_copy){.key = head->key, .span = head->span};
    ts_writer writer = {b, copy, -1};
    for (size_t p = 0; p < head->count; p++)
        for (size_t i = 0; i < head->paragraphs[p].count; i++)
            if ((i == 0 && !ts_write_paragraph(&writer)) || !ts_write_piece(&writer, head->paragraphs[p].pieces[i]))
                return NULL;
    const char *said = ts_arena_print(b->arena, " (%s)", text);
    ts_piece piece = {.text = said, .length = said ? strlen(said) : 0, .span = head->span};
    return said && ts_write_piece(&writer, piece) ? copy : NULL;
}

static bool say_in_head(column_cells *of)
{
    ts_line_bound *line = of->line;
    const ts_piece *word = line->label && line->label->count ? common_word(line) : NULL;
    if (!word)
        return true;
    line->head = head_with(of->charting->binder, line->label, word);
    for (size_t r = 0; line->head && r < line->count; r++)
        if (!drop_word(of->charting, line, r))
            return false;
    return line->head;
}

bool ts_bind_even_column(ts_charting *c, ts_line_bound *line, size_t column)
{
    column_cells of = {.charting = c, .line = line, .index = column};
    bool table = c->chart->kind == TS_CHART_TABLE; /* the others have marks beside their numbers */
    if (table && has_one_unit(&of) && (!find_shared(&of) || !print_all_even(&of, false)))
        return false;
    return find_pointed(&of) && print_all_even(&of, true) && (!table || say_in_head(&of));
}
