/*
 * tearsheet.c - the steps, in order: source, sheet, edition, pages, device.
 */
#include "tearsheet.h"

#include "base/outfile.h"
#include "bind/edition.h"
#include "bind/stats_print.h"
#include "device/device.h"
#include "layout/compose.h"
#include "spec/schema.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct colour_entry {
    const char *icc;
    int intent;
    const ts_colour *colour;
} colour_entry;

typedef struct stock_entry {
    ts_shown shown;
    ts_stock *stock;
} stock_entry;

enum { SET_TEXTS = 8 << 20 }; /* bytes of texts that are kept set: some twenty brochures */

struct ts_work {
    ts_arena *arena; /* sheet, tables, faces, art: as long as the work */
    ts_diags loading;
    ts_sheet *sheet;
    ts_database *database;
    struct { colour_entry *items; size_t count, capacity; } colours;
    struct { stock_entry *items; size_t count, capacity; } stocks;
    ts_typesetter *setter;
    ts_arena *edition_arena; /* of the last call */
    ts_diags diags;          /* loading's and the last call's */
    const char *why;
};

const char *ts_version(void)
{
    return TS_VERSION;
}

void ts_print_schema(FILE *out)
{
    ts_schema_print(out);
}

ts_work *ts_work_new(void)
{
    ts_work *work = calloc(1, sizeof *work);
    if (!work)
        return NULL;
    work->arena = ts_arena_new(0);
    work->setter = ts_typesetter_new(SET_TEXTS);
    if (!work->arena || !work->setter) {
        ts_work_drop(work);
        return NULL;
    }
    work->loading = ts_diags_new(work->arena);
    work->diags = work->loading;
    return work;
}

void ts_work_drop(ts_work *work)
{
    if (!work)
        return;
    ts_typesetter_drop(work->setter);
    ts_arena_drop(work->edition_arena);
    ts_arena_drop(work->arena);
    free(work);
}

static int machine(ts_work *work, const char *why)
{
    work->why = why ? why : "memory is out";
    return TEARSHEET_MACHINE;
}

static int usage(ts_work *work, const char *why)
{
    work->why = why;
    return TEARSHEET_USAGE;
}

static int status_of(ts_work *work, ts_status status)
{
    if (status == TS_MACHINE)
        return machine(work, NULL);
    return work->diags.errors ? TEARSHEET_FAULT : TEARSHEET_OK;
}

int ts_work_load(ts_work *work, const char *path)
{
    if (work->sheet)
        return usage(work, "a sheet is loaded already");
    ts_status status = ts_sheet_load(work->arena, path, &work->loading, &work->sheet);
    if (status != TS_MACHINE && work->sheet)
        status = ts_edition_tables(work->arena, work->sheet, &work->loading, &work->database);
    work->diags = work->loading;
    return status_of(work, status);
}

/* A new call: the last edition goes, the loading's diagnostics stay. */
static int begin(ts_work *work)
{
    ts_arena_drop(work->edition_arena);
    work->edition_arena = ts_arena_new(0);
    if (!work->edition_arena)
        return machine(work, NULL);
    work->why = NULL;
    work->diags = ts_diags_new(work->edition_arena);
    for (size_t i = 0; i < work->loading.count; i++)
        ts_diag_add(&work->diags, work->loading.items[i]);
    if (!work->sheet || !work->database || work->loading.errors)
        return TEARSHEET_FAULT;
    return TEARSHEET_OK;
}

static int split_settings(ts_work *work, const ts_options *options, ts_setting **settings)
{
    *settings = TS_ARRAY(work->edition_arena, ts_setting, options->setting_count);
    if (!*settings)
        return machine(work, NULL);
    for (size_t i = 0; i < options->setting_count; i++) {
        const char *text = options->settings[i], *equals = strchr(text, '=');
        if (!equals || equals == text)
            return usage(work, "a setting is written NAME=VALUE");
        (*settings)[i].name = ts_arena_copy(work->edition_arena, text, (size_t)(equals - text));
        (*settings)[i].value = equals + 1;
    }
    return TEARSHEET_OK;
}

static int make_edition(ts_work *work, const ts_options *options, ts_edition **edition)
{
    *edition = NULL;
    int begun = begin(work);
    if (begun != TEARSHEET_OK)
        return begun;
    ts_setting *settings;
    int split = split_settings(work, options, &settings);
    if (split != TEARSHEET_OK)
        return split;
    ts_edition_request request = {options->language, options->profile,      options->edition,
                                  settings,          options->setting_count, options->draft};
    ts_status status = ts_edition_make(work->edition_arena, work->sheet, work->database, &request, &work->diags, edition);
    return status_of(work, status);
}

/* ---- what editions share: profiles and faces, made when first needed */

/* Sheets without a profile of their own are still previewed in print's colours. */
static const ts_word *icc_of(const ts_sheet *sheet, const ts_profile *profile, const ts_profile **from)
{
    const ts_profile *print = ts_map_find(&sheet->profiles, "print");
    *from = profile->icc.text || !print ? profile : print;
    return &(*from)->icc;
}

static const ts_colour *find_colour(ts_work *work, const ts_profile *profile)
{
    const ts_profile *from;
    const ts_word *icc = icc_of(work->sheet, profile, &from);
    const char *path = icc->text ? ts_sheet_path(work->arena, from->folder, icc->text) : NULL;
    int intent = from->intent.given ? from->intent.value : 0;
    for (size_t i = 0; i < work->colours.count; i++) {
        const colour_entry *entry = &work->colours.items[i];
        bool same = path && entry->icc ? strcmp(path, entry->icc) == 0 : path == entry->icc;
        if (same && entry->intent == intent)
            return entry->colour;
    }
    const char *why = NULL;
    const ts_colour *colour = ts_colour_new(work->arena, path, intent, &why);
    if (!colour) {
        ts_error(&work->diags, icc->span, "icc", "cannot use the profile %s: %s", path ? path : "", why ? why : "memory is out");
        return NULL;
    }
    return TS_PUSH(work->arena, &work->colours, ((colour_entry){path, intent, colour})) ? colour : NULL;
}

static ts_stock *find_stock(ts_work *work, ts_shown shown)
{
    for (size_t i = 0; i < work->stocks.count; i++) {
        const stock_entry *entry = &work->stocks.items[i];
        if (entry->shown.colour == shown.colour && entry->shown.press == shown.press)
            return entry->stock;
    }
    ts_stock *stock = NULL;
    if (ts_stock_load(work->arena, work->sheet, &shown, &work->diags, &stock) != TS_OK)
        return NULL;
    if (!TS_PUSH(work->arena, &work->stocks, ((stock_entry){shown, stock})))
        return NULL;
    return stock;
}

/* ---- pages */

typedef struct made {
    ts_edition *edition;
    ts_document *document;
    const ts_colour *colour;
    ts_fit_report fits;
} made;

/* The sheet's date, else the given second, else the beginning of time: the clock is never read. */
static const char *date_of(ts_work *work, const ts_options *options)
{
    if (work->sheet->date.text)
        return work->sheet->date.text;
    time_t seconds = options->epoch >= 0 ? (time_t)options->epoch : 0;
    struct tm parts;
    char text[32];
    if (!gmtime_r(&seconds, &parts) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts))
        return "1970-01-01";
    return ts_arena_text(work->edition_arena, text);
}

static const char *ledger_of(ts_work *work, const ts_edition *edition)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return NULL;
    ts_stats_print(memory, edition, TS_STATS_JSON);
    bool good = fclose(memory) == 0;
    const char *ledger = good ? ts_arena_copy(work->edition_arena, text, size) : NULL;
    free(text);
    return ledger;
}

static int compose(ts_work *work, const ts_options *options, made *out)
{
    int status = make_edition(work, options, &out->edition);
    if (status != TEARSHEET_OK && (status != TEARSHEET_FAULT || !out->edition))
        return status;
    out->colour = find_colour(work, out->edition->profile);
    ts_stock *stock = out->colour ? find_stock(work, (ts_shown){out->colour, out->edition->profile->cmyk}) : NULL;
    if (!stock)
        return work->diags.errors ? TEARSHEET_FAULT : machine(work, NULL);
    ts_composition with = {stock, work->setter, out->edition, &work->diags, &out->fits};
    ts_status composed = ts_compose(work->edition_arena, &with, &out->document);
    if (composed == TS_MACHINE)
        return machine(work, NULL);
    if (out->document) {
        out->document->date = date_of(work, options);
        out->document->producer = "tearsheet " TS_VERSION;
        out->document->ledger = ledger_of(work, out->edition);
    }
    bool warned = work->diags.warnings && (out->edition->profile->refuse & TS_REFUSE_WARNINGS);
    return work->diags.errors || warned ? TEARSHEET_FAULT : TEARSHEET_OK;
}

int ts_work_check(ts_work *work, const ts_options *options)
{
    made out = {0};
    return compose(work, options, &out);
}

/* The index of a word of a list that ends with NULL, or its length. */
static size_t place_in(const char *const *words, const char *word)
{
    size_t at = 0;
    while (words[at] && strcmp(words[at], word) != 0)
        at++;
    return at;
}

int ts_work_fit(ts_work *work, const ts_options *options, const char *format, FILE *out)
{
    static const char *const names[] = {"text", "json", NULL};
    size_t kind = place_in(names, format);
    if (!names[kind])
        return usage(work, "the format of check is text or json");
    made all = {0};
    int status = compose(work, options, &all);
    if (all.document)
        ts_fit_print(out, &all.fits, all.edition->language, (ts_fit_format)kind);
    return status;
}

int ts_work_stats(ts_work *work, const ts_options *options, const char *format, FILE *out)
{
    static const char *const names[] = {"table", "json", "csv", NULL};
    size_t kind = place_in(names, format);
    if (!names[kind])
        return usage(work, "the format of stats is table, json or csv");
    ts_edition *edition;
    int status = make_edition(work, options, &edition);
    if (edition)
        ts_stats_print(out, edition, (ts_stats_format)kind);
    return status;
}

/* ---- devices */

ts_file_kind ts_file_kind_of(const char *name)
{
    static const struct { const char *ending; ts_file_kind kind; } kinds[] = {
        {".pdf", TS_FILE_PDF}, {".png", TS_FILE_PNG}, {".svg", TS_FILE_SVG}, {".trace", TS_FILE_TRACE}};
    size_t length = strlen(name);
    if (strcmp(name, "-") == 0)
        return TS_FILE_PDF;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i].ending);
        if (length > n && strcmp(name + length - n, kinds[i].ending) == 0)
            return kinds[i].kind;
    }
    return TS_FILE_UNKNOWN;
}

static ts_status write_pdf(ts_work *work, const made *out, const ts_options *options, const ts_writer *writer,
                           const char **why)
{
    const ts_profile *profile = out->edition->profile;
    ts_pdf_options pdf = {.colour = out->colour, .cmyk = profile->cmyk, .tags = profile->tags,
                          .links = profile->links, .bleed = profile->bleed,
                          .marks = options->marks ? profile->marks : 0,
                          .spots_to_process = profile->spots_to_process};
    ts_document document = *out->document;
    if (options->page > 0) {
        document.pages += options->page - 1;
        document.page_count = 1;
    }
    ts_document_prune(&document);
    return ts_pdf_write(work->edition_arena, &document, &pdf, writer, why);
}

static ts_status write_kind(ts_work *work, const made *out, const ts_options *options, ts_file_kind kind, size_t page,
                            const ts_writer *writer)
{
    const char *why = NULL;
    ts_raster_options raster = {out->colour, options->dpi > 0 ? options->dpi : 150, false};
    ts_status status = TS_USAGE;
    switch (kind) {
    case TS_FILE_PDF: status = write_pdf(work, out, options, writer, &why); break;
    case TS_FILE_PNG: status = ts_png_write(work->edition_arena, out->document, page, &raster, writer, &why); break;
    case TS_FILE_SVG: status = ts_svg_write(work->edition_arena, out->document, page, &raster, writer, &why); break;
    case TS_FILE_TRACE: status = ts_trace_write(work->edition_arena, out->document, writer); break;
    default: why = "the file's name ends in .pdf, .png, .svg or .trace"; break;
    }
    if (status == TS_FAULT) /* what a device refuses is the sheet's fault, too */
        ts_error(&work->diags, (ts_span){work->sheet->source, 0, 0}, "device", "%s", why ? why : "it cannot be written");
    else if (status != TS_OK)
        work->why = why ? why : "the output could not be written";
    return status;
}

static bool one_file_a_page(ts_file_kind kind)
{
    return kind == TS_FILE_PNG || kind == TS_FILE_SVG;
}

static int check_page(ts_work *work, const made *out, const ts_options *options)
{
    if (options->page < 0 || (size_t)options->page > out->document->page_count)
        return usage(work, "the sheet has no such page");
    return TEARSHEET_OK;
}

int ts_work_render(ts_work *work, const ts_options *options, ts_file_kind kind, ts_write_bytes write, void *user)
{
    made out = {0};
    int status = compose(work, options, &out);
    if (status == TEARSHEET_OK)
        status = check_page(work, &out, options);
    if (status != TEARSHEET_OK)
        return status;
    ts_writer writer = {write, user};
    size_t page = options->page > 0 ? (size_t)options->page - 1 : 0;
    return (int)write_kind(work, &out, options, kind, page, &writer);
}

/* "brochure-{page}.png" -> "brochure-2.png" */
static char *page_name(ts_arena *arena, const char *file, size_t page)
{
    const char *slot = strstr(file, "{page}");
    if (!slot)
        return ts_arena_text(arena, file);
    return ts_arena_print(arena, "%.*s%zu%s", (int)(slot - file), file, page + 1, slot + strlen("{page}"));
}

static int write_file(ts_work *work, const made *out, const ts_options *options, const char *file, size_t page)
{
    const char *why = NULL, *name = page_name(work->edition_arena, file, page);
    ts_outfile *target = name ? ts_outfile_open(name, &why) : NULL;
    if (!target)
        return machine(work, ts_arena_print(work->edition_arena, "cannot write %s: %s", name ? name : file, why));
    ts_writer writer = {ts_outfile_write, target};
    ts_status status = write_kind(work, out, options, ts_file_kind_of(file), page, &writer);
    bool closed = ts_outfile_close(target, status == TS_OK, &why);
    if (!closed)
        return machine(work, ts_arena_print(work->edition_arena, "cannot write %s: %s", name, why));
    return (int)status;
}

static int write_pages(ts_work *work, const made *out, const ts_options *options, const char *file)
{
    bool several = one_file_a_page(ts_file_kind_of(file)) && options->page == 0;
    if (!one_file_a_page(ts_file_kind_of(file)) && strstr(file, "{page}"))
        return usage(work, "{page} in the file's name is for PNG and SVG: the other kinds hold all pages");
    if (!several)
        return write_file(work, out, options, file, options->page > 0 ? (size_t)options->page - 1 : 0);
    if (out->document->page_count > 1 && !strstr(file, "{page}"))
        return usage(work, "several pages need {page} in the file's name, or --page N");
    for (size_t i = 0; i < out->document->page_count; i++) {
        int status = write_file(work, out, options, file, i);
        if (status != TEARSHEET_OK)
            return status;
    }
    return TEARSHEET_OK;
}

static bool same_file(const char *a, const char *b)
{
    struct stat one, other;
    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A ledger never takes the place of something else. */
static int check_ledger(ts_work *work, const char *ledger, const char *file)
{
    size_t length = strlen(ledger);
    if (length < 6 || strcmp(ledger + length - 5, ".json") != 0)
        return usage(work, "the name of a ledger ends in .json");
    if (same_file(ledger, file) || same_file(ledger, work->sheet->source->name))
        return usage(work, "the ledger would overwrite the sheet or the output");
    return TEARSHEET_OK;
}

/* The ledger is opened before the pages are written and kept only with them. */
static int write_with_ledger(ts_work *work, const made *out, const ts_options *options, const char *file)
{
    const char *why = NULL;
    int status = check_ledger(work, options->ledger, file);
    if (status != TEARSHEET_OK)
        return status;
    ts_outfile *ledger = ts_outfile_open(options->ledger, &why);
    if (!ledger)
        return machine(work, ts_arena_print(work->edition_arena, "cannot write %s: %s", options->ledger, why));
    const char *text = out->document->ledger ? out->document->ledger : "";
    bool written = ts_outfile_write(ledger, text, strlen(text));
    status = written ? write_pages(work, out, options, file) : TEARSHEET_MACHINE;
    if (!ts_outfile_close(ledger, status == TEARSHEET_OK, &why) && status != TEARSHEET_USAGE)
        return machine(work, ts_arena_print(work->edition_arena, "cannot write %s: %s", options->ledger, why));
    return status;
}

const char *ts_work_edition_output(const ts_work *work, const ts_options *options)
{
    const ts_named_edition *named =
        work->sheet && options->edition ? ts_map_find(&work->sheet->editions, options->edition) : NULL;
    return named ? named->output.text : NULL;
}

int ts_work_render_file(ts_work *work, const ts_options *options, const char *file)
{
    if (ts_file_kind_of(file) == TS_FILE_UNKNOWN)
        return usage(work, "the file's name ends in .pdf, .png, .svg or .trace");
    made out = {0};
    int status = compose(work, options, &out);
    if (status == TEARSHEET_OK)
        status = check_page(work, &out, options);
    if (status != TEARSHEET_OK)
        return status;
    return options->ledger ? write_with_ledger(work, &out, options, file) : write_pages(work, &out, options, file);
}

/* ---- diagnostics */

size_t ts_work_errors(const ts_work *work)
{
    return work->diags.errors;
}

size_t ts_work_warnings(const ts_work *work)
{
    return work->diags.warnings;
}

void ts_work_print_diagnostics(ts_work *work, bool json, FILE *out)
{
    ts_diags_sort(&work->diags);
    if (json)
        ts_diags_print_json(&work->diags, out);
    else
        ts_diags_print(&work->diags, out);
}

const char *ts_work_why(const ts_work *work)
{
    return work->why;
}
