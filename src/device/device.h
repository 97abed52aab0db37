/*
 * device.h - the contract of everything that shows pages.
 *
 * ts_device_play walks the display list and calls the device; a member that is
 * NULL is skipped. Art is played through begin_art/end_art with its matrix, so
 * that a device may keep it as one object; its items come as they are painted,
 * with the placement's ink, stroke scale, tag and origin. A page's own items
 * come as they lie there, and stay as long as the page does. Clips come balanced,
 * within each piece of art too. Items without a path, run or picture, and art
 * whose matrix is flat, do not come at all. A device keeps its own sticky
 * status, which ts_device_play returns; after a failure no more items come.
 */
#ifndef TS_DEVICE_DEVICE_H
#define TS_DEVICE_DEVICE_H

#include "base/memo.h"
#include "base/stage.h"
#include "canvas/page.h"

typedef struct ts_device ts_device;
struct ts_device {
    void *self;
    ts_status (*status)(void *self);
    void (*begin_document)(void *self, const ts_document *document);
    void (*begin_page)(void *self, const ts_page *page, size_t number); /* number from 0 */
    void (*mark)(void *self, const ts_item *item); /* tag or artifact of what follows changes */
    void (*fill)(void *self, const ts_item *item);
    void (*stroke)(void *self, const ts_item *item);
    void (*run)(void *self, const ts_item *item);
    void (*image)(void *self, const ts_item *item);
    void (*art)(void *self, const ts_item *item); /* when set: the device plays the art itself */
    void (*begin_art)(void *self, const ts_item *item);
    void (*end_art)(void *self, const ts_item *item);
    void (*clip)(void *self, const ts_item *item);
    void (*unclip)(void *self, const ts_item *item);
    void (*end_page)(void *self, const ts_page *page);
    void (*end_document)(void *self, const ts_document *document);
};

/* All pages, or one, numbered from 0: TS_USAGE when there is none such. */
ts_status ts_device_play(const ts_device *device, const ts_document *document);
ts_status ts_device_play_page(const ts_device *device, const ts_document *document, size_t page);

/* What a placed piece of art makes of one of its items: for devices that set
 * `art` and play it themselves. */
ts_item ts_device_art_item(const ts_item *art, const ts_item *inner);

/* Where bytes go. False: they could not be written (the device then fails). */
typedef struct ts_writer {
    bool (*write)(void *user, const void *bytes, size_t count);
    void *user;
} ts_writer;

/* ---- the devices */

/* What a PDF may say of itself in its XMP. A claim that this file cannot bear (a press page without its printing
 * condition's profile, a page without tags) is not made. */
enum {
    TS_CLAIM_X4 = 1,  /* PDF/X-4, ISO 15930-7 */
    TS_CLAIM_A2B = 2, /* PDF/A-2b, ISO 19005-2 */
    TS_CLAIM_A2A = 4, /* PDF/A-2a */
    TS_CLAIM_UA1 = 8, /* PDF/UA-1, ISO 14289-1 */
    TS_CLAIM_A3A = 16 /* PDF/A-3a, ISO 19005-3: attachments of any kind may be there */
};

/* How pages stand on press sheets. A pair is the two sides of a leaf, side by side on one sheet that is printed on
 * both sides from the same plates and turned over sideways in between (work and turn): cut in half it is two
 * leaves. A page without its other side, and each page of TS_IMPOSE_REPEAT, stands twice on a sheet of its own.
 *
 * A sheet is one page of the file. ISO 15930-7 wants a TrimBox or an ArtBox of each page, inside of its other
 * boxes, and does not say how much stands on a page: the TrimBox is the block that the outer cuts leave, the marks
 * show the cuts inside of it, and PDF/X-4 is claimed as of a single page. */
typedef enum ts_imposition { TS_IMPOSE_NONE, TS_IMPOSE_PAIRS, TS_IMPOSE_REPEAT } ts_imposition;

#define TS_FINE_ENOUGH 1.5

typedef struct ts_pdf_options {
    const ts_colour *colour;
    unsigned claims;  /* TS_CLAIM_ bits */
    bool cmyk;        /* print: inks; else sRGB */
    bool tags, links;
    bool bleed;       /* keep the bleed outside the trim */
    unsigned marks;   /* 1 crop, 2 registration, 4 colour bar, 8 page info; 0: none */
    bool spots_to_process;
    int image_ppi;    /* a picture of more than TS_FINE_ENOUGH times as many pixels an inch is made smaller; 0: none is */
    ts_imposition impose; /* of a press file without tags */
    const char *intent_name; /* of the condition in the ICC's registry, e.g. "FOGRA39"; NULL: what the profile calls itself */
    ts_stages *stages;       /* NULL: nobody measures */
    ts_memo *memo;           /* of the documents before this one; or NULL */
} ts_pdf_options;

/* Those of the options' claims that the file will bear. */
unsigned ts_pdf_claims(const ts_document *document, const ts_pdf_options *options);

/* device/haru: one PDF. Deterministic bytes. *why: what failed, for a message. */
ts_status ts_pdf_write(ts_arena *arena, const ts_document *document, const ts_pdf_options *options,
                       const ts_writer *writer, const char **why);

typedef struct ts_raster_options {
    const ts_colour *colour;
    double dpi;
    bool bleed; /* show the bleed too; else the trim */
} ts_raster_options;
ts_rect ts_raster_box(const ts_page *page, bool bleed); /* what is seen then */

/* device/cairo */
ts_status ts_png_write(ts_arena *arena, const ts_document *document, size_t page,
                       const ts_raster_options *options, const ts_writer *writer, const char **why);
ts_status ts_svg_write(ts_arena *arena, const ts_document *document, size_t page,
                       const ts_raster_options *options, const ts_writer *writer, const char **why);

/* device/trace: the display list as text, for tests and diffs. */
ts_status ts_trace_write(ts_arena *arena, const ts_document *document, const ts_writer *writer);

#endif
