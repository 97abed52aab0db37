/* Where the lines of a text may end, as a text with signs at its cuts. */
#ifndef TEST_CUTS_H
#define TEST_CUTS_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/setting.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPARE __attribute__((unused)) /* not all tests use all of it */

static ts_arena *arena;
static ts_typesetter *setter;
static ts_hyphens *english, *spanish;

SPARE static int open_all(void **state)
{
    (void)state;
    const char *why = "";
    arena = ts_arena_new(0);
    setter = ts_typesetter_new(0);
    english = ts_hyphens_load(arena, "fonts/hyph_en_US.dic", &why);
    spanish = ts_hyphens_load(arena, "fonts/hyph_es.dic", &why);
    if (!english || !spanish)
        print_message("%s (fonts/install.sh fetches them)\n", why);
    return setter && english && spanish ? 0 : -1;
}

SPARE static int close_all(void **state)
{
    (void)state;
    ts_typesetter_drop(setter);
    ts_arena_drop(arena);
    return 0;
}

/* Breaks need no face: a paragraph goes as far as its cuts. */
SPARE static void cut(ts_setting *setting, const ts_text_paragraph *paragraph)
{
    ts_arena_reset(setter->scratch);
    *setting = (ts_setting){.setter = setter, .arena = arena, .scratch = setter->scratch, .buffer = setter->buffer,
                            .paragraph = paragraph};
    assert_true(ts_strip_make(setting));
    assert_true(ts_cuts_make(setting));
}

/* The text with "|" where a line may end, "=" where it may with a hyphen, "#" where it must. */
SPARE static const char *cuts_of(const ts_text_piece *pieces, size_t count, ts_setting_rules rules)
{
    static const char SIGNS[] = {[TS_CUT_MAY] = '|', [TS_CUT_HYPHEN] = '=', [TS_CUT_MUST] = '#'};
    ts_text_paragraph paragraph = {.pieces = pieces, .count = count, .type = pieces[0].type, .rules = rules};
    ts_setting s;
    cut(&s, &paragraph);
    char *out = ts_arena_alloc(arena, (size_t)s.strip.count * 5 + 1);
    size_t length = 0, next = 0;
    for (int32_t at = 0; at < s.strip.count;) {
        if (at > 0 && s.cuts.items[next].at == at)
            out[length++] = SIGNS[s.cuts.items[next++].kind];
        length += ts_utf8_put((uint32_t)ts_unit_next(s.strip.units, &at, s.strip.count), out + length);
    }
    assert_int_equal(next + 1, s.cuts.count);
    return out;
}

static const ts_type ENGLISH = {.language = "en"}, SPANISH = {.language = "es"};

SPARE static const char *cuts_with(const ts_type *type, const char *text, ts_setting_rules rules)
{
    ts_text_piece piece = {.text = text, .length = strlen(text), .type = type};
    return cuts_of(&piece, 1, rules);
}

SPARE static const char *plain(const char *text)
{
    return cuts_with(&ENGLISH, text, (ts_setting_rules){.measure = 0});
}

SPARE static const char *divided(const char *text)
{
    return cuts_with(&ENGLISH, text, (ts_setting_rules){.hyphenation = {.patterns = english}});
}

SPARE static const char *dividido(const char *text)
{
    return cuts_with(&SPANISH, text, (ts_setting_rules){.hyphenation = {.patterns = spanish}});
}

#endif
