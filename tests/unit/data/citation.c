/* Sources as the list prints them. */
#include "desk.h"

#include "data/citation.h"

static void citations(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        ts_citation citation;
        const char *printed;
    } table[] = {
        {"en-US",
         {"U.S. Census Bureau", "Trade in Goods", NULL, "https://www.census.gov/foreign-trade/", "2026-10-01",
          0},
         "U.S. Census Bureau, Trade in Goods. census.gov/foreign-trade, read Oct 1, 2026"},
        {"en-US",
         {"U.S. Census Bureau", "Trade in Goods", "revised", "https://census.gov", "2026-10-01", 0},
         "U.S. Census Bureau, Trade in Goods, revised. census.gov"}, /* an edition or a year says it better */
        {"en-US",
         {"BTS", "Crossings", NULL, "https://data.bts.gov/d/keg4-3bc2", "2026-11-23", 2025},
         "BTS, Crossings, 2025. data.bts.gov/d/keg4-3bc2"},
        {"en-US",
         {"BTS", "Freight", NULL, "https://www.bts.gov/topics/transborder-raw-data", NULL, 0},
         "BTS, Freight. bts.gov"},
        {"es-MX",
         {"INEGI", "Exportaciones", NULL, "inegi.org.mx", "2026-11-23", 0},
         "INEGI, Exportaciones. inegi.org.mx, cons. 23 nov 2026"},
        {"de-DE",
         {"Destatis", "Handel", NULL, "https://destatis.de", "2026-11-23", 0},
         "Destatis, Handel. destatis.de, 23.11.2026"},
        {"en-US", {"INEGI", "Exportaciones", NULL, NULL, "2026-11-23", 2024}, "INEGI, Exportaciones, 2024"},
        {"en-US",
         {"INEGI", "Exportaciones", NULL, "https://inegi.org.mx", NULL, 0},
         "INEGI, Exportaciones. inegi.org.mx"},
        {"en-US",
         {NULL, "Handbook", NULL, "https://example.org", "last week", 0},
         "Handbook. example.org, last week"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ts_arena *arena = ts_arena_new(0);
        const ts_formatter *formatter = ts_formatter_new(arena, table[i].language, NULL);
        assert_string_equal(ts_citation_print(formatter, arena, &table[i].citation), table[i].printed);
        ts_arena_drop(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(citations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
