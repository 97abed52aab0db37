/*
 * json.h - JSON with places.
 *
 * A strict scanner (RFC 8259) runs first: UTF-8 only, no byte order mark, no
 * leading zeros, no raw control characters, no NUL in a string, no lone
 * surrogate, no double key, nothing after the value, bounded depth and count.
 * It records the place of every value and key in document order. Only then
 * cJSON builds its tree, and the two are walked together (cJSON keeps no
 * places and accepts much that RFC 8259 refuses).
 */
#ifndef TS_BASE_JSON_H
#define TS_BASE_JSON_H

#include "base/diag.h"

typedef enum ts_json_kind {
    TS_JSON_NULL, TS_JSON_BOOL, TS_JSON_NUMBER, TS_JSON_STRING, TS_JSON_ARRAY, TS_JSON_OBJECT
} ts_json_kind;

typedef struct ts_json ts_json;
struct ts_json {
    ts_json_kind kind;
    ts_span span;        /* of the value, quotes and brackets included */
    const char *key;     /* in an object, else NULL */
    ts_span key_span;    /* with its quotes */
    const char *string;  /* TS_JSON_STRING, unescaped */
    double number;       /* TS_JSON_NUMBER, finite */
    bool boolean;
    const ts_json *parent, *child, *next;
    size_t count;        /* children */
};

/* Members are few, so that names made to collide in a map cost little. */
enum { TS_JSON_DEPTH = 64, TS_JSON_VALUES = 1000000, TS_JSON_MEMBERS = 20000 };

/* The root, or NULL when the text is not JSON (one diagnostic, rule "json";
 * double keys, rule "double", are found all) or memory is out. The tree lives in the arena. */
const ts_json *ts_json_parse(ts_arena *arena, const ts_source *source, ts_diags *diags);

const ts_json *ts_json_member(const ts_json *object, const char *key); /* NULL: none */
const char *ts_json_kind_name(ts_json_kind kind);                      /* "a number", "a list", ... */

/* The place of bytes [from, to) of a string's unescaped value in its source,
 * escapes accounted for: for messages about a part of a text. */
ts_span ts_json_within(const ts_json *string, size_t from, size_t to);
/* The key that a member's value, which was parsed, stands behind. The value's own place, where none does. */
ts_span ts_json_key_before(ts_span value);

/* Where the last part that was asked for begins, so that one behind it is not sought from the string's beginning; {0}: there. */
typedef struct ts_json_reach {
    uint32_t skipped; /* bytes of the source behind the quote */
    size_t offset;    /* bytes of the value */
} ts_json_reach;

ts_span ts_json_within_on(const ts_json *string, ts_json_reach *reach, size_t from, size_t to);

#endif
