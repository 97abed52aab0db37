/* Dates as tables write them, and what is stored. */
#include "desk.h"

#include "data/period.h"

static const char *stored(const char *text, ts_date_order order)
{
    static char out[TS_PERIOD_ROOM];
    ts_period period;
    if (!ts_period_read_loose(text, order, &period))
        return "-";
    ts_period_print(period, out);
    return out;
}

static void dates_that_need_no_order(void **state)
{
    (void)state;
    static const struct {
        const char *text, *iso;
    } table[] = {{"2024", "2024"},
                 {"2024-03", "2024-03"},
                 {"2024-03-15", "2024-03-15"},
                 {"2024-Q2", "2024-Q2"},
                 {"Jan 2024", "2024-01"},
                 {"January 2024", "2024-01"},
                 {"JANUARY 2024", "2024-01"},
                 {"Sept. 2024", "2024-09"},
                 {"Jan-2024", "2024-01"},
                 {"2024 Dec", "2024-12"},
                 {"15 Mar 2024", "2024-03-15"},
                 {"5 Mar 2024", "2024-03-05"},
                 {"15-Mar-2024", "2024-03-15"},
                 {"March 15, 2024", "2024-03-15"},
                 {"ene 2024", "2024-01"},
                 {"enero de 2024", "2024-01"},
                 {"15 de agosto de 2024", "2024-08-15"},
                 {"15 de agosto del 2024", "2024-08-15"},
                 {"dic. 2024", "2024-12"},
                 {"Setiembre 2024", "2024-09"},
                 {"2024/3/5", "2024-03-05"},
                 {"Q1 2024", "2024-Q1"},
                 {"2024Q4", "2024-Q4"},
                 {"2T 2024", "2024-Q2"},
                 {"2024M03", "2024-03"},
                 {"2024-01-31T00:00:00.000", "2024-01-31"},
                 {"31 Jan 2024 00:00", "2024-01-31"},
                 {"29 Feb 2024", "2024-02-29"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_string_equal(stored(table[i].text, TS_DATES_UNSAID), table[i].iso);
}

static void the_order_is_declared(void **state)
{
    (void)state;
    static const struct {
        const char *text, *month_first, *day_first;
    } table[] = {{"03/15/2024", "2024-03-15", "-"},
                 {"15/03/2024", "-", "2024-03-15"},
                 {"3/4/2024", "2024-03-04", "2024-04-03"},
                 {"15.03.2024", "-", "2024-03-15"},
                 {"03/2024", "2024-03", "2024-03"},
                 {"01/01/2024 12:00:00 AM", "2024-01-01", "2024-01-01"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(stored(table[i].text, TS_DATES_UNSAID), "-");
        assert_string_equal(stored(table[i].text, TS_DATES_MONTH_FIRST), table[i].month_first);
        assert_string_equal(stored(table[i].text, TS_DATES_DAY_FIRST), table[i].day_first);
    }
}

static void texts_that_are_no_dates(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",           "Jan",        "Jan 24",      "Jan-24",          "15 Mar",      "30 Feb 2024", "29 Feb 2023",
        "0 Mar 2024", "32/01/2024", "1/2/24",      "01/02-2024",      "01//02/2024", "Q5 2024",     "2024M13",
        "Foo 2024",   "2024-13",    "00/01/2024",  "01/00/2024",      "Jan 2024 x",  "Jan 2024-",   "2024-1-1T10:00",
        "12:00",      "24",         "20240131",    "2024-01-31T23:59", "Jan 2024 00:00", "1 2 2024", "Marzipan 2024"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int order = 0; order < 3; order++)
            if (strcmp(stored(texts[i], (ts_date_order)order), "-") != 0)
                fail_msg("\"%s\" is %s", texts[i], stored(texts[i], (ts_date_order)order));
}

static void a_date_column_sorts_by_time(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule columns[] = {{"month", TS_COLUMN_DATE, {0}}};
    const char *path = desk_file(&d, "t.csv", "month,v\nDec 2023,1\nApr 2024,3\nene 2024,2\n2024-02,4\n,5\n");
    const ts_table *table;
    assert_int_equal(
        desk_load(&d, (ts_table_request){.name = "t", .path = path, .columns = columns, .column_count = 1}, &table),
        TS_OK);
    assert_string_equal(desk_query(&d, "select month, v from t where month is not null order by month"),
                        "'2023-12'|1; '2024-01'|2; '2024-02'|4; '2024-04'|3");
    assert_int_equal(table->columns[0].missing, 1);
    desk_close(&d);
}

static void mistakes_in_dates(void **state)
{
    (void)state;
    static const struct {
        ts_date_order order;
        const char *cell, *message;
    } table[] = {{TS_DATES_UNSAID, "03/15/2024",
                  "t.csv:2:1: column \"day\": \"03/15/2024\" is a date of which order? Say \"dates\": "
                  "\"month/day/year\" or \"day/month/year\" [table]\n"},
                 {TS_DATES_UNSAID, "Jan 24",
                  "t.csv:2:1: column \"day\": \"Jan 24\" is no date (2024-03-15, 2024-03, 2024-Q1 or 2024) [table]\n"},
                 {TS_DATES_DAY_FIRST, "03/15/2024",
                  "t.csv:2:1: column \"day\": \"03/15/2024\" is no date by \"dates\": \"day/month/year\", by which the table is read; "
                  "\"dates\": \"month/day/year\" would read it [table]\n"},
                 {TS_DATES_MONTH_FIRST, "15/03/2024,1\n01/02/2024,1\n30/03/2024,1\n31/03/2024",
                  "t.csv:2:1: column \"day\": \"15/03/2024\" is no date by \"dates\": \"month/day/year\", by which the table is read; "
                  "\"dates\": \"day/month/year\" would read it; so it is with 2 more of the column [table]\n"},
                 {TS_DATES_MONTH_FIRST, "15/15/2024,1\nnone",
                  "t.csv:2:1: column \"day\": \"15/15/2024\" is no date (month/day/year; 15 Mar 2024, Mar 2024, 2024-Q1 or 2024) [table]\n"
                  "t.csv:3:1: column \"day\": \"none\" is no date (month/day/year; 15 Mar 2024, Mar 2024, 2024-Q1 or 2024) [table]\n"}};
    const ts_column_rule columns[] = {{"day", TS_COLUMN_DATE, {0}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *path = desk_file(&d, "t.csv", ts_arena_print(d.arena, "day,v\n%s,1\n", table[i].cell));
        desk_load(&d,
                  (ts_table_request){
                      .name = "t", .path = path, .columns = columns, .column_count = 1, .dates = table[i].order},
                  NULL);
        assert_string_equal(desk_messages(&d), table[i].message);
        desk_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_that_need_no_order),    cmocka_unit_test(the_order_is_declared),
        cmocka_unit_test(texts_that_are_no_dates),     cmocka_unit_test(a_date_column_sorts_by_time),
        cmocka_unit_test(mistakes_in_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
