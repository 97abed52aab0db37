/*
 * ink.h - what is printed: swatches, tints, and how they look.
 *
 * A colour is a swatch (process build or a named spot) with a tint. Its sRGB
 * comes from the sheet or through the CMYK profile (lcms2, relative
 * colorimetric with black point compensation unless the profile says else).
 */
#ifndef TS_CANVAS_INK_H
#define TS_CANVAS_INK_H

#include "base/arena.h"
#include "base/status.h"

typedef struct ts_colour ts_colour; /* the profiles; threads may share one */

typedef struct ts_swatch {
    const char *name;
    const char *spot;   /* name of the spot ink, or NULL for process */
    double cmyk[4];     /* 0..1; a spot's process equivalent */
    double rgb[3];      /* sRGB, 0..1 */
    bool paper;         /* no ink at all: knocks out, never overprints */
    bool dark;          /* type on it is reversed */
    bool overprint;     /* does not knock out what is below (K100 type) */
    bool type;          /* may be used for type */
    const ts_colour *colour; /* shows its tints and blends as the press does; NULL: see ts_ink_rgb */
    double built[3];         /* sRGB that this makes of the build (ts_swatch_build) */
} ts_swatch;

typedef struct ts_ink {
    const ts_swatch *swatch; /* NULL: nothing is painted */
    double tint;             /* 0..1 */
} ts_ink;

/* Looks up `built`: of a swatch whose `colour` and `cmyk` are as they will be. */
void ts_swatch_build(ts_swatch *swatch);

/* The ink's process build at its tint. No swatch, or paper: no ink. */
void ts_ink_cmyk(ts_ink ink, double cmyk[4]);

/* The ink's screen colour at its tint: the swatch's own rgb at tint 1, paper
 * white at 0. Between them, the tinted build goes through swatch->colour (and
 * the part by which the swatch's rgb differs from its build's fades with the
 * tint); without it, straight towards white in sRGB, which comes near a
 * screened tint with its dot gain (K25: 199, through FOGRA39 208). */
void ts_ink_rgb(ts_ink ink, double rgb[3]);

/* The screen colour of a blend, at 0..1 from one ink to another: what the press
 * makes of the blended builds, by the same rule. For gradients. */
void ts_ink_mix_rgb(ts_ink from, ts_ink to, double at, double rgb[3]);
bool ts_ink_is_k(ts_ink ink);               /* black ink only */

/* Type in this ink leaves the plates alone of which it has nothing (ISO 32000-1, 8.6.7, mode 1). A tint
 * knocks out, and so does paper: white that overprints would vanish. */
bool ts_ink_overprints(ts_ink ink);

/* WCAG 2: relative luminance, 0..1, and contrast of two screen colours, 1..21. */
double ts_luminance(const double rgb[3]);
double ts_contrast(const double a[3], const double b[3]);

/* icc_path NULL: a plain conversion without a profile (previews of sheets that
 * have none). intent: 0 relative, 1 perceptual, 2 absolute. NULL with *why when
 * the profile is no CMYK output profile. Tied to the arena. */
ts_colour *ts_colour_new(ts_arena *arena, const char *icc_path, int intent, const char **why);
void ts_colour_to_rgb(const ts_colour *colour, const double cmyk[4], double rgb[3]);
void ts_colour_to_cmyk(const ts_colour *colour, const double rgb[3], double cmyk[4]);
/* Converts rows of 8-bit pixels: count pixels, 3 or 4 bytes each. */
void ts_colour_pixels_to_rgb(const ts_colour *colour, const unsigned char *cmyk, unsigned char *rgb,
                             size_t count);
void ts_colour_pixels_to_cmyk(const ts_colour *colour, const unsigned char *rgb, unsigned char *cmyk,
                              size_t count);
/* The embedded profile's bytes and description; NULL without a profile. */
const unsigned char *ts_colour_icc(const ts_colour *colour, size_t *size);
const char *ts_colour_icc_name(const ts_colour *colour);
int ts_colour_intent(const ts_colour *colour); /* as it was made; 0 for NULL */
/* An sRGB profile made by lcms2, with fixed dates, for output intents. */
const unsigned char *ts_colour_srgb_icc(const ts_colour *colour, size_t *size);

#endif
