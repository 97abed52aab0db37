/* Works that share what one has prepared: in threads, over a fork, dropped in any order. */
#include "sharing.h"

#include "folder.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8 };

static const title states[] = {{"print", "state=TX", TS_FILE_PDF},   {"screen", "state=TX", TS_FILE_PDF},
                               {"print", "state=WY", TS_FILE_PDF},   {"print", "state=NY", TS_FILE_SVG},
                               {"print", "state=MI", TS_FILE_PNG},   {"screen", "state=AK", TS_FILE_PDF},
                               {"print", "state=nowhere", TS_FILE_PDF}};
static const title charts[] = {{"print", NULL, TS_FILE_PDF}, {"print", NULL, TS_FILE_PNG}, {"print", NULL, TS_FILE_TRACE}};

typedef struct shelf {
    const char *sheet;
    const title *titles;
    size_t count;
    book *books; /* each by a work of its own */
} shelf;

#define SHELF(file, list) {"layouts/" file ".json", list, sizeof list / sizeof *list, NULL}
static const shelf shelves[] = {SHELF("state-trade", states), SHELF("gallery", charts), SHELF("cross-border-brochure", two_pages),
                                SHELF("../tests/specimen/tidemark", two_pages)};

static void fill(shelf *s)
{
    s->books = calloc(s->count, sizeof *s->books);
    assert_non_null(s->books);
    for (size_t i = 0; i < s->count; i++) {
        ts_work *work = load(s->sheet);
        s->books[i] = render(work, &s->titles[i]);
        assert_true(s->books[i].status == TEARSHEET_OK || s->books[i].status == TEARSHEET_FAULT);
        ts_work_drop(work);
    }
    assert_true(s->books[0].status == TEARSHEET_OK && s->books[0].size > 5000);
}

static void clear(shelf *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->books[i].bytes);
    free(s->books);
}

typedef struct reader {
    pthread_t thread;
    const ts_work *from; /* shared by the thread itself, or */
    ts_work *own;
    const shelf *shelf;
    size_t first; /* title that it begins with */
    size_t wrong;
} reader;

static void *read_all(void *user)
{
    reader *r = user;
    ts_work *work = r->own ? r->own : ts_work_share(r->from);
    const size_t count = r->shelf->count;
    r->wrong = work ? 0 : 1;
    for (size_t i = 0; work && i < count; i++) {
        size_t at = (r->first + i) % count;
        book made = render(work, &r->shelf->titles[at]);
        r->wrong += !same_book(&made, &r->shelf->books[at]);
        free(made.bytes);
    }
    ts_work_drop(work);
    return NULL;
}

/* All but the first share in their own thread; the first is the prepared work itself. */
static void read_together(const shelf *s, begun how)
{
    reader readers[THREADS];
    ts_work *work = prepare(s->sheet, how), *held = ts_work_share(work);
    assert_non_null(held);
    for (size_t i = 0; i < THREADS; i++) {
        readers[i] = (reader){.from = held, .own = i == 0 ? work : NULL, .shelf = s, .first = i};
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_all, &readers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(readers[i].thread, NULL);
        assert_int_equal(readers[i].wrong, 0);
    }
    ts_work_drop(held);
}

static void threads_make_the_bytes_of_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shelves / sizeof *shelves; i++) {
        shelf s = shelves[i];
        fill(&s);
        read_together(&s, AT_ONCE);
        read_together(&s, AHEAD);
        clear(&s);
    }
}

static void read_in_child(const shelf *s, const ts_work *work)
{
    reader r = {.from = work, .shelf = s};
    read_all(&r);
    _exit(r.wrong == 0 ? 0 : 1);
}

static void children_make_the_bytes_of_one(void **state)
{
    (void)state;
    shelf s = shelves[0];
    fill(&s);
    ts_work *work = prepare(s.sheet, AHEAD);
    pid_t children[3];
    for (size_t i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == 0)
            read_in_child(&s, work);
        assert_true(children[i] > 0);
    }
    for (size_t i = 0; i < 3; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    ts_work_drop(work);
    clear(&s);
}

static void works_are_dropped_in_any_order(void **state)
{
    (void)state;
    ts_work *first = prepare("layouts/hello.json", AT_ONCE), *second = ts_work_share(first), *third = ts_work_share(second);
    const title plain = {"print", NULL, TS_FILE_PDF};
    assert_non_null(second);
    assert_non_null(third);
    book before = render(first, &plain), later = render(second, &plain);
    ts_work_drop(first);
    ts_work_drop(second);
    book last = render(third, &plain);
    assert_int_equal(before.status, TEARSHEET_OK);
    assert_true(same_book(&before, &later) && same_book(&before, &last));
    ts_work_drop(third);
    free(before.bytes);
    free(later.bytes);
    free(last.bytes);
}

static void what_is_not_prepared_is_not_shared(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json");
    ts_options options = {.size = sizeof options, .profile = "print", .epoch = -1}, other = {.size = sizeof other, .profile = "screan", .epoch = -1};
    assert_null(ts_work_share(work));
    assert_int_equal(ts_work_prepare(work, &other), TEARSHEET_FAULT);
    assert_int_equal(ts_work_errors(work), 1);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    ts_work *shared = ts_work_share(work);
    assert_non_null(shared);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_USAGE);
    assert_int_equal(ts_work_prepare(shared, &options), TEARSHEET_USAGE);
    ts_work_drop(shared);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    ts_work_drop(work);
}

static void a_work_in_use_can_be_prepared(void **state)
{
    (void)state;
    ts_work *work = load("layouts/state-trade.json");
    ts_options options = {.size = sizeof options, .profile = "print", .epoch = -1};
    book before[4], after;
    for (size_t i = 0; i < 4; i++)
        before[i] = render(work, &states[0]);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    after = render(work, &states[0]);
    for (size_t i = 0; i < 4; i++) {
        assert_true(same_book(&before[i], &after));
        free(before[i].bytes);
    }
    free(after.bytes);
    ts_work_drop(work);
}

static ts_work *load_kept(const char *folder)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_cache(work, folder, 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    return work;
}

/* Tables that a cache remembers are not loaded before something asks for them: a third edition wants their indexes, a
 * sharer the tables themselves. */
static void a_cache_is_no_hindrance(void **state)
{
    (void)state;
    char folder[] = "/tmp/tearsheet-share-XXXXXX";
    assert_non_null(mkdtemp(folder));
    ts_work *work = load_kept(folder);
    book first = render(work, &states[0]);
    assert_int_equal(first.status, TEARSHEET_OK);
    ts_work_drop(work);
    work = load_kept(folder);
    for (size_t i = 0; i < 4; i++) {
        book again = render(work, &states[0]);
        assert_true(same_book(&first, &again));
        free(again.bytes);
    }
    ts_work_drop(work);
    work = load_kept(folder);
    ts_options options = {.size = sizeof options, .profile = "print", .epoch = -1};
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    ts_work *shared = ts_work_share(work);
    assert_non_null(shared);
    book apart = render(shared, &states[0]);
    assert_true(same_book(&first, &apart));
    free(apart.bytes);
    free(first.bytes);
    ts_work_drop(work);
    ts_work_drop(shared);
    remove_folder(folder);
}

/* Names of art that come from an edition's templates go with it. */
static void art_is_found_again_by_later_editions(void **state)
{
    (void)state;
    ts_work *work = load("layouts/cross-border-brochure.json");
    book first = render(work, &two_pages[1]), second = render(work, &two_pages[1]), third = render(work, &two_pages[1]);
    assert_int_equal(first.status, TEARSHEET_OK);
    assert_true(same_book(&first, &second) && same_book(&first, &third));
    free(first.bytes);
    free(second.bytes);
    free(third.bytes);
    ts_work_drop(work);
}

/* Its tables are ready for those that ask for another. */
static void a_profile_that_is_not_known_prepares_the_rest(void **state)
{
    (void)state;
    const ts_options near = {.size = sizeof near, .profile = "screan", .epoch = -1}, far = {.size = sizeof far, .profile = "nix", .epoch = -1},
                     edition = {.size = sizeof edition, .edition = "nix", .epoch = -1};
    const ts_options *const unknown[] = {&near, &far, &edition};
    ts_work *work = ts_work_new();
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(ts_work_expect(work, unknown[i]), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        assert_int_equal(ts_work_prepare(work, unknown[i]), TEARSHEET_FAULT);
        assert_int_equal(ts_work_errors(work), 1);
    }
    ts_work *shared = ts_work_share(work);
    assert_non_null(shared);
    book made = render(shared, &two_pages[1]);
    assert_int_equal(made.status, TEARSHEET_OK);
    free(made.bytes);
    ts_work_drop(shared);
    ts_work_drop(work);
}

/* The rows that a number stands on, as a trace shows them; the caller's. */
static void *trace_rows(void *work)
{
    static const char *const texas[] = {"state=TX"};
    const ts_options options = {.size = sizeof options, .settings = texas, .setting_count = 1, .epoch = -1};
    ts_record *record = ts_record_new();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool made = record && out && ts_record_make(record, work, &options) == TEARSHEET_OK;
    if (made)
        made = ts_record_trace(record, "first-mode", "text", out) == TEARSHEET_OK;
    if (out)
        fclose(out);
    ts_record_drop(record);
    if (made)
        return text;
    free(text);
    return NULL;
}

/* No query of the sheet names their table, which is not among what is shared: each reads it for itself, all at a time. */
static void each_finds_rows_that_are_left_out(void **state)
{
    (void)state;
    enum { SHARED = 3 };
    ts_work *alone = load("layouts/state-trade.json"), *first = prepare("layouts/state-trade.json", AT_ONCE), *works[SHARED];
    pthread_t threads[SHARED];
    char *wanted = trace_rows(alone);
    assert_non_null(wanted);
    assert_non_null(strstr(wanted, "28 of the table"));
    for (size_t i = 0; i < SHARED; i++) {
        works[i] = ts_work_share(first);
        assert_int_equal(pthread_create(&threads[i], NULL, trace_rows, works[i]), 0);
    }
    for (size_t i = 0; i < SHARED; i++) {
        void *text;
        assert_int_equal(pthread_join(threads[i], &text), 0);
        assert_non_null(text);
        assert_string_equal(text, wanted);
        free(text);
        ts_work_drop(works[i]);
    }
    free(wanted);
    ts_work_drop(first);
    ts_work_drop(alone);
}

static bool never(void *user, const ts_progress *progress)
{
    (void)user;
    (void)progress;
    return false;
}

static void what_is_expected_binds_nobody(void **state)
{
    (void)state;
    const title print = {"print", NULL, TS_FILE_PDF};
    ts_work *plain = load("layouts/cross-border-brochure.json"), *work = load_ahead("layouts/cross-border-brochure.json");
    const ts_options late = {.size = sizeof late, .epoch = -1};
    assert_int_equal(ts_work_expect(work, &late), TEARSHEET_USAGE);
    book alone = render(plain, &print), made = render(work, &print); /* prepared or not */
    assert_int_equal(made.status, TEARSHEET_OK);
    assert_true(same_book(&alone, &made));
    ts_work_drop(plain);
    ts_work_drop(work);
    work = ts_work_new();
    assert_non_null(work);
    expect(work, NULL);
    ts_work_hear_progress(work, never, NULL);
    assert_int_equal(ts_work_load(work, "layouts/cross-border-brochure.json"), TEARSHEET_CANCELLED);
    ts_work_hear_progress(work, NULL, NULL);
    ts_work_drop(work);
    free(alone.bytes);
    free(made.bytes);
}

static void a_sheet_at_fault_is_not_prepared(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    ts_options options = {.size = sizeof options, .epoch = -1};
    assert_int_equal(ts_work_load(work, "layouts/there-is-none.json"), TEARSHEET_FAULT);
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_FAULT);
    assert_null(ts_work_share(work));
    ts_work_drop(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(works_are_dropped_in_any_order),
        cmocka_unit_test(what_is_not_prepared_is_not_shared),
        cmocka_unit_test(a_cache_is_no_hindrance),
        cmocka_unit_test(art_is_found_again_by_later_editions),
        cmocka_unit_test(a_profile_that_is_not_known_prepares_the_rest),
        cmocka_unit_test(each_finds_rows_that_are_left_out),
        cmocka_unit_test(what_is_expected_binds_nobody),
        cmocka_unit_test(a_work_in_use_can_be_prepared),
        cmocka_unit_test(a_sheet_at_fault_is_not_prepared),
        cmocka_unit_test(threads_make_the_bytes_of_one),
        cmocka_unit_test(children_make_the_bytes_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
