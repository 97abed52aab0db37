#define _DEFAULT_SOURCE /* fwrite_unlocked: a stream is one thread's while a text is written */

#include "base/utf8.h"

#include <string.h>

static size_t expected(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

uint32_t ts_utf8_next(const char *text, size_t length, size_t *at)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *p = (const unsigned char *)text + *at;
    size_t n = expected(p[0]);
    if (n == 0 || n > length - *at) {
        *at += 1;
        return TS_UTF8_BAD;
    }
    uint32_t code = p[0] & mask[n];
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            *at += 1;
            return TS_UTF8_BAD;
        }
        code = code << 6 | (p[i] & 0x3F);
    }
    bool good = code >= smallest[n] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    *at += good ? n : 1;
    return good ? code : TS_UTF8_BAD;
}

size_t ts_utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[n] | code);
    return n;
}

size_t ts_utf8_check(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t before = at;
        if (ts_utf8_next(text, length, &at) == TS_UTF8_BAD)
            return before;
    }
    return length;
}

bool ts_same_text(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

size_t ts_utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; count++)
        (void)ts_utf8_next(text, length, &at);
    return count;
}

int ts_utf8_fit(const char *text, int room)
{
    enum { BEHIND = 3 }; /* bytes of a character behind its first */
    if (memchr(text, '\0', (size_t)room + 1))
        return room;
    int at = room;
    while (at > 0 && room - at < BEHIND && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool is_control(uint32_t code)
{
    return code < ' ' || (code >= 0x7F && code < 0xA0);
}

static void print_shown(const char *text, size_t length, bool lines, FILE *out)
{
    for (size_t at = 0; at < length;) {
        size_t from = at;
        uint32_t code = ts_utf8_next(text, length, &at);
        if (code == TS_UTF8_BAD)
            fputs("\xEF\xBF\xBD", out);
        else if (is_control(code) && !(lines && code == '\n'))
            fputc(' ', out);
        else
            fwrite(text + from, 1, at - from, out);
    }
}

void ts_utf8_print_plain(const char *text, size_t length, FILE *out)
{
    print_shown(text, length, false, out);
}

void ts_utf8_print_lines(const char *text, size_t length, FILE *out)
{
    print_shown(text, length, true, out);
}

static char *put_escaped(uint32_t code, char *to)
{
    static const char digits[] = "0123456789abcdef";
    if (code == '"' || code == '\\') {
        *to++ = '\\';
        *to++ = (char)code;
        return to;
    }
    if (code != TS_UTF8_BAD && !is_control(code))
        return to + ts_utf8_put(code, to);
    uint32_t unit = code == TS_UTF8_BAD ? 0xFFFD : code;
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = digits[unit >> shift & 15];
    return to;
}

static bool needs_escape(unsigned char byte)
{
    return byte < ' ' || byte >= 0x7F || byte == '"' || byte == '\\';
}

/* Whether eight bytes go out as they are. Each term sets the highest bit of the first byte that is out of its bounds: below
 * a blank; DEL or above ASCII; a quote; a backslash (after A. Mycroft, 1987). */
static bool are_plain(const char *text)
{
    static const uint64_t EACH = UINT64_C(0x0101010101010101);
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    uint64_t quotes = bytes ^ EACH * '"', slashes = bytes ^ EACH * '\\';
    return !(((bytes - EACH * ' ') | (bytes + EACH) | (quotes - EACH) | (slashes - EACH)) & EACH << 7);
}

char *ts_utf8_put_json(const char *text, size_t length, char *to)
{
    enum { STEP = sizeof(uint64_t) };
    const char *end = text + length;
    *to++ = '"';
    while (text < end) {
        for (; end - text >= STEP && are_plain(text); text += STEP, to += STEP)
            memcpy(to, text, STEP);
        while (text < end && !needs_escape((unsigned char)*text))
            *to++ = *text++;
        if (text == end)
            break;
        size_t read = 0;
        to = put_escaped(ts_utf8_next(text, (size_t)(end - text), &read), to);
        text += read;
    }
    *to++ = '"';
    return to;
}

/* Most of a text goes out as it is, a stretch at a time. */
void ts_utf8_print_json(const char *text, FILE *out)
{
    char escaped[6];
    size_t length = strlen(text);
    putc_unlocked('"', out);
    for (size_t at = 0; at < length;) {
        size_t from = at;
        while (at < length && !needs_escape((unsigned char)text[at]))
            at++;
        if (at > from)
            fwrite_unlocked(text + from, 1, at - from, out);
        else
            fwrite_unlocked(escaped, 1, (size_t)(put_escaped(ts_utf8_next(text, length, &at), escaped) - escaped), out);
    }
    putc_unlocked('"', out);
}
