/*
 * setting.h - how a paragraph becomes lines, step by step; of this room only.
 *
 * strip    the pieces as one row of UTF-16 units (what ICU reads), each of which
 *          knows its piece, its bytes in the text as set and in the original
 * items    stretches of the strip with one piece, face, script and level, shaped
 * cuts     the places where a line may or must end
 * lines    which cuts are taken
 *
 * All of it lives in a scratch arena; only the runs of the lines are copied out.
 */
#ifndef TS_TEXT_SETTING_H
#define TS_TEXT_SETTING_H

#include "text/face.h"
#include "text/paragraph.h"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utypes.h>

enum { TS_PARAGRAPH_LIMIT = 1 << 20, TS_LOST_LIMIT = 256 }; /* bytes; different characters of a text */

typedef struct ts_strip {
    UChar *units;
    int32_t count;
    uint32_t *piece;             /* of each unit */
    uint32_t *set_at, *from_at;  /* offsets into the two texts; one more than there are units */
    int32_t *drawn;              /* the first unit from this one on that is not dropped */
    int32_t *ink_end;            /* where the ink before this unit ends: hanging space left out */
    const char *set, *original;  /* UTF-8, in the document's arena, without default ignorables */
} ts_strip;

typedef struct ts_shaped { /* a glyph before it has a place */
    uint32_t id;
    int32_t unit; /* first unit of its cluster */
    double advance, dx, dy;
    bool unsafe;  /* shaping a text that begins here would give other glyphs */
    bool tracked;
} ts_shaped;

typedef struct ts_glyph_row {
    ts_shaped *items;
    size_t count, capacity;
} ts_glyph_row;

typedef struct ts_item {
    int32_t begin, end;
    const ts_text_piece *piece;
    const ts_font *font;
    UScriptCode script;
    UBiDiLevel level;
    ts_glyph_row glyphs; /* in visual order */
} ts_item;

typedef enum ts_cut_kind { TS_CUT_NONE, TS_CUT_MAY, TS_CUT_HYPHEN, TS_CUT_MUST } ts_cut_kind;

typedef struct ts_cut {
    int32_t at; /* the next line begins with this unit */
    ts_cut_kind kind;
} ts_cut;

typedef struct ts_stretch { /* of units, on one line */
    int32_t begin, end;
} ts_stretch;

typedef struct ts_lost_row {
    ts_lost_glyph *items;
    size_t count, capacity;
} ts_lost_row;

typedef struct ts_names ts_names; /* together.c */
typedef struct ts_kept ts_kept;   /* kept.c */
typedef struct ts_shapes ts_shapes; /* shapes.c */
typedef struct ts_compositions ts_compositions; /* composes.c */
typedef struct ts_words ts_words; /* divide.c */

enum { TS_BREAKERS = 8, TS_LANGUAGE_LIMIT = 64, TS_WORD_LIMIT = 100 }; /* iterators; bytes with the NUL; letters */

typedef struct ts_breaker_slot {
    char language[TS_LANGUAGE_LIMIT];
    UBreakIterator *iterator;
} ts_breaker_slot;

struct ts_typesetter {
    size_t memory;
    hb_buffer_t *buffer;
    ts_arena *scratch; /* of the paragraph that is being set: ts_arena_reset before each */
    ts_typesetter_counts counts;
    ts_breaker_slot breakers[TS_BREAKERS];
    size_t breaker_count, breaker_next; /* the slot that a further language takes */
    UBiDi *bidi;
    ts_names *names;
    ts_kept *kept; /* NULL: nothing is */
    ts_shapes *shapes;
    ts_compositions *compositions;
    ts_words *words;
    struct { char language[TS_LANGUAGE_LIMIT]; UChar sign; } decimal; /* asked last; sign 0: none yet */
};

ts_kept *ts_kept_new(size_t memory); /* bytes at most */
void ts_kept_drop(ts_kept *kept);    /* NULL is fine */
void ts_kept_forget(ts_kept *kept);
void ts_kept_rest(ts_kept *kept);    /* between documents */

ts_shapes *ts_shapes_new(void);
void ts_shapes_drop(ts_shapes *shapes); /* NULL is fine */
void ts_shapes_forget(ts_shapes *shapes);

ts_compositions *ts_compositions_new(void);
void ts_compositions_drop(ts_compositions *compositions); /* NULL is fine */
void ts_compositions_forget(ts_compositions *compositions); /* the faces */

ts_words *ts_words_new(void); /* where words were divided */
void ts_words_drop(ts_words *words); /* NULL is fine */
void ts_words_forget(ts_words *words);

UBreakIterator *ts_breaker(ts_typesetter *setter, const char *language); /* of lines; NULL: ICU failed */
void ts_names_drop(ts_names *names); /* NULL is fine */

/* may[i]: the word may be divided before its letter i. count: TS_WORD_LIMIT at most, small
 * letters, composed. False: memory is out. */
bool ts_hyphens_find(const ts_hyphens *hyphens, const UChar32 *letters, size_t count, bool *may);

typedef struct ts_order { /* what is asked for, by ts_text_set, ts_text_line and ts_text_flow alike */
    const ts_text_paragraph *paragraphs;
    size_t count;
    const ts_text_areas *areas; /* NULL: one column of the paragraphs' own measures */
    bool one_line;
} ts_order;

/* Sets an order; what it makes is in the arena. It calls none of the three itself. */
typedef ts_block *ts_maker(ts_typesetter *setter, ts_arena *arena, const ts_order *order);

/* The block of an order: the one that is kept, or the one that `make` sets, which is kept
 * if there is room. Counts texts, those found, and the comparisons of those made. */
const ts_block *ts_kept_or_made(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make);

typedef struct ts_initial { /* lines 0: none */
    int lines;
    int32_t end;          /* the first unit after it: lines begin there */
    ts_run run;
    double bearing, room; /* points: of its first glyph's ink; from the edge to the text beside it */
} ts_initial;

typedef struct ts_setting { /* of one paragraph */
    ts_typesetter *setter;
    ts_arena *arena;   /* of the document */
    ts_arena *scratch;
    hb_buffer_t *buffer;
    ts_lost_row *lost;
    const ts_text_paragraph *paragraph;
    bool one_line;
    bool failed;       /* a library did not do its work while widths were asked for */
    bool tabbed;       /* there is a tab in it */
    ts_initial initial;
    ts_line marker;    /* its label, set; count 0: none */
    ts_strip strip;
    UBiDiLevel *levels, *bases; /* of each unit, and of the paragraph (UAX #9, P2) it is in */
    struct { ts_item *items; size_t count, capacity; } items;
    uint32_t *item_of; /* of each unit */
    double *pen;       /* advance before each unit, in reading order; one more than there are units */
    struct { ts_cut *items; size_t count, capacity; } cuts; /* the end of the paragraph is the last */
    ts_glyph_row spare;
} ts_setting;

bool ts_has_tabs(const ts_setting *setting); /* that go to stops */

/* The strip first; glyphs and cuts are made from it. False: memory is out, ICU has failed, or the paragraph is longer
 * than TS_PARAGRAPH_LIMIT. */
bool ts_strip_make(ts_setting *setting);
bool ts_items_make(ts_setting *setting);
bool ts_cuts_make(ts_setting *setting);

bool ts_plain_breaks(const ts_strip *strip, const char *language); /* lines may end where ts_plain_break says, and nowhere else */
bool ts_plain_break(const ts_strip *strip, int32_t at);

/* Of the kinds of the cuts before each unit (ts_cut_kind). Words that may be divided get
 * hyphens, phrases that are never divided lose what is inside them. False: memory is out. */
bool ts_words_divide(ts_setting *setting, uint8_t *kinds);
bool ts_names_hold(ts_setting *setting, uint8_t *kinds);

/* A default ignorable that leaves the text before glyph lookup. Joiners and variation
 * selectors stay: they choose glyphs. So do line ends, which are never drawn. */
bool ts_unit_dropped(UChar32 c);
UChar32 ts_unit_next(const UChar *units, int32_t *at, int32_t end); /* the code point at *at */
UChar32 ts_unit_before(const UChar *units, int32_t *at);            /* and the one before it; *at > 0 */

/* Adds the glyphs of units [begin, end) of an item, shaped as a text of their own. */
bool ts_shape(ts_setting *setting, const ts_item *item, ts_stretch part, ts_glyph_row *glyphs);
/* The same, taken from the item's own glyphs where that makes no difference. */
bool ts_shape_part(ts_setting *setting, const ts_item *item, ts_stretch part, ts_glyph_row *glyphs);
/* The hyphen that shows where a line ends at a soft one. False: the face has none. */
bool ts_shape_hyphen(const ts_item *item, int32_t unit, ts_shaped *glyph);

/* Whether the item's glyphs may be parted before this unit without being shaped anew. */
bool ts_safe_before(const ts_setting *setting, const ts_item *item, int32_t unit);

typedef struct ts_slot { /* the room of one line: indents, marker, initial and obstacles taken out */
    size_t area;
    double x, top; /* of the line box, in the frame of areas */
    double left;   /* x from the left edge of the measure (of the area) */
    double width;
} ts_slot;

typedef struct ts_lines { /* each line ends with a cut: cuts.items[ends[i]] */
    size_t *ends, count;
    ts_slot *slots;  /* of each line */
    double *fill;    /* points that the word spaces of a line grow by (shrink, < 0) all together; 0: set as it is */
    int32_t begin;   /* the unit that the first line begins with; > 0: it goes on from elsewhere, without
                      * first indent, marker and initial */
} ts_lines;

/* The spaces that a justified line stretches and shrinks (by a third). */
bool ts_is_word_space(UChar c);

/* Points from the slot's left edge to the line's, by its alignment; width: as built, hanging space left out. */
double ts_line_shift(const ts_setting *setting, const ts_lines *lines, size_t line, double width);

ts_stretch ts_lines_at(const ts_setting *setting, const ts_lines *lines, size_t line); /* the units of a line, hanging space included */
ts_stretch ts_common_part(const ts_item *item, ts_stretch line);
int32_t ts_ink_end(const ts_setting *setting, ts_stretch line); /* without hanging space */
double ts_line_room(const ts_setting *setting, const ts_lines *lines, size_t line); /* points; what may hang included */

bool ts_lines_build(ts_setting *setting, const ts_lines *lines, ts_line *to);

extern const double TS_HAIR; /* points that a line may be too wide: sums are not exact */

#endif
