/*
 * foreign.h - pixels that bring a colour profile of their own (ICC.1). Profiles come out of pictures of any
 * origin: one that lcms2 cannot use is told, not trusted.
 */
#ifndef TS_CANVAS_FOREIGN_H
#define TS_CANVAS_FOREIGN_H

#include "canvas/ink.h"

typedef struct ts_icc { /* an embedded profile; size 0: none */
    const unsigned char *bytes;
    size_t size;
} ts_icc;

typedef struct ts_foreign {
    ts_icc icc;
    int channels; /* 3 RGB, 4 CMYK (255: full) */
    const unsigned char *pixels;
    size_t count;
} ts_foreign;

/* Whether colours come out of the profile as out of sRGB, to a 255th. */
bool ts_icc_is_srgb(ts_icc icc);

/* Through both profiles, in the intent of the press's. 3 bytes a pixel, or 4. False: the embedded profile cannot be
 * used for such pixels, or memory is out. Without a press profile, CMYK is the plain conversion's. */
bool ts_foreign_to_rgb(const ts_colour *colour, const ts_foreign *from, unsigned char *rgb);
bool ts_foreign_to_cmyk(const ts_colour *colour, const ts_foreign *from, unsigned char *cmyk);

#endif
