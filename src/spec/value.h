/*
 * value.h - texts that stand for amounts: lengths, settings, inks, shares.
 *
 * None of these looks at the locale. Each is false when the text is not of its
 * form; a "{slot}" is not.
 */
#ifndef TS_SPEC_VALUE_H
#define TS_SPEC_VALUE_H

#include "base/arena.h"

bool ts_value_decimal(const char **at, double *value); /* digits, then perhaps a point and digits */
bool ts_value_number(const char *text, double *value); /* the whole text, as JSON writes a number */
/* The same with commas or blanks between groups of three digits, "27,000": what was meant by a number in quotes. */
bool ts_value_in_quotes(const char *text, double *value);
bool ts_value_length(const char *text, double *pt);    /* "3mm", "-0.5in", "3p6"; a bare number is points */
bool ts_value_set(const char *text, double *size, double *leading);
bool ts_value_ink(const char *text, double cmyk[4]); /* 0..1 each */

/* A number as short as it can be read back, with a point. NULL: memory is out. */
const char *ts_value_print(ts_arena *arena, double value);

/* "{name}" -> name; NULL when the text is not just that, or memory is out. */
const char *ts_value_slot(ts_arena *arena, const char *text);

/* "a-b", "n", "all" on a grid of n columns: first and last, from 1. */
bool ts_spec_columns(const char *text, int columns, int *first, int *last);

/* "Pacific 20%" -> "Pacific", 0.2. name is in the arena. */
bool ts_spec_swatch(ts_arena *arena, const char *text, const char **name, double *tint);

/* At most 60 characters of a text, for messages. */
const char *ts_value_excerpt(ts_arena *arena, const char *text);

#endif
