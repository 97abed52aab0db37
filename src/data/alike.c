/*
 * Rows that are alike in every column: what adds them up counts them twice, and nobody sees
 * it. While a file is looked at, a row is known by a hash of its cells; where one came again
 * the file is read once more, to hold the first such two against each other.
 *
 * A file may be made so that its hashes fall in one place, or are one: no more than some slots
 * are looked at for a row. Where that does not do, or two of one hash differ, all is done once
 * more with hashes that are slow, and have the digest of the file in them: who changes a row to
 * suit them changes them.
 */
#include "data/loader.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 10, MOST_FIRST_SLOTS = 1 << 17 };

/* ---- what is known of rows */

static uint64_t mix(uint64_t hash, uint64_t bits)
{
    return ((hash << 29 | hash >> 35) ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
}

/* With the last mix, after which each bit has moved all others: a slot is known by the lowest. */
uint64_t ts_loader_end_mix(uint64_t hash)
{
    hash = (hash ^ hash >> 32) * UINT64_C(0xD6E8FEB86659FD93);
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

uint64_t ts_loader_mix(uint64_t hash, const char *text, size_t length)
{
    uint64_t bits;
    for (size_t at = 0; at + sizeof bits < length; at += sizeof bits) {
        memcpy(&bits, text + at, sizeof bits);
        hash = mix(hash, bits);
    }
    return mix(hash + length, last_bits(text, length));
}

/* Most rows begin with a cell that is plainly one. */
static bool is_empty(const ts_loader *l)
{
    const ts_records *records = l->records;
    size_t i = 0;
    if (records->count && records->fields[0].length && !l->request->empty_count)
        return false;
    while (i < records->count && ts_loader_missing(l, &records->fields[i]))
        i++;
    return i == records->count;
}

static uint64_t quick_hash(const ts_records *records)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < records->count; i++)
        hash = ts_loader_mix(hash, records->fields[i].text, records->fields[i].length);
    return ts_loader_end_mix(hash);
}

static uint64_t slow_hash(const ts_records *records, const ts_alike *alike)
{
    unsigned char raw[TS_DIGEST_BYTES];
    uint64_t hash;
    ts_digest_add(alike->slow, alike->file, sizeof alike->file);
    for (size_t i = 0; i < records->count; i++)
        ts_digest_add(alike->slow, records->fields[i].text, records->fields[i].length + 1);
    ts_digest_end_raw(alike->slow, raw);
    memcpy(&hash, raw, sizeof hash);
    return hash;
}

/* Of the record at hand; 0: its cells are empty, and add up to nothing. */
static uint64_t hash_record(const ts_loader *l)
{
    if (is_empty(l))
        return 0;
    const ts_alike *alike = &l->alike;
    uint64_t hash = alike->slow ? slow_hash(l->records, alike) : quick_hash(l->records);
    hash &= l->database->alike_reach.bits[alike->slow != NULL];
    return hash ? hash : 1;
}

uint64_t *ts_loader_slot(uint64_t *slots, size_t slot_count, uint64_t hash, size_t probes)
{
    for (size_t at = (size_t)hash; probes > 0; at++, probes--) {
        uint64_t *slot = &slots[at & (slot_count - 1)];
        if (!*slot || *slot == hash)
            return slot;
    }
    return NULL;
}

/* As many as rows of 64 bytes want: they are not placed anew, then. */
static size_t first_count(uint64_t file_size)
{
    size_t count = FIRST_SLOTS;
    while (count < MOST_FIRST_SLOTS && count < file_size / 32)
        count *= 2;
    return count;
}

static bool grow(ts_loader *l)
{
    ts_alike *alike = &l->alike;
    size_t count = alike->slot_count ? alike->slot_count * 2 : first_count(l->records->file_size);
    uint64_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < alike->slot_count && !alike->crowded; i++) {
        uint64_t *slot = alike->slots[i] ? ts_loader_slot(slots, count, alike->slots[i], l->database->alike_reach.probes) : NULL;
        alike->crowded = alike->slots[i] && !slot;
        if (slot)
            *slot = alike->slots[i];
    }
    free(alike->slots);
    alike->slots = slots;
    alike->slot_count = count;
    return true;
}

static void look_for(ts_loader *l, uint64_t hash)
{
    ts_alike *alike = &l->alike;
    uint64_t *slot = ts_loader_slot(alike->slots, alike->slot_count, hash, l->database->alike_reach.probes);
    if (!slot) {
        alike->crowded = true;
    } else if (*slot) {
        alike->first = alike->first ? alike->first : hash;
        alike->again++;
    } else if (alike->known < l->database->alike_reach.rows) {
        *slot = hash;
        alike->known++;
    } else {
        alike->full = true;
    }
}

/* A key has no double. */
bool ts_loader_look_alike(ts_loader *l)
{
    ts_alike *alike = &l->alike;
    uint64_t hash = l->again || l->request->unique_count || alike->crowded ? 0 : hash_record(l);
    if (!hash)
        return true;
    if (alike->known * 2 >= alike->slot_count && alike->known < l->database->alike_reach.rows && !grow(l))
        return false;
    if (!alike->crowded)
        look_for(l, hash);
    return true;
}

void ts_loader_forget_alike(ts_loader *l)
{
    free(l->alike.slots);
    l->alike.slots = NULL;
}

/* ---- the first two */

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

/* Behind the heads, which were read before. */
static bool begin_again(ts_loader *l)
{
    return ts_records_rewind(l->records) && ts_records_next(l->records, l->table->column_count) == TS_RECORD_READ;
}

/* The next record that is a row. */
static bool next_row(ts_loader *l, found *at)
{
    while (!ts_store_is_cancelled(l->database)) {
        ts_records_event event = ts_records_next(l->records, l->table->column_count);
        if (event == TS_RECORDS_END || event == TS_RECORDS_BROKEN)
            return false;
        at->row++;
        at->place = event == TS_RECORD_READ ? l->records->fields[0].place : at->place;
        if (event == TS_RECORD_READ && l->records->count == l->table->column_count && !ts_loader_ignores(l, false))
            return true;
    }
    return false;
}

/* The next row with the hash. */
static bool find_next(ts_loader *l, found *at)
{
    while (next_row(l, at))
        if (hash_record(l) == l->alike.first)
            return true;
    return false;
}

/* False: they only had one hash, or the file or memory failed, which the second pass meets, too. */
static bool find_two(ts_loader *l, found *first, found *again)
{
    *first = (found){0};
    if (!begin_again(l) || !find_next(l, first))
        return false;
    const char **texts = copy_texts(l);
    *again = *first;
    return texts && find_next(l, again) && has_texts(l->records, texts);
}

/* What stands twice, by slow hashes. False: as above. */
static bool look_again(ts_loader *l)
{
    found at = {0};
    const char *why;
    l->alike = (ts_alike){.slow = ts_digest_new(l->scratch)};
    bool looks = l->alike.slow && ts_digest_file(l->scratch, l->request->path, l->alike.file, &why) && begin_again(l);
    while (looks && next_row(l, &at))
        looks = ts_loader_look_alike(l);
    ts_loader_forget_alike(l);
    return looks;
}

/* All rows of JSON may stand in one line. */
static const char *name_row(ts_loader *l, const found *row)
{
    bool lines = l->table->kind == TS_TABLE_CSV;
    return ts_arena_print(l->diags->arena, "%s %zu", lines ? "line" : "row", lines ? row->place.line + 1 : row->row);
}

/* Where not all rows were looked for there may be more. */
static const char *name_others(const ts_loader *l)
{
    size_t others = l->alike.again - 1;
    bool all = !l->alike.full && !l->alike.crowded;
    return !others ? "" : ts_arena_print(l->diags->arena, ", as %s %s%zu other row%s", others == 1 ? "does" : "do",
                                         all ? "" : "at least ", others, others == 1 ? "" : "s");
}

static void tell(ts_loader *l, const found *one, const found *other)
{
    const char *first = name_row(l, one), *again = name_row(l, other), *others = name_others(l);
    if (first && again && others)
        ts_warn(l->diags, ts_loader_span(l, other->place), "twice",
                "table \"%s\": %s is %s again in every column, and counts once more%s (is each a row of its own? Say "
                "\"allow\": {\"twice\": \"why\"})",
                l->request->name, again, first, others);
}

static void tell_first_two(ts_loader *l)
{
    found one, other;
    bool two = l->alike.again && find_two(l, &one, &other);
    bool doubtful = l->alike.crowded || (l->alike.again && !two);
    if (doubtful && look_again(l))
        two = l->alike.again && find_two(l, &one, &other);
    if (two)
        tell(l, &one, &other);
}

/* An allowance is idle where no two rows of all have one hash. */
void ts_loader_tell_alike(ts_loader *l)
{
    const ts_alike *alike = &l->alike;
    ts_loader_forget_alike(l);
    if (l->again)
        return;
    if (!l->request->alike)
        tell_first_two(l);
    else if (!alike->again && !alike->crowded && !alike->full)
        ts_warn(l->diags, l->request->alike_span, "allow", "\"twice\" is allowed, and nothing breaks it");
}
