/* From runs to lines: where a line ends, and how even lines are. */
#include "body.h"

/* The lines as text, "|" between them, in reading order of left-to-right text. */
static const char *lines_of(const ts_block *block)
{
    char *text = ts_arena_text(face.arena, "");
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i];
        text = ts_arena_print(face.arena, "%s%s", text, i ? "|" : "");
        for (size_t r = 0; r < line->count; r++)
            text = ts_arena_print(face.arena, "%s%.*s", text, (int)line->runs[r].length, line->runs[r].text);
    }
    return text;
}

static const char *split(const ts_type *type, const char *text, double measure)
{
    return lines_of(set_text(type, text, (ts_setting_rules){.measure = measure}));
}

static double width_of(const ts_type *type, const char *text)
{
    return ts_text_line(face.setter, face.arena, text, type, 0)->lines[0].width;
}

static void words_go_on_a_line_while_they_fit(void **state)
{
    (void)state;
    double measure = width_of(body(), "Goods cross the");
    assert_string_equal(split(body(), "Goods cross the line daily", measure),
                        "Goods cross the |line daily");
    assert_string_equal(split(body(), "Goods cross the line daily", measure - 0.01),
                        "Goods cross |the line daily");
}

static void a_line_is_as_wide_as_its_own_text_set_alone(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = 150};
    const ts_block *block = set_text(head(), "Two regions, one economy: To Av. We. Ya", rules);
    assert_true(block->count > 2);
    for (size_t i = 0; i < block->count; i++) {
        const ts_run *run = block->lines[i].runs;
        char *alone = ts_arena_copy(face.arena, run->text, run->length);
        near(block->lines[i].width, width_of(head(), alone), 1e-6);
        assert_true(block->lines[i].width <= 150.001);
    }
}

static void baselines_are_a_leading_apart_from_the_first_one_on(void **state)
{
    (void)state;
    const ts_block *block = set_text(body(), "one two three four", (ts_setting_rules){.measure = 30});
    assert_true(block->count >= 3);
    near(block->first_baseline, 9.18, 0.005);
    for (size_t i = 1; i < block->count; i++)
        near(block->lines[i].baseline - block->lines[i - 1].baseline, 12, 1e-9);
    near(block->height, 12 * (double)block->count, 1e-9);
    near(block->last_baseline, block->lines[block->count - 1].baseline, 0);
    assert_true(block->lines[block->count - 1].ends_paragraph);
    assert_false(block->lines[0].ends_paragraph);
}

static void a_larger_piece_does_not_open_the_leading(void **state)
{
    (void)state;
    ts_text_piece pieces[] = {{"small ", 6, body(), 0, false}, {"LARGE", 5, head(), 0, false}};
    const ts_block *block = set_pieces(pieces, 2, (ts_setting_rules){.measure = 400});
    near(block->first_baseline, ts_type_first_baseline(body()), 1e-9);
    near(block->height, 12, 1e-9);
}

static void space_stands_between_paragraphs_and_not_above_the_first(void **state)
{
    (void)state;
    ts_text_piece piece = {"word", 4, body(), 0, false};
    ts_setting_rules rules = {.measure = 100, .space_before = 3, .space_after = 2};
    ts_text_paragraph two[] = {{&piece, 1, body(), rules}, {&piece, 1, body(), rules}};
    const ts_block *block = ts_text_set(face.setter, face.arena, two, 2);
    near(block->lines[0].baseline, ts_type_first_baseline(body()), 1e-9);
    near(block->lines[1].baseline - block->lines[0].baseline, 12 + 2 + 3, 1e-9);
    near(block->height, 2 * 12 + 3 + 2 * 2, 1e-9);
}

static void no_line_begins_with_a_dash(void **state)
{
    (void)state;
    static const char *const texts[] = {"trade\u2014and place\u2014and people",
                                        "trade \u2014 and place \u2013 and people",
                                        "2019\u20132024 or 2020\u20132025 only"};
    for (size_t t = 0; t < 3; t++)
        for (double measure = 10; measure < 200; measure += 3) {
            const char *lines = split(body(), texts[t], measure);
            assert_null(strstr(lines, "|\u2014"));
            assert_null(strstr(lines, "|\u2013"));
        }
    assert_string_equal(split(body(), texts[0], 10),
                        "trade\u2014|and |place\u2014|and |people");
}

static void no_line_begins_with_a_source_mark_or_ends_in_one(void **state)
{
    (void)state;
    ts_text_piece pieces[] = {{"exports grew", 12, body(), 1, false},
                              {" ", 1, body(), 1, false},
                              {"3, 14", 5, body(), 2, true},
                              {" last year", 10, body(), 1, false}};
    for (double measure = 10; measure < 130; measure += 2) {
        const char *lines = lines_of(set_pieces(pieces, 4, (ts_setting_rules){.measure = measure}));
        assert_non_null(strstr(lines, "grew 3, 14"));
    }
}

static void a_no_break_space_never_breaks(void **state)
{
    (void)state;
    for (double measure = 10; measure < 160; measure += 2) {
        const char *lines = split(body(), "about 1.5\u00A0million in San\u202FYsidro", measure);
        assert_non_null(strstr(lines, "1.5\u00A0million"));
        assert_non_null(strstr(lines, "San\u202FYsidro"));
    }
}

static void punctuation_keeps_to_its_word(void **state)
{
    (void)state;
    assert_string_equal(split(body(), "\u00BFQu\u00E9 (no) \u201Csi\u201D 5% $1.6T", 10),
                        "\u00BFQu\u00E9 |(no) |\u201Csi\u201D |5% |$1.6T");
    assert_string_equal(split(body(), "cross-border and/or 24/7", 10),
                        "cross-|border |and/|or |24/7");
}

static void a_line_separator_forces_a_line(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = 200};
    const ts_block *block = set_text(body(), "one\u2028two\u2028\u2028four", rules);
    assert_string_equal(lines_of(block), "one|two||four");
    near(block->lines[2].width, 0, 0);
    assert_int_equal(set_text(body(), "one\u2028", rules)->count, 1);
    assert_int_equal(ts_text_line(face.setter, face.arena, "one\u2028two words", body(), 0)->count, 1);
}

static void a_word_that_is_too_wide_stands_alone_and_is_told(void **state)
{
    (void)state;
    const ts_block *block = set_text(body(), "an unbreakableword so", (ts_setting_rules){.measure = 40});
    assert_string_equal(lines_of(block), "an |unbreakableword |so");
    assert_true(block->too_wide);
    assert_true(block->width > 40);
    assert_false(set_text(body(), "an easy word", (ts_setting_rules){.measure = 40})->too_wide);
}

static void a_soft_hyphen_shows_only_where_a_line_ends(void **state)
{
    (void)state;
    const char *text = "manu\u00ADfac\u00ADturing";
    double measure = width_of(body(), "manufac-");
    const ts_block *block = set_text(body(), text, (ts_setting_rules){.measure = measure});
    assert_string_equal(lines_of(block), "manufac\u00AD|turing");
    assert_true(block->lines[0].hyphenated);
    assert_false(block->lines[1].hyphenated);
    const ts_run *run = block->lines[0].runs;
    assert_int_equal(run->count, 8);
    assert_int_equal(run->glyphs[7].cluster, 7);
    assert_true(block->lines[0].width <= measure + 0.05);
    assert_string_equal(split(body(), text, 200), "manufacturing");
}

static void lines_are_centred_or_set_right_by_their_ink(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = 60, .align = TS_TEXT_RIGHT};
    const ts_block *right = set_text(body(), "goods and services", rules);
    rules.align = TS_TEXT_CENTER;
    const ts_block *centre = set_text(body(), "goods and services", rules);
    assert_int_equal(right->count, 2);
    for (size_t i = 0; i < 2; i++) {
        near(right->lines[i].x + right->lines[i].width, 60, 1e-6);
        near(centre->lines[i].x * 2 + centre->lines[i].width, 60, 1e-6);
    }
}

static const char ABOUT_BRIDGES[] =
    "The bridge was built by two towns that could not agree on its name, and so it has none on any map; "
    "those who live beside it call it by the hour at which they cross it.";

static void justified_lines_end_at_both_edges_but_for_the_last(void **state)
{
    (void)state;
    for (double measure = 130; measure < 300; measure += 10) {
        ts_setting_rules rules = {.measure = measure, .align = TS_TEXT_JUSTIFY};
        const ts_block *block = set_text(body(), ABOUT_BRIDGES, rules);
        for (size_t i = 0; i + 1 < block->count; i++)
            near(block->lines[i].width, measure, 1e-6);
        assert_true(block->lines[block->count - 1].width <= measure + 0.001);
        assert_false(block->too_wide);
    }
    ts_setting_rules rules = {.measure = 200, .align = TS_TEXT_JUSTIFY};
    const ts_block *block = set_text(body(), "These lines\u2028are forced.", rules);
    near(block->lines[0].width, width_of(body(), "These lines"), 1e-6);
}

/* What stands behind it is too long for the line: two word spaces more at each are better than one short line amid full ones. */
static void a_loose_line_reaches_its_measure(void **state)
{
    (void)state;
    double space = width_of(body(), "a a") - width_of(body(), "aa");
    ts_setting_rules rules = {.measure = width_of(body(), "This was set in") + 6 * space, .align = TS_TEXT_JUSTIFY};
    const ts_block *block = set_text(body(), "This was set in internationalisation, all", rules);
    assert_int_equal(strncmp(lines_of(block), "This was set in |inter", 22), 0);
    near(block->lines[0].width, rules.measure, 1e-6);
}

static void a_line_is_not_torn_apart_to_fill_its_measure(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = width_of(body(), "internationalisation"), .align = TS_TEXT_JUSTIFY};
    const ts_block *block = set_text(body(), "the very internationalisation of trade", rules);
    assert_string_equal(lines_of(block), "the very |internationalisation |of trade");
    near(block->lines[0].width, width_of(body(), "the very"), 1e-6);
}

static void a_line_does_not_end_with_one_letter_where_another_can_have_it(void **state)
{
    (void)state;
    const char *text = "The goods that cross a line.";
    double measure = width_of(body(), "The goods that cross a");
    assert_string_equal(split(body(), text, measure), "The goods that cross |a line.");
}

static void a_name_is_divided_at_its_hyphen_only_for_want_of_room(void **state)
{
    (void)state;
    const char *name = "it went by San Diego-Imperial to the south of it", *word = "it went by the cross-border lanes south";
    double measure = width_of(body(), "it went by San Diego-");
    assert_string_equal(split(body(), name, measure), "it went by San |Diego-Imperial to the |south of it");
    assert_string_equal(split(body(), "by Tijuana-Mexicali", width_of(body(), "by Tijuana-")), "by Tijuana-|Mexicali");
    assert_string_equal(split(body(), word, width_of(body(), "it went by the cross-")), "it went by the cross-|border lanes south");
}

static void a_hanging_indent_takes_room_from_all_lines_but_the_first(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = width_of(body(), "aaa bbb"), .indent = 9};
    const ts_block *block = set_text(body(), "aaa bbb aaa bbb", rules);
    assert_string_equal(lines_of(block), "aaa bbb |aaa |bbb");
    near(block->lines[0].x, 0, 0);
    near(block->lines[1].x, 9, 0);
    rules.align = TS_TEXT_RIGHT;
    block = set_text(body(), "aaa bbb aaa bbb", rules);
    near(block->lines[2].x + block->lines[2].width, rules.measure, 1e-6);
}

static double spread(const ts_block *block)
{
    double least = 1e9, most = 0;
    for (size_t i = 0; i < block->count; i++) {
        least = fmin(least, block->lines[i].width);
        most = fmax(most, block->lines[i].width);
    }
    return most - least;
}

static void balance_makes_lines_even_without_another_line(void **state)
{
    (void)state;
    const char *text = "Harnessing opportunity in the binational region for all";
    double measure = width_of(head(), "Harnessing opportunity in the binational region") + 1;
    ts_setting_rules rules = {.measure = measure};
    const ts_block *ragged = set_text(head(), text, rules);
    rules.balance = true;
    const ts_block *even = set_text(head(), text, rules);
    assert_string_equal(lines_of(ragged), "Harnessing opportunity in the binational region |for all");
    assert_string_equal(lines_of(even), "Harnessing opportunity in |the binational region for all");
    assert_true(spread(even) < spread(ragged) / 4);
}

/* What lines leave of their measure, squared: the least where they are even. */
static double unevenness(const ts_block *block, const ts_setting_rules *rules)
{
    double sum = 0;
    for (size_t i = 0; i < block->count; i++)
        sum += pow(1 - block->lines[i].width / (rules->measure - (i ? rules->indent : 0)), 2);
    return sum;
}

static void balance_never_changes_the_number_of_lines(void **state)
{
    (void)state;
    const char *text = "Scaling high-value industries on both sides\u2014together";
    for (double measure = 60; measure < 600; measure += 7) {
        ts_setting_rules rules = {.measure = measure, .indent = measure > 300 ? 12 : 0};
        const ts_block *ragged = set_text(head(), text, rules);
        rules.balance = true;
        const ts_block *even = set_text(head(), text, rules);
        assert_int_equal(even->count, ragged->count);
        const char *last = strrchr(lines_of(ragged), '|');
        bool alone = last && !strchr(last, ' '); /* one word, which no balanced text ends with */
        assert_true(even->too_wide || alone || unevenness(even, &rules) <= unevenness(ragged, &rules) + 1e-9);
        assert_int_equal(even->too_wide, ragged->too_wide);
    }
}

static void the_last_line_takes_words_down_while_they_fit(void **state)
{
    (void)state;
    double measure = width_of(body(), "one two three four");
    const char *text = "one two three four five";
    ts_setting_rules rules = {.measure = measure};
    assert_string_equal(lines_of(set_text(body(), text, rules)), "one two three four |five");
    rules.last_words = 2;
    assert_string_equal(lines_of(set_text(body(), text, rules)), "one two three |four five");
    rules.last_measure = 0.6;
    assert_string_equal(lines_of(set_text(body(), text, rules)), "one two |three four five");
}

static void words_that_do_not_fit_stay_where_they_are(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = width_of(body(), "internationalisation"), .last_words = 2};
    assert_string_equal(lines_of(set_text(body(), "so internationalisation of", rules)),
                        "so |internationalisation |of");
    rules.measure = 200;
    assert_string_equal(lines_of(set_text(body(), "word", rules)), "word");
    assert_string_equal(lines_of(set_text(body(), "one two\u2028three", rules)), "one two|three");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_on_a_line_while_they_fit),
        cmocka_unit_test(a_line_is_as_wide_as_its_own_text_set_alone),
        cmocka_unit_test(baselines_are_a_leading_apart_from_the_first_one_on),
        cmocka_unit_test(a_larger_piece_does_not_open_the_leading),
        cmocka_unit_test(space_stands_between_paragraphs_and_not_above_the_first),
        cmocka_unit_test(no_line_begins_with_a_dash),
        cmocka_unit_test(no_line_begins_with_a_source_mark_or_ends_in_one),
        cmocka_unit_test(a_no_break_space_never_breaks),
        cmocka_unit_test(punctuation_keeps_to_its_word),
        cmocka_unit_test(a_line_separator_forces_a_line),
        cmocka_unit_test(a_word_that_is_too_wide_stands_alone_and_is_told),
        cmocka_unit_test(a_soft_hyphen_shows_only_where_a_line_ends),
        cmocka_unit_test(lines_are_centred_or_set_right_by_their_ink),
        cmocka_unit_test(justified_lines_end_at_both_edges_but_for_the_last),
        cmocka_unit_test(a_loose_line_reaches_its_measure),
        cmocka_unit_test(a_line_is_not_torn_apart_to_fill_its_measure),
        cmocka_unit_test(a_line_does_not_end_with_one_letter_where_another_can_have_it),
        cmocka_unit_test(a_name_is_divided_at_its_hyphen_only_for_want_of_room),
        cmocka_unit_test(a_hanging_indent_takes_room_from_all_lines_but_the_first),
        cmocka_unit_test(balance_makes_lines_even_without_another_line),
        cmocka_unit_test(balance_never_changes_the_number_of_lines),
        cmocka_unit_test(the_last_line_takes_words_down_while_they_fit),
        cmocka_unit_test(words_that_do_not_fit_stay_where_they_are),
    };
    return cmocka_run_group_tests_name("lines", tests, open_faces, close_faces);
}
