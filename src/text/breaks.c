#include "text/setting.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

enum { SOFT_HYPHEN = 0x00AD };

static bool is_dash(UChar c)
{
    return (c >= 0x2012 && c <= 0x2015) || c == 0x2E3A || c == 0x2E3B;
}

/* What UAX #14 allows and this house does not: a line that begins with a dash or a
 * source mark, or that ends inside a mark. */
static bool forbidden(const ts_setting *setting, int32_t at)
{
    const ts_strip *strip = &setting->strip;
    at = strip->drawn[at];
    return at < strip->count &&
           (is_dash(strip->units[at]) || setting->paragraph->pieces[strip->piece[at]].mark);
}

static ts_cut_kind kind_at(const ts_setting *setting, int32_t at, int32_t rule)
{
    if (rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT)
        return TS_CUT_MUST;
    if (forbidden(setting, at))
        return TS_CUT_NONE;
    return setting->strip.units[at - 1] == SOFT_HYPHEN ? TS_CUT_HYPHEN : TS_CUT_MAY;
}

static bool add_cut(ts_setting *setting, int32_t at, ts_cut_kind kind)
{
    ts_cut cut = {at, kind};
    return TS_PUSH(setting->scratch, &setting->cuts, cut);
}

static bool collect(ts_setting *setting, UBreakIterator *iterator)
{
    int32_t end = setting->strip.count;
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE && at < end; at = ubrk_next(iterator)) {
        ts_cut_kind kind = kind_at(setting, at, ubrk_getRuleStatus(iterator));
        if (kind != TS_CUT_NONE && !add_cut(setting, at, kind))
            return false;
    }
    return true;
}

bool ts_cuts_make(ts_setting *setting)
{
    const ts_strip *strip = &setting->strip;
    const char *language = setting->paragraph->type->language ? setting->paragraph->type->language : "";
    if (setting->one_line)
        return add_cut(setting, strip->count, TS_CUT_MUST);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, language, strip->units, strip->count, &status);
    bool good = U_SUCCESS(status) && collect(setting, iterator);
    ubrk_close(iterator);
    return good && add_cut(setting, strip->count, TS_CUT_MUST);
}
