/* What is lost or odd is told to each work that shares it. */
#include "sharing.h"

#include "folder.h"

#include <stdio.h>
#include <unistd.h>

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Whoever renders is told, also of what was loaded ahead. */
static void tell_each(begun how)
{
    char folder[] = "/tmp/tearsheet-share-XXXXXX", here[256], sheet[1024];
    assert_non_null(mkdtemp(folder));
    assert_non_null(getcwd(here, sizeof here));
    snprintf(sheet, sizeof sheet,
             "{\"tearsheet\":1,\"preflight\":{\"condition\":\"off\"},\"folders\":{\"fonts\":\"%s/fonts\"},\"copy\":{\"title\":\"Told\"},"
             "\"fonts\":{\"Inter Regular\":{\"file\":\"Inter-Regular.otf\"}},"
             "\"art\":{\"logo\":{\"file\":\"logo.svg\",\"alt\":\"Logo\",\"outline-text\":true}},"
             "\"pages\":[{\"body\":[{\"image\":\"logo\",\"width\":90},{\"image\":\"logo\",\"width\":60}]}]}", here);
    write_file(folder, "sheet.json", sheet);
    write_file(folder, "logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'>"
                                   "<text y='20' font-size='20' font-family='Acme, Inter'>Told</text></svg>");
    snprintf(sheet, sizeof sheet, "%s/sheet.json", folder);
    static const title prepared = {"print", NULL, TS_FILE_PNG};
    ts_work *work = prepare(sheet, how), *works[] = {work, ts_work_share(work), ts_work_share(work)};
    for (size_t i = 0; i < 3; i++) {
        assert_non_null(works[i]);
        book made = render(works[i], &prepared);
        assert_int_equal(made.status, TEARSHEET_OK);
        assert_int_equal(ts_work_warnings(works[i]), 1);
        free(made.bytes);
    }
    for (size_t i = 0; i < 3; i++)
        ts_work_drop(works[i]);
    remove_folder(folder);
}

static void fails_for_its_face(ts_work *work, const title *t)
{
    book made = render(work, t);
    assert_int_equal(made.status, TEARSHEET_FAULT);
    assert_int_equal(made.size, 0);
    assert_int_equal(ts_work_errors(work), 1);
    free(made.bytes);
}

/* Also of a second profile, whose faces are looked for by the same thread, and to those that share what there is. */
static void a_lost_face_is_told_to_each(void **state)
{
    (void)state;
    static const char sheet[] = "tests/bad/font-lost.json";
    ts_options options = {.size = sizeof options, .epoch = -1};
    for (begun how = AT_ONCE; how <= AHEAD; how++) {
        ts_work *work = how == AHEAD ? load_ahead(sheet) : load(sheet), *shared = NULL;
        for (size_t i = 0; i < sizeof two_pages / sizeof *two_pages; i++) {
            options.profile = two_pages[i].profile;
            assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_FAULT);
            assert_int_equal(ts_work_errors(work), 1);
        }
        shared = ts_work_share(work);
        assert_non_null(shared);
        for (size_t i = 0; i < 2 * sizeof two_pages / sizeof *two_pages; i++)
            fails_for_its_face(i % 2 ? shared : work, &two_pages[i / 2]);
        ts_work_drop(work);
        ts_work_drop(shared);
    }
}

typedef struct face { /* bytes that a reader lends once it has them */
    char *bytes;
    size_t size;
} face;

static int lend_face(void *user, const char *path, const void **bytes, size_t *size)
{
    const face *f = user;
    if (!strstr(path, "No-Such-Face"))
        return TEARSHEET_FROM_DISK;
    *bytes = f->bytes;
    *size = f->size;
    return f->bytes ? TEARSHEET_LENT : TEARSHEET_NO_FILE;
}

static void find_face(face *f)
{
    FILE *file = fopen("fonts/Inter-Regular.otf", "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    f->size = (size_t)ftell(file);
    rewind(file);
    f->bytes = malloc(f->size);
    assert_non_null(f->bytes);
    assert_int_equal(fread(f->bytes, 1, f->size, file), f->size);
    fclose(file);
}

/* By the next edition: of a work by itself, of one that prepared what it lacked, and of one that shares that. */
static void a_face_that_comes_back_is_found(void **state)
{
    (void)state;
    for (int prepared = 0; prepared < 2; prepared++) {
        face f = {0};
        const ts_reader lender = {.size = sizeof lender, .read = lend_face, .user = &f};
        ts_work *work = ts_work_new(), *shared = NULL;
        assert_int_equal(ts_work_read_with(work, &lender), TEARSHEET_OK);
        assert_int_equal(ts_work_load(work, "tests/bad/font-lost.json"), TEARSHEET_OK);
        if (prepared)
            assert_int_equal(ts_work_prepare(work, NULL), TEARSHEET_FAULT);
        shared = ts_work_share(work);
        assert_true((shared != NULL) == prepared);
        for (int i = 0; i < 2; i++)
            fails_for_its_face(i && prepared ? shared : work, &two_pages[0]);
        find_face(&f);
        for (int i = 0; i < 2; i++) {
            book made = render(i && prepared ? shared : work, &two_pages[0]);
            assert_int_equal(made.status, TEARSHEET_OK);
            free(made.bytes);
        }
        ts_work_drop(work);
        ts_work_drop(shared);
        free(f.bytes);
    }
}

static void what_art_tells_is_told_to_each(void **state)
{
    (void)state;
    tell_each(AT_ONCE);
    tell_each(AHEAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_art_tells_is_told_to_each),
        cmocka_unit_test(a_lost_face_is_told_to_each),
        cmocka_unit_test(a_face_that_comes_back_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
