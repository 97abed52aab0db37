/*
 * ask.c - what a sheet answers: its statistics, and the ledger of an edition.
 */
#include "work/work.h"

#include "answer/account.h"
#include "answer/factcheck.h"
#include "answer/ledger.h"
#include "answer/stats_print.h"
#include "check/report.h"

#include <string.h>

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
    if (printed == TEARSHEET_OK && !ts_stock_is_whole(made.stock))
        return ts_work_machine(work, NULL);
    return printed == TEARSHEET_OK ? status : printed;
}

/* ---- ledgers */

const char *ts_work_ledger_text(ts_work *work, const ts_made *made, unsigned form)
{
    return ts_ledger_text(&(ts_ledger){made->edition, work->database, made->document, form, NULL});
}

int ts_work_account(ts_work *work, const ts_made *made, ts_account **account)
{
    const char *text = ts_work_ledger_text(work, made, TS_LEDGER_DENSE);
    const ts_source *source = text ? ts_source_wrap(work->edition_arena, "ledger", text, strlen(text)) : NULL;
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
    int read = ts_work_account(work, &made, &account);
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
