/* Which words a paragraph may divide, and where: what the patterns of hyphen.c are asked. */
#include "text/setting.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { SOFT_HYPHEN = 0x00AD, HYPHEN = 0x2010, NO_BREAK_HYPHEN = 0x2011, BEFORE = 2, AFTER = 3 };

/* Words that were divided before, each near the place of its hash. */
enum { KEPT_WORDS = 2048, KEPT_LETTERS = 28, STEPS = 4 };

struct ts_words {
    struct kept_word {
        const ts_hyphens *patterns; /* NULL: the place is free */
        UChar letters[KEPT_LETTERS];
        size_t count;
        uint32_t points; /* bit i: before letter i */
    } places[KEPT_WORDS];
};

ts_words *ts_words_new(void)
{
    return calloc(1, sizeof(ts_words));
}

void ts_words_drop(ts_words *words)
{
    free(words);
}

void ts_words_forget(ts_words *words)
{
    memset(words, 0, sizeof *words);
}

typedef struct word { /* letters, each with the marks over it */
    UChar32 letters[TS_WORD_LIMIT];
    int32_t begins[TS_WORD_LIMIT]; /* units */
    size_t count;
    int32_t begin, end;
    bool fit; /* small letters but for the first, not too long */
} word;

static bool is_mark(UChar32 c)
{
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

static bool ends_token(const ts_setting *setting, int32_t unit, UChar32 c)
{
    return (c <= ' ' || c >= 0x80 ? u_isUWhiteSpace(c) : false) || (c >= 0x2012 && c <= 0x2015) ||
           setting->paragraph->pieces[setting->strip.piece[unit]].mark;
}

/* What stands in an address, a part number, a compound or a word that is divided by
 * hand: between the letters of such a token no hyphen is added. */
static bool makes_odd(UChar32 c, UChar32 next)
{
    static const char ODD[] = "/\\@-_#&=+~%";
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return false;
    if (c == '.' || c == ':')
        return u_isalnum(next);
    return (c > 0 && c < 0x80 && strchr(ODD, (int)c)) || c == SOFT_HYPHEN || c == HYPHEN || c == NO_BREAK_HYPHEN ||
           u_isdigit(c);
}

static UChar32 peek(const ts_strip *strip, int32_t at)
{
    return at < strip->count ? ts_unit_next(strip->units, &at, strip->count) : 0;
}

/* The end of the token that begins at `at`; *odd: it is none that may be divided. */
static int32_t token_end(const ts_setting *setting, int32_t at, bool *odd)
{
    const ts_strip *strip = &setting->strip;
    *odd = false;
    while (at < strip->count) {
        int32_t begin = at;
        UChar32 c = ts_unit_next(strip->units, &at, strip->count);
        if (ends_token(setting, begin, c))
            return begin;
        *odd = *odd || makes_odd(c, peek(strip, at));
    }
    return at;
}

static void add_letter(word *w, UChar32 c, int32_t unit)
{
    if (w->count == TS_WORD_LIMIT || (w->count > 0 && (u_isupper(c) || u_istitle(c)))) {
        w->fit = false;
        return;
    }
    w->begins[w->count] = unit;
    w->letters[w->count] = w->count ? c : u_tolower(c);
    w->count++;
}

/* Patterns are written in composed letters (Unicode, 3.11, D115). */
static void add_mark(word *w, UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
    UChar32 both = w->count && U_SUCCESS(status) ? unorm2_composePair(composed, w->letters[w->count - 1], c) : -1;
    if (both < 0)
        w->fit = false;
    else
        w->letters[w->count - 1] = both;
}

/* The next word of letters in [at, end). False: there is none. */
static bool next_word(const ts_strip *strip, int32_t at, int32_t end, word *w)
{
    w->count = 0;
    w->begin = -1;
    w->fit = true;
    while (at < end) {
        int32_t unit = at;
        UChar32 c = ts_unit_next(strip->units, &at, end);
        if (u_isalpha(c)) {
            w->begin = w->begin < 0 ? unit : w->begin;
            add_letter(w, c, unit);
        } else if (w->begin >= 0 && is_mark(c)) {
            add_mark(w, c);
        } else if (w->begin >= 0) {
            w->end = unit;
            return true;
        }
    }
    w->end = end;
    return w->begin >= 0;
}

static bool same_language(const ts_type *one, const ts_type *other)
{
    const char *a = one->language ? one->language : "", *b = other->language ? other->language : "";
    return one == other || a == b || strcmp(a, b) == 0;
}

static bool in_own_language(const ts_setting *setting, const word *w)
{
    const ts_text_paragraph *paragraph = setting->paragraph;
    for (uint32_t i = setting->strip.piece[w->begin]; i <= setting->strip.piece[w->end - 1]; i++)
        if (paragraph->pieces[i].length && !same_language(paragraph->pieces[i].type, paragraph->type))
            return false;
    return true;
}

static void mark_points(const ts_hyphenation *rules, const word *w, const bool *may, uint8_t *kinds)
{
    size_t before = rules->before > 0 ? (size_t)rules->before : BEFORE;
    size_t after = rules->after > 0 ? (size_t)rules->after : AFTER;
    for (size_t i = before; i + after <= w->count; i++)
        if (may[i] && kinds[w->begins[i]] == TS_CUT_NONE)
            kinds[w->begins[i]] = TS_CUT_HYPHEN;
}

static uint32_t hash_of(const word *w)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < w->count; i++)
        hash = (hash ^ (uint32_t)w->letters[i]) * 16777619u;
    return hash ^ hash >> 16;
}

static bool is_kept(const struct kept_word *kept, const ts_hyphens *patterns, const word *w)
{
    if (kept->patterns != patterns || kept->count != w->count)
        return false;
    for (size_t i = 0; i < w->count; i++)
        if ((UChar32)kept->letters[i] != w->letters[i])
            return false;
    return true;
}

/* The place of the word, or else a free one, or the nearest. */
static struct kept_word *place_of(ts_words *words, const ts_hyphens *patterns, const word *w)
{
    uint32_t hash = hash_of(w);
    for (uint32_t i = 0; i < STEPS; i++) {
        struct kept_word *kept = &words->places[(hash + i) % KEPT_WORDS];
        if (!kept->patterns || is_kept(kept, patterns, w))
            return kept;
    }
    return &words->places[hash % KEPT_WORDS];
}

static bool can_be_kept(const word *w)
{
    bool good = w->count <= KEPT_LETTERS;
    for (size_t i = 0; good && i < w->count; i++)
        good = w->letters[i] <= 0xFFFF;
    return good;
}

static bool find_points(const ts_setting *setting, const word *w, bool *may)
{
    const ts_hyphens *patterns = setting->paragraph->rules.hyphenation.patterns;
    if (!can_be_kept(w))
        return ts_hyphens_find(patterns, w->letters, w->count, may);
    struct kept_word *kept = place_of(setting->setter->words, patterns, w);
    if (is_kept(kept, patterns, w)) {
        for (size_t i = 0; i < w->count; i++)
            may[i] = kept->points >> i & 1;
        return true;
    }
    if (!ts_hyphens_find(patterns, w->letters, w->count, may))
        return false;
    *kept = (struct kept_word){.patterns = patterns, .count = w->count};
    for (size_t i = 0; i < w->count; i++) {
        kept->letters[i] = (UChar)w->letters[i];
        kept->points |= (uint32_t)may[i] << i;
    }
    return true;
}

static bool divide_token(const ts_setting *setting, int32_t at, int32_t end, uint8_t *kinds)
{
    const ts_hyphenation *rules = &setting->paragraph->rules.hyphenation;
    word w;
    for (; next_word(&setting->strip, at, end, &w); at = w.end) {
        bool may[TS_WORD_LIMIT] = {false};
        if (!w.fit || w.count < 2 || !in_own_language(setting, &w))
            continue;
        if (!find_points(setting, &w, may))
            return false;
        mark_points(rules, &w, may, kinds);
    }
    return true;
}

/* Where the paragraph's last word with a letter begins: a line of half a word is none. */
static int32_t last_token(const ts_setting *setting)
{
    const ts_strip *strip = &setting->strip;
    bool letters = false;
    int32_t at = strip->count;
    while (at > 0) {
        int32_t end = at;
        UChar32 c = ts_unit_before(strip->units, &at);
        if (letters && ends_token(setting, at, c))
            return end;
        letters = letters || u_isalpha(c);
    }
    return 0;
}

bool ts_words_divide(ts_setting *setting, uint8_t *kinds)
{
    if (!setting->paragraph->rules.hyphenation.patterns)
        return true;
    int32_t last = last_token(setting);
    for (int32_t at = 0; at < last;) {
        bool odd;
        int32_t end = token_end(setting, at, &odd);
        if (end > at && !odd && !divide_token(setting, at, end, kinds))
            return false;
        at = end > at ? end : at + 1;
    }
    return true;
}
