#include "answer/ledger_put.h"

#include "spec/shape.h"

#include <string.h>

/* ---- numbers */

static void put_value(ts_ledger_put *w, const ts_value *value)
{
    if (value->kind == TS_VALUE_NUMBER)
        ts_json_number(&w->out, "value", value->number);
    else if (value->kind == TS_VALUE_TEXT)
        ts_json_text(&w->out, "value", value->text);
    else
        ts_json_null(&w->out, "value");
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void put_text_or_null(ts_ledger_put *w, const char *key, const char *text)
{
    if (text)
        ts_json_text(&w->out, key, text);
    else
        ts_json_null(&w->out, key);
}

/* Folded, the period of a number about one moment goes without saying. */
static void put_moments(ts_ledger_put *w, const ts_value *value)
{
    ts_json_text(&w->out, "from", value->from);
    ts_json_text(&w->out, "to", value->to);
    if (!w->folded)
        ts_json_text(&w->out, "period", value->period);
    else if (!same(value->period, value->to))
        put_text_or_null(w, "period", value->period);
}

/* What may mislead although it is right, and why the author lets it stand. */
static void put_doubts(ts_ledger_put *w, const ts_doubts *doubts)
{
    if (!doubts->count)
        return;
    ts_json_open(&w->out, "doubts", '[');
    for (size_t i = 0; i < doubts->count; i++) {
        ts_json_line(&w->out, NULL, '{');
        ts_json_text(&w->out, "rule", ts_doubt_words[doubts->items[i].rule]);
        ts_json_text(&w->out, "says", doubts->items[i].message);
        ts_json_text(&w->out, "allowed", doubts->items[i].reason);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

void ts_ledger_put_found(ts_ledger_put *w, const ts_result *result)
{
    const ts_value *value = &result->value;
    put_value(w, value);
    put_text_or_null(w, "printed", value->kind == TS_VALUE_MISSING ? NULL : result->printed);
    ts_json_text(&w->out, "why", value->kind == TS_VALUE_MISSING ? value->why : NULL);
    ts_json_text(&w->out, "only", result->only);
    put_moments(w, value);
    put_doubts(w, &result->doubts);
    ts_json_text(&w->out, "expect", result->expect);
    if (result->expect)
        ts_json_flag(&w->out, "expect-met", result->expect_met);
}

/* ---- what went in */

static void put_cell(ts_ledger_put *w, const ts_cell *cell)
{
    if (cell->kind == TS_CELL_NUMBER)
        ts_json_number(&w->out, NULL, cell->number);
    else if (cell->kind == TS_CELL_TEXT)
        ts_json_text(&w->out, NULL, cell->text);
    else
        ts_json_null(&w->out, NULL);
}

static void put_rows(ts_ledger_put *w, const ts_evidence *evidence)
{
    ts_evidence_rows read;
    if (!(w->ledger->form & TS_LEDGER_ROWS) || !w->ledger->database)
        return;
    w->failed |= !ts_evidence_read(w->arena, w->ledger->database, evidence, &read);
    const ts_rows *rows = w->failed ? NULL : read.rows;
    if (!rows)
        return;
    ts_json_whole(&w->out, "row-count", read.count);
    ts_json_line(&w->out, "heads", '[');
    for (size_t i = 0; i < rows->column_count; i++)
        ts_json_text(&w->out, NULL, rows->heads[i]);
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "rows", '[');
    for (size_t r = 0; r < rows->row_count; r++) {
        ts_json_line(&w->out, NULL, '[');
        for (size_t i = 0; i < rows->column_count; i++)
            put_cell(w, &rows->cells[r * rows->column_count + i]);
        ts_json_close(&w->out, ']');
    }
    ts_json_close(&w->out, ']');
}

static void put_point(ts_ledger_put *w, const ts_datapoint *point)
{
    ts_json_line(&w->out, NULL, '{');
    ts_json_text(&w->out, "time", point->time);
    ts_json_text(&w->out, "category", point->category);
    if (point->known)
        ts_json_number(&w->out, "value", point->value);
    else
        ts_json_null(&w->out, "value");
    ts_json_close(&w->out, '}');
}

static const ts_ledger_series *series_of(const ts_ledger_put *w, const ts_series *series)
{
    const ts_ledger_series *one = w->series.items;
    while (one->series != series)
        one++;
    return one;
}

static size_t shown_of(const ts_evidence *evidence)
{
    return evidence->count < TS_LEDGER_POINTS ? evidence->count : TS_LEDGER_POINTS;
}

static void put_evidence_points(ts_ledger_put *w, const ts_evidence *evidence)
{
    for (size_t i = 0; i < shown_of(evidence); i++)
        put_point(w, evidence->points[i]);
}

/* Where they stand among those of the series, from 0. */
static void put_places(ts_ledger_put *w, const ts_evidence *evidence)
{
    const ts_ledger_series *one = series_of(w, evidence->series);
    for (size_t i = 0; i < shown_of(evidence); i++)
        ts_json_whole(&w->out, NULL, one->places[evidence->points[i] - one->series->points] - 1);
}

static void put_evidence(ts_ledger_put *w, const ts_evidence *evidence)
{
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "series", evidence->series->name);
    if (!w->folded)
        ts_json_text(&w->out, "unit", evidence->series->unit);
    if (!w->folded || shown_of(evidence) < evidence->count)
        ts_json_whole(&w->out, "point-count", evidence->count);
    ts_json_open(&w->out, "points", '[');
    if (w->folded)
        put_places(w, evidence);
    else
        put_evidence_points(w, evidence);
    ts_json_close(&w->out, ']');
    put_rows(w, evidence);
    ts_json_close(&w->out, '}');
}

void ts_ledger_put_input(ts_ledger_put *w, const ts_ledger_number *number)
{
    const ts_evidences *input = &number->input;
    if (!input->count)
        return;
    ts_json_open(&w->out, "input", '[');
    for (size_t i = 0; i < input->count; i++)
        put_evidence(w, &input->items[i]);
    ts_json_close(&w->out, ']');
}

/* Folded, a query that the number's first series has stands there alone. */
void ts_ledger_put_other_query(ts_ledger_put *w, const ts_ledger_number *number)
{
    const ts_evidences *input = &number->input;
    const char *query = number->result->value.query, *known = input->count ? input->items[0].series->query : NULL;
    if (!ts_ledger_asks_itself(number->result) && !same(query, known))
        put_text_or_null(w, "query", query);
}

/* ---- series */

static bool is_printed(ts_ledger_put *w, const ts_series *series, const ts_datapoint *point)
{
    const char *category = point->category ? point->category : "", *time = point->time ? point->time : "";
    const char *const names[] = {ts_arena_print(w->arena, "%s/%s", series->name, category),
                                 ts_arena_print(w->arena, "%s/%s", series->name, time),
                                 ts_arena_print(w->arena, "%s/%s/%s", series->name, category, time)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && ts_map_find(&w->printed, names[i]))
            return true;
    return false;
}

static void note_taken(ts_ledger_put *w, const ts_evidence *evidence)
{
    const ts_ledger_series *one = series_of(w, evidence->series);
    for (size_t i = 0; i < shown_of(evidence); i++)
        one->places[evidence->points[i] - one->series->points] = 1;
}

static void list_series(ts_ledger_put *w, ts_ledger_series *one)
{
    const ts_series *series = one->series;
    bool some = ts_map_find(&w->printed, series->name) != NULL;
    for (size_t i = 0; i < series->count; i++) {
        bool printed = some && one->listed < TS_LEDGER_PRINTED;
        if (i < TS_LEDGER_POINTS || one->places[i] || (printed && is_printed(w, series, &series->points[i])))
            one->places[i] = (uint32_t)++one->listed;
    }
}

bool ts_ledger_list_points(ts_ledger_put *w)
{
    for (size_t i = 0; i < w->numbers.count; i++)
        for (size_t k = 0; k < w->numbers.items[i].input.count; k++)
            note_taken(w, &w->numbers.items[i].input.items[k]);
    for (size_t i = 0; i < w->series.count; i++)
        list_series(w, &w->series.items[i]);
    return !ts_arena_failed(w->arena);
}

static void put_row(ts_ledger_put *w, const ts_series *series, const ts_datapoint *point)
{
    ts_json_line(&w->out, NULL, '[');
    if (series->timed)
        put_text_or_null(w, NULL, point->time);
    if (series->categorised)
        put_text_or_null(w, NULL, point->category);
    if (point->known)
        ts_json_number(&w->out, NULL, point->value);
    else
        ts_json_null(&w->out, NULL);
    ts_json_close(&w->out, ']');
}

void ts_ledger_put_points(ts_ledger_put *w, const ts_ledger_series *one)
{
    const ts_series *series = one->series;
    ts_json_text(&w->out, "query", series->query);
    if (!w->folded || one->listed < series->count)
        ts_json_whole(&w->out, "point-count", series->count);
    ts_json_open(&w->out, "points", '[');
    for (size_t i = 0; i < series->count; i++) {
        if (one->places[i] && w->folded)
            put_row(w, series, &series->points[i]);
        else if (one->places[i])
            put_point(w, &series->points[i]);
    }
    ts_json_close(&w->out, ']');
}
