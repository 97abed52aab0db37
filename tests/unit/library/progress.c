/* How far a call has come, and calls that end before their end: loading, preparing, editions, at every step of the way. */
#include "book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

static const char SHEET[] = "layouts/state-trade.json";
static const title TEXAS = {"print", "state=TX", TS_FILE_PDF};

enum { MOST = 400, NEVER = -1 };

typedef struct listener {
    ts_work *work;
    int until; /* events until it has heard enough; NEVER */
    size_t count;
    bool joined; /* it could be shared from within */
    double part;
    char stages[200]; /* each when it begins */
    char things[MOST * 24];
} listener;

static bool hear(void *user, const ts_progress *p)
{
    listener *l = user;
    assert_true(p->stage && p->part >= l->part && p->part <= 1);
    l->part = p->part;
    size_t length = strlen(l->stages), name = strlen(p->stage);
    if (length < name || strcmp(l->stages + length - name, p->stage) != 0)
        snprintf(l->stages + length, sizeof l->stages - length, "%s%s", length ? " " : "", p->stage);
    if (p->what) {
        length = strlen(l->things);
        snprintf(l->things + length, sizeof l->things - length, "%s ", p->what);
    }
    ts_work *other = ts_work_share(l->work);
    l->joined |= other != NULL;
    ts_work_drop(other);
    return (int)l->count++ != l->until;
}

static void listen_to(listener *l, ts_work *work, int until)
{
    *l = (listener){.work = work, .until = until};
    ts_work_hear_progress(work, hear, l);
}

static ts_work *new_work(const char *cache)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    if (cache)
        assert_int_equal(ts_work_cache(work, cache, 0), TEARSHEET_OK);
    return work;
}

static void calls_tell_their_stages(void **state)
{
    (void)state;
    listener l;
    ts_work *work = new_work(NULL);
    ts_options texas = options_of(&TEXAS);
    listen_to(&l, work, NEVER);
    assert_int_equal(ts_work_load(work, SHEET), TEARSHEET_OK);
    assert_string_equal(l.stages, "load");
    assert_string_equal(l.things, "states state_trade state_modes ");
    listen_to(&l, work, NEVER);
    assert_int_equal(ts_work_prepare(work, &texas), TEARSHEET_OK);
    assert_string_equal(l.stages, "prepare");
    assert_non_null(strstr(l.things, "crane "));
    assert_false(l.joined); /* nobody is let in while it is prepared */
    listen_to(&l, work, NEVER);
    book b = render(work, &TEXAS);
    assert_int_equal(b.status, TEARSHEET_OK);
    assert_string_equal(l.stages, "compute bind load typeset compose check ledger write");
    assert_true(l.joined); /* an edition hinders nobody */
    ts_work *other = ts_work_share(work);
    const size_t heard = l.count;
    book again = render(other, &TEXAS);
    assert_true(same_book(&b, &again) && l.count == heard); /* of the other work nothing is heard */
    ts_work_hear_progress(work, NULL, NULL);
    free(again.bytes);
    again = render(work, &TEXAS);
    assert_true(same_book(&b, &again) && l.count == heard);
    free(again.bytes);
    free(b.bytes);
    ts_work_drop(other);
    ts_work_drop(work);
}

typedef int step(ts_work *work);

static int load_it(ts_work *work)
{
    return ts_work_load(work, SHEET);
}

static int prepare_it(ts_work *work)
{
    ts_options texas = options_of(&TEXAS);
    return ts_work_prepare(work, &texas);
}

static int render_it(ts_work *work)
{
    book b = render(work, &TEXAS);
    free(b.bytes);
    return b.status;
}

/* Ends a step at one of its events; then it is done as if it had not been begun. False: it has no such event. */
static bool end_at(ts_work *work, step *does, int event)
{
    listener l;
    listen_to(&l, work, event);
    int status = does(work);
    ts_work_hear_progress(work, NULL, NULL);
    if ((int)l.count <= event) {
        assert_int_equal(status, TEARSHEET_OK);
        return false;
    }
    assert_int_equal(status, TEARSHEET_CANCELLED);
    assert_int_equal((int)l.count, event + 1); /* nothing further was begun */
    assert_string_equal(ts_work_why(work), "it was cancelled");
    assert_int_equal(does(work), TEARSHEET_CANCELLED);
    ts_work_resume(work);
    return true;
}

static void ends_anywhere_and_goes_on(const char *cache)
{
    static step *const steps[] = {load_it, prepare_it, render_it};
    size_t ended = 0;
    ts_work *plain = new_work(NULL);
    assert_int_equal(load_it(plain), TEARSHEET_OK);
    book wanted = render(plain, &TEXAS);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        bool more = true;
        for (int event = 0; more; event += 1 + event / 3) {
            ts_work *work = new_work(cache);
            for (size_t k = 0; k < i; k++)
                assert_int_equal(steps[k](work), TEARSHEET_OK);
            more = end_at(work, steps[i], event);
            for (size_t k = i; more && k < 2; k++)
                assert_int_equal(steps[k](work), TEARSHEET_OK);
            ended += more;
            ts_work *other = more && i < 2 ? ts_work_share(work) : NULL;
            book b = render(other ? other : work, &TEXAS);
            assert_true(same_book(&b, &wanted));
            free(b.bytes);
            ts_work_drop(other);
            ts_work_drop(work);
        }
    }
    assert_true(ended > 12);
    free(wanted.bytes);
    ts_work_drop(plain);
}

static void what_is_ended_anywhere_can_be_done_again(void **state)
{
    (void)state;
    ends_anywhere_and_goes_on(NULL);
}

/* There tables are described first and loaded when they are prepared. */
static void also_over_a_cache(void **state)
{
    (void)state;
    char folder[] = "/tmp/tearsheet-progress-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    ends_anywhere_and_goes_on(folder);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

static const char *first_input(ts_work *work)
{
    const char *const *files;
    size_t count;
    assert_int_equal(ts_work_inputs(work, &files, &count), TEARSHEET_OK);
    assert_true(count > 0);
    return files[0];
}

/* Also where a second thread goes ahead: of the files of the first sheet nothing is left, whoever took their digests. */
static void another_sheet_can_be_loaded_instead(void **state)
{
    (void)state;
    static const char OTHER[] = "tests/bad/no-file.json"; /* at fault: nobody goes ahead */
    ts_options texas = options_of(&TEXAS);
    bool more = true;
    for (int event = 0; more; event++) {
        listener l;
        ts_work *work = new_work(NULL);
        assert_int_equal(ts_work_expect(work, &texas), TEARSHEET_OK);
        listen_to(&l, work, event);
        more = load_it(work) == TEARSHEET_CANCELLED;
        ts_work_hear_progress(work, NULL, NULL);
        ts_work_resume(work);
        if (more)
            assert_int_equal(ts_work_load(work, OTHER), TEARSHEET_FAULT);
        assert_string_equal(first_input(work), more ? OTHER : SHEET);
        ts_work_drop(work);
    }
}

/* ---- in the middle of a table */

typedef struct shelf { /* ends the work when the file is asked for */
    ts_work *work;
    const char *file;
    size_t asked; /* files, since */
} shelf;

static int read_and_cancel(void *user, const char *path, const void **bytes, size_t *size)
{
    shelf *s = user;
    (void)bytes;
    (void)size;
    s->asked += s->asked > 0;
    if (s->file && strstr(path, s->file)) {
        ts_work_cancel(s->work);
        s->asked = 1;
    }
    return TEARSHEET_FROM_DISK;
}

static void a_file_under_way_is_the_last(void **state)
{
    (void)state;
    static const char *const files[] = {"us_state_trade", "state-trade.en-US", "cali-baja.brand", "state-trade.json"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        ts_work *work = new_work(NULL);
        shelf s = {work, files[i], 0};
        const ts_reader reader = {.size = sizeof reader, .read = read_and_cancel, .user = &s};
        assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
        assert_int_equal(load_it(work), TEARSHEET_CANCELLED);
        assert_int_equal(s.asked, 1);
        assert_int_equal(ts_work_errors(work), 0); /* it is no mistake of the sheet */
        ts_work_resume(work);
        s.file = NULL;
        assert_int_equal(load_it(work), TEARSHEET_OK);
        assert_int_equal(load_it(work), TEARSHEET_USAGE);
        ts_work_drop(work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_tell_their_stages), cmocka_unit_test(what_is_ended_anywhere_can_be_done_again),
        cmocka_unit_test(also_over_a_cache), cmocka_unit_test(another_sheet_can_be_loaded_instead), cmocka_unit_test(a_file_under_way_is_the_last)};
    return cmocka_run_group_tests_name("library.progress", tests, NULL, NULL);
}
