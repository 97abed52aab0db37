/*
 * boundaries.h - the shapes of maps, read once for all editions: they and what is made of them are in the memo.
 */
#ifndef TS_LAYOUT_BOUNDARIES_H
#define TS_LAYOUT_BOUNDARIES_H

#include "base/memo.h"
#include "chart/map.h"
#include "spec/sheet.h"

typedef struct ts_boundaries { /* what is asked for */
    const char *path, *name; /* name: the property that names a shape; NULL: as the spec says */
    const ts_shapes_spec *spec;
} ts_boundaries;

typedef struct ts_boundary_reader {
    ts_arena *arena;
    ts_memo *memo; /* or NULL */
    ts_diags *diags;
} ts_boundary_reader;

/* From the memo, or read into it when there is nothing to tell of them; without a memo into the arena. NULL with *why, a
 * sentence: the file cannot be read; NULL without: see the diagnostics, or memory is out. */
const ts_shapes *ts_boundaries_find(const ts_boundary_reader *reader, const ts_boundaries *asked, const char **why);

/* That no shape has the property that names them, and which there are. */
void ts_boundaries_tell_unnamed(const ts_boundary_reader *reader, const ts_boundaries *asked, ts_span span);

/* Reads ahead those of all files that the sheet names without a template. Nobody is told what is wrong with them. */
void ts_boundaries_fill(ts_arena *scratch, ts_memo *memo, const ts_sheet *sheet);

#endif
