/*
 * render.c - pages become files: by a device for each kind, whole or not at all.
 */
#include "work/work.h"

#include "answer/ledger.h"
#include "base/digest.h"
#include "base/missing.h"
#include "base/outfile.h"
#include "device/plates.h"

#include <string.h>
#include <sys/stat.h>

ts_file_kind ts_file_kind_of(const char *name)
{
    TS_PLAIN_LOCALE;
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

/* The profile's, save that a part of a document has not all of its structure. */
static unsigned claims_of(const ts_profile *profile, const ts_options *options)
{
    static const struct { unsigned standard, claim; bool tagged; } table[] = {
        {TS_STANDARD_X4, TS_CLAIM_X4, false}, {TS_STANDARD_A2B, TS_CLAIM_A2B, false},
        {TS_STANDARD_A2A, TS_CLAIM_A2A, true}, {TS_STANDARD_UA1, TS_CLAIM_UA1, true},
        {TS_STANDARD_A3A, TS_CLAIM_A3A, true}};
    unsigned claims = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if ((profile->standards & table[i].standard) && !(table[i].tagged && options->page > 0))
            claims |= table[i].claim;
    return claims;
}

static const char *mime_of(const char *name)
{
    static const char *const kinds[][2] = {{".csv", "text/csv"}, {".json", "application/json"}, {".sqlite", "application/vnd.sqlite3"},
                                           {".sqlite3", "application/vnd.sqlite3"}, {".db", "application/vnd.sqlite3"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(dot, kinds[i][0]) == 0)
            return kinds[i][1];
    return "application/octet-stream";
}

/* A table's file under the table's name, which no other has. */
static int attach_table(ts_work *work, const ts_table_spec *spec, ts_attachment *to)
{
    const char *why = NULL, *path = ts_sheet_path(work->edition_arena, spec->folder, spec->file.text);
    const ts_source *file = path ? ts_source_read(work->edition_arena, path, &why) : NULL;
    const ts_source_spec *source = spec->source.text ? ts_map_find(&work->sheet->sources, spec->source.text) : NULL;
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!file)
        return ts_work_machine(work, ts_arena_print(work->edition_arena, "cannot attach %s: %s", path ? path : "a table", why ? why : "memory is out"));
    *to = (ts_attachment){.name = ts_arena_print(work->edition_arena, "%s%s", spec->name, dot ? dot : ""),
                          .mime = mime_of(path),
                          .description = source ? ts_arena_print(work->edition_arena, "%s, %s", source->publisher.text, source->title.text) : spec->name,
                          .bytes = file->text,
                          .size = file->length};
    return to->name && to->description ? TEARSHEET_OK : ts_work_machine(work, NULL);
}

/* An archive's file holds its ledger and the tables that it is computed from. */
static int add_attachments(ts_work *work, ts_made *made)
{
    const ts_map *tables = &work->sheet->tables;
    ts_attachment *files = TS_ARRAY(work->edition_arena, ts_attachment, tables->count + 1);
    int status = files ? TEARSHEET_OK : ts_work_machine(work, NULL);
    if (!(made->edition->profile->standards & TS_STANDARD_A3A) || status != TEARSHEET_OK)
        return status;
    const char *ledger = ts_work_ledger_text(work, made, TS_LEDGER_INDENTED);
    if (!ledger)
        return ts_work_machine(work, NULL);
    files[0] = (ts_attachment){.name = "ledger.json", .mime = "application/json", .description = "Every number, how it was computed, its sources",
                               .bytes = ledger, .size = strlen(ledger)};
    for (size_t i = 0; i < tables->count && status == TEARSHEET_OK; i++)
        status = attach_table(work, tables->items[i].value, &files[i + 1]);
    made->document->attachments = files;
    made->document->attachment_count = tables->count + 1;
    return status;
}

/* What the file is to hold of its numbers; made only where it is wanted. */
int ts_work_add_ledger(ts_work *work, ts_made *made)
{
    ts_stage_enter(work->stages, TS_STAGE_LEDGER);
    made->document->ledger = ts_ledger_fold(&(ts_ledger){made->edition, work->database, made->document, TS_LEDGER_DENSE, work->memo},
                                            &made->document->ledger_begins);
    return made->document->ledger ? add_attachments(work, made) : ts_work_machine(work, NULL);
}

static double dpi_of(const ts_options *options)
{
    return options->dpi > 0 ? options->dpi : 150;
}

static const struct { const char *word; ts_imposition imposition; } impositions[] = {{"2up", TS_IMPOSE_PAIRS},
                                                                                   {"2up-repeat", TS_IMPOSE_REPEAT}};

static ts_imposition imposition_of(const ts_options *options)
{
    for (size_t i = 0; options->impose && i < sizeof impositions / sizeof *impositions; i++)
        if (strcmp(options->impose, impositions[i].word) == 0)
            return impositions[i].imposition;
    return TS_IMPOSE_NONE;
}

/* A press sheet cannot be cut without its marks. */
static unsigned marks_of(const ts_profile *profile, const ts_options *options)
{
    return (options->marks ? profile->marks : 0) | (options->impose ? profile->marks | TS_MARK_CROP | TS_MARK_REGISTRATION : 0);
}

static ts_pdf_options pdf_of(ts_work *work, const ts_made *out, const ts_options *options)
{
    const ts_profile *profile = out->edition->profile;
    return (ts_pdf_options){.colour = out->colour, .cmyk = profile->cmyk, .tags = profile->tags && !options->impose,
                            .links = profile->links, .bleed = profile->bleed,
                            .marks = marks_of(profile, options), .impose = imposition_of(options),
                            .spots_to_process = profile->spots_to_process, .image_ppi = (int)profile->image_ppi.value,
                            .claims = claims_of(profile, options), .intent_name = profile->condition.text,
                            .stages = work->stages, .memo = work->memo};
}

unsigned ts_work_claims(ts_work *work, const ts_made *made, const ts_options *options)
{
    ts_pdf_options pdf = pdf_of(work, made, options);
    return ts_pdf_claims(made->document, &pdf);
}

static ts_status write_pdf(ts_work *work, const ts_made *out, const ts_options *options, const ts_writer *writer,
                           const char **why)
{
    ts_pdf_options pdf = pdf_of(work, out, options);
    ts_document document = *out->document;
    if (options->page > 0) {
        document.pages += options->page - 1;
        document.first_number = (size_t)options->page;
        document.page_count = 1;
    }
    ts_document_prune(&document);
    return ts_pdf_write(work->edition_arena, &document, &pdf, writer, why);
}

static ts_status write_plates(ts_work *work, const ts_made *out, const ts_options *options, const ts_wanted *wanted, const char **why)
{
    const ts_colour *colour = options->proof ? ts_work_colour(work, out->edition->profile, true) : out->colour;
    const ts_plates_order order = {.document = out->document, .page = wanted->page, .box = ts_raster_box(out->document->pages[wanted->page], false),
                                   .dpi = dpi_of(options), .colour = colour, .spots_to_process = out->edition->profile->spots_to_process};
    if (!colour)
        return TS_FAULT;
    return options->proof ? ts_proof_write(work->edition_arena, &order, wanted->writer, why)
                          : ts_plate_write(work->edition_arena, &order, options->plate, wanted->writer, why);
}

static ts_status write_png(ts_work *work, const ts_made *out, const ts_options *options, const ts_wanted *wanted, const char **why)
{
    const ts_raster_options raster = {out->colour, dpi_of(options), false};
    if (options->plate || options->proof)
        return write_plates(work, out, options, wanted, why);
    return ts_png_write(work->edition_arena, out->document, wanted->page, &raster, wanted->writer, why);
}

static ts_status write_kind(ts_work *work, const ts_made *out, const ts_options *options, const ts_wanted *wanted)
{
    const char *why = NULL;
    const ts_raster_options raster = {out->colour, dpi_of(options), false};
    const ts_writer *writer = wanted->writer;
    ts_status status = TS_USAGE;
    switch (wanted->kind) {
    case TS_FILE_PDF: status = write_pdf(work, out, options, writer, &why); break;
    case TS_FILE_PNG: status = write_png(work, out, options, wanted, &why); break;
    case TS_FILE_SVG: status = ts_svg_write(work->edition_arena, out->document, wanted->page, &raster, writer, &why); break;
    case TS_FILE_TRACE: status = ts_trace_write(work->edition_arena, out->document, writer); break;
    default: why = "the file's name ends in .pdf, .png, .svg or .trace"; break;
    }
    if (status == TS_OK && !ts_stock_is_whole(out->stock))
        status = TS_MACHINE;
    if (status == TS_FAULT) /* what a device refuses is the sheet's fault, too */
        ts_error(&work->diags, (ts_span){work->sheet->source, 0, 0}, "device", "%s", why ? why : "it cannot be written");
    else if (status != TS_OK)
        work->why = why ? why : ts_stock_is_whole(out->stock) ? "the output could not be written" : "memory is out";
    return status;
}

static bool one_file_a_page(ts_file_kind kind)
{
    return kind == TS_FILE_PNG || kind == TS_FILE_SVG;
}

/* The sentence was found already. */
static int status_of(ts_work *work, ts_status status)
{
    bool ended = status == TS_MACHINE || (status == TS_FAULT && ts_work_is_cancelled(work));
    return ended ? ts_work_machine(work, work->why) : (int)status;
}

int ts_work_write(ts_work *work, const ts_made *made, const ts_options *options, const ts_wanted *wanted)
{
    return status_of(work, write_kind(work, made, options, wanted));
}

static int check_plates(ts_work *work, const ts_made *out, const ts_options *options, ts_file_kind kind)
{
    if (kind != TS_FILE_PNG)
        return ts_work_usage(work, "plates and proofs are PNG files");
    if (options->plate && options->proof)
        return ts_work_usage(work, "a proof shows all plates: ask for one or the other");
    if (!out->edition->profile->cmyk)
        return ts_work_usage(work, "only a profile of inks has plates; this one shows colours of a screen");
    return TEARSHEET_OK;
}

static int refuse_page(ts_work *work, size_t count)
{
    return ts_work_usage(work, ts_arena_print(work->edition_arena, "the edition has no such page: it has %zu page%s", count, count == 1 ? "" : "s"));
}

int ts_work_check_order(ts_work *work, const ts_made *out, const ts_options *options, ts_file_kind kind)
{
    bool press = kind == TS_FILE_PDF && out->edition->profile->cmyk;
    if (options->page < 0 || (size_t)options->page > out->document->page_count)
        return refuse_page(work, out->document->page_count);
    if (!(options->dpi >= 0))
        return ts_work_usage(work, "a resolution is a number of pixels an inch, or 0 for the usual one");
    if (options->impose && imposition_of(options) == TS_IMPOSE_NONE)
        return ts_work_usage(work, "pages are imposed 2up (the two sides of a leaf) or 2up-repeat (each page twice)");
    if (!press && (options->impose || options->marks))
        return ts_work_usage(work, "printers' marks and press sheets are for a PDF of a profile in inks");
    return options->plate || options->proof ? check_plates(work, out, options, kind) : TEARSHEET_OK;
}

int ts_work_render(ts_work *work, const ts_options *options, ts_file_kind kind, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    if (options->ledger)
        return ts_work_usage(work, "a ledger is written beside files: ask ts_work_render_file, or ts_work_write_stats for its bytes");
    ts_made out = {0};
    int status = ts_work_compose(work, options, &out);
    if (status == TEARSHEET_OK)
        status = ts_work_check_order(work, &out, options, kind);
    if (status != TEARSHEET_OK)
        return status;
    status = kind == TS_FILE_PDF ? ts_work_add_ledger(work, &out) : TEARSHEET_OK;
    if (status != TEARSHEET_OK)
        return status;
    status = ts_work_tell_file(work, NULL, 0, 1);
    if (status != TEARSHEET_OK)
        return status;
    ts_writer writer = {write, user};
    size_t page = options->page > 0 ? (size_t)options->page - 1 : 0;
    return status_of(work, write_kind(work, &out, options, &(ts_wanted){kind, page, &writer}));
}

/* "brochure-{page}.png" -> "brochure-2.png" */
static char *page_name(ts_arena *arena, const char *file, size_t page)
{
    const char *slot = strstr(file, "{page}");
    if (!slot)
        return ts_arena_text(arena, file);
    return ts_arena_print(arena, "%.*s%zu%s", (int)(slot - file), file, page + 1, slot + strlen("{page}"));
}

typedef struct order { /* of files: what they show, and who hears of each that is whole */
    ts_work *work;
    const ts_made *made;
    const ts_options *options;
    const ts_output *outputs;
    size_t count;
    ts_file_written written; /* NULL: nobody */
    void *user;
} order;

typedef struct sink { /* bytes on their way to a file, counted */
    ts_outfile *file;
    ts_digest *digest; /* NULL: nobody asks */
    unsigned long long bytes;
} sink;

static bool pour(void *user, const void *bytes, size_t count)
{
    sink *to = user;
    if (to->digest)
        ts_digest_add(to->digest, bytes, count);
    to->bytes += count;
    return ts_outfile_write(to->file, bytes, count);
}

int ts_work_cannot_write(ts_work *work, const char *name, const char *why)
{
    ts_arena *arena = work->edition_arena;
    size_t gone = ts_missing_folder(name);
    return ts_work_machine(work, gone ? ts_arena_print(arena, "cannot write %s: there is no folder %.*s; make it first", name, (int)gone, name)
                                      : ts_arena_print(arena, "cannot write %s: %s", strcmp(name, "-") == 0 ? "standard output" : name,
                                                       why ? why : "memory is out"));
}

static int would_overwrite(ts_work *work, const char *file, const char *input)
{
    return ts_work_usage(work, ts_arena_print(work->edition_arena, "%s would overwrite %s, which the sheet is made of", file, input));
}

static int write_file(const order *o, const char *file, size_t page)
{
    ts_work *work = o->work;
    const char *why = NULL, *name = page_name(work->edition_arena, file, page), *input = name ? ts_work_input_at(work, name) : NULL;
    if (input)
        return would_overwrite(work, name, input);
    sink to = {.file = name ? ts_outfile_open(name, &why) : NULL,
               .digest = o->written ? ts_digest_new(work->edition_arena) : NULL};
    if (!to.file)
        return ts_work_cannot_write(work, name ? name : file, why);
    ts_writer writer = {pour, &to};
    bool ready = to.digest || !o->written;
    const ts_wanted wanted = {ts_file_kind_of(file), page, &writer};
    ts_status status = ready ? write_kind(work, o->made, o->options, &wanted) : TS_MACHINE;
    if (!ts_outfile_close(to.file, status == TS_OK, &why))
        return ts_work_cannot_write(work, name, why);
    if (status != TS_OK || !o->written)
        return status_of(work, status);
    char hex[TS_DIGEST_HEX];
    ts_digest_end(to.digest, hex);
    o->written(o->user, name, to.bytes, hex);
    return TEARSHEET_OK;
}

static int write_pages(const order *o, const char *file)
{
    const ts_options *options = o->options;
    bool several = one_file_a_page(ts_file_kind_of(file)) && options->page == 0;
    if (!one_file_a_page(ts_file_kind_of(file)) && strstr(file, "{page}"))
        return ts_work_usage(o->work, "{page} in the file's name is for PNG and SVG: the other kinds hold all pages");
    if (!several)
        return write_file(o, file, options->page > 0 ? (size_t)options->page - 1 : 0);
    if (o->made->document->page_count > 1 && !strstr(file, "{page}"))
        return ts_work_usage(o->work, "several pages need {page} in the file's name, or --page N");
    for (size_t i = 0; i < o->made->document->page_count; i++) {
        int status = write_file(o, file, i);
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

static int write_output(const order *o, size_t at)
{
    const ts_output *output = &o->outputs[at];
    ts_options own = *o->options;
    order one = *o;
    own.page = output->page ? output->page : own.page;
    own.dpi = output->dpi == 0 ? own.dpi : output->dpi;
    one.options = &own;
    int status = ts_work_check_order(o->work, o->made, &own, ts_file_kind_of(output->file));
    if (status == TEARSHEET_OK)
        status = ts_work_tell_file(o->work, output->file, at, o->count);
    return status == TEARSHEET_OK ? write_pages(&one, output->file) : status;
}

static int write_outputs(const order *o)
{
    int status = TEARSHEET_OK;
    for (size_t i = 0; i < o->count && status == TEARSHEET_OK; i++)
        status = write_output(o, i);
    return status;
}

/* A ledger never takes the place of something else. */
static int check_ledger(const order *o)
{
    ts_work *work = o->work;
    const char *ledger = o->options->ledger;
    size_t length = strlen(ledger);
    if (length < 6 || strcmp(ledger + length - 5, ".json") != 0)
        return ts_work_usage(work, "the name of a ledger ends in .json");
    const char *input = ts_work_input_at(work, ledger);
    if (input)
        return would_overwrite(work, ledger, input);
    for (size_t i = 0; i < o->count; i++)
        if (same_file(ledger, o->outputs[i].file))
            return ts_work_usage(work, "the ledger would overwrite the output");
    return TEARSHEET_OK;
}

/* The ledger is opened before the pages are written and kept only with them. */
static int write_with_ledger(const order *o)
{
    ts_work *work = o->work;
    const char *why = NULL, *name = o->options->ledger;
    int status = check_ledger(o);
    const char *text = status == TEARSHEET_OK ? ts_work_ledger_text(work, o->made, TS_LEDGER_INDENTED) : NULL;
    if (!text)
        return status == TEARSHEET_OK ? ts_work_machine(work, NULL) : status;
    ts_outfile *ledger = ts_outfile_open(name, &why);
    if (!ledger)
        return ts_work_cannot_write(work, name, why);
    bool written = ts_outfile_write(ledger, text, strlen(text));
    status = written ? write_outputs(o) : TEARSHEET_MACHINE;
    bool closed = ts_outfile_close(ledger, status == TEARSHEET_OK, &why);
    return written && (closed || status != TEARSHEET_OK) ? status : ts_work_cannot_write(work, name, why);
}

static int write_order(const order *o)
{
    return o->options->ledger ? write_with_ledger(o) : write_outputs(o);
}

size_t ts_work_page_count(const ts_work *work)
{
    return work->sheet ? work->sheet->pages.count : 0;
}

size_t ts_work_least_pages(const ts_work *work)
{
    size_t count = 0;
    for (size_t i = 0; i < ts_work_page_count(work); i++)
        count += !work->sheet->pages.items[i]->when.text;
    return count;
}

const char *ts_work_edition_output(const ts_work *work, const ts_options *options)
{
    ts_options whole;
    const bool good = ts_options_widen(&whole, options);
    options = &whole;
    const ts_named_edition *named =
        good && work->sheet && options->edition ? ts_map_find(&work->sheet->editions, options->edition) : NULL;
    return named ? named->output.text : NULL;
}

int ts_work_render_file(ts_work *work, const ts_options *options, const char *file)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    if (ts_file_kind_of(file) == TS_FILE_UNKNOWN)
        return ts_work_usage(work, "the file's name ends in .pdf, .png, .svg or .trace");
    ts_made out = {0};
    int status = ts_work_compose(work, options, &out);
    if (status == TEARSHEET_OK)
        status = ts_work_check_order(work, &out, options, ts_file_kind_of(file));
    if (status != TEARSHEET_OK)
        return status;
    status = ts_file_kind_of(file) == TS_FILE_PDF ? ts_work_add_ledger(work, &out) : TEARSHEET_OK;
    status = status == TEARSHEET_OK ? ts_work_tell_moved(work, &out) : status;
    if (status != TEARSHEET_OK)
        return status;
    const ts_output output = {.file = file};
    const order one = {work, &out, options, &output, 1, NULL, NULL};
    return write_order(&one);
}

int ts_work_render_files(ts_work *work, const ts_options *options, const ts_output *outputs, size_t count,
                         ts_file_written written, void *user)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    bool pdf = false;
    for (size_t i = 0; i < count; i++) {
        if (ts_file_kind_of(outputs[i].file) == TS_FILE_UNKNOWN)
            return ts_work_usage(work, "the file's name ends in .pdf, .png, .svg or .trace");
        pdf |= ts_file_kind_of(outputs[i].file) == TS_FILE_PDF;
    }
    ts_made out = {0};
    int status = ts_work_compose(work, options, &out);
    if (status == TEARSHEET_OK && pdf)
        status = ts_work_add_ledger(work, &out);
    if (status == TEARSHEET_OK)
        status = ts_work_tell_moved(work, &out);
    const order all = {work, &out, options, outputs, count, written, user};
    return status == TEARSHEET_OK ? write_order(&all) : status;
}

