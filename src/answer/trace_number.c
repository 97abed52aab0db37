#include "answer/trace_number.h"

#include "answer/amount.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct tracer {
    FILE *out;
    ts_arena *arena;
    const ts_account *account;
    const char *name;        /* as asked for */
    const ts_json *number;   /* of "numbers", or NULL */
    const ts_json *series;   /* of "series", or NULL */
    const char *rest;        /* what follows the slash of "series/category", or NULL */
    ts_account_places places;
} tracer;

/* ---- lines: a label, then text that keeps its own lines */

static void line(const tracer *t, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    fprintf(t->out, "  %-10s ", label);
    for (; *text; text++) {
        fputc(*text, t->out);
        if (*text == '\n')
            fprintf(t->out, "%13s", "");
    }
    fputc('\n', t->out);
}

static void member(const tracer *t, const char *label, const char *name)
{
    line(t, label, ts_account_text(t->number, name));
}

/* ---- tables of points and rows */

typedef struct grid {
    const char **cells; /* row by row */
    size_t columns, rows;
} grid;

static size_t width_of(const char *text)
{
    return ts_utf8_count(text, strlen(text));
}

static void print_grid(const tracer *t, const grid *g)
{
    enum { WIDEST = 40, COLUMNS = 500 };
    size_t widths[COLUMNS] = {0};
    for (size_t i = 0; i < g->rows * g->columns; i++) {
        size_t width = width_of(g->cells[i]), *widest = &widths[i % g->columns];
        *widest = width > *widest ? (width > WIDEST ? WIDEST : width) : *widest;
    }
    for (size_t r = 0; r < g->rows; r++) {
        fprintf(t->out, "%13s", "");
        for (size_t c = 0; c < g->columns; c++) {
            const char *cell = g->cells[r * g->columns + c];
            size_t width = width_of(cell), pad = width < widths[c] && c + 1 < g->columns ? widths[c] - width : 0;
            fprintf(t->out, "%s%s%*s", c ? "  " : "", cell, (int)pad, "");
        }
        fputc('\n', t->out);
    }
}

static size_t length_of(const ts_json *list)
{
    size_t count = 0;
    for (; list; list = list->next)
        count++;
    return count;
}

/* The unit stands above the points; a share needs its sign. */
static bool print_points(const tracer *t, const ts_json *first, const char *unit)
{
    bool shares = unit && (strcmp(unit, "share") == 0 || strcmp(unit, "points") == 0);
    grid g = {TS_ARRAY(t->arena, const char *, 3 * length_of(first) + 1), 3, 0};
    for (const ts_json *point = first; g.cells && point; point = point->next) {
        if (!ts_account_is_point(point, t->rest))
            continue;
        const char *time = ts_account_text(point, "time"), *category = ts_account_text(point, "category");
        const char *value = ts_account_amount(t->arena, point, "value", shares ? unit : NULL);
        g.cells[3 * g.rows] = time ? time : "";
        g.cells[3 * g.rows + 1] = category ? category : "";
        g.cells[3 * g.rows++ + 2] = *value ? value : "(no value)";
    }
    if (g.cells)
        print_grid(t, &g);
    return g.cells;
}

static const char *element_text(const tracer *t, const ts_json *element)
{
    static const char none[] = "";
    if (element->kind == TS_JSON_STRING)
        return element->string;
    return element->kind == TS_JSON_NUMBER ? ts_arena_print(t->arena, "%.15g", element->number) : none;
}

static bool fill_row(const tracer *t, const ts_json *first, const char **cells, size_t columns)
{
    size_t i = 0;
    for (const ts_json *cell = first; cell && i < columns; cell = cell->next, i++)
        if (!(cells[i] = element_text(t, cell)))
            return false;
    for (; i < columns; i++)
        cells[i] = "";
    return true;
}

static bool print_rows(const tracer *t, const ts_json *input)
{
    const ts_json *heads = ts_account_list(input, "heads"), *first = ts_account_list(input, "rows");
    size_t columns = length_of(heads), shown = length_of(first);
    if (!columns || columns > 500)
        return true;
    const char *count = ts_account_value(t->arena, input, "row-count");
    grid g = {TS_ARRAY(t->arena, const char *, columns * (shown + 1)), columns, 1};
    bool good = g.cells && fill_row(t, heads, g.cells, columns);
    for (const ts_json *row = first; good && row; row = row->next)
        if (row->kind == TS_JSON_ARRAY)
            good = fill_row(t, row->child, g.cells + columns * g.rows++, columns);
    if (!good)
        return false;
    fprintf(t->out, "  %-10s %s of the table%s\n", "rows", count, g.rows - 1 < (size_t)strtod(count, NULL) ? ", the first:" : ":");
    print_grid(t, &g);
    return true;
}

static bool print_input(const tracer *t)
{
    for (const ts_json *input = ts_account_list(t->number, "input"); input; input = input->next) {
        const char *series = ts_account_text(input, "series"), *unit = ts_account_text(input, "unit");
        const char *count = ts_account_value(t->arena, input, "point-count");
        const ts_json *points = ts_account_list(input, "points");
        bool all = length_of(points) >= (size_t)strtod(count, NULL);
        fprintf(t->out, "  %-10s series %s, %s, %s value%s%s\n", "input", series ? series : "", unit ? unit : "", count,
                strcmp(count, "1") == 0 ? "" : "s", all ? ":" : ", the first:");
        if (!print_points(t, points, unit) || !print_rows(t, input))
            return false;
    }
    return true;
}

/* ---- how it came about */

static const char *joined(const tracer *t, const ts_json *first)
{
    const char *list = "";
    for (const ts_json *item = first; item && list; item = item->next)
        if (item->kind == TS_JSON_STRING)
            list = ts_arena_print(t->arena, "%s%s%s", list, *list ? ", " : "", item->string);
    return list;
}

static void print_method(const tracer *t)
{
    const char *kind = ts_account_text(t->number, "kind"), *method = ts_account_text(t->number, "method");
    const char *uses = joined(t, ts_account_list(t->number, "uses"));
    line(t, kind ? kind : "kind",
         ts_arena_print(t->arena, "%s%s%s", method ? method : "from a source that was read", uses && *uses ? " of " : "",
                        uses ? uses : ""));
    member(t, "about", "only");
    member(t, "period", "period");
}

static void print_value(const tracer *t)
{
    const char *unit = ts_account_text(t->number, "unit"), *value = ts_account_amount(t->arena, t->number, "value", unit);
    const ts_json *number = ts_account_number(t->number, "value");
    line(t, "value", *value ? value : unit ? ts_arena_print(t->arena, "none, %s", unit) : "none");
    if (number && ts_amount_is_rounded(number->number, unit))
        line(t, "in full", ts_amount_in_full(t->arena, number->number, unit));
    member(t, "rounding", "rounding");
    member(t, "why", "why");
    member(t, "unknown", "unknown");
    const char *expect = ts_account_text(t->number, "expect");
    const ts_json *met = ts_json_member(t->number, "expect-met");
    if (expect)
        line(t, "expected", ts_arena_print(t->arena, "%s (%s)", expect, met && met->boolean ? "met" : "changed"));
}

static void print_origins(const tracer *t, const ts_json *object)
{
    for (const ts_json *source = ts_account_list(object, "sources"); source; source = source->next) {
        line(t, "source", ts_account_source(t->arena, source));
        line(t, "allowed", ts_account_text(source, "stale-allowed"));
    }
    for (const ts_json *caveat = ts_account_list(object, "caveats"); caveat; caveat = caveat->next)
        line(t, "caveat", ts_account_text(caveat, "says"));
    for (const ts_json *doubt = ts_account_list(object, "doubts"); doubt; doubt = doubt->next) {
        const char *rule = ts_account_text(doubt, "rule"), *says = ts_account_text(doubt, "says");
        line(t, "doubt", ts_arena_print(t->arena, "%s [%s]", says ? says : "", rule ? rule : ""));
        line(t, "allowed", ts_account_text(doubt, "allowed"));
    }
}

/* ---- places */

static void print_box(const tracer *t, const ts_json *first)
{
    double sides[4] = {0};
    int count = 0;
    for (const ts_json *side = first; side && count < 4; side = side->next)
        sides[count++] = side->kind == TS_JSON_NUMBER ? side->number : 0;
    if (count == 4)
        fprintf(t->out, " at %.1f, %.1f pt", sides[0], sides[1]);
}

static void print_place(const tracer *t, const ts_account_place *place)
{
    const char *key = ts_account_text(place->text, "key"), *frame = ts_account_text(place->text, "frame");
    const char *words = place->words;
    fprintf(t->out, "  %-10s page %d", "printed", place->page);
    print_box(t, ts_account_list(place->value, "box"));
    if (key)
        fprintf(t->out, ", text %s", key);
    if (frame)
        fprintf(t->out, ", frame %s", frame);
    fprintf(t->out, "\n%13s%.*s>%.*s<%s\n", "", (int)place->from, words, (int)(place->to - place->from),
            words + place->from, words + place->to);
}

/* The next chart that is drawn from what is traced; before NULL: the first. */
static const ts_json *next_chart(const tracer *t, const ts_json *before)
{
    const char *name = t->series ? ts_account_text(t->series, "name") : t->name;
    const ts_json *chart = before ? before->next : t->account->charts;
    while (chart && name && !ts_account_is_of(chart, name))
        chart = chart->next;
    return name ? chart : NULL;
}

static void print_chart(const tracer *t, const ts_json *chart)
{
    const char *kind = ts_account_text(chart, "chart"), *frame = ts_account_text(chart, "frame");
    line(t, "drawn", ts_arena_print(t->arena, "page %s, %s%s%s", ts_account_value(t->arena, chart, "page"), kind ? kind : "a chart",
                                    frame ? ", frame " : "", frame ? frame : ""));
}

static void print_places(const tracer *t)
{
    const ts_json *drawn = next_chart(t, NULL);
    for (const ts_json *chart = drawn; chart; chart = next_chart(t, chart))
        print_chart(t, chart);
    for (size_t i = 0; i < t->places.count; i++)
        print_place(t, &t->places.items[i]);
    if (!t->account->texts)
        line(t, "printed", "(the ledger has no pages)");
    else if (!t->places.count && !drawn)
        line(t, "printed", "nowhere on the pages");
}

/* ---- the whole */

static bool print_number(const tracer *t)
{
    const char *printed = ts_account_text(t->number, "printed");
    fprintf(t->out, "%s  %s\n", t->name, printed ? printed : "(no value)");
    member(t, "means", "means");
    print_value(t);
    print_method(t);
    member(t, "query", "query");
    if (!print_input(t))
        return false;
    member(t, "says", "says");
    member(t, "read", "read");
    print_origins(t, t->number);
    member(t, "note", "note");
    print_places(t);
    return true;
}

static bool print_series(const tracer *t)
{
    const char *count = ts_account_value(t->arena, t->series, "point-count");
    fprintf(t->out, "%s  (%s)\n", t->name, t->rest ? "a value of a series" : "a series");
    line(t, "unit", ts_account_text(t->series, "unit"));
    line(t, "table", ts_account_text(t->series, "table"));
    line(t, "query", ts_account_text(t->series, "query"));
    const ts_json *points = ts_account_list(t->series, "points");
    bool all = length_of(points) >= (size_t)strtod(count, NULL);
    line(t, "values", t->rest ? "of this category:" : ts_arena_print(t->arena, "%s%s", count, all ? ":" : ", the first:"));
    if (!print_points(t, points, ts_account_text(t->series, "unit")))
        return false;
    print_origins(t, t->series);
    print_places(t);
    return true;
}

/* An entry of the ledger as it stands there. */
static void print_raw(const tracer *t, const ts_json *json)
{
    fprintf(t->out, "%.*s", (int)(json->span.end - json->span.begin), json->span.source->text + json->span.begin);
}

static void print_json(const tracer *t)
{
    fputs("{\"name\": ", t->out);
    ts_utf8_print_json(t->name, t->out);
    fputs(t->number ? ",\n\"number\": " : ",\n\"series\": ", t->out);
    print_raw(t, t->number ? t->number : t->series);
    fputs(",\n\"places\": [", t->out);
    for (size_t i = 0; i < t->places.count; i++) {
        fputs(i ? ",\n  {\"value\": " : "\n  {\"value\": ", t->out);
        print_raw(t, t->places.items[i].value);
        const char *key = ts_account_text(t->places.items[i].text, "key");
        if (key) {
            fputs(", \"key\": ", t->out);
            ts_utf8_print_json(key, t->out);
        }
        fputs(", \"text\": ", t->out);
        ts_utf8_print_json(t->places.items[i].words, t->out);
        fputc('}', t->out);
    }
    fputs("],\n\"drawn\": [", t->out);
    const ts_json *first = next_chart(t, NULL);
    for (const ts_json *chart = first; chart; chart = next_chart(t, chart)) {
        fputs(chart == first ? "\n  " : ",\n  ", t->out);
        print_raw(t, chart);
    }
    fputs("]}\n", t->out);
}

static bool has_point(const tracer *t)
{
    for (const ts_json *point = ts_account_list(t->series, "points"); point; point = point->next)
        if (ts_account_is_point(point, t->rest))
            return true;
    return !t->rest;
}

static bool find(tracer *t)
{
    t->number = ts_map_find(&t->account->numbers, t->name);
    t->series = t->number ? NULL : ts_account_series(t->arena, t->account, t->name, &t->rest);
    return t->number || (t->series && (has_point(t) || t->places.count > 0));
}

/* Of all that could have been asked for. */
static const char *nearest(const tracer *t)
{
    const ts_map *const maps[] = {&t->account->numbers, &t->account->series, &t->account->points};
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++)
        for (size_t i = 0; i < maps[m]->count; i++)
            if (!TS_PUSH(t->arena, &names, maps[m]->items[i].name))
                return NULL;
    return ts_nearest(names.items, names.count, t->name);
}

/* A ledger of unknown origin must not reach a terminal as it is. */
static bool print_lines(tracer *t)
{
    FILE *out = t->out;
    char *text = NULL;
    size_t length = 0;
    t->out = open_memstream(&text, &length);
    if (!t->out)
        return false;
    bool good = t->number ? print_number(t) : print_series(t);
    good = fclose(t->out) == 0 && good;
    if (good)
        ts_utf8_print_lines(text, length, out);
    free(text);
    return good;
}

ts_status ts_trace_number(FILE *out, ts_arena *arena, const ts_account *account, const char *name,
                          ts_trace_format format, const char **near)
{
    tracer t = {.out = out, .arena = arena, .account = account, .name = name};
    bool good = ts_account_find(arena, account, name, &t.places);
    *near = NULL;
    if (good && !find(&t)) {
        *near = nearest(&t);
        return ts_arena_failed(arena) ? TS_MACHINE : TS_USAGE;
    }
    if (good && format == TS_TRACE_JSON)
        print_json(&t);
    else if (good)
        good = print_lines(&t);
    return good && !ts_arena_failed(arena) ? TS_OK : TS_MACHINE;
}
