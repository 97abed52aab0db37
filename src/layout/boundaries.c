#include "layout/boundaries.h"

#include "chart/kept.h"

#include <string.h>

static const char *name_of(const ts_boundaries *asked)
{
    const char *own = asked->spec ? asked->spec->key.text : NULL;
    return asked->name ? asked->name : own ? own : "name";
}

static bool is_planar(const ts_boundaries *asked)
{
    return asked->spec && asked->spec->planar.value;
}

static ts_shapes *read_file(const ts_boundary_reader *reader, ts_arena *to, const ts_boundaries *asked, const char **why)
{
    const char *fault = "no file is named";
    const ts_source *source = asked->path ? ts_source_read(reader->arena, asked->path, &fault) : NULL;
    if (source)
        return ts_shapes_kept_or_read(to, ts_memo_cache(reader->memo), source, name_of(asked), is_planar(asked), reader->diags);
    *why = fault ? fault : "memory is out";
    return NULL;
}

static bool key_of(ts_arena *arena, const ts_boundaries *asked, unsigned char key[TS_DIGEST_BYTES])
{
    const bool planar = is_planar(asked);
    ts_digest *digest = ts_digest_new(arena);
    if (!digest)
        return false;
    ts_digest_text(digest, asked->path);
    ts_digest_text(digest, name_of(asked));
    ts_digest_add(digest, &planar, sizeof planar);
    ts_digest_end_raw(digest, key);
    return true;
}

const ts_shapes *ts_boundaries_find(const ts_boundary_reader *reader, const ts_boundaries *asked, const char **why)
{
    unsigned char key[TS_DIGEST_BYTES];
    const size_t told = reader->diags->count;
    *why = NULL;
    if (!reader->memo || !key_of(reader->arena, asked, key))
        return read_file(reader, reader->arena, asked, why);
    ts_shapes *shapes = ts_memo_find(reader->memo, key);
    if (shapes)
        return shapes;
    shapes = read_file(reader, ts_memo_arena(reader->memo), asked, why);
    if (shapes && reader->diags->count == told)
        shapes->lasting = ts_memo_put(reader->memo, key, shapes);
    return shapes;
}

/* Of the first feature, at most so many as a message holds. */
static size_t properties_of(const ts_json *root, const char **names, size_t most)
{
    const ts_json *features = root ? ts_json_member(root, "features") : NULL;
    const ts_json *properties = features && features->child ? ts_json_member(features->child, "properties") : NULL;
    size_t count = 0;
    for (const ts_json *item = properties && properties->kind == TS_JSON_OBJECT ? properties->child : NULL; item && count < most; item = item->next)
        names[count++] = item->key;
    return count;
}

void ts_boundaries_tell_unnamed(const ts_boundary_reader *reader, const ts_boundaries *asked, ts_span span)
{
    enum { MOST = 12 };
    const char *names[MOST], *why, *list = "";
    ts_diags unheard = ts_diags_new(reader->arena);
    const ts_source *source = ts_source_read(reader->arena, asked->path, &why);
    const ts_json *root = source ? ts_json_parse(reader->arena, source, &unheard) : NULL;
    const size_t count = properties_of(root, names, MOST);
    const char *near = ts_nearest(names, count, name_of(asked));
    for (size_t i = 0; list && !near && i < count; i++)
        list = ts_arena_print(reader->arena, "%s%s\"%s\"", list, i ? ", " : ": they have ", names[i]);
    ts_error_near(reader->diags, span, "shape", near, "no shape of %s has a property \"%s\"%s", asked->path, name_of(asked), list ? list : "");
}

void ts_boundaries_fill(ts_arena *scratch, ts_memo *memo, const ts_sheet *sheet)
{
    for (size_t i = 0; i < sheet->shapes.count && !ts_arena_stopped(scratch); i++) {
        const ts_shapes_spec *spec = sheet->shapes.items[i].value;
        ts_diags unheard = ts_diags_new(scratch);
        const ts_boundary_reader reader = {scratch, memo, &unheard};
        const char *why;
        if (!spec->file.text || strchr(spec->file.text, '{'))
            continue;
        const ts_boundaries asked = {.path = ts_sheet_path(scratch, spec->folder, spec->file.text), .spec = spec};
        (void)ts_boundaries_find(&reader, &asked, &why);
    }
}
