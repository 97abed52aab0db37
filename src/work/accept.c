/*
 * accept.c - the accepted edition: a ledger beside the sheet, and what moved against it.
 */
#include "work/work.h"

#include "answer/account.h"
#include "answer/amount.h"
#include "answer/diff.h"
#include "answer/ledger.h"
#include "base/outfile.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

/* ---- its file */

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

/* ---- what moved */

enum { MOST_NUMBERS = 20, MOST_CHARTS = 20 }; /* told one by one; of the others how many there are */

typedef struct moved { /* values of a chart */
    const ts_chart *chart;
    const ts_value_change *largest; /* of those that compare; else the first */
    size_t count;
} moved;

typedef struct telling {
    ts_work *work;
    ts_arena *arena;
    const ts_edition *edition;
    struct { moved *items; size_t count, capacity; } charts;
    size_t numbers, untold;
    bool failed;
} telling;

static void note(telling *t, ts_span span, const char *message)
{
    t->failed |= !message;
    if (message)
        ts_diag_add(&t->work->diags, (ts_diag){TS_NOTE, span, "moved", message, NULL});
}

static const char *printed(const char *print)
{
    return print ? print : "nothing";
}

static const char *say_value(ts_arena *arena, const ts_value_change *change)
{
    const char *now = printed(change->after);
    if (change->kind != TS_MOVED)
        return ts_arena_print(arena, "\"%s\" prints %s, accepted was %s", change->name, now, printed(change->before));
    if (strcmp(change->after_amount, change->before_amount) == 0)
        return ts_arena_print(arena, "\"%s\" prints %s as accepted, but %s", change->name, now, change->says);
    return ts_arena_print(arena, "\"%s\" prints %s as accepted, but is now %s, was %s", change->name, now, change->after_amount,
                          change->before_amount);
}

static void tell_number(telling *t, const ts_value_change *change, ts_span span)
{
    if (t->numbers++ < MOST_NUMBERS)
        note(t, span, say_value(t->arena, change));
    else
        t->untold++;
}

/* Whether it is drawn from the series that a name "SERIES/..." begins with. */
static bool draws(const ts_chart *chart, const char *name, size_t length)
{
    const char *fill = chart->fill_by.text;
    if (fill && strncmp(fill, name, length) == 0 && !fill[length])
        return true;
    for (size_t i = 0; i < chart->series.count; i++) {
        const char *series = chart->series.items[i].text;
        if (strncmp(series, name, length) == 0 && !series[length])
            return true;
    }
    return false;
}

static const ts_chart *chart_in(const ts_bound *frames, size_t count, const char *name, size_t length)
{
    const ts_chart *found = NULL;
    for (size_t i = 0; i < count && !found; i++) {
        const ts_chart_bound *chart = frames[i].chart;
        if (chart && draws(chart->chart, name, length))
            return chart->chart;
        found = chart ? chart_in(chart->inside, chart->inside_count, name, length) : NULL;
        found = found ? found : chart_in(frames[i].children, frames[i].count, name, length);
    }
    return found;
}

/* The first of the pages' charts that shows such a value. */
static const ts_chart *chart_of(const telling *t, const char *name)
{
    const ts_chart *found = NULL;
    for (size_t i = 0; i < t->edition->page_count && !found; i++) {
        const ts_page_bound *page = &t->edition->pages[i];
        found = chart_in(page->body, page->body_count, name, strcspn(name, "/"));
    }
    return found;
}

/* Shares move by points, amounts by a part of what they were; what has no such part, by all of it. */
static double size_of(const ts_value_change *change)
{
    bool points = change->unit && (strcmp(change->unit, "share") == 0 || strcmp(change->unit, "points") == 0);
    double part = points ? change->by : change->share != 0 ? change->share : change->by != 0;
    return !change->compares ? 0 : part < 0 ? -part : part;
}

static void add_point(telling *t, const ts_value_change *change)
{
    const ts_chart *chart = chart_of(t, change->name);
    size_t i = 0;
    while (i < t->charts.count && t->charts.items[i].chart != chart)
        i++;
    if (!chart || i == MOST_CHARTS) {
        t->untold++;
        return;
    }
    if (i == t->charts.count) {
        moved first = {chart, change, 0};
        t->failed |= !TS_PUSH(t->arena, &t->charts, first);
        if (t->failed)
            return;
    }
    moved *m = &t->charts.items[i];
    m->count++;
    m->largest = size_of(change) > size_of(m->largest) ? change : m->largest;
}

static void tell_chart(telling *t, const moved *m)
{
    const ts_value_change *most = m->largest;
    const char *by = most->compares ? ts_amount_change(t->arena, most->by, most->base, most->unit) : "";
    const char *one = ts_arena_print(t->arena, "\"%s\" prints %s, accepted was %s%s%s%s", ts_diff_name(t->arena, most), printed(most->after),
                                     printed(most->before), *by ? " (" : "", by, *by ? ")" : "");
    note(t, m->chart->span,
         m->count == 1 || !one ? one : ts_arena_print(t->arena, "%zu values of this chart are not as accepted; most of all %s", m->count, one));
}

static void tell_values(telling *t, const ts_diff *diff)
{
    for (size_t i = 0; i < diff->values.count && !t->failed; i++) {
        const ts_value_change *change = &diff->values.items[i];
        const ts_stat_spec *stat = ts_map_find(&t->work->sheet->stats, change->name);
        const ts_fact_spec *fact = ts_map_find(&t->work->sheet->facts, change->name);
        if (change->kind == TS_SAME)
            continue;
        if (stat || fact)
            tell_number(t, change, stat ? stat->span : fact->span);
        else
            add_point(t, change);
    }
    for (size_t i = 0; i < t->charts.count && !t->failed; i++)
        tell_chart(t, &t->charts.items[i]);
}

static const char *counted(ts_arena *arena, const char *before, size_t count, const char *what)
{
    if (!count || !before)
        return before;
    return ts_arena_print(arena, "%s%s%zu %s%s", before, *before ? ", " : "", count, what, count == 1 ? "" : "s");
}

static void tell_rest(telling *t, const ts_diff *diff, const char *accepted)
{
    size_t all = t->untold + diff->sources.count + diff->texts.count;
    const char *what = counted(t->arena, "", t->untold, t->numbers || t->charts.count ? "other value" : "value");
    what = counted(t->arena, what, diff->sources.count, "source");
    what = counted(t->arena, what, diff->texts.count, "text");
    t->failed |= !what;
    if (all && what)
        note(t, (ts_span){t->work->sheet->source, 0, 0},
             ts_arena_print(t->arena, "%s %s not as accepted: tearsheet diff %s %s tells which", what, all == 1 ? "is" : "are", accepted,
                            t->work->sheet->source->name));
}

/* NULL: machine trouble, or what lies there is no ledger; *status says which. */
static const ts_diff *compare(ts_work *work, const ts_made *made, const char *path, int *status)
{
    const char *why = NULL;
    ts_account *accepted = NULL, *now = NULL;
    const ts_source *source = ts_source_read(work->edition_arena, path, &why);
    if (!source)
        *status = ts_work_machine(work, ts_arena_print(work->edition_arena, "cannot read %s: %s", path, why));
    else if (ts_account_read(work->edition_arena, source, &work->diags, &accepted) != TS_OK)
        *status = work->diags.errors ? TEARSHEET_FAULT : ts_work_machine(work, NULL);
    else
        *status = ts_work_account(work, made, &now);
    if (*status != TEARSHEET_OK)
        return NULL;
    const ts_diff *diff = ts_diff_make(work->edition_arena, accepted, now);
    *status = diff ? TEARSHEET_OK : ts_work_machine(work, NULL);
    return diff;
}

int ts_work_tell_moved(ts_work *work, const ts_made *made)
{
    int status = TEARSHEET_OK;
    const char *path = accepted_path(work, made->edition);
    struct stat info;
    if (!path || stat(path, &info) != 0)
        return path ? TEARSHEET_OK : ts_work_machine(work, NULL);
    const ts_diff *diff = compare(work, made, path, &status);
    if (!diff)
        return status;
    telling t = {.work = work, .arena = work->edition_arena, .edition = made->edition};
    tell_values(&t, diff);
    tell_rest(&t, diff, path);
    return t.failed ? ts_work_machine(work, NULL) : TEARSHEET_OK;
}
