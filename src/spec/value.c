#include "spec/value.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ts_value_decimal(const char **at, double *value)
{
    const char *text = *at;
    double digits = 0, scale = 1;
    if (!is_digit(*text))
        return false;
    for (; is_digit(*text); text++)
        digits = digits * 10 + (*text - '0');
    if (*text == '.' && is_digit(text[1]))
        for (text++; is_digit(*text); text++) {
            digits = digits * 10 + (*text - '0');
            scale *= 10;
        }
    *at = text;
    *value = digits / scale;
    return isfinite(digits) && isfinite(scale);
}

bool ts_value_number(const char *text, double *value)
{
    bool negative = *text == '-';
    text += negative;
    if (!ts_value_decimal(&text, value))
        return false;
    if (*text == 'e' || *text == 'E') {
        text++;
        bool down = *text == '-';
        text += *text == '-' || *text == '+';
        double power;
        if (!is_digit(*text) || !ts_value_decimal(&text, &power) || power > 300)
            return false;
        *value = down ? *value / pow(10, power) : *value * pow(10, power);
    }
    if (negative)
        *value = -*value;
    return *text == '\0' && isfinite(*value);
}

static bool is_group(const char *text)
{
    return is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && !is_digit(text[3]);
}

bool ts_value_in_quotes(const char *text, double *value)
{
    char plain[64];
    size_t length = 0;
    for (const char *at = text; *at && length < sizeof plain - 1; at++) {
        const bool parts = (*at == ',' || *at == ' ') && length && is_group(at + 1);
        if (!parts)
            plain[length++] = *at;
    }
    plain[length] = '\0';
    return length < sizeof plain - 1 && ts_value_number(plain, value);
}

typedef struct unit {
    const char *name;
    double pt;
} unit;

static const unit units[] = {{"", 1}, {"pt", 1}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}};

/* Picas and points: "3p6" is 42. */
static bool with_picas(const char *text, double picas, double *pt)
{
    double points = 0;
    text++;
    if (*text && (!ts_value_decimal(&text, &points) || *text))
        return false;
    *pt = picas * 12 + points;
    return true;
}

static bool with_unit(const char *text, double amount, double *pt)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(text, units[i].name) == 0) {
            *pt = amount * units[i].pt;
            return true;
        }
    return text[0] == 'p' && with_picas(text, amount, pt);
}

bool ts_value_length(const char *text, double *pt)
{
    double amount;
    bool negative = *text == '-';
    text += negative;
    if (!ts_value_decimal(&text, &amount) || !with_unit(text, amount, pt))
        return false;
    if (negative)
        *pt = -*pt;
    return isfinite(*pt);
}

bool ts_value_set(const char *text, double *size, double *leading)
{
    if (!ts_value_decimal(&text, size) || *text++ != '/')
        return false;
    return ts_value_decimal(&text, leading) && *text == '\0';
}

bool ts_value_ink(const char *text, double cmyk[4])
{
    memset(cmyk, 0, 4 * sizeof *cmyk);
    if (strcmp(text, "none") == 0)
        return true;
    for (int i = 0; i < 4 && *text; i++) {
        if (*text != "CMYK"[i])
            continue;
        text++;
        if (!ts_value_decimal(&text, &cmyk[i]) || cmyk[i] > 100)
            return false;
        cmyk[i] /= 100;
        text += *text == ' ';
    }
    return *text == '\0';
}

const char *ts_value_print(ts_arena *arena, double value)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    if (fabs(value) < 1e15 && floor(value) == value)
        snprintf(text, sizeof text, "%.0f", value == 0 ? 0.0 : value);
    char *comma = strchr(text, ','); /* an embedder may have set a locale */
    if (comma)
        *comma = '.';
    return ts_arena_text(arena, text);
}

const char *ts_value_slot(ts_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length < 3 || text[0] != '{' || text[length - 1] != '}')
        return NULL;
    if (strcspn(text + 1, "{}") != length - 2)
        return NULL;
    return ts_arena_copy(arena, text + 1, length - 2);
}

enum { EXCERPT = 60 };

const char *ts_value_excerpt(ts_arena *arena, const char *text)
{
    size_t length = strlen(text), at = 0;
    for (int i = 0; i < EXCERPT && at < length; i++)
        (void)ts_utf8_next(text, length, &at);
    const char *excerpt = at == length ? text : ts_arena_print(arena, "%.*s…", (int)at, text);
    return excerpt ? excerpt : "";
}

bool ts_spec_columns(const char *text, int columns, int *first, int *last)
{
    if (strcmp(text, "all") == 0) {
        *first = 1;
        *last = columns;
        return true;
    }
    double from, to;
    if (!ts_value_decimal(&text, &from))
        return false;
    to = from;
    if (*text == '-') {
        text++;
        if (!ts_value_decimal(&text, &to))
            return false;
    }
    if (*text || from < 1 || to < from || to > columns || floor(from) != from || floor(to) != to)
        return false;
    *first = (int)from;
    *last = (int)to;
    return true;
}

bool ts_spec_swatch(ts_arena *arena, const char *text, const char **name, double *tint)
{
    size_t length = strlen(text);
    const char *space = strrchr(text, ' ');
    *tint = 1;
    if (length && text[length - 1] == '%' && space) {
        const char *at = space + 1;
        if (!ts_value_decimal(&at, tint) || at != text + length - 1 || *tint > 100)
            return false;
        *tint /= 100;
        length = (size_t)(space - text);
    }
    *name = ts_arena_copy(arena, text, length);
    return *name && length > 0;
}
