/*
 * Styles made ready: what a sheet says of type and paragraphs, as the setting
 * takes it, and what the rungs of a ladder make of it.
 */
#include "layout/box.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char sheet_text[] =
    "{ \"tearsheet\": 1, \"languages\": [\"es-MX\"], \"copy\": { \"title\": \"T\" },\n"
    "  \"paper\": { \"baseline\": 13 },\n"
    "  \"preflight\": { \"type-size\": 6.5 },\n"
    "  \"fonts\": { \"Inter Regular\": { \"file\": \"fonts/Inter-Regular.otf\" },\n"
    "    \"Inter Bold\": { \"file\": \"fonts/Inter-Bold.otf\" },\n"
    "    \"Hebrew\": { \"file\": \"fonts/NotoSerifHebrew-Regular.ttf\" } },\n"
    "  \"character-styles\": { \"big\": { \"set\": \"16/12\" }, \"tight\": { \"tracking\": -30 } },\n"
    "  \"per-language\": { \"es-MX\": { \"hyphenate\": { \"before\": 3, \"in-a-row\": 1 } },\n"
    "    \"xx-XX\": { \"hyphenate\": {} } },\n"
    "  \"text-styles\": {\n"
    "    \"body\": { \"font\": \"Inter Regular\", \"set\": \"8/12\", \"magnitude\": \"big\",\n"
    "      \"mark\": \"tight\" },\n"
    "    \"figures\": { \"based-on\": \"body\",\n"
    "      \"features\": [\"kern\", \"tnum\", \"zzzz\", \"-swsh\", \"hist\"] },\n"
    "    \"head\": { \"based-on\": \"body\", \"tag\": \"H2\" },\n"
    "    \"noted\": { \"font\": \"Inter Regular\", \"set\": \"10/12\" },\n"
    "    \"bare\": { \"font\": \"Hebrew\", \"set\": \"10/12\" },\n"
    "    \"whole\": { \"based-on\": \"body\", \"hyphenate\": false },\n"
    "    \"broken\": { \"based-on\": \"head\", \"hyphenate\": true },\n"
    "    \"long\": { \"based-on\": \"body\", \"align\": \"justify\", \"optical-margin\": true,\n"
    "      \"first-indent\": 12, \"grid\": true, \"keep\": { \"first\": 3, \"last\": 4 },\n"
    "      \"list\": { \"indent\": 15, \"style\": \"big\" },\n"
    "      \"drop-cap\": { \"lines\": 4, \"style\": \"big\", \"gap\": 5 },\n"
    "      \"tabs\": [{ \"at\": 90 }, { \"at\": 200, \"align\": \"decimal\", \"leader\": \".\" }] } },\n"
    "  \"pages\": [{ \"body\": [{ \"text\": \"title\", \"style\": \"body\" }] }] }\n";

typedef struct desk {
    ts_arena *arena;
    ts_diags diags;
    ts_edition edition;
    ts_kit kit;
} desk;

static int lay_out(void **state)
{
    desk *d = calloc(1, sizeof *d);
    char path[] = "/tmp/ts-kit-XXXXXX";
    const char *why;
    ts_sheet *sheet;
    int file = mkstemp(path);
    assert_int_equal(write(file, sheet_text, sizeof sheet_text - 1), sizeof sheet_text - 1);
    close(file);
    d->arena = ts_arena_new(0);
    d->diags = ts_diags_new(d->arena);
    assert_int_equal(ts_sheet_load(d->arena, path, &d->diags, &sheet), TS_OK);
    assert_int_equal(unlink(path), 0);
    ts_shown shown = {ts_colour_new(d->arena, NULL, 0, &why), false};
    ts_stock *stock;
    assert_int_equal(ts_stock_load(d->arena, sheet, &shown, &d->diags, &stock), TS_OK);
    d->edition = (ts_edition){.arena = d->arena, .sheet = sheet, .language = "es-MX"};
    d->kit = (ts_kit){.arena = d->arena, .scratch = d->arena, .stock = stock, .edition = &d->edition, .diags = &d->diags};
    *state = d;
    return 0;
}

static int clear(void **state)
{
    desk *d = *state;
    ts_arena_drop(d->arena);
    free(d);
    return 0;
}

static const ts_step *set_to(double size, double leading)
{
    static ts_step step;
    step = (ts_step){.set = {size, leading, true, {0}}};
    return &step;
}

/* ---- rules */

static void the_members_of_a_paragraph(void **state)
{
    desk *d = *state;
    const ts_style *style = ts_kit_style(&d->kit, "long");
    const ts_setting_rules *rules = &style->rules;
    assert_int_equal(rules->align, TS_TEXT_JUSTIFY);
    assert_true(rules->optical && rules->first_indent == 12 && rules->left == 15);
    assert_true(rules->grid == 13); /* the paper's */
    assert_int_equal(rules->orphans, 3);
    assert_int_equal(rules->widows, 4);
    assert_int_equal(rules->tab_count, 2);
    assert_true(rules->tabs[0].at == 90 && rules->tabs[0].align == TS_TAB_LEFT && !rules->tabs[0].leader);
    assert_int_equal(rules->tabs[1].align, TS_TAB_DECIMAL);
    assert_string_equal(rules->tabs[1].leader, ".");
    assert_int_equal(rules->drop_cap.lines, 4);
    assert_true(rules->drop_cap.gap == 5);
    assert_ptr_equal(rules->drop_cap.type, &style->initial);
    assert_true(style->marker.size == 16);
}

static void nothing_said_is_nothing_done(void **state)
{
    desk *d = *state;
    const ts_setting_rules *rules = &ts_kit_style(&d->kit, "body")->rules;
    assert_int_equal(rules->align, TS_TEXT_LEFT);
    assert_false(rules->optical);
    assert_true(rules->grid == 0 && rules->left == 0 && rules->tab_count == 0);
    assert_int_equal(rules->drop_cap.lines, 0);
}

static void words_are_divided_where_the_language_says_how(void **state)
{
    desk *d = *state;
    const ts_hyphenation *body = &ts_kit_style(&d->kit, "body")->rules.hyphenation;
    assert_non_null(body->patterns);
    assert_int_equal(body->before, 3);
    assert_int_equal(body->after, 0); /* the setting's own */
    assert_int_equal(body->in_a_row, 1);
    assert_null(ts_kit_style(&d->kit, "whole")->rules.hyphenation.patterns);
    assert_null(ts_kit_style(&d->kit, "head")->rules.hyphenation.patterns); /* a head is not, */
    /* unless it asks for it */
    assert_ptr_equal(ts_kit_style(&d->kit, "broken")->rules.hyphenation.patterns, body->patterns);
    assert_int_equal(d->diags.count, 0);
}

static void patterns_that_are_not_there_are_missed_once(void **state)
{
    desk *d = *state;
    d->edition.language = "xx-XX";
    assert_null(ts_kit_style(&d->kit, "body")->rules.hyphenation.patterns);
    assert_null(ts_kit_style(&d->kit, "long")->rules.hyphenation.patterns);
    assert_int_equal(d->diags.warnings, 1);
    assert_string_equal(d->diags.items[0].rule, "hyphens");
    assert_null(strstr(d->diags.items[0].message, "Debian"));
}

static void patterns_that_are_not_there_are_in_a_package(void **state)
{
    static const struct { const char *language, *package; } all[] = {
        {"fr-CA", "hyphen-fr brings"}, {"nb-NO", "hyphen-no brings"}, {"pt-BR", "hyphen-pt-br brings"}, {"pt-PT", "hyphen-pt-pt brings"}, {"zu", "hyphen-zu brings"}};
    desk *d = *state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        d->edition.language = all[i].language;
        assert_null(ts_kit_hyphens(&d->kit, (ts_span){0}));
        assert_non_null(strstr(d->diags.items[d->diags.count - 1].message, all[i].package));
    }
}

static void another_country_has_the_patterns(void **state)
{
    desk *d = *state;
    d->edition.language = "en"; /* hyph_en_US.dic */
    assert_non_null(ts_kit_hyphens(&d->kit, (ts_span){0}));
    d->edition.language = "es-AR"; /* hyph_es.dic */
    assert_non_null(ts_kit_hyphens(&d->kit, (ts_span){0}));
    assert_int_equal(d->diags.count, 0);
}

static void patterns_are_loaded_ahead_where_words_are_divided(void **state)
{
    desk *d = *state;
    assert_true(ts_stock_fill(d->kit.stock, d->arena, NULL));
    assert_non_null(ts_stock_find(d->kit.stock, TS_STOCK_PATTERNS, "es-MX"));
    ts_sheet whole = *d->kit.stock->sheet;
    whole.per_language = whole.text_styles = (ts_map){0};
    ts_stock other = {.arena = d->arena, .sheet = &whole};
    assert_true(ts_stock_fill(&other, d->arena, NULL));
    assert_null(ts_stock_find(&other, TS_STOCK_PATTERNS, "es-MX"));
}

static void the_names_of_the_deck_stay_together(void **state)
{
    desk *d = *state;
    ts_word names[] = {{"Ensenada Norte", {0}}, {"San Luis", {0}}};
    ts_deck deck = {.together = {names, 2, 2}};
    d->edition.deck = &deck;
    const ts_setting_rules *rules = &ts_kit_style(&d->kit, "body")->rules;
    assert_int_equal(rules->together_count, 2);
    assert_string_equal(rules->together[1], "San Luis");
}

/* ---- rungs */

static void a_set_takes_the_character_styles_along(void **state)
{
    desk *d = *state;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    const ts_style *smaller = ts_kit_step(&d->kit, body, set_to(7, 10), false);
    assert_true(smaller->type.size == 7 && smaller->type.leading == 10);
    assert_true(smaller->strong.size == 7 && smaller->mark.size == 7);
    assert_float_equal(smaller->magnitude.size, 14, 1e-9); /* as much larger as before */
    assert_true(body->type.size == 8); /* the style itself stays */
}

static void shares_are_of_the_style_as_it_was(void **state)
{
    desk *d = *state;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    const ts_step shrink = {.shrink = {"85%", {0}}};
    const ts_style *style = ts_kit_step(&d->kit, ts_kit_step(&d->kit, body, set_to(7.5, 11), false), &shrink, false);
    assert_float_equal(style->type.size, 6.8, 1e-9); /* 85% of 8, not of 7.5 */
    assert_float_equal(style->type.leading, 10.2, 1e-9);
    assert_float_equal(style->magnitude.size, 13.6, 1e-9);
}

static void tracking_is_as_the_rung_says(void **state)
{
    desk *d = *state;
    const ts_step step = {.tracking = {-10, NULL, true, {0}}};
    const ts_style *style = ts_kit_step(&d->kit, ts_kit_style(&d->kit, "body"), &step, false);
    assert_true(style->type.tracking == -10 && style->strong.tracking == -10);
    assert_true(style->mark.tracking == -30); /* it has its own */
}

static void no_rung_goes_below_the_least_type(void **state)
{
    desk *d = *state;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    assert_non_null(ts_kit_step(&d->kit, body, set_to(6.5, 9), false));
    assert_null(ts_kit_step(&d->kit, body, set_to(6.49, 9), false));
    const ts_step half = {.shrink = {"50%", {0}}};
    assert_null(ts_kit_step(&d->kit, body, &half, false));
}

static void type_on_a_dark_ground_stays_larger(void **state)
{
    desk *d = *state;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    assert_non_null(ts_kit_step(&d->kit, body, set_to(7, 9), true));
    assert_null(ts_kit_step(&d->kit, body, set_to(6.99, 9), true)); /* type-reversed is 7 */
}

static void other_rungs_leave_type_alone(void **state)
{
    desk *d = *state;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    const ts_step grow = {.grow = {.pt = 9, .given = true}};
    assert_ptr_equal(ts_kit_step(&d->kit, body, &grow, false), body);
}

/* The initial of a style after a rung is that style's own. */
static void a_rung_keeps_the_initial(void **state)
{
    desk *d = *state;
    const ts_style *style = ts_kit_step(&d->kit, ts_kit_style(&d->kit, "long"), set_to(7, 10), false);
    assert_ptr_equal(style->rules.drop_cap.type, &style->initial);
}

/* ---- what a face lacks */

static void features_that_the_face_lacks(void **state)
{
    desk *d = *state;
    (void)ts_kit_style(&d->kit, "figures"); /* it has tnum; kern is not missed, -swsh is off */
    assert_int_equal(d->diags.count, 1);
    assert_int_equal(d->diags.items[0].severity, TS_WARNING);
    assert_string_equal(d->diags.items[0].rule, "feature");
    assert_string_equal(d->diags.items[0].message, "the face \"Inter Regular\" has no feature \"zzzz\", \"hist\"");
    const ts_source *source = d->diags.items[0].span.source;
    assert_memory_equal(source->text + d->diags.items[0].span.begin, "\"zzzz\"", 6);
}

static void a_lost_character_is_shown_where_it_can_be(void **state)
{
    desk *d = *state;
    d->kit.box = &(ts_box){.frame = &(ts_frame){.name = {.text = "intro"}}};
    ts_kit_tell_lost(&d->kit, &(ts_lost_glyph){0x2603, "Inter Regular", 0}, (ts_span){0});
    d->kit.box = NULL;
    ts_kit_tell_lost(&d->kit, &(ts_lost_glyph){0x7, "Inter Regular", 0}, (ts_span){0});
    assert_string_equal(d->diags.items[0].message, "the face \"Inter Regular\" and its fallbacks have no character "
                                                   "U+2603 \"\u2603\" (in \"intro\")");
    assert_string_equal(d->diags.items[1].message,
                        "the face \"Inter Regular\" and its fallbacks have no character U+0007");
}

/* ---- one edition after another */

/* An edition beside the first, of the same stock, whose memory is given back. */
typedef struct guest {
    ts_edition edition;
    ts_diags diags;
    ts_kit kit;
} guest;

static void open_guest(guest *g, const desk *d, const char *language)
{
    ts_arena *arena = ts_arena_new(0);
    assert_non_null(arena);
    *g = (guest){.edition = {.arena = arena, .sheet = d->edition.sheet, .language = ts_arena_text(arena, language)},
                 .diags = ts_diags_new(arena)};
    g->kit = (ts_kit){.arena = arena, .scratch = arena, .stock = d->kit.stock, .edition = &g->edition, .diags = &g->diags};
}

static void close_guest(guest *g)
{
    ts_arena_drop(g->kit.arena);
}

static void a_sound_style_outlives_the_edition_that_made_it(void **state)
{
    desk *d = *state;
    guest g;
    open_guest(&g, d, "es-MX");
    const ts_style *style = ts_kit_style(&g.kit, "long");
    close_guest(&g);
    assert_ptr_equal(ts_kit_style(&d->kit, "long"), style);
    assert_string_equal(style->type.language, "es-MX");
    assert_string_equal(style->rules.tabs[1].leader, ".");
    assert_true(style->marker.size == 16 && style->spec->drop_cap->gap.pt == 5);
}

static void each_language_has_its_own_styles(void **state)
{
    desk *d = *state;
    guest g;
    const ts_style *own = ts_kit_style(&d->kit, "whole");
    open_guest(&g, d, "en-US");
    assert_string_equal(ts_kit_style(&g.kit, "whole")->type.language, "en-US");
    assert_string_equal(own->type.language, "es-MX");
    close_guest(&g);
}

static void each_edition_tells_of_a_faulty_style(void **state)
{
    desk *d = *state;
    for (int i = 0; i < 2; i++) {
        guest g;
        open_guest(&g, d, "es-MX");
        assert_ptr_equal(ts_kit_style(&g.kit, "figures"), ts_kit_style(&g.kit, "figures"));
        assert_int_equal(g.diags.warnings, 1);
        close_guest(&g);
    }
}

static void a_base_is_asked_for_styles_and_never_written(void **state)
{
    desk *d = *state;
    guest g;
    ts_stock *base = d->kit.stock;
    const ts_style *body = ts_kit_style(&d->kit, "body");
    open_guest(&g, d, "es-MX");
    g.kit.stock = ts_stock_over(g.kit.arena, base);
    size_t used = ts_arena_used(g.kit.arena);
    assert_ptr_equal(ts_kit_style(&g.kit, "body"), body);
    assert_int_equal(ts_arena_used(g.kit.arena), used);
    const ts_style *head = ts_kit_style(&g.kit, "head");
    assert_ptr_equal(ts_kit_style(&g.kit, "head"), head);
    const ts_map *kept = ts_map_find(&base->loaded[TS_STOCK_STYLES], "es-MX");
    assert_int_equal(kept->count, 1);
    close_guest(&g);
}

/* Superior figures have a comma on their own foot; figures on the line have it there. */
static void a_comma_between_marks_stands_as_high_as_they_do(void **state)
{
    desk *d = *state;
    const ts_style *noted = ts_kit_style(&d->kit, "noted"), *plain = ts_kit_style(&d->kit, "body");
    assert_true(noted->between.rise > 2.5 && noted->between.rise < 3.2); /* two fifths of a capital of 7.27 */
    assert_true(noted->mark.rise == 0 && plain->between.rise == 0);
    assert_true(ts_kit_style(&d->kit, "bare")->between.rise == 0); /* its face has no superior figures */
    const ts_step larger = {.set = {.given = true, .size = 20, .leading = 24}};
    const ts_style *made = ts_kit_step(&d->kit, noted, &larger, false);
    assert_true(fabs(made->between.rise - 2 * noted->between.rise) < 1e-9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lay_out, clear)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_comma_between_marks_stands_as_high_as_they_do),
        TEST(the_members_of_a_paragraph),
        TEST(nothing_said_is_nothing_done),
        TEST(words_are_divided_where_the_language_says_how),
        TEST(patterns_that_are_not_there_are_missed_once),
        TEST(patterns_that_are_not_there_are_in_a_package),
        TEST(another_country_has_the_patterns),
        TEST(patterns_are_loaded_ahead_where_words_are_divided),
        TEST(the_names_of_the_deck_stay_together),
        TEST(a_set_takes_the_character_styles_along),
        TEST(shares_are_of_the_style_as_it_was),
        TEST(tracking_is_as_the_rung_says),
        TEST(no_rung_goes_below_the_least_type),
        TEST(type_on_a_dark_ground_stays_larger),
        TEST(other_rungs_leave_type_alone),
        TEST(a_rung_keeps_the_initial),
        TEST(features_that_the_face_lacks),
        TEST(a_lost_character_is_shown_where_it_can_be),
        TEST(a_sound_style_outlives_the_edition_that_made_it),
        TEST(each_language_has_its_own_styles),
        TEST(each_edition_tells_of_a_faulty_style),
        TEST(a_base_is_asked_for_styles_and_never_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
