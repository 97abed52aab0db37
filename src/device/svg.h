/*
 * svg.h - what the two files of the SVG device share.
 */
#ifndef TS_DEVICE_SVG_H
#define TS_DEVICE_SVG_H

#include "device/out.h"

/* A picture as a data: address; nothing is written when it fails. */
bool svg_image_data(ts_out *out, const ts_image *image, const ts_colour *colour);

#endif
