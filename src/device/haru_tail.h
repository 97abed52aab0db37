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

typedef struct ts_pdf_part { /* an object */
    const char *entries;     /* what stands between << and >>, but for a stream's Length; NULL: its number is free */
    size_t length;
    const void *stream;      /* NULL: it is none */
    size_t size;
    ts_pdf_shelf shelf; /* without a stream */
} ts_pdf_part;

typedef struct ts_pdf_file {
    int minor; /* of the version: 1.minor */
    const ts_pdf_part *parts; /* by number; 0 is free */
    size_t count;
    const char *trailer; /* its entries but for Size */
} ts_pdf_file;

/* Hands the file out in pieces. NULL, or what failed: then it is not whole. */
const char *ts_pdf_pack(ts_pdf_press *press, const ts_pdf_file *file, const ts_writer *writer);

#endif
