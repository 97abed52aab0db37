#include "spec/deck_names.h"

#include <string.h>

typedef struct scan {
    ts_arena *arena;
    const ts_wording *wording;
    size_t at;
    ts_map found; /* in this wording */
} scan;

static bool take_name(scan *s, const char *key, size_t begin, size_t end)
{
    ts_printed_name *name = key ? ts_map_find(&s->found, key) : NULL;
    if (name) {
        name->count++;
        return true;
    }
    name = TS_NEW(s->arena, ts_printed_name);
    if (!key || !name)
        return false;
    *name = (ts_printed_name){key, 1, ts_json_within(s->wording->json, begin, end)};
    return ts_map_put(s->arena, &s->found, key, name);
}

/* {name}, {name.from}, {name as format}; of what is not closed it is not known where its name ends. A plural prints no number,
 * and another language may do without it. */
static bool read_value(scan *s)
{
    const char *text = s->wording->say.text;
    size_t begin = s->at + 1, end = begin + strcspn(text + begin, "{}"), length = strcspn(text + begin, " {}");
    bool closed = text[end] == '}', plural = memchr(text + begin, ':', end - begin) != NULL;
    s->at = closed ? end + 1 : begin;
    if (!closed)
        return take_name(s, "{", begin - 1, begin);
    return plural || take_name(s, ts_arena_copy(s->arena, text + begin, length), begin, begin + length);
}

static bool read_mark(scan *s)
{
    const char *text = s->wording->say.text;
    size_t begin = s->at + 2, length = strcspn(text + begin, "[]"), end = begin + length;
    bool closed = text[end] == ']';
    s->at = closed ? end + 1 : begin;
    return take_name(s, closed ? ts_arena_copy(s->arena, text + begin - 1, length + 1) : "^", begin, end);
}

static bool read_sign(scan *s)
{
    const char *at = s->wording->say.text + s->at;
    if (*at == '{')
        return read_value(s);
    if (*at == '[' && at[1] == '^')
        return read_mark(s);
    bool language = *at == ']' && at[1] == '{'; /* [words]{language}: these braces hold no number */
    s->at += (*at == '\\' && at[1]) || language ? 2 : 1;
    return true;
}

static bool read_wording(scan *s)
{
    while (s->wording->say.text[s->at])
        if (!read_sign(s))
            return false;
    return true;
}

static bool join(ts_arena *arena, ts_map *names, const ts_map *found)
{
    for (size_t i = 0; i < found->count; i++) {
        ts_printed_name *name = found->items[i].value, *known = ts_map_find(names, name->text);
        if (known && known->count < name->count)
            known->count = name->count;
        if (!known && !ts_map_put(arena, names, name->text, name))
            return false;
    }
    return true;
}

bool ts_deck_names(ts_arena *arena, const ts_copy_entry *entry, ts_map *names)
{
    for (size_t w = 0; w < entry->count; w++) {
        scan s = {.arena = arena, .wording = &entry->wordings[w]};
        if (!read_wording(&s) || !join(arena, names, &s.found))
            return false;
    }
    return true;
}

bool ts_deck_has_mark(ts_arena *arena, const ts_copy_entry *entry)
{
    ts_map names = {0};
    (void)ts_deck_names(arena, entry, &names);
    for (size_t i = 0; i < names.count; i++)
        if (names.items[i].name[0] == '^')
            return true;
    return false;
}
