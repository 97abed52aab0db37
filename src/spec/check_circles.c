/* Statistics stand on one another: nobody on himself. */
#include "spec/check.h"

#include <string.h>

typedef enum mark { UNSEEN, OPEN, CLOSED } mark;

enum { DEEPEST_CHAIN = 64 };

typedef struct walk {
    ts_checker *checker;
    mark *marks;                      /* one a stat, in the sheet's order */
    const char *chain[DEEPEST_CHAIN]; /* from the first to the one that is open now */
    size_t length;
} walk;

static size_t position(const ts_map *stats, const ts_stat_spec *stat)
{
    size_t i = 0;
    while (i < stats->count && stats->items[i].value != stat)
        i++;
    return i;
}

static void tell_circle(walk *w, const ts_stat_spec *stat, ts_word from)
{
    ts_arena *arena = w->checker->arena;
    size_t i = 0;
    while (i < w->length && strcmp(w->chain[i], stat->name) != 0)
        i++;
    const char *shown = "";
    for (; shown && i < w->length; i++)
        shown = ts_arena_print(arena, "%s%s -> ", shown, w->chain[i]);
    ts_error(w->checker->diags, from.span, "circle", "a number stands on itself: %s%s", shown ? shown : "",
             stat->name);
}

static void visit(walk *w, const ts_stat_spec *stat, ts_word from)
{
    const ts_map *stats = &w->checker->sheet->stats;
    mark *seen = &w->marks[position(stats, stat)];
    const ts_words *operands = &stat->operands;
    if (*seen == OPEN)
        tell_circle(w, stat, from);
    else if (w->length >= DEEPEST_CHAIN)
        ts_error(w->checker->diags, from.span, "bounds",
                 "numbers are computed from each other at most %d deep", DEEPEST_CHAIN);
    if (*seen != UNSEEN || w->length >= DEEPEST_CHAIN)
        return;
    *seen = OPEN;
    w->chain[w->length++] = stat->name;
    for (size_t i = 0; i < operands->count; i++) {
        const char *name = operands->items[i].text;
        bool series = ts_map_find(&w->checker->sheet->series, name);
        const ts_stat_spec *other = series ? NULL : ts_map_find(stats, name);
        if (other)
            visit(w, other, operands->items[i]);
    }
    w->length--;
    *seen = CLOSED;
}

void ts_check_circles(ts_checker *checker)
{
    const ts_map *stats = &checker->sheet->stats;
    walk w = {.checker = checker, .marks = TS_ARRAY(checker->arena, mark, stats->count)};
    for (size_t i = 0; w.marks && i < stats->count; i++)
        if (w.marks[i] == UNSEEN)
            visit(&w, stats->items[i].value, (ts_word){0});
}
