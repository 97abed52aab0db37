#include "base/cache.h"

#include "base/build_id.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 16 << 20, MOST = 64 << 20, ENTRIES = 100000 };

static const char MAGIC[8] = "tscache2", PART[] = "tearsheet-part-";

typedef struct entry_head { /* of an entry; its bytes follow */
    char magic[sizeof MAGIC];
    unsigned char key[TS_DIGEST_BYTES];
    uint64_t size;
    uint64_t sum; /* CRC-32: damage is looked for, not deceit, and a SHA-256 takes many times as long */
} entry_head;

enum { HEAD = sizeof(entry_head) };

struct ts_cache {
    const char *folder;
    uint64_t most;
    uint64_t added; /* since the folder was last looked through */
    bool looked;    /* through the folder, at least once */
    unsigned char build[TS_DIGEST_BYTES];
};

ts_cache *ts_cache_open(ts_arena *arena, const char *folder, uint64_t most)
{
    ts_cache *cache = TS_NEW(arena, ts_cache);
    if (!cache)
        return NULL;
    *cache = (ts_cache){.folder = ts_arena_text(arena, folder), .most = most ? most : MOST};
    ts_build_digest(cache->build);
    return cache->folder ? cache : NULL;
}

ts_cache *ts_cache_open_too(ts_arena *arena, const ts_cache *cache)
{
    ts_cache *too = TS_NEW(arena, ts_cache);
    if (!too)
        return NULL;
    *too = (ts_cache){.folder = ts_arena_text(arena, cache->folder), .most = cache->most};
    memcpy(too->build, cache->build, sizeof too->build);
    return too->folder ? too : NULL;
}

void ts_digest_text(ts_digest *digest, const char *text)
{
    size_t length = text ? strlen(text) : SIZE_MAX;
    ts_digest_add(digest, &length, sizeof length);
    ts_digest_add(digest, text, text ? length : 0);
}

ts_digest *ts_cache_key(const ts_cache *cache, ts_arena *arena, const char *kind)
{
    ts_digest *digest = ts_digest_new(arena);
    if (!digest)
        return NULL;
    ts_digest_text(digest, kind);
    ts_digest_text(digest, TS_VERSION);
    ts_digest_add(digest, cache->build, sizeof cache->build);
    return digest;
}

/* ---- names */

static bool name_entry(const ts_cache *cache, const char *kind, const unsigned char *key, char *path, size_t room)
{
    char hex[TS_DIGEST_HEX];
    ts_digest_hex(key, hex);
    int length = snprintf(path, room, "%s/%s-%s", cache->folder, kind, hex);
    return length > 0 && (size_t)length < room;
}

/* The folder and those above it that are missing; their owner's alone, as the XDG base directories are. */
static void make_folder(const char *folder)
{
    char path[4096];
    size_t length = strlen(folder);
    if (length >= sizeof path)
        return;
    memcpy(path, folder, length + 1);
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    mkdir(path, 0700);
}

/* ---- finding */

static bool read_whole(int fd, unsigned char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t got = read(fd, bytes, count);
        if (got <= 0 && !(got < 0 && errno == EINTR))
            return false;
        bytes += got > 0 ? got : 0;
        count -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static entry_head head_of(const unsigned char *key, const void *bytes, size_t count)
{
    entry_head head = {.size = count, .sum = libdeflate_crc32(0, bytes, count)};
    memcpy(head.magic, MAGIC, sizeof MAGIC);
    memcpy(head.key, key, TS_DIGEST_BYTES);
    return head;
}

static bool is_right(const unsigned char *file, size_t size, const unsigned char *key)
{
    const entry_head right = head_of(key, file + HEAD, size - HEAD);
    return memcmp(file, &right, sizeof right) == 0;
}

static const unsigned char *read_entry(int fd, const unsigned char *key, ts_arena *arena, size_t *count)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < HEAD || info.st_size > HEAD + LARGEST)
        return NULL;
    size_t size = (size_t)info.st_size;
    unsigned char *file = ts_arena_room(arena, size);
    if (!file || !read_whole(fd, file, size) || !is_right(file, size, key))
        return NULL;
    *count = size - HEAD;
    return file + HEAD;
}

const unsigned char *ts_cache_find(ts_cache *cache, const char *kind, const unsigned char key[TS_DIGEST_BYTES],
                                   ts_arena *arena, size_t *count)
{
    char path[4096];
    if (!cache || !key || !name_entry(cache, kind, key, path, sizeof path))
        return NULL;
    /* Whatever stands there: a pipe must not be waited for, nor a link followed. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return NULL;
    const unsigned char *found = read_entry(fd, key, arena, count);
    static const struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    if (found)
        futimens(fd, now); /* used: among the last to go */
    close(fd);
    return found;
}

/* ---- the bound */

typedef struct entry {
    char *name;
    uint64_t size;
    struct timespec used;
} entry;

typedef struct listing {
    entry *items;
    size_t count, room;
    uint64_t size;
} listing;

static void add_entry(listing *all, const char *name, const struct stat *info)
{
    if (all->count == all->room) {
        size_t room = all->room ? all->room * 2 : 256;
        entry *items = room <= ENTRIES ? realloc(all->items, room * sizeof *items) : NULL;
        if (!items)
            return;
        all->items = items;
        all->room = room;
    }
    char *copy = strdup(name);
    if (!copy)
        return;
    all->items[all->count++] = (entry){copy, (uint64_t)info->st_size, info->st_mtim};
    all->size += (uint64_t)info->st_size;
}

/* "art-" and the digits of a key, "tearsheet-part-" and mkstemp's six letters. Nothing else in the folder is ours to
 * count or to remove: it may be any folder that somebody named. */
static bool is_own(const char *name)
{
    enum { DIGITS = TS_DIGEST_HEX - 1, LETTERS = 6 };
    size_t part = sizeof PART - 1, kind = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    if (strncmp(name, PART, part) == 0)
        return strlen(name) == part + LETTERS;
    const char *key = name + kind + 1;
    return kind && name[kind] == '-' && strspn(key, "0123456789abcdef") == DIGITS && !key[DIGITS];
}

/* What a killed process left half written counts like an entry, and goes like it. */
static void list_folder(DIR *folder, listing *all)
{
    const struct dirent *item;
    struct stat info;
    while ((item = readdir(folder)))
        if (is_own(item->d_name) && fstatat(dirfd(folder), item->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(info.st_mode))
            add_entry(all, item->d_name, &info);
}

static int by_use(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->used.tv_sec != b->used.tv_sec)
        return a->used.tv_sec < b->used.tv_sec ? -1 : 1;
    if (a->used.tv_nsec != b->used.tv_nsec)
        return a->used.tv_nsec < b->used.tv_nsec ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Down to three quarters, so that it is not done again at once. */
static void remove_oldest(DIR *folder, listing *all, uint64_t most)
{
    qsort(all->items, all->count, sizeof *all->items, by_use);
    for (size_t i = 0; i < all->count && all->size > most / 4 * 3; i++)
        if (unlinkat(dirfd(folder), all->items[i].name, 0) == 0)
            all->size -= all->items[i].size;
}

/* The first time, and whenever an eighth of the bound was added. */
static void keep_bound(ts_cache *cache, uint64_t added)
{
    cache->added += added;
    if (cache->looked && cache->added < cache->most / 8)
        return;
    listing all = {0};
    DIR *folder = opendir(cache->folder);
    if (!folder)
        return;
    list_folder(folder, &all);
    if (all.size > cache->most)
        remove_oldest(folder, &all, cache->most);
    closedir(folder);
    for (size_t i = 0; i < all.count; i++)
        free(all.items[i].name);
    free(all.items);
    cache->looked = true;
    cache->added = 0;
}

/* ---- keeping */

static bool write_whole(int fd, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    while (count > 0) {
        ssize_t put = write(fd, at, count);
        if (put < 0 && errno != EINTR)
            return false;
        at += put > 0 ? put : 0;
        count -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

static int open_part(const ts_cache *cache, char *path, size_t room)
{
    int length = snprintf(path, room, "%s/%sXXXXXX", cache->folder, PART);
    if (length <= 0 || (size_t)length >= room)
        return -1;
    int fd = mkstemp(path);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    make_folder(cache->folder);
    snprintf(path, room, "%s/%sXXXXXX", cache->folder, PART);
    return mkstemp(path);
}

void ts_cache_keep(ts_cache *cache, const char *kind, const unsigned char key[TS_DIGEST_BYTES], const void *bytes,
                   size_t count)
{
    char path[4096], part[4096];
    if (!cache || !key || count > LARGEST || !name_entry(cache, kind, key, path, sizeof path))
        return;
    int fd = open_part(cache, part, sizeof part);
    if (fd < 0)
        return;
    const entry_head head = head_of(key, bytes, count);
    bool whole = write_whole(fd, &head, sizeof head) && write_whole(fd, bytes, count);
    whole = close(fd) == 0 && whole;
    if (!whole || rename(part, path) != 0)
        unlink(part);
    else
        keep_bound(cache, HEAD + count);
}
