#include "device/haru_bytes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static const char digits[] = "0123456789ABCDEF";

enum { FIRST = 208 }; /* bytes of room: most dictionaries need no more */

ts_pdf_bytes *ts_pdf_bytes_new(ts_arena *arena)
{
    ts_pdf_bytes *bytes = ts_arena_room(arena, sizeof *bytes + FIRST);

    if (bytes)
        *bytes = (ts_pdf_bytes){.arena = arena, .items = (char *)(bytes + 1), .capacity = FIRST};
    return bytes;
}

static bool make_room(ts_pdf_bytes *bytes, size_t count)
{
    return !bytes->failed && ts_arena_widen(bytes->arena, &bytes->items, &bytes->capacity, bytes->count, count);
}

/* It has no more room, so that later calls do nothing. */
static void fail(ts_pdf_bytes *bytes)
{
    bytes->failed = true;
    bytes->capacity = bytes->count;
}

void ts_pdf_reserve(ts_pdf_bytes *bytes, size_t count)
{
    if (!make_room(bytes, count))
        fail(bytes);
}

static void put_char(ts_pdf_bytes *bytes, int c)
{
    ts_pdf_put(bytes, &(char){(char)c}, 1);
}

static void put_hex(ts_pdf_bytes *bytes, unsigned byte)
{
    put_char(bytes, digits[byte >> 4 & 15]);
    put_char(bytes, digits[byte & 15]);
}

enum { DIGITS = 20 /* of the widest integer */ };

void ts_pdf_whole(ts_pdf_bytes *bytes, int value)
{
    char text[DIGITS], *end = text + sizeof text, *from = end;
    unsigned left = value < 0 ? 0U - (unsigned)value : (unsigned)value;

    do
        *--from = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        *--from = '-';
    ts_pdf_put(bytes, from, (size_t)(end - from));
}

/* A real beyond this is a mistake of the caller's, no place on a page. */
static const double widest = 1e9;

/* Half away from nought, as round() does: a value and half a unit are exact below 2^52. */
static unsigned long long rounded(double value)
{
    unsigned long long whole = (unsigned long long)value;
    return whole + (value - (double)whole >= 0.5);
}

static const double scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

double ts_pdf_rounded(double value, int places)
{
    return fabs(value) < widest ? copysign((double)rounded(fabs(value) * scales[places]), value) / scales[places] : value;
}

/* The number in units of its last place: digits are set from the last on, the point among them. */
void ts_pdf_real(ts_pdf_bytes *bytes, double value, int places)
{
    if (!(fabs(value) < widest)) {
        fail(bytes);
        return;
    }
    unsigned long long units = rounded(fabs(value) * scales[places]);
    bool negative = value < 0 && units;
    char text[DIGITS + 2], *end = text + sizeof text, *from = end;
    for (; places && units % 10 == 0; places--)
        units /= 10;
    int left = places;
    do {
        *--from = (char)('0' + units % 10);
        units /= 10;
        if (--left == 0)
            *--from = '.';
    } while (units || left > 0);
    if (negative)
        *--from = '-';
    ts_pdf_put(bytes, from, (size_t)(end - from));
}

void ts_pdf_reals(ts_pdf_bytes *bytes, const double *values, size_t count, int places)
{
    for (size_t i = 0; i < count; i++) {
        ts_pdf_real(bytes, values[i], places);
        TS_PDF_PUT(bytes, " ");
    }
}

void ts_pdf_refer(ts_pdf_bytes *bytes, int object)
{
    ts_pdf_whole(bytes, object);
    TS_PDF_PUT(bytes, " 0 R");
}

/* The conversion behind a per cent sign; gives the place behind it. */
static const char *put_one(ts_pdf_bytes *bytes, const char *at, va_list *args)
{
    int places = 3;

    if (*at == '.' && at[1] >= '0' && at[1] <= '6') {
        places = at[1] - '0';
        at += 2;
    }
    if (*at == 'f') {
        ts_pdf_real(bytes, va_arg(*args, double), places);
    } else if (*at == 'd') {
        ts_pdf_whole(bytes, va_arg(*args, int));
    } else if (*at == 's') {
        const char *text = va_arg(*args, const char *);
        ts_pdf_put(bytes, text, strlen(text));
    } else {
        fail(bytes);
    }
    return *at ? at + 1 : at;
}

void ts_pdf_print(ts_pdf_bytes *bytes, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    for (const char *sign; (sign = strchr(format, '%')) != NULL;) {
        ts_pdf_put(bytes, format, (size_t)(sign - format));
        format = put_one(bytes, sign + 1, &args);
    }
    ts_pdf_put(bytes, format, strlen(format));
    va_end(args);
}

void ts_pdf_name(ts_pdf_bytes *bytes, const char *name)
{
    put_char(bytes, '/');
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        if (c > 0x20 && c < 0x7f && !strchr("()<>[]{}/%#", c)) {
            put_char(bytes, c);
        } else {
            put_char(bytes, '#');
            put_hex(bytes, c);
        }
    }
}

static void put_unit(ts_pdf_bytes *bytes, uint32_t unit)
{
    put_hex(bytes, unit >> 8);
    put_hex(bytes, unit & 255);
}

void ts_pdf_utf16(ts_pdf_bytes *bytes, const char *utf8, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t code = ts_utf8_next(utf8, length, &at);
        if (code == TS_UTF8_BAD)
            code = 0xFFFD;
        if (code < 0x10000) {
            put_unit(bytes, code);
        } else {
            put_unit(bytes, 0xD800 + ((code - 0x10000) >> 10));
            put_unit(bytes, 0xDC00 + ((code - 0x10000) & 0x3FF));
        }
    }
}

/* Escaped where it is ASCII that shows; gives the place behind it. NULL: it is not. */
static char *write_plain(char *to, const char *text, size_t length)
{
    *to++ = '(';
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c < 0x20 || c > 0x7e)
            return NULL;
        if (c == '(' || c == ')' || c == '\\')
            *to++ = '\\';
        *to++ = c;
    }
    *to++ = ')';
    return to;
}

void ts_pdf_text(ts_pdf_bytes *bytes, const char *utf8, size_t length)
{
    char *to = ts_pdf_room(bytes, 2 * length + 2), *end = to ? write_plain(to, utf8, length) : NULL;

    if (end) {
        bytes->overlong = bytes->overlong || length > TS_PDF_STRING;
        bytes->count += (size_t)(end - to);
        return;
    }
    size_t from = bytes->count;
    TS_PDF_PUT(bytes, "<FEFF");
    ts_pdf_utf16(bytes, utf8, length);
    put_char(bytes, '>');
    bytes->overlong = bytes->overlong || (bytes->count - from) / 2 - 1 > TS_PDF_STRING;
}

void ts_pdf_string(ts_pdf_bytes *bytes, const char *utf8)
{
    ts_pdf_text(bytes, utf8, strlen(utf8));
}

/* XML 1.0, production 2. */
static bool is_xml(uint32_t code)
{
    return code == 9 || code == 10 || code == 13 || (code >= 0x20 && code < 0xD800) ||
           (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code < 0x110000);
}

void ts_pdf_xml(ts_pdf_bytes *bytes, const char *utf8)
{
    static const struct { char c; const char *entity; } entities[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}};
    size_t length = strlen(utf8);

    for (size_t at = 0; at < length;) {
        size_t from = at, i = 0;
        if (!is_xml(ts_utf8_next(utf8, length, &at)))
            continue;
        while (i < 5 && entities[i].c != utf8[from])
            i++;
        if (i < 5)
            ts_pdf_print(bytes, "%s", entities[i].entity);
        else
            ts_pdf_put(bytes, utf8 + from, at - from);
    }
}

void ts_pdf_matrix(ts_pdf_bytes *bytes, ts_matrix m)
{
    ts_pdf_reals(bytes, (double[]){m.a, m.b, m.c, m.d}, 4, 6);
    ts_pdf_reals(bytes, (double[]){m.e, m.f}, 2, 4);
}
