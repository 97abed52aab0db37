#include "device/out.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static void empty(ts_out *out)
{
    if (out->used && !out->failed)
        out->failed = !out->writer->write(out->writer->user, out->buffer, out->used);
    out->used = 0;
}

static void put_bytes(ts_out *out, const void *bytes, size_t count)
{
    const char *from = bytes;
    while (count && !out->failed) {
        size_t room = sizeof out->buffer - out->used, n = count < room ? count : room;
        memcpy(out->buffer + out->used, from, n);
        out->used += n;
        from += n;
        count -= n;
        if (out->used == sizeof out->buffer)
            empty(out);
    }
}

void ts_out_text(ts_out *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

static size_t digits(char *at, unsigned long long value, int least)
{
    char reversed[24];
    size_t n = 0;
    do
        reversed[n++] = (char)('0' + value % 10);
    while ((value /= 10) || n < (size_t)least);
    for (size_t i = 0; i < n; i++)
        at[i] = reversed[n - 1 - i];
    return n;
}

void ts_out_number(ts_out *out, double value, int decimals)
{
    static const unsigned long long powers[] = {1,      10,      100,      1000,      10000,
                                                100000, 1000000, 10000000, 100000000, 1000000000};
    decimals = decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
    value = isnan(value) ? 0 : fmax(-1e9, fmin(1e9, value));
    unsigned long long unit = powers[decimals],
                       whole = (unsigned long long)llround(fabs(value) * (double)unit);
    while (decimals && whole % 10 == 0) {
        whole /= 10;
        unit /= 10;
        decimals--;
    }
    char text[48];
    size_t n = 0;
    if (value < 0 && whole)
        text[n++] = '-';
    n += digits(text + n, whole / unit, 1);
    if (decimals) {
        text[n++] = '.';
        n += digits(text + n, whole % unit, decimals);
    }
    put_bytes(out, text, n);
}

void ts_out_whole(ts_out *out, size_t value)
{
    char text[24];
    put_bytes(out, text, digits(text, value, 1));
}

void ts_out_rect(ts_out *out, ts_rect r, int decimals)
{
    const double parts[] = {r.x, r.y, r.w, r.h};
    for (int i = 0; i < 4; i++) {
        if (i)
            ts_out_text(out, " ");
        ts_out_number(out, parts[i], decimals);
    }
}

static void hex_code(ts_out *out, unsigned code)
{
    static const char hex[] = "0123456789ABCDEF";
    char text[6] = {'\\', 'u', '0', '0', hex[code >> 4 & 15], hex[code & 15]};
    put_bytes(out, text, sizeof text);
}

void ts_out_quoted(ts_out *out, const char *text, size_t count)
{
    ts_out_text(out, "\"");
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            ts_out_text(out, "\\");
        if (c < 0x20 || c == 0x7F)
            hex_code(out, c);
        else
            put_bytes(out, &text[i], 1);
    }
    ts_out_text(out, "\"");
}

/* XML 1.0, production 2. */
static bool xml_char(uint32_t code)
{
    return code == 9 || code == 10 || code == 13 ||
           (code >= 0x20 && code != 0xFFFE && code != 0xFFFF && code != TS_UTF8_BAD);
}

void ts_out_xml(ts_out *out, const char *text, size_t count)
{
    for (size_t at = 0; at < count;) {
        size_t from = at;
        uint32_t code = ts_utf8_next(text, count, &at);
        if (code == '<')
            ts_out_text(out, "&lt;");
        else if (code == '>')
            ts_out_text(out, "&gt;");
        else if (code == '&')
            ts_out_text(out, "&amp;");
        else if (code == '"')
            ts_out_text(out, "&quot;");
        else if (!xml_char(code))
            ts_out_text(out, "\xEF\xBF\xBD");
        else
            put_bytes(out, text + from, at - from);
    }
}

void ts_out_base64(ts_out *out, const unsigned char *bytes, size_t count)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        unsigned v = (unsigned)bytes[i] << 16;
        v |= left > 1 ? (unsigned)bytes[i + 1] << 8 : 0;
        v |= left > 2 ? (unsigned)bytes[i + 2] : 0;
        char four[4] = {signs[v >> 18], signs[v >> 12 & 63], left > 1 ? signs[v >> 6 & 63] : '=',
                        left > 2 ? signs[v & 63] : '='};
        put_bytes(out, four, 4);
    }
}

bool ts_out_end(ts_out *out)
{
    empty(out);
    return !out->failed;
}
