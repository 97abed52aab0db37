#define _GNU_SOURCE /* O_TMPFILE */

#include "base/outfile.h"
#include "base/reason.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ts_outfile {
    FILE *file;
    char *target, *temporary; /* both NULL: standard output, or what is no file of a disk */
    bool nameless;            /* the temporary name is not in use yet */
    int error;
};

static void forget(ts_outfile *out)
{
    free(out->target);
    free(out->temporary);
    free(out);
}

static bool name_files(ts_outfile *out, const char *path)
{
    size_t length = strlen(path);
    out->target = strdup(path);
    out->temporary = malloc(length + sizeof ".XXXXXX");
    if (!out->target || !out->temporary)
        return false;
    memcpy(out->temporary, path, length);
    memcpy(out->temporary + length, ".XXXXXX", sizeof ".XXXXXX");
    return true;
}

/* A file without a name is gone with its process, however that ends. Not every file system has such files, and it
 * takes /proc to give one a name (open(2), O_TMPFILE). -1: none to be had. */
static int open_nameless(ts_outfile *out)
{
#ifdef O_TMPFILE
    char *slash = strrchr(out->temporary, '/');
    if (access("/proc/self/fd", X_OK) != 0)
        return -1;
    char after = slash ? slash[1] : '\0';
    if (slash)
        slash[1] = '\0';
    int fd = open(slash ? out->temporary : ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (slash)
        slash[1] = after;
    out->nameless = fd >= 0;
    return fd;
#else
    (void)out;
    return -1;
#endif
}

static bool is_special(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0 && !S_ISREG(known.st_mode) && !S_ISDIR(known.st_mode);
}

static FILE *open_special(const char *path)
{
    int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!file && fd >= 0)
        close(fd);
    return file;
}

enum { TRIES = 100 };

/* The i-th name to try: another process has other ones, and who finds it taken goes on. */
static void name_temporary(ts_outfile *out, unsigned i)
{
    char *digits = out->temporary + strlen(out->target) + 1;
    snprintf(digits, sizeof "XXXXXX", "%06x", ((unsigned)getpid() * TRIES + i) & 0xFFFFFFU);
}

/* Not by mkstemp, whose 0600 only the process's umask would mend: to ask for that is to set it, for all threads. */
static int open_named(ts_outfile *out)
{
    int fd = -1;
    errno = EEXIST;
    for (unsigned i = 0; fd < 0 && errno == EEXIST && i < TRIES; i++) {
        name_temporary(out, i);
        fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    return fd;
}

static bool open_temporary(ts_outfile *out)
{
    int fd = open_nameless(out);
    if (fd < 0)
        fd = open_named(out);
    out->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!out->file && fd >= 0) {
        close(fd);
        if (!out->nameless)
            unlink(out->temporary);
    }
    return out->file != NULL;
}

ts_outfile *ts_outfile_open(const char *path, const char **why)
{
    ts_outfile *out = calloc(1, sizeof *out);
    *why = "memory is out";
    if (!out)
        return NULL;
    if (strcmp(path, "-") == 0) {
        out->file = stdout;
        return out;
    }
    errno = 0;
    const bool special = is_special(path);
    out->file = special ? open_special(path) : NULL;
    if (special ? !out->file : !name_files(out, path) || !open_temporary(out)) {
        *why = errno ? ts_reason(errno) : "memory is out";
        forget(out);
        return NULL;
    }
    return out;
}

bool ts_outfile_write(void *outfile, const void *bytes, size_t count)
{
    ts_outfile *out = outfile;
    if (!out->error && count && fwrite(bytes, 1, count, out->file) != count)
        out->error = errno ? errno : EIO;
    return !out->error;
}

/* Names the file: as the target at once where there is none, else as the temporary file. */
static bool give_name(ts_outfile *out)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fileno(out->file));
    if (linkat(AT_FDCWD, self, AT_FDCWD, out->target, AT_SYMLINK_FOLLOW) == 0) {
        out->nameless = false;
        memcpy(out->temporary, out->target, strlen(out->target) + 1);
        return true;
    }
    for (unsigned i = 0; errno == EEXIST && i < TRIES; i++) {
        name_temporary(out, i);
        if (linkat(AT_FDCWD, self, AT_FDCWD, out->temporary, AT_SYMLINK_FOLLOW) == 0) {
            out->nameless = false;
            return true;
        }
    }
    return false;
}

static void finish(ts_outfile *out, bool keep)
{
    if (fflush(out->file) != 0 && !out->error)
        out->error = errno;
    if (!out->temporary) {
        if (out->file != stdout && fclose(out->file) != 0 && !out->error)
            out->error = errno;
        return;
    }
    if (out->nameless && keep && !out->error && !give_name(out))
        out->error = errno;
    if (fclose(out->file) != 0 && !out->error)
        out->error = errno;
    if (keep && !out->error && rename(out->temporary, out->target) != 0)
        out->error = errno;
    if (!out->nameless && (!keep || out->error))
        unlink(out->temporary);
}

bool ts_outfile_close(ts_outfile *outfile, bool keep, const char **why)
{
    finish(outfile, keep);
    int error = outfile->error;
    *why = error ? ts_reason(error) : NULL;
    forget(outfile);
    return !error;
}
