/* Parts that cannot be parts: shares of more than all, and a category that is all others together. */
#include "fixture.h"

#define SERIES(unit, more) "\"s\": { \"table\": \"flows\", \"sum\": \"value\", \"over\": \"year\", \"by\": \"place\", \"unit\": \"" unit "\"" more " }"

typedef struct trial {
    const char *rows, *series;
    const char *part; /* of the one warning; NULL: there is none */
} trial;

static size_t told(const fixture *f, const char *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < f->diags.count; i++)
        count += strcmp(f->diags.items[i].rule, rule) == 0;
    return count;
}

/* The fixture's own series are of one partner. */
static const char *table_of(const char *rows)
{
    static char table[1024];
    size_t used = (size_t)snprintf(table, sizeof table, "year,place,value,partner\n");
    for (const char *at = rows; *at; at++)
        used += (size_t)snprintf(table + used, sizeof table - used, *at == '\n' ? ",Aria\n" : "%c", *at);
    return table;
}

static void try_all(const char *rule, const trial *trials, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const parts p = {.flows = table_of(trials[i].rows), .series = trials[i].series, .body = "{ \"text\": \"title\", \"style\": \"body\" }"};
        fixture f = make_sheet(&p);
        assert_good(&f);
        if (told(&f, rule) != (trials[i].part != NULL) || (trials[i].part && !find_diag(&f, rule, trials[i].part))) {
            ts_diags_print(&f.diags, stderr);
            fail_msg("%zu doubts (%s) about\n%s%s", told(&f, rule), rule, trials[i].rows, trials[i].series);
        }
        close_sheet(&f);
    }
}

static void shares_of_more_than_all(void **state)
{
    (void)state;
    static const trial trials[] = {
        {"2024,Aria,48\n2024,Bela,27\n", SERIES("share", ""),
         "series \"s\" is of shares, and has 4,800% for Aria in 2024: 1 is all of a whole, 100%; cells in percent want \"columns\": { \"value\": \"percent\" } in table \"flows\""},
        {"2024,Aria,0.48\n2024,Bela,1\n", SERIES("share", ""), NULL},
        {"2024,Aria,0.1\n2024,Bela,1.2\n", SERIES("share", ""), "120% for Bela"},
        {"2024,Aria,-0.1\n2024,Bela,1.2\n", SERIES("share", ""), NULL}, /* growth */
        {"2024,Aria,48\n2024,Bela,27\n", SERIES("share", ", \"times\": 0.01"), NULL},
        {"2024,Aria,48\n2024,Bela,27\n", SERIES("ratio", ""), NULL},
        {"2024,Aria,48\n2024,Bela,27\n", SERIES("share", ", \"allow\": { \"above-all\": \"rates of growth, all\" }"), NULL},
        {"2024,Aria,48\n2024,Bela,27\n", SERIES("share", "") ", \"t\": { \"table\": \"flows\", \"sum\": \"value\", \"where\": { \"place\": \"Aria\" }, \"over\": \"year\", \"unit\": \"share\" }",
         "series \"s\""}, /* one column, told once */
        {"2024,Aria,1\n", "\"s\": { \"sql\": \"select 31 as value\", \"unit\": \"share\", \"sources\": [\"study\"] }", "\"times\": 0.01 makes fractions of percentages"}};
    try_all("above-all", trials, sizeof trials / sizeof *trials);
}

static void a_row_of_totals(void **state)
{
    (void)state;
    static const trial trials[] = {
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n", SERIES("count", ""),
         "\"Total\" of series \"s\" is the sum of all its other categories, and counts as one of them: table \"flows\" leaves such rows out by "
         "\"ignore\": { \"place\": \"Total\" }, the series by \"where\": { \"place\": { \"not\": \"Total\" } }"},
        {"2024,Aria,4000\n2024,Bela,3500\n2024,Cora,1230\n2024,All,8731\n", SERIES("count", ""), "\"All\" of"}, /* within rounding */
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Dora,874\n", SERIES("count", ""), NULL},
        {"2024,Aria,4\n2024,Bela,3\n2024,Cora,3\n2024,Dora,10\n", SERIES("count", ""), NULL}, /* chance would do it */
        {"2024,Aria,400\n2024,Bela,473\n2024,Both,873\n", SERIES("count", ""), NULL},
        {"2023,Aria,4\n2023,Bela,5\n2023,Both,9\n2024,Aria,400\n2024,Bela,473\n2024,Both,873\n", SERIES("count", ""), "\"Both\" of series \"s\" is the sum of all its other categories at each of 2 moments"},
        {"2023,Aria,40\n2023,Bela,50\n2023,Both,91\n2024,Aria,40\n2024,Bela,47\n2024,Both,87\n", SERIES("count", ""), NULL}, /* not in 2023 */
        {"2023,Aria,40\n2023,Bela,50\n2023,Cora,60\n2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n", SERIES("USD", ""), "\"Total\""}, /* in one year alone */
        {"2024,Aria,0.41\n2024,Bela,0.37\n2024,Cora,0.22\n2024,All,1\n", SERIES("share", ""), "\"All\""},
        {"2024,Aria,0.413\n2024,Bela,0.367\n2024,Cora,0.219\n2024,All,1\n", SERIES("share", ""), "\"All\""}, /* within rounding */
        {"2024,Aria,0.213\n2024,Bela,0.187\n2024,Cora,0.1\n2024,Dora,0.5\n", SERIES("share", ""), NULL}, /* a half, not a total */
        {"2023,Aria,0.49\n2023,Bela,0.01\n2023,Cora,0.5\n2024,Aria,0.48\n2024,Bela,0.02\n2024,Cora,0.5\n", SERIES("share", ""), NULL},
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,\n2024,Total,750\n", SERIES("count", ""), NULL}, /* nobody knows */
        {"2024,Aria,400\n2024,Bela,-350\n2024,Cora,823\n2024,Dora,873\n", SERIES("count", ""), NULL},
        {"2023,Aria,400\n2023,Bela,400\n2023,Cora,0\n2024,Aria,410\n2024,Bela,410\n2024,Cora,0\n", SERIES("count", ""), NULL}, /* two that are alike */
        {"2022,Aria,7\n2022,Bela,0\n2022,Both,7\n2023,Aria,4\n2023,Bela,5\n2023,Both,9\n2024,Aria,400\n2024,Bela,473\n2024,Both,873\n", SERIES("count", ""), "at each of 2 moments"},
        {"2024,Aria,0\n2024,Bela,0\n2024,Cora,0\n2024,Dora,0\n", SERIES("count", ""), NULL},
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n", SERIES("index", ""), NULL},
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n", SERIES("count", ", \"where\": { \"place\": { \"not\": \"Total\" } }"), NULL},
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n", SERIES("count", ", \"allow\": { \"total-row\": \"Total is a place\" }"), NULL},
        {"2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n",
         SERIES("count", "") ", \"t\": { \"table\": \"flows\", \"sum\": \"value\", \"by\": \"place\", \"unit\": \"count\" }", "series \"s\""}, /* one row, told once */
        {"2024,A,1\n", "\"s\": { \"sql\": \"select column1 as category, column2 as value from (values ('A', 400), ('B', 350), ('C', 123), ('All', 873))\", \"unit\": \"count\", \"sources\": [\"study\"] }",
         "its query may leave it out"}};
    try_all("total-row", trials, sizeof trials / sizeof *trials);
}

/* A number that stands on it has the doubt, whether it was told or allowed. */
static void a_number_inherits_it(void **state)
{
    (void)state;
    const parts p = {.flows = table_of("2024,Aria,400\n2024,Bela,350\n2024,Cora,123\n2024,Total,873\n"),
                     .series = SERIES("count", ", \"allow\": { \"total-row\": \"Total is a place\" }"),
                     .stats = "\"part\": { \"share\": \"s\", \"only\": \"Aria\", \"at\": 2024 }",
                     .body = "{ \"value\": \"part\", \"style\": \"body\" }"};
    fixture f = make_sheet(&p);
    assert_good(&f);
    const ts_result *result = ts_map_find(&f.edition->results, "part");
    assert_int_equal(result->doubts.count, 1);
    assert_string_equal(result->doubts.items[0].reason, "Total is a place");
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_of_more_than_all), cmocka_unit_test(a_row_of_totals),
                                       cmocka_unit_test(a_number_inherits_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
