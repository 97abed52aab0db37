/*
 * cover.h - stretches of one level line, and what paths, gradients and pictures
 * are along it.
 */
#ifndef TS_CHECK_COVER_H
#define TS_CHECK_COVER_H

#include "canvas/page.h"

enum { TS_COVER_MOST = 32 }; /* what is finer than that is no ground to read on */

typedef struct ts_cover { /* rising, apart from each other */
    double from[TS_COVER_MOST], to[TS_COVER_MOST];
    int count;
} ts_cover;

void ts_cover_add(ts_cover *cover, double from, double to); /* behind all that is there */
void ts_cover_clip(ts_cover *cover, double from, double to); /* what lies between stays */
void ts_cover_common(const ts_cover *a, const ts_cover *b, ts_cover *out); /* out is neither of them */
void ts_cover_remove(ts_cover *cover, const ts_cover *what);
double ts_cover_length(const ts_cover *cover);

enum { TS_COVER_ROWS = 3 };

/* Where a filled path covers level lines at these y, in rising order; matrix: from the path to the lines. Curves are taken
 * as eight chords. */
void ts_cover_path(ts_cover covers[TS_COVER_ROWS], const ts_path *path, ts_matrix matrix, const double y[TS_COVER_ROWS],
                   bool even_odd);

/* A gradient's offset (0 to 1) at a point of the page; matrix: from the gradient to the page. */
double ts_gradient_at(const ts_gradient *gradient, ts_matrix matrix, ts_point at);

/* A pixel in sRGB. False: it shows through, or is not there. */
bool ts_image_pixel(const ts_image *image, const ts_colour *colour, int x, int y, double rgb[3]);

#endif
