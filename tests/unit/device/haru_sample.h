/*
 * haru_sample.h - two pages with one of everything that a PDF must carry: type
 * with a ligature and capitals, tints, a spot, gradients, a picture with
 * alpha, art placed twice, a clip, a list, a table, notes and links.
 */
#ifndef HARU_SAMPLE_H
#define HARU_SAMPLE_H

#include "device/device.h"

typedef struct sample {
    ts_arena *arena;
    ts_document document;
    const ts_colour *colour;
    const char *why; /* when something could not be made */
} sample;

/* colour: with the press profile of fonts/. False: see why. */
bool make_sample(ts_arena *arena, sample *s);

#endif
