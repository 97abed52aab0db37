/*
 * CSV (RFC 4180), decoded while it is read. The text of one record stands in a
 * window over the file, where its cells are cut out: nothing is copied but what
 * a doubled quote moves. Positions are relative to the record's begin, so that
 * the window may move or grow while a record is read.
 */
#include "data/decode.h"
#include "data/records.h"

#include "base/files.h"
#include "base/magic.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 16, NOTHING = -1 };

typedef struct cut { /* where a cell stands, its quotes left out */
    size_t begin, end;
    bool quoted, doubled;
} cut;

typedef struct csv {
    ts_records records;
    ts_file opened;
    FILE *file; /* its stream */
    const char *path;
    char separator;
    size_t skip;
    ts_decoder decoder;
    const char *wrong; /* with the file as a whole: its encoding */
    bool ended, broken;
    unsigned char raw[CHUNK];
    size_t raw_have; /* bytes of a character that is not whole yet */
    char *text;      /* the window; behind its end stands a NUL */
    size_t room, start, have;
    size_t at;        /* behind start: how far the record is read */
    size_t line_from; /* behind start: where the line begins */
    uint64_t line_at; /* the same as a byte of the file */
    size_t line;
    bool stops[256], quote_stops[256]; /* characters that a cell does not simply hold */
    ts_field fields[TS_RECORD_COLUMNS];
    cut cuts[TS_RECORD_COLUMNS];
    size_t count;
} csv;

static void release(void *handle)
{
    csv *c = handle;
    ts_file_close(&c->opened);
    free(c->text);
    free(c);
}

/* ---- the window */

static bool make_room(csv *c)
{
    if (c->start > 0)
        memmove(c->text, c->text + c->start, c->have - c->start);
    c->have -= c->start;
    c->start = 0;
    size_t wanted = c->have + TS_DECODE_SWELLS * CHUNK + 1;
    if (wanted <= c->room)
        return true;
    size_t room = c->room * 2 > wanted ? c->room * 2 : wanted;
    char *text = realloc(c->text, room);
    c->broken |= !text;
    if (!text)
        return false;
    c->text = text;
    c->room = room;
    return true;
}

/* More of the file behind what the window holds. False: there is none. */
static bool more(csv *c)
{
    if (c->ended || c->broken || !make_room(c))
        return false;
    size_t got = fread(c->raw + c->raw_have, 1, CHUNK - c->raw_have, c->file), taken;
    c->broken |= got == 0 && ferror(c->file);
    c->ended = got == 0;
    size_t count = c->raw_have + got;
    size_t written = ts_decode(&c->decoder, c->raw, count, c->ended, c->text + c->have, &taken);
    c->raw_have = count - taken;
    memmove(c->raw, c->raw + taken, c->raw_have);
    c->have += written;
    c->text[c->have] = '\0';
    return written > 0 || (got > 0 && more(c));
}

static int peek_beyond(csv *c, size_t ahead)
{
    while (c->start + c->at + ahead >= c->have)
        if (!more(c))
            return NOTHING;
    return (unsigned char)c->text[c->start + c->at + ahead];
}

/* The byte `ahead` of the cursor. Apart from the window's end it is there: asked some five times a cell. */
static inline int peek(csv *c, size_t ahead)
{
    size_t at = c->start + c->at + ahead;
    return at < c->have ? (unsigned char)c->text[at] : peek_beyond(c, ahead);
}

/* Steps over a line end. */
static void next_line(csv *c)
{
    c->at++;
    c->line++;
    c->line_at +=
        ts_decode_length(&c->decoder, c->text + c->start + c->line_from, c->at - c->line_from);
    c->line_from = c->at;
}

/* What is read is let go; a line's begin may go with it when the line is skipped. */
static void let_go(csv *c)
{
    if (c->line_from < c->at)
        c->line_at +=
            ts_decode_length(&c->decoder, c->text + c->start + c->line_from, c->at - c->line_from);
    c->start += c->at;
    c->at = c->line_from = 0;
}

static void skip_line(csv *c)
{
    for (;;) {
        let_go(c);
        if (peek(c, 0) == NOTHING)
            return;
        const char *from = c->text + c->start;
        const char *end = memchr(from, '\n', c->have - c->start);
        c->at = end ? (size_t)(end - from) : c->have - c->start;
        if (end) {
            next_line(c);
            let_go(c);
            return;
        }
    }
}

/* ---- cells */

static ts_record_place place_at(const csv *c, size_t at, size_t length)
{
    return (ts_record_place){c->line_at, c->line, at - c->line_from, length};
}

static bool fail(csv *c, ts_record_place place, const char *fault)
{
    c->records.fault = fault;
    c->records.fault_place = place;
    return false;
}

static bool fail_here(csv *c, const char *fault)
{
    return fail(c, place_at(c, c->at, 1), fault);
}

static bool fail_at_cell(csv *c, const char *fault)
{
    ts_record_place place = c->fields[c->count - 1].place;
    place.length = 1;
    return fail(c, place, fault);
}

/* On to the next character that stops; false: the cell is too long. */
static bool run_to(csv *c, const bool *stops)
{
    const cut *cell = &c->cuts[c->count - 1];
    for (;;) {
        const char *text = c->text + c->start;
        size_t at = c->at;
        while (!stops[(unsigned char)text[at]])
            at++;
        c->at = at;
        if (at - cell->begin > TS_CELL_BYTES)
            return fail_at_cell(c, "a cell of more than 1 MiB (is a quote not closed?)");
        if (at > TS_RECORD_BYTES)
            return fail_at_cell(c, "a record of more than 8 MiB (is a quote not closed?)");
        if (c->start + at < c->have)
            return text[at] != '\0' || fail_here(c, "a NUL byte: this is no text");
        if (!more(c))
            return true; /* the file's end */
    }
}

static bool at_line_end(csv *c, size_t ahead)
{
    int byte = peek(c, ahead);
    return byte == '\n' || byte == NOTHING;
}

static bool at_cell_end(csv *c)
{
    size_t carriage = peek(c, 0) == '\r';
    if (carriage == 0 && peek(c, 0) == (unsigned char)c->separator)
        return true;
    if (!at_line_end(c, carriage))
        return false;
    c->at += carriage;
    return true;
}

static bool read_quoted(csv *c)
{
    cut *cell = &c->cuts[c->count - 1];
    cell->quoted = true;
    cell->begin = ++c->at;
    for (;;) {
        if (!run_to(c, c->quote_stops))
            return false;
        int byte = peek(c, 0);
        if (byte == NOTHING)
            return fail(c, c->fields[c->count - 1].place, "this quote is never closed");
        if (byte == '\n') {
            next_line(c);
        } else if (peek(c, 1) == '"') {
            cell->doubled = true;
            c->at += 2;
        } else {
            break;
        }
    }
    cell->end = c->at++;
    return at_cell_end(c) || fail_here(c, "text after a closing quote");
}

static bool read_bare(csv *c)
{
    cut *cell = &c->cuts[c->count - 1];
    cell->begin = c->at;
    if (!run_to(c, c->stops))
        return false;
    cell->end = c->at;
    const int byte = peek(c, 0);
    if (byte == (unsigned char)c->separator || byte == '\n')
        return true; /* as a rule */
    if (byte == '"')
        return fail_here(c, "a quote inside a cell that does not begin with one");
    return at_cell_end(c) || fail_here(c, "a carriage return that ends no line");
}

static bool read_cell(csv *c)
{
    if (c->count == TS_RECORD_COLUMNS)
        return fail_here(c, "more than 500 columns");
    const size_t from = c->at;
    ts_field *field = &c->fields[c->count]; /* a text, as none was ever anything else */
    cut *cell = &c->cuts[c->count++];
    field->place = place_at(c, from, 1);
    *cell = (cut){.begin = from};
    if (!(peek(c, 0) == '"' ? read_quoted(c) : read_bare(c)))
        return false;
    field->place.length = (cell->quoted ? cell->end + 1 : cell->end) - from;
    return true;
}

/* ---- records */

/* "a ""b""" -> a "b": in its own place. */
static size_t without_doubles(char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        text[used++] = text[i];
        i += text[i] == '"';
    }
    return used;
}

/* Eight at a step. */
static bool is_ascii(const char *text, size_t length)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t bits = 0, eight;
    size_t i = 0;
    for (; i + sizeof eight <= length; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        bits |= eight;
    }
    for (; i < length; i++)
        bits |= (unsigned char)text[i];
    return !(bits & high);
}

/* The line end or separator behind a cell gives way to its NUL. True: all is ASCII. */
static bool finish(csv *c, size_t end)
{
    char *text = c->text + c->start;
    const bool plain = is_ascii(text, end);
    for (size_t i = 0; i < c->count; i++) {
        ts_field *field = &c->fields[i];
        const cut *cell = &c->cuts[i];
        field->text = text + cell->begin;
        field->length = cell->end - cell->begin;
        if (cell->doubled)
            field->length = without_doubles(text + cell->begin, field->length);
        text[cell->begin + field->length] = '\0';
    }
    c->records.fields = c->fields;
    c->records.count = c->count;
    return plain;
}

static bool all_characters(csv *c)
{
    static const char *const faults[] = {
        "this cell is not UTF-8 (a file in another one names its \"encoding\")",
        "this cell holds a byte that windows-1252 does not know",
        "this cell holds a byte that ISO 8859-1 does not know (is it windows-1252?)",
        "this cell holds half a character of UTF-16"};
    for (size_t i = 0; i < c->count; i++) {
        const ts_field *field = &c->fields[i];
        if (ts_utf8_check(field->text, field->length) < field->length)
            return fail(c, field->place, faults[c->decoder.encoding]);
    }
    return true;
}

static bool read_record(csv *c, bool *plain)
{
    c->count = c->records.count = 0;
    do {
        if (!read_cell(c))
            return false;
    } while (peek(c, 0) == (unsigned char)c->separator && ++c->at);
    size_t end = c->at;
    if (peek(c, 0) == '\n')
        next_line(c);
    *plain = finish(c, end);
    return true;
}

static bool blank(const csv *c)
{
    return c->count == 1 && c->fields[0].length == 0 && !c->cuts[0].quoted;
}

static ts_records_event next(ts_records *records, size_t columns)
{
    csv *c = (csv *)records;
    bool plain = true;
    if (c->wrong) {
        fail(c, (ts_record_place){.length = 1}, c->wrong);
        return TS_RECORD_FAULT;
    }
    do {
        let_go(c);
        if (peek(c, 0) == NOTHING)
            return c->broken ? TS_RECORDS_BROKEN : TS_RECORDS_END;
        if (!read_record(c, &plain)) {
            skip_line(c);
            return c->broken ? TS_RECORDS_BROKEN : TS_RECORD_FAULT;
        }
    } while (columns > 1 && blank(c));
    if (c->broken)
        return TS_RECORDS_BROKEN;
    return plain || all_characters(c) ? TS_RECORD_READ : TS_RECORD_FAULT;
}

/* ---- files and places */

static bool rewind_file(ts_records *records)
{
    csv *c = (csv *)records;
    unsigned char mark[4];
    if (fseeko(c->file, 0, SEEK_SET) != 0)
        return false;
    size_t got = fread(mark, 1, sizeof mark, c->file);
    size_t length = ts_decode_mark(&c->decoder, mark, got, &c->wrong);
    if (got == 0)
        c->wrong = NULL; /* an empty file is said to be empty */
    if (ferror(c->file) || fseeko(c->file, (off_t)length, SEEK_SET) != 0)
        return false;
    c->start = c->have = c->at = c->line_from = c->line = c->raw_have = 0;
    c->line_at = length;
    c->ended = c->broken = false;
    for (size_t i = 0; i < c->skip; i++)
        skip_line(c);
    return !c->broken;
}

/* The bytes of a line from its start, decoded, until its end or `wanted` bytes. */
static char *read_again(csv *c, ts_arena *arena, uint64_t from, size_t wanted, size_t *length)
{
    size_t count = wanted * 2, taken;
    unsigned char *raw = malloc(count);
    char *text = ts_arena_alloc(arena, count * TS_DECODE_SWELLS + 1);
    off_t before = ftello(c->file);
    ts_decoder bytes = {0}, *decoder = c->wrong ? &bytes : &c->decoder;
    if (raw && text && fseeko(c->file, (off_t)from, SEEK_SET) == 0) {
        size_t got = fread(raw, 1, count, c->file);
        *length = ts_decode(decoder, raw, got, true, text, &taken);
        const char *end = memchr(text, '\n', *length);
        *length = end ? (size_t)(end - text) : *length;
        *length = *length > wanted ? wanted : *length;
        text[*length] = '\0';
    } else {
        text = NULL;
    }
    free(raw);
    c->broken |= fseeko(c->file, before, SEEK_SET) != 0;
    return text;
}

static ts_span span(ts_records *records, ts_arena *arena, ts_record_place place)
{
    enum { AFTER = 256, LONGEST = TS_RECORD_BYTES + TS_CELL_BYTES };
    csv *c = (csv *)records;
    if (place.column > LONGEST)
        return (ts_span){0};
    size_t got = 0;
    char *text = read_again(c, arena, place.at, place.column + AFTER, &got);
    const ts_source *source = text ? ts_source_wrap(arena, c->path, text, got) : NULL;
    if (!source)
        return (ts_span){0};
    ((ts_source *)source)->first_line = place.line;
    uint32_t begin = (uint32_t)(place.column < got ? place.column : got);
    uint32_t end = (uint32_t)(got - begin < place.length ? got : begin + place.length);
    return (ts_span){source, begin, end};
}

static size_t memory(const ts_records *records)
{
    return sizeof(csv) + ((const csv *)records)->room;
}

static const ts_records_kind kind = {"CSV", next, rewind_file, span, memory};

static void set_stops(csv *c)
{
    c->stops['\0'] = c->stops['\n'] = c->stops['\r'] = c->stops['"'] = true;
    c->stops[(unsigned char)c->separator] = true;
    c->quote_stops['\0'] = c->quote_stops['\n'] = c->quote_stops['"'] = true;
}

/* NULL: it may be CSV. */
static const char *why_no_csv(ts_arena *arena, FILE *file)
{
    char begin[TS_MAGIC_BYTES];
    ts_magic magic = ts_magic_of(begin, fread(begin, 1, sizeof begin, file));
    return magic == TS_MAGIC_NONE ? NULL : ts_records_other(arena, magic);
}

ts_records *ts_csv_open(ts_arena *arena, const ts_table_request *request, const char **why)
{
    ts_file file;
    if (!ts_file_open(arena, request->path, &file, why))
        return NULL;
    *why = why_no_csv(arena, file.stream);
    if (*why) {
        ts_file_close(&file);
        return NULL;
    }
    *why = TS_NO_MEMORY;
    csv *c = calloc(1, sizeof *c);
    if (!c) {
        ts_file_close(&file);
        return NULL;
    }
    c->opened = file;
    c->file = file.stream;
    c->records = (ts_records){.kind = &kind, .file_size = file.size};
    c->separator = request->separator ? request->separator : ',';
    c->decoder.encoding = request->encoding;
    c->skip = request->skip;
    set_stops(c);
    if (!ts_arena_defer(arena, release, c))
        return NULL;
    c->path = ts_arena_text(arena, request->path);
    if (!c->path || !make_room(c))
        return NULL;
    *why = "it cannot be read";
    return rewind_file(&c->records) ? &c->records : NULL;
}
