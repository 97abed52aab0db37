#include "data/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PIECE = 1 << 18,
    HELD = 32,        /* pieces of a file in memory at most: 8 MiB */
    PIECES = 1 << 15 /* 8 GiB: more than any bound */
};

typedef struct file {
    sqlite3_file base; /* first: SQLite knows no more */
    ts_spill *spill;
    unsigned char **pieces;
    size_t count, room; /* count: of pieces, wherever they are */
    sqlite3_int64 size;
    int disk; /* a descriptor; -1: the file is in memory */
} file;

bool ts_spill_take(ts_spill *spill, sqlite3_int64 bytes)
{
    spill->full = spill->full || bytes > spill->most - spill->taken;
    spill->taken += spill->full ? 0 : bytes;
    return !spill->full;
}

/* ---- a file on a disk */

static int close_disk(sqlite3_file *base)
{
    return close(((file *)base)->disk) == 0 ? SQLITE_OK : SQLITE_IOERR_CLOSE;
}

static int read_disk(sqlite3_file *base, void *out, int amount, sqlite3_int64 at)
{
    size_t have = 0, want = (size_t)amount;
    while (have < want) {
        ssize_t part = pread(((file *)base)->disk, (char *)out + have, want - have, (off_t)at + (off_t)have);
        if (part < 0 && errno != EINTR)
            return SQLITE_IOERR_READ;
        if (part == 0)
            break;
        have += part > 0 ? (size_t)part : 0;
    }
    memset((char *)out + have, 0, want - have);
    return have < want ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int write_disk(sqlite3_file *base, const void *in, int amount, sqlite3_int64 at)
{
    size_t done = 0, want = (size_t)amount;
    while (done < want) {
        ssize_t part = pwrite(((file *)base)->disk, (const char *)in + done, want - done, (off_t)at + (off_t)done);
        if (part < 0 && errno != EINTR)
            return errno == ENOSPC || errno == EDQUOT ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        done += part > 0 ? (size_t)part : 0;
    }
    return SQLITE_OK;
}

static int truncate_disk(sqlite3_file *base, sqlite3_int64 size)
{
    return ftruncate(((file *)base)->disk, (off_t)size) == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int tell_disk_size(sqlite3_file *base, sqlite3_int64 *size)
{
    struct stat status;
    if (fstat(((file *)base)->disk, &status) != 0)
        return SQLITE_IOERR_FSTAT;
    *size = status.st_size;
    return SQLITE_OK;
}

/* Nobody else finds it, and it is gone when it is closed, however the process ends. */
static int make_nameless(void)
{
    char names[][32] = {"/var/tmp/tearsheet-XXXXXX", "/tmp/tearsheet-XXXXXX"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int disk = mkstemp(names[i]);
        if (disk >= 0) {
            unlink(names[i]);
            fcntl(disk, F_SETFD, FD_CLOEXEC);
            return disk;
        }
    }
    return -1;
}

/* ---- a file: pieces of memory, and on a disk what is large */

static void cut(file *f, size_t count)
{
    while (f->count > count) {
        f->count--;
        if (f->disk < 0)
            sqlite3_free(f->pieces[f->count]);
        f->spill->taken -= PIECE;
    }
}

static int close_file(sqlite3_file *base)
{
    file *f = (file *)base;
    cut(f, 0);
    sqlite3_free(f->pieces);
    f->pieces = NULL;
    return f->disk < 0 ? SQLITE_OK : close_disk(base);
}

static bool has_room(file *f)
{
    if (f->count < f->room)
        return true;
    size_t room = f->room ? 2 * f->room : 16;
    unsigned char **pieces = room <= PIECES ? sqlite3_realloc64(f->pieces, room * sizeof *pieces) : NULL;
    if (!pieces)
        return false;
    f->pieces = pieces;
    f->room = room;
    return true;
}

static bool add_piece(file *f)
{
    unsigned char *piece = has_room(f) ? sqlite3_malloc(PIECE) : NULL;
    if (!piece)
        return false;
    memset(piece, 0, PIECE);
    f->pieces[f->count] = piece;
    return true;
}

static int grow(file *f, size_t count)
{
    for (; f->count < count; f->count++) {
        if (!ts_spill_take(f->spill, PIECE))
            return SQLITE_FULL;
        if (f->disk < 0 && !add_piece(f)) {
            f->spill->taken -= PIECE;
            return SQLITE_IOERR_NOMEM;
        }
    }
    return SQLITE_OK;
}

static bool copy_to_disk(const file *f, int disk)
{
    file on_disk = {.disk = disk};
    for (size_t i = 0; i < f->count; i++)
        if (write_disk(&on_disk.base, f->pieces[i], PIECE, (sqlite3_int64)i * PIECE) != SQLITE_OK)
            return false;
    return ftruncate(disk, (off_t)f->size) == 0;
}

/* Where there is no disk, or no room on it, the file stays in memory. */
static void move_to_disk(file *f)
{
    int disk = make_nameless();
    if (disk < 0)
        return;
    if (!copy_to_disk(f, disk)) {
        close(disk);
        return;
    }
    for (size_t i = 0; i < f->count; i++)
        sqlite3_free(f->pieces[i]);
    sqlite3_free(f->pieces);
    f->pieces = NULL;
    f->room = 0;
    f->disk = disk;
}

/* Calls for each piece of a range what copies it. */
static void copy(const file *f, unsigned char *out, const unsigned char *in, size_t size, sqlite3_int64 at)
{
    while (size > 0) {
        size_t from = (size_t)(at % PIECE), part = PIECE - from < size ? PIECE - from : size;
        unsigned char *here = f->pieces[at / PIECE] + from;
        memcpy(in ? here : out, in ? in : here, part);
        out = out ? out + part : NULL;
        in = in ? in + part : NULL;
        at += (sqlite3_int64)part;
        size -= part;
    }
}

static int read_file(sqlite3_file *base, void *out, int amount, sqlite3_int64 at)
{
    const file *f = (const file *)base;
    if (f->disk >= 0)
        return read_disk(base, out, amount, at);
    sqlite3_int64 left = f->size > at ? f->size - at : 0;
    size_t have = left < amount ? (size_t)left : (size_t)amount;
    copy(f, out, NULL, have, at);
    memset((unsigned char *)out + have, 0, (size_t)amount - have);
    return have < (size_t)amount ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int write_file(sqlite3_file *base, const void *in, int amount, sqlite3_int64 at)
{
    file *f = (file *)base;
    sqlite3_int64 end = at + amount;
    size_t pieces = (size_t)((end + PIECE - 1) / PIECE);
    if (f->disk < 0 && pieces > HELD && f->count <= HELD)
        move_to_disk(f);
    int status = grow(f, pieces);
    if (status == SQLITE_OK && f->disk >= 0)
        status = write_disk(base, in, amount, at);
    else if (status == SQLITE_OK)
        copy(f, NULL, in, (size_t)amount, at);
    if (status == SQLITE_OK && end > f->size)
        f->size = end;
    return status;
}

/* What is cut and written again begins with noughts, as in any file. */
static int truncate_file(sqlite3_file *base, sqlite3_int64 size)
{
    file *f = (file *)base;
    if (size >= f->size)
        return SQLITE_OK;
    cut(f, (size_t)((size + PIECE - 1) / PIECE));
    if (f->disk >= 0 && truncate_disk(base, size) != SQLITE_OK)
        return SQLITE_IOERR_TRUNCATE;
    if (f->disk < 0 && size % PIECE)
        memset(f->pieces[size / PIECE] + size % PIECE, 0, (size_t)(PIECE - size % PIECE));
    f->size = size;
    return SQLITE_OK;
}

static int tell_size(sqlite3_file *base, sqlite3_int64 *size)
{
    *size = ((const file *)base)->size;
    return SQLITE_OK;
}

/* Nobody else sees it, and it need not outlive the process. */
static int do_nothing(sqlite3_file *base, int value)
{
    (void)base;
    (void)value;
    return SQLITE_OK;
}

static int is_reserved(sqlite3_file *base, int *reserved)
{
    (void)base;
    *reserved = 0;
    return SQLITE_OK;
}

static int control(sqlite3_file *base, int operation, void *argument)
{
    (void)base;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int none(sqlite3_file *base)
{
    (void)base;
    return 0;
}

static const sqlite3_io_methods methods = {.iVersion = 1, .xClose = close_file, .xRead = read_file, .xWrite = write_file, .xTruncate = truncate_file,
                                           .xSync = do_nothing, .xFileSize = tell_size, .xLock = do_nothing, .xUnlock = do_nothing,
                                           .xCheckReservedLock = is_reserved, .xFileControl = control, .xSectorSize = none,
                                           .xDeviceCharacteristics = none};

/* ---- a file of tables: on a disk from its first byte */

static const sqlite3_io_methods disk_methods = {.iVersion = 1, .xClose = close_disk, .xRead = read_disk, .xWrite = write_disk,
                                                .xTruncate = truncate_disk, .xSync = do_nothing, .xFileSize = tell_disk_size,
                                                .xLock = do_nothing, .xUnlock = do_nothing, .xCheckReservedLock = is_reserved,
                                                .xFileControl = control, .xSectorSize = none, .xDeviceCharacteristics = none};

/* ---- the file system: it has no names */

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out)
{
    enum { TEMPORARY = SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_TEMP_JOURNAL | SQLITE_OPEN_SUBJOURNAL };
    base->pMethods = NULL;
    if (name || !(flags & TEMPORARY))
        return SQLITE_CANTOPEN;
    bool tables = flags & SQLITE_OPEN_TEMP_DB; /* the database itself: it has no name */
    file opened = {.base = {tables ? &disk_methods : &methods}, .spill = vfs->pAppData, .disk = tables ? make_nameless() : -1};
    if (tables && opened.disk < 0)
        return SQLITE_CANTOPEN;
    *(file *)base = opened;
    if (out)
        *out = flags;
    return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)name;
    (void)sync;
    return SQLITE_IOERR_DELETE_NOENT;
}

static int is_there(sqlite3_vfs *vfs, const char *name, int flags, int *there)
{
    (void)vfs;
    (void)name;
    (void)flags;
    *there = 0;
    return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
    (void)vfs;
    return snprintf(out, (size_t)room, "%s", name) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

/* Neither chance nor a clock. */
static int randomness(sqlite3_vfs *vfs, int count, char *out)
{
    (void)vfs;
    memset(out, 0, (size_t)count);
    return count;
}

static int sleep_not(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    (void)microseconds;
    return 0;
}

static int time_of_day(sqlite3_vfs *vfs, double *now)
{
    (void)vfs;
    *now = 0;
    return SQLITE_ERROR;
}

static int last_error(sqlite3_vfs *vfs, int room, char *out)
{
    (void)vfs;
    if (room > 0)
        *out = '\0';
    return 0;
}

/* SQLite finds a file system by its name only when it opens a connection: no one else needs to see this one. */
int ts_spill_open(ts_spill *spill, sqlite3 **handle, int flags)
{
    snprintf(spill->name, sizeof spill->name, "tearsheet-%jx", (uintmax_t)(uintptr_t)spill);
    spill->vfs = (sqlite3_vfs){.iVersion = 1, .szOsFile = (int)sizeof(file), .mxPathname = 64, .zName = spill->name, .pAppData = spill,
                               .xOpen = open_file, .xDelete = delete_file, .xAccess = is_there, .xFullPathname = full_name,
                               .xRandomness = randomness, .xSleep = sleep_not, .xCurrentTime = time_of_day, .xGetLastError = last_error};
    int status = sqlite3_vfs_register(&spill->vfs, 0);
    if (status != SQLITE_OK)
        return status;
    status = sqlite3_open_v2("", handle, flags, spill->name);
    sqlite3_vfs_unregister(&spill->vfs);
    return status;
}
