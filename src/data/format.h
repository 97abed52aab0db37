/*
 * format.h - a value printed in a language.
 *
 * Rounding is half away from zero, on the value, once, at the end; an at-least
 * claim ("475+") rounds down. `decimals` of short and long are at most so many
 * (noughts at the end fall away), those of percent, full and plain are kept;
 * `nearest` is a multiple of the value (0.05 for steps of five percent). Long
 * words begin at the million unless the deck has one for 10^3: 87,000. ICU decides digits, grouping, plurals
 * and words; the deck's own number words come first, since ICU's compact currencies are unusable in es-MX
 * ("1.6 BUSD").
 */
#ifndef TS_DATA_FORMAT_H
#define TS_DATA_FORMAT_H

#include "data/stats.h"

typedef enum ts_format_style {
    TS_FORMAT_SHORT,
    TS_FORMAT_LONG,
    TS_FORMAT_FULL,
    TS_FORMAT_PERCENT,
    TS_FORMAT_PERCENT_WORDS,
    TS_FORMAT_ORDINAL,
    TS_FORMAT_WORDS,
    TS_FORMAT_PLAIN
} ts_format_style; /* the order of spec's enum ts_format_as */

typedef struct ts_format {
    ts_format_style style;
    int digits;     /* significant; -1: not said */
    int decimals;   /* at most (percent and full keep them); -1: not said */
    double nearest; /* a multiple; 0: not said */
    int sign;       /* 0 negative, 1 always, 2 never */
    const char *name;
} ts_format;

typedef enum ts_qualifier {
    TS_QUALIFIER_NONE = -1,
    TS_QUALIFIER_OR_MORE,
    TS_QUALIFIER_ABOUT,
    TS_QUALIFIER_NEARLY
} ts_qualifier;

typedef struct ts_money_pattern {
    const char *currency, *brief, *in_text, *full; /* with {n}; NULL: ICU or built in */
} ts_money_pattern;

typedef struct ts_language_words { /* of a deck; NULL: built in or ICU */
    const char *decimal, *group, *percent, *percent_words, *or_more, *about, *nearly;
    const ts_money_pattern *money;
    size_t money_count;
    const char *scales[2][4][4]; /* short/long; 10^3 6 9 12; one few many other */
} ts_language_words;

typedef struct ts_formatter ts_formatter;

/* For one BCP 47 language; tied to the arena. The words live as long as it does.
 * A language that ICU does not know prints in CLDR's root forms, never in those
 * of the environment. NULL: ICU has failed, or memory. */
ts_formatter *ts_formatter_new(ts_arena *arena, const char *language, const ts_language_words *words);

typedef struct ts_printed {
    const char *text;    /* UTF-8; a no-break space between a value and its unit or magnitude word */
    size_t magnitude_at; /* byte offset of a magnitude word ("billion"), or the length when none */
} ts_printed;

/* A moment in words: "2024", "Q1 2024", "March 2024"; what is none comes back as it is. */
const char *ts_format_moment(const ts_formatter *formatter, ts_arena *arena, const char *moment);

/* The built-in format of a unit. */
ts_format ts_format_default(const char *unit);

/* text NULL when out of memory; a missing value gives "" (the caller decides what to show). */
ts_printed ts_format_value(const ts_formatter *formatter, ts_arena *arena, const ts_value *value,
                           const ts_format *format, ts_qualifier qualifier);

#endif
