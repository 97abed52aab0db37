/*
 * page.h - the display list: everything that is on a page, in painting order.
 *
 * An item is a fill, a stroke, a run of glyphs, a picture or a placed piece of
 * art; it belongs to a tag, or is an artifact (tag NULL), and remembers where
 * it comes from. Points, origin at the top left of the trim, y down. A device
 * only paints what stands here.
 */
#ifndef TS_CANVAS_PAGE_H
#define TS_CANVAS_PAGE_H

#include "canvas/foreign.h"
#include "canvas/ink.h"
#include "canvas/path.h"
#include "canvas/tag.h"
#include "text/paragraph.h"

typedef struct ts_origin { /* where an item comes from; every member may be NULL */
    const char *key;   /* deck key */
    const char *value; /* number that it prints or shows */
    const char *rounding; /* of that, where it is not printed in its own format */
    const char *frame; /* name of its frame */
    ts_span span;      /* place in the sheet or deck */
    const ts_span *used; /* where the sheet asks for it, of what a component draws; its source may be NULL as well */
    bool shaded;       /* its colour is the value, as on a heat map */
} ts_origin;

typedef struct ts_stop {
    double offset; /* 0..1 */
    ts_ink ink;
} ts_stop;

typedef struct ts_gradient { /* axial or radial (ISO 32000-1, 8.7.4.5) */
    bool radial;
    ts_point from, to;   /* radial: the two centres */
    double from_radius, to_radius;
    const ts_stop *stops; /* at least two, offsets rising */
    size_t count;
} ts_gradient;

typedef struct ts_paint {
    ts_ink ink;                  /* when gradient is NULL */
    const ts_gradient *gradient; /* in the item's coordinates */
    double opacity;              /* 1: solid. The press page has no other without need */
} ts_paint;

typedef enum ts_cap { TS_CAP_BUTT, TS_CAP_ROUND, TS_CAP_SQUARE } ts_cap;
typedef enum ts_join { TS_JOIN_MITER, TS_JOIN_ROUND, TS_JOIN_BEVEL } ts_join;

typedef struct ts_stroke {
    double width;
    ts_cap cap;
    ts_join join;
    double miter; /* 0: 10 */
    const double *dashes;
    size_t dash_count;
    double dash_phase;
} ts_stroke;

typedef enum ts_image_space { TS_IMAGE_GREY, TS_IMAGE_RGB, TS_IMAGE_CMYK } ts_image_space;

enum { TS_INK_PERCENTS = 401 };

typedef struct ts_ink_counts { /* pixels by how much ink they have, in whole percent */
    uint32_t total[TS_INK_PERCENTS], without_black[TS_INK_PERCENTS];
} ts_ink_counts;

typedef struct ts_image { /* decoded once; shared */
    const char *name;
    int width, height;
    ts_image_space space;
    const unsigned char *pixels; /* 8 bits a channel, rows without padding */
    const unsigned char *alpha;  /* one byte a pixel, or NULL */
    const unsigned char *jpeg;   /* the file's own bytes where they may go through, or NULL */
    size_t jpeg_size;
    bool jpeg_inverted;          /* Adobe CMYK */
    const ts_ink_counts *inks;   /* of CMYK pixels, or NULL: not counted */
    bool from_rgb;               /* its CMYK was made of RGB */
    bool photograph;             /* came as a JPEG: may become one again */
    ts_icc icc;                  /* embedded in the file: what its pixels mean; none: sRGB, or the press's inks */
    ts_icc jpeg_icc;             /* what those of `jpeg` mean, where `pixels` have been converted to sRGB */
    ts_rect ink_box;             /* of the pixels that are seen; without extent: none is */
} ts_image;

typedef struct ts_item ts_item;

typedef struct ts_items {
    ts_item *items;
    size_t count, capacity;
} ts_items;

typedef struct ts_art { /* a picture of items in its own coordinates, drawn once, placed often */
    const char *name;
    ts_rect box;    /* the viewBox */
    ts_rect ink_box; /* what is really painted */
    double ink_area; /* sum of the painted areas, own units squared */
    ts_items items;
    bool one_colour; /* icons: may be printed in any ink */
    bool lasting;    /* of a stock: it stays at its address for as long as any memo of its editions */
} ts_art;

typedef enum ts_item_kind {
    TS_ITEM_FILL, TS_ITEM_STROKE, TS_ITEM_RUN, TS_ITEM_IMAGE, TS_ITEM_ART,
    TS_ITEM_CLIP, TS_ITEM_UNCLIP /* a clip holds until its unclip; they nest */
} ts_item_kind;

typedef enum ts_artifact { TS_ARTIFACT_LAYOUT, TS_ARTIFACT_PAGINATION, TS_ARTIFACT_BACKGROUND, TS_ARTIFACT_WATERMARK } ts_artifact;

struct ts_item {
    ts_item_kind kind;
    ts_artifact artifact;
    uint32_t turn; /* of its frame in a thread: what is in a tag is read in this order, then as painted */
    const ts_tag *tag;      /* NULL: artifact */
    const ts_origin *origin; /* or NULL */
    union {
        struct { const ts_path *path; ts_paint paint; bool even_odd; } fill;
        struct { const ts_path *path; ts_paint paint; ts_stroke stroke; } stroke;
        struct { const ts_run *run; double x, baseline; ts_ink ink; } run; /* x: left edge of the run */
            /* without ink nobody sees it: words of its tag for those who listen (tagged PDF) */
        struct { const ts_image *image; ts_rect box; ts_rect clip; } image;
            /* box: the whole picture; clip: what shows of it, without extent all of it */
        struct { const ts_art *art; ts_matrix matrix; ts_ink ink; double stroke_scale; } art;
            /* ink: swatch not NULL replaces every solid ink of one-colour art;
             * stroke_scale: 0 or 1 as drawn, else stroke widths are multiplied */
        struct { const ts_path *path; bool even_odd; } clip;
    } u;
};

typedef struct ts_linkarea { /* a place that can be clicked (screen profile) */
    ts_rect box;
    const char *target; /* address or "#name" */
    const ts_tag *tag;
    const char *description;
    ts_span span; /* place in the sheet or deck, for messages */
} ts_linkarea;

typedef struct ts_named_place { /* target of "#name" */
    const char *name;
    ts_point at;
} ts_named_place;

typedef struct ts_placed_frame { /* where a frame of the sheet came to stand */
    const char *name;          /* or NULL */
    ts_span span;              /* of the whole frame */
    ts_rect box;
} ts_placed_frame;

typedef struct ts_page {
    const char *name;
    double width, height, bleed; /* trim and what is beyond it */
    ts_items items;
    struct { ts_linkarea *items; size_t count, capacity; } links;
    struct { ts_named_place *items; size_t count, capacity; } places;
    struct { ts_placed_frame *items; size_t count, capacity; } frames; /* as painted; for those who report */
} ts_page;

typedef struct ts_attachment { /* a file that goes along with the document */
    const char *name, *mime, *description;
    const void *bytes;
    size_t size;
} ts_attachment;

typedef struct ts_document {
    const char *title, *language; /* BCP 47 */
    /* "YYYY-MM-DD" or an ISO date and time; never NULL (1970-01-01 when unknown) */
    const char *date;
    const char *producer;         /* "tearsheet 0.1.0" */
    ts_page **pages;
    size_t page_count;
    size_t first_number; /* of its first page; 0 and 1: from the beginning */
    ts_tag *root;
    const ts_swatch *const *swatches; /* all of the sheet, in its order */
    size_t swatch_count;
    const char *ledger; /* JSON of the statistics, or NULL */
    size_t ledger_begins; /* so many of its bytes other documents begin with, too */
    const ts_attachment *attachments; /* the data that it is made of; names differ */
    size_t attachment_count;
} ts_document;

/* The first place of that name, and the index of its page. NULL: there is none. */
const ts_named_place *ts_document_place(const ts_document *document, const char *name, size_t *page);

/* The picture as the press prints it, converted once: RGB, and CMYK for another press, through its own profile
 * and ours; grey stays on black; inks are counted. The same picture where it is so already; NULL: memory is out. A
 * profile that cannot be used sets *warning, a sentence without an end, and counts as none. */
const ts_image *ts_image_for_press(ts_arena *arena, const ts_image *image, const ts_colour *colour, const char **warning);
/* The same for a screen: what brings a profile becomes sRGB through it; a JPEG in RGB may keep both. */
const ts_image *ts_image_for_screen(ts_arena *arena, const ts_image *image, const ts_colour *colour, const char **warning);

/* Adding items: the item is copied, its parts are borrowed. False: memory is out. */
bool ts_page_add(ts_arena *arena, ts_page *page, ts_item item);
bool ts_items_add(ts_arena *arena, ts_items *items, ts_item item);

/* A block of text at a place: one item a run, that looks as look(user, run) says. */
typedef struct ts_run_look {
    ts_ink ink;
    const ts_tag *tag;
    ts_artifact artifact;
    const ts_origin *origin;
    uint32_t turn;
} ts_run_look;
typedef ts_run_look (*ts_look_up)(void *user, const ts_run *run);
bool ts_items_add_block(ts_arena *arena, ts_items *items, const ts_block *block, double x, double y,
                        ts_look_up look, void *user);

ts_rect ts_item_box(const ts_item *item); /* where it paints: ink of glyphs, width and miters of strokes */
ts_rect ts_image_shown(const ts_item *item); /* the part of an image's box that shows */

#endif
