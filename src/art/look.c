/* What a file is, by its name and by how it begins: art of a third kind is told by what it is. */
#include "art/look.h"

#include "art/art.h"
#include "base/files.h"
#include "base/magic.h"

#include <string.h>
#include <strings.h>

bool ts_art_is_drawing(const char *file)
{
    size_t length = strlen(file);
    return length > 4 && strcasecmp(file + length - 4, ".svg") == 0;
}

static const char *name_other(ts_arena *arena, ts_magic magic)
{
    const char *why = ts_arena_print(arena, "it is %s: art is SVG, JPEG or PNG", ts_magic_noun(magic));
    return why ? why : "memory is out";
}

const char *ts_art_other(ts_arena *arena, bool drawing, const void *bytes, size_t count)
{
    ts_magic magic = ts_magic_of(bytes, count);
    if (!count)
        return "it is empty";
    if (magic == TS_MAGIC_NONE)
        return drawing ? NULL : "it is neither JPEG nor PNG";
    if (magic == TS_MAGIC_PICTURE)
        return drawing ? "it is a JPEG or a PNG: its name has to end so" : NULL;
    if (magic == TS_MAGIC_XML)
        return drawing ? NULL : "it is XML: the name of an SVG ends in .svg";
    return name_other(arena, magic);
}

const char *ts_art_look(ts_arena *arena, const char *path)
{
    char begin[TS_MAGIC_BYTES];
    const char *why;
    ts_file file;
    if (!ts_file_open(arena, path, &file, &why))
        return why;
    size_t count = fread(begin, 1, sizeof begin, file.stream);
    ts_file_close(&file);
    return ts_art_other(arena, ts_art_is_drawing(path), begin, count);
}
