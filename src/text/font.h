/*
 * font.h - faces: loaded once, immutable, shared by all runs of a context.
 *
 * A face is a file's bytes, a HarfBuzz face and font in font units, and its
 * vertical metrics. Outlines come from FreeType, unhinted, in font units. Any
 * number of threads read a face; they take turns at its outlines.
 */
#ifndef TS_TEXT_FONT_H
#define TS_TEXT_FONT_H

#include "base/arena.h"
#include "base/geom.h"
#include "base/status.h"

#include <stdint.h>

typedef struct ts_font ts_font;

typedef struct ts_font_metrics { /* in 1/em: multiply by the size */
    double ascent, descent;      /* hhea, or OS/2 typo where USE_TYPO_METRICS; descent is positive */
    double cap_height, x_height;
    double underline_position, underline_thickness;
    double italic_angle;         /* degrees */
    unsigned units_per_em;
} ts_font_metrics;

/* name: the face's name in the sheet. NULL with *why (a sentence): no file, no
 * font, not embeddable (OS/2 fsType restricted or bitmap only). Tied to the arena. */
ts_font *ts_font_load(ts_arena *arena, const char *name, const char *path, const char **why);
bool ts_font_is_forbidden(const char *why); /* of ts_font_load: the licence is why */

/* Where a missing character is looked for next; set once, before use. No circles. */
void ts_font_set_fallback(ts_font *font, const ts_font *fallback);

const char *ts_font_name(const ts_font *font);
const char *ts_font_postscript_name(const ts_font *font);
const char *ts_font_family(const ts_font *font);
const ts_font_metrics *ts_font_metrics_of(const ts_font *font);
bool ts_font_is_cff(const ts_font *font);
ts_rect ts_font_box(const ts_font *font); /* font bounding box in 1/em, y up: y is the lowest */
int ts_font_weight(const ts_font *font);  /* OS/2 usWeightClass */
bool ts_font_serif(const ts_font *font);
bool ts_font_may_subset(const ts_font *font); /* fsType bit 8 */
/* What its maker allows of an embedded face: "installable", "editable", "preview and print". */
const char *ts_font_permission(const ts_font *font);
/* False: memory was out while something of the face was made, and what it gives since then may be wrong: it is loaded anew. */
bool ts_font_is_whole(const ts_font *font);

bool ts_font_has(const ts_font *font, uint32_t code_point);
uint32_t ts_font_glyph(const ts_font *font, uint32_t code_point); /* as cmap has it; 0: none */

/* An OpenType feature ("tnum") that GSUB or GPOS knows in some script and language; kern
 * also where the face has a table of that name. */
bool ts_font_has_feature(const ts_font *font, const char *tag);

/* Advance of a glyph in 1/em. */
double ts_font_advance(const ts_font *font, uint32_t glyph);

/* The outline in 1/em, y UP, through callbacks; cubic and quadratic segments
 * both come as cubic. False: no such glyph. */
typedef struct ts_outline_sink {
    void (*move)(void *user, ts_point to);
    void (*line)(void *user, ts_point to);
    void (*curve)(void *user, ts_point c1, ts_point c2, ts_point to);
    void (*close)(void *user);
    void *user;
} ts_outline_sink;
bool ts_font_outline(const ts_font *font, uint32_t glyph, const ts_outline_sink *sink);
/* Around the outline in 1/em, y up, out to whole font units; the last some hundred that were asked for are known. Nothing
 * in it: all 0. False: no such glyph. */
bool ts_font_glyph_box(const ts_font *font, uint32_t glyph, ts_rect *box);

/* A subset with remapped glyph ids (hb-subset; layout, names, hints and cmap
 * dropped). glyphs: ids used, any order, doubles allowed; 0 is always kept.
 * data: TrueType file bytes, or the bare 'CFF ' table of a CFF face. In the arena. */
typedef struct ts_font_subset {
    const unsigned char *data;
    size_t size;
    const uint32_t *new_to_old; /* glyph ids */
    size_t new_count;
} ts_font_subset;
ts_status ts_font_make_subset(ts_arena *arena, const ts_font *font, const uint32_t *glyphs,
                              size_t count, ts_font_subset *subset);

#endif
