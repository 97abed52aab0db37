/*
 * haru_tail.h - the file itself: streams as they are, every other object in an
 * object stream, and where each of them stands in a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8). libharu knows the table of PDF 1.4 only.
 */
#ifndef TS_DEVICE_HARU_TAIL_H
#define TS_DEVICE_HARU_TAIL_H

#include "device/device.h"
#include "device/haru_bytes.h"
#include "device/haru_kept.h"

#include <stdint.h>

typedef struct ts_pdf_part { /* an object */
    ts_pdf_bytes *entries; /* what stands between << and >>, but for a stream's Length; NULL: its number is free */
    const void *stream;    /* NULL: it is none */
    size_t size;
    ts_pdf_sum sum;               /* of the stream, if it is not given later */
    ts_pdf_shelf shelf;           /* without a stream */
} ts_pdf_part;

enum { TS_PDF_GROUP = 256 }; /* objects of one object stream: readers unpack it whole to see one of them */

typedef struct ts_pdf_group { /* objects that stand together in an object stream */
    const uint32_t *numbers;
    size_t count, first;  /* first: where behind numbers and offsets the objects begin */
    ts_pdf_packed packed;
} ts_pdf_group;

typedef struct ts_pdf_file {
    int minor; /* of the version: 1.minor */
    const ts_pdf_part *parts; /* by number; 0 is free */
    size_t count;
    struct { ts_pdf_group *items; size_t count, capacity; } groups; /* of the calls below */
    ts_pdf_bytes *text; /* what it holds is done with once it is pressed or handed out; NULL: it was not used yet */
    int root, info;       /* objects that the trailer names */
    unsigned char id[16]; /* and its ID, before the file is packed (ISO 32000-1, 14.4) */
} ts_pdf_file;

/* Presses a group by itself, before all else is done: objects of TS_PDF_APART whose numbers follow each other. False: memory is out. */
bool ts_pdf_group_apart(ts_pdf_press *press, ts_pdf_file *file, int first, size_t count);
/* A group with such numbers as an earlier file had it, from bytes that outlast this one. False: memory is out. */
bool ts_pdf_group_again(ts_pdf_press *press, ts_pdf_file *file, int first, const ts_pdf_group *known);

/* Presses all parts that are no streams, in groups. What they say may not change any more; streams may still be given
 * their bytes. False: memory is out. */
bool ts_pdf_group_parts(ts_pdf_press *press, ts_pdf_file *file);

/* What names all that a grouped file holds: of a digest of the sums of its bytes the first half. False: memory is out. */
bool ts_pdf_name_parts(ts_pdf_press *press, const ts_pdf_file *file, unsigned char digest[16]);

/* Hands a grouped file out in pieces. NULL, or what failed: then it is not whole. */
const char *ts_pdf_pack(ts_pdf_press *press, const ts_pdf_file *file, const ts_writer *writer);

#endif
