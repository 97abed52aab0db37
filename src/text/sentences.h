/*
 * sentences.h - where sentences end (UAX #29, with CLDR's suppressions, so that
 * "U.S. trade" is not two of them).
 */
#ifndef TS_TEXT_SENTENCES_H
#define TS_TEXT_SENTENCES_H

#include "base/arena.h"

/* Byte offsets behind each sentence, the last is the text's length; those of an empty text are
 * none. language: BCP 47, NULL for the root rules. NULL: memory is out or ICU has failed. */
const size_t *ts_text_sentences(ts_arena *arena, const char *language, const char *text, size_t *count);

#endif
