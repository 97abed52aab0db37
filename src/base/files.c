#include "base/files.h"

#include "base/missing.h"
#include "base/reason.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *no_such_file(ts_arena *arena, const char *path)
{
    const size_t missing = arena ? ts_missing_folder(path) : 0;
    const char *why = missing ? ts_arena_print(arena, "there is no folder %.*s", (int)missing, path) : NULL;
    return why ? why : "there is no such file";
}

/* NULL: the file itself is at fault. */
static const char *machine(int error)
{
    static const struct { int error; const char *sentence; } failures[] = {
        {EMFILE, "the program has too many files open"}, {ENFILE, "the machine has too many files open"},
        {ENOMEM, "memory is out"}, {EIO, "the disk cannot be read"}};
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (failures[i].error == error)
            return failures[i].sentence;
    return NULL;
}

static bool fail_machine(ts_arena *arena, const char *why)
{
    if (arena && why)
        ts_arena_fail(arena, why);
    return why;
}

static const char *sentence(ts_arena *arena, const char *path, int error)
{
    const char *text = ts_reason(error ? error : EIO);
    return error == ENOENT ? no_such_file(arena, path) : text;
}

static bool open_disk(ts_arena *arena, const char *path, ts_file *file, const char **why)
{
    struct stat info; /* asked first: to open a pipe would wait for its writer */
    errno = 0;
    const bool there = stat(path, &info) == 0, regular = there && S_ISREG(info.st_mode);
    file->stream = regular ? fopen(path, "rb") : NULL;
    if (file->stream && fstat(fileno(file->stream), &info) == 0) {
        file->size = (uint64_t)info.st_size;
        return true;
    }
    const int error = errno;
    ts_file_close(file);
    if ((!there || regular) && fail_machine(arena, *why = machine(error)))
        return false;
    if (there && !regular)
        *why = S_ISDIR(info.st_mode) ? "it is a folder" : "it is not a regular file";
    else
        *why = sentence(arena, path, error);
    return false;
}

/* fmemopen takes no empty piece everywhere. */
static bool open_bytes(const void *bytes, size_t size, ts_file *file)
{
    file->bytes = bytes;
    file->size = size;
    file->stream = size ? fmemopen((void *)(uintptr_t)bytes, size, "rb") : fopen("/dev/null", "rb");
    return file->stream;
}

bool ts_file_open(ts_arena *arena, const char *path, ts_file *file, const char **why)
{
    const ts_lender *lender = arena ? ts_arena_lender(arena) : NULL;
    const void *bytes = NULL;
    size_t size = 0;
    *file = (ts_file){.lender = lender};
    switch (lender ? lender->lend(lender->user, path, &bytes, &size) : TS_LENT_NOT) {
    case TS_LENT_NOT:
        return open_disk(arena, path, file, why);
    case TS_LENT_BYTES:
        if (open_bytes(bytes ? bytes : "", size, file))
            return true;
        ts_file_close(file);
        (void)fail_machine(arena, *why = "memory is out");
        return false;
    default:
        *why = "there is no such file";
        return false;
    }
}

void ts_file_close(ts_file *file)
{
    if (file->stream)
        fclose(file->stream);
    if (file->bytes && file->lender->give_back)
        file->lender->give_back(file->lender->user, file->bytes, (size_t)file->size);
    file->stream = NULL;
    file->bytes = NULL;
}

bool ts_file_is_there(const ts_arena *arena, const char *path)
{
    const ts_lender *lender = ts_arena_lender(arena);
    const void *bytes = NULL;
    size_t size = 0;
    ts_lent lent = lender ? lender->lend(lender->user, path, &bytes, &size) : TS_LENT_NOT;
    if (lent == TS_LENT_BYTES && lender->give_back)
        lender->give_back(lender->user, bytes, size);
    return lent == TS_LENT_NOT ? access(path, R_OK) == 0 : lent == TS_LENT_BYTES;
}
