/*
 * plain.h - the C library as it is where nobody has set a locale.
 *
 * A program may print numbers with a comma, sort letters as its country does
 * and be told of errors in its language. What is read and written here is the
 * same for all: each call of tearsheet.h, and each thread, begins in the "C"
 * locale, of its own thread alone, and gives back what it found.
 */
#ifndef TS_BASE_PLAIN_H
#define TS_BASE_PLAIN_H

#include <locale.h>

typedef struct ts_plain {
    locale_t own, before;
} ts_plain;

ts_plain ts_plain_begin(void);
void ts_plain_end(const ts_plain *plain);

/* A declaration: until the block is left, whichever way. */
#define TS_PLAIN_LOCALE __attribute__((cleanup(ts_plain_end), unused)) const ts_plain ts_plain_here = ts_plain_begin()

#endif
