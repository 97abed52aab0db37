/* Where a line may end: what UAX #14 allows (ICU), less what this house forbids, more where
 * words may be divided. */
#include "base/utf8.h"
#include "text/setting.h"

#include <string.h>
#include <unicode/uchar.h>

enum { SOFT_HYPHEN = 0x00AD, HYPHEN = 0x2010, FIGURE_DASH = 0x2012, EN_DASH = 0x2013 };

typedef struct place { /* between two characters of the strip, what is dropped left out */
    const ts_strip *strip;
    const ts_text_piece *pieces;
    int32_t before, after; /* units: text ends before the one, spaces (U+0020) left out, and goes on with the other */
    UChar32 last, next;    /* the characters there; U_SENTINEL at an end */
    bool spaced;
} place;

/* What is dropped between two words is looked past only so far, or a text of nothing
 * else would take a time that grows with the square of its length. */
enum { FAR = 64 };

static UChar32 step_back(const ts_strip *strip, int32_t *at)
{
    for (int i = 0; i < FAR && *at > 0; i++) {
        UChar32 c = ts_unit_before(strip->units, at);
        if (!ts_unit_dropped(c))
            return c;
    }
    return U_SENTINEL;
}

static UChar32 step_on(const ts_strip *strip, int32_t *at)
{
    *at = strip->drawn[*at];
    return *at < strip->count ? ts_unit_next(strip->units, at, strip->count) : U_SENTINEL;
}

static place look_around(const ts_setting *setting, int32_t at)
{
    const ts_strip *strip = &setting->strip;
    place p = {.strip = strip, .pieces = setting->paragraph->pieces, .before = at, .after = strip->drawn[at]};
    int32_t back = at, on = p.after;
    p.last = step_back(strip, &back);
    for (int i = 0; i < FAR && p.last == ' '; i++) {
        p.spaced = true;
        p.before = back;
        p.last = step_back(strip, &back);
    }
    p.next = step_on(strip, &on);
    return p;
}

static bool of_class(UChar32 c, ULineBreak class)
{
    return c >= 0 && u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == (int32_t)class;
}

static bool is_figure(UChar32 c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return of_class(c, U_LB_NUMERIC);
}

static bool is_dash(UChar32 c)
{
    return (c >= FIGURE_DASH && c <= 0x2015) || c == 0x2E3A || c == 0x2E3B;
}

static bool before_dash(const place *p)
{
    return is_dash(p->next);
}

/* Neither before a source mark nor in it. */
static bool before_mark(const place *p)
{
    return p->after < p->strip->count && p->pieces[p->strip->piece[p->after]].mark;
}

/* "1993–2025", "10%–15%", "$5–$7". */
static bool in_range(const place *p)
{
    int32_t at = p->before;
    if (p->spaced || (p->last != EN_DASH && p->last != FIGURE_DASH))
        return false;
    step_back(p->strip, &at);
    UChar32 from = step_back(p->strip, &at);
    return (is_figure(from) || of_class(from, U_LB_POSTFIX_NUMERIC)) &&
           (is_figure(p->next) || of_class(p->next, U_LB_PREFIX_NUMERIC));
}

static bool is_mark(UChar32 c)
{
    return c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/* Whether two letters or more come next that way, marks over them aside. */
static bool two_letters(const ts_strip *strip, int32_t at, UChar32 (*step)(const ts_strip *strip, int32_t *at))
{
    int letters = 0;
    while (letters < 2) {
        UChar32 c = step(strip, &at);
        if (c < 0 || (!u_isalpha(c) && !is_mark(c)))
            return false;
        letters += u_isalpha(c) ? 1 : 0;
    }
    return true;
}

/* "T-MEC", "e-mail", "X-4" and "20-foot" stay whole, "San Diego-Tijuana" need not. */
static bool in_short_compound(const place *p)
{
    int32_t at = p->before;
    if (p->spaced || (p->last != '-' && p->last != HYPHEN))
        return false;
    step_back(p->strip, &at);
    return !two_letters(p->strip, at, step_back) || !two_letters(p->strip, p->after, step_on);
}

/* "5 %", "5 °C", "5 €", but not "in 2025 $4 billion": that sign belongs to the next figure. */
static bool before_sign(const place *p)
{
    int32_t at = p->after;
    if (!p->spaced || !is_figure(p->last) ||
        !(of_class(p->next, U_LB_POSTFIX_NUMERIC) || of_class(p->next, U_LB_PREFIX_NUMERIC)))
        return false;
    step_on(p->strip, &at);
    UChar32 c = step_on(p->strip, &at);
    while (c == ' ')
        c = step_on(p->strip, &at);
    return !is_figure(c);
}

/* "§ 5", "$ 5". */
static bool after_sign(const place *p)
{
    if (!p->spaced || !is_figure(p->next))
        return false;
    return p->last == 0xA7 || p->last == 0xB6 || of_class(p->last, U_LB_PREFIX_NUMERIC);
}

enum { LONGEST_SHORT = 5 };

/* Short words with a stop that are nothing without the figure behind them. */
static const char *const SHORT_WORDS[] = {"No", "Nos", "Núm", "Núms", "núm", "núms", "p", "pp", "pág", "págs",
                                          "Fig", "fig", "Vol", "vol", "Art", "art"};

static bool same_word(const char *word, const UChar32 *letters, size_t count)
{
    size_t length = strlen(word), at = 0;
    for (size_t i = count; i-- > 0;)
        if (at == length || (UChar32)ts_utf8_next(word, length, &at) != letters[i])
            return false;
    return at == length;
}

/* "No. 5", "núm. 5", "p. 5": with an ordinary space between. */
static bool after_short_word(const place *p)
{
    UChar32 letters[LONGEST_SHORT];
    size_t count = 0;
    int32_t at = p->before;
    if (!p->spaced || p->last != '.' || !is_figure(p->next))
        return false;
    step_back(p->strip, &at);
    for (UChar32 c = step_back(p->strip, &at); u_isalnum(c); c = step_back(p->strip, &at)) {
        if (count == LONGEST_SHORT)
            return false;
        letters[count++] = c;
    }
    for (size_t i = 0; i < sizeof SHORT_WORDS / sizeof *SHORT_WORDS; i++)
        if (same_word(SHORT_WORDS[i], letters, count))
            return true;
    return false;
}

static bool is_quote(UChar32 c, int8_t category)
{
    return of_class(c, U_LB_QUOTATION) && u_charType(c) == category;
}

static bool is_one_of(UChar32 c, const ULineBreak *classes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (of_class(c, classes[i]))
            return true;
    return c < 0;
}

/* "« oui": the sign opens where nothing stands before it that it could close (LB 15a of Unicode 15.1). */
static bool after_opening_quote(const place *p)
{
    static const ULineBreak BEFORE[] = {U_LB_MANDATORY_BREAK, U_LB_CARRIAGE_RETURN, U_LB_LINE_FEED, U_LB_NEXT_LINE,
                                        U_LB_OPEN_PUNCTUATION, U_LB_QUOTATION, U_LB_GLUE, U_LB_SPACE, U_LB_ZWSPACE};
    int32_t at = p->before;
    if (!p->spaced || !is_quote(p->last, U_INITIAL_PUNCTUATION))
        return false;
    step_back(p->strip, &at);
    return is_one_of(step_back(p->strip, &at), BEFORE, sizeof BEFORE / sizeof *BEFORE);
}

/* "oui »", and nothing behind it that it could open (LB 15b). */
static bool before_closing_quote(const place *p)
{
    static const ULineBreak BEHIND[] = {U_LB_SPACE, U_LB_GLUE, U_LB_WORD_JOINER, U_LB_CLOSE_PUNCTUATION, U_LB_QUOTATION,
                                        U_LB_CLOSE_PARENTHESIS, U_LB_EXCLAMATION, U_LB_INFIX_NUMERIC, U_LB_BREAK_SYMBOLS,
                                        U_LB_MANDATORY_BREAK, U_LB_CARRIAGE_RETURN, U_LB_LINE_FEED, U_LB_NEXT_LINE, U_LB_ZWSPACE};
    int32_t at = p->after;
    if (!p->spaced || !is_quote(p->next, U_FINAL_PUNCTUATION))
        return false;
    step_on(p->strip, &at);
    return is_one_of(step_on(p->strip, &at), BEHIND, sizeof BEHIND / sizeof *BEHIND);
}

/* What UAX #14 allows and this house does not. Only what is sure: a figure and a word
 * for its unit or its magnitude ("5 km", "1.5 million", "5 de mayo"), initials and
 * titles ("J. Smith", "Dr. Smith") are the writer's to join, with U+00A0, or the
 * deck's, as a name that stays together. */
static bool (*const FORBIDDEN[])(const place *p) = {before_dash, before_mark, in_range, in_short_compound,
                                                    before_sign, after_sign, after_short_word,
                                                    after_opening_quote, before_closing_quote};

static bool is_latin(UChar c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A space between two words, as most places are: of these rules only that of marks looks at it. */
static bool parts_words(const ts_strip *strip, int32_t at)
{
    const UChar *units = strip->units;
    return at >= 2 && at < strip->count && units[at - 1] == ' ' && is_latin(units[at - 2]) && is_latin(units[at]);
}

static bool forbidden(const ts_setting *setting, int32_t at)
{
    if (parts_words(&setting->strip, at))
        return setting->paragraph->pieces[setting->strip.piece[at]].mark;
    place p = look_around(setting, at);
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++)
        if (FORBIDDEN[i](&p))
            return true;
    return false;
}

/* A soft hyphen after a space divides no word. */
static bool follows_ink(const ts_strip *strip, int32_t at)
{
    int32_t ink = strip->ink_end[at];
    return ink > 0 && strip->set_at[ink] == strip->set_at[at];
}

static ts_cut_kind kind_at(const ts_setting *setting, int32_t at, int32_t rule)
{
    if (rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT)
        return TS_CUT_MUST;
    if (forbidden(setting, at))
        return TS_CUT_NONE;
    bool hyphen = setting->strip.units[at - 1] == SOFT_HYPHEN && follows_ink(&setting->strip, at);
    return hyphen ? TS_CUT_HYPHEN : TS_CUT_MAY;
}

static void mark_plain(ts_setting *setting, uint8_t *kinds)
{
    for (int32_t at = 1; at < setting->strip.count; at++)
        if (ts_plain_break(&setting->strip, at))
            kinds[at] = (uint8_t)kind_at(setting, at, UBRK_LINE_SOFT);
}

static bool mark_lines(ts_setting *setting, uint8_t *kinds)
{
    const ts_strip *strip = &setting->strip;
    UErrorCode status = U_ZERO_ERROR;
    if (ts_plain_breaks(strip, setting->paragraph->type->language)) {
        mark_plain(setting, kinds);
        return true;
    }
    UBreakIterator *iterator = ts_breaker(setting->setter, setting->paragraph->type->language);
    if (!iterator)
        return false;
    ubrk_setText(iterator, strip->units, strip->count, &status);
    if (U_FAILURE(status))
        return false;
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE && at < strip->count; at = ubrk_next(iterator))
        kinds[at] = (uint8_t)kind_at(setting, at, ubrk_getRuleStatus(iterator));
    return true;
}

static bool add_cut(ts_setting *setting, int32_t at, ts_cut_kind kind)
{
    ts_cut cut = {at, kind};
    return TS_PUSH(setting->scratch, &setting->cuts, cut);
}

bool ts_cuts_make(ts_setting *setting)
{
    int32_t end = setting->strip.count;
    if (setting->one_line)
        return add_cut(setting, end, TS_CUT_MUST);
    uint8_t *kinds = TS_ARRAY(setting->scratch, uint8_t, (size_t)end + 1);
    if (!kinds || !mark_lines(setting, kinds) || !ts_words_divide(setting, kinds) || !ts_names_hold(setting, kinds))
        return false;
    for (int32_t at = 1; at < end; at++)
        if (kinds[at] != TS_CUT_NONE && !add_cut(setting, at, (ts_cut_kind)kinds[at]))
            return false;
    return add_cut(setting, end, TS_CUT_MUST);
}
