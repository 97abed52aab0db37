/*
 * kept.h - flattened art as bytes, kept on disk by the file that it came from.
 *
 * Inks are kept as the colours of the file: which inks these become is asked
 * anew of each sheet, in the order in which the file was drawn. Art of which a
 * sheet prints two colours in one ink is not kept by it.
 */
#ifndef TS_ART_KEPT_H
#define TS_ART_KEPT_H

#include "art/art.h"

#include "base/source.h"

typedef struct ts_art_asked { /* the inks that were asked for while art was drawn, each colour once */
    const ts_art_means *means;
    ts_arena *arena;
    struct { double (*items)[3]; size_t count, capacity; } colours;
    struct { ts_ink *items; size_t count, capacity; } answers;
    bool failed;
} ts_art_asked;

/* Asks the inks, and remembers. */
ts_ink ts_art_ask(void *asked, const double rgb[3]);

/* Art of the same file, drawn before; its name is not set. NULL: none is kept. */
ts_art *ts_art_recall(ts_cache *cache, ts_arena *arena, const ts_source *source, const ts_art_means *means);
void ts_art_keep(ts_cache *cache, ts_arena *scratch, const ts_source *source, const ts_art *art, const ts_art_asked *asked);

#endif
