/*
 * shop.h - an arena, a folder of its own and a cache in it, for the tests of
 * what is kept from run to run. Include behind cmocka.h.
 */
#ifndef TS_TEST_SHOP_H
#define TS_TEST_SHOP_H

#include "base/cache.h"
#include "base/diag.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct shop {
    ts_arena *arena;
    ts_diags diags;
    char folder[64];
    const char *kept; /* a folder in it: the cache's */
    ts_cache *cache;
} shop;

static inline shop shop_open(void)
{
    shop s = {.arena = ts_arena_new(0)};
    s.diags = ts_diags_new(s.arena);
    strcpy(s.folder, "/tmp/tearsheet-shop-XXXXXX");
    assert_non_null(mkdtemp(s.folder));
    s.kept = ts_arena_print(s.arena, "%s/cache", s.folder);
    s.cache = ts_cache_open(s.arena, s.kept, 0);
    return s;
}

static inline void shop_close(shop *s)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", s->folder);
    assert_int_equal(system(command), 0);
    ts_arena_drop(s->arena);
}

typedef struct shop_entry {
    const char *kind;
    unsigned char key[TS_DIGEST_BYTES];
    const unsigned char *bytes;
    size_t count;
} shop_entry;

/* The one entry of a kind; its key is in its name. */
static inline shop_entry shop_find(const shop *s, const char *kind)
{
    shop_entry found = {.kind = kind};
    DIR *folder = opendir(s->kept);
    const struct dirent *item;
    size_t length = strlen(kind);
    const char *hex = NULL;
    while (folder && !hex && (item = readdir(folder)))
        if (strncmp(item->d_name, kind, length) == 0 && item->d_name[length] == '-')
            hex = ts_arena_text(s->arena, item->d_name + length + 1);
    closedir(folder);
    assert_non_null(hex);
    for (size_t i = 0; i < TS_DIGEST_BYTES; i++) {
        const char pair[] = {hex[2 * i], hex[2 * i + 1], '\0'};
        found.key[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    found.bytes = ts_cache_find(s->cache, kind, found.key, s->arena, &found.count);
    assert_non_null(found.bytes);
    return found;
}

/* Whether it could be had, by what the cache has now. Looks at all of it. */
typedef bool shop_take(void *user, ts_arena *arena);

/* Every byte changed, every number made none, and every end cut off, as if whole: nothing is read that is not there. What
 * is cut is `anew`: had all the same, or not. */
static inline void shop_damage(shop *s, const char *kind, shop_take *take, void *user, bool anew)
{
    static const unsigned char none[8] = {0, 0, 0, 0, 0, 0, 0xF8, 0x7F}; /* NaN, as pack.h writes it */
    const shop_entry whole = shop_find(s, kind);
    for (size_t at = 0; at < whole.count; at++) {
        ts_arena *arena = ts_arena_new(0);
        char *bytes = ts_arena_copy(arena, (const char *)whole.bytes, whole.count);
        bytes[at] = (char)(bytes[at] ^ (at % 2 ? 0x80 : 0xFF));
        ts_cache_keep(s->cache, kind, whole.key, bytes, whole.count);
        take(user, arena);
        memcpy(bytes, whole.bytes, whole.count);
        memcpy(bytes + at, none, whole.count - at < sizeof none ? whole.count - at : sizeof none);
        ts_cache_keep(s->cache, kind, whole.key, bytes, whole.count);
        take(user, arena);
        ts_cache_keep(s->cache, kind, whole.key, whole.bytes, at);
        assert_int_equal(take(user, arena), anew);
        ts_arena_drop(arena);
    }
}

#endif
