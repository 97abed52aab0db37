/*
 * The numbers of a table that are read against each other: those of one unit under
 * each other, or beside each other where a column has several units, in one
 * magnitude, and those under each other with as many digits after the point
 * ("$60.0B" over "$0.4B"). A magnitude word that all have stands once, in the head
 * of their column or the name of their row.
 */
#include "bind/bind.h"

#include <string.h>

/* How a number is printed; value NULL: the cell has none, or one that says what its source says. */
typedef struct cell_value {
    const ts_value *value;
    ts_value of_series;
    const char *name;
    ts_format format;
    ts_qualifier qualifier;
} cell_value;

typedef struct place { /* of a cell */
    ts_line_bound *line;
    size_t column, row;
} place;

typedef struct cells { /* that are read against each other, and what their numbers have in common */
    ts_charting *charting;
    const place *places;
    size_t count;
    ts_map companies; /* by unit */
    int shared;       /* as ts_format's */
    bool spoken;      /* a magnitude is a word */
} cells;

/* ---- a cell */

static const ts_cell_bound *cell_at(const place *at)
{
    return &at->line->cells[at->row];
}

static bool value_of_series(ts_charting *c, const place *at, cell_value *cell)
{
    const ts_line_bound *line = at->line;
    const ts_datapoint *point = &line->points[at->row];
    cell->of_series = (ts_value){.kind = TS_VALUE_NUMBER, .number = point->value, .unit = line->unit};
    cell->value = point->known ? &cell->of_series : NULL;
    cell->name = ts_bound_point_name(c->binder->arena, c->chart, line, point);
    cell->format = line->format ? *line->format : ts_format_default(line->unit);
    cell->qualifier = TS_QUALIFIER_NONE;
    return cell->name != NULL;
}

static const ts_result *written_there(const ts_charting *c, const place *at)
{
    const ts_words *list = &c->chart->rows.items[at->row]->values;
    const char *name = at->column < list->count ? list->items[at->column].text : NULL;
    return name ? ts_bind_find_result(c->binder, name) : NULL;
}

/* What a source says to the million it does not say to the tenth of one. */
static bool value_of_row(ts_charting *c, const place *at, cell_value *cell)
{
    const ts_result *result = written_there(c, at);
    if (!result || result->quoted || result->value.kind != TS_VALUE_NUMBER)
        return true;
    cell->value = &result->value;
    cell->name = result->name;
    cell->format = at->line->format ? *at->line->format : result->format;
    cell->qualifier = result->qualifier;
    return true;
}

static bool find_value(ts_charting *c, const place *at, cell_value *cell)
{
    *cell = (cell_value){0};
    return c->chart->rows.count ? value_of_row(c, at, cell) : value_of_series(c, at, cell);
}

/* NULL: no number stands there. */
static const char *unit_at(const ts_charting *c, const place *at)
{
    const ts_cell_bound *cell = cell_at(at);
    if (!cell->copy || !cell->number || !at->line->printed[at->row])
        return NULL;
    if (!c->chart->rows.count)
        return at->line->unit;
    const ts_result *result = written_there(c, at);
    return result ? result->value.unit : NULL;
}

static const char *rounding_of(const ts_cell_bound *cell)
{
    const ts_copy *copy = cell->copy;
    return copy && copy->count && copy->paragraphs[0].count ? copy->paragraphs[0].pieces[0].rounding : NULL;
}

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

static ts_printed printed_at(const place *at)
{
    const ts_piece *word = word_of(cell_at(at));
    const char *text = at->line->printed[at->row];
    size_t length = strlen(text);
    return (ts_printed){.text = text, .magnitude_at = word && word->length <= length ? length - word->length : length};
}

/* ---- what they have in common */

static bool has_one_unit(const cells *of)
{
    const char *first = NULL;
    for (size_t i = 0; i < of->count; i++) {
        const char *unit = unit_at(of->charting, &of->places[i]);
        if (unit && first && strcmp(unit, first) != 0)
            return false;
        first = first ? first : unit;
    }
    return true;
}

static int magnitude_of(const cells *of, const cell_value *cell)
{
    ts_binder *b = of->charting->binder;
    return ts_format_magnitude(b->edition->formatter, b->arena, cell->value, &cell->format, cell->qualifier);
}

static bool find_shared(cells *of)
{
    ts_magnitudes all = {0};
    for (size_t i = 0; i < of->count; i++) {
        cell_value cell;
        if (!find_value(of->charting, &of->places[i], &cell))
            return false;
        if (cell.value)
            ts_magnitudes_take(&all, cell.value->number, magnitude_of(of, &cell));
        of->spoken = of->spoken || (cell.value && ts_magnitude_spoken(printed_at(&of->places[i])));
    }
    of->shared = ts_magnitudes_shared(&all);
    return true;
}

static bool find_companies(cells *of)
{
    ts_binder *b = of->charting->binder;
    for (size_t i = 0; i < of->count; i++) {
        const place *at = &of->places[i];
        const char *unit = unit_at(of->charting, at);
        ts_company *company = unit ? ts_map_find(&of->companies, unit) : NULL;
        if (unit && !company) {
            company = TS_NEW(b->arena, ts_company);
            if (!company || !ts_map_put(b->arena, &of->companies, unit, company))
                return false;
        }
        if (unit)
            ts_company_take(b->edition->formatter, company, at->line->points[at->row].value, printed_at(at));
    }
    return true;
}

/* Those of its unit, where they ask for another print of the number; else NULL. */
static const ts_company *asking(const cells *of, const place *at)
{
    const char *unit = unit_at(of->charting, at);
    const ts_company *company = unit ? ts_map_find(&of->companies, unit) : NULL;
    bool asks = company && ts_company_asks(of->charting->binder->edition->formatter, company, at->line->points[at->row].value, printed_at(at));
    return asks ? company : NULL;
}

static const char *rounding_here(const cells *of, const place *at, const cell_value *cell)
{
    ts_binder *b = of->charting->binder;
    const ts_result *result = cell->format.shared ? ts_map_find(&b->edition->results, cell->name) : NULL;
    return result ? ts_bind_rounding(b, result, &cell->format) : rounding_of(cell_at(at));
}

static bool print_in(cells *of, const place *at, cell_value *cell, ts_format format)
{
    ts_binder *b = of->charting->binder;
    cell->format = format;
    ts_printed printed = ts_format_value(b->edition->formatter, b->arena, cell->value, &format, cell->qualifier);
    printed.rounding = rounding_here(of, at, cell);
    at->line->printed[at->row] = printed.text;
    return ts_bind_cell_number(of->charting, printed, cell->name, &at->line->cells[at->row]);
}

/* In the magnitude that all have, with noughts that are seen: digits are compared later. */
static bool print_shared(cells *of)
{
    for (size_t i = 0; i < of->count; i++) {
        cell_value cell;
        if (!find_value(of->charting, &of->places[i], &cell))
            return false;
        if (!cell.value || !ts_magnitude_moves(cell.value->number, magnitude_of(of, &cell), of->shared, of->spoken))
            continue;
        ts_format format = ts_magnitude_format(&cell.format, of->shared);
        format.even = true;
        if (!print_in(of, &of->places[i], &cell, format))
            return false;
    }
    return true;
}

static bool print_asked(cells *of)
{
    for (size_t i = 0; i < of->count; i++) {
        cell_value cell;
        const ts_company *company = asking(of, &of->places[i]);
        if (!find_value(of->charting, &of->places[i], &cell))
            return false;
        if (!company || !cell.value)
            continue;
        bool moved = ts_magnitude_moves(cell.value->number, magnitude_of(of, &cell), of->shared, of->spoken);
        ts_format format = ts_company_format(company, &cell.format);
        format = ts_magnitude_format(&format, moved ? of->shared : 0);
        if (!print_in(of, &of->places[i], &cell, format))
            return false;
    }
    return true;
}

/* ---- a magnitude word that all have is said once */

static bool same_word(const ts_piece *a, const ts_piece *b)
{
    return a && b && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* NULL: some number has another, or none, or there is only one number. */
static const ts_piece *common_word(const cells *of)
{
    const ts_piece *word = NULL;
    size_t found = 0;
    for (size_t i = 0; i < of->count; i++) {
        const ts_cell_bound *cell = cell_at(&of->places[i]);
        if (!cell->copy)
            continue;
        const ts_piece *own = word_of(cell);
        if (!own || (word && !same_word(word, own)))
            return NULL;
        word = own;
        found++;
    }
    return found > 1 ? word : NULL;
}

static bool drop_word(ts_charting *c, const ts_cell_bound *cell)
{
    const ts_paragraph *all = paragraph_of(cell);
    if (!all)
        return true;
    ts_piece *number = all->pieces;
    number->text = ts_magnitude_cut(c->binder->arena, (ts_printed){number->text, number->length, NULL});
    number->length = number->text ? strlen(number->text) : 0;
    cell->copy->paragraphs[0].count = 1;
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

/* label: of the column or row; *head: the same with the word. */
static bool say_once(const cells *of, const ts_copy *label, const ts_copy **head)
{
    const ts_piece *word = label && label->count ? common_word(of) : NULL;
    if (!word)
        return true;
    *head = head_with(of->charting->binder, label, word);
    for (size_t i = 0; *head && i < of->count; i++)
        if (!drop_word(of->charting, cell_at(&of->places[i])))
            return false;
    return *head;
}

/* ---- columns, rows */

static const place *places_of_column(ts_charting *c, ts_line_bound *line, size_t column)
{
    place *places = TS_ARRAY(c->binder->arena, place, line->count);
    for (size_t r = 0; places && r < line->count; r++)
        places[r] = (place){line, column, r};
    return places;
}

bool ts_bind_even_column(ts_charting *c, ts_line_bound *line, size_t column)
{
    cells of = {.charting = c, .places = places_of_column(c, line, column), .count = line->count};
    bool table = c->chart->kind == TS_CHART_TABLE; /* the others have marks beside their numbers */
    if (!of.places)
        return false;
    if (table && has_one_unit(&of) && (!find_shared(&of) || !print_shared(&of)))
        return false;
    return find_companies(&of) && print_asked(&of) && (!table || say_once(&of, line->label, &line->head));
}

/* Cells beside each other whose columns have several units; none where one does not: its numbers are read down. */
static size_t places_of_row(const ts_charting *c, size_t row, const bool *mixed, place *places)
{
    size_t count = 0;
    for (size_t i = 0; i < c->lines.count; i++) {
        places[count] = (place){&c->lines.items[i], i, row};
        bool filled = cell_at(&places[count])->copy;
        if (filled && !mixed[i])
            return 0;
        count += filled;
    }
    return count;
}

static bool *find_mixed(ts_charting *c)
{
    bool *mixed = TS_ARRAY(c->binder->arena, bool, c->lines.count);
    for (size_t i = 0; mixed && i < c->lines.count; i++) {
        cells of = {.charting = c, .places = places_of_column(c, &c->lines.items[i], i), .count = c->lines.items[i].count};
        if (!of.places)
            return NULL;
        mixed[i] = !has_one_unit(&of);
    }
    return mixed;
}

/* The cells of a row that are read against each other; none: there are no two of one unit. */
static cells cells_of_row(ts_charting *c, size_t row, const bool *mixed, place *places)
{
    cells of = {.charting = c, .places = places, .count = places_of_row(c, row, mixed, places)};
    if (of.count < 2 || !has_one_unit(&of))
        of.count = 0;
    return of;
}

/* Magnitudes are of a row; digits after the point are as many as in all rows of the unit. */
bool ts_bind_even_rows(ts_charting *c)
{
    const bool *mixed = find_mixed(c);
    place *places = TS_ARRAY(c->binder->arena, place, c->lines.count);
    ts_map companies = {0};
    for (size_t r = 0; mixed && places && r < c->marks.count; r++) {
        cells of = cells_of_row(c, r, mixed, places);
        of.companies = companies;
        if (!find_shared(&of) || !print_shared(&of) || !find_companies(&of))
            return false;
        companies = of.companies;
    }
    for (size_t r = 0; mixed && places && r < c->marks.count; r++) {
        ts_mark_bound *row = &c->marks.items[r];
        cells of = cells_of_row(c, r, mixed, places);
        of.companies = companies;
        if (!find_shared(&of) || !print_asked(&of) || !say_once(&of, row->label, &row->head))
            return false;
    }
    return mixed && places;
}
