/*
 * bundle.h - several files that belong together: a folder, or a zip of one, that
 * is whole or not there.
 *
 * A bundle is gathered in memory and written at once, with SHA256SUMS beside
 * its files (sha256sum -c reads it). The folder is made under another name
 * beside the target, which it then takes the place of. The same files give the
 * same bytes: a zip has no dates but 1980-01-01.
 *
 * A folder that is there already is only replaced when it is empty, or is a
 * bundle of the same kind that nobody has touched: its mark is in it, and each
 * of its files is in its SHA256SUMS and still has that sum. A zip is replaced
 * where its seal is whole (zip.h).
 */
#ifndef TS_BASE_BUNDLE_H
#define TS_BASE_BUNDLE_H

#include "base/arena.h"

typedef struct ts_bundle_file {
    const char *name; /* "proof/page-1.png": small letters, no more than one folder deep */
    const void *bytes;
    size_t size;
} ts_bundle_file;

typedef struct ts_bundle {
    struct { ts_bundle_file *items; size_t count, capacity; } files;
    const char *mark;  /* file that tells the kind, by how it begins */
    const char *begin;
} ts_bundle;

typedef enum ts_bundle_result {
    TS_BUNDLE_WRITTEN,
    TS_BUNDLE_IN_THE_WAY, /* something stands there that is not ours to replace */
    TS_BUNDLE_FAILED      /* a file or memory */
} ts_bundle_result;

/* path: a folder, or a file whose name ends in .zip, in which all lies in a folder of its name. *why: a sentence in
 * the arena when it is not written. */
ts_bundle_result ts_bundle_write(ts_arena *arena, const ts_bundle *bundle, const char *path, const char **why);

#endif
