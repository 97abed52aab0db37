#include "app/batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool tell(const char *target)
{
    fprintf(stderr, "tearsheet: cannot write %s: %s\n", target, strerror(errno));
    return false;
}

bool batch_file_open(batch_file *file, const char *target)
{
    size_t room = strlen(target) + sizeof ".XXXXXX";
    *file = (batch_file){.target = target, .temporary = malloc(room)};
    if (!file->temporary)
        return tell(target);
    snprintf(file->temporary, room, "%s.XXXXXX", target);
    int fd = mkstemp(file->temporary);
    mode_t mask = umask(0);
    umask(mask);
    if (fd >= 0)
        (void)fchmod(fd, 0666 & ~mask);
    file->out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (file->out)
        return true;
    bool told = tell(target);
    if (fd >= 0) {
        close(fd);
        unlink(file->temporary);
    }
    free(file->temporary);
    return told;
}

bool batch_file_close(batch_file *file, bool keep)
{
    bool good = fflush(file->out) == 0 && !ferror(file->out);
    good = good && (!keep || fsync(fileno(file->out)) == 0);
    int error = errno;
    if (fclose(file->out) != 0 && good) {
        error = errno;
        good = false;
    }
    if (keep && good && rename(file->temporary, file->target) != 0) {
        error = errno;
        good = false;
    }
    if (!keep || !good)
        unlink(file->temporary);
    free(file->temporary);
    errno = error;
    return good || tell(file->target);
}
