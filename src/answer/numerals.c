#include "answer/numerals.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The one that begins here; length 0: none does. */
static ts_numeral read_numeral(const char *at)
{
    size_t length = 0;
    while (is_digit(at[length]) || (length && (at[length] == '.' || at[length] == ',') && is_digit(at[length + 1])))
        length++;
    return (ts_numeral){at, length};
}

static bool same(ts_numeral a, ts_numeral b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

bool ts_numeral_in(ts_numeral numeral, const char *text)
{
    for (const char *at = text; at && *at;) {
        ts_numeral found = read_numeral(at);
        if (found.length && same(found, numeral))
            return true;
        at += found.length ? found.length : 1;
    }
    return false;
}

bool ts_numerals_apart(const char *old, const char *new, bool (*may)(void *user, ts_numeral old, ts_numeral new), void *user)
{
    while (*old || *new) {
        ts_numeral a = read_numeral(old), b = read_numeral(new);
        if (!a.length != !b.length || (!a.length && *old != *new) || (!same(a, b) && !may(user, a, b)))
            return false;
        old += a.length ? a.length : 1;
        new += b.length ? b.length : 1;
    }
    return true;
}
