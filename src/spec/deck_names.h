/*
 * deck_names.h - what a text of a deck prints: its {values} and its [^marks].
 *
 * Of several wordings it is what any of them prints: a name counts as often as
 * it stands in the wording that has it most.
 */
#ifndef TS_SPEC_DECK_NAMES_H
#define TS_SPEC_DECK_NAMES_H

#include "spec/copy.h"

typedef struct ts_printed_name {
    const char *text; /* "growth", "growth.from", "^study" (a source mark); a format is left out. "{", "^": one that is not closed */
    size_t count;
    ts_span span; /* where it stands first */
} ts_printed_name;

/* Text -> ts_printed_name, as they come. False: memory is out. */
bool ts_deck_names(ts_arena *arena, const ts_copy_entry *entry, ts_map *names);

bool ts_deck_has_mark(ts_arena *arena, const ts_copy_entry *entry);

#endif
