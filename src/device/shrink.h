/*
 * shrink.h - a picture with fewer pixels: each of them is the mean of the area
 * that it covers.
 *
 * What is averaged is light and not the numbers that stand for it, so greys and
 * sRGB go through the curve of IEC 61966-2-1 and back. Inks are averaged as they
 * are, for dots add up. A pixel that shines through counts by what it covers.
 */
#ifndef TS_DEVICE_SHRINK_H
#define TS_DEVICE_SHRINK_H

#include "canvas/page.h"

/* A copy of width by height pixels, neither more than the picture has, without
 * the bytes of its file. NULL: memory is out. */
const ts_image *ts_image_shrink(ts_arena *arena, const ts_image *image, int width, int height);

#endif
