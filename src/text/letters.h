/*
 * letters.h - what single letters and figures become by a type's features, for those who keep faces whole in groups.
 */
#ifndef TS_TEXT_LETTERS_H
#define TS_TEXT_LETTERS_H

#include "text/paragraph.h"

/* The glyph of each letter (ASCII, in Latin text) where it stands alone, by the type's features and language; 0: none, or
 * several, or the features are too many to say. One id for each letter. False: memory is out. */
bool ts_letters_shape(const ts_font *font, const ts_type *type, const char *letters, uint32_t *ids);

#endif
