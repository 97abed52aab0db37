/* What callers in other languages use: options by size, callbacks, an end before the end. */
#include "book.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

static ts_work *load(const char *sheet)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    (void)ts_work_load(work, sheet);
    return work;
}

/* ---- options */

static void options_tell_their_size(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json");
    struct { ts_options known; long later; } newer = {.known = {.size = sizeof newer, .epoch = -1}};
    ts_options none = {0}, short_of = {.size = sizeof(size_t)}, usual;
    ts_options_init(&usual, sizeof usual);
    assert_true(usual.size == sizeof usual && usual.epoch == -1 && !usual.profile && !usual.draft);
    assert_int_equal(ts_work_check(work, &usual), TEARSHEET_OK);
    assert_int_equal(ts_work_check(work, NULL), TEARSHEET_OK);
    assert_int_equal(ts_work_check(work, &newer.known), TEARSHEET_OK);
    newer.later = 1;
    assert_int_equal(ts_work_check(work, &newer.known), TEARSHEET_USAGE);
    assert_int_equal(ts_work_check(work, &none), TEARSHEET_USAGE);
    assert_non_null(strstr(ts_work_why(work), "ts_options_init"));
    assert_int_equal(ts_work_check(work, &short_of), TEARSHEET_USAGE);
    assert_null(ts_work_edition_output(work, &none));
    ts_work_drop(work);
}

/* ---- diagnostics */

typedef struct heard {
    size_t count, most;
    size_t errors;
    char first[200];
} heard;

static bool hear_diagnostic(void *user, const ts_diagnostic *d)
{
    heard *h = user;
    if (h->count == 0 || d->hint)
        snprintf(h->first, sizeof h->first, "%s:%zu:%zu %d %s %s", d->file, d->line, d->column, d->severity, d->rule,
                 d->hint ? d->hint : "-");
    h->errors += d->severity == TEARSHEET_ERROR;
    return ++h->count < h->most;
}

static void diagnostics_are_heard_by_place(void **state)
{
    (void)state;
    ts_work *work = load("tests/bad/colour.json");
    heard all = {.most = SIZE_MAX}, one = {.most = 1};
    ts_work_each_diagnostic(work, hear_diagnostic, &all);
    ts_work_each_diagnostic(work, hear_diagnostic, &one);
    assert_int_equal(all.errors, ts_work_errors(work));
    assert_true(all.count > 1);
    assert_int_equal(one.count, 1);
    assert_string_equal(one.first, "tests/bad/colour.json:11:34 2 swatch -");
    assert_string_equal(all.first, "tests/bad/colour.json:13:34 2 swatch Midnight");
    ts_work_drop(work);
}

/* ---- statistics */

typedef struct numbers {
    size_t count, quoted, known, cited;
    double total;
    char printed[64];
} numbers;

static bool hear_statistic(void *user, const ts_statistic *s)
{
    numbers *n = user;
    n->count++;
    n->quoted += s->quoted;
    n->known += s->known;
    n->cited += s->source_count > 0 && *s->sources[0];
    if (strcmp(s->name, "state-trade") == 0) {
        n->total = s->number;
        snprintf(n->printed, sizeof n->printed, "%s", s->printed);
    }
    return true;
}

static void statistics_are_heard_with_their_sources(void **state)
{
    (void)state;
    ts_work *work = load("layouts/state-trade.json");
    numbers all = {0};
    ts_options options = {.size = sizeof options, .settings = &(const char *){"state=TX"}, .setting_count = 1, .epoch = -1};
    assert_int_equal(ts_work_each_statistic(work, &options, hear_statistic, &all), TEARSHEET_OK);
    assert_true(all.count > 5 && all.known == all.count && all.cited == all.count);
    assert_true(all.total == 356271890582);
    assert_string_equal(all.printed, "$356.3B");
    ts_work_drop(work);
}

/* ---- bytes in place of a FILE */

static void what_is_printed_is_written(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json");
    static const char *const formats[] = {"table", "json", "csv", "factcheck"};
    for (size_t i = 0; i < 4; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *memory = open_memstream(&text, &size);
        assert_int_equal(ts_work_stats(work, NULL, formats[i], memory), TEARSHEET_OK);
        fclose(memory);
        book written = {0};
        assert_int_equal(ts_work_write_stats(work, NULL, formats[i], append, &written), TEARSHEET_OK);
        assert_true(written.size == size && memcmp(written.bytes, text, size) == 0);
        free(written.bytes);
        free(text);
    }
    book schema = {0}, fit = {0};
    assert_int_equal(ts_write_schema(append, &schema), TEARSHEET_OK);
    assert_int_equal(ts_work_write_report(work, NULL, "json", append, &fit), TEARSHEET_OK);
    assert_true(schema.size > 1000 && fit.size > 2 && fit.bytes[0] == '{');
    assert_int_equal(ts_work_write_stats(work, NULL, "tables", append, &fit), TEARSHEET_USAGE);
    free(schema.bytes);
    free(fit.bytes);
    ts_work_drop(work);
}

static bool refuse(void *user, const void *bytes, size_t count)
{
    (void)user, (void)bytes, (void)count;
    return false;
}

static void one_who_wants_no_more_is_left_alone(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json");
    assert_int_equal(ts_work_render(work, NULL, TS_FILE_PDF, refuse, NULL), TEARSHEET_MACHINE);
    assert_int_equal(ts_work_write_stats(work, NULL, "csv", refuse, NULL), TEARSHEET_MACHINE);
    assert_non_null(ts_work_why(work));
    ts_work_drop(work);
}

/* ---- names */

typedef struct names {
    char all[300];
    int most;
} names;

static bool add_name(void *user, const char *name)
{
    names *n = user;
    strcat(strcat(n->all, name), " ");
    return --n->most > 0;
}

static void a_sheet_says_what_may_be_asked_of_it(void **state)
{
    (void)state;
    static const struct { ts_name_kind kind; int most; const char *all; } kinds[] = {
        {TS_NAMES_LANGUAGES, 9, "en-US es-MX "},
        {TS_NAMES_PROFILES, 9, "print screen archive "},
        {TS_NAMES_EDITIONS, 1, "texas "},
        {TS_NAMES_PARAMETERS, 2, "state year "},
        {TS_NAMES_NUMBERS, 1, "state-name "}};
    ts_work *work = load("layouts/state-trade.json");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        names found = {.most = kinds[i].most};
        assert_int_equal(ts_work_each_name(work, kinds[i].kind, add_name, &found), TEARSHEET_OK);
        assert_string_equal(found.all, kinds[i].all);
    }
    names none = {.most = 1};
    assert_int_equal(ts_work_each_name(work, (ts_name_kind)(TS_NAMES_NUMBERS + 1), add_name, &none), TEARSHEET_USAGE);
    assert_string_equal(none.all, "");
    ts_work_drop(work);
    ts_work *fresh = ts_work_new();
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        names found = {.most = kinds[i].most};
        assert_int_equal(ts_work_each_name_of(fresh, "layouts/state-trade.json", kinds[i].kind, add_name, &found), TEARSHEET_OK);
        assert_string_equal(found.all, kinds[i].all);
    }
    assert_int_equal(ts_work_each_name_of(fresh, "layouts/hello.json", (ts_name_kind)(TS_NAMES_NUMBERS + 1), add_name, &none), TEARSHEET_USAGE);
    assert_int_equal(ts_work_each_name_of(fresh, "layouts/nowhere.json", TS_NAMES_NUMBERS, add_name, &none), TEARSHEET_FAULT);
    assert_int_equal(ts_work_errors(fresh), 1);
    assert_string_equal(none.all, "");
    assert_int_equal(ts_work_load(fresh, "layouts/hello.json"), TEARSHEET_OK); /* nothing had been loaded */
    ts_work_drop(fresh);
}

static int asked_for_sheets(void *user, const char *path, const void **bytes, size_t *size)
{
    (void)bytes;
    (void)size;
    const char *ending = strrchr(path, '.');
    *(int *)user += !ending || strcmp(ending, ".json") != 0;
    return TEARSHEET_FROM_DISK;
}

static void names_need_no_tables(void **state)
{
    (void)state;
    int others = 0;
    names found = {.most = 2};
    ts_work *work = ts_work_new();
    const ts_reader reader = {.size = sizeof reader, .read = asked_for_sheets, .user = &others};
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
    assert_int_equal(ts_work_each_name_of(work, "layouts/state-trade.json", TS_NAMES_PARAMETERS, add_name, &found), TEARSHEET_OK);
    assert_string_equal(found.all, "state year ");
    assert_int_equal(others, 0);
    ts_work_drop(work);
}

/* ---- proofs */

static book picture(ts_work *work, bool proof)
{
    const ts_options options = {.size = sizeof options, .profile = "print", .proof = proof, .dpi = 20, .epoch = 0};
    book b = {0};
    assert_int_equal(ts_work_render(work, &options, TS_FILE_PNG, append, &b), TEARSHEET_OK);
    return b;
}

/* Both have the colours of one profile: as its paper shows them, and as its white does. */
static void a_proof_is_the_same_after_a_picture(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json"), *other = load("layouts/hello.json");
    book page = picture(work, false), later = picture(work, true), alone = picture(other, true);
    assert_true(same_book(&later, &alone) && !same_book(&later, &page));
    free(page.bytes);
    free(later.bytes);
    free(alone.bytes);
    ts_work_drop(work);
    ts_work_drop(other);
}

/* ---- out of order */

static bool hear_no_name(void *user, const char *name)
{
    (void)user, (void)name;
    fail();
    return false;
}

static bool hear_nothing(void *user, const ts_statistic *statistic)
{
    (void)user, (void)statistic;
    fail();
    return false;
}

static void before_a_sheet_is_loaded_nothing_can_be_asked(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    ts_record *record = ts_record_new();
    const ts_variant *variants;
    const char *const *files, *path;
    char digest[TEARSHEET_SHA256];
    book none = {0};
    size_t count = 1;
    const int told[] = {ts_work_prepare(work, NULL), ts_work_check(work, NULL), ts_work_render(work, NULL, TS_FILE_PDF, append, &none),
                        ts_work_render_file(work, NULL, "/tmp/never.pdf"), ts_work_render_files(work, NULL, &(ts_output){"/tmp/never.pdf", 0, 0}, 1, NULL, NULL),
                        ts_work_package(work, NULL, "/tmp/never.zip"), ts_work_write_report(work, NULL, "json", append, &none),
                        ts_work_write_stats(work, NULL, "csv", append, &none), ts_work_accept(work, NULL, &path),
                        ts_work_each_statistic(work, NULL, hear_nothing, NULL), ts_record_make(record, work, NULL),
                        ts_work_read_variants(work, NULL, "layouts/variants.csv", &variants, &count), ts_work_inputs(work, &files, &count),
                        ts_work_fingerprint(work, NULL, NULL, digest), ts_work_write_findings(work, append, &none),
                        ts_work_each_name(work, TS_NAMES_NUMBERS, hear_no_name, NULL)};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i] != TEARSHEET_USAGE)
            fail_msg("call %zu: %d", i, told[i]);
    assert_non_null(ts_work_why(work));
    assert_non_null(strstr(ts_record_why(record), "ts_work_load comes first"));
    assert_true(!ts_work_share(work) && !ts_work_page_count(work) && !ts_work_errors(work) && !none.size && !count);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    assert_int_equal(ts_work_page_count(work), 1);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_USAGE);
    assert_int_equal(ts_work_cache(work, "/tmp/never", 0), TEARSHEET_USAGE);
    assert_int_equal(ts_work_check(work, NULL), TEARSHEET_OK);
    ts_record_drop(record);
    ts_work_drop(work);
}

static bool cancel_at(void *user, const ts_progress *progress)
{
    (void)progress;
    return --*(int *)user != 0;
}

static bool count_up(void *user, const ts_diagnostic *diagnostic)
{
    (void)diagnostic;
    ++*(size_t *)user;
    return true;
}

static size_t heard_of(ts_work *work)
{
    size_t count = 0;
    book json = {0};
    ts_work_each_diagnostic(work, count_up, &count);
    assert_int_equal(ts_work_write_diagnostics(work, TS_DIAGNOSTICS_JSON, append, &json), TEARSHEET_OK);
    free(json.bytes);
    return count;
}

static void where_nothing_was_found_there_is_nothing_to_hear(void **state)
{
    (void)state;
    int at = 1;
    ts_work *work = ts_work_new();
    assert_int_equal(heard_of(work), 0);
    ts_work_hear_progress(work, cancel_at, &at);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_CANCELLED);
    assert_int_equal(heard_of(work), 0);
    ts_work_hear_progress(work, NULL, NULL);
    ts_work_resume(work);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    assert_int_equal(ts_work_prepare(work, NULL), TEARSHEET_OK);
    ts_work *shared = ts_work_share(work);
    assert_int_equal(heard_of(shared), 0);
    ts_work_drop(shared);
    ts_work_drop(work);
}

/* A row is read by one, and told of to another that has not done anything yet. */
static void the_first_that_a_work_hears_may_be_of_a_row(void **state)
{
    (void)state;
    const ts_variant *variants;
    size_t count = 0;
    ts_work *work = load("layouts/state-trade.json");
    assert_int_equal(ts_work_prepare(work, NULL), TEARSHEET_OK);
    assert_int_equal(ts_work_read_variants(work, NULL, "layouts/variants.csv", &variants, &count), TEARSHEET_OK);
    ts_work *shared = ts_work_share(work);
    assert_int_equal(ts_work_tell(shared, &variants[0], "state", "expect", "no"), TEARSHEET_FAULT);
    assert_int_equal(heard_of(shared), 1);
    ts_work_drop(shared);
    ts_work_drop(work);
}

static void a_record_without_an_edition_answers_nothing(void **state)
{
    (void)state;
    ts_work *work = load("layouts/hello.json");
    ts_record *full = ts_record_new(), *empty = ts_record_new();
    book none = {0};
    size_t changes;
    ts_options wrong = {.size = 1};
    assert_int_equal(ts_record_make(full, work, NULL), TEARSHEET_OK);
    assert_int_equal(ts_record_write_trace(empty, "trade", "text", append, &none), TEARSHEET_USAGE);
    assert_non_null(strstr(ts_record_why(empty), "holds no edition"));
    assert_int_equal(ts_record_write_diff(empty, full, "text", append, &none, &changes), TEARSHEET_USAGE);
    assert_int_equal(ts_record_write_diff(full, empty, "text", append, &none, &changes), TEARSHEET_USAGE);
    assert_int_equal(ts_record_make(empty, work, &wrong), TEARSHEET_USAGE);
    ts_work_drop(work);
    assert_non_null(strstr(ts_record_why(empty), "ts_options_init")); /* it outlives the work */
    assert_true(!none.size && !ts_record_is_made(empty));
    ts_record_drop(full);
    ts_record_drop(empty);
}

static void settings_that_cannot_be_are_refused(void **state)
{
    (void)state;
    ts_work *work = load("layouts/state-trade.json");
    static const char *const nothing[] = {"state=TX", NULL}, *const nameless[] = {"=TX"}, *const valueless[] = {"state"};
    const struct { const char *const *settings; size_t count; } wrong[] = {{NULL, 1}, {nothing, 2}, {nameless, 1}, {valueless, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ts_options options = {.size = sizeof options, .settings = wrong[i].settings, .setting_count = wrong[i].count, .epoch = -1};
        assert_int_equal(ts_work_check(work, &options), TEARSHEET_USAGE);
        assert_non_null(ts_work_why(work));
    }
    ts_work_drop(work);
}

/* ---- files that are opened are closed */

static size_t files_open(void)
{
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static void nothing_stays_open(void **state)
{
    (void)state;
    ts_work *work = load("layouts/state-trade.json");
    const ts_variant *variants;
    size_t count, before = files_open();
    for (int i = 0; i < 3; i++) {
        book b = {0};
        assert_int_equal(ts_work_read_variants(work, NULL, "layouts/variants.csv", &variants, &count), TEARSHEET_OK);
        assert_int_equal(ts_work_render(work, NULL, TS_FILE_PDF, append, &b), TEARSHEET_OK);
        free(b.bytes);
    }
    assert_int_equal(files_open(), before);
    assert_int_equal(count, 51);
    ts_work_drop(work);
}

/* ---- cancel */

static void a_cancelled_work_does_nothing_until_it_is_resumed(void **state)
{
    (void)state;
    const title plain = {"print", NULL, TS_FILE_PDF};
    ts_work *work = load("layouts/hello.json");
    book before = render(work, &plain);
    ts_work_cancel(work);
    for (int i = 0; i < 2; i++) {
        book none = render(work, &plain);
        assert_int_equal(none.status, TEARSHEET_CANCELLED);
        assert_int_equal(none.size, 0);
    }
    assert_string_equal(ts_work_why(work), "it was cancelled");
    ts_work_resume(work);
    book after = render(work, &plain);
    assert_int_equal(before.status, TEARSHEET_OK);
    assert_true(same_book(&before, &after));
    free(before.bytes);
    free(after.bytes);
    ts_work_drop(work);
}

/* Whatever was told of it by then may come of what it could not have any more. */
static void a_cancelled_work_is_at_no_fault(void **state)
{
    (void)state;
    ts_work *work = load("tests/bad/font-lost.json");
    int status = TEARSHEET_CANCELLED, at = 0;
    for (; status == TEARSHEET_CANCELLED; at++) {
        int left = at + 1;
        ts_work_hear_progress(work, cancel_at, &left);
        status = ts_work_check(work, NULL);
        assert_true(left > 0 || status == TEARSHEET_CANCELLED);
        ts_work_resume(work);
    }
    assert_int_equal(status, TEARSHEET_FAULT);
    assert_true(at > 2);
    ts_work_drop(work);
}

static bool cancel_at_first_bytes(void *user, const void *bytes, size_t count)
{
    (void)bytes, (void)count;
    ts_work_cancel(user);
    return true;
}

/* Edition after edition until the other thread has seen one cancelled. */
static void *render_until_cancelled(void *user)
{
    static const title pdf = {"print", NULL, TS_FILE_PDF};
    book b;
    do {
        b = render(user, &pdf);
        free(b.bytes);
    } while (b.status == TEARSHEET_OK);
    return (void *)(intptr_t)b.status;
}

static void another_thread_cancels(void **state)
{
    (void)state;
    ts_work *work = load("layouts/cross-border-brochure.json");
    pthread_t thread;
    void *status;
    assert_int_equal(pthread_create(&thread, NULL, render_until_cancelled, work), 0);
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    ts_work_cancel(work);
    pthread_join(thread, &status);
    assert_int_equal((intptr_t)status, TEARSHEET_CANCELLED);
    ts_work_resume(work);
    (void)ts_work_render(work, NULL, TS_FILE_PDF, cancel_at_first_bytes, work); /* ends, or was about to */
    assert_int_equal(ts_work_check(work, NULL), TEARSHEET_CANCELLED);
    ts_work_drop(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_tell_their_size),
        cmocka_unit_test(diagnostics_are_heard_by_place),
        cmocka_unit_test(statistics_are_heard_with_their_sources),
        cmocka_unit_test(what_is_printed_is_written),
        cmocka_unit_test(one_who_wants_no_more_is_left_alone),
        cmocka_unit_test(a_sheet_says_what_may_be_asked_of_it),
        cmocka_unit_test(names_need_no_tables),
        cmocka_unit_test(a_proof_is_the_same_after_a_picture),
        cmocka_unit_test(before_a_sheet_is_loaded_nothing_can_be_asked),
        cmocka_unit_test(where_nothing_was_found_there_is_nothing_to_hear),
        cmocka_unit_test(the_first_that_a_work_hears_may_be_of_a_row),
        cmocka_unit_test(a_record_without_an_edition_answers_nothing),
        cmocka_unit_test(settings_that_cannot_be_are_refused),
        cmocka_unit_test(nothing_stays_open),
        cmocka_unit_test(a_cancelled_work_does_nothing_until_it_is_resumed),
        cmocka_unit_test(a_cancelled_work_is_at_no_fault),
        cmocka_unit_test(another_thread_cancels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
