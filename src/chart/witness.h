/*
 * witness.h - what a figure showed, kept for the rules of honesty.
 *
 * Charts tell it what they paint through the plot; what is wrong with that is for
 * others to say (layout/figure_honesty.c, layout/figure_labels.c). It keeps little:
 * each ink once, the pairs of inks that lie beside each other, the words that are
 * hardest to read, and where each line of words stands.
 */
#ifndef TS_CHART_WITNESS_H
#define TS_CHART_WITNESS_H

#include "base/arena.h"
#include "base/geom.h"
#include "canvas/ink.h"

#include <stddef.h>

enum { TS_WITNESS_INKS = 64, TS_WITNESS_PAIRS = 64 };

typedef struct ts_pair_seen {
    ts_ink first, second;
    double between; /* points of ground or line from one to the other; the least that was seen */
} ts_pair_seen;

typedef struct ts_words_seen { /* one line of a label */
    ts_rect box; /* from the capitals' height to the baseline */
    const char *words; /* the label's first piece's */
    size_t length, label; /* lines of one label have its number */
} ts_words_seen;

typedef struct ts_witness {
    ts_ink inks[TS_WITNESS_INKS]; /* that filled something; tints of one swatch are one */
    size_t ink_count;
    ts_pair_seen pairs[TS_WITNESS_PAIRS];
    size_t pair_count;
    double contrast; /* the least of a label on its ground (WCAG 2); 0: no label */
    ts_ink type, ground; /* of that label */
    struct { ts_ink type, ground; } last; /* of the label before: most follow one in the same inks */
    const char *words;   /* its first piece's */
    size_t length;
    bool uneven; /* columns stand in equal steps, the moments that they are of do not */
    double words_share; /* the most of a width or height of the chart that words took from its marks, 0..1 */
    struct { ts_words_seen *items; size_t count, capacity; } lines; /* of labels */
    size_t label_count;
} ts_witness;

void ts_witness_fill(ts_witness *witness, ts_ink ink);
void ts_witness_pair(ts_witness *witness, ts_ink first, ts_ink second, double between);
void ts_witness_words(ts_witness *witness, ts_ink type, ts_ink ground, const char *words, size_t length);
bool ts_witness_line(ts_witness *witness, ts_arena *arena, ts_words_seen line); /* false: memory is out */

#endif
