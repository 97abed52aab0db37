/* Memory that is out fails a call in words: nothing is left out of a file that is written. */
#include "book.h"

#include "work/work.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { BLOCK = 60000 /* bytes: the arenas' blocks, and no library's */, MOST = 500 };

static const title states = {"screen", "state=TX", TS_FILE_PDF};
static atomic_long left = -1; /* blocks that there is memory for; below 0: for all */
static atomic_bool refused, for_good; /* for_good: from the first that is refused on there is none */

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);

static bool refuse(size_t size)
{
    if (left < 0 || size < BLOCK || left > 0) {
        left -= left > 0 && size >= BLOCK;
        return false;
    }
    left -= !for_good;
    refused = true;
    return true;
}

/* Of all calls to malloc and calloc (ld --wrap): one block, once. */
void *__wrap_malloc(size_t size)
{
    return refuse(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuse(count > SIZE_MAX / (size ? size : 1) ? SIZE_MAX : count * size) ? NULL : __real_calloc(count, size);
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

/* And then again, when there is memory: as if nothing had been. Drops the work. */
static book render_twice(ts_work *work, long blocks, book *again)
{
    refused = false;
    left = blocks;
    book b = render(work, &states);
    left = -1;
    *again = render(work, &states);
    ts_work_drop(work);
    return b;
}

typedef ts_work *opener(const void *of); /* a work that has made no edition */

/* One block after the other is not there: a file is whole, or there is none, and the next is as if nothing had been. */
static void take_each_block(opener *open, const void *of)
{
    book again, whole = render_twice(open(of), -1, &again);
    size_t failed = 0;
    long blocks = 0;
    assert_int_equal(whole.status, TEARSHEET_OK);
    free(again.bytes);
    do {
        book b = render_twice(open(of), blocks, &again);
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
}

static ts_work *open_shared(const void *of)
{
    ts_work *work = ts_work_share(of);
    assert_non_null(work);
    return work;
}

static void test_a_file_is_whole_or_not_there(void **state)
{
    (void)state;
    ts_work *base = prepared();
    take_each_block(open_shared, base);
    ts_work_drop(base);
}

/* Its tables are known from a run before, and no answers: they are read when the edition asks. */
static ts_work *open_alone(const void *of)
{
    const char *cache = of;
    char forget[128];
    ts_work *work = ts_work_new();
    snprintf(forget, sizeof forget, "rm -f %s/answer-*", cache);
    assert_int_equal(system(forget), 0);
    assert_int_equal(ts_work_cache(work, cache, 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    return work;
}

static void test_a_work_of_its_own_goes_on(void **state)
{
    (void)state;
    char cache[] = "/tmp/ts-memory-XXXXXX", remove[128];
    assert_non_null(mkdtemp(cache));
    take_each_block(open_alone, cache);
    snprintf(remove, sizeof remove, "rm -r %s", cache);
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
    assert_null(ts_arena_alloc(work->common->sheet_arena, 2 * BLOCK));
    left = 0;
    assert_null(ts_arena_alloc(work->common->shelf.arena, 2 * BLOCK));
    left = -1;
    book again = render(work, &states);
    assert_true(same_book(&again, &whole));
    assert_false(ts_arena_failed(work->common->sheet_arena) || ts_arena_failed(work->common->shelf.arena));
    free(whole.bytes);
    free(again.bytes);
    ts_work_drop(work);
}

/* Of the thread that goes ahead, or of the one that loads: what is loaded all the same makes the same bytes. */
static void test_what_is_made_ahead_may_lack_memory(void **state)
{
    (void)state;
    const ts_options options = options_of(&states);
    ts_work *plain = prepared();
    book whole = render(plain, &states);
    size_t loaded_without = 0;
    for (long blocks = 0; blocks < 40; blocks++) {
        ts_work *work = ts_work_new();
        assert_int_equal(ts_work_expect(work, &options), TEARSHEET_OK);
        refused = false;
        left = blocks;
        int loaded = ts_work_load(work, "layouts/state-trade.json");
        left = -1;
        assert_false(work->common->memo && ts_arena_failed(ts_memo_arena(work->common->memo)));
        ts_work_cancel(work);
        assert_false(ts_arena_stopped(work->common->shelf.arena)); /* which outlives the work */
        ts_work_resume(work);
        book made = {0};
        if (loaded == TEARSHEET_OK) {
            loaded_without += refused;
            assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
            made = render(work, &states);
            assert_true(same_book(&made, &whole));
        }
        free(made.bytes);
        ts_work_drop(work);
    }
    assert_true(loaded_without > 3);
    free(whole.bytes);
    ts_work_drop(plain);
}

/* Not even what it would begin again with was there. */
static void test_a_load_that_failed_can_be_done_again(void **state)
{
    (void)state;
    size_t failed = 0;
    for (long blocks = 0; blocks < 40; blocks++) {
        ts_work *work = ts_work_new();
        assert_non_null(work);
        for_good = true;
        left = blocks;
        int loaded = ts_work_load(work, "layouts/hello.json");
        left = -1;
        for_good = false;
        if (loaded == TEARSHEET_MACHINE) {
            failed++;
            assert_non_null(ts_work_why(work));
            assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
        }
        assert_int_equal(ts_work_check(work, NULL), TEARSHEET_OK);
        ts_work_drop(work);
    }
    assert_true(failed > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_file_is_whole_or_not_there), cmocka_unit_test(test_a_work_of_its_own_goes_on),
                                       cmocka_unit_test(test_what_is_common_may_lack_memory_once),
                                       cmocka_unit_test(test_what_is_made_ahead_may_lack_memory),
                                       cmocka_unit_test(test_a_load_that_failed_can_be_done_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
