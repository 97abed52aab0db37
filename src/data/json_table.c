/*
 * A table in JSON: a list of objects, whose keys are the heads (all keys of all
 * rows, as they first come; one that a row lacks is missing there), or a list of
 * lists with the heads first. The strict scanner of base/ gives the place of
 * every value; the values themselves are read from the text, row by row. Memory:
 * the file (64 MiB at most) and sixteen bytes for each of its values (a million).
 */
#include "data/records.h"

#include "base/json_scan.h"
#include "base/map.h"
#include "base/utf8.h"
#include "data/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct head {
    const char *name;
    const char *raw; /* as the source writes it, between the quotes */
    size_t raw_length;
    ts_json_spot spot;
} head;

typedef struct json_table {
    ts_records records;
    ts_arena *arena;         /* of the load */
    ts_arena *sources;       /* of the text: lives on when a message shows it */
    bool shown;
    const ts_source *source;
    ts_json_spots spots;
    size_t from, to;         /* spots of the rows */
    size_t row;              /* the next one */
    bool objects, headed;
    ts_map names;            /* of heads */
    head heads[TS_RECORD_COLUMNS];
    size_t head_count;
    ts_field fields[TS_RECORD_COLUMNS];
    size_t offsets[TS_RECORD_COLUMNS]; /* of the fields' text, which moves while it grows */
    char *text;
    size_t used, room;
} json_table;

static void release(void *handle)
{
    json_table *t = handle;
    if (!t->shown)
        ts_arena_drop(t->sources);
    free(t->text);
    free(t);
}

static void release_sources(void *handle)
{
    ts_arena_drop(handle);
}

/* ---- places and mistakes */

/* The text goes with the table, unless somebody who outlives it has seen a place in it. */
static ts_span span(ts_records *records, ts_arena *arena, ts_record_place place)
{
    json_table *t = (json_table *)records;
    if (!t->shown && arena != t->arena) {
        t->shown = true;
        if (!ts_arena_defer(arena, release_sources, t->sources)) {
            t->row = t->to = t->from; /* the text is gone with the failure */
            return (ts_span){0};
        }
    }
    return (ts_span){t->source, (uint32_t)place.at, (uint32_t)(place.at + place.length)};
}

static ts_record_place place_of(const ts_json_spot *spot)
{
    return (ts_record_place){.at = spot->begin, .length = spot->end - spot->begin};
}

static ts_record_place key_place(const ts_json_spot *spot)
{
    return (ts_record_place){.at = spot->key_begin, .length = spot->key_end - spot->key_begin};
}

static bool fail(json_table *t, ts_record_place place, const char *fault)
{
    t->records.fault = fault;
    t->records.fault_place = place;
    return false;
}

/* ---- texts */

static bool put(json_table *t, const char *bytes, size_t length)
{
    if (length == 0)
        return true;
    if (t->used + length > t->room) {
        size_t room = (t->used + length) * 2 + 4096;
        char *text = realloc(t->text, room);
        if (!text)
            return false;
        t->text = text;
        t->room = room;
    }
    memcpy(t->text + t->used, bytes, length);
    t->used += length;
    return true;
}

static uint32_t hex(const char *at)
{
    char digits[5] = {at[0], at[1], at[2], at[3], '\0'};
    return (uint32_t)strtoul(digits, NULL, 16);
}

/* The scanner has seen that escapes are whole and surrogates come in pairs. */
static const char *put_escape(json_table *t, const char *at)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    char bytes[4];
    if (*at != 'u')
        return put(t, &means[strchr(letters, *at) - letters], 1) ? at + 1 : NULL;
    uint32_t code = hex(at + 1);
    at += 5;
    if (code >= 0xD800 && code < 0xDC00) {
        code = 0x10000 + ((code - 0xD800) << 10) + (hex(at + 2) - 0xDC00);
        at += 6;
    }
    return put(t, bytes, ts_utf8_put(code, bytes)) ? at : NULL;
}

/* A string without its quotes, unescaped, and its NUL. */
static bool put_string(json_table *t, const char *at, size_t length)
{
    const char *end = at + length;
    while (at && at < end) {
        const char *escape = memchr(at, '\\', (size_t)(end - at));
        const char *stop = escape ? escape : end;
        if (!put(t, at, (size_t)(stop - at)))
            return false;
        at = escape ? put_escape(t, escape + 1) : end;
    }
    return at && put(t, "", 1);
}

/* ---- values */

static bool fill_number(json_table *t, ts_field *field, const char *text, size_t length)
{
    bool plain = ts_number_plain(text, length);
    bool exponent = memchr(text, 'e', length) || memchr(text, 'E', length);
    field->kind = plain || exponent ? TS_FIELD_NUMBER : TS_FIELD_TEXT; /* 16 digits and more are a code */
    field->number = plain ? ts_number_read(text, length) : exponent ? ts_number_exponent(text, length) : 0;
    if (!isfinite(field->number))
        return fail(t, field->place, "this number is too large");
    return put(t, text, length) && put(t, "", 1);
}

static bool fill_field(json_table *t, size_t column, const ts_json_spot *spot)
{
    const char *text = t->source->text + spot->begin;
    size_t length = spot->end - spot->begin;
    ts_field *field = &t->fields[column];
    *field = (ts_field){.place = place_of(spot)};
    t->offsets[column] = t->used;
    switch (*text) {
    case '{':
    case '[':
        return fail(t, field->place, "a cell is a text, a number, true, false or null, no list and no object");
    case '"':
        if (length - 2 > TS_CELL_BYTES)
            return fail(t, field->place, "a cell of more than 1 MiB");
        return put_string(t, text + 1, length - 2);
    case 'n':
        field->kind = TS_FIELD_MISSING;
        return put(t, "", 1);
    case 't':
    case 'f':
        field->kind = TS_FIELD_NUMBER;
        field->number = *text == 't';
        return put(t, *text == 't' ? "1" : "0", 2);
    default:
        return fill_number(t, field, text, length);
    }
}

static void place_texts(json_table *t, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        t->fields[i].text = t->text + t->offsets[i];
        t->fields[i].length = strlen(t->fields[i].text);
    }
    t->records.fields = t->fields;
    t->records.count = count;
}

/* ---- heads */

static bool same_key(const json_table *t, const head *known, const ts_json_spot *spot)
{
    size_t length = spot->key_end - spot->key_begin - 2;
    return known->raw_length == length &&
           memcmp(known->raw, t->source->text + spot->key_begin + 1, length) == 0;
}

/* The head of a key, at or after the one that is likely; head_count: it is new. */
static size_t find_head(json_table *t, size_t likely, const ts_json_spot *spot)
{
    if (likely < t->head_count && same_key(t, &t->heads[likely], spot))
        return likely;
    size_t before = t->used;
    if (!put_string(t, t->source->text + spot->key_begin + 1, spot->key_end - spot->key_begin - 2))
        return t->head_count;
    const head *known = ts_map_find(&t->names, t->text + before);
    t->used = before;
    return known ? (size_t)(known - t->heads) : t->head_count;
}

static bool add_head(json_table *t, const ts_json_spot *spot)
{
    if (t->head_count == TS_RECORD_COLUMNS)
        return fail(t, key_place(spot), "more than 500 columns");
    size_t length = spot->key_end - spot->key_begin - 2;
    t->used = 0;
    if (!put_string(t, t->source->text + spot->key_begin + 1, length))
        return false;
    head *new = &t->heads[t->head_count];
    *new = (head){ts_arena_text(t->arena, t->text), t->source->text + spot->key_begin + 1, length, *spot};
    return new->name && ts_map_put(t->arena, &t->names, new->name, new) && ++t->head_count;
}

static size_t behind(const json_table *t, size_t spot)
{
    uint32_t end = t->spots.items[spot].end;
    do
        spot++;
    while (spot < t->to && t->spots.items[spot].begin < end);
    return spot;
}

static bool gather_heads(json_table *t)
{
    for (size_t row = t->from; row < t->to;) {
        size_t next = behind(t, row), likely = 0;
        for (size_t i = row + 1; i < next && t->source->text[t->spots.items[row].begin] == '{';
             i = behind(t, i), likely++) {
            t->used = 0;
            likely = find_head(t, likely, &t->spots.items[i]);
            if (likely == t->head_count && !add_head(t, &t->spots.items[i]))
                return false;
        }
        row = next;
    }
    return true;
}

static ts_records_event give_heads(json_table *t)
{
    t->headed = true;
    if (!gather_heads(t))
        return t->records.fault ? TS_RECORD_FAULT : TS_RECORDS_BROKEN;
    for (size_t i = 0; i < t->head_count; i++)
        t->fields[i] = (ts_field){.text = t->heads[i].name,
                                  .length = strlen(t->heads[i].name),
                                  .place = key_place(&t->heads[i].spot)};
    t->records.fields = t->fields;
    t->records.count = t->head_count;
    return TS_RECORD_READ;
}

/* ---- rows */

static bool read_object(json_table *t, size_t row, size_t next)
{
    const ts_json_spot *whole = &t->spots.items[row];
    size_t likely = 0;
    for (size_t i = 0; i < t->head_count; i++)
        t->fields[i] = (ts_field){.kind = TS_FIELD_MISSING, .place = {.at = whole->begin, .length = 1}};
    t->used = 0;
    if (!put(t, "", 1)) /* the text of what is missing */
        return false;
    memset(t->offsets, 0, t->head_count * sizeof *t->offsets);
    for (size_t i = row + 1; i < next; i = behind(t, i)) {
        const ts_json_spot *spot = &t->spots.items[i];
        size_t column = find_head(t, likely, spot);
        if (column == t->head_count)
            return false;
        if (t->fields[column].place.at != whole->begin)
            return fail(t, key_place(spot), "this key stands twice in its row");
        if (!fill_field(t, column, spot))
            return false;
        likely = column + 1;
    }
    place_texts(t, t->head_count);
    return true;
}

static bool read_list(json_table *t, size_t row, size_t next)
{
    size_t count = 0;
    t->used = 0;
    for (size_t i = row + 1; i < next; i = behind(t, i)) {
        if (count == TS_RECORD_COLUMNS)
            return fail(t, place_of(&t->spots.items[i]), "more than 500 columns");
        if (!fill_field(t, count++, &t->spots.items[i]))
            return false;
    }
    if (count == 0)
        return fail(t, place_of(&t->spots.items[row]), "a row without cells");
    place_texts(t, count);
    return true;
}

static bool read_row(json_table *t, size_t row, size_t next)
{
    char sign = t->source->text[t->spots.items[row].begin];
    if (t->objects)
        return sign == '{' ? read_object(t, row, next)
                           : fail(t, place_of(&t->spots.items[row]), "the first row is an object, this is none");
    return sign == '[' ? read_list(t, row, next)
                       : fail(t, place_of(&t->spots.items[row]), "the first row is a list, this is none");
}

static ts_records_event next(ts_records *records, size_t columns)
{
    json_table *t = (json_table *)records;
    (void)columns;
    if (t->from == t->to)
        return TS_RECORDS_END;
    if (t->objects && !t->headed)
        return give_heads(t);
    if (t->row == t->to)
        return TS_RECORDS_END;
    size_t row = t->row;
    t->row = behind(t, row);
    if (read_row(t, row, t->row))
        return TS_RECORD_READ;
    return t->records.fault ? TS_RECORD_FAULT : TS_RECORDS_BROKEN;
}

static bool rewind_file(ts_records *records)
{
    json_table *t = (json_table *)records;
    t->row = t->from;
    t->headed = false;
    return true;
}

static size_t memory(const ts_records *records)
{
    const json_table *t = (const json_table *)records;
    return sizeof *t + t->room + ts_arena_used(t->sources) + t->spots.capacity * sizeof *t->spots.items;
}

static const ts_records_kind kind = {"JSON", next, rewind_file, span, memory};

/* ---- opening */

static bool refuse(json_table *t, ts_diags *diags, size_t spot, const char *message)
{
    const ts_json_spot *at = &t->spots.items[spot];
    ts_record_place place = {.at = at->begin, .length = 1};
    ts_error(diags, span(&t->records, diags->arena, place), "table", "%s", message ? message : "");
    return false;
}

/* The member of the root that holds the rows. */
static bool find_member(json_table *t, const char *from, ts_diags *diags, size_t *found)
{
    t->to = t->spots.count;
    for (size_t i = 1; i < t->to; i = behind(t, i)) {
        const ts_json_spot *spot = &t->spots.items[i];
        t->used = 0;
        if (!put_string(t, t->source->text + spot->key_begin + 1, spot->key_end - spot->key_begin - 2))
            return false;
        if (strcmp(t->text, from) == 0) {
            *found = i;
            return true;
        }
    }
    return refuse(t, diags, 0, ts_arena_print(diags->arena, "there is no member \"%s\" here", from));
}

static bool find_rows(json_table *t, const char *from, ts_diags *diags)
{
    size_t list = 0;
    if (t->source->text[t->spots.items[0].begin] == '{') {
        if (!from)
            return refuse(t, diags, 0, "a table is a list of rows; \"from\" names the member that holds it");
        if (!find_member(t, from, diags, &list))
            return false;
    }
    if (t->source->text[t->spots.items[list].begin] != '[')
        return refuse(t, diags, list, "a table is a list of rows");
    t->to = t->spots.count;
    t->to = list ? behind(t, list) : t->to;
    t->from = t->row = list + 1;
    char first = t->from < t->to ? t->source->text[t->spots.items[t->from].begin] : '[';
    t->objects = first == '{';
    return first == '{' || first == '[' ||
           refuse(t, diags, t->from, "a row is an object, or a list with the heads in the first");
}

static bool scan(json_table *t, const ts_table_request *request, ts_diags *diags, const char **why)
{
    t->source = ts_source_read(t->sources, request->path, why);
    if (!t->source) {
        *why = *why ? ts_arena_text(t->arena, *why) : TS_NO_MEMORY;
        return false;
    }
    ts_magic magic = ts_magic_of(t->source->text, t->source->length);
    bool other = magic != TS_MAGIC_NONE && magic != TS_MAGIC_JSON;
    *why = other ? ts_records_other(t->arena, magic) : NULL;
    if (other)
        return false;
    t->records.file_size = t->source->length;
    ts_diags seen = ts_diags_new(t->arena);
    if (ts_json_scan(t->arena, t->source, &seen, &t->spots))
        return find_rows(t, request->from, diags);
    span(&t->records, diags->arena, (ts_record_place){0}); /* the source stays */
    for (size_t i = 0; i < seen.count; i++)
        ts_diag_add(diags, seen.items[i]);
    if (seen.count == 0)
        *why = TS_NO_MEMORY;
    return false;
}

ts_records *ts_json_table_open(ts_arena *arena, const ts_table_request *request, ts_diags *diags,
                               const char **why)
{
    *why = TS_NO_MEMORY;
    json_table *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->records.kind = &kind;
    t->arena = arena;
    t->sources = ts_arena_new(0);
    if (t->sources)
        ts_arena_lend(t->sources, ts_arena_lender(arena));
    if (!ts_arena_defer(arena, release, t) || !t->sources)
        return NULL;
    *why = NULL;
    return scan(t, request, diags, why) ? &t->records : NULL;
}
