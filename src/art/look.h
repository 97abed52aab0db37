/*
 * look.h - what a file of art is, before it is read.
 */
#ifndef TS_ART_LOOK_H
#define TS_ART_LOOK_H

#include "base/arena.h"

/* Why bytes that begin so are no drawing, or no picture: NULL or a sentence that lives as long as the arena. */
const char *ts_art_other(ts_arena *arena, bool drawing, const void *bytes, size_t count);

#endif
