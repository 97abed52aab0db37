/*
 * haru_sink_own.h - the sink from within: haru_sink keeps its objects and what libharu knows of them, haru_streams presses
 * what is a stream.
 */
#ifndef TS_DEVICE_HARU_SINK_OWN_H
#define TS_DEVICE_HARU_SINK_OWN_H

#include "device/haru_sink.h"
#include "device/haru_tail.h"

#include <hpdf.h>
#include <hpdf_doc.h>

typedef struct ts_pdf_owned { /* a dictionary of libharu's, which has entries of its own; it knows of no other object */
    int number;
    HPDF_Dict dict;
} ts_pdf_owned;

struct ts_pdf_sink {
    ts_arena *arena;
    HPDF_Doc doc;
    HPDF_UINT noticed; /* of its objects */
    struct { ts_pdf_part *items; size_t count, capacity; } parts; /* by number */
    struct { ts_pdf_owned *items; size_t count, capacity; } owned;
    ts_pdf_press press;
    ts_pdf_bytes *nowhere;
    ts_status status;
    const char *why;
    size_t size; /* of all streams */
    ts_stages *stages;
    ts_pdf_file file;
};

/* libharu counts file offsets in 32 bits. */
enum { TS_PDF_LARGEST = 1 << 30 };

/* NULL: there is none of the number, or the sink has failed. It stays where it is until the next object is made. */
ts_pdf_part *ts_pdf_part_of(ts_pdf_sink *sink, int object);

/* The stream that libharu has as a page's content; listed: the page's own entries say so. 0: it has failed. */
int ts_pdf_content_of(ts_pdf_sink *sink, int page, bool listed);

#endif
