/* near.h - the word that was probably meant. */
#ifndef APP_NEAR_H
#define APP_NEAR_H

#include <stddef.h>

/* The word most like the one that was typed, or NULL when none is near. Words have 40 bytes at most. */
const char *app_nearest(const char *const *words, size_t count, const char *typed);

#endif
