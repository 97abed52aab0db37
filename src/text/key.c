#include "text/kept.h"

#include <string.h>

enum { WORD = 8, TYPES = 16, FIRST_ROOM = 1024 };

/* Places are made for several things at once, and written without a look: most keys are of things that are few and of
 * one size. */
typedef struct writer {
    ts_arena *arena;
    unsigned char *bytes;
    size_t length, capacity;
    const ts_type *types[TYPES]; /* written out already */
    size_t type_count;
    bool failed;
} writer;

static bool widen(writer *w, size_t size)
{
    size_t wider = w->capacity ? w->capacity * 2 : FIRST_ROOM;
    while (wider - w->length < size)
        wider *= 2;
    unsigned char *moved = w->failed ? NULL : ts_arena_room(w->arena, wider);
    w->failed = !moved;
    if (!moved)
        return false;
    if (w->length)
        memcpy(moved, w->bytes, w->length);
    w->bytes = moved;
    w->capacity = wider;
    return true;
}

/* Before anything is put. False: memory is out. */
static inline bool make_room(writer *w, size_t size)
{
    return size <= w->capacity - w->length || widen(w, size);
}

static inline void put(writer *w, const void *bytes, size_t size)
{
    if (size) /* no text need not have a place */
        memcpy(w->bytes + w->length, bytes, size);
    w->length += size;
}

static inline void put_byte(writer *w, unsigned value)
{
    w->bytes[w->length++] = (unsigned char)value;
}

static inline void put_number(writer *w, double value)
{
    put(w, &value, sizeof value);
}

static inline void put_count(writer *w, size_t value)
{
    put(w, &value, sizeof value);
}

static inline void put_place(writer *w, const void *pointer)
{
    put(w, &pointer, sizeof pointer);
}

/* No text is another key than an empty one. */
static void put_text(writer *w, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    if (!make_room(w, 1 + sizeof length + length))
        return;
    put_byte(w, text != NULL);
    put_count(w, length);
    put(w, text, length);
}

/* A face's fallbacks are set once, before use, so the first face stands for its chain. */
static void put_type_fields(writer *w, const ts_type *type)
{
    const double lengths[] = {type->size, type->leading, type->tracking, type->rise};
    const ts_feature *feature = type->features;
    put_text(w, type->language);
    if (!make_room(w, sizeof type->font + sizeof lengths + 1 + sizeof type->feature_count + type->feature_count * (sizeof feature->tag + 1)))
        return;
    put_place(w, type->font);
    put(w, lengths, sizeof lengths);
    put_byte(w, type->capitals);
    put_count(w, type->feature_count);
    for (size_t i = 0; i < type->feature_count; i++, feature++) {
        put(w, feature->tag, sizeof feature->tag);
        put_byte(w, feature->on);
    }
}

enum { NO_TYPE = 0xFF, NEW_TYPE = 0xFE };

/* NEW_TYPE: it is none of those that were written. */
static unsigned number_of(const writer *w, const ts_type *type)
{
    for (size_t i = 0; i < w->type_count; i++)
        if (w->types[i] == type)
            return (unsigned)i;
    return type ? NEW_TYPE : NO_TYPE;
}

static void put_type(writer *w, const ts_type *type)
{
    unsigned number = number_of(w, type);
    if (!make_room(w, 1))
        return;
    put_byte(w, number);
    if (number != NEW_TYPE)
        return;
    put_type_fields(w, type);
    if (w->type_count < TYPES)
        w->types[w->type_count++] = type;
}

static void put_piece(writer *w, const ts_text_piece *piece)
{
    const uint32_t numbers[] = {piece->user, piece->source, piece->mark};
    put_type(w, piece->type);
    if (!make_room(w, sizeof piece->length + piece->length + sizeof numbers))
        return;
    put(w, numbers, sizeof numbers);
    put_count(w, piece->length);
    put(w, piece->text, piece->length);
}

static void put_tabs(writer *w, const ts_setting_rules *rules)
{
    for (size_t i = 0; i < rules->tab_count && make_room(w, sizeof rules->tabs[i].at + 1); i++) {
        put_number(w, rules->tabs[i].at);
        put_byte(w, rules->tabs[i].align);
        put_text(w, rules->tabs[i].leader);
    }
}

static void put_rules(writer *w, const ts_setting_rules *rules)
{
    const double lengths[] = {rules->measure,      rules->indent,      rules->first_indent, rules->left,
                              rules->beside,       rules->least,      rules->space_before, rules->space_after,
                              rules->last_measure, rules->grid,       rules->drop_cap.gap};
    const int wholes[] = {(int)rules->align,        rules->balance,          rules->optical,
                          rules->last_words,        rules->orphans,          rules->widows,
                          rules->hyphenation.before, rules->hyphenation.after, rules->hyphenation.in_a_row,
                          rules->drop_cap.lines};
    const size_t counts[] = {rules->together_count, rules->tab_count};
    if (!make_room(w, sizeof lengths + sizeof wholes + sizeof counts + sizeof rules->hyphenation.patterns))
        return;
    put(w, lengths, sizeof lengths);
    put(w, wholes, sizeof wholes);
    put(w, counts, sizeof counts);
    put_place(w, rules->hyphenation.patterns);
    for (size_t i = 0; i < rules->together_count; i++)
        put_text(w, rules->together[i]);
    put_tabs(w, rules);
    put_type(w, rules->drop_cap.type);
}

static void put_paragraph(writer *w, const ts_text_paragraph *paragraph)
{
    put_type(w, paragraph->type);
    put_rules(w, &paragraph->rules);
    if (!make_room(w, 2 + sizeof paragraph->count))
        return;
    put_byte(w, paragraph->marker_right);
    put_byte(w, paragraph->marker != NULL);
    put_count(w, paragraph->count);
    if (paragraph->marker)
        put_piece(w, paragraph->marker);
    for (size_t i = 0; i < paragraph->count && !w->failed; i++)
        put_piece(w, &paragraph->pieces[i]);
}

static void put_box(writer *w, ts_rect box)
{
    const double sides[] = {box.x, box.y, box.w, box.h};
    put(w, sides, sizeof sides);
}

static void put_areas(writer *w, const ts_text_areas *areas)
{
    size_t box = sizeof(double[4]) + 1, numbers = 4 * sizeof areas->count;
    if (!make_room(w, numbers + (areas->count + areas->obstacle_count) * box)) /* they stand in memory already: no overflow */
        return;
    put_count(w, areas->count);
    for (size_t i = 0; i < areas->count; i++)
        put_box(w, areas->boxes[i]);
    put_count(w, areas->obstacle_count);
    for (size_t i = 0; i < areas->obstacle_count; i++) {
        put_box(w, areas->obstacles[i].box);
        put_byte(w, areas->obstacles[i].round);
    }
    put_count(w, areas->from.paragraph);
    put_count(w, areas->from.unit);
}

/* FNV-1a's two steps, eight bytes at a time, and the high half folded in, which its
 * product alone would leave without a say. */
static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static inline uint64_t word_at(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, WORD);
    return word;
}

/* Each product waits for the one before it: four stand beside each other, of every fourth word. */
uint64_t ts_hash(const unsigned char *bytes, size_t length)
{
    enum { LANES = 4 };
    uint64_t lanes[LANES] = {UINT64_C(14695981039346656037), 1, 2, 3};
    size_t at = 0;
    for (; length - at >= LANES * WORD; at += LANES * WORD)
        for (size_t i = 0; i < LANES; i++)
            lanes[i] = mix(lanes[i], word_at(bytes + at + i * WORD));
    for (; at < length; at += WORD)
        lanes[0] = mix(lanes[0], word_at(bytes + at));
    return mix(mix(mix(lanes[0], lanes[1]), lanes[2]), lanes[3]);
}

bool ts_key_make(ts_arena *arena, const ts_order *order, ts_key *key)
{
    static const unsigned char BLANK[WORD] = {0};
    writer w = {.arena = arena};
    if (!make_room(&w, 2 + sizeof order->count))
        return false;
    put_byte(&w, order->one_line);
    put_byte(&w, order->areas != NULL);
    put_count(&w, order->count);
    if (order->areas)
        put_areas(&w, order->areas);
    for (size_t i = 0; i < order->count && !w.failed; i++)
        put_paragraph(&w, &order->paragraphs[i]);
    if (!w.failed && make_room(&w, WORD))
        put(&w, BLANK, (WORD - w.length % WORD) % WORD);
    *key = (ts_key){.bytes = w.bytes, .length = w.length, .hash = ts_hash(w.bytes, w.failed ? 0 : w.length)};
    return !w.failed;
}
