/*
 * member.h - what a member of the format may hold: words, lengths, numbers.
 *
 * Each knows its place. One that was not written is: a ts_word with text NULL;
 * a ts_length, ts_real or ts_whole with given false (its value is then the
 * default, where the format has one).
 */
#ifndef TS_SPEC_MEMBER_H
#define TS_SPEC_MEMBER_H

#include "base/source.h"

typedef struct ts_word {
    const char *text; /* NULL: not given */
    ts_span span;
} ts_word;

/* A moment: 2024, "2024-03", "2024-Q1", "latest", "{year}". Kept as text. */
typedef ts_word ts_moment;

typedef struct ts_words {
    ts_word *items;
    size_t count, capacity;
} ts_words;

typedef struct ts_length { /* points */
    double pt;
    const char *slot; /* "{name}" before it is filled, else NULL */
    bool given;
    ts_span span;
} ts_length;

typedef struct ts_real {
    double value;
    const char *slot;
    bool given;
    ts_span span;
} ts_real;

typedef struct ts_whole {
    long value;
    const char *slot;
    bool given;
    ts_span span;
} ts_whole;

typedef struct ts_flag {
    bool value, given;
    ts_span span;
} ts_flag;

/* A choice among the words of one list (an enum); -1: not given. */
typedef struct ts_choice {
    int value;
    bool given;
    ts_span span;
} ts_choice;

/* A scalar as JSON gave it: a parameter's default, a slot's value, a where cell. */
typedef struct ts_scalar {
    enum { TS_SCALAR_NONE, TS_SCALAR_TEXT, TS_SCALAR_NUMBER, TS_SCALAR_BOOL } kind;
    const char *text; /* also the canonical print of a number or boolean */
    double number;
    bool boolean;
    ts_span span;
} ts_scalar;

typedef struct ts_scalars {
    ts_scalar *items;
    size_t count, capacity;
} ts_scalars;

typedef struct ts_set { /* type size on leading, points */
    double size, leading;
    bool given;
    ts_span span;
} ts_set;

#endif
