/*
 * haru_tail.h - the file that libharu wrote, packed: objects that are no
 * streams go into object streams, the table of places becomes a cross-reference
 * stream (ISO 32000-1, 7.5.7 and 7.5.8). A stream whose bytes are known here was
 * empty for libharu and gets them now; others stay byte for byte. Each has its
 * length in itself.
 */
#ifndef TS_DEVICE_HARU_TAIL_H
#define TS_DEVICE_HARU_TAIL_H

#include "device/haru_bytes.h"

struct libdeflate_compressor;

typedef struct ts_pdf_body { /* what stands in a stream; bytes NULL: what the file has there */
    const void *bytes;
    size_t size;
} ts_pdf_body;

typedef struct ts_pdf_file {
    const char *text; /* a NUL behind it */
    size_t size;
    const ts_pdf_body *bodies; /* by object number */
    size_t body_count;
} ts_pdf_file;

/* False: it is no file of the form that libharu writes, or memory is out. */
bool ts_pdf_pack(ts_arena *arena, struct libdeflate_compressor *deflate, const ts_pdf_file *file, ts_pdf_bytes *packed);

#endif
