/* Where the lines of random texts end, against first fit and against a search over all choices. */
#include "random.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(justified_lines_are_filled_or_left_as_they_are),
        cmocka_unit_test(no_choice_has_more_lines_than_first_fit),
        cmocka_unit_test(no_more_lines_in_a_row_are_hyphenated_than_may_be),
        cmocka_unit_test(the_work_is_linear_in_the_text),
        cmocka_unit_test(the_choice_is_the_best_of_all_there_are),
    };
    return cmocka_run_group_tests_name("choices", tests, open_all, close_faces);
}
