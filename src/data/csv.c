#include "data/csv.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK = 1 << 16, NOTHING = -1 };

typedef struct ts_csv_state {
    FILE *file;
    const char *path;
    char separator;
    unsigned char chunk[CHUNK];
    size_t have, at;
    uint64_t chunk_at, line_at;
    size_t line;
    char *text; /* of the record's cells, each with its NUL */
    size_t used, room;
    bool broken;
    ts_csv_cell cells[TS_CSV_COLUMNS];
    size_t offsets[TS_CSV_COLUMNS]; /* of the cells' text, which may move while it grows */
    size_t count;
} state;

static void release(void *handle)
{
    state *s = handle;
    fclose(s->file);
    free(s->text);
    free(s);
}

/* ---- bytes ---- */

static int peek(state *s)
{
    if (s->at == s->have) {
        s->chunk_at += s->have;
        s->at = 0;
        s->have = fread(s->chunk, 1, CHUNK, s->file);
        s->broken |= s->have == 0 && ferror(s->file);
    }
    return s->at < s->have ? s->chunk[s->at] : NOTHING;
}

static int take(state *s)
{
    int byte = peek(s);
    if (byte == NOTHING)
        return byte;
    s->at++;
    if (byte == '\n') {
        s->line++;
        s->line_at = s->chunk_at + s->at;
    }
    return byte;
}

static ts_csv_place here(const state *s)
{
    return (ts_csv_place){s->line_at, s->chunk_at + s->at, s->line};
}

static bool put(state *s, int byte)
{
    if (s->used == s->room) {
        size_t room = s->room ? s->room * 2 : 4096;
        char *text = realloc(s->text, room);
        s->broken |= !text;
        if (!text)
            return false;
        s->text = text;
        s->room = room;
    }
    s->text[s->used++] = (char)byte;
    return true;
}

/* ---- cells ---- */

static bool fail(ts_csv *csv, ts_csv_place place, const char *fault)
{
    csv->fault = fault;
    csv->fault_place = place;
    return false;
}

/* Keeps a byte of the cell that began at `from` bytes of text. */
static bool keep(ts_csv *csv, size_t from, int byte)
{
    state *s = csv->state;
    ts_csv_place place = s->cells[s->count - 1].place;
    if (byte == 0) {
        ts_csv_place behind = here(s);
        behind.at--;
        return fail(csv, behind, "a NUL byte: this is no text");
    }
    if (s->used - from >= TS_CSV_CELL)
        return fail(csv, place, "a cell of more than 1 MiB (is a quote not closed?)");
    if (s->used >= TS_CSV_RECORD)
        return fail(csv, place, "a record of more than 8 MiB (is a quote not closed?)");
    return put(s, byte);
}

static bool at_line_end(state *s)
{
    int byte = peek(s);
    return byte == '\n' || byte == NOTHING;
}

static bool read_quoted(ts_csv *csv, ts_csv_place opening)
{
    state *s = csv->state;
    size_t from = s->used;
    take(s);
    for (;;) {
        int byte = take(s);
        if (byte == NOTHING)
            return fail(csv, opening, "this quote is never closed");
        if (byte == '"' && peek(s) != '"')
            break;
        if (byte == '"')
            take(s);
        if (!keep(csv, from, byte))
            return false;
    }
    ts_csv_place after = here(s);
    if (peek(s) == '\r')
        take(s);
    else if (peek(s) == (unsigned char)s->separator)
        return true;
    return at_line_end(s) || fail(csv, after, "text after a closing quote");
}

static bool read_bare(ts_csv *csv)
{
    state *s = csv->state;
    size_t from = s->used;
    while (!at_line_end(s) && peek(s) != (unsigned char)s->separator) {
        ts_csv_place place = here(s);
        int byte = take(s);
        if (byte == '"')
            return fail(csv, place, "a quote inside a cell that does not begin with one");
        if (byte == '\r' && at_line_end(s))
            break;
        if (byte == '\r')
            return fail(csv, place, "a carriage return that ends no line");
        if (!keep(csv, from, byte))
            return false;
    }
    return true;
}

static bool read_cell(ts_csv *csv)
{
    state *s = csv->state;
    ts_csv_place place = here(s);
    if (s->count == TS_CSV_COLUMNS)
        return fail(csv, place, "more than 500 columns");
    s->offsets[s->count] = s->used;
    s->cells[s->count++] = (ts_csv_cell){.place = place};
    s->cells[s->count - 1].quoted = peek(s) == '"';
    bool fine = peek(s) == '"' ? read_quoted(csv, place) : read_bare(csv);
    s->cells[s->count - 1].length = s->used - s->offsets[s->count - 1];
    return fine && put(s, 0);
}

static bool read_record(ts_csv *csv)
{
    state *s = csv->state;
    csv->count = s->count = s->used = 0;
    do {
        if (!read_cell(csv))
            return false;
    } while (peek(s) == (unsigned char)s->separator && take(s) != NOTHING);
    take(s); /* the line end */
    for (size_t i = 0; i < s->count; i++)
        s->cells[i].text = s->text + s->offsets[i];
    csv->cells = s->cells;
    csv->count = s->count;
    return true;
}

static bool all_utf8(ts_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        const ts_csv_cell *cell = &csv->cells[i];
        if (ts_utf8_check(cell->text, cell->length) < cell->length)
            return fail(csv, cell->place, "this cell is not UTF-8");
    }
    return true;
}

static void skip_line(state *s)
{
    int byte = take(s);
    while (byte != '\n' && byte != NOTHING)
        byte = take(s);
}

static bool blank(const ts_csv *csv)
{
    return csv->count == 1 && csv->cells[0].length == 0 && !csv->cells[0].quoted;
}

ts_csv_event ts_csv_next(ts_csv *csv, size_t columns)
{
    state *s = csv->state;
    csv->fault = NULL;
    do {
        if (peek(s) == NOTHING)
            return s->broken ? TS_CSV_BROKEN : TS_CSV_END;
        if (!read_record(csv)) {
            skip_line(s);
            return s->broken ? TS_CSV_BROKEN : TS_CSV_FAULT;
        }
    } while (columns > 1 && blank(csv));
    return all_utf8(csv) ? TS_CSV_RECORD_READ : TS_CSV_FAULT;
}

/* ---- files and places ---- */

static bool start(state *s)
{
    static const unsigned char mark[3] = {0xEF, 0xBB, 0xBF};
    s->at = s->have = s->line = 0;
    s->chunk_at = s->line_at = 0;
    if (peek(s) != NOTHING && s->have >= sizeof mark && memcmp(s->chunk, mark, sizeof mark) == 0)
        s->line_at = s->at = sizeof mark;
    return !s->broken;
}

bool ts_csv_rewind(ts_csv *csv)
{
    return fseeko(csv->state->file, 0, SEEK_SET) == 0 && start(csv->state);
}

ts_csv_place ts_csv_here(const ts_csv *csv)
{
    return here(csv->state);
}

static FILE *open_file(ts_arena *arena, const char *path, const char **why)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    if (!file) {
        *why = errno == ENOENT ? "there is no such file" : ts_arena_text(arena, strerror(errno));
        return NULL;
    }
    if (fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode))
        return file;
    fclose(file);
    *why = "it is not a regular file";
    return NULL;
}

ts_csv *ts_csv_open(ts_arena *arena, const char *path, char separator, const char **why)
{
    FILE *file = open_file(arena, path, why);
    if (!file)
        return NULL;
    *why = "memory is out";
    state *s = calloc(1, sizeof *s);
    if (!s) {
        fclose(file);
        return NULL;
    }
    s->file = file;
    s->separator = separator;
    if (!ts_arena_defer(arena, release, s))
        return NULL;
    s->path = ts_arena_text(arena, path);
    ts_csv *csv = TS_NEW(arena, ts_csv);
    if (!csv || !s->path)
        return NULL;
    csv->state = s;
    *why = "it cannot be read";
    return start(s) ? csv : NULL;
}

/* The bytes of a line from its start, until its end or `wanted` bytes. */
static char *read_again(state *s, ts_arena *arena, uint64_t from, size_t wanted, size_t *length)
{
    char *text = ts_arena_alloc(arena, wanted + 1);
    if (!text || fseeko(s->file, (off_t)from, SEEK_SET) != 0)
        return NULL;
    size_t got = fread(text, 1, wanted, s->file);
    char *end = memchr(text, '\n', got);
    *length = end ? (size_t)(end - text) : got;
    text[*length] = '\0';
    return text;
}

ts_span ts_csv_span(const ts_csv *csv, ts_arena *arena, ts_csv_place place, size_t length)
{
    enum { AFTER = 256, LONGEST = TS_CSV_RECORD + TS_CSV_CELL };
    state *s = csv->state;
    uint64_t column = place.at - place.line_at;
    if (column > LONGEST)
        return (ts_span){0};
    size_t got = 0;
    char *text = read_again(s, arena, place.line_at, (size_t)column + AFTER, &got);
    const ts_source *source = text ? ts_source_wrap(arena, s->path, text, got) : NULL;
    if (fseeko(s->file, (off_t)(s->chunk_at + s->have), SEEK_SET) != 0)
        s->broken = true;
    if (!source)
        return (ts_span){0};
    ((ts_source *)source)->first_line = place.line;
    uint32_t begin = (uint32_t)(column < got ? column : got);
    uint32_t end = (uint32_t)(got - begin < length ? got : begin + length);
    return (ts_span){source, begin, end > begin ? end : begin};
}
