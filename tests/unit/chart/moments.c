/* Years under lines and areas: which of them are named, and how they stand apart. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>
#include <cmocka.h>

#include "chart/line.h"

#include "drawing.h"

enum { YEARS = 29 };

typedef struct named { /* gaps between the years that are named, points */
    double least, most;
    size_t count;
} named;

static named name_years(drawing *d, const char *const *texts, double width)
{
    ts_moment_label moments[YEARS];
    ts_line_point points[YEARS];
    for (int i = 0; i < YEARS; i++) {
        moments[i] = (ts_moment_label){1996 + i, words(d, &d->text, &black, texts[i])};
        points[i] = (ts_line_point){1996 + i, 1, true, false};
    }
    ts_line_of line = {.points = points, .count = YEARS, .ink = ink(&midnight)};
    ts_lines lines = {.items = &line, .count = 1, .zero = true, .moments = moments, .moment_count = YEARS};
    d->page.items.count = 0;
    ts_areas_draw(&d->plot, &lines, (ts_rect){36, 36, width, 100});
    named all = {INFINITY, 0, 0};
    double edge = NAN;
    for (int i = 0; i < YEARS; i++) {
        const ts_item *run = find_run(d, texts[i]);
        if (!run)
            continue;
        if (all.count++) {
            all.least = fmin(all.least, run->u.run.x - edge);
            all.most = fmax(all.most, run->u.run.x - edge);
        }
        edge = run->u.run.x + ts_label_width(&d->plot, &moments[i].label);
    }
    return all;
}

/* The first and the last year stay within the chart, half a word from where they belong: what comes next to them stands
 * farther off, so that the row looks even. */
static void years_at_the_edges_are_not_crowded(void **state)
{
    drawing *d = page_of(state);
    static char texts[YEARS][8];
    const char *years[YEARS];
    for (int i = 0; i < YEARS; i++) {
        snprintf(texts[i], sizeof texts[i], "%d", 1996 + i);
        years[i] = texts[i];
    }
    for (double width = 120; width <= 540; width += 20) {
        named all = name_years(d, years, width);
        assert_true(all.count >= 3);
        assert_true(all.least > 0.6 * all.most);
    }
    assert_int_equal(name_years(d, years, 540).count, 8); /* every fourth */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(years_at_the_edges_are_not_crowded, open_page, close_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
