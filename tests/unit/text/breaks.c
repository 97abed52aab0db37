/* Where a line may end: the Unicode Consortium's own samples, and the rules of this house. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/setting.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ts_arena *arena;
static ts_typesetter *setter;
static ts_hyphens *english, *spanish;

static int open_all(void **state)
{
    (void)state;
    const char *why = "";
    arena = ts_arena_new(0);
    setter = ts_typesetter_new(0);
    english = ts_hyphens_load(arena, "fonts/hyph_en_US.dic", &why);
    spanish = ts_hyphens_load(arena, "fonts/hyph_es.dic", &why);
    if (!english || !spanish)
        print_message("%s (fonts/install.sh fetches them)\n", why);
    return setter && english && spanish ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    ts_typesetter_drop(setter);
    ts_arena_drop(arena);
    return 0;
}

/* Breaks need no face: a paragraph goes as far as its cuts. */
static void cut(ts_setting *setting, const ts_text_paragraph *paragraph)
{
    ts_arena_reset(setter->scratch);
    *setting = (ts_setting){.setter = setter, .arena = arena, .scratch = setter->scratch, .buffer = setter->buffer,
                            .paragraph = paragraph};
    assert_true(ts_strip_make(setting));
    assert_true(ts_cuts_make(setting));
}

/* The text with "|" where a line may end, "=" where it may with a hyphen, "#" where it must. */
static const char *cuts_of(const ts_text_piece *pieces, size_t count, ts_setting_rules rules)
{
    static const char SIGNS[] = {[TS_CUT_MAY] = '|', [TS_CUT_HYPHEN] = '=', [TS_CUT_MUST] = '#'};
    ts_text_paragraph paragraph = {.pieces = pieces, .count = count, .type = pieces[0].type, .rules = rules};
    ts_setting s;
    cut(&s, &paragraph);
    char *out = ts_arena_alloc(arena, (size_t)s.strip.count * 5 + 1);
    size_t length = 0, next = 0;
    for (int32_t at = 0; at < s.strip.count;) {
        if (at > 0 && s.cuts.items[next].at == at)
            out[length++] = SIGNS[s.cuts.items[next++].kind];
        length += ts_utf8_put((uint32_t)ts_unit_next(s.strip.units, &at, s.strip.count), out + length);
    }
    assert_int_equal(next + 1, s.cuts.count);
    return out;
}

static const ts_type ENGLISH = {.language = "en"}, SPANISH = {.language = "es"};

static const char *cuts_with(const ts_type *type, const char *text, ts_setting_rules rules)
{
    ts_text_piece piece = {.text = text, .length = strlen(text), .type = type};
    return cuts_of(&piece, 1, rules);
}

static const char *plain(const char *text)
{
    return cuts_with(&ENGLISH, text, (ts_setting_rules){.measure = 0});
}

static const char *divided(const char *text)
{
    return cuts_with(&ENGLISH, text, (ts_setting_rules){.hyphenation = {.patterns = english}});
}

static const char *dividido(const char *text)
{
    return cuts_with(&SPANISH, text, (ts_setting_rules){.hyphenation = {.patterns = spanish}});
}

/* Lines of LineBreakTest.txt (Unicode 15.0) in which this house differs, by the reason. */
enum { SAMPLE = 128 };

typedef struct sample {
    uint32_t points[SAMPLE];
    bool may[SAMPLE + 1]; /* end a line before this one */
    size_t count;
    int number;
} sample;

/* No line begins with a dash. */
static const int DASHES[] = {
    33, 34, 35, 36, 377, 378, 379, 380, 550, 552, 722, 723, 724, 893, 894, 895, 896, 1065, 1066, 1067, 1068,
    1238, 1239, 1240, 1409, 1410, 1411, 1412, 1582, 1584, 1753, 1754, 1755, 1756, 1925, 1926, 1927, 1928, 2097,
    2098, 2099, 2100, 2269, 2270, 2271, 2272, 2441, 2442, 2443, 2444, 2613, 2614, 2615, 2616, 2785, 2786, 2787,
    2788, 2957, 2958, 2959, 2960, 3129, 3130, 3131, 3132, 3301, 3302, 3303, 3304, 3474, 3475, 3476, 3646, 3647,
    3648, 3817, 3818, 3819, 3820, 3989, 3990, 3991, 3992, 4333, 4334, 4335, 4336, 4505, 4506, 4507, 4508, 4678,
    4680, 4849, 4850, 4851, 4852, 5021, 5022, 5023, 5024, 5194, 5196, 5365, 5366, 5367, 5368, 5537, 5538, 5539,
    5540, 5709, 5710, 5711, 5712, 5881, 5882, 5883, 5884, 6053, 6054, 6055, 6056, 6397, 6398, 6399, 6400, 6570,
    6571, 6572, 6741, 6742, 6743, 6744, 6913, 6914, 6915, 6916, 7085, 7086, 7087, 7088, 7257, 7258, 7259, 7260
};

/* A hyphen without two letters on each side: not a compound that is divided. */
static const int HYPHENS[] = {
    2265, 2267, 2277, 2285, 2301, 2305, 2309, 2313, 2321, 2333, 2337, 2341, 2361, 2365, 2369, 2393, 2397, 2401,
    2409, 2421, 2423, 2425, 2427, 2429, 2431, 7473, 7500, 7506, 7544, 7545
};

/* A figure and its sign, with a space between. */
static const int SIGNS[] = {
    4086, 4090, 4594, 6830
};

/* ICU's own tailoring (its line.txt): a figure goes with the comma or the stop before it, and
 * leaves the space before those behind, as in ".35". */
static const int ICU_NUMBERS[] = {
    2873, 2875, 7477, 7576, 7577, 7578, 7579, 7580, 7581, 7583, 7584, 7585, 7586, 7587
};

/* Spaces within quotation marks (LB 15a and 15b of Unicode 15.1). */
static const int QUOTES[] = {7514, 7519};

static bool by_quote(const sample *s, size_t at)
{
    bool opened = at > 1 && s->points[at - 1] == ' ' && (s->points[at - 2] == 0xAB || s->points[at - 2] == 0x201C);
    return s->may[at] && (opened || s->points[at] == 0xBB || s->points[at] == 0x201D);
}

static bool before_dash(const sample *s, size_t at)
{
    return s->points[at] == 0x2014 && s->may[at];
}

static bool after_hyphen(const sample *s, size_t at)
{
    uint32_t before = s->points[at - 1] == 0x308 ? s->points[at - 2] : s->points[at - 1];
    return before == '-' && s->may[at];
}

static bool at_sign(const sample *s, size_t at)
{
    return s->points[at - 1] == ' ' && (s->points[at] == '0' || s->points[at - 2] == '0') && s->may[at];
}

static bool at_number(const sample *s, size_t at)
{
    uint32_t before = s->points[at - 1] == 0x308 ? s->points[at - 2] : s->points[at - 1];
    bool glued = s->may[at] && (before == '.' || before == ',') && s->points[at] >= '0' && s->points[at] <= '9';
    return glued || (!s->may[at] && before == ' ' && s->points[at] == '.');
}

typedef struct exception {
    const char *reason;
    const int *lines;
    size_t count, seen;
    bool (*holds)(const sample *s, size_t at);
} exception;

#define LINES(list) list, sizeof list / sizeof *list, 0

static exception exceptions[] = {
    {"no line begins with a dash", LINES(DASHES), before_dash},
    {"short compounds stay whole", LINES(HYPHENS), after_hyphen},
    {"a figure and its sign stay together", LINES(SIGNS), at_sign},
    {"no line ends at a space within quotation marks", LINES(QUOTES), by_quote},
    {"numbers as ICU has them", LINES(ICU_NUMBERS), at_number},
};
enum { EXCEPTIONS = sizeof exceptions / sizeof *exceptions };

static bool read_sample(char *line, sample *s)
{
    s->count = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        if (strcmp(word, "\u00D7") == 0 || strcmp(word, "\u00F7") == 0)
            s->may[s->count] = strcmp(word, "\u00F7") == 0;
        else if (s->count < SAMPLE)
            s->points[s->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
    assert_true(s->count < SAMPLE);
    return s->count > 0;
}

static exception *exception_of(int number)
{
    for (size_t e = 0; e < EXCEPTIONS; e++)
        for (size_t i = 0; i < exceptions[e].count; i++)
            if (exceptions[e].lines[i] == number)
                return &exceptions[e];
    return NULL;
}

static void take_difference(const sample *s, size_t at, const exception *e)
{
    if (!e || !e->holds(s, at))
        fail_msg("line %d, before character %zu: a line %s end there%s%s", s->number, at + 1,
                 s->may[at] ? "may" : "may not", e ? ", and this is not because " : "", e ? e->reason : "");
}

static void check_sample(const sample *s)
{
    char text[SAMPLE * 4];
    size_t length = 0, next = 0, differences = 0;
    exception *e = exception_of(s->number);
    for (size_t i = 0; i < s->count; i++)
        length += ts_utf8_put(s->points[i], text + length);
    ts_text_piece piece = {.text = text, .length = length, .type = &ENGLISH};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = &ENGLISH};
    ts_setting setting;
    cut(&setting, &paragraph);
    int32_t unit = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool may = unit > 0 && setting.cuts.items[next].at == unit;
        next += may;
        if (may != s->may[i] && ++differences)
            take_difference(s, i, e);
        ts_unit_next(setting.strip.units, &unit, setting.strip.count);
    }
    assert_int_equal(next + 1, setting.cuts.count);
    if (e && differences)
        e->seen++;
}

static void breaks_are_those_of_unicode_but_where_a_rule_says_otherwise(void **state)
{
    (void)state;
    static sample s;
    char line[4096];
    int samples = 0;
    FILE *file = fopen(LINE_BREAK_TEST, "r");
    if (!file)
        fail_msg("%s is not there (Debian's package unicode-data)", LINE_BREAK_TEST);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "# LineBreakTest-15.0.0.txt\n");
    for (s.number = 2; fgets(line, sizeof line, file); s.number++)
        if (read_sample(line, &s)) {
            check_sample(&s);
            samples++;
        }
    fclose(file);
    assert_int_equal(samples, 7654);
    for (size_t e = 0; e < EXCEPTIONS; e++)
        if (exceptions[e].seen != exceptions[e].count)
            fail_msg("%zu lines are listed because %s, %zu differ", exceptions[e].count, exceptions[e].reason,
                     exceptions[e].seen);
}

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
            assert_string_equal(cuts_with(&type, "one two", (ts_setting_rules){.measure = 0}), "one |two");
        }
    assert_int_equal(setter->breaker_count, TS_BREAKERS);
    const UBreakIterator *first = ts_breaker(setter, "en");
    assert_ptr_equal(ts_breaker(setter, "en"), first);
}

/* ---- ordinary texts */

enum { LONGEST = 5, LANGUAGES = 9 };

static bool icu_agrees(UBreakIterator *iterator, const ts_strip *strip)
{
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, strip->units, strip->count, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at = 1; at < strip->count; at++)
        if (ubrk_isBoundary(iterator, at) != ts_plain_break(strip, at))
            return false;
    return true;
}

static void plain_texts_end_their_lines_where_icu_ends_them(void **state)
{
    (void)state;
    static const UChar LETTERS[] = {'a', 0xE9, 0x0131, '7', ' ', '.', ',', ':', ';', '\'', '"', 0x2018, 0x2019, 0x201C, 0x201D, '$', '%', '-', '&', '(', ')', '+', 0xA0, 0xD7, 0x0180,
                                    0x2013};
    static const char *const TONGUES[LANGUAGES] = {"en-US", "es-MX", "fr", "de", "ja", "ja-u-lw-phrase", "zh", "zh-Hant-TW", "fi"};
    enum { KINDS = sizeof LETTERS / sizeof *LETTERS };
    size_t taken = 0, all = 0;
    for (int language = 0; language < LANGUAGES; language++) {
        UBreakIterator *iterator = ts_breaker(setter, TONGUES[language]);
        for (int32_t count = 1; count <= (language < 1 ? LONGEST : LONGEST - 1); count++) {
            size_t total = 1;
            for (int32_t i = 0; i < count; i++)
                total *= KINDS;
            for (size_t number = 0; number < total; number++, all++) {
                UChar units[LONGEST];
                size_t rest = number;
                for (int32_t i = 0; i < count; i++, rest /= KINDS)
                    units[i] = LETTERS[rest % KINDS];
                ts_strip strip = {.units = units, .count = count};
                bool sure = ts_plain_breaks(&strip, TONGUES[language]);
                if (sure && !icu_agrees(iterator, &strip))
                    fail_msg("%s: text %zu of %d signs", TONGUES[language], number, (int)count);
                taken += sure;
            }
        }
    }
    assert_in_range(taken, all / 50, all / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_are_those_of_unicode_but_where_a_rule_says_otherwise),
        cmocka_unit_test(plain_texts_end_their_lines_where_icu_ends_them),
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
