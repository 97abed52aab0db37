/*
 * haru_bytes.h - the text of a PDF, growing in an arena.
 *
 * Dictionaries and content streams are written as text. Numbers are printed by
 * hand, since printf follows the locale's decimal point. A failure sticks:
 * the bytes stay failed and later calls do nothing.
 */
#ifndef TS_DEVICE_HARU_BYTES_H
#define TS_DEVICE_HARU_BYTES_H

#include "base/arena.h"
#include "base/geom.h"

#include <string.h>

enum { TS_PDF_STRING = 32767 }; /* of a string: ISO 32000-1, annex C; ISO 19005-2, 6.1.13 */

typedef struct ts_pdf_bytes {
    ts_arena *arena;
    char *items;
    size_t count, capacity;
    bool failed; /* memory was out, or a number was none */
    bool overlong; /* a string of more than TS_PDF_STRING bytes */
} ts_pdf_bytes;

ts_pdf_bytes *ts_pdf_bytes_new(ts_arena *arena);
void ts_pdf_reserve(ts_pdf_bytes *bytes, size_t count); /* so many will come, or about */

/* Room at the end for so many bytes, which `count` is then told of. NULL: it has failed. */
static inline char *ts_pdf_room(ts_pdf_bytes *bytes, size_t count)
{
    if (count > bytes->capacity - bytes->count)
        ts_pdf_reserve(bytes, count);
    return bytes->failed ? NULL : bytes->items + bytes->count;
}

static inline void ts_pdf_put(ts_pdf_bytes *bytes, const void *data, size_t count)
{
    char *to = count ? ts_pdf_room(bytes, count) : NULL;
    if (!to)
        return;
    memcpy(to, data, count);
    bytes->count += count;
}

/* A literal: its length is known as it is compiled. */
#define TS_PDF_PUT(bytes, literal) ts_pdf_put((bytes), "" literal, sizeof literal - 1)

/* Knows %s, %d and %f with a precision of 0 to 6 (%f alone: 3); a number is
 * printed without trailing zeros. "%d 0 R" is a reference. */
void ts_pdf_print(ts_pdf_bytes *bytes, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ts_pdf_whole(ts_pdf_bytes *bytes, int value);               /* as %d */
void ts_pdf_real(ts_pdf_bytes *bytes, double value, int places); /* as %.{places}f */
void ts_pdf_reals(ts_pdf_bytes *bytes, const double *values, size_t count, int places); /* a blank behind each */
void ts_pdf_refer(ts_pdf_bytes *bytes, int object);              /* "%d 0 R" */
double ts_pdf_rounded(double value, int places); /* as it would be read back */

/* /Name, every byte that is not regular written as #xx (ISO 32000-1, 7.3.5). */
void ts_pdf_name(ts_pdf_bytes *bytes, const char *name);

/* A text string (7.9.2.2): (ASCII) where it can be, else UTF-16 with its mark. One that is too long sticks. */
void ts_pdf_text(ts_pdf_bytes *bytes, const char *utf8, size_t length);
void ts_pdf_string(ts_pdf_bytes *bytes, const char *utf8); /* the same, to the NUL */

/* UTF-16BE digits of the text, without mark and brackets. */
void ts_pdf_utf16(ts_pdf_bytes *bytes, const char *utf8, size_t length);

/* Character data of XML 1.0; characters that XML refuses are left out. */
void ts_pdf_xml(ts_pdf_bytes *bytes, const char *utf8);

void ts_pdf_matrix(ts_pdf_bytes *bytes, ts_matrix m); /* six numbers and a blank */

#endif
