#include "app/file.h"

#include "base/missing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool tell(const char *target)
{
    size_t gone = errno == ENOENT ? ts_missing_folder(target) : 0;
    if (gone)
        fprintf(stderr, "tearsheet: cannot write %s: there is no folder %.*s; make it first\n", target, (int)gone, target);
    else
        fprintf(stderr, "tearsheet: cannot write %s: %s\n", target, strerror(errno));
    return false;
}

static bool is_special(const char *target)
{
    struct stat known;
    return stat(target, &known) == 0 && !S_ISREG(known.st_mode);
}

bool app_file_may_replace(const char *target, const char *begin, const char *kind)
{
    enum { MOST = 128 };
    char bytes[MOST];
    size_t length = strlen(begin) < MOST ? strlen(begin) : MOST;
    FILE *in = is_special(target) ? NULL : fopen(target, "r");
    if (!in)
        return true; /* what cannot be read is told when it cannot be written */
    size_t count = fread(bytes, 1, length, in);
    fclose(in);
    if (!count || (count == length && memcmp(bytes, begin, length) == 0))
        return true;
    fprintf(stderr, "tearsheet: %s is there, and no %s\n", target, kind);
    return false;
}

bool app_file_spares(const char *target, const char *const *files, size_t count)
{
    struct stat here, there;
    if (!target || stat(target, &here) != 0 || !S_ISREG(here.st_mode))
        return true;
    for (size_t i = 0; i < count; i++)
        if (files[i] && stat(files[i], &there) == 0 && there.st_dev == here.st_dev && there.st_ino == here.st_ino) {
            fprintf(stderr, "tearsheet: %s would overwrite %s, which is read\n", target, files[i]);
            return false;
        }
    return true;
}

/* With the rights that a new file has: mkstemp gives none to others. */
static FILE *open_beside(app_file *file)
{
    size_t room = strlen(file->target) + sizeof ".XXXXXX";
    file->temporary = malloc(room);
    if (!file->temporary)
        return NULL;
    snprintf(file->temporary, room, "%s.XXXXXX", file->target);
    int fd = mkstemp(file->temporary);
    mode_t mask = umask(0);
    umask(mask);
    if (fd >= 0)
        (void)fchmod(fd, 0666 & ~mask);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (fd >= 0 && !out) {
        close(fd);
        unlink(file->temporary);
    }
    return out;
}

bool app_file_open(app_file *file, const char *target)
{
    bool standard = !target || strcmp(target, "-") == 0;
    *file = (app_file){.target = standard ? "standard output" : target};
    if (standard)
        file->out = stdout;
    else
        file->out = is_special(target) ? fopen(target, "w") : open_beside(file);
    if (file->out)
        return true;
    bool told = tell(target);
    free(file->temporary);
    return told;
}

static bool finish(app_file *file, bool keep)
{
    bool good = fflush(file->out) == 0 && !ferror(file->out);
    good = good && (!keep || !file->temporary || fsync(fileno(file->out)) == 0);
    int error = errno;
    if (file->out != stdout && fclose(file->out) != 0 && good)
        return false;
    errno = error;
    return good;
}

bool app_file_close(app_file *file, bool keep)
{
    bool good = finish(file, keep);
    if (file->temporary && keep && good)
        good = rename(file->temporary, file->target) == 0;
    int error = errno;
    if (file->temporary && (!keep || !good))
        unlink(file->temporary);
    free(file->temporary);
    errno = error;
    return good || tell(file->target);
}
