/*
 * shapes.h - what the shaper made of a stretch of text, kept; of this room only.
 *
 * Shaping is most of the work of setting a text, and it says the same for every
 * size, tracking and measure that a copy-fitting ladder tries: glyphs are kept
 * in font units, by all that HarfBuzz is told. Bounded: when it is full, it
 * begins anew.
 */
#ifndef TS_TEXT_SHAPES_H
#define TS_TEXT_SHAPES_H

#include "text/setting.h"

typedef struct ts_raw_glyph { /* font units; y up */
    uint32_t id;
    int32_t unit; /* from the stretch's first one */
    int32_t advance, dx, dy;
    bool unsafe;
} ts_raw_glyph;

typedef struct ts_raw_row {
    const ts_raw_glyph *items;
    size_t count;
} ts_raw_row;

typedef struct ts_shaping { /* what HarfBuzz is told */
    const ts_font *font;
    hb_language_t language;
    UScriptCode script;
    bool leftward;
    const hb_feature_t *features;
    unsigned feature_count;
    const UChar *units;
    int32_t count;
} ts_shaping;

enum { TS_SHAPE_KEY = 4096 }; /* bytes: a longer text is not kept */

typedef struct ts_shape_key {
    unsigned char bytes[TS_SHAPE_KEY];
    size_t length; /* 0: too long */
    uint64_t hash;
} ts_shape_key;

/* True: *row is what was kept, good until the next keep. The key is for ts_shapes_keep. */
bool ts_shapes_find(ts_typesetter *setter, const ts_shaping *shaping, ts_shape_key *key, ts_raw_row *row);
void ts_shapes_keep(ts_typesetter *setter, const ts_shape_key *key, const ts_raw_row *row);

/* composes.c: whether the face has nothing to compose in this text, which stands in the setter's buffer: then
 * ts_no_composition among the features makes no difference but in time. False: it may have, or nobody knows yet. */
bool ts_composes_nothing(ts_typesetter *setter, const ts_shaping *shaping);
hb_feature_t ts_no_composition(void);

#endif
