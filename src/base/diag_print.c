#include "base/diag.h"

#include "base/utf8.h"

#include <string.h>

static const char *word(ts_severity severity)
{
    static const char *const words[] = {"note", "warning", "error"};
    return words[severity];
}

enum { LONGEST_LINE = 160 };

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
    ts_utf8_print_plain(line + begin, length, out);
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
    ts_utf8_print_plain(text, strlen(text), out);
}

static const char *sentence_of(const ts_diags *diags, const ts_diag *diag)
{
    const char *sentence = ts_diag_sentence(diag, diags->arena);
    return sentence ? sentence : diag->message;
}

static void print_one(const ts_diag *diag, const char *sentence, FILE *out)
{
    if (diag->span.source) {
        ts_place place = ts_source_place(diag->span.source, diag->span.begin);
        print_plain(diag->span.source->name, out);
        fprintf(out, ":%zu:%zu: %s: ", place.line, place.column, word(diag->severity));
    } else {
        fprintf(out, "tearsheet: %s: ", word(diag->severity));
    }
    print_plain(sentence, out);
    fprintf(out, " [%s]\n", diag->rule);
    if (!diag->span.source)
        return;
    ts_place place = ts_source_place(diag->span.source, diag->span.begin);
    print_line(diag, place, out);
}

void ts_diags_print(const ts_diags *diags, FILE *out)
{
    for (size_t i = 0; i < diags->count; i++)
        print_one(&diags->items[i], sentence_of(diags, &diags->items[i]), out);
    if (diags->suppressed)
        fprintf(out, "tearsheet: %zu more are not shown\n", diags->suppressed);
}

static void print_json(const ts_diag *diag, const char *sentence, FILE *out)
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
    ts_utf8_print_json(sentence, out);
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
        print_json(&diags->items[i], sentence_of(diags, &diags->items[i]), out);
}

/* A workflow command of GitHub Actions ("Workflow commands: setting an error message"): what would end it, or one of
 * its properties, is written as percent and hex digits. */
static void print_escaped(const char *text, bool property, FILE *out)
{
    for (; *text; text++) {
        bool escaped = *text == '%' || *text == '\r' || *text == '\n' || (property && (*text == ':' || *text == ','));
        if (escaped)
            fprintf(out, "%%%02X", (unsigned)(unsigned char)*text);
        else
            fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
}

static void print_github(const ts_diag *diag, const char *sentence, FILE *out)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    fprintf(out, "::%s ", commands[diag->severity]);
    if (diag->span.source) {
        ts_place place = ts_source_place(diag->span.source, diag->span.begin);
        fputs("file=", out);
        print_escaped(diag->span.source->name, true, out);
        fprintf(out, ",line=%zu,col=%zu,", place.line, place.column);
    }
    fputs("title=", out);
    print_escaped(diag->rule, true, out);
    fputs("::", out);
    print_escaped(sentence, false, out);
    fputc('\n', out);
}

void ts_diags_print_github(const ts_diags *diags, FILE *out)
{
    for (size_t i = 0; i < diags->count; i++)
        print_github(&diags->items[i], sentence_of(diags, &diags->items[i]), out);
}
