/*
 * missing.h - why a file cannot be made, or is not there: a folder on the way to it is not there.
 *
 * Needs nothing else of the house: the command line is compiled with it, too.
 */
#ifndef TS_BASE_MISSING_H
#define TS_BASE_MISSING_H

#include <stddef.h>

/* How many bytes of a path name the first folder on the way that is not there; 0: all are. */
size_t ts_missing_folder(const char *path);

#endif
