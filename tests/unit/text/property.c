/* What holds of any text in any room: seen on random texts, and against a search over all choices. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include "base/utf8.h"
#include "text/choice.h"

enum { PARAGRAPHS = 3, PIECES = 4, LETTERS_AT_MOST = 160, AREAS = 4, OBSTACLES = 3, TYPES = 4 };

static uint32_t seed; /* of the round, for the message of a failure */
static uint32_t state_of_draw;

static uint32_t draw(uint32_t below)
{
    state_of_draw = state_of_draw * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(state_of_draw >> 4) * below) >> 28);
}

static void begin_round(uint32_t number)
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

static size_t random_text(char *out, uint32_t words)
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

static double random_measure(void)
{
    return MEASURES[draw(sizeof MEASURES / sizeof *MEASURES)] + draw(200) / 10.0;
}

static void random_types(sample *s)
{
    const ts_font *fonts[] = {face.inter, face.display, face.italic, face.bold};
    double size = draw(4) ? 6 + draw(120) / 10.0 : 4 + draw(68);
    for (uint32_t i = 0; i < TYPES; i++)
        s->types[i] = (ts_type){.font = fonts[draw(4)], .size = size * (draw(4) ? 1 : 0.75), .leading = size * 1.25,
                                .tracking = draw(3) ? 0 : (int)draw(80) - 20, .capitals = draw(8) == 0,
                                .language = "en-US"};
}

static ts_setting_rules random_rules(void)
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

static void random_beside(sample *s, ts_text_paragraph *paragraph)
{
    if (draw(5) == 0)
        paragraph->rules.drop_cap = (ts_drop_cap){&s->types[draw(TYPES)], (int)draw(6), draw(8)};
    s->marker = (ts_text_piece){"12.", 3, &s->types[0], MARKER, false};
    paragraph->marker = draw(5) ? NULL : &s->marker;
    paragraph->marker_right = draw(2);
}

static void random_paragraphs(sample *s, uint32_t words)
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

static void random_areas(sample *s)
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

static facts *facts_of(ts_arena *arena, const ts_text_paragraph *paragraph)
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

typedef struct stand { /* how far the check of a block has come in its text */
    facts *facts[PARAGRAPHS];
    uint32_t at[PARAGRAPHS]; /* bytes of the original that were met on lines */
} stand;

static stand begin_stand(ts_arena *arena, const sample *s)
{
    stand here = {0};
    for (size_t p = 0; p < s->count; p++)
        here.facts[p] = facts_of(arena, &s->paragraphs[p]);
    return here;
}

static size_t shown_length(const ts_line *line, const ts_run *run)
{
    static const char SOFT[] = "\xC2\xAD";
    size_t n = run->filler || run->user == MARKER ? 0 : run->original_length;
    bool drawn = line->hyphenated && n >= 2 && memcmp(run->original + n - 2, SOFT, 2) == 0;
    return drawn ? n - 2 : n;
}

/* A run before it, not used either, says the same: one of the two is enough to try. */
static bool tried(const ts_line *line, size_t run, size_t n, uint64_t used)
{
    for (size_t i = 0; i < run; i++)
        if (!(used >> i & 1) && shown_length(line, &line->runs[i]) == n &&
            memcmp(line->runs[i].original, line->runs[run].original, n) == 0)
            return true;
    return false;
}

/* Runs in visual order, put together in any order, are this stretch of the text. */
static bool makes_up(const ts_line *line, const char *text, size_t length, uint64_t used)
{
    if (length == 0) {
        for (size_t i = 0; i < line->count; i++)
            if (!(used >> i & 1) && shown_length(line, &line->runs[i]) > 0)
                return false;
        return true;
    }
    for (size_t i = 0; i < line->count; i++) {
        size_t n = shown_length(line, &line->runs[i]);
        if (!(used >> i & 1) && n > 0 && n <= length && memcmp(line->runs[i].original, text, n) == 0 &&
            !tried(line, i, n, used) && makes_up(line, text + n, length - n, used | (uint64_t)1 << i))
            return true;
    }
    return false;
}

static int32_t unit_at(const ts_strip *strip, uint32_t byte)
{
    int32_t unit = 0;
    while (unit < strip->count && strip->from_at[unit] < byte)
        unit++;
    return unit;
}

/* No place inside where the line could have ended. */
static bool has_cut_inside(const ts_setting *setting, uint32_t from, uint32_t to)
{
    const ts_strip *strip = &setting->strip;
    for (size_t i = 0; i < setting->cuts.count; i++) {
        uint32_t at = strip->from_at[setting->cuts.items[i].at];
        if (at > from && at < to && unit_at(strip, at) > unit_at(strip, from) &&
            strip->ink_end[setting->cuts.items[i].at] > unit_at(strip, from))
            return true;
    }
    return false;
}

static bool off_obstacle(const ts_text_obstacle *obstacle, double left, double right, double top, double bottom)
{
    const ts_rect *box = &obstacle->box;
    double hair = 0.01;
    if (right <= box->x + hair || left >= box->x + box->w - hair || bottom <= box->y + hair ||
        top >= box->y + box->h - hair)
        return true;
    if (!obstacle->round)
        return false;
    double cx = box->x + box->w / 2, cy = box->y + box->h / 2;
    double dx = left > cx ? left - cx : right < cx ? cx - right : 0;
    double dy = top > cy ? top - cy : bottom < cy ? cy - bottom : 0;
    return pow(dx / (box->w / 2), 2) + pow(dy / (box->h / 2), 2) >= 1 - hair;
}

/* Its place: from the capital height of its first line to the baseline of its last one. */
static void check_initial(const sample *s, const ts_line *line, const ts_run *run, const ts_type *body)
{
    const ts_drop_cap *cap = &s->paragraphs[line->paragraph].rules.drop_cap;
    const ts_rect *box = &s->boxes[line->area];
    double left = line->x + run->x + run->width * 0.4, right = left + run->width * 0.2;
    double bottom = line->baseline + run->glyphs[0].dy, top = bottom - body->size / 2;
    HOLDS(left >= box->x - 0.01 && right <= box->x + box->w + 0.01 && cap->lines > 1);
    HOLDS(bottom <= box->y + box->h + 0.01 || (box->h <= 0 && line->area + 1 == s->areas.count));
    for (size_t i = 0; i < s->areas.obstacle_count; i++)
        HOLDS(off_obstacle(&s->obstacles[i], left, right, top, bottom));
}

static void check_place(const sample *s, const ts_line *line, const ts_setting *setting, bool inside)
{
    const ts_type *type = setting->paragraph->type;
    const ts_rect *box = &s->boxes[line->area];
    double top = line->baseline - ts_type_first_baseline(type), bottom = top + type->leading;
    double hang = setting->paragraph->rules.optical ? type->size : 0;
    HOLDS(top >= box->y - 0.01);
    HOLDS(bottom <= box->y + box->h + 0.01 || (box->h <= 0 && line->area + 1 == s->areas.count));
    for (size_t r = 0; r < line->count; r++)
        if (line->runs[r].initial)
            check_initial(s, line, &line->runs[r], type);
    if (!inside || line->width <= 0)
        return;
    HOLDS(line->x >= box->x - 0.01 - hang);
    HOLDS(line->x + line->width <= box->x + box->w + 0.01 + hang);
    for (size_t i = 0; i < s->areas.obstacle_count && hang == 0; i++)
        HOLDS(off_obstacle(&s->obstacles[i], line->x, line->x + line->width, top, bottom));
}

static double room_left(const ts_setting_rules *rules, const ts_line *line, const ts_text_paragraph *paragraph)
{
    double hang = rules->optical ? 2 * paragraph->type->size : 0;
    return rules->measure + hang - line->x;
}

static uint32_t initial_length(const ts_line *line)
{
    for (size_t r = 0; r < line->count; r++)
        if (line->runs[r].initial)
            return (uint32_t)line->runs[r].original_length;
    return 0;
}

/* areas NULL: one column of the paragraphs' measures. */
static void check_line(const sample *s, stand *here, const ts_line *line, bool too_wide, bool in_areas)
{
    const ts_setting *setting = &here->facts[line->paragraph]->setting;
    uint32_t from = here->at[line->paragraph], to = from;
    for (size_t r = 0; r < line->count; r++)
        to += (uint32_t)shown_length(line, &line->runs[r]);
    HOLDS(line->count <= 64 && to <= setting->strip.from_at[setting->strip.count]);
    HOLDS(makes_up(line, setting->strip.original + from, to - from, 0));
    here->at[line->paragraph] = to;
    bool whole = too_wide && !has_cut_inside(setting, from + initial_length(line), to);
    if (in_areas)
        check_place(s, line, setting, !whole);
    else
        HOLDS(whole || line->width <= room_left(&setting->paragraph->rules, line, setting->paragraph) + 0.01);
    HOLDS(!line->ends_paragraph || to == setting->strip.from_at[setting->strip.count]);
}

static void check_block(const sample *s, stand *here, const ts_block *block, bool in_areas)
{
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i], *before = i ? &block->lines[i - 1] : NULL;
        HOLDS(line->paragraph < s->count);
        HOLDS(!before || line->paragraph >= before->paragraph);
        HOLDS(!before || line->area >= before->area);
        HOLDS(!before || line->area > before->area || line->baseline > before->baseline);
        check_line(s, here, line, block->too_wide, in_areas);
    }
    for (size_t p = 0; p < s->count; p++) {
        const ts_strip *strip = &here->facts[p]->setting.strip;
        uint32_t all = strip->from_at[strip->count];
        if (p < block->end.paragraph)
            HOLDS(here->at[p] == all);
        if (p == block->end.paragraph)
            HOLDS(here->at[p] == strip->from_at[block->end.unit]);
        if (p > block->end.paragraph)
            HOLDS(here->at[p] == 0);
    }
}

static size_t cuts_of(const sample *s, const stand *here)
{
    size_t cuts = s->count;
    for (size_t p = 0; p < s->count; p++)
        cuts += here->facts[p]->setting.cuts.count;
    return cuts;
}

static void any_text_in_a_measure_keeps_all_its_letters_in_their_order(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 1500; round++) {
        begin_round(round);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, round % 50 ? 20 : LETTERS_AT_MOST);
        stand here = begin_stand(arena, &s);
        const ts_block *block = ts_text_set(face.setter, arena, s.paragraphs, s.count);
        HOLDS(block != NULL);
        check_block(&s, &here, block, false);
        HOLDS(block->end.paragraph == s.count);
        HOLDS(block->comparisons <= TS_WEIGHINGS * cuts_of(&s, &here));
        ts_arena_drop(arena);
    }
}

/* The rest goes on in one endless column: nothing is set twice, nothing is left out. */
static void any_text_in_any_areas_keeps_off_and_goes_on_where_it_ended(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 2500; round++) {
        begin_round(round + 100000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, round % 50 ? 20 : LETTERS_AT_MOST);
        random_areas(&s);
        stand here = begin_stand(arena, &s);
        const ts_block *block = ts_text_flow(face.setter, arena, s.paragraphs, s.count, &s.areas);
        HOLDS(block != NULL);
        check_block(&s, &here, block, true);
        HOLDS(block->comparisons <= TS_WEIGHINGS * cuts_of(&s, &here));
        s.boxes[0] = (ts_rect){7, 9, 150, 0};
        s.areas = (ts_text_areas){.boxes = s.boxes, .count = 1, .from = block->end};
        block = ts_text_flow(face.setter, arena, s.paragraphs, s.count, &s.areas);
        HOLDS(block != NULL && block->end.paragraph == s.count);
        check_block(&s, &here, block, true);
        ts_arena_drop(arena);
    }
}

static ts_line build_one(facts *f, size_t from, size_t to)
{
    size_t end = to - 1;
    double fill = 0;
    ts_slot slot = {.width = 1e6};
    ts_lines lines = {.ends = &end, .count = 1, .slots = &slot, .fill = &fill, .begin = f->widths.edges[from].at};
    ts_line line;
    assert_true(ts_lines_build(&f->setting, &lines, &line));
    return line;
}

static void a_line_is_built_as_wide_as_it_was_weighed(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 1500; round++) {
        begin_round(round + 200000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, 20);
        s.paragraphs[0].rules.drop_cap.lines = 0;
        facts *f = facts_of(arena, &s.paragraphs[0]);
        size_t cuts = f->setting.cuts.count;
        for (int i = 0; cuts > 0 && i < 12; i++) {
            size_t from = draw((uint32_t)cuts), to = from + 1 + draw((uint32_t)(cuts - from < 8 ? cuts - from : 8));
            ts_line line = build_one(f, from, to);
            double weighed = ts_has_tabs(&f->setting) ? ts_tabbed_between(&f->widths, from, to, 0)
                                                      : ts_width_between(&f->widths, from, to);
            if (fabs(line.width - weighed) > 1e-6)
                fail_msg("round %u: stations %zu to %zu: %.6f weighed, %.6f built", seed, from, to, weighed,
                         line.width);
        }
        ts_arena_drop(arena);
    }
}

/* First fit, as a reader would do it. */
static size_t first_fit(facts *f, double measure)
{
    size_t lines = 0, cuts = f->setting.cuts.count;
    for (size_t from = 0; from < cuts; lines++) {
        size_t last = from + 1;
        for (size_t to = last; to <= cuts && ts_width_between(&f->widths, from, to) <= measure + TS_HAIR; to++) {
            last = to;
            if (f->setting.cuts.items[to - 1].kind == TS_CUT_MUST)
                break;
        }
        from = last;
    }
    return lines;
}

/* What a justified line asks of its spaces: all that its room leaves, or nothing. */
static void justified_lines_are_filled_or_left_as_they_are(void **state)
{
    (void)state;
    static sample s;
    size_t filled = 0;
    for (uint32_t round = 0; round < 300; round++) {
        begin_round(round + 600000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, 40);
        s.paragraphs[0].rules.align = TS_TEXT_JUSTIFY;
        facts *f = facts_of(arena, &s.paragraphs[0]);
        ts_rect box = {0, 0, s.paragraphs[0].rules.measure, 0};
        ts_text_areas areas = {.boxes = &box, .count = 1};
        ts_rooms rooms = {.setting = &f->setting, .scratch = arena, .areas = &areas, .begins = true};
        ts_lines lines = {0};
        size_t weighed = 0;
        ts_rooms_open(&rooms);
        if (f->setting.strip.count > 0 && !ts_has_tabs(&f->setting))
            HOLDS(ts_lines_choose(&f->widths, &rooms, 0, &lines, &weighed));
        for (size_t i = 0, from = 0; i < lines.count; i++) {
            size_t to = lines.ends[i] + 1;
            double width = ts_width_between(&f->widths, from, to), spaces = ts_spaces_between(&f->widths, from, to);
            double room = lines.slots[i].width + ts_hang_between(&f->widths, from, to);
            HOLDS(lines.fill[i] == 0 || fabs(width + lines.fill[i] - room) < 1e-6);
            HOLDS(lines.fill[i] >= -spaces / 3 - 0.01 && lines.fill[i] <= 3 * spaces + 0.01);
            HOLDS(lines.fill[i] == 0 || f->setting.cuts.items[lines.ends[i]].kind != TS_CUT_MUST);
            filled += lines.fill[i] != 0;
            from = to;
        }
        ts_arena_drop(arena);
    }
    assert_true(filled > 300);
}

static bool has_hyphens(const facts *f)
{
    for (size_t i = 0; i < f->setting.cuts.count; i++)
        if (f->setting.cuts.items[i].kind == TS_CUT_HYPHEN)
            return true;
    return false;
}

static void no_choice_has_more_lines_than_first_fit(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 1500; round++) {
        begin_round(round + 300000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, 25);
        ts_setting_rules *rules = &s.paragraphs[0].rules;
        *rules = (ts_setting_rules){.measure = rules->measure, .align = (ts_text_align)draw(4), .balance = rules->balance,
                                    .last_measure = rules->last_measure};
        s.paragraphs[0].marker = NULL;
        facts *f = facts_of(arena, &s.paragraphs[0]);
        if (!has_hyphens(f) && !ts_has_tabs(&f->setting) && f->setting.strip.count > 0) {
            size_t greedy = first_fit(f, rules->measure);
            const ts_block *block = ts_text_set(face.setter, arena, s.paragraphs, 1);
            HOLDS(block->count <= greedy);
            HOLDS(block->count == greedy || rules->align == TS_TEXT_JUSTIFY);
        }
        ts_arena_drop(arena);
    }
}

static void no_more_lines_in_a_row_are_hyphenated_than_may_be(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 800; round++) {
        begin_round(round + 400000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, 60);
        s.count = 1;
        ts_setting_rules *rules = &s.paragraphs[0].rules;
        rules->measure = fmax(rules->measure, 14 * s.types[0].size); /* room for the longest part of a word */
        const ts_block *block = ts_text_set(face.setter, arena, s.paragraphs, 1);
        int most = rules->hyphenation.in_a_row ? rules->hyphenation.in_a_row : 2;
        for (size_t i = 0, row = 0; !block->too_wide && i < block->count; i++) {
            row = block->lines[i].hyphenated ? row + 1 : 0;
            HOLDS(row <= (size_t)most);
        }
        ts_arena_drop(arena);
    }
}

/* However wide the lines are, a line end is weighed a fixed number of times; and a handful of times in
 * ragged text of common measures, where few choices have the fewest lines. */
static void the_work_is_linear_in_the_text(void **state)
{
    (void)state;
    enum { LONGEST = 40000, ROUNDS_JUSTIFIED = 3, A_FEW = 8 };
    char *text = ts_arena_alloc(face.arena, LONGEST + 1);
    begin_round(7);
    size_t words = 1;
    for (size_t i = 0; i < LONGEST; i++) {
        text[i] = draw(4) ? (char)('a' + draw(26)) : ' ';
        words += text[i] == ' ';
    }
    ts_type type = {.font = face.inter, .size = 4, .leading = 5, .language = "en-US"};
    for (double measure = 20; measure <= 5120; measure *= 4)
        for (int align = TS_TEXT_LEFT; align <= TS_TEXT_JUSTIFY; align += TS_TEXT_JUSTIFY) {
            ts_text_piece piece = {.text = text, .length = LONGEST, .type = &type};
            ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = &type,
                                           .rules = {.measure = measure, .align = (ts_text_align)align}};
            size_t work = ts_text_set(face.setter, face.arena, &paragraph, 1)->comparisons;
            assert_true(work >= words / 2);
            assert_true(work <= words * (TS_MEETINGS + A_FEW) * (align == TS_TEXT_JUSTIFY ? ROUNDS_JUSTIFIED : 1));
            assert_true(measure > 100 || align == TS_TEXT_JUSTIFY || work <= words * A_FEW);
        }
}

/* A search over all choices, for texts of few words. */
enum { WORDS_AT_MOST = 12 };

typedef struct puzzle {
    const char *words[WORDS_AT_MOST];
    int count;
    const ts_type *type;
    ts_setting_rules rules;
    double widths[WORDS_AT_MOST][WORDS_AT_MOST + 1]; /* of words [i, j) on a line */
    double space;
} puzzle;

static double width_of(const ts_type *type, const char *text)
{
    return ts_text_line(face.setter, face.arena, text, type, 0)->lines[0].width;
}

static puzzle random_puzzle(const ts_type *type)
{
    static const char *const SHORT[] = {"goods", "and", "a", "of", "trade,", "cross", "In", "Av.", "To", "which", "bridge",
                                        "region", "one", "manufacturing", "economy.", "27", "percent", "T"};
    puzzle p = {.type = type, .count = 2 + (int)draw(WORDS_AT_MOST - 1), .space = width_of(type, "n n") - 2 * width_of(type, "n")};
    for (int i = 0; i < p.count; i++)
        p.words[i] = SHORT[draw(sizeof SHORT / sizeof *SHORT)];
    double widest = 0;
    for (int i = 0; i < p.count; i++) {
        const char *line = "";
        for (int j = i + 1; j <= p.count; j++) {
            line = ts_arena_print(face.arena, "%s%s%s", line, *line ? " " : "", p.words[j - 1]);
            p.widths[i][j] = width_of(type, line);
        }
        widest = fmax(widest, p.widths[i][i + 1]);
    }
    p.rules = (ts_setting_rules){.measure = widest + draw(100), .balance = draw(3) == 0, .last_words = (int)draw(3),
                                 .align = draw(3) ? TS_TEXT_LEFT : TS_TEXT_JUSTIFY};
    return p;
}

/* The TeXbook, chapter 14, for justified lines, and for those that are too loose the more the emptier
 * they are; squares of what is left, for ragged ones. */
static double cost_of(const puzzle *p, int from, int to)
{
    double slack = p->rules.measure - p->widths[from][to], spaces = p->space * (to - from - 1);
    double part = slack > 0 ? slack / p->rules.measure : 0, ragged = 1000 * part * part;
    if (to == p->count) {
        int wanted = p->rules.balance && p->rules.last_words < 2 ? 2 : p->rules.last_words;
        double few = to - from < wanted ? 1e12 * (wanted - (to - from)) : 0;
        return slack < -0.001 ? INFINITY : few + (p->rules.balance ? ragged : 0);
    }
    bool lone = strlen(p->words[to - 1]) == 1;
    if (p->rules.align != TS_TEXT_JUSTIFY)
        return slack < -0.001 ? INFINITY : ragged + (lone ? 20 : 0);
    if (slack < -spaces / 3 - 0.001)
        return INFINITY;
    double ratio = fabs(slack) < 0.001 ? 0 : spaces > 0 ? fmin(3, slack < 0 ? -slack * 3 / spaces : slack * 2 / spaces) : 3;
    double loose = slack > 1.5 * spaces ? 1 + 100 * part * part : 1;
    return pow(1 + 100 * pow(ratio, 3), 2) * loose + (lone ? 1000 : 0);
}

static double cost_of_breaks(const puzzle *p, unsigned breaks)
{
    double cost = 0;
    int from = 0;
    for (int to = 1; to <= p->count; to++)
        if (to == p->count || breaks >> to & 1) {
            cost += cost_of(p, from, to);
            from = to;
        }
    return cost;
}

static int lines_of_breaks(const puzzle *p, unsigned breaks)
{
    int lines = 1;
    for (int to = 1; to < p->count; to++)
        lines += (int)(breaks >> to & 1);
    return lines;
}

static int first_fit_lines(const puzzle *p)
{
    int lines = 0;
    for (int from = 0; from < p->count; lines++) {
        int to = from + 1;
        while (to < p->count && p->widths[from][to + 1] <= p->rules.measure + 0.001)
            to++;
        from = to;
    }
    return lines;
}

/* Over all 2^(n-1) choices with so many lines. */
static double least_cost(const puzzle *p, int lines)
{
    double least = INFINITY;
    for (unsigned breaks = 0; breaks < 1u << p->count; breaks += 2)
        if (lines_of_breaks(p, breaks) == lines)
            least = fmin(least, cost_of_breaks(p, breaks));
    return least;
}

static unsigned breaks_chosen(const puzzle *p, const ts_block *block)
{
    unsigned breaks = 0;
    int word = 0;
    for (size_t i = 0; i + 1 < block->count; i++) {
        const ts_line *line = &block->lines[i];
        for (size_t r = 0; r < line->count; r++)
            for (size_t b = 0; b < line->runs[r].length; b++)
                word += line->runs[r].text[b] == ' ';
        breaks |= 1u << word;
    }
    assert_true(word < p->count);
    return breaks;
}

static void the_choice_is_the_best_of_all_there_are(void **state)
{
    (void)state;
    ts_type type = {.font = face.inter, .size = 9, .leading = 12, .language = "en-US"};
    for (uint32_t round = 0; round < 800; round++) {
        begin_round(round + 500000);
        puzzle p = random_puzzle(&type);
        const char *text = "";
        for (int i = 0; i < p.count; i++)
            text = ts_arena_print(face.arena, "%s%s%s", text, i ? " " : "", p.words[i]);
        ts_text_piece piece = {.text = text, .length = strlen(text), .type = &type};
        ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = &type, .rules = p.rules};
        const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
        int fewest = first_fit_lines(&p), lines = (int)block->count;
        bool justified = p.rules.align == TS_TEXT_JUSTIFY;
        double best = least_cost(&p, fewest), chosen = cost_of_breaks(&p, breaks_chosen(&p, block));
        for (int less = 1; justified && less <= 2 && fewest > less; less++)
            best = fmin(best, least_cost(&p, fewest - less));
        if (best >= 1e12 && !p.rules.balance && fewest > 1 && least_cost(&p, fewest + 1) < 1e12)
            best = least_cost(&p, fewest + 1);
        HOLDS(lines <= fewest + 1);
        if (fabs(chosen - best) > 1e-6 * fmax(1, best))
            fail_msg("round %u: \"%s\" in %.2f: %g chosen, %g is the least", seed, text, p.rules.measure, chosen, best);
    }
}

/* Letters that the sheets' faces lack come from faces that have them. */
static int open_all(void **state)
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_in_a_measure_keeps_all_its_letters_in_their_order),
        cmocka_unit_test(any_text_in_any_areas_keeps_off_and_goes_on_where_it_ended),
        cmocka_unit_test(a_line_is_built_as_wide_as_it_was_weighed),
        cmocka_unit_test(justified_lines_are_filled_or_left_as_they_are),
        cmocka_unit_test(no_choice_has_more_lines_than_first_fit),
        cmocka_unit_test(no_more_lines_in_a_row_are_hyphenated_than_may_be),
        cmocka_unit_test(the_work_is_linear_in_the_text),
        cmocka_unit_test(the_choice_is_the_best_of_all_there_are),
    };
    return cmocka_run_group_tests_name("property", tests, open_all, close_faces);
}
