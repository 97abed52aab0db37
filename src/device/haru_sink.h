/*
 * haru_sink.h - libharu as a container: objects and their numbers, catalog, Info, the tree of pages.
 *
 * libharu's own drawing, font and image calls know no spot ink, overprint, tag
 * or glyph id, and its names cannot hold a blank, so only its object layer is
 * used: every object is a dictionary or a stream whose entries are written by us
 * as bytes, and those of libharu's own dictionaries are printed by libharu when
 * the file is saved (haru_tail). An object is known by its number, so that a
 * reference to it may be written before its entries are.
 *
 * libharu's low-level calls report through NULL and a status, never through
 * the error handler; all are checked here, and the first failure sticks.
 */
#ifndef TS_DEVICE_HARU_SINK_H
#define TS_DEVICE_HARU_SINK_H

#include "device/device.h"
#include "device/haru_kept.h"
#include "device/haru_bytes.h"

typedef struct ts_pdf_sink ts_pdf_sink;

enum { TS_PDF_FLATE = 1, TS_PDF_LASTS = 2 /* it comes in the next edition, too: press it hard */ };

/* minor: 6 or 7. Tied to the arena. Of the options the stages and the memo are looked at. NULL: out of memory. */
ts_pdf_sink *ts_pdf_sink_new(ts_arena *arena, int minor, const ts_pdf_options *options);

/* A new dictionary, TS_PDF_COMMON; its number, or 0 when the sink failed. */
int ts_pdf_object(ts_pdf_sink *sink);
/* So many whose numbers follow each other, for dictionaries that are grouped by themselves, below; the first, or 0. */
int ts_pdf_objects(ts_pdf_sink *sink, size_t count);
/* Among which others it stands in the file. */
void ts_pdf_shelve(ts_pdf_sink *sink, int object, ts_pdf_shelf shelf);
/* The entries of a dictionary, to be added to. Never NULL: a failed sink gives bytes that go nowhere. */
ts_pdf_bytes *ts_pdf_entries(ts_pdf_sink *sink, int object);
/* Whether a text is whole and its strings are short enough; else the sink fails. */
bool ts_pdf_check_bytes(ts_pdf_sink *sink, const ts_pdf_bytes *bytes);

/* Objects of ts_pdf_objects, an object stream of them, which as a rule the next document has, too. Either each is opened and gets
 * its entries, and then they are grouped, which gives what it is until the next is; or it is taken as an earlier document had it. */
typedef struct ts_pdf_group ts_pdf_group; /* haru_tail.h */
ts_pdf_bytes *ts_pdf_open(ts_pdf_sink *sink, int object); /* as ts_pdf_entries */
const ts_pdf_group *ts_pdf_group_objects(ts_pdf_sink *sink, int first, size_t count); /* NULL: the sink failed */
void ts_pdf_take_group(ts_pdf_sink *sink, int first, const ts_pdf_group *known); /* its bytes outlast the document */

ts_pdf_bytes *ts_pdf_catalog(ts_pdf_sink *sink);
ts_pdf_bytes *ts_pdf_info(ts_pdf_sink *sink);

/* A stream with these bytes, which last until it is saved; TS_PDF_FLATE deflates them, quickly but for TS_PDF_LASTS.
 * Entries other than Length and Filter are the caller's. */
int ts_pdf_stream(ts_pdf_sink *sink, const void *data, size_t size, unsigned flags);
/* Deflated hard, and what its digest is, is known. */
int ts_pdf_stream_known(ts_pdf_sink *sink, const void *data, size_t size, const unsigned char digest[TS_DIGEST_BYTES]);
/* Deflated in two parts: of its bytes so many come in the next document, too, and are pressed once; the rest quickly. */
int ts_pdf_stream_begun(ts_pdf_sink *sink, const void *data, size_t size, size_t begins);
/* One that is compressed already; its bytes last, too. */
int ts_pdf_stream_packed(ts_pdf_sink *sink, const ts_pdf_packed *packed);
int ts_pdf_stream_of(ts_pdf_sink *sink, const ts_pdf_bytes *bytes); /* the same, deflated quickly */
/* Deflated hard, and what it became, in the memory of the document. */
int ts_pdf_stream_packing(ts_pdf_sink *sink, const ts_pdf_bytes *bytes, ts_pdf_packed *packed);

/* A page of the page tree; MediaBox, Resources and the rest are the caller's
 * entries. Its content is given later, deflated. */
int ts_pdf_page(ts_pdf_sink *sink);
void ts_pdf_page_content(ts_pdf_sink *sink, int page, const ts_pdf_bytes *bytes);
/* The same in parts, each a stream of its own (7.7.3.3): at each cut, between tokens, stands what was pressed already. */
typedef struct ts_pdf_cut {
    size_t at; /* cuts rise */
    ts_pdf_packed packed;
} ts_pdf_cut;
void ts_pdf_page_contents(ts_pdf_sink *sink, int page, const ts_pdf_bytes *bytes, const ts_pdf_cut *cuts, size_t count);
/* What a part becomes that as a rule comes in each document: pressed hard, in the memory of the document or the memo's. */
ts_pdf_packed ts_pdf_press_part(ts_pdf_sink *sink, const void *bytes, size_t size);

/* A stream whose bytes are given when the sink is closed: of them the digest knows nothing. */
int ts_pdf_stream_later(ts_pdf_sink *sink);
void ts_pdf_give_stream(ts_pdf_sink *sink, int object, const ts_pdf_bytes *bytes);

/* From now on there are no new objects, and none says anything else. digest: of them all, the first half of a SHA-256,
 * which names the content. */
void ts_pdf_close(ts_pdf_sink *sink, unsigned char digest[16]);

/* Saves what is closed, with the trailer's ID (ISO 32000-1, 14.4) and hands out the bytes. */
void ts_pdf_save(ts_pdf_sink *sink, const unsigned char id[16], const ts_writer *writer);

/* Marks the sink as failed; the first sentence stays. */
void ts_pdf_fail(ts_pdf_sink *sink, ts_status status, const char *why);
ts_status ts_pdf_status(const ts_pdf_sink *sink, const char **why);

#endif
