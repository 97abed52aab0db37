/*
 * tearsheet.c - the steps, in order: source, sheet, edition, pages, device.
 */
#include "work/work.h"

#include "check/preflight.h"
#include "spec/schema.h"

#include <string.h>
#include <time.h>

const char *ts_version(void)
{
    return TS_VERSION;
}

void ts_print_schema(FILE *out)
{
    TS_PLAIN_LOCALE;
    ts_schema_print(out);
}

/* What an arena failed for that is not memory. */
static const char *failure_of(const ts_work *work)
{
    const ts_arena *arenas[] = {work->edition_arena, work->own.arena, work->common->sheet_arena, work->common->shelf.arena};
    const char *why = NULL;
    for (size_t i = 0; !why && i < sizeof arenas / sizeof *arenas; i++)
        why = arenas[i] ? ts_arena_why(arenas[i]) : NULL;
    return why ? why : "memory is out";
}

int ts_work_machine(ts_work *work, const char *why)
{
    const bool cancelled = ts_work_is_cancelled(work);
    work->lacked |= !cancelled && !why;
    work->why = cancelled ? "it was cancelled" : why ? why : failure_of(work);
    return cancelled ? TEARSHEET_CANCELLED : TEARSHEET_MACHINE;
}

int ts_work_usage(ts_work *work, const char *why)
{
    work->why = why;
    return TEARSHEET_USAGE;
}

/* Once it is cancelled nothing more is handed out, and what is told then may come of that. */
static int fault(ts_work *work)
{
    return ts_work_is_cancelled(work) ? ts_work_machine(work, NULL) : TEARSHEET_FAULT;
}

int ts_work_status(ts_work *work, ts_status status)
{
    if (status == TS_MACHINE)
        return ts_work_machine(work, NULL);
    if (ts_arena_failed(work->edition_arena) || ts_arena_failed(work->own.arena))
        return ts_work_machine(work, NULL);
    return work->diags.errors ? fault(work) : ts_work_end(work);
}

static int split_setting(ts_work *work, const char *text, ts_setting *setting)
{
    const char *equals = text ? strchr(text, '=') : NULL;
    if (!equals || equals == text)
        return ts_work_usage(work, "a setting is written NAME=VALUE");
    *setting = (ts_setting){.name = ts_arena_copy(work->edition_arena, text, (size_t)(equals - text)), .value = equals + 1};
    return setting->name ? TEARSHEET_OK : ts_work_machine(work, NULL);
}

/* The row's cells, then what was set by hand, which wins. */
static int split_settings(ts_work *work, const ts_options *options, ts_edition_request *request)
{
    size_t count = 0;
    const ts_setting *cells = options->variant ? ts_variant_settings(options->variant, &count) : NULL;
    if (options->setting_count && !options->settings)
        return ts_work_usage(work, "there are no settings, but a count of them");
    ts_setting *settings = TS_ARRAY(work->edition_arena, ts_setting, count + options->setting_count);
    if (!settings)
        return ts_work_machine(work, NULL);
    for (size_t i = 0; i < count; i++)
        settings[i] = cells[i];
    for (size_t i = 0; i < options->setting_count; i++) {
        int status = split_setting(work, options->settings[i], &settings[count + i]);
        if (status != TEARSHEET_OK)
            return status;
    }
    request->settings = settings;
    request->setting_count = count + options->setting_count;
    return TEARSHEET_OK;
}

int ts_work_request(ts_work *work, const ts_options *options, ts_edition_request *request)
{
    *request = (ts_edition_request){.language = options->language, .profile = options->profile, .edition = options->edition,
                                    .draft = options->draft, .stages = work->stages, .lasting = &work->lasting, .memo = work->memo};
    if (options->variant)
        ts_variant_ask(options->variant, request);
    return split_settings(work, options, request);
}

int ts_work_settle(ts_work *work, ts_arena *arena, const ts_options *options, ts_edition **edition)
{
    ts_edition_request request;
    *edition = NULL;
    int asked = ts_work_request(work, options, &request);
    if (asked != TEARSHEET_OK)
        return asked;
    return ts_work_status(work, ts_edition_settle(arena, work->sheet, work->database, &request, &work->diags, edition));
}

int ts_work_edition(ts_work *work, const ts_options *options, ts_edition **edition)
{
    ts_edition_request request;
    *edition = NULL;
    int status = ts_work_begin(work);
    if (status == TEARSHEET_OK)
        status = ts_work_request(work, options, &request);
    if (status != TEARSHEET_OK)
        return status;
    return ts_work_status(work, ts_edition_make(work->edition_arena, work->sheet, work->database, &request, &work->diags, edition));
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

bool ts_work_preflight(ts_work *work, ts_made *made, ts_diags *diags)
{
    const ts_preflight_order order = {.document = made->document, .limits = &work->sheet->preflight, .profile = made->edition->profile,
                                      .colour = made->colour, .sheet = work->sheet->source, .draft = made->edition->draft};
    made->checked = true;
    return ts_preflight_check(&order, diags, &made->findings);
}

/* A page that has mistakes is not looked at for what may follow from them. False: memory is out. */
static bool preflight(ts_work *work, ts_made *made)
{
    return work->diags.errors || ts_work_preflight(work, made, &work->diags);
}

static int compose(ts_work *work, const ts_options *options, ts_made *out)
{
    int status = ts_work_edition(work, options, &out->edition);
    if (status != TEARSHEET_OK && (status != TEARSHEET_FAULT || !out->edition))
        return status;
    ts_stage_enter(work->stages, TS_STAGE_LOAD);
    out->colour = ts_work_colour(work, out->edition->profile, false);
    ts_stock *stock = out->colour ? ts_work_stock(work, (ts_shown){out->colour, out->edition->profile->cmyk}) : NULL;
    ts_typesetter *setter = ts_work_setter(work);
    out->stock = stock;
    if (!stock || !setter)
        return work->diags.errors ? fault(work) : ts_work_machine(work, NULL);
    ts_composition with = {stock, setter, out->edition, &work->diags, &out->fits, work->stages, work->memo};
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
    if (!ts_stock_is_whole(stock) || ts_arena_failed(work->own.arena))
        return ts_work_machine(work, NULL);
    bool warned = work->diags.warnings && (out->edition->profile->refuse & TS_REFUSE_WARNINGS);
    return work->diags.errors || warned ? fault(work) : ts_work_end(work);
}

int ts_work_compose(ts_work *work, const ts_options *options, ts_made *out)
{
    int status = compose(work, options, out);
    if (status == TEARSHEET_FAULT && options->variant)
        ts_variant_blame(work, options->variant);
    work->last = *out;
    return status;
}

int ts_work_check(ts_work *work, const ts_options *options)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
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
    TS_PLAIN_LOCALE;
    ts_diags_sort(&work->diags);
    ts_print_diagnostics(&work->diags, form, out);
}

const char *ts_work_why(const ts_work *work)
{
    return work->why;
}
