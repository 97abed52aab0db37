/*
 * paragraph.h - text set into lines.
 *
 * Pieces of styled text go in, lines of shaped runs come out: UTF-8 with the
 * glyphs that stand for it, always together. The caller's `user` number of a
 * piece comes back with each run, so that ink, links and origins stay his.
 * Breaks come from ICU (UAX #14) with tailoring: none before a dash, a source
 * mark, or between a figure and its unit. Default ignorables leave the run
 * before glyph lookup, and the run's text too; a soft hyphen comes back where a
 * line ends with it. Space at a line's end hangs: its glyphs are there, but no
 * width counts them. Right-to-left and mixed text goes through ICU bidi.
 */
#ifndef TS_TEXT_PARAGRAPH_H
#define TS_TEXT_PARAGRAPH_H

#include "text/font.h"

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
} ts_text_piece;

typedef struct ts_glyph {
    uint32_t id;
    uint32_t cluster;      /* byte offset in the run's text */
    double advance;        /* points, tracking and kerning included */
    double dx, dy;         /* offset from the pen, points, y down; the type's rise included */
} ts_glyph;

typedef struct ts_run { /* one font, size, direction and piece */
    const ts_type *type;
    const ts_font *font; /* the type's, or a fallback */
    uint32_t user;
    const char *text;    /* UTF-8 of this run as set: capitals applied, no default ignorables */
    size_t length;
    const char *original; /* as in the piece, where capitals changed it; else the same as text */
    size_t original_length;
    ts_glyph *glyphs;    /* in visual order */
    size_t count;
    double x;            /* from the line's left edge, points */
    double width;
    bool rtl;
} ts_run;

typedef struct ts_line {
    ts_run *runs; /* in visual order */
    size_t count;
    double x;        /* of the line's left edge within the measure */
    double baseline; /* from the block's top */
    double width;    /* ink advance without trailing space */
    bool ends_paragraph;
    bool hyphenated; /* the last glyph of the last word is a hyphen that stands for U+00AD */
} ts_line;

typedef enum ts_text_align { TS_TEXT_LEFT, TS_TEXT_CENTER, TS_TEXT_RIGHT } ts_text_align;

typedef struct ts_setting_rules { /* of a paragraph */
    double measure;      /* points */
    ts_text_align align;
    bool balance;        /* lines as even as possible */
    double indent;       /* hanging: all lines but the first start this far in */
    double space_before, space_after; /* before is left out for the first paragraph of a block */
    int last_words;      /* the last line holds at least; 0: no rule. Words come down from the line */
    double last_measure; /* before while they fit; and at least this share of the measure */
} ts_setting_rules;

typedef struct ts_text_paragraph {
    const ts_text_piece *pieces;
    size_t count;
    const ts_type *type; /* strut: the base type whose leading and baseline rule the lines */
    ts_setting_rules rules;
} ts_text_paragraph;

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
    const ts_lost_glyph *lost; /* characters that no font of the chain has */
    size_t lost_count;
} ts_block;

/* The first baseline lies where the line box of the type puts it: (leading -
 * (ascent + descent) size) / 2 + ascent size (CSS 2.2, 10.8.1), each next one
 * a leading below. A paragraph without text takes no line. NULL: memory or a
 * library failed, or a paragraph is longer than a million bytes. */
ts_block *ts_text_set(ts_arena *arena, const ts_text_paragraph *paragraphs, size_t count);

/* One line, never broken, for labels. */
ts_block *ts_text_line(ts_arena *arena, const char *text, const ts_type *type, uint32_t user);

double ts_type_first_baseline(const ts_type *type);

#endif
