/*
 * plates.h - what a press would print: the coverage of each ink, pixel by pixel.
 *
 * The plates are Cyan, Magenta, Yellow, Black and the spots that the document
 * uses, in the order that they are first met. Each is the page in one ink, with
 * knockout and overprint as a press RIP has them (ISO 32000-1, 8.6.7): paint
 * covers all plates, nought where it has none of an ink, and only type in an
 * ink that overprints (ts_ink_overprints) leaves the other plates alone. What
 * is half transparent blends plate by plate. So do gradients, in coverage, as in
 * the press file. Pictures are taken apart through the profile; grey ones are on Black.
 */
#ifndef TS_DEVICE_PLATES_H
#define TS_DEVICE_PLATES_H

#include "device/device.h"

typedef struct ts_plate {
    const char *name;
    double cmyk[4];              /* a full tone's process equivalent, 0..1 */
    const unsigned char *pixels; /* 0 bare .. 255 full, rows without padding; NULL: not made */
} ts_plate;

typedef struct ts_plates {
    struct { ts_plate *items; size_t count, capacity; } inks;
    size_t width, height; /* pixels */
} ts_plates;

typedef struct ts_plates_order {
    const ts_document *document;
    size_t page;             /* from 0 */
    ts_rect box;             /* what of it, in points from the trim's corner */
    double dpi;              /* anti-aliased */
    const ts_colour *colour; /* takes pictures apart, shows the proof */
    bool spots_to_process;
} ts_plates_order;

/* The plates there are, without pixels. False: memory is out. */
bool ts_plates_name(ts_arena *arena, const ts_plates_order *order, ts_plates *plates);
ts_plate *ts_plates_find(const ts_plates *plates, const char *name); /* NULL: none of that name */

/* All plates, in the arena. TS_USAGE with *why: no such page, no pixels, or together more than 256 megabytes. */
ts_status ts_plates_make(ts_arena *arena, const ts_plates_order *order, ts_plates *plates, const char **why);

/* The one of that name; the others stay without pixels. TS_USAGE with *why, in the arena: which there are. */
ts_status ts_plates_make_one(ts_arena *arena, const ts_plates_order *order, const char *name, ts_plates *plates,
                             const char **why);

/* One plate as a grey PNG, ink dark on white. Only *why stays in the arena. */
ts_status ts_plate_write(ts_arena *arena, const ts_plates_order *order, const char *plate, const ts_writer *writer,
                         const char **why);

/* All plates together as an sRGB PNG, a spot as its process equivalent printed with the rest; a profile of absolute
 * intent in order->colour shows the paper, too. */
ts_status ts_proof_write(ts_arena *arena, const ts_plates_order *order, const ts_writer *writer, const char **why);

#endif
