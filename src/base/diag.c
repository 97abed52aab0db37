#include "base/diag.h"

#include "base/utf8.h"

#include <inttypes.h>
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

static const char *word(ts_severity severity)
{
    static const char *const words[] = {"note", "warning", "error"};
    return words[severity];
}

enum { LONGEST_LINE = 160 };

/* One character: what is no UTF-8 shows as U+FFFD, a control character (C0, DEL, C1), which must not reach a
 * terminal, as a space. */
static void print_character(const char *text, size_t length, size_t *at, FILE *out)
{
    size_t from = *at;
    uint32_t code = ts_utf8_next(text, length, at);
    if (code == TS_UTF8_BAD)
        fputs("\xEF\xBF\xBD", out);
    else if (code < ' ' || (code >= 0x7F && code < 0xA0))
        fputc(' ', out);
    else
        fwrite(text + from, 1, *at - from, out);
}

static void repeat(char sign, const char *text, size_t from, size_t to, size_t length, FILE *out)
{
    while (from < to && from < length) {
        (void)ts_utf8_next(text, length, &from);
        fputc(sign, out);
    }
}

/* The line, cut to a window around the place when it is very long. */
static void print_line(const ts_diag *diag, ts_place place, FILE *out)
{
    size_t length, begin = 0;
    const char *line = ts_source_line(diag->span.source, diag->span.begin, &length);
    size_t at = (size_t)(diag->span.source->text + diag->span.begin - line);
    if (at > length)
        at = length;
    if (length > LONGEST_LINE) {
        begin = at > LONGEST_LINE / 3 ? at - LONGEST_LINE / 3 : 0;
        while (begin > 0 && ((unsigned char)line[begin] & 0xC0) == 0x80)
            begin--;
        size_t rest = length - begin;
        length = rest > LONGEST_LINE ? LONGEST_LINE : rest;
        while (length > 0 && length < rest && ((unsigned char)line[begin + length] & 0xC0) == 0x80)
            length--;
    } else {
        length -= begin;
    }
    fprintf(out, "%5zu | ", place.line);
    for (size_t i = 0; i < length;)
        print_character(line + begin, length, &i, out);
    fputs("\n      | ", out);
    repeat(' ', line, begin, at, begin + length, out);
    fputc('^', out);
    size_t end = diag->span.end - diag->span.begin + at, next = at;
    if (next < begin + length)
        (void)ts_utf8_next(line, begin + length, &next);
    repeat('~', line, next, end, begin + length, out);
    fputc('\n', out);
}

/* A control character must not reach a terminal, nor a line end forge a message. */
static void print_plain(const char *text, FILE *out)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length;)
        print_character(text, length, &i, out);
}

static void print_one(const ts_diag *diag, FILE *out)
{
    if (diag->span.source) {
        ts_place place = ts_source_place(diag->span.source, diag->span.begin);
        print_plain(diag->span.source->name, out);
        fprintf(out, ":%zu:%zu: %s: ", place.line, place.column, word(diag->severity));
    } else {
        fprintf(out, "tearsheet: %s: ", word(diag->severity));
    }
    print_plain(diag->message, out);
    fprintf(out, " [%s]\n", diag->rule);
    if (!diag->span.source)
        return;
    ts_place place = ts_source_place(diag->span.source, diag->span.begin);
    print_line(diag, place, out);
}

void ts_diags_print(const ts_diags *diags, FILE *out)
{
    for (size_t i = 0; i < diags->count; i++)
        print_one(&diags->items[i], out);
    if (diags->suppressed)
        fprintf(out, "tearsheet: %zu more are not shown\n", diags->suppressed);
}

static void print_json(const ts_diag *diag, FILE *out)
{
    fputs("{\"file\":", out);
    if (diag->span.source) {
        ts_place place = ts_source_place(diag->span.source, diag->span.begin);
        ts_utf8_print_json(diag->span.source->name, out);
        fprintf(out, ",\"line\":%zu,\"column\":%zu", place.line, place.column);
    } else {
        fputs("null,\"line\":null,\"column\":null", out);
    }
    fprintf(out, ",\"severity\":\"%s\",\"rule\":", word(diag->severity));
    ts_utf8_print_json(diag->rule, out);
    fputs(",\"message\":", out);
    ts_utf8_print_json(diag->message, out);
    fputs(",\"hint\":", out);
    if (diag->hint)
        ts_utf8_print_json(diag->hint, out);
    else
        fputs("null", out);
    fputs("}\n", out);
}

void ts_diags_print_json(const ts_diags *diags, FILE *out)
{
    for (size_t i = 0; i < diags->count; i++)
        print_json(&diags->items[i], out);
}
