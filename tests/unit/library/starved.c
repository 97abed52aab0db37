/* One allocation after the other fails, of this library's and of those below it: a call says so, and the next is as if nothing had been. */
#define _GNU_SOURCE /* dladdr */
#include "book.h"

#include "data/language.h"

#include <dlfcn.h>
#include <errno.h>
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const char hello[] = "layouts/hello.json";
static const title screen = {"screen", NULL, TS_FILE_PDF}, drawing = {"screen", NULL, TS_FILE_SVG};

/* ---- memory, of the whole program */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *bytes, size_t size);

#define CALLER (all_break ? NULL : __builtin_return_address(0))
#define SEEN __attribute__((visibility("default"))) /* by shared libraries, too */

static _Thread_local bool counted; /* in this thread, which alone lacks some */
static atomic_long before = -1;    /* allocations that there is memory for; below 0: all */
static atomic_bool refused, for_good, all_break; /* all_break: ICU among them, whatever comes of it */

/* In the midst of these the process ends where memory is out. */
static bool is_brittle(const void *caller)
{
    static const char *const brittle[] = {"libicu", "liblcms2", "libhyphen", "libcairo"};
    Dl_info from;
    bool found = false;
    for (size_t i = 0; dladdr(caller, &from) && i < sizeof brittle / sizeof *brittle; i++)
        found |= from.dli_fname && strstr(from.dli_fname, brittle[i]);
    return found;
}

static bool refuse(const void *caller)
{
    if (!counted || before < 0)
        return false;
    if (before > 0) {
        before--;
        return false;
    }
    if (caller && is_brittle(caller)) /* the next that is not */
        return false;
    before = for_good ? 0 : -1;
    refused = true;
    errno = ENOMEM;
    return true;
}

/* As glibc's malloc does where one way failed and another was found: at each of so many, of so many bytes; 0: at none. */
typedef struct crying {
    long each;
    size_t least, most;
} crying;

static _Thread_local crying cries;
static _Thread_local long cried_at;

static void *cried(void *bytes, size_t size)
{
    if (cries.each > 0 && size >= cries.least && size <= cries.most && ++cried_at % cries.each == 0)
        errno = ENOMEM;
    return bytes;
}

SEEN void *malloc(size_t size)
{
    return refuse(CALLER) ? NULL : cried(__libc_malloc(size), size);
}

SEEN void *calloc(size_t count, size_t size)
{
    return refuse(CALLER) ? NULL : cried(__libc_calloc(count, size), count * size);
}

SEEN void *realloc(void *bytes, size_t size)
{
    return refuse(CALLER) ? NULL : cried(__libc_realloc(bytes, size), size);
}

/* The allocation behind so many is not there; for good: nor are those after it. */
static void begin_lack(long allocations, bool good)
{
    refused = false;
    for_good = good;
    before = allocations;
    counted = true;
}

/* As one allocation (ld --wrap): in its midst glibc's frees something twice and ends the process. */
int __real_regcomp(regex_t *expression, const char *text, int flags);
int __wrap_regcomp(regex_t *expression, const char *text, int flags);

int __wrap_regcomp(regex_t *expression, const char *text, int flags)
{
    const bool counts = counted;
    if (refuse(NULL))
        return REG_ESPACE;
    counted = false;
    const int compiled = __real_regcomp(expression, text, flags);
    counted = counts;
    return compiled;
}

/* Whether one was wanting. */
static bool end_lack(void)
{
    counted = false;
    before = -1;
    return refused;
}

/* ---- loading */

static book whole; /* the file where nothing is wanting */

static ts_work *loaded(void)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, hello), TEARSHEET_OK);
    return work;
}

/* A step that is prime to how what is done in loading repeats; good: from there on nothing is left. */
static void load_each(long step, bool good)
{
    enum { LEAST = 50 };
    long failed = 0, at = 0;
    for (bool lacked = true; lacked; at += step) {
        ts_work *work = ts_work_new();
        begin_lack(at, good);
        int status = ts_work_load(work, hello);
        lacked = end_lack();
        if (status == TEARSHEET_MACHINE) {
            failed++;
            assert_non_null(ts_work_why(work));
            status = ts_work_load(work, hello);
        }
        if (status != TEARSHEET_OK || ts_work_errors(work) || ts_work_warnings(work))
            fail_msg("status %d, %zu errors without allocation %ld of loading", status, ts_work_errors(work), at);
        book b = render(work, &screen);
        if (!same_book(&b, &whole))
            fail_msg("another file, status %d, of what was loaded without allocation %ld", b.status, at);
        free(b.bytes);
        ts_work_drop(work);
    }
    assert_true(failed > LEAST);
}

static void test_a_sheet_is_loaded_whole_or_not(void **state)
{
    (void)state;
    load_each(13, false);
}

static void test_a_sheet_is_loaded_once_there_is_memory_again(void **state)
{
    (void)state;
    load_each(53, true);
}

/* ---- no lack, of which errno tells */

static void expect_no_lack(crying how)
{
    ts_work *calm = loaded();
    book seen = render(calm, &drawing);
    ts_work_drop(calm);
    cries = how;
    ts_work *work = loaded();
    book file = render(work, &screen), drawn = render(work, &drawing);
    cries = (crying){0};
    assert_int_equal(ts_work_errors(work) + ts_work_warnings(work), 0);
    assert_true(same_book(&file, &whole));
    assert_true(same_book(&drawn, &seen));
    ts_work_drop(work);
    free(file.bytes);
    free(drawn.bytes);
    free(seen.bytes);
}

static void test_an_errno_beside_memory_is_no_lack(void **state)
{
    (void)state;
    expect_no_lack((crying){1, 0, SIZE_MAX});
    expect_no_lack((crying){61, 0, SIZE_MAX});
    expect_no_lack((crying){1, (size_t)32 << 10, (size_t)128 << 10});
    expect_no_lack((crying){1, (size_t)128 << 10, (size_t)1 << 20});
}

/* ---- an edition over what was prepared */

static ts_work *prepared(const title *t)
{
    const ts_options options = options_of(t);
    ts_work *work = loaded();
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    return work;
}

/* By each of two works over the same faces: what one of them spoils is no other's. */
static void expect_whole(ts_work *work, const title *t, const book *made, long at)
{
    book b = render(work, t);
    if (!same_book(&b, made))
        fail_msg("another file, status %d, when there was memory again, after allocation %ld", b.status, at);
    free(b.bytes);
}

static void make_each(const title *t, long step)
{
    enum { LEAST = 25 };
    long failed = 0, at = 0;
    ts_work *first = prepared(t);
    book made = render(first, t);
    ts_work_drop(first);
    assert_int_equal(made.status, TEARSHEET_OK);
    for (bool lacked = true; lacked; at += step) {
        ts_work *work = prepared(t), *one = ts_work_share(work), *other = ts_work_share(work);
        assert_true(one && other);
        begin_lack(at, false);
        book b = render(one, t);
        lacked = end_lack();
        failed += b.status == TEARSHEET_MACHINE;
        if (b.status != TEARSHEET_MACHINE && !same_book(&b, &made))
            fail_msg("another file, status %d, without allocation %ld of an edition", b.status, at);
        expect_whole(one, t, &made, at);
        expect_whole(other, t, &made, at);
        free(b.bytes);
        ts_work_drop(one);
        ts_work_drop(other);
        ts_work_drop(work);
    }
    free(made.bytes);
    assert_true(failed > LEAST);
}

static void test_an_edition_is_whole_or_not_there(void **state)
{
    (void)state;
    make_each(&screen, 19);
}

/* Its glyphs are FreeType's outlines. */
static void test_a_drawing_is_whole_or_not_there(void **state)
{
    (void)state;
    make_each(&drawing, 31);
}

/* ICU's number formats, with which a language is known from none. */
static void test_no_memory_is_no_unknown_language(void **state)
{
    (void)state;
    enum { ENOUGH = 12 };
    size_t lost = 0;
    all_break = true;
    for (long at = 0; at < ENOUGH; at++) {
        ts_arena *arena = ts_arena_new(0);
        begin_lack(at, false);
        const char *locale = ts_language_locale(arena, "es-MX");
        end_lack();
        assert_true(locale ? strcmp(locale, "es_MX") == 0 : ts_arena_failed(arena));
        lost += !locale;
        ts_arena_drop(arena);
    }
    all_break = false;
    assert_true(lost > 0);
}

static int render_whole(void **state)
{
    (void)state;
    ts_work *work = loaded();
    whole = render(work, &screen);
    ts_work_drop(work);
    return whole.status;
}

static int drop_whole(void **state)
{
    (void)state;
    free(whole.bytes);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_sheet_is_loaded_whole_or_not), cmocka_unit_test(test_a_sheet_is_loaded_once_there_is_memory_again),
                                       cmocka_unit_test(test_an_errno_beside_memory_is_no_lack),
                                       cmocka_unit_test(test_an_edition_is_whole_or_not_there),
                                       cmocka_unit_test(test_a_drawing_is_whole_or_not_there), cmocka_unit_test(test_no_memory_is_no_unknown_language)};
    return cmocka_run_group_tests(tests, render_whole, drop_whole);
}
