/* Folders and zips that are whole or not there, and what they never take the place of. */
#include "base/bundle.h"
#include "base/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    ts_arena *arena;
    char home[64];
    ts_bundle bundle;
} fixture;

static char *path_of(const fixture *f, const char *name)
{
    return ts_arena_print(f->arena, "%s/%s", f->home, name);
}

static void put(const fixture *f, const char *name, const char *text)
{
    FILE *file = fopen(path_of(f, name), "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_holds(const fixture *f, const char *name, const char *text)
{
    char found[1024] = "";
    FILE *file = fopen(path_of(f, name), "rb");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

static bool count(void *user, const char *path, const char *name)
{
    (void)path;
    (void)name;
    ++*(int *)user;
    return true;
}

static void assert_files(const fixture *f, int wanted)
{
    int found = 0;
    assert_true(ts_folder_walk(f->home, count, &found));
    assert_int_equal(found, wanted);
}

static void add(fixture *f, const char *name, const char *text)
{
    ts_bundle_file file = {name, text, strlen(text)};
    assert_true(TS_PUSH(f->arena, &f->bundle.files, file));
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    f->arena = ts_arena_new(0);
    strcpy(f->home, "/tmp/tearsheet-bundle-XXXXXX");
    f->bundle.mark = "job.json";
    f->bundle.begin = "{ours";
    add(f, "job.json", "{ours}");
    add(f, "proof/one.txt", "abc");
    *state = f;
    return mkdtemp(f->home) ? 0 : -1;
}

static int end(void **state)
{
    fixture *f = *state;
    ts_folder_remove(f->home);
    ts_arena_drop(f->arena);
    free(f);
    return 0;
}

static void expect(fixture *f, const char *name, ts_bundle_result wanted, const char *part)
{
    const char *why = NULL;
    assert_int_equal(ts_bundle_write(f->arena, &f->bundle, path_of(f, name), &why), wanted);
    if (part && !strstr(why, part))
        fail_msg("\"%s\" is not in \"%s\"", part, why);
}

static void a_folder_has_all_files_and_their_sums(void **state)
{
    fixture *f = *state;
    expect(f, "out/", TS_BUNDLE_WRITTEN, NULL);
    assert_holds(f, "out/proof/one.txt", "abc");
    assert_holds(f, "out/SHA256SUMS",
                 "c56454cf76427d0af490d8f7942a5c94ece75b020bc16e7cde73aa637865540f  job.json\n"
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  proof/one.txt\n");
    assert_files(f, 3);
}

static void what_is_untouched_is_replaced(void **state)
{
    fixture *f = *state;
    assert_int_equal(mkdir(path_of(f, "out"), 0777), 0); /* empty */
    expect(f, "out", TS_BUNDLE_WRITTEN, NULL);
    add(f, "more.txt", "more");
    expect(f, "out", TS_BUNDLE_WRITTEN, NULL);
    assert_holds(f, "out/more.txt", "more");
    assert_files(f, 4);
}

static void what_is_not_ours_stays(void **state)
{
    fixture *f = *state;
    expect(f, "out", TS_BUNDLE_WRITTEN, NULL);
    put(f, "out/job.json", "{ours}, and mine");
    expect(f, "out", TS_BUNDLE_IN_THE_WAY, "was changed since it was made (job.json)");
    put(f, "out/job.json", "{ours}");
    put(f, "out/proof/note.txt", "mine");
    expect(f, "out", TS_BUNDLE_IN_THE_WAY, "(proof/note.txt)");
    unlink(path_of(f, "out/proof/note.txt"));
    assert_int_equal(symlink("/etc/passwd", path_of(f, "out/link")), 0);
    expect(f, "out", TS_BUNDLE_IN_THE_WAY, "was changed");
    unlink(path_of(f, "out/link"));
    put(f, "out/job.json", "{theirs}");
    expect(f, "out", TS_BUNDLE_IN_THE_WAY, "holds other files");
    put(f, "file", "mine");
    expect(f, "file", TS_BUNDLE_IN_THE_WAY, "is not a folder");
    assert_files(f, 4);
}

static void nothing_is_left_of_what_fails(void **state)
{
    fixture *f = *state;
    expect(f, "none/out", TS_BUNDLE_FAILED, "/none; make it first");
    expect(f, "none/out.zip", TS_BUNDLE_FAILED, "/none; make it first");
    add(f, "job.json/inside.txt", "a file cannot be a folder");
    expect(f, "out", TS_BUNDLE_FAILED, "cannot write");
    assert_files(f, 0);
    assert_true(ts_folder_is_empty(f->home));
}

static void the_same_files_are_the_same_zip(void **state)
{
    fixture *f = *state;
    char one[1024], two[1024];
    expect(f, "job.zip", TS_BUNDLE_WRITTEN, NULL);
    FILE *file = fopen(path_of(f, "job.zip"), "rb");
    size_t size = fread(one, 1, sizeof one, file);
    fclose(file);
    expect(f, "job.zip", TS_BUNDLE_WRITTEN, NULL);
    file = fopen(path_of(f, "job.zip"), "rb");
    assert_int_equal(fread(two, 1, sizeof two, file), size);
    fclose(file);
    assert_memory_equal(one, two, size);
    assert_memory_equal(one, "PK\3\4", 4);
    assert_files(f, 1);
}

static void a_zip_takes_the_place_of_its_like(void **state)
{
    fixture *f = *state;
    expect(f, "job.zip", TS_BUNDLE_WRITTEN, NULL);
    add(f, "more.txt", "more");
    expect(f, "job.zip", TS_BUNDLE_WRITTEN, NULL);
    FILE *file = fopen(path_of(f, "job.zip"), "rb+");
    fseek(file, 40, SEEK_SET);
    fputc('?', file);
    fclose(file);
    expect(f, "job.zip", TS_BUNDLE_IN_THE_WAY, "was changed since it was made");
    put(f, "job.zip", "mine");
    expect(f, "job.zip", TS_BUNDLE_IN_THE_WAY, "is another file");
    assert_holds(f, "job.zip", "mine");
    put(f, "job.zip", "");
    expect(f, "job.zip", TS_BUNDLE_WRITTEN, NULL);
    f->bundle.mark = "other.json";
    expect(f, "job.zip", TS_BUNDLE_IN_THE_WAY, "is another file");
    assert_int_equal(mkdir(path_of(f, "folder.zip"), 0777), 0);
    expect(f, "folder.zip", TS_BUNDLE_IN_THE_WAY, "is not a file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_has_all_files_and_their_sums, begin, end),
        cmocka_unit_test_setup_teardown(what_is_untouched_is_replaced, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_ours_stays, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_left_of_what_fails, begin, end),
        cmocka_unit_test_setup_teardown(the_same_files_are_the_same_zip, begin, end),
        cmocka_unit_test_setup_teardown(a_zip_takes_the_place_of_its_like, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
