#define _DEFAULT_SOURCE /* fwrite_unlocked and its like */

#include "base/json_out.h"

#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void put(ts_json_out *out, const char *text)
{
    fwrite_unlocked(text, 1, strlen(text), out->file);
}

static void put_line(ts_json_out *out)
{
    static const char BLANKS[] = "                                ";
    putc_unlocked('\n', out->file);
    for (int left = 2 * out->depth, some; left > 0; left -= some) {
        some = left < (int)sizeof BLANKS - 1 ? left : (int)sizeof BLANKS - 1;
        fwrite_unlocked(BLANKS, 1, (size_t)some, out->file);
    }
}

static void begin(ts_json_out *out, const char *key)
{
    bool flat = out->flat && out->depth >= out->flat;
    if (out->begun)
        put(out, flat ? ", " : ",");
    if (!flat && out->depth > 0)
        put_line(out);
    out->begun = true;
    if (!key)
        return;
    ts_utf8_print_json(key, out->file);
    put(out, ": ");
}

void ts_json_open(ts_json_out *out, const char *key, char bracket)
{
    begin(out, key);
    putc_unlocked(bracket, out->file);
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
    bool flat = out->flat && out->depth >= out->flat;
    if (out->depth == out->flat)
        out->flat = 0;
    out->depth--;
    if (out->begun && !flat)
        put_line(out);
    putc_unlocked(bracket, out->file);
    out->begun = true;
}

void ts_json_text(ts_json_out *out, const char *key, const char *text)
{
    if (!text)
        return;
    begin(out, key);
    ts_utf8_print_json(text, out->file);
}

/* The digits stand before a place; returns where they begin. */
static char *digits_before(char *at, uint64_t number)
{
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    return at;
}

/* Most have two decimals at most and no more than 15 digits: printed without printf, which says the same of them. */
static const char *short_text(double number, char text[TS_JSON_NUMBER_ROOM])
{
    static const double FEW = 1e12;
    double size = fabs(number), cents = round(size * 100);
    if (!(size < FEW) || cents / 100 != size)
        return NULL;
    uint64_t whole = (uint64_t)cents / 100, rest = (uint64_t)cents % 100;
    char *at = text + TS_JSON_NUMBER_ROOM - 1;
    *at = 0;
    if (rest % 10)
        *--at = (char)('0' + rest % 10);
    if (rest)
        *--at = (char)('0' + rest / 10);
    if (rest)
        *--at = '.';
    at = digits_before(at, whole);
    if (number < 0)
        *--at = '-';
    return at;
}

const char *ts_json_number_text(double number, char text[TS_JSON_NUMBER_ROOM])
{
    const char *brief = short_text(number, text);
    if (brief)
        return brief;
    bool whole = number == floor(number) && fabs(number) < 9007199254740992.0;
    snprintf(text, TS_JSON_NUMBER_ROOM, whole ? "%.0f" : "%.15g", number == 0 ? 0 : number);
    char *comma = strchr(text, ','); /* of the environment's language */
    if (comma)
        *comma = '.';
    return text;
}

void ts_json_number(ts_json_out *out, const char *key, double number)
{
    char text[TS_JSON_NUMBER_ROOM];
    begin(out, key);
    put(out, isfinite(number) ? ts_json_number_text(number, text) : "null");
}

void ts_json_whole(ts_json_out *out, const char *key, size_t number)
{
    char text[TS_JSON_NUMBER_ROOM];
    begin(out, key);
    text[TS_JSON_NUMBER_ROOM - 1] = 0;
    put(out, digits_before(text + TS_JSON_NUMBER_ROOM - 1, number));
}

void ts_json_flag(ts_json_out *out, const char *key, bool flag)
{
    begin(out, key);
    put(out, flag ? "true" : "false");
}

void ts_json_null(ts_json_out *out, const char *key)
{
    begin(out, key);
    put(out, "null");
}

static double hundredths(double points)
{
    double rounded = round(points * 100) / 100;
    return rounded == 0 ? 0 : rounded; /* no minus before a nought */
}

void ts_json_box(ts_json_out *out, const char *key, ts_rect box)
{
    const double sides[] = {box.x, box.y, box.w, box.h};
    ts_json_line(out, key, '[');
    for (int i = 0; i < 4; i++)
        ts_json_number(out, NULL, hundredths(sides[i]));
    ts_json_close(out, ']');
}
