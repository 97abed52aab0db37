/*
 * diag.h - what an author did wrong, where, and what to write instead.
 *
 * Diagnostics are collected, never thrown: a run finds as many as it can. Each
 * has a severity, a place, a rule (a short name that a test or an editor can
 * rely on) and a message; a hint is the likely intended word, when there is one.
 */
#ifndef TS_BASE_DIAG_H
#define TS_BASE_DIAG_H

#include "base/source.h"

#include <stdio.h>

typedef enum ts_severity { TS_NOTE, TS_WARNING, TS_ERROR } ts_severity;

typedef struct ts_diag {
    ts_severity severity;
    ts_span span;
    const char *rule;
    const char *message;
    const char *hint; /* NULL: none */
    ts_span used;     /* where a sheet asked for what stands at the place, a component's frame; none: there */
    const char *cause, *subject; /* what several follow from, "\"year\" is 2031", and what this one is about, "\"balance\""; NULL: its own */
    bool root;        /* it tells the cause itself */
    ts_span below;    /* a note's: of the diagnostic that it stands behind, wherever its own place is; none: it is sorted by its place */
} ts_diag;

typedef struct ts_diags {
    ts_arena *arena; /* owns the texts; the caller's */
    ts_diag *items;
    size_t count, capacity;
    size_t errors, warnings;
    size_t suppressed; /* past TS_DIAG_LIMIT, counted but not kept */
    ts_span used; /* of what is told from now on, notes aside: where the outermost component around it is used */
} ts_diags;

enum { TS_DIAG_LIMIT = 1000 };

ts_diags ts_diags_new(ts_arena *arena);

/* Adds one. The same rule, place and message a second time is dropped; the graver of the two stays. */
void ts_error(ts_diags *diags, ts_span span, const char *rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void ts_warn(ts_diags *diags, ts_span span, const char *rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* With the likely intended word: appends (did you mean "HINT"?) unless hint is NULL. */
void ts_error_near(ts_diags *diags, ts_span span, const char *rule, const char *hint,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
void ts_warn_near(ts_diags *diags, ts_span span, const char *rule, const char *hint,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
void ts_diag_add(ts_diags *diags, ts_diag diag); /* texts are copied */

/* Of errors with one cause the first stays, and tells how many others there are, and of what; warnings with that cause go. All
 * stay where all errors are about the same. Where the cause itself is told, all go that follow from it. */
void ts_diags_join(ts_diags *diags);
/* Of those from a place on: errors without a cause that are about the same are one, which counts its places. */
void ts_diags_fold(ts_diags *diags, size_t from);

/* The message, with where it was asked for when that is another place. In the arena; NULL: memory is out. */
const char *ts_diag_sentence(const ts_diag *diag, ts_arena *arena);

/* By file as first met, then place; stable. Notes stand behind what they belong to. */
void ts_diags_sort(ts_diags *diags);

/* file:line:column: severity: message [rule], then the line and a marker under
 * the place; "json": one object a line (file, line, column, severity, rule,
 * message, hint); "github": one annotation of a workflow a line. */
void ts_diags_print(const ts_diags *diags, FILE *out);
void ts_diags_print_json(const ts_diags *diags, FILE *out);
void ts_diags_print_github(const ts_diags *diags, FILE *out);

#endif
