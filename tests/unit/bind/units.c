/* Signs of physical units: what a sheet may write is what is counted, and how they are printed. */
#include "fixture.h"

#include "data/unit.h"
#include "spec/pattern.h"

static const char *const prefixes[] = {"", "k", "M", "G", "T", "P", "m", "c", "h", "da", "K", "E"};
static const char *const bases[] = {"Wh", "W", "J", "t", "toe", "g", "m", "mi", "ft", "ha", "L", "ac", "lb", "gal", "bbl", "h", "s", "d", "°C", "°F",
                                    "wh", "l", "in", "kn", "persons", "count", "share"};
static const char *const ends[] = {"", "2", "3", "4", "CO2", "CO2e", "CO3", " "};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static size_t agree(ts_matcher *matcher, const char *unit)
{
    bool read = ts_unit_is_physical(unit);
    bool taken = ts_matcher_test(matcher, TS_P_UNIT, unit) && (!ts_unit_known(unit) || read);
    if (read != taken && strcmp(unit, "persons") != 0 && strcmp(unit, "count") != 0 && strcmp(unit, "share") != 0)
        fail_msg("\"%s\": %s by the sheet, %s by the numbers", unit, taken ? "taken" : "refused", read ? "taken" : "refused");
    return read;
}

static void what_is_read_is_what_is_counted(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_matcher *matcher = ts_matcher_new(arena);
    size_t units = 0;
    for (size_t i = 0; i < COUNT(prefixes) * COUNT(bases) * COUNT(ends); i++) {
        char unit[64], rate[96];
        snprintf(unit, sizeof unit, "%s%s%s", prefixes[i % COUNT(prefixes)], bases[i / COUNT(prefixes) % COUNT(bases)],
                 ends[i / COUNT(prefixes) / COUNT(bases)]);
        units += agree(matcher, unit);
        static const char *const rates[] = {"persons/%s", "%s/km2", "%s/s/d", "/%s", "%s/", "USD/%s"};
        for (size_t k = 0; k < COUNT(rates); k++) {
            snprintf(rate, sizeof rate, rates[k], unit);
            agree(matcher, rate);
        }
    }
    assert_true(units > 60);
    ts_arena_drop(arena);
}

static void signs_as_they_are_printed(void **state)
{
    (void)state;
    static const char *const signs[][2] = {{"MWh", "{n} MWh"}, {"km2", "{n} km²"}, {"m3", "{n} m³"}, {"t/ha", "{n} t/ha"}, {"persons/km2", "{n}/km²"},
                                           {"MtCO2e", "{n} Mt CO₂e"}, {"gCO2/kWh", "{n} g CO₂/kWh"}, {"°C", "{n} °C"}, {"km/h", "{n} km/h"}, {"mi", "{n} mi"},
                                           {"USD", NULL}, {"count", NULL}, {"persons", NULL}, {"Mwh", NULL}};
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < COUNT(signs); i++) {
        const char *sign = ts_unit_sign(arena, signs[i][0]);
        if (sign ? !signs[i][1] || strcmp(sign, signs[i][1]) != 0 : signs[i][1] != NULL)
            fail_msg("%s: %s", signs[i][0], sign ? sign : "none");
    }
    ts_arena_drop(arena);
}

/* Rates and degrees are not summed. */
static void what_adds_up(void **state)
{
    (void)state;
    static const char *const adding[] = {"MWh", "km2", "tCO2e", "count", "USD"}, *const others[] = {"persons/km2", "km/h", "°C", "share", "index"};
    for (size_t i = 0; i < COUNT(adding); i++)
        assert_true(ts_unit_adds(adding[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(ts_unit_adds(others[i]));
}

#define POWER "\"power\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"partner\": \"Aria\" }, \"over\": \"year\", \"unit\": \"GWh\", \"times\": 10.0045 }"
#define WORDS "\"sums\": \"{total}; {total as long}; {total as full}; {dense}; {each}\""

/* A ratio is called by its units, or by the one above where the other is a count; nothing is called what it is not. */
static void in_a_text_and_in_its_words(void **state)
{
    (void)state;
    static const char stats[] = "\"total\": { \"total\": \"power\", \"at\": 2024 }, \"dense\": { \"ratio\": \"heads\", \"per\": \"land\", \"unit\": \"persons/km2\" }, "
                                "\"each\": { \"ratio\": \"total\", \"per\": \"homes\", \"unit\": \"GWh\" }";
    static const char facts[] = "\"heads\": { \"value\": 78000, \"unit\": \"persons\", \"source\": \"study\", \"period\": 2024 }, \"land\": { \"value\": 4742, \"unit\": \"km2\", \"source\": "
                                "\"study\", \"period\": 2024 }, \"homes\": { \"value\": 100, \"unit\": \"count\", \"source\": \"study\", \"period\": 2024 }";
    const parts p = {.copy = WORDS, .series = POWER, .facts = facts, .stats = stats, .body = "{ \"text\": \"sums\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    assert_string_equal(shown(&f, frame_at(&f, 0)->text), "1,200.5\u00A0GWh; 1,200.5\u00A0GWh; 1,201\u00A0GWh; 16.4/km²; 12\u00A0GWh");
    close_sheet(&f);
    const parts wrong = {.series = POWER, .facts = facts, .stats = "\"s\": { \"ratio\": \"power\", \"per\": \"homes\", \"unit\": \"MWh\", \"at\": 2024 }", .body = "{ \"value\": \"s\", \"style\": \"body\" }"};
    f = make_sheet(&wrong);
    assert_error(&f, "unit", "the method gives ratio, which cannot be called MWh");
    close_sheet(&f);
    const parts mixed = {.series = POWER, .facts = facts, .stats = "\"s\": { \"difference\": \"power\", \"minus\": \"land\", \"at\": 2024 }", .body = "{ \"value\": \"s\", \"style\": \"body\" }"};
    f = make_sheet(&mixed);
    assert_error(&f, "unit", "units do not mix: GWh and km2");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_read_is_what_is_counted), cmocka_unit_test(signs_as_they_are_printed),
                                       cmocka_unit_test(what_adds_up), cmocka_unit_test(in_a_text_and_in_its_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
