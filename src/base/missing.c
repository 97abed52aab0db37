#include "base/missing.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static int is_there(const char *folder)
{
    struct stat info;
    return stat(folder, &info) == 0 || errno != ENOENT;
}

size_t ts_missing_folder(const char *path)
{
    char folder[4096];
    size_t length = strlen(path);
    if (length >= sizeof folder)
        return 0;
    memcpy(folder, path, length + 1);
    for (size_t i = 1; i < length; i++) {
        if (folder[i] != '/' || folder[i - 1] == '/')
            continue;
        folder[i] = '\0';
        if (!is_there(folder))
            return i;
        folder[i] = '/';
    }
    return 0;
}
