/*
 * art.h - foreign art becomes canvas items.
 *
 * SVG is read by our own reader (expat for the XML): paths, basic shapes,
 * groups, transforms, use, fills, strokes with dashes/caps/joins, linear and
 * radial gradients, clip paths, classes and style attributes, currentColor;
 * text as the outlines of its glyphs, where faces come along.
 * What it cannot carry is an error that names the element and its line, never
 * an omission. JPEG and PNG are decoded within bounds of bytes and pixels.
 */
#ifndef TS_ART_ART_H
#define TS_ART_ART_H

#include "base/cache.h"
#include "base/map.h"
#include "canvas/page.h"

/* What art is made with. sRGB of the file to an ink: the sheet's brand map first,
 * then the profile. Its swatch lives as long as the arena. */
typedef struct ts_art_means {
    ts_ink (*ink)(void *user, const double rgb[3]); /* without a swatch: memory is out */
    void *user;
    ts_cache *cache; /* where what a file becomes is kept; NULL: nowhere */
    const ts_map *faces; /* name -> ts_font, which text is outlined in; NULL: text is an error */
} ts_art_means;

enum { TS_IMAGE_PIXELS = 64 << 20, TS_SVG_ELEMENTS = 100000, TS_SVG_DEPTH = 64 };

/* SVG by the end of the file's name; all else is a picture. */
bool ts_art_is_drawing(const char *file);
/* Why a file cannot be art of the kind that its name says, by whether it is there and how it begins, in the words of the
 * calls below: NULL or a sentence that lives as long as the arena. */
const char *ts_art_look(ts_arena *arena, const char *path);

/* NULL with diagnostics (rule "art"). span: where the sheet names the file, for
 * messages about the file as a whole. Width and height of the viewBox are points. */
const ts_art *ts_svg_load(ts_arena *arena, const char *name, const char *path, const ts_art_means *means,
                          ts_span span, ts_diags *diags);

/* JPEG or PNG, by content. */
const ts_image *ts_image_load(ts_arena *arena, const char *name, const char *path, ts_span span,
                              ts_diags *diags);

typedef struct ts_qr_look {
    int level; /* 0..3: L M Q H */
    int quiet; /* zone, modules */
    const ts_swatch *ink;
} ts_qr_look;

/* A QR code (ISO/IEC 18004) as art: the box is modules with the quiet zone,
 * the ink's box those without; dark modules of a row are merged; one fill.
 * NULL: the text is empty or too long, the look is none, or memory is out. */
ts_art *ts_qr_make(ts_arena *arena, const char *text, const ts_qr_look *look);

#endif
