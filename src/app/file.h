/*
 * file.h - files of the program's own (manifests, pages for reviewers, reports)
 * that are whole or not there: written beside the target and renamed. What is
 * no regular file (a terminal, a pipe, a device) is written as it is.
 */
#ifndef TS_APP_FILE_H
#define TS_APP_FILE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct app_file {
    FILE *out;
    const char *target;
    char *temporary; /* NULL: the target itself, or standard output */
} app_file;

/* Nothing of others is written over: true where no file stands, an empty one, one that begins so, or what is no file of a
 * disk. False, and said on stderr: something else stands there; kind: what that is not. */
bool app_file_may_replace(const char *target, const char *begin, const char *kind);

/* Nor are files that are read. False, and said: the target is one of them. */
bool app_file_spares(const char *target, const char *const *files, size_t count);

/* target "-" or NULL: standard output. False, and said on stderr: it cannot be written. */
bool app_file_open(app_file *file, const char *target);

/* keep: synced and renamed; else the target is as it was. False, and said: it could not be written, and is as it was. */
bool app_file_close(app_file *file, bool keep);

#endif
