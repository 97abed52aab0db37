#include "answer/charts.h"
#include "answer/ledger_put.h"
#include "spec/shape.h"

enum { USUAL = 128 * 1024 }; /* bytes of a ledger of two pages, with room for the next text */

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

bool ts_ledger_asks_itself(const ts_result *result)
{
    return result->stat && result->stat->method == TS_M_SQL;
}

/* ---- the whole */

static void put_params(ts_ledger_put *w)
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

static void put_head(ts_ledger_put *w)
{
    const ts_document *document = w->ledger->document;
    ts_json_text(&w->out, "title", w->edition->title);
    ts_json_text(&w->out, "language", w->edition->language);
    ts_json_text(&w->out, "profile", w->edition->profile ? w->edition->profile->name : NULL);
    ts_json_text(&w->out, "date", document ? document->date : w->edition->sheet->date.text);
    if (w->edition->draft)
        ts_json_flag(&w->out, "draft", true);
    put_params(w);
}

static void put_number(ts_ledger_put *w, const ts_ledger_number *number)
{
    ts_json_open(&w->out, NULL, '{');
    ts_ledger_put_declared(w, number);
    ts_ledger_put_found(w, number->result);
    ts_ledger_put_said(w, number);
    ts_ledger_put_input(w, number);
    ts_json_close(&w->out, '}');
}

static void put_series(ts_ledger_put *w, const ts_ledger_series *one)
{
    ts_json_open(&w->out, NULL, '{');
    ts_ledger_put_series_head(w, one->series);
    ts_ledger_put_points(w, one);
    ts_json_close(&w->out, '}');
}

/* Each number and series in one piece. */
static void put_whole(ts_ledger_put *w)
{
    ts_json_whole(&w->out, "tearsheet-ledger", TS_LEDGER_WHOLE);
    put_head(w);
    ts_json_open(&w->out, "numbers", '[');
    for (size_t i = 0; i < w->numbers.count; i++)
        put_number(w, &w->numbers.items[i]);
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "series", '[');
    for (size_t i = 0; i < w->series.count; i++)
        put_series(w, &w->series.items[i]);
    ts_json_close(&w->out, ']');
    ts_ledger_put_tables(w);
    ts_ledger_put_cited(w);
}

static void put_found_number(ts_ledger_put *w, const ts_ledger_number *number)
{
    ts_json_open(&w->out, NULL, '{');
    ts_ledger_put_found(w, number->result);
    ts_ledger_put_other_query(w, number);
    ts_ledger_put_input(w, number);
    ts_json_close(&w->out, '}');
}

static void put_found_series(ts_ledger_put *w, const ts_ledger_series *one)
{
    ts_json_open(&w->out, NULL, '{');
    ts_ledger_put_points(w, one);
    ts_json_close(&w->out, '}');
}

/* What the sheet declares, and then what the edition found of it. Gives where that begins. */
static size_t put_folded(ts_ledger_put *w)
{
    ts_json_whole(&w->out, "tearsheet-ledger", TS_LEDGER_FOLDS);
    ts_ledger_put_sheet(w);
    size_t begins = w->out.text.count;
    put_head(w);
    ts_ledger_put_caveats(w);
    ts_json_open(&w->out, "numbers", '[');
    for (size_t i = 0; i < w->declared; i++)
        put_found_number(w, &w->numbers.items[i]);
    for (size_t i = w->declared; i < w->numbers.count; i++)
        put_number(w, &w->numbers.items[i]);
    ts_json_close(&w->out, ']');
    ts_json_open(&w->out, "series", '[');
    for (size_t i = 0; i < w->series.count; i++)
        put_found_series(w, &w->series.items[i]);
    ts_json_close(&w->out, ']');
    ts_ledger_put_cited(w);
    return begins;
}

/* ---- what it is written of */

static bool add_number(ts_ledger_put *w, const ts_result *result)
{
    ts_ledger_number number = {.result = result};
    return ts_evidence_of(w->arena, w->edition, result, &number.input) && TS_PUSH(w->arena, &w->numbers, number);
}

static bool is_declared(const ts_result *result)
{
    return result->stat || result->quoted;
}

static bool add_numbers(ts_ledger_put *w, bool declared)
{
    const ts_map *results = &w->edition->results;
    for (size_t i = 0; i < results->count; i++)
        if (is_declared(results->items[i].value) == declared && !add_number(w, results->items[i].value))
            return false;
    return true;
}

static bool add_series(ts_ledger_put *w)
{
    const ts_map *all = &w->edition->series;
    for (size_t i = 0; i < all->count; i++) {
        const ts_series *series = all->items[i].value;
        ts_ledger_series one = {series, TS_ARRAY(w->arena, uint32_t, series->count), 0};
        if (!one.places || !TS_PUSH(w->arena, &w->series, one))
            return false;
    }
    return true;
}

static bool gather(ts_ledger_put *w)
{
    bool good = add_numbers(w, true);
    w->declared = w->numbers.count;
    return good && add_numbers(w, false) && add_series(w) && ts_ledger_read_pages(w) && ts_ledger_list_points(w);
}

/* Gives where what the edition found begins. */
static size_t put_ledger(ts_ledger_put *w)
{
    size_t begins = 0;
    ts_json_open(&w->out, NULL, '{');
    if (w->folded)
        begins = put_folded(w);
    else
        put_whole(w);
    if (w->texts) {
        ts_charts_put(&w->out, w->edition);
        ts_ledger_put_texts(w);
    }
    ts_json_close(&w->out, '}');
    return begins;
}

/* The text lasts; what it is written of does not. */
static const char *write_ledger(const ts_ledger *ledger, size_t *begins)
{
    ts_arena *arena = ledger->edition->arena;
    ts_scratch scratch = ts_scratch_begin(arena);
    ts_ledger_put w = {.ledger = ledger, .edition = ledger->edition, .arena = scratch.arena, .folded = begins};
    w.out = (ts_json_out){.arena = arena, .dense = w.folded || ledger->form & TS_LEDGER_DENSE};
    w.failed = !gather(&w) || !ts_arena_widen(arena, &w.out.text.items, &w.out.text.capacity, 0, USUAL);
    size_t found = w.failed ? 0 : put_ledger(&w);
    if (begins)
        *begins = found;
    ts_scratch_end(&scratch);
    return w.failed ? NULL : ts_json_whole_text(&w.out);
}

const char *ts_ledger_text(const ts_ledger *ledger)
{
    return write_ledger(ledger, NULL);
}

const char *ts_ledger_fold(const ts_ledger *ledger, size_t *begins)
{
    return write_ledger(ledger, begins);
}
