/*
 * Rows that are alike in every column: what adds them up counts them twice, and nobody sees
 * it. While a file is looked at, a row is known by a hash of its cells; where one came again
 * the file is read once more, to hold the first such two against each other.
 */
#include "data/loader.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 10, MOST_FIRST_SLOTS = 1 << 17, MOST_ROWS = 1 << 20 /* known: 16 MiB; those behind them are only looked for among these */ };

/* ---- what is known of rows ---- */

static uint64_t mix(uint64_t hash, uint64_t bits)
{
    hash = (hash ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* All of a text of eight bytes or less, of a longer one the last eight: from either end, so that none is read one by one. */
static uint64_t last_bits(const char *text, size_t length)
{
    uint64_t bits;
    uint32_t front, back;
    if (length >= sizeof bits) {
        memcpy(&bits, text + length - sizeof bits, sizeof bits);
        return bits;
    }
    if (length >= sizeof front) {
        memcpy(&front, text, sizeof front);
        memcpy(&back, text + length - sizeof back, sizeof back);
        return (uint64_t)front << 32 | back;
    }
    const unsigned char *byte = (const unsigned char *)text;
    return length ? (uint64_t)byte[0] << 16 | (uint64_t)byte[length / 2] << 8 | byte[length - 1] : 0;
}

static uint64_t mix_field(uint64_t hash, const ts_field *field)
{
    uint64_t bits;
    for (size_t at = 0; at + sizeof bits < field->length; at += sizeof bits) {
        memcpy(&bits, field->text + at, sizeof bits);
        hash = mix(hash, bits);
    }
    return mix(hash + field->length, last_bits(field->text, field->length));
}

/* Of the record at hand; 0: its cells are empty, and add up to nothing. */
static uint64_t hash_record(const ts_records *records)
{
    uint64_t hash = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < records->count; i++) {
        hash = mix_field(hash, &records->fields[i]);
        bytes += records->fields[i].length;
    }
    return !bytes ? 0 : hash ? hash : 1;
}

/* Where a hash is, or would be. */
static uint64_t *slot_of(uint64_t *slots, size_t slot_count, uint64_t hash)
{
    size_t at = (size_t)hash & (slot_count - 1);
    while (slots[at] && slots[at] != hash)
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

/* As many as rows of 64 bytes want: they are not placed anew, then. */
static size_t first_count(uint64_t file_size)
{
    size_t count = FIRST_SLOTS;
    while (count < MOST_FIRST_SLOTS && count < file_size / 32)
        count *= 2;
    return count;
}

static bool grow(ts_alike *alike, uint64_t file_size)
{
    size_t count = alike->slot_count ? alike->slot_count * 2 : first_count(file_size);
    uint64_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < alike->slot_count; i++)
        if (alike->slots[i])
            *slot_of(slots, count, alike->slots[i]) = alike->slots[i];
    free(alike->slots);
    alike->slots = slots;
    alike->slot_count = count;
    return true;
}

/* A key has no double. */
bool ts_loader_look_alike(ts_loader *l)
{
    ts_alike *alike = &l->alike;
    uint64_t hash = l->request->unique_count ? 0 : hash_record(l->records);
    if (!hash)
        return true;
    if (alike->known * 2 >= alike->slot_count && alike->known < MOST_ROWS && !grow(alike, l->records->file_size))
        return false;
    uint64_t *slot = slot_of(alike->slots, alike->slot_count, hash);
    if (*slot == hash) {
        alike->first = alike->first ? alike->first : hash;
        alike->again++;
    } else if (alike->known < MOST_ROWS) {
        *slot = hash;
        alike->known++;
    }
    return true;
}

void ts_loader_forget_alike(ts_loader *l)
{
    free(l->alike.slots);
    l->alike.slots = NULL;
}

/* ---- the first two ---- */

static const char **copy_texts(ts_loader *l)
{
    const char **texts = TS_ARRAY(l->scratch, const char *, l->records->count);
    for (size_t i = 0; texts && i < l->records->count; i++)
        if (!(texts[i] = ts_arena_text(l->scratch, l->records->fields[i].text)))
            return NULL;
    return texts;
}

static bool has_texts(const ts_records *records, const char *const *texts)
{
    size_t i = 0;
    while (i < records->count && strcmp(records->fields[i].text, texts[i]) == 0)
        i++;
    return i == records->count;
}

typedef struct found {
    ts_record_place place;
    size_t row; /* from 1, the heads left out */
} found;

/* The next record with the hash. */
static bool find_next(ts_loader *l, found *at)
{
    while (!ts_store_is_cancelled(l->database)) {
        ts_records_event event = ts_records_next(l->records, l->table->column_count);
        if (event == TS_RECORDS_END || event == TS_RECORDS_BROKEN)
            return false;
        at->row++;
        at->place = event == TS_RECORD_READ ? l->records->fields[0].place : at->place;
        if (event == TS_RECORD_READ && l->records->count == l->table->column_count && !ts_loader_ignores(l, false) &&
            hash_record(l->records) == l->alike.first)
            return true;
    }
    return false;
}

/* False: they only had one hash, or the file or memory failed, which the second pass meets, too. */
static bool find_two(ts_loader *l, found *first, found *again)
{
    *first = (found){0};
    bool read = ts_records_rewind(l->records) && ts_records_next(l->records, l->table->column_count) == TS_RECORD_READ;
    if (!read || !find_next(l, first))
        return false;
    const char **texts = copy_texts(l);
    *again = *first;
    return texts && find_next(l, again) && has_texts(l->records, texts);
}

/* All rows of JSON may stand in one line. */
static const char *name_row(ts_loader *l, const found *row)
{
    bool lines = l->table->kind == TS_TABLE_CSV;
    return ts_arena_print(l->diags->arena, "%s %zu", lines ? "line" : "row", lines ? row->place.line + 1 : row->row);
}

static const char *name_others(const ts_loader *l)
{
    size_t others = l->alike.again - 1;
    return !others ? "" : ts_arena_print(l->diags->arena, ", as %s %zu other row%s", others == 1 ? "does" : "do", others, others == 1 ? "" : "s");
}

static void tell(ts_loader *l)
{
    found one, other;
    if (!find_two(l, &one, &other))
        return;
    const char *first = name_row(l, &one), *again = name_row(l, &other), *others = name_others(l);
    if (first && again && others)
        ts_warn(l->diags, ts_loader_span(l, other.place), "twice",
                "table \"%s\": %s is %s again in every column, and counts once more%s (is each a row of its own? Say "
                "\"allow\": {\"twice\": \"why\"})",
                l->request->name, again, first, others);
}

void ts_loader_tell_alike(ts_loader *l)
{
    ts_loader_forget_alike(l);
    if (l->alike.again && !l->request->alike)
        tell(l);
    else if (!l->alike.again && l->request->alike)
        ts_warn(l->diags, l->request->alike_span, "allow", "\"twice\" is allowed, and nothing breaks it");
}
