/*
 * frame.h - what stands on a page: frames and what is in them, components with
 * their slots, masters and pages. A part of sheet.h.
 */
#ifndef TS_SPEC_FRAME_H
#define TS_SPEC_FRAME_H

#include "base/diag.h"
#include "spec/chart.h"

enum ts_content {
    TS_CONTENT_NONE, TS_CONTENT_TEXT, TS_CONTENT_CONTINUE, TS_CONTENT_VALUE, TS_CONTENT_IMAGE,
    TS_CONTENT_CHART, TS_CONTENT_QR, TS_CONTENT_LOGOS, TS_CONTENT_SOURCES, TS_CONTENT_STACK,
    TS_CONTENT_ROW, TS_CONTENT_PLACE, TS_CONTENT_COMPONENT, TS_CONTENT_REPEAT
};

enum ts_side { TS_SIDE_LEFT = 1, TS_SIDE_RIGHT = 2, TS_SIDE_TOP = 4, TS_SIDE_BOTTOM = 8 };
enum ts_layer { TS_LAYER_BACK, TS_LAYER_MIDDLE, TS_LAYER_FRONT };
enum ts_frame_align { TS_FRAME_TOP, TS_FRAME_BASELINE, TS_FRAME_MIDDLE, TS_FRAME_BOTTOM };
enum ts_valign { TS_VALIGN_TOP, TS_VALIGN_MIDDLE, TS_VALIGN_BOTTOM };
enum ts_crop { TS_CROP_FILL, TS_CROP_FIT, TS_CROP_NONE };

struct ts_frame {
    int content; /* enum ts_content */
    bool plain;  /* it has no templates, but for its children's */
    struct { const struct ts_member **items; size_t count, capacity; } open; /* what it has templates in, as its shape lists them */
    /* the content member, by kind */
    ts_word text, continues, value, image, qr, sources, component, repeat;
    ts_chart *chart;
    ts_words logos;
    ts_frames children; /* stack, row, place */
    /* beside a content */
    ts_word style, ladder;
    ts_choice valign;
    ts_whole across; /* default 1 */
    ts_word as;
    ts_choice crop;
    struct ts_focus { ts_real x, y; } *focus;
    ts_word color, title, note;
    struct ts_anchors { /* pictures beside paragraphs: one for each in turn, "" for none */
        ts_words art;
        ts_length size, gap; /* 18, 6 */
        ts_word color;
        ts_span span;
    } *anchors;
    ts_whole quiet; /* default 4 */
    ts_choice level; /* L M Q H; default M (1) */
    ts_real area;
    ts_length pitch, clear, gap;
    ts_choice align; /* enum ts_frame_align */
    ts_map with;     /* slot -> ts_scalar * */
    struct { ts_map **items; size_t count, capacity; } entries; /* "for": each slot -> ts_scalar *;
                                            a bare string stands under "" (the first slot) */
    /* any frame */
    ts_word name, box, ground;
    ts_padding padding;
    ts_rules rules;
    ts_rule *outline;
    unsigned bleed; /* enum ts_side, or-ed */
    ts_word columns; /* "7-12", "5", "all" */
    ts_whole span_columns; /* "span" */
    ts_length left, top, width, height, bottom, give;
    ts_flag fixed, stretch;
    ts_choice layer; /* enum ts_layer; default middle */
    ts_word when;
    ts_choice tag; /* enum ts_tag_name */
    ts_word alt, link, group;
    ts_whole priority; /* of a frame whose ladder may hide it: the lowest goes first; default 0 */
    struct ts_wrap { /* texts of the same place, later in the file, go round this frame */
        ts_length clear; /* 6 */
        ts_choice shape; /* 0 box (default), 1 round */
        ts_span span;
    } *wrap;
    ts_choice missing;
    ts_span span;      /* of the whole frame */
    ts_span head_span; /* of the member that names its content: where a message points */
};

enum ts_slot_type {
    TS_SLOT_NUMBER, TS_SLOT_COPY, TS_SLOT_ART, TS_SLOT_SWATCH, TS_SLOT_STYLE, TS_SLOT_BOX,
    TS_SLOT_LENGTH, TS_SLOT_COLUMNS, TS_SLOT_FORMAT, TS_SLOT_WORD, TS_SLOT_ADDRESS
};

typedef struct ts_slot {
    const char *name;
    ts_choice type; /* enum ts_slot_type */
    ts_scalar initial; /* "default" */
    ts_flag optional;
    ts_word means;
    ts_span span;
} ts_slot;

typedef struct ts_component {
    const char *name;
    ts_word means;
    ts_map slots; /* in order -> ts_slot */
    ts_frame *frame;
    ts_span span;
} ts_component;

typedef struct ts_master {
    const char *name;
    struct ts_master_body { ts_length top, bottom, gap; } *body;
    ts_frames frames;
    ts_span span;
} ts_master;

typedef struct ts_page_spec {
    ts_word name, master, running, when;
    ts_frames body;
    ts_length gap;
    ts_span span;
} ts_page_spec;

/* ---- templates */

/* The text of a slot or parameter, or NULL when there is none (the filler has
 * then reported it, or leaves it out: an optional slot). */
typedef const char *(*ts_fill_value)(void *user, const char *name, ts_span span);

/* The frame itself when it is plain; else a deep copy in which every template is
 * filled: words replaced, lengths and numbers parsed. Children, chart and node frames are copied too
 * but NOT filled when they are frames (each frame is filled when it is bound).
 * *left_out is set when a template's value was NULL. */
const ts_frame *ts_spec_fill(ts_arena *arena, const ts_frame *frame, ts_fill_value value, void *user,
                             ts_diags *diags, bool *left_out);

#endif
