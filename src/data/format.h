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
    TS_FORMAT_PLAIN,
    TS_FORMAT_SKELETON /* as ICU prints it; none of the rules here apply */
} ts_format_style; /* the order of spec's enum ts_format_as */

/* What stands with a value that is not printed exactly. A qualifier never makes a claim untrue: or-more and
 * more-than round to the lower value, nearly and less-than to the higher, about to the nearest. */
typedef enum ts_qualifier {
    TS_QUALIFIER_NONE = -1,
    TS_QUALIFIER_OR_MORE,
    TS_QUALIFIER_ABOUT,
    TS_QUALIFIER_NEARLY,
    TS_QUALIFIER_MORE_THAN,
    TS_QUALIFIER_LESS_THAN,
    TS_QUALIFIERS,                      /* how many have words */
    TS_QUALIFIER_AUTO = TS_QUALIFIERS   /* of a format: chosen from what rounding leaves */
} ts_qualifier; /* the order of spec's words */

typedef struct ts_format {
    ts_format_style style;
    int digits;     /* significant; -1: not said */
    int decimals;   /* at most (percent and full keep them); -1: not said */
    double nearest; /* a multiple; 0: not said */
    int sign;       /* 0 negative; 1 always: a plus where the print is above nought; 2 never: the size is printed */
    const char *name;
    int rounding;          /* ts_rounding, when no qualifier says another */
    int qualifier;         /* 0 none, else 1 + ts_qualifier: so that a format of nought has none */
    const char *skeleton;  /* ICU number skeleton (UTS #35 part 3; ICU, "Number Skeletons") */
    bool even;             /* short, long: noughts at the end stay before a magnitude, and of what is not nought where
                              none is shared: others beside it have digits */
    bool figures;          /* short, long: thousands stand in figures where the language has a word for whole ones
                              (28,000, not 28 mil): others beside it do */
    int shared;            /* short, long: 1 + the power of ten of the magnitude that all beside it print in ($0.4B over
                              $29.5B), with more decimals where two digits of a small one need them; 1: none, figures; 0: the value's own */
} ts_format;

typedef struct ts_money_pattern {
    const char *currency, *brief, *in_text, *full; /* with {n}; NULL: ICU or built in */
} ts_money_pattern;

typedef struct ts_unit_pattern { /* with {n}, by plural: one few many other; the last is always there */
    const char *unit, *in_text[4];
} ts_unit_pattern;

typedef struct ts_language_words { /* of a deck; NULL: built in or ICU */
    const char *decimal, *group, *percent, *percent_words, *or_more, *about, *nearly, *more_than, *less_than;
    const ts_money_pattern *money;
    size_t money_count;
    const ts_unit_pattern *units;
    size_t unit_count;
    const char *scales[2][4][4]; /* short/long; 10^3 6 9 12; one few many other */
} ts_language_words;

typedef struct ts_formatter ts_formatter;

/* For one BCP 47 language; tied to the arena. The words live as long as it does.
 * A language that ICU does not know prints in CLDR's root forms, never in those
 * of the environment. NULL: ICU has failed, or memory. */
ts_formatter *ts_formatter_new(ts_arena *arena, const char *language, const ts_language_words *words);

typedef struct ts_printed {
    const char *text;    /* UTF-8; no-break spaces between a value and its unit or magnitude word, and within it */
    size_t magnitude_at; /* byte offset of a magnitude word ("billion"), or the length when none */
    const char *rounding; /* described, where a stat or fact is printed another way than its own; else NULL */
    const ts_format *format; /* where rounding is: that way, if it is one format's; else NULL */
    int magnitude;        /* of a value: power of ten that it is printed in; 0: none (nought has none). Below 0: the format
                             prints no magnitudes that others could share */
} ts_printed;

/* A moment in words: "2024", "Q1 2024", "March 2024"; what is none comes back as it is. */
const char *ts_format_moment(const ts_formatter *formatter, ts_arena *arena, const char *moment);

/* The same, short, as it stands under a chart: "Q1 2024", "Mar 2024", years in figures. year false: without it ("Mar"), for
 * where it is said already; of a year nothing is left: "". */
const char *ts_format_moment_short(const ts_formatter *formatter, ts_arena *arena, const char *moment, bool year);

/* What a number is about, for running text: years in figures ("2024", "2019–2024"), other moments in words ("March 2024",
 * "January – March 2024"), texts of facts as they are. from NULL: one moment. */
const char *ts_format_about(const ts_formatter *formatter, ts_arena *arena, const char *from, const char *to);

/* The built-in format of a unit. */
ts_format ts_format_default(const char *unit);

/* Whether ICU can read a skeleton. */
bool ts_format_skeleton_reads(const ts_formatter *formatter, const char *skeleton);

/* Form of a word that goes with a number as it is printed ("1 port", "1.0 ports"): "zero", "one", "two", "few", "many",
 * "other". CLDR's plural rules look at the digits that are seen, and at what a magnitude word stands for. */
const char *ts_format_plural(const ts_formatter *formatter, ts_arena *arena, const ts_value *value,
                             const ts_format *format, ts_qualifier qualifier);

typedef struct ts_print_seen { /* a number's text, or its first bytes, and how it was printed */
    const char *text;
    size_t length;
    const char *unit;
    const ts_format *format; /* NULL: the unit's own */
} ts_print_seen;

/* Whether it reads as nought: "0%", "+0.0", "zero", "0 tCO2e". */
bool ts_format_says_nought(const ts_formatter *formatter, ts_arena *arena, const ts_print_seen *print);

/* NULL, or why a format cannot print numbers of a unit (NULL: "number"): what of it is no number of that kind. Dollars are
 * no percentage, however many digits it would have, and a share is neither a place nor a word. */
const char *ts_format_misfit(const ts_format *format, const char *unit);

/* How a value is rounded, in a line of English for ledgers: "short, 1 decimal, half away from zero". NULL: memory. */
const char *ts_format_describe(ts_arena *arena, const ts_format *format, const char *unit, ts_qualifier qualifier);

/* The magnitude of its print. */
int ts_format_magnitude(const ts_formatter *formatter, ts_arena *arena, const ts_value *value, const ts_format *format,
                        ts_qualifier qualifier);

/* The qualifier is the source's and always printed. A format's own is left out where the print is exact, or as good:
 * with r the value's place between the two nearest prints, 0 at the lower and 1 at the higher, up to 0.02 and from
 * 0.98 on. AUTO says more than up to 0.25, nearly from 0.75 on, about between them; where the lower print is nought, less
 * than the higher up to 0.75, so that what is there is not printed away. Of a negative value, where "more than -5" can be
 * read two ways, more-than, less-than, nearly and auto say about.
 *
 * text NULL when out of memory; a missing value gives "" (the caller decides what to show). */
ts_printed ts_format_value(const ts_formatter *formatter, ts_arena *arena, const ts_value *value,
                           const ts_format *format, ts_qualifier qualifier);

/* What the print of a number says, in the value's unit: 0.12 for "12%". Not by a skeleton. */
double ts_format_rounded(const ts_formatter *formatter, ts_arena *arena, const ts_value *value, const ts_format *format);

#endif
