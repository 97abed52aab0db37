/*
 * The list of sources, once they are numbered: how each of them prints and is heard, and what it
 * lacks: a source of the sheet that nothing uses, a number on the pages that leads to none of them.
 */
#include "bind/bind.h"

#include "data/citation.h"

#include <string.h>

/* ---- a citation */

static ts_citation citation_of(const ts_source_spec *source)
{
    return (ts_citation){source->publisher.text, source->title.text,
                         source->edition.text,   source->url.text,
                         source->read.text,      source->year.given ? (int)source->year.value : 0};
}

/* As the list prints an address: without scheme, "www." and a final slash. */
static const char *bare_address(ts_arena *arena, const char *url)
{
    const char *from = strstr(url, "://");
    from = from ? from + 3 : url;
    from += strncmp(from, "www.", 4) == 0 ? 4 : 0;
    size_t length = strlen(from);
    return ts_arena_copy(arena, from, length - (length && from[length - 1] == '/'));
}

static bool push_words(ts_arena *arena, ts_paragraph *to, ts_piece piece)
{
    return !piece.length || ts_paragraph_add(arena, to, piece);
}

static const char *find_last(const char *text, const char *part)
{
    const char *found = NULL;
    for (const char *at = strstr(text, part); at && *part; at = strstr(at + 1, part))
        found = at;
    return found;
}

/* Where the print has the address: whole, or only its host where it is long. */
static const char *find_address(ts_arena *arena, const char *printed, const char *url, size_t *length)
{
    const char *bare = url ? bare_address(arena, url) : NULL;
    const char *host = bare ? ts_arena_copy(arena, bare, strcspn(bare, "/?#")) : NULL;
    const char *at = bare ? find_last(printed, bare) : NULL;
    *length = at ? strlen(bare) : 0;
    if (at || !host)
        return at;
    at = find_last(printed, host);
    *length = at ? strlen(host) : 0;
    return at;
}

static const char *foreign_language(const ts_binder *b, const ts_source_spec *source)
{
    const char *own = source->language.text;
    return own && strcmp(own, b->edition->language) != 0 ? own : NULL;
}

/* The words before the address, the address as a link, what comes after: only the
 * first are the source's own. */
static bool split_address(const ts_binder *b, ts_arena *arena, const char *printed, const ts_source_spec *source,
                          ts_paragraph *to)
{
    size_t length;
    const char *at = find_address(arena, printed, source->url.text, &length);
    const char *end = at ? at + length : printed + strlen(printed);
    ts_piece words = {.text = printed, .length = (size_t)((at ? at : end) - printed),
                      .language = foreign_language(b, source), .span = source->span};
    ts_piece link = {
        .text = at, .length = at ? (size_t)(end - at) : 0, .link = source->url.text, .span = source->span};
    ts_piece rest = {.text = end, .length = strlen(end), .span = source->span};
    return push_words(arena, to, words) && push_words(arena, to, link) && push_words(arena, to, rest);
}

/* In the arena of what editions share. */
static const ts_copy *print_citation(ts_binder *b, const ts_source_spec *source)
{
    ts_arena *arena = b->request->lasting ? b->request->lasting->arena : b->arena;
    ts_citation citation = citation_of(source);
    const char *printed = ts_citation_print(b->language->formatter, arena, &citation);
    ts_copy *copy = TS_NEW(arena, ts_copy);
    if (!printed || !copy)
        return NULL;
    *copy = (ts_copy){.key = source->name, .span = source->span};
    bool good = ts_copy_add(arena, copy) && split_address(b, arena, printed, source, &copy->paragraphs[0]) &&
                ts_map_put(arena, &b->language->citations, source->name, copy);
    return good ? copy : NULL;
}

static const ts_copy *citation_for(ts_binder *b, const ts_source_spec *source)
{
    const ts_copy *known = ts_map_find(&b->language->citations, source->name);
    return known ? known : print_citation(b, source);
}

/* Without a word for it the number alone says that it is a note. */
static const char *heard_of(const ts_binder *b, const ts_source_bound *cited)
{
    const ts_source_spec *source = cited->source;
    const char *note = ts_bind_said(b, TS_SAID_NOTE), *colon = ts_bind_said(b, TS_SAID_COLON);
    return ts_arena_print(b->arena, "%s%s%d%s%s, %s", note ? note : "", note ? " " : "", cited->number, colon ? colon : ": ",
                          source->publisher.text, source->title.text);
}

bool ts_bind_source_list(ts_binder *b)
{
    for (size_t i = 0; i < b->edition->cited_count; i++) {
        ts_source_bound *cited = &b->edition->cited[i];
        cited->citation = citation_for(b, cited->source);
        cited->heard = heard_of(b, cited);
        if (!cited->citation || !cited->heard)
            return false;
    }
    return true;
}

/* ---- what it lacks */

static bool is_listed(const ts_binder *b, const char *source)
{
    for (size_t i = 0; i < b->edition->cited_count; i++)
        if (strcmp(b->edition->cited[i].source->name, source) == 0)
            return true;
    return false;
}

static bool is_used(ts_binder *b, const char *name)
{
    for (size_t i = 0; i < b->sheet->tables.count; i++) {
        const ts_word *source = &((const ts_table_spec *)b->sheet->tables.items[i].value)->source;
        if (source->text && strcmp(source->text, name) == 0)
            return true;
    }
    for (size_t i = 0; i < b->sheet->shapes.count; i++) {
        const ts_word *source = &((const ts_shapes_spec *)b->sheet->shapes.items[i].value)->source;
        if (source->text && strcmp(source->text, name) == 0)
            return true;
    }
    for (size_t i = 0; i < b->edition->results.count; i++)
        if (ts_names_have(&((const ts_result *)b->edition->results.items[i].value)->sources, name))
            return true;
    for (size_t i = 0; i < b->origins.count; i++)
        if (ts_names_have(&((const ts_roots *)b->origins.items[i].value)->sources, name))
            return true;
    return false;
}

static void warn_unused(ts_binder *b)
{
    const ts_map *sources = &b->sheet->sources;
    for (size_t i = 0; i < sources->count; i++) {
        const ts_source_spec *source = sources->items[i].value;
        if (!is_listed(b, source->name) && !is_used(b, source->name))
            ts_warn(b->diags, source->span, "source", "nothing uses the source \"%s\"", source->name);
    }
}

static bool is_cited(const ts_binder *b, const ts_names *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        if (is_listed(b, sources->items[i]))
            return true;
    return sources->count == 0;
}

/* A number that a reader cannot look up. Names that a statistic found are words. */
static void tell_unmarked(ts_binder *b, const char *name)
{
    const ts_result *result = ts_bind_find_result(b, name);
    const ts_series_spec *series = result ? NULL : ts_map_find(&b->sheet->series, name);
    ts_names sources = {0};
    bool number = result ? result->value.kind == TS_VALUE_NUMBER : series != NULL;
    if (!number || ts_bind_is_broken(b, name) || !ts_bind_sources_of(b, name, &sources) || is_cited(b, &sources))
        return;
    ts_error(b->diags, result ? result->span : series->span, "source",
             "\"%s\" is printed, and nothing on the pages marks where it is from: put [^%s] behind it, or behind what is said of it", name, name);
}

static void refuse_unmarked(ts_binder *b, const ts_map *printed)
{
    const ts_edition *edition = b->edition;
    bool refused = !edition->profile || (edition->profile->refuse & TS_REFUSE_UNMARKED);
    for (size_t i = 0; refused && !edition->draft && i < printed->count; i++)
        tell_unmarked(b, printed->items[i].name);
}

void ts_bind_judge_sources(ts_binder *b, const ts_map *printed)
{
    warn_unused(b);
    refuse_unmarked(b, printed);
}
