/*
 * haru_kept.h - streams that documents have in common.
 *
 * What a stream becomes when it is compressed depends on its bytes alone, so
 * that it is found by their digest: in the memo, or among what an earlier run
 * left on disk. It changes no byte of a file.
 */
#ifndef TS_DEVICE_HARU_KEPT_H
#define TS_DEVICE_HARU_KEPT_H

#include "base/memo.h"

/* Whose object stream an object stands in, and with whom: all but what is an edition's own are as a rule just what an earlier
 * document had, and then are pressed already. */
typedef enum ts_pdf_shelf {
    TS_PDF_COMMON, /* catalog, pages, states, few elements of the structure */
    TS_PDF_FONTS,  /* what is said of subsets */
    TS_PDF_OWN,    /* texts, and places on a page */
    TS_PDF_SHELVES,
    TS_PDF_APART = TS_PDF_SHELVES /* what was grouped by itself: elements that say nothing themselves */
} ts_pdf_shelf;

/* How hard to press: what lasts is pressed once, and each edition has the rest anew. */
typedef enum ts_pdf_level {
    TS_PDF_QUICK = 1,
    TS_PDF_HARD = 8,
    TS_PDF_OPEN = 16 /* as hard, but neither begun nor ended as a stream: another part follows */
} ts_pdf_level;

/* Of bytes as they stand in the file, for its ID, which tells files apart and keeps nothing secret (ISO 32000-2, 14.4). Two
 * streams of one length have one sum where CRC-32, which sees each change within 32 bits and all others but one in 2^32, and
 * Adler-32 both miss what is different; editions differ in several. Who makes up two files to have one ID gains nothing by it. */
typedef struct ts_pdf_sum {
    unsigned char bytes[12]; /* how many they are, and the checks: the same on each machine */
} ts_pdf_sum;
ts_pdf_sum ts_pdf_sum_of(const void *bytes, size_t size);

typedef struct ts_pdf_packed {
    ts_pdf_level level;
    unsigned char digest[TS_DIGEST_BYTES]; /* of the plain bytes, where it was asked for */
    const void *bytes;
    size_t size;
    ts_pdf_sum sum;
} ts_pdf_packed;

/* Another, whose bytes lie in the arena, too. NULL: memory is out, or there are none. */
ts_pdf_packed *ts_pdf_copy_packed(ts_arena *arena, const ts_pdf_packed *packed);

/* Of bytes that last as the memo does: taken once, found by the address. */
void ts_pdf_lasting_digest(ts_memo *memo, const void *bytes, size_t size, unsigned char digest[TS_DIGEST_BYTES]);

/* A place in a memo to look for bytes of a kind, found many times faster than a SHA-256. Whether they are those, only they say. */
void ts_pdf_place_of(const char *kind, const char *bytes, size_t size, unsigned char key[TS_DIGEST_BYTES]);

/* Of bytes that the next document has too, wherever they lie then: known when they are the same, byte for byte. */
void ts_pdf_common_digest(ts_memo *memo, const void *bytes, size_t size, unsigned char digest[TS_DIGEST_BYTES]);

/* Whether bytes may be known, so that it pays to take their digest: what came once only is not. */
bool ts_pdf_may_be_known(ts_memo *memo, const void *bytes, size_t size);

struct libdeflate_compressor;

typedef struct ts_pdf_press { /* of one document */
    ts_memo *memo;            /* or NULL */
    ts_arena *arena;
    struct libdeflate_compressor *quick, *hard; /* made when first needed */
} ts_pdf_press;

/* What bytes become; bytes NULL: memory is out. digest: of them, under which they are looked for first; NULL: nobody looks
 * and nothing is kept. */
ts_pdf_packed ts_pdf_press_bytes(ts_pdf_press *press, ts_pdf_level level, const void *bytes, size_t size, const unsigned char *digest);

/* One stream of two parts (RFC 1951 lets blocks of any making follow each other). What it begins with comes in other
 * documents, too: it is pressed hard once, and kept; the rest is pressed quickly and looks nothing up in the beginning, so
 * that where the parts meet, and nothing else, settles what they become. bytes NULL: memory is out. */
ts_pdf_packed ts_pdf_press_begun(ts_pdf_press *press, const void *bytes, size_t size, size_t begins);

#endif
