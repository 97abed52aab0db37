/*
 * read.h - one reader for all tables.
 *
 * Mistakes go to the diagnostics and reading goes on. A call is true when the
 * value was right and is stored; running out of memory sticks to the arena.
 */
#ifndef TS_SPEC_READ_H
#define TS_SPEC_READ_H

#include "spec/shape.h"

/* Mistakes whose best advice needs the whole sheet (the swatch of that colour,
 * the key of those words, the style of that setting): reported at the end. */
typedef enum ts_later_kind { TS_LATER_COLOUR, TS_LATER_WORDS, TS_LATER_SETTING } ts_later_kind;

typedef struct ts_later {
    ts_later_kind kind;
    const char *text, *what;
    ts_span span;
} ts_later;

struct ts_reader {
    ts_arena *arena;
    ts_diags *diags;
    ts_matcher *matcher;
    size_t frames, depth;
    bool tries; /* whether a value suits a member: nothing is told, and nothing in it mended */
    struct {
        ts_later *items;
        size_t count, capacity;
    } later;
    struct {
        const void **items;
        size_t count, capacity;
    } refused; /* objects with a member that could not be read, in the order of their reading */
};

ts_reader *ts_reader_new(ts_arena *arena, ts_diags *diags);

/* Sets the defaults of a fresh struct. */
void ts_read_defaults(const ts_shape *shape, void *object);
/* Reads over what the struct holds. False: it is no object, or its shape has more to say against it, which is told; a
 * member that does not suit is told and left as it was. */
bool ts_read_into(ts_reader *reader, const ts_json *json, const ts_shape *shape, void *object);
/* A new struct; NULL when memory is out or json is no object. */
void *ts_read_new(ts_reader *reader, const ts_json *json, const ts_shape *shape);

bool ts_read_is_refused(const ts_reader *reader, const void *object); /* what it lacks may be what could not be read */

bool ts_read_member(ts_reader *reader, const ts_json *json, const ts_member *member, void *object);
const ts_member *ts_shape_member(const ts_shape *shape, const char *name);

/* Building blocks for ts_own. False: the value does not suit, which is told, or memory is out. */
bool ts_read_text(ts_reader *reader, const ts_json *json, ts_pattern_id pattern, ts_word *out);
bool ts_read_texts(ts_reader *reader, const ts_json *json, ts_pattern_id pattern, size_t least,
                   ts_words *out);
bool ts_read_length(ts_reader *reader, const ts_json *json, bool negative, ts_length *out);
bool ts_read_scalar(ts_reader *reader, const ts_json *json, bool boolean, ts_scalar *out);
bool ts_read_real(ts_reader *reader, const ts_json *json, ts_real *out);
bool ts_read_choice(ts_reader *reader, const ts_json *json, const char *const *words, ts_choice *out);
bool ts_read_scalar_map(ts_reader *reader, const ts_json *json, ts_pattern_id key, ts_map *out);
bool ts_read_list(ts_reader *reader, const ts_json *json, const ts_shape *shape, size_t least, void *list);

/* "X takes NOUN, not a list" [type]; X is the member that holds the value. */
bool ts_read_refuse(ts_reader *reader, const ts_json *json, const char *noun);
bool ts_read_is_list(ts_reader *reader, const ts_json *json, size_t least);
bool ts_read_is_map(ts_reader *reader, const ts_json *json, ts_pattern_id key, size_t least);

void ts_read_later(ts_reader *reader, ts_later_kind kind, const char *text, const char *what, ts_span span);

#endif
