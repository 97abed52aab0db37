/*
 * haru_tail.h - the file that libharu wrote, packed: objects that are no
 * streams go into object streams, the table of places becomes a cross-reference
 * stream (ISO 32000-1, 7.5.7 and 7.5.8). Streams stay byte for byte, save that
 * each has its length in itself.
 */
#ifndef TS_DEVICE_HARU_TAIL_H
#define TS_DEVICE_HARU_TAIL_H

#include "device/haru_bytes.h"

struct libdeflate_compressor;

/* False: it is no file of the form that libharu writes, or memory is out. */
bool ts_pdf_pack(ts_arena *arena, struct libdeflate_compressor *deflate, const char *file, size_t size,
                 ts_pdf_bytes *packed);

#endif
