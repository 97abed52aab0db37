/* Phrases that are never divided: names, found in a text in one pass. */
#include "text/setting.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { PHRASES = 256, LONGEST = 200 }; /* phrases that count, bytes of one that is looked for */

typedef struct phrase {
    const char *text; /* single spaces, none at the ends */
    size_t length;
} phrase;

struct ts_names {
    ts_arena *arena;
    const char **given; /* what they were made of */
    size_t given_count;
    phrase *sorted;
    size_t count;
    bool begins[256]; /* some phrase begins with this byte */
};

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}

static bool in_word(uint32_t c)
{
    return c != TS_UTF8_BAD && (u_isalnum((UChar32)c) || (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0);
}

/* The phrase with its spaces made equal; nothing where it is too long. False: memory is out. */
static bool normalise(ts_arena *arena, const char *text, phrase *to)
{
    size_t length = strlen(text), at = 0;
    char *out = length <= LONGEST ? ts_arena_alloc(arena, length + 1) : NULL;
    *to = (phrase){out, 0};
    if (!out)
        return length > LONGEST;
    for (bool space = false; at < length;) {
        size_t from = at;
        bool is = is_space(ts_utf8_next(text, length, &at));
        if (!is && space && to->length)
            out[to->length++] = ' ';
        space = is;
        for (; !is && from < at; from++)
            out[to->length++] = text[from];
    }
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const phrase *)a)->text, ((const phrase *)b)->text);
}

static bool compile(ts_names *names, const char *const *given, size_t count)
{
    ts_arena_reset(names->arena);
    names->given_count = names->count = 0;
    memset(names->begins, 0, sizeof names->begins);
    names->given = TS_ARRAY(names->arena, const char *, count);
    names->sorted = TS_ARRAY(names->arena, phrase, count);
    if (!names->given || !names->sorted)
        return false;
    for (size_t i = 0; i < count; i++) {
        phrase *next = &names->sorted[names->count];
        names->given[i] = ts_arena_text(names->arena, given[i]);
        if (!names->given[i] || !normalise(names->arena, given[i], next))
            return false;
        names->count += next->length > 0;
        if (next->length)
            names->begins[(unsigned char)next->text[0]] = true;
    }
    qsort(names->sorted, names->count, sizeof *names->sorted, by_text);
    names->given_count = count;
    return true;
}

static bool known(const ts_names *names, const char *const *given, size_t count)
{
    if (names->given_count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names->given[i], given[i]) != 0)
            return false;
    return true;
}

void ts_names_drop(ts_names *names)
{
    if (names)
        ts_arena_drop(names->arena);
    free(names);
}

/* One list serves a whole document: it is made ready once, not once a text. */
static const ts_names *ready(ts_typesetter *setter, const char *const *given, size_t count)
{
    count = count < PHRASES ? count : PHRASES;
    if (!setter->names) {
        setter->names = calloc(1, sizeof *setter->names);
        if (!setter->names || !(setter->names->arena = ts_arena_new(0)))
            return NULL;
    }
    ts_names *names = setter->names;
    return known(names, given, count) || compile(names, given, count) ? names : NULL;
}

typedef struct range {
    size_t low, high; /* of the sorted phrases that begin like the text so far */
    size_t depth;
} range;

static void narrow(const ts_names *names, range *r, unsigned char c)
{
    while (r->low < r->high && (unsigned char)names->sorted[r->low].text[r->depth] < c)
        r->low++;
    while (r->low < r->high && (unsigned char)names->sorted[r->high - 1].text[r->depth] > c)
        r->high--;
    r->depth++;
}

typedef struct passage {
    const char *text;
    size_t length;
} passage;

static bool word_goes_on(passage p, size_t at)
{
    return at < p.length && in_word(ts_utf8_next(p.text, p.length, &at));
}

static size_t after_spaces(passage p, size_t at)
{
    for (size_t next = at; next < p.length; at = next)
        if (!is_space(ts_utf8_next(p.text, p.length, &next)))
            break;
    return at;
}

/* Where the longest phrase that begins here ends; `at` where none does. */
static size_t longest(const ts_names *names, passage p, size_t at)
{
    size_t end = at;
    range r = {0, names->count, 0};
    for (size_t here = at; here < p.length && r.low < r.high;) {
        size_t spaces = after_spaces(p, here);
        narrow(names, &r, spaces > here ? ' ' : (unsigned char)p.text[here]);
        here = spaces > here ? spaces : here + 1;
        bool whole = r.low < r.high && names->sorted[r.low].length == r.depth;
        if (whole && !word_goes_on(p, here))
            end = here;
    }
    return end;
}

/* held: for each byte, whether a phrase goes on with it. */
static void find_all(const ts_names *names, passage p, bool *held)
{
    uint32_t last = ' ';
    for (size_t at = 0; at < p.length;) {
        size_t begin = at;
        uint32_t c = ts_utf8_next(p.text, p.length, &at);
        if (names->begins[(unsigned char)p.text[begin]] && !in_word(last)) {
            size_t end = longest(names, p, begin);
            for (size_t i = begin + 1; i < end; i++)
                held[i] = true;
        }
        last = c;
    }
}

bool ts_names_hold(ts_setting *setting, uint8_t *kinds)
{
    const ts_strip *strip = &setting->strip;
    const ts_setting_rules *rules = &setting->paragraph->rules;
    passage p = {strip->original, strip->from_at[strip->count]};
    if (rules->together_count == 0)
        return true;
    const ts_names *names = ready(setting->setter, rules->together, rules->together_count);
    bool *held = TS_ARRAY(setting->scratch, bool, p.length + 1);
    if (!names || !held)
        return false;
    find_all(names, p, held);
    for (int32_t at = 0; at < strip->count; at++)
        if (kinds[at] != TS_CUT_MUST && held[strip->from_at[at]])
            kinds[at] = TS_CUT_NONE;
    return true;
}
