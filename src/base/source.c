#include "base/source.h"

#include "base/files.h"

#include <string.h>

/* Where the next line begins; NULL: there is none. */
static const char *next_line(const ts_source *source, const char *from)
{
    const char *newline = memchr(from, '\n', source->length - (size_t)(from - source->text));
    return newline ? newline + 1 : NULL;
}

static bool index_lines(ts_arena *arena, ts_source *source)
{
    size_t count = 1, n = 1;
    for (const char *line = source->text; (line = next_line(source, line));)
        count++;
    uint32_t *lines = TS_ARRAY(arena, uint32_t, count);
    if (!lines)
        return false;
    for (const char *line = source->text; (line = next_line(source, line));)
        lines[n++] = (uint32_t)(line - source->text);
    source->lines = lines;
    source->line_count = count;
    return true;
}

const ts_source *ts_source_wrap(ts_arena *arena, const char *name, const char *text, size_t length)
{
    ts_source *source = TS_NEW(arena, ts_source);
    if (!source || length > TS_SOURCE_LIMIT)
        return NULL;
    source->name = ts_arena_text(arena, name);
    source->text = text;
    source->length = length;
    return source->name && index_lines(arena, source) ? source : NULL;
}

static const ts_source *read_open(ts_arena *arena, const ts_file *file, const char *path, const char **why)
{
    if (file->size > TS_SOURCE_LIMIT) {
        *why = "it is larger than 64 MiB";
        return NULL;
    }
    size_t size = (size_t)file->size;
    char *text = ts_arena_room(arena, size + 1);
    *why = "memory is out";
    if (!text)
        return NULL;
    size_t got = fread(text, 1, size, file->stream);
    text[got] = '\0';
    if (!ferror(file->stream))
        return ts_source_wrap(arena, path, text, got);
    *why = "it cannot be read";
    ts_arena_fail(arena, "the disk cannot be read");
    return NULL;
}

const ts_source *ts_source_read(ts_arena *arena, const char *path, const char **why)
{
    ts_file file;
    if (!ts_file_open(arena, path, &file, why))
        return NULL;
    const ts_source *source = read_open(arena, &file, path, why);
    ts_file_close(&file);
    return source;
}

static size_t line_of(const ts_source *source, uint32_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

ts_place ts_source_place(const ts_source *source, uint32_t offset)
{
    if (offset > source->length)
        offset = (uint32_t)source->length;
    size_t line = line_of(source, offset);
    ts_place place = {source->first_line + line + 1, 1};
    for (uint32_t i = source->lines[line]; i < offset; i++)
        place.column += ((unsigned char)source->text[i] & 0xC0) != 0x80;
    return place;
}

const char *ts_source_line(const ts_source *source, uint32_t offset, size_t *length)
{
    size_t line = line_of(source, offset);
    size_t begin = source->lines[line];
    size_t end = line + 1 < source->line_count ? source->lines[line + 1] - 1 : source->length;
    if (end > begin && source->text[end - 1] == '\r')
        end--;
    *length = end - begin;
    return source->text + begin;
}

char *ts_path_in(ts_arena *arena, const char *folder, const char *path)
{
    if (path[0] == '/' || !folder || !*folder)
        return ts_arena_text(arena, path);
    return ts_arena_print(arena, "%s/%s", folder, path);
}

char *ts_path_join(ts_arena *arena, const char *base_file, const char *path)
{
    const char *slash = strrchr(base_file, '/');
    if (path[0] == '/' || !slash)
        return ts_arena_text(arena, path);
    return ts_arena_print(arena, "%.*s/%s", (int)(slash - base_file), base_file, path);
}
