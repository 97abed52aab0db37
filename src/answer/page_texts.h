/*
 * page_texts.h - what stands on the pages: every text as a reader meets it, with
 * the numbers and source marks inside of it and the places where they stand.
 *
 * Texts are taken from the finished display list, so that what a ladder hid or
 * shortened is told as it is printed. The order is that of reading (the
 * structure tree's); running heads and what else is no part of the tree come
 * last. A paragraph is one text; a figure is its alternative text and
 * then each of its labels.
 */
#ifndef TS_ANSWER_PAGE_TEXTS_H
#define TS_ANSWER_PAGE_TEXTS_H

#include "canvas/page.h"

typedef struct ts_page_value { /* a number or a source mark inside of a text */
    size_t from, to;           /* bytes of the text */
    const char *value;         /* name of a stat or fact, or "series/category"; NULL: a mark */
    const char *rounding;      /* of a stat or fact, where it is not printed in its own format; else NULL */
    int source;                /* of a mark: the number of its source; it stands as "[2]" */
    size_t page;                 /* from 0 */
    ts_rect box;                 /* on the page; of its first line */
} ts_page_value;

typedef struct ts_page_text {
    const char *key, *frame; /* deck key, name of the frame, or NULL */
    const ts_tag *tag;       /* NULL: an artifact */
    const char *text;        /* UTF-8; lines joined, soft hyphens gone */
    bool heard;              /* nobody sees it: words for those who listen */
    bool alt;                /* a figure's alternative text; its labels follow */
    size_t page;             /* where it begins, from 0 */
    ts_rect box;             /* of what stands on that page */
    struct { ts_page_value *items; size_t count, capacity; } parts;
} ts_page_text;

typedef struct ts_page_texts {
    ts_page_text *texts;
    size_t count;
} ts_page_texts;

/* NULL: memory is out. */
const ts_page_texts *ts_page_texts_collect(ts_arena *arena, const ts_document *document);

#endif
