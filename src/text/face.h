/*
 * face.h - what a ts_font is, for the files of this room that hand it to a library.
 */
#ifndef TS_TEXT_FACE_H
#define TS_TEXT_FACE_H

#include "text/font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <pthread.h>
#include <stdatomic.h>

/* OpenType's alone: HarfBuzz's own list depends on its build and on the environment (HB_SHAPER_LIST). */
extern const char *const ts_shapers[];

enum { TS_KNOWN = 0x600, TS_GLYPH_BOXES = 512 };

typedef struct ts_glyph_box {
    uint32_t after; /* the glyph's number and 1; 0: none yet */
    bool there;
    ts_rect box;
} ts_glyph_box;

struct ts_font {
    const char *name, *postscript_name, *family;
    const unsigned char *bytes;
    size_t size;
    hb_face_t *face;
    hb_font_t *font; /* scale: units per em */
    FT_Library library;
    FT_Face outlines;
    pthread_mutex_t *lock; /* of the two, FreeType having one glyph a face under work, and of the boxes */
    ts_glyph_box *boxes;   /* each glyph has one place, by its number modulo TS_GLYPH_BOXES */
    ts_font_metrics metrics;
    ts_rect box;
    int weight;
    bool cff, serif, may_subset;
    const char *permission;
    uint64_t has[TS_KNOWN / 64]; /* characters below U+0300, then U+2000 to U+22FF: asked for at every letter */
    const ts_font *fallback;
    atomic_bool *lacking; /* memory was out for what the two libraries make of the face */
};

/* FreeType draws less of a glyph where memory is out; HarfBuzz takes tables and plans that it had no memory for as empty, and keeps them so: each of its calls that may make some
 * stands between these. False: memory was out, now or in an earlier one, and what it gave may be wrong. */
void ts_face_begin(void);
bool ts_face_end(const ts_font *font);

enum { TS_FALLBACKS = 8 }; /* faces of a chain that are asked */

#endif
