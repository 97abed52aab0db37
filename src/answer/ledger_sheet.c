#include "answer/ledger_put.h"

#include "base/memo.h"
#include "base/pack.h"
#include "spec/shape.h"

#include <string.h>

/* ---- where a number comes from */

void ts_ledger_put_source(ts_ledger_put *w, const char *name)
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

typedef struct stretch { /* of the text */
    size_t from, to;
} stretch;

/* Most numbers have the sources of others. */
static void put_source(ts_ledger_put *w, const char *name)
{
    const stretch *before = ts_map_find(&w->said, name);
    if (before) {
        ts_json_again(&w->out, before->from, before->to);
        return;
    }
    stretch *own = TS_NEW(w->arena, stretch);
    ts_json_line(&w->out, NULL, '{');
    size_t from = w->out.text.count - 1;
    ts_ledger_put_source(w, name);
    ts_json_close(&w->out, '}');
    if (own)
        *own = (stretch){from, w->out.text.count};
    w->failed |= !own || !ts_map_put(w->arena, &w->said, name, own);
}

static void put_caveat(ts_ledger_put *w, const char *name)
{
    ts_json_line(&w->out, NULL, '{');
    ts_json_text(&w->out, "name", name);
    ts_json_text(&w->out, "says", ts_ledger_caveat(w->edition, name));
    ts_json_close(&w->out, '}');
}

void ts_ledger_put_caveats(ts_ledger_put *w)
{
    const ts_map *caveats = &w->edition->caveat_copies;
    ts_json_open(&w->out, "caveats", '[');
    for (size_t i = 0; i < caveats->count; i++)
        put_caveat(w, caveats->items[i].name);
    ts_json_close(&w->out, ']');
}

static void put_names(ts_ledger_put *w, const char *key, const ts_names *names)
{
    ts_json_line(&w->out, key, '[');
    for (size_t i = 0; i < names->count; i++)
        ts_json_text(&w->out, NULL, names->items[i]);
    ts_json_close(&w->out, ']');
}

static void put_each(ts_ledger_put *w, const char *key, const ts_names *names, void (*put)(ts_ledger_put *, const char *))
{
    ts_json_open(&w->out, key, '[');
    for (size_t i = 0; i < names->count; i++)
        put(w, names->items[i]);
    ts_json_close(&w->out, ']');
}

static void put_roots(ts_ledger_put *w, const ts_names *sources, const ts_names *caveats)
{
    if (w->folded) {
        put_names(w, "sources", sources);
        put_names(w, "caveats", caveats);
    } else {
        put_each(w, "sources", sources, put_source);
        put_each(w, "caveats", caveats, put_caveat);
    }
}

/* ---- numbers */

void ts_ledger_put_declared(ts_ledger_put *w, const ts_ledger_number *number)
{
    const ts_result *result = number->result;
    const char *unit = result->value.unit;
    ts_json_text(&w->out, "name", result->name);
    ts_json_text(&w->out, "kind", result->quoted ? "quoted" : "computed");
    ts_json_text(&w->out, "method", ts_ledger_method(result));
    ts_json_text(&w->out, "unit", unit);
    if (w->folded || result->value.kind == TS_VALUE_NUMBER)
        ts_json_text(&w->out, "rounding", ts_format_describe(w->arena, &result->format, unit, result->qualifier));
    ts_json_text(&w->out, "unknown", result->unknown);
}

void ts_ledger_put_said(ts_ledger_put *w, const ts_ledger_number *number)
{
    const ts_result *result = number->result;
    put_roots(w, &result->sources, &result->caveats);
    ts_json_text(&w->out, "says", result->says);
    ts_json_text(&w->out, "read", result->read);
    ts_json_text(&w->out, "means", result->means);
    ts_json_text(&w->out, "note", result->note);
    if (!w->folded || ts_ledger_asks_itself(result))
        ts_json_text(&w->out, "query", result->value.query);
    if (number->input.uses.count)
        put_names(w, "uses", &number->input.uses);
}

/* ---- series, tables */

void ts_ledger_put_series_head(ts_ledger_put *w, const ts_series *series)
{
    const ts_series_spec *spec = ts_map_find(&w->edition->sheet->series, series->name);
    const ts_roots *roots = ts_map_find(&w->edition->series_roots, series->name);
    ts_json_text(&w->out, "name", series->name);
    ts_json_text(&w->out, "unit", series->unit);
    ts_json_text(&w->out, "table", spec ? spec->table.text : NULL);
    if (roots)
        put_roots(w, &roots->sources, &roots->caveats);
}

static void put_columns(ts_ledger_put *w, const ts_table *table)
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

static void put_table(ts_ledger_put *w, const ts_table_spec *spec)
{
    const ts_table *table = w->ledger->database ? ts_database_table(w->ledger->database, spec->name) : NULL;
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "name", spec->name);
    ts_json_text(&w->out, "file", spec->file.text);
    ts_json_text(&w->out, "source", spec->source.text);
    ts_json_text(&w->out, "vintage", spec->vintage.text);
    const ts_word *alike = ts_map_find(&spec->allow, ts_doubt_words[TS_DOUBT_TWICE]);
    ts_json_text(&w->out, "twice-allowed", alike ? alike->text : NULL);
    if (table)
        put_columns(w, table);
    ts_json_close(&w->out, '}');
}

void ts_ledger_put_tables(ts_ledger_put *w)
{
    const ts_map *tables = &w->edition->sheet->tables;
    ts_json_open(&w->out, "tables", '[');
    for (size_t i = 0; i < tables->count; i++)
        put_table(w, tables->items[i].value);
    ts_json_close(&w->out, ']');
}

/* ---- all that a sheet declares */

static void put_heads(ts_ledger_put *w, const ts_series *series)
{
    ts_json_line(&w->out, "heads", '[');
    ts_json_text(&w->out, NULL, series->timed ? "time" : NULL);
    ts_json_text(&w->out, NULL, series->categorised ? "category" : NULL);
    ts_json_text(&w->out, NULL, "value");
    ts_json_close(&w->out, ']');
}

static void put_sheet(ts_ledger_put *w)
{
    const ts_map *sources = &w->edition->sheet->sources;
    ts_json_open(&w->out, "sources", '[');
    for (size_t i = 0; i < sources->count; i++)
        put_source(w, sources->items[i].name);
    ts_json_close(&w->out, ']');
    ts_ledger_put_tables(w);
    ts_json_open(&w->out, "numbers", '[');
    for (size_t i = 0; i < w->declared; i++) {
        ts_json_open(&w->out, NULL, '{');
        ts_ledger_put_declared(w, &w->numbers.items[i]);
        ts_ledger_put_said(w, &w->numbers.items[i]);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "series", '[');
    for (size_t i = 0; i < w->series.count; i++) {
        ts_json_open(&w->out, NULL, '{');
        ts_ledger_put_series_head(w, w->series.items[i].series);
        put_heads(w, w->series.items[i].series);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
    ts_json_raw(&w->out, "text-heads", TS_LEDGER_TEXT_HEADS, sizeof TS_LEDGER_TEXT_HEADS - 1);
    ts_json_raw(&w->out, "value-heads", TS_LEDGER_VALUE_HEADS, sizeof TS_LEDGER_VALUE_HEADS - 1);
}

/* ---- kept for the next edition */

typedef struct kept {
    unsigned char *cause; /* all that it follows from: addresses of what lasts, and texts */
    size_t cause_size;
    char *text;
    size_t size;
} kept;

static void pack_address(ts_pack *cause, const void *address)
{
    ts_pack_whole(cause, (uintptr_t)address);
}

/* Sheet and tables last as the memo does. Names, sources, formats and the like follow from them; which unit a method gives
 * and which columns a query has, they settle, too, but elsewhere. */
static ts_pack cause_of(const ts_ledger_put *w)
{
    ts_pack cause = {.arena = w->arena};
    pack_address(&cause, w->edition->sheet);
    pack_address(&cause, w->ledger->database);
    ts_pack_whole(&cause, w->declared);
    for (size_t i = 0; i < w->declared; i++) {
        const ts_result *result = w->numbers.items[i].result;
        pack_address(&cause, result->name);
        ts_pack_text(&cause, result->value.unit);
    }
    for (size_t i = 0; i < w->series.count; i++) {
        const ts_series *series = w->series.items[i].series;
        pack_address(&cause, ts_map_find(&w->edition->sheet->series, series->name));
        ts_pack_text(&cause, series->unit);
        ts_pack_whole(&cause, (series->timed ? 1u : 0) | (series->categorised ? 2u : 0));
    }
    return cause;
}

static const kept *find_kept(const ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES], const ts_pack *cause)
{
    const kept *known = ts_memo_find(memo, key);
    bool same = known && known->cause_size == cause->count && memcmp(known->cause, cause->items, cause->count) == 0;
    return same ? known : NULL;
}

static void keep(ts_memo *memo, const unsigned char key[TS_DIGEST_BYTES], const ts_pack *cause, const char *text, size_t size)
{
    kept *made = memo ? TS_NEW(ts_memo_arena(memo), kept) : NULL;
    if (!made)
        return;
    made->cause = (unsigned char *)ts_arena_copy(ts_memo_arena(memo), (const char *)cause->items, cause->count);
    made->text = ts_arena_copy(ts_memo_arena(memo), text, size);
    made->cause_size = cause->count;
    made->size = size;
    if (made->cause && made->text)
        ts_memo_put(memo, key, made);
}

void ts_ledger_put_sheet(ts_ledger_put *w)
{
    ts_pack cause = cause_of(w);
    unsigned char key[TS_DIGEST_BYTES];
    w->failed |= cause.failed;
    ts_memo_key("ledger", cause.items, cause.count, key);
    const kept *known = find_kept(w->ledger->memo, key, &cause);
    if (known) {
        ts_json_raw(&w->out, "sheet", known->text, known->size);
        return;
    }
    ts_json_open(&w->out, "sheet", '{');
    size_t from = w->out.text.count - 1;
    put_sheet(w);
    ts_json_close(&w->out, '}');
    if (!w->failed && !ts_arena_failed(w->arena))
        keep(w->ledger->memo, key, &cause, w->out.text.items + from, w->out.text.count - from);
}
