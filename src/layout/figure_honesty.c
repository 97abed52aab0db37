/*
 * figure_honesty.c - the rules of honesty, judged from what a figure showed.
 *
 * Each breach is a warning that names the rule; a chart may allow it with a
 * reason, and a permission that nothing needs is a warning too. What can only be
 * drawn truly (bars from nought, areas by value, parts of one whole) needs no
 * rule: there is no way to ask for the contrary.
 */
#include "canvas/vision.h"
#include "layout/figure_kit.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* Edges between fills hold where this much ground parts them, points. */
static const double PARTED = 0.75;
/* Delta E*ab under which two fills are one to an eye that lacks a cone; difference of L* in grey. */
static const double APART = 12, APART_IN_GREY = 10;
/* Colours of less chroma C*ab are greys and beiges; hues closer than this, degrees, are one. */
static const double COLOURED = 16, SAME_HUE = 35;
enum { MOST_HUES = 4 };

typedef struct judge {
    ts_figure *figure;
    const ts_witness *seen;
    bool broken[TS_HONESTY_RULES];
} judge;

static void breach(judge *j, int rule, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void breach(judge *j, int rule, const char *format, ...)
{
    ts_kit *kit = j->figure->kit;
    j->broken[rule] = true;
    if (ts_map_find(&j->figure->chart->allow, ts_honesty_words[rule]))
        return;
    va_list args;
    va_start(args, format);
    const char *message = ts_arena_vprint(kit->arena, format, args);
    va_end(args);
    const char *rule_name = ts_arena_print(kit->arena, "honest-%s", ts_honesty_words[rule]);
    if (message && rule_name)
        ts_diag_add(kit->diags, (ts_diag){TS_WARNING, j->figure->chart->head_span, rule_name, message, NULL});
}

static const char *name_of(ts_ink ink)
{
    return ink.swatch && ink.swatch->name ? ink.swatch->name : "Paper";
}

/* ---- hues */

static bool hue_of(const ts_swatch *swatch, double *hue)
{
    double lab[3];
    ts_vision_lab(swatch->rgb, lab);
    *hue = atan2(lab[2], lab[1]) * 180 / acos(-1);
    return hypot(lab[1], lab[2]) >= COLOURED;
}

/* Hues in families: each ink joins the first that is near, in the order of painting. */
static void judge_hues(judge *j)
{
    double families[TS_WITNESS_INKS];
    int count = 0;
    for (size_t i = 0; i < j->seen->ink_count; i++) {
        double hue;
        if (!hue_of(j->seen->inks[i].swatch, &hue))
            continue;
        int known = 0;
        while (known < count && fabs(remainder(families[known] - hue, 360)) > SAME_HUE)
            known++;
        if (known == count)
            families[count++] = hue;
    }
    if (count > MOST_HUES)
        breach(j, TS_HONEST_HUES, "%d hues in one chart: nobody holds more than %d apart; stress one, and set the others in tints",
               count, MOST_HUES);
}

/* ---- neighbours */

static double apart_for(ts_vision vision, const double a[3], const double b[3])
{
    double x[3], y[3];
    ts_vision_see(vision, a, x);
    ts_vision_see(vision, b, y);
    return ts_vision_apart(x, y);
}

static void judge_eyes(judge *j, const ts_pair_seen *pair, const double a[3], const double b[3])
{
    static const char *const lack[TS_VISIONS] = {"", "red", "green", "blue"};
    for (int vision = TS_VISION_PROTAN; vision < TS_VISIONS; vision++) {
        double apart = apart_for((ts_vision)vision, a, b);
        if (apart >= APART)
            continue;
        breach(j, TS_HONEST_COLOR_BLIND,
               "%s beside %s: eyes without cones for %s see them %.0f apart (Delta E, at least %.0f), and nothing parts them",
               name_of(pair->first), name_of(pair->second), lack[vision], apart, APART);
        return;
    }
}

static void judge_grey(judge *j, const ts_pair_seen *pair, const double a[3], const double b[3])
{
    double x[3], y[3];
    ts_vision_lab(a, x);
    ts_vision_lab(b, y);
    if (fabs(x[0] - y[0]) < APART_IN_GREY)
        breach(j, TS_HONEST_GREY, "%s beside %s: in a grey copy they are %.0f apart (L*, at least %.0f), and nothing parts them",
               name_of(pair->first), name_of(pair->second), fabs(x[0] - y[0]), APART_IN_GREY);
}

static void judge_neighbours(judge *j)
{
    for (size_t i = 0; i < j->seen->pair_count; i++) {
        const ts_pair_seen *pair = &j->seen->pairs[i];
        if (pair->between >= PARTED || ts_plot_same(pair->first, pair->second))
            continue;
        double a[3], b[3];
        ts_ink_rgb(pair->first, a);
        ts_ink_rgb(pair->second, b);
        judge_eyes(j, pair, a, b);
        judge_grey(j, pair, a, b);
    }
}

/* ---- words, order, nought */

static void judge_contrast(judge *j)
{
    const ts_threshold *limit = &j->figure->kit->stock->sheet->preflight.contrast;
    const ts_witness *seen = j->seen;
    if (limit->level == TS_LEVEL_OFF || seen->contrast <= 0 || seen->contrast >= limit->limit)
        return;
    breach(j, TS_HONEST_CONTRAST, "\"%.*s\" stands in %s on %s: its contrast is %.1f, at least %.1f is readable",
           (int)(seen->length < 40 ? seen->length : 40), seen->words, name_of(seen->type), name_of(seen->ground),
           seen->contrast, limit->limit);
}

/* Items of a bar chart that rise or fall throughout, or are known to stand as their author wants. */
static void judge_order(judge *j)
{
    const ts_figure *figure = j->figure;
    const ts_chart_bound *bound = figure->bound;
    bool bars = figure->chart->kind == TS_CHART_BARS || figure->chart->kind == TS_CHART_BULLET ||
                figure->chart->kind == TS_CHART_DOTS;
    bool rises = true, falls = true;
    for (size_t i = 1; i < bound->mark_count; i++) {
        const ts_mark_bound *before = &bound->marks[i - 1], *mark = &bound->marks[i];
        if (!before->known || !mark->known || !mark->item)
            return;
        rises = rises && mark->value >= before->value;
        falls = falls && mark->value <= before->value;
    }
    if (bars && !figure->chart->sort.given && !rises && !falls)
        breach(j, TS_HONEST_ORDER,
               "the bars are in no order of their values: sort them, or say \"sort\": \"as-given\"");
}

static void judge_zero(judge *j)
{
    const ts_chart *chart = j->figure->chart;
    if (chart->kind == TS_CHART_LINE && chart->zero.given && !chart->zero.value)
        breach(j, TS_HONEST_ZERO, "the scale does not begin at nought: small changes look large");
}

/* What stands inside of a ring is its whole. Readers add up what is printed: that may miss 100 percent by half a step for each part. */
static void judge_whole(judge *j)
{
    const ts_chart_bound *bound = j->figure->bound;
    double sum = 0, slack = 1e-9;
    if (bound->apart)
        breach(j, TS_HONEST_WHOLE, "\"center\" (%s) is read as what the parts add up to: it is neither that nor one of them, and of other sources",
               bound->center);
    for (size_t i = 0; i < bound->mark_count; i++) {
        const ts_mark_bound *mark = &bound->marks[i];
        if (mark->share.step <= 0)
            return;
        sum += mark->share.number;
        slack += mark->share.step / 2;
    }
    if (bound->mark_count && fabs(sum - 1) > slack)
        breach(j, TS_HONEST_WHOLE,
               "the parts as printed add up to %.6g percent; rounding explains %.2g of the difference at most", sum * 100,
               slack * 100);
}

/* Nobody adds up what there was no room to print. */
static bool prints_bar(ts_figure *figure, size_t row)
{
    const ts_chart_bound *bound = figure->bound;
    for (size_t i = 0; i < bound->line_count; i++) {
        const char *name = ts_bound_point_name(figure->kit->arena, figure->chart, &bound->lines[i], &bound->lines[i].points[row]);
        if (!name || !ts_figure_prints(figure, name))
            return false;
    }
    return true;
}

static double bars_as_printed(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    for (size_t r = 0; r < bound->mark_count; r++)
        if (bound->bars_add_up[r] > 0 && prints_bar(figure, r))
            return bound->bars_add_up[r];
    return 0;
}

static bool prints_marks(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    bool table = figure->chart->kind == TS_CHART_TABLE; /* which has room for all, or is an error */
    for (size_t i = 0; i < bound->mark_count && !table; i++)
        if (bound->marks[i].number && !ts_figure_prints(figure, bound->marks[i].number))
            return false;
    return true;
}

static double as_printed(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    if (bound->adds_up_to <= 0 || figure->chart->rounded.text)
        return 0;
    return bound->bars_add_up ? bars_as_printed(figure) : prints_marks(figure) ? bound->adds_up_to : 0;
}

static void judge_rounding(judge *j)
{
    double printed = as_printed(j->figure);
    if (printed > 0)
        breach(j, TS_HONEST_ROUNDING, "the parts as printed add up to %.6g percent, by their rounding alone: say so with \"rounded\", or print more digits",
               printed * 100);
}

/* Lines and areas show it by themselves, with its note. */
static void judge_break(judge *j)
{
    const ts_chart_bound *bound = j->figure->bound;
    bool shown = j->figure->chart->kind == TS_CHART_LINE || j->figure->chart->kind == TS_CHART_AREA;
    if (bound->break_count && !shown)
        breach(j, TS_HONEST_BREAK, "\"%s\" is counted another way from %s on, which only lines and areas can show",
               bound->breaks[0].series, bound->breaks[0].time);
}

static void judge_spacing(judge *j)
{
    if (j->seen->uneven)
        breach(j, TS_HONEST_SPACING, "the columns stand in equal steps, and their moments do not: true to time they would be too thin; show fewer moments, or a line");
}

/* ---- all rules */

static void tell_idle(judge *j)
{
    const ts_map *allow = &j->figure->chart->allow;
    for (size_t i = 0; i < allow->count; i++)
        for (int rule = 0; rule < TS_HONESTY_RULES; rule++)
            if (strcmp(allow->items[i].name, ts_honesty_words[rule]) == 0 && !j->broken[rule])
                ts_warn(j->figure->kit->diags, ((const ts_word *)allow->items[i].value)->span, "allow",
                        "\"%s\" is allowed, and nothing breaks it", ts_honesty_words[rule]);
}

void ts_figure_judge(ts_figure *figure, const ts_witness *seen)
{
    judge j = {.figure = figure, .seen = seen};
    judge_hues(&j);
    judge_neighbours(&j);
    judge_contrast(&j);
    judge_order(&j);
    judge_zero(&j);
    judge_whole(&j);
    judge_rounding(&j);
    judge_break(&j);
    judge_spacing(&j);
    tell_idle(&j);
}
