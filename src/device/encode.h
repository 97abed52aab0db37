/*
 * encode.h - pixels as a PNG file. Private to the devices that make one.
 */
#ifndef TS_DEVICE_ENCODE_H
#define TS_DEVICE_ENCODE_H

#include "device/device.h"

typedef struct ts_pixels {
    size_t width, height;
    int channels;              /* 1 grey, 3 sRGB, 4 sRGB with alpha, not premultiplied */
    const unsigned char *rows; /* 8 bits a channel, without padding */
    double dpi;                /* 0: the file says nothing of its resolution */
    const ts_arena *within;    /* whose stop (ts_arena_heed) ends it; or NULL */
} ts_pixels;

/* All or nothing goes to the writer at its end. TS_MACHINE with *why, static: memory is out, it was stopped, or the writer has failed. */
ts_status ts_png_encode(const ts_pixels *pixels, const ts_writer *writer, const char **why);

#endif
