/*
 * decode.h - the encodings of table files, turned into UTF-8 piece by piece.
 *
 * Bytes that are no character (81 in windows-1252, 80 to 9F in ISO 8859-1, half
 * a surrogate pair in UTF-16) become the byte FF, which UTF-8 never holds, so
 * that whoever checks the text finds them at their place.
 */
#ifndef TS_DATA_DECODE_H
#define TS_DATA_DECODE_H

#include "data/database.h"

typedef struct ts_decoder {
    ts_encoding encoding;
    bool big; /* UTF-16: the byte order, found by its mark */
} ts_decoder;

enum { TS_DECODE_SWELLS = 3 /* bytes of UTF-8 at most for one byte */ };

/* The length of the byte order mark that the text begins with; *wrong says so
 * when mark and encoding do not belong together, else NULL. */
size_t ts_decode_mark(ts_decoder *decoder, const unsigned char *bytes, size_t count, const char **wrong);

/* Writes UTF-8 and gives its length; `to` has room for TS_DECODE_SWELLS bytes a byte. A
 * character whose bytes are not all there is left (*taken tells), unless they are the last. */
size_t ts_decode(const ts_decoder *decoder, const unsigned char *bytes, size_t count, bool last, char *to,
                 size_t *taken);

/* How many bytes of the file a piece of decoded text stands for. */
uint64_t ts_decode_length(const ts_decoder *decoder, const char *text, size_t length);

#endif
