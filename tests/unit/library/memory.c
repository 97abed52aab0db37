/* Memory that is out fails a call in words: nothing is left out of a file that is written. */
#include "book.h"

#include "work/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

enum { BLOCK = 60000 /* bytes: the arenas' blocks, and no library's */, MOST = 500 };

static const title states = {"screen", "state=TX", TS_FILE_PDF};
static long left = -1; /* blocks that there is memory for; below 0: for all */
static bool refused;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

/* Of all calls to malloc (ld --wrap): one block, once. */
void *__wrap_malloc(size_t size)
{
    if (left < 0 || size < BLOCK || left-- > 0)
        return __real_malloc(size);
    refused = true;
    return NULL;
}

static ts_work *prepared(void)
{
    ts_work *work = ts_work_new();
    const ts_options options = options_of(&states);
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    return work;
}

/* And then again, when there is memory: as if nothing had been. */
static book render_with(const ts_work *base, long blocks, book *again)
{
    ts_work *work = ts_work_share(base);
    assert_non_null(work);
    refused = false;
    left = blocks;
    book b = render(work, &states);
    left = -1;
    *again = render(work, &states);
    ts_work_drop(work);
    return b;
}

static void test_a_file_is_whole_or_not_there(void **state)
{
    (void)state;
    ts_work *base = prepared();
    book again, whole = render_with(base, -1, &again);
    size_t failed = 0;
    long blocks = 0;
    assert_int_equal(whole.status, TEARSHEET_OK);
    free(again.bytes);
    do {
        book b = render_with(base, blocks, &again);
        failed += b.status != TEARSHEET_OK;
        if (b.status == TEARSHEET_OK && !same_book(&b, &whole))
            fail_msg("%zu bytes of %zu where memory was out after %ld blocks", b.size, whole.size, blocks);
        if (!same_book(&again, &whole))
            fail_msg("status %d when there was memory again, after %ld blocks", again.status, blocks);
        free(b.bytes);
        free(again.bytes);
    } while (refused && blocks++ < MOST);
    assert_true(blocks > 20 && blocks < MOST && failed > 10);
    free(whole.bytes);
    ts_work_drop(base);
}

typedef struct run {
    char cache[64];
} run;

/* Its tables are known from a run before, and no answers: they are read when the edition asks. */
static book render_alone(const run *r, long blocks, book *again)
{
    char forget[128];
    ts_work *work = ts_work_new();
    snprintf(forget, sizeof forget, "rm -f %s/answer-*", r->cache);
    assert_int_equal(system(forget), 0);
    assert_int_equal(ts_work_cache(work, r->cache, 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    refused = false;
    left = blocks;
    book b = render(work, &states);
    left = -1;
    *again = render(work, &states);
    ts_work_drop(work);
    return b;
}

static void test_a_work_of_its_own_goes_on(void **state)
{
    (void)state;
    run r = {"/tmp/ts-memory-XXXXXX"};
    assert_non_null(mkdtemp(r.cache));
    book again, whole = render_alone(&r, -1, &again);
    assert_int_equal(whole.status, TEARSHEET_OK);
    free(again.bytes);
    size_t failed = 0;
    long blocks = 0;
    do {
        book b = render_alone(&r, blocks, &again);
        failed += b.status != TEARSHEET_OK;
        if (b.status == TEARSHEET_OK && !same_book(&b, &whole))
            fail_msg("%zu bytes of %zu where memory was out after %ld blocks", b.size, whole.size, blocks);
        if (!same_book(&again, &whole))
            fail_msg("status %d when there was memory again, after %ld blocks", again.status, blocks);
        free(b.bytes);
        free(again.bytes);
    } while (refused && blocks++ < MOST);
    assert_true(blocks > 20 && blocks < MOST && failed > 10);
    free(whole.bytes);
    char remove[128];
    snprintf(remove, sizeof remove, "rm -r %s", r.cache);
    assert_int_equal(system(remove), 0);
}

/* Whatever block it was that was not there: what is common to works is written by one that shares it with nobody. */
static void test_what_is_common_may_lack_memory_once(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    book whole = render(work, &states);
    assert_int_equal(whole.status, TEARSHEET_OK);
    left = 0;
    assert_null(ts_arena_alloc(work->common->shelf.arena, 2 * BLOCK));
    left = -1;
    book again = render(work, &states);
    assert_true(same_book(&again, &whole));
    assert_false(ts_arena_failed(work->common->shelf.arena));
    free(whole.bytes);
    free(again.bytes);
    ts_work_drop(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_file_is_whole_or_not_there), cmocka_unit_test(test_a_work_of_its_own_goes_on),
                                       cmocka_unit_test(test_what_is_common_may_lack_memory_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
