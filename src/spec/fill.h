/*
 * fill.h - putting values into templates, for the tables' own forms.
 */
#ifndef TS_SPEC_FILL_H
#define TS_SPEC_FILL_H

#include "spec/shape.h"

struct ts_filler {
    ts_arena *arena;
    ts_fill_value value;
    void *user;
    ts_diags *diags;
    bool left_out;
};

ts_arena *ts_fill_arena(const ts_filler *filler);

/* The text with every {name} replaced; the same pointer when there is none.
 * NULL: memory is out. A name without a value sets left_out. */
const char *ts_fill_text(ts_filler *filler, const char *text, ts_span span);

/* Each replaces what it is given by a filled copy. False: memory is out. */
bool ts_fill_word(ts_filler *filler, ts_word *word);
bool ts_fill_words(ts_filler *filler, ts_words *words);
bool ts_fill_scalar_map(ts_filler *filler, ts_map *map);
bool ts_fill_where(ts_filler *filler, void *map);
bool ts_fill_list(ts_filler *filler, const ts_shape *shape, void *list);

#endif
