/*
 * deck.h - copy decks: the tree of texts, flattened to keys.
 */
#ifndef TS_SPEC_DECK_H
#define TS_SPEC_DECK_H

#include "spec/read.h"

/* The texts under a copy object, in order, into deck->copy. */
bool ts_deck_read_copy(ts_reader *reader, const ts_json *copy, ts_deck *deck);

/* numbers.units: of a ts_number_words. */
bool ts_deck_read_units(ts_reader *reader, const ts_json *json, void *numbers);
bool ts_deck_read_scales(ts_reader *reader, const ts_json *json, void *scales);

#endif
