#include "spec/pattern.h"

#include "base/expression.h"
#include "base/near.h"
#include "spec/shape.h"

#include <string.h>

#define NAME "[a-z][a-z0-9]*(-[a-z0-9]+)*"
#define SLOT "\\{[a-z][a-z0-9_-]*\\}"
#define AMOUNT "([0-9]+(\\.[0-9]+)?(pt|mm|cm|in)|[0-9]+p([0-9]+(\\.[0-9]+)?)?|" SLOT ")"
/* Of physical units; what is read of them is data/unit.c's. */
#define SIGN "([kMGTP]?(Wh|W|J)|[kM]?toe|([kMG]?t|[mk]?g)(CO2e?)?|([mck]?m|mi|ft)[23]?|[mhM]?L|gal|ha|ac|lb|bbl|h|s|d|°[CF])"
#define SWATCH "[A-Z][A-Za-z0-9]*( [A-Z][A-Za-z0-9]*)*"
#define PERCENT "(100|[1-9]?[0-9])"

static const ts_pattern patterns[TS_P_COUNT] = {
    [TS_P_ANY] = {NULL, NULL, "a text", NULL, "type", NULL},
    [TS_P_NAME] = {"name", "^" NAME "$", "a name", "small letters, digits and hyphens", "name",
                   "[\"fast-facts\"]"},
    [TS_P_SQL_NAME] = {"sql-name", "^[a-z][a-z0-9_]*$", "a name that SQL sees",
                       "small letters, digits and underscores", "name", "[\"goods_trade\"]"},
    [TS_P_NAME_OR_SLOT] = {"name-or-slot", "^(" NAME "|" SLOT ")$", "a name",
                           "small letters, digits and hyphens", "name", NULL},
    [TS_P_COPY_KEY] = {"copy-key", "^[a-z0-9{}_-]+(\\.[a-z0-9{}_-]+)*$", "a copy key",
                       "small letters, with dots between groups", "copy",
                       "[\"title\", \"facts.head\", \"callouts.{value}\"]"},
    [TS_P_COPY_NAME] = {"copy-name", "^([a-z0-9_-]+(\\.short)?|[A-Z][A-Z])$", "a name in a deck",
                        "small letters, digits, hyphens; .short for the short form", "name", NULL},
    [TS_P_LENGTH] = {"length-text", "^-?" AMOUNT "$", "a length", "use points (192) or mm, cm, in, pt, 3p6",
                     "length", "[\"3mm\", \"0.5in\", \"3p6\"]"},
    [TS_P_SIZE] = {"size-text", "^" AMOUNT "$", "a length", "use points (192) or mm, cm, in, pt, 3p6",
                   "length", "[\"3mm\"]"},
    [TS_P_SET] = {"set", "^[0-9]+(\\.[0-9]+)?/[0-9]+(\\.[0-9]+)?$", "a setting",
                  "write size on leading in points, \"8.75/12\"", "set", "[\"8.75/12\", \"29/30\"]"},
    [TS_P_COLUMNS] = {"columns", "^(all|[1-9][0-9]?(-[1-9][0-9]?)?|" SLOT ")$", "a run of columns",
                      "write \"7-12\", \"5\" or \"all\"", "columns", "[\"all\", \"1-5\", \"7-12\"]"},
    [TS_P_SWATCH_NAME] = {"swatch-name", "^" SWATCH "$", "a swatch's name", "swatches begin with a capital",
                          "name", "[\"Midnight\"]"},
    [TS_P_SWATCH] = {"swatch", "^(" SWATCH "( " PERCENT "%)?|" SLOT ")$", "a swatch",
                     "write its name, with a tint if wanted: \"Pacific 20%\"", "swatch",
                     "[\"Midnight\", \"Pacific 20%\"]"},
    [TS_P_INK] = {"ink",
                  "^(C" PERCENT "( M" PERCENT ")?( Y" PERCENT ")?( K" PERCENT ")?|M" PERCENT "( Y" PERCENT
                  ")?( K" PERCENT ")?|Y" PERCENT "( K" PERCENT ")?|K" PERCENT "|none)$",
                  "an ink", "write \"C92 M44 Y30 K8\", in this order, or \"none\"", "ink",
                  "[\"C92 M44 Y30 K8\", \"K100\", \"none\"]"},
    [TS_P_SRGB] = {"srgb", "^#[0-9A-Fa-f]{6}$", "a screen colour", "write \"#006C8B\"", "swatch", NULL},
    [TS_P_FONT_NAME] = {"font-name", "^[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*$", "a face's name",
                        "faces are named in full: \"Inter SemiBold\"", "name", "[\"Inter SemiBold\"]"},
    [TS_P_FEATURE] = {"feature", "^-?[a-z0-9]{4}$", "an OpenType feature", "four letters, \"-liga\" for off",
                      "feature", "[\"lnum\", \"-liga\"]"},
    [TS_P_SHRINK] = {"shrink", "^[5-9][0-9]%$", "a share to shrink to", "write \"50%\" to \"99%\"", "step",
                     "[\"85%\"]"},
    [TS_P_LANGUAGE] = {"language", "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", "a language tag",
                       "write \"en-US\" or \"es-MX\"", "language", "[\"en-US\", \"es-MX\"]"},
    [TS_P_CONDITION] = {"condition", "^.{3,}$", "a condition", "write \"has growth\" or \"state is TX\"",
                        "when", "[\"has quote-1\", \"profile is print\"]"},
    [TS_P_MOMENT] = {"moment-text", "^(latest|\\{[a-z][a-z0-9_]*\\}|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-Q[1-4])?)$",
                     "a moment", "write 2024, \"2024-03\", \"2024-Q1\", \"2024-03-15\", \"latest\" or \"{parameter}\"",
                     "moment", "[\"latest\", \"{year}\"]"},
    [TS_P_UNIT] = {"unit", "^(tonnes|share|points|ratio|index|rank|year|date|text|number|[A-Z]{3}|(count|persons|" SIGN ")(/" SIGN ")?)$",
                   "a unit",
                   "write count, persons, tonnes, share, points, ratio, index, rank, year, date, text, number, a currency such as USD or a sign such "
                   "as MWh, km2, t/ha",
                   "unit", "[\"USD\", \"share\", \"count\", \"MWh\", \"persons/km2\"]"},
    [TS_P_CURRENCY] = {"currency", "^[A-Z]{3}$", "a currency", "write three capitals, \"USD\"", "unit", NULL},
    [TS_P_DATE] = {"date", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "a date",
                   "write \"2026-11-23\"", "date", "[\"2026-11-23\"]"},
    [TS_P_WEB] = {"web-address", "^(https?://|mailto:).+", "an address", "it begins with https://", "link",
                  NULL},
    [TS_P_ADDRESS] = {"address", "^([A-Za-z][A-Za-z0-9+.-]*:|\\{[a-z]).+", "an address",
                      "it begins with https:// or the like", "link", NULL},
    [TS_P_LINK] = {"link", "^(https?://|mailto:|#|\\{[a-z]).+", "a link",
                   "write an address or #name of a frame", "link", "[\"https://example.org\", \"#sources\"]"},
    [TS_P_SELECT] = {"select", "^[ \t\n\r]*([Ss][Ee][Ll][Ee][Cc][Tt]|[Ww][Ii][Tt][Hh])([^A-Za-z0-9_]|$)",
                     "a SELECT", "it begins with select or with", "sql", "[\"select count(*) from ports\"]"},
    [TS_P_BRAND_FILE] = {"brand-file", "\\.brand\\.json$", "a brand file", "its name ends in .brand.json",
                         "file", NULL},
    [TS_P_DECK_FILE] = {"deck-file", "\\{language\\}.*\\.json$", "the place of decks",
                        "write a path with {language} that ends in .json", "file",
                        "[\"copy/sheet.{language}.json\"]"},
    [TS_P_WITH_N] = {"with-n", "\\{n\\}", "a pattern", "it holds {n} where the number stands", "numbers",
                     "[\"{n} mil\"]"},
    [TS_P_PHRASE] = {"phrase", "^[^\t\n\r]+$", "a phrase", "at most 200 bytes on one line", "bounds",
                     "[\"Nogales\"]", .most = 200},
};

const ts_pattern *ts_pattern_find(ts_pattern_id id)
{
    return &patterns[id];
}

unsigned ts_pattern_most(const ts_pattern *pattern)
{
    return pattern->most ? pattern->most : TS_TEXT_LIMIT;
}

struct ts_matcher {
    ts_arena *arena;
    regex_t compiled[TS_P_COUNT];
    bool ready[TS_P_COUNT];
};

static void release(void *handle)
{
    ts_matcher *matcher = handle;
    for (int i = 0; i < TS_P_COUNT; i++)
        if (matcher->ready[i])
            regfree(&matcher->compiled[i]);
}

ts_matcher *ts_matcher_new(ts_arena *arena)
{
    ts_matcher *matcher = TS_NEW(arena, ts_matcher);
    if (!matcher || !ts_arena_defer(arena, release, matcher))
        return NULL;
    matcher->arena = arena;
    return matcher;
}

/* All of them are regular expressions: what fails is memory. */
static bool compile(ts_matcher *matcher, ts_pattern_id id)
{
    if (!matcher->ready[id])
        matcher->ready[id] = ts_expression_compile(&matcher->compiled[id], patterns[id].regex) == 0;
    return matcher->ready[id];
}

bool ts_matcher_test(ts_matcher *matcher, ts_pattern_id id, const char *text)
{
    if (!patterns[id].regex)
        return *text != '\0';
    if (id != TS_P_SELECT && strlen(text) > ts_pattern_most(&patterns[id]))
        return false;
    const int matched = compile(matcher, id) ? ts_expression_match(&matcher->compiled[id], text) : REG_ESPACE;
    if (matched != 0 && matched != REG_NOMATCH)
        ts_arena_fail(matcher->arena, NULL);
    return matched == 0;
}

/* ---- what is meant */

static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool same_letters(const char *a, const char *b)
{
    while (*a && capital(*a) == capital(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

/* As people call units, and codes of money in small letters; the units themselves where one is near. Words that only look like
 * one mean none: a ton is no tonne. */
const char *ts_pattern_near(ts_pattern_id id, const char *text)
{
    static const char *const units[] = {"count", "persons", "tonnes", "share", "points", "ratio", "index", "rank", "year", "date", "text", "number"};
    static const char *const called[][2] = {
        {"dollar", "USD"}, {"dollars", "USD"}, {"$", "USD"},     {"US$", "USD"},   {"euro", "EUR"},   {"euros", "EUR"},     {"\xE2\x82\xAC", "EUR"},
        {"peso", "MXN"},   {"pesos", "MXN"},   {"pound", "GBP"}, {"pounds", "GBP"}, {"sterling", "GBP"}, {"\xC2\xA3", "GBP"}, {"yen", "JPY"},
        {"yuan", "CNY"},   {"renminbi", "CNY"}, {"real", "BRL"}, {"reais", "BRL"}, {"franc", "CHF"},  {"francs", "CHF"},    {"rupee", "INR"},
        {"rupees", "INR"}, {"zloty", "PLN"},   {"lira", "TRY"},  {"rand", "ZAR"},  {"won", "KRW"},    {"baht", "THB"},      {"quetzal", "GTQ"},
        {"quetzales", "GTQ"}, {"sol", "PEN"},  {"soles", "PEN"}, {"%", "share"},   {"percent", "share"}, {"people", "persons"},
        {"km\xC2\xB2", "km2"}, {"m\xC2\xB2", "m2"}, {"m\xC2\xB3", "m3"}, {"sqkm", "km2"},
        {"ton", NULL},     {"tons", NULL},     {"rate", NULL},   {"rates", NULL},  {"day", NULL},     {"days", NULL}};
    static const char *const signs[] = {"Wh", "kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "GJ", "TJ", "PJ", "kg", "kt", "Mt", "km", "m2", "km2", "m3",
                                        "tCO2", "tCO2e", "ktCO2e", "MtCO2e", "ML"};
    static const char *const money[] = {"USD", "MXN", "CAD", "EUR", "GBP", "JPY", "CNY", "BRL", "CHF", "INR", "AUD", "NZD", "SEK", "NOK", "DKK",
                                        "PLN", "CZK", "TRY", "ZAR", "KRW", "TWD", "HKD", "SGD", "THB", "ARS", "CLP", "COP", "PEN", "GTQ", "CRC"};
    if (id != TS_P_UNIT)
        return NULL;
    for (size_t i = 0; i < TS_COUNT(called); i++)
        if (same_letters(called[i][0], text))
            return called[i][1];
    for (size_t i = 0; i < TS_COUNT(signs); i++)
        if (same_letters(signs[i], text))
            return signs[i];
    for (size_t i = 0; i < TS_COUNT(money); i++)
        if (same_letters(money[i], text))
            return money[i];
    return ts_nearest(units, TS_COUNT(units), text);
}
