/* What stands beside the lines: initials, list markers; and what hangs over their ends. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

enum { LEADING = 12, EM = 10, MEASURE = 150 };
static const double HAIR = 1e-6;
static const char *const STORY = "Some goods and services that are moved across the border by truck, by rail, "
                                 "by pipeline and by sea make a paragraph of several lines.";

static ts_type *type_of(const ts_font *font, double size)
{
    ts_type *type = TS_NEW(face.arena, ts_type);
    *type = (ts_type){.font = font, .size = size, .leading = LEADING, .language = "en-US"};
    return type;
}

/* In areas where they are given. */
static const ts_block *set_in(const ts_text_areas *areas, const char *text, ts_setting_rules rules, const char *marker,
                              bool right)
{
    const ts_type *type = type_of(face.inter, EM);
    ts_text_piece piece = {.text = text, .length = strlen(text), .type = type}, label = {0};
    if (marker)
        label = (ts_text_piece){.text = marker, .length = strlen(marker), .type = type, .user = 7};
    rules.measure = rules.measure > 0 ? rules.measure : MEASURE;
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = type, .rules = rules,
                                   .marker = marker ? &label : NULL, .marker_right = right};
    const ts_block *block = areas ? ts_text_flow(face.setter, face.arena, &paragraph, 1, areas)
                                  : ts_text_set(face.setter, face.arena, &paragraph, 1);
    assert_non_null(block);
    return block;
}

static const ts_block *set(const char *text, ts_setting_rules rules, const char *marker, bool right)
{
    return set_in(NULL, text, rules, marker, right);
}

static double width_of(const char *text)
{
    return ts_text_line(face.setter, face.arena, text, type_of(face.inter, EM), 0)->lines[0].width;
}

/* ---- initials */

static ts_setting_rules with_initial(int lines)
{
    return (ts_setting_rules){.drop_cap = {type_of(face.display, 1), lines, 4}};
}

static void an_initial_is_as_high_as_its_lines(void **state)
{
    (void)state;
    const ts_block *block = set(STORY, with_initial(3), NULL, false);
    const ts_run *initial = &block->lines[0].runs[0];
    assert_true(initial->initial);
    assert_int_equal(initial->length, 1);
    assert_memory_equal(initial->text, "S", 1);
    double caps = ts_font_metrics_of(face.display)->cap_height, body = ts_font_metrics_of(face.inter)->cap_height;
    near(initial->type->size * caps, 2 * LEADING + body * EM, HAIR);
    near(initial->glyphs[0].dy, 2 * LEADING, HAIR); /* it stands on the third line */
}

static void its_lines_make_room_and_the_next_does_not(void **state)
{
    (void)state;
    const ts_block *block = set(STORY, with_initial(3), NULL, false);
    assert_true(block->count > 4);
    for (size_t i = 0; i < 3; i++)
        near(block->lines[i].x, block->lines[0].x, HAIR);
    near(block->lines[3].x, 0, HAIR);
    const ts_line *line = &block->lines[0];
    const ts_run *initial = &line->runs[0];
    double ink = line->x + initial->x + initial->width; /* right side bearing included */
    assert_true(ink < line->x - 3 && ink > line->x - 5);
    assert_true(line->x + initial->x < 0.001); /* its left bearing is outside: ink at the edge */
}

static void a_short_paragraph_is_as_high_as_its_initial(void **state)
{
    (void)state;
    const ts_block *block = set("So be it.", with_initial(3), NULL, false);
    assert_int_equal(block->count, 1);
    near(block->height, 3 * LEADING, HAIR);
}

static void an_opening_mark_goes_with_its_letter(void **state)
{
    (void)state;
    const ts_block *block = set("\u201CYes,\u201D they said, and went across the border once more.", with_initial(2), NULL, false);
    const ts_run *initial = &block->lines[0].runs[0];
    assert_int_equal(initial->length, 4);
    assert_memory_equal(initial->text, "\u201CY", 4);
    assert_memory_equal(block->lines[0].runs[1].text, "es,", 3);
}

/* An apostrophe that opens a word, guillemets that point inwards, marks above a letter. */
static void what_a_reader_takes_for_one_letter_is_one(void **state)
{
    (void)state;
    static const struct { const char *text, *initial; } samples[] = {
        {"\u2019Twas brillig, and so on", "\u2019T"}, {"\u00BBWort\u00AB und mehr", "\u00BBW"},
        {"\u00BFQu\u00E9 tal, amigos?", "\u00BFQ"},    {"E\u0301tude in three parts", "E\u0301"}};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const ts_run *initial = &set(samples[i].text, with_initial(2), NULL, false)->lines[0].runs[0];
        assert_true(initial->initial);
        assert_int_equal(initial->length, strlen(samples[i].initial));
        assert_memory_equal(initial->text, samples[i].initial, initial->length);
    }
}

static void an_initial_has_the_capitals_of_its_own_style(void **state)
{
    (void)state;
    ts_type *type = TS_NEW(face.arena, ts_type);
    *type = *type_of(face.display, 1);
    type->capitals = true;
    ts_setting_rules rules = {.drop_cap = {type, 2, 4}};
    const ts_run *initial = &set("some goods and services", rules, NULL, false)->lines[0].runs[0];
    assert_memory_equal(initial->text, "S", 1);
    assert_memory_equal(initial->original, "s", 1);
    assert_memory_equal(set("some goods", rules, NULL, false)->lines[0].runs[1].text, "ome", 3);
}

static void a_word_of_one_letter_keeps_its_space(void **state)
{
    (void)state;
    const ts_block *block = set("A story goes on and on until it ends at last.", with_initial(2), NULL, false);
    const ts_run *initial = &block->lines[0].runs[0];
    assert_memory_equal(initial->text, "A ", 2);
    assert_int_equal(initial->length, 2);
    assert_memory_equal(block->lines[0].runs[1].text, "story", 5);
    assert_true(block->lines[0].x + initial->x + initial->width < block->lines[0].x - 3);
}

static void a_letter_and_a_fixed_space_are_all_there(void **state)
{
    (void)state;
    const ts_line *line = &set("A\u00A0", with_initial(2), NULL, false)->lines[0];
    size_t length = 0;
    for (size_t r = 0; r < line->count; r++)
        length += line->runs[r].length;
    assert_int_equal(length, 3);
}

static const ts_run *initial_beside(ts_rect picture, double height, const ts_line **line)
{
    const ts_rect box = {0, 0, MEASURE, height};
    const ts_text_obstacle obstacle = {.box = picture};
    const ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &obstacle, .obstacle_count = picture.w > 0};
    *line = &set_in(&areas, STORY, with_initial(3), NULL, false)->lines[0];
    return (*line)->runs[0].initial ? &(*line)->runs[0] : NULL;
}

static void an_initial_keeps_off_pictures(void **state)
{
    (void)state;
    const ts_line *line;
    const ts_run *initial = initial_beside((ts_rect){0, 0, 40, 3 * LEADING}, 0, &line);
    assert_non_null(initial);
    double bearing = ts_font_metrics_of(face.display)->cap_height * initial->type->size / 10;
    assert_true(line->x + initial->x > 40 - bearing);
    initial = initial_beside((ts_rect){MEASURE - 30, 0, 30, 20}, 0, &line);
    assert_true(initial && line->x + initial->x < 0.001);
}

static void where_its_place_is_not_free_it_is_a_letter(void **state)
{
    (void)state;
    const ts_rect pictures[] = {
        {0, LEADING, 40, 50},        /* in its way, from the second line on */
        {0, 0, 40, 2 * LEADING},     /* the third line would run under it */
        {0, LEADING, MEASURE, 20},   /* its lines are parted */
    };
    const ts_line *line;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        assert_null(initial_beside(pictures[i], 0, &line));
        assert_memory_equal(line->runs[0].text, "Some", 4);
    }
}

static void a_letter_of_two_capitals_is_an_initial(void **state)
{
    (void)state;
    ts_type *type = type_of(face.display, 1);
    type->capitals = true;
    ts_type *body = type_of(face.inter, EM);
    body->capitals = true;
    ts_text_piece piece = {.text = "\xC3\x9F" "eta and more words", .length = 20, .type = body};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = body,
                                   .rules = {.measure = MEASURE, .drop_cap = {type, 2, 4}}};
    const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
    assert_true(block->lines[0].runs[0].initial);
    assert_int_equal(block->lines[0].runs[0].count, 2);
    assert_false(block->no_initial);
}

static void a_sign_that_nobody_sees_hides_no_initial(void **state)
{
    (void)state;
    const ts_block *block = set("\xE2\x80\x8B" "Seen at once by all of them", with_initial(2), NULL, false);
    assert_true(block->lines[0].runs[0].initial);
    assert_true(set("-- seen", with_initial(2), NULL, false)->no_initial);
    assert_false(set("Seen", with_initial(0), NULL, false)->no_initial);
}

static void a_marker_keeps_off_what_stands_beside_it(void **state)
{
    (void)state;
    ts_setting_rules rules = {.left = 12, .beside = 30};
    const ts_line *line = &set("Text of an item", rules, "-", false)->lines[0];
    near(line->x, 42, HAIR);
    near(line->x + line->runs[0].x, 30, HAIR);
    near(line->edge, 0, HAIR);
}

static void the_edge_is_that_of_the_room(void **state)
{
    (void)state;
    const ts_rect box = {0, 0, MEASURE, 200};
    const ts_text_obstacle obstacle = {.box = {0, 0, 40, 200}};
    const ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &obstacle, .obstacle_count = 1};
    ts_setting_rules rules = with_initial(2);
    rules.beside = 18;
    near(set_in(&areas, STORY, rules, NULL, false)->lines[0].edge, 40, HAIR);
    const ts_block *leftward = set("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", (ts_setting_rules){.beside = 18, .align = TS_TEXT_RIGHT}, NULL, false);
    near(leftward->lines[0].edge, MEASURE, HAIR);
    assert_true(leftward->lines[0].x + leftward->lines[0].width <= MEASURE - 18 + HAIR);
}

static void a_low_area_has_no_initial(void **state)
{
    (void)state;
    const ts_line *line;
    assert_null(initial_beside((ts_rect){0}, 2 * LEADING, &line));
    assert_non_null(initial_beside((ts_rect){0}, 3 * LEADING, &line));
}

static void an_initial_has_no_indent(void **state)
{
    (void)state;
    ts_setting_rules rules = with_initial(2);
    rules.indent = 9;
    rules.first_indent = 20;
    const ts_block *block = set(STORY, rules, NULL, false);
    near(block->lines[1].x, block->lines[0].x, HAIR);
    assert_true(block->lines[0].x + block->lines[0].runs[0].x < 0.001);
    near(block->lines[2].x, 9, HAIR);
}

static void there_is_none_where_it_cannot_be(void **state)
{
    (void)state;
    ts_setting_rules narrow = with_initial(3);
    narrow.measure = 24;
    const struct { const char *text; ts_setting_rules rules; } plain[] = {
        {STORY, narrow}, {"\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD", with_initial(2)}, {"X", with_initial(2)},
        {"\u201C", with_initial(2)}, {"... and so", with_initial(2)}, {STORY, with_initial(1)}, {"", with_initial(4)}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        const ts_block *block = set(plain[i].text, plain[i].rules, NULL, false);
        for (size_t k = 0; k < block->count; k++)
            for (size_t r = 0; r < block->lines[k].count; r++)
                assert_false(block->lines[k].runs[r].initial);
    }
}

/* ---- markers */

static void a_bullet_stands_at_the_edge_and_figures_before_the_text(void **state)
{
    (void)state;
    ts_setting_rules rules = {.left = 20};
    const ts_line *line = &set(STORY, rules, "\u2022", false)->lines[0];
    assert_int_equal(line->runs[0].user, 7);
    near(line->x + line->runs[0].x, 0, HAIR);
    near(line->x, 20, HAIR);
    line = &set(STORY, rules, "12.", true)->lines[0];
    near(line->x + line->runs[0].x + width_of("12."), 20 - EM / 3.0, HAIR);
    assert_int_equal(set(STORY, rules, "12.", true)->lines[1].count, 1);
}

static void a_wide_marker_moves_its_first_line(void **state)
{
    (void)state;
    const ts_block *block = set(STORY, (ts_setting_rules){.left = 8}, "1234.", false);
    near(block->lines[0].x, width_of("1234.") + EM / 3.0, HAIR);
    near(block->lines[1].x, 8, HAIR);
    assert_true(block->lines[0].x + block->lines[0].width <= MEASURE + HAIR);
}

static void a_marker_keeps_off_pictures_with_its_text(void **state)
{
    (void)state;
    const ts_rect box = {0, 0, MEASURE, 0};
    const ts_text_obstacle picture = {.box = {0, 0, 30, 20}};
    const ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &picture, .obstacle_count = 1};
    const ts_block *block = set_in(&areas, STORY, (ts_setting_rules){.left = 20}, "\u2022", false);
    near(block->lines[0].x + block->lines[0].runs[0].x, 30, HAIR);
    near(block->lines[0].x, 50, HAIR);
    near(block->lines[2].x, 20, HAIR);
}

static void leftward_lists_are_the_mirror(void **state)
{
    (void)state;
    const ts_block *block = set("\u05E9\u05DC\u05D5\u05DD", (ts_setting_rules){.left = 20, .align = TS_TEXT_RIGHT}, "\u2022", false);
    const ts_line *line = &block->lines[0];
    near(line->x + line->width, MEASURE - 20, HAIR);
    const ts_run *marker = &line->runs[line->count - 1];
    assert_int_equal(marker->user, 7);
    near(line->x + marker->x + marker->width, MEASURE, HAIR);
}

/* ---- optical margins */

static void quotes_hang_at_the_begin_and_stops_at_the_end(void **state)
{
    (void)state;
    ts_setting_rules left = {.optical = true}, right = {.optical = true, .align = TS_TEXT_RIGHT};
    const char *text = "\u201CIt is so.";
    near(set(text, left, NULL, false)->lines[0].x, -0.8 * width_of("\u201C"), 0.02);
    const ts_line *line = &set(text, right, NULL, false)->lines[0];
    near(line->x + line->width - MEASURE, 0.7 * width_of("."), 0.02);
    near(set(text, (ts_setting_rules){0}, NULL, false)->lines[0].x, 0, HAIR);
}

static void centred_lines_are_centred_by_their_words(void **state)
{
    (void)state;
    ts_setting_rules rules = {.optical = true, .align = TS_TEXT_CENTER};
    const ts_line *quoted = &set("\u201Chome\u201D", rules, NULL, false)->lines[0];
    const ts_line *plain = &set("\"home\"", rules, NULL, false)->lines[0];
    near(quoted->x + quoted->width / 2, MEASURE / 2.0, 0.02);
    near(plain->x + plain->width / 2, MEASURE / 2.0, 0.02);
}

static void tracking_is_no_part_of_a_sign(void **state)
{
    (void)state;
    ts_type *type = TS_NEW(face.arena, ts_type);
    *type = *type_of(face.inter, EM);
    type->tracking = 200;
    ts_text_piece piece = {.text = "\u201CIt", .length = 5, .type = type};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = type,
                                   .rules = {.measure = MEASURE, .optical = true}};
    const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
    near(block->lines[0].x, -0.8 * width_of("\u201C"), 0.02);
}

/* A word fits that is wider than the measure by less than its comma hangs. */
static void what_hangs_needs_no_room(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = width_of("one two,") - 0.6 * width_of(",")};
    assert_int_equal(set("one two, three", rules, NULL, false)->lines[0].ends_paragraph, false);
    assert_int_equal(set("one two, three", rules, NULL, false)->count, 3);
    rules.optical = true;
    assert_int_equal(set("one two, three", rules, NULL, false)->count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_initial_is_as_high_as_its_lines),
        cmocka_unit_test(its_lines_make_room_and_the_next_does_not),
        cmocka_unit_test(a_short_paragraph_is_as_high_as_its_initial),
        cmocka_unit_test(an_opening_mark_goes_with_its_letter),
        cmocka_unit_test(what_a_reader_takes_for_one_letter_is_one),
        cmocka_unit_test(an_initial_has_the_capitals_of_its_own_style),
        cmocka_unit_test(a_word_of_one_letter_keeps_its_space),
        cmocka_unit_test(a_letter_and_a_fixed_space_are_all_there),
        cmocka_unit_test(an_initial_keeps_off_pictures),
        cmocka_unit_test(where_its_place_is_not_free_it_is_a_letter),
        cmocka_unit_test(a_low_area_has_no_initial),
        cmocka_unit_test(a_letter_of_two_capitals_is_an_initial),
        cmocka_unit_test(a_sign_that_nobody_sees_hides_no_initial),
        cmocka_unit_test(a_marker_keeps_off_what_stands_beside_it),
        cmocka_unit_test(the_edge_is_that_of_the_room),
        cmocka_unit_test(an_initial_has_no_indent),
        cmocka_unit_test(there_is_none_where_it_cannot_be),
        cmocka_unit_test(a_bullet_stands_at_the_edge_and_figures_before_the_text),
        cmocka_unit_test(a_wide_marker_moves_its_first_line),
        cmocka_unit_test(a_marker_keeps_off_pictures_with_its_text),
        cmocka_unit_test(leftward_lists_are_the_mirror),
        cmocka_unit_test(quotes_hang_at_the_begin_and_stops_at_the_end),
        cmocka_unit_test(centred_lines_are_centred_by_their_words),
        cmocka_unit_test(tracking_is_no_part_of_a_sign),
        cmocka_unit_test(what_hangs_needs_no_room),
    };
    return cmocka_run_group_tests_name("beside", tests, open_faces, close_faces);
}
