#include "base/diag.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

ts_diags ts_diags_new(ts_arena *arena)
{
    return (ts_diags){.arena = arena};
}

static bool same(const ts_diag *a, const ts_diag *b)
{
    return a->span.source == b->span.source && a->span.begin == b->span.begin &&
           a->severity == b->severity && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->message, b->message) == 0;
}

static bool known(const ts_diags *diags, const ts_diag *diag)
{
    for (size_t i = 0; i < diags->count; i++)
        if (same(&diags->items[i], diag))
            return true;
    return false;
}

void ts_diag_add(ts_diags *diags, ts_diag diag)
{
    if (known(diags, &diag))
        return;
    diags->errors += diag.severity == TS_ERROR;
    diags->warnings += diag.severity == TS_WARNING;
    if (diags->count >= TS_DIAG_LIMIT) {
        diags->suppressed++;
        return;
    }
    diag.rule = ts_arena_text(diags->arena, diag.rule);
    diag.message = ts_arena_text(diags->arena, diag.message);
    diag.hint = ts_arena_text(diags->arena, diag.hint);
    if (diag.rule && diag.message)
        (void)TS_PUSH(diags->arena, diags, diag);
}

static void add(ts_diags *diags, ts_severity severity, ts_span span, const char *rule,
                const char *hint, const char *format, va_list args)
{
    char *message = ts_arena_vprint(diags->arena, format, args);
    if (message && hint)
        message = ts_arena_print(diags->arena, "%s (did you mean \"%s\"?)", message, hint);
    if (!message)
        message = "memory is out";
    ts_diag_add(diags, (ts_diag){severity, span, rule, message, hint});
}

void ts_error(ts_diags *diags, ts_span span, const char *rule, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, TS_ERROR, span, rule, NULL, format, args);
    va_end(args);
}

void ts_warn(ts_diags *diags, ts_span span, const char *rule, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, TS_WARNING, span, rule, NULL, format, args);
    va_end(args);
}

void ts_error_near(ts_diags *diags, ts_span span, const char *rule, const char *hint,
                   const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, TS_ERROR, span, rule, hint, format, args);
    va_end(args);
}

static size_t file_order(const ts_diags *diags, const ts_source *source)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].span.source == source)
            return i;
    return diags->count;
}

typedef struct keyed {
    size_t file, begin, order;
    ts_diag diag;
} keyed;

static int by_place(const void *left, const void *right)
{
    const keyed *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void ts_diags_sort(ts_diags *diags)
{
    keyed *list = TS_ARRAY(diags->arena, keyed, diags->count);
    if (!list)
        return;
    for (size_t i = 0; i < diags->count; i++)
        list[i] = (keyed){file_order(diags, diags->items[i].span.source),
                          diags->items[i].span.begin, i, diags->items[i]};
    qsort(list, diags->count, sizeof *list, by_place);
    for (size_t i = 0; i < diags->count; i++)
        diags->items[i] = list[i].diag;
}
