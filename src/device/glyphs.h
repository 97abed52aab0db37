/*
 * glyphs.h - outlines of glyphs as paths, each made once a call. Private to the
 * devices that draw type as shapes.
 */
#ifndef TS_DEVICE_GLYPHS_H
#define TS_DEVICE_GLYPHS_H

#include "canvas/page.h"

typedef struct ts_glyph_shape {
    const ts_font *font;
    uint32_t id;
    const ts_path *path; /* in 1/em, y down; empty for a space */
} ts_glyph_shape;

typedef struct ts_glyphs {
    ts_arena *arena;
    struct {
        ts_glyph_shape *items;
        size_t count, capacity;
    } shapes;      /* as first used */
    size_t *slots; /* open addressing; position + 1, 0 is free */
    size_t slot_count;
} ts_glyphs;

/* Position in shapes, or SIZE_MAX when memory is out. */
size_t ts_glyphs_find(ts_glyphs *glyphs, const ts_font *font, uint32_t id);

#endif
