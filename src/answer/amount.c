#include "answer/amount.h"

#include "base/json_out.h"
#include "data/decimal.h"

#include <math.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"

typedef struct manner { /* of a unit */
    const char *unit, *behind;
    double times;
    int figures;
    bool alone; /* no groups: 2024; and what changes is the difference */
} manner;

static const manner manners[] = {{"share", "%", 100, 3, false},       {"points", " points", 100, 3, false},
                                 {"count", " (count)", 1, 4, false},  {"ratio", " (ratio)", 1, 4, false},
                                 {"index", " (index)", 1, 4, true},   {"rank", " (rank)", 1, 4, true},
                                 {"year", "", 1, 4, true},            {"number", "", 1, 4, false}};

static manner manner_of(const char *unit)
{
    for (size_t i = 0; unit && i < sizeof manners / sizeof *manners; i++)
        if (strcmp(manners[i].unit, unit) == 0)
            return manners[i];
    return (manner){unit, NULL, 1, 4, false};
}

static ts_decimal scaled(double number, const manner *m)
{
    ts_decimal d = ts_decimal_of(number);
    d.point += m->times == 100 && d.count > 0 ? 2 : 0;
    return d;
}

/* Digits behind the point. */
static int places_of(const ts_decimal *d, int figures)
{
    return figures - d->point > 2 ? figures - d->point : 2;
}

bool ts_amount_is_rounded(double number, const char *unit)
{
    const manner m = manner_of(unit);
    ts_decimal d = scaled(number, &m);
    return d.count - d.point > places_of(&d, m.figures);
}

/* Five whole digits and more stand in groups. */
static const char *grouped(ts_arena *arena, const char *digits, bool alone)
{
    size_t length = strlen(digits), whole = strcspn(digits, "."), used = 0;
    char *out = ts_arena_alloc(arena, 2 * length + 1);
    for (size_t i = 0; out && i < length; i++) {
        if (!alone && whole > 4 && i > 0 && i < whole && (whole - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    return out;
}

static const char *print(ts_arena *arena, ts_decimal d, int places, const manner *m)
{
    char digits[TS_DECIMAL_ROOM];
    ts_decimal_round(&d, places, TS_ROUND_HALF_AWAY);
    ts_decimal_print(&d, 0, digits);
    const char *text = grouped(arena, digits, m->alone);
    return text ? ts_arena_print(arena, "%s%s", d.negative ? MINUS : "", text) : NULL;
}

const char *ts_amount(ts_arena *arena, double number, const char *unit)
{
    const manner m = manner_of(unit);
    ts_decimal d = scaled(number, &m);
    const char *text = print(arena, d, places_of(&d, m.figures), &m);
    if (!text)
        return "";
    const char *whole = m.behind ? ts_arena_print(arena, "%s%s", text, m.behind)
                        : unit   ? ts_arena_print(arena, "%s %s", text, unit)
                                 : text;
    return whole ? whole : "";
}

const char *ts_amount_in_full(ts_arena *arena, double number, const char *unit)
{
    char digits[TS_JSON_NUMBER_ROOM];
    const bool points = unit && strcmp(unit, "points") == 0; /* kept as a share is, to the last digit */
    const char *text = ts_arena_print(arena, "%s%s%s", ts_json_number_text(number, digits), unit ? " " : "", points ? "(1 is 100 points)" : unit ? unit : "");
    return text ? text : "";
}

/* One place, or of what would read as nought three figures. */
static const char *signed_amount(ts_arena *arena, double number, double times, const char *behind)
{
    static const manner plain = {.figures = 3};
    ts_decimal d = ts_decimal_of(number * times);
    const char *text = d.count ? print(arena, d, d.point < 0 ? 3 - d.point : 1, &plain) : NULL;
    const char *whole = text ? ts_arena_print(arena, "%s%s%s", d.negative ? "" : "+", text, behind) : NULL;
    return whole ? whole : "";
}

double ts_amount_share(double by, double before)
{
    return before > 0 && before + by >= 0 ? by / before : 0;
}

const char *ts_amount_change(ts_arena *arena, double by, double before, const char *unit)
{
    static const double FOLD = 1e6; /* beyond, nobody reads percent */
    const manner m = manner_of(unit);
    double share = ts_amount_share(by, before);
    if (m.times == 100)
        return signed_amount(arena, by, 100, " points");
    if (m.alone || share == 0 || fabs(share) >= FOLD)
        return signed_amount(arena, by, 1, "");
    return signed_amount(arena, share, 100, "%");
}
