#include "answer/ledger.h"

#include "answer/charts.h"
#include "answer/evidence.h"
#include "base/json_out.h"
#include "spec/shape.h"

#include <string.h>

enum { USUAL = 128 * 1024 }; /* bytes of a ledger of two pages, with room for the next text */

typedef struct writer {
    ts_json_out out;
    const ts_page_texts *texts; /* NULL: no pages */
    ts_map printed;             /* names of the values in them, and of the series of those */
    const ts_ledger *ledger;
    const ts_edition *edition;
    ts_arena *arena;
    ts_map said; /* where sources stand in the text, by name */
    bool failed;
} writer;

typedef struct stretch { /* of the text */
    size_t from, to;
} stretch;

/* ---- words about numbers */

const char *ts_ledger_method(const ts_result *result)
{
    if (result->rest_of.count)
        return "rest";
    return result->stat ? ts_method_words[result->stat->method] : NULL;
}

const char *ts_ledger_caveat(const ts_edition *edition, const char *name)
{
    const ts_copy *copy = ts_map_find(&edition->caveat_copies, name);
    const char *text = copy ? ts_copy_plain(edition->arena, copy) : NULL;
    return text ? text : name;
}

const char *ts_ledger_source(const ts_edition *edition, const char *name, const char *between)
{
    const ts_source_spec *source = ts_map_find(&edition->sheet->sources, name);
    if (!source)
        return name;
    const char *publisher = source->publisher.text, *title = source->title.text;
    const char *text =
        publisher && title ? ts_arena_print(edition->arena, "%s%s%s", publisher, between, title) : NULL;
    return text ? text : publisher ? publisher : title ? title : name;
}

const char *ts_ledger_column_type(ts_column_type type)
{
    static const char *const types[] = {"text", "number", "integer", "date"};
    return types[type];
}

/* ---- small parts */

static void put_value(writer *w, const ts_value *value)
{
    if (value->kind == TS_VALUE_NUMBER)
        ts_json_number(&w->out, "value", value->number);
    else if (value->kind == TS_VALUE_TEXT)
        ts_json_text(&w->out, "value", value->text);
    else
        ts_json_null(&w->out, "value");
}

static void put_source_members(writer *w, const char *name)
{
    const ts_source_spec *source = ts_map_find(&w->edition->sheet->sources, name);
    ts_json_text(&w->out, "name", name);
    if (!source)
        return;
    ts_json_text(&w->out, "publisher", source->publisher.text);
    ts_json_text(&w->out, "title", source->title.text);
    ts_json_text(&w->out, "edition", source->edition.text);
    if (source->year.given)
        ts_json_whole(&w->out, "year", (size_t)source->year.value);
    ts_json_text(&w->out, "url", source->url.text);
    ts_json_text(&w->out, "read", source->read.text);
    ts_json_text(&w->out, "licence", source->licence.text);
    ts_json_text(&w->out, "note", source->note.text);
    const ts_word *old = ts_map_find(&source->allow, ts_doubt_words[TS_DOUBT_STALE]);
    ts_json_text(&w->out, "stale-allowed", old ? old->text : NULL);
}

/* Most numbers have the sources of others. */
static void put_source(writer *w, const char *name)
{
    const stretch *before = ts_map_find(&w->said, name);
    if (before) {
        ts_json_again(&w->out, before->from, before->to);
        return;
    }
    stretch *own = TS_NEW(w->arena, stretch);
    ts_json_line(&w->out, NULL, '{');
    size_t from = w->out.text.count - 1;
    put_source_members(w, name);
    ts_json_close(&w->out, '}');
    if (own)
        *own = (stretch){from, w->out.text.count};
    w->failed |= !own || !ts_map_put(w->arena, &w->said, name, own);
}

static void put_sources(writer *w, const ts_names *names)
{
    ts_json_open(&w->out, "sources", '[');
    for (size_t i = 0; i < names->count; i++)
        put_source(w, names->items[i]);
    ts_json_close(&w->out, ']');
}

static void put_caveats(writer *w, const ts_names *names)
{
    ts_json_open(&w->out, "caveats", '[');
    for (size_t i = 0; i < names->count; i++) {
        ts_json_line(&w->out, NULL, '{');
        ts_json_text(&w->out, "name", names->items[i]);
        ts_json_text(&w->out, "says", ts_ledger_caveat(w->edition, names->items[i]));
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_point(writer *w, const ts_datapoint *point)
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

static void put_cell(writer *w, const ts_cell *cell)
{
    if (cell->kind == TS_CELL_NUMBER)
        ts_json_number(&w->out, NULL, cell->number);
    else if (cell->kind == TS_CELL_TEXT)
        ts_json_text(&w->out, NULL, cell->text);
    else
        ts_json_null(&w->out, NULL);
}

/* ---- what went in */

static void put_rows(writer *w, const ts_evidence *evidence)
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

static void put_evidence(writer *w, const ts_evidence *evidence)
{
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "series", evidence->series->name);
    ts_json_text(&w->out, "unit", evidence->series->unit);
    ts_json_whole(&w->out, "point-count", evidence->count);
    ts_json_open(&w->out, "points", '[');
    for (size_t i = 0; i < evidence->count && i < TS_LEDGER_POINTS; i++)
        put_point(w, evidence->points[i]);
    ts_json_close(&w->out, ']');
    put_rows(w, evidence);
    ts_json_close(&w->out, '}');
}

static void put_input(writer *w, const ts_result *result)
{
    ts_evidences evidences;
    if (!ts_evidence_of(w->arena, w->edition, result, &evidences)) {
        w->failed = true;
        return;
    }
    if (!evidences.uses.count)
        return;
    ts_json_line(&w->out, "uses", '[');
    for (size_t i = 0; i < evidences.uses.count; i++)
        ts_json_text(&w->out, NULL, evidences.uses.items[i]);
    ts_json_close(&w->out, ']');
    if (!evidences.count)
        return;
    ts_json_open(&w->out, "input", '[');
    for (size_t i = 0; i < evidences.count; i++)
        put_evidence(w, &evidences.items[i]);
    ts_json_close(&w->out, ']');
}

/* ---- numbers */

/* What may mislead although it is right, and why the author lets it stand. */
static void put_doubts(writer *w, const ts_doubts *doubts)
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

static void put_expectation(writer *w, const ts_result *result)
{
    ts_json_text(&w->out, "expect", result->expect);
    if (result->expect)
        ts_json_flag(&w->out, "expect-met", result->expect_met);
}

static void put_number(writer *w, const ts_result *result)
{
    const ts_value *value = &result->value;
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "name", result->name);
    ts_json_text(&w->out, "kind", result->quoted ? "quoted" : "computed");
    ts_json_text(&w->out, "method", ts_ledger_method(result));
    put_value(w, value);
    ts_json_text(&w->out, "unit", value->unit);
    if (value->kind == TS_VALUE_MISSING)
        ts_json_null(&w->out, "printed");
    else
        ts_json_text(&w->out, "printed", result->printed);
    if (value->kind == TS_VALUE_NUMBER)
        ts_json_text(&w->out, "rounding", ts_format_describe(w->arena, &result->format, value->unit, result->qualifier));
    ts_json_text(&w->out, "why", value->kind == TS_VALUE_MISSING ? value->why : NULL);
    ts_json_text(&w->out, "only", result->only);
    ts_json_text(&w->out, "from", value->from);
    ts_json_text(&w->out, "to", value->to);
    ts_json_text(&w->out, "period", value->period);
    ts_json_text(&w->out, "unknown", result->unknown);
    put_sources(w, &result->sources);
    put_caveats(w, &result->caveats);
    put_doubts(w, &result->doubts);
    put_expectation(w, result);
    ts_json_text(&w->out, "says", result->says);
    ts_json_text(&w->out, "read", result->read);
    ts_json_text(&w->out, "means", result->means);
    ts_json_text(&w->out, "note", result->note);
    ts_json_text(&w->out, "query", value->query);
    put_input(w, result);
    ts_json_close(&w->out, '}');
}

/* ---- series, tables */

static bool is_printed(writer *w, const ts_series *series, const ts_datapoint *point)
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

/* The first points, and those that a chart prints. */
static void put_points(writer *w, const ts_series *series)
{
    bool some = ts_map_find(&w->printed, series->name) != NULL;
    size_t count = 0;
    ts_json_open(&w->out, "points", '[');
    for (size_t i = 0; i < series->count && count < TS_LEDGER_PRINTED; i++) {
        if (i >= TS_LEDGER_POINTS && (!some || !is_printed(w, series, &series->points[i])))
            continue;
        put_point(w, &series->points[i]);
        count++;
    }
    ts_json_close(&w->out, ']');
}

static void put_series(writer *w, const ts_series *series)
{
    const ts_series_spec *spec = ts_map_find(&w->edition->sheet->series, series->name);
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "name", series->name);
    ts_json_text(&w->out, "unit", series->unit);
    ts_json_text(&w->out, "table", spec ? spec->table.text : NULL);
    ts_json_text(&w->out, "query", series->query);
    const ts_roots *roots = ts_map_find(&w->edition->series_roots, series->name);
    if (roots) {
        put_sources(w, &roots->sources);
        put_caveats(w, &roots->caveats);
    }
    ts_json_whole(&w->out, "point-count", series->count);
    put_points(w, series);
    ts_json_close(&w->out, '}');
}

static void put_columns(writer *w, const ts_table *table)
{
    ts_json_whole(&w->out, "row-count", table->row_count);
    if (table->ignored_count)
        ts_json_whole(&w->out, "ignored", table->ignored_count);
    ts_json_open(&w->out, "columns", '[');
    for (size_t i = 0; i < table->column_count; i++) {
        ts_json_line(&w->out, NULL, '{');
        ts_json_text(&w->out, "name", table->columns[i].name);
        ts_json_text(&w->out, "type", ts_ledger_column_type(table->columns[i].type));
        ts_json_text(&w->out, "by", table->columns[i].declared ? "declared" : "inferred");
        ts_json_text(&w->out, "because", table->columns[i].reason);
        if (table->columns[i].missing)
            ts_json_whole(&w->out, "missing", table->columns[i].missing);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_table(writer *w, const ts_table_spec *spec)
{
    const ts_table *table = w->ledger->database ? ts_database_table(w->ledger->database, spec->name) : NULL;
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "name", spec->name);
    ts_json_text(&w->out, "file", spec->file.text);
    ts_json_text(&w->out, "source", spec->source.text);
    ts_json_text(&w->out, "vintage", spec->vintage.text);
    if (table)
        put_columns(w, table);
    ts_json_close(&w->out, '}');
}

/* ---- the pages */

static void put_cited(writer *w)
{
    ts_json_open(&w->out, "sources", '[');
    for (size_t i = 0; i < w->edition->cited_count; i++) {
        const ts_source_bound *cited = &w->edition->cited[i];
        ts_json_line(&w->out, NULL, '{');
        ts_json_whole(&w->out, "number", (size_t)cited->number);
        put_source_members(w, cited->source->name);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_parts(writer *w, const ts_page_text *text)
{
    if (!text->parts.count)
        return;
    ts_json_open(&w->out, "values", '[');
    for (size_t i = 0; i < text->parts.count; i++) {
        const ts_page_value *part = &text->parts.items[i];
        ts_json_line(&w->out, NULL, '{');
        ts_json_text(&w->out, "name", part->value);
        ts_json_text(&w->out, "rounding", part->rounding);
        if (part->source)
            ts_json_whole(&w->out, "source", (size_t)part->source);
        ts_json_whole(&w->out, "from", part->from);
        ts_json_whole(&w->out, "to", part->to);
        ts_json_whole(&w->out, "page", part->page + 1);
        ts_json_box(&w->out, "box", part->box);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_printed(writer *w, const ts_page_text *text)
{
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "key", text->key);
    ts_json_text(&w->out, "frame", text->frame);
    ts_json_text(&w->out, "tag", text->tag ? ts_tag_name(text->tag->kind) : NULL);
    ts_json_whole(&w->out, "page", text->page + 1);
    ts_json_box(&w->out, "box", text->box);
    if (text->heard)
        ts_json_flag(&w->out, "heard", true);
    if (text->alt)
        ts_json_flag(&w->out, "alt", true);
    ts_json_text(&w->out, "text", text->text);
    put_parts(w, text);
    ts_json_close(&w->out, '}');
}

static void put_texts(writer *w)
{
    ts_json_open(&w->out, "texts", '[');
    for (size_t i = 0; i < w->texts->count; i++)
        put_printed(w, &w->texts->texts[i]);
    ts_json_close(&w->out, ']');
}

/* ---- the whole */

static void note_printed(writer *w, const char *name)
{
    const char *slash = name ? strchr(name, '/') : NULL;
    const char *series = slash ? ts_arena_copy(w->arena, name, (size_t)(slash - name)) : NULL;
    if (slash)
        w->failed |= !series || !ts_map_put(w->arena, &w->printed, name, w) || !ts_map_put(w->arena, &w->printed, series, w);
}

static void read_pages(writer *w)
{
    if (!w->ledger->document)
        return;
    w->texts = ts_page_texts_collect(w->arena, w->ledger->document);
    w->failed |= !w->texts;
    for (size_t i = 0; w->texts && i < w->texts->count; i++)
        for (size_t k = 0; k < w->texts->texts[i].parts.count; k++)
            note_printed(w, w->texts->texts[i].parts.items[k].value);
}

static void put_params(writer *w)
{
    ts_json_line(&w->out, "params", '{');
    for (size_t i = 0; i < w->edition->param_count; i++) {
        const ts_binding *param = &w->edition->params[i];
        ts_json_name(&w->out, param->name);
        if (param->value.kind == TS_CELL_NUMBER)
            ts_json_number(&w->out, NULL, param->value.number);
        else
            ts_json_text(&w->out, NULL, param->value.text ? param->value.text : "");
    }
    ts_json_close(&w->out, '}');
}

static void put_head(writer *w)
{
    const ts_document *document = w->ledger->document;
    ts_json_whole(&w->out, "tearsheet-ledger", TS_LEDGER_VERSION);
    ts_json_text(&w->out, "title", w->edition->title);
    ts_json_text(&w->out, "language", w->edition->language);
    ts_json_text(&w->out, "profile", w->edition->profile ? w->edition->profile->name : NULL);
    ts_json_text(&w->out, "date", document ? document->date : w->edition->sheet->date.text);
    if (w->edition->draft)
        ts_json_flag(&w->out, "draft", true);
    put_params(w);
}

static void put_maps(writer *w)
{
    const ts_edition *edition = w->edition;
    ts_json_open(&w->out, "numbers", '[');
    for (size_t i = 0; i < edition->results.count; i++)
        put_number(w, edition->results.items[i].value);
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "series", '[');
    for (size_t i = 0; i < edition->series.count; i++)
        put_series(w, edition->series.items[i].value);
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "tables", '[');
    for (size_t i = 0; i < edition->sheet->tables.count; i++)
        put_table(w, edition->sheet->tables.items[i].value);
    ts_json_close(&w->out, ']');
}

const char *ts_ledger_text(const ts_ledger *ledger)
{
    ts_arena *arena = ledger->edition->arena;
    writer w = {.ledger = ledger, .edition = ledger->edition, .arena = arena};
    w.out = (ts_json_out){.arena = arena, .dense = ledger->form & TS_LEDGER_DENSE};
    read_pages(&w);
    ts_arena_widen(arena, &w.out.text.items, &w.out.text.capacity, 0, USUAL);
    ts_json_open(&w.out, NULL, '{');
    put_head(&w);
    put_maps(&w);
    put_cited(&w);
    if (w.texts) {
        ts_charts_put(&w.out, w.edition);
        put_texts(&w);
    }
    ts_json_close(&w.out, '}');
    return w.failed ? NULL : ts_json_whole_text(&w.out);
}
