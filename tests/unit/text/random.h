/* Random texts and where they are set, the same in each run; a failure tells the round. */
#ifndef TEST_RANDOM_H
#define TEST_RANDOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include "base/utf8.h"
#include "text/choice.h"

enum { PARAGRAPHS = 3, PIECES = 4, LETTERS_AT_MOST = 160, AREAS = 4, OBSTACLES = 3, TYPES = 4 };

static uint32_t seed; /* of the round, for the message of a failure */
static uint32_t state_of_draw;

static inline uint32_t draw(uint32_t below)
{
    state_of_draw = state_of_draw * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(state_of_draw >> 4) * below) >> 28);
}

static inline void begin_round(uint32_t number)
{
    seed = number;
    state_of_draw = number * 2654435761u + 20261124u;
    draw(2);
}

#define HOLDS(condition)                                                                              \
    do {                                                                                              \
        if (!(condition))                                                                             \
            fail_msg("round %u: not so: %s", (unsigned)seed, #condition);                             \
    } while (0)

/* A sample of writing: spaces, dashes, hyphens soft and hard, controls, marks, both directions, bad bytes. */
static const char *const WORDS[] = {
    "goods", "and", "a", "of", "trade,", "cross-border", "in\u00ADter\u00ADna\u00ADtion\u00ADal", "Av.", "To", "VAT",
    "1.5\u00A0million", "2019\u20132024", "\u201Cyes\u201D", "place\u2014people", "manu\u00ADfac\u00ADturing", "(no)",
    "\u05E9\u05DC\u05D5\u05DD", "\u05E2\u05D5\u05DC\u05DD", "\u0645\u0631\u062D\u0628\u0627",
    "\u0627\u0644\u0639\u0627\u0644\u0645", "\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B", "e\u0301a\u0300",
    "\U0001F6A2\u200D\U0001F469", "\xFF\xC3", "\x01", "\u2060", "\u202Eab\u202C", "\u2212\u00DF", "\uFB01x", "24/7",
    "", "unbreakableandverylongword", "a\u0308\u0304\u0301", "\u2028", "\t", "\u3000", "\u00AD", "%", "f\u00ADf\u00ADi",
};

static inline size_t random_text(char *out, uint32_t words)
{
    size_t length = 0;
    for (uint32_t i = 0; i < words; i++) {
        uint32_t pick = draw(sizeof WORDS / sizeof *WORDS);
        if (draw(3) == 0)
            pick = draw(9);
        const char *word = WORDS[pick];
        memcpy(out + length, word, strlen(word));
        length += strlen(word);
        if (draw(8))
            out[length++] = ' ';
    }
    return length;
}

typedef struct sample { /* a text and where it is set */
    ts_type types[TYPES];
    ts_text_piece pieces[PARAGRAPHS][PIECES];
    char texts[PARAGRAPHS][PIECES][LETTERS_AT_MOST * 30];
    ts_text_paragraph paragraphs[PARAGRAPHS];
    ts_text_piece marker;
    size_t count;
    ts_rect boxes[AREAS];
    ts_text_obstacle obstacles[OBSTACLES];
    ts_text_areas areas;
} sample;

static const double MEASURES[] = {10, 25, 60, 90, 140, 200, 330, 700, 2000};

static inline double random_measure(void)
{
    return MEASURES[draw(sizeof MEASURES / sizeof *MEASURES)] + draw(200) / 10.0;
}

static inline void random_types(sample *s)
{
    const ts_font *fonts[] = {face.inter, face.display, face.italic, face.bold};
    double size = draw(4) ? 6 + draw(120) / 10.0 : 4 + draw(68);
    for (uint32_t i = 0; i < TYPES; i++)
        s->types[i] = (ts_type){.font = fonts[draw(4)], .size = size * (draw(4) ? 1 : 0.75), .leading = size * 1.25,
                                .tracking = draw(3) ? 0 : (int)draw(80) - 20, .capitals = draw(8) == 0,
                                .language = "en-US"};
}

static inline ts_setting_rules random_rules(void)
{
    ts_setting_rules rules = {.measure = random_measure(), .align = (ts_text_align)draw(4)};
    rules.balance = draw(4) == 0;
    rules.optical = draw(4) == 0;
    rules.indent = draw(4) ? 0 : draw(20);
    rules.first_indent = draw(4) ? 0 : draw(20);
    rules.left = draw(6) ? 0 : draw(30);
    rules.least = draw(6) ? 0 : draw(90);
    rules.space_before = draw(3) ? 0 : draw(12);
    rules.space_after = draw(3) ? 0 : draw(12);
    rules.last_words = (int)draw(4);
    rules.last_measure = draw(2) ? 0.2 : 0;
    rules.orphans = (int)draw(4);
    rules.widows = (int)draw(4);
    rules.grid = draw(4) ? 0 : 3 + draw(12);
    rules.hyphenation.in_a_row = (int)draw(4);
    static const ts_tab tabs[] = {{40, TS_TAB_LEFT, "."}, {90, TS_TAB_DECIMAL, NULL}, {150, TS_TAB_RIGHT, "- "}, {160, TS_TAB_CENTER, NULL}};
    rules.tabs = tabs;
    rules.tab_count = draw(4) ? 0 : draw(5);
    return rules;
}

enum { MARKER = 999 };

static inline void random_beside(sample *s, ts_text_paragraph *paragraph)
{
    if (draw(5) == 0)
        paragraph->rules.drop_cap = (ts_drop_cap){&s->types[draw(TYPES)], (int)draw(6), draw(8)};
    s->marker = (ts_text_piece){"12.", 3, &s->types[0], MARKER, false};
    paragraph->marker = draw(5) ? NULL : &s->marker;
    paragraph->marker_right = draw(2);
}

static inline void random_paragraphs(sample *s, uint32_t words)
{
    random_types(s);
    s->count = 1 + draw(PARAGRAPHS);
    for (size_t p = 0; p < s->count; p++) {
        size_t pieces = 1 + draw(PIECES);
        for (size_t i = 0; i < pieces; i++) {
            size_t length = random_text(s->texts[p][i], draw(words));
            s->pieces[p][i] = (ts_text_piece){s->texts[p][i], length, &s->types[draw(TYPES)],
                                              (uint32_t)(p * PIECES + i), draw(12) == 0};
        }
        s->paragraphs[p] = (ts_text_paragraph){.pieces = s->pieces[p], .count = pieces, .type = &s->types[0],
                                               .rules = random_rules()};
        random_beside(s, &s->paragraphs[p]);
    }
}

static inline void random_areas(sample *s)
{
    s->areas = (ts_text_areas){.boxes = s->boxes, .count = 1 + draw(AREAS), .obstacles = s->obstacles,
                               .obstacle_count = draw(2) ? draw(OBSTACLES + 1) : 0};
    double x = draw(50);
    for (size_t i = 0; i < s->areas.count; i++) {
        s->boxes[i] = (ts_rect){x, draw(100), random_measure(), draw(8) ? 10 + draw(250) : draw(8)};
        x += s->boxes[i].w + draw(20);
    }
    if (draw(2))
        s->boxes[s->areas.count - 1].h = 0;
    for (size_t i = 0; i < s->areas.obstacle_count; i++) {
        const ts_rect *box = &s->boxes[draw((uint32_t)s->areas.count)];
        s->obstacles[i] = (ts_text_obstacle){{box->x + draw(200) - 30, box->y + draw(150) - 20,
                                              5 + draw(115), 5 + draw(115)}, draw(2)};
    }
}

/* What the steps before the lines know of a paragraph. */
typedef struct facts {
    ts_setting setting;
    ts_widths widths;
} facts;

static inline facts *facts_of(ts_arena *arena, const ts_text_paragraph *paragraph)
{
    facts *f = TS_NEW(arena, facts);
    f->setting = (ts_setting){.setter = face.setter, .arena = arena, .scratch = arena, .paragraph = paragraph,
                              .buffer = face.setter->buffer, .lost = TS_NEW(arena, ts_lost_row)};
    assert_true(ts_strip_make(&f->setting));
    if (f->setting.strip.count > 0)
        assert_true(ts_items_make(&f->setting) && ts_cuts_make(&f->setting) &&
                    ts_widths_make(&f->setting, &f->widths));
    return f;
}

/* Letters that the sheets' faces lack come from faces that have them. */
static inline int open_all(void **state)
{
    if (open_faces(state) != 0)
        return -1;
    ts_font *hebrew = load_face("Noto Serif Hebrew", "fonts/NotoSerifHebrew-Regular.ttf");
    ts_font *arabic = load_face("Noto Naskh Arabic", "fonts/NotoNaskhArabic-Regular.ttf");
    if (!hebrew || !arabic)
        return -1;
    ts_font_set_fallback(face.inter, hebrew);
    ts_font_set_fallback(hebrew, arabic);
    return 0;
}

#endif
