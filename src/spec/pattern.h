/*
 * pattern.h - the texts that have a form: names, lengths, columns, ...
 *
 * Each form is one regular expression, written in what POSIX and ECMA 262 have
 * in common: the reader matches it, the schema prints it, so they cannot part.
 */
#ifndef TS_SPEC_PATTERN_H
#define TS_SPEC_PATTERN_H

#include "base/arena.h"

typedef enum ts_pattern_id {
    TS_P_ANY, /* any text but the empty one */
    TS_P_NAME,
    TS_P_SQL_NAME,
    TS_P_NAME_OR_SLOT,
    TS_P_COPY_KEY,
    TS_P_COPY_NAME,
    TS_P_LENGTH,
    TS_P_SIZE,
    TS_P_SET,
    TS_P_COLUMNS,
    TS_P_SWATCH_NAME,
    TS_P_SWATCH,
    TS_P_INK,
    TS_P_SRGB,
    TS_P_FONT_NAME,
    TS_P_FEATURE,
    TS_P_SHRINK,
    TS_P_LANGUAGE,
    TS_P_CONDITION,
    TS_P_MOMENT,
    TS_P_UNIT,
    TS_P_CURRENCY,
    TS_P_DATE,
    TS_P_WEB,
    TS_P_ADDRESS,
    TS_P_LINK,
    TS_P_SELECT,
    TS_P_BRAND_FILE,
    TS_P_DECK_FILE,
    TS_P_WITH_N,
    TS_P_PHRASE,
    TS_P_COUNT
} ts_pattern_id;

typedef struct ts_pattern {
    const char *name;     /* in the schema's $defs */
    const char *regex;    /* NULL: any */
    const char *noun;     /* "a length" */
    const char *advice;   /* what to write instead, or NULL */
    const char *rule;     /* of the diagnostic */
    const char *examples; /* JSON list or NULL */
    unsigned most;        /* bytes of it; 0: TS_TEXT_LIMIT */
} ts_pattern;

const ts_pattern *ts_pattern_find(ts_pattern_id id);

typedef struct ts_matcher ts_matcher;
ts_matcher *ts_matcher_new(ts_arena *arena); /* tied to the arena */

enum { TS_TEXT_LIMIT = 2048 /* bytes of a text that has a form, if not said otherwise */ };
unsigned ts_pattern_most(const ts_pattern *pattern);

/* False also where memory is out: the arena has failed, then. */
bool ts_matcher_test(ts_matcher *matcher, ts_pattern_id id, const char *text);

/* What a text that has not the form is meant to be, where that is known: static; NULL: it is not. */
const char *ts_pattern_near(ts_pattern_id id, const char *text);

#endif
