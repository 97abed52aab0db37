/* Numbers as offices write them: the signs are taken off, and what is left is a plain number. */
#include "data/number.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 64 };

typedef struct rest { /* of the text, once signs are off */
    const ts_number_style *style;
    const char *text;
    size_t length;
    bool negative, positive, money, percent; /* each sign stands once */
    const char *exponent; /* "E-07", ended by what follows the number; NULL: none */
    size_t exponent_length;
} rest;

bool ts_number_styled(const ts_number_style *style)
{
    return style->group || (style->decimal && style->decimal != '.') || style->brackets ||
           style->minus_after || style->plus || style->percent || style->exponent || style->currency_count > 0;
}

/* ---- blanks and signs */

static bool starts(const rest *r, const char *sign)
{
    size_t length = strlen(sign);
    return length <= r->length && memcmp(r->text, sign, length) == 0;
}

static bool ends(const rest *r, const char *sign)
{
    size_t length = strlen(sign);
    return length <= r->length && memcmp(r->text + r->length - length, sign, length) == 0;
}

static bool off_front(rest *r, const char *sign)
{
    if (!starts(r, sign))
        return false;
    r->text += strlen(sign);
    r->length -= strlen(sign);
    return true;
}

static bool off_back(rest *r, const char *sign)
{
    if (!ends(r, sign))
        return false;
    r->length -= strlen(sign);
    return true;
}

static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"}; /* U+00A0, U+202F */
enum { BLANKS = sizeof blanks / sizeof *blanks };

static void trim(rest *r)
{
    bool off = true;
    while (off) {
        off = false;
        for (size_t i = 0; i < BLANKS; i++)
            off |= off_front(r, blanks[i]) || off_back(r, blanks[i]);
    }
}

static bool take(rest *r, bool *sign, bool (*off)(rest *, const char *), const char *text)
{
    if (*sign || !off(r, text))
        return false;
    *sign = true;
    return true;
}

static bool take_currency(rest *r)
{
    for (size_t i = 0; i < r->style->currency_count; i++)
        if (take(r, &r->money, off_front, r->style->currency[i]) ||
            take(r, &r->money, off_back, r->style->currency[i]))
            return true;
    return false;
}

static bool take_brackets(rest *r)
{
    if (r->negative || r->positive || !starts(r, "(") || !ends(r, ")"))
        return false;
    r->negative = true;
    off_front(r, "(");
    return off_back(r, ")");
}

static bool take_sign(rest *r)
{
    const ts_number_style *style = r->style;
    trim(r);
    if (take_currency(r) || (style->brackets && take_brackets(r)))
        return true;
    if (style->percent && take(r, &r->percent, off_back, "%"))
        return true;
    if (style->plus && !r->negative && take(r, &r->positive, off_front, "+"))
        return true;
    if (r->positive)
        return false;
    return take(r, &r->negative, off_front, "-") || take(r, &r->negative, off_front, "\xE2\x88\x92") ||
           (style->minus_after && take(r, &r->negative, off_back, "-"));
}

/* ---- digits */

/* Bytes of a group sign at the front, 0: there is none. */
static size_t group_sign(const ts_number_style *style, const char *text, size_t length)
{
    if (style->group != ' ')
        return length > 0 && style->group && text[0] == style->group;
    for (size_t i = 0; i < BLANKS; i++)
        if (strlen(blanks[i]) <= length && memcmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    return 0;
}

typedef struct digits {
    char plain[LONGEST + 2]; /* a plain number, if all is right */
    size_t used;
    size_t group; /* digits since the last sign */
    bool grouped, fraction, wrong;
} digits;

static void put_group(digits *d)
{
    d->wrong |= d->fraction || (d->grouped ? d->group != 3 : d->group < 1 || d->group > 3);
    d->grouped = true;
    d->group = 0;
}

static void put_decimal(digits *d)
{
    d->wrong |= d->fraction || (d->grouped && d->group != 3);
    d->fraction = true;
    d->group = 0;
    d->plain[d->used++] = '.';
}

/* False: it holds something else than digits and the signs between them. */
static bool read_digits(const rest *r, digits *d)
{
    char decimal = r->style->decimal ? r->style->decimal : '.';
    for (size_t i = 0; i < r->length && d->used < LONGEST;) {
        size_t sign = group_sign(r->style, r->text + i, r->length - i);
        if (sign > 0) {
            put_group(d);
            i += sign;
            continue;
        }
        if (r->text[i] == decimal)
            put_decimal(d);
        else if (r->text[i] >= '0' && r->text[i] <= '9')
            d->plain[d->used++] = r->text[i], d->group++;
        else
            return false;
        i++;
    }
    d->wrong |= d->grouped && !d->fraction && d->group != 3;
    return d->used > 0 && d->used < LONGEST;
}

static ts_number_seen look_plain(const char *text, size_t length)
{
    ts_number_seen seen = {.number = ts_number_plain(text, length)};
    if (seen.number) {
        seen.value = ts_number_read(text, length);
        seen.whole = !memchr(text, '.', length);
    }
    return seen;
}

/* 31% is 0.31, correctly rounded: the point goes two places on before it is read. */
static double hundredth(const digits *d, bool negative)
{
    char all[LONGEST + 4] = "00", text[LONGEST + 6] = "-";
    size_t count = 2, used = 1, behind = 0; /* digits; bytes of text; digits behind the point */
    bool fraction = false;
    for (size_t i = negative; i < d->used; i++) {
        behind += fraction;
        fraction |= d->plain[i] == '.';
        if (d->plain[i] != '.')
            all[count++] = d->plain[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (count - i == behind + 2)
            text[used++] = '.';
        text[used++] = all[i];
    }
    return ts_number_read(text + !negative, used - !negative);
}

/* "E-07" at the end: a letter, perhaps a sign, and one to three digits. */
static void take_exponent(rest *r)
{
    size_t at = r->length, count;
    while (at > 0 && r->text[at - 1] >= '0' && r->text[at - 1] <= '9')
        at--;
    count = r->length - at;
    at -= at > 0 && (r->text[at - 1] == '-' || r->text[at - 1] == '+');
    if (count < 1 || count > 3 || at < 2 || (r->text[at - 1] != 'E' && r->text[at - 1] != 'e'))
        return;
    r->exponent = r->text + at - 1;
    r->exponent_length = r->length - at + 1;
    r->length = at - 1;
}

static double with_exponent(const rest *r, const digits *d)
{
    char text[LONGEST + 16];
    size_t used = d->used;
    memcpy(text, d->plain, used);
    memcpy(text + used, r->exponent, r->exponent_length);
    used += r->exponent_length;
    text[used] = '\0';
    return ts_number_exponent(text, used);
}

static ts_number_seen look_styled(const rest *r)
{
    digits d = {.used = r->negative};
    d.plain[0] = '-';
    if (!read_digits(r, &d))
        return (ts_number_seen){0};
    const char *first = d.plain + r->negative;
    bool code = first[0] == '0' && d.used > (size_t)r->negative + 1 && first[1] != '.';
    ts_number_seen seen = look_plain(d.plain, d.used);
    if (d.wrong || !seen.number)
        return (ts_number_seen){.odd = (d.grouped || d.fraction) && !code};
    seen.percent = r->percent;
    seen.whole &= !r->percent && !r->exponent;
    if (r->percent)
        seen.value = hundredth(&d, r->negative);
    if (r->exponent)
        seen.value = with_exponent(r, &d);
    seen.number = isfinite(seen.value) && !(r->percent && r->exponent);
    return seen;
}

ts_number_seen ts_number_look(const ts_number_style *style, const char *text, size_t length)
{
    if (!ts_number_styled(style))
        return look_plain(text, length);
    rest r = {.style = style, .text = text, .length = length};
    while (take_sign(&r))
        continue;
    if (style->exponent)
        take_exponent(&r);
    return look_styled(&r);
}
