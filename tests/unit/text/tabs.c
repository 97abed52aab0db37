/* Tabs: segments at their stops, leaders on shared places, one space to who reads. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>

#include <cmocka.h>

#include "faces.h"

enum { LEADING = 12, EM = 10 };
static const double HAIR = 1e-6;

static ts_type body(const char *language)
{
    return (ts_type){.font = face.inter, .size = EM, .leading = LEADING, .language = language};
}

static const ts_block *set_in(const char *language, const char *text, const ts_tab *tabs, size_t count, double measure)
{
    ts_type *type = TS_NEW(face.arena, ts_type);
    ts_text_piece *piece = TS_NEW(face.arena, ts_text_piece);
    *type = body(language);
    *piece = (ts_text_piece){.text = text, .length = strlen(text), .type = type};
    ts_text_paragraph paragraph = {.pieces = piece, .count = 1, .type = type,
                                   .rules = {.measure = measure, .tabs = tabs, .tab_count = count}};
    const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
    assert_non_null(block);
    return block;
}

static const ts_block *set(const char *text, const ts_tab *tabs, size_t count)
{
    return set_in("en-US", text, tabs, count, 300);
}

static double width_of(const char *text)
{
    ts_type type = body("en-US");
    return ts_text_line(face.setter, face.arena, text, &type, 0)->lines[0].width;
}

/* Where the run with these words begins, from the block's left edge. */
static const ts_run *run_of(const ts_line *line, const char *words)
{
    for (size_t i = 0; i < line->count; i++)
        if (!line->runs[i].filler && line->runs[i].length == strlen(words) &&
            memcmp(line->runs[i].text, words, line->runs[i].length) == 0)
            return &line->runs[i];
    fail_msg("no run \"%s\"", words);
    return NULL;
}

static double left_of(const ts_line *line, const char *words)
{
    return line->x + run_of(line, words)->x;
}

static void at(double is, double ought)
{
    near(is, ought, HAIR);
}

static void segments_stand_at_their_stops(void **state)
{
    (void)state;
    static const ts_tab tabs[] = {{.at = 60}, {.at = 120, .align = TS_TAB_CENTER}, {.at = 200, .align = TS_TAB_RIGHT}};
    const ts_line *line = &set("one\ttwo\tthree\tfour", tabs, 3)->lines[0];
    at(left_of(line, "one"), 0);
    at(left_of(line, "two"), 60);
    at(left_of(line, "three") + width_of("three") / 2, 120);
    at(left_of(line, "four") + width_of("four"), 200);
    at(line->width, 200);
}

/* The advance of so many letters, a kern to the next one included. */
static double before_next(const char *text, size_t letters)
{
    const char *one_more = ts_arena_print(face.arena, "%.*s", (int)letters + 1, text);
    return letters < strlen(text) ? width_of(one_more) - width_of(one_more + letters) : width_of(text);
}

static void figures_stand_by_their_sign(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 100, .align = TS_TAB_DECIMAL};
    static const struct { const char *language, *text, *segment, *whole; } known[] = {
        {"en-US", "a\t1,234.5", "1,234.5", "1,234"}, {"en-US", "a\t72.25%", "72.25%", "72"}, {"en-US", "a\t40%", "40%", "40"},
        {"en-US", "a\t1,234", "1,234", "1,234"},     {"es-ES", "a\t1.234,5", "1.234,5", "1.234"}, {"es-MX", "a\t1,234.5", "1,234.5", "1,234"},
        {"en-US", "a\tnone", "none", "none"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const ts_line *line = &set_in(known[i].language, known[i].text, &tab, 1, 300)->lines[0];
        double whole = before_next(known[i].segment, strlen(known[i].whole));
        if (fabs(left_of(line, known[i].segment) + whole - 100) > HAIR)
            fail_msg("%s: %.3f", known[i].text, left_of(line, known[i].segment) + whole);
    }
}

static void after_the_last_stop_there_is_one_every_36_points(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 20};
    const ts_line *line = &set("a\tb\tc\td", &tab, 1)->lines[0];
    at(left_of(line, "b"), 20);
    at(left_of(line, "c"), 36);
    at(left_of(line, "d"), 72);
}

/* "wwwwwwww" is wider than the first stop, and "a long segment" than the room before the second. */
static void what_is_passed_is_passed_and_no_segments_touch(void **state)
{
    (void)state;
    static const ts_tab tabs[] = {{.at = 10}, {.at = 100, .align = TS_TAB_RIGHT}};
    const ts_line *line = &set("wwwwwwww\ta long long segment", tabs, 2)->lines[0];
    at(left_of(line, "a long long segment"), width_of("wwwwwwww") + width_of("a b") - width_of("ab"));
}

static void leaders_of_lines_stand_under_each_other(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 200, .align = TS_TAB_RIGHT, .leader = "."};
    const ts_block *block = set("Truck\t72%\xE2\x80\xA8Pipeline\t3%", &tab, 1);
    assert_int_equal(block->count, 2);
    double advance = width_of("..") - width_of(".");
    for (size_t i = 0; i < 2; i++) {
        const ts_line *line = &block->lines[i];
        const ts_run *leader = NULL;
        for (size_t k = 0; k < line->count; k++)
            leader = line->runs[k].filler ? &line->runs[k] : leader;
        assert_non_null(leader);
        assert_true(leader->count > 20);
        assert_int_equal(leader->length, leader->count);
        at(remainder(line->x + leader->x, advance), 0);
        const ts_run *last = run_of(line, i ? "3%" : "72%"), *first = run_of(line, i ? "Pipeline" : "Truck");
        double before = leader->x - first->x - first->width, after = last->x - leader->x - leader->width;
        assert_true(before >= EM / 4.0 - HAIR && before < EM / 4.0 + advance);
        assert_true(after >= EM / 4.0 - HAIR && after < EM / 4.0 + advance);
    }
}

static void who_reads_finds_a_space(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 100, .leader = ". "};
    const ts_line *line = &set("Truck\tby road", &tab, 1)->lines[0];
    char text[64] = "";
    for (size_t i = 0; i < line->count; i++)
        if (!line->runs[i].filler)
            strncat(text, line->runs[i].text, line->runs[i].length);
    assert_string_equal(text, "Truck by road");
}

static void leftward_text_counts_from_the_right(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 120, .leader = "."};
    const ts_line *line = &set("\xD7\x90\xD7\x91\t\xD7\x92\xD7\x93", &tab, 1)->lines[0];
    at(line->x + line->width, 300);
    const ts_run *last = run_of(line, "\xD7\x92\xD7\x93");
    at(line->x + last->x + last->width, 300 - 120);
}

/* A line is divided where its segments no longer fit, not where its words alone would. */
static void lines_are_weighed_with_their_gaps(void **state)
{
    (void)state;
    static const ts_tab tab = {.at = 80};
    const ts_block *block = set_in("en-US", "one\ttwo three", &tab, 1, 80 + width_of("two ") + 2);
    assert_int_equal(block->count, 2);
    assert_false(block->too_wide);
    block = set_in("en-US", "one\ttwo three", &tab, 1, 80 + width_of("two three") + 0.01);
    assert_int_equal(block->count, 1);
    at(block->lines[0].width, 80 + width_of("two three"));
}

static void strange_stops_do_no_harm(void **state)
{
    (void)state;
    static const ts_tab tabs[] = {{.at = -5}, {.at = 1e9, .leader = "."}, {.at = NAN}, {.at = 50}, {.at = 5}};
    char text[4000];
    memset(text, '\t', sizeof text);
    text[sizeof text - 1] = '\0';
    text[2000] = 'x';
    const ts_block *block = set(text, tabs, 5);
    for (size_t i = 0; i < block->count; i++)
        assert_true(isfinite(block->lines[i].width));
    const ts_line *line = &set("a\tb", tabs, 5)->lines[0];
    at(left_of(line, "b"), 50);
}

static void without_stops_a_tab_is_a_space(void **state)
{
    (void)state;
    const ts_line *line = &set("a\tb", NULL, 0)->lines[0];
    at(line->width, width_of("a b"));
    assert_memory_equal(line->runs[0].text, "a b", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_stand_at_their_stops),
        cmocka_unit_test(figures_stand_by_their_sign),
        cmocka_unit_test(after_the_last_stop_there_is_one_every_36_points),
        cmocka_unit_test(what_is_passed_is_passed_and_no_segments_touch),
        cmocka_unit_test(leaders_of_lines_stand_under_each_other),
        cmocka_unit_test(who_reads_finds_a_space),
        cmocka_unit_test(leftward_text_counts_from_the_right),
        cmocka_unit_test(lines_are_weighed_with_their_gaps),
        cmocka_unit_test(strange_stops_do_no_harm),
        cmocka_unit_test(without_stops_a_tab_is_a_space),
    };
    return cmocka_run_group_tests(tests, open_faces, close_faces);
}
