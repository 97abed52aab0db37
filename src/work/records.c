/*
 * records.c - records, which are ledgers that were read back or made: what they answer, to a FILE or a callback.
 */
#include "work/work.h"

#include "answer/account.h"
#include "answer/diff.h"
#include "answer/ledger.h"
#include "answer/trace_number.h"
#include "base/spool.h"
#include "read/ledger_pdf.h"

#include <stdlib.h>
#include <string.h>

struct ts_record {
    ts_arena *arena;
    ts_diags diags;
    ts_account *account;
    const char *why;
};

static const char EMPTY[] = "the record holds no edition: ts_record_read or ts_record_make comes first";
static const char NOT_WRITTEN[] = "the output could not be written";

ts_record *ts_record_new(void)
{
    ts_record *record = calloc(1, sizeof *record);
    if (!record)
        return NULL;
    record->arena = ts_arena_new(0);
    if (!record->arena) {
        free(record);
        return NULL;
    }
    record->diags = ts_diags_new(record->arena);
    return record;
}

void ts_record_drop(ts_record *record)
{
    if (!record)
        return;
    ts_arena_drop(record->arena);
    free(record);
}

static int fails(ts_record *record, int status, const char *why)
{
    record->why = why ? why : "memory is out";
    return status;
}

/* ---- an edition is put into it */

/* What was told of one that failed before is told no more. */
static int begin_filling(ts_record *record)
{
    record->why = NULL;
    if (record->account)
        return fails(record, TEARSHEET_USAGE, "the record holds an edition already");
    record->diags = ts_diags_new(record->arena);
    return TEARSHEET_OK;
}

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a > b && strcmp(text + a - b, end) == 0;
}

static ts_status read_file(ts_arena *arena, const char *path, const ts_source **source, const char **why)
{
    if (ends_with(path, ".pdf"))
        return ts_ledger_from_pdf(arena, path, source, why);
    *source = ts_source_read(arena, path, why);
    return *source ? TS_OK : ts_arena_failed(arena) ? TS_MACHINE : TS_FAULT;
}

static ts_status read_bytes(ts_arena *arena, const ts_pdf_bytes *from, const ts_source **source, const char **why)
{
    static const char signature[] = "%PDF-";
    if (from->size >= sizeof signature - 1 && memcmp(from->bytes, signature, sizeof signature - 1) == 0)
        return ts_ledger_from_pdf_bytes(arena, from, source, why);
    *why = "it is larger than 64 MiB";
    if (from->size > TS_SOURCE_LIMIT)
        return TS_FAULT;
    *why = "memory is out";
    const char *kept = ts_arena_copy(arena, from->bytes, from->size);
    *source = kept ? ts_source_wrap(arena, from->name, kept, from->size) : NULL;
    return *source ? TS_OK : TS_MACHINE;
}

/* What was read, or why it was not. */
static int take(ts_record *record, const char *name, ts_status status, const ts_source *source, const char *why)
{
    if (status == TS_FAULT)
        ts_error(&record->diags, (ts_span){0}, "file", "%s cannot be read: %s", name, why);
    if (status == TS_MACHINE)
        return fails(record, TEARSHEET_MACHINE, ts_arena_print(record->arena, "cannot read %s: %s", name, why));
    if (status == TS_OK)
        status = ts_account_read(record->arena, source, &record->diags, &record->account);
    return status == TS_OK ? TEARSHEET_OK : status == TS_FAULT ? TEARSHEET_FAULT : fails(record, TEARSHEET_MACHINE, NULL);
}

int ts_record_read(ts_record *record, const char *path)
{
    TS_PLAIN_LOCALE;
    const char *why = NULL;
    const ts_source *source = NULL;
    if (begin_filling(record) != TEARSHEET_OK)
        return TEARSHEET_USAGE;
    ts_status status = read_file(record->arena, path, &source, &why);
    return take(record, path, status, source, why);
}

int ts_record_read_bytes(ts_record *record, const char *name, const void *bytes, size_t size)
{
    TS_PLAIN_LOCALE;
    const char *why = NULL, *own = ts_arena_text(record->arena, name);
    const ts_source *source = NULL;
    if (begin_filling(record) != TEARSHEET_OK)
        return TEARSHEET_USAGE;
    if (!own)
        return fails(record, TEARSHEET_MACHINE, NULL);
    ts_status status = read_bytes(record->arena, &(ts_pdf_bytes){own, bytes, size}, &source, &why);
    return take(record, own, status, source, why);
}

int ts_record_make(ts_record *record, ts_work *work, const ts_options *options)
{
    TS_PLAIN_LOCALE;
    ts_made made = {0};
    if (begin_filling(record) != TEARSHEET_OK)
        return TEARSHEET_USAGE;
    options = ts_work_options(work, options);
    if (!options)
        return fails(record, TEARSHEET_USAGE, ts_arena_text(record->arena, work->why));
    int status = ts_work_compose(work, options, &made);
    if (status > TEARSHEET_FAULT)
        return fails(record, status, ts_arena_text(record->arena, work->why));
    if (!made.edition || !made.document)
        return status;
    const char *text = ts_work_ledger_text(work, &made, TS_LEDGER_ROWS);
    const char *kept = text ? ts_arena_text(record->arena, text) : NULL;
    const ts_source *source = kept ? ts_source_wrap(record->arena, "ledger", kept, strlen(kept)) : NULL;
    if (!source || ts_account_read(record->arena, source, &record->diags, &record->account) != TS_OK)
        return fails(record, TEARSHEET_MACHINE, NULL);
    return status;
}

bool ts_record_is_made(const ts_record *record)
{
    return record->account != NULL;
}

bool ts_record_is_ledger(const char *path)
{
    TS_PLAIN_LOCALE;
    ts_arena *arena = ts_arena_new(0);
    const char *why = NULL;
    const ts_source *source = arena ? ts_source_read(arena, path, &why) : NULL;
    ts_diags unheard = {.arena = arena};
    const ts_json *root = source ? ts_json_parse(arena, source, &unheard) : NULL;
    bool is = root && ts_account_is_ledger(root);
    ts_arena_drop(arena);
    return is;
}

/* ---- what it answers */

int ts_record_trace(ts_record *record, const char *name, const char *format, FILE *out)
{
    TS_PLAIN_LOCALE;
    static const char *const names[] = {"text", "json", NULL};
    size_t kind = ts_word_place(names, format);
    const char *near = NULL;
    record->why = NULL;
    if (!record->account)
        return fails(record, TEARSHEET_USAGE, EMPTY);
    if (!names[kind])
        return fails(record, TEARSHEET_USAGE, "the format of trace is text or json");
    ts_status status = ts_trace_number(out, record->arena, record->account, name, (ts_trace_format)kind, &near);
    if (status == TS_USAGE)
        return fails(record, TEARSHEET_USAGE,
                     ts_arena_print(record->arena, "there is no number, series or value of one called \"%s\"%s%s%s", name,
                                    near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : ""));
    return status == TS_OK ? TEARSHEET_OK : fails(record, TEARSHEET_MACHINE, NULL);
}

int ts_record_diff(ts_record *old, ts_record *new, const char *format, FILE *out, size_t *changes)
{
    TS_PLAIN_LOCALE;
    static const char *const names[] = {"text", "json", "html", NULL};
    size_t kind = ts_word_place(names, format);
    *changes = 0;
    new->why = NULL;
    if (!old->account || !new->account)
        return fails(new, TEARSHEET_USAGE, EMPTY);
    if (!names[kind])
        return fails(new, TEARSHEET_USAGE, "the format of diff is text, json or html");
    const ts_diff *diff = ts_diff_make(new->arena, old->account, new->account);
    if (!diff)
        return fails(new, TEARSHEET_MACHINE, NULL);
    *changes = diff->values.count + diff->sources.count + diff->texts.count;
    ts_diff_print(out, new->arena, diff, (ts_diff_format)kind);
    return ts_arena_failed(new->arena) ? fails(new, TEARSHEET_MACHINE, NULL) : TEARSHEET_OK;
}

const char *ts_record_why(const ts_record *record)
{
    return record->why;
}

void ts_record_print_diagnostics(ts_record *record, ts_diagnostics_form form, FILE *out)
{
    TS_PLAIN_LOCALE;
    ts_diags_sort(&record->diags);
    ts_print_diagnostics(&record->diags, form, out);
}

void ts_record_each_diagnostic(ts_record *record, ts_hear_diagnostic hear, void *user)
{
    TS_PLAIN_LOCALE;
    ts_each_diagnostic(&record->diags, record->arena, hear, user);
}

/* ---- the same to a callback */

static int sent(ts_record *record, int status, ts_spool *s, ts_write_bytes write, void *user)
{
    return ts_spool_send(s, write, user) ? status : fails(record, TEARSHEET_MACHINE, NOT_WRITTEN);
}

int ts_record_write_trace(ts_record *record, const char *name, const char *format, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return fails(record, TEARSHEET_MACHINE, NULL);
    return sent(record, ts_record_trace(record, name, format, s.file), &s, write, user);
}

int ts_record_write_diff(ts_record *before, ts_record *after, const char *format, ts_write_bytes write, void *user,
                         size_t *changes)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    if (!ts_spool_open(&s))
        return fails(after, TEARSHEET_MACHINE, NULL);
    return sent(after, ts_record_diff(before, after, format, s.file, changes), &s, write, user);
}

int ts_record_write_diagnostics(ts_record *record, ts_diagnostics_form form, ts_write_bytes write, void *user)
{
    TS_PLAIN_LOCALE;
    ts_spool s;
    record->why = NULL;
    if (!ts_spool_open(&s))
        return fails(record, TEARSHEET_MACHINE, NULL);
    ts_record_print_diagnostics(record, form, s.file);
    return sent(record, TEARSHEET_OK, &s, write, user);
}
