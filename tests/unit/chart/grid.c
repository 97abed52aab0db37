/* Tables: how a width is shared, and where figures, names and heads stand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "chart/grid.h"

#include "drawing.h"
#include "near.h"

/* ---- widths, by hand */

static void what_is_left_over_goes_by_content(void **state)
{
    (void)state;
    ts_grid_room rooms[] = {{.least = 10, .plain = 60, .natural = 60}, {.least = 20, .plain = 20, .natural = 40}};
    near(ts_grid_share(rooms, 2, 200), 0, 0);
    near(rooms[0].width, 120, 1e-9); /* 60 of 100 */
    near(rooms[1].width, 80, 1e-9);
}

static void columns_of_figures_are_equal_where_they_can_be(void **state)
{
    (void)state;
    ts_grid_room rooms[] = {{.least = 40, .plain = 40, .natural = 40},
                            {.least = 20, .plain = 20, .natural = 20, .figures = true},
                            {.least = 30, .plain = 30, .natural = 30, .figures = true}};
    near(ts_grid_share(rooms, 3, 200), 0, 0); /* 40 + 30 + 30, twice */
    near(rooms[0].width, 80, 1e-9);
    near(rooms[1].width, 60, 1e-9);
    near(rooms[2].width, 60, 1e-9);
    near(ts_grid_share(rooms, 3, 90), 0, 0); /* 100 is too much: their own 90 */
    near(rooms[1].width, 20, 1e-9);
    near(rooms[2].width, 30, 1e-9);
}

static void a_given_width_is_kept(void **state)
{
    (void)state;
    ts_grid_room rooms[] = {{.given = 90, .least = 10, .plain = 60, .natural = 60},
                            {.least = 20, .plain = 20, .natural = 20}};
    near(ts_grid_share(rooms, 2, 130), 0, 0);
    near(rooms[0].width, 90, 0);
    near(rooms[1].width, 40, 1e-9);
}

static void heads_break_before_cells_do(void **state)
{
    (void)state;
    ts_grid_room rooms[] = {{.least = 30, .plain = 100, .natural = 100},
                            {.least = 20, .plain = 20, .natural = 60, .figures = true}};
    near(ts_grid_share(rooms, 2, 140), 0, 0);
    near(rooms[0].width, 100, 1e-9);
    near(rooms[1].width, 40, 1e-9);
    near(ts_grid_share(rooms, 2, 85), 0, 0); /* halfway from 30 + 20 to 100 + 20 */
    near(rooms[0].width, 65, 1e-9);
    near(rooms[1].width, 20, 1e-9);
}

static void what_does_not_fit_is_counted(void **state)
{
    (void)state;
    ts_grid_room rooms[] = {{.least = 50, .plain = 80, .natural = 80}, {.least = 30, .plain = 30, .natural = 30}};
    near(ts_grid_share(rooms, 2, 65), 15, 1e-9);
    near(rooms[0].width, 50, 1e-9); /* never less than what cannot be broken */
    near(rooms[1].width, 30, 1e-9);
    ts_grid_room given[] = {{.given = 80, .least = 20, .plain = 20, .natural = 20},
                            {.least = 30, .plain = 30, .natural = 30}};
    near(ts_grid_share(given, 2, 100), 10, 1e-9);
    near(given[0].width, 80, 0);
}

/* ---- tables */

enum { MOST = 24 };

typedef struct table {
    ts_grid_column columns[4];
    ts_grid_cell cells[MOST];
    ts_grid grid;
    const ts_grid_plan *plan;
} table;

static const ts_feature tabular[] = {{"tnum", true}, {"lnum", true}};

/* Cells row by row, ended by NULL: the name, then figures under each other by their point. */
static void make_table(drawing *d, table *t, size_t columns, const char *const *heads, const char *const *cells)
{
    static ts_type figures;
    figures = d->text;
    figures.features = tabular;
    figures.feature_count = 2;
    *t = (table){0};
    for (size_t c = 0; c < columns; c++)
        t->columns[c] = (ts_grid_column){.head = *heads[c] ? words(d, &d->name, &black, heads[c]) : (ts_label){0},
                                         .align = c ? TS_GRID_DECIMAL : TS_GRID_LEFT};
    size_t count = 0;
    for (; cells[count]; count++) {
        const char *point = strchr(cells[count], '.');
        const char *digit = cells[count] + strcspn(cells[count], "0123456789");
        size_t whole = point ? (size_t)(point - cells[count])
                             : (size_t)(digit - cells[count]) + strspn(digit, "0123456789,");
        t->cells[count] = (ts_grid_cell){.label = words(d, &figures, &black, cells[count]),
                                         .whole = *digit ? whole : SIZE_MAX};
    }
    assert_true(count <= MOST && count % columns == 0);
    t->grid = (ts_grid){.columns = t->columns, .cells = t->cells, .column_count = columns,
                        .row_count = count / columns, .head_rule = {ink(&black), 0.5}, .rule = {ink(&black), 0.25}};
}

static void draw_table(drawing *d, table *t, ts_point at, double width)
{
    t->plan = ts_grid_make(&d->plot, &t->grid, width);
    assert_non_null(t->plan);
    ts_grid_draw(&d->plot, &t->grid, t->plan, at);
    assert_false(d->plot.failed);
}

static const ts_item *run_of(const drawing *d, const char *text)
{
    const ts_item *item = find_run(d, text);
    if (!item)
        fail_msg("nothing paints \"%s\"", text);
    return item;
}

/* Where the pen is after so many bytes of a run. */
static double pen_after(const drawing *d, const char *text, size_t bytes)
{
    const ts_item *item = run_of(d, text);
    double x = item->u.run.x;
    for (size_t i = 0; i < item->u.run.run->count; i++)
        if (item->u.run.run->glyphs[i].cluster < bytes)
            x += item->u.run.run->glyphs[i].advance;
    return x;
}

static double end_of(const drawing *d, const char *text)
{
    return pen_after(d, text, strlen(text));
}

#define OPEN(d)                                                                                              \
    drawing d;                                                                                               \
    if (!drawing_open(&d, 612, 792))                                                                         \
        skip()

static void whole_parts_end_on_one_line(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"A", "$349.4B", "B", "$7.56B", "C", "$41", "D", "\xE2\x88\x92$1,204", "E",
                                        "12%", "F", "\xE2\x80\x93", NULL};
    make_table(&d, &t, 2, heads, cells);
    draw_table(&d, &t, (ts_point){50, 80}, 200);
    double axis = 50 + t.plan->axis[1];
    near(pen_after(&d, "$349.4B", 4), axis, 0.01);
    near(pen_after(&d, "$7.56B", 2), axis, 0.01);
    near(end_of(&d, "$41"), axis, 0.01);
    near(end_of(&d, "\xE2\x88\x92$1,204"), axis, 0.01);
    near(pen_after(&d, "12%", 2), axis, 0.01);
    near(end_of(&d, "\xE2\x80\x93"), axis, 0.01); /* a dash has no digits: it ends where they do */
    near(fmax(end_of(&d, "$7.56B"), end_of(&d, "$349.4B")), 250, 0.02); /* the longest rest, at the edge */
    drawing_close(&d);
}

static void heads_end_over_their_figures_on_one_baseline(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"Partner", "Exports", "Growth of imports since 2022"};
    static const char *const cells[] = {"Aria", "10.5", "3%", NULL};
    make_table(&d, &t, 3, heads, cells);
    t.columns[2].width = 64;
    draw_table(&d, &t, (ts_point){50, 80}, 240);
    near(end_of(&d, "Exports"), 50 + t.plan->left[1] + t.plan->width[1], 0.02);
    assert_int_equal(t.plan->heads[2]->count, 2);
    near(run_of(&d, "Partner")->u.run.baseline, run_of(&d, "Exports")->u.run.baseline, 1e-9);
    near(run_of(&d, "since 2022")->u.run.baseline, run_of(&d, "Exports")->u.run.baseline, 1e-9);
    assert_true(run_of(&d, "Growth of imports")->u.run.baseline < run_of(&d, "Exports")->u.run.baseline);
    drawing_close(&d);
}

static void a_head_has_three_lines_at_most(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "One two three four five six seven eight"};
    static const char *const cells[] = {"Aria", "1", NULL};
    make_table(&d, &t, 2, heads, cells);
    draw_table(&d, &t, (ts_point){50, 80}, 75);
    assert_int_equal(t.plan->heads[1]->count, 3);
    near(t.plan->over, 0, 0);
    const ts_grid_plan *narrow = ts_grid_make(&d.plot, &t.grid, 40);
    assert_int_equal(narrow->heads[1]->count, 3);
    assert_true(narrow->over > 0);
    drawing_close(&d);
}

static void a_long_name_hangs_and_its_figures_stand_on_its_last_line(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Bosnia and Herzegovina", "12.5", "Peru", "7", NULL};
    make_table(&d, &t, 2, heads, cells);
    t.columns[0].width = 60;
    draw_table(&d, &t, (ts_point){50, 80}, 120);
    const ts_item *first = run_of(&d, "Bosnia and"), *last = run_of(&d, "Herzegovina");
    near(first->u.run.x, 50, 0.01);
    near(last->u.run.x, 57, 0.01); /* an em of 7 */
    near(last->u.run.baseline - first->u.run.baseline, 8.5, 1e-9);
    near(run_of(&d, "12.5")->u.run.baseline, last->u.run.baseline, 1e-9);
    near(run_of(&d, "7")->u.run.baseline, run_of(&d, "Peru")->u.run.baseline, 1e-9);
    drawing_close(&d);
}

static void rows_are_a_pitch_apart(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", ""};
    static const char *const cells[] = {"Aria", "1", "Bela", "2", "Cora", "3", NULL};
    make_table(&d, &t, 2, heads, cells);
    draw_table(&d, &t, (ts_point){50, 80}, 120);
    near(run_of(&d, "Bela")->u.run.baseline - run_of(&d, "Aria")->u.run.baseline, 8.5 * 1.65, 1e-9);
    near(t.plan->height, 3 * 8.5 * 1.65, 1e-9);
    near(run_of(&d, "1")->u.run.baseline, run_of(&d, "Aria")->u.run.baseline, 1e-9);
    drawing_close(&d);
}

static size_t strokes_of(const drawing *d, double weight)
{
    size_t count = 0;
    for (size_t i = 0; i < d->page.items.count; i++) {
        const ts_item *item = &d->page.items.items[i];
        count += item->kind == TS_ITEM_STROKE && fabs(item->u.stroke.stroke.width - weight) < 1e-9;
    }
    return count;
}

static void rules_part_heads_rows_and_a_total(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Aria", "1", "Bela", "2", "All", "3", NULL};
    make_table(&d, &t, 2, heads, cells);
    draw_table(&d, &t, (ts_point){50, 80}, 120);
    assert_int_equal(strokes_of(&d, 0.5), 2); /* under the head, at the end */
    assert_int_equal(strokes_of(&d, 0.25), 2);
    t.grid.total = true;
    d.page.items.count = 0;
    draw_table(&d, &t, (ts_point){50, 80}, 120);
    assert_int_equal(strokes_of(&d, 0.5), 3);
    assert_int_equal(strokes_of(&d, 0.25), 1);
    drawing_close(&d);
}

static void stripes_lie_under_every_second_row(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", ""};
    static const char *const cells[] = {"Aria", "1", "Bela", "2", "Cora", "3", NULL};
    make_table(&d, &t, 2, heads, cells);
    t.grid.stripe = ink(&mist);
    draw_table(&d, &t, (ts_point){50, 80}, 120);
    ts_rect stripe = fill_box(&d, &mist, 0);
    near(stripe.x, 50, 1e-9);
    near(stripe.w, 120, 0.02);
    near(stripe.y, 80 + 8.5 * 1.65, 1e-9);
    near(stripe.h, 8.5 * 1.65, 1e-9);
    near(fill_box(&d, &mist, 1).w, 0, 0);
    near(run_of(&d, "Bela")->u.run.x, 54, 0.01); /* type does not touch the stripe's end */
    near(end_of(&d, "2"), 166, 0.02);
    drawing_close(&d);
}

static void a_table_too_wide_says_by_how_much(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", ""};
    static const char *const cells[] = {"Herzegovina", "$1,234,567", NULL};
    make_table(&d, &t, 2, heads, cells);
    double needs = ts_label_width(&d.plot, &t.cells[0].label) + ts_label_width(&d.plot, &t.cells[1].label) + 12;
    draw_table(&d, &t, (ts_point){50, 80}, 50);
    near(t.plan->over, needs - 50, 0.05);
    near(t.plan->lack[0], 0, 1e-9);
    assert_true(run_of(&d, "$1,234,567")->u.run.x > end_of(&d, "Herzegovina") + 11); /* and nothing overlaps */
    drawing_close(&d);
}

static void a_given_width_too_narrow_says_by_how_much(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", ""};
    static const char *const cells[] = {"Aria", "$1,234,567", NULL};
    make_table(&d, &t, 2, heads, cells);
    t.columns[1].width = 20;
    draw_table(&d, &t, (ts_point){50, 80}, 200);
    near(t.plan->over, 0, 0);
    near(t.plan->lack[1], ts_label_width(&d.plot, &t.cells[1].label) - 20, 0.01);
    drawing_close(&d);
}

/* ---- bars behind numbers */

static void bar_the_figures(table *t, const double *values)
{
    t->columns[1].width = 100;
    t->columns[1].bar = ink(&mist);
    for (size_t r = 0; r < t->grid.row_count; r++) {
        t->cells[2 * r + 1].barred = !isnan(values[r]);
        t->cells[2 * r + 1].value = values[r];
    }
}

static void bars_are_as_long_as_their_values(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Aria", "40", "Bela", "10", "Cora", "0", "Dora", "\xE2\x80\x93", NULL};
    make_table(&d, &t, 2, heads, cells);
    bar_the_figures(&t, (const double[]){40, 10, 0, NAN});
    draw_table(&d, &t, (ts_point){50, 80}, 180);
    double left = 50 + t.plan->left[1];
    near(fill_box(&d, &mist, 0).x, left, 1e-9);
    near(fill_box(&d, &mist, 0).w, 100, 1e-9); /* the largest takes the column */
    near(fill_box(&d, &mist, 1).x, left, 1e-9);
    near(fill_box(&d, &mist, 1).w, 25, 1e-9);
    near(fill_box(&d, &mist, 2).w, 0, 0); /* nought and no value have none */
    near(end_of(&d, "40"), left + 100, 0.02); /* the numbers keep their place */
    drawing_close(&d);
}

static void losses_stand_left_of_nought_and_off_the_figures(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Aria", "30", "Bela", "-10", NULL};
    make_table(&d, &t, 2, heads, cells);
    bar_the_figures(&t, (const double[]){30, -10});
    draw_table(&d, &t, (ts_point){50, 80}, 180);
    double left = 50 + t.plan->left[1], first = run_of(&d, "-10")->u.run.x;
    first = fmin(first, run_of(&d, "30")->u.run.x);
    ts_rect gain = fill_box(&d, &mist, 0), loss = fill_box(&d, &mist, 1);
    near(loss.x, left, 1e-9);
    near(loss.x + loss.w, gain.x, 1e-9); /* nought */
    near(gain.w, 3 * loss.w, 1e-9);
    near(gain.x + gain.w, first - 6, 0.02);
    assert_int_equal(strokes_of(&d, 0.5), 4); /* two rules of the table, and nought in each row */
    drawing_close(&d);
}

/* 96 of 100 would end amid "96": all bars stand beside the figures, on one scale. */
static void no_bar_ends_amid_its_figure(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Aria", "100", "Bela", "96", NULL};
    make_table(&d, &t, 2, heads, cells);
    bar_the_figures(&t, (const double[]){100, 96});
    draw_table(&d, &t, (ts_point){50, 80}, 180);
    double first = fmin(run_of(&d, "100")->u.run.x, run_of(&d, "96")->u.run.x);
    ts_rect most = fill_box(&d, &mist, 0), less = fill_box(&d, &mist, 1);
    near(most.x + most.w, first - 6, 0.02);
    near(less.w, most.w * 0.96, 1e-9);
    drawing_close(&d);
}

static void a_bar_keeps_inside_its_row(void **state)
{
    (void)state;
    OPEN(d);
    table t;
    static const char *const heads[] = {"", "Trade"};
    static const char *const cells[] = {"Bosnia and Herzegovina", "12", "Peru", "7", NULL};
    make_table(&d, &t, 2, heads, cells);
    bar_the_figures(&t, (const double[]){12, 7});
    t.columns[0].width = 60;
    draw_table(&d, &t, (ts_point){50, 80}, 180);
    ts_rect bar = fill_box(&d, &mist, 0);
    near(bar.h, 8.5 * 1.65 - 3, 1e-9); /* of the last line: its figure's */
    near(bar.y + bar.h, 80 + t.plan->top[1] - 1.5, 1e-9);
    assert_true(bar.y < run_of(&d, "12")->u.run.baseline && bar.y > run_of(&d, "Bosnia and")->u.run.baseline - 8.5);
    drawing_close(&d);
}

static void the_reach_of_bars_is_bounded(void **state)
{
    (void)state;
    ts_grid_scale scale = {-1.7e308, 1.7e308, 100};
    near(ts_grid_x(&scale, 0), 50, 1e-9);
    near(ts_grid_x(&scale, 1.7e308), 100, 1e-9);
    near(ts_grid_x(&(ts_grid_scale){0, 0, 100}, 0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_over_goes_by_content),
        cmocka_unit_test(columns_of_figures_are_equal_where_they_can_be),
        cmocka_unit_test(a_given_width_is_kept),
        cmocka_unit_test(heads_break_before_cells_do),
        cmocka_unit_test(what_does_not_fit_is_counted),
        cmocka_unit_test(whole_parts_end_on_one_line),
        cmocka_unit_test(heads_end_over_their_figures_on_one_baseline),
        cmocka_unit_test(a_head_has_three_lines_at_most),
        cmocka_unit_test(a_long_name_hangs_and_its_figures_stand_on_its_last_line),
        cmocka_unit_test(rows_are_a_pitch_apart),
        cmocka_unit_test(rules_part_heads_rows_and_a_total),
        cmocka_unit_test(stripes_lie_under_every_second_row),
        cmocka_unit_test(a_table_too_wide_says_by_how_much),
        cmocka_unit_test(a_given_width_too_narrow_says_by_how_much),
        cmocka_unit_test(bars_are_as_long_as_their_values),
        cmocka_unit_test(losses_stand_left_of_nought_and_off_the_figures),
        cmocka_unit_test(no_bar_ends_amid_its_figure),
        cmocka_unit_test(a_bar_keeps_inside_its_row),
        cmocka_unit_test(the_reach_of_bars_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
