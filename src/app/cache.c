/* cache.c - where the program keeps what takes long to make. */
#include "app/commands.h"

#include <stdlib.h>

/* XDG Base Directory Specification 0.8: $XDG_CACHE_HOME when it is absolute, else ~/.cache. False: no home. */
static bool default_folder(char *folder, size_t room)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int length = -1;
    if (cache && cache[0] == '/')
        length = snprintf(folder, room, "%s/tearsheet", cache);
    else if (home && home[0] == '/')
        length = snprintf(folder, room, "%s/.cache/tearsheet", home);
    return length > 0 && (size_t)length < room;
}

ts_work *app_new_work(const command_line *line)
{
    char folder[4096];
    ts_work *work = ts_work_new();
    const char *cache = line->cache;
    if (!cache && default_folder(folder, sizeof folder))
        cache = folder;
    if (!work || line->no_cache || !cache || ts_work_cache(work, cache, 0) == TEARSHEET_OK)
        return work;
    ts_work_drop(work);
    return NULL;
}
