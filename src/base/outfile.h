/*
 * outfile.h - files that are whole or not there: bytes go to a temporary file
 * beside the target, which takes its name when all is written. Where the file
 * system can, the temporary file has no name until then: a process that is
 * killed leaves nothing behind. What is no file of a disk (a pipe, a terminal)
 * is written as the bytes come.
 */
#ifndef TS_BASE_OUTFILE_H
#define TS_BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ts_outfile ts_outfile;

/* path "-" is standard output (no renaming). NULL with *why: a static sentence. */
ts_outfile *ts_outfile_open(const char *path, const char **why);
bool ts_outfile_write(void *outfile, const void *bytes, size_t count); /* sticky on failure */
/* keep: rename to the target; else, or when a write failed, the temporary file
 * goes. False with *why when the target is not there as wanted. Frees it. */
bool ts_outfile_close(ts_outfile *outfile, bool keep, const char **why);

#endif
