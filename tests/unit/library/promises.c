/* What the header says, sentence by sentence, where it was once untrue. */
#include "book.h"

#include "folder.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

static char folder[] = "/tmp/tearsheet-promises-XXXXXX", pdf[64], ledger[64];
static const char SHEET[] = "layouts/hello.json", TABLE[] = "us_trade";

static ts_work *load(void)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, SHEET), TEARSHEET_OK);
    return work;
}

static bool refuse(void *user, const void *bytes, size_t count)
{
    (void)user, (void)bytes, (void)count;
    return false;
}

/* ---- the same everywhere */

static void the_header_is_of_the_library(void **state)
{
    (void)state;
    char version[32];
    snprintf(version, sizeof version, "%d.%d.%d", TEARSHEET_VERSION_MAJOR, TEARSHEET_VERSION_MINOR, TEARSHEET_VERSION_PATCH);
    assert_string_equal(ts_version(), version);
}

/* In a process of its own: HarfBuzz looks at its environment once. */
static book shape_in_child(const char *shapers, const char *file)
{
    book b = {0};
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        if (shapers)
            setenv("HB_SHAPER_LIST", shapers, 1);
        _exit(ts_work_render_file(load(), NULL, file));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    FILE *from = fopen(file, "rb");
    char piece[4096];
    for (size_t n = 1; from && n; append(&b, piece, n))
        n = fread(piece, 1, sizeof piece, from);
    assert_non_null(from);
    fclose(from);
    return b;
}

static void the_environment_chooses_no_shaper(void **state)
{
    (void)state;
    char file[64];
    snprintf(file, sizeof file, "%s/page.trace", folder);
    book plain = shape_in_child(NULL, file), other = shape_in_child("fallback", file);
    assert_true(plain.size > 100 && same_book(&plain, &other));
    free(plain.bytes);
    free(other.bytes);
}

/* ---- cancel */

static int prepare(ts_work *work)
{
    return ts_work_prepare(work, NULL);
}

static int check(ts_work *work)
{
    return ts_work_check(work, NULL);
}

static int write_with_ledger(ts_work *work)
{
    ts_options options;
    ts_options_init(&options, sizeof options);
    options.ledger = ledger;
    return ts_work_render_file(work, &options, pdf);
}

static int write_several(ts_work *work)
{
    ts_options options;
    ts_options_init(&options, sizeof options);
    options.ledger = ledger;
    return ts_work_render_files(work, &options, &(ts_output){.file = pdf}, 1, NULL, NULL);
}

static int render_kind(ts_work *work, ts_file_kind kind)
{
    const title plain = {"print", NULL, kind};
    book b = render(work, &plain);
    free(b.bytes);
    return b.status;
}

static int render_png(ts_work *work)
{
    return render_kind(work, TS_FILE_PNG);
}

static int render_trace(ts_work *work)
{
    return render_kind(work, TS_FILE_TRACE);
}

static bool hear_until(void *user, const ts_progress *progress)
{
    (void)progress;
    return --*(int *)user != 0;
}

static bool is_there(const char *file)
{
    return access(file, F_OK) == 0;
}

/* Who says no at the last call of all ends that call, not the next one. */
static void the_last_no_counts_for_its_call(void **state)
{
    (void)state;
    static int (*const calls[])(ts_work *) = {prepare, check, write_with_ledger, write_several, render_png, render_trace};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        ts_work *work = load(), *other = load();
        int heard = 0;
        ts_work_hear_progress(other, hear_until, &heard);
        assert_int_equal(calls[i](other), TEARSHEET_OK);
        remove_folder(folder);
        assert_int_equal(mkdir(folder, 0700), 0);
        heard = -heard;
        ts_work_hear_progress(work, hear_until, &heard);
        assert_int_equal(calls[i](work), TEARSHEET_CANCELLED);
        assert_string_equal(ts_work_why(work), "it was cancelled");
        assert_false(is_there(pdf) || is_there(ledger));
        ts_work_drop(work);
        ts_work_drop(other);
    }
}

static void *cancel_in_a_while(void *work)
{
    nanosleep(&(struct timespec){.tv_nsec = 150000000}, NULL);
    ts_work_cancel(work);
    return NULL;
}

/* Of some 60 megapixels, which take seconds: it comes to no end. */
static void a_picture_under_way_is_ended(void **state)
{
    (void)state;
    ts_work *work = load();
    ts_options options;
    book none = {0};
    ts_options_init(&options, sizeof options);
    assert_int_equal(ts_work_check(work, &options), TEARSHEET_OK);
    static const struct { const char *plate; bool proof; double dpi; } looks[] = {{NULL, false, 800}, {NULL, true, 500}, {"Black", false, 800}};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        pthread_t thread;
        options.plate = looks[i].plate;
        options.proof = looks[i].proof;
        options.dpi = looks[i].dpi;
        assert_int_equal(pthread_create(&thread, NULL, cancel_in_a_while, work), 0);
        assert_int_equal(ts_work_render(work, &options, TS_FILE_PNG, append, &none), TEARSHEET_CANCELLED);
        pthread_join(thread, NULL);
        assert_int_equal(none.size, 0);
        ts_work_resume(work);
    }
    ts_work_drop(work);
}

/* ---- why */

static void what_went_well_has_no_why(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    const ts_reader reader = {.size = sizeof reader}, none = {0};
    book b = {0};
    assert_int_equal(ts_work_check(work, NULL), TEARSHEET_USAGE);
    assert_int_equal(ts_work_expect(work, NULL), TEARSHEET_OK);
    assert_null(ts_work_why(work));
    assert_int_equal(ts_work_read_with(work, &none), TEARSHEET_USAGE);
    assert_non_null(ts_work_why(work));
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
    assert_null(ts_work_why(work));
    assert_int_equal(ts_work_load(work, SHEET), TEARSHEET_OK);
    assert_int_equal(ts_work_write_findings(work, refuse, NULL), TEARSHEET_MACHINE);
    assert_non_null(ts_work_why(work));
    assert_int_equal(ts_work_write_diagnostics(work, TS_DIAGNOSTICS_TEXT, append, &b), TEARSHEET_OK);
    assert_null(ts_work_why(work));
    assert_int_equal(ts_work_load(work, SHEET), TEARSHEET_USAGE);
    assert_int_equal(ts_work_write_findings(work, append, &b), TEARSHEET_OK);
    assert_null(ts_work_why(work));
    free(b.bytes);
    ts_work_drop(work);
}

static bool count_diagnostics(void *user, const ts_diagnostic *diagnostic)
{
    assert_non_null(diagnostic->message);
    ++*(size_t *)user;
    return true;
}

static void a_record_tells_of_its_last_call(void **state)
{
    (void)state;
    ts_work *work = load();
    ts_record *record = ts_record_new();
    book b = {0}, told = {0};
    size_t count = 0;
    const title plain = {"screen", NULL, TS_FILE_PDF};
    book page = render(work, &plain), again = render(work, &plain);
    assert_true(same_book(&page, &again));
    free(again.bytes);
    assert_int_equal(ts_record_read(record, "/nowhere.pdf"), TEARSHEET_FAULT);
    assert_int_equal(ts_record_read_bytes(record, "half.pdf", page.bytes, page.size / 2), TEARSHEET_FAULT);
    ts_record_each_diagnostic(record, count_diagnostics, &count);
    assert_int_equal(count, 1);
    assert_int_equal(ts_record_write_diagnostics(record, TS_DIAGNOSTICS_TEXT, append, &told), TEARSHEET_OK);
    assert_true(append(&told, "", 1));
    assert_non_null(strstr((const char *)told.bytes, "half.pdf cannot be read"));
    assert_int_equal(ts_record_read_bytes(record, "page.pdf", page.bytes, page.size), TEARSHEET_OK);
    memset(page.bytes, 0, page.size);
    count = 0;
    ts_record_each_diagnostic(record, count_diagnostics, &count);
    assert_true(count == 0 && !ts_record_why(record));
    assert_int_equal(ts_record_write_trace(record, "trade", "nonsense", append, &b), TEARSHEET_USAGE);
    assert_non_null(ts_record_why(record));
    size_t changes;
    assert_int_equal(ts_record_write_diff(record, record, "text", append, &b, &changes), TEARSHEET_OK);
    assert_true(changes == 0 && !ts_record_why(record));
    assert_int_equal(ts_record_write_diff(record, record, "json", refuse, NULL, &changes), TEARSHEET_MACHINE);
    assert_non_null(ts_record_why(record));
    assert_int_equal(ts_record_read(record, "/nowhere.pdf"), TEARSHEET_USAGE);
    free(b.bytes);
    free(told.bytes);
    free(page.bytes);
    ts_record_drop(record);
    ts_work_drop(work);
}

static void a_ledger_is_read_from_memory(void **state)
{
    (void)state;
    ts_work *work = load();
    ts_record *read = ts_record_new(), *made = ts_record_new();
    book text = {0}, none = {0};
    size_t changes = 1;
    assert_int_equal(ts_work_write_stats(work, NULL, "json", append, &text), TEARSHEET_OK);
    assert_int_equal(ts_record_read_bytes(read, "ledger.json", text.bytes, text.size), TEARSHEET_OK);
    memset(text.bytes, 0, text.size);
    assert_int_equal(ts_record_read_bytes(made, "nothing", "", 0), TEARSHEET_FAULT);
    assert_int_equal(ts_record_make(made, work, NULL), TEARSHEET_OK);
    assert_int_equal(ts_record_write_diff(read, made, "text", append, &none, &changes), TEARSHEET_OK);
    free(text.bytes);
    free(none.bytes);
    ts_record_drop(read);
    ts_record_drop(made);
    ts_work_drop(work);
}

/* ---- options */

static void a_ledger_is_written_or_refused(void **state)
{
    (void)state;
    ts_work *work = load();
    ts_options options;
    book b = {0};
    ts_options_init(&options, sizeof options);
    options.ledger = ledger;
    const ts_output two[] = {{pdf, 0, 0}, {"/tmp/tearsheet-promises-nowhere/b.pdf", 0, 0}};
    assert_int_equal(ts_work_render_files(work, &options, two, 2, NULL, NULL), TEARSHEET_MACHINE);
    assert_true(is_there(pdf) && !is_there(ledger));
    assert_int_equal(ts_work_render_files(work, &options, two, 1, NULL, NULL), TEARSHEET_OK);
    assert_true(is_there(ledger));
    assert_int_equal(ts_work_render(work, &options, TS_FILE_PDF, append, &b), TEARSHEET_USAGE);
    assert_int_equal(ts_work_package(work, &options, "/tmp/never.zip"), TEARSHEET_USAGE);
    options.ledger = NULL;
    options.page = 9;
    assert_int_equal(ts_work_package(work, &options, "/tmp/never.zip"), TEARSHEET_USAGE);
    assert_true(b.size == 0 && !is_there("/tmp/never.zip"));
    ts_work_drop(work);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    ts_work *work = load();
    ts_options options;
    book b = {0};
    static const double wrong[] = {-5, NAN, -INFINITY, INFINITY};
    ts_options_init(&options, sizeof options);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        options.dpi = wrong[i];
        assert_int_equal(ts_work_render(work, &options, TS_FILE_PNG, append, &b), TEARSHEET_USAGE);
        const ts_output output = {"/tmp/never.png", 0, wrong[i]};
        assert_int_equal(ts_work_render_files(work, NULL, &output, 1, NULL, NULL), TEARSHEET_USAGE);
    }
    assert_int_equal(ts_work_render_files(work, NULL, &(ts_output){"/tmp/never.png", -3, 0}, 1, NULL, NULL), TEARSHEET_USAGE);
    assert_true(b.size == 0 && !is_there("/tmp/never.png"));
    ts_work_drop(work);
}

/* ---- tables */

static bool keep_message(void *user, const ts_diagnostic *diagnostic)
{
    snprintf(user, 200, "%s", diagnostic->message);
    return false;
}

static void an_empty_table_is_said_to_be_empty(void **state)
{
    (void)state;
    char message[200] = "";
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, TABLE, NULL, 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, SHEET), TEARSHEET_FAULT);
    ts_work_each_diagnostic(work, keep_message, message);
    assert_non_null(strstr(message, " is empty"));
    ts_work_drop(work);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(pdf, sizeof pdf, "%s/page.pdf", folder);
    snprintf(ledger, sizeof ledger, "%s/page.json", folder);
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_is_of_the_library), cmocka_unit_test(the_environment_chooses_no_shaper),
        cmocka_unit_test(the_last_no_counts_for_its_call), cmocka_unit_test(a_picture_under_way_is_ended),
        cmocka_unit_test(what_went_well_has_no_why), cmocka_unit_test(a_record_tells_of_its_last_call),
        cmocka_unit_test(a_ledger_is_read_from_memory), cmocka_unit_test(a_ledger_is_written_or_refused),
        cmocka_unit_test(what_is_no_number_is_refused), cmocka_unit_test(an_empty_table_is_said_to_be_empty)};
    return cmocka_run_group_tests_name("library.promises", tests, make_folder, drop_folder);
}
