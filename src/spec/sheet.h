/*
 * sheet.h - a sheet as it was read: checked, immutable, with places.
 *
 * The structs mirror sheet/FORMAT (README, "The sheet format"). They are filled
 * by the tables of spec/shape.c, which also print the JSON Schema, so that a
 * reader and a schema cannot part. Everything lives in the sheet's arena.
 *
 * A member that was not written is as member.h says; a list or map has count 0
 * then, a pointer is NULL.
 *
 * Templates: a ts_word may still hold "{slot}" or "{parameter}"; a ts_length,
 * ts_real or ts_whole that was written as "{slot}" has `slot` set. bind/ makes
 * copies in which all are filled (ts_spec_fill).
 */
#ifndef TS_SPEC_SHEET_H
#define TS_SPEC_SHEET_H

#include "base/diag.h"
#include "base/geom.h"
#include "base/json.h"
#include "base/map.h"
#include "spec/chart.h"

/* ------------------------------------------------------------ paper, inks, type */

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

struct ts_rule { /* a printed line */
    ts_word swatch, reversed;
    ts_length weight; /* default 0.5 */
    ts_length gap;    /* default 4 */
    ts_span span;
};

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
enum ts_format_qualifier { TS_QUALIFY_OR_MORE, TS_QUALIFY_ABOUT, TS_QUALIFY_NEARLY, TS_QUALIFY_MORE_THAN, TS_QUALIFY_AUTO };
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

/* ------------------------------------------------------------ numbers */

typedef struct ts_param {
    const char *name;
    ts_choice type; /* 0 text, 1 integer, 2 number, 3 boolean */
    ts_scalar initial; /* "default" */
    ts_scalars choices;
    ts_word choices_table, choices_column;
    ts_word pattern, means;
    ts_span span;
} ts_param;

typedef struct ts_named_edition {
    const char *name;
    ts_word language, profile, output;
    ts_map set; /* parameter -> ts_scalar * */
    ts_span span;
} ts_named_edition;

enum ts_ignore_kind { TS_IGNORE_FIRST, TS_IGNORE_IN_COLUMN, TS_IGNORE_BLANKS };

typedef struct ts_ignore_spec { /* a rule for rows that are no data */
    int kind;                   /* enum ts_ignore_kind */
    const char *column;         /* of TS_IGNORE_IN_COLUMN */
    const char *pattern;        /* NULL of TS_IGNORE_BLANKS */
    ts_span span;
} ts_ignore_spec;

typedef struct ts_table_spec {
    const char *name;
    ts_word file, from, source, vintage;
    ts_map columns; /* column -> ts_choice *: 0 text, 1 number, 2 integer, 3 date */
    ts_map rename;  /* head -> ts_word * */
    ts_words empty, unique;
    ts_words index; /* columns that queries of their own filter by */
    ts_word separator;
    ts_choice encoding; /* 0 utf-8, 1 windows-1252, 2 iso-8859-1, 3 utf-16 */
    ts_whole skip;      /* lines before the heads */
    ts_choice heads;    /* 0 as-written, 1 as-names */
    ts_choice numbers;  /* as ts_table_numbers has them */
    unsigned signs;     /* 1 << 0 brackets, 1 minus-after, 2 plus, 3 percent, 4 exponent */
    ts_words currency;
    ts_choice dates; /* 0 month/day/year, 1 day/month/year */
    struct { ts_ignore_spec *items; size_t count, capacity; } ignore;
    ts_words caveats;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note;
    const char *folder;
    bool mapped; /* found while it is checked: points or routes of a map are its rows */
    ts_span span;
} ts_table_spec;

extern const char *const ts_table_numbers[]; /* "1234.5", "1,234.5", ...: NULL ends them */

typedef struct ts_shapes_spec {
    const char *name;
    ts_word file, key /* "name": the property that names a shape */, source;
    ts_flag planar;
    const char *folder;
    ts_span span;
} ts_shapes_spec;

typedef struct ts_source_spec {
    const char *name;
    ts_word publisher, title, edition;
    ts_word language; /* BCP 47, of these three; NULL: the page's */
    ts_whole year;
    ts_word url, read, licence, note;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_span span;
} ts_source_spec;

typedef struct ts_caveat_spec {
    const char *name;
    ts_word say;
    ts_flag print;
    ts_span span;
} ts_caveat_spec;

/* One column of a where: the row's cell is any of `any`; or between from and to; or not `not`. */
typedef struct ts_where {
    const char *column;
    ts_scalars any;
    ts_scalar from, to, not;
    ts_span span;
} ts_where;

typedef struct ts_break_spec { /* from this moment on the numbers are counted another way */
    ts_moment at;
    ts_word note;
    ts_span span;
} ts_break_spec;

enum ts_aggregate { TS_SUM, TS_MEAN, TS_MINIMUM, TS_MAXIMUM, TS_COUNT, TS_SQL };

typedef struct ts_series_spec {
    const char *name;
    int aggregate; /* enum ts_aggregate */
    ts_word table;
    ts_words columns;
    ts_word sql; /* lines joined by newlines */
    ts_map where; /* column -> ts_where */
    ts_word over, by;
    ts_choice gaps; /* 0 leave, 1 keep */
    ts_real times;
    ts_word unit;
    ts_words sources, caveats;
    bool sources_given;
    struct { ts_break_spec **items; size_t count, capacity; } breaks;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_span span;
} ts_series_spec;

enum ts_missing { TS_MISSING_FAIL, TS_MISSING_HIDE, TS_MISSING_TBC, TS_MISSING_SAY };

/* What may be allowed with a reason; ts_doubt_words has their names. */
enum ts_doubt_rule { TS_DOUBT_BREAK, TS_DOUBT_TIE, TS_DOUBT_MIXED_YEARS, TS_DOUBT_STALE, TS_DOUBT_INCOMPLETE, TS_DOUBT_TWICE, TS_DOUBT_RULES };

typedef struct ts_fact_spec {
    const char *name;
    ts_scalar value;
    ts_word unknown, unit, source, read, says;
    ts_choice qualifier; /* 0 or-more, 1 about, 2 nearly, 3 more-than */
    ts_scalar period;
    ts_word format;
    ts_choice missing; /* enum ts_missing */
    ts_word instead;   /* copy key: what is said then */
    ts_words caveats;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note, means;
    ts_span span;
} ts_fact_spec;

enum ts_method {
    TS_M_SQL, TS_M_TOTAL, TS_M_LATEST, TS_M_SHARE, TS_M_GROWTH, TS_M_CAGR, TS_M_INDEX,
    TS_M_PER_DAY, TS_M_RANK, TS_M_TOP, TS_M_RATIO, TS_M_DIFFERENCE, TS_M_MEAN, TS_M_MEDIAN,
    TS_M_WEIGHTED_MEAN, TS_M_OTHERS
};

typedef struct ts_stat_spec {
    const char *name;
    int method;      /* enum ts_method */
    ts_word operand; /* value of the method's member; sql: the joined lines */
    ts_words operands; /* the series and numbers that it stands on; of SQL those that it names with stat('...') */
    size_t number;     /* among the sheet's statistics, from 0 */
    ts_moment at, from, to, base;
    ts_word only, of, over, weights;
    ts_real days;
    ts_word for_; /* "for" */
    ts_choice order; /* 0 largest, 1 smallest */
    ts_whole place;  /* default 1 */
    ts_whole beyond;
    ts_choice show;  /* 0 name, 1 value, 2 share, 3 count */
    ts_word labels, per, minus, unit, format;
    ts_choice missing;
    ts_word instead;
    ts_word expect;
    struct ts_plausible { ts_real from, to; } *plausible;
    ts_words sources, caveats;
    bool sources_given;
    ts_map allow; /* rule of doubt -> why it does not matter here, ts_word * */
    ts_word note, means;
    ts_span span;
} ts_stat_spec;

/* ------------------------------------------------------------ frames */

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
    ts_flag fixed;
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

enum ts_standard {
    TS_STANDARD_X4 = 1, TS_STANDARD_A2B = 2, TS_STANDARD_A2A = 4, TS_STANDARD_UA1 = 8, TS_STANDARD_A3A = 16
};
enum ts_refuse { /* tbc stops every build but a draft, named or not */
    TS_REFUSE_TBC = 1, TS_REFUSE_UNMARKED = 2, TS_REFUSE_EXPECT = 4, TS_REFUSE_OVERSET = 8,
    TS_REFUSE_WARNINGS = 16
};
enum ts_mark_kind { TS_MARK_CROP = 1, TS_MARK_REGISTRATION = 2, TS_MARK_COLOUR_BAR = 4, TS_MARK_PAGE_INFO = 8 };

typedef struct ts_profile {
    const char *name;
    unsigned standards; /* enum ts_standard, or-ed */
    bool cmyk;          /* else sRGB */
    ts_word icc;
    ts_word condition;  /* what the profile characterises, by its name in the ICC's registry */
    ts_choice intent;   /* 0 relative, 1 perceptual, 2 absolute */
    bool bleed;
    unsigned marks;     /* enum ts_mark_kind: printed when --marks is asked for */
    bool spots_to_process;
    bool links, tags;
    ts_whole image_ppi;
    unsigned refuse; /* enum ts_refuse */
    const char *folder; /* where icc is looked for: folders.fonts, then fonts/ */
    ts_span span;
} ts_profile;

typedef struct ts_threshold {
    double limit;
    enum { TS_LEVEL_ERROR, TS_LEVEL_WARNING, TS_LEVEL_OFF } level;
    ts_span span;
} ts_threshold;

typedef struct ts_preflight { /* the defaults are a careful printer's */
    ts_threshold type_size, type_reversed, reversed_weight, type_plates, type_screened, line_weight, image_ppi, total_ink, spots,
        contrast, contrast_large, contrast_marks, safe, qr_module, label_distance, plot_share;
    /* without a number: only how bad it is to break the rule */
    ts_threshold rgb, transparency, spot_twice, bleed, heading_order, title, link_target, source_list, alt;
} ts_preflight;

/* ------------------------------------------------------------ copy decks */

typedef struct ts_wording {
    ts_word when; /* NULL text: always */
    ts_word say;
    const ts_json *json; /* the string, for places inside it (ts_json_within) */
    size_t number;       /* from 1, among the wordings of its deck; 0: it stands in none */
} ts_wording;

typedef struct ts_copy_entry {
    const char *key;   /* "facts.head" */
    const char *brief; /* "facts.head.short", where the deck has it; or NULL */
    ts_wording *wordings; /* at least one */
    size_t count;
    ts_span span;
} ts_copy_entry;

/* How a language prints values where ICU is not to decide; NULL: ICU decides. */
typedef struct ts_number_words {
    const char *decimal, *group, *percent, *percent_words, *or_more, *about, *nearly, *more_than;
    struct ts_money_words { const char *currency, *brief /* "short" */, *in_text /* "long" */, *full; } *money;
    size_t money_count;
    /* [0] short, [1] long; by power 3, 6, 9, 12; by plural one, few, many, other */
    const char *scales[2][4][4];
} ts_number_words;

typedef struct ts_deck {
    const char *language; /* BCP 47 */
    ts_choice status; /* 0 draft, 1 reviewed, 2 final */
    ts_number_words numbers;
    ts_words together; /* names that no line end divides */
    ts_map copy; /* key -> ts_copy_entry, in order */
    size_t wording_count;
    const ts_source *source;
    ts_span span;
} ts_deck;

/* ------------------------------------------------------------ the sheet */

typedef struct ts_sheet {
    ts_arena *arena;
    const ts_source *source;
    struct { const ts_source **items; size_t count, capacity; } files; /* the JSON that was read: sheet, brands, decks */
    ts_word title; /* copy key; "title" when not given */
    ts_word date;  /* YYYY-MM-DD or none */
    ts_whole stale; /* months after which data are old, at `date` */
    ts_words languages;
    ts_map decks; /* language -> ts_deck: every language of the sheet */
    ts_map params, editions;
    ts_map tables, shapes, sources, caveats, series, facts, stats;
    /* brand and sheet merged by name, later wins */
    ts_paper paper;
    ts_map swatches, fonts, text_styles, character_styles, box_styles, art, formats, ladders,
        per_language, components, masters, profiles;
    ts_preflight preflight;
    struct { ts_page_spec **items; size_t count, capacity; } pages;
} ts_sheet;

/* Reads a sheet, its brand files and its decks and checks all that can be
 * checked without data: members, types, bounds, names, references, styles,
 * slots, conditions, copy keys, templates. TS_FAULT: see the diagnostics, but
 * *sheet is still given where enough could be read to go on looking for
 * mistakes (NULL otherwise). */
ts_status ts_sheet_load(ts_arena *arena, const char *path, ts_diags *diags, ts_sheet **sheet);

/* While a sheet is loaded: what each of its statistics stands on, and its number. False: memory is out. */
bool ts_stats_find_operands(ts_arena *arena, const ts_map *stats);

/* A style with parents and the language's changes applied; based_on is empty. */
const ts_text_style *ts_sheet_text_style(ts_arena *arena, const ts_sheet *sheet, const char *name,
                                         const char *language);
const ts_character_style *ts_sheet_character_style(ts_arena *arena, const ts_sheet *sheet, const char *name);
const ts_box_style *ts_sheet_box_style(ts_arena *arena, const ts_sheet *sheet, const char *name);

/* Finds the file of a folder member, e.g. an art file: tries the folder, then
 * the path as it is. Never NULL but when memory is out. */
const char *ts_sheet_path(ts_arena *arena, const char *folder, const char *file);

/* ------------------------------------------------------------ templates */

/* The text of a slot or parameter, or NULL when there is none (the filler has
 * then reported it, or leaves it out: an optional slot). */
typedef const char *(*ts_fill_value)(void *user, const char *name, ts_span span);

/* The frame itself when it is plain; else a deep copy in which every template is
 * filled: words replaced, lengths and numbers parsed. Children, chart and node frames are copied too
 * but NOT filled when they are frames (each frame is filled when it is bound).
 * *left_out is set when a template's value was NULL. */
const ts_frame *ts_spec_fill(ts_arena *arena, const ts_frame *frame, ts_fill_value value, void *user,
                             ts_diags *diags, bool *left_out);

/* "a-b", "n", "all" on a grid of n columns: first and last, from 1. */
bool ts_spec_columns(const char *text, int columns, int *first, int *last);

/* "Pacific 20%" -> "Pacific", 0.2. name is in the arena. */
bool ts_spec_swatch(ts_arena *arena, const char *text, const char **name, double *tint);

#endif
