/*
 * embed.c - for those who call from other languages: options of any version, and
 * callbacks where C has a FILE.
 */
#include "work/work.h"

#include "answer/ledger.h"
#include "base/spool.h"

#include <stdlib.h>
#include <string.h>

/* ---- options */

enum { FIRST_SIZE = offsetof(ts_options, variant) + sizeof(void *) }; /* what version 0 had */

void ts_options_init(ts_options *options, size_t size)
{
    const ts_options usual = {.size = size, .epoch = -1};
    memset(options, 0, size);
    memcpy(options, &usual, size < sizeof usual ? size : sizeof usual);
}

/* Members that this library does not know may only be zero. */
static bool asks_for_more(const ts_options *from)
{
    const unsigned char *bytes = (const unsigned char *)from;
    for (size_t i = sizeof *from; i < from->size; i++)
        if (bytes[i])
            return true;
    return false;
}

bool ts_options_widen(ts_options *whole, const ts_options *from)
{
    enum { MOST = 4096 };
    ts_options_init(whole, sizeof *whole);
    if (!from)
        return true;
    if (from->size < FIRST_SIZE || from->size > MOST || asks_for_more(from))
        return false;
    memcpy(whole, from, from->size < sizeof *whole ? from->size : sizeof *whole);
    whole->size = sizeof *whole;
    return true;
}

const ts_options *ts_work_options(ts_work *work, const ts_options *from)
{
    if (from == &work->options)
        return from;
    if (ts_options_widen(&work->options, from))
        return &work->options;
    ts_work_usage(work, "the options are not of a size that this library knows: see ts_options_init");
    return NULL;
}

/* ---- diagnostics and statistics */

void ts_each_diagnostic(ts_diags *diags, ts_arena *arena, ts_hear_diagnostic hear, void *user)
{
    bool more = true;
    ts_diags_sort(diags);
    for (size_t i = 0; more && i < diags->count; i++) {
        const ts_diag *from = &diags->items[i];
        const ts_source *source = from->span.source;
        const ts_place place = source ? ts_source_place(source, from->span.begin) : (ts_place){0};
        const char *sentence = ts_diag_sentence(from, arena);
        const ts_diagnostic to = {.file = source ? source->name : NULL, .line = place.line, .column = place.column,
                                  .severity = (int)from->severity, .rule = from->rule, .message = sentence ? sentence : from->message,
                                  .hint = from->hint};
        more = hear(user, &to);
    }
}

void ts_work_each_diagnostic(ts_work *work, ts_hear_diagnostic hear, void *user)
{
    TS_PLAIN_LOCALE;
    ts_each_diagnostic(&work->diags, work->edition_arena, hear, user);
}

typedef const char *(*tell_name)(const ts_edition *edition, const char *name);

static const char *cited(const ts_edition *edition, const char *name)
{
    return ts_ledger_source(edition, name, ", ");
}

/* NULL: memory is out. */
static const char *const *told(const ts_edition *edition, const ts_names *names, tell_name tell)
{
    const char **texts = TS_ARRAY(edition->arena, const char *, names->count);
    for (size_t i = 0; texts && i < names->count; i++)
        if (!(texts[i] = tell(edition, names->items[i])))
            return NULL;
    return texts;
}

static bool describe(const ts_edition *edition, const ts_result *from, ts_statistic *to)
{
    const ts_value *value = &from->value;
    *to = (ts_statistic){.name = from->name,
                         .quoted = from->quoted,
                         .known = value->kind != TS_VALUE_MISSING,
                         .is_text = value->kind == TS_VALUE_TEXT,
                         .number = value->kind == TS_VALUE_NUMBER ? value->number : 0,
                         .text = value->kind == TS_VALUE_TEXT ? value->text : NULL,
                         .unit = value->unit,
                         .printed = from->printed,
                         .period = value->period,
                         .method = ts_ledger_method(from),
                         .why = from->unknown ? from->unknown : value->why,
                         .sources = told(edition, &from->sources, cited),
                         .source_count = from->sources.count,
                         .caveats = told(edition, &from->caveats, ts_ledger_caveat),
                         .caveat_count = from->caveats.count};
    return to->sources && to->caveats;
}

int ts_work_each_statistic(ts_work *work, const ts_options *options, ts_hear_statistic hear, void *user)
{
    TS_PLAIN_LOCALE;
    ts_edition *edition = NULL;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    int status = ts_work_edition(work, options, &edition);
    bool more = edition != NULL;
    for (size_t i = 0; more && i < edition->results.count; i++) {
        ts_statistic statistic;
        if (!describe(edition, edition->results.items[i].value, &statistic))
            return ts_work_machine(work, NULL);
        more = hear(user, &statistic);
    }
    return status;
}

/* ---- names */

/* False: there are no names of this kind. */
static bool hear_names(const ts_sheet *sheet, ts_name_kind kind, ts_hear_name hear, void *user)
{
    enum { MAPS = 3 };
    const ts_map *const maps[][MAPS] = {[TS_NAMES_LANGUAGES] = {&sheet->decks},
                                        [TS_NAMES_PROFILES] = {&sheet->profiles},
                                        [TS_NAMES_EDITIONS] = {&sheet->editions},
                                        [TS_NAMES_PARAMETERS] = {&sheet->params},
                                        [TS_NAMES_NUMBERS] = {&sheet->stats, &sheet->facts, &sheet->series}};
    const bool known = kind < sizeof maps / sizeof *maps;
    bool more = known;
    for (size_t m = 0; known && m < MAPS && maps[kind][m]; m++)
        for (size_t i = 0; more && i < maps[kind][m]->count; i++)
            more = hear(user, maps[kind][m]->items[i].name);
    return known;
}

int ts_work_each_name(ts_work *work, ts_name_kind kind, ts_hear_name hear, void *user)
{
    TS_PLAIN_LOCALE;
    int status = ts_work_begin(work);
    if (status != TEARSHEET_OK)
        return status;
    return hear_names(work->sheet, kind, hear, user) ? TEARSHEET_OK : ts_work_usage(work, "there are no names of this kind");
}

int ts_work_each_name_of(ts_work *work, const char *path, ts_name_kind kind, ts_hear_name hear, void *user)
{
    TS_PLAIN_LOCALE;
    ts_sheet *sheet = NULL;
    if (!ts_work_begin_alone(work))
        return ts_work_machine(work, NULL);
    ts_status status = ts_sheet_load(work->edition_arena, path, &work->diags, &sheet);
    if (status != TS_MACHINE && sheet && !hear_names(sheet, kind, hear, user))
        return ts_work_usage(work, "there are no names of this kind");
    return ts_work_status(work, status);
}

/* ---- what is printed, as bytes */

static int sent(ts_work *work, int status, ts_spool *s, ts_write_bytes write, void *user)
{
    return ts_spool_send(s, write, user) ? status : ts_work_machine(work, "the output could not be written");
}

int ts_work_write_report(ts_work *work, const ts_options *options, const char *format, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return ts_work_machine(work, NULL);
    return sent(work, ts_work_report(work, options, format, s.file), &s, write, user);
}

int ts_work_write_stats(ts_work *work, const ts_options *options, const char *format, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return ts_work_machine(work, NULL);
    return sent(work, ts_work_stats(work, options, format, s.file), &s, write, user);
}

int ts_work_write_diagnostics(ts_work *work, ts_diagnostics_form form, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return ts_work_machine(work, NULL);
    work->why = NULL;
    ts_work_print_diagnostics(work, form, s.file);
    return sent(work, TEARSHEET_OK, &s, write, user);
}

int ts_work_write_findings(ts_work *work, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return ts_work_machine(work, NULL);
    return sent(work, ts_work_print_findings(work, s.file), &s, write, user);
}

int ts_write_schema(ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return TEARSHEET_MACHINE;
    ts_print_schema(s.file);
    return ts_spool_send(&s, write, user) ? TEARSHEET_OK : TEARSHEET_MACHINE;
}
