/* Mistakes in tables, series, statistics and facts, and in the charts that show them. */
#include "mistakes.h"

#include "spec/pattern.h"

static const mistake mistakes[] = {
    /* numbers */
    {"TABLES", ", \"t\": { \"file\": \"t.csv\", \"source\": ~\"btz\" }", "source",
     "unknown source \"btz\" (did you mean \"bts\"?)"},
    {"TABLES", ", ~\"t\": { \"file\": \"t.csv\" }", "required", "a table needs \"source\""},
    {"TABLES", ", \"t\": { \"file\": \"{stat}.csv\", \"source\": \"bts\" }", "param",
     "no parameter \"stat\""},
    {"SERIES", ", \"s\": { \"table\": ~\"trade\", \"sum\": \"v\", \"unit\": \"USD\" }", "table", NULL},
    {"SERIES", ", \"s\": { ~\"sum\": \"v\", \"unit\": \"USD\" }", "method", "sum needs \"table\""},
    {"SERIES", ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"where\": { \"year\": { \"from\": ~2024, \"to\": 2019 } }, \"unit\": \"USD\" }", "where",
     "\"year\" from 2024 to 2019 holds no row: turn them round"},
    {"SERIES", ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"where\": { \"day\": { \"from\": ~\"2024-03\", \"to\": \"2024-02\" } }, \"unit\": \"USD\" }", "where",
     "\"day\" from \"2024-03\" to \"2024-02\" holds no row: turn them round"},
    {"SERIES", ", \"s\": { ~\"table\": \"us_trade\", \"sql\": \"select 1\", \"unit\": \"USD\" }", "option",
     "\"table\" belongs to sum, mean, minimum, maximum, count"},
    {"SERIES", ", \"s\": { \"sql\": ~\"drop table t\", \"unit\": \"USD\" }", "sql",
     "\"drop table t\" is no SELECT: it begins with select or with"},
    {"SERIES",
     ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"where\": { \"a\": ~\"{b}\" }, \"unit\": \"USD\" "
     "}",
     "param", "no parameter \"b\""},
    {"SERIES",
     ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"where\": { \"a\": { ~\"form\": 1 } }, \"unit\": "
     "\"USD\" }",
     "member", "unknown member \"form\" in a range (did you mean \"from\"?)"},
    {"SERIES", ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"unit\": ~\"dollars\" }", "unit",
     "\"dollars\" is no unit: write count, persons, tonnes, share, points, ratio, index, rank, year, date, text, number, a currency such "
     "as USD or a sign such as MWh, km2, t/ha (did you mean \"USD\"?)"},
    {"SERIES", ", \"s\": { \"table\": \"us_trade\", \"sum\": \"v\", \"unit\": ~\"usd\" }", "unit",
     "\"usd\" is no unit: write count, persons, tonnes, share, points, ratio, index, rank, year, date, text, number, a currency such "
     "as USD or a sign such as MWh, km2, t/ha (did you mean \"USD\"?)"},
    {"FACTS", ", \"f\": { \"value\": 1, \"unit\": ~\"person\", \"source\": \"bts\" }", "unit",
     "\"person\" is no unit: write count, persons, tonnes, share, points, ratio, index, rank, year, date, text, number, a currency such "
     "as USD or a sign such as MWh, km2, t/ha (did you mean \"persons\"?)"},
    {"FACTS", ", ~\"f\": { \"unit\": \"count\" }", "source",
     "a fact needs \"value\" and \"source\", or \"unknown\" and \"missing\""},
    {"FACTS", ", \"f\": { ~\"unknown\": \"lost\", \"unit\": \"count\" }", "source",
     "\"f\" is unknown: say with \"missing\" what then"},
    {"FACTS", ", \"f\": { \"value\": ~\"many\", \"unit\": \"count\", \"source\": \"bts\" }", "unit",
     "a text has the unit \"text\", not \"count\""},
    {"FACTS", ", \"f\": { \"value\": 1, \"unit\": \"count\", \"source\": \"bts\", \"format\": ~\"longer\" }",
     "format", "unknown format \"longer\" (did you mean \"long\"?)"},
    {"FACTS", ", \"f\": { \"value\": 1, \"unit\": \"count\", \"source\": \"bts\", \"caveats\": [~\"c\"] }",
     "caveat", "unknown caveat \"c\""},
    {"STATS", ", ~\"s\": { \"format\": \"short\" }", "method",
     "a stat needs a method: sql, total, latest, share, growth, cagr, index, per-day, rank, top, ratio, "
     "difference, mean, median, weighted-mean or others"},
    {"STATS", ", \"s\": { \"others\": \"goods\", \"beyond\": 3 }", "series",
     "others needs a series by category; \"goods\" has no \"by\""},
    {"STATS", ", \"s\": { \"others\": \"by-mode\", \"beyond\": 3, \"show\": ~\"name\" }", "method",
     "others shows value, share or count: there is no one name"},
    {"STATS", ", \"s\": { \"top\": \"by-mode\", \"show\": ~\"count\" }", "method",
     "top shows name, value or share"},
    {"STATS", ", \"s\": { ~\"weighted-mean\": \"by-mode\" }", "method", "weighted-mean needs \"weights\""},
    {"STATS", ", \"s\": { \"weighted-mean\": \"by-mode\", \"weights\": ~\"trade\" }", "series",
     "unknown series \"trade\": it is a statistic"},
    {"STATS", ", \"s\": { \"mean\": \"by-mode\", \"from\": ~2019 }", "method", "mean needs both \"from\" and \"to\""},
    {"STATS", ", \"s\": { \"mean\": \"by-mode\", \"only\": ~\"Truck\" }", "method",
     "\"only\" is for a mean over times: say \"from\" and \"to\""},
    {"STATS", ", \"s\": { \"growth\": ~\"trade\", \"from\": 2019, \"to\": 2024 }", "method",
     "growth of a number needs \"over\", an earlier one"},
    {"STATS", ", \"s\": { \"growth\": \"trade\", \"over\": \"firms\", \"only\": ~\"Truck\" }", "method",
     "\"only\" is for a series, not for a number over another"},
    {"STATS", ", ~\"s\": { \"share\": \"trade\" }", "method",
     "share needs \"only\" or \"of\": a whole of itself is 1"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"missing\": ~\"say\" }", "missing",
     "\"say\" needs \"instead\", the key of what is said"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"missing\": \"hide\", \"instead\": ~\"title\" }", "missing",
     "\"instead\" is said when \"missing\" is \"say\""},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"allow\": { \"brake\": ~\"it is the newest\" } }", "allow",
     "there is no doubt \"brake\" to allow here (did you mean \"break\"?)"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"allow\": { \"tie\": ~\"fine\" } }", "allow",
     "why does \"tie\" not matter here? Say it in a sentence of 3 words at least"},
    {"FACTS", ", \"f\": { \"value\": 1, \"unit\": \"count\", \"source\": \"bts\", \"allow\": { \"tie\": ~\"it is the newest\" } }",
     "allow", "there is no doubt \"tie\" to allow here"},
    {"STATS", ", \"s\": { \"total\": ~\"good\" }", "series",
     "unknown series \"good\" (did you mean \"goods\"?)"},
    {"STATS", ", \"s\": { ~\"sql\": \"select 1\" }", "method", "sql needs \"unit\""},
    {"STATS", ", \"s\": { \"total\": \"goods\", ~\"base\": 2019 }", "option", "\"base\" belongs to index"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"at\": ~\"{yaer}\" }", "param",
     "no parameter \"yaer\" (did you mean \"year\"?)"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"at\": ~\"May 2024\" }", "moment",
     "\"May 2024\" is no moment: write 2024, \"2024-03\", \"2024-Q1\", \"2024-03-15\", \"latest\" or \"{parameter}\""},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"at\": ~24 }", "moment", "a year has four digits"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"at\": ~2024, \"from\": 2019, \"to\": 2020 }", "method",
     "total takes \"at\", or \"from\" and \"to\""},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"from\": ~2019 }", "method",
     "total needs both \"from\" and \"to\""},
    {"STATS", ", \"s\": { \"latest\": ~\"by-mode\" }", "series",
     "latest needs a series over time; \"by-mode\" has no \"over\""},
    {"STATS", ", \"s\": { \"rank\": ~\"goods\", \"for\": \"a\" }", "series",
     "rank needs a series by category; \"goods\" has no \"by\""},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"only\": ~\"a\" }", "series",
     "\"only\" names a category, but \"goods\" has no \"by\""},
    {"STATS", ", ~\"s\": { \"share\": \"by-mode\" }", "method",
     "share needs \"only\" or \"of\": a whole of itself is 1"},
    {"STATS", ", \"s\": { \"ratio\": \"goods\", \"per\": ~\"gods\" }", "value",
     "no series or number \"gods\" (did you mean \"goods\"?)"},
    {"STATS",
     ", \"a\": { \"ratio\": \"b\", \"per\": \"goods\" }, \"b\": { \"ratio\": ~\"a\", \"per\": \"goods\" }",
     "circle", "a number stands on itself: a -> b -> a"},
    {"STATS", ", \"s\": { \"total\": \"goods\", \"plausible\": { \"from\": ~2, \"to\": 1 } }", "bounds",
     "plausible goes from the lesser to the greater"},
    {"STATS", ", \"s\": { \"top\": \"by-mode\", \"labels\": ~\"modes\" }", "copy",
     "no copy under \"modes\" in en-US: it has to hold \"modes.CATEGORY\" for each mode, in small letters with hyphens"},
    {"STATS", ", ~\"goods\": { \"total\": \"goods\" }", "double",
     "\"goods\" is a series already; stats, facts, series, parameters and sources share one set of names"},
    {"PARAMS", ", ~\"p\": { \"type\": \"text\" }", "required", "a parameter needs \"default\""},
    {"PARAMS", ", \"p\": { \"type\": \"integer\", \"default\": ~1.5 }", "param",
     "\"p\" takes a whole number, not 1.5"},
    {"PARAMS", ", \"p\": { \"type\": \"text\", \"default\": ~\"c\", \"choices\": [\"a\", \"b\"] }", "param",
     "\"c\" is none of the choices of \"p\""},
    {"PARAMS",
     ", \"p\": { \"type\": \"text\", \"default\": \"c\", \"choices\": { \"table\": ~\"stats\", \"column\": "
     "\"n\" } }",
     "table", "unknown table \"stats\""},
    {"SOURCES", ", \"s\": { \"publisher\": \"P\", \"title\": \"T\", \"url\": ~\"ftp://x\" }", "link",
     "\"ftp://x\" is no address: it begins with https://"},
    {"TOP", "\"caveats\": { \"c\": { \"say\": ~\"caveats.c\" } },", "copy", "no copy \"caveats.c\" in en-US"},

    /* charts */
    {"BODY", ", { \"chart\": { \"bars\": ~\"by-mod\" } }", "series",
     "unknown series \"by-mod\" (did you mean \"by-mode\"?)"},
    {"BODY", ", { \"chart\": { \"bars\": ~\"goods\" } }", "series",
     "\"bars\" takes a series by category; \"goods\" has no \"by\""},
    {"BODY", ", { \"chart\": { \"line\": ~\"by-mode\" } }", "series",
     "\"line\" takes series over time; \"by-mode\" has no \"over\""},
    {"BODY", ", { \"chart\": { \"map\": ~\"state\" } }", "shapes",
     "unknown shapes \"state\" (did you mean \"states\"?)"},
    {"BODY", ", { \"chart\": { \"bars\": \"by-mode\", ~\"thickness\": 4 } }", "option",
     "\"thickness\" belongs to stacked, bullet, sankey"},
    {"BODY", ", { \"chart\": { \"bars\": \"by-mode\", ~\"line\": \"goods\" } }", "content",
     "a chart has one kind: \"bars\" and \"line\""},
    {"BODY", ", { ~\"chart\": { \"at\": 2024 } }", "content",
     "a chart needs a kind: bars, columns, stacked, paired, line, slope, donut, waffle, pictogram, treemap, flow, table, "
     "map, area, spark, bullet, dots, sankey or timeline"},
    {"BODY", ", { \"chart\": { ~\"flow\": \"by-mode\" } }", "content",
     "flow needs \"origin\" and \"destination\""},
    {"BODY",
     ", { \"chart\": { \"stacked\": [{ \"name\": ~\"title\" }, { \"name\": \"deck\", \"rest\": true }] } }",
     "item", "this item needs a \"value\""},
    {"BODY",
     ", { \"chart\": { \"stacked\": [{ \"name\": \"title\", \"value\": ~\"trad\" }, { \"name\": \"deck\", "
     "\"rest\": "
     "true }] } }",
     "value", "no number \"trad\" (did you mean \"trade\"?)"},
    {"BODY",
     ", { \"chart\": { \"paired\": [{ \"name\": ~\"title\", \"value\": \"trade\" }, { \"name\": \"deck\", "
     "\"value\": "
     "\"trade\", \"growth\": \"trade\" }] } }",
     "item", "an item of paired needs \"growth\""},
    {"BODY", ", { \"chart\": { \"bars\": \"by-mode\", \"labels\": ~\"modes\" } }", "copy",
     "no copy under \"modes\" in en-US: it has to hold \"modes.CATEGORY\" for each mode, in small letters with hyphens"},
    {"BODY", ", { \"chart\": { \"line\": \"goods\", \"labels\": ~\"lines\" } }", "copy",
     "no copy under \"lines\" in en-US: it has to hold its name, \"lines.goods\""},
    {"BODY", ", { \"chart\": { \"bars\": \"by-mode\", \"values\": ~\"lng\" } }", "format",
     "unknown format \"lng\" (did you mean \"long\"?)"},
    {"BODY", ", { \"chart\": { \"map\": \"states\", \"fills\": { \"x\": ~\"Mydnight\" } } }", "swatch",
     "unknown swatch \"Mydnight\" (did you mean \"Midnight\"?)"},
    {"BODY",
     ", { \"chart\": { \"map\": \"states\", \"view\": { \"longitude\": ~181, \"latitude\": 0, \"scale\": 1 } "
     "} }",
     "bounds", "\"longitude\" goes from -180 to 180"},
    {"BODY",
     ", { \"chart\": { \"map\": \"states\", \"lens\": ~{ \"longitude\": 1, \"latitude\": 0, \"left\": 0, "
     "\"top\": 0, "
     "\"radius\": 1 } } }",
     NULL, NULL},
    {"BODY", ", { \"chart\": { \"bars\": \"by-mode\" }, \"note\": ~\"title\" }", "style",
     "a chart's note is set in the text style \"note\"; there is none"},
    {"BODY", ", { \"chart\": { \"map\": \"states\", \"ramp\": [~\"Sand\", \"Midnight\"] } }", "option",
     "\"ramp\" belongs to a map with \"fill-by\""},

    {"BODY", ", { \"chart\": { \"table\": \"by-mode\", \"column\": [{ \"bar\": ~\"Sandy\" }] } }", "swatch",
     "unknown swatch \"Sandy\" (did you mean \"Sand\"?)"},
    {"BODY", ", { \"chart\": { \"table\": \"by-mode\", \"column\": [{ \"bar\": ~\"Sand\" }, {}] } }", "option",
     "names have no bars: \"bar\" is for columns of values"},
    {"BODY", ", { \"chart\": { \"table\": \"by-mode\", ~\"as-table\": true } }", "option",
     "\"as-table\" belongs to bars, columns, stacked, paired, line, slope, donut, waffle, pictogram, treemap, flow, "
     "map, area, spark, bullet, dots, sankey, timeline"},

    /* items of one kind of chart */
    {"BODY", ", { \"chart\": { \"bars\": [{ \"name\": \"deck\", \"value\": \"trade\", \"target\": ~\"trade\" }, { \"name\": \"title\", \"value\": \"trade\" }] } }", "option",
     "\"target\" belongs to items of bullet"},
    {"BODY", ", { \"chart\": { \"dots\": [{ \"name\": \"deck\", \"low\": ~\"trade\" }, { \"name\": \"title\", \"value\": \"trade\" }] } }", "item",
     "a range has \"low\" and \"high\""},
    {"BODY", ", { \"chart\": { \"bullet\": [{ \"name\": \"deck\", \"value\": \"trade\", \"target\": ~\"trads\" }, { \"name\": \"title\", \"value\": \"trade\" }] } }", "value",
     "no number \"trads\" (did you mean \"trade\"?)"},
    {"BODY", ", { \"chart\": { \"sankey\": [{ \"from\": \"deck\", \"to\": ~\"tittle\", \"value\": \"trade\" }] } }", "copy",
     "no copy \"tittle\" in en-US (did you mean \"title\"?)"},
    {"BODY", ", { \"chart\": { \"timeline\": [{ \"at\": ~\"soon\", \"label\": \"deck\" }] } }", "moment",
     "\"soon\" is no moment: write 2024, \"2024-03\", \"2024-Q1\", \"2024-03-15\", \"latest\" or \"{parameter}\""},

};

static void test_each_mistake_and_its_place(void **state)
{
    (void)state;
    assert_all_told(mistakes, COUNT(mistakes));
}

static void test_most_are_told_once(void **state)
{
    (void)state;
    assert_told_once(mistakes, COUNT(mistakes), 2);
}

/* Money by its name is that money, not the unit that is spelt alike; what is another unit is not told as one. */
static void test_a_unit_in_plain_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"yen", "JPY"}, {"Pounds", "GBP"}, {"euros", "EUR"}, {"pesos", "MXN"}, {"yuan", "CNY"}, {"rupees", "INR"}, {"\xE2\x82\xAC", "EUR"}, {"usd", "USD"},
        {"point", "points"}, {"tonne", "tonnes"}, {"years", "year"}, {"dates", "date"}, {"people", "persons"},
        {"mwh", "MWh"}, {"KM2", "km2"}, {"km\xC2\xB2", "km2"}, {"ton", NULL}, {"tons", NULL}, {"rate", NULL}, {"rates", NULL}, {"day", NULL}, {"Days", NULL}, {"miles", NULL}, {"hours", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *near = ts_pattern_near(TS_P_UNIT, cases[i][0]);
        if (near ? !cases[i][1] || strcmp(near, cases[i][1]) != 0 : cases[i][1] != NULL)
            fail_msg("\"%s\" is told as \"%s\"", cases[i][0], near ? near : "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_unit_in_plain_words),
        cmocka_unit_test(test_each_mistake_and_its_place),
        cmocka_unit_test(test_most_are_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
