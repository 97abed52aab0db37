#include "base/folder.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH = 4, PATH_ROOM = PATH_MAX };

typedef struct walk {
    bool (*see)(void *user, const char *path, const char *name);
    void *user;
    size_t root; /* bytes of the path before a name */
} walk;

/* Neither itself nor its parent. */
static struct dirent *next_of(DIR *folder)
{
    struct dirent *entry;
    while ((entry = readdir(folder)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return entry;
    return NULL;
}

static bool join(char path[PATH_ROOM], const char *folder, const char *name)
{
    int length = snprintf(path, PATH_ROOM, "%s/%s", folder, name);
    return length > 0 && length < PATH_ROOM;
}

bool ts_folder_is_empty(const char *path)
{
    DIR *folder = opendir(path);
    bool empty = folder && !next_of(folder);
    if (folder)
        closedir(folder);
    return empty;
}

static bool walk_folder(const walk *w, const char *path, int depth);

static bool walk_entry(const walk *w, const char *path, int depth)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return false;
    if (S_ISDIR(about.st_mode))
        return walk_folder(w, path, depth + 1);
    return S_ISREG(about.st_mode) && w->see(w->user, path, path + w->root);
}

static bool walk_folder(const walk *w, const char *path, int depth)
{
    char below[PATH_ROOM];
    DIR *folder = depth < DEPTH ? opendir(path) : NULL;
    bool going = folder != NULL;
    for (struct dirent *entry; going && (entry = next_of(folder));)
        going = join(below, path, entry->d_name) && walk_entry(w, below, depth);
    if (folder)
        closedir(folder);
    return going;
}

bool ts_folder_walk(const char *path, bool (*see)(void *user, const char *path, const char *name), void *user)
{
    walk w = {see, user, strlen(path) + 1};
    return walk_folder(&w, path, 0);
}

static void remove_entry(const char *path, int depth)
{
    char below[PATH_ROOM];
    struct stat about;
    if (lstat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        unlink(path);
        return;
    }
    DIR *folder = depth < DEPTH ? opendir(path) : NULL;
    for (struct dirent *entry; folder && (entry = next_of(folder));)
        if (join(below, path, entry->d_name))
            remove_entry(below, depth + 1);
    if (folder)
        closedir(folder);
    rmdir(path);
}

void ts_folder_remove(const char *path)
{
    remove_entry(path, 0);
}
