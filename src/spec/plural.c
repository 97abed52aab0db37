#include "spec/plural.h"

#include <string.h>

static const char *trimmed(ts_arena *arena, const char *from, const char *end)
{
    while (from < end && *from == ' ')
        from++;
    while (end > from && end[-1] == ' ')
        end--;
    return ts_arena_copy(arena, from, (size_t)(end - from));
}

static bool split_head(ts_arena *arena, const char *inside, const char *colon, ts_plural *plural)
{
    const char *head = trimmed(arena, inside, colon), *as = head ? strstr(head, " as ") : NULL;
    plural->name = as ? trimmed(arena, head, as) : head;
    plural->format = as ? trimmed(arena, as + strlen(" as "), head + strlen(head)) : NULL;
    return plural->name && (!as || plural->format);
}

static bool split_form(ts_arena *arena, const char *inside, const char *from, const char *end, ts_plural_form *form)
{
    while (from < end && *from == ' ')
        from++;
    const char *space = memchr(from, ' ', (size_t)(end - from));
    space = space ? space : end;
    form->category = ts_arena_copy(arena, from, (size_t)(space - from));
    form->words = trimmed(arena, space, end);
    form->from = (size_t)(from - inside);
    form->to = (size_t)(end - inside);
    return form->category && form->words;
}

bool ts_plural_split(ts_arena *arena, const char *inside, ts_plural *plural)
{
    const char *colon = strchr(inside, ':');
    *plural = (ts_plural){0};
    if (!colon || !split_head(arena, inside, colon, plural))
        return false;
    for (const char *from = colon + 1;;) {
        const char *end = from + strcspn(from, "|");
        plural->crowded = plural->count == TS_PLURAL_FORMS;
        if (plural->crowded)
            return true;
        if (!split_form(arena, inside, from, end, &plural->forms[plural->count++]))
            return false;
        if (!*end)
            return true;
        from = end + 1;
    }
}

bool ts_plural_category(const char *name)
{
    static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

const char *ts_plural_words(const ts_plural *plural, const char *category)
{
    for (size_t i = 0; i < plural->count; i++)
        if (strcmp(plural->forms[i].category, category) == 0)
            return plural->forms[i].words;
    return strcmp(category, "other") != 0 ? ts_plural_words(plural, "other") : NULL;
}
