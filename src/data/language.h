/*
 * language.h - what a language does with numbers: its digits and marks, its
 * words for magnitudes, its patterns. Read once, when a formatter is made; the
 * deck's words come before the built-in ones, those before ICU's.
 */
#ifndef TS_DATA_LANGUAGE_H
#define TS_DATA_LANGUAGE_H

#include "base/map.h"
#include "data/date.h"
#include "data/format.h"

#include <stdint.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>

enum { TS_EXPONENTS = 15, TS_PLURALS = 4 /* one few many other */ };

typedef struct ts_scale {
    int shift;                        /* printed in units of 10^shift; 0: in full */
    const char *patterns[TS_PLURALS]; /* with {n}; NULL: as other */
} ts_scale;

typedef struct ts_language_rules { /* that ICU reads word by word: ten times the work of other numbers */
    UNumberFormat *format;
    const char **kept; /* of small whole numbers, once they were asked for */
} ts_language_rules;

typedef struct ts_language_cache { /* what is opened or read only when a value wants it */
    ts_arena *arena;
    ts_language_rules spell, ordinal;
    ts_map money; /* currency -> ICU's pattern */
    ts_map signs; /* of physical units -> patterns */
    ts_map skeletons; /* text -> UNumberFormatter */
} ts_language_cache;

struct ts_formatter {
    const char *language; /* BCP 47 */
    const char *locale;   /* ICU's name; "root" where ICU does not know the language, since it would
                             take the environment's instead */
    const char *decimal, *group;
    uint32_t zero;          /* code point of the digit nought */
    int primary, secondary; /* digits of a group: the first from the point, the others */
    int ungrouped;          /* this many whole digits stand without a group mark */
    const char *percent, *percent_words, *ordinal; /* ordinal NULL: ICU's rules */
    const char *qualifiers[TS_QUALIFIERS];         /* by ts_qualifier */
    ts_scale scales[2][TS_EXPONENTS];              /* short, long; by the value's power of ten */
    UPluralRules *plurals;
    const ts_language_words *words;
    ts_dates *dates;
    ts_language_cache *cache;
};

/* Whether memory was out for ICU, which says so or goes on without: the arena has failed, then. Since ts_lack_begin. */
bool ts_language_lacks(ts_arena *arena, UErrorCode status);

typedef enum ts_money_use { TS_MONEY_SHORT, TS_MONEY_LONG, TS_MONEY_FULL } ts_money_use;

/* The pattern of an amount, with {n}; NULL when memory is out. */
const char *ts_language_money(const ts_formatter *formatter, const char *currency, ts_money_use use);

/* The plural form (an index into patterns) of a number. */
int ts_language_plural(const ts_formatter *formatter, double number);

/* "nine", "21st". NULL when ICU or memory fails. */
const char *ts_language_spell(const ts_formatter *formatter, ts_arena *arena, double number);
const char *ts_language_ordinal(const ts_formatter *formatter, ts_arena *arena, double number);

/* ICU's name of a language ("es_MX"); "root" when it is not known to ICU. NULL: ICU or memory has failed. */
const char *ts_language_locale(ts_arena *arena, const char *language);

typedef struct ts_seen { /* a number as it is printed */
    const char *digits; /* "1.50": without sign, with all digits that are seen; NULL: none are */
    int shift;          /* a magnitude word for 10^shift stands behind them; 0: none */
} ts_seen;

/* What a unit that is no currency stands in, with {n}: "{n} tonnes", "{n} MWh". NULL: it has no words and no sign. long_form: in running text. */
const char *ts_language_unit(const ts_formatter *formatter, const char *unit, bool long_form, ts_seen seen);

/* As ICU prints a number by a skeleton; NULL when it cannot. */
const char *ts_language_skeleton(const ts_formatter *formatter, ts_arena *arena, const char *skeleton, double number);

/* "zero", "one", "two", "few", "many" or "other", by CLDR's plural rules: they look at the digits after the point (1.0
 * is other in English) and at the magnitude word (1.5 millones is many in Spanish: millones de puertos). UTS #35,
 * part 3, operands i, v and e. */
const char *ts_language_plural_of(const ts_formatter *formatter, ts_seen seen);

/* The same of a number as a skeleton prints it. */
const char *ts_language_skeleton_plural(const ts_formatter *formatter, const char *skeleton, double number);

typedef struct ts_unit_words {
    const char *unit, *brief[2], *in_text[2]; /* one, other */
} ts_unit_words;

typedef struct ts_builtin {      /* our words for a language: words.c */
    const char *language;        /* the tag, or its beginning */
    const char *scales[2][4][2]; /* short, long; 10^3 6 9 12; one, other */
    const char *ordinal;
    ts_money_pattern money[3];
    ts_unit_words units[2];
    const char *qualifiers[TS_QUALIFIERS]; /* by ts_qualifier; NULL: the sign that others have */
    const char *read; /* "read {d}": the day on which a source was read */
} ts_builtin;

const ts_builtin *ts_builtin_find(const char *language);        /* NULL: none */
bool ts_language_is(const char *language, const char *primary); /* "es-MX" is "es" */

/* UTF-16 of ICU as UTF-8. NULL when memory is out or ICU has failed. */
char *ts_language_utf8(ts_arena *arena, const UChar *text, int32_t length);

#endif
