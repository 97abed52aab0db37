#include "base/diag.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

ts_diags ts_diags_new(ts_arena *arena)
{
    return (ts_diags){.arena = arena};
}

static bool same(const ts_diag *a, const ts_diag *b)
{
    return a->span.source == b->span.source && a->span.begin == b->span.begin &&
           strcmp(a->rule, b->rule) == 0 && strcmp(a->message, b->message) == 0;
}

static ts_diag *find_same(const ts_diags *diags, const ts_diag *diag)
{
    for (size_t i = 0; i < diags->count; i++)
        if (same(&diags->items[i], diag))
            return &diags->items[i];
    return NULL;
}

static void count(ts_diags *diags, const ts_diag *diag)
{
    diags->errors += diag->severity == TS_ERROR;
    diags->warnings += diag->severity == TS_WARNING;
}

/* Of what was told before. */
static void make_graver(ts_diags *diags, ts_diag *known, const ts_diag *diag)
{
    diags->warnings -= known->severity == TS_WARNING;
    count(diags, diag);
    const ts_diag texts = *known;
    *known = *diag;
    known->rule = texts.rule;
    known->message = texts.message;
    known->hint = texts.hint;
    known->cause = ts_arena_text(diags->arena, diag->cause);
    known->subject = ts_arena_text(diags->arena, diag->subject);
}

void ts_diag_add(ts_diags *diags, ts_diag diag)
{
    if (!diag.used.source && diag.severity != TS_NOTE)
        diag.used = diags->used;
    ts_diag *known = find_same(diags, &diag);
    if (known && diag.severity > known->severity)
        make_graver(diags, known, &diag);
    else if (known && !known->used.source)
        known->used = diag.used;
    if (known)
        return;
    count(diags, &diag);
    if (diags->count >= TS_DIAG_LIMIT) {
        diags->suppressed++;
        return;
    }
    diag.rule = ts_arena_text(diags->arena, diag.rule);
    diag.message = ts_arena_text(diags->arena, diag.message);
    diag.hint = ts_arena_text(diags->arena, diag.hint);
    diag.cause = ts_arena_text(diags->arena, diag.cause);
    diag.subject = ts_arena_text(diags->arena, diag.subject);
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

void ts_warn_near(ts_diags *diags, ts_span span, const char *rule, const char *hint,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, TS_WARNING, span, rule, hint, format, args);
    va_end(args);
}

const char *ts_diag_sentence(const ts_diag *diag, ts_arena *arena)
{
    const ts_span *used = &diag->used;
    if (!used->source || (used->source == diag->span.source && used->begin == diag->span.begin))
        return diag->message;
    ts_place place = ts_source_place(used->source, used->begin);
    return ts_arena_print(arena, "%s (used at %s:%zu:%zu)", diag->message, used->source->name, place.line, place.column);
}

static bool has_cause(const ts_diag *diag, const char *cause)
{
    return diag->cause && strcmp(diag->cause, cause) == 0;
}

static bool follow_from(const ts_diag *diag, const char *cause)
{
    return diag->severity == TS_ERROR && has_cause(diag, cause);
}

/* What the error and those behind it with its cause are about, once each. False: memory is out. */
static bool list_subjects(ts_diags *diags, size_t first, ts_map *subjects)
{
    for (size_t i = first; i < diags->count; i++) {
        ts_diag *diag = &diags->items[i];
        if (follow_from(diag, diags->items[first].cause) && !ts_map_find(subjects, diag->subject) &&
            !ts_map_put(diags->arena, subjects, diag->subject, diag))
            return false;
    }
    return true;
}

/* All but the first. NULL: memory is out. */
static const char *name_others(ts_arena *arena, const ts_map *subjects)
{
    enum { NAMES = 40 };
    const char *names = "";
    for (size_t i = 1; names && i < subjects->count && i <= NAMES; i++)
        names = ts_arena_print(arena, "%s%s%s", names, *names ? ", " : "", subjects->items[i].name);
    return names && subjects->count > NAMES + 1 ? ts_arena_print(arena, "%s ...", names) : names;
}

/* Errors and warnings that have the cause of one of them, whose place then is returned. */
static size_t take_others(ts_diags *diags, size_t one)
{
    size_t kept = 0, place = 0;
    const char *cause = diags->items[one].cause;
    for (size_t i = 0; i < diags->count; i++) {
        const ts_diag *diag = &diags->items[i];
        const bool taken = i != one && diag->severity != TS_NOTE && has_cause(diag, cause);
        diags->errors -= taken && diag->severity == TS_ERROR;
        diags->warnings -= taken && diag->severity == TS_WARNING;
        place = i == one ? kept : place;
        if (!taken)
            diags->items[kept++] = *diag;
    }
    diags->count = kept;
    return place;
}

static void take_what_follows(ts_diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (!diags->items[i].root || !diags->items[i].cause)
            continue;
        i = take_others(diags, i);
        diags->items[i].cause = NULL;
    }
}

void ts_diags_join(ts_diags *diags)
{
    take_what_follows(diags);
    for (size_t i = 0; i < diags->count; i++) {
        ts_diag *diag = &diags->items[i];
        ts_map subjects = {0};
        if (!diag->cause || diag->severity != TS_ERROR)
            continue;
        bool several = list_subjects(diags, i, &subjects) && subjects.count > 1; /* one alone keeps all its places */
        const char *names = several ? name_others(diags->arena, &subjects) : NULL;
        const bool named = strstr(diag->message, diag->cause); /* what it follows from is said in it */
        const char *message = names ? ts_arena_print(diags->arena, "%s; %s%s%sthe same goes for %zu more: %s", diag->message, named ? "" : "because ",
                                                     named ? "" : diag->cause, named ? "" : ", ", subjects.count - 1, names)
                                    : NULL;
        if (message) {
            diag->message = message;
            i = take_others(diags, i);
        }
        diags->items[i].cause = NULL;
    }
}

static void tell_places(ts_diags *diags, ts_diag *first, const ts_diag *next, size_t more)
{
    const ts_place place = next->span.source ? ts_source_place(next->span.source, next->span.begin) : (ts_place){0};
    const char *message = !more || !next->span.source ? NULL
                          : more == 1 ? ts_arena_print(diags->arena, "%s, and again at %s:%zu:%zu", first->message, next->span.source->name, place.line, place.column)
                                      : ts_arena_print(diags->arena, "%s, and in %zu more places, next at %s:%zu:%zu", first->message, more,
                                                       next->span.source->name, place.line, place.column);
    first->message = message ? message : first->message;
}

/* Takes those behind the first that are about the same. */
static void fold_one(ts_diags *diags, size_t first)
{
    ts_diag *one = &diags->items[first], next = {0};
    size_t kept = first + 1, more = 0;
    for (size_t i = kept; i < diags->count; i++) {
        const ts_diag *diag = &diags->items[i];
        const bool same = diag->severity == TS_ERROR && !diag->cause && diag->subject && strcmp(diag->subject, one->subject) == 0;
        if (same && !more++)
            next = *diag;
        if (!same)
            diags->items[kept++] = *diag;
    }
    diags->count = kept;
    diags->errors -= more;
    tell_places(diags, one, &next, more);
    one->subject = NULL;
}

void ts_diags_fold(ts_diags *diags, size_t from)
{
    for (size_t i = from; i < diags->count; i++)
        if (diags->items[i].severity == TS_ERROR && diags->items[i].subject && !diags->items[i].cause)
            fold_one(diags, i);
}

static size_t file_order(const ts_diags *diags, const ts_source *source)
{
    for (size_t i = 0; i < diags->count; i++)
        if (!diags->items[i].below.source && diags->items[i].span.source == source)
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
    keyed *list = diags->count ? TS_ARRAY(diags->arena, keyed, diags->count) : NULL; /* a list that is none has no arena */
    if (!list)
        return;
    for (size_t i = 0; i < diags->count; i++) {
        const ts_diag *diag = &diags->items[i];
        const ts_span *place = diag->below.source ? &diag->below : &diag->span;
        list[i] = (keyed){file_order(diags, place->source), place->begin, i, *diag};
    }
    qsort(list, diags->count, sizeof *list, by_place);
    for (size_t i = 0; i < diags->count; i++)
        diags->items[i] = list[i].diag;
}
