#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ts_outfile {
    FILE *file;
    char *target, *temporary; /* both NULL: standard output */
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

/* mkstemp makes it 0600; the finished file gets what the umask leaves of 0666. */
static bool open_temporary(ts_outfile *out)
{
    int fd = mkstemp(out->temporary);
    if (fd < 0)
        return false;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    out->file = fdopen(fd, "wb");
    if (!out->file) {
        close(fd);
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
    if (!name_files(out, path) || !open_temporary(out)) {
        *why = errno ? strerror(errno) : "memory is out";
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

static void finish(ts_outfile *out, bool keep)
{
    if (fflush(out->file) != 0 && !out->error)
        out->error = errno;
    if (!out->temporary)
        return;
    if (fclose(out->file) != 0 && !out->error)
        out->error = errno;
    if (keep && !out->error && rename(out->temporary, out->target) != 0)
        out->error = errno;
    if (!keep || out->error)
        unlink(out->temporary);
}

bool ts_outfile_close(ts_outfile *outfile, bool keep, const char **why)
{
    finish(outfile, keep);
    int error = outfile->error;
    *why = error ? strerror(error) : NULL;
    forget(outfile);
    return !error;
}
