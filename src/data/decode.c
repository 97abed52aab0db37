#include "data/decode.h"

#include "base/utf8.h"

#include <string.h>

enum { NO_CHARACTER = 0xFF };

/* Windows code page 1252, 80 to 9F (the rest is ISO 8859-1); 0: not used. */
static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static bool begins(const unsigned char *bytes, size_t count, const char *mark)
{
    return count >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

size_t ts_decode_mark(ts_decoder *decoder, const unsigned char *bytes, size_t count, const char **wrong)
{
    bool utf8 = begins(bytes, count, "\xEF\xBB\xBF"), big = begins(bytes, count, "\xFE\xFF");
    bool utf16 = big || begins(bytes, count, "\xFF\xFE");
    *wrong = NULL;
    if (utf16 && decoder->encoding != TS_ENCODING_UTF16)
        *wrong = "this file is UTF-16: say so, \"encoding\": \"utf-16\"";
    else if (utf8 && decoder->encoding != TS_ENCODING_UTF8)
        *wrong = "this file begins with the mark of UTF-8: leave out \"encoding\"";
    else if (!utf16 && decoder->encoding == TS_ENCODING_UTF16)
        *wrong = "UTF-16 begins with a byte order mark, and this file does not";
    else if (!utf16 && count >= 4 && !bytes[0] != !bytes[1] && !bytes[2] != !bytes[3])
        *wrong = "this seems to be UTF-16 without its byte order mark: save it as UTF-8";
    decoder->big = big;
    return utf8 ? 3 : utf16 ? 2 : 0;
}

static size_t put(uint32_t code, char *to)
{
    if (code != TS_UTF8_BAD && code != 0)
        return ts_utf8_put(code, to);
    to[0] = code == 0 ? '\0' : (char)NO_CHARACTER;
    return 1;
}

static size_t decode_bytes(bool of_windows, const unsigned char *bytes, size_t count, char *to)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] < 0x80) {
            to[used++] = (char)bytes[i];
            continue;
        }
        uint32_t code = bytes[i] >= 0xA0 ? bytes[i] : of_windows ? windows[bytes[i] - 0x80] : 0;
        used += put(code ? code : TS_UTF8_BAD, to + used);
    }
    return used;
}

static uint32_t unit(const ts_decoder *decoder, const unsigned char *bytes)
{
    return decoder->big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

static size_t decode_pairs(const ts_decoder *decoder, const unsigned char *bytes, size_t count, bool last,
                           char *to, size_t *taken)
{
    size_t used = 0, i = 0;
    while (i + 2 <= count) {
        uint32_t code = unit(decoder, bytes + i);
        if (code >= 0xD800 && code < 0xDC00) {
            if (i + 4 > count && !last)
                break;
            uint32_t low = i + 4 <= count ? unit(decoder, bytes + i + 2) : 0;
            bool pair = low >= 0xDC00 && low < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : TS_UTF8_BAD;
            i += pair ? 2 : 0;
        } else if (code >= 0xDC00 && code < 0xE000) {
            code = TS_UTF8_BAD;
        }
        used += put(code, to + used);
        i += 2;
    }
    if (last && i < count) {
        used += put(TS_UTF8_BAD, to + used);
        i = count;
    }
    *taken = i;
    return used;
}

size_t ts_decode(const ts_decoder *decoder, const unsigned char *bytes, size_t count, bool last, char *to,
                 size_t *taken)
{
    *taken = count;
    switch (decoder->encoding) {
    case TS_ENCODING_UTF16:
        return decode_pairs(decoder, bytes, count, last, to, taken);
    case TS_ENCODING_WINDOWS_1252:
    case TS_ENCODING_ISO_8859_1:
        return decode_bytes(decoder->encoding == TS_ENCODING_WINDOWS_1252, bytes, count, to);
    default:
        memcpy(to, bytes, count);
        return count;
    }
}

uint64_t ts_decode_length(const ts_decoder *decoder, const char *text, size_t length)
{
    if (decoder->encoding == TS_ENCODING_UTF8)
        return length;
    uint64_t units = 0;
    bool wide = decoder->encoding == TS_ENCODING_UTF16;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        units += (byte & 0xC0) != 0x80;
        units += wide && byte >= 0xF0 && byte != NO_CHARACTER; /* a surrogate pair */
    }
    return wide ? units * 2 : units;
}
