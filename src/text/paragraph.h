/*
 * paragraph.h - text set into lines.
 *
 * Pieces of styled text go in, lines of shaped runs come out: UTF-8 with the
 * glyphs that stand for it, always together. The caller's `user` number of a
 * piece comes back with each run, so that ink, links and origins stay his.
 * Breaks come from ICU (UAX #14) with tailoring: none before a dash, a source
 * mark, inside a name, or between a figure and its unit. Lines are chosen over
 * the whole paragraph (Knuth & Plass 1981): fewest lines first, then the least
 * sum of faults, in a number of comparisons linear in the text. Default ignorables leave the run
 * before glyph lookup, and the run's text too; a soft hyphen comes back where a
 * line ends with it. Space at a line's end hangs: its glyphs are there, but no
 * width counts them. Right-to-left and mixed text goes through ICU bidi.
 */
#ifndef TS_TEXT_PARAGRAPH_H
#define TS_TEXT_PARAGRAPH_H

#include "text/font.h"
#include "text/hyphen.h"
#include "text/typesetter.h"

typedef struct ts_feature {
    char tag[5];
    bool on;
} ts_feature;

typedef struct ts_type { /* how a piece is set; shared by pieces, immutable */
    const ts_font *font;
    double size, leading;  /* points */
    double tracking;       /* 1/1000 em, added after every glyph of the run, the line's last one excepted */
    bool capitals;         /* upper case by the language's rules (ICU) */
    const char *language;  /* BCP 47, reaches HarfBuzz */
    const ts_feature *features;
    size_t feature_count;
    double rise;           /* points above the baseline; the glyphs' dy holds it */
} ts_type;

typedef struct ts_text_piece {
    const char *text; /* UTF-8; U+2028 forces a line */
    size_t length;
    const ts_type *type;
    uint32_t user;
    bool mark; /* a source mark: never begins a line */
    uint32_t source; /* of a mark: the number of its source; 0: none */
} ts_text_piece;

typedef struct ts_glyph {
    uint32_t id;
    uint32_t cluster;      /* byte offset in the run's text */
    double advance;        /* points, tracking and kerning included */
    float dx, dy;          /* offset from the pen, points, y down; the type's rise included */
} ts_glyph;

typedef struct ts_run { /* one font, size, direction and piece */
    const ts_type *type;
    const ts_font *font; /* the type's, or a fallback */
    uint32_t user, source; /* of its piece */
    const char *text;    /* UTF-8 of this run as set: capitals applied, no default ignorables */
    size_t length;
    const char *original; /* as in the piece, where capitals changed it; else the same as text */
    size_t original_length;
    ts_glyph *glyphs;    /* in visual order */
    size_t count;
    const unsigned char *digest; /* TS_DIGEST_BYTES of texts, glyphs, size, tracking and direction, where the run outlives its document; or NULL */
    double x;            /* from the line's left edge, points; < 0: a marker or an initial before it */
    double width;
    bool rtl;
    bool initial; /* a drop cap: the type is drop_cap.type in the size that its lines give */
    bool filler;  /* a tab's leader: no word of the piece, an artifact to a reader */
} ts_run;

typedef struct ts_line {
    ts_run *runs; /* in visual order; a list's marker, a tab's leader and an initial are runs too */
    size_t count;
    double x;        /* of the left edge of its text within the measure, or within the frame of areas; what
                      * hangs is text, a marker and an initial are not */
    double baseline; /* from the block's top, or the frame's */
    double width;    /* ink advance without trailing space */
    double edge;     /* where the room of its paragraph begins there: left, of leftward text right, before
                      * indents, marker and initial; beside an obstacle the obstacle's */
    size_t paragraph; /* of the text */
    size_t area;      /* that it stands in */
    bool starts_paragraph, ends_paragraph;
    bool hyphenated; /* the last glyph of the last word is a hyphen that stands for U+00AD */
} ts_line;

typedef enum ts_text_align { TS_TEXT_LEFT, TS_TEXT_CENTER, TS_TEXT_RIGHT, TS_TEXT_JUSTIFY } ts_text_align;

typedef struct ts_hyphenation {
    const ts_hyphens *patterns; /* NULL: words are divided at soft hyphens only */
    int before, after;          /* letters at least before and after the hyphen; 0: 2 and 3 */
    int in_a_row;               /* lines in a row that may end with a hyphen; 0: 2 */
} ts_hyphenation;

typedef enum ts_tab_align { TS_TAB_LEFT, TS_TAB_CENTER, TS_TAB_RIGHT, TS_TAB_DECIMAL } ts_tab_align;

/* A tab goes to the next stop that its text has not reached, after the last one to the next
 * 36 points, and is a word space wide at least; without stops it is a word space. Who
 * reads the runs finds a space. Lines of a paragraph with tabs are set from the left (leftward
 * text from the right, where its stops are counted from), and never justified. */
typedef struct ts_tab {
    double at; /* points from the measure's left edge, rising */
    ts_tab_align align;
    const char *leader; /* UTF-8, repeated over the gap on places that lines share; NULL: none */
} ts_tab;

/* An initial, as high as its lines: from the baseline of the last of them to the
 * capital height of the first; with the opening quote mark before it. Beside it indents
 * are left out. It is a letter like the others where its paragraph goes on from elsewhere, runs
 * leftward or has no more than it, where its face lacks it, where it is wider than what is left
 * beside it, and where its lines are not one below another in one area, with one left edge. */
typedef struct ts_drop_cap {
    const ts_type *type; /* its size is computed */
    int lines;           /* 0: none; else 2 to 8 */
    double gap;          /* points to the text */
} ts_drop_cap;

typedef struct ts_setting_rules { /* of a paragraph */
    double measure;      /* points; where areas are given they count */
    ts_text_align align; /* the last line of a justified paragraph is set left */
    bool balance;        /* lines as even as possible */
    bool optical;        /* quote marks, hyphens, stops and commas hang into the margin by a part of their width;
                          * not where there are tabs */
    double indent;       /* hanging: all lines but the first start this far in */
    double first_indent; /* the first line of the paragraph (not of what goes on in another area) */
    double left;         /* room at the left (of leftward text: at the right) of all lines, for a marker; like
                          * indents it is kept beside an obstacle too */
    double beside;       /* the same before it, for an anchored item */
    double least;        /* height at least, from the first line box's top: an anchored item stands beside it */
    double space_before, space_after; /* before is left out for the first paragraph of a block or an area */
    int last_words;      /* the last line holds at least; 0: no rule */
    double last_measure; /* and at least this share of the measure */
    int orphans, widows; /* lines that stay together at the end and at the top of an area; 0: 2 */
    double grid;         /* > 0: baselines are whole steps apart (leading and spaces rounded up) */
    ts_hyphenation hyphenation;
    const char *const *together; /* phrases that are never divided: names; the first 256 of up to 200 bytes count */
    size_t together_count;
    const ts_tab *tabs;
    size_t tab_count;
    ts_drop_cap drop_cap;
} ts_setting_rules;

typedef struct ts_text_paragraph {
    const ts_text_piece *pieces;
    size_t count;
    const ts_type *type; /* strut: the base type whose leading and baseline rule the lines */
    ts_setting_rules rules;
    const ts_text_piece *marker; /* a list item's label, set in `left` on the first line; NULL: none */
    bool marker_right;           /* it ends a third of an em before the text (figures), else stands at its left edge;
                                  * too wide for that, it moves its first line: the text begins a third of an em
                                  * after it. All of it is mirrored where the paragraph runs leftward */
} ts_text_paragraph;

typedef struct ts_text_at { /* a place in a text */
    size_t paragraph;
    size_t unit; /* UTF-16 units of the paragraph as set; a line begins here */
} ts_text_at;

typedef struct ts_lost_glyph {
    uint32_t code_point;
    const char *font;
    uint32_t user;
} ts_lost_glyph;

typedef struct ts_block { /* a set text */
    ts_line *lines;
    size_t count;
    double width;   /* of the widest line, its hanging indent included */
    double height;  /* sum of leadings and spaces */
    double first_baseline, last_baseline; /* from the top */
    bool too_wide;  /* an unbreakable word is wider than the measure */
    bool no_initial; /* one was asked for, and its letter is set like the others (ts_drop_cap) */
    ts_text_at end; /* where the text goes on that found no room; paragraph == count: all is set */
    size_t comparisons;    /* line ends weighed against line starts: what the work grew with */
    const ts_lost_glyph *lost; /* characters that no font of the chain has */
    size_t lost_count;
} ts_block;

/* The first baseline lies where the line box of the type puts it: (leading -
 * (ascent + descent) size) / 2 + ascent size (CSS 2.2, 10.8.1), each next one
 * a leading below. A paragraph without text takes no line. The block may be one
 * that the typesetter keeps: it is read only, and good while the arena and the
 * typesetter live and it neither rests nor forgets. NULL: memory or a library failed, or
 * a paragraph is longer than a million bytes. */
const ts_block *ts_text_set(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs, size_t count);

/* One line, never broken, for labels. */
const ts_block *ts_text_line(ts_typesetter *setter, ts_arena *arena, const char *text, const ts_type *type,
                             uint32_t user);

typedef struct ts_text_obstacle { /* lines keep off it */
    ts_rect box;  /* its clearance included */
    bool round;   /* the ellipse in the box */
} ts_text_obstacle;

typedef struct ts_text_areas { /* where a text runs */
    const ts_rect *boxes; /* filled in order, in one frame's coordinates; h <= 0 (the last only): as deep as the text */
    size_t count;
    const ts_text_obstacle *obstacles;
    size_t obstacle_count;
    ts_text_at from; /* where it begins: {0}, or the end of the block before */
} ts_text_areas;

/* A text through areas: columns, frames of a thread, beside pictures. A line
 * takes the widest room that obstacles leave on its height, and goes below them
 * where less than three ems are left. A paragraph is divided between areas by its
 * orphans and widows, and moves on in whole where they cannot be kept. What finds
 * no room is not lost: block->end says where to go on. block->height is the
 * deepest area's use. */
const ts_block *ts_text_flow(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs,
                             size_t count, const ts_text_areas *areas);

double ts_type_first_baseline(const ts_type *type);

#endif
