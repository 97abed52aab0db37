/*
 * chart.h - where a chart draws, and with what.
 *
 * The room chart/ turns plain numbers and ready-made words into canvas items.
 * It knows no sheet, no language and no style by name: every request brings
 * its inks, its labels already printed, and the box it is to fill. A plot is
 * what all charts of a kind share: the list that the items go to, the tag that
 * they belong to (a chart is one Figure, decoration included), and the ground
 * that decides between a label's ink and its reversed one.
 *
 * Memory that runs out makes the plot fail; later calls do nothing, and the
 * caller looks at `failed` once, at the end. What an author asked for and
 * cannot have (a label without room, a negative share) is a diagnostic.
 */
#ifndef TS_CHART_CHART_H
#define TS_CHART_CHART_H

#include "base/memo.h"
#include "canvas/page.h"
#include "chart/witness.h"

typedef struct ts_plot {
    ts_arena *arena;
    ts_typesetter *setter;
    ts_items *items;
    const ts_tag *tag;
    ts_ink ground; /* what the chart stands on; swatch NULL: paper */
    ts_ink paper;  /* the sheet's paper: gaps, discs, empty parts */
    ts_ink rule;   /* hairlines on the ground */
    ts_ink accent; /* movement, borders, attention */
    ts_diags *diags;
    ts_span span; /* of the chart, for messages */
    const ts_origin *own; /* the same, of what is painted and shows no number; or NULL */
    ts_witness *witness; /* of what is painted; NULL: nobody asks */
    ts_memo *memo; /* of the editions before; NULL: none */
    bool failed;
    bool refused; /* a number led off every page, which has been told */
} ts_plot;

typedef struct ts_label { /* words ready to be set; a zeroed one prints nothing */
    const ts_text_piece *pieces;
    size_t count;
    const ts_type *type;  /* strut of the lines */
    ts_ink ink, reversed; /* on a light ground, on a dark one */
    const ts_origin *origin;
} ts_label;

bool ts_plot_dark(ts_ink ground);      /* type on it is reversed */
bool ts_plot_same(ts_ink a, ts_ink b); /* no edge would show; no swatch is paper */
bool ts_plot_faint(const ts_plot *plot, ts_ink ink); /* on its ground a fill hardly shows: it wants an edge */
/* Tells that two fills lie beside each other, so many points apart. */
void ts_plot_beside(ts_plot *plot, ts_ink first, ts_ink second, double between);
/* Tells that words left the marks so many points of the chart's width or height. */
void ts_plot_keeps(ts_plot *plot, double kept, double of);
void ts_plot_fill(ts_plot *plot, const ts_path *path, ts_ink ink, const ts_origin *origin);
void ts_plot_rect(ts_plot *plot, ts_rect box, ts_ink ink, const ts_origin *origin);
void ts_plot_outline(ts_plot *plot, ts_rect box, ts_ink ink, double width); /* inside the box */
void ts_plot_stroke(ts_plot *plot, const ts_path *path, ts_ink ink, ts_stroke stroke,
                    const ts_origin *origin);
/* The dashed line around what is not known. */
void ts_plot_dashes(ts_plot *plot, const ts_path *path, const ts_origin *origin);
void ts_plot_line(ts_plot *plot, ts_point from, ts_point to, ts_ink ink, double width);
void ts_plot_disc(ts_plot *plot, ts_point at, double radius, ts_ink ink, const ts_origin *origin);
void ts_plot_ring(ts_plot *plot, ts_point at, double radius, ts_ink ink, double width);
/* Fits the art into the box; stroke_scale thickens the lines of icons set small. */
void ts_plot_icon(ts_plot *plot, const ts_art *art, ts_rect box, ts_ink ink, double stroke_scale);
void ts_plot_clip(ts_plot *plot, const ts_path *path);
void ts_plot_unclip(ts_plot *plot);
/* Items drawn before, now of this plot. */
void ts_plot_add_all(ts_plot *plot, const ts_items *items);
void ts_plot_warn(ts_plot *plot, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ts_plot_error(ts_plot *plot, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets a label in a measure, in lines as even as possible; 0 or less: as wide as it
 * is, broken only where it must. NULL: it is empty, or memory is out. */
const ts_block *ts_label_set(ts_plot *plot, const ts_label *label, double measure, ts_text_align align);
/* Paints a set label with its top left at a point. */
void ts_label_put(ts_plot *plot, const ts_label *label, const ts_block *block, ts_point at, ts_ink ground);
/* One line whose baseline begins, is centred or ends at a point. Gives its width. */
double ts_label_put_line(ts_plot *plot, const ts_label *label, ts_point at, ts_text_align align,
                         ts_ink ground);
/* The same words set closer, by thousandths of an em. */
ts_label ts_label_tight(ts_plot *plot, const ts_label *label, double by);
double ts_label_width(ts_plot *plot, const ts_label *label);
/* Words as messages quote them, the first 40 bytes at most; "" where memory is out. */
const char *ts_words_quote(ts_arena *arena, const char *words, size_t length);
const char *ts_label_quote(ts_plot *plot, const ts_label *label);
double ts_label_leading(const ts_label *label); /* of its lines; 0: it prints nothing */
/* A line over all else that a chart draws, at its left; its height, and how far down its baseline is: as far in all
 * charts, which stand side by side. */
double ts_label_over_height(const ts_label *label);
double ts_label_over_baseline(const ts_label *label);
void ts_label_put_over(ts_plot *plot, const ts_label *label, ts_point top_left);
/* Warns that a label has no room: so many points where there are so many. */
void ts_label_tell(ts_plot *plot, const ts_label *label, double width, double room, const char *where);
/* Distance from a mark's middle down to the baseline of a line centred on it. */
double ts_label_drop(const ts_label *label);

#endif
