#include "layout/figure_kit.h"

#include <math.h>
#include <string.h>

static double lightness(const ts_swatch *s)
{
    return 0.2126 * s->rgb[0] + 0.7152 * s->rgb[1] + 0.0722 * s->rgb[2];
}

static double vividness(const ts_swatch *s)
{
    double high = fmax(s->rgb[0], fmax(s->rgb[1], s->rgb[2]));
    return high - fmin(s->rgb[0], fmin(s->rgb[1], s->rgb[2]));
}

/* Degrees around the colour circle (Preucil's hexagon). */
static double hue(const ts_swatch *s)
{
    double r = s->rgb[0], g = s->rgb[1], b = s->rgb[2];
    return atan2(sqrt(3) * (g - b), 2 * r - g - b) * 180 / acos(-1);
}

static double hue_apart(const ts_swatch *a, const ts_swatch *b)
{
    double d = fabs(hue(a) - hue(b));
    return d > 180 ? 360 - d : d;
}

static const ts_swatch *swatch_at(const ts_kit *kit, size_t i)
{
    return kit->stock->swatches.items[i].value;
}

static size_t swatch_count(const ts_kit *kit)
{
    return kit->stock->swatches.count;
}

static ts_ink black(ts_kit *kit)
{
    static const ts_swatch key = {.name = "Black", .cmyk = {0, 0, 0, 1}, .overprint = true, .type = true};
    for (size_t i = 0; i < swatch_count(kit); i++)
        if (ts_ink_is_k((ts_ink){swatch_at(kit, i), 1}) && swatch_at(kit, i)->cmyk[3] >= 1)
            return (ts_ink){swatch_at(kit, i), 1};
    return (ts_ink){&key, 1};
}

ts_ink ts_figure_paper(ts_kit *kit)
{
    static const ts_swatch paper = {.name = "Paper", .rgb = {1, 1, 1}, .paper = true, .type = true};
    for (size_t i = 0; i < swatch_count(kit); i++)
        if (swatch_at(kit, i)->paper)
            return (ts_ink){swatch_at(kit, i), 1};
    return (ts_ink){&paper, 1};
}

ts_ink ts_figure_dark(ts_kit *kit)
{
    for (size_t i = 0; i < swatch_count(kit); i++)
        if (swatch_at(kit, i)->dark)
            return (ts_ink){swatch_at(kit, i), 1};
    return black(kit);
}

ts_ink ts_figure_accent(ts_kit *kit)
{
    const ts_swatch *best = NULL;
    for (size_t i = 0; i < swatch_count(kit); i++) {
        const ts_swatch *s = swatch_at(kit, i);
        if (vividness(s) < 0.2)
            continue;
        bool better =
            !best || (best->type && !s->type) || (best->type == s->type && vividness(s) > vividness(best));
        if (better)
            best = s;
    }
    return best ? (ts_ink){best, 1} : black(kit);
}

ts_ink ts_figure_pale(ts_kit *kit, ts_ink beside)
{
    const ts_swatch *best = NULL;
    for (size_t i = 0; i < swatch_count(kit) && beside.swatch; i++) {
        const ts_swatch *s = swatch_at(kit, i);
        bool pale = !s->paper && !s->dark && lightness(s) > 0.8 && hue_apart(s, beside.swatch) < 40;
        if (pale && vividness(s) > 0.02 && (!best || lightness(s) > lightness(best)))
            best = s;
    }
    if (best)
        return (ts_ink){best, 1};
    return (ts_ink){beside.swatch ? beside.swatch : black(kit).swatch, 0.12};
}

static double contrast(ts_ink a, ts_ink b)
{
    double first[3], second[3];
    ts_ink_rgb(a, first);
    ts_ink_rgb(b, second);
    return ts_contrast(first, second);
}

/* The lightest swatch of its hue that is no pale one; NULL: there is none. */
static const ts_swatch *light_of(const ts_kit *kit, const ts_swatch *beside)
{
    const ts_swatch *best = NULL;
    for (size_t i = 0; i < swatch_count(kit); i++) {
        const ts_swatch *s = swatch_at(kit, i);
        bool light = !s->paper && !s->dark && s != beside && lightness(s) <= 0.8 && vividness(s) > 0.02 && hue_apart(s, beside) < 40;
        if (light && (!best || lightness(s) > lightness(best)))
            best = s;
    }
    return best;
}

ts_ink ts_figure_track(ts_figure *figure, ts_ink beside)
{
    static const double LEAST = 1.25; /* contrast, WCAG 2 */
    enum { FIRST = 3, STEPS = 10 };
    const ts_swatch *light = beside.swatch ? light_of(figure->kit, beside.swatch) : NULL;
    for (int step = FIRST; light && step <= STEPS; step++) {
        ts_ink ink = {light, (double)step / STEPS};
        if (contrast(ink, figure->plot.paper) >= LEAST && contrast(ink, figure->plot.ground) >= LEAST)
            return ink;
    }
    return ts_figure_pale(figure->kit, beside);
}

/* No paper, no greys, none that is only for accents. */
static bool serves(const ts_swatch *s, bool dark)
{
    return !s->paper && s->dark == dark && s->type && !ts_ink_is_k((ts_ink){s, 1});
}

enum { ORDER = 32 };

/* Dark swatches as defined, then light ones from deep to pale. */
static size_t series_order(const ts_kit *kit, const ts_swatch *order[ORDER])
{
    size_t count = 0;
    for (size_t i = 0; i < swatch_count(kit) && count < ORDER; i++)
        if (serves(swatch_at(kit, i), true))
            order[count++] = swatch_at(kit, i);
    size_t dark = count;
    for (size_t i = 0; i < swatch_count(kit) && count < ORDER; i++) {
        const ts_swatch *s = swatch_at(kit, i);
        if (!serves(s, false))
            continue;
        size_t at = count++;
        for (; at > dark && lightness(order[at - 1]) > lightness(s); at--)
            order[at] = order[at - 1];
        order[at] = s;
    }
    return count;
}

size_t ts_figure_series_count(ts_figure *figure)
{
    const ts_swatch *order[ORDER];
    size_t count = series_order(figure->kit, order);
    return count ? count : 1;
}

ts_ink ts_figure_series_ink(ts_figure *figure, size_t index)
{
    const ts_swatch *order[ORDER];
    size_t count = series_order(figure->kit, order);
    if (!count)
        return (ts_ink){black(figure->kit).swatch, 1 / (1 + 0.6 * (double)index)};
    return (ts_ink){order[index % count], 1};
}

ts_ink ts_figure_ink(ts_figure *figure, const ts_word *use, ts_ink otherwise)
{
    ts_ink ink = use && use->text ? ts_kit_ink(figure->kit, use->text) : (ts_ink){NULL, 0};
    return ink.swatch ? ink : otherwise;
}

bool ts_figure_is_lit(const ts_figure *figure, const char *id)
{
    const char *highlight = figure->bound->highlight;
    return highlight && id && strcmp(highlight, id) == 0;
}

const ts_word *ts_figure_colour_of(const ts_chart *chart, const char *category)
{
    const ts_word *others = NULL;
    for (size_t i = 0; category && i < chart->color_by.count; i++) {
        const ts_color_of *one = &chart->color_by.items[i];
        if (strcmp(one->category.text, category) == 0)
            return &one->swatch;
        if (strcmp(one->category.text, "others") == 0)
            others = &one->swatch;
    }
    return others;
}

ts_ink ts_figure_mark_ink(ts_figure *figure, const ts_item_spec *item, const char *id, size_t index)
{
    const ts_chart *chart = figure->chart;
    if (ts_figure_is_lit(figure, id))
        return ts_figure_ink(figure, &chart->highlight_color, figure->plot.accent);
    ts_ink ink = ts_figure_ink(figure, item ? &item->color : NULL, (ts_ink){NULL, 0});
    if (!ink.swatch)
        ink = ts_figure_ink(figure, ts_figure_colour_of(chart, id), ink);
    if (!ink.swatch && chart->colors.count)
        ink = ts_figure_ink(figure, &chart->colors.items[index % chart->colors.count], ink);
    return ink.swatch ? ink : ts_figure_series_ink(figure, index);
}
