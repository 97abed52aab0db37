/* Values on their way, dots, what goes from node to node, events: places by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "chart/bullet.h"
#include "chart/dots.h"
#include "chart/sankey.h"
#include "chart/timeline.h"

#include "bare.h"
#include "near.h"

static const ts_swatch white = {.name = "White", .rgb = {1, 1, 1}, .paper = true};

/* ---- on their way */

static void bars_are_measured_against_their_own_length(void **state)
{
    (void)state;
    const ts_bullet items[] = {{.amount = 50, .of = 100, .target = 75, .known = true}, {.amount = 3, .of = 4, .target = -1, .known = true}};
    ts_bullet_place places[2];
    assert_true(ts_bullets_place(&(ts_bullets){.items = items, .count = 2}, places));
    near(places[0].full, 1, 1e-12);
    near(places[0].value, 0.5, 1e-12);
    near(places[0].target, 0.75, 1e-12);
    near(places[1].value, 0.75, 1e-12);
    assert_true(places[1].target < 0);
}

static void bars_without_a_length_share_one(void **state)
{
    (void)state;
    const ts_bullet items[] = {{.amount = 50, .of = -1, .target = 80, .known = true}, {.amount = 20, .of = -1, .target = -1, .known = true}};
    ts_bullet_place places[2];
    assert_true(ts_bullets_place(&(ts_bullets){.items = items, .count = 2}, places));
    near(places[0].value, 50 / 80.0, 1e-12);
    near(places[1].value, 20 / 80.0, 1e-12);
}

static void what_is_beyond_its_length_makes_room(void **state)
{
    (void)state;
    const ts_bullet items[] = {{.amount = 125, .of = 100, .target = -1, .known = true}, {.amount = 50, .of = 100, .target = -1, .known = true}};
    ts_bullet_place places[2];
    assert_true(ts_bullets_place(&(ts_bullets){.items = items, .count = 2}, places));
    near(places[0].value, 1, 1e-12);
    near(places[0].full, 0.8, 1e-12);
    near(places[1].value, 0.4, 1e-12);
}

static void losses_are_not_on_their_way(void **state)
{
    drawing *d = *state;
    const ts_bullet items[] = {{.amount = -1, .of = -1, .target = -1, .known = true}};
    ts_bullets bullets = {.items = items, .count = 1};
    ts_bullet_place place;
    assert_false(ts_bullets_place(&bullets, &place));
    ts_bullets_draw(&d->plot, &bullets, (ts_rect){0, 0, 100, 20});
    assert_int_equal(d->diags.errors, 1);
}

/* ---- dots */

static void reach(const double *values, size_t count, double low, double high)
{
    ts_dots_row rows[4] = {0};
    double from, to;
    for (size_t i = 0; i < count; i++)
        rows[i].values[0] = (ts_dots_value){.amount = values[i], .known = true};
    ts_dots_reach(&(ts_dots){.rows = rows, .count = count, .series = 1}, &from, &to);
    near(from, low, 1e-12);
    near(to, high, 1e-12);
}

static void nought_is_on_the_scale_when_it_is_near(void **state)
{
    (void)state;
    reach((double[]){80, 100}, 2, 80, 100);
    reach((double[]){20, 100}, 2, 0, 100);
    reach((double[]){-20, 100}, 2, -20, 100);
    reach((double[]){-20, -100}, 2, -100, 0);
    reach((double[]){5, 5}, 2, 5, 10);
}

static void dots_stand_in_proportion(void **state)
{
    drawing *d = *state;
    ts_dots_row rows[3] = {0};
    const double values[] = {0, 40, 100};
    for (size_t i = 0; i < 3; i++)
        rows[i] = (ts_dots_row){.values[0] = {.amount = values[i], .known = true}, .ink = {&dark, 1}};
    ts_dots_draw(&d->plot, &(ts_dots){.rows = rows, .count = 3, .series = 1, .gap = -1}, (ts_rect){0, 0, 106.5, 50});
    double x[3];
    size_t count = 0;
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL) {
            ts_rect box = ts_path_box(d->items.items[i].u.fill.path);
            x[count++] = box.x + box.w / 2;
        }
    assert_int_equal(count, 3);
    near((x[1] - x[0]) / (x[2] - x[0]), 0.4, 1e-9);
}

/* ---- from node to node */

static const ts_sankey_node NODES[] = {{.key = "a"}, {.key = "b"}, {.key = "c"}, {.key = "d"}};

/* a and b give 30 and 10 to c, which gives 40 to d; 100 high with gaps of 20: 2 points a unit. */
static void amounts_are_as_thick_everywhere(void **state)
{
    (void)state;
    const ts_sankey_link links[] = {{.from = 1, .to = 2, .amount = 10}, {.from = 0, .to = 2, .amount = 30}, {.from = 2, .to = 3, .amount = 40}};
    ts_sankey sankey = {NODES, 4, links, 3, 8, 20};
    ts_sankey_plan plan;
    assert_int_equal(ts_sankey_make(&sankey, 100, &plan), TS_SANKEY_GOOD);
    assert_int_equal(plan.columns, 3);
    near(plan.scale, 2, 1e-9);
    near(plan.nodes[0].top, 0, 1e-9); /* the larger one stands above */
    near(plan.nodes[0].height, 60, 1e-9);
    near(plan.nodes[1].top, 80, 1e-9);
    near(plan.nodes[2].top, 10, 1e-9); /* 80 high, in the middle */
    near(plan.links[1].to, 10, 1e-9);
    near(plan.links[0].to, 70, 1e-9);
    near(plan.links[0].thick, 20, 1e-9);
}

static void ribbons_cross_as_seldom_as_may_be(void **state)
{
    (void)state;
    const ts_sankey_link links[] = {{.from = 0, .to = 3, .amount = 20}, {.from = 1, .to = 2, .amount = 30}};
    ts_sankey_plan plan;
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 4, links, 2, 8, 10}, 100, &plan), TS_SANKEY_GOOD);
    assert_true(plan.nodes[1].top < plan.nodes[0].top);
    assert_true(plan.nodes[2].top < plan.nodes[3].top);
}

static void the_order_of_links_changes_nothing(void **state)
{
    (void)state;
    ts_sankey_link links[] = {{.from = 0, .to = 2, .amount = 5}, {.from = 0, .to = 3, .amount = 5}, {.from = 1, .to = 2, .amount = 5},
                              {.from = 1, .to = 3, .amount = 5}};
    ts_sankey_plan plan, turned;
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 4, links, 4, 8, 10}, 100, &plan), TS_SANKEY_GOOD);
    for (size_t i = 0; i < 2; i++) {
        ts_sankey_link other = links[i];
        links[i] = links[3 - i];
        links[3 - i] = other;
    }
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 4, links, 4, 8, 10}, 100, &turned), TS_SANKEY_GOOD);
    assert_memory_equal(plan.nodes, turned.nodes, sizeof plan.nodes);
    assert_memory_equal(&plan.links[0], &turned.links[3], sizeof plan.links[0]);
}

/* 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 in the last digit: two nodes of one amount stand by their keys either way. */
static void the_order_of_a_sum_changes_nothing(void **state)
{
    (void)state;
    static const double amounts[] = {0.1, 0.2, 0.3};
    double tops[2][2];
    for (int turn = 0; turn < 2; turn++) {
        ts_sankey_link links[6];
        for (size_t i = 0; i < 6; i++) {
            size_t k = i % 3, node = i / 3;
            bool backward = (node == 1) != (turn == 1);
            links[i] = (ts_sankey_link){.from = node, .to = 2 + node, .amount = amounts[backward ? 2 - k : k]};
        }
        ts_sankey_plan plan;
        assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 4, links, 6, 8, 10}, 100, &plan), TS_SANKEY_GOOD);
        tops[turn][0] = plan.nodes[0].top;
        tops[turn][1] = plan.nodes[1].top;
    }
    near(tops[0][0], tops[1][0], 1e-6);
    near(tops[0][1], tops[1][1], 1e-6);
}

static void what_cannot_be_drawn_is_named(void **state)
{
    (void)state;
    ts_sankey_plan plan;
    const ts_sankey_link circle[] = {{.from = 0, .to = 1, .amount = 1}, {.from = 1, .to = 0, .amount = 1}}, self[] = {{.from = 0, .to = 0, .amount = 1}},
                         loss[] = {{.from = 0, .to = 1, .amount = -1}}, none[] = {{.from = 0, .to = 1, .amount = 0}};
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 2, circle, 2, 8, 10}, 100, &plan), TS_SANKEY_CYCLE);
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 1, self, 1, 8, 10}, 100, &plan), TS_SANKEY_CYCLE);
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 2, loss, 1, 8, 10}, 100, &plan), TS_SANKEY_NEGATIVE);
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 2, none, 1, 8, 10}, 100, &plan), TS_SANKEY_LOW);
    assert_int_equal(ts_sankey_make(&(ts_sankey){NODES, 65, none, 1, 8, 10}, 100, &plan), TS_SANKEY_MANY);
}

/* ---- events */

static void events_stand_true_to_time(void **state)
{
    drawing *d = *state;
    const ts_event events[] = {{.at = 10, .until = 10, .ink = {&dark, 1}}, {.at = 0, .until = 5, .ink = {&dark, 1}}, {.at = 20, .until = 20, .ink = {&dark, 1}}};
    ts_timeline_draw(&d->plot, &(ts_timeline){events, 3, 0, 20}, (ts_rect){50, 0, 200, 40});
    ts_rect boxes[3];
    size_t count = 0;
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL)
            boxes[count++] = ts_path_box(d->items.items[i].u.fill.path);
    assert_int_equal(count, 3);
    near(boxes[0].x, 50, 1e-9); /* in the order of time: what lasts first */
    near(boxes[0].w, 50, 1e-9);
    near(boxes[1].x + boxes[1].w / 2, 150, 1e-6);
    near(boxes[2].x + boxes[2].w / 2, 250, 1e-6);
}

static size_t fills_of(drawing *d, const ts_event *events, size_t count, ts_rect *boxes)
{
    size_t found = 0, before = d->items.count;
    ts_timeline_draw(&d->plot, &(ts_timeline){events, count, 0, 20}, (ts_rect){50, 0, 200, 40});
    for (size_t i = before; i < d->items.count; i++)
        if (d->items.items[i].kind == TS_ITEM_FILL)
            boxes[found++] = ts_path_box(d->items.items[i].u.fill.path);
    return found;
}

/* A ribbon nearly as pale as the ground has banks that stand out, and that say the same number; a deep one is parted
 * from others by the ground. */
static void pale_ribbons_have_banks(void **state)
{
    drawing *d = *state;
    static const ts_origin number = {.value = "trade"};
    const ts_sankey_node nodes[] = {{.key = "a", .ink = {&dark, 1}, .ribbon = {&pale, 1}}, {.key = "b", .ink = {&dark, 1}}};
    ts_sankey_link link = {.from = 0, .to = 1, .amount = 1, .origin = &number};
    d->plot.ground = d->plot.paper = (ts_ink){&white, 1};
    for (int deep = 0; deep < 2; deep++) {
        link.ink = deep ? (ts_ink){&dark, 1} : (ts_ink){NULL, 0};
        d->items.count = 0;
        ts_sankey_draw(&d->plot, &(ts_sankey){nodes, 2, &link, 1, 8, 10}, (ts_rect){0, 0, 200, 100});
        const ts_item *bank = &d->items.items[1];
        assert_int_equal(bank->kind, TS_ITEM_STROKE);
        assert_ptr_equal(bank->u.stroke.paint.ink.swatch, deep ? &white : &dark);
        assert_ptr_equal(bank->origin, deep ? NULL : &number);
        near(ts_path_box(bank->u.stroke.path).h, 100, 1e-9); /* both sides of it */
    }
}

/* A bar within another is painted after it, whichever the file has first. */
static void the_order_of_events_hides_none(void **state)
{
    drawing *d = *state;
    const ts_event whole = {.at = 0, .until = 10, .ink = {&dark, 1}}, part = {.at = 0, .until = 5, .ink = {&dark, 0.5}};
    const ts_event one[] = {whole, part}, other[] = {part, whole};
    ts_rect boxes[8], turned[8];
    assert_int_equal(fills_of(d, one, 2, boxes), 2);
    assert_int_equal(fills_of(d, other, 2, turned), 2);
    near(boxes[0].w, 100, 1e-9);
    near(boxes[1].w, 50, 1e-9);
    assert_memory_equal(boxes, turned, 2 * sizeof *boxes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_drawing, close_drawing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bars_are_measured_against_their_own_length), TEST(bars_without_a_length_share_one), TEST(what_is_beyond_its_length_makes_room),
        TEST(losses_are_not_on_their_way), TEST(nought_is_on_the_scale_when_it_is_near), TEST(dots_stand_in_proportion),
        TEST(amounts_are_as_thick_everywhere), TEST(ribbons_cross_as_seldom_as_may_be), TEST(the_order_of_links_changes_nothing),
        TEST(what_cannot_be_drawn_is_named), TEST(events_stand_true_to_time),
        TEST(pale_ribbons_have_banks), TEST(the_order_of_events_hides_none), TEST(the_order_of_a_sum_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
