/*
 * haru_cluster.h - glyphs that stand for a stretch of text together, as collecting fonts and painting runs go through them,
 * and words that were changed.
 */
#ifndef TS_DEVICE_HARU_CLUSTER_H
#define TS_DEVICE_HARU_CLUSTER_H

#include "canvas/page.h"

typedef struct ts_pdf_cluster {
    size_t first, count; /* glyphs */
    size_t from, to;     /* bytes of the run's text */
} ts_pdf_cluster;

/* Where the text of the cluster ends: the nearest cluster on the side of the
 * later text, which is to the left in a run from right to left. */
static inline size_t ts_pdf_cluster_end(const ts_run *run, size_t first, size_t next)
{
    size_t from = run->glyphs[first].cluster, end = run->length;

    if (run->rtl && first > 0)
        end = run->glyphs[first - 1].cluster;
    if (!run->rtl && next < run->count)
        end = run->glyphs[next].cluster;
    return end < from || end > run->length ? from : end;
}

/* The cluster that begins at glyph *at, which moves behind it. */
static inline ts_pdf_cluster ts_pdf_next_cluster(const ts_run *run, size_t *at)
{
    size_t first = *at, next = first + 1, from = run->glyphs[first].cluster;

    while (next < run->count && run->glyphs[next].cluster == from)
        next++;
    *at = next;
    if (from > run->length)
        from = run->length;
    return (ts_pdf_cluster){first, next - first, from, from < run->length ? ts_pdf_cluster_end(run, first, next) : from};
}

/* Whether the cluster that begins at glyph `at` has no other, as most do. */
static inline bool ts_pdf_is_alone(const ts_run *run, size_t at)
{
    return at + 1 == run->count || run->glyphs[at + 1].cluster != run->glyphs[at].cluster;
}

typedef struct ts_pdf_words { /* of a run's text; actual NULL: none */
    const char *actual;
    size_t length;
} ts_pdf_words;

typedef struct ts_pdf_changes { /* what capitals made of the text: its bytes, and what stood there */
    size_t from, to;
    ts_pdf_words original;
} ts_pdf_changes;

ts_pdf_changes ts_pdf_changes_of(const ts_run *run); /* to 0: none */

/* What the i-th glyph of a cluster says by itself. */
const char *ts_pdf_share_text(const ts_run *run, ts_pdf_cluster cluster, size_t i, size_t *length);

#endif
