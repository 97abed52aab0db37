#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "base/cache.h"
#include "base/pack.h"

#include <dirent.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct room {
    ts_arena *arena;
    char top[64], folder[80];
} room;

static const char KIND[] = "thing";

static int open_room(void **state)
{
    room *r = calloc(1, sizeof *r);
    strcpy(r->top, "/tmp/tearsheet-cache-XXXXXX");
    r->arena = ts_arena_new(0);
    *state = r;
    if (!r->arena || !mkdtemp(r->top))
        return -1;
    snprintf(r->folder, sizeof r->folder, "%s/a/b", r->top);
    return 0;
}

static int close_room(void **state)
{
    room *r = *state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+w %s && rm -r %s", r->top, r->top);
    int status = system(command);
    ts_arena_drop(r->arena);
    free(r);
    return status;
}

static const unsigned char *key_of(room *r, const char *what)
{
    unsigned char *key = ts_arena_alloc(r->arena, TS_DIGEST_BYTES);
    ts_digest *digest = ts_cache_key(ts_cache_open(r->arena, r->top, 0), r->arena, KIND);
    ts_digest_text(digest, what);
    ts_digest_end_raw(digest, key);
    return key;
}

static const char *find(room *r, ts_cache *cache, const char *what)
{
    size_t count;
    const unsigned char *bytes = ts_cache_find(cache, KIND, key_of(r, what), r->arena, &count);
    return bytes ? ts_arena_copy(r->arena, (const char *)bytes, count) : NULL;
}

static void keep(room *r, ts_cache *cache, const char *what, const char *bytes)
{
    ts_cache_keep(cache, KIND, key_of(r, what), bytes, strlen(bytes));
}

/* The file of an entry. */
static const char *file_of(room *r, const char *what)
{
    char hex[TS_DIGEST_HEX];
    ts_digest_hex(key_of(r, what), hex);
    return ts_arena_print(r->arena, "%s/%s-%s", r->folder, KIND, hex);
}

static size_t files_in(const char *folder)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    for (const struct dirent *item; open && (item = readdir(open));)
        count += item->d_name[0] != '.';
    if (open)
        closedir(open);
    return count;
}

static void test_what_is_kept_is_found_by_another(void **state)
{
    room *r = *state;
    ts_cache *one = ts_cache_open(r->arena, r->folder, 0), *other = ts_cache_open(r->arena, r->folder, 0);
    assert_null(find(r, one, "a"));
    keep(r, one, "a", "alpha");
    keep(r, one, "empty", "");
    assert_string_equal(find(r, other, "a"), "alpha");
    assert_string_equal(find(r, other, "empty"), "");
    assert_null(find(r, other, "b"));
    assert_int_equal(files_in(r->folder), 2);
    assert_null(find(r, NULL, "a"));
    keep(r, NULL, "a", "nothing happens");
}

static void change(const char *path, long at)
{
    FILE *file = fopen(path, "r+b");
    fseek(file, at, SEEK_SET);
    int byte = fgetc(file);
    fseek(file, at, SEEK_SET);
    fputc(byte ^ 0x10, file);
    fclose(file);
}

static long size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (long)info.st_size : -1;
}

/* Each byte, each length: never found, and replaced by the next who makes it. */
static void test_what_was_changed_or_cut_is_not_found(void **state)
{
    room *r = *state;
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 0);
    keep(r, cache, "a", "alpha");
    const char *path = file_of(r, "a");
    long size = size_of(path);
    for (long at = 0; at < size; at++) {
        change(path, at);
        assert_null(find(r, cache, "a"));
        keep(r, cache, "a", "alpha");
        assert_string_equal(find(r, cache, "a"), "alpha");
    }
    for (long length = 0; length < size; length++) {
        assert_int_equal(truncate(path, length), 0);
        assert_null(find(r, cache, "a"));
        keep(r, cache, "a", "alpha");
    }
    change(path, size); /* longer */
    assert_null(find(r, cache, "a"));
}

static void test_another_s_entry_under_this_name_is_not_taken(void **state)
{
    room *r = *state;
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 0);
    keep(r, cache, "a", "alpha");
    keep(r, cache, "b", "beta");
    assert_int_equal(rename(file_of(r, "b"), file_of(r, "a")), 0);
    assert_null(find(r, cache, "a"));
}

static void test_what_is_no_file_is_not_waited_for(void **state)
{
    room *r = *state;
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 0);
    keep(r, cache, "b", "beta");
    assert_int_equal(mkfifo(file_of(r, "a"), 0600), 0);
    assert_null(find(r, cache, "a"));
    assert_int_equal(unlink(file_of(r, "a")), 0);
    assert_int_equal(symlink(file_of(r, "b"), file_of(r, "a")), 0);
    assert_null(find(r, cache, "a"));
    assert_int_equal(unlink(file_of(r, "a")), 0);
    assert_int_equal(mkdir(file_of(r, "a"), 0700), 0);
    assert_null(find(r, cache, "a"));
    keep(r, cache, "a", "alpha");
    assert_null(find(r, cache, "a"));
}

static void test_a_folder_that_cannot_be_written_keeps_nothing(void **state)
{
    room *r = *state;
    char file[96];
    snprintf(file, sizeof file, "%s/file", r->top);
    close(open(file, O_CREAT | O_WRONLY, 0600));
    ts_cache *cache = ts_cache_open(r->arena, file, 0); /* a file where the folder should be */
    keep(r, cache, "a", "alpha");
    assert_null(find(r, cache, "a"));
    cache = ts_cache_open(r->arena, "/proc/no/such/folder", 0);
    keep(r, cache, "a", "alpha");
    assert_null(find(r, cache, "a"));
    cache = ts_cache_open(r->arena, "/dev/full", 0);
    keep(r, cache, "a", "alpha");
    assert_null(find(r, cache, "a"));
}

/* What is used stays, what was not goes first. */
static void test_the_oldest_go_when_it_is_full(void **state)
{
    room *r = *state;
    char bytes[1001] = {0}, name[16];
    memset(bytes, 'x', 1000);
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 20000);
    for (int i = 0; i < 60; i++) {
        snprintf(name, sizeof name, "%d", i);
        keep(r, cache, name, bytes);
        assert_string_equal(find(r, cache, name), bytes);
        assert_string_equal(find(r, cache, "0"), bytes);
    }
    assert_in_range(files_in(r->folder), 5, 22);
    assert_non_null(find(r, cache, "0"));
    assert_non_null(find(r, cache, "59"));
    assert_null(find(r, cache, "20"));
}

/* Somebody named a folder that has other things in it: they are not the cache's to remove. */
static unsigned long size_in(const char *folder)
{
    unsigned long size = 0;
    DIR *open = opendir(folder);
    struct stat info;
    for (const struct dirent *item; open && (item = readdir(open));)
        size += item->d_name[0] != '.' && fstatat(dirfd(open), item->d_name, &info, 0) == 0 ? (unsigned long)info.st_size : 0;
    if (open)
        closedir(open);
    return size;
}

/* More of them than a listing has room for at first. The folder is looked through after each eighth of its bound. */
static void test_many_small_ones_stay_in_their_bound(void **state)
{
    enum { MOST = 300 << 10, ONE = 1 << 10, COUNT = 700, HEAD = 64 };
    room *r = *state;
    ts_cache *cache = ts_cache_open(r->arena, r->folder, MOST);
    char name[16], bytes[ONE];
    memset(bytes, 'x', sizeof bytes);
    for (int i = 0; i < COUNT; i++) {
        snprintf(name, sizeof name, "%d", i);
        ts_cache_keep(cache, KIND, key_of(r, name), bytes, sizeof bytes);
        if (i % 10 == 0)
            assert_in_range(size_in(r->folder), ONE, MOST + MOST / 8 + ONE + HEAD);
    }
    assert_in_range(files_in(r->folder), 150, 350);
}

/* Its head is right, and yet no run can have kept so much. */
static void test_what_is_too_large_is_not_read(void **state)
{
    enum { LARGEST = 16 << 20 };
    room *r = *state;
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 0);
    unsigned char *bytes = ts_arena_alloc(r->arena, LARGEST + 1);
    ts_cache_keep(cache, KIND, key_of(r, "large"), bytes, LARGEST);
    size_t count = 0;
    assert_non_null(ts_cache_find(cache, KIND, key_of(r, "large"), r->arena, &count));
    assert_int_equal(count, LARGEST);
    FILE *file = fopen(file_of(r, "large"), "r+b");
    uint64_t head[7], right[2] = {LARGEST + 1, libdeflate_crc32(0, bytes, LARGEST + 1)};
    assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
    assert_true(head[5] == LARGEST && head[6] == libdeflate_crc32(0, bytes, LARGEST));
    fseek(file, 5 * sizeof *head, SEEK_SET);
    assert_int_equal(fwrite(right, sizeof right, 1, file), 1);
    fseek(file, 0, SEEK_END);
    fputc(0, file);
    fclose(file);
    assert_null(ts_cache_find(cache, KIND, key_of(r, "large"), r->arena, &count));
}

static void test_what_is_not_its_own_stays(void **state)
{
    static const char *const others[] = {"report.pdf", "part-time", "tearsheet-part-", "thing-1", "thing-0123456789abcdef", "-", ""};
    enum { OTHERS = sizeof others / sizeof *others - 1 };
    room *r = *state;
    char bytes[1001] = {0}, name[16], part[128];
    memset(bytes, 'x', 1000);
    ts_cache *cache = ts_cache_open(r->arena, r->folder, 20000);
    keep(r, cache, "first", bytes);
    for (size_t i = 0; i <= OTHERS; i++) {
        const char *path = ts_arena_print(r->arena, "%s/%s", r->folder, i < OTHERS ? others[i] : "tearsheet-part-AbC123");
        int fd = open(path, O_CREAT | O_WRONLY, 0600);
        assert_int_equal(ftruncate(fd, 100000), 0);
        assert_int_equal(futimens(fd, (const struct timespec[2]){{1, 0}, {1, 0}}), 0); /* older than all entries */
        close(fd);
    }
    for (int i = 0; i < 60; i++) {
        snprintf(name, sizeof name, "%d", i);
        keep(r, cache, name, bytes);
    }
    for (size_t i = 0; i < OTHERS; i++)
        assert_int_equal(size_of(ts_arena_print(r->arena, "%s/%s", r->folder, others[i])), 100000);
    snprintf(part, sizeof part, "%s/tearsheet-part-AbC123", r->folder);
    assert_int_equal(size_of(part), -1); /* of a process that was killed */
    assert_in_range(files_in(r->folder), OTHERS + 5, OTHERS + 22);
    assert_non_null(find(r, cache, "59"));
}

/* Four processes write and read the same entries: each read is whole or nothing. */
static void test_processes_share_a_folder(void **state)
{
    room *r = *state;
    for (int child = 0; child < 4; child++) {
        if (fork() > 0)
            continue;
        ts_cache *cache = ts_cache_open(r->arena, r->folder, 20000);
        char bytes[3001] = {0}, name[16];
        int wrong = 0;
        for (int i = 0; i < 300; i++) {
            snprintf(name, sizeof name, "%d", i % 7);
            memset(bytes, 'a' + i % 7, 3000);
            const char *found = find(r, cache, name);
            wrong += found && strcmp(found, bytes) != 0;
            if (!found || i % 3 == 0)
                keep(r, cache, name, bytes);
        }
        _exit(wrong ? 1 : 0);
    }
    for (int child = 0; child < 4; child++) {
        int status = -1;
        wait(&status);
        assert_int_equal(status, 0);
    }
}

static void test_packed_and_back(void **state)
{
    room *r = *state;
    ts_pack to = {.arena = r->arena};
    ts_pack_whole(&to, UINT64_MAX);
    ts_pack_real(&to, -0.1);
    ts_pack_text(&to, "Río");
    ts_pack_text(&to, "");
    ts_pack_text(&to, NULL);
    assert_false(to.failed);
    ts_unpack from = {to.items, to.items + to.count, false};
    assert_true(ts_unpack_whole(&from) == UINT64_MAX);
    assert_true(ts_unpack_real(&from) == -0.1);
    assert_string_equal(ts_unpack_text(&from, r->arena), "Río");
    assert_string_equal(ts_unpack_text(&from, r->arena), "");
    assert_null(ts_unpack_text(&from, r->arena));
    assert_true(ts_unpack_done(&from));
    ts_unpack_whole(&from);
    assert_false(ts_unpack_done(&from));
}

/* What lies too far out, or nowhere, is none, and what follows it neither. */
static void test_places_are_within_a_bound(void **state)
{
    room *r = *state;
    static const double far[] = {1e10, -1e10, INFINITY, NAN};
    for (size_t i = 0; i <= sizeof far / sizeof *far; i++) {
        bool good = i == sizeof far / sizeof *far;
        ts_pack to = {.arena = r->arena};
        ts_pack_rect(&to, (ts_rect){1, -2, 3, 4});
        ts_pack_point(&to, (ts_point){5, good ? 1e9 : far[i]});
        ts_unpack from = {to.items, to.items + to.count, false};
        ts_rect rect = ts_unpack_rect(&from, 1e9);
        assert_true(rect.x == 1 && rect.y == -2 && rect.w == 3 && rect.h == 4);
        ts_point point = ts_unpack_point(&from, 1e9);
        assert_true(from.failed == !good && point.y == (good ? 1e9 : 0));
        from = (ts_unpack){to.items, to.items + to.count, false};
        (void)ts_unpack_rect(&from, INFINITY);
        (void)ts_unpack_point(&from, INFINITY);
        assert_true(from.failed == (i == 2 || i == 3)); /* as far as there are numbers */
    }
}

/* No count and no length leads outside the bytes. */
static void test_unpacking_stays_inside(void **state)
{
    room *r = *state;
    ts_pack to = {.arena = r->arena};
    ts_pack_whole(&to, 3);
    ts_pack_whole(&to, UINT64_MAX - 1);
    ts_unpack from = {to.items, to.items + to.count, false};
    assert_int_equal(ts_unpack_count(&from, 8), 0); /* three of eight bytes are not there */
    assert_true(from.failed);
    from = (ts_unpack){to.items + 8, to.items + to.count, false};
    assert_null(ts_unpack_text(&from, r->arena));
    assert_true(from.failed);
    from = (ts_unpack){to.items, to.items + 7, false};
    assert_int_equal(ts_unpack_whole(&from), 0);
    assert_true(from.failed);
    assert_null(ts_unpack_bytes(&from, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_kept_is_found_by_another, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_what_was_changed_or_cut_is_not_found, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_another_s_entry_under_this_name_is_not_taken, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_what_is_no_file_is_not_waited_for, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_a_folder_that_cannot_be_written_keeps_nothing, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_the_oldest_go_when_it_is_full, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_many_small_ones_stay_in_their_bound, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_what_is_too_large_is_not_read, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_what_is_not_its_own_stays, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_processes_share_a_folder, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_packed_and_back, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_places_are_within_a_bound, open_room, close_room),
        cmocka_unit_test_setup_teardown(test_unpacking_stays_inside, open_room, close_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
