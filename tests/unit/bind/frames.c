/* Which frames stay, and what they say. */
#include "fixture.h"

#define FACTS                                                                                                \
    "\"jobs\": { \"value\": 95000, \"unit\": \"count\", \"source\": \"study\" },"                            \
    "\"firms\": { \"value\": 475, \"unit\": \"count\", \"source\": \"study\", \"qualifier\": \"or-more\" }," \
    "\"hidden\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"hide\" },"                 \
    "\"open\": { \"unknown\": \"not counted yet\", \"unit\": \"count\", \"missing\": \"tbc\" },"             \
    "\"needed\": { \"unknown\": \"lost\", \"unit\": \"count\", \"missing\": \"fail\" }"

#define CALLOUT                                                                                              \
    "\"callout\": { \"slots\": { \"value\": { \"type\": \"number\" }, \"caption\": { \"type\": \"copy\", "   \
    "\"default\": \"callouts.{value}\" }, \"eyebrow\": { \"type\": \"copy\", \"optional\": true } },"        \
    "\"frame\": { \"stack\": [ { \"text\": \"{eyebrow}\", \"style\": \"body\" },"                            \
    "{ \"text\": \"{caption}\", \"style\": \"body\" }, { \"value\": \"{value}\", \"style\": \"body\" } ] } " \
    "}"

#define CAPTIONS                                                                                             \
    "\"callouts\": { \"jobs\": \"jobs\", \"firms\": \"firms\", \"hidden\": \"{hidden} of them[^hidden]\","   \
    "\"open\": \"open\", \"needed\": \"needed\" }, \"other\": \"another caption\", \"over\": \"Eyebrow\""

static const parts callouts = {.copy = CAPTIONS, .facts = FACTS, .components = CALLOUT};

static fixture with_body(const char *body)
{
    parts p = callouts;
    p.body = body;
    return open_sheet(&p);
}

static void slots_find_their_defaults(void **state)
{
    (void)state;
    fixture f =
        with_body("{ \"component\": \"callout\", \"with\": { \"value\": \"jobs\" } },"
                  "{ \"component\": \"callout\", \"with\": { \"value\": \"firms\", \"caption\": \"other\", "
                  "\"eyebrow\": \"over\" } }");
    make(&f);
    assert_good(&f);
    const ts_bound *drawing = frame_at(&f, 0)->children;
    assert_int_equal(frame_at(&f, 0)->count, 1);
    assert_int_equal(drawing->count, 2); /* no eyebrow was given: its frame is left out */
    assert_shown(&f, drawing->children[0].text, "jobs");
    assert_shown(&f, drawing->children[1].text, "95K");
    assert_string_equal(drawing->children[1].result->name, "jobs");
    assert_ptr_equal(drawing->children[1].parent, drawing);
    assert_ptr_equal(drawing->parent, frame_at(&f, 0));
    drawing = frame_at(&f, 1)->children;
    assert_shown(&f, drawing->children[0].text, "Eyebrow");
    assert_shown(&f, drawing->children[1].text, "another caption");
    assert_shown(&f, drawing->children[2].text, "475+");
    close_sheet(&f);
}

/* The first callout is of the sheet alone, the second of a parameter. */
static void editions_share_the_frames_that_no_parameter_fills(void **state)
{
    (void)state;
    parts p = callouts;
    p.params = "\"what\": { \"type\": \"text\", \"default\": \"jobs\" }";
    p.body = "{ \"repeat\": \"callout\", \"for\": [\"jobs\", \"{what}\"] },"
             "{ \"component\": \"callout\", \"with\": { \"value\": \"jobs\" } }";
    fixture f = open_sheet(&p);
    f.request.memo = ts_memo_new(1 << 20, NULL);
    assert_non_null(f.request.memo);
    ts_memo_begin(f.request.memo);
    make(&f);
    assert_good(&f);
    const ts_bound *before = frame_at(&f, 1)->children;
    const ts_setting other = {.name = "what", .value = "firms"};
    f.request.settings = &other;
    f.request.setting_count = 1;
    ts_memo_begin(f.request.memo);
    make(&f);
    assert_good(&f);
    const ts_bound *repeat = frame_at(&f, 0), *alone = frame_at(&f, 1)->children;
    assert_ptr_equal(alone->children[0].frame, before->children[0].frame);
    assert_true(alone->children[0].frame->plain);
    assert_shown(&f, alone->children[1].text, "95K");
    assert_shown(&f, repeat->children[1].children[0].text, "firms");
    assert_shown(&f, repeat->children[1].children[1].text, "475+");
    assert_false(repeat->children[1].children[0].frame->plain);
    ts_memo_drop(f.request.memo);
    close_sheet(&f);
}

/* What is wrong with a frame that no parameter fills is told of each edition, not of the first alone. */
static void editions_share_no_frame_that_has_a_mistake(void **state)
{
    (void)state;
    char body[2300], path[2100];
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    snprintf(body, sizeof body, "{ \"component\": \"twice\", \"with\": { \"what\": \"%s\" } }", path);
    parts p = callouts;
    p.components = "\"twice\": { \"slots\": { \"what\": { \"type\": \"word\" }, \"both\": { \"type\": \"word\", \"default\": \"{what}{what}\" } }, "
                   "\"frame\": { \"text\": \"over\", \"style\": \"body\", \"link\": \"https://example.org/{both}\" } }";
    p.body = body;
    fixture f = open_sheet(&p);
    f.request.memo = ts_memo_new(1 << 20, NULL);
    assert_non_null(f.request.memo);
    for (int edition = 0; edition < 3; edition++) {
        f.diags = ts_diags_new(f.arena);
        ts_memo_begin(f.request.memo);
        make(&f);
        assert_error(&f, "template", "a filled text is over 4096 bytes");
    }
    ts_memo_drop(f.request.memo);
    close_sheet(&f);
}

static void a_hidden_value_takes_its_component_and_the_row_closes_up(void **state)
{
    (void)state;
    fixture f =
        with_body("{ \"repeat\": \"callout\", \"across\": 3, \"for\": [\"jobs\", \"hidden\", \"firms\"] }");
    make(&f);
    assert_good(&f); /* the sentence about it, which would fail, is gone with it */
    const ts_bound *repeat = frame_at(&f, 0);
    assert_int_equal(repeat->count, 2);
    assert_shown(&f, repeat->children[0].children[0].text, "jobs");
    assert_shown(&f, repeat->children[1].children[0].text, "firms");
    assert_int_equal(f.edition->cited_count, 0);
    close_sheet(&f);
}

static void a_repeat_of_nothing_goes(void **state)
{
    (void)state;
    fixture f = with_body(
        "{ \"repeat\": \"callout\", \"for\": [\"hidden\"] }, { \"text\": \"over\", \"style\": \"body\" }");
    make(&f);
    assert_good(&f);
    assert_int_equal(f.edition->pages[0].body_count, 1);
    assert_shown(&f, frame_at(&f, 0)->text, "Eyebrow");
    close_sheet(&f);
}

static void a_hidden_value_without_component_goes_alone(void **state)
{
    (void)state;
    fixture f = with_body(
        "{ \"row\": [ { \"value\": \"hidden\", \"style\": \"body\" }, { \"text\": \"over\", \"style\": "
        "\"body\" } ] }");
    make(&f);
    assert_good(&f);
    assert_int_equal(frame_at(&f, 0)->count, 1);
    assert_shown(&f, frame_at(&f, 0)->children[0].text, "Eyebrow");
    close_sheet(&f);
}

static void an_unknown_value_fails_where_nothing_hides_it(void **state)
{
    (void)state;
    fixture f = with_body("{ \"repeat\": \"callout\", \"for\": [\"needed\"] }");
    make(&f);
    assert_error(&f, "value", "\"needed\" has no value (lost)");
    close_sheet(&f);
}

static void a_frame_overrides_what_a_missing_number_does(void **state)
{
    (void)state;
    fixture f =
        with_body("{ \"repeat\": \"callout\", \"missing\": \"hide\", \"for\": [\"needed\", \"jobs\"] }");
    make(&f);
    assert_good(&f);
    assert_int_equal(frame_at(&f, 0)->count, 1);
    close_sheet(&f);
    f = with_body("{ \"value\": \"hidden\", \"missing\": \"fail\", \"style\": \"body\" }");
    make(&f);
    assert_error(&f, "value", "\"hidden\" has no value (torn off)");
    close_sheet(&f);
}

static void every_profile_refuses_gaps_unless_it_is_a_draft(void **state)
{
    (void)state;
    static const char body[] = "{ \"value\": \"open\", \"style\": \"body\" }";
    static const char *const profiles[] = {"print", "screen", "archive"};
    for (size_t i = 0; i < 3; i++) {
        fixture f = with_body(body);
        f.request.profile = profiles[i];
        make(&f);
        assert_error(&f, "value", "\"open\" has no value (not counted yet)");
        close_sheet(&f);
        f = with_body(body);
        f.request.profile = profiles[i];
        f.request.draft = true;
        make(&f);
        assert_good(&f);
        assert_true(frame_at(&f, 0)->tbc);
        assert_shown(&f, frame_at(&f, 0)->text, "#[\xE2\x80\xA6]");
        close_sheet(&f);
    }
}

static void conditions_leave_frames_and_pages_out(void **state)
{
    (void)state;
    const struct {
        const char *when;
        bool stays;
    } cases[] = {
        {"has jobs", true},
        {"has hidden", false},
        {"not has hidden", true},
        {"has callouts.jobs", true},
        {"jobs >= 95000", true},
        {"jobs > 95000", false},
        {"jobs < 95000.5", true},
        {"jobs <= 94999", false},
        {"jobs = 95000", true},
        {"hidden < 5", false},
        {"not hidden < 5", true},
        {"language is en-US", true},
        {"not language is en-US", false},
        {"profile is print", true},
        {"has hidden or has jobs and has firms", true},
        {"(has hidden or has jobs) and has open", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char body[300];
        snprintf(body, sizeof body, "{ \"text\": \"over\", \"style\": \"body\", \"when\": \"%s\" }",
                 cases[i].when);
        fixture f = with_body(body);
        make(&f);
        assert_good(&f);
        if (f.edition->pages[0].body_count != (cases[i].stays ? 1 : 0))
            fail_msg("when %s", cases[i].when);
        close_sheet(&f);
    }
}

static void a_page_may_be_left_out(void **state)
{
    (void)state;
    parts p = callouts;
    p.body = "{ \"text\": \"over\", \"style\": \"body\" }";
    p.page = ", \"when\": \"has hidden\"";
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_int_equal(f.edition->page_count, 0);
    close_sheet(&f);
}

static void masters_carry_the_running_copy_and_the_folio(void **state)
{
    (void)state;
    const parts p = {
        .copy = "\"run\": \"Running {jobs}\", \"over\": \"Body\"",
        .facts = FACTS,
        .masters = "\"plain\": { \"body\": { \"top\": 36, \"bottom\": 36, \"gap\": 10 }, \"frames\": ["
                   "{ \"text\": \"running\", \"style\": \"body\", \"top\": 6, \"tag\": \"artifact\" },"
                   "{ \"text\": \"folio\", \"style\": \"body\", \"top\": 6, \"tag\": \"artifact\" } ] }",
        .page = ", \"master\": \"plain\", \"running\": \"run\"",
        .body = "{ \"text\": \"over\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    const ts_page_bound *page = &f.edition->pages[0];
    assert_int_equal(page->master_count, 2);
    assert_shown(&f, page->master_frames[0].text, "Running 95K");
    assert_true(page->master_frames[1].folio);
    assert_null(page->master_frames[1].text);
    close_sheet(&f);
}

static void components_stand_in_components(void **state)
{
    (void)state;
    parts p = callouts;
    p.components =
        CALLOUT ", \"pair\": { \"slots\": { \"hub\": { \"type\": \"word\" } }, \"frame\": { \"stack\": ["
                "{ \"repeat\": \"callout\", \"for\": [\"{hub}s\", \"jobs\"] } ] } }";
    p.body = "{ \"component\": \"pair\", \"with\": { \"hub\": \"firm\" } }";
    fixture f = make_sheet(&p);
    assert_good(&f);
    const ts_bound *repeat = &frame_at(&f, 0)->children[0].children[0];
    assert_int_equal(repeat->count, 2);
    assert_shown(&f, repeat->children[0].children[1].text, "475+");
    assert_shown(&f, repeat->children[1].children[1].text, "95K");
    close_sheet(&f);
}

static void alternative_texts_are_final_words(void **state)
{
    (void)state;
    fixture f = open_sheet(&(parts){
        .copy = "\"alt\": { \"code\": \"Code for **{jobs}** jobs\" }",
        .facts = FACTS,
        .more =
            "\"art\": { \"one\": { \"file\": \"one.svg\", \"alt\": \"Partner One\" }, \"two\": { \"file\": "
            "\"two.svg\", \"alt\": \"alt.code\" } },",
        .body = "{ \"qr\": \"https://x.org\", \"width\": 74, \"height\": 74, \"alt\": \"alt.code\" },"
                "{ \"image\": \"one\", \"height\": 20 }, { \"logos\": [\"one\", \"two\"], \"across\": 2 }"});
    make(&f);
    assert_good(&f);
    assert_string_equal(frame_at(&f, 0)->alt, "Code for 95K jobs");
    assert_string_equal(frame_at(&f, 1)->alt, "Partner One");
    assert_string_equal(frame_at(&f, 2)->logo_alts[0], "Partner One");
    assert_string_equal(frame_at(&f, 2)->logo_alts[1], "Code for 95K jobs");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_find_their_defaults),
        cmocka_unit_test(editions_share_the_frames_that_no_parameter_fills),
        cmocka_unit_test(editions_share_no_frame_that_has_a_mistake),
        cmocka_unit_test(a_hidden_value_takes_its_component_and_the_row_closes_up),
        cmocka_unit_test(a_repeat_of_nothing_goes),
        cmocka_unit_test(a_hidden_value_without_component_goes_alone),
        cmocka_unit_test(an_unknown_value_fails_where_nothing_hides_it),
        cmocka_unit_test(a_frame_overrides_what_a_missing_number_does),
        cmocka_unit_test(every_profile_refuses_gaps_unless_it_is_a_draft),
        cmocka_unit_test(conditions_leave_frames_and_pages_out),
        cmocka_unit_test(a_page_may_be_left_out),
        cmocka_unit_test(masters_carry_the_running_copy_and_the_folio),
        cmocka_unit_test(components_stand_in_components),
        cmocka_unit_test(alternative_texts_are_final_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
