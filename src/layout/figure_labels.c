/*
 * figure_labels.c - labels of a figure keep their distance (preflight.label-distance)
 * and leave its marks room (preflight.plot-share).
 *
 * Whatever the kind, two labels that touch or stand too near are told by their words,
 * and so is one that leaves the figure: a chart too narrow for what it says is heard of.
 */
#include "layout/figure_kit.h"

#include <math.h>
#include <stdlib.h>

static const double SLACK = 0.05; /* points: widths are sums of rounded advances */

static int from_top(const void *a, const void *b)
{
    const ts_words_seen *x = a, *y = b;
    const double mine[] = {x->box.y, x->box.x, (double)x->label}, other[] = {y->box.y, y->box.x, (double)y->label};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
        if (mine[i] != other[i])
            return mine[i] < other[i] ? -1 : 1;
    return 0;
}

/* Between the boxes, along the axis that parts them most; below 0: they overlap. */
static double distance(ts_rect a, ts_rect b)
{
    double across = fmax(a.x - ts_rect_right(b), b.x - ts_rect_right(a));
    double down = fmax(a.y - ts_rect_bottom(b), b.y - ts_rect_bottom(a));
    return fmax(across, down);
}

static const char *said(ts_figure *figure, const ts_words_seen *seen)
{
    return ts_words_quote(figure->kit->arena, seen->words, seen->length);
}

static const ts_preflight *limits_of(const ts_figure *figure)
{
    return &figure->kit->stock->sheet->preflight;
}

static void tell_as(ts_figure *figure, const char *rule, const ts_threshold *limit, const char *message)
{
    ts_severity severity = limit->level == TS_LEVEL_ERROR ? TS_ERROR : TS_WARNING;
    if (message)
        ts_diag_add(figure->kit->diags, (ts_diag){severity, figure->chart->span, rule, message, NULL});
    else
        figure->plot.failed = true;
}

static void tell(ts_figure *figure, const char *message)
{
    tell_as(figure, "label-distance", &limits_of(figure)->label_distance, message);
}

static void tell_pair(ts_figure *figure, const ts_words_seen *a, const ts_words_seen *b, size_t more)
{
    double apart = distance(a->box, b->box), least = limits_of(figure)->label_distance.limit;
    const char *first = said(figure, a), *second = said(figure, b);
    const char *others = more ? ts_arena_print(figure->kit->arena, " (and %zu more)", more) : "";
    const char *where =
        apart < 0 ? ts_arena_print(figure->kit->arena, "%s and %s stand on each other%s", first, second, others)
                  : ts_arena_print(figure->kit->arena, "%s and %s are %.1f points apart, at least %g%s", first, second, apart,
                                   least, others);
    tell(figure, where ? ts_arena_print(figure->kit->arena, "%s: give the chart more room, shorter names or fewer parts", where)
                       : NULL);
}

static void judge_pairs(ts_figure *figure, const ts_witness *seen, double least)
{
    const ts_words_seen *lines = seen->lines.items, *first = NULL, *second = NULL;
    size_t found = 0;
    for (size_t i = 0; i < seen->lines.count; i++)
        for (size_t k = i + 1; k < seen->lines.count && lines[k].box.y < ts_rect_bottom(lines[i].box) + least; k++) {
            if (lines[i].label == lines[k].label || distance(lines[i].box, lines[k].box) >= least - SLACK)
                continue;
            first = found ? first : &lines[i];
            second = found ? second : &lines[k];
            found++;
        }
    if (found)
        tell_pair(figure, first, second, found - 1);
}

static void judge_edges(ts_figure *figure, const ts_witness *seen, ts_rect box)
{
    for (size_t i = 0; i < seen->lines.count; i++) {
        const ts_rect line = seen->lines.items[i].box;
        double out = fmax(fmax(box.x - line.x, ts_rect_right(line) - ts_rect_right(box)),
                          fmax(box.y - line.y, ts_rect_bottom(line) - ts_rect_bottom(box)));
        if (out <= 0.5)
            continue;
        tell(figure, ts_arena_print(figure->kit->arena, "%s stands %.1f points outside of its chart: give it more room",
                                    said(figure, &seen->lines.items[i]), out));
        return;
    }
}

static void judge_room(ts_figure *figure, const ts_witness *seen)
{
    const ts_threshold *limit = &limits_of(figure)->plot_share;
    double kept = 100 * (1 - seen->words_share);
    if (limit->level == TS_LEVEL_OFF || kept >= limit->limit - SLACK)
        return;
    tell_as(figure, "plot-share", limit,
            ts_arena_print(figure->kit->arena,
                           "labels leave %.0f percent of the chart to its marks, at least %g: give it more room, or shorter labels",
                           kept, limit->limit));
}

void ts_figure_judge_labels(ts_figure *figure, ts_witness *seen, ts_rect box)
{
    const ts_threshold *limit = &limits_of(figure)->label_distance;
    judge_room(figure, seen);
    if (limit->level == TS_LEVEL_OFF || !seen->lines.count)
        return;
    qsort(seen->lines.items, seen->lines.count, sizeof *seen->lines.items, from_top);
    judge_pairs(figure, seen, limit->limit);
    judge_edges(figure, seen, box);
}
