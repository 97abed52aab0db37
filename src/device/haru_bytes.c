#include "device/haru_bytes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static const char digits[] = "0123456789ABCDEF";

enum { FIRST = 136 }; /* bytes of room: three of four dictionaries need no more */

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

/* A real beyond this is a mistake of the caller's, no place on a page. */
static const double widest = 1e9;

/* Half away from nought, as round() does: a value and half a unit are exact below 2^52. */
static unsigned long long rounded(double value)
{
    unsigned long long whole = (unsigned long long)value;
    return whole + (value - (double)whole >= 0.5);
}

/* Of each number of places: how many units of the last are one, and how many millionths one of them is. */
static const struct { unsigned units, millionths; } last[] = {{1, 1000000}, {10, 100000}, {100, 10000}, {1000, 1000},
                                                              {10000, 100}, {100000, 10}, {1000000, 1}};

double ts_pdf_rounded(double value, int places)
{
    double scale = last[places].units;

    return fabs(value) < widest ? copysign((double)rounded(fabs(value) * scale), value) / scale : value;
}

/* Three digits of each number below a thousand, and how many of them stand before the last zeros. */
typedef struct three {
    char digits[3], length;
} three;

#define ONE(a, b, c) {{a, b, c}, c != '0' ? 3 : b != '0' ? 2 : a != '0'}
#define TEN(a, b) ONE(a, b, '0'), ONE(a, b, '1'), ONE(a, b, '2'), ONE(a, b, '3'), ONE(a, b, '4'), \
                  ONE(a, b, '5'), ONE(a, b, '6'), ONE(a, b, '7'), ONE(a, b, '8'), ONE(a, b, '9')
#define HUNDRED(a) TEN(a, '0'), TEN(a, '1'), TEN(a, '2'), TEN(a, '3'), TEN(a, '4'), \
                   TEN(a, '5'), TEN(a, '6'), TEN(a, '7'), TEN(a, '8'), TEN(a, '9')

static const three threes[] = {HUNDRED('0'), HUNDRED('1'), HUNDRED('2'), HUNDRED('3'), HUNDRED('4'),
                               HUNDRED('5'), HUNDRED('6'), HUNDRED('7'), HUNDRED('8'), HUNDRED('9')};

enum { THREE = 3, THOUSAND = 1000, WIDEST = 24 /* bytes of a number */ };

/* A digit may be written over by the next, a step of nothing behind it: which digits a number has, nobody can guess, so that a
 * branch for each would cost more. */
static inline char *write_if(char *to, char digit, bool counts)
{
    *to = digit;
    return to + counts;
}

static inline char *write_short(char *to, unsigned value)
{
    const char *own = threes[value].digits;
    to = write_if(to, own[0], value >= 100);
    to = write_if(to, own[1], value >= 10);
    return write_if(to, own[2], value > 0);
}

static char *write_long(char *to, unsigned value)
{
    to = value >= THOUSAND * THOUSAND ? write_long(to, value / THOUSAND) : write_short(to, value / THOUSAND);
    memcpy(to, threes[value % THOUSAND].digits, THREE);
    return to + THREE;
}

/* Without zeros before it; of nought nothing. */
static inline char *write_whole(char *to, unsigned value)
{
    return value < THOUSAND ? write_short(to, value) : write_long(to, value);
}

/* What stands behind the point, in millionths. */
static inline char *write_part(char *to, unsigned part)
{
    const three *first = &threes[part / THOUSAND], *second = &threes[part % THOUSAND];
    int length = second->length ? THREE + second->length : first->length;
    *to = '.';
    memcpy(to + 1, first->digits, THREE);
    memcpy(to + 1 + THREE, second->digits, THREE);
    return to + length + (length > 0);
}

static inline char *write_int(char *to, int value)
{
    to = write_if(to, '-', value < 0);
    to = write_if(to, '0', value == 0);
    return write_whole(to, value < 0 ? 0U - (unsigned)value : (unsigned)value);
}

/* Of less than `widest`. */
static inline char *write_real(char *to, double value, int places)
{
    double size = fabs(value);
    unsigned long long units = rounded(size * last[places].units);
    unsigned whole = (unsigned)size, part = (unsigned)(units - (unsigned long long)whole * last[places].units);
    if (part == last[places].units) { /* rounded up to it */
        whole++;
        part = 0;
    }
    to = write_if(to, '-', value < 0 && units);
    to = write_part(write_whole(to, whole), part * last[places].millionths);
    return write_if(to, '0', !units);
}

void ts_pdf_whole(ts_pdf_bytes *bytes, int value)
{
    char *to = ts_pdf_room(bytes, WIDEST);

    if (to)
        bytes->count += (size_t)(write_int(to, value) - to);
}

void ts_pdf_refer(ts_pdf_bytes *bytes, int object)
{
    static const char generation[] = {' ', '0', ' ', 'R'};
    char *to = ts_pdf_room(bytes, WIDEST + sizeof generation);

    if (!to)
        return;
    char *end = write_int(to, object);
    memcpy(end, generation, sizeof generation);
    bytes->count += (size_t)(end - to) + sizeof generation;
}

static inline void put_real(ts_pdf_bytes *bytes, double value, int places, bool blank)
{
    char *to = fabs(value) < widest ? ts_pdf_room(bytes, WIDEST) : NULL;

    if (!to) {
        fail(bytes);
        return;
    }
    char *end = write_if(write_real(to, value, places), ' ', blank);
    bytes->count += (size_t)(end - to);
}

void ts_pdf_real(ts_pdf_bytes *bytes, double value, int places)
{
    put_real(bytes, value, places, false);
}

void ts_pdf_reals(ts_pdf_bytes *bytes, const double *values, size_t count, int places)
{
    for (size_t i = 0; i < count; i++)
        put_real(bytes, values[i], places, true);
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
