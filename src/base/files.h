/*
 * files.h - where files come from: the disk, or one who lends their bytes.
 *
 * An arena may know a lender: whatever is made in it asks him for a file
 * first, by the path that the disk would be asked for.
 */
#ifndef TS_BASE_FILES_H
#define TS_BASE_FILES_H

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>

typedef enum ts_lent { TS_LENT_NOT, TS_LENT_BYTES, TS_LENT_REFUSED } ts_lent; /* the disk is asked; here; not there at all */

struct ts_lender {
    /* The bytes stay as they are until they are given back. Called by the threads that read. */
    ts_lent (*lend)(void *user, const char *path, const void **bytes, size_t *size);
    void (*give_back)(void *user, const void *bytes, size_t size); /* NULL: nothing to do */
    void *user;
};

typedef struct ts_file {
    FILE *stream; /* at the beginning; can be sought in */
    uint64_t size;
    const void *bytes; /* lent ones; NULL: it is the disk's */
    const ts_lender *lender;
} ts_file;

/* A regular file. Where it cannot be opened because the machine has failed (no descriptor, memory, the disk), the arena has, too.
 * False with *why, a sentence, static or in the arena. arena NULL: the disk's. */
bool ts_file_open(ts_arena *arena, const char *path, ts_file *file, const char **why);
void ts_file_close(ts_file *file); /* one that was not opened is fine */

bool ts_file_is_there(const ts_arena *arena, const char *path); /* and may be read; it may be a folder yet */

#endif
