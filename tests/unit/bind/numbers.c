/* Settings, and the numbers that stand on them: circles, expectations, origins. */
#include "fixture.h"

static const char TEXT[] = "{ \"text\": \"title\", \"style\": \"body\" }";

/* ---- settings */

static const parts settable = {
    .copy = "\"words\": \"{partner} in {year}\"",
    .params = "\"year\": { \"type\": \"integer\", \"default\": 2024, \"choices\": [2019, 2020, 2024] },"
              "\"partner\": { \"type\": \"text\", \"default\": \"Aria\", \"choices\": { \"table\": "
              "\"flows\", \"column\": "
              "\"partner\" } },"
              "\"code\": { \"type\": \"text\", \"default\": \"A1\", \"pattern\": \"[A-Z][0-9]{1,3}\" }",
    .editions = "\"early\": { \"profile\": \"screen\", \"set\": { \"year\": 2019 } }",
    .stats = "\"total\": { \"total\": \"by-partner\", \"only\": \"{partner}\", \"at\": \"{year}\" }",
    .body = "{ \"text\": \"words\", \"style\": \"body\" }"};

static fixture set(const char *edition, const char *name, const char *value)
{
    fixture f = open_sheet(&settable);
    const ts_setting setting = {name, value};
    f.request.edition = edition;
    f.request.settings = &setting;
    f.request.setting_count = name ? 1 : 0;
    make(&f);
    f.request.settings = NULL;
    return f;
}

static void a_setting_goes_over_the_edition_over_the_default(void **state)
{
    (void)state;
    const struct {
        const char *edition, *name, *value, *words;
        double total;
    } cases[] = {
        {NULL, NULL, NULL, "Aria in 2024", 120},
        {"early", NULL, NULL, "Aria in 2019", 40},
        {"early", "year", "2020", "Aria in 2020", 50},
        {"early", "partner", "Bela", "Bela in 2019", 60},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = set(cases[i].edition, cases[i].name, cases[i].value);
        assert_good(&f);
        assert_shown(&f, frame_at(&f, 0)->text, cases[i].words);
        assert_true(number(&f, "total")->value.number == cases[i].total);
        assert_string_equal(f.edition->profile->name, cases[i].edition ? "screen" : "print");
        close_sheet(&f);
    }
}

static void a_wrong_setting_is_named(void **state)
{
    (void)state;
    const struct {
        const char *edition, *name, *value, *rule, *message, *hint;
    } cases[] = {
        {NULL, "yaer", "2020", "param", "unknown parameter \"yaer\"", "year"},
        {NULL, "year", "soon", "param", "\"year\" takes a whole number, not \"soon\"", NULL},
        {NULL, "year", "2020.5", "param", "\"year\" takes a whole number", NULL},
        {NULL, "year", "2020.0", "param", "\"year\" takes a whole number without more than its digits: 2020, not \"2020.0\"", NULL},
        {NULL, "year", "-0", "param", "0, not \"-0\"", NULL},
        {NULL, "year", "02020", "param", "2020, not \"02020\"", NULL},
        {NULL, "year", "2.02e3", "param", "2020, not \"2.02e3\"", NULL},
        {NULL, "year", "2021", "param", "\"year\" cannot be \"2021\": its choices are 2019, 2020, 2024",
         NULL},
        {NULL, "partner", "CORA", "param", "its choices are Aria, Bela, Cora", "Cora"},
        {NULL, "partner", "Belo", "param", "its choices are Aria, Bela, Cora", "Bela"},
        {NULL, "code", "A1234", "param", "\"code\" cannot be \"A1234\"", NULL},
        {"erly", NULL, NULL, "edition", "the sheet has no edition \"erly\"", "early"},
        {NULL, "expect:totl", "1", "param", "unknown statistic", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f = set(cases[i].edition, cases[i].name, cases[i].value);
        assert_error(&f, cases[i].rule, cases[i].message);
        if (strstr(cases[i].message, "whole number")) /* where the parameter is declared, not nowhere */
            assert_non_null(find_diag(&f, cases[i].rule, cases[i].message)->span.source);
        if (cases[i].hint)
            assert_string_equal(find_diag(&f, cases[i].rule, cases[i].message)->hint, cases[i].hint);
        assert_null(f.edition);
        close_sheet(&f);
    }
}

static void an_unknown_language_or_profile_is_named(void **state)
{
    (void)state;
    fixture f = open_sheet(&settable);
    f.request.language = "fr-FR";
    f.request.profile = "prnt";
    make(&f);
    assert_error(&f, "language", "no copy deck in \"fr-FR\"; known: en-US");
    assert_error(&f, "profile", "the sheet has no profile \"prnt\"");
    close_sheet(&f);
}

/* Before there is an edition: what is near to nothing is told with all that are known. */
static void a_profile_is_asked_for_by_itself(void **state)
{
    (void)state;
    fixture f = open_sheet(&settable);
    f.request.profile = "print";
    assert_non_null(ts_edition_profile(f.sheet, &f.request, &f.diags));
    f.request.profile = "web";
    assert_null(ts_edition_profile(f.sheet, &f.request, &f.diags));
    assert_non_null(find_diag(&f, "profile", "the sheet has no profile \"web\"; known: print"));
    close_sheet(&f);
}

static void a_pattern_that_could_eat_memory_is_refused(void **state)
{
    (void)state;
    static const char *const patterns[] = {"((a{99}){99}){99}", "(a)\\\\1"};
    for (size_t i = 0; i < 2; i++) {
        char params[200];
        snprintf(params, sizeof params,
                 "\"p\": { \"type\": \"text\", \"default\": \"a\", \"pattern\": \"%s\" }", patterns[i]);
        fixture f = make_sheet(&(parts){.params = params, .body = TEXT});
        assert_error(&f, "param", "the pattern of \"p\" is too much");
        close_sheet(&f);
    }
}

/* ---- the graph */

static void numbers_stand_on_numbers_in_any_order(void **state)
{
    (void)state;
    fixture f = make_sheet(
        &(parts){.stats = "\"gap\": { \"difference\": \"twice\", \"minus\": \"late\" },"
                          "\"twice\": { \"ratio\": \"late\", \"per\": \"half\" },"
                          "\"late\": { \"ratio\": \"big\", \"per\": \"small\" },"
                          "\"big\": { \"total\": \"by-partner\", \"only\": \"Aria\", \"at\": 2024 },"
                          "\"small\": { \"total\": \"by-partner\", \"only\": \"Aria\", \"at\": 2019 }",
                 .facts = "\"half\": { \"value\": 0.5, \"unit\": \"ratio\", \"source\": \"study\" }",
                 .body = TEXT});
    assert_good(&f);
    assert_true(number(&f, "late")->value.number == 3);
    assert_true(number(&f, "twice")->value.number == 6);
    assert_true(number(&f, "gap")->value.number == 3);
    static const char *const order[] = {"half", "gap", "twice", "late", "big", "small"};
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(f.edition->results.items[i].name, order[i]);
    close_sheet(&f);
}

/* A loaded sheet has none; the edition guards itself all the same. */
static void a_circle_is_shown_whole(void **state)
{
    (void)state;
    fixture f = open_sheet(&(parts){
        .stats =
            "\"a\": { \"ratio\": \"b\", \"per\": \"one\" }, \"b\": { \"ratio\": \"one\", \"per\": \"c\" },"
            "\"c\": { \"difference\": \"one\", \"minus\": \"one\" }, \"one\": { \"total\": \"all\", \"at\": "
            "2024 }",
        .body = TEXT});
    ts_stat_spec *c = ts_map_find(&f.sheet->stats, "c");
    c->minus.text = c->operands.items[1].text = "b";
    make(&f);
    assert_error(&f, "circle", "a number stands on itself: b -> c -> b");
    assert_int_equal(f.diags.errors, 1); /* what stands on the circle is not told again */
    assert_true(number(&f, "one")->value.number == 200);
    close_sheet(&f);
}

static void origins_travel_to_what_stands_on_them(void **state)
{
    (void)state;
    fixture f =
        make_sheet(&(parts){.copy = "\"odd\": \"Odd.\", \"soft\": \"Soft.\"",
                            .caveats = "\"odd\": { \"say\": \"odd\" }, \"soft\": { \"say\": \"soft\" }",
                            .series = "\"counted\": { \"table\": \"flows\", \"count\": \"rows\", \"over\": "
                                      "\"year\", \"unit\": \"count\", "
                                      "\"sources\": [\"press\"], \"caveats\": [\"odd\"] }",
                            .facts = "\"quoted\": { \"value\": 4, \"unit\": \"count\", \"source\": "
                                     "\"study\", \"caveats\": [\"soft\"] }",
                            .stats = "\"rows\": { \"total\": \"counted\", \"at\": 2024 }, \"each\": { "
                                     "\"ratio\": \"rows\", \"per\": \"quoted\" },"
                                     "\"sql\": { \"sql\": \"select count(*) from flows where partner <> "
                                     "'press'\", \"unit\": \"count\" },"
                                     "\"doubled\": { \"sql\": \"select 2 * value from fact where name = "
                                     "'quoted'\", \"unit\": \"count\" },"
                                     "\"said\": { \"sql\": \"select count(*) from flows\", \"unit\": "
                                     "\"count\", \"sources\": [\"press\"] }",
                            .body = TEXT});
    assert_good(&f);
    const ts_result *each = number(&f, "each");
    assert_int_equal(each->sources.count, 3);
    assert_string_equal(each->sources.items[0], "press");
    assert_string_equal(each->sources.items[1], "office");
    assert_string_equal(each->sources.items[2], "study");
    assert_int_equal(each->caveats.count, 2);
    assert_string_equal(each->caveats.items[0], "odd");
    assert_string_equal(each->caveats.items[1], "soft");
    assert_string_equal(number(&f, "sql")->sources.items[0], "office");
    assert_int_equal(number(&f, "sql")->sources.count, 1);
    assert_string_equal(number(&f, "doubled")->sources.items[0], "study");
    assert_int_equal(number(&f, "said")->sources.count, 1);
    assert_string_equal(number(&f, "said")->sources.items[0], "press");
    close_sheet(&f);
}

static void a_name_found_prints_as_the_deck_calls_it(void **state)
{
    (void)state;
    const parts p = {
        .copy = "\"words\": \"{first} leads\", \"partners\": { \"aria\": \"the Republic of Aria\" }",
        .stats =
            "\"first\": { \"top\": \"by-partner\", \"labels\": \"partners\", \"at\": 2024, \"expect\": \"the "
            "Republic of "
            "Aria\" },"
            "\"second\": { \"top\": \"by-partner\", \"place\": 2, \"labels\": \"partners\", \"at\": 2024 }",
        .body = "{ \"text\": \"words\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "the Republic of Aria leads");
    assert_string_equal(number(&f, "second")->printed, "Bela");
    const ts_diag *warning = find_diag(&f, "copy", "no \"partners.bela\"");
    assert_non_null(warning);
    assert_int_equal(warning->severity, TS_WARNING);
    close_sheet(&f);
}

/* ---- what is expected */

static fixture expecting(const char *expect, bool draft, const char *profile)
{
    char stats[200];
    snprintf(stats, sizeof stats,
             "\"growth\": { \"growth\": \"all\", \"from\": 2019, \"to\": 2024, \"expect\": \"%s\" }", expect);
    fixture f = open_sheet(&(parts){.stats = stats, .body = TEXT});
    f.request.draft = draft;
    f.request.profile = profile;
    make(&f);
    return f;
}

static void a_changed_print_is_an_error_in_print(void **state)
{
    (void)state;
    fixture f = expecting("98%", false, NULL);
    assert_error(&f, "expect", "\"growth\" prints 100%, expected 98%: the data or the sheet changed");
    assert_false(number(&f, "growth")->expect_met);
    close_sheet(&f);
    f = expecting("100%", false, NULL);
    assert_good(&f);
    assert_true(number(&f, "growth")->expect_met);
    close_sheet(&f);
}

static void a_changed_print_is_a_warning_in_a_draft(void **state)
{
    (void)state;
    fixture f = expecting("98%", true, NULL);
    assert_good(&f);
    assert_int_equal(find_diag(&f, "expect", "prints 100%")->severity, TS_WARNING);
    close_sheet(&f);
}

static void a_plain_space_stands_for_one_that_does_not_break(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){.stats = "\"big\": { \"sql\": \"select 2100000 from flows limit 1\", "
                                             "\"unit\": \"count\", \"format\": \"long\", "
                                             "\"expect\": \"2.1 million\" }",
                                    .body = TEXT});
    assert_good(&f);
    assert_string_equal(number(&f, "big")->printed, "2.1\xC2\xA0million");
    close_sheet(&f);
}

static void other_parameters_expect_nothing_but_their_record(void **state)
{
    (void)state;
    fixture f = open_sheet(
        &(parts){.params = "\"year\": { \"type\": \"integer\", \"default\": 2024 }",
                 .stats = "\"total\": { \"total\": \"all\", \"at\": \"{year}\", \"expect\": \"$200\" }",
                 .body = TEXT});
    const ts_setting settings[] = {{"year", "2020"}, {"expect:total", "$99"}};
    f.request.settings = settings;
    f.request.setting_count = 1;
    make(&f);
    assert_good(&f);
    f.request.setting_count = 2;
    make(&f);
    assert_error(&f, "expect", "\"total\" prints $100, expected $99");
    close_sheet(&f);
}

static void an_implausible_value_is_an_error_in_every_edition(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){.stats = "\"growth\": { \"growth\": \"all\", \"from\": 2019, \"to\": "
                                             "2024, \"plausible\": { \"from\": -0.5, \"to\": "
                                             "0.5 } }",
                                    .body = TEXT});
    assert_error(&f, "plausible", "\"growth\" is 1, more than the plausible 0.5");
    close_sheet(&f);
}

/* ---- SQL over other numbers */

static void a_select_uses_other_numbers(void **state)
{
    (void)state;
    const parts p = {.copy = "\"words\": \"{half}[^half]\"",
                     .facts = "\"heads\": { \"value\": 4, \"unit\": \"count\", \"source\": \"study\" }, "
                              "\"lost\": { \"unknown\": \"gone\", \"unit\": \"count\", \"missing\": \"hide\" }",
                     .stats = "\"half\": { \"sql\": [\"select stat('later') / 2 -- stat('nobody')\", \"+ 0 * length('stat(''x'')')\"], \"unit\": \"USD\" }, "
                              "\"later\": { \"sql\": \"select STAT ( 'all-2020' ) + stat('heads')\", \"unit\": \"USD\" }, "
                              "\"all-2020\": { \"total\": \"all\", \"at\": 2020 }, "
                              "\"none\": { \"sql\": \"select stat('lost') + 1\", \"unit\": \"count\" }",
                     .body = "{ \"text\": \"words\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_true(number(&f, "later")->value.number == 104);
    assert_true(number(&f, "half")->value.number == 52);
    assert_int_equal(number(&f, "none")->value.kind, TS_VALUE_MISSING);
    assert_int_equal(number(&f, "half")->sources.count, 2); /* of the series, and of the fact */
    assert_string_equal(number(&f, "later")->value.query, "select STAT ( 'all-2020' ) + stat('heads')");
    close_sheet(&f);
}

/* What is kept of a query is of the values that went in. */
static void an_answer_is_of_its_edition(void **state)
{
    (void)state;
    fixture f = open_sheet(&(parts){.params = "\"year\": { \"type\": \"integer\", \"default\": 2019 }",
                                    .stats = "\"a\": { \"total\": \"all\", \"at\": \"{year}\" }, \"b\": { \"sql\": \"select stat('a') + 1\", \"unit\": \"USD\" }",
                                    .body = TEXT});
    static const struct { const char *year; double wanted; } cases[] = {{"2019", 101}, {"2020", 101}, {"2024", 201}};
    for (size_t i = 0; i < 3; i++) {
        const ts_setting setting = {"year", cases[i].year};
        f.request.settings = &setting;
        f.request.setting_count = 1;
        make(&f);
        assert_good(&f);
        assert_true(number(&f, "b")->value.number == cases[i].wanted);
    }
    f.request.settings = NULL;
    close_sheet(&f);
}

/* The second edition, too, tells of a value that no row has. */
static void every_edition_tells_what_its_where_does_not_find(void **state)
{
    (void)state;
    const parts p = {.series = "\"odd\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"partner\": [\"Aria\", \"Nobody\"] }, "
                               "\"over\": \"year\", \"unit\": \"USD\" }",
                     .body = "{ \"text\": \"title\", \"style\": \"body\" }"};
    fixture f = open_sheet(&p);
    ts_lasting lasting = {.arena = f.arena};
    f.request.lasting = &lasting;
    for (int edition = 0; edition < 2; edition++) {
        f.diags = ts_diags_new(f.arena);
        make(&f);
        assert_good(&f);
        const ts_diag *diag = find_diag(&f, "where", "has no \"Nobody\"");
        assert_non_null(diag);
        assert_int_equal(diag->severity, TS_WARNING);
    }
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_edition_tells_what_its_where_does_not_find),
        cmocka_unit_test(a_setting_goes_over_the_edition_over_the_default),
        cmocka_unit_test(a_wrong_setting_is_named),
        cmocka_unit_test(a_profile_is_asked_for_by_itself),
        cmocka_unit_test(an_unknown_language_or_profile_is_named),
        cmocka_unit_test(a_pattern_that_could_eat_memory_is_refused),
        cmocka_unit_test(numbers_stand_on_numbers_in_any_order),
        cmocka_unit_test(a_circle_is_shown_whole),
        cmocka_unit_test(origins_travel_to_what_stands_on_them),
        cmocka_unit_test(a_name_found_prints_as_the_deck_calls_it),
        cmocka_unit_test(a_changed_print_is_an_error_in_print),
        cmocka_unit_test(a_changed_print_is_a_warning_in_a_draft),
        cmocka_unit_test(a_plain_space_stands_for_one_that_does_not_break),
        cmocka_unit_test(other_parameters_expect_nothing_but_their_record),
        cmocka_unit_test(an_implausible_value_is_an_error_in_every_edition),
        cmocka_unit_test(a_select_uses_other_numbers),
        cmocka_unit_test(an_answer_is_of_its_edition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
