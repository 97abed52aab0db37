/* Works that are loaded and prepared, so that others may share what they have. */
#ifndef SHARING_H
#define SHARING_H

#include "book.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#define SPARE __attribute__((unused)) /* not all tests use all of it */

/* Two profiles of two pages. */
SPARE static const title two_pages[] = {{"print", NULL, TS_FILE_PDF}, {"screen", NULL, TS_FILE_PDF}, {"screen", NULL, TS_FILE_PNG}};

SPARE static ts_work *load(const char *sheet)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, sheet), TEARSHEET_OK);
    return work;
}

typedef enum begun { AT_ONCE, AHEAD } begun; /* what is shared: made by a second thread while the tables are loaded */

SPARE static void expect(ts_work *work, const char *profile)
{
    const ts_options options = {.size = sizeof options, .profile = profile, .epoch = -1};
    assert_int_equal(ts_work_expect(work, &options), TEARSHEET_OK);
}

/* What is not there is expected for nothing. */
SPARE static ts_work *load_ahead(const char *sheet)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    expect(work, "print");
    expect(work, "screan");
    expect(work, "screen");
    assert_int_equal(ts_work_load(work, sheet), TEARSHEET_OK);
    assert_int_equal(ts_work_errors(work), 0);
    return work;
}

SPARE static ts_work *prepare(const char *sheet, begun how)
{
    ts_work *work = how == AHEAD ? load_ahead(sheet) : load(sheet);
    ts_options options = {.size = sizeof options, .profile = "print", .epoch = -1};
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    return work;
}

#endif
