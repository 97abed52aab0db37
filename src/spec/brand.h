/*
 * brand.h - how sheets look: paper, inks, faces, styles, art, how numbers are
 * printed, and what is tried where a text does not fit. A part of sheet.h,
 * which a brand file or the sheet itself may say.
 */
#ifndef TS_SPEC_BRAND_H
#define TS_SPEC_BRAND_H

#include "base/geom.h"
#include "base/map.h"
#include "spec/member.h"

typedef struct ts_paper {
    double width, height; /* trim, points, orientation applied */
    double bleed;
    ts_insets margins;  /* inside/outside are kept as left/right (page 1 is a right-hand page) */
    bool mirrored;      /* inside and outside were given: even pages swap left and right */
    int columns;
    double gutter, baseline, safe;
    ts_span span;
} ts_paper;

typedef struct ts_swatch_spec {
    const char *name;
    ts_word ink;           /* "C92 M44" as written */
    double cmyk[4];        /* 0..1; valid when ink is given */
    ts_word spot;
    ts_word srgb;          /* "#006C8B" */
    ts_flag dark, overprint, text; /* text: default true */
    ts_word means;
    ts_span span;          /* of the definition */
} ts_swatch_spec;

typedef struct ts_font_spec {
    const char *name;
    ts_word file, licence, fallback;
    const char *folder; /* resolved folders.fonts of the file that defined it */
    ts_span span;
} ts_font_spec;

enum ts_align { TS_ALIGN_LEFT, TS_ALIGN_CENTER, TS_ALIGN_RIGHT, TS_ALIGN_JUSTIFY };
enum ts_tag_name {
    TS_TAGNAME_H1, TS_TAGNAME_H2, TS_TAGNAME_H3, TS_TAGNAME_P, TS_TAGNAME_NOTE, TS_TAGNAME_QUOTE,
    TS_TAGNAME_LIST, TS_TAGNAME_ITEM, TS_TAGNAME_FIGURE, TS_TAGNAME_TABLE, TS_TAGNAME_LINK,
    TS_TAGNAME_SECTION, TS_TAGNAME_ARTIFACT
};

/* A stop of a tab character. */
typedef struct ts_tab_spec {
    ts_length at;
    ts_choice align; /* 0 left (default), 1 center, 2 right, 3 decimal */
    ts_word leader;  /* one to three characters that fill the gap */
    ts_span span;
} ts_tab_spec;

/* Every paragraph of the text is an item; `{n}` and `{a}` in the marker count. */
typedef struct ts_list_spec {
    ts_word marker;   /* default a bullet, U+2022 */
    ts_length indent; /* default 12: from the item's left edge to its text */
    ts_word style;    /* character style of the marker */
    ts_whole start;   /* default 1 */
    ts_span span;
} ts_list_spec;

/* As written; ts_sheet_text_style gives one with all parents applied. */
typedef struct ts_text_style {
    const char *name;
    ts_word based_on, font;
    ts_set set;
    ts_real tracking; /* 1/1000 em */
    ts_word color, reversed;
    ts_choice align; /* enum ts_align */
    ts_flag capitals;
    ts_words features;
    bool features_given;
    ts_flag balance, hyphenate;
    ts_length space_before, space_after, indent, first_indent;
    ts_flag optical_margin; /* quote marks, stops and hyphens hang */
    ts_flag grid;           /* baselines stand on the paper's baseline grid */
    struct ts_keep { ts_whole first, last; } *keep; /* lines together at an area's end and top; 2 and 2 */
    struct { ts_tab_spec **items; size_t count, capacity; } tabs;
    struct ts_drop_cap_spec { ts_whole lines; ts_word style; ts_length gap; } *drop_cap; /* lines 3, gap 4 */
    ts_list_spec *list;
    struct ts_last_line {
        ts_whole words;
        ts_real measure;
    } *last_line;
    ts_choice tag; /* enum ts_tag_name */
    ts_word ladder, strong, emphasis, mark, magnitude;
    ts_span span;
} ts_text_style;

typedef struct ts_character_style {
    const char *name;
    ts_word based_on, font;
    ts_set set;
    ts_real tracking;
    ts_word color, reversed;
    ts_words features;
    ts_flag capitals;
    ts_span span;
} ts_character_style;

typedef struct ts_rule { /* a printed line */
    ts_word swatch, reversed;
    ts_length weight; /* default 0.5 */
    ts_length gap;    /* default 4 */
    ts_span span;
} ts_rule;

typedef struct ts_rules {
    ts_rule *above, *below, *left, *right; /* NULL: none */
} ts_rules;

typedef struct ts_padding {
    ts_length top, right, bottom, left;
} ts_padding;

typedef struct ts_box_style {
    const char *name;
    ts_word based_on, ground;
    ts_padding padding;
    ts_rules rules;
    ts_rule *outline;
    ts_span span;
} ts_box_style;

enum ts_density { TS_DENSITY_SOLID, TS_DENSITY_NORMAL, TS_DENSITY_HAIRLINE };

typedef struct ts_art_spec {
    const char *name;
    ts_word file, alt, link;
    ts_choice density; /* enum ts_density; default normal */
    ts_map swatches;   /* "#RRGGBB" (upper case) -> ts_word *swatch use */
    ts_flag outline_text; /* default false */
    bool named;           /* by what stands on a page, or may be: by a template */
    const char *folder;
    ts_span span;
} ts_art_spec;

enum ts_format_as {
    TS_AS_SHORT, TS_AS_LONG, TS_AS_FULL, TS_AS_PERCENT, TS_AS_PERCENT_WORDS, TS_AS_ORDINAL,
    TS_AS_WORDS, TS_AS_PLAIN, TS_AS_SKELETON
};
enum ts_format_qualifier { TS_QUALIFY_OR_MORE, TS_QUALIFY_ABOUT, TS_QUALIFY_NEARLY, TS_QUALIFY_MORE_THAN, TS_QUALIFY_LESS_THAN, TS_QUALIFY_AUTO };
enum ts_format_sign { TS_SIGN_NEGATIVE, TS_SIGN_ALWAYS, TS_SIGN_NEVER };

typedef struct ts_format_spec {
    const char *name;
    ts_choice as; /* enum ts_format_as */
    ts_whole digits, decimals;
    ts_real nearest;
    ts_choice sign; /* enum ts_format_sign */
    ts_choice rounding;  /* half-away, half-even, up, down */
    ts_choice qualifier; /* enum ts_format_qualifier */
    ts_word skeleton;    /* of ICU, when as is skeleton */
    ts_span span;
} ts_format_spec;

typedef struct ts_step { /* exactly one member is given */
    ts_length grow;
    ts_set set;
    ts_real tracking;
    ts_word shrink; /* "85%" */
    ts_whole lines;
    ts_word use;    /* "short" */
    ts_whole across;
    ts_word move;
    ts_word hide; /* "least": a chart's least label; "frame": the whole frame, if it has no source mark */
    ts_span span;
} ts_step;

typedef struct ts_ladder {
    const char *name;
    struct { ts_step **items; size_t count, capacity; } steps;
    ts_choice otherwise; /* "else": 0 error, 1 warn */
    ts_span span;
} ts_ladder;

typedef struct ts_per_language {
    const char *language;
    struct ts_hyphenate { ts_whole before, after, in_a_row; } *hyphenate;
    ts_map text_styles; /* name -> ts_text_style: members that differ */
    const char *folder; /* where patterns are looked for first */
    ts_span span;
} ts_per_language;

#endif
