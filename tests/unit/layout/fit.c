/* What fitting promises beside the pages: a measured box can be measured again, the work is bounded, groups hold
 * over pages, and its report is safe to read. The cases by hand are in tests/e2e/fit.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/fitting.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct desk {
    ts_arena *arena;
    ts_typesetter *setter;
    ts_diags diags;
    ts_kit kit;
    ts_fitting fitting;
} desk;

/* Inter 10 on 12; forced lines are the same at every size. */
static const char HEAD[] =
    "{ \"tearsheet\": 1, \"folders\": { \"fonts\": \"%s/fonts\" },\n"
    "  \"swatches\": { \"Black\": { \"ink\": \"K100\" } }, \"fonts\": { \"Inter\": { \"file\": \"Inter-Regular.otf\" } },\n"
    "  \"text-styles\": { \"body\": { \"font\": \"Inter\", \"set\": \"10/12\" } },\n"
    "  \"ladders\": { \"small\": { \"steps\": [ { \"grow\": 1 }, { \"set\": \"9/11\" }, { \"set\": \"8/10\" } ] },\n"
    "    \"goes\": { \"steps\": [ { \"set\": \"9/11\" }, { \"hide\": \"frame\" } ] } },\n"
    "  \"copy\": { \"title\": \"T\", \"one\": \"One\", \"four\": \"One|two|three|four\" },\n"
    "  \"components\": { \"cell\": { \"slots\": { \"copy\": { \"type\": \"copy\" } },\n"
    "    \"frame\": { \"stack\": [ { \"text\": \"one\" }, { \"text\": \"{copy}\", \"ladder\": \"small\" } ] } } },\n"
    "  \"pages\": [ %s ] }\n";

static const ts_sheet *load_sheet(desk *d, const char *pages)
{
    char name[] = "/tmp/tearsheet-fit-XXXXXX", here[512];
    int file = mkstemp(name);
    assert_true(file >= 0);
    FILE *out = fdopen(file, "w");
    assert_non_null(out);
    assert_non_null(getcwd(here, sizeof here));
    fprintf(out, HEAD, here, pages);
    assert_int_equal(fclose(out), 0);
    ts_sheet *sheet = NULL;
    ts_status status = ts_sheet_load(d->arena, name, &d->diags, &sheet);
    unlink(name);
    if (status != TS_OK)
        ts_diags_print(&d->diags, stderr);
    assert_int_equal(status, TS_OK);
    return sheet;
}

static const ts_edition *make_edition(desk *d, const ts_sheet *sheet)
{
    ts_database *database = NULL;
    ts_edition *edition = NULL;
    ts_edition_request request = {0};
    assert_int_equal(ts_edition_tables(d->arena, &(ts_tables_order){.sheet = sheet}, &d->diags, &database), TS_OK);
    assert_int_equal(ts_edition_make(d->arena, sheet, database, &request, &d->diags, &edition), TS_OK);
    return edition;
}

/* Measured pages, their texts listed, nothing climbed yet. */
static void open_pages(desk *d, const char *pages)
{
    *d = (desk){.arena = ts_arena_new(0), .setter = ts_typesetter_new(1 << 20)};
    d->diags = ts_diags_new(d->arena);
    const ts_sheet *sheet = load_sheet(d, pages);
    const char *why = NULL;
    ts_shown shown = {ts_colour_new(d->arena, NULL, 0, &why), false};
    assert_non_null(shown.colour);
    ts_stock *stock = NULL;
    assert_int_equal(ts_stock_load(d->arena, sheet, &shown, &d->diags, &stock), TS_OK);
    d->kit = (ts_kit){.arena = d->arena, .scratch = d->arena, .stock = stock, .setter = d->setter, .edition = make_edition(d, sheet),
                      .diags = &d->diags};
    size_t count = d->kit.edition->page_count;
    d->fitting = (ts_fitting){.kit = &d->kit, .leaf_count = count, .leaves = TS_ARRAY(d->arena, ts_leaf, count)};
    for (size_t i = 0; i < count; i++) {
        assert_true(ts_leaf_make(&d->kit, &d->fitting.leaves[i], &d->kit.edition->pages[i], (int)i));
        assert_true(ts_leaf_measure(&d->fitting.leaves[i]));
    }
    assert_true(ts_fit_collect(&d->fitting));
}

static void close_pages(desk *d)
{
    ts_typesetter_drop(d->setter);
    ts_arena_drop(d->arena);
}

static const char *drawn(ts_arena *arena, const ts_box *box)
{
    const char *text = ts_arena_print(arena, "[%g %g %g %g %zu", box->rect.x, box->rect.w, box->rect.h, box->drop,
                                      box->text.block ? box->text.block->count : 0);
    for (size_t i = 0; i < box->count; i++)
        text = ts_arena_print(arena, "%s%s", text, drawn(arena, &box->children[i]));
    return ts_arena_print(arena, "%s %g]", text, box->natural);
}

static const char ROW[] =
    "{ \"body\": [ { \"align\": \"baseline\", \"row\": [ { \"text\": \"four\", \"ladder\": \"small\" },\n"
    "    { \"stack\": [ { \"padding\": { \"top\": 9 }, \"stack\": [ { \"text\": \"one\" } ] } ] } ] },\n"
    "  { \"repeat\": \"cell\", \"across\": 2, \"for\": [ \"four\", \"one\", \"four\" ] }, { \"ground\": \"Black\", \"height\": %s } ] }";

/* filler: the height of what is under the row and the cells */
static void open_row(desk *d, const char *filler)
{
    char pages[1024];
    snprintf(pages, sizeof pages, ROW, filler);
    open_pages(d, pages);
}

static void a_box_may_be_measured_again(void **state)
{
    (void)state;
    desk d;
    open_row(&d, "9");
    ts_leaf *leaf = &d.fitting.leaves[0];
    for (size_t i = 0; i < leaf->bound->body_count; i++) {
        const char *once = drawn(d.arena, &leaf->body[i]);
        ts_box_measure(&leaf->composer, &leaf->body[i]);
        ts_box_measure(&leaf->composer, &leaf->body[i]);
        assert_string_equal(drawn(d.arena, &leaf->body[i]), once);
    }
    assert_string_equal(drawn(d.arena, &leaf->body[2]), "[36 540 9 0 0 0]");
    close_pages(&d);
}

static void climbing_and_coming_back_leaves_no_trace(void **state)
{
    (void)state;
    desk d;
    open_row(&d, "9");
    ts_leaf *leaf = &d.fitting.leaves[0];
    const char *before = drawn(d.arena, &leaf->body[1]);
    ts_fit_group *cells = d.fitting.groups.items[1];
    assert_int_equal(cells->texts.count, 3);
    ts_fit_stand(&d.fitting, cells, 3);
    ts_box_measure(&leaf->composer, &leaf->body[1]);
    assert_string_not_equal(drawn(d.arena, &leaf->body[1]), before);
    ts_fit_stand(&d.fitting, cells, 0);
    ts_box_measure(&leaf->composer, &leaf->body[1]);
    assert_string_equal(drawn(d.arena, &leaf->body[1]), before);
    close_pages(&d);
}

/* A rung sets the texts that it changes, and asks for no other again. */
static void a_rung_costs_what_it_changes(void **state)
{
    (void)state;
    desk d;
    open_row(&d, "9");
    ts_leaf *leaf = &d.fitting.leaves[0];
    size_t asked = ts_typesetter_count(d.setter).texts;
    ts_box_measure(&leaf->composer, &leaf->body[1]);
    assert_int_equal(ts_typesetter_count(d.setter).texts, asked);
    ts_fit_stand(&d.fitting, d.fitting.groups.items[1], 2); /* of the three cells, each with another text above */
    ts_box_measure(&leaf->composer, &leaf->body[1]);
    assert_int_equal(ts_typesetter_count(d.setter).texts, asked + 3);
    close_pages(&d);
}

static void the_work_is_bounded_by_the_rungs(void **state)
{
    (void)state;
    static const char *const fillers[] = {"1", "500", "520", "530", "560", "700"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        desk d;
        open_row(&d, fillers[i]);
        assert_int_equal(d.fitting.groups.count, 2);
        assert_int_equal(d.fitting.rungs, 6);
        assert_true(ts_fit_climb(&d.fitting));
        assert_true(d.fitting.measurements <= ts_fit_most(&d.fitting));
        assert_int_equal(d.fitting.measurements > 0, i > 1); /* none where all fits */
        close_pages(&d);
    }
}

static void a_named_group_stands_on_one_rung_on_all_pages(void **state)
{
    (void)state;
    desk d;
    open_pages(&d, "{ \"body\": [ { \"text\": \"four\", \"ladder\": \"small\", \"group\": \"a\" }, { \"ground\": \"Black\", \"height\": 680 } ] },\n"
                   "{ \"body\": [ { \"text\": \"four\", \"ladder\": \"small\", \"group\": \"a\" },\n"
                   "  { \"text\": \"one\", \"ladder\": \"small\" } ] }");
    assert_true(ts_fit_climb(&d.fitting));
    assert_int_equal(d.fitting.leaves[0].body[0].fit->rung, 2);
    assert_ptr_equal(d.fitting.leaves[1].body[0].fit, d.fitting.leaves[0].body[0].fit);
    assert_float_equal(d.fitting.leaves[1].body[0].rect.h, 44, 1e-9);
    assert_int_equal(d.fitting.leaves[1].body[1].fit->rung, 0);
    close_pages(&d);
}

static void a_hidden_frame_has_a_rung_of_its_own(void **state)
{
    (void)state;
    desk d;
    open_pages(&d, "{ \"body\": [ { \"text\": \"four\", \"ladder\": \"goes\", \"group\": \"a\", \"priority\": 2 },\n"
                   "  { \"text\": \"four\", \"ladder\": \"goes\", \"group\": \"a\", \"priority\": 1 }, { \"ground\": \"Black\", \"height\": 640 } ] }");
    assert_true(ts_fit_climb(&d.fitting));
    const ts_box *body = d.fitting.leaves[0].body;
    assert_false(body[0].hidden || body[0].fit->hidden);
    assert_true(body[1].hidden && body[1].fit->hidden);
    assert_float_equal(body[1].rect.h, 0, 1e-9);
    assert_null(body[1].text.block);
    assert_float_equal(ts_leaf_height(&d.fitting.leaves[0]), 48 + 14 + 640, 1e-9);
    ts_fit_report report = {0};
    assert_true(ts_fit_list(&d.fitting, &report));
    assert_int_equal(report.count, 1);
    assert_string_equal(report.items[0].steps, "hide");
    assert_int_equal(report.items[0].lines_before, 4);
    assert_int_equal(report.items[0].lines, 0);
    close_pages(&d);
}

static const char *printed(ts_arena *arena, const ts_fit_report *report, ts_fit_format format)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    ts_fit_print(out, report, "en", format);
    assert_int_equal(fclose(out), 0);
    const char *kept = ts_arena_copy(arena, text, size);
    free(text);
    return kept;
}

static void a_report_is_escaped_and_aligned(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_fit_record record = {.page = "1", .frame = "a\"\x01", .key = NULL, .ladder = "\xC3\xA9t\xC3\xA9", .steps = "8/10",
                            .rungs = 1, .of = 2, .lines_before = 3, .lines = 2, .fits = true};
    ts_fit_report report = {.items = &record, .count = 1, .frames = 4};
    assert_string_equal(printed(arena, &report, TS_FIT_JSON),
                        "\"language\": \"en\", \"frames\": 4,\n  \"needed\": [\n"
                        "    {\"page\": \"1\", \"frame\": \"a\\\"\\u0001\", \"key\": null, \"group\": null, "
                        "\"ladder\": \"\xC3\xA9t\xC3\xA9\", \"steps\": \"8/10\", \"rungs\": 1, \"of\": 2, "
                        "\"lines-before\": 3, \"lines\": 2, \"fits\": true}\n  ]");
    record.frame = "intro";
    assert_string_equal(printed(arena, &report, TS_FIT_TEXT),
                        "1 of 4 texts in en needed their ladders\n"
                        "page  frame  group  ladder  rungs   lines   steps  fits\n"
                        "1     intro  -      \xC3\xA9t\xC3\xA9     1 of 2  3 -> 2  8/10   yes\n");
    report.count = 0;
    assert_string_equal(printed(arena, &report, TS_FIT_JSON),
                        "\"language\": \"en\", \"frames\": 4,\n  \"needed\": []");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_may_be_measured_again),
        cmocka_unit_test(climbing_and_coming_back_leaves_no_trace),
        cmocka_unit_test(a_rung_costs_what_it_changes),
        cmocka_unit_test(the_work_is_bounded_by_the_rungs),
        cmocka_unit_test(a_named_group_stands_on_one_rung_on_all_pages),
        cmocka_unit_test(a_hidden_frame_has_a_rung_of_its_own),
        cmocka_unit_test(a_report_is_escaped_and_aligned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
