/*
 * kit.h - what the layout works with: the faces, inks and art of a sheet, and
 * an edition's styles made ready for setting. Looked up by name, made once.
 */
#ifndef TS_LAYOUT_KIT_H
#define TS_LAYOUT_KIT_H

#include "art/art.h"
#include "base/memo.h"
#include "bind/edition.h"
#include "canvas/page.h"

typedef enum ts_stock_kind { /* what is loaded when it is first asked for */
    TS_STOCK_ART,      /* name -> ts_art */
    TS_STOCK_IMAGES,   /* name -> ts_image */
    TS_STOCK_INKS,     /* "#RRGGBB" of art -> ts_swatch */
    TS_STOCK_PATTERNS, /* language -> its hyphenation patterns, or why there are none */
    TS_STOCK_STYLES,   /* language -> ts_map of its text styles: name -> ts_style */
    TS_STOCK_KINDS
} ts_stock_kind;

/* Shared by the editions of a sheet: faces, swatches, art. */
typedef struct ts_stock {
    ts_arena *arena;
    const ts_sheet *sheet;
    const ts_colour *colour;
    ts_cache *cache; /* for art, on disk; NULL: none. Of one thread */
    bool press;
    bool unheard; /* it is being filled: nobody reads the diagnostics */
    ts_map fonts;    /* face -> ts_font */
    ts_map swatches; /* name -> ts_swatch */
    ts_map loaded[TS_STOCK_KINDS];
    struct { const ts_art_spec **items; size_t count, capacity; } lost; /* art whose files could not be read, or are no art */
    const struct ts_stock *base; /* is asked, too, and never written; or NULL */
} ts_stock;

/* How inks look: on a press profile as the profile shows their builds (a proof),
 * else as the sheet gives their sRGB. */
typedef struct ts_shown {
    const ts_colour *colour;
    bool press;
} ts_shown;

/* Loads all faces and swatches of the sheet; art when it is first asked for, but looks whether its files are there. TS_FAULT: faces that cannot be used are told,
 * and *stock is NULL. */
ts_status ts_stock_load(ts_arena *arena, const ts_sheet *sheet, const ts_shown *shown, ts_diags *diags,
                        ts_stock **stock);

/* Whether the faces that a loading told of as lost can be used now: they alone are looked at, and loaded into the scratch. */
bool ts_stock_may_load(ts_arena *scratch, const ts_sheet *sheet, const ts_diags *lost);

/* Loads ahead what editions may ask for: the art that the sheet names, while it stays within 128 MiB, and the patterns of
 * its languages in which words are divided. What cannot be loaded is left to tell so when it is asked for. False: memory is out, or the arena that
 * it is asked in was stopped (ts_arena_heed): what is missing is loaded when it is called again, or asked for. */
bool ts_stock_fill(ts_stock *stock, const ts_arena *asked_in, const ts_stages *stages);

/* A stock that has what the base has, and keeps in its own arena what it loads beyond that: so that any number of
 * threads share a base, each through one of its own. NULL: memory is out. */
ts_stock *ts_stock_over(ts_arena *arena, const ts_stock *base);

/* False: memory was out for one of its faces, which may show another glyph from now on, or none. */
bool ts_stock_is_whole(const ts_stock *stock);

void *ts_stock_find(const ts_stock *stock, ts_stock_kind kind, const char *name); /* NULL: not loaded */
/* The name, which may be an edition's, is copied. False: memory is out. */
bool ts_stock_keep(ts_stock *stock, ts_stock_kind kind, const char *name, const void *value);

typedef struct ts_style { /* a text style made ready */
    const ts_text_style *spec;     /* resolved */
    ts_type type;
    ts_type strong, emphasis, mark, magnitude;
    ts_type between;               /* commas between marks, as high as these stand */
    ts_type marker;                /* of a list; the text's own where the list names no style */
    ts_type initial;               /* of a drop cap, whose size is computed */
    const ts_character_style *strong_spec, *emphasis_spec, *mark_spec, *magnitude_spec, *marker_spec,
        *initial_spec; /* or NULL */
    double size, leading;          /* of the type before any rung of a ladder */
    ts_setting_rules rules;        /* measure is left 0; left is a list's indent */
    ts_ink ink, reversed;          /* of type on paper and light grounds; on dark ones */
} ts_style;

enum { TS_KIT_SOURCES = 32 }; /* whose links are kept */

typedef struct ts_kit {
    ts_arena *arena;   /* the edition's */
    ts_arena *scratch; /* of what is dead once the pages are made: boxes, ladders. What is not, never points into it */
    ts_stock *stock;
    ts_typesetter *setter;
    ts_memo *memo; /* of the editions before; or NULL */
    const ts_edition *edition;
    ts_diags *diags;
    ts_map styles; /* name -> ts_style: those with which something is wrong, of which each edition tells */
    ts_map unstressed; /* styles whose words are not, as told */
    ts_map codes;  /* what a code says and how it looks -> ts_art */
    const char *const *together; /* the deck's, once they were asked for */
    const struct ts_box *box; /* whose text is set, for messages; NULL: unknown */
    const ts_span *used; /* of what is painted: where its component is used, as ts_bound has it; or NULL */
    const char *source_links[TS_KIT_SOURCES]; /* by number; NULL: not asked for yet */
    ts_map noughts; /* name and print of those that charts have told */
    bool sources_listed; /* by a frame that was measured already */
} ts_kit;

/* Makes `between` of the marks' type. */
void ts_kit_raise(ts_style *style);

/* Never NULL but when memory is out: an unknown name (already reported) gives the plainest.
 * It lasts as the kit or, where nothing is wrong with it, as the stock. */
const ts_style *ts_kit_style(ts_kit *kit, const char *name);

/* The style after one rung that changes type, from where the rungs before left it:
 * `set`, `tracking`, `shrink` (of the size before any rung). The character styles
 * keep their proportion to the text. Any other rung gives the style itself. NULL:
 * type would become smaller than preflight's type-size (where it stands on a dark
 * ground: than type-reversed, too), or memory is out. */
const ts_style *ts_kit_step(ts_kit *kit, const ts_style *style, const ts_step *step, bool reversed);

/* What a style's members are to its paragraphs. The types of the style are made. */
ts_setting_rules ts_kit_rules(ts_kit *kit, ts_style *style);

/* A warning at the features that the face lacks. */
void ts_kit_check_features(ts_kit *kit, const ts_words *features, const ts_font *font);

/* A warning, once for a style, where a word is to be bold or italic and would print as the others: its family has no such
 * face, and the style names none. */
void ts_kit_check_stress(ts_kit *kit, const ts_style *style, const ts_piece *piece);

/* Loads a language's patterns, or why there are none. False: memory is out. */
bool ts_stock_load_patterns(ts_stock *stock, const char *language);

/* The file of a language's patterns; NULL: there is none. */
const char *ts_stock_patterns_file(ts_arena *arena, const ts_sheet *sheet, const char *language);

/* The edition's patterns. NULL, and a warning at the span: there are none. */
const ts_hyphens *ts_kit_hyphens(ts_kit *kit, ts_span span);

/* "#source-3": where a mark leads. NULL: memory is out. */
const char *ts_kit_source_link(ts_kit *kit, int number);

/* An error that names the character, the face and the name of kit->box. */
void ts_kit_tell_lost(ts_kit *kit, const ts_lost_glyph *lost, ts_span span);

/* "Pacific 20%"; text NULL gives no ink (swatch NULL). */
ts_ink ts_kit_ink(ts_kit *kit, const char *use);

/* The colour of type in a style on a ground: reversed on a dark one. ground
 * NULL is paper. spec: a character style that may have its own colour, or NULL. */
ts_ink ts_kit_type_ink(ts_kit *kit, const ts_style *style, const ts_character_style *spec, const ts_swatch *ground);

/* Vector art by name, then a picture. NULL: it is the other, or cannot be loaded, which is told. */
const ts_art *ts_kit_art(ts_kit *kit, const char *name, ts_span span);
const ts_image *ts_kit_image(ts_kit *kit, const char *name, ts_span span);

/* Vector art for a member that takes no other: a picture is an error. NULL: what is wrong is told. */
const ts_art *ts_kit_drawing(ts_kit *kit, const ts_word *name, const char *member);

/* A warning at the file of art that was lost when the stock was loaded and is lost still. Where the edition has asked for it,
 * the same is an error already. */
void ts_kit_tell_lost_art(ts_kit *kit);

/* A copy set in a style. A run's user number indexes `pieces`: those of the copy in
 * order, then the markers of a list, one a paragraph. */
typedef struct ts_set_text {
    const ts_block *block;
    const ts_piece **pieces; /* by user number */
    size_t piece_count;
    size_t marker_from;      /* the first marker; piece_count: none */
    const ts_style *style;
    const ts_copy *copy;
} ts_set_text;

typedef struct ts_text_room { /* what a copy is set in */
    double measure;             /* points, where there are no areas */
    const ts_text_areas *areas; /* columns, obstacles, and where in the copy they begin; NULL: one column */
    double left;                /* at the left of all paragraphs, for the pictures beside them */
    const double *least;        /* heights of these pictures, one a paragraph; NULL: none */
} ts_text_room;
bool ts_kit_flow(ts_kit *kit, const ts_copy *copy, const ts_style *style, const ts_text_room *room, ts_set_text *out);
/* The same in one column. */
bool ts_kit_set(ts_kit *kit, const ts_copy *copy, const ts_style *style, double measure, ts_set_text *out);

/* A text that is one whole number: a folio, the label of a source. NULL: memory is out. */
const ts_copy *ts_kit_number(ts_kit *kit, int number, bool strong, ts_span span);

/* The same text with a space at its end. NULL: memory is out. */
const ts_copy *ts_kit_spaced(ts_kit *kit, const ts_copy *copy);

#endif
