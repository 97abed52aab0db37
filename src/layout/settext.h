/*
 * settext.h - where a set text goes on the page and what it is there.
 */
#ifndef TS_LAYOUT_SETTEXT_H
#define TS_LAYOUT_SETTEXT_H

#include "layout/kit.h"

typedef struct ts_text_target {
    ts_page *page;
    int page_number;
    ts_tag **tags;    /* one a paragraph; fewer: the last serves the rest; none: an artifact */
    size_t tag_count;
    ts_tag **labels;  /* of a list's markers, one a paragraph; NULL: a marker is its paragraph's */
    ts_tag **inner;   /* of pieces, by user number, made when first met; NULL: no other frame has the text's rest */
    ts_artifact artifact;
    const char *frame_name;
    uint32_t turn; /* frames of its thread before this one */
} ts_text_target;

/* Paints a set text with its top left at x, y. Links, source marks and words in
 * another language get tags of their own under their paragraph's, over all the
 * frames that the text runs through. Leaders are artifacts. */
bool ts_text_paint(ts_kit *kit, const ts_text_target *target, const ts_set_text *text, double x, double y,
                   const ts_swatch *ground);

#endif
