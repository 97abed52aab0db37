/* What the signs in a text of the deck become. */
#include "fixture.h"

static fixture with_text(const char *text)
{
    char copy[1024];
    snprintf(copy, sizeof copy, "\"words\": \"%s\"", text);
    return make_sheet(&(parts){
        .copy = copy,
        .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }",
        .facts = "\"one\": { \"value\": 1.2, \"unit\": \"count\", \"source\": \"study\" }, \"jobs\": { \"value\": 2100000, \"unit\": \"count\", \"source\": \"study\", \"format\": "
                 "\"long\" },"
                 "\"lost\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"fail\" }",
        .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\" },"
                 "\"growth\": { \"growth\": \"all\", \"from\": 2019, \"to\": 2024 }",
        .body = "{ \"text\": \"words\", \"style\": \"body\" }"});
}

static void expect_text(const char *text, const char *becomes)
{
    fixture f = with_text(text);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, becomes);
    close_sheet(&f);
}

static void expect_mistake(const char *text, const char *rule, const char *message)
{
    fixture f = with_text(text);
    assert_error(&f, rule, message);
    close_sheet(&f);
}

static void styles_open_and_close(void **state)
{
    (void)state;
    expect_text("plain **strong** and *slanted* words", "plain <b>strong</b> and <i>slanted</i> words");
    expect_text("**a *b* c**", "<b>a </b><b><i>b</b><b> c</b>");
    expect_text("2 \\\\* 3 \\\\{x\\\\} \\\\[y\\\\] \\\\| \\\\\\\\", "2 * 3 {x} [y] | \\");
}

static void lines_and_paragraphs(void **state)
{
    (void)state;
    expect_text("San Diego|County", "San Diego\xE2\x80\xA8"
                                    "County");
    expect_text("one | two", "one\xE2\x80\xA8two");
    expect_text("one\\ntwo\\n\\nthree", "one two/three");
    expect_text("one\\n \\n\\n\\n", "one");
    expect_text("one\\ttwo|\\tthree\\n\\t\\n\\tfour", "one\ttwo\xE2\x80\xA8\tthree/\tfour"); /* tabs stay */
}

static void values_print_in_their_format_or_another(void **state)
{
    (void)state;
    expect_text("{total}", "$200");
    expect_text("{growth} or {growth as percent-words}", "100% or 100\xC2\xA0percent");
    expect_text("from {growth.from} to {growth.to} in {growth.unit}", "from 2019 to 2024 in share");
    expect_text("in {total.period}, year {year}", "in 2024, year 2024");
}

static void the_sheets_own_days_print_in_the_language(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){
        .copy = "\"words\": \"{date}, {own.read}\"",
        .more = "\"date\": \"2026-11-30\",",
        .sources = "\"own\": { \"publisher\": \"P\", \"title\": \"T\", \"read\": \"2026-01-02\" }",
        .body = "{ \"text\": \"words\", \"style\": \"body\" }"});
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "November 30, 2026, January 2, 2026");
    close_sheet(&f);
}

/* A deck's name of a value may name the parameter again, which then prints as it is. */
static void a_parameter_prints_the_decks_name_of_its_value(void **state)
{
    (void)state;
    parts p = {.copy = "\"words\": \"*{who}* ({year})\", \"names\": { \"saint-john\": \"Saint-**Jean** ({who})\" }",
               .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 },"
                         "\"who\": { \"type\": \"text\", \"default\": \"Saint John\", \"labels\": \"names\" }",
               .body = "{ \"text\": \"words\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "<i>Saint-Jean (Saint John)</i> (2024)");
    close_sheet(&f);
    p.params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }, \"who\": { \"type\": \"text\", \"default\": \"Kent\", \"labels\": \"names\" }";
    f = make_sheet(&p);
    assert_non_null(find_diag(&f, "copy", "has no \"names.kent\": \"Kent\" is printed as the table has it"));
    assert_shown(&f, frame_at(&f, 0)->text, "<i>Kent</i> (2024)");
    close_sheet(&f);
}

/* one and other of English; what counts is the number as it is printed */
static void words_go_with_their_number(void **state)
{
    (void)state;
    expect_text("{one as full} {one as full: one port | other ports}", "1 port");
    expect_text("{jobs} {jobs: one post | other posts}", "2.1\xC2\xA0~million posts");
    expect_text("**{total: one dollar | other dollars}**", "<b>dollars</b>");
}

static void a_magnitude_word_is_a_piece_of_its_own(void **state)
{
    (void)state;
    fixture f = with_text("{jobs} jobs");
    assert_good(&f);
    const ts_paragraph *paragraph = &frame_at(&f, 0)->text->paragraphs[0];
    assert_int_equal(paragraph->count, 3);
    assert_shown(&f, frame_at(&f, 0)->text, "2.1\xC2\xA0~million jobs");
    assert_true(paragraph->pieces[1].magnitude);
    assert_string_equal(paragraph->pieces[1].value, "jobs");
    close_sheet(&f);
}

static void links_and_languages(void **state)
{
    (void)state;
    expect_text("see [the *study*](https://study.org/a)",
                "see the (https://study.org/a)<i>study(https://study.org/a)</i>");
    fixture f = with_text("the [maquila]{es-MX} plants");
    assert_good(&f);
    const ts_paragraph *paragraph = &frame_at(&f, 0)->text->paragraphs[0];
    assert_null(paragraph->pieces[0].language);
    assert_string_equal(paragraph->pieces[1].language, "es-MX");
    assert_null(paragraph->pieces[2].language);
    close_sheet(&f);
}

static void pieces_know_their_place_in_the_deck(void **state)
{
    (void)state;
    fixture f = with_text("up {total} now");
    assert_good(&f);
    const ts_piece *piece = &frame_at(&f, 0)->text->paragraphs[0].pieces[1];
    assert_non_null(piece->span.source);
    assert_memory_equal(piece->span.source->text + piece->span.begin, "{total}", 7);
    assert_int_equal(piece->span.end - piece->span.begin, 7);
    close_sheet(&f);
}

static void what_is_opened_is_closed(void **state)
{
    (void)state;
    expect_mistake("a **b", "copy", "** is not closed");
    expect_mistake("a *b\\n\\nc*", "copy", "* is not closed");
    expect_mistake("a [b **c](https://x.org) d**", "copy", "** is not closed");
}

static void a_number_without_value_fails_in_a_sentence(void **state)
{
    (void)state;
    expect_mistake("{lost} jobs", "value", "\"lost\" has no value (torn off)");
    expect_mistake("{lost.period}", "value", "\"lost\" has no value (torn off)");
}

static void a_draft_shows_the_gap(void **state)
{
    (void)state;
    fixture f = open_sheet(&(parts){
        .copy = "\"words\": \"of {lost} jobs[^lost]\"",
        .facts = "\"lost\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"fail\" }",
        .body = "{ \"text\": \"words\", \"style\": \"body\" }"});
    f.request.draft = true;
    make(&f);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "of #[\xE2\x80\xA6] jobs^#[\xE2\x80\xA2]");
    close_sheet(&f);
}

static void the_first_wording_that_holds_is_taken(void **state)
{
    (void)state;
    const parts p = {
        .copy = "\"words\": [ { \"when\": \"growth > 0.5 and year is 2024\", \"say\": \"much more\" },"
                "{ \"when\": \"growth > 0 or not has total\", \"say\": \"more\" }, { \"say\": \"less\" } ]",
        .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }",
        .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\" },"
                 "\"growth\": { \"growth\": \"by-partner\", \"only\": \"Bela\", \"from\": 2019, \"to\": "
                 "\"{year}\" }",
        .body = "{ \"text\": \"words\", \"style\": \"body\" }"};
    fixture f = open_sheet(&p);
    make(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "more"); /* 80 of 60: a third more */
    f.request.settings = &(ts_setting){"year", "2020"};
    f.request.setting_count = 1;
    make(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "less"); /* 50 of 60 */
    close_sheet(&f);
}

static void spanish_words_bend_their_own_grammar(void **state)
{
    (void)state;
    fixture f =
        open_sheet(&(parts){.copy = "\"words\": \"{jobs} jobs\"",
                            .decks = "\"words\": \"{jobs} de empleos, m\xC3\xA1s de un *mill\xC3\xB3n*\"",
                            .facts = "\"jobs\": { \"value\": 2100000, \"unit\": \"count\", \"source\": "
                                     "\"study\", \"format\": \"long\" }",
                            .body = "{ \"text\": \"words\", \"style\": \"body\" }"});
    f.request.language = "es-MX";
    make(&f);
    assert_good(&f);
    assert_string_equal(f.edition->language, "es-MX");
    assert_shown(&f, frame_at(&f, 0)->text,
                 "2.1\xC2\xA0~millones de empleos, m\xC3\xA1s de un <i>mill\xC3\xB3n</i>");
    close_sheet(&f);
}

/* Each in an arena of its own, as a batch makes them: the one before is gone when the next is made. */
static const char *next_edition(fixture *f, ts_arena *own, size_t index)
{
    ts_arena *sheet = f->arena;
    ts_arena_reset(own);
    f->diags = ts_diags_new(sheet);
    f->status = ts_edition_make(own, f->sheet, f->database, &f->request, &f->diags, &f->edition);
    return f->edition ? shown(f, frame_at(f, index)->text) : NULL;
}

static const parts TEXTS = {
    .copy = "\"same\": \"*The* same\\n\\nagain\", \"other\": \"{year}: {total}[^study] in [one](#x)\", \"wrong\": \"{lost} *x\"",
    .params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }, \"bad\": { \"type\": \"text\", \"default\": \"no\" }",
    .facts = "\"lost\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"fail\" }",
    .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\" }",
    .body = "{ \"text\": \"same\", \"style\": \"body\" }, { \"text\": \"other\", \"style\": \"body\" },"
            "{ \"text\": \"wrong\", \"style\": \"body\", \"when\": \"bad is yes\" }"};

static void editions_share_what_they_say_alike(void **state)
{
    (void)state;
    fixture f = open_sheet(&TEXTS);
    ts_lasting lasting = {.arena = f.arena};
    ts_arena *own = ts_arena_new(0);
    const ts_setting settings[] = {{"year", "2020"}, {"copy:same", "Its *own*"}};
    f.request.lasting = &lasting;
    assert_string_equal(next_edition(&f, own, 0), "<i>The</i> same/again");
    const ts_copy *shared = frame_at(&f, 0)->text;
    assert_string_equal(next_edition(&f, own, 1), "2024: $200^1 in one(#x)");
    assert_ptr_equal(frame_at(&f, 0)->text, shared);
    f.request.settings = settings;
    f.request.setting_count = 1;
    assert_string_equal(next_edition(&f, own, 1), "2020: $100^1 in one(#x)");
    f.request.setting_count = 2;
    assert_string_equal(next_edition(&f, own, 0), "Its <i>own</i>");
    f.request.setting_count = 0;
    assert_string_equal(next_edition(&f, own, 0), "<i>The</i> same/again");
    assert_ptr_equal(frame_at(&f, 0)->text, shared);
    ts_arena_drop(own);
    close_sheet(&f);
}

/* Once in each edition that shows it. */
static void editions_are_each_told_what_is_wrong(void **state)
{
    (void)state;
    fixture f = open_sheet(&TEXTS);
    ts_lasting lasting = {.arena = f.arena};
    ts_arena *own = ts_arena_new(0);
    f.request.lasting = &lasting;
    for (int i = 0; i < 4; i++) {
        f.request.settings = &(ts_setting){"bad", i % 2 ? "no" : "yes"};
        f.request.setting_count = 1;
        (void)next_edition(&f, own, 0);
        assert_int_equal(f.diags.errors, i % 2 ? 0 : 2);
        if (i % 2)
            continue;
        assert_non_null(strstr(f.diags.items[0].message, "* is not closed"));
        assert_non_null(find_diag(&f, "value", "\"lost\" has no value (torn off)"));
    }
    ts_arena_drop(own);
    close_sheet(&f);
}

static void plain_text_has_no_marks(void **state)
{
    (void)state;
    fixture f = with_text("**Two**|lines[^study]\\n\\nand {total}");
    assert_good(&f);
    assert_string_equal(ts_copy_plain(f.arena, frame_at(&f, 0)->text), "Two lines\nand $200");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_open_and_close),
        cmocka_unit_test(lines_and_paragraphs),
        cmocka_unit_test(values_print_in_their_format_or_another),
        cmocka_unit_test(words_go_with_their_number),
        cmocka_unit_test(the_sheets_own_days_print_in_the_language),
        cmocka_unit_test(a_parameter_prints_the_decks_name_of_its_value),
        cmocka_unit_test(a_magnitude_word_is_a_piece_of_its_own),
        cmocka_unit_test(links_and_languages),
        cmocka_unit_test(pieces_know_their_place_in_the_deck),
        cmocka_unit_test(what_is_opened_is_closed),
        cmocka_unit_test(a_number_without_value_fails_in_a_sentence),
        cmocka_unit_test(a_draft_shows_the_gap),
        cmocka_unit_test(the_first_wording_that_holds_is_taken),
        cmocka_unit_test(spanish_words_bend_their_own_grammar),
        cmocka_unit_test(editions_share_what_they_say_alike),
        cmocka_unit_test(editions_are_each_told_what_is_wrong),
        cmocka_unit_test(plain_text_has_no_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
