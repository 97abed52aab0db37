#include "base/json.h"

#include "base/json_scan.h"
#include "base/lack.h"
#include "base/map.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct builder {
    ts_arena *arena;
    const ts_source *source;
    ts_diags *diags;
    const ts_json_spots *spots;
    ts_json *values; /* one a spot, in document order */
    size_t next;
} builder;

static void release(void *tree)
{
    cJSON_Delete(tree);
}

static ts_json_kind kind_of(const cJSON *from)
{
    switch (from->type & 0xFF) {
    case cJSON_False:
    case cJSON_True:
        return TS_JSON_BOOL;
    case cJSON_Number:
        return TS_JSON_NUMBER;
    case cJSON_String:
        return TS_JSON_STRING;
    case cJSON_Array:
        return TS_JSON_ARRAY;
    case cJSON_Object:
        return TS_JSON_OBJECT;
    default:
        return TS_JSON_NULL;
    }
}

static ts_json *build(builder *b, const cJSON *from, const ts_json *parent);

static bool build_children(builder *b, const cJSON *from, ts_json *to)
{
    const ts_json **link = &to->child;
    for (const cJSON *item = from->child; item; item = item->next) {
        ts_json *child = build(b, item, to);
        if (!child)
            return false;
        *link = child;
        link = &child->next;
        to->count++;
    }
    return true;
}

enum { FEW = 12 }; /* members that are compared one by one; more take a map */

static bool stands_before(const ts_json *object, const ts_json *member)
{
    for (const ts_json *other = object->child; other != member; other = other->next)
        if (strcmp(other->key, member->key) == 0)
            return true;
    return false;
}

static void find_doubles(builder *b, const ts_json *object)
{
    ts_map seen = {0};
    for (const ts_json *member = object->child; member; member = member->next) {
        bool twice =
            object->count <= FEW ? stands_before(object, member) : ts_map_find(&seen, member->key) != NULL;
        if (twice)
            ts_error(b->diags, member->key_span, "double", "\"%s\" stands here twice", member->key);
        else if (object->count > FEW && !ts_map_put(b->arena, &seen, member->key, (void *)member))
            return;
    }
}

/* The scanner and cJSON saw the same text, so the walk cannot fall out of step;
 * should a release of cJSON ever differ, it is noticed here. */
static ts_json *build(builder *b, const cJSON *from, const ts_json *parent)
{
    if (b->next >= b->spots->count)
        return NULL;
    const ts_json_spot *spot = &b->spots->items[b->next];
    ts_json *to = &b->values[b->next++];
    to->kind = kind_of(from);
    to->parent = parent;
    to->span = (ts_span){b->source, spot->begin, spot->end};
    to->key_span = (ts_span){b->source, spot->key_begin, spot->key_end};
    to->key = from->string;
    to->string = to->kind == TS_JSON_STRING ? from->valuestring : NULL;
    to->boolean = cJSON_IsTrue(from);
    to->number = to->kind == TS_JSON_NUMBER ? from->valuedouble : 0;
    if (!isfinite(to->number)) {
        ts_error(b->diags, to->span, "json", "this number is too large");
        return NULL;
    }
    if (!build_children(b, from, to))
        return NULL;
    if (to->kind == TS_JSON_OBJECT && to->count > TS_JSON_MEMBERS) {
        ts_error(b->diags, to->span, "json", "this object has %zu members, at most %d are read", to->count, TS_JSON_MEMBERS);
        return NULL;
    }
    if (to->kind == TS_JSON_OBJECT)
        find_doubles(b, to);
    return to;
}

/* What the scanner has read is JSON; should a release of cJSON ever refuse some of it, that is told where it stands. */
static cJSON *make_tree(ts_arena *arena, const ts_source *source, ts_diags *diags)
{
    const char *end = source->text;
    ts_lack_begin();
    cJSON *tree = cJSON_ParseWithLengthOpts(source->text, source->length, &end, false);
    if (tree)
        return tree;
    if (ts_lack_was()) {
        ts_arena_fail(arena, NULL);
        return NULL;
    }
    const uint32_t at = (uint32_t)(end - source->text);
    ts_error(diags, (ts_span){source, at, at + 1}, "json", "this cannot be read as JSON");
    return NULL;
}

const ts_json *ts_json_parse(ts_arena *arena, const ts_source *source, ts_diags *diags)
{
    ts_json_spots spots = {0};
    if (!ts_json_scan(arena, source, diags, &spots))
        return NULL;
    cJSON *tree = make_tree(arena, source, diags);
    if (!tree || !ts_arena_defer(arena, release, tree))
        return NULL;
    builder b = {arena, source, diags, &spots, TS_ARRAY(arena, ts_json, spots.count), 0};
    return b.values ? build(&b, tree, NULL) : NULL;
}

const ts_json *ts_json_member(const ts_json *object, const char *key)
{
    if (!object || object->kind != TS_JSON_OBJECT)
        return NULL;
    for (const ts_json *member = object->child; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

const char *ts_json_kind_name(ts_json_kind kind)
{
    static const char *const names[] = {"null", "true or false", "a number", "a text", "a list", "an object"};
    return names[kind];
}

static unsigned long hex4(const char *digits)
{
    char copy[5] = {digits[0], digits[1], digits[2], digits[3], 0};
    return strtoul(copy, NULL, 16);
}

/* Bytes of source that the character or escape at text takes; *value: bytes of the string it makes. */
static size_t unit_length(const char *text, size_t *value)
{
    *value = 1;
    if (text[0] != '\\')
        return 1;
    if (text[1] != 'u')
        return 2;
    unsigned long code = hex4(text + 2);
    if (code >= 0xD800 && code <= 0xDBFF) {
        *value = 4;
        return 12;
    }
    *value = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    return 6;
}

ts_span ts_json_within_on(const ts_json *string, ts_json_reach *reach, size_t from, size_t to)
{
    ts_span span = string->span;
    if (string->kind != TS_JSON_STRING || !span.source)
        return span;
    if (from < reach->offset)
        *reach = (ts_json_reach){0};
    const char *text = span.source->text;
    uint32_t at = span.begin + 1 + reach->skipped, last = span.end - 1;
    uint32_t begin = last, end = reach->skipped ? at : last;
    size_t offset = reach->offset;
    while (at < last && offset < to) {
        size_t value, length = unit_length(text + at, &value);
        if (offset + value > from && begin == last) {
            begin = at;
            *reach = (ts_json_reach){at - span.begin - 1, offset};
        }
        at += (uint32_t)length;
        offset += value;
        end = at;
    }
    if (begin == last && offset <= from)
        begin = at;
    span.begin = begin;
    span.end = end > begin ? end : begin;
    return span;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_escaped(const char *text, uint32_t at)
{
    uint32_t from = at;
    while (from > 0 && text[from - 1] == '\\')
        from--;
    return (at - from) % 2 == 1;
}

ts_span ts_json_key_before(ts_span value)
{
    const char *text = value.source ? value.source->text : "";
    uint32_t end = value.source ? value.begin : 0;
    while (end > 0 && (is_space(text[end - 1]) || text[end - 1] == ':'))
        end--;
    if (end < 2 || text[end - 1] != '"')
        return value;
    uint32_t begin = end - 1;
    while (begin > 0 && (text[begin - 1] != '"' || is_escaped(text, begin - 1)))
        begin--;
    return begin > 0 ? (ts_span){value.source, begin - 1, end} : value;
}

ts_span ts_json_within(const ts_json *string, size_t from, size_t to)
{
    ts_json_reach reach = {0};
    return ts_json_within_on(string, &reach, from, to);
}
