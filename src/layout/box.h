/*
 * box.h - a frame on its way to a place on the page.
 *
 * Widths are known from above (columns, spans), heights come from below
 * (content), so a box is measured in one walk down and up, and arranged in a
 * second one, when every height is known. All lengths are points on the page.
 */
#ifndef TS_LAYOUT_BOX_H
#define TS_LAYOUT_BOX_H

#include "layout/grid.h"
#include "layout/fit.h"

typedef struct ts_logo_cell {
    const ts_art *art;     /* or NULL, and it is */
    const ts_image *image;
    ts_rect ink;           /* that it is sized by, in its own units */
    const char *alt;
    ts_rect cell, box; /* its room; of the ink, relative to the frame's content box */
    double scale;
    ts_span span;
} ts_logo_cell;

typedef struct ts_source_entry { /* one cited source, or a caveat (number 0) */
    ts_set_text label, text;
    int number;
    double inset; /* of texts that numbers hang before, from their column's left */
    ts_point at; /* top left of the text, relative to the content box */
    double height;
} ts_source_entry;

typedef struct ts_box_figure { /* a chart at a width, without its note */
    bool known;
    double width, height;
    ts_rect inside; /* where the frames in a flow's origin stand, of a figure at 0, 0; w 0: nowhere */
    const ts_swatch *ground; /* of these */
} ts_box_figure;

/* A text as it was set last, in one column: it is taken again while nothing that it depends on has changed, so that a
 * climbed ladder costs what it changes. Copies and styles are known by their place in memory. */
typedef struct ts_box_set {
    ts_set_text text;   /* block NULL: none */
    double measure;
    const ts_copy *copy, *spaced; /* the copy that a space was put behind, and what came of it */
} ts_box_set;

typedef struct ts_box_rooms { /* that a chart and those beside it have in common */
    bool known;
    double head, foot;
} ts_box_rooms;

typedef struct ts_box ts_box;

typedef struct ts_box_plot { /* what only a chart has */
    ts_set_text note; /* block NULL: none */
    ts_fit *note_fit; /* the rung on its ladder; NULL: no ladder */
    ts_box_figure figure; /* as last measured */
    ts_box_rooms rooms;   /* once it is arranged */
    ts_box *inside;    /* frames in the origin of a flow, in a stack with gaps of TS_INSIDE_GAP; no parent */
    size_t inside_count;
    double inside_over; /* points by which they are higher than the origin */
    ts_tag *note_tag;
    ts_tag *table_tag;  /* of its numbers, behind its figure; NULL: not asked for */
    ts_tag *inside_tag; /* of the frames in a flow's origin: after the figure */
} ts_box_plot;

struct ts_box {
    const ts_bound *bound;
    const ts_frame *frame;
    ts_box *parent, *children;
    size_t count;
    ts_box_plot *plot; /* of a chart; else NULL */
    ts_rect rect;      /* outer box */
    ts_insets inset;   /* padding, rules and their gaps */
    double natural;    /* height that the content needs, insets included */
    double drop;       /* content starts this much lower, to share a baseline, `locked` of it to stand on the grid */
    double locked;
    double set_for;    /* the `locked` that a text in areas was set for */
    ts_ink fill;       /* own ground; swatch NULL: none */
    const ts_swatch *on; /* what the content stands on; NULL: paper */
    ts_rules rules;
    ts_rule *outline;
    const ts_style *style;
    ts_fit *fit;       /* the rung on a ladder; NULL: no ladder */
    bool hidden;       /* by its ladder: takes no room and no gap, is not tagged nor painted */
    bool stale;        /* to be measured again: a frame of the page, whose texts have climbed */
    bool outside;      /* its columns leave its container */
    ts_set_text text;  /* block NULL: none */
    ts_box_set set;
    ts_text_areas areas; /* that the text runs through, relative to the content box; count 0: one column */
    ts_box *head, *before, *next; /* of a thread: its first frame, and those beside this one; else NULL */
    ts_logo_cell *logos;
    ts_source_entry *sources;
    size_t part_count; /* of logos or sources */
    const ts_art *art; /* image, qr */
    const ts_image *image;
    ts_tag **tags; /* one a paragraph, or one; of a thread: in its first frame, as are the two below */
    size_t tag_count;
    ts_tag **labels;     /* of a list's markers, one a paragraph; else NULL */
    ts_tag **inner_tags; /* of a thread's pieces: links, marks, words in another language; else NULL */
    ts_tag *link_tag;
    ts_artifact artifact;
};

static inline size_t ts_box_inside_count(const ts_box *box)
{
    return box->plot ? box->plot->inside_count : 0;
}

static inline bool ts_box_has_note(const ts_box *box)
{
    return box->plot && box->plot->note.block;
}

typedef struct ts_composer {
    ts_kit *kit;
    ts_grid grid;
    ts_page *page;
    size_t box_count; /* made so far */
    int page_number;
    bool failed; /* memory was out */
} ts_composer;

/* A box for a bound frame, with its children, not yet measured. False: memory is out. */
bool ts_box_make(ts_composer *composer, ts_box *box, const ts_bound *bound, ts_box *parent, const ts_swatch *on);

/* Heights, for a box whose rect.x and rect.w are set. Says nothing of what is
 * wrong (fit_report.c does, once), and may be called again. */
void ts_box_measure(ts_composer *composer, ts_box *box);

/* x and w of a child inside its parent's content box. */
void ts_box_across(ts_composer *composer, ts_box *box, double x, double width);

/* Gives every box under this one its y; rect.y and rect.h are set. */
void ts_box_arrange(ts_box *box);

/* Boxes that lie on the ground of a sibling painted before them stand on it:
 * type knows then whether it is reversed. For placed boxes, once arranged. */
void ts_box_settle(ts_box *boxes, size_t count);

/* For messages: its own name, else that of its content, else its container's, else its kind. */
const char *ts_box_name(const ts_box *box);
const char *ts_box_kind(const ts_box *box); /* "chart", "row" */

ts_rect ts_box_content(const ts_box *box); /* inside the insets */
double ts_box_gap(const ts_composer *composer, const ts_box *box); /* between its children */
double ts_box_first_baseline(const ts_box *box); /* from the box's top; below 0: none */
bool ts_box_baseline_row(const ts_box *box);
ts_box *ts_box_bare(ts_box *box); /* what is in a component, and in that */
bool ts_box_alike(ts_box *first, size_t count); /* cells that are stacks of as many: each level shares its baseline */
size_t ts_box_cells_of_row(const ts_box *box, size_t from); /* children that make a row, those that are hidden included */
double ts_box_row_step(const ts_box *box, double row); /* from row to row */

/* abreast.c: where a chart is drawn, without its note; the rooms that it has with those beside it. For boxes that are
 * arranged. */
ts_rect ts_box_chart(const ts_box *box);
ts_box_rooms ts_box_abreast(ts_composer *composer, ts_box *box);

/* parts.c: content with a shape of its own. Give the content's height. */
double ts_part_image(ts_composer *composer, ts_box *box);
double ts_part_qr(ts_composer *composer, ts_box *box);
double ts_part_qr_side(const ts_box *box); /* of the square: as high as the frame says, if that is less than its width */
double ts_part_logos(ts_composer *composer, ts_box *box);
double ts_part_sources(ts_composer *composer, ts_box *box);
double ts_part_column(const ts_composer *composer, const ts_box *box); /* width of a column of sources */
enum { TS_LOGO_LEAST = 1 }; /* points: a smaller cell shows no logo */

/* Reports what does not fit: an error, in a draft a warning, so that it can be looked at. */
void ts_box_overset(ts_composer *composer, ts_span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Hidden by a ladder, or a component of which nothing else is there. */
bool ts_box_hidden(const ts_box *box);

enum { TS_NOTE_GAP = 4, TS_INSIDE_GAP = 8 }; /* points between a chart and its note; in a flow's origin */

#endif
