/* What one edition leaves for the next changes no byte: each is as one that is made alone, whatever came before. */
#include "book.h"

#include "work/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const title titles[] = {
    {"print", "state=TX", TS_FILE_PDF}, {"screen", "state=WY", TS_FILE_PDF}, {"print", "state=NY", TS_FILE_PDF},
    {"screen", "state=AK", TS_FILE_PDF}, {"print", "state=MI", TS_FILE_TRACE}, {"print", "state=WY", TS_FILE_PDF}};
static const title pages[] = {{"print", "year=2024", TS_FILE_PDF}, {"screen", "year=2024", TS_FILE_PDF},
                              {"print", "base_year=2019", TS_FILE_TRACE}};
enum { ROUNDS = 4, MOST = 8 };

static ts_work *load(const char *sheet)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, sheet), TEARSHEET_OK);
    return work;
}

static void check(const char *sheet, const title *list, size_t count)
{
    book alone[MOST];
    for (size_t i = 0; i < count; i++) {
        ts_work *work = load(sheet);
        alone[i] = render(work, &list[i]);
        assert_int_equal(alone[i].status, TEARSHEET_OK);
        ts_work_drop(work);
    }
    ts_work *work = load(sheet);
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++) {
            size_t which = (i * (round + 1) + round) % count;
            book b = render(work, &list[which]);
            if (!same_book(&b, &alone[which]))
                fail_msg("%s %s in round %zu has other bytes", list[which].profile, list[which].setting, round);
            free(b.bytes);
        }
    ts_work_drop(work);
    for (size_t i = 0; i < count; i++)
        free(alone[i].bytes);
}

static void test_states_in_any_order(void **state)
{
    (void)state;
    check("layouts/state-trade.json", titles, sizeof titles / sizeof *titles);
}

static void test_the_brochure_again_and_again(void **state)
{
    (void)state;
    check("layouts/cross-border-brochure.json", pages, sizeof pages / sizeof *pages);
}

/* A memory of texts that is full begins anew: what is asked for twice running is found, however much came before. */
static void test_a_full_memory_of_texts_is_of_use_again(void **state)
{
    (void)state;
    static const char *const settings[] = {"state=TX", "state=WY", "state=NY", "state=AK", "state=MI", "state=CA", "state=AZ", "state=OH",
                                           "state=NM", "state=IL", "state=WA", "state=MT", "state=MT", "state=MT"};
    enum { MEMORY = 1 << 20 }; /* an edition fits in, all of them do not */
    ts_typesetter_counts before = {0}, after = {0};
    ts_work *work = load("layouts/state-trade.json");
    ts_typesetter_drop(work->setter);
    work->setter = ts_typesetter_new(MEMORY);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        before = ts_typesetter_count(work->setter);
        book b = render(work, &(title){"print", settings[i], TS_FILE_TRACE});
        assert_int_equal(b.status, TEARSHEET_OK);
        free(b.bytes);
        after = ts_typesetter_count(work->setter);
    }
    assert_true(after.texts > before.texts);
    assert_int_equal(after.texts - before.texts, after.found - before.found);
    ts_work_drop(work);
}

/* A memo that is full forgets all: a state that leaves as much as the first one did would soon cost as much. */
static void test_states_leave_little_behind(void **state)
{
    (void)state;
    static const title states[] = {{"print", "state=TX", TS_FILE_PDF}, {"print", "state=NY", TS_FILE_PDF}, {"print", "state=WY", TS_FILE_PDF},
                                   {"print", "state=CA", TS_FILE_PDF}, {"print", "state=OH", TS_FILE_PDF}, {"print", "state=MI", TS_FILE_PDF}};
    ts_work *work = load("layouts/state-trade.json");
    size_t first = 0;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        book b = render(work, &states[i]);
        assert_int_equal(b.status, TEARSHEET_OK);
        free(b.bytes);
        first = first ? first : ts_arena_used(ts_memo_arena(work->memo));
    }
    size_t after = ts_arena_used(ts_memo_arena(work->memo));
    assert_true(first > 0 && first < 2 << 20);
    assert_true(after < 2 * first); /* subsets of fonts and what is common are kept */
    ts_work_drop(work);
}

static const char codes_text[] =
    "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\", \"alt\": \"A code\" }, \"date\": \"2026-11-23\",\n"
    "  \"fonts\": { \"Inter Regular\": { \"file\": \"fonts/Inter-Regular.otf\" } },\n"
    "  \"params\": { \"code\": { \"type\": \"text\", \"default\": \"0\" } },\n"
    "  \"pages\": [{ \"body\": [{ \"qr\": \"https://example.org/{code}\", \"width\": 90, \"alt\": \"alt\" }] }] }\n";

/* Two frames that say the same have one code, whether it is new, or was asked for before, or is kept. */
static void test_the_same_code_twice_on_a_page(void **state)
{
    (void)state;
    static const title codes[] = {{"print", "code=1", TS_FILE_PDF}, {"print", "code=2", TS_FILE_PDF}, {"print", "code=3", TS_FILE_PDF}};
    char path[] = "/tmp/ts-codes-XXXXXX", text[sizeof codes_text * 2];
    static const char frame[] = "{ \"qr\": \"https://example.org/\", \"width\": 90, \"alt\": \"alt\" }";
    const char *body = strstr(codes_text, "[{ \"qr\"");
    assert_non_null(body);
    int length = snprintf(text, sizeof text, "%.*s[%s, %s, %s", (int)(body - codes_text), codes_text, frame, frame, body + 1);
    int file = mkstemp(path);
    assert_int_equal(write(file, text, (size_t)length), length);
    close(file);
    check(path, codes, sizeof codes / sizeof *codes);
    assert_int_equal(unlink(path), 0);
}

static size_t left_by_code(ts_work *work, int code)
{
    char setting[32];
    snprintf(setting, sizeof setting, "code=%d", code);
    book b = render(work, &(title){"screen", setting, TS_FILE_PDF});
    assert_int_equal(b.status, TEARSHEET_OK);
    free(b.bytes);
    return ts_arena_used(ts_memo_arena(work->memo));
}

/* A code of its own for each edition is asked for once, and not kept; one that comes again is. */
static void test_codes_that_come_once_are_not_kept(void **state)
{
    (void)state;
    enum { EDITIONS = 100 };
    char path[] = "/tmp/ts-codes-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, codes_text, sizeof codes_text - 1), sizeof codes_text - 1);
    close(file);
    ts_work *work = load(path);
    size_t first = 0, after = 0;
    for (int i = 0; i < EDITIONS; i++) {
        after = left_by_code(work, i);
        first = i < 3 ? after : first; /* what all have is kept by then */
    }
    assert_true(after < first + 8192);
    size_t twice = left_by_code(work, 1);
    assert_true(twice > after + 2048); /* some five hundred modules */
    assert_true(left_by_code(work, 1) < twice + 2048);
    ts_work_drop(work);
    assert_int_equal(unlink(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_states_in_any_order),
                                       cmocka_unit_test(test_the_brochure_again_and_again),
                                       cmocka_unit_test(test_a_full_memory_of_texts_is_of_use_again),
                                       cmocka_unit_test(test_states_leave_little_behind),
                                       cmocka_unit_test(test_the_same_code_twice_on_a_page),
                                       cmocka_unit_test(test_codes_that_come_once_are_not_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
