/* Styles inherit from one parent, member by member; a language changes members. */
#include "sheet_text.h"

static const char sheet[] =
    "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" },\n"
    "  \"swatches\": { \"Ink\": { \"ink\": \"K100\" }, \"Sea\": { \"ink\": \"C50\" } },\n"
    "  \"fonts\": { \"Inter\": { \"file\": \"i.otf\" }, \"Inter Bold\": { \"file\": \"b.otf\" } },\n"
    "  \"text-styles\": {\n"
    "    \"caption\": { \"based-on\": \"body\", \"set\": \"7.5/10\", \"features\": [] },\n"
    "    \"body\": { \"font\": \"Inter\", \"set\": \"8.75/12\", \"color\": \"Ink\", \"align\": \"right\", "
    "\"features\": [\"lnum\"],\n"
    "      \"balance\": true, \"indent\": 9, \"last-line\": { \"words\": 2 } },\n"
    "    \"text\": { \"based-on\": \"body\", \"align\": \"justify\",\n"
    "      \"first-indent\": 12, \"optical-margin\": true,\n"
    "      \"tabs\": [{ \"at\": \"1in\", \"leader\": \"\u00b7\" }, { \"at\": 90, \"align\": \"decimal\" }],\n"
    "      \"list\": { \"indent\": 9 }, \"keep\": { \"first\": 3 }, \"drop-cap\": { \"style\": \"strong\" } },\n"
    "    \"plain\": { \"based-on\": \"text\", \"tabs\": [], \"keep\": { \"last\": 4 }, \"grid\": true },\n"
    "    \"small\": { \"based-on\": \"caption\", \"color\": \"Sea\", \"balance\": false } },\n"
    "  \"character-styles\": { \"strong\": { \"font\": \"Inter Bold\", \"tracking\": -4 }, \"name\": { "
    "\"based-on\": \"strong\", "
    "\"color\": \"Sea\" } },\n"
    "  \"box-styles\": { \"panel\": { \"ground\": \"Ink\", \"padding\": { \"top\": 3, \"left\": 4 }, "
    "\"rules\": { \"above\": { "
    "\"swatch\": \"Ink\" } } },\n"
    "    \"tall\": { \"based-on\": \"panel\", \"padding\": { \"top\": 9 }, \"rules\": { \"below\": { "
    "\"swatch\": \"Sea\", \"weight\": 2 } } } },\n"
    "  \"per-language\": { \"es-MX\": { \"text-styles\": { \"body\": { \"set\": \"8/11\", \"hyphenate\": "
    "true },\n"
    "    \"text\": { \"align\": \"left\", \"list\": { \"marker\": \"{n}.\" } } } } },\n"
    "  \"pages\": [{ \"body\": [{ \"text\": \"title\" }] }] }";

static void load_styles(loaded *l)
{
    load_text(l, sheet);
    print_diags(l);
    assert_int_equal(l->status, TS_OK);
}

static void test_text_styles_take_what_they_do_not_say(void **state)
{
    (void)state;
    loaded l;
    load_styles(&l);
    const ts_text_style *small = ts_sheet_text_style(l.arena, l.sheet, "small", NULL);
    assert_string_equal(small->name, "small");
    assert_null(small->based_on.text);
    assert_string_equal(small->font.text, "Inter");
    assert_true(small->set.size == 7.5 && small->set.leading == 10);
    assert_string_equal(small->color.text, "Sea");
    assert_int_equal(small->align.value, TS_ALIGN_RIGHT);
    assert_true(small->balance.given && !small->balance.value);
    assert_true(small->indent.pt == 9);
    assert_int_equal(small->last_line->words.value, 2);
    assert_true(small->features_given); /* an empty list is a list */
    assert_int_equal(small->features.count, 0);
    assert_int_equal(small->tag.value, TS_TAGNAME_P); /* the default */
    assert_false(small->tag.given);
    assert_false(small->hyphenate.given);
    assert_null(ts_sheet_text_style(l.arena, l.sheet, "none", NULL));
    close_folder(&l);
}

static void test_members_of_paragraphs_are_taken_too(void **state)
{
    (void)state;
    loaded l;
    load_styles(&l);
    const ts_text_style *text = ts_sheet_text_style(l.arena, l.sheet, "text", NULL);
    assert_int_equal(text->tabs.count, 2);
    assert_true(text->tabs.items[0]->at.pt == 72 && !text->tabs.items[0]->align.given);
    assert_string_equal(text->tabs.items[0]->leader.text, "\u00b7");
    assert_int_equal(text->tabs.items[1]->align.value, 3);
    assert_int_equal(text->drop_cap->lines.value, 3); /* the default */
    assert_true(text->drop_cap->gap.pt == 4);
    const ts_text_style *plain = ts_sheet_text_style(l.arena, l.sheet, "plain", NULL);
    assert_int_equal(plain->align.value, TS_ALIGN_JUSTIFY);
    assert_true(plain->first_indent.pt == 12 && plain->optical_margin.value && plain->grid.value);
    assert_int_equal(plain->tabs.count, 0); /* an empty list takes the parent's tabs away */
    assert_true(plain->list->indent.pt == 9);
    assert_int_equal(plain->keep->first.value, 2); /* an object is one member: not the parent's 3 */
    assert_int_equal(plain->keep->last.value, 4);
    assert_string_equal(plain->drop_cap->style.text, "strong");
    const ts_text_style *spanish = ts_sheet_text_style(l.arena, l.sheet, "plain", "es-MX");
    assert_int_equal(spanish->align.value, TS_ALIGN_LEFT);
    assert_string_equal(spanish->list->marker.text, "{n}.");
    close_folder(&l);
}

static void test_a_language_changes_the_style_and_those_based_on_it(void **state)
{
    (void)state;
    loaded l;
    load_styles(&l);
    const ts_text_style *body = ts_sheet_text_style(l.arena, l.sheet, "body", "es-MX");
    assert_true(body->set.size == 8 && body->set.leading == 11);
    assert_string_equal(body->font.text, "Inter");
    const ts_text_style *caption = ts_sheet_text_style(l.arena, l.sheet, "caption", "es-MX");
    assert_true(caption->set.size == 7.5); /* says its own */
    assert_true(caption->hyphenate.value); /* takes its parent's, as that language has it */
    const ts_text_style *english = ts_sheet_text_style(l.arena, l.sheet, "body", "en-US");
    assert_true(english->set.size == 8.75);
    close_folder(&l);
}

static void test_character_and_box_styles(void **state)
{
    (void)state;
    loaded l;
    load_styles(&l);
    const ts_character_style *name = ts_sheet_character_style(l.arena, l.sheet, "name");
    assert_string_equal(name->font.text, "Inter Bold");
    assert_true(name->tracking.value == -4);
    assert_string_equal(name->color.text, "Sea");
    const ts_box_style *tall = ts_sheet_box_style(l.arena, l.sheet, "tall");
    assert_string_equal(tall->ground.text, "Ink");
    assert_true(tall->padding.top.pt == 9 && tall->padding.left.pt == 4);
    assert_false(tall->padding.right.given);
    assert_true(tall->rules.above->weight.pt == 0.5 &&
                tall->rules.above->gap.pt == 4); /* defaults of a rule */
    assert_true(tall->rules.below->weight.pt == 2);
    assert_null(tall->rules.left);
    close_folder(&l);
}

static void test_circles_end(void **state)
{
    (void)state;
    loaded l;
    load_text(
        &l, "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" }, \"fonts\": { \"F\": { \"file\": \"f\" } },\n"
            "  \"text-styles\": { \"a\": { \"based-on\": \"b\", \"font\": \"F\", \"set\": \"8/9\" }, \"b\": "
            "{ \"based-on\": \"a\" } },\n"
            "  \"pages\": [{ \"body\": [{ \"text\": \"title\" }] }] }");
    assert_int_equal(l.status, TS_FAULT);
    assert_int_equal(l.diags.count, 2);
    assert_string_equal(l.diags.items[0].rule, "style");
    assert_non_null(ts_sheet_text_style(l.arena, l.sheet, "a", NULL));
    close_folder(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_styles_take_what_they_do_not_say),
        cmocka_unit_test(test_members_of_paragraphs_are_taken_too),
        cmocka_unit_test(test_a_language_changes_the_style_and_those_based_on_it),
        cmocka_unit_test(test_character_and_box_styles),
        cmocka_unit_test(test_circles_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
