#include "base/bundle.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/missing.h"
#include "base/outfile.h"
#include "base/zip.h"
#include "base/reason.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS "SHA256SUMS"

static ts_bundle_result fail(ts_arena *arena, const char **why, const char *what, const char *reason)
{
    size_t gone = ts_missing_folder(what);
    const char *sentence = gone ? ts_arena_print(arena, "cannot write %s: there is no folder %.*s; make it first", what, (int)gone, what)
                                : ts_arena_print(arena, "cannot write %s: %s", what, reason);
    *why = sentence ? sentence : "memory is out";
    return TS_BUNDLE_FAILED;
}

/* ---- the sums */

/* As sha256sum prints them: the digits, two blanks, the name. */
static bool add_sums(ts_arena *arena, ts_bundle *bundle)
{
    size_t room = 1;
    for (size_t i = 0; i < bundle->files.count; i++)
        room += TS_DIGEST_HEX + strlen(bundle->files.items[i].name) + 2;
    char *text = ts_arena_alloc(arena, room), *end = text;
    for (size_t i = 0; text && i < bundle->files.count; i++) {
        const ts_bundle_file *file = &bundle->files.items[i];
        char hex[TS_DIGEST_HEX];
        ts_digest_bytes(file->bytes, file->size, hex);
        end += sprintf(end, "%s  %s\n", hex, file->name);
    }
    ts_bundle_file sums = {SUMS, text, (size_t)(end - text)};
    return text && TS_PUSH(arena, &bundle->files, sums);
}

/* The line of a name among the sums, or NULL. */
static const char *find_sum(const char *sums, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = sums; line; line = strchr(line, '\n'), line += line != NULL) {
        if (strnlen(line, TS_DIGEST_HEX + 1) <= TS_DIGEST_HEX)
            return NULL;
        const char *own = line + TS_DIGEST_HEX + 1;
        if (strncmp(own, name, length) == 0 && own[length] == '\n')
            return line;
    }
    return NULL;
}

/* ---- what stands in the way */

typedef struct guard {
    ts_arena *arena;
    const char *sums;
    const char *stranger; /* the first file that is not as the bundle left it */
} guard;

static bool look_at(void *user, const char *path, const char *name)
{
    guard *g = user;
    char hex[TS_DIGEST_HEX];
    const char *why;
    if (strcmp(name, SUMS) == 0)
        return true;
    const char *line = find_sum(g->sums, name);
    if (line && ts_digest_file(NULL, path, hex, &why) && strncmp(line, hex, TS_DIGEST_HEX - 1) == 0)
        return true;
    g->stranger = ts_arena_text(g->arena, name);
    return false;
}

static char *read_text(ts_arena *arena, const char *folder, const char *name)
{
    enum { MOST = 1 << 20 };
    char *path = ts_arena_print(arena, "%s/%s", folder, name), *text = ts_arena_alloc(arena, MOST);
    FILE *file = path && text ? fopen(path, "rb") : NULL;
    if (!file)
        return NULL;
    text[fread(text, 1, MOST - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* NULL: it may be replaced. Else why not. */
static const char *in_the_way(ts_arena *arena, const ts_bundle *bundle, const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0 || (S_ISDIR(about.st_mode) && ts_folder_is_empty(path)))
        return NULL;
    if (!S_ISDIR(about.st_mode))
        return ts_arena_print(arena, "%s is not a folder", path);
    guard g = {arena, read_text(arena, path, SUMS), NULL};
    const char *mark = read_text(arena, path, bundle->mark);
    if (!g.sums || !mark || strncmp(mark, bundle->begin, strlen(bundle->begin)) != 0)
        return ts_arena_print(arena, "%s holds other files: name a folder that is not there yet", path);
    if (!ts_folder_walk(path, look_at, &g))
        return ts_arena_print(arena, "%s was changed since it was made (%s): move it away first", path,
                              g.stranger ? g.stranger : "it cannot be read");
    return NULL;
}

/* ---- a folder */

static bool write_file(ts_arena *arena, const char *folder, const ts_bundle_file *file)
{
    const char *why, *slash = strchr(file->name, '/');
    if (slash) {
        char *below = ts_arena_print(arena, "%s/%.*s", folder, (int)(slash - file->name), file->name);
        if (!below || (mkdir(below, 0777) != 0 && errno != EEXIST))
            return false;
    }
    char *path = ts_arena_print(arena, "%s/%s", folder, file->name);
    ts_outfile *out = path ? ts_outfile_open(path, &why) : NULL;
    bool written = out && ts_outfile_write(out, file->bytes, file->size);
    return out && ts_outfile_close(out, written, &why) && written;
}

/* Beside its place; with what the umask leaves of 0777. */
static char *make_folder(ts_arena *arena, const char *path)
{
    enum { TRIES = 100 };
    for (unsigned i = 0; i < TRIES; i++) {
        char *folder = ts_arena_print(arena, "%s.%06x", path, ((unsigned)getpid() * TRIES + i) & 0xFFFFFFU);
        if (!folder || mkdir(folder, 0777) == 0)
            return folder;
        if (errno != EEXIST)
            return NULL;
    }
    return NULL;
}

/* The old folder steps aside, and comes back should the new one not get there. */
static bool take_place(ts_arena *arena, const char *folder, const char *path)
{
    char *aside = ts_arena_print(arena, "%s.old", folder);
    if (!aside)
        return false;
    if (rename(folder, path) == 0) /* nothing, or an empty folder */
        return true;
    if ((errno != ENOTEMPTY && errno != EEXIST) || rename(path, aside) != 0)
        return false;
    if (rename(folder, path) != 0) {
        int error = errno;
        rename(aside, path);
        errno = error;
        return false;
    }
    ts_folder_remove(aside);
    return true;
}

static ts_bundle_result write_folder(ts_arena *arena, const ts_bundle *bundle, const char *path, const char **why)
{
    errno = 0;
    char *folder = make_folder(arena, path);
    bool done = folder != NULL;
    for (size_t i = 0; done && i < bundle->files.count; i++)
        done = write_file(arena, folder, &bundle->files.items[i]);
    done = done && take_place(arena, folder, path);
    if (done)
        return TS_BUNDLE_WRITTEN;
    ts_bundle_result result = fail(arena, why, path, errno ? ts_reason(errno) : "memory is out");
    if (folder)
        ts_folder_remove(folder);
    return result;
}

/* ---- a zip */

/* NULL: it may be replaced. */
static const char *zip_in_the_way(ts_arena *arena, const ts_bundle *bundle, const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return NULL;
    if (!S_ISREG(about.st_mode))
        return ts_arena_print(arena, "%s is not a file", path);
    if (about.st_size == 0 || ts_zip_is_untouched(arena, bundle, path))
        return NULL;
    return ts_arena_print(arena, "%s is another file, or was changed since it was made: move it away first", path);
}

static ts_bundle_result write_zip(ts_arena *arena, const ts_bundle *bundle, const char *path, const char **why)
{
    const char *reason = NULL;
    ts_bundle_file zip;
    errno = 0;
    if (!ts_zip_make(arena, bundle, path, &zip))
        return fail(arena, why, path, errno ? ts_reason(errno) : "memory is out");
    ts_outfile *out = ts_outfile_open(path, &reason);
    bool written = out && ts_outfile_write(out, zip.bytes, zip.size);
    bool kept = out && ts_outfile_close(out, written, &reason) && written;
    if (kept)
        return TS_BUNDLE_WRITTEN;
    return fail(arena, why, path, reason ? reason : "the disk is full");
}

ts_bundle_result ts_bundle_write(ts_arena *arena, const ts_bundle *bundle, const char *path, const char **why)
{
    ts_bundle all = *bundle;
    char *own = ts_arena_text(arena, path);
    size_t length = own ? strlen(own) : 0;
    *why = "memory is out";
    while (length > 1 && own[length - 1] == '/') /* "out/" is out */
        own[--length] = '\0';
    if (!own || !add_sums(arena, &all))
        return TS_BUNDLE_FAILED;
    const bool zip = length > 4 && strcmp(own + length - 4, ".zip") == 0;
    const char *hindrance = zip ? zip_in_the_way(arena, bundle, own) : in_the_way(arena, bundle, own);
    if (hindrance) {
        *why = hindrance;
        return TS_BUNDLE_IN_THE_WAY;
    }
    if (ts_arena_failed(arena))
        return TS_BUNDLE_FAILED;
    return zip ? write_zip(arena, &all, own, why) : write_folder(arena, &all, own, why);
}
