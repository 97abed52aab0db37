/* Where a number comes from: the sources and caveats of its tables, series and operands. */
#include "bind/bind.h"

#include <string.h>

bool ts_names_have(const ts_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

bool ts_names_add(ts_arena *arena, ts_names *names, const char *name)
{
    return !name || ts_names_have(names, name) || TS_PUSH(arena, names, name);
}

static void add_words(ts_binder *b, ts_names *names, const ts_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        ts_names_add(b->arena, names, words->items[i].text);
}

static void add_names(ts_binder *b, ts_names *names, const ts_names *more)
{
    for (size_t i = 0; i < more->count; i++)
        ts_names_add(b->arena, names, more->items[i]);
}

static void add_table(ts_binder *b, ts_roots *origin, const char *name)
{
    const ts_table_spec *table = ts_map_find(&b->sheet->tables, name);
    if (!table)
        return;
    ts_names_add(b->arena, &origin->sources, table->source.text);
    add_words(b, &origin->caveats, &table->caveats);
}

/* The result of a stat or fact that is there already, or a series. */
static void add_operand(ts_binder *b, ts_roots *origin, const char *name)
{
    const ts_result *result = ts_bind_find_result(b, name);
    const ts_roots *series = ts_map_find(&b->origins, name);
    if (result) {
        add_names(b, &origin->sources, &result->sources);
        add_names(b, &origin->caveats, &result->caveats);
    } else if (series) {
        add_names(b, &origin->sources, &series->sources);
        add_names(b, &origin->caveats, &series->caveats);
    }
}

/* ---- what a SELECT names */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The end of the word, quoted text or single sign that begins at sql. */
static const char *token_end(const char *sql)
{
    const char *end = sql + 1;
    if (*sql == '\'' || *sql == '"') {
        while (*end && *end != *sql)
            end++;
        return *end ? end + 1 : end;
    }
    while (is_name_byte(*sql) && is_name_byte(*end))
        end++;
    return end;
}

static void add_token(ts_binder *b, ts_roots *origin, const char *token, size_t length)
{
    if (token[0] == '\'' && length > 2) {
        const char *name = ts_arena_copy(b->arena, token + 1, length - 2);
        if (name && ts_map_find(&b->sheet->facts, name))
            add_operand(b, origin, name);
        return;
    }
    bool quoted = token[0] == '"' && length > 2;
    const char *name = ts_arena_copy(b->arena, token + quoted, length - 2 * (size_t)quoted);
    if (name)
        add_table(b, origin, name);
}

/* A SELECT comes from the tables that it names, and from the facts whose names it quotes. */
static void add_sql(ts_binder *b, ts_roots *origin, const char *sql)
{
    while (sql && *sql) {
        const char *end = token_end(sql);
        if (is_name_byte(*sql) || *sql == '\'' || *sql == '"')
            add_token(b, origin, sql, (size_t)(end - sql));
        sql = end;
    }
}

/* ---- series, statistics */

/* Sources that are given stand beside those of the tables, but in place of
 * those guessed from a SELECT, whose tables may be there for names only. */
static ts_roots roots_of_series(ts_binder *b, const ts_series_spec *spec)
{
    ts_roots origin = {0};
    add_words(b, &origin.sources, &spec->sources);
    add_words(b, &origin.caveats, &spec->caveats);
    if (spec->table.text)
        add_table(b, &origin, spec->table.text);
    if (spec->aggregate == TS_SQL) {
        ts_roots guessed = {0};
        add_sql(b, &guessed, spec->sql.text);
        if (!spec->sources_given)
            add_names(b, &origin.sources, &guessed.sources);
        add_names(b, &origin.caveats, &guessed.caveats);
    }
    return origin;
}

static ts_roots roots_of_stat(ts_binder *b, const ts_stat_spec *spec)
{
    ts_roots origin = {0}, guessed = {0};
    add_words(b, &origin.sources, &spec->sources);
    add_words(b, &origin.caveats, &spec->caveats);
    bool sql = spec->method == TS_M_SQL;
    if (sql)
        add_sql(b, &guessed, spec->operand.text);
    for (size_t i = 0; i < spec->operands.count; i++)
        add_operand(b, sql ? &guessed : &origin, spec->operands.items[i].text);
    if (!spec->sources_given)
        add_names(b, &origin.sources, &guessed.sources);
    add_names(b, &origin.caveats, &guessed.caveats);
    return origin;
}

/* With a capacity of what it holds: whoever adds to it takes a list of his own. */
static bool copy_names(ts_arena *arena, ts_names *names)
{
    const char **items = TS_ARRAY(arena, const char *, names->count);
    for (size_t i = 0; items && i < names->count; i++)
        items[i] = names->items[i];
    names->items = items;
    names->capacity = names->count;
    return items;
}

static const ts_roots *keep(ts_binder *b, ts_arena *arena, ts_roots roots)
{
    ts_roots *own = TS_NEW(arena, ts_roots);
    if (!own || ts_arena_failed(b->arena) || !copy_names(arena, &roots.sources) || !copy_names(arena, &roots.caveats))
        return NULL;
    *own = roots;
    return own;
}

const ts_roots *ts_roots_of_series(ts_binder *b, ts_arena *arena, const ts_series_spec *spec)
{
    return keep(b, arena, roots_of_series(b, spec));
}

const ts_roots *ts_roots_of_stat(ts_binder *b, ts_arena *arena, const ts_stat_spec *spec)
{
    return keep(b, arena, roots_of_stat(b, spec));
}

bool ts_bind_sources_of(ts_binder *b, const char *name, ts_names *sources)
{
    const ts_result *result = ts_bind_find_result(b, name);
    const ts_roots *series = result ? NULL : ts_map_find(&b->origins, name);
    *sources = result ? result->sources : series ? series->sources : (ts_names){0};
    if (!result && !series && ts_map_find(&b->sheet->sources, name))
        return ts_names_add(b->arena, sources, name);
    return result || series;
}
