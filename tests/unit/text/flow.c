/* A text through areas: columns, pictures in its way, ends that go on elsewhere. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

enum { LEADING = 12, EM = 10 };

static const ts_type *body(void)
{
    static ts_type type;
    type = (ts_type){.font = face.inter, .size = EM, .leading = LEADING, .language = "en-US"};
    return &type;
}

/* Words of equal width: so many of them and the spaces between. */
static const char *words(int count)
{
    char *text = ts_arena_text(face.arena, "");
    for (int i = 0; i < count; i++)
        text = ts_arena_print(face.arena, "%s%snnnn", text, i ? " " : "");
    return text;
}

static double width_of(const char *text)
{
    return ts_text_line(face.setter, face.arena, text, body(), 0)->lines[0].width;
}

/* As wide as so many words, and a hair. */
static double measure_of(int count)
{
    return width_of(words(count)) + 0.01;
}

static ts_text_paragraph paragraph_of(const char *text, ts_setting_rules rules)
{
    ts_text_piece *piece = TS_NEW(face.arena, ts_text_piece);
    *piece = (ts_text_piece){.text = text, .length = strlen(text), .type = body()};
    return (ts_text_paragraph){.pieces = piece, .count = 1, .type = body(), .rules = rules};
}

static const ts_block *flow(const ts_text_paragraph *paragraphs, size_t count, const ts_text_areas *areas)
{
    const ts_block *block = ts_text_flow(face.setter, face.arena, paragraphs, count, areas);
    assert_non_null(block);
    return block;
}

static const ts_block *flow_text(const char *text, ts_setting_rules rules, const ts_text_areas *areas)
{
    ts_text_paragraph paragraph = paragraph_of(text, rules);
    return flow(&paragraph, 1, areas);
}

/* "2 3": lines in the first area, lines in the second. */
static const char *lines_in_areas(const ts_block *block, size_t areas)
{
    char *text = ts_arena_text(face.arena, "");
    for (size_t a = 0; a < areas; a++) {
        int count = 0;
        for (size_t i = 0; i < block->count; i++)
            count += block->lines[i].area == a;
        text = ts_arena_print(face.arena, "%s%s%d", text, a ? " " : "", count);
    }
    return text;
}

static double top_of(const ts_line *line)
{
    return line->baseline - ts_type_first_baseline(body());
}

static void one_endless_area_is_a_measure(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = measure_of(3), .space_before = 4, .space_after = 3, .indent = 7};
    ts_text_paragraph two[] = {paragraph_of(words(8), rules), paragraph_of(words(5), rules)};
    ts_rect box = {20, 30, rules.measure, 0};
    const ts_block *set = ts_text_set(face.setter, face.arena, two, 2);
    const ts_block *flown = flow(two, 2, &(ts_text_areas){.boxes = &box, .count = 1});
    assert_int_equal(flown->count, set->count);
    for (size_t i = 0; i < set->count; i++) {
        near(flown->lines[i].x, set->lines[i].x + 20, 1e-9);
        near(flown->lines[i].baseline, set->lines[i].baseline + 30, 1e-9);
    }
    near(flown->height, set->height, 1e-9);
    assert_int_equal(flown->end.paragraph, 2);
    assert_int_equal(set->end.paragraph, 2);
}

static void lines_fill_an_area_and_go_on_at_the_top_of_the_next(void **state)
{
    (void)state;
    ts_rect boxes[] = {{0, 0, measure_of(2), 3 * LEADING}, {100, 50, measure_of(3), 0}};
    const ts_block *block = flow_text(words(12), (ts_setting_rules){0}, &(ts_text_areas){.boxes = boxes, .count = 2});
    assert_string_equal(lines_in_areas(block, 2), "3 2");
    near(block->lines[3].x, 100, 1e-9);
    near(top_of(&block->lines[3]), 50, 1e-9);
    near(block->height, 3 * LEADING, 1e-9);
    assert_true(block->lines[0].starts_paragraph && block->lines[4].ends_paragraph);
    assert_false(block->lines[3].starts_paragraph || block->lines[2].ends_paragraph);
}

static void a_line_needs_its_whole_leading(void **state)
{
    (void)state;
    ts_setting_rules rules = {.orphans = 1, .widows = 1};
    ts_rect boxes[] = {{0, 0, measure_of(1), 2 * LEADING - 0.1}, {100, 0, measure_of(1), LEADING}};
    const ts_block *block = flow_text(words(2), rules, &(ts_text_areas){.boxes = boxes, .count = 2});
    assert_string_equal(lines_in_areas(block, 2), "1 1");
}

static void space_before_is_left_out_at_the_top_of_an_area(void **state)
{
    (void)state;
    ts_setting_rules rules = {.space_before = 5};
    ts_text_paragraph one = paragraph_of(words(1), rules), three[] = {one, one, one};
    ts_rect boxes[] = {{0, 0, measure_of(1), 2 * LEADING + 5}, {100, 0, measure_of(1), 0}};
    const ts_block *block = flow(three, 3, &(ts_text_areas){.boxes = boxes, .count = 2});
    assert_string_equal(lines_in_areas(block, 2), "2 1");
    near(top_of(&block->lines[1]), LEADING + 5, 1e-9);
    near(top_of(&block->lines[2]), 0, 1e-9);
}

static const char *divided(int lines, int room, ts_setting_rules rules)
{
    ts_text_paragraph two[] = {paragraph_of(words(1), (ts_setting_rules){0}), paragraph_of(words(lines), rules)};
    ts_rect boxes[] = {{0, 0, measure_of(1), (room + 1) * LEADING}, {100, 0, measure_of(1), 0}};
    const ts_block *block = flow(two, 2, &(ts_text_areas){.boxes = boxes, .count = 2});
    return lines_in_areas(block, 2);
}

/* The first line is of a paragraph before. */
static void two_lines_stay_together_on_either_side(void **state)
{
    (void)state;
    ts_setting_rules rules = {0};
    assert_string_equal(divided(6, 3, rules), "4 3");
    assert_string_equal(divided(6, 1, rules), "1 6");
    assert_string_equal(divided(6, 5, rules), "5 2");
    assert_string_equal(divided(3, 2, rules), "1 3");
    assert_string_equal(divided(3, 3, rules), "4 0");
    assert_string_equal(divided(2, 1, rules), "1 2");
    assert_string_equal(divided(1, 0, rules), "1 1");
}

static void orphans_and_widows_are_as_the_rules_say(void **state)
{
    (void)state;
    assert_string_equal(divided(3, 2, (ts_setting_rules){.orphans = 1, .widows = 1}), "3 1");
    assert_string_equal(divided(8, 2, (ts_setting_rules){.orphans = 3, .widows = 2}), "1 8");
    assert_string_equal(divided(8, 7, (ts_setting_rules){.orphans = 3, .widows = 4}), "5 4");
    assert_string_equal(divided(8, 7, (ts_setting_rules){.orphans = 5, .widows = 4}), "1 8");
}

/* Else a text would never come out of a low area. */
static void at_the_top_of_an_area_lines_stay_alone_rather_than_nowhere(void **state)
{
    (void)state;
    double measure = measure_of(1);
    ts_rect boxes[] = {{0, 0, measure, LEADING}, {100, 0, measure, 2 * LEADING}, {200, 0, measure, 0}};
    const ts_block *block = flow_text(words(4), (ts_setting_rules){0}, &(ts_text_areas){.boxes = boxes, .count = 3});
    assert_string_equal(lines_in_areas(block, 3), "1 1 2");
}

static void what_finds_no_room_is_told_and_goes_on_there(void **state)
{
    (void)state;
    ts_setting_rules rules = {.first_indent = 6, .indent = 2, .align = TS_TEXT_LEFT};
    ts_text_paragraph two[] = {paragraph_of(words(1), rules), paragraph_of(words(6), rules)};
    ts_rect box = {0, 0, measure_of(1) + 6, 3 * LEADING};
    ts_text_areas areas = {.boxes = &box, .count = 1};
    const ts_block *block = flow(two, 2, &areas);
    assert_int_equal(block->count, 3);
    assert_int_equal(block->end.paragraph, 1);
    assert_int_equal(block->end.unit, 2 * strlen("nnnn "));
    areas.from = block->end;
    const ts_block *rest = flow(two, 2, &areas);
    assert_string_equal(lines_in_areas(rest, 1), "2");
    assert_int_equal(rest->lines[0].paragraph, 1);
    assert_false(rest->lines[0].starts_paragraph);
    near(rest->lines[0].x, 2, 1e-9);
    near(block->lines[1].x, 6, 1e-9);
    areas.from = rest->end;
    box.h = 0;
    rest = flow(two, 2, &areas);
    assert_int_equal(rest->count, 2);
    assert_int_equal(rest->end.paragraph, 2);
    areas.from = rest->end;
    assert_int_equal(flow(two, 2, &areas)->count, 0);
}

static void where_no_line_fits_nothing_is_set(void **state)
{
    (void)state;
    ts_text_paragraph one = paragraph_of(words(3), (ts_setting_rules){0});
    ts_rect low[] = {{0, 0, 100, LEADING / 2}, {0, 0, 100, LEADING - 1}};
    ts_text_areas areas = {.boxes = low, .count = 2};
    const ts_block *block = flow(&one, 1, &areas);
    assert_int_equal(block->count, 0);
    assert_int_equal(block->end.paragraph, 0);
    assert_int_equal(block->end.unit, 0);
    areas.from.unit = 5;
    assert_int_equal(flow(&one, 1, &areas)->end.unit, 5);
    areas.count = 0;
    assert_int_equal(flow(&one, 1, &areas)->end.unit, 5);
}

static void an_area_that_is_too_low_is_passed_over(void **state)
{
    (void)state;
    ts_rect boxes[] = {{0, 0, measure_of(2), LEADING / 2}, {100, 0, measure_of(2), 0}};
    const ts_block *block = flow_text(words(4), (ts_setting_rules){0}, &(ts_text_areas){.boxes = boxes, .count = 2});
    assert_string_equal(lines_in_areas(block, 2), "0 2");
}

static void a_line_takes_the_wider_side_of_a_picture(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 300, 0};
    ts_text_obstacle picture = {{80, LEADING + 2, 60, LEADING}, false};
    ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &picture, .obstacle_count = 1};
    const ts_block *block = flow_text(words(40), (ts_setting_rules){0}, &areas);
    assert_true(block->count > 4);
    near(block->lines[0].x, 0, 1e-9);
    near(block->lines[1].x, 140, 1e-9);
    near(block->lines[2].x, 140, 1e-9);
    near(block->lines[3].x, 0, 1e-9);
    picture.box.x = 180;
    block = flow_text(words(40), (ts_setting_rules){0}, &areas);
    near(block->lines[1].x, 0, 1e-9);
    assert_true(block->lines[1].width <= 180.001);
}

static void less_than_three_ems_beside_a_picture_stay_empty(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 100, 0};
    ts_text_obstacle picture = {{0, LEADING, 100 - 3 * EM + 1, 50}, false};
    ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &picture, .obstacle_count = 1};
    const ts_block *block = flow_text("n n n n n n n n n n n n n n n n n n", (ts_setting_rules){0}, &areas);
    near(top_of(&block->lines[1]), LEADING + 50, 1e-9);
    picture.box.w -= 1;
    block = flow_text("n n n n n n n n n n n n n n n n n n", (ts_setting_rules){0}, &areas);
    near(top_of(&block->lines[1]), LEADING, 1e-9);
    near(block->lines[1].x, 70, 1e-9);
}

static void a_measure_of_less_than_three_ems_is_all_the_room_there_is(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 2 * EM, 0};
    ts_text_obstacle far_off = {{500, 0, 10, 10}, false};
    ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &far_off, .obstacle_count = 1};
    assert_int_equal(flow_text("n n n n n n", (ts_setting_rules){0}, &areas)->count, 3);
}

/* Beside the ellipse with the half axes 50 and 36 a line has the room that the nearer edge of its box leaves:
 * 36 below the middle nothing is in its way, 24 below it 50 sqrt(1 - (24 / 36)^2) are. */
static void lines_run_along_a_round_picture(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 200, 0};
    ts_text_obstacle picture = {{-50, -36, 100, 72}, true};
    ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &picture, .obstacle_count = 1};
    const ts_block *block = flow_text(words(40), (ts_setting_rules){0}, &areas);
    near(block->lines[0].x, 50, 1e-6);
    near(block->lines[1].x, 50 * sqrt(1 - 1 / 9.0), 1e-6);
    near(block->lines[2].x, 50 * sqrt(1 - 4 / 9.0), 1e-6);
    near(block->lines[3].x, 0, 1e-6);
}

static void pictures_over_each_other_are_one(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 300, 0};
    ts_text_obstacle pictures[] = {{{100, 0, 60, 5}, false}, {{140, 0, 70, 9}, false}, {{0, 0, 40, 5}, false}};
    ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = pictures, .obstacle_count = 3};
    const ts_block *block = flow_text(words(20), (ts_setting_rules){0}, &areas);
    near(block->lines[0].x, 210, 1e-9);
    assert_true(block->lines[0].width <= 90.001);
}

static void odd_pictures_do_not_hold_the_text_up(void **state)
{
    (void)state;
    ts_rect box = {0, 0, 100, 0};
    const ts_rect odd[] = {{0, 0, 100, INFINITY}, {NAN, 0, 10, 10}, {0, -1e300, 100, 1e301}, {0, 0, 100, NAN},
                           {0, 0, -5, 10}, {0, 5, 200, 1e6}, {-1e9, 3, 2e9, 1e-9}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int round = 0; round < 2; round++) {
            ts_text_obstacle picture = {odd[i], round};
            ts_text_areas areas = {.boxes = &box, .count = 1, .obstacles = &picture, .obstacle_count = 1};
            assert_int_equal(flow_text(words(9), (ts_setting_rules){0}, &areas)->end.paragraph, 1);
        }
}

static void a_paragraph_keeps_its_least_height(void **state)
{
    (void)state;
    ts_setting_rules rules = {.least = 50, .left = 30, .space_after = 2};
    ts_text_paragraph two[] = {paragraph_of(words(1), rules), paragraph_of(words(1), rules)};
    ts_rect box = {0, 0, 200, 0};
    const ts_block *block = flow(two, 2, &(ts_text_areas){.boxes = &box, .count = 1});
    near(block->lines[0].x, 30, 1e-9);
    near(top_of(&block->lines[1]), 52, 1e-9);
    near(block->height, 104, 1e-9);
}

static void what_stands_beside_a_paragraph_is_not_divided(void **state)
{
    (void)state;
    ts_text_paragraph two[] = {paragraph_of(words(1), (ts_setting_rules){0}),
                               paragraph_of(words(1), (ts_setting_rules){.least = 50})};
    ts_rect boxes[] = {{0, 0, 200, 60}, {300, 0, 200, 60}};
    ts_text_areas areas = {.boxes = boxes, .count = 2};
    assert_string_equal(lines_in_areas(flow(two, 2, &areas), 2), "1 1");
    boxes[1].h = 40; /* nowhere: it begins the next area all the same */
    assert_string_equal(lines_in_areas(flow(two, 2, &areas), 2), "1 1");
    areas.count = 1;
    assert_int_equal(flow(two, 2, &areas)->end.paragraph, 1);
}

static void baselines_are_whole_steps_apart_in_a_grid(void **state)
{
    (void)state;
    ts_setting_rules rules = {.grid = 7, .space_before = 3};
    ts_text_paragraph one = paragraph_of(words(4), rules), three[] = {one, one, one};
    ts_rect boxes[] = {{0, 10, measure_of(2), 5 * 14}, {100, 10, measure_of(2), 0}};
    const ts_block *block = flow(three, 3, &(ts_text_areas){.boxes = boxes, .count = 2});
    assert_int_equal(block->count, 6);
    for (size_t i = 1; i < block->count; i++)
        near(remainder(block->lines[i].baseline - block->lines[0].baseline, 7), 0, 1e-6);
    near(block->lines[1].baseline - block->lines[0].baseline, 14, 1e-6);
    near(block->lines[2].baseline - block->lines[1].baseline, 21, 1e-6);
}

static void a_first_indent_is_the_first_lines_alone(void **state)
{
    (void)state;
    ts_setting_rules rules = {.measure = measure_of(2), .first_indent = 12, .left = 5, .align = TS_TEXT_RIGHT};
    ts_text_paragraph one = paragraph_of(words(4), rules);
    const ts_block *block = ts_text_set(face.setter, face.arena, &one, 1);
    assert_int_equal(block->count, 4); /* the second word no longer fits beside 5 points */
    one.rules.measure += 5;
    one.rules.align = TS_TEXT_LEFT;
    block = ts_text_set(face.setter, face.arena, &one, 1);
    assert_int_equal(block->count, 3);
    near(block->lines[0].x, 17, 1e-9);
    near(block->lines[1].x, 5, 1e-9);
    near(block->width, one.rules.measure, 0.1);
}

static void it_goes_on_at_a_character_that_is_none_too(void **state)
{
    (void)state;
    ts_text_paragraph one = paragraph_of(words(3), (ts_setting_rules){0});
    ts_rect box = {0, 0, 1000, 0};
    ts_text_areas areas = {.boxes = &box, .count = 1, .from = {0, 7}};
    const ts_block *block = flow(&one, 1, &areas);
    assert_int_equal(block->lines[0].runs[0].length, strlen("nnnn nnnn"));
    areas.from = (ts_text_at){0, 4000};
    assert_int_equal(flow(&one, 1, &areas)->count, 0);
    areas.from = (ts_text_at){9, 0};
    assert_int_equal(flow(&one, 1, &areas)->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_endless_area_is_a_measure),
        cmocka_unit_test(lines_fill_an_area_and_go_on_at_the_top_of_the_next),
        cmocka_unit_test(a_line_needs_its_whole_leading),
        cmocka_unit_test(space_before_is_left_out_at_the_top_of_an_area),
        cmocka_unit_test(two_lines_stay_together_on_either_side),
        cmocka_unit_test(orphans_and_widows_are_as_the_rules_say),
        cmocka_unit_test(at_the_top_of_an_area_lines_stay_alone_rather_than_nowhere),
        cmocka_unit_test(what_finds_no_room_is_told_and_goes_on_there),
        cmocka_unit_test(where_no_line_fits_nothing_is_set),
        cmocka_unit_test(an_area_that_is_too_low_is_passed_over),
        cmocka_unit_test(a_line_takes_the_wider_side_of_a_picture),
        cmocka_unit_test(less_than_three_ems_beside_a_picture_stay_empty),
        cmocka_unit_test(a_measure_of_less_than_three_ems_is_all_the_room_there_is),
        cmocka_unit_test(lines_run_along_a_round_picture),
        cmocka_unit_test(pictures_over_each_other_are_one),
        cmocka_unit_test(odd_pictures_do_not_hold_the_text_up),
        cmocka_unit_test(a_paragraph_keeps_its_least_height),
        cmocka_unit_test(what_stands_beside_a_paragraph_is_not_divided),
        cmocka_unit_test(baselines_are_whole_steps_apart_in_a_grid),
        cmocka_unit_test(a_first_indent_is_the_first_lines_alone),
        cmocka_unit_test(it_goes_on_at_a_character_that_is_none_too),
    };
    return cmocka_run_group_tests_name("flow", tests, open_faces, close_faces);
}
