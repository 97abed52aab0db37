/* Figures as the files of offices write them: grouped, with signs, in percent; and what to declare of them. */
#include "desk.h"

static const char *const dollar[] = {"$", "US$"}, *const euro[] = {"\xE2\x82\xAC"};
static const ts_number_style english = {.group = ',', .decimal = '.'}, spanish = {.group = '.', .decimal = ','}, bare = {0},
                             french = {.group = ' ', .decimal = ','},
                             books = {.group = ',', .brackets = true, .minus_after = true, .plus = true,
                                      .percent = true, .currency = dollar, .currency_count = 2},
                             science = {.exponent = true}, science_es = {.exponent = true, .group = '.', .decimal = ','},
                             euros = {.group = '.', .decimal = ',', .currency = euro, .currency_count = 1};

static void figures_as_the_file_writes_them(void **state)
{
    (void)state;
    static const struct {
        const ts_number_style *style;
        const char *text;
        double value;
    } right[] = {{&english, "1,234.5", 1234.5},
                 {&english, "-1,234,567", -1234567},
                 {&english, "1234567.25", 1234567.25},
                 {&english, " 12 ", 12},
                 {&english, "\xE2\x88\x92" "5", -5},
                 {&spanish, "1.234,5", 1234.5},
                 {&spanish, "1.234", 1234},
                 {&french, "1 234,5", 1234.5},
                 {&french, "1\xC2\xA0" "234\xE2\x80\xAF" "567", 1234567},
                 {&books, "(1,234)", -1234},
                 {&books, "1,234-", -1234},
                 {&books, "+3", 3},
                 {&books, "$ (1,234.50)", -1234.5},
                 {&books, "-US$12", -12},
                 {&books, "$-12", -12},
                 {&books, "31%", 0.31},
                 {&books, "(0.7 %)", -0.007},
                 {&books, "100%", 1},
                 {&books, "14.3%", 0.143},
                 {&books, "5%", 0.05},
                 {&science, "1.5E-07", 1.5e-7},
                 {&science, "-2e10", -2e10},
                 {&science, "6.02E+23", 6.02e23},
                 {&science, "12", 12},
                 {&science_es, "1.234,5E3", 1234500},
                 {&euros, "1.234,50 \xE2\x82\xAC", 1234.5}};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        ts_number_seen seen = ts_number_look(right[i].style, right[i].text, strlen(right[i].text));
        if (!seen.number || seen.value != right[i].value)
            fail_msg("%s: %d %.17g", right[i].text, seen.number, seen.value);
    }
}

static void figures_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const ts_number_style *style;
        const char *text;
        bool odd;
    } wrong[] = {{&english, "12,34", true},  {&english, "1,2345", true},  {&english, "1,234.5,6", true},
                 {&english, ",123", true},   {&english, "1234,567", true}, {&english, "1.234.5", true},
                 {&english, "1,,234", true}, {&english, "1,", true},       {&spanish, "1,5.000", true},
                 {&spanish, "1.5", true},    {&english, "0,123", false},   {&english, "0101", false},
                 {&english, "(5)", false},   {&english, "5-", false},      {&english, "5%", false},
                 {&english, "$5", false},    {&english, "", false},        {&english, "-", false},
                 {&english, "--5", false},   {&books, "(-5)", false},      {&books, "$5$", false},
                 {&books, "5%%", false},     {&books, "$", false},         {&english, "n/a", false},
                 {&english, "2E10", false},  {&science, "E10", false},     {&science, "2E", false},
                 {&science, "2E+", false},   {&science, "2E1000", false},  {&science, "2E999", false},
                 {&science, "0E5x", false},  {&science, "1E2E3", false},   {&science, "04E3", false}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ts_number_seen seen = ts_number_look(wrong[i].style, wrong[i].text, strlen(wrong[i].text));
        if (seen.number || seen.odd != wrong[i].odd)
            fail_msg("%s: %d %d", wrong[i].text, seen.number, seen.odd);
    }
}

static void a_column_of_figures(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "k,v,code\na,\"1,234.5\",0101\nb,\"-2,000\",2506\nc,,0103\n",
                             (ts_table_request){.style = english}, NULL),
                        "");
    assert_string_equal(desk_query(&d, "select sum(v), min(code) from t"), "-765.5|'0101'");
    desk_close(&d);
}

/* What is written like a number, and is none: why, behind the first such cell of a column that is text for it. */
static void why_a_column_is_text(void **state)
{
    (void)state;
    static const struct {
        const ts_number_style *style;
        const char *cell, *why;
    } table[] = {{&spanish, "0.931", "is no number by \"numbers\": \"1.234,5\", by which the table is read; \"numbers\": \"1,234.5\" would read it"},
                 {&spanish, "20%", "is no number as the table is read (does it want \"signs\": [\"percent\"], too?)"},
                 {&spanish, "1e999", "is larger than any number that can be kept"},
                 {&bare, "1e999", "is larger than any number that can be kept"},
                 {&bare, "99999999999999999999", "has more digits than the 15 of a number that is kept to the last one: is it a code?"},
                 {&spanish, "9999999999999999", "has more digits than the 15 of a number that is kept to the last one: is it a code?"},
                 {&bare, "North", NULL},
                 {&spanish, "2024-01", NULL}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const ts_table *loaded = NULL;
        const char *text = ts_arena_print(d.arena, "k;v\na;1\nb;%s\n", table[i].cell);
        assert_string_equal(desk_told(&d, text, (ts_table_request){.separator = ';', .style = *table[i].style}, &loaded), "");
        if (table[i].why)
            assert_string_equal(loaded->columns[1].why, table[i].why);
        else
            assert_null(loaded->columns[1].why);
        desk_close(&d);
    }
}

static void cells_of_one_reason_are_one_mistake(void **state)
{
    (void)state;
    const ts_column_rule columns[] = {{"v", TS_COLUMN_NUMBER, {0}}};
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "k,v\na,\"1,234\"\nb,x\nc,\"5,000\"\nd,7%\ne,\"6,000\"\n", (ts_table_request){.columns = columns, .column_count = 1}, NULL),
                        "t.csv:3:3: column \"v\": \"x\" is no plain number [table]\n"
                        "t.csv:2:3: column \"v\": \"1,234\" is no plain number (does the table want \"numbers\": \"1,234.5\"?); so it is with 2 more of the "
                        "column [table]\n"
                        "t.csv:5:3: column \"v\": \"7%\" is no plain number (does the table want \"signs\": [\"percent\"]?) [table]\n");
    desk_close(&d);
}

/* All other cells are numbers: the odd one is a mistake, not a text. */
static void grouping_is_strict(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "k,v\na,\"1,234\"\nb,\"12,34\"\nc,7\n", (ts_table_request){.style = english}, NULL),
                        "t.csv:3:3: column \"v\": \"12,34\" is no number by \"numbers\": \"1,234.5\", by which the table is read; "
                        "\"numbers\": \"1.234,5\" would read it [table]\n");
    assert_string_equal(desk_query(&d, "select sum(v) from t"), "1241");
    desk_close(&d);
}

static void a_column_has_percent_signs_or_none(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "v\n31%\n12\n0\n", (ts_table_request){.style = books}, NULL),
                        "t.csv:3:1: column \"v\": \"12\" has no percent sign, and other cells of the column have "
                        "one [table]\n");
    assert_string_equal(desk_query(&d, "select v from t"), "0.31; -; 0");
    desk_close(&d);
}

/* As surveys are exported: 48 of a hundred. What is read is what the same digits with a sign are. */
static void a_column_in_percent(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule percent[] = {{"v", TS_COLUMN_PERCENT, {0}}};
    const ts_table_request plain = {.columns = percent, .column_count = 1}, grouped = {.columns = percent, .column_count = 1, .style = spanish};
    assert_string_equal(desk_told(&d, "v\n48\n14.3\n33.35%\n0\n-7\n\"\"\nhalf\n", plain, NULL), "t.csv:8:1: column \"v\": \"half\" is no plain number [table]\n");
    assert_string_equal(desk_query(&d, "select v from t"), "0.48; 0.143; 0.3335; 0; -0.07; -; -");
    desk_close(&d);
    d = desk_open();
    assert_string_equal(desk_told(&d, "v\n\"1.250,5\"\n\"0,7 %\"\n", grouped, NULL), "");
    assert_string_equal(desk_query(&d, "select v from t"), "12.505; 0.007");
    desk_close(&d);
}

static void what_to_declare_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *wanted;
    } table[] = {{"\"1,234\"", "\"numbers\": \"1,234.5\""},   {"\"1.234,5\"", "\"numbers\": \"1.234,5\""},
                 {"(5)", "\"signs\": [\"brackets\"]"}, {"5-", "\"signs\": [\"minus-after\"]"},
                 {"5%", "\"signs\": [\"percent\"]"},   {"$5", "\"currency\": [\"$\"]"},
                 {"\"$1,200.50\"", "\"numbers\": \"1,234.5\", \"currency\": [\"$\"]"},
                 {"\"1.200,50 \xE2\x82\xAC\"", "\"numbers\": \"1.234,5\", \"currency\": [\"\xE2\x82\xAC\"]"}};
    const ts_column_rule columns[] = {{"v", TS_COLUMN_NUMBER, {0}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *text = ts_arena_print(d.arena, "v\n%s\n", table[i].cell);
        const char *messages = desk_told(&d, text, (ts_table_request){.columns = columns, .column_count = 1}, NULL);
        const char *wanted = ts_arena_print(d.arena, "is no plain number (does the table want %s?)", table[i].wanted);
        if (!strstr(messages, wanted))
            fail_msg("%s: %s", table[i].cell, messages);
        desk_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_as_the_file_writes_them),
        cmocka_unit_test(figures_that_are_none),
        cmocka_unit_test(a_column_of_figures),
        cmocka_unit_test(why_a_column_is_text),
        cmocka_unit_test(cells_of_one_reason_are_one_mistake), cmocka_unit_test(grouping_is_strict),
        cmocka_unit_test(a_column_has_percent_signs_or_none),
        cmocka_unit_test(a_column_in_percent),
        cmocka_unit_test(what_to_declare_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
