/*
 * source.h - a text and where its lines begin.
 *
 * Every value of a sheet, a deck or a table points back to its source with a
 * ts_span, so that a message can show the line and a tool can open the place.
 */
#ifndef TS_BASE_SOURCE_H
#define TS_BASE_SOURCE_H

#include "base/arena.h"
#include "base/status.h"

#include <stdint.h>

typedef struct ts_source {
    const char *name; /* as a message prints it: a path, or "-" */
    const char *text; /* not necessarily UTF-8; a NUL stands after length bytes */
    size_t length;
    const uint32_t *lines; /* byte offset of each line's first byte */
    size_t line_count;
    size_t first_line; /* lines of the file before this text, when it holds only some of them */
} ts_source;

typedef struct ts_span {
    const ts_source *source; /* NULL: no place is known */
    uint32_t begin, end;     /* bytes, end not included */
} ts_span;

typedef struct ts_place {
    size_t line, column; /* from 1; the column counts code points */
} ts_place;

enum { TS_SOURCE_LIMIT = 64 << 20 }; /* bytes of one text file (sheets, decks, art) */

/* Reads a whole file. NULL with *why set to a sentence (static or in the
 * arena): not found, not a file, over the limit, out of memory. */
const ts_source *ts_source_read(ts_arena *arena, const char *path, const char **why);

/* A source over bytes that the caller keeps alive as long as the arena. NULL: they are over the limit, or memory is out. */
const ts_source *ts_source_wrap(ts_arena *arena, const char *name, const char *text, size_t length);

ts_place ts_source_place(const ts_source *source, uint32_t offset);

/* The line that holds the offset, without its line end. */
const char *ts_source_line(const ts_source *source, uint32_t offset, size_t *length);

/* A path as seen from the folder of a file, and from a folder (NULL or "": this one); an absolute one stays as it is.
 * NULL: memory is out. */
char *ts_path_join(ts_arena *arena, const char *base_file, const char *path);
char *ts_path_in(ts_arena *arena, const char *folder, const char *path);

#endif
