/* Several files make one sheet: brand files, decks, folders, languages. */
#include "sheet_text.h"

#define PAGES "\"pages\": [{ \"body\": [{ \"text\": \"title\" }] }]"

static void assert_told(const loaded *l, const char *rule, const char *message)
{
    for (size_t i = 0; i < l->diags.count; i++)
        if (strcmp(l->diags.items[i].rule, rule) == 0 && strstr(l->diags.items[i].message, message))
            return;
    print_diags(l);
    fail_msg("not told: %s [%s]", message, rule);
}

static void test_a_brand_file_is_merged_by_name_and_later_wins(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_file(l.folder, "a.brand.json",
               "{ \"tearsheet-brand\": 1, \"swatches\": { \"One\": { \"ink\": \"C1\" }, \"Two\": { \"ink\": "
               "\"C2\" } },\n"
               "  \"paper\": { \"columns\": 6, \"gutter\": 10 }, \"preflight\": { \"contrast\": 3 } }");
    write_file(l.folder, "b.brand.json",
               "{ \"tearsheet-brand\": 1, \"use\": [\"a.brand.json\"], \"swatches\": { \"Two\": { \"ink\": "
               "\"C22\" } } }");
    write_file(l.folder, "t.json",
               "{ \"tearsheet\": 1, \"use\": [\"b.brand.json\"], \"copy\": { \"title\": \"T\" },\n"
               "  \"swatches\": { \"Three\": { \"ink\": \"C3\" } }, \"paper\": { \"gutter\": \"1p0\" },\n"
               "  \"preflight\": { \"safe\": { \"limit\": 9, \"level\": \"warning\" } }, " PAGES " }");
    load(&l);
    print_diags(&l);
    assert_int_equal(l.status, TS_OK);
    const ts_map *swatches = &l.sheet->swatches;
    assert_int_equal(swatches->count, 3);
    assert_string_equal(swatches->items[0].name, "One"); /* in the order in which they came */
    assert_string_equal(swatches->items[1].name, "Two");
    assert_string_equal(swatches->items[2].name, "Three");
    const ts_swatch_spec *two = ts_map_find(swatches, "Two");
    assert_string_equal(two->ink.text, "C22");
    assert_string_equal(two->name, "Two");
    assert_true(two->cmyk[0] == 0.22);
    assert_int_equal(l.sheet->paper.columns, 6); /* member by member */
    assert_true(l.sheet->paper.gutter == 12);
    assert_true(l.sheet->preflight.contrast.limit == 3);
    assert_true(l.sheet->preflight.safe.limit == 9);
    assert_int_equal(l.sheet->preflight.safe.level, TS_LEVEL_WARNING);
    assert_true(l.sheet->preflight.type_size.limit == 6);
    close_folder(&l);
}

static void assert_named(const char *pages, const char *names)
{
    char sheet[1500], named[100] = "";
    loaded l;
    open_folder(&l);
    snprintf(sheet, sizeof sheet,
             "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" }, \"params\": { \"which\": { \"type\": \"text\", \"default\": \"ship\" } },\n"
             "  \"art\": { \"hero\": { \"file\": \"hero.svg\" }, \"ship\": { \"file\": \"ship.svg\" }, "
             "\"crane\": { \"file\": \"crane.svg\" } },\n"
             "  \"components\": { \"badge\": { \"slots\": { \"icon\": { \"type\": \"art\" } }, \"frame\": { \"image\": \"{icon}\", \"width\": 20 } } },\n"
             "  \"pages\": [{ \"body\": [{ \"text\": \"title\" }, %s] }] }", pages);
    write_file(l.folder, "t.json", sheet);
    load(&l);
    print_diags(&l);
    assert_int_equal(l.status, TS_OK);
    for (size_t i = 0; i < l.sheet->art.count; i++) {
        const ts_art_spec *art = l.sheet->art.items[i].value;
        if (art->named)
            strcat(strcat(named, art->name), " ");
    }
    assert_string_equal(named, names);
    close_folder(&l);
}

/* What a component's slot may take is named where the component stands. */
static void test_art_that_stands_on_a_page_is_named(void **state)
{
    (void)state;
    assert_named("{ \"image\": \"ship\", \"width\": 20 }", "ship ");
    assert_named("{ \"component\": \"badge\", \"with\": { \"icon\": \"crane\" } }", "crane ");
    assert_named("{ \"logos\": [\"crane\", \"hero\"], \"height\": 20 }", "hero crane ");
    assert_named("{ \"image\": \"{which}\", \"width\": 20 }", "hero ship crane ");
}

static void test_brand_files_in_a_circle(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_file(l.folder, "a.brand.json", "{ \"tearsheet-brand\": 1, \"use\": [\"b.brand.json\"] }");
    write_file(l.folder, "b.brand.json", "{ \"tearsheet-brand\": 1, \"use\": [\"a.brand.json\"] }");
    write_file(l.folder, "t.json",
               "{ \"tearsheet\": 1, \"use\": [\"a.brand.json\"], \"copy\": { \"title\": \"T\" }, " PAGES
               " }");
    load(&l);
    assert_told(&l, "file", "\"a.brand.json\" uses itself");
    close_folder(&l);
}

static void test_folders_are_relative_to_the_file_that_names_them(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_file(l.folder, "a.brand.json",
               "{ \"tearsheet-brand\": 1, \"folders\": { \"art\": \"../art\" }, \"art\": { \"a\": { "
               "\"file\": \"a.svg\" } } }");
    write_file(l.folder, "t.json",
               "{ \"tearsheet\": 1, \"use\": [\"a.brand.json\"], \"folders\": { \"data\": \"d\" }, \"copy\": "
               "{ \"title\": "
               "\"T\" },\n"
               "  \"art\": { \"b\": { \"file\": \"b.svg\" } }, \"sources\": { \"s\": { \"publisher\": \"P\", "
               "\"title\": \"T\" } },\n"
               "  \"tables\": { \"t\": { \"file\": \"t.csv\", \"source\": \"s\" } }, " PAGES " }");
    load(&l);
    char wanted[128];
    const ts_art_spec *a = ts_map_find(&l.sheet->art, "a"), *b = ts_map_find(&l.sheet->art, "b");
    const ts_table_spec *t = ts_map_find(&l.sheet->tables, "t");
    snprintf(wanted, sizeof wanted, "%s/../art", l.folder);
    assert_string_equal(a->folder, wanted);
    assert_string_equal(b->folder, l.folder);
    snprintf(wanted, sizeof wanted, "%s/d", l.folder);
    assert_string_equal(t->folder, wanted);
    const char *path = ts_sheet_path(l.arena, l.folder, "t.json");
    snprintf(wanted, sizeof wanted, "%s/t.json", l.folder);
    assert_string_equal(path, wanted);
    assert_string_equal(ts_sheet_path(l.arena, l.folder, wanted), wanted);
    close_folder(&l);
}

static const char two_languages[] = "{ \"tearsheet\": 1, \"languages\": [\"en-US\", \"es-MX\"],\n"
                                    "  \"copy\": \"{language}.json\", " PAGES " }";

static void write_decks(loaded *l, const char *english, const char *spanish)
{
    char text[1024];
    open_folder(l);
    write_file(l->folder, "t.json", two_languages);
    snprintf(text, sizeof text, "{ \"tearsheet-copy\": 1, \"language\": \"en-US\", \"copy\": %s }", english);
    write_file(l->folder, "en-US.json", text);
    snprintf(text, sizeof text, "{ \"tearsheet-copy\": 1, \"language\": \"es-MX\", \"copy\": %s }", spanish);
    write_file(l->folder, "es-MX.json", text);
    load(l);
}

static void test_every_language_has_its_deck(void **state)
{
    (void)state;
    loaded l;
    write_decks(
        &l, "{ \"title\": \"T\", \"a\": { \"b\": \"one\", \"c\": { \"d\": \"two\" } } }",
        "{ \"title\": \"U\", \"a\": { \"c\": { \"d\": \"dos\", \"d.short\": \"2\" }, \"b\": \"uno\" } }");
    print_diags(&l);
    assert_int_equal(l.status, TS_OK);
    const ts_deck *spanish = ts_map_find(&l.sheet->decks, "es-MX");
    assert_string_equal(spanish->language, "es-MX");
    const ts_copy_entry *entry = ts_map_find(&spanish->copy, "a.c.d");
    assert_int_equal(entry->count, 1);
    assert_string_equal(entry->wordings[0].say.text, "dos");
    assert_non_null(ts_map_find(&spanish->copy, "a.c.d.short")); /* a short form may stand in one deck only */
    close_folder(&l);
}

static void test_decks_have_the_same_keys(void **state)
{
    (void)state;
    loaded l;
    write_decks(&l, "{ \"title\": \"T\", \"only\": \"x\" }", "{ \"title\": \"U\", \"nur\": \"x\" }");
    assert_int_equal(l.diags.count, 2);
    assert_told(&l, "copy", "\"only\" is not in the deck of es-MX");
    assert_told(&l, "copy", "\"nur\" is not in the deck of en-US");
    for (size_t i = 0; i < 2; i++) /* each where the key stands */
        assert_int_equal(ts_source_place(l.diags.items[i].span.source, l.diags.items[i].span.begin).column,
                         69);
    close_folder(&l);
}

static void test_texts_are_checked_in_every_language(void **state)
{
    (void)state;
    loaded l;
    write_decks(&l, "{ \"title\": \"T\" }", "{ \"title\": \"\\u00bfQu\\u00e9 {nada}?\" }");
    assert_int_equal(l.diags.count, 1);
    assert_string_equal(l.diags.items[0].message, "no number \"nada\"");
    const char *name = l.diags.items[0].span.source->name;
    assert_non_null(strstr(name, "es-MX.json"));
    assert_int_equal(ts_source_place(l.diags.items[0].span.source, l.diags.items[0].span.begin).column, 81);
    close_folder(&l);
}

static void test_a_deck_in_another_language(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_file(l.folder, "t.json", "{ \"tearsheet\": 1, \"copy\": \"{language}.json\", " PAGES " }");
    write_file(l.folder, "en-US.json",
               "{ \"tearsheet-copy\": 1, \"language\": \"fr-FR\", \"copy\": { \"title\": \"T\" } }");
    load(&l);
    assert_told(&l, "language", "this deck is in \"fr-FR\"; the sheet takes it for \"en-US\"");
    close_folder(&l);
}

static void test_a_deck_in_place_has_one_language(void **state)
{
    (void)state;
    loaded l;
    load_text(
        &l,
        "{ \"tearsheet\": 1, \"languages\": [\"en-US\", \"es-MX\"], \"copy\": { \"title\": \"T\" }, " PAGES
        " }");
    assert_told(&l, "language", "a deck in place has one language");
    close_folder(&l);
}

static void test_files_that_are_not_there(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, "{ \"tearsheet\": 1,\n \"use\": [\"a.brand.json\"],\n \"copy\": \"{language}.json\", " PAGES
                  " }");
    assert_int_equal(l.status, TS_FAULT);
    assert_int_equal(l.diags.count, 2);
    assert_int_equal(ts_source_place(l.diags.items[0].span.source, l.diags.items[0].span.begin).line, 2);
    assert_int_equal(ts_source_place(l.diags.items[1].span.source, l.diags.items[1].span.begin).line, 3);
    assert_told(&l, "file", "a.brand.json cannot be read: there is no such file");
    assert_told(&l, "file", "en-US.json cannot be read: there is no such file");
    close_folder(&l);

    open_folder(&l);
    load(&l);
    assert_int_equal(l.status, TS_FAULT);
    assert_null(l.sheet);
    assert_told(&l, "file", "t.json cannot be read: there is no such file");
    close_folder(&l);
}

/* What only the lost file could have defined is no mistake of its own; the rest is. */
static void test_a_lost_brand_file_is_one_mistake(void **state)
{
    (void)state;
    static const char *const brands[] = {NULL, "{ \"tearsheet-brand\": 1, ", "{ \"tearsheet\": 1 }", "{ \"tearsheet-brand\": 1 }"};
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++) {
        loaded l;
        open_folder(&l);
        if (brands[i])
            write_file(l.folder, "a.brand.json", brands[i]);
        write_file(l.folder, "t.json",
                   "{ \"tearsheet\": 1, \"use\": [\"a.brand.json\"], \"copy\": { \"title\": \"T\" },\n"
                   "  \"pages\": [{ \"master\": \"inner\", \"body\": [{ \"text\": \"title\", \"style\": \"head\", \"box\": \"card\" }, "
                   "{ \"component\": \"band\" }, { \"image\": \"logo\" }, { \"ground\": \"Sand 20%\" }, { \"text\": \"titel\" }] }] }");
        load(&l);
        bool lost = i < 3;
        assert_int_equal(l.diags.errors, lost ? 2 : 7);
        assert_told(&l, "copy", "no copy \"titel\" in en-US");
        close_folder(&l);
    }
}

static void test_what_is_no_sheet(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "[]",
                                        "3",
                                        "{",
                                        "{\"tearsheet\": 2, " PAGES " }",
                                        "{}",
                                        "{\"tearsheet\": 1}",
                                        "{\"tearsheet\": 1, \"pages\": []}",
                                        "{\"tearsheet-brand\": 1}",
                                        "{\"tearsheet\": 1, \"pages\": [{}]}",
                                        "{\"tearsheet\": 1, \"pages\": [null]}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        loaded l;
        load_text(&l, texts[i]);
        assert_int_equal(l.status, TS_FAULT);
        assert_true(l.diags.errors > 0);
        close_folder(&l);
    }
}

static void test_a_file_of_another_kind_is_called_by_name(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {"{\"tearsheet-brand\": 1, \"swatches\": {}}", "this is a brand file, not a sheet: a sheet names it in \"use\""},
        {"{\"tearsheet-copy\": 1, \"language\": \"en-US\"}", "this is a copy deck, not a sheet: a sheet names it in \"copy\""},
        {"{\"tearsheet-ledger\": 1, \"title\": \"T\"}", "this is a ledger, not a sheet: trace and diff read it"},
        {"{\"$schema\": \"x\", \"$defs\": {}}", "this is a JSON Schema, not a sheet: a sheet names it in \"$schema\""},
        {"{\"type\": \"FeatureCollection\", \"features\": []}", "this is GeoJSON, not a sheet: a sheet names it in \"shapes\""},
        {"%PDF-1.7\n", "t.json is a PDF: a sheet is JSON; trace and diff take a PDF or a ledger of one, too"},
        {"<!DOCTYPE html>", "t.json is a web page: a sheet is JSON; trace and diff take a PDF or a ledger of one, too"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        loaded l;
        load_text(&l, files[i][0]);
        assert_int_equal(l.status, TS_FAULT);
        assert_null(l.sheet);
        assert_int_equal(l.diags.count, 1);
        assert_told(&l, "file", files[i][1]);
        close_folder(&l);
    }
}

static void test_a_sheet_in_the_place_of_a_brand_file_or_deck(void **state)
{
    (void)state;
    loaded l;
    open_folder(&l);
    write_file(l.folder, "a.brand.json", "{ \"tearsheet\": 1 }");
    write_file(l.folder, "en-US.json", "{ \"tearsheet-brand\": 1 }");
    write_file(l.folder, "t.json", "{ \"tearsheet\": 1, \"use\": [\"a.brand.json\"], \"copy\": \"{language}.json\", " PAGES " }");
    load(&l);
    assert_told(&l, "file", "this is a sheet, not a brand file: it is what is rendered");
    assert_told(&l, "file", "this is a brand file, not a copy deck: a sheet names it in \"use\"");
    close_folder(&l);
}

static void test_what_exists_anyhow(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" }, \"profiles\": { \"print\": { \"icc\": "
                  "\"x.icc\" }, "
                  "\"plain\": { \"colour\": \"srgb\" } },\n" PAGES " }");
    print_diags(&l);
    assert_int_equal(l.status, TS_OK);
    const ts_sheet *sheet = l.sheet;
    assert_true(sheet->paper.width == 612 && sheet->paper.height == 792 && sheet->paper.bleed == 9);
    assert_int_equal(sheet->paper.columns, 12);
    assert_string_equal(sheet->title.text, "title");
    assert_string_equal(sheet->languages.items[0].text, "en-US");
    const ts_profile *print = ts_map_find(&sheet->profiles, "print"),
                     *screen = ts_map_find(&sheet->profiles, "screen");
    assert_string_equal(print->icc.text, "x.icc"); /* changed, not replaced */
    assert_int_equal(print->standards, TS_STANDARD_X4 | TS_STANDARD_A2B);
    assert_true(print->cmyk && print->bleed && !print->tags);
    assert_int_equal(print->refuse,
                     TS_REFUSE_TBC | TS_REFUSE_EXPECT | TS_REFUSE_OVERSET);
    assert_true(!screen->cmyk && screen->tags && screen->links);
    assert_int_equal(screen->standards, TS_STANDARD_UA1 | TS_STANDARD_A2A);
    assert_false(((const ts_profile *)ts_map_find(&sheet->profiles, "plain"))->cmyk);
    const ts_format_spec *percent = ts_map_find(&sheet->formats, "percent");
    assert_int_equal(percent->as.value, TS_AS_PERCENT);
    assert_int_equal(percent->decimals.value, 0);
    close_folder(&l);
}

static void test_papers(void **state)
{
    (void)state;
    static const struct {
        const char *paper;
        double width, height, left, right;
    } cases[] = {
        {"{ \"trim\": \"a4\" }", 595.2755905511812, 841.8897637795276, 36, 36},
        {"{ \"trim\": \"letter\", \"orientation\": \"landscape\" }", 792, 612, 36, 36},
        {"{ \"trim\": { \"width\": \"10in\", \"height\": \"5in\" } }", 720, 360, 36, 36},
        {"{ \"trim\": { \"width\": \"10in\", \"height\": \"5in\" }, \"orientation\": \"portrait\" }", 360,
         720, 36, 36},
        {"{ \"margins\": { \"inside\": 50, \"outside\": 20 } }", 612, 792, 50, 20},
        {"{ \"margins\": { \"left\": 0 } }", 612, 792, 0, 36},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        loaded l;
        char text[512];
        snprintf(text, sizeof text,
                 "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" }, \"paper\": %s, " PAGES " }",
                 cases[i].paper);
        load_text(&l, text);
        assert_int_equal(l.status, TS_OK);
        const ts_paper *paper = &l.sheet->paper;
        assert_true(paper->width - cases[i].width < 1e-9 && cases[i].width - paper->width < 1e-9);
        assert_true(paper->height - cases[i].height < 1e-9 && cases[i].height - paper->height < 1e-9);
        assert_true(paper->margins.left == cases[i].left && paper->margins.right == cases[i].right);
        assert_int_equal(paper->mirrored, i == 4);
        close_folder(&l);
    }
}

/* Every place where memory can end: no crash, and it is said. */
static void test_a_full_arena_is_a_machine_failure(void **state)
{
    (void)state;
    loaded l;
    write_decks(&l, "{ \"title\": \"T\" }", "{ \"title\": \"U\" }");
    char path[128];
    snprintf(path, sizeof path, "%s/t.json", l.folder);
    bool worked = false;
    for (size_t limit = 1024; limit < (1u << 20) && !worked; limit += 997) {
        ts_arena *arena = ts_arena_new(limit);
        ts_diags diags = ts_diags_new(l.arena);
        ts_sheet *sheet;
        ts_status status = ts_sheet_load(arena, path, &diags, &sheet);
        worked = status == TS_OK;
        if (!worked)
            assert_int_equal(status, TS_MACHINE);
        ts_arena_drop(arena);
    }
    assert_true(worked);
    close_folder(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_brand_file_is_merged_by_name_and_later_wins),
        cmocka_unit_test(test_art_that_stands_on_a_page_is_named),
        cmocka_unit_test(test_brand_files_in_a_circle),
        cmocka_unit_test(test_folders_are_relative_to_the_file_that_names_them),
        cmocka_unit_test(test_every_language_has_its_deck),
        cmocka_unit_test(test_decks_have_the_same_keys),
        cmocka_unit_test(test_texts_are_checked_in_every_language),
        cmocka_unit_test(test_a_deck_in_another_language),
        cmocka_unit_test(test_a_deck_in_place_has_one_language),
        cmocka_unit_test(test_files_that_are_not_there),
        cmocka_unit_test(test_a_lost_brand_file_is_one_mistake),
        cmocka_unit_test(test_what_is_no_sheet),
        cmocka_unit_test(test_a_file_of_another_kind_is_called_by_name),
        cmocka_unit_test(test_a_sheet_in_the_place_of_a_brand_file_or_deck),
        cmocka_unit_test(test_what_exists_anyhow),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_a_full_arena_is_a_machine_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
