/* Right numbers that may mislead: each doubt, what it is not, and the reason that lifts it. */
#include "fixture.h"

static const char TEXT[] = "{ \"text\": \"title\", \"style\": \"body\" }";

#define BREAKING                                                                                                \
    "\"cut\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"partner\": [\"Aria\", \"Bela\"] }, "      \
    "\"over\": \"year\", \"unit\": \"USD\", \"breaks\": [{ \"at\": 2020, \"note\": \"title\" }] }"

static size_t doubts_told(const fixture *f)
{
    static const char *const rules[] = {"break", "tie", "mixed-years", "stale", "incomplete"};
    size_t told = 0;
    for (size_t i = 0; i < f->diags.count; i++)
        for (size_t r = 0; r < 5; r++)
            told += strcmp(f->diags.items[i].rule, rules[r]) == 0;
    return told;
}

typedef struct doubtful {
    const char *stats, *name, *rule, *part; /* rule NULL: no doubt */
} doubtful;

static void try_one(const doubtful *c, const char *facts)
{
    const parts p = {.series = BREAKING, .facts = facts, .stats = c->stats, .body = TEXT};
    fixture f = make_sheet(&p);
    assert_good(&f);
    if (doubts_told(&f) != (c->rule ? 1u : 0u))
        fail_msg("%zu doubts about %s", doubts_told(&f), c->stats);
    assert_int_equal(number(&f, c->name)->doubts.count, c->rule ? 1 : 0);
    if (c->rule) {
        const ts_diag *diag = find_diag(&f, c->rule, c->part);
        assert_non_null(diag);
        assert_int_equal(diag->severity, TS_WARNING);
        assert_null(number(&f, c->name)->doubts.items[0].reason);
    }
    close_sheet(&f);
}

static void each_doubt_and_what_is_none(void **state)
{
    (void)state;
    const doubtful cases[] = {
        {"\"s\": { \"growth\": \"cut\", \"from\": 2019, \"to\": 2024 }", "s", "break", "\"cut\" is counted another way from 2020 on"},
        {"\"s\": { \"cagr\": \"cut\", \"from\": 2019, \"to\": 2024 }", "s", "break", "\"s\" compares across a break"},
        {"\"s\": { \"index\": \"cut\", \"base\": 2019, \"at\": 2020 }", "s", "break", "\"s\" compares across a break"},
        {"\"s\": { \"growth\": \"cut\", \"from\": 2020, \"to\": 2024 }", "s", NULL, NULL},
        {"\"s\": { \"growth\": \"all\", \"from\": 2019, \"to\": 2024 }", "s", NULL, NULL},
        {"\"s\": { \"difference\": \"b\", \"minus\": \"a\" }, \"a\": { \"total\": \"cut\", \"at\": 2019 }, \"b\": { \"total\": "
         "\"cut\", \"at\": 2024 }",
         "s", "break", "\"s\" compares across a break"},
        {"\"s\": { \"growth\": \"b\", \"over\": \"a\" }, \"a\": { \"total\": \"cut\", \"at\": 2019 }, \"b\": { \"per-day\": "
         "\"cut\", \"at\": 2024 }",
         "s", "break", "\"s\" compares across a break"},
        {"\"s\": { \"total\": \"cut\", \"at\": 2019 }", "s", NULL, NULL},
        {"\"s\": { \"rank\": \"by-partner\", \"for\": \"Aria\", \"at\": 2020 }", "s", "tie", "Bela has the same value"},
        {"\"s\": { \"top\": \"by-partner\", \"at\": 2020 }", "s", "tie", "Bela has the same value"},
        {"\"s\": { \"top\": \"by-partner\", \"at\": 2020, \"show\": \"value\" }", "s", NULL, NULL},
        {"\"s\": { \"rank\": \"by-partner\", \"for\": \"Aria\", \"at\": 2019 }", "s", NULL, NULL},
        {"\"s\": { \"ratio\": \"t\", \"per\": \"heads\" }, \"t\": { \"total\": \"all\", \"at\": 2024 }", "s", "mixed-years",
         "\"t\" is of 2024, \"heads\" of 2023"},
        {"\"s\": { \"ratio\": \"all\", \"per\": \"heads\", \"at\": 2020 }", "s", "mixed-years", "\"all\" is of 2020"},
        {"\"s\": { \"ratio\": \"t\", \"per\": \"counted\" }, \"t\": { \"total\": \"all\", \"at\": 2024 }", "s", NULL, NULL},
        {"\"s\": { \"ratio\": \"t\", \"per\": \"heads\" }, \"t\": { \"share\": \"by-partner\", \"only\": \"Aria\", \"at\": 2020 }", "s",
         "mixed-years", "\"t\" is of 2020"},
        {"\"s\": { \"difference\": \"t\", \"minus\": \"u\" }, \"t\": { \"total\": \"all\", \"at\": 2024 }, \"u\": { \"total\": "
         "\"all\", \"at\": 2019 }",
         "s", NULL, NULL} /* one series: a change over time */};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        try_one(&cases[i], "\"heads\": { \"value\": 10, \"unit\": \"count\", \"source\": \"study\", \"period\": 2023 }, \"counted\": { "
                           "\"value\": 10, \"unit\": \"count\", \"source\": \"study\", \"period\": \"2024-07-01\" }");
}

/* Charts that take the newest: what is read against each other, and an "at" that says that it is meant. */
static void charts_of_different_years_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        size_t told;
        const char *part;
    } cases[] = {
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"old\" } }", 1,
         "series \"old\" is shown as of 2020, and \"by-partner\" in another chart of the page as of 2024: say \"at\", a moment or \"latest\""},
        {"{ \"chart\": { \"bars\": [\"by-partner\", \"old\"], \"labels\": \"names\" } }", 1, "series \"old\" is shown as of 2020, and \"by-partner\" beside it as of 2024"},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"dots\": [\"old\", \"by-partner\"], \"labels\": \"names\" } }", 1, "\"old\" is shown as of 2020"},
        {"{ \"chart\": { \"table\": [\"by-partner\", \"old\"], \"heads\": \"names\" } }", 1, "\"old\" is shown as of 2020"},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"old\", \"at\": \"latest\" } }", 0, NULL},
        {"{ \"chart\": { \"bars\": \"by-partner\", \"at\": 2024 } }, { \"chart\": { \"bars\": \"old\" } }", 1, "\"old\" is shown as of 2020"},
        {"{ \"chart\": { \"bars\": \"old\" } }, { \"chart\": { \"bars\": \"by-partner\", \"at\": 2024 } }", 1,
         "series \"old\" is shown as of 2020, and \"by-partner\" in another chart of the page as of 2024"},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"old\", \"at\": 2019 } }", 0, NULL}, /* an earlier one is meant */
        {"{ \"chart\": { \"bars\": \"by-partner\", \"at\": 2024 } }, { \"chart\": { \"bars\": \"old\", \"at\": \"latest\" } }", 0, NULL},
        {"{ \"chart\": { \"donut\": \"old\", \"center\": \"gone\" } }, { \"chart\": { \"bars\": \"by-partner\" } }", 0, NULL}, /* it is not there */
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"donut\": \"old\", \"center\": \"gone\" } }", 0, NULL},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"donut\": \"old\", \"center\": \"here\" } }", 1, "\"old\" is shown as of 2020"},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"by-partner\" } }", 0, NULL},
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"rows\" } }", 0, NULL},     /* another unit */
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"bars\": \"elsewhere\" } }", 0, NULL}, /* of another source */
        {"{ \"chart\": { \"bars\": \"by-partner\" } }, { \"chart\": { \"line\": \"cut\", \"labels\": \"names\" } }", 0, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const parts p = {.copy = "\"names\": { \"old\": \"Old\", \"by-partner\": \"New\", \"cut\": \"Cut\", \"aria\": \"Aria\", \"bela\": \"Bela\", \"cora\": \"Cora\" }",
                         .series = BREAKING ", \"old\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"year\": { \"to\": 2020 } }, \"over\": \"year\", \"by\": \"partner\", \"unit\": \"USD\" },\n"
                                   "\"rows\": { \"table\": \"flows\", \"count\": \"rows\", \"where\": { \"year\": { \"to\": 2020 } }, \"over\": \"year\", \"by\": \"partner\", \"unit\": \"count\" },\n"
                                   "\"elsewhere\": { \"sql\": \"select '2019' as time, partner as category, sum(value) as value from flows where year = 2019 group by 2\", \"unit\": \"USD\", \"sources\": [\"study\"] }",
                         .facts = "\"gone\": { \"unknown\": \"torn off\", \"unit\": \"count\", \"missing\": \"hide\" }, "
                                  "\"here\": { \"value\": 3, \"unit\": \"count\", \"source\": \"study\" }",
                         .body = cases[i].body};
        fixture f = make_sheet(&p);
        assert_good(&f);
        size_t told = 0;
        for (size_t k = 0; k < f.diags.count; k++)
            told += strcmp(f.diags.items[k].rule, "mixed-years") == 0;
        if (told != cases[i].told)
            fail_msg("%zu told of %s", told, cases[i].body);
        assert_int_equal(!cases[i].part, !told);
        if (cases[i].part)
            assert_non_null(find_diag(&f, "mixed-years", cases[i].part));
        close_sheet(&f);
    }
}

static void a_reason_lifts_a_doubt_and_is_kept(void **state)
{
    (void)state;
    const parts p = {.series = BREAKING,
                     .stats = "\"s\": { \"growth\": \"cut\", \"from\": 2019, \"to\": 2024, \"allow\": { \"break\": \"the caveat is "
                              "printed\" } }, \"t\": { \"difference\": \"s\", \"minus\": \"u\" }, \"u\": { \"growth\": \"cut\", \"from\": "
                              "2020, \"to\": 2024 }, \"v\": { \"total\": \"cut\", \"at\": 2024, \"allow\": { \"tie\": \"there is none "
                              "here\" } }",
                     .body = TEXT};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_int_equal(number(&f, "s")->doubts.count, 1);
    assert_string_equal(number(&f, "s")->doubts.items[0].reason, "the caveat is printed");
    assert_string_equal(number(&f, "s")->doubts.items[0].series, "cut");
    assert_non_null(find_diag(&f, "allow", "\"tie\" is allowed, and nothing breaks it"));
    assert_null(find_diag(&f, "break", ""));
    close_sheet(&f);
}

static void what_is_stale_at_the_date_of_the_sheet(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        size_t warnings;
    } cases[] = {
        {"\"date\": \"2025-12-31\", \"stale\": 12,", 0}, /* 2024 ended on its last day: twelve months */
        {"\"date\": \"2026-01-01\", \"stale\": 12,", 3}, /* all, by-partner, and the fact */
        {"\"date\": \"2026-01-01\", \"stale\": 13,", 0},
        {"\"date\": \"2099-01-01\",", 0}, /* nothing is said of age */
        {"\"stale\": 1,", 0},             /* and the clock is not asked */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const parts p = {.more = cases[i].more,
                         .facts = "\"heads\": { \"value\": 10, \"unit\": \"count\", \"source\": \"study\", \"read\": \"2024-12-31\" }, "
                                  "\"old\": { \"value\": 10, \"unit\": \"count\", \"source\": \"study\", \"read\": \"1999-12-31\", "
                                  "\"allow\": { \"stale\": \"it was never counted again\" } }",
                         .stats = "\"s\": { \"latest\": \"all\" }",
                         .body = TEXT};
        fixture f = make_sheet(&p);
        assert_good(&f);
        assert_int_equal(doubts_told(&f), cases[i].warnings);
        assert_int_equal(number(&f, "s")->doubts.count, cases[i].warnings ? 1 : 0);
        close_sheet(&f);
    }
}

static void a_stale_source_may_be_allowed(void **state)
{
    (void)state;
    for (int allowed = 0; allowed < 2; allowed++) {
        const parts p = {.more = "\"date\": \"2026-01-01\", \"stale\": 48,",
                         .sources = allowed ? "\"atlas\": { \"publisher\": \"Office\", \"title\": \"Atlas\", \"read\": \"2001-01-01\", "
                                              "\"allow\": { \"stale\": \"the border has not moved\" } }"
                                            : "\"atlas\": { \"publisher\": \"Office\", \"title\": \"Atlas\", \"read\": \"2001-01-01\" }",
                         .body = TEXT};
        fixture f = make_sheet(&p);
        assert_good(&f);
        assert_int_equal(find_diag(&f, "stale", "source \"atlas\"") != NULL, !allowed);
        close_sheet(&f);
    }
}

static void a_sum_that_passes_over_cells(void **state)
{
    (void)state;
    for (int allowed = 0; allowed < 2; allowed++) {
        const parts p = {.series = allowed ? "\"sums\": { \"table\": \"flows\", \"sum\": \"value\", \"over\": \"year\", \"unit\": \"USD\", "
                                             "\"allow\": { \"incomplete\": \"Cora has no border crossing\" } }"
                                           : "\"sums\": { \"table\": \"flows\", \"sum\": \"value\", \"over\": \"year\", \"unit\": \"USD\" }",
                         .stats = "\"s\": { \"total\": \"sums\" }",
                         .body = TEXT};
        fixture f = make_sheet(&p);
        assert_good(&f);
        const ts_diag *diag = find_diag(&f, "incomplete", "series \"sums\" leaves out 1 cell without a value in 2024");
        assert_int_equal(diag != NULL, !allowed);
        assert_int_equal(number(&f, "s")->doubts.count, 1);
        assert_int_equal(number(&f, "s")->doubts.items[0].reason != NULL, allowed);
        close_sheet(&f);
    }
}

/* ---- missing */

static fixture missing(const char *what, const char *body, bool draft)
{
    const char *stats = strcmp(what, "say") == 0 ? "\"gone\": { \"total\": \"all\", \"at\": 1999, \"missing\": \"say\", \"instead\": \"none\" }"
                      : strcmp(what, "hide") == 0 ? "\"gone\": { \"total\": \"all\", \"at\": 1999, \"missing\": \"hide\" }"
                      : strcmp(what, "tbc") == 0  ? "\"gone\": { \"total\": \"all\", \"at\": 1999, \"missing\": \"tbc\" }"
                                                  : "\"gone\": { \"total\": \"all\", \"at\": 1999, \"missing\": \"fail\" }";
    const parts p = {.copy = "\"none\": \"not **yet** counted\", \"words\": \"It is {gone}.\"", .stats = stats, .body = body};
    fixture f = open_sheet(&p);
    f.request.draft = draft;
    make(&f);
    return f;
}

static const char VALUE[] = "{ \"value\": \"gone\", \"style\": \"body\" }, { \"text\": \"title\", \"style\": \"body\" }";
static const char WORDS[] = "{ \"text\": \"words\", \"style\": \"body\" }";

static void each_way_of_missing_in_a_frame(void **state)
{
    (void)state;
    fixture f = missing("fail", VALUE, false);
    assert_error(&f, "moment", "series \"all\" has nothing in 1999");
    assert_non_null(find_diag(&f, "value", "so \"gone\" has no value here"));
    close_sheet(&f);
    f = missing("hide", VALUE, false);
    assert_good(&f);
    assert_int_equal(f.edition->pages[0].body_count, 1);
    close_sheet(&f);
    f = missing("tbc", VALUE, true);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "#[\u2026]");
    close_sheet(&f);
    f = missing("say", VALUE, false);
    assert_good(&f);
    assert_shown(&f, frame_at(&f, 0)->text, "not <b>yet</b> counted");
    assert_string_equal(frame_at(&f, 0)->text->paragraphs[0].pieces[1].value, "gone");
    close_sheet(&f);
}

static void each_way_of_missing_in_running_text(void **state)
{
    (void)state;
    static const char *const errors[] = {"fail", "hide", "tbc"};
    for (size_t i = 0; i < 3; i++) {
        fixture f = missing(errors[i], WORDS, false);
        assert_error(&f, "moment", "series \"all\" has nothing in 1999");
        assert_non_null(find_diag(&f, "value", "so \"gone\" has no value here"));
        close_sheet(&f);
        f = missing(errors[i], WORDS, true);
        assert_good(&f);
        assert_int_equal(find_diag(&f, "moment", "series \"all\" has nothing in 1999")->severity, TS_WARNING);
        assert_shown(&f, frame_at(&f, 0)->text, "It is #[\u2026].");
        close_sheet(&f);
    }
    for (int draft = 0; draft < 2; draft++) {
        fixture f = missing("say", WORDS, draft);
        assert_good(&f);
        assert_shown(&f, frame_at(&f, 0)->text, "It is not <b>yet</b> counted.");
        close_sheet(&f);
    }
}

static void what_is_said_does_not_say_itself(void **state)
{
    (void)state;
    const parts p = {.copy = "\"none\": \"no {gone}\"",
                     .stats = "\"gone\": { \"total\": \"all\", \"at\": 1999, \"missing\": \"say\", \"instead\": \"none\" }",
                     .body = VALUE};
    fixture f = make_sheet(&p);
    assert_error(&f, "circle", "\"gone\" is said in the text that stands in its place");
    close_sheet(&f);
}

#define TINY                                                                                                                          \
    "\"g\": { \"value\": 0.0031, \"unit\": \"share\", \"source\": \"study\" }, \"z\": { \"value\": 0, \"unit\": \"share\", \"source\": "    \
    "\"study\" }, \"rest\": { \"value\": 0.9969, \"unit\": \"share\", \"source\": \"study\" }, \"near\": { \"value\": 400, \"unit\": "         \
    "\"count\", \"source\": \"study\", \"format\": \"thousands\" }, \"p\": { \"value\": 0.0002, \"unit\": \"points\", \"source\": "          \
    "\"study\" }, \"less\": { \"value\": 0.0031, \"unit\": \"share\", \"source\": \"study\", \"format\": \"fair\" }, \"few\": { \"value\": "  \
    "0.2, \"unit\": \"count\", \"source\": \"study\", \"format\": \"words\" }, \"known\": { \"value\": 0.004, \"unit\": \"share\", "           \
    "\"source\": \"study\", \"allow\": { \"nought\": \"the text says so\" } }, \"hardly\": { \"value\": -0.0004, \"unit\": \"share\", \"source\": \"study\", \"format\": \"fair\" }, \"thirst\": { \"value\": 0.4, \"unit\": \"number\", "       \
    "\"source\": \"study\" }, \"thirsty\": { \"value\": 10.4, \"unit\": \"number\", \"source\": \"study\" }"

static size_t noughts_told(const fixture *f)
{
    size_t told = 0;
    for (size_t i = 0; i < f->diags.count; i++)
        told += strcmp(f->diags.items[i].rule, "nought") == 0;
    return told;
}

/* Those that charts may have no room for: what the layout is to tell. */
static bool waits(const fixture *f, const char *part)
{
    for (size_t i = 0; i < f->edition->noughts.count; i++) {
        const char *says = ts_nought_says(f->arena, f->edition->formatter, &f->edition->noughts.items[i]);
        if (says && strstr(says, part))
            return true;
    }
    return false;
}

/* Where it is printed, in each kind of place; what is nought, what shows a digit and what is printed nowhere keep silent. */
static void a_nought_that_is_none_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *body, *part; /* part NULL: nothing is told */
    } cases[] = {
        {"{g}", NULL, "\"g\" is 0.0031 and prints as nought (\"0%\"): 1 decimal would print 0.3%"},
        {"{g as tenth}", NULL, NULL},
        {"{g as inwords}", NULL, "\"g\" is 0.0031 and prints as nought (\"0\u00A0percent\"): 1 decimal would print 0.3\u00A0percent"},
        {"{z} {rest}", NULL, NULL},
        {"{near}", NULL, "\"near\" is 400 and prints as nought (\"0\"): \"nearest\" rounds it away"},
        {"{near as millions}", NULL, "\"near\" is 400 and prints as nought (\"0\"): \"nearest\" rounds it away"},
        {"{g as full}", NULL, "\"g\" is 0.0031 and prints as nought (\"0\"): 3 decimals would print 0.003"},
        {"{near as full}", NULL, NULL},
        {"{p as signed}", NULL, "\"p\" is 0.0002 and prints as nought (\"0\u00A0points\"): 2 decimals would print 0.02\u00A0points"},
        {"{less}", NULL, NULL},
        {"{hardly}", NULL, NULL}, /* "~0%" says that it is not just that */
        {"{few}", NULL, "\"few\" is 0.2 and prints as nought (\"zero\"): 1 decimal would print 0.2"},
        {"{known}", NULL, NULL},
        {"{thirst as road}", NULL, "\"thirst\" is 0.4 and prints as nought (\"0 L/100 km\")"}, /* the 100 is not its own */
        {"{thirsty as road} {z as road}", NULL, NULL},
        {"-", "{ \"value\": \"g\", \"style\": \"body\" }", "\"g\" is 0.0031"},
        {"-", "{ \"value\": \"z\", \"style\": \"body\" }", NULL},
        {"-", "{ \"chart\": { \"stacked\": [{ \"name\": \"title\", \"value\": \"g\" }, { \"name\": \"title\", \"value\": \"rest\" }] } }", "\"g\" is 0.0031"},
        {"-", "{ \"chart\": { \"stacked\": [{ \"name\": \"title\", \"value\": \"g\" }, { \"name\": \"title\", \"rest\": true }] } }", "\"g\" is 0.0031"},
        {"-", "{ \"chart\": { \"table\": [{ \"name\": \"title\", \"values\": [\"g\", \"z\"] }] } }", "\"g\" is 0.0031"},
        {"-", "{ \"chart\": { \"bullet\": [{ \"name\": \"title\", \"value\": \"rest\", \"target\": \"g\" }, { \"name\": \"t\", \"value\": \"z\" }] } }", "\"g\" is 0.0031"},
        {"-", "{ \"chart\": { \"donut\": \"by-partner\", \"at\": 2019, \"center\": \"g\" } }", "\"g\" is 0.0031"},
        {"-", "{ \"chart\": { \"bars\": \"small\", \"labels\": \"names\" } }",
         "\"small/Aria/2024\" is 0.00012 and prints as nought (\"$0\"): 4 decimals would print $0.0001"},
        {"-", "{ \"chart\": { \"bars\": \"small\", \"labels\": \"names\", \"values\": \"none\" } }", NULL},
        {"-", "{ \"chart\": { \"columns\": \"small\", \"at\": 2024, \"labels\": \"names\", \"axis\": true } }", NULL},
        {"-", "{ \"chart\": { \"line\": \"thin\", \"labels\": \"names\" } }", NULL}, /* 100 at its end: what it begins with is printed nowhere */
        {"-", "{ \"chart\": { \"line\": \"fading\", \"labels\": \"names\" } }", "\"fading/2024\" is 0.01 and prints as nought"},
        {"-", "{ \"chart\": { \"line\": \"fading\", \"labels\": \"names\", \"ends\": \"name\" } }", NULL},
        {"-", "{ \"chart\": { \"spark\": \"fading\", \"labels\": \"names\" } }", NULL},
        {"-", "{ \"chart\": { \"slope\": \"thin\", \"from\": 2019, \"to\": 2024, \"labels\": \"names\" } }", "\"thin/2019\" is 0.01 and prints as nought"},
        {"-", "{ \"chart\": { \"donut\": \"lean\", \"labels\": \"names\" } }", "\"lean/Aria/2024\" is 0.001398"},
        {"-", "{ \"chart\": { \"donut\": \"lean\", \"labels\": \"names\", \"values\": \"tenth\" } }", NULL},
        {"-", "{ \"chart\": { \"donut\": \"lean\", \"labels\": \"names\", \"values\": \"thousands\" } }", "\"lean/Bela/2024\" is 0.9986 of the whole and prints as nought (\"$0\")"},
        {"-", "{ \"chart\": { \"table\": [\"small\"] , \"heads\": \"names\" } }", "\"small/Aria/2024\" is 0.00012"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char copy[400];
        snprintf(copy, sizeof copy, "\"t\": \"%s\", \"names\": { \"small\": \"S\", \"thin\": \"T\", \"fading\": \"F\", \"aria\": \"Aria\", \"bela\": \"Bela\", \"cora\": \"Cora\" }", cases[i].text);
        const parts p = {.copy = copy, .facts = TINY, .body = cases[i].body ? cases[i].body : "{ \"text\": \"t\", \"style\": \"body\" }",
                         .series = "\"small\": { \"sql\": \"select year as time, partner as category, value / 1000000.0 as value from flows where value\", \"unit\": \"USD\", \"sources\": [\"study\"] }, "
                                   "\"fading\": { \"sql\": \"select year as time, case year when 2024 then 0.01 else 100 end as value from flows group by 1\", \"unit\": \"USD\", \"sources\": [\"study\"] }, "
                                   "\"thin\": { \"sql\": \"select year as time, case year when 2019 then 0.01 else 100 end as value from flows group by 1\", \"unit\": \"USD\", \"sources\": [\"study\"] }, "
                                   "\"lean\": { \"sql\": \"select year as time, partner as category, case partner when 'Aria' then 0.14 else 100 end as value from flows where value\", \"unit\": \"USD\", \"sources\": [\"study\"] }",
                         .more = "\"formats\": { \"tenth\": { \"as\": \"percent\", \"decimals\": 1 }, \"inwords\": { \"as\": \"percent-words\" }, \"thousands\": { \"as\": \"full\", \"nearest\": 1000 }, \"millions\": { \"as\": \"full\", \"nearest\": 1000000 }, "
                                 "\"signed\": { \"as\": \"short\", \"sign\": \"always\" }, \"words\": { \"as\": \"words\" }, \"fair\": { \"as\": \"percent\", \"qualifier\": \"auto\" }, "
                                 "\"road\": { \"as\": \"skeleton\", \"skeleton\": \"unit/liter-per-100-kilometer precision-integer\" } },"};
        fixture f = make_sheet(&p);
        assert_good(&f);
        size_t told = noughts_told(&f), waiting = f.edition->noughts.count;
        bool good = cases[i].part ? told < 2 && !(told && waiting) && (waits(&f, cases[i].part) || find_diag(&f, "nought", cases[i].part)) : !told && !waiting;
        if (!good) {
            ts_diags_print(&f.diags, stderr);
            fail_msg("%zu told and %zu waiting of %s %s, not %s", told, waiting, cases[i].text, or_nothing(cases[i].body), or_nothing(cases[i].part));
        }
        close_sheet(&f);
    }
}

/* In its own format at the number, else at the place; once for a print; it stays with the number. */
static void where_a_nought_is_told(void **state)
{
    (void)state;
    const parts p = {.copy = "\"t\": \"{g} {g} {g as inwords} {known}\"", .facts = TINY,
                     .stats = "\"d\": { \"difference\": \"g\", \"minus\": \"z\", \"allow\": { \"nought\": \"there is none here\" } }",
                     .more = "\"formats\": { \"inwords\": { \"as\": \"percent-words\" }, \"thousands\": { \"as\": \"full\", \"nearest\": 1000 }, \"words\": { \"as\": \"words\" }, \"fair\": { \"as\": \"percent\" } },",
                     .body = "{ \"text\": \"t\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_int_equal(noughts_told(&f), 2);
    const ts_diag *own = find_diag(&f, "nought", "(\"0%\")"), *there = find_diag(&f, "nought", "percent\")");
    assert_int_equal(own->severity, TS_WARNING);
    assert_true(own->span.begin == number(&f, "g")->span.begin && own->span.source == number(&f, "g")->span.source);
    assert_true(there->span.begin != own->span.begin);
    assert_int_equal(number(&f, "g")->doubts.count, 2);
    assert_int_equal(number(&f, "known")->doubts.count, 1);
    assert_string_equal(number(&f, "known")->doubts.items[0].reason, "the text says so");
    assert_int_equal(number(&f, "rest")->doubts.count, 0); /* it is printed nowhere */
    assert_non_null(find_diag(&f, "allow", "\"nought\" is allowed, and nothing breaks it"));
    close_sheet(&f);
}

/* What this edition leaves out may be what it is allowed for. */
static void a_nought_may_be_allowed_for_what_is_not_printed_now(void **state)
{
    (void)state;
    static const struct {
        const char *copy, *body;
        bool told;
    } cases[] = {
        {"\"t\": \"-\"", "{ \"text\": \"t\", \"style\": \"body\" }", true},
        {"\"t\": \"{d as tenth}\"", "{ \"text\": \"t\", \"style\": \"body\" }", true},
        {"\"t\": \"{d}\"", "{ \"text\": \"t\", \"style\": \"body\" }", false},
        {"\"t\": \"{d}\"", "{ \"text\": \"t\", \"style\": \"body\", \"when\": \"g > 1\" }", false},
        {"\"t\": [{ \"when\": \"g > 1\", \"say\": \"{d}\" }, { \"say\": \"-\" }]", "{ \"text\": \"t\", \"style\": \"body\" }", false},
        {"\"t\": \"-\"", "{ \"text\": \"t\", \"style\": \"body\", \"when\": \"g < 1\" }", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const parts p = {.copy = cases[i].copy, .facts = TINY, .body = cases[i].body,
                         .stats = "\"d\": { \"difference\": \"g\", \"minus\": \"z\", \"format\": \"fair\", \"allow\": { \"nought\": \"the text says so\" } }",
                         .more = "\"formats\": { \"tenth\": { \"as\": \"percent\", \"decimals\": 1 }, \"thousands\": { \"as\": \"full\" }, \"words\": { \"as\": \"words\" }, \"fair\": { \"as\": \"percent\" } },"};
        fixture f = make_sheet(&p);
        assert_good(&f);
        if (!find_diag(&f, "allow", "\"nought\" is allowed") == cases[i].told)
            fail_msg("%s %s %s", cases[i].copy, cases[i].body, cases[i].told ? "is not told" : "is told");
        close_sheet(&f);
    }
}

static void noughts_of_pages_at_fault_are_not_told(void **state)
{
    (void)state;
    const parts p = {.copy = "\"t\": \"{g} {gone}\"", .facts = TINY, .stats = "\"gone\": { \"total\": \"all\", \"at\": 1999 }",
                     .more = "\"formats\": { \"thousands\": { \"as\": \"full\" }, \"words\": { \"as\": \"words\" }, \"fair\": { \"as\": \"percent\" } },",
                     .body = "{ \"text\": \"t\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_int_equal(f.diags.errors, 1);
    assert_int_equal(noughts_told(&f), 0);
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_doubt_and_what_is_none),
        cmocka_unit_test(charts_of_different_years_are_told),
        cmocka_unit_test(a_reason_lifts_a_doubt_and_is_kept),
        cmocka_unit_test(what_is_stale_at_the_date_of_the_sheet),
        cmocka_unit_test(a_stale_source_may_be_allowed),
        cmocka_unit_test(a_sum_that_passes_over_cells),
        cmocka_unit_test(a_nought_that_is_none_is_told),
        cmocka_unit_test(where_a_nought_is_told),
        cmocka_unit_test(a_nought_may_be_allowed_for_what_is_not_printed_now),
        cmocka_unit_test(noughts_of_pages_at_fault_are_not_told),
        cmocka_unit_test(each_way_of_missing_in_a_frame),
        cmocka_unit_test(each_way_of_missing_in_running_text),
        cmocka_unit_test(what_is_said_does_not_say_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
