/*
 * tearsheet.c - the steps, in order: source, sheet, edition, pages, device.
 */
#include "work.h"

#include "check/preflight.h"
#include "spec/schema.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SET_TEXTS = 8 << 20 }; /* bytes of texts that are kept set: some twenty brochures */

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

int ts_work_machine(ts_work *work, const char *why)
{
    work->why = why ? why : "memory is out";
    return TEARSHEET_MACHINE;
}

int ts_work_usage(ts_work *work, const char *why)
{
    work->why = why;
    return TEARSHEET_USAGE;
}

static int status_of(ts_work *work, ts_status status)
{
    if (status == TS_MACHINE)
        return ts_work_machine(work, NULL);
    return work->diags.errors ? TEARSHEET_FAULT : TEARSHEET_OK;
}

int ts_work_load(ts_work *work, const char *path)
{
    if (work->sheet)
        return ts_work_usage(work, "a sheet is loaded already");
    ts_stage_enter(work->stages, TS_STAGE_LOAD);
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
        return ts_work_machine(work, NULL);
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
        return ts_work_machine(work, NULL);
    for (size_t i = 0; i < options->setting_count; i++) {
        const char *text = options->settings[i], *equals = strchr(text, '=');
        if (!equals || equals == text)
            return ts_work_usage(work, "a setting is written NAME=VALUE");
        (*settings)[i].name = ts_arena_copy(work->edition_arena, text, (size_t)(equals - text));
        (*settings)[i].value = equals + 1;
    }
    return TEARSHEET_OK;
}

int ts_work_edition(ts_work *work, const ts_options *options, ts_edition **edition)
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
                                  settings,          options->setting_count, options->draft, work->stages};
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

enum { ABSOLUTE = 2 }; /* of ts_colour_new */

static const ts_colour *find_colour(ts_work *work, const ts_profile *profile, bool proof)
{
    const ts_profile *from;
    const ts_word *icc = icc_of(work->sheet, profile, &from);
    const char *path = icc->text ? ts_sheet_path(work->arena, from->folder, icc->text) : NULL;
    int intent = proof ? ABSOLUTE : from->intent.given ? from->intent.value : 0;
    for (size_t i = 0; i < work->colours.count; i++) {
        const ts_colour_entry *entry = &work->colours.items[i];
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
    return TS_PUSH(work->arena, &work->colours, ((ts_colour_entry){path, intent, colour})) ? colour : NULL;
}

const ts_colour *ts_work_proof_colour(ts_work *work, const ts_made *made)
{
    return find_colour(work, made->edition->profile, true);
}

static ts_stock *find_stock(ts_work *work, ts_shown shown)
{
    for (size_t i = 0; i < work->stocks.count; i++) {
        const ts_stock_entry *entry = &work->stocks.items[i];
        if (entry->shown.colour == shown.colour && entry->shown.press == shown.press)
            return entry->stock;
    }
    ts_stock *stock = NULL;
    if (ts_stock_load(work->arena, work->sheet, &shown, &work->diags, &stock) != TS_OK)
        return NULL;
    if (!TS_PUSH(work->arena, &work->stocks, ((ts_stock_entry){shown, stock})))
        return NULL;
    return stock;
}

/* ---- pages */

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

/* A page that has mistakes is not looked at for what may follow from them. False: memory is out. */
static bool preflight(ts_work *work, const ts_made *made)
{
    const ts_preflight_order order = {.document = made->document, .limits = &work->sheet->preflight, .sheet = work->sheet->source,
                                      .press = made->edition->profile->cmyk, .draft = made->edition->draft};
    return work->diags.errors || ts_preflight_check(&order, &work->diags);
}

int ts_work_compose(ts_work *work, const ts_options *options, ts_made *out)
{
    int status = ts_work_edition(work, options, &out->edition);
    if (status != TEARSHEET_OK && (status != TEARSHEET_FAULT || !out->edition))
        return status;
    ts_stage_enter(work->stages, TS_STAGE_LOAD);
    out->colour = find_colour(work, out->edition->profile, false);
    ts_stock *stock = out->colour ? find_stock(work, (ts_shown){out->colour, out->edition->profile->cmyk}) : NULL;
    if (!stock)
        return work->diags.errors ? TEARSHEET_FAULT : ts_work_machine(work, NULL);
    ts_composition with = {stock, work->setter, out->edition, &work->diags, &out->fits, work->stages};
    ts_status composed = ts_compose(work->edition_arena, &with, &out->document);
    if (composed == TS_MACHINE)
        return ts_work_machine(work, NULL);
    if (out->document) {
        out->document->date = date_of(work, options);
        out->document->producer = "tearsheet " TS_VERSION;
        ts_stage_enter(work->stages, TS_STAGE_CHECK);
        if (!preflight(work, out))
            return ts_work_machine(work, NULL);
    }
    bool warned = work->diags.warnings && (out->edition->profile->refuse & TS_REFUSE_WARNINGS);
    return work->diags.errors || warned ? TEARSHEET_FAULT : TEARSHEET_OK;
}

int ts_work_check(ts_work *work, const ts_options *options)
{
    ts_made out = {0};
    int status = ts_work_compose(work, options, &out);
    int told = out.document ? ts_work_tell_moved(work, &out) : TEARSHEET_OK;
    return told == TEARSHEET_OK ? status : told;
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

void ts_print_diagnostics(const ts_diags *diags, ts_diagnostics_form form, FILE *out)
{
    static void (*const print[])(const ts_diags *, FILE *) = {ts_diags_print, ts_diags_print_json, ts_diags_print_github};
    if ((size_t)form < sizeof print / sizeof *print)
        print[form](diags, out);
}

void ts_work_print_diagnostics(ts_work *work, ts_diagnostics_form form, FILE *out)
{
    ts_diags_sort(&work->diags);
    ts_print_diagnostics(&work->diags, form, out);
}

const char *ts_work_why(const ts_work *work)
{
    return work->why;
}
