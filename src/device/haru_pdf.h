/*
 * haru_pdf.h - one PDF while it is made.
 *
 * Two walks over the display list. The first gathers the glyphs that are used
 * and what text they stand for, so that fonts can be cut down; the second
 * writes content streams, with pictures, art, shadings and inks becoming
 * objects when they are first met. Tags, links and metadata are written last.
 *
 *   haru_content  a content stream: graphics state, paths, marked content, resources
 *   haru_colour   inks, spot colour spaces, overprint, shadings
 *   haru_font     subsets, widths, ToUnicode        haru_run    a run as text operators
 *   haru_complete   groups of glyphs that are embedded whole
 *   haru_changes  words that capitals changed       haru_codes  what is kept of runs that last
 *   haru_art      art as form objects               haru_image  pictures
 *   haru_tags     the structure tree                haru_elements  its elements
 *   haru_links    annotations, bookmarks
 *   haru_sequences  marked content, for the tags    haru_lasting  what of a page is the same in each edition
 *   haru_marks    what stands outside the bleed     haru_meta   XMP, Info, intents, ledger
 *   haru_bar      patches and names of the inks     haru_impose pages side by side on a press sheet
 *   haru_claims   the standards that XMP names
 *
 * Clause numbers are of ISO 32000-1. Failures stick in the sink.
 */
#ifndef TS_DEVICE_HARU_PDF_H
#define TS_DEVICE_HARU_PDF_H

#include "device/haru_cluster.h"
#include "device/haru_sink.h"

#include <limits.h>

/* ---- what is kept of a part */

typedef struct ts_pdf_glyph { /* that is used, and what it says, as ToUnicode has it */
    const char *text;         /* NULL: nothing alone */
    uint16_t length;
    uint16_t id;  /* in the face */
    char first;   /* of the text: as a rule there is no more */
    bool settled; /* nothing more can change it */
    uint8_t size; /* once the font is embedded: its code as bytes of a string, ... */
    char code[4];
    double width; /* ... and in 1/1000 em, just as W has it */
} ts_pdf_glyph;

enum { TS_PDF_GLYPHS = 65536 /* of a font */, TS_PDF_SAID = 256 /* bytes that one stands for, at most */,
       TS_PDF_STYLES = 16 /* of a font, of which glyphs are looked for */ };

typedef struct ts_pdf_font {
    const ts_font *font;
    int object;
    struct { ts_pdf_glyph *items; size_t count, capacity; } glyphs; /* as they were met */
    uint16_t *slots; /* places among the glyphs, from 1, found from the face's own number on (open addressing); 0: free */
    size_t room;     /* of the slots: a power of two, of which half at most are taken */
    struct { const ts_type **items; size_t count, capacity; } styles; /* of its runs that ask for features, each once */
    ts_font_subset subset;
    const unsigned char *digest; /* of its bytes */
    unsigned char said[TS_DIGEST_BYTES]; /* a digest of the subset, its codes and what they say */
    const ts_pdf_bytes *width_list; /* as W has it */
} ts_pdf_font;

typedef struct ts_pdf_spot {
    const char *name;
    double cmyk[4];
} ts_pdf_spot;

enum { TS_PDF_SPOTS = 64 };

typedef struct ts_pdf_inks { /* the plates that something needs */
    unsigned process;        /* 1 cyan, 2 magenta, 4 yellow, 8 black */
    uint64_t spots;          /* a bit for each place among the spots */
} ts_pdf_inks;

typedef struct ts_pdf_gstate {
    bool overprint;
    double opacity;
    int object;
} ts_pdf_gstate;

typedef struct ts_pdf_shading {
    const ts_gradient *gradient;
    int object;
    ts_pdf_inks inks;
    bool spots; /* its space names some: of no tint, too, which need no plate */
} ts_pdf_shading;

typedef struct ts_pdf_kept_shading { /* of an earlier document */
    const ts_gradient *gradient;
    const char *entries; /* NULL: it names spots of its document, and is made anew */
    size_t size;
    ts_pdf_inks inks;
} ts_pdf_kept_shading;

typedef struct ts_pdf_placement { /* the largest that a picture is shown, in points */
    const ts_image *image;
    double width, height;
} ts_pdf_placement;

typedef struct ts_pdf_image {
    const ts_image *image;
    int object;
    bool transparent;
} ts_pdf_image;

typedef struct ts_pdf_form { /* art in one ink and weight */
    const ts_art *art;
    ts_ink ink;
    double stroke_scale;
    int object;
    bool transparent;
    ts_pdf_inks inks;
} ts_pdf_form;

typedef struct ts_pdf_piece { /* a marked-content sequence of a tag */
    uint64_t order; /* of reading, over the document: turns, and in them painting */
    int tag, page, mcid;
    int next; /* of its tag, in their order: a place among the pieces, from 1; 0: it is the last */
} ts_pdf_piece;

typedef struct ts_pdf_annotation ts_pdf_annotation;
struct ts_pdf_annotation { /* a link's place on a page */
    int object, page;
    ts_pdf_annotation *next, *last; /* of its tag; the last as the first knows it */
};

typedef struct ts_pdf_reading { /* what a heading or a label says */
    ts_pdf_bytes *text;
    int page; /* of its first line */
    double top, last_baseline; /* where it begins; the line last read */
} ts_pdf_reading;

typedef struct ts_pdf_tag {
    const ts_tag *tag;
    uint64_t first;      /* order of the first piece in its subtree; UINT64_MAX: none */
    int pieces, last;    /* its first and last, among all from 1; 0: none */
    ts_pdf_annotation *annotations;
    ts_pdf_reading *reading; /* NULL: nothing was read */
    int object;   /* 0: it is left out */
    int wrapper;  /* the Link around a tag that is none; 0: none */
    bool kept;    /* it has something to say, or something in it has */
    bool telling; /* texts or a place on the page, which are others in each edition */
} ts_pdf_tag;

typedef struct ts_pdf_loose { /* a link without a tag: an element of its own below the root */
    ts_pdf_annotation annotation;
    const char *description;
    int object;
} ts_pdf_loose;

typedef struct ts_pdf_page_part {
    const ts_page *page;
    int object; /* the page's, or of the form that stands on press sheets */
    ts_rect media, bleed, trim; /* PDF coordinates, y up */
    int sequences; /* marked, of tags: MCIDs are less */
    struct { int *items; size_t count, capacity; } annotations;
    struct ts_pdf_content *content;
    const ts_block *info; /* page info outside the bleed, or NULL */
} ts_pdf_page_part;

typedef struct ts_pdf_label { /* the name of an ink, to be printed in it */
    ts_ink ink;
    const ts_block *block;
} ts_pdf_label;

typedef struct ts_pdf {
    ts_arena *arena;
    ts_pdf_sink *sink;
    const ts_document *document;
    const ts_pdf_options *options;
    struct { ts_pdf_font *items; size_t count, capacity; } fonts;
    struct { ts_pdf_spot *items; size_t count, capacity; } spots;
    struct { ts_pdf_gstate *items; size_t count, capacity; } gstates;
    struct { ts_pdf_shading *items; size_t count, capacity; } shadings;
    struct { ts_pdf_image *items; size_t count, capacity; } images;
    struct { ts_pdf_placement *items; size_t count, capacity; } placements;
    int inside; /* of art, while placements are noted */
    struct { ts_pdf_form *items; size_t count, capacity; } forms;
    ts_pdf_page_part *pages;
    ts_pdf_tag *tags; /* by tag id; NULL without tags */
    size_t tag_count;
    struct { ts_pdf_piece *items; size_t count, capacity; } pieces; /* in the order of painting */
    struct { ts_pdf_tag **items; size_t count, capacity; } elements; /* tags that are kept, in the order of the tree */
    struct { ts_pdf_loose *items; size_t count, capacity; } loose;
    struct { int *items; size_t count, capacity; } parents; /* element of each annotation, by key */
    struct { ts_pdf_label *items; size_t count, capacity; } labels;
    int narrow_codes; /* object; 0: none yet */
    size_t page; /* that is painted */
    unsigned char id[TS_DIGEST_BYTES]; /* of the file: a digest of the sums of all that it holds */
} ts_pdf;

bool ts_pdf_failed(const ts_pdf *pdf);
void ts_pdf_no_memory(ts_pdf *pdf);
/* A refusal: what the file cannot carry, by name. */
void ts_pdf_refuse(ts_pdf *pdf, const char *why);

/* ---- a content stream */

typedef enum ts_pdf_kind {
    TS_PDF_FONT, TS_PDF_XOBJECT, TS_PDF_GSTATE, TS_PDF_COLOUR, TS_PDF_SHADING, TS_PDF_PATTERN, TS_PDF_KINDS
} ts_pdf_kind;

typedef struct ts_pdf_use {
    ts_pdf_kind kind;
    int object; /* TS_PDF_COLOUR: place among the spots */
} ts_pdf_use;

typedef struct ts_pdf_state { /* what the stream has set already */
    bool fill_set, stroke_set;
    ts_ink fill, stroke;
    int gstate; /* place among the gstates, from 1; 0: as at the start */
    double width, miter;
    int cap, join;
    bool dashed;
    int font; /* object */
    double size, spacing, rise;
} ts_pdf_state;

enum {
    /* Annex C allows 28 nested states; the page and marks need some. */
    TS_PDF_STATES = 24,
    TS_PDF_DEPTH = 8 /* of art in art */
};

typedef struct ts_pdf_content {
    ts_pdf *pdf;
    ts_pdf_bytes *out;
    struct { ts_pdf_use *items; size_t count, capacity; } uses;
    size_t named; /* how often */
    struct { ts_pdf_cut *items; size_t count, capacity; } cuts; /* of `out`, where what lasts stands */
    struct { const ts_item **items; size_t count, capacity; int open; } held; /* a stretch of it that goes on; its clips */
    ts_pdf_state state, stack[TS_PDF_STATES];
    int depth;
    int places;        /* decimals of lengths */
    ts_matrix base;    /* from here to the stream's default space, for patterns */
    ts_ink ink;        /* swatch not NULL: instead of every solid ink */
    double stroke_scale;
    int art_depth;
    bool transparent;  /* needs a transparency group */
    ts_pdf_inks inks;  /* of all that was painted */
    struct { const ts_path *path; size_t from, verb, to; } filled; /* in `out`, if that has nothing behind it; path NULL: nothing */
    bool in_text;      /* a text object is open, for the runs of a line and more */
    double pen, baseline; /* in it: where the viewer's pen stands */
    ts_point line;        /* and where its line began */
    bool tagged;       /* what is painted is marked */
    bool marked, span; /* a marked-content sequence is open; it has an ActualText */
    const ts_tag *tag; /* of the open sequence */
    uint32_t turn;
    ts_artifact artifact;
    bool foot;         /* an artifact of pagination in the page's lower half */
} ts_pdf_content;

ts_pdf_content *ts_pdf_content_new(ts_pdf *pdf);
void ts_pdf_save_state(ts_pdf_content *content);
void ts_pdf_restore_state(ts_pdf_content *content);
void ts_pdf_path(ts_pdf_content *content, const ts_path *path);
void ts_pdf_use_resource(ts_pdf_content *content, ts_pdf_kind kind, int object);
/* Prints the resource's name, notes its use. */
void ts_pdf_put_resource(ts_pdf_content *content, ts_pdf_kind kind, int object);
void ts_pdf_put_resources(const ts_pdf_content *content, ts_pdf_bytes *entries); /* /Resources << ... >> */
void ts_pdf_paint(ts_pdf_content *content, const ts_item *item);

/* haru_lasting: whether the item belongs to what lasts from edition to edition, which is painted when it ends: a stream of its own,
 * pressed once. The item stays where it is until then. */
bool ts_pdf_hold(ts_pdf_content *content, const ts_item *item);
void ts_pdf_let_go(ts_pdf_content *content); /* before anything else is painted or marked */

/* ---- colour */

void ts_pdf_set_fill(ts_pdf_content *content, ts_ink ink);
void ts_pdf_set_stroke(ts_pdf_content *content, ts_ink ink);
void ts_pdf_set_gstate(ts_pdf_content *content, bool overprint, double opacity);
void ts_pdf_use_inks(ts_pdf_content *content, ts_pdf_inks inks);
ts_pdf_inks ts_pdf_inks_of(ts_pdf *pdf, ts_ink ink); /* none of a screen page */
bool ts_pdf_overprints(const ts_pdf *pdf, ts_ink ink); /* as type */
ts_pdf_shading ts_pdf_find_shading(ts_pdf *pdf, const ts_gradient *gradient);
ts_pdf_shading ts_pdf_find_kept_shading(ts_pdf *pdf, const ts_pdf_kept_shading *kept);
void ts_pdf_set_stroke_pattern(ts_pdf_content *content, const ts_gradient *gradient);
/* Place among the spots; "All" only when all is set. */
int ts_pdf_find_spot(ts_pdf *pdf, const char *name, const double cmyk[4], bool all);
void ts_pdf_put_spot(const ts_pdf *pdf, ts_pdf_bytes *bytes, int spot); /* its colour space */
bool ts_pdf_keeps_spot(const ts_pdf *pdf, const ts_swatch *swatch);

/* ---- type */

void ts_pdf_collect_run(ts_pdf *pdf, const ts_run *run);
void ts_pdf_embed_fonts(ts_pdf *pdf);
/* NULL: not used. */
static inline ts_pdf_glyph *ts_pdf_find_glyph(const ts_pdf_font *font, uint32_t id)
{
    for (size_t at = id;; at++) {
        uint16_t place = font->slots[at & (font->room - 1)];
        if (!place)
            return NULL;
        ts_pdf_glyph *glyph = &font->glyphs.items[place - 1];
        if (glyph->id == id)
            return glyph;
    }
}
ts_pdf_font *ts_pdf_find_font(ts_pdf *pdf, const ts_font *font); /* NULL: never collected */
/* Whether a byte is too narrow for the codes of its subset, which then are two each. */
static inline bool ts_pdf_is_wide(const ts_pdf_font *font)
{
    return font->subset.new_count > UCHAR_MAX + 1;
}
/* The ToUnicode stream of an embedded font. */
int ts_pdf_put_tounicode(ts_pdf *pdf, ts_pdf_font *font);
/* The CMap of all fonts that are not wide. */
int ts_pdf_narrow_codes(ts_pdf *pdf);
void ts_pdf_paint_run(ts_pdf_content *content, const ts_item *item);
/* Before all that cannot stand in a text object (ISO 32000-1, figure 9): paths, pictures, states, sequences that outlast it. */
void ts_pdf_end_text(ts_pdf_content *content);

/* ---- pictures, art */

void ts_pdf_collect_image(ts_pdf *pdf, const ts_item *item);
void ts_pdf_paint_image(ts_pdf_content *content, const ts_item *item);
void ts_pdf_paint_art(ts_pdf_content *content, const ts_item *item);

/* ---- tags and the rest */

void ts_pdf_gather_tags(ts_pdf *pdf);
/* Opens the sequence that the item belongs to, unless it is open already. */
void ts_pdf_mark(ts_pdf_content *content, const ts_item *item);
/* Opens one of the item's tag whose text is another than its glyphs say. */
void ts_pdf_mark_span(ts_pdf_content *content, const ts_item *item, const char *actual, size_t length);
void ts_pdf_unmark(ts_pdf_content *content);
void ts_pdf_read_run(ts_pdf *pdf, const ts_item *item); /* headings and labels keep their words */
ts_pdf_tag *ts_pdf_find_tag(ts_pdf *pdf, const ts_tag *tag); /* NULL: of another tree, refused */
void ts_pdf_put_links(ts_pdf *pdf);                          /* before the tags: elements refer to them */
void ts_pdf_put_tags(ts_pdf *pdf);
void ts_pdf_put_elements(ts_pdf *pdf, int root); /* of the tree, once all have numbers */
void ts_pdf_put_bookmarks(ts_pdf *pdf);
ts_rect ts_pdf_flip(const ts_pdf_page_part *page, ts_rect box); /* to PDF coordinates */
void ts_pdf_put_box(ts_pdf_bytes *bytes, const char *name, ts_rect box);

void ts_pdf_put_group(const ts_pdf *pdf, ts_pdf_bytes *entries); /* of what shines through */

/* ---- beside the pages */

enum { TS_PDF_SLUG = 30, /* points outside the bleed, for marks */
       TS_PDF_UP = 2 };  /* pages side by side, at most */

typedef struct ts_pdf_cell { /* a page's place on a sheet */
    const ts_pdf_page_part *part;
    double x; /* of its trim's left edge, from that of the sheet's first page */
} ts_pdf_cell;

typedef struct ts_pdf_sheet { /* what is marked together: a page, or equal ones side by side */
    ts_pdf_cell cells[TS_PDF_UP];
    size_t count;
    double width, height, bleed; /* of the block of trims, and what is beyond it */
} ts_pdf_sheet;

/* What marks may say, while fonts can still grow. */
void ts_pdf_collect_marks(ts_pdf *pdf);
void ts_pdf_collect_labels(ts_pdf *pdf, ts_typesetter *setter);
const ts_block *ts_pdf_set_mark(ts_pdf *pdf, ts_typesetter *setter, const char *text); /* one line */
/* Into a stream whose origin is the top left of the sheet's trim, y down. */
void ts_pdf_paint_marks(ts_pdf_content *content, const ts_pdf_sheet *sheet);
void ts_pdf_put_mark_line(ts_pdf_content *content, const ts_block *block, ts_ink ink, ts_point at);

typedef struct ts_pdf_strip { /* room for patches or names: they go rightward */
    double x, end, y;
    ts_pdf_inks inks;
} ts_pdf_strip;
void ts_pdf_put_process_patches(ts_pdf_content *content, ts_pdf_strip strip);
void ts_pdf_put_spot_patches(ts_pdf_content *content, ts_pdf_strip strip);
void ts_pdf_put_ink_names(ts_pdf_content *content, ts_pdf_strip strip);
enum { TS_PDF_PATCH = 9 }; /* side of a patch in points */

/* haru_impose: press sheets of the pages, each a page of the file. */
const char *ts_pdf_sheet_note(const ts_pdf *pdf, size_t page); /* for the page info; NULL: memory is out */
void ts_pdf_close_form(ts_pdf *pdf, ts_pdf_page_part *part);
void ts_pdf_put_sheets(ts_pdf *pdf);

void ts_pdf_put_intents(ts_pdf *pdf);
void ts_pdf_put_catalog(ts_pdf *pdf);
void ts_pdf_put_metadata(ts_pdf *pdf); /* last: it closes the sink, and its ids name the content */

/* haru_claims: identification of standards, with the schemas that PDF/A wants described. */
void ts_pdf_put_claims(ts_pdf *pdf, ts_pdf_bytes *xmp);

/* haru_attach: the document's attachments, as associated files of the whole. date: as in Info. */
void ts_pdf_put_attachments(ts_pdf *pdf, const char *date);

#endif
