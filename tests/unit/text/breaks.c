/* Where a line may end: the rules of this house. */
#include "cuts.h"

static void no_line_begins_with_a_dash(void **state)
{
    (void)state;
    assert_string_equal(plain("north\u2014south \u2014 and \u2013 so"), "north\u2014|south \u2014 |and \u2013 |so");
    assert_string_equal(plain("a \u2e3a b"), "a \u2e3a |b");
}

static void a_range_of_figures_is_not_divided(void **state)
{
    (void)state;
    assert_string_equal(plain("in 1993\u20132025 and"), "in |1993\u20132025 |and");
    assert_string_equal(plain("10%\u201315% of $5\u2013$7"), "10%\u201315% |of |$5\u2013$7");
    assert_string_equal(plain("1993\u2060\u2013\u20602025"), "1993\u2060\u2013\u20602025");
    assert_string_equal(plain("north\u2013south"), "north\u2013|south");
}

static void a_figure_and_its_sign_stay_together(void **state)
{
    (void)state;
    assert_string_equal(plain("by 5 % or 20 \u00B0C a"), "by |5 % |or |20 \u00B0C |a");
    assert_string_equal(plain("of 5 \u20AC for $ 7 \u00A7 4 b"), "of |5 \u20AC |for |$ 7 |\u00A7 4 |b");
    assert_string_equal(plain("in 2025 $4 billion"), "in |2025 |$4 |billion");
    assert_string_equal(plain("5 km and 1.5 million"), "5 |km |and |1.5 |million");
    assert_string_equal(plain("5\u00A0km"), "5\u00A0km");
}

static void a_short_word_with_a_stop_stays_with_its_figure(void **state)
{
    (void)state;
    assert_string_equal(plain("see No. 5 and p. 12"), "see |No. 5 |and |p. 12");
    assert_string_equal(plain("el n\u00FAm. 5, p\u00E1g. 3"), "el |n\u00FAm. 5, |p\u00E1g. 3");
    assert_string_equal(plain("to a stop. 5 more"), "to |a |stop. |5 |more");
    assert_string_equal(plain("p. m. of No. one"), "p. |m. |of |No. |one");
    assert_string_equal(plain("hip. 5"), "hip. |5");
}

static void a_compound_is_divided_between_words_only(void **state)
{
    (void)state;
    assert_string_equal(plain("T-MEC e-mail X-4 20-foot"), "T-MEC |e-mail |X-4 |20-foot");
    assert_string_equal(plain("San Diego-Tijuana"), "San |Diego-|Tijuana");
    assert_string_equal(plain("state-of-the-art"), "state-|of-|the-|art");
    assert_string_equal(plain("e\u0301-mail \u00E9t\u00E9\u2010soleil"), "e\u0301-mail |\u00E9t\u00E9\u2010|soleil");
    assert_string_equal(plain("a - b and --draft"), "a |- |b |and |--draft");
}

static void opening_marks_stay_with_what_they_open(void **state)
{
    (void)state;
    assert_string_equal(plain("dijo: \u00BFqu\u00E9? \u00A1s\u00ED! (dos)"),
                        "dijo: |\u00BFqu\u00E9? |\u00A1s\u00ED! |(dos)");
    /* LB15 of Unicode 15.0, which does not tell closing quotes from opening ones; later versions do. */
    assert_string_equal(plain("\u201Cuna\u201D (dos)"), "\u201Cuna\u201D (dos)");
}

static void no_line_ends_within_guillemets_at_their_spaces(void **state)
{
    (void)state;
    assert_string_equal(plain("dit \u00AB oui \u00BB puis \u00AB\u00A0non\u00A0\u00BB ; que ? Au \u2039 plan \u203A."),
                        "dit |\u00AB oui \u00BB |puis |\u00AB\u00A0non\u00A0\u00BB ; |que ? |Au |\u2039 plan \u203A.");
    assert_string_equal(plain("\u201C oui \u201D or"), "\u201C oui \u201D |or");
    /* German and Danish open with the sign that closes in French. */
    assert_string_equal(plain("sagt \u00BBja\u00AB und \u00BBnein\u00AB oft"), "sagt |\u00BBja\u00AB |und |\u00BBnein\u00AB |oft");
    assert_string_equal(plain("rock \u2019n\u2019 roll"), "rock |\u2019n\u2019 |roll");
}

static const char *coupe(const char *text, bool capitals)
{
    const ts_type type = {.language = "fr-CA", .capitals = capitals};
    return cuts_with(&type, text, (ts_setting_rules){.measure = 0});
}

static void french_sets_guillemets_with_spaces_that_do_not_break(void **state)
{
    (void)state;
    assert_string_equal(coupe("dit \u00AB oui \u00BB ; \u2039 non \u203A.", false),
                        "dit |\u00AB\u00A0oui\u00A0\u00BB ; |\u2039\u00A0non\u00A0\u203A.");
    assert_string_equal(coupe("dit \u00AB oui \u00BB", true), "DIT |\u00AB\u00A0OUI\u00A0\u00BB");
    assert_string_equal(coupe("\u00ABoui\u00BB", false), "\u00ABoui\u00BB");
    assert_string_equal(coupe(" \u00BB a", false), "\u00A0\u00BB |a");
}

static void a_source_mark_neither_begins_nor_ends_a_line_in_itself(void **state)
{
    (void)state;
    ts_text_piece pieces[] = {{"trade ", 6, &ENGLISH, 0, false}, {"1 2", 3, &ENGLISH, 1, true},
                              {" so", 3, &ENGLISH, 2, false}};
    assert_string_equal(cuts_of(pieces, 3, (ts_setting_rules){.measure = 0}), "trade 1 2 |so");
    const ts_text_piece letters[] = {{.text = "trade ", .length = 6, .type = &ENGLISH},
                                     {.text = "a b", .length = 3, .type = &ENGLISH, .mark = true},
                                     {.text = " so on", .length = 6, .type = &ENGLISH}};
    assert_string_equal(cuts_of(letters, 3, (ts_setting_rules){.measure = 0}), "trade a b |so |on");
}

static const char *held(const char *text, const char *const *phrases, size_t count)
{
    return cuts_with(&ENGLISH, text, (ts_setting_rules){.together = phrases, .together_count = count});
}

static void phrases_are_never_divided(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"San Ysidro", "San Ysidro  Port of Entry", "San Diego-Tijuana",
                                        " Otay Mesa "};
    assert_string_equal(held("at San Ysidro now", NAMES, 4), "at |San Ysidro |now");
    assert_string_equal(held("San Ysidro Port of Entry, San Ysidro Port of call", NAMES, 4),
                        "San Ysidro Port of Entry, |San Ysidro |Port |of |call");
    assert_string_equal(held("San Diego-Tijuana\u2019s Otay  Mesa", NAMES, 4),
                        "San Diego-Tijuana\u2019s |Otay  Mesa");
    assert_string_equal(held("san Ysidro, xSan Ysidro, San Ysidros", NAMES, 4),
                        "san |Ysidro, |xSan |Ysidro, |San |Ysidros");
    assert_string_equal(held("San\u2028Ysidro", NAMES, 4), "San\u2028#Ysidro");
}

static void phrases_may_overlap(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"a b", "b c", "d"};
    assert_string_equal(held("x a b c d y", NAMES, 3), "x |a b c |d |y");
}

static void phrases_are_found_in_capitals_too(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"Stra\u00DFe Nord"};
    ts_type type = {.language = "de", .capitals = true};
    ts_setting_rules rules = {.together = NAMES, .together_count = 1};
    assert_string_equal(cuts_with(&type, "die Stra\u00DFe Nord ist", rules), "DIE |STRASSE NORD |IST");
}

static void other_phrases_replace_those_before(void **state)
{
    (void)state;
    static const char *const ONE[] = {"a b"}, *const OTHER[] = {"b c"};
    assert_string_equal(held("a b c", ONE, 1), "a b |c");
    assert_string_equal(held("a b c", OTHER, 1), "a |b c");
    assert_string_equal(held("a b c", ONE, 1), "a b |c");
}

/* Each word here begins every phrase, and none ends: a search for each of them from each
 * word would take minutes. */
static void many_phrases_in_a_long_text_take_no_time(void **state)
{
    (void)state;
    enum { PHRASES = 256, WORDS = 100000 };
    char *phrases[PHRASES], *text = ts_arena_alloc(arena, WORDS * 2 + 1);
    for (size_t i = 0; i < PHRASES; i++) {
        phrases[i] = ts_arena_alloc(arena, 200);
        for (size_t k = 0; k < 190; k += 2)
            memcpy(phrases[i] + k, "a ", 2);
        sprintf(phrases[i] + 190, "b%zu", i);
    }
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + i * 2, "a ", 2);
    assert_int_equal(strlen(held(text, (const char *const *)phrases, PHRASES)), WORDS * 3 - 1);
}

static void words_are_divided_by_the_patterns_of_the_language(void **state)
{
    (void)state;
    assert_string_equal(divided("manufacturing here"), "man=u=fac=tur=ing |here");
    assert_string_equal(dividido("manufactura aqu\u00ED"), "ma=nu=fac=tura |aqu\u00ED");
    assert_string_equal(divided("(Manufacturing), \u201Cmanufacturing\u201D!\u2014x y"),
                        "(Man=u=fac=tur=ing), |\u201Cman=u=fac=tur=ing\u201D!\u2014|x |y");
}

static void some_words_are_never_divided(void **state)
{
    (void)state;
    assert_string_equal(divided("MANUFACTURING manuFacturing end"), "MANUFACTURING |manuFacturing |end");
    assert_string_equal(divided("manufacturing2 end"), "manufacturing2 |end");
    assert_string_equal(divided("manufacturing.example manufacturing@example end"),
                        "manufacturing.example |manufacturing@example |end");
    assert_string_equal(divided("manufacturing/processing end"), "manufacturing/|processing |end");
    assert_string_equal(divided("manufacturing-processing end"), "manufacturing-|processing |end");
    assert_string_equal(divided("manufac\u00ADturing end"), "manufac\u00AD=turing |end");
}

static void the_last_word_is_never_divided(void **state)
{
    (void)state;
    assert_string_equal(divided("manufacturing"), "manufacturing");
    assert_string_equal(divided("manufacturing manufacturing.\u201D "), "man=u=fac=tur=ing |manufacturing.\u201D ");
    assert_string_equal(divided("manufacturing 5"), "manufacturing |5");
}

static void phrases_are_not_hyphenated_either(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"Manufacturing Institute"};
    ts_setting_rules rules = {.hyphenation = {.patterns = english}, .together = NAMES, .together_count = 1};
    assert_string_equal(cuts_with(&ENGLISH, "Manufacturing Institute manufacturing x", rules),
                        "Manufacturing Institute |man=u=fac=tur=ing |x");
}

static void a_piece_in_another_language_keeps_its_soft_hyphens_only(void **state)
{
    (void)state;
    ts_text_piece pieces[] = {{"manufacturing ", 14, &ENGLISH, 0, false},
                              {"manufactura manu\u00ADfactura ", 26, &SPANISH, 0, false},
                              {"here", 4, &ENGLISH, 0, false}};
    assert_int_equal(strlen(pieces[1].text), pieces[1].length);
    ts_setting_rules rules = {.hyphenation = {.patterns = english}};
    assert_string_equal(cuts_of(pieces, 3, rules), "man=u=fac=tur=ing |manufactura |manu\u00AD=factura |here");
}

static void a_word_over_two_pieces_is_one_word(void **state)
{
    (void)state;
    ts_text_piece pieces[] = {{"manu", 4, &ENGLISH, 0, false}, {"facturing it", 12, &ENGLISH, 1, false}};
    assert_string_equal(cuts_of(pieces, 2, (ts_setting_rules){.hyphenation = {.patterns = english}}),
                        "man=u=fac=tur=ing |it");
}

static void letters_before_and_after_are_counted(void **state)
{
    (void)state;
    ts_setting_rules rules = {.hyphenation = {.patterns = english, .before = 4, .after = 5}};
    assert_string_equal(cuts_with(&ENGLISH, "manufacturing x", rules), "manu=fac=turing |x");
    rules.hyphenation = (ts_hyphenation){.patterns = spanish, .before = 2, .after = 2};
    assert_string_equal(cuts_with(&SPANISH, "manufactura x", rules), "ma=nu=fac=tu=ra |x");
    rules.hyphenation.after = 3;
    assert_string_equal(cuts_with(&SPANISH, "manufactura x", rules), "ma=nu=fac=tura |x");
}

/* Decomposed accents divide as composed ones do, and never part from their letter. */
static void accents_may_stand_apart(void **state)
{
    (void)state;
    assert_string_equal(dividido("exportaci\u00F3n x"), "ex=por=ta=ci\u00F3n |x");
    assert_string_equal(dividido("exportacio\u0301n x"), "ex=por=ta=cio\u0301n |x");
    assert_string_equal(dividido("\u00C1rboles a\u0301rboles x"), "\u00C1r=bo=les |a\u0301r=bo=les |x");
}

static void words_without_end_are_left_whole(void **state)
{
    (void)state;
    char text[300] = {0};
    for (size_t i = 0; i < 99; i++)
        memcpy(text + i * 2, i % 2 ? "ta" : "ma", 2);
    memcpy(text + 198, " x", 2);
    assert_string_equal(divided(text), ts_arena_print(arena, "%.199s|x", text));
}

/* Everything that is dropped, and every kind of rule, as often as a paragraph holds. */
static void long_texts_of_nothing_take_no_time(void **state)
{
    (void)state;
    static const char *const MEALS[] = {"\u200B", "\u200B ", "\u00AD", "-", "- ", "5 ", "\u2013", " ",
                                        "a-\u0301", "5 %"};
    enum { BYTES = 400000 };
    char *text = ts_arena_alloc(arena, BYTES + 1);
    for (size_t i = 0; i < sizeof MEALS / sizeof *MEALS; i++) {
        size_t step = strlen(MEALS[i]), length = 0;
        for (; length + step <= BYTES; length += step)
            memcpy(text + length, MEALS[i], step);
        ts_text_piece piece = {.text = text, .length = length, .type = &ENGLISH};
        cuts_of(&piece, 1, (ts_setting_rules){.hyphenation = {.patterns = english}});
    }
}

static void many_languages_share_a_few_iterators(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"en", "es", "fr", "de", "ja", "zh", "ko", "fi", "it", "pt",
                                        "xx-not-a-language", "en-US-with-a-name-that-is-far-longer-than-any-language-is",
                                        "@@@", ""};
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
            ts_type type = {.language = NAMES[i]};
            assert_string_equal(cuts_with(&type, "one \u03B4\u03CD\u03BF", (ts_setting_rules){.measure = 0}), "one |\u03B4\u03CD\u03BF");
        }
    assert_int_equal(setter->breaker_count, TS_BREAKERS);
    const UBreakIterator *first = ts_breaker(setter, "en");
    assert_ptr_equal(ts_breaker(setter, "en"), first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_begins_with_a_dash),
        cmocka_unit_test(a_range_of_figures_is_not_divided),
        cmocka_unit_test(a_figure_and_its_sign_stay_together),
        cmocka_unit_test(a_short_word_with_a_stop_stays_with_its_figure),
        cmocka_unit_test(a_compound_is_divided_between_words_only),
        cmocka_unit_test(opening_marks_stay_with_what_they_open),
        cmocka_unit_test(no_line_ends_within_guillemets_at_their_spaces),
        cmocka_unit_test(french_sets_guillemets_with_spaces_that_do_not_break),
        cmocka_unit_test(a_source_mark_neither_begins_nor_ends_a_line_in_itself),
        cmocka_unit_test(phrases_are_never_divided),
        cmocka_unit_test(phrases_may_overlap),
        cmocka_unit_test(phrases_are_found_in_capitals_too),
        cmocka_unit_test(other_phrases_replace_those_before),
        cmocka_unit_test(many_phrases_in_a_long_text_take_no_time),
        cmocka_unit_test(words_are_divided_by_the_patterns_of_the_language),
        cmocka_unit_test(some_words_are_never_divided),
        cmocka_unit_test(the_last_word_is_never_divided),
        cmocka_unit_test(phrases_are_not_hyphenated_either),
        cmocka_unit_test(a_piece_in_another_language_keeps_its_soft_hyphens_only),
        cmocka_unit_test(a_word_over_two_pieces_is_one_word),
        cmocka_unit_test(letters_before_and_after_are_counted),
        cmocka_unit_test(accents_may_stand_apart),
        cmocka_unit_test(words_without_end_are_left_whole),
        cmocka_unit_test(long_texts_of_nothing_take_no_time),
        cmocka_unit_test(many_languages_share_a_few_iterators),
    };
    return cmocka_run_group_tests_name("breaks", tests, open_all, close_all);
}
