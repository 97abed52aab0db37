/*
 * folder.h - what is in a folder, down to a bounded depth. Links are never
 * followed.
 */
#ifndef TS_BASE_FOLDER_H
#define TS_BASE_FOLDER_H

#include <stdbool.h>

bool ts_folder_is_empty(const char *path); /* false also when it cannot be read */

/* Calls see with the path of each regular file and its name below the folder, in no order, until it is false. False,
 * too, when the folder cannot be read, is deeper than four, or holds what is no file and no folder. */
bool ts_folder_walk(const char *path, bool (*see)(void *user, const char *path, const char *name), void *user);

/* The folder with all files in it, as far as it can be; a file alone, too. */
void ts_folder_remove(const char *path);

#endif
