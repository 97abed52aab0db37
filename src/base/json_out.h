/*
 * json_out.h - JSON written member by member into a text that grows in an
 * arena: indented for people to read, or dense for programs.
 *
 * A NULL text writes no member at all, so that a ledger says only what is
 * known. Memory that is out makes the arena fail: the caller looks there, or
 * at what ts_json_whole_text or ts_json_pour gives.
 */
#ifndef TS_BASE_JSON_OUT_H
#define TS_BASE_JSON_OUT_H

#include "base/arena.h"
#include "base/geom.h"

#include <stdio.h>

typedef struct ts_json_out {
    ts_arena *arena; /* set by the caller, as dense is */
    bool dense;      /* no blanks, no line ends */
    struct { char *items; size_t count, capacity; } text; /* so far */
    int depth, flat; /* flat: the depth from which all stands on one line; 0: none */
    bool begun;      /* the innermost bracket holds something */
    bool named;      /* the next value has its key already */
} ts_json_out;

/* key: plain ASCII, of the program's own; NULL: an element of a list. bracket: '{' or '['. */
void ts_json_open(ts_json_out *out, const char *key, char bracket);
void ts_json_line(ts_json_out *out, const char *key, char bracket); /* what is inside stands on this line */
void ts_json_close(ts_json_out *out, char bracket);                 /* '}' or ']' */

/* The key of what comes next, whose own is NULL then: any text. */
void ts_json_name(ts_json_out *out, const char *name);
void ts_json_text(ts_json_out *out, const char *key, const char *text);
void ts_json_number(ts_json_out *out, const char *key, double number); /* not finite: null */
void ts_json_whole(ts_json_out *out, const char *key, size_t number);
void ts_json_flag(ts_json_out *out, const char *key, bool flag);
void ts_json_null(ts_json_out *out, const char *key);
void ts_json_box(ts_json_out *out, const char *key, ts_rect box); /* [x, y, w, h], hundredths of a point */

/* A value that is JSON already, as it stands. */
void ts_json_raw(ts_json_out *out, const char *key, const char *json, size_t length);

/* An element that stood on a line of the text before: its bytes from one place to another. */
void ts_json_again(ts_json_out *out, size_t from, size_t to);

/* The text, ended with a line end unless it is dense, and a NUL. NULL: memory was out. */
const char *ts_json_whole_text(ts_json_out *out);
/* What was written so far goes to a stream, whose errors are the caller's. False: memory was out. */
bool ts_json_pour(ts_json_out *out, FILE *file);

enum { TS_JSON_NUMBER_ROOM = 32 };
/* Whole numbers below 2^53 to the last digit, others to 15 digits (DBL_DIG): what lies beyond is noise of the arithmetic,
 * which depends on the order in which a database adds up. The number is finite. */
const char *ts_json_number_text(double number, char text[TS_JSON_NUMBER_ROOM]);

#endif
