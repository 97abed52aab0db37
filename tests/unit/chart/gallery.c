/* Draws the kinds on one page, as the sample has them. TS_GALLERY=FILE.png
 * keeps the picture, to be looked at. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <cmocka.h>

#include "art/art.h"
#include "chart/bar.h"
#include "chart/flow.h"
#include "chart/grid.h"
#include "chart/line.h"
#include "chart/map.h"
#include "chart/share.h"
#include "device/device.h"

#include "drawing.h"
#include "near.h"

static ts_ink any_ink(void *user, const double rgb[3])
{
    (void)user;
    (void)rgb;
    return (ts_ink){&midnight, 1};
}

static const ts_art *icon(drawing *d, const char *name)
{
    ts_art_means means = {any_ink, NULL};
    char path[64];
    snprintf(path, sizeof path, "layouts/art/icons/%s.svg", name);
    ts_span nowhere = {0};
    return ts_svg_load(d->arena, name, path, &means, nowhere, &d->diags);
}

static void draw_shares(drawing *d, ts_rect box)
{
    ts_share parts[] = {
        {words(d, &d->name, &midnight, "Computer & electronic products"), {0}, words(d, &d->name, &midnight, "30.6%"), .306, true, ink(&midnight), NULL},
        {words(d, &d->name, &midnight, "Transportation equipment"), {0}, words(d, &d->name, &midnight, "22.5%"), .225, true, ink(&pacific), NULL},
        {words(d, &d->name, &midnight, "Electrical equipment"), {0}, words(d, &d->name, &midnight, "6.3%"), .063, true, ink(&lagoon), NULL},
        {words(d, &d->name, &midnight, "All other industries"), {0}, words(d, &d->name, &midnight, "40.6%"), .406, true, ink(&mist), NULL}};
    ts_shares shares = {parts, 4, 44, 1.5};
    assert_true(ts_shares_height(&d->plot, &shares, box.w) > 44);
    ts_shares_draw(&d->plot, &shares, box);
}

static void draw_pairs(drawing *d, ts_rect box)
{
    ts_pair pairs[] = {
        {words(d, &d->text, &black, "U.S. services exports to Mexico since USMCA"), {0}, words(d, &d->name, &midnight, "$50.5B"),
         words(d, &d->numeral, &midnight, "+54%"), 50.5e9, .54, true, true, ink(&pacific), NULL, NULL},
        {words(d, &d->text, &black, "U.S. services imports from Mexico since USMCA"), {0}, words(d, &d->name, &midnight, "$45.1B"),
         words(d, &d->numeral, &midnight, "+46%"), 45.1e9, .46, true, true, ink(&midnight), NULL, NULL},
        {words(d, &d->text, &black, "What a loss looks like"), {0}, words(d, &d->name, &midnight, "$30.0B"),
         words(d, &d->numeral, &midnight, "\xE2\x88\x92" "25%"), 30e9, -.25, true, true, ink(&pacific), NULL, NULL}};
    ts_pairs all = {pairs, 3, ink(&lagoon)};
    ts_pairs_draw(&d->plot, &all, box);
}

static ts_rect draw_flow(drawing *d, ts_rect box, bool valued)
{
    static const char *const names[] = {"Electrical Equipment & Semiconductors", "Medical Equipment & Supplies",
                                        "Motor Vehicle Parts", "Navigational Instruments", "Other Machinery"};
    static const char *const icons[] = {"chip", "medical", "truck", "dish", "factory"};
    static const char *const printed[] = {"$12.0B", "$9.0B", "$7.0B", "$1.5B", "$1.0B"};
    static const double amounts[] = {12, 9, 7, 1.5, 1};
    ts_ribbon ribbons[5] = {{{0}}};
    for (size_t i = 0; i < 5; i++) {
        ribbons[i].name = words(d, &d->name, &midnight, names[i]);
        ribbons[i].icon = icon(d, icons[i]);
        ribbons[i].amount = amounts[i];
        if (valued)
            ribbons[i].value = words(d, &d->name, &midnight, printed[i]);
    }
    ts_flow flow = {.ribbons = ribbons, .count = 5, .valued = valued, .ink = ink(&mist), .icon_ink = ink(&pacific)};
    flow.origin = (ts_node){words(d, &d->capitals, &midnight, "San Diego-Imperial"), ink(&midnight), 130};
    flow.destination = (ts_node){words(d, &d->capitals, &midnight, "Mexico"), ink(&midnight), 36};
    flow.head = words(d, &d->name, &midnight, "Top five goods trade sectors");
    ts_flow_draw(&d->plot, &flow, box);
    return ts_flow_inside(&d->plot, &flow, box);
}

static void draw_bars(drawing *d, ts_rect lying, ts_rect standing)
{
    static const char *const names[] = {"Truck", "Rail", "Pipeline", "Vessel", "Air", "Unknown"};
    static const char *const values[] = {"$31B", "$9B", "\xE2\x88\x92$4B", "$2B", "$0", "\xE2\x80\x93"};
    static const double amounts[] = {31, 9, -4, 2, 0, 0};
    ts_bar bars[6] = {{{0}}};
    for (size_t i = 0; i < 6; i++)
        bars[i] = (ts_bar){words(d, &d->text, &black, names[i]), words(d, &d->name, &midnight, values[i]), amounts[i],
                           i != 5, ink(&pacific), NULL};
    ts_bars all = {bars, 6, -1, false};
    ts_bars_draw(&d->plot, &all, lying);
    ts_columns_draw(&d->plot, &all, standing);
}

static ts_label print_tick(void *user, double value)
{
    drawing *d = user;
    char text[32];
    snprintf(text, sizeof text, "$%gB", value);
    return words(d, &d->text, &black, ts_arena_text(d->arena, text));
}

static void draw_lines(drawing *d, ts_rect lines_box, ts_rect slopes_box)
{
    static ts_line_point exports[18], imports[18];
    static ts_moment_label moments[18];
    for (int i = 0; i < 18; i++) {
        exports[i] = (ts_line_point){2007 + i, 40 + 2.2 * i - (i == 13 ? 9 : 0), true};
        imports[i] = (ts_line_point){2007 + i, 44 + 2.1 * i, i != 5 && i != 7};
        char year[8];
        snprintf(year, sizeof year, "%d", 2007 + i);
        moments[i] = (ts_moment_label){.at = 2007 + i, .number = 2007 + i, .label = words(d, &d->text, &black, ts_arena_text(d->arena, year))};
    }
    ts_line_of items[] = {{words(d, &d->name, &midnight, "Exports"), words(d, &d->name, &midnight, "$40B"),
                           words(d, &d->name, &midnight, "$77.4B"), exports, 18, ink(&pacific), NULL},
                          {words(d, &d->name, &midnight, "Imports"), words(d, &d->name, &midnight, "$44B"),
                           words(d, &d->name, &midnight, "$79.7B"), imports, 18, ink(&midnight), NULL}};
    ts_line_mark mark = {2020, words(d, &d->text, &black, "USMCA in force")};
    ts_lines lines = {.items = items, .count = 2, .zero = true, .moments = {moments, 18, 1}, .marks = &mark, .mark_count = 1,
                      .print = &(ts_axis_print){print_tick, NULL, d}};
    ts_lines_draw(&d->plot, &lines, lines_box);
    ts_slopes_draw(&d->plot, &lines, slopes_box);
}

static void draw_table(drawing *d, ts_rect box)
{
    static const char *const cells[] = {"Canada", "$18.9B", "$27B", "Mexico", "$33.5B", "$64.2B"};
    static const size_t whole[] = {6, 3, 3, 6, 3, 3};
    ts_grid_column columns[] = {{.align = TS_GRID_LEFT},
                                {.head = words(d, &d->name, &midnight, "Exports"), .align = TS_GRID_DECIMAL},
                                {.head = words(d, &d->name, &midnight, "Imports"), .align = TS_GRID_DECIMAL}};
    ts_grid_cell made[6] = {0};
    for (size_t i = 0; i < 6; i++)
        made[i] = (ts_grid_cell){.label = words(d, &d->text, &black, cells[i]), .whole = whole[i]};
    ts_grid grid = {columns, made, 3, 2, .head_rule = {ink(&black), 0.5}, .rule = {ink(&black), 0.25}};
    const ts_grid_plan *plan = ts_grid_make(&d->plot, &grid, box.w);
    assert_non_null(plan);
    ts_grid_draw(&d->plot, &grid, plan, (ts_point){box.x, box.y});
}

static const ts_globe mercator = {.kind = TS_GLOBE_MERCATOR, .middle = -116};

static ts_point units_of(double longitude, double latitude)
{
    return ts_globe_at(&mercator, longitude, latitude);
}

static void map_points(drawing *d, ts_map_point points[7])
{
    static const char *const names[] = {"San Ysidro", "Otay Mesa", "Cross Border Xpress", "Tecate", "Calexico (West)",
                                        "Calexico East", "Andrade"};
    static const double at[][2] = {{-117.02876, 32.54253}, {-116.93854, 32.55033}, {-116.97446, 32.54834},
                                   {-116.62622, 32.57643}, {-115.38802, 32.67339}, {-115.38802, 32.67339},
                                   {-114.72832, 32.71814}};
    for (int i = 0; i < 7; i++) {
        points[i] = (ts_map_point){.unit = units_of(at[i][0], at[i][1]), .radius = 2.6, .name = names[i]};
        if (i == 3 || i == 4 || i == 6)
            points[i].label = words(d, &d->text, &midnight, names[i]);
        if (i == 0)
            points[i].in_lens = words(d, &d->text, &midnight, names[i]);
    }
}

static const ts_swatch *fill_of(const char *name)
{
    static const struct { const char *name; const ts_swatch *swatch; } fills[] = {
        {"San Diego County", &pacific}, {"Imperial County", &lagoon}, {"Baja California", &midnight}, {"Salton Sea", &mist}};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(fills[i].name, name) == 0)
            return fills[i].swatch;
    return NULL;
}

static void draw_map(drawing *d, ts_rect box, ts_rect bled)
{
    const char *why;
    const ts_source *source = ts_source_read(d->arena, "data/geo/cali-baja.geojson", &why);
    assert_non_null(source);
    ts_shapes *shapes = ts_shapes_read(d->arena, source, "name", false, &d->diags);
    shapes = shapes ? ts_shapes_lay(d->arena, shapes, &mercator) : NULL;
    assert_non_null(shapes);
    ts_map_fill fills[16] = {{{0}}};
    for (size_t i = 0; i < shapes->count; i++) {
        const ts_swatch *own = fill_of(shapes->items[i].name);
        fills[i] = (ts_map_fill){.ink = ink(own ? own : &paper), .named = own != NULL};
    }
    ts_map_point points[7];
    map_points(d, points);
    ts_map_icon icons[] = {{units_of(-116.357, 32.6), 8.5, icon(d, "medical")},
                           {units_of(-115.964, 32.63), 8.5, icon(d, "plane")}};
    ts_map_caption captions[] = {
        {units_of(-116.77, 33.03), words(d, &d->capitals, &midnight, "San Diego\xE2\x80\xA8" "County"), {NULL, 0}, TS_TEXT_CENTER},
        {units_of(-115.277, 33.03), words(d, &d->capitals, &midnight, "Imperial\xE2\x80\xA8" "County"), {NULL, 0}, TS_TEXT_CENTER},
        {units_of(-115.72, 32.09), words(d, &d->capitals, &midnight, "Baja\xE2\x80\xA8" "California"), {NULL, 0}, TS_TEXT_CENTER}};
    ts_map_request map = {.shapes = shapes, .fills = fills, .box = box, .bled = bled, .sea = ink(&mist),
                          .border = {ink(&paper), 1.6}, .points = points, .point_count = 7, .point_ink = ink(&poppy),
                          .icons = icons, .icon_count = 2, .icon_ink = ink(&pacific), .icon_outline = ink(&midnight),
                          .captions = captions, .caption_count = 3};
    map.view = (ts_view){units_of(-117.125, 32.5344), {box.x + 216, box.y + 94}, 72};
    map.lens = (ts_map_lens_of){true, {units_of(-116.964, 32.548), {box.x + 130, box.y + 131}, 300}, 38, 10,
                                {ink(&poppy), 0.75}};
    map.locator = (ts_map_locator_of){true, {box.x, box.y + 93, 76, 76}, 11.4, {ink(&midnight), 0.5}};
    ts_map_draw_all(&d->plot, &map);
}

static bool write_file(void *user, const void *bytes, size_t count)
{
    return fwrite(bytes, 1, count, user) == count;
}

static void keep_picture(drawing *d)
{
    const char *path = getenv("TS_GALLERY"), *why;
    FILE *out = path ? fopen(path, "wb") : NULL;
    if (!out)
        return;
    ts_page *pages[] = {&d->page};
    ts_document document = {.title = "charts", .language = "en-US", .date = "1970-01-01", .producer = "test",
                            .pages = pages, .page_count = 1, .root = ts_tag_root(d->arena)};
    ts_raster_options options = {.colour = ts_colour_new(d->arena, NULL, 0, &why), .dpi = 200};
    ts_writer writer = {write_file, out};
    assert_int_equal(ts_png_write(d->arena, &document, 0, &options, &writer, &why), TS_OK);
    fclose(out);
}

static void test_every_kind_draws_within_its_box(void **state)
{
    (void)state;
    drawing d;
    if (!drawing_open(&d, 612, 792))
        skip();
    draw_shares(&d, (ts_rect){36, 30, 310, 60});
    draw_pairs(&d, (ts_rect){358, 30, 218, 97});
    ts_rect inside = draw_flow(&d, (ts_rect){36, 140, 356, 140}, false);
    near(inside.x, 46, 0.001);
    near(inside.y, 163, 0.001);
    draw_flow(&d, (ts_rect){36, 290, 356, 140}, true);
    draw_bars(&d, (ts_rect){410, 140, 166, 100}, (ts_rect){410, 260, 166, 120});
    draw_lines(&d, (ts_rect){36, 440, 310, 130}, (ts_rect){410, 400, 166, 130});
    draw_table(&d, (ts_rect){370, 540, 206, 42});
    size_t outside = 0;
    for (size_t i = 0; i < d.page.items.count; i++) {
        ts_rect box = ts_item_box(&d.page.items.items[i]);
        outside += box.x < 35.5 || ts_rect_right(box) > 576.5;
    }
    draw_map(&d, (ts_rect){36, 605, 540, 187}, (ts_rect){-9, 605, 630, 196});
    assert_false(d.plot.failed);
    keep_picture(&d);
    ts_diags_print(&d.diags, stderr);
    assert_int_equal(outside, 0);
    assert_int_equal(d.diags.errors, 0);
    drawing_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_kind_draws_within_its_box)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
