#include "base/json_out.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static void begin(ts_json_out *out, const char *key)
{
    bool flat = out->flat && out->depth >= out->flat;
    if (out->begun)
        fputs(flat ? ", " : ",", out->file);
    if (!flat && out->depth > 0)
        fprintf(out->file, "\n%*s", 2 * out->depth, "");
    out->begun = true;
    if (!key)
        return;
    ts_utf8_print_json(key, out->file);
    fputs(": ", out->file);
}

void ts_json_open(ts_json_out *out, const char *key, char bracket)
{
    begin(out, key);
    fputc(bracket, out->file);
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
        fprintf(out->file, "\n%*s", 2 * out->depth, "");
    fputc(bracket, out->file);
    out->begun = true;
}

void ts_json_text(ts_json_out *out, const char *key, const char *text)
{
    if (!text)
        return;
    begin(out, key);
    ts_utf8_print_json(text, out->file);
}

const char *ts_json_number_text(double number, char text[TS_JSON_NUMBER_ROOM])
{
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
    fputs(isfinite(number) ? ts_json_number_text(number, text) : "null", out->file);
}

void ts_json_whole(ts_json_out *out, const char *key, size_t number)
{
    begin(out, key);
    fprintf(out->file, "%zu", number);
}

void ts_json_flag(ts_json_out *out, const char *key, bool flag)
{
    begin(out, key);
    fputs(flag ? "true" : "false", out->file);
}

void ts_json_null(ts_json_out *out, const char *key)
{
    begin(out, key);
    fputs("null", out->file);
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
