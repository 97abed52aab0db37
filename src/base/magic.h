/*
 * magic.h - what a file is that was named where a text should be, by how it begins: an
 * author who names a workbook wants to hear that, and not of a byte that is no text.
 */
#ifndef TS_BASE_MAGIC_H
#define TS_BASE_MAGIC_H

#include <stddef.h>

typedef enum ts_magic {
    TS_MAGIC_NONE, /* a text, or nothing that is known */
    TS_MAGIC_ZIP, TS_MAGIC_OLD_BOOK, TS_MAGIC_PDF, TS_MAGIC_GZIP, TS_MAGIC_SQLITE, TS_MAGIC_PICTURE /* JPEG or PNG */,
    TS_MAGIC_GIF, TS_MAGIC_TIFF, TS_MAGIC_WEBP, TS_MAGIC_HEIF, TS_MAGIC_PARQUET,
    TS_MAGIC_HTML, TS_MAGIC_XML, TS_MAGIC_JSON
} ts_magic;

enum { TS_MAGIC_BYTES = 64 /* more are not looked at */ };

ts_magic ts_magic_of(const void *bytes, size_t count);
const char *ts_magic_noun(ts_magic magic); /* "a PDF" */

#endif
