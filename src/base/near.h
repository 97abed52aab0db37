/*
 * near.h - the word that was probably meant.
 *
 * Needs nothing else of the house: the command line, which sees no other header
 * of a room, is compiled with it, too.
 */
#ifndef TS_BASE_NEAR_H
#define TS_BASE_NEAR_H

#include <stddef.h>

/* The name most like the given one, or NULL when none is near (Damerau-Levenshtein
 * distance of at most a third of the length, and one more; capitals are as small letters, so
 * that "ID" is next to "id"). */
const char *ts_nearest(const char *const *names, size_t count, const char *name);

/* The same, name by name: look at each, and `best` is the nearest of those that came first. */
typedef struct ts_near {
    const char *to, *best;
    size_t distance; /* that a nearer one stays below */
} ts_near;

ts_near ts_near_to(const char *name);
void ts_near_look(ts_near *near, const char *name);

#endif
