#include "data/unit.h"

#include "data/currency.h"

#include <string.h>

bool ts_unit_is_currency(const char *unit)
{
    return strlen(unit) == 3 && strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

bool ts_unit_known(const char *unit)
{
    static const char *const units[] = {"count", "persons", "tonnes", "share", "points", "ratio",
                                        "index", "rank",    "year",   "date",  "text",   "number"};
    if (ts_unit_is_currency(unit)) /* most are, and no other has three capitals alone */
        return ts_currency_known(unit);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i], unit) == 0)
            return true;
    return ts_unit_is_physical(unit);
}

bool ts_unit_is_text(const char *unit)
{
    return strcmp(unit, "text") == 0 || strcmp(unit, "date") == 0;
}

/* ---- signs */

typedef struct base {
    const char *sign, *prefixes; /* besides none */
    enum { PLAIN, POWERS, CARBON } behind; /* m2, m3; tCO2, tCO2e */
} base;

/* The order is that of the longest first, where one begins with another. As spec's pattern of units has them. */
static const base bases[] = {
    {"Wh", "kMGTP", PLAIN}, {"W", "kMGTP", PLAIN}, {"J", "kMGTP", PLAIN}, {"toe", "kM", PLAIN}, {"t", "kMG", CARBON}, {"gal", "", PLAIN},
    {"g", "mk", CARBON},    {"mi", "", POWERS},    {"m", "mck", POWERS},  {"ft", "", POWERS},   {"ha", "", PLAIN},    {"L", "mhM", PLAIN},
    {"ac", "", PLAIN},      {"lb", "", PLAIN},     {"bbl", "", PLAIN},    {"h", "", PLAIN},     {"s", "", PLAIN},     {"d", "", PLAIN},
    {"°C", "", PLAIN},      {"°F", "", PLAIN}};

typedef struct sign { /* one side of a stroke, as it is printed */
    const char *text;
    size_t length;
    const char *behind;
} sign;

static const char *printed_behind(const base *b, const char *rest, size_t length)
{
    static const struct {
        const char *written, *printed;
        int behind;
    } all[] = {{"2", "²", POWERS}, {"3", "³", POWERS}, {"CO2", " CO₂", CARBON}, {"CO2e", " CO₂e", CARBON}};
    if (!length)
        return "";
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].behind == (int)b->behind && strlen(all[i].written) == length && memcmp(all[i].written, rest, length) == 0)
            return all[i].printed;
    return NULL;
}

static bool read_base(const base *b, const char *text, size_t length, sign *out)
{
    const size_t sign_length = strlen(b->sign);
    for (size_t prefix = 0; prefix < 2 && prefix + sign_length <= length; prefix++) {
        if ((prefix && !strchr(b->prefixes, text[0])) || memcmp(text + prefix, b->sign, sign_length) != 0)
            continue;
        *out = (sign){text, prefix + sign_length, printed_behind(b, text + prefix + sign_length, length - prefix - sign_length)};
        if (out->behind)
            return true;
    }
    return false;
}

static bool read_sign(const char *text, size_t length, sign *out)
{
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (read_base(&bases[i], text, length, out))
            return true;
    return false;
}

/* What is counted has no sign: 64/km² are persons where the words beside it say so. */
static bool read_counted(const char *text, size_t length, sign *out)
{
    *out = (sign){"", 0, ""};
    return (length == strlen("persons") && memcmp(text, "persons", length) == 0) || (length == strlen("count") && memcmp(text, "count", length) == 0);
}

/* Without a stroke, `below` is empty. */
static bool read_unit(const char *unit, sign *above, sign *below)
{
    const char *stroke = strchr(unit, '/');
    *below = (sign){"", 0, ""};
    if (!stroke)
        return read_sign(unit, strlen(unit), above);
    const size_t length = (size_t)(stroke - unit);
    return (read_counted(unit, length, above) || read_sign(unit, length, above)) && read_sign(stroke + 1, strlen(stroke + 1), below);
}

bool ts_unit_is_physical(const char *unit)
{
    sign above, below;
    return read_unit(unit, &above, &below);
}

const char *ts_unit_sign(ts_arena *arena, const char *unit)
{
    sign above, below;
    if (!read_unit(unit, &above, &below))
        return NULL;
    return ts_arena_print(arena, "{n}%s%.*s%s%s%.*s%s", above.length ? " " : "", (int)above.length, above.text, above.behind, below.length ? "/" : "",
                          (int)below.length, below.text, below.behind);
}

bool ts_unit_adds(const char *unit)
{
    static const char *const units[] = {"count", "persons", "tonnes", "number"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i], unit) == 0)
            return true;
    return ts_unit_is_currency(unit) || (!strchr(unit, '/') && strncmp(unit, "°", strlen("°")) != 0 && ts_unit_is_physical(unit));
}
