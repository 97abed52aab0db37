/*
 * variants.c - the rows of a CSV file, each an edition of the sheet: read, checked against the sheet's parameters
 * and decks, and settled, before any of them is drawn.
 */
#include "work/work.h"

#include "base/magic.h"
#include "base/utf8.h"
#include "data/records.h"
#include "spec/value.h"

#include <string.h>

struct ts_variant_cells {
    ts_span row, *columns;     /* of a row's first cell; one for each head */
    const char *const *heads;
    size_t column_count;
    ts_setting *settings;      /* parameters, "expect:STAT", "copy:KEY" */
    size_t setting_count;
    const char *language, *profile; /* NULL: the cell is empty, or there is none */
    ts_span language_span, profile_span;
};

enum { VARIANTS_LIMIT = 100000 };

typedef struct reading {
    ts_work *work;
    const ts_options *options;
    const ts_source *source;
    ts_records *records;
    ts_arena *file, *scratch; /* file: what holds it open; scratch: of one row's settling */
    const char **heads;
    size_t head_count, id; /* id: its column */
    struct { ts_variant *items; size_t count, capacity; } rows;
    ts_map ids; /* id -> ts_variant_cells of the first row that has it */
} reading;

/* The file is UTF-8, so that a place in a record is a place in the text. */
static ts_span span_of(const reading *r, const ts_record_place *place)
{
    size_t begin = (size_t)place->at + place->column, end = begin + place->length;
    size_t last = r->source->length;
    begin = begin < last ? begin : last;
    return (ts_span){r->source, (uint32_t)begin, (uint32_t)(end < last ? end : last)};
}

/* ---- heads */

static bool names_setting(const char *head)
{
    return ts_setting_stat(head) || ts_setting_copy(head);
}

static bool is_said(const ts_map *decks, const char *key)
{
    for (size_t i = 0; i < decks->count; i++)
        if (ts_map_find(&((const ts_deck *)decks->items[i].value)->copy, key))
            return true;
    return false;
}

/* Told once, at the head; a key that one language lacks is told where a row asks for it. */
static void check_setting(reading *r, const char *head, ts_span span)
{
    const ts_sheet *sheet = r->work->sheet;
    const char *stat = ts_setting_stat(head), *key = ts_setting_copy(head);
    const ts_deck *first = sheet->decks.count ? sheet->decks.items[0].value : NULL;
    if (stat && !ts_map_find(&sheet->stats, stat))
        ts_error_near(&r->work->diags, span, "variants", ts_map_nearest(&sheet->stats, stat), "\"%s\" expects of an unknown statistic", head);
    if (key && !is_said(&sheet->decks, key))
        ts_error_near(&r->work->diags, span, "variants", first ? ts_map_nearest(&first->copy, key) : NULL, "no deck has a text \"%s\"", key);
}

static bool is_known(const ts_sheet *sheet, const char *head)
{
    static const char *const own[] = {"id", "language", "profile"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(head, own[i]) == 0)
            return true;
    return names_setting(head) || ts_map_find(&sheet->params, head);
}

static const char *likely_head(const reading *r, const char *head)
{
    const ts_map *params = &r->work->sheet->params;
    const char **names = TS_ARRAY(r->work->edition_arena, const char *, params->count + 3);
    size_t count = 0;
    if (!names)
        return NULL;
    names[count++] = "id";
    names[count++] = "language";
    names[count++] = "profile";
    for (size_t i = 0; i < params->count; i++)
        names[count++] = params->items[i].name;
    return ts_nearest(names, count, head);
}

/* One that was told of with this as what is likely meant. */
static bool has_nearly_id(const reading *r)
{
    for (size_t i = 0; i < r->head_count; i++) {
        const char *likely = is_known(r->work->sheet, r->heads[i]) ? NULL : likely_head(r, r->heads[i]);
        if (likely && strcmp(likely, "id") == 0)
            return true;
    }
    return false;
}

static size_t find_head(const reading *r, const char *head)
{
    size_t at = 0;
    while (at < r->head_count && strcmp(r->heads[at], head) != 0)
        at++;
    return at;
}

static bool take_head(reading *r, const ts_field *field)
{
    const char *head = ts_arena_text(r->work->own.arena, field->text);
    ts_span span = span_of(r, &field->place);
    if (!head)
        return false;
    if (find_head(r, head) < r->head_count)
        ts_error(&r->work->diags, span, "variants", "\"%s\" heads two columns", head);
    else if (!is_known(r->work->sheet, head))
        ts_error_near(&r->work->diags, span, "variants", likely_head(r, head),
                      "unknown column \"%s\": a column is id, language, profile, a parameter, expect:STAT or copy:KEY", head);
    else
        check_setting(r, head, span);
    r->heads[r->head_count++] = head;
    return true;
}

static void tell_fault(reading *r)
{
    ts_error(&r->work->diags, span_of(r, &r->records->fault_place), "variants", "%s", r->records->fault);
}

/* What parts the heads where no comma does; 0: nothing. */
static char other_separator(const ts_records *records)
{
    const char *head = records->count == 1 ? records->fields[0].text : "";
    return strchr(head, ';') ? ';' : strchr(head, '\t') ? '\t' : '\0';
}

/* False: memory is out. Without an id there are no rows to read. */
static bool read_heads(reading *r)
{
    ts_records_event event = ts_records_next(r->records, 0);
    if (event == TS_RECORD_FAULT)
        tell_fault(r);
    if (event != TS_RECORD_READ) {
        if (event == TS_RECORDS_END)
            ts_error(&r->work->diags, (ts_span){r->source, 0, 0}, "variants", "the file is empty: its first row names the columns");
        return event != TS_RECORDS_BROKEN;
    }
    r->heads = TS_ARRAY(r->work->own.arena, const char *, r->records->count);
    char separator = other_separator(r->records);
    if (separator) {
        ts_error(&r->work->diags, span_of(r, &r->records->fields[0].place), "variants",
                 "the columns of this file are parted by %s, and here by commas only: export it with commas", separator == ';' ? "\";\"" : "tabs");
        return r->heads;
    }
    for (size_t i = 0; r->heads && i < r->records->count; i++)
        if (!take_head(r, &r->records->fields[i]))
            return false;
    r->id = find_head(r, "id");
    if (r->id == r->head_count && !has_nearly_id(r))
        ts_error(&r->work->diags, (ts_span){r->source, 0, 0}, "variants", "no column \"id\": it names each edition");
    return r->heads;
}

/* ---- rows */

static bool take_cell(reading *r, ts_variant *row, ts_variant_cells *cells, size_t column)
{
    const ts_field *field = &r->records->fields[column];
    const char *head = r->heads[column], *text = ts_arena_text(r->work->own.arena, field->text);
    ts_span span = cells->columns[column] = span_of(r, &field->place);
    if (!text)
        return false;
    if (column == r->id)
        row->id = text;
    else if (!*text)
        return true; /* as if the column were not there */
    else if (strcmp(head, "language") == 0) {
        cells->language = text;
        cells->language_span = span;
    } else if (strcmp(head, "profile") == 0) {
        cells->profile = text;
        cells->profile_span = span;
    } else {
        cells->settings[cells->setting_count++] = (ts_setting){head, text, span};
    }
    return true;
}

static ts_variant_cells *new_cells(reading *r)
{
    ts_arena *arena = r->work->own.arena;
    ts_variant_cells *cells = TS_NEW(arena, ts_variant_cells);
    if (!cells)
        return NULL;
    *cells = (ts_variant_cells){.row = span_of(r, &r->records->fields[0].place),
                                .columns = TS_ARRAY(arena, ts_span, r->head_count),
                                .heads = r->heads,
                                .column_count = r->head_count,
                                .settings = TS_ARRAY(arena, ts_setting, r->head_count)};
    return cells->columns && cells->settings ? cells : NULL;
}

static bool check_id(reading *r, const ts_variant *row)
{
    ts_diags *diags = &r->work->diags;
    ts_span span = row->cells->columns[r->id];
    const ts_variant_cells *first = ts_map_find(&r->ids, row->id);
    if (!*row->id)
        ts_error(diags, span, "variants", "a row without an id");
    else if (first)
        ts_error(diags, span, "variants", "the id \"%s\" is that of line %zu already", row->id,
                 ts_source_place(r->source, first->row.begin).line);
    else
        return ts_map_put(r->work->own.arena, &r->ids, row->id, (void *)(uintptr_t)row->cells);
    return true;
}

/* What the row's edition has in the end, defaults and --set included; its mistakes are told with their cells. */
static bool settle(reading *r, ts_variant *row)
{
    ts_options options = *r->options;
    ts_edition *edition;
    ts_arena_reset(r->scratch);
    options.variant = row;
    ts_arena *arena = r->work->own.arena;
    if (ts_work_settle(r->work, r->scratch, &options, &edition) == TEARSHEET_MACHINE)
        return false;
    if (!edition)
        return true;
    ts_variant_parameter *all = TS_ARRAY(arena, ts_variant_parameter, edition->param_count);
    for (size_t i = 0; all && i < edition->param_count; i++) {
        const ts_binding *param = &edition->params[i];
        const char *text = param->value.text ? param->value.text : "";
        if (param->value.kind == TS_CELL_NUMBER && !*text)
            text = ts_arena_print(r->scratch, "%.15g", param->value.number);
        all[i] = (ts_variant_parameter){param->name, ts_arena_text(arena, text)};
    }
    row->parameters = all;
    row->parameter_count = edition->param_count;
    row->language = ts_arena_text(arena, edition->language);
    row->profile = edition->profile->name;
    return all && row->language;
}

static bool read_row(reading *r)
{
    ts_variant row = {.line = r->records->fields[0].place.line + 1};
    if (r->records->count != r->head_count) {
        ts_error(&r->work->diags, span_of(r, &r->records->fields[0].place), "variants",
                 "a row of %zu cell%s under %zu head%s", r->records->count, r->records->count == 1 ? "" : "s", r->head_count,
                 r->head_count == 1 ? "" : "s");
        return true;
    }
    ts_variant_cells *cells = new_cells(r);
    if (!cells)
        return false;
    for (size_t i = 0; i < r->head_count; i++)
        if (!take_cell(r, &row, cells, i))
            return false;
    row.cells = cells;
    return check_id(r, &row) && settle(r, &row) && TS_PUSH(r->work->own.arena, &r->rows, row);
}

static bool read_rows(reading *r)
{
    for (;;) {
        ts_records_event event = ts_records_next(r->records, r->head_count);
        if (event == TS_RECORDS_END || event == TS_RECORDS_BROKEN)
            return event == TS_RECORDS_END;
        if (event == TS_RECORD_FAULT)
            tell_fault(r);
        else if (!read_row(r))
            return false;
        if (r->rows.count > VARIANTS_LIMIT) {
            ts_error(&r->work->diags, r->rows.items[r->rows.count - 1].cells->row, "bounds", "more than %d rows", VARIANTS_LIMIT);
            return true;
        }
    }
}

/* What it begins with says that it is something else. */
static bool check_kind(reading *r)
{
    ts_magic magic = ts_magic_of(r->source->text, r->source->length);
    if (magic != TS_MAGIC_NONE)
        ts_error(&r->work->diags, (ts_span){0}, "variants", "%s is %s: variants are a CSV file (UTF-8)", r->source->name, ts_magic_noun(magic));
    return magic == TS_MAGIC_NONE;
}

/* No encoding can be said of it, as a sheet says one of a table. */
static bool check_encoding(reading *r)
{
    const size_t length = r->source->length, bad = ts_utf8_check(r->source->text, length);
    if (bad < length)
        ts_error(&r->work->diags, (ts_span){r->source, (uint32_t)bad, (uint32_t)bad + 1}, "variants",
                 "this is not UTF-8: save the file as UTF-8");
    return bad == length;
}

static int open_file(reading *r, const char *file)
{
    const char *why = "memory is out";
    r->source = ts_source_read(r->work->own.arena, file, &why);
    if (r->source && (!check_kind(r) || !check_encoding(r)))
        return TEARSHEET_FAULT;
    const ts_table_request request = {.name = "variants", .path = file, .separator = ','};
    r->records = r->source ? ts_csv_open(r->file, &request, &why) : NULL;
    if (r->records)
        return TEARSHEET_OK;
    ts_error(&r->work->diags, (ts_span){0}, "file", "%s cannot be read: %s", file, why);
    return TEARSHEET_FAULT;
}

static int read_all(reading *r)
{
    bool whole = read_heads(r);
    if (whole && r->id < r->head_count && !r->work->diags.errors)
        whole = read_rows(r);
    if (!whole)
        return ts_work_machine(r->work, NULL);
    if (!r->rows.count && !r->work->diags.errors)
        ts_error(&r->work->diags, (ts_span){r->source, 0, 0}, "variants", "no row below the heads");
    return r->work->diags.errors ? TEARSHEET_FAULT : TEARSHEET_OK;
}

int ts_work_read_variants(ts_work *work, const ts_options *options, const char *file, const ts_variant **variants,
                          size_t *count)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    reading r = {.work = work, .options = options};
    *variants = NULL;
    *count = 0;
    int status = ts_work_begin(work);
    if (status != TEARSHEET_OK)
        return status;
    r.scratch = ts_arena_new(0);
    r.file = ts_arena_new(0);
    if (r.file)
        ts_arena_lend(r.file, &work->common->lender);
    status = r.scratch && r.file ? open_file(&r, file) : ts_work_machine(work, NULL);
    if (status == TEARSHEET_OK)
        status = read_all(&r);
    ts_arena_drop(r.file);
    ts_arena_drop(r.scratch);
    *variants = r.rows.items;
    *count = r.rows.count;
    return status;
}

int ts_work_tell(ts_work *work, const ts_variant *variant, const char *column, const char *rule, const char *message)
{
    TS_PLAIN_LOCALE;
    const ts_variant_cells *cells = variant->cells;
    ts_span span = cells->row;
    int begun = work->diags.arena ? TEARSHEET_OK : ts_work_begin(work); /* of another work, and the first call of this one */
    if (begun > TEARSHEET_FAULT)
        return begun;
    for (size_t i = 0; column && i < cells->column_count; i++)
        if (strcmp(cells->heads[i], column) == 0)
            span = cells->columns[i];
    ts_error(&work->diags, span, rule, "%s", message);
    return TEARSHEET_FAULT;
}

/* ---- what a row asks of an edition */

void ts_variant_ask(const ts_variant *variant, ts_edition_request *request)
{
    const ts_variant_cells *cells = variant->cells;
    if (!request->language) {
        request->language = cells->language;
        request->language_span = cells->language_span;
    }
    if (!request->profile) {
        request->profile = cells->profile;
        request->profile_span = cells->profile_span;
    }
}

const ts_setting *ts_variant_settings(const ts_variant *variant, size_t *count)
{
    *count = variant->cells->setting_count;
    return variant->cells->settings;
}

/* ---- where an edition at fault comes from */

/* A name between two signs. */
static bool stands_in(const char *text, size_t length, const char *name, const char signs[2])
{
    size_t own = strlen(name);
    for (size_t i = 0; i + own + 2 <= length; i++)
        if (text[i] == signs[0] && text[i + own + 1] == signs[1] && strncmp(text + i + 1, name, own) == 0)
            return true;
    return false;
}

/* What it says names the parameter with its value: "\"year\" is 2031"; or a SELECT took it. */
static bool is_said_of(ts_arena *arena, const char *message, const ts_setting *cell)
{
    const char *is = ts_arena_print(arena, "\"%s\" is %s", cell->name, cell->value);
    const char *taken = ts_arena_print(arena, "(parameter \"%s\")", cell->name);
    return is && taken && (strstr(message, is) || strstr(message, taken));
}

/* It is about a text that the row gives; or about the parameter, or its place is a template of it: "{year}". */
static bool stands_on(ts_arena *arena, const ts_diag *diag, const ts_setting *cell)
{
    const char *key = ts_setting_copy(cell->name);
    if (diag->severity == TS_WARNING)
        return false;
    if (key)
        return stands_in(diag->message, strlen(diag->message), key, "\"\"");
    const ts_source *source = diag->span.source;
    return (source && stands_in(source->text + diag->span.begin, diag->span.end - diag->span.begin, cell->name, "{}")) ||
           is_said_of(arena, diag->message, cell);
}

static bool is_blamed(ts_work *work, const ts_setting *cell)
{
    size_t i = 0;
    while (i < work->diags.count && !stands_on(work->edition_arena, &work->diags.items[i], cell))
        i++;
    return i < work->diags.count;
}

static bool has_place_in(const ts_diags *diags, const ts_source *source)
{
    size_t i = 0;
    while (i < diags->count && diags->items[i].span.source != source)
        i++;
    return i < diags->count;
}

static void note(ts_work *work, ts_span span, const char *message)
{
    if (message)
        ts_diag_add(&work->diags, (ts_diag){.severity = TS_NOTE, .span = span, .rule = "variants", .message = message});
}

void ts_variant_blame(ts_work *work, const ts_variant *variant)
{
    const ts_variant_cells *cells = variant->cells;
    if (has_place_in(&work->diags, cells->row.source))
        return;
    bool found = false;
    for (size_t i = 0; i < cells->setting_count; i++) {
        const ts_setting *cell = &cells->settings[i];
        if (!is_blamed(work, cell))
            continue;
        note(work, cell->span,
             ts_setting_copy(cell->name) ? ts_arena_print(work->edition_arena, "in the edition of this row \"%s\" is its own", cell->name)
                                : ts_arena_print(work->edition_arena, "in the edition of this row \"%s\" is \"%s\"", cell->name, ts_value_excerpt(work->edition_arena, cell->value)));
        found = true;
    }
    if (!found)
        note(work, cells->row, "it is so in the edition of this row");
}
