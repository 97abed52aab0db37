/*
 * figure_once.c - words that the values of a chart have behind their digits stand once
 * ("mil millones", "million tons"): the values then take less room from the marks.
 */
#include "layout/figure_kit.h"

#include <math.h>
#include <string.h>

enum { LEAST = 3, LEAST_FROM_FIRST = 2 }; /* values: for a line over them; where the first says it */
enum { LEAST_WORDS = 3 }; /* bytes: signs and letters (%, M) stay where they are */
/* Bytes: "mil" over "5.1 millones" would seem to make thousands of them. */
enum { LEAST_OVER_OTHERS = 4 };

ts_print_parts ts_print_parts_of(const char *print)
{
    static const char *const spaces[] = {"\xC2\xA0", "\xE2\x80\xAF"}; /* U+00A0, U+202F */
    size_t length = strlen(print), end = length;
    while (end > 0 && (print[end - 1] < '0' || print[end - 1] > '9'))
        end--;
    for (size_t i = 0; end > 0 && i < 2; i++) {
        size_t space = strlen(spaces[i]);
        if (strncmp(print + end, spaces[i], space) == 0 && length - end - space >= LEAST_WORDS)
            return (ts_print_parts){end, print + end + space};
    }
    return (ts_print_parts){length, NULL};
}

typedef struct search {
    const char *words;   /* those that more than half of the values have, if any are */
    size_t ahead;        /* of all others, while they are looked for */
    size_t same, others; /* values with these, with other words */
    bool bare;           /* one has none: it would seem to have these */
} search;

typedef void on_words(search *s, const char *words);

/* Unlike words cancel each other in pairs; what more than half of all values have is left (Boyer and Moore, 1981). */
static void vote(search *s, const char *words)
{
    s->words = s->ahead ? s->words : words;
    if (s->words && words && strcmp(words, s->words) == 0)
        s->ahead++;
    else if (words)
        s->ahead--;
    s->bare = s->bare || !words;
}

static void count(search *s, const char *words)
{
    *(words && s->words && strcmp(words, s->words) == 0 ? &s->same : &s->others) += 1;
}

static void take(search *s, on_words *told, const char *print, double value, bool known)
{
    if (known && print && *print && fabs(value) > 0) /* nought has no magnitude */
        told(s, ts_print_parts_of(print).words);
}

static void take_mark(search *s, on_words *told, const ts_mark_bound *mark)
{
    if (!mark->item || !mark->item->low.text) {
        take(s, told, mark->printed, mark->value, mark->known);
        return;
    }
    take(s, told, mark->low.printed, mark->low.value, mark->low.known);
    take(s, told, mark->high.printed, mark->high.value, mark->high.known);
}

static void take_point(search *s, on_words *told, const ts_line_bound *line, size_t i)
{
    take(s, told, line->printed ? line->printed[i] : NULL, line->points[i].value, line->points[i].known);
}

/* Lines without marks are read at their ends alone. */
static void take_ends(search *s, on_words *told, const ts_line_bound *line)
{
    size_t last = line->count;
    while (last > 0 && !line->points[last - 1].known)
        last--;
    if (last > 0)
        take_point(s, told, line, last - 1);
    if (last > 1)
        take_point(s, told, line, 0);
}

static void take_all(search *s, on_words *told, const ts_chart_bound *bound)
{
    for (size_t i = 0; i < bound->node_count; i++)
        take(s, told, bound->nodes[i].printed, bound->nodes[i].value, bound->nodes[i].known);
    for (size_t k = 0; k < bound->line_count && !bound->mark_count; k++)
        take_ends(s, told, &bound->lines[k]);
    for (size_t i = 0; i < bound->mark_count; i++) {
        if (!bound->line_count)
            take_mark(s, told, &bound->marks[i]);
        for (size_t k = 0; k < bound->line_count; k++)
            take_point(s, told, &bound->lines[k], i);
    }
}

static const char *shared_words(const ts_chart_bound *bound, size_t least)
{
    search s = {0};
    take_all(&s, vote, bound);
    take_all(&s, count, bound);
    if (s.same < least || s.same <= 2 * s.others || s.bare)
        return NULL;
    return s.others && strlen(s.words) < LEAST_OVER_OTHERS ? NULL : s.words;
}

const char *ts_figure_words_of(const ts_figure *figure, const ts_mark_bound *first)
{
    const char *shared = first && first->printed ? shared_words(figure->bound, LEAST_FROM_FIRST) : NULL;
    const char *own = shared ? ts_print_parts_of(first->printed).words : NULL;
    return own && strcmp(own, shared) == 0 ? shared : NULL;
}

ts_label ts_figure_once(ts_figure *figure)
{
    figure->once = shared_words(figure->bound, LEAST);
    return ts_figure_print(figure, TS_ROLE_PLACE, figure->once, NULL);
}

const char *ts_figure_cut(ts_figure *figure, const char *print)
{
    ts_print_parts parts = ts_print_parts_of(print);
    if (!figure->once || !parts.words || strcmp(parts.words, figure->once) != 0)
        return print;
    const char *cut = ts_arena_copy(figure->kit->arena, print, parts.number);
    figure->plot.failed = figure->plot.failed || !cut;
    return cut;
}
