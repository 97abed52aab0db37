#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>
#include <cmocka.h>

#include "chart/bar.h"
#include "chart/dots.h"
#include "chart/group.h"
#include "chart/share.h"

#include "drawing.h"
#include "near.h"

static void test_parts_take_their_share_of_the_measure(void **state)
{
    (void)state;
    ts_share parts[] = {{.part = .306, .known = true}, {.part = .225, .known = true}, {.part = .063, .known = true}, {.part = .406, .known = true}};
    ts_shares shares = {parts, 4, 44, 1.5};
    ts_cut cuts[4];
    assert_true(ts_shares_cut(&shares, 310, cuts));
    double painted = 310 - 3 * 1.5, x = 0;
    for (int i = 0; i < 4; i++) {
        near(cuts[i].from, x, 1e-9);
        near(cuts[i].width, painted * parts[i].part, 1e-9);
        x += cuts[i].width + 1.5;
    }
    near(x - 1.5, 310, 1e-9);
}

static void test_a_part_of_nought_has_no_width_and_costs_no_gap(void **state)
{
    (void)state;
    ts_share parts[] = {{.part = .5, .known = true}, {.part = 0, .known = true}, {.part = .5, .known = true}};
    ts_shares shares = {parts, 3, 44, 2};
    ts_cut cuts[3];
    assert_true(ts_shares_cut(&shares, 102, cuts));
    near(cuts[0].width, 50, 1e-9);
    near(cuts[1].width, 0, 0);
    near(cuts[2].from, 52, 1e-9);
}

static void test_an_unknown_part_takes_what_is_left(void **state)
{
    (void)state;
    ts_share parts[] = {{.part = .7, .known = true}, {.known = false}};
    ts_shares shares = {parts, 2, 44, 0};
    ts_cut cuts[2];
    assert_true(ts_shares_cut(&shares, 100, cuts));
    near(cuts[1].width, 30, 1e-9);
}

static void test_parts_that_are_no_parts_are_refused(void **state)
{
    (void)state;
    static const double bad[][2] = {{.5, -.1}, {.5, NAN}, {0, 0}, {.5, INFINITY}};
    for (size_t i = 0; i < 4; i++) {
        ts_share parts[] = {{.part = bad[i][0], .known = true}, {.part = bad[i][1], .known = true}};
        ts_shares shares = {parts, 2, 44, 0};
        ts_cut cuts[2];
        assert_false(ts_shares_cut(&shares, 100, cuts));
    }
}

static void test_a_narrow_part_flies_its_name_above(void **state)
{
    drawing *d = page_of(state);
    ts_share parts[] = {
        {.name = words(d, &d->name, &midnight, "Electrical"), .part = .03, .known = true, .ink = ink(&lagoon)},
        {.name = words(d, &d->name, &midnight, "Others"), .part = .97, .known = true, .ink = ink(&midnight)}};
    ts_shares shares = {parts, 2, 44, 1.5};
    near(ts_shares_height(&d->plot, &shares, 310), 44 + 9 + 3, 1e-9);
    ts_shares_draw(&d->plot, &shares, (ts_rect){36, 100, 310, 56});
    assert_true(find_run(d, "Electrical")->u.run.baseline < 112);
    assert_ptr_equal(find_run(d, "Electrical")->u.run.ink.swatch, &midnight);
    near(find_run(d, "Others")->u.run.baseline, 112 + 11.5, 0.01);
    assert_ptr_equal(find_run(d, "Others")->u.run.ink.swatch, &paper); /* reversed */
}

/* Two words under each other need a part of some width; in a narrow one they would be scraps over a figure. */
static void test_a_name_is_broken_in_a_wide_part_only(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        drawing d;
        if (!drawing_open(&d, 612, 792))
            skip();
        ts_share parts[] = {{.part = wide ? .8 : .9, .known = true, .ink = ink(&midnight)},
                            {.name = words(&d, &d.name, &midnight, wide ? "Semiconductors electrical" : "All other"), .part = wide ? .2 : .1,
                             .known = true, .ink = ink(&lagoon)}};
        ts_shares shares = {parts, 2, 44, 0};
        near(ts_shares_height(&d.plot, &shares, 340), wide ? 44 : 44 + 9 + 3, 1e-9); /* 22 within, or 56: leadings are 8.5 */
        drawing_close(&d);
    }
}

static void test_the_brief_name_saves_a_flag(void **state)
{
    drawing *d = page_of(state);
    ts_share parts[] = {{.name = words(d, &d->name, &midnight, "Telecommunications"), .brief = words(d, &d->name, &midnight, "IT"),
                         .part = .1, .known = true, .ink = ink(&lagoon)},
                        {.part = .9, .known = true, .ink = ink(&midnight)}};
    ts_shares shares = {parts, 2, 44, 1.5};
    near(ts_shares_height(&d->plot, &shares, 310), 44, 1e-9);
    ts_shares_draw(&d->plot, &shares, (ts_rect){36, 100, 310, 44});
    assert_non_null(find_run(d, "IT"));
}

static void test_the_level_before_is_value_over_one_and_growth(void **state)
{
    (void)state;
    double base;
    assert_true(ts_pair_base(50.5e9, .54, &base));
    near(base / 1e9, 32.792, 0.001); /* 50.5 / 1.54 */
    assert_true(ts_pair_base(45.1e9, .46, &base));
    near(base / 1e9, 30.890, 0.001);
    assert_true(ts_pair_base(30, -.25, &base));
    near(base, 40, 1e-9);
    assert_false(ts_pair_base(30, -1, &base));
    assert_false(ts_pair_base(30, NAN, &base));
}

/* The numbers of the design: the longest bar is the measure less 58 and 36. */
static void test_paired_bars_as_designed(void **state)
{
    drawing *d = page_of(state);
    ts_pair pairs[] = {
        {.value = words(d, &d->name, &midnight, "$50.5B"), .numeral = words(d, &d->numeral, &midnight, "5%"),
         .amount = 50.5e9, .growth = .54, .known = true, .grown = true, .ink = ink(&pacific)},
        {.value = words(d, &d->name, &midnight, "$45.1B"), .amount = 45.1e9, .growth = .46, .known = true, .grown = true, .ink = ink(&midnight)}};
    ts_pairs all = {pairs, 2, ink(&lagoon)};
    near(ts_pairs_height(&d->plot, &all, 218), 62, 1e-9);
    ts_pairs_draw(&d->plot, &all, (ts_rect){0, 0, 218, 62});
    ts_rect light = fill_box(d, &lagoon, 0), dark = fill_box(d, &pacific, 0), second = fill_box(d, &midnight, 0);
    near(light.x, 58, 1e-6);
    near(light.y, 13, 1e-6);
    near(light.w, 124 / 1.54, 1e-6);
    near(dark.x, light.x + light.w + 0.75, 1e-6);
    near(ts_rect_right(dark), 182, 1e-6);
    near(ts_rect_right(second), 58 + 124 * 45.1 / 50.5, 1e-6);
    near(second.y, 48, 1e-6);
}

static void test_a_loss_is_outlined_up_to_the_level_before(void **state)
{
    drawing *d = page_of(state);
    ts_pair pairs[] = {{.amount = 30, .growth = -.25, .known = true, .grown = true, .ink = ink(&pacific)}};
    ts_pairs all = {pairs, 1, ink(&lagoon)};
    ts_pairs_draw(&d->plot, &all, (ts_rect){0, 0, 136, 27});
    ts_rect bar = fill_box(d, &pacific, 0);
    near(bar.w, 75, 1e-6); /* 100 points stand for the 40 before */
    assert_int_equal(d->page.items.items[1].kind, TS_ITEM_STROKE);
    ts_rect loss = ts_path_box(d->page.items.items[1].u.stroke.path);
    near(loss.w, 25 - 0.75, 1e-6);
}

static void test_bars_start_at_nought(void **state)
{
    drawing *d = page_of(state);
    ts_bar items[] = {{.amount = 30, .known = true, .ink = ink(&pacific)}, {.amount = -10, .known = true, .ink = ink(&poppy)},
                      {.amount = 0, .known = true, .ink = ink(&lagoon)}, {.known = false, .ink = ink(&mist)}};
    ts_bars bars = {items, 4, -1, false};
    ts_bars_draw(&d->plot, &bars, (ts_rect){0, 0, 100, 62});
    ts_rect up = fill_box(d, &pacific, 0), down = fill_box(d, &poppy, 0);
    near(up.x, 25, 1e-6);
    near(up.w, 75, 1e-6);
    near(down.x, 0, 1e-6);
    near(down.w, 25, 1e-6);
    near(fill_box(d, &lagoon, 0).w, 0, 0); /* nought and missing have no bar */
    near(fill_box(d, &mist, 0).w, 0, 0);
}

static void test_columns_start_at_nought(void **state)
{
    drawing *d = page_of(state);
    ts_bar items[] = {{.amount = 30, .known = true, .ink = ink(&pacific)}, {.amount = 15, .known = true, .ink = ink(&poppy)}};
    ts_bars bars = {items, 2, -1, false};
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 100, 103});
    ts_rect high = fill_box(d, &pacific, 0), half = fill_box(d, &poppy, 0);
    near(high.h, 2 * half.h, 1e-6);
    near(ts_rect_bottom(high), ts_rect_bottom(half), 1e-6);
}

/* Of two charts of one scale that print no values, one lacks a month: its dash stands at nought and takes no height. */
static void test_a_dash_takes_no_height_from_columns(void **state)
{
    drawing *d = page_of(state);
    ts_bar whole[] = {{.amount = 30, .known = true, .ink = ink(&pacific)}, {.amount = 15, .known = true, .ink = ink(&poppy)}};
    ts_bar gone[] = {{.amount = 30, .known = true, .ink = ink(&lagoon)}, {.value = words(d, &d->name, &black, "–")}};
    ts_bars bars = {whole, 2, -1, .held = true, .low = 0, .high = 40};
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 100, 103});
    bars.items = gone;
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 100, 103});
    near(fill_box(d, &lagoon, 0).h, fill_box(d, &pacific, 0).h, 1e-9);
}

static ts_label tick(void *user, double value)
{
    (void)value;
    drawing *d = user;
    return words(d, &d->name, &black, "tick");
}

static double half_figure(const ts_type *type)
{
    return ts_font_advance(type->font, ts_font_glyph(type->font, '0')) * type->size / 2;
}

/* All of them while half a figure space parts them. */
static void test_columns_have_all_values_that_stand_apart(void **state)
{
    drawing *d = page_of(state);
    ts_bar items[5] = {{{0}}};
    static const double AMOUNTS[] = {4, 2, 3, 1, 5};
    static const char *const VALUES[] = {"$4.0T", "$2.0T", "$3.0T", "$1.0T", "$5.0T"};
    double widest = 0, half = half_figure(&d->name);
    for (int i = 0; i < 5; i++) {
        items[i] = (ts_bar){.value = words(d, &d->name, &black, VALUES[i]), .amount = AMOUNTS[i], .known = true, .ink = ink(&pacific)};
        widest = fmax(widest, ts_label_width(&d->plot, &items[i].value));
    }
    ts_bars bars = {items, 5, -1};
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 5 * (widest + half + 0.01), 100});
    for (int i = 0; i < 5; i++)
        assert_non_null(find_run(d, VALUES[i]));
    d->page.items.count = 0;
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 5 * (widest + half - 0.2), 100});
    assert_null(find_run(d, VALUES[1]));
}

/* 2007 to 2024 in columns half as wide as a year. */
static void test_columns_name_round_years(void **state)
{
    drawing *d = page_of(state);
    ts_bar items[18] = {{{0}}};
    ts_moment_label named[18];
    char years[18][5];
    for (int i = 0; i < 18; i++) {
        snprintf(years[i], sizeof years[i], "%d", 2007 + i);
        items[i] = (ts_bar){.name = words(d, &d->text, &black, years[i]), .amount = 1, .known = true, .ink = ink(&pacific)};
        named[i] = (ts_moment_label){.number = 2007 + i, .label = items[i].name};
    }
    const ts_moments moments = {named, 18, 1};
    ts_bars bars = {items, 18, -1, .moments = &moments};
    ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, 180, 100});
    for (int i = 0; i < 18; i++)
        assert_int_equal(find_run(d, years[i]) != NULL, (2007 + i) % 5 == 0 || i == 0 || i == 17);
}

/* Values over columns are half a figure space apart at least, also those that are moved into the chart; else some are left out. */
static void test_values_over_columns_stand_apart(void **state)
{
    drawing *d = page_of(state);
    ts_bar items[12] = {{{0}}};
    char texts[12][8];
    const double half = half_figure(&d->name);
    size_t fewest = 12, most = 0;
    for (int i = 0; i < 12; i++) {
        snprintf(texts[i], sizeof texts[i], "$1.%02dT", 10 + i);
        items[i] = (ts_bar){.value = words(d, &d->name, &black, texts[i]), .amount = 1 + (i % 5 == 2), .known = true, .ink = ink(&pacific)};
    }
    for (double width = 150; width < 340; width += 1.5) {
        const ts_bars bars = {items, 12, -1};
        size_t count = 0;
        double edge = -INFINITY;
        d->page.items.count = 0;
        ts_columns_draw(&d->plot, &bars, (ts_rect){0, 0, width, 100});
        for (int i = 0; i < 12; i++) {
            const ts_item *run = find_run(d, texts[i]);
            if (!run)
                continue;
            assert_true(run->u.run.x - edge >= half - 1e-6);
            edge = run->u.run.x + ts_label_width(&d->plot, &items[i].value);
            count++;
        }
        fewest = count < fewest ? count : fewest;
        most = count > most ? count : most;
    }
    assert_true(fewest >= 2 && fewest < 12 && most == 12);
}

/* Parts of columns that have no room for their values stand before hairlines; those that have, do not. */
static void test_silent_parts_are_read_off_hairlines(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        drawing d;
        if (!drawing_open(&d, 612, 792))
            skip();
        ts_label value = words(&d, &d.name, &black, "839.9 billion");
        const ts_group_cell cells[] = {{value, 3, true, NULL}, {value, 2, true, NULL}, {value, 2, true, NULL}, {value, 2, true, NULL}};
        const ts_label names[] = {words(&d, &d.name, &black, "A"), words(&d, &d.name, &black, "B")};
        const ts_ink inks[] = {ink(&pacific), ink(&lagoon)};
        ts_groups groups = {.kind = TS_GROUP_STACKED, .names = names, .count = 2, .series = names, .inks = inks, .series_count = 2,
                            .cells = cells, .gap = 6, .print = &(ts_axis_print){tick, NULL, &d}};
        ts_pillars_draw(&d.plot, &groups, (ts_rect){0, 0, wide ? 240 : 90, 120});
        assert_int_equal(find_run(&d, "tick") != NULL, !wide);
        assert_int_equal(find_run(&d, "839.9 billion") != NULL, wide);
        drawing_close(&d);
    }
}

static size_t count_fills(const drawing *d, const ts_swatch *swatch)
{
    size_t count = 0;
    for (size_t i = 0; i < d->page.items.count; i++)
        count += d->page.items.items[i].kind == TS_ITEM_FILL && d->page.items.items[i].u.fill.paint.ink.swatch == swatch;
    return count;
}

/* Two discs of dark inks would run together. */
static void test_dots_that_overlap_are_parted(void **state)
{
    drawing *d = page_of(state);
    ts_dots_row rows[] = {{.values = {{.amount = 10, .known = true}, {.amount = 90, .known = true}}, .ink = ink(&midnight)},
                          {.values = {{.amount = 50, .known = true}, {.amount = 51, .known = true}}, .ink = ink(&midnight)}};
    ts_dots dots = {.rows = rows, .count = 2, .series = 2, .second = ink(&pacific), .between = ink(&lagoon), .gap = -1};
    ts_dots_draw(&d->plot, &dots, (ts_rect){36, 0, 200, 60});
    assert_int_equal(count_fills(d, &paper), 1);
    ts_rect halo = fill_box(d, &paper, 0), front = fill_box(d, &midnight, 1);
    near(front.x - halo.x, 0.75, 0.01);
}

/* Where all go down, nought is at the top: its value keeps off the names over the columns. */
static void test_a_value_at_the_top_of_the_axis_keeps_off_the_keys(void **state)
{
    drawing *d = page_of(state);
    const ts_group_cell cells[] = {{{0}, -3, true, NULL}, {{0}, -2, true, NULL}};
    const ts_label names[] = {words(d, &d->name, &black, "Year")}, series[] = {words(d, &d->name, &black, "Exports"), words(d, &d->name, &black, "Imports")};
    const ts_ink inks[] = {ink(&pacific), ink(&lagoon)};
    ts_groups groups = {.kind = TS_GROUP_BESIDE, .names = names, .count = 1, .series = series, .inks = inks, .series_count = 2,
                        .cells = cells, .gap = 6, .print = &(ts_axis_print){tick, NULL, d}, .axis = true};
    ts_pillars_draw(&d->plot, &groups, (ts_rect){0, 0, 200, 90});
    double top = INFINITY;
    for (size_t i = 0; i < d->page.items.count; i++) {
        const ts_item *item = &d->page.items.items[i];
        if (item->kind == TS_ITEM_RUN && memcmp(item->u.run.run->text, "tick", 4) == 0)
            top = fmin(top, item->u.run.baseline - 2 * ts_label_drop(&names[0]));
    }
    assert_true(top > find_run(d, "Exports")->u.run.baseline + 4);
}

/* The wide words of a range at the right take no room from one at the left. */
static void test_ranges_reach_as_far_as_their_own_words_let_them(void **state)
{
    drawing *d = page_of(state);
    ts_dots_row rows[] = {{.ranged = true, .ink = ink(&midnight), .low = {words(d, &d->name, &black, "1"), 0, true}, .high = {words(d, &d->name, &black, "2"), 10, true}},
                          {.ranged = true, .ink = ink(&midnight), .low = {words(d, &d->name, &black, "Rather many words"), 90, true},
                           .high = {words(d, &d->name, &black, "9"), 100, true}}};
    ts_dots dots = {.rows = rows, .count = 2, .gap = -1};
    ts_dots_draw(&d->plot, &dots, (ts_rect){36, 0, 200, 50});
    ts_rect first = fill_box(d, &midnight, 0), last = fill_box(d, &midnight, 1);
    near(first.x, 36 + ts_label_width(&d->plot, &rows[0].low.label) + 4 + 3.25, 0.01);
    near(ts_rect_right(last), 236 - ts_label_width(&d->plot, &rows[1].high.label) - 4 - 3.25, 0.01);
    near((last.x - first.x) / (ts_rect_right(last) - first.x), 0.9, 0.001);
}

/* "Firma del TLCAN por los tres / gobiernos" would leave a word alone. */
static void test_lines_of_a_label_are_as_even_as_can_be(void **state)
{
    drawing *d = page_of(state);
    ts_label label = words(d, &d->text, &black, "Firma del TLCAN por los tres gobiernos");
    const ts_block *block = ts_label_set(&d->plot, &label, 92, TS_TEXT_LEFT);
    assert_int_equal(block->count, 2);
    assert_true(fabs(block->lines[0].width - block->lines[1].width) < 20);
    assert_true(ts_label_width(&d->plot, &label) > 100); /* without a measure it is one line */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_take_their_share_of_the_measure),
        cmocka_unit_test(test_a_part_of_nought_has_no_width_and_costs_no_gap),
        cmocka_unit_test(test_an_unknown_part_takes_what_is_left),
        cmocka_unit_test(test_parts_that_are_no_parts_are_refused),
        cmocka_unit_test_setup_teardown(test_a_narrow_part_flies_its_name_above, open_page, close_page),
        cmocka_unit_test(test_a_name_is_broken_in_a_wide_part_only),
        cmocka_unit_test_setup_teardown(test_the_brief_name_saves_a_flag, open_page, close_page),
        cmocka_unit_test(test_the_level_before_is_value_over_one_and_growth),
        cmocka_unit_test_setup_teardown(test_paired_bars_as_designed, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_a_loss_is_outlined_up_to_the_level_before, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_bars_start_at_nought, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_columns_start_at_nought, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_a_dash_takes_no_height_from_columns, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_columns_have_all_values_that_stand_apart, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_columns_name_round_years, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_values_over_columns_stand_apart, open_page, close_page),
        cmocka_unit_test(test_silent_parts_are_read_off_hairlines),
        cmocka_unit_test_setup_teardown(test_ranges_reach_as_far_as_their_own_words_let_them, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_a_value_at_the_top_of_the_axis_keeps_off_the_keys, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_dots_that_overlap_are_parted, open_page, close_page),
        cmocka_unit_test_setup_teardown(test_lines_of_a_label_are_as_even_as_can_be, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
