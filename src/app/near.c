#include "app/near.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters put in, left out or changed (Levenshtein 1966). */
static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST + 1], length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = least(change, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

const char *app_nearest(const char *const *words, size_t count, const char *typed)
{
    const char *near = NULL;
    size_t best = strlen(typed) / 3 + 2;
    for (size_t i = 0; i < count && strlen(typed) <= LONGEST; i++) {
        size_t far = strlen(words[i]) <= LONGEST ? distance(typed, words[i]) : best;
        near = far < best ? words[i] : near;
        best = least(best, far);
    }
    return near;
}
