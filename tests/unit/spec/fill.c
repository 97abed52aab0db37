/* Templates are filled in copies; what was read stays as it is. */
#include "sheet_text.h"

static const char sheet[] =
    "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\", \"a\": { \"x\": \"X\" } },\n"
    "  \"params\": { \"year\": { \"type\": \"integer\", \"default\": 2024 } },\n"
    "  \"swatches\": { \"Ink\": { \"ink\": \"K100\" } }, \"art\": { \"sign\": { \"file\": \"s.svg\" }, \"x\": { "
    "\"file\": \"x.svg\" } },\n"
    "  \"components\": { \"c\": { \"slots\": { \"word\": { \"type\": \"word\" }, \"wide\": { \"type\": "
    "\"length\" }, \"ground\": { "
    "\"type\": \"swatch\", \"optional\": true } },\n"
    "    \"frame\": { \"name\": \"n\", \"width\": \"{wide}\", \"padding\": { \"top\": \"{wide}\" }, "
    "\"ground\": \"{ground}\",\n"
    "      \"rules\": { \"above\": { \"swatch\": \"{ground}\" } },\n"
    "      \"row\": [{ \"text\": \"a.{word}\", \"height\": \"{wide}\",\n"
    "          \"anchors\": { \"art\": [\"{word}\", \"\", \"sign\"], \"size\": \"{wide}\" } },\n"
    "        { \"place\": [{ \"image\": \"sign\", \"wrap\": { \"clear\": \"{wide}\" } }] },\n"
    "        { \"component\": \"d\", \"with\": { \"e\": \"{word}-{year}\" } },\n"
    "        { \"repeat\": \"d\", \"for\": [\"{word}-1\", { \"e\": \"{word}-2\" }, { \"e\": 3 }] }] } },\n"
    "    \"d\": { \"slots\": { \"e\": { \"type\": \"word\" } }, \"frame\": { \"text\": \"title\" } } },\n"
    "  \"pages\": [{ \"body\": [{ \"component\": \"c\", \"with\": { \"word\": \"x\", \"wide\": 20 } }] }] }";

static const char *value(void *user, const char *name, ts_span span)
{
    (void)span;
    const char *const *pairs = user;
    for (; pairs[0]; pairs += 2)
        if (strcmp(pairs[0], name) == 0)
            return pairs[1];
    return NULL;
}

static ts_frame *component(const loaded *l)
{
    return ((ts_component *)ts_map_find(&l->sheet->components, "c"))->frame;
}

static const ts_frame *fill(loaded *l, const ts_frame *frame, const char *const *pairs, bool *left_out)
{
    const ts_frame *filled = ts_spec_fill(l->arena, frame, value, (void *)pairs, &l->diags, left_out);
    assert_non_null(filled);
    return filled;
}

static void test_words_lengths_and_rules(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, sheet);
    print_diags(&l);
    assert_int_equal(l.status, TS_OK);
    const char *const pairs[] = {"word", "x", "wide", "3mm", "ground", "Ink", "year", "2024", NULL};
    bool left_out;
    const ts_frame *before = component(&l), *after = fill(&l, before, pairs, &left_out);
    assert_false(left_out);
    assert_true(after->width.pt > 8.5 && after->width.pt < 8.51);
    assert_null(after->width.slot);
    assert_true(after->padding.top.pt == after->width.pt);
    assert_string_equal(after->ground.text, "Ink");
    assert_string_equal(after->rules.above->swatch.text, "Ink");
    assert_ptr_equal(after->ground.span.source, before->ground.span.source); /* places stay */
    assert_int_equal(after->ground.span.begin, before->ground.span.begin);
    assert_string_equal(before->width.slot, "wide"); /* the original is untouched */
    assert_string_equal(before->rules.above->swatch.text, "{ground}");
    close_folder(&l);
}

static void test_children_are_filled_when_their_turn_comes(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, sheet);
    const char *const pairs[] = {"word", "x", "wide", "20", "ground", "Ink", "year", "2024", NULL};
    bool left_out;
    const ts_frame *row = fill(&l, component(&l), pairs, &left_out);
    assert_int_equal(row->children.count, 4);
    assert_string_equal(row->children.items[0]->text.text, "a.{word}");
    const ts_frame *text = fill(&l, row->children.items[0], pairs, &left_out);
    assert_string_equal(text->text.text, "a.x");
    assert_true(text->height.pt == 20);
    assert_string_equal(text->anchors->art.items[0].text, "x");
    assert_string_equal(text->anchors->art.items[1].text, "");
    assert_true(text->anchors->size.pt == 20 && text->anchors->gap.pt == 6);
    assert_string_equal(row->children.items[0]->anchors->art.items[0].text, "{word}"); /* as it was read */
    const ts_frame *image = fill(&l, row->children.items[1]->children.items[0], pairs, &left_out);
    assert_true(image->wrap->clear.pt == 20 && image->wrap->shape.value == 0);
    const ts_frame *use = fill(&l, row->children.items[2], pairs, &left_out);
    assert_string_equal(((ts_scalar *)ts_map_find(&use->with, "e"))->text, "x-2024");
    const ts_frame *repeat = fill(&l, row->children.items[3], pairs, &left_out);
    assert_int_equal(repeat->entries.count, 3);
    assert_string_equal(((ts_scalar *)ts_map_find(repeat->entries.items[0], ""))->text, "x-1");
    assert_string_equal(((ts_scalar *)ts_map_find(repeat->entries.items[1], "e"))->text, "x-2");
    assert_string_equal(((ts_scalar *)ts_map_find(repeat->entries.items[2], "e"))->text, "3");
    close_folder(&l);
}

static void test_an_optional_slot_leaves_its_frame_out(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, sheet);
    const char *const pairs[] = {"word", "x", "wide", "20", NULL};
    bool left_out = false;
    (void)fill(&l, component(&l), pairs, &left_out);
    assert_true(left_out);
    (void)fill(&l, component(&l)->children.items[0], pairs, &left_out);
    assert_false(left_out);
    close_folder(&l);
}

static void test_a_slot_that_is_no_length(void **state)
{
    (void)state;
    loaded l;
    load_text(&l, sheet);
    const char *const pairs[] = {"word", "x", "wide", "wide", "ground", "Ink", NULL};
    bool left_out;
    (void)fill(&l, component(&l), pairs, &left_out);
    assert_true(l.diags.count > 0);
    assert_string_equal(l.diags.items[0].message, "\"wide\" is no length");
    assert_string_equal(l.diags.items[0].rule, "length");
    close_folder(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_lengths_and_rules),
        cmocka_unit_test(test_children_are_filled_when_their_turn_comes),
        cmocka_unit_test(test_an_optional_slot_leaves_its_frame_out),
        cmocka_unit_test(test_a_slot_that_is_no_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
