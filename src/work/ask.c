/*
 * ask.c - what a sheet answers: its statistics, the ledger of an edition, what
 * moved against the accepted one.
 */
#include "work/work.h"

#include "answer/account.h"
#include "answer/diff.h"
#include "answer/factcheck.h"
#include "answer/ledger.h"
#include "answer/stats_print.h"
#include "base/outfile.h"
#include "check/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

size_t ts_word_place(const char *const *words, const char *word)
{
    size_t at = 0;
    while (words[at] && strcmp(words[at], word) != 0)
        at++;
    return at;
}

/* ---- what was found */

typedef enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_HTML } report_format;

static bool print_report_json(FILE *out, const ts_report *report, const ts_fit_report *fits)
{
    ts_json_out json = {.arena = report->arena, .depth = 1, .begun = true};
    fputs("{\n  ", out);
    ts_fit_print(out, fits, report->of.edition->language, TS_FIT_JSON);
    ts_report_print_json(&json, report);
    bool good = ts_json_pour(&json, out);
    fputs("\n}\n", out);
    return good;
}

static int print_report(ts_work *work, const ts_made *made, const ts_report *report, report_format format, FILE *out)
{
    const char *why = NULL;
    if (format == REPORT_JSON) {
        if (!print_report_json(out, report, &made->fits))
            return ts_work_machine(work, NULL);
    } else if (format == REPORT_TEXT) {
        ts_fit_print(out, &made->fits, made->edition->language, TS_FIT_TEXT);
        ts_report_print_text(out, report);
    } else if (ts_report_print_html(out, report, &why) != TS_OK) {
        return ts_work_machine(work, why);
    }
    return TEARSHEET_OK;
}

/* A sheet at fault was not looked at yet; what is found then is no message of its own. */
static bool look_again(ts_work *work, ts_made *made)
{
    ts_diags unheard = ts_diags_new(work->edition_arena);
    return made->checked || ts_work_preflight(work, made, &unheard);
}

int ts_work_report(ts_work *work, const ts_options *options, const char *format, FILE *out)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    static const char *const names[] = {"text", "json", "html", NULL};
    size_t kind = ts_word_place(names, format);
    if (!names[kind])
        return ts_work_usage(work, "the format of check is text, json or html");
    ts_made made = {0};
    ts_report report;
    int status = ts_work_compose(work, options, &made);
    if (!made.document)
        return status;
    ts_diags_sort(&work->diags);
    bool whole = look_again(work, &made);
    ts_report_order order = {made.edition, made.document, made.colour, &work->diags, &made.findings};
    if (!whole || !ts_report_make(work->edition_arena, &order, &report))
        return ts_work_machine(work, NULL);
    int printed = print_report(work, &made, &report, (report_format)kind, out);
    return printed == TEARSHEET_OK ? status : printed;
}

/* ---- ledgers */

const char *ts_work_ledger_text(ts_work *work, const ts_made *made, unsigned form)
{
    return ts_ledger_text(&(ts_ledger){made->edition, work->database, made->document, form, NULL});
}

static int read_account(ts_work *work, const char *name, const char *text, ts_account **account)
{
    const ts_source *source = text ? ts_source_wrap(work->edition_arena, name, text, strlen(text)) : NULL;
    if (!source)
        return ts_work_machine(work, NULL);
    ts_diags unheard = ts_diags_new(work->edition_arena);
    return ts_account_read(work->edition_arena, source, &unheard, account) == TS_OK ? TEARSHEET_OK
                                                                                    : ts_work_machine(work, NULL);
}

/* ---- statistics */

/* With the pages as far as they could be made: what is wrong with them is told, too. */
static int print_factcheck(ts_work *work, const ts_options *options, FILE *out)
{
    ts_made made = {0};
    ts_account *account = NULL;
    int status = ts_work_compose(work, options, &made);
    if (!made.document)
        return status;
    const char *text = ts_work_ledger_text(work, &made, TS_LEDGER_DENSE);
    int read = read_account(work, "ledger", text, &account);
    if (read != TEARSHEET_OK)
        return read;
    return ts_factcheck_print(out, work->edition_arena, account) ? status : ts_work_machine(work, NULL);
}

int ts_work_stats(ts_work *work, const ts_options *options, const char *format, FILE *out)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    enum { TABLE, JSON, CSV, FACTCHECK };
    static const char *const names[] = {"table", "json", "csv", "factcheck", NULL};
    size_t kind = ts_word_place(names, format);
    if (!names[kind])
        return ts_work_usage(work, "the format of stats is table, json, csv or factcheck");
    if (kind == FACTCHECK)
        return print_factcheck(work, options, out);
    ts_edition *edition;
    int status = ts_work_edition(work, options, &edition);
    if (!edition)
        return status;
    const char *text = kind == JSON ? ts_work_ledger_text(work, &(ts_made){.edition = edition}, TS_LEDGER_INDENTED) : NULL;
    if (kind != JSON)
        ts_stats_print(out, edition, work->database, kind == CSV ? TS_STATS_CSV : TS_STATS_TABLE);
    else if (text)
        fputs(text, out);
    else
        return ts_work_machine(work, NULL);
    return status;
}

/* ---- the accepted edition */

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t digest(const char *text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    return hash;
}

/* A name as a part of a file's: letters, digits and some signs stay. One that has others, or is long, has the digest of
 * the whole behind it, so that two editions never share a file. */
static const char *tamed(ts_arena *arena, const char *name)
{
    enum { LONGEST = 120 };
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+";
    char *text = ts_arena_text(arena, name);
    bool whole = strlen(name) <= LONGEST;
    for (char *at = text; at && *at; at++) {
        bool fine = strchr(safe, *at) != NULL;
        whole &= fine;
        *at = fine ? *at : '_';
    }
    if (!text || whole)
        return text;
    return ts_arena_print(arena, "%.*s-%016" PRIx64, LONGEST, text, digest(name));
}

static bool is_default(const ts_sheet *sheet, const ts_binding *param)
{
    const ts_param *spec = ts_map_find(&sheet->params, param->name);
    const ts_scalar *initial = spec ? &spec->initial : NULL;
    if (!initial)
        return false;
    if (param->value.kind == TS_CELL_NUMBER)
        return initial->kind == TS_SCALAR_BOOL ? initial->boolean == (param->value.number != 0)
                                               : initial->kind == TS_SCALAR_NUMBER && initial->number == param->value.number;
    return initial->kind == TS_SCALAR_TEXT && param->value.text && strcmp(initial->text, param->value.text) == 0;
}

/* "layouts/a.json", en-US, state=TX -> "layouts/a.accepted/en-US+state=TX.json". What stands at its default is
 * not named: next year's sheet, whose default year is another, is compared with this year's. */
static const char *accepted_path(ts_work *work, const ts_edition *edition)
{
    const char *sheet = work->sheet->source->name;
    size_t length = strlen(sheet);
    length -= length > 5 && strcmp(sheet + length - 5, ".json") == 0 ? 5 : 0;
    const char *name = ts_arena_text(work->edition_arena, edition->language);
    for (size_t i = 0; name && i < edition->param_count; i++) {
        const ts_binding *p = &edition->params[i];
        if (is_default(work->sheet, p))
            continue;
        name = p->value.kind == TS_CELL_NUMBER
                   ? ts_arena_print(work->edition_arena, "%s+%s=%.15g", name, p->name, p->value.number)
                   : ts_arena_print(work->edition_arena, "%s+%s=%s", name, p->name, p->value.text ? p->value.text : "");
    }
    name = name ? tamed(work->edition_arena, name) : NULL;
    return name ? ts_arena_print(work->edition_arena, "%.*s.accepted/%s.json", (int)length, sheet, name) : NULL;
}

static int write_accepted(ts_work *work, const char *path, const char *text)
{
    const char *why = NULL, *slash = strrchr(path, '/');
    const char *folder = ts_arena_copy(work->edition_arena, path, (size_t)(slash - path));
    if (!folder || !text)
        return ts_work_machine(work, NULL);
    (void)mkdir(folder, 0777); /* where it cannot be made, the file cannot either */
    ts_outfile *file = ts_outfile_open(path, &why);
    bool written = file && ts_outfile_write(file, text, strlen(text));
    if (file && ts_outfile_close(file, written, &why) && written)
        return TEARSHEET_OK;
    return ts_work_cannot_write(work, path, why);
}

int ts_work_accept(ts_work *work, const ts_options *options, const char **path)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    ts_made made = {0};
    *path = NULL;
    int status = ts_work_compose(work, options, &made);
    if (status != TEARSHEET_OK)
        return status;
    if (options->draft)
        return ts_work_usage(work, "a draft cannot be accepted");
    *path = accepted_path(work, made.edition);
    if (!*path)
        return ts_work_machine(work, NULL);
    return write_accepted(work, *path, ts_work_ledger_text(work, &made, TS_LEDGER_INDENTED));
}

static void tell_value(ts_work *work, const ts_value_change *change)
{
    const ts_stat_spec *stat = ts_map_find(&work->sheet->stats, change->name);
    const ts_fact_spec *fact = ts_map_find(&work->sheet->facts, change->name);
    ts_span span = stat ? stat->span : fact ? fact->span : (ts_span){work->sheet->source, 0, 0};
    const char *message =
        change->kind == TS_MOVED
            ? ts_arena_print(work->edition_arena, "\"%s\" prints %s as accepted, but is now %s, was %s", change->name,
                             change->after ? change->after : "nothing", change->after_amount, change->before_amount)
            : ts_arena_print(work->edition_arena, "\"%s\" prints %s, accepted was %s", change->name,
                             change->after ? change->after : "nothing", change->before ? change->before : "nothing");
    if (message)
        ts_diag_add(&work->diags, (ts_diag){TS_NOTE, span, "moved", message, NULL});
}

static void tell_rest(ts_work *work, const ts_diff *diff, const char *accepted)
{
    size_t sources = diff->sources.count, texts = diff->texts.count;
    if (!sources && !texts)
        return;
    const char *message = ts_arena_print(work->edition_arena, "%zu source%s and %zu text%s are not as accepted: tearsheet diff %s %s tells which",
                                         sources, sources == 1 ? "" : "s", texts, texts == 1 ? "" : "s", accepted, work->sheet->source->name);
    if (message)
        ts_diag_add(&work->diags, (ts_diag){TS_NOTE, {work->sheet->source, 0, 0}, "moved", message, NULL});
}

int ts_work_tell_moved(ts_work *work, const ts_made *made)
{
    const char *why = NULL, *path = accepted_path(work, made->edition);
    struct stat info;
    if (!path || stat(path, &info) != 0)
        return path ? TEARSHEET_OK : ts_work_machine(work, NULL);
    const ts_source *source = ts_source_read(work->edition_arena, path, &why);
    ts_account *accepted = NULL, *now = NULL;
    if (!source)
        return ts_work_machine(work, ts_arena_print(work->edition_arena, "cannot read %s: %s", path, why));
    if (ts_account_read(work->edition_arena, source, &work->diags, &accepted) != TS_OK)
        return work->diags.errors ? TEARSHEET_FAULT : ts_work_machine(work, NULL);
    int status = read_account(work, "ledger", ts_work_ledger_text(work, made, TS_LEDGER_DENSE), &now);
    const ts_diff *diff = status == TEARSHEET_OK ? ts_diff_make(work->edition_arena, accepted, now) : NULL;
    if (!diff)
        return status == TEARSHEET_OK ? ts_work_machine(work, NULL) : status;
    for (size_t i = 0; i < diff->values.count; i++)
        tell_value(work, &diff->values.items[i]);
    tell_rest(work, diff, path);
    return TEARSHEET_OK;
}
