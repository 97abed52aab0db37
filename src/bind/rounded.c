/*
 * Percentages of one whole as they are printed: 33, 33 and 33 are 99. Readers add
 * them up, so that a chart says it where rounding alone keeps them from 100, in the
 * words that its sheet has for it ("rounded"), behind its note.
 */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

static const double EXACT = 1e-9;

typedef struct parts { /* of one whole, as they are printed */
    double sum, slack; /* slack: what their rounding explains at most */
    size_t count;
    bool known;
} parts;

/* Nought has no step, as what prints as no plain percentage. */
static void add_part(parts *all, double value, ts_share_print share)
{
    all->known = all->known && (share.step > 0 || value == 0);
    all->sum += share.number;
    all->slack += share.step / 2;
    all->count++;
}

static bool misses(const parts *all, double whole)
{
    double off = fabs(all->sum - whole);
    return all->known && all->count > 1 && off > EXACT && off <= all->slack + EXACT;
}

static ts_format format_of(const ts_format *format)
{
    return format ? *format : ts_format_default("share");
}

/* ---- parts of a chart, bars of 100 percent */

static bool marks_miss(ts_charting *c)
{
    parts all = {.known = true};
    for (size_t i = 0; i < c->marks.count; i++)
        add_part(&all, c->marks.items[i].value, c->marks.items[i].share);
    c->out->adds_up_to = all.sum;
    return misses(&all, 1);
}

static parts parts_of_bar(const ts_charting *c, size_t row)
{
    ts_format format = format_of(c->values);
    parts all = {.known = !c->values_none};
    for (size_t i = 0; i < c->lines.count; i++) {
        const ts_datapoint *point = &c->lines.items[i].points[row];
        add_part(&all, point->value, point->known ? ts_bind_share_print(c->binder, &format, point->value) : (ts_share_print){0});
    }
    return all;
}

/* Each by itself: which of them have room for their values, the layout knows. */
static bool bars_miss(ts_charting *c)
{
    double *sums = TS_ARRAY(c->binder->arena, double, c->marks.count);
    bool any = false;
    for (size_t r = 0; sums && r < c->marks.count; r++) {
        parts all = parts_of_bar(c, r);
        bool off = misses(&all, 1);
        sums[r] = off ? all.sum : 0;
        c->out->adds_up_to = off && !any ? all.sum : c->out->adds_up_to;
        any = any || off;
    }
    c->binder->machine = c->binder->machine || !sums;
    c->out->bars_add_up = any ? sums : NULL;
    return any;
}

/* ---- columns over a total */

/* Nothing but of a cell that prints a plain percentage. */
static ts_share_print print_at(const ts_charting *c, const ts_line_bound *line, size_t column, size_t row)
{
    const ts_words *list = c->chart->rows.count ? &c->chart->rows.items[row]->values : NULL;
    const ts_result *result = list && column < list->count ? ts_bind_find_result(c->binder, list->items[column].text) : NULL;
    const char *unit = list ? (result ? result->value.unit : NULL) : line->unit;
    ts_format format = line->format ? *line->format : result ? result->format : ts_format_default("share");
    bool plain = !result || (result->value.kind == TS_VALUE_NUMBER && result->qualifier == TS_QUALIFIER_NONE);
    plain = plain && line->points[row].known && unit && strcmp(unit, "share") == 0;
    return plain ? ts_bind_share_print(c->binder, &format, line->points[row].value) : (ts_share_print){0};
}

/* Rows that are no parts of the last are left alone. */
static bool column_misses(ts_charting *c, size_t column)
{
    const ts_line_bound *line = &c->lines.items[column];
    parts all = {.known = true};
    double values = 0;
    size_t last = line->count - 1;
    for (size_t r = 0; r < last; r++) {
        add_part(&all, line->points[r].value, print_at(c, line, column, r));
        values += line->points[r].value;
    }
    const ts_share_print total = print_at(c, line, column, last);
    if (total.step <= 0 || fabs(values - line->points[last].value) > EXACT)
        return false;
    all.slack += total.step / 2;
    c->out->adds_up_to = all.sum;
    return misses(&all, total.number);
}

static bool columns_miss(ts_charting *c)
{
    bool total = c->chart->last.given && c->chart->last.value == 1;
    for (size_t i = 0; total && i < c->lines.count; i++)
        if (c->lines.items[i].count > 2 && column_misses(c, i))
            return true;
    return false;
}

/* ---- what is said of it */

static bool misses_any(ts_charting *c)
{
    bool grouped = c->chart->arrange.given && c->chart->arrange.value == TS_ARRANGE_SHARE;
    if (ts_bind_chart_is_parts(c->chart))
        return marks_miss(c);
    if (c->chart->kind == TS_CHART_TABLE)
        return columns_miss(c);
    return grouped && c->lines.count > 1 && bars_miss(c);
}

static bool write_all(ts_writer *writer, const ts_copy *from, bool joins)
{
    for (size_t p = 0; p < from->count; p++) {
        if ((p > 0 || !joins) && !ts_write_paragraph(writer))
            return false;
        for (size_t i = 0; i < from->paragraphs[p].count; i++)
            if (!ts_write_piece(writer, from->paragraphs[p].pieces[i]))
                return false;
    }
    return true;
}

/* One sentence behind the other. */
static const ts_copy *joined(ts_binder *b, const ts_copy *note, const ts_copy *rounded)
{
    if (!note || !note->count)
        return rounded;
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    if (!copy)
        return NULL;
    *copy = (ts_copy){.key = note->key, .span = note->span};
    ts_writer writer = {b, copy, -1};
    ts_piece space = {.text = " ", .length = 1, .span = rounded->span};
    return write_all(&writer, note, false) && ts_write_piece(&writer, space) && write_all(&writer, rounded, true) ? copy : NULL;
}

bool ts_bind_chart_rounded(ts_charting *c)
{
    if (!misses_any(c))
        c->out->adds_up_to = 0;
    const ts_copy *rounded = c->out->adds_up_to > 0 ? ts_bind_chart_copy(c, &c->chart->rounded) : NULL;
    if (rounded)
        c->out->note = joined(c->binder, c->out->note, rounded);
    return !rounded || c->out->note;
}
