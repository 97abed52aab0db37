/* Facts and statistics. */

#include "spec/read.h"

/* ---- facts */

const char *const ts_missing_words[] = {"fail", "hide", "tbc", NULL}; /* of a frame */
static const char *const missing_words[] = {"fail", "hide", "tbc", "say", NULL};
const char *const ts_doubt_words[] = {"break", "tie", "mixed-years", "stale", "incomplete", "twice", "nought", "above-all", "total-row", NULL};
static const char *const qualifier_words[] = {"or-more", "about", "nearly", "more-than", "less-than", NULL};

#define T ts_fact_spec
static const ts_member fact_members[] = {
    M("value", SCALAR, value, "The value; a share as a fraction (0.43).", .pick = 1),
    M("unknown", WORD, unknown, "Why there is no value.", .pick = 2),
    M("unit", WORD, unit, "What it counts.", .pattern = TS_P_UNIT, .flags = TS_REQUIRED),
    M("source", WORD, source, "Source.", .pattern = TS_P_NAME),
    M("read", WORD, read, "Day on which it was read.", .pattern = TS_P_DATE),
    M("says", WORD, says, "The words of the source."),
    M("qualifier", CHOICE, qualifier,
      "How exact the source is: 475+, ~97%; the deck's numbers say how it prints.", .words = qualifier_words),
    M("period", SCALAR, period, "What time it is of."),
    M("format", WORD, format, "How it prints.", .pattern = TS_P_NAME),
    M("missing", CHOICE, missing, "What to do when there is no value.", .words = missing_words,
      .initial = "fail"),
    M("instead", WORD, instead, "Missing is \"say\": what is said in its place.", .pattern = TS_P_COPY_KEY),
    M("allow", WORD_MAP, allow, "Doubts that do not matter here, and why.", .key = TS_P_NAME),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("note", WORD, note, "For trace and stats; not printed."),
    M("means", WORD, means, "One line for people who read the list of numbers."),
};
#undef T

static const ts_need fact_needs[] = {
    {"instead", {"missing"}, "missing", NULL},
    {"value", {"source"}, "source", "\"%s\" is quoted: say its source, or give \"unknown\" and \"missing\""},
    {"unknown", {"missing"}, "source", "\"%s\" is unknown: say with \"missing\" what then"},
    {0}};

const ts_shape ts_shape_fact = {
    .name = "fact",
    .what = "a fact",
    .about = "A number quoted from a source that was read, or one that is not known.",
    .size = sizeof(ts_fact_spec),
    .members = fact_members,
    .count = TS_COUNT(fact_members),
    .span = offsetof(ts_fact_spec, span),
    .label = offsetof(ts_fact_spec, name),
    .pick = {"value", "source", NULL, "a fact needs \"value\" and \"source\", or \"unknown\" and \"missing\"",
             NULL, TS_NO_FIELD, TS_NO_FIELD},
    .needs = fact_needs,
    .examples =
        "[{ \"value\": 0.43, \"unit\": \"share\", \"source\": \"study\", \"says\": \"up 43 percent\" }, { "
        "\"unknown\": \"lost in the scan\", \"unit\": \"count\", \"missing\": \"hide\" }]"};

/* ---- statistics */

const char *const ts_method_words[] = {"sql",   "total",         "latest", "share", "growth", "cagr",
                                       "index", "per-day",       "rank",   "top",   "ratio",  "difference",
                                       "mean",  "median",        "weighted-mean",   "others", NULL};

static const char *const order_words[] = {"largest", "smallest", NULL};
static const char *const show_words[] = {"name", "value", "share", "count", NULL};

#define T struct ts_plausible
static const ts_member plausible_members[] = {
    M("from", REAL, from, "Least."),
    M("to", REAL, to, "Most."),
};
#undef T

const ts_shape ts_shape_plausible = {.name = "plausible",
                                     .what = "plausible",
                                     .about = "Bounds; outside is an error.",
                                     .size = sizeof(struct ts_plausible),
                                     .members = plausible_members,
                                     .count = TS_COUNT(plausible_members),
                                     .span = TS_NO_FIELD,
                                     .label = TS_NO_FIELD,
                                     .least = 1};

#define OF(method) (1u << TS_M_##method)
#define MEANS (OF(MEAN) | OF(MEDIAN) | OF(WEIGHTED_MEAN))
#define METHOD(method) .pattern = TS_P_NAME, .pick = 1 + TS_M_##method
#define T ts_stat_spec
static const ts_member stat_members[] = {
    M("sql", OWN, operand, "One row, one column.", .own = &ts_own_lines, .pick = 1 + TS_M_SQL),
    M("total", WORD, operand, "Sum of a series.", METHOD(TOTAL)),
    M("latest", WORD, operand, "Newest value of a series; its moment is {name.period}.", METHOD(LATEST)),
    M("share", WORD, operand, "Part: series or number.", METHOD(SHARE)),
    M("growth", WORD, operand, "Series; or a number, over another.", METHOD(GROWTH)),
    M("cagr", WORD, operand, "Mean growth a year.", METHOD(CAGR)),
    M("index", WORD, operand, "Level, with the base at 100.", METHOD(INDEX)),
    M("per-day", WORD, operand, "Total divided by the days of the period.", METHOD(PER_DAY)),
    M("rank", WORD, operand, "Series by category.", METHOD(RANK)),
    M("top", WORD, operand, "Series by category.", METHOD(TOP)),
    M("ratio", WORD, operand, "Series or number.", METHOD(RATIO)),
    M("difference", WORD, operand, "Series or number.", METHOD(DIFFERENCE)),
    M("mean", WORD, operand, "Of a series: over its categories at a moment, or over its times from one to another.",
      METHOD(MEAN)),
    M("median", WORD, operand, "The same, the one in the middle.", METHOD(MEDIAN)),
    M("weighted-mean", WORD, operand, "Mean of a series, each value with its weight.", METHOD(WEIGHTED_MEAN)),
    M("others", WORD, operand, "Series by category: all beyond the first ones, together.", METHOD(OTHERS)),
    M("at", OWN, at, "The moment.", .own = &ts_own_moment,
      .with = OF(TOTAL) | OF(SHARE) | OF(INDEX) | OF(PER_DAY) | OF(RANK) | OF(TOP) | OF(RATIO) |
              OF(DIFFERENCE) | MEANS | OF(OTHERS)),
    M("from", OWN, from, "First of a span; growth: earlier; cagr: first.", .own = &ts_own_moment,
      .with = OF(TOTAL) | OF(GROWTH) | OF(CAGR) | MEANS),
    M("to", OWN, to, "Last; growth: later; cagr: last.", .own = &ts_own_moment,
      .with = OF(TOTAL) | OF(GROWTH) | OF(CAGR) | MEANS),
    M("only", WORD, only, "One category; share: one category of the part; mean: of each time.",
      .with = OF(TOTAL) | OF(LATEST) | OF(SHARE) | OF(GROWTH) | OF(CAGR) | OF(INDEX) | OF(PER_DAY) | MEANS),
    M("of", WORD, of, "Whole; default: the same series, all categories.", .pattern = TS_P_NAME,
      .with = OF(SHARE)),
    M("over", WORD, over, "The earlier number.", .pattern = TS_P_NAME, .with = OF(GROWTH)),
    M("weights", WORD, weights, "Series; matched by category, or by time.", .pattern = TS_P_NAME,
      .with = OF(WEIGHTED_MEAN)),
    M("base", OWN, base, "Where it is 100.", .own = &ts_own_moment, .with = OF(INDEX)),
    M("days", REAL, days, "Default: the real days, leap years too.", .low = 0, .flags = TS_ABOVE,
      .with = OF(PER_DAY)),
    M("for", WORD, for_, "Which category.", .with = OF(RANK)),
    M("order", CHOICE, order, "1 is the…", .words = order_words, .initial = "largest",
      .with = OF(RANK) | OF(TOP) | OF(OTHERS)),
    M("place", WHOLE, place, "Which place; default 1.", .low = 1, .high = 1000000, .initial = "1",
      .with = OF(TOP)),
    M("beyond", WHOLE, beyond, "How many places are not among them.", .low = 1, .high = 1000000,
      .with = OF(OTHERS)),
    M("show", CHOICE, show, "What to give: top name (the default), value or share; others value (the default), share or count.",
      .words = show_words, .with = OF(TOP) | OF(OTHERS)),
    M("labels", WORD, labels, "Where the deck has the categories' names.", .pattern = TS_P_COPY_KEY,
      .with = OF(TOP)),
    M("per", WORD, per, "Divisor.", .pattern = TS_P_NAME, .with = OF(RATIO)),
    M("minus", WORD, minus, "What is taken off.", .pattern = TS_P_NAME, .with = OF(DIFFERENCE)),
    M("unit", WORD, unit, "Default: from the series or method.", .pattern = TS_P_UNIT),
    M("format", WORD, format, "How it prints when nothing else is said.", .pattern = TS_P_NAME),
    M("missing", CHOICE, missing,
      "What to do when there is no value. hide: the frame goes and its row closes up; tbc: a marked gap "
      "in a draft, else an error; say: the text of \"instead\"; fail: stop.",
      .words = missing_words, .initial = "fail"),
    M("instead", WORD, instead, "Missing is \"say\": what is said in its place.", .pattern = TS_P_COPY_KEY),
    M("expect", WORD, expect,
      "What it must print in the first language with default parameters. A change stops the press, not the "
      "draft."),
    M("allow", WORD_MAP, allow, "Doubts that do not matter here, and why.", .key = TS_P_NAME),
    M("plausible", SHAPE, plausible, "Bounds; outside is an error.", .shape = &ts_shape_plausible),
    M("sources", WORDS, sources, "Default: those of the data.", .pattern = TS_P_NAME),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("note", WORD, note, "For trace and stats; not printed."),
    M("means", WORD, means, "One line for people who read the list of numbers."),
};
#undef T

static bool finish_stat(ts_reader *reader, const ts_json *json, void *object)
{
    (void)reader;
    ts_stat_spec *stat = object;
    stat->sources_given = ts_json_member(json, "sources") != NULL;
    return true;
}

static const ts_need stat_needs[] = {
    {"sql", {"unit"}, "method", NULL},         {"cagr", {"from", "to"}, "method", NULL},
    {"index", {"base"}, "method", NULL},       {"rank", {"for"}, "method", NULL},
    {"ratio", {"per"}, "method", NULL},        {"difference", {"minus"}, "method", NULL},
    {"others", {"beyond"}, "method", NULL},    {"weighted-mean", {"weights"}, "method", NULL},
    {"instead", {"missing"}, "missing", NULL}, {"growth", {"from", "to"}, "method", NULL, "over"},
    {0}};

const ts_shape ts_shape_stat = {
    .name = "stat",
    .what = "a stat",
    .about = "A number computed from tables by one method; read it aloud: \"growth\" of goods \"from\" 2019 "
             "\"to\" "
             "2024.",
    .size = sizeof(ts_stat_spec),
    .members = stat_members,
    .count = TS_COUNT(stat_members),
    .span = offsetof(ts_stat_spec, span),
    .label = offsetof(ts_stat_spec, name),
    .pick = {"method", "method", NULL, NULL, NULL, offsetof(ts_stat_spec, method), TS_NO_FIELD},
    .needs = stat_needs,
    .finish = finish_stat,
    .examples =
        "[{ \"total\": \"goods\", \"at\": \"{year}\", \"format\": \"short\", \"expect\": \"$1.6T\" }, { "
        "\"growth\": \"goods\", \"from\": 2019, \"to\": 2024 }, { \"rank\": \"by-state\", \"for\": "
        "\"{state}\" }, { \"sql\": \"select count(*) from ports\", \"unit\": \"count\" }]"};
