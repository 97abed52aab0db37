/* Moments under a chart: which of them are named, in how many words, and how they stand apart. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>
#include <cmocka.h>

#include "chart/line.h"

#include "drawing.h"

enum { MOST = 300, CLEAR = 4 };

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static ts_label year_label(drawing *d, const char *part, long year)
{
    return words(d, &d->text, &black, ts_arena_print(d->arena, "%s%s%ld", part, *part ? " " : "", year));
}

/* Called as English calls them: a year, "Q1 2024", "Mar 2024"; days by their number. */
static ts_moment_label moment_of(drawing *d, int per_year, long number)
{
    ts_moment_label moment = {.number = number, .at = (double)number};
    const char *part = per_year == 12 ? MONTHS[number % 12] : per_year == 4 ? ts_arena_print(d->arena, "Q%ld", number % 4 + 1) : "";
    moment.label = year_label(d, part, per_year ? number / per_year : number);
    if (*part)
        moment.brief = words(d, &d->text, &black, part);
    return moment;
}

/* All that is printed, from left to right. */
static const char *printed(drawing *d)
{
    char *all = ts_arena_alloc(d->arena, 4000);
    size_t length = 0;
    *all = '\0';
    for (size_t i = 0; i < d->page.items.count; i++) {
        const ts_item *item = &d->page.items.items[i];
        if (item->kind == TS_ITEM_RUN)
            length += (size_t)snprintf(all + length, 4000 - length, "%s%.*s", length ? " | " : "", (int)item->u.run.run->length, item->u.run.run->text);
    }
    return all;
}

/* Of moments so many points apart for one number. */
static const char *names_of(drawing *d, int per_year, const long *numbers, size_t count, double pitch)
{
    ts_moment_label items[MOST];
    double middles[MOST];
    for (size_t i = 0; i < count; i++) {
        items[i] = moment_of(d, per_year, numbers[i]);
        middles[i] = (double)(numbers[i] - numbers[0]) * pitch;
    }
    const ts_moments moments = {items, count, per_year};
    d->page.items.count = 0;
    ts_moments_draw(&d->plot, &(ts_moment_row){&moments, middles, -20, middles[count - 1] + 20, CLEAR, CLEAR}, 0);
    return printed(d);
}

static const char *names_from(drawing *d, int per_year, long first, size_t count, double pitch)
{
    long numbers[MOST];
    for (size_t i = 0; i < count; i++)
        numbers[i] = first + (long)i;
    return names_of(d, per_year, numbers, count, pitch);
}

static long month(long year, long of_year)
{
    return year * 12 + of_year - 1;
}

static void months_are_named_as_a_calendar_has_them(void **state)
{
    drawing *d = page_of(state);
    assert_string_equal(names_from(d, 12, month(2024, 1), 4, 40), "Jan 2024 | Feb | Mar | Apr");
    assert_string_equal(names_from(d, 12, month(2024, 1), 12, 14), "Jan 2024 | Apr | Jul | Oct | Dec");
    assert_string_equal(names_from(d, 12, month(2024, 1), 12, 20), "Jan 2024 | Mar | May | Jul | Sep | Dec"); /* November gives way */
    assert_string_equal(names_from(d, 12, month(2022, 11), 17, 14), "Nov 2022 | Apr 2023 | Jul | Oct | Jan 2024 | Mar");
    assert_string_equal(names_from(d, 12, month(2021, 1), 36, 7), "Jan 2021 | Jul | Jan 2022 | Jul | Jan 2023 | Jul | Dec");
    assert_string_equal(names_from(d, 12, month(2019, 6), 67, 4), "Jun 2019 | Jan 2021 | Jan 2022 | Jan 2023 | Jan 2024 | Dec");
    assert_string_equal(names_from(d, 12, month(2003, 1), 264, 1), "Jan 2003 | Jan 2010 | Jan 2015 | Jan 2020 | Dec 2024");
}

static void quarters_are_named_from_the_first_of_a_year(void **state)
{
    drawing *d = page_of(state);
    assert_string_equal(names_from(d, 4, 4 * 2022 + 1, 7, 30), "Q2 2022 | Q3 | Q4 | Q1 2023 | Q2 | Q3 | Q4");
    assert_string_equal(names_from(d, 4, 4 * 2020 + 1, 19, 18), "Q2 2020 | Q1 2021 | Q3 | Q1 2022 | Q3 | Q1 2023 | Q3 | Q1 2024 | Q4");
    assert_string_equal(names_from(d, 4, 4 * 2010 + 1, 59, 6), "Q2 2010 | Q1 2012 | Q1 2014 | Q1 2016 | Q1 2018 | Q1 2020 | Q1 2022 | Q4 2024");
}

static void years_are_named_that_their_step_divides(void **state)
{
    drawing *d = page_of(state);
    assert_string_equal(names_from(d, 1, 2019, 6, 22), "2019 | 2020 | 2021 | 2022 | 2023 | 2024");
    assert_string_equal(names_from(d, 1, 2007, 17, 13), "2007 | 2010 | 2012 | 2014 | 2016 | 2018 | 2020 | 2023");
    assert_string_equal(names_from(d, 1, 1996, 29, 7), "1996 | 2000 | 2005 | 2010 | 2015 | 2020 | 2024");
    assert_string_equal(names_from(d, 1, 1790, 235, 1.4), "1790 | 1820 | 1840 | 1860 | 1880 | 1900 | 1920 | 1940 | 1960 | 1980 | 2000 | 2024");
    assert_string_equal(names_from(d, 1, 1790, 235, 1.2), "1790 | 1825 | 1850 | 1875 | 1900 | 1925 | 1950 | 1975 | 2000 | 2024");
}

/* Two round years are no scale: where the chart begins and ends says more. */
static void few_names_are_those_of_the_ends(void **state)
{
    drawing *d = page_of(state);
    assert_string_equal(names_from(d, 1, 2007, 18, 3), "2007 | 2024");
    assert_string_equal(names_from(d, 12, month(2024, 1), 12, 6), "Jan 2024 | Dec 2024");
    assert_string_equal(names_from(d, 1, 2024, 1, 3), "2024");
    assert_string_equal(names_from(d, 1, 2023, 2, 3), "2024");
}

static void what_is_uneven_is_named_where_it_stands_alone(void **state)
{
    drawing *d = page_of(state);
    static const long ahead[] = {1903, 1957, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015};
    assert_string_equal(names_of(d, 1, ahead, 18, 5), "1903 | 1957 | 2000 | 2010 | 2015");
    static const long gaps[] = {2007, 2010, 2011, 2012, 2015, 2020, 2021, 2022, 2023, 2024};
    assert_string_equal(names_of(d, 1, gaps, 10, 12), "2007 | 2010 | 2015 | 2020 | 2024");
    static const long days[] = {0, 3, 40, 44, 90};
    assert_string_equal(names_of(d, 0, days, 5, 1), "0 | 44 | 90");
}

static void days_are_counted_back_from_the_last(void **state)
{
    drawing *d = page_of(state);
    assert_string_equal(names_from(d, 0, 1001, 31, 4), "1001 | 1011 | 1021 | 1031");
}

static ts_slots slots_of(drawing *d, const long *numbers, size_t count, double width)
{
    ts_moment_label items[MOST];
    for (size_t i = 0; i < count; i++)
        items[i] = (ts_moment_label){.number = numbers[i]};
    return ts_moments_slots(&d->plot, &(ts_moments){items, count, 1}, width, 3);
}

static void columns_stand_as_far_apart_as_their_moments(void **state)
{
    drawing *d = page_of(state);
    ts_witness seen = {0};
    d->plot.witness = &seen;
    static const long even[] = {2020, 2022, 2024}, uneven[] = {2007, 2010, 2024}, dates[] = {0, 31, 59, 90}, one[] = {2024};
    ts_slots slots = slots_of(d, even, 3, 100);
    assert_true(slots.count == 3 && slots.at[1] == 1 && slots.at[2] == 2);
    slots = slots_of(d, uneven, 3, 100); /* three years a slot */
    assert_true(fabs(slots.count - 20.0 / 3) < 1e-9 && slots.at[1] == 1 && fabs(slots.at[2] - 17.0 / 3) < 1e-9);
    slots = slots_of(d, dates, 4, 100); /* the first days of months */
    assert_true(slots.count == 4 && slots.at[3] == 3);
    slots = slots_of(d, one, 1, 100);
    assert_true(slots.count == 1 && slots.at[0] == 0 && !seen.uneven);
    slots = slots_of(d, uneven, 3, 19); /* less than three points a slot */
    assert_true(slots.count == 3 && slots.at[2] == 2 && seen.uneven);
    d->plot.witness = NULL;
}

/* The first and the last year are named and stay within the chart, half a word from where they belong: what comes next to
 * them has no less room than words need. */
static void years_at_the_edges_are_not_crowded(void **state)
{
    enum { YEARS = 29 };
    drawing *d = page_of(state);
    ts_moment_label items[YEARS];
    ts_line_point points[YEARS];
    for (int i = 0; i < YEARS; i++) {
        items[i] = moment_of(d, 1, 1996 + i);
        points[i] = (ts_line_point){1996 + i, 1, true, false};
    }
    const ts_line_of line = {.points = points, .count = YEARS, .ink = ink(&midnight)};
    const ts_lines lines = {.items = &line, .count = 1, .zero = true, .moments = {items, YEARS, 1}};
    for (double width = 120; width <= 540; width += 20) {
        size_t count = 0;
        double edge = NAN;
        d->page.items.count = 0;
        ts_areas_draw(&d->plot, &lines, (ts_rect){36, 36, width, 100});
        for (int i = 0; i < YEARS; i++) {
            const ts_item *run = find_run(d, ts_arena_print(d->arena, "%d", 1996 + i));
            if (!run)
                continue;
            assert_false(count++ && run->u.run.x - edge < 6);
            edge = run->u.run.x + ts_label_width(&d->plot, &items[i].label);
        }
        assert_true(count >= 3 && find_run(d, "1996") && find_run(d, "2024"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(months_are_named_as_a_calendar_has_them, open_page, close_page),
        cmocka_unit_test_setup_teardown(quarters_are_named_from_the_first_of_a_year, open_page, close_page),
        cmocka_unit_test_setup_teardown(years_are_named_that_their_step_divides, open_page, close_page),
        cmocka_unit_test_setup_teardown(few_names_are_those_of_the_ends, open_page, close_page),
        cmocka_unit_test_setup_teardown(what_is_uneven_is_named_where_it_stands_alone, open_page, close_page),
        cmocka_unit_test_setup_teardown(days_are_counted_back_from_the_last, open_page, close_page),
        cmocka_unit_test_setup_teardown(columns_stand_as_far_apart_as_their_moments, open_page, close_page),
        cmocka_unit_test_setup_teardown(years_at_the_edges_are_not_crowded, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
