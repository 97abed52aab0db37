#include "spec/sql_uses.h"

#include <string.h>

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           ((unsigned char)c & 0x80);
}

static const char *behind(const char *at, const char *end, size_t length)
{
    const char *found = strstr(at, end);
    return found ? found + length : at + strlen(at);
}

/* Behind the quoted text, comment, word or sign that stands at the begin. A doubled quote is two texts in a row. */
static const char *token_end(const char *at)
{
    if (strncmp(at, "--", 2) == 0)
        return behind(at, "\n", 1);
    if (strncmp(at, "/*", 2) == 0)
        return behind(at + 2, "*/", 2);
    if (*at == '[')
        return behind(at, "]", 1);
    if (*at == '\'' || *at == '"' || *at == '`')
        return behind(at + 1, (const char[]){*at, '\0'}, 1);
    if (!is_word(*at))
        return at + 1;
    while (is_word(*at))
        at++;
    return at;
}

static const char *over_spaces(const char *at)
{
    return at + strspn(at, " \t\r\n\f");
}

static bool is_call(const char *at, const char *end)
{
    static const char name[] = "stat";
    for (size_t i = 0; i < 4; i++)
        if (at + i >= end || (at[i] | 0x20) != name[i])
            return false;
    return end == at + 4 && *over_spaces(end) == '(';
}

/* The call whose word ends there; to: behind its bracket, or as far as it can be read. */
static bool read_call(ts_arena *arena, const char *sql, const char *word, ts_sql_use *use)
{
    const char *quote = over_spaces(over_spaces(word + 4) + 1);
    const char *end = *quote == '\'' ? strchr(quote + 1, '\'') : NULL;
    const char *bracket = end ? over_spaces(end + 1) : NULL;
    bool named = bracket && *bracket == ')';
    *use = (ts_sql_use){.from = (size_t)(word - sql), .to = (size_t)((named ? bracket + 1 : quote) - sql)};
    if (named)
        use->name = ts_arena_copy(arena, quote + 1, (size_t)(end - quote - 1));
    return !named || use->name;
}

bool ts_sql_find_uses(ts_arena *arena, const char *sql, ts_sql_uses *uses)
{
    *uses = (ts_sql_uses){0};
    for (const char *at = sql; *at;) {
        const char *end = token_end(at);
        ts_sql_use use;
        if (is_call(at, end)) {
            if (!read_call(arena, sql, at, &use) || !TS_PUSH(arena, uses, use))
                return false;
            end = sql + use.to;
        }
        at = end;
    }
    return true;
}
