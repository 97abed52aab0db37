#include "base/json_out.h"

#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ---- the text */

/* Room for what comes next; NULL: memory is out. */
static char *make_room(ts_json_out *out, size_t count)
{
    bool ample = count <= out->text.capacity - out->text.count;
    if (!ample && !ts_arena_widen(out->arena, &out->text.items, &out->text.capacity, out->text.count, count))
        return NULL;
    return out->text.items + out->text.count;
}

static void end_at(ts_json_out *out, const char *end)
{
    out->text.count = (size_t)(end - out->text.items);
}

static char *put(char *to, const char *bytes, size_t count)
{
    memcpy(to, bytes, count);
    return to + count;
}

static bool is_flat(const ts_json_out *out)
{
    return out->dense || (out->flat && out->depth >= out->flat);
}

static char *put_line(const ts_json_out *out, char *to)
{
    *to++ = '\n';
    memset(to, ' ', 2 * (size_t)out->depth);
    return to + 2 * out->depth;
}

static size_t room_of_line(const ts_json_out *out)
{
    return 1 + 2 * (size_t)out->depth;
}

static char *put_between(ts_json_out *out, char *to)
{
    if (out->begun)
        *to++ = ',';
    if (!is_flat(out) && out->depth > 0)
        to = put_line(out, to);
    else if (out->begun && !out->dense)
        *to++ = ' ';
    out->begun = true;
    return to;
}

static char *put_colon(const ts_json_out *out, char *to)
{
    *to++ = ':';
    if (!out->dense)
        *to++ = ' ';
    return to;
}

/* What stands before a value, and room behind it; NULL: memory is out. */
static char *begin(ts_json_out *out, const char *key, size_t room)
{
    size_t length = key ? strlen(key) : 0;
    char *to = make_room(out, 1 + room_of_line(out) + length + 4 + room);
    if (!to)
        return NULL;
    if (out->named) {
        out->named = false;
        return to;
    }
    to = put_between(out, to);
    if (!key)
        return to;
    *to++ = '"';
    to = put(to, key, length);
    *to++ = '"';
    return put_colon(out, to);
}

void ts_json_name(ts_json_out *out, const char *name)
{
    size_t length = strlen(name);
    char *to = make_room(out, 1 + room_of_line(out) + TS_UTF8_JSON_ROOM(length) + 2);
    if (!to)
        return;
    end_at(out, put_colon(out, ts_utf8_put_json(name, length, put_between(out, to))));
    out->named = true;
}

void ts_json_raw(ts_json_out *out, const char *key, const char *json, size_t length)
{
    char *to = begin(out, key, length);
    if (to)
        end_at(out, put(to, json, length));
}

const char *ts_json_whole_text(ts_json_out *out)
{
    char *to = make_room(out, 2);
    if (!to || ts_arena_failed(out->arena))
        return NULL;
    if (!out->dense)
        *to++ = '\n';
    *to = '\0';
    end_at(out, to);
    return out->text.items;
}

bool ts_json_pour(ts_json_out *out, FILE *file)
{
    if (out->text.count)
        fwrite(out->text.items, 1, out->text.count, file);
    out->text.count = 0;
    return !ts_arena_failed(out->arena);
}

void ts_json_again(ts_json_out *out, size_t from, size_t to)
{
    char *at = begin(out, NULL, to - from);
    if (at)
        end_at(out, put(at, out->text.items + from, to - from));
}

/* ---- brackets */

void ts_json_open(ts_json_out *out, const char *key, char bracket)
{
    char *to = begin(out, key, 1);
    if (to) {
        *to++ = bracket;
        end_at(out, to);
    }
    out->depth++;
    out->begun = false;
}

void ts_json_line(ts_json_out *out, const char *key, char bracket)
{
    ts_json_open(out, key, bracket);
    out->flat = out->flat ? out->flat : out->depth;
}

void ts_json_close(ts_json_out *out, char bracket)
{
    bool flat = is_flat(out);
    if (out->depth == out->flat)
        out->flat = 0;
    out->depth--;
    char *to = make_room(out, room_of_line(out) + 1);
    if (to && out->begun && !flat)
        to = put_line(out, to);
    if (to) {
        *to++ = bracket;
        end_at(out, to);
    }
    out->begun = true;
}

/* ---- values */

void ts_json_text(ts_json_out *out, const char *key, const char *text)
{
    if (!text)
        return;
    size_t length = strlen(text);
    char *to = begin(out, key, TS_UTF8_JSON_ROOM(length));
    if (to)
        end_at(out, ts_utf8_put_json(text, length, to));
}

/* The digits of a number end here; gives where they begin. */
static char *put_digits(char *end, uint64_t number)
{
    do
        *--end = (char)('0' + number % 10);
    while (number /= 10);
    return end;
}

/* A decimal number without noughts behind the point; gives where it ends. */
static char *put_decimal(char *to, bool negative, uint64_t digits, int decimals)
{
    char text[TS_JSON_NUMBER_ROOM], *const end = text + sizeof text, *at = end;
    for (; decimals && digits % 10 == 0; decimals--)
        digits /= 10;
    if (negative && digits)
        *to++ = '-';
    for (int behind = decimals; behind; behind--, digits /= 10)
        *--at = (char)('0' + digits % 10);
    if (decimals)
        *--at = '.';
    at = put_digits(at, digits);
    return put(to, at, (size_t)(end - at));
}

/* Pages, places and lengths are small. */
static char *put_whole(char *to, size_t number)
{
    if (number >= 10000)
        return put_decimal(to, false, number, 0);
    unsigned rest = (unsigned)number;
    if (rest >= 1000)
        *to++ = (char)('0' + rest / 1000);
    if (rest >= 100)
        *to++ = (char)('0' + rest / 100 % 10);
    if (rest >= 10)
        *to++ = (char)('0' + rest / 10 % 10);
    *to++ = (char)('0' + rest % 10);
    return to;
}

/* Its first 15 digits, exactly as they are: the decimals of a double come out one by one or, where there is room, three
 * by three, as 64 bits behind the point hold all of them from 2^-11 on. Halves go to even digits, as printf has them. */
static uint64_t fifteen_digits(double size, int *decimals)
{
    static const uint64_t LEAST = 100000000000000, HALF = (uint64_t)1 << 63, LOW = UINT32_MAX;
    uint64_t digits = (uint64_t)size, rest = (uint64_t)((size - (double)digits) * 0x1p64);
    for (*decimals = 0; digits < LEAST;) {
        bool three = digits < LEAST / 100;
        uint64_t scale = three ? 1000 : 10, low = (rest & LOW) * scale, high = (rest >> 32) * scale + (low >> 32);
        digits = digits * scale + (high >> 32);
        rest = high << 32 | (low & LOW);
        *decimals += three ? 3 : 1;
    }
    return digits + (rest > HALF || (rest == HALF && digits % 2));
}

const char *ts_json_number_text(double number, char text[TS_JSON_NUMBER_ROOM])
{
    static const double WHOLE = 9007199254740992.0, LEAST = 0x1p-11, MOST = 999999999999999;
    double size = fabs(number);
    bool whole = size < WHOLE && size == (double)(uint64_t)size;
    if (!whole && !(size >= LEAST && size < MOST)) {
        snprintf(text, TS_JSON_NUMBER_ROOM, "%.15g", number);
        char *comma = strchr(text, ','); /* of the environment's language */
        if (comma)
            *comma = '.';
        return text;
    }
    int decimals = 0;
    uint64_t digits = whole ? (uint64_t)size : fifteen_digits(size, &decimals);
    *put_decimal(text, number < 0, digits, decimals) = '\0';
    return text;
}

void ts_json_number(ts_json_out *out, const char *key, double number)
{
    char text[TS_JSON_NUMBER_ROOM];
    const char *said = isfinite(number) ? ts_json_number_text(number, text) : "null";
    ts_json_raw(out, key, said, strlen(said));
}

void ts_json_whole(ts_json_out *out, const char *key, size_t number)
{
    char *to = begin(out, key, TS_JSON_NUMBER_ROOM);
    if (to)
        end_at(out, put_whole(to, number));
}

void ts_json_flag(ts_json_out *out, const char *key, bool flag)
{
    ts_json_raw(out, key, flag ? "true" : "false", flag ? 4 : 5);
}

void ts_json_null(ts_json_out *out, const char *key)
{
    ts_json_raw(out, key, "null", 4);
}

/* Halves go up. */
static char *put_hundredths(char *to, double points)
{
    static const double FAR = 1e9; /* from a page, in hundredths */
    double size = fabs(points) * 100;
    if (!(size < FAR)) {
        char text[TS_JSON_NUMBER_ROOM];
        const char *said = isfinite(points) ? ts_json_number_text(points, text) : "null";
        return put(to, said, strlen(said));
    }
    unsigned whole = (unsigned)(int)size;
    whole += size - (int)whole >= 0.5;
    if (points < 0 && whole)
        *to++ = '-';
    to = put_whole(to, whole / 100);
    unsigned behind = whole % 100;
    if (behind)
        *to++ = '.';
    if (behind)
        *to++ = (char)('0' + behind / 10);
    if (behind % 10)
        *to++ = (char)('0' + behind % 10);
    return to;
}

void ts_json_box(ts_json_out *out, const char *key, ts_rect box)
{
    const double sides[] = {box.x, box.y, box.w, box.h};
    char *to = begin(out, key, 4 * (TS_JSON_NUMBER_ROOM + 2));
    for (int i = 0; to && i < 4; i++) {
        *to++ = i ? ',' : '[';
        if (i && !out->dense)
            *to++ = ' ';
        to = put_hundredths(to, sides[i]);
    }
    if (to) {
        *to++ = ']';
        end_at(out, to);
    }
}
