#include "base/near.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same(char a, char b)
{
    return small(a) == small(b);
}

/* Optimal string alignment distance, capitals as small letters; names longer than LONGEST are never near. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST)
        return SIZE_MAX;
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = above[j - 1] + !same(a[i - 1], b[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[m];
}

ts_near ts_near_to(const char *name)
{
    const size_t length = strlen(name);
    return (ts_near){.to = name, .distance = length < 4 ? 2 : length / 3 + 2}; /* of three letters two are the word */
}

void ts_near_look(ts_near *near, const char *name)
{
    size_t far = distance(name, near->to);
    if (far >= near->distance)
        return;
    near->distance = far;
    near->best = name;
}

const char *ts_nearest(const char *const *names, size_t count, const char *name)
{
    ts_near near = ts_near_to(name);
    for (size_t i = 0; i < count; i++)
        ts_near_look(&near, names[i]);
    return near.best;
}
