/*
 * tag.h - the structure tree: what the page says to a reader who cannot see it
 * (ISO 32000-1, 14.7 and 14.8). Order among children is reading order and owes
 * nothing to the order of painting.
 */
#ifndef TS_CANVAS_TAG_H
#define TS_CANVAS_TAG_H

#include "base/diag.h"
#include "base/geom.h"

typedef enum ts_tag_kind {
    TS_TAG_DOCUMENT, TS_TAG_SECT, TS_TAG_DIV, TS_TAG_H1, TS_TAG_H2, TS_TAG_H3, TS_TAG_P, TS_TAG_NOTE,
    TS_TAG_QUOTE /* BlockQuote */, TS_TAG_LIST /* L */, TS_TAG_ITEM /* LI */, TS_TAG_LABEL /* Lbl */,
    TS_TAG_BODY /* LBody */, TS_TAG_FIGURE, TS_TAG_CAPTION, TS_TAG_TABLE, TS_TAG_ROW /* TR */,
    TS_TAG_HEAD /* TH */, TS_TAG_CELL /* TD */, TS_TAG_LINK, TS_TAG_REFERENCE, TS_TAG_SPAN
} ts_tag_kind;

typedef struct ts_tag ts_tag;
struct ts_tag {
    ts_tag_kind kind;
    int id;               /* from 0, in the order of making */
    const char *alt;      /* figures; tables: their summary */
    const char *actual;   /* text that the glyphs stand for, or NULL */
    const char *expansion; /* "$1.6T" -> "1.6 trillion US dollars" */
    const char *language; /* BCP 47 when not the parent's */
    const char *link;     /* address, or "#name"; kind TS_TAG_LINK or a figure */
    const char *scope;    /* TH: "Row" or "Column" */
    const char *note_id;  /* a Note's unique ID; a Reference's target */
    ts_rect box;          /* figures: on the page, set by the layout */
    int page;             /* first page it is on, from 0; -1: none yet */
    ts_tag *parent, *first, *last, *next;
};

ts_tag *ts_tag_root(ts_arena *arena);
/* Appends a child. NULL: memory is out. */
ts_tag *ts_tag_add(ts_arena *arena, ts_tag *parent, ts_tag_kind kind);
size_t ts_tag_count(const ts_tag *root); /* of the whole tree: its ids are less */
/* The next in reading order, the first child of all first. NULL: it was the last under `top` (NULL: of the tree). */
const ts_tag *ts_tag_next(const ts_tag *tag, const ts_tag *top);
const char *ts_tag_name(ts_tag_kind kind); /* the PDF name: "H1", "BlockQuote", "L" ... */

#endif
