/* The numbering of sources, and the list that they make. */
#include "fixture.h"

#define FACTS                                                                                                \
    "\"a\": { \"value\": 1, \"unit\": \"count\", \"source\": \"study\", \"caveats\": [\"loud\"] },"          \
    "\"b\": { \"value\": 2, \"unit\": \"count\", \"source\": \"press\", \"caveats\": [\"quiet\"] },"         \
    "\"hidden\": { \"unknown\": \"lost\", \"unit\": \"count\", \"missing\": \"hide\" }"

#define CAVEATS                                                                                              \
    "\"loud\": { \"say\": \"say.loud\", \"print\": true }, \"quiet\": { \"say\": \"say.quiet\" },"           \
    "\"unused\": { \"say\": \"say.unused\", \"print\": true }"

#define SAY "\"say\": { \"loud\": \"Loud {a}.\", \"quiet\": \"Quiet.\", \"unused\": \"Unused.\" }"

#define TEXT(key) "{ \"text\": \"" key "\", \"style\": \"body\" }"

static fixture citing(const char *copy, const char *body)
{
    char all[1000];
    snprintf(all, sizeof all, "%s, %s", copy, SAY);
    return make_sheet(&(parts){.copy = all,
                               .facts = FACTS,
                               .caveats = CAVEATS,
                               .body = body,
                               .stats = "\"both\": { \"ratio\": \"a\", \"per\": \"b\" },"
                                        "\"total\": { \"total\": \"all\", \"at\": 2024 }"});
}

static void assert_cited(const fixture *f, const char *const *names, size_t count)
{
    assert_int_equal(f->edition->cited_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(f->edition->cited[i].source->name, names[i]);
        assert_int_equal(f->edition->cited[i].number, (int)i + 1);
    }
}

static void sources_are_numbered_by_first_use(void **state)
{
    (void)state;
    fixture f =
        citing("\"one\": \"one[^press] more\", \"two\": \"two[^a] again[^b]\", \"three\": \"three[^total].\"",
               "{ \"row\": [" TEXT("one") ", { \"stack\": [" TEXT("two") "] } ] }," TEXT("three"));
    assert_good(&f);
    const ts_bound *row = frame_at(&f, 0);
    assert_shown(&f, row->children[0].text, "one^1 more");
    assert_shown(&f, row->children[1].children[0].text, "two^2 again^1");
    assert_shown(&f, frame_at(&f, 1)->text, "three^3.");
    static const char *const names[] = {"press", "study", "office"};
    assert_cited(&f, names, 3);
    close_sheet(&f);
}

static void adjacent_marks_stand_in_order_each_once(void **state)
{
    (void)state;
    fixture f =
        citing("\"one\": \"x[^press]\", \"two\": \"y[^both][^b] [^total], z\"", TEXT("one") "," TEXT("two"));
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 1)->text, "y^1^,^2^,^3, z");
    close_sheet(&f);
}

static void a_mark_glues_to_the_word_before(void **state)
{
    (void)state;
    fixture f = citing("\"one\": \"the **word** [^press] stands\"", TEXT("one"));
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "the <b>word</b>^1 stands");
    close_sheet(&f);
}

static void charts_count_where_they_stand(void **state)
{
    (void)state;
    fixture f = citing("\"one\": \"one[^total]\", \"bars\": { \"a\": \"A[^press]\", \"b\": \"B[^total]\" }, "
                       "\"note\": \"N[^study]\"",
                       "{ \"height\": 60, \"note\": \"note\", \"chart\": { \"bars\": [ { \"name\": "
                       "\"bars.a\", \"value\": \"a\" }, "
                       "{ \"name\": \"bars.b\", \"value\": \"b\" } ] } }," TEXT("one"));
    assert_good(&f);
    static const char *const names[] = {"press", "office", "study"};
    assert_cited(&f, names, 3);
    assert_shown(&f, frame_at(&f, 0)->chart->note, "N^3");
    assert_string_equal(frame_at(&f, 0)->alt, "Bar chart: A 1, B 2.");
    close_sheet(&f);
}

static void an_unknown_mark_fails(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){.copy = "\"one\": \"one[^none]\"",
                                    .stats = "\"none\": { \"sql\": \"select 1\", \"unit\": \"count\" }",
                                    .body = TEXT("one")});
    assert_error(&f, "source", "\"none\" has no source that a mark could print");
    close_sheet(&f);
}

static void what_is_left_out_is_not_cited(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){
        .copy = "\"one\": \"one[^press]\", \"two\": \"two[^study]\"",
        .facts = "\"hidden\": { \"unknown\": \"lost\", \"unit\": \"count\", \"missing\": \"hide\" }",
        .components =
            "\"c\": { \"slots\": { \"v\": { \"type\": \"number\" } }, \"frame\": { \"stack\": [" TEXT(
                "one") ", { \"value\": "
                       "\"{v}\", \"style\": \"body\" } ] } }",
        .body = "{ \"component\": \"c\", \"with\": { \"v\": \"hidden\" } }," TEXT("two")});
    assert_good(&f);
    static const char *const names[] = {"study"};
    assert_cited(&f, names, 1);
    close_sheet(&f);
}

static void caveats_follow_when_they_are_printed(void **state)
{
    (void)state;
    fixture f = citing("\"one\": \"{b}\", \"two\": \"two[^both]\"", TEXT("one") "," TEXT("two"));
    assert_good(&f);
    assert_int_equal(f.edition->caveat_count, 1); /* "quiet" is for stats, "unused" is of nothing */
    assert_shown(&f, f.edition->caveats[0], "Loud 1.");
    assert_non_null(ts_map_find(&f.edition->caveat_copies, "quiet"));
    close_sheet(&f);
    f = citing("\"one\": \"{b}\"", TEXT("one"));
    assert_int_equal(f.edition->caveat_count, 0);
    close_sheet(&f);
}

static void a_citation_links_its_address(void **state)
{
    (void)state;
    fixture f = citing("\"one\": \"one[^study]\"", TEXT("one"));
    assert_good(&f);
    assert_shown(&f, f.edition->cited[0].citation, "Institute, Study. study.org(https://www.study.org/)");
    close_sheet(&f);
}

static void a_long_address_is_linked_by_its_host(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){
        .copy = "\"one\": \"one[^far]\"",
        .sources =
            "\"far\": { \"publisher\": \"Far\", \"title\": \"far.org today\", \"year\": 2024, \"url\": "
            "\"https://far.org/a/very/long/way/to/the/page\" }",
        .body = TEXT("one")});
    assert_good(&f);
    assert_shown(&f, f.edition->cited[0].citation,
                 "Far, far.org today, 2024. far.org(https://far.org/a/very/long/way/to/the/page)");
    close_sheet(&f);
}

static void a_foreign_citation_says_its_language(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){
        .copy = "\"one\": \"one[^cifras][^home]\"",
        .sources = "\"cifras\": { \"publisher\": \"Instituto\", \"title\": \"Cifras\", \"language\": \"es-MX\", "
                   "\"url\": \"https://cifras.mx\", \"read\": \"2026-03-01\" },\n"
                   "\"home\": { \"publisher\": \"Home\", \"title\": \"Figures\", \"language\": \"en-US\" }",
        .body = TEXT("one")});
    assert_good(&f);
    const ts_paragraph *foreign = &f.edition->cited[0].citation->paragraphs[0];
    assert_int_equal(foreign->count, 3);
    assert_string_equal(foreign->pieces[0].language, "es-MX");
    assert_null(foreign->pieces[1].language); /* an address, */
    assert_null(foreign->pieces[2].language); /* and the day of reading, in the page's words */
    assert_null(f.edition->cited[1].citation->paragraphs[0].pieces[0].language);
    close_sheet(&f);
}

static void a_source_that_nothing_uses_is_a_warning(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){.body = TEXT("title")});
    assert_good(&f);
    assert_non_null(find_diag(&f, "source", "nothing uses the source \"press\""));
    assert_non_null(find_diag(&f, "source", "nothing uses the source \"study\""));
    assert_null(find_diag(&f, "source", "\"office\""));
    close_sheet(&f);
}

static void masters_cite_nothing(void **state)
{
    (void)state;
    fixture f = make_sheet(&(parts){.copy = "\"run\": \"Running[^press]\"",
                                    .masters = "\"plain\": { \"body\": { \"top\": 36, \"bottom\": 36 }, "
                                               "\"frames\": [ { \"text\": \"running\", \"style\": \"body\", "
                                               "\"top\": 6 } ] }",
                                    .page = ", \"master\": \"plain\", \"running\": \"run\"",
                                    .body = TEXT("title")});
    assert_error(&f, "source", "a master repeats on every page");
    assert_int_equal(f.edition->cited_count, 0);
    close_sheet(&f);
}

static void a_short_form_cites_what_its_long_form_does(void **state)
{
    (void)state;
    fixture f =
        citing("\"words\": \"long words[^press]\", \"words.short\": \"short[^press]\"", TEXT("words"));
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->short_text, "short^1");
    close_sheet(&f);
    f = citing("\"words\": \"long words\", \"words.short\": \"short[^press]\"", TEXT("words"));
    assert_error(&f, "source", "a short form cannot cite \"press\"");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_are_numbered_by_first_use),
        cmocka_unit_test(adjacent_marks_stand_in_order_each_once),
        cmocka_unit_test(a_mark_glues_to_the_word_before),
        cmocka_unit_test(charts_count_where_they_stand),
        cmocka_unit_test(an_unknown_mark_fails),
        cmocka_unit_test(what_is_left_out_is_not_cited),
        cmocka_unit_test(caveats_follow_when_they_are_printed),
        cmocka_unit_test(a_citation_links_its_address),
        cmocka_unit_test(a_long_address_is_linked_by_its_host),
        cmocka_unit_test(a_foreign_citation_says_its_language),
        cmocka_unit_test(a_source_that_nothing_uses_is_a_warning),
        cmocka_unit_test(masters_cite_nothing),
        cmocka_unit_test(a_short_form_cites_what_its_long_form_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
