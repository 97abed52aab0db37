/* What is held against a line that ends somewhere, and against the last one. */
#include "text/choice.h"

#include <math.h>
#include <unicode/uchar.h>

const double TS_SHRINK = 1 / 3.0, TS_FEW_WORDS = 1e12;

/* How far lines should open is the other side of TeX's badness (The TeXbook, chapter 14): 100 times the
 * cube of what is asked of a space, in parts of what it may give. */
static const double STRETCH = 1 / 2.0, LOOSEST = 3;
static const double BADNESS = 100, HYPHEN_BADNESS = 50, HYPHENS_JUSTIFIED = 10000, SHORT_LINE = 100;

/* Ragged lines: demerits of a line without words, and what is worth beside it a hyphen, and
 * another one in a row. A name is divided rather than a line left empty over two thirds. */
static const double EMPTY = 1000, HYPHEN = 120, HYPHENS = 250;
static const double ENDING[] = {[TS_ENDS_LONE] = 20, [TS_ENDS_IN_NAME] = 450};
static const double ENDING_JUSTIFIED[] = {[TS_ENDS_LONE] = 1000, [TS_ENDS_IN_NAME] = 5000};
static const double SHORT_MEASURE = 1e11; /* what a rule for the last line is worth: more than all lines together */

static double ragged_demerits(const ts_weighing *w)
{
    double part = w->slack > 0 ? w->slack / fmax(w->room, 1) : 0;
    return EMPTY * part * part;
}

static double badness(const ts_weighing *w)
{
    double asked = fabs(w->slack), give = w->spaces * (w->slack < 0 ? TS_SHRINK : STRETCH);
    double ratio = asked < TS_HAIR ? 0 : give > 0 ? fmin(asked / give, LOOSEST) : LOOSEST;
    return BADNESS * ratio * ratio * ratio;
}

double ts_hyphen_demerits(bool justified, bool another)
{
    if (justified)
        return HYPHEN_BADNESS * HYPHEN_BADNESS + (another ? HYPHENS_JUSTIFIED : 0);
    return HYPHEN + (another ? HYPHENS : 0);
}

/* Of lines that are too loose what they would leave empty counts: many that are a little short are better than one
 * that is nearly empty. */
static double justified_demerits(const ts_weighing *w)
{
    double bad = 1 + badness(w), part = w->slack > 0 ? w->slack / fmax(w->room, 1) : 0;
    bool loose = w->slack > LOOSEST * STRETCH * w->spaces;
    return bad * bad * (loose ? 1 + SHORT_LINE * part * part : 1);
}

double ts_line_demerits(const ts_weighing *w, bool justified, ts_ending ending)
{
    if (justified)
        return justified_demerits(w) + ENDING_JUSTIFIED[ending];
    return ragged_demerits(w) + ENDING[ending];
}

static int words_in(const ts_strip *strip, ts_stretch line, int enough)
{
    int words = 0;
    bool inside = false;
    for (int32_t i = line.begin; i < line.end && words < enough; i++) {
        bool space = u_isUWhiteSpace(strip->units[i]);
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static int words_wanted(const ts_setting_rules *rules)
{
    return rules->balance && rules->last_words < 2 ? 2 : rules->last_words;
}

double ts_last_line_demerits(const ts_setting *setting, ts_stretch line, const ts_weighing *w)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    int wanted = words_wanted(rules), words = words_in(&setting->strip, line, wanted);
    double cost = words < wanted ? TS_FEW_WORDS * (wanted - words) : 0;
    double width = w->room - w->slack, least = rules->last_measure * w->room;
    if (width + TS_HAIR < least)
        cost += SHORT_MEASURE * (1 + (least - width) / least);
    return cost;
}
