/*
 * condition.h - `when`: has NAME, NAME is VALUE, NAME < <= = >= > NUMBER,
 * language is TAG, profile is NAME; not, and, or, parentheses (not binds
 * tightest, then and). Parsed once, with places for messages.
 */
#ifndef TS_SPEC_CONDITION_H
#define TS_SPEC_CONDITION_H

#include "base/diag.h"

typedef enum ts_condition_op {
    TS_WHEN_HAS, TS_WHEN_IS, TS_WHEN_LESS, TS_WHEN_LESS_EQUAL, TS_WHEN_EQUAL,
    TS_WHEN_MORE_EQUAL, TS_WHEN_MORE, TS_WHEN_NOT, TS_WHEN_AND, TS_WHEN_OR
} ts_condition_op;

typedef struct ts_condition {
    ts_condition_op op;
    const char *name;  /* has, is, comparisons */
    const char *value; /* is */
    double number;     /* comparisons */
    const struct ts_condition *left, *right; /* not: left */
    ts_span span;
} ts_condition;

/* NULL with a diagnostic (rule "when") when the text is no condition. Depth is
 * bounded. The span is the whole text's; its inner places are shifted by 1 for the quote. */
const ts_condition *ts_condition_parse(ts_arena *arena, const char *text, ts_span span, ts_diags *diags);

#endif
