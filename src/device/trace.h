/*
 * trace.h - the lines of a trace, shared by its files. Lengths are points with
 * at most two decimals, so that a golden does not hang on the last bits.
 */
#ifndef TS_DEVICE_TRACE_H
#define TS_DEVICE_TRACE_H

#include "device/out.h"

enum { TRACE_DECIMALS = 2 };

typedef struct trace {
    ts_out out;
    int depth; /* of clips: two spaces each */
} trace;

void trace_indent(trace *t, int depth);
void trace_word(trace *t, const char *word, const char *value);  /* ` word value`; NULL: nothing */
void trace_quote(trace *t, const char *word, const char *value); /* ` word "value"`; NULL: nothing */
void trace_measure(trace *t, const char *word, double value);    /* ` word 1.5` */

void trace_item(trace *t, const ts_item *item);
void trace_tags(trace *t, const ts_tag *root);

#endif
